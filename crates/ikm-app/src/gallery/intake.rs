//! Goods taken in: a note at a time, all of it or none.

use ikm_core::Explain;
use ikm_core::association::{Member, MemberNumber};
use ikm_core::audit::Digest;
use ikm_core::gallery::{Item, ItemLabel, Note, StockMove, StockMoveKind};
use ikm_core::id::{ItemId, NoteId};
use ikm_import::gallery::IntakeRow;
use ikm_store::WriteTx;

use super::gate::Gate;
use super::group::{Group, GroupError, LineRefusal, other_value, repeated, stock_column};
use super::{IntakeOutcome, LineWarning, count};
use crate::app::Env;
use crate::error::{AppError, Refusal};
use crate::members::ikm_of;

/// Goods that do not look like what their maker is registered as making.
const MISFIT: &str = "IKM-INTAKE-PRODUCT";

pub(super) fn intake_group(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    group: &Group<'_, IntakeRow>,
    override_reason: Option<&str>,
    part: &mut IntakeOutcome,
) -> Result<(), AppError> {
    let digest = group.digest();
    let mut warnings = Vec::new();
    let decided = match tx.note_by_number(group.number)? {
        Some(known) if known.digest == digest => {
            doubts_again(tx, group, &mut warnings)?;
            Ok(())
        }
        Some(_) => Err(GroupError::Refused((0, repeated("note")))),
        None => decide_note(tx, env, group, digest, override_reason, &mut warnings).and_then(
            |(note, items)| {
                write_note(tx, &note, &items)?;
                let said = override_reason.unwrap_or_default();
                env.audit(tx, "gallery.intake", &note.id, digest, said)?;
                Ok(())
            },
        ),
    };
    match decided {
        Ok(()) => {
            part.notes += 1;
            part.items += count(group.rows.len());
            part.warnings.extend(warnings);
            Ok(())
        }
        Err(GroupError::Refused(refused)) => {
            group.reject(&[refused], &mut part.rejected);
            Ok(())
        }
        Err(GroupError::Failed(error)) => Err(error),
    }
}

/// Decides a whole note before anything of it is written.
fn decide_note(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    group: &Group<'_, IntakeRow>,
    digest: Digest,
    override_reason: Option<&str>,
    warnings: &mut Vec<LineWarning>,
) -> Result<(Note, Vec<Item>), GroupError> {
    let mut note = None;
    let mut items: Vec<Item> = Vec::new();
    let mut gate: Option<Gate> = None;
    for (at, row) in group.rows.iter().enumerate() {
        let Ok(line) = &row.parsed else { continue };
        let note = note.get_or_insert_with(|| Note {
            id: NoteId::generate(env.ids),
            number: group.number.to_owned(),
            received_on: line.received_on,
            digest,
        });
        if line.received_on != note.received_on {
            return Err(GroupError::Refused((at, other_value("received_on"))));
        }
        let maker = consignor(tx, line, at)?;
        let doubts = doubts(tx, &maker, line, row.row)?;
        let gate = match &mut gate {
            Some(gate) => gate,
            None => gate.insert(Gate::on(tx, line.received_on)?),
        };
        let misfit = doubts.iter().find(|doubt| doubt.code == MISFIT);
        if let Some(doubt) = misfit.filter(|_| override_reason.is_none() && gate.refuses_misfits())
        {
            let (id, en) = (&doubt.text_id, &doubt.text_en);
            return Err(GroupError::Refused((at, LineRefusal::text(MISFIT, "name", id, en))));
        }
        let terms =
            gate.check(tx, &maker, line)?.map_err(|refusal| GroupError::Refused((at, refusal)))?;
        warnings.extend(doubts);
        let member = maker.id();
        let others = items.iter().filter(|item| item.label().sku == line.sku);
        let taken_by_another = others.map(Item::member).any(|other| other != member)
            || tx.items_by_sku(&line.sku)?.iter().any(|item| item.member() != member);
        if taken_by_another {
            return Err(GroupError::Refused((at, sku_of_another(&line.sku))));
        }
        let label = ItemLabel {
            sku: line.sku.clone(),
            name: line.name.clone(),
            category: line.category.clone(),
            lot: line.lot.clone(),
            best_before: line.best_before,
        };
        let id = ItemId::generate(env.ids);
        let item = Item::receive(id, note, member, label, line.quantity, line.unit_price, terms)
            .map_err(|e| GroupError::Refused((at, LineRefusal::new(stock_column(&e), &e))))?;
        items.push(item);
    }
    match note {
        Some(note) => Ok((note, items)),
        None => Err(GroupError::Refused((0, other_value("note")))),
    }
}

