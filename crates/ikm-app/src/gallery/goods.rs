//! Goods that go back, are written off or are brought elsewhere, each with its paper.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ikm_core::association::MemberNumber;
use ikm_core::audit::{Digest, DigestBuilder};
use ikm_core::gallery::{
    GoodsLine, Item, Leave, LossCause, LossLine, LossNote, Paper, PaperBody, PaperKind, PaperLine,
    Place, ReturnNote, StockMove, StockMoveKind, gather,
};
use ikm_core::id::{EntryId, ItemId, PaperId};
use ikm_core::money::Rupiah;
use ikm_store::{ReadTx, WriteTx};
use serde::{Deserialize, Serialize};

use super::refusal::GalleryRefusal;
use crate::app::{App, Env};
use crate::error::{AppError, Refusal};
use crate::members::PAGE;

/// What a command about goods did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoodsView {
    /// The number of the paper; nothing where none is written.
    pub number: Option<String>,
    /// How many lines it has.
    pub lines: u64,
    /// How many pieces moved.
    pub pieces: u64,
    /// What the gallery owes the makers for it.
    pub owed: Rupiah,
}

impl App<'_> {
    /// Hands goods back to their maker, with a note of its own number.
    ///
    /// # Errors
    ///
    /// [`GalleryRefusal`], [`ikm_core::gallery::StockError`], [`Refusal::KeyReused`] and
    /// [`AppError::Store`].
    pub fn return_goods(
        &mut self,
        lines: &[GoodsLine],
        place: &Place,
        reason: &str,
    ) -> Result<GoodsView, AppError> {
        let content = content("gallery.return", lines, &[&place.to_string(), reason]);
        self.write_once(content, |tx, env| {
            let picked = pick_all(tx, lines, place, env.today)?;
            hand_back(tx, env, content, picked, reason)
        })
    }

    /// Hands back all goods of a member that are past their last day, wherever they lie.
    ///
    /// # Errors
    ///
    /// Those of [`App::return_goods`], and [`Refusal::UnknownMember`].
    pub fn return_expired(
        &mut self,
        member: MemberNumber,
        reason: &str,
    ) -> Result<GoodsView, AppError> {
        let content = content("gallery.return", &[], &[&member.to_string(), reason]);
        self.write_once(content, |tx, env| {
            let maker = tx
                .member_by_number(member)?
                .ok_or_else(|| Refusal::UnknownMember(member.to_string()))?
                .id();
            let mut picked = Vec::new();
            let today = env.today;
            each_item(tx, |item| {
                if item.member() == maker && item.expired_on(today).is_some() {
                    let here = (Place::Shelf, item.at(&Place::Shelf));
                    let elsewhere = item.elsewhere().iter().map(|(at, held)| (at.clone(), *held));
                    for (place, quantity) in [here].into_iter().chain(elsewhere) {
                        if quantity > 0 {
                            picked.push(PaperLine { item: item.id(), place, quantity });
                        }
                    }
                }
            })?;
            hand_back(tx, env, content, picked, reason)
        })
    }

    /// Writes goods off for a cause: what the terms let the gallery bear of it is owed to the makers,
    /// in the journal and on their next settlement.
    ///
    /// # Errors
    ///
    /// Those of [`App::return_goods`].
    pub fn write_off(
        &mut self,
        lines: &[GoodsLine],
        place: &Place,
        cause: LossCause,
        reason: &str,
    ) -> Result<GoodsView, AppError> {
        let said = [&place.to_string(), cause.code(), reason];
        let content = content("gallery.write-off", lines, &said);
        self.write_once(content, |tx, env| {
            let number = next_number(tx, PaperKind::Loss)?;
            let mut losses = Losses::new(&number, env.today);
            for line in pick_all(tx, lines, place, env.today)? {
                losses.lose(tx, &line, cause)?;
            }
            losses.book(tx, env, content, reason, PaperBody::Loss)
        })
    }

    /// Brings goods from one place to another.
    ///
    /// # Errors
    ///
    /// Those of [`App::return_goods`].
    pub fn move_goods(
        &mut self,
        lines: &[GoodsLine],
        from: &Place,
        to: &Place,
    ) -> Result<GoodsView, AppError> {
        let content = content("gallery.move", lines, &[&from.to_string(), &to.to_string()]);
        self.write_once(content, |tx, env| {
            let mut view = GoodsView { number: None, lines: 0, pieces: 0, owed: Rupiah::ZERO };
            for line in pick_all(tx, lines, from, env.today)? {
                let mut item = item_of(tx, line.item)?;
                let moved = item.relocate(from, to, line.quantity, env.today, &to.to_string())?;
                save(tx, &item, &moved)?;
                view.lines += 1;
                view.pieces += u64::from(line.quantity);
            }
            env.audit(tx, "gallery.move", &to.to_string(), content, "")?;
            Ok(view)
        })
    }
}

fn content(command: &str, lines: &[GoodsLine], said: &[&str]) -> Digest {
    let mut digest = DigestBuilder::new();
    digest.field(command);
    for line in lines {
        digest.field(&line.to_string());
    }
    for text in said {
        digest.field(text);
    }
    digest.finish()
}

/// The pieces that lines name, at a place; two lines of one sku take different pieces.
fn pick_all(
    tx: &mut dyn WriteTx,
    lines: &[GoodsLine],
    place: &Place,
    on: NaiveDate,
) -> Result<Vec<PaperLine>, AppError> {
    let mut wanted: BTreeMap<(&str, Option<&str>), u32> = BTreeMap::new();
    for line in lines {
        let quantity = wanted.entry((&line.sku, line.lot.as_deref())).or_default();
        *quantity = quantity.saturating_add(line.quantity);
    }
    let mut picked: Vec<PaperLine> = Vec::new();
    // Those of a lot stand behind those of any, so they are picked first.
    for ((sku, lot), quantity) in wanted.into_iter().rev() {
        let items = tx.items_by_sku(sku)?;
        for pick in gather(&items, sku, lot, place, quantity, on)? {
            let (item, quantity) = (pick.item, pick.quantity);
            picked.push(PaperLine { item, place: place.clone(), quantity });
        }
    }
    picked.reverse();
    if picked.is_empty() { Err(refused(GalleryRefusal::Nothing)) } else { Ok(picked) }
}

fn hand_back(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    content: Digest,
    lines: Vec<PaperLine>,
    reason: &str,
) -> Result<GoodsView, AppError> {
    let number = next_number(tx, PaperKind::Return)?;
    let mut member = None;
    for line in &lines {
        let mut item = item_of(tx, line.item)?;
        if *member.get_or_insert(item.member()) != item.member() {
            return Err(refused(GalleryRefusal::Makers));
        }
        let (kind, on, reference) = (StockMoveKind::Returned, env.today, number.as_str());
        let (place, quantity) = (&line.place, line.quantity);
        let moved = item.leave(&Leave { kind, place, quantity, on, reference, cause: None })?;
        save(tx, &item, &moved)?;
    }
    let member = member.ok_or_else(|| refused(GalleryRefusal::Nothing))?;
    let view = GoodsView {
        number: Some(number.clone()),
        lines: u64::try_from(lines.len()).unwrap_or(u64::MAX),
        pieces: lines.iter().map(|line| u64::from(line.quantity)).sum(),
        owed: Rupiah::ZERO,
    };
    let body = PaperBody::Return(ReturnNote { member, lines, reason: reason.to_owned() });
    let paper = Paper { id: PaperId::generate(env.ids), number, on: env.today, body };
    tx.insert_paper(&paper)?;
    env.audit(tx, "gallery.return", &paper.id, content, "")?;
    Ok(view)
}

/// Losses that are being decided, and the moves that come of them.
pub(super) struct Losses {
    number: String,
    on: NaiveDate,
    lines: Vec<LossLine>,
    skus: BTreeMap<ItemId, String>,
}

impl Losses {
    pub(super) fn new(number: &str, on: NaiveDate) -> Self {
        Self { number: number.to_owned(), on, lines: Vec::new(), skus: BTreeMap::new() }
    }

    /// Writes pieces off.
    pub(super) fn lose(
        &mut self,
        tx: &mut dyn WriteTx,
        line: &PaperLine,
        cause: LossCause,
    ) -> Result<(), AppError> {
        let mut item = item_of(tx, line.item)?;
        let moved = item.leave(&Leave {
            kind: StockMoveKind::WrittenOff,
            place: &line.place,
            quantity: line.quantity,
            on: self.on,
            reference: &self.number,
            cause: Some(cause),
        })?;
        save(tx, &item, &moved)?;
        let owed = item.terms().owed_for_loss(item.unit_price(), cause)?.times(line.quantity)?;
        self.note(&item, line, i64::from(line.quantity), Some(cause), owed);
        Ok(())
    }