/// The member who consigns: an active one.
fn consignor(tx: &mut dyn WriteTx, line: &IntakeRow, at: usize) -> Result<Member, GroupError> {
    let refuse = |error: &dyn Explain| GroupError::Refused((at, LineRefusal::new("member", error)));
    let number: MemberNumber = line.member.parse().map_err(|e| refuse(&e))?;
    let member = tx
        .member_by_number(number)?
        .ok_or_else(|| refuse(&Refusal::UnknownMember(line.member.clone())))?;
    member.require_active().map_err(|e| refuse(&e))?;
    Ok(member)
}

/// What deserves a look: goods that do not look like what the member makes, and goods that came in
/// before the membership began.
fn doubts(
    tx: &mut dyn WriteTx,
    member: &Member,
    line: &IntakeRow,
    row: u64,
) -> Result<Vec<LineWarning>, AppError> {
    let number = member.number();
    let mut warnings = Vec::new();
    let mut warn = |code: &str, id: String, en: String| {
        warnings.push(LineWarning { row, code: code.to_owned(), text_id: id, text_en: en });
    };
    if line.received_on < member.since() {
        let (on, since) = (line.received_on, member.since());
        warn(
            "IKM-INTAKE-BEFORE-MEMBERSHIP",
            format!("{number} baru aktif sejak {since}, barang masuk {on}"),
            format!("{number} is active only since {since}, the goods came in on {on}"),
        );
    }
    if let Some(product) = ikm_of(tx, member)?.profile.product.as_deref()
        && !shares_a_word(product, &[&line.name, &line.category])
    {
        let name = &line.name;
        warn(
            MISFIT,
            format!("{number} terdaftar membuat {product:?}, bukan {name:?}"),
            format!("{number} is registered as making {product:?}, not {name:?}"),
        );
    }
    Ok(warnings)
}

/// The doubts about a note that stands already, so that giving a file again, or going on after an
/// interruption, tells the same.
fn doubts_again(
    tx: &mut dyn WriteTx,
    group: &Group<'_, IntakeRow>,
    warnings: &mut Vec<LineWarning>,
) -> Result<(), AppError> {
    for row in &group.rows {
        if let Ok(line) = &row.parsed
            && let Some(member) = tx.member_by_number(line.member.parse()?)?
        {
            warnings.extend(doubts(tx, &member, line, row.row)?);
        }
    }
    Ok(())
}

/// Whether the registered product and the goods have a word of four letters or more in common.
fn shares_a_word(product: &str, goods: &[&str]) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() >= 4)
            .map(str::to_lowercase)
            .collect()
    };
    let made = words(product);
    made.is_empty() || goods.iter().flat_map(|text| words(text)).any(|word| made.contains(&word))
}

fn write_note(tx: &mut dyn WriteTx, note: &Note, items: &[Item]) -> Result<(), AppError> {
    tx.insert_note(note)?;
    for item in items {
        tx.insert_item(item)?;
        tx.append_stock_move(&StockMove::at_shelf(
            item.id(),
            note.received_on,
            StockMoveKind::Received,
            item.stock().received,
            &note.number,
        ))?;
    }
    Ok(())
}

fn sku_of_another(sku: &str) -> LineRefusal {
    LineRefusal::text(
        "IKM-INTAKE-SKU",
        "sku",
        &format!("kode barang {sku:?} milik anggota lain"),
        &format!("the sku {sku:?} belongs to another member"),
    )
}