    /// Lets pieces be there again: those that were lost before, and for them nothing is owed any
    /// more; the rest are more than ever came in.
    pub(super) fn find(&mut self, tx: &mut dyn WriteTx, line: &PaperLine) -> Result<(), AppError> {
        let mut item = item_of(tx, line.item)?;
        let recovered = line.quantity.min(lost(&tx.stock_moves(item.id())?));
        let parts = [
            (StockMoveKind::Recovered, recovered),
            (StockMoveKind::Found, line.quantity - recovered),
        ];
        for (kind, quantity) in parts.into_iter().filter(|(_, quantity)| *quantity > 0) {
            let moved = item.come_back(kind, &line.place, quantity, self.on, &self.number)?;
            save(tx, &item, &moved)?;
            item = item_of(tx, line.item)?;
            let cause = (kind == StockMoveKind::Recovered).then_some(LossCause::Lost);
            let owed = match cause {
                Some(cause) => item.terms().owed_for_loss(item.unit_price(), cause)?,
                None => Rupiah::ZERO,
            };
            let owed = owed.times(quantity)?.negated()?;
            self.note(&item, line, -i64::from(quantity), cause, owed);
        }
        Ok(())
    }

    fn note(
        &mut self,
        item: &Item,
        line: &PaperLine,
        quantity: i64,
        cause: Option<LossCause>,
        owed: Rupiah,
    ) {
        let number = u32::try_from(self.lines.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.skus.insert(item.id(), item.label().sku.clone());
        let (item, member, place) = (item.id(), item.member(), line.place.clone());
        self.lines.push(LossLine { number, item, member, place, quantity, cause, owed });
    }

    /// Writes the paper, its entry and what it leaves for the makers.
    pub(super) fn book(
        self,
        tx: &mut dyn WriteTx,
        env: &mut Env<'_>,
        content: Digest,
        reason: &str,
        body: impl FnOnce(LossNote) -> PaperBody,
    ) -> Result<GoodsView, AppError> {
        let mut note = LossNote { lines: self.lines, entry: None, reason: reason.to_owned() };
        let entry = note.entry(&self.number, self.on, EntryId::generate(env.ids))?;
        if let Some(entry) = &entry {
            tx.append_entry(entry)?;
            note.entry = Some(entry.id());
        }
        let view = GoodsView {
            number: Some(self.number.clone()),
            lines: u64::try_from(note.lines.len()).unwrap_or(u64::MAX),
            pieces: note.lines.iter().map(|line| line.quantity.unsigned_abs()).sum(),
            owed: Rupiah::sum(note.lines.iter().map(|line| line.owed))?,
        };
        let body = body(note.clone());
        let paper =
            Paper { id: PaperId::generate(env.ids), number: self.number, on: self.on, body };
        tx.insert_paper(&paper)?;
        let skus = self.skus;
        for line in note.accruals(&paper, |item| skus.get(&item).cloned().unwrap_or_default())? {
            tx.insert_accrual(&line)?;
        }
        let action = if paper.body.kind() == PaperKind::Loss { "write-off" } else { "count" };
        env.audit(tx, &format!("gallery.{action}"), &paper.id, content, "")?;
        Ok(view)
    }
}

/// How many pieces of an item are gone and nobody knows how.
fn lost(moves: &[StockMove]) -> u32 {
    let lost = moves.iter().filter(|moved| moved.cause == Some(LossCause::Lost));
    let back = moves.iter().filter(|moved| moved.kind == StockMoveKind::Recovered);
    let sum = |pieces: u32, moved: &StockMove| pieces.saturating_add(moved.quantity);
    lost.fold(0, sum).saturating_sub(back.fold(0, sum))
}

pub(super) fn refused(refusal: GalleryRefusal) -> AppError {
    AppError::Gallery(refusal)
}

/// The next number of a kind of paper.
pub(super) fn next_number(tx: &mut dyn WriteTx, kind: PaperKind) -> Result<String, AppError> {
    Ok(kind.number(tx.paper_count(kind)?.saturating_add(1)))
}

pub(super) fn item_of(tx: &mut dyn WriteTx, id: ItemId) -> Result<Item, AppError> {
    tx.item(id)?.ok_or_else(|| refused(GalleryRefusal::Nothing))
}

fn save(tx: &mut dyn WriteTx, item: &Item, moved: &StockMove) -> Result<(), AppError> {
    tx.update_item(item)?;
    tx.append_stock_move(moved)?;
    Ok(())
}

/// Shows every item to `each`, in the order in which they came in.
pub(super) fn each_item<T: ReadTx + ?Sized>(
    tx: &mut T,
    mut each: impl FnMut(&Item),
) -> Result<(), AppError> {
    let mut after = None;
    loop {
        let page = tx.item_page(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id());
        page.iter().for_each(&mut each);
    }
}
