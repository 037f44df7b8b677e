//! The gallery: goods taken in and sold, a file at a time or one by one.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use chrono::NaiveDate;
use ikm_core::association::{Member, MemberNumber};
use ikm_core::audit::{Digest, DigestBuilder};
use ikm_core::gallery::{
    DiscountRule, Item, ItemLabel, LineRequest, Note, Payment, Sale, SaleError, SaleLine,
    StockError, StockMove, StockMoveKind, Terms, price_line,
};
use ikm_core::id::{EntryId, ItemId, NoteId, SaleId};
use ikm_core::money::Rupiah;
use ikm_core::{Explain, Lang};
use ikm_import::gallery::{GalleryFile, GalleryRow, IntakeRow, SalesRow, read_intake, read_sales};
use ikm_store::{ReadTx, WriteTx};
use serde::{Deserialize, Serialize};

use crate::app::{App, Env};
use crate::error::{AppError, Refusal};
use crate::members::{PAGE, ikm_of};
use crate::request::Keyed;

/// How many notes or receipts one transaction writes: enough that the disk is not the bottleneck,
/// few enough that an interruption loses little.
const GROUPS_PER_TRANSACTION: usize = 200;

/// A line that was not taken, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedLine {
    /// The row in the file, as a spreadsheet counts it.
    pub row: u64,
    /// The stable code of the reason.
    pub code: String,
    /// The column that is wrong; empty when it is the whole line.
    pub column: String,
    /// The reason in Indonesian.
    pub reason_id: String,
    /// The reason in English.
    pub reason_en: String,
    /// The cells of the line as they stand in the file.
    pub cells: Vec<String>,
}

impl RejectedLine {
    /// The reason in `lang`.
    pub fn reason(&self, lang: Lang) -> &str {
        lang.pick(&self.reason_id, &self.reason_en)
    }
}

/// A line that was taken although something about it deserves a look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineWarning {
    /// The row in the file.
    pub row: u64,
    /// The stable code.
    pub code: String,
    /// What deserves a look, in Indonesian.
    pub text_id: String,
    /// What deserves a look, in English.
    pub text_en: String,
}

impl LineWarning {
    /// What deserves a look, in `lang`.
    pub fn text(&self, lang: Lang) -> &str {
        lang.pick(&self.text_id, &self.text_en)
    }
}

/// What reading an intake file did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntakeOutcome {
    /// Notes that stand now, those that stood before included.
    pub notes: u64,
    /// Items on these notes.
    pub items: u64,
    /// Lines that were not taken.
    pub rejected: Vec<RejectedLine>,
    /// Lines that deserve a look.
    pub warnings: Vec<LineWarning>,
    /// The header of the file, for a file of rejects.
    pub headers: Vec<String>,
}

/// What reading a sales file did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SalesOutcome {
    /// Receipts that stand now, those that stood before included.
    pub receipts: u64,
    /// Lines of the file on these receipts.
    pub lines: u64,
    /// What was paid on them.
    pub gross: Rupiah,
    /// Lines that were not taken.
    pub rejected: Vec<RejectedLine>,
    /// The header of the file, for a file of rejects.
    pub headers: Vec<String>,
}

/// An item on the shelf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockView {
    /// The item.
    pub item: ItemId,
    /// The number of its maker.
    pub member: MemberNumber,
    /// The name of its maker.
    pub maker: String,
    /// The stock-keeping unit.
    pub sku: String,
    /// What it is.
    pub name: String,
    /// The office's category.
    pub category: String,
    /// The lot, where there is one.
    pub lot: Option<String>,
    /// The last day on which it may be sold.
    pub best_before: Option<NaiveDate>,
    /// Its price a piece.
    pub unit_price: Rupiah,
    /// Pieces taken in.
    pub received: u32,
    /// Pieces sold.
    pub sold: u32,
    /// Pieces given back.
    pub returned: u32,
    /// Pieces written off.
    pub written_off: u32,
    /// Pieces on the shelf.
    pub on_hand: u32,
}

/// Why one line of a file cannot be taken. Kept in both languages, because the answer is stored.
struct LineRefusal {
    code: &'static str,
    column: &'static str,
    id: String,
    en: String,
}

impl LineRefusal {
    fn new(column: &'static str, error: &dyn Explain) -> Self {
        let (code, id, en) = (error.code(), error.indonesian(), error.to_string());
        Self { code, column, id, en }
    }

    fn text(code: &'static str, column: &'static str, id: &str, en: &str) -> Self {
        Self { code, column, id: id.to_owned(), en: en.to_owned() }
    }
}

/// A refusal within a group: the place of the line in the group, and why.
type Refused = (usize, LineRefusal);

/// What became of a group: refused for one line, or an error that stops the file.
enum GroupError {
    Refused(Refused),
    Failed(AppError),
}

impl<E: Into<AppError>> From<E> for GroupError {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl App<'_> {
    /// Takes in the goods of an intake file. The lines of one note stand together, all or none; the
    /// file is written in groups of notes, and a note that stands already counts as done. `progress`
    /// is told how many lines are behind.
    ///
    /// # Errors
    ///
    /// [`AppError::Import`] when the file cannot be read, [`Refusal::KeyReused`] and
    /// [`AppError::Store`]. What was written before the error stays; giving the file again goes on.
    pub fn intake(
        &mut self,
        path: &Path,
        progress: &mut dyn FnMut(u64),
    ) -> Result<IntakeOutcome, AppError> {
        let file = read_intake(path)?;
        let keyed = self.keyed(content_of("gallery.intake", &file));
        let mut done = IntakeOutcome { headers: file.headers.clone(), ..Default::default() };
        if let Some(answer) = self.read(|tx| Keyed::answered(keyed.as_ref(), tx))? {
            return Ok(answer);
        }
        let groups = group(&file, &mut done.rejected);
        self.write(|tx, _| Keyed::begin(keyed.as_ref(), tx))?;
        let mut lines = 0;
        for chunk in groups.chunks(GROUPS_PER_TRANSACTION) {
            let part = self.write(|tx, env| {
                let mut part = IntakeOutcome::default();
                for group in chunk {
                    intake_group(tx, env, group, &mut part)?;
                }
                Ok(part)
            })?;
            done.notes += part.notes;
            done.items += part.items;
            done.rejected.extend(part.rejected);
            done.warnings.extend(part.warnings);
            lines += chunk.iter().map(|group| count(group.rows.len())).sum::<u64>();
            progress(lines);
        }
        done.rejected.sort_by_key(|line| line.row);
        self.write(|tx, _| Keyed::finish(keyed.as_ref(), tx, &done))?;
        Ok(done)
    }

    /// Books the sales of a file. The lines of one receipt stand together, all or none; the file is
    /// written in groups of receipts, and a receipt that stands already counts as done. `progress`
    /// is told how many lines are behind.
    ///
    /// # Errors
    ///
    /// [`AppError::Import`] when the file cannot be read, [`Refusal::KeyReused`] and
    /// [`AppError::Store`]. What was written before the error stays; giving the file again goes on.
    pub fn sales(
        &mut self,
        path: &Path,
        progress: &mut dyn FnMut(u64),
    ) -> Result<SalesOutcome, AppError> {
        let file = read_sales(path)?;
        let keyed = self.keyed(content_of("gallery.sales", &file));
        let mut done = SalesOutcome { headers: file.headers.clone(), ..Default::default() };
        if let Some(answer) = self.read(|tx| Keyed::answered(keyed.as_ref(), tx))? {
            return Ok(answer);
        }
        let groups = group(&file, &mut done.rejected);
        self.write(|tx, _| Keyed::begin(keyed.as_ref(), tx))?;
        let mut lines = 0;
        for chunk in groups.chunks(GROUPS_PER_TRANSACTION) {
            let part = self.write(|tx, env| {
                let mut part = SalesOutcome::default();
                for group in chunk {
                    sales_group(tx, env, group, &mut part)?;
                }
                Ok(part)
            })?;
            done.receipts += part.receipts;
            done.lines += part.lines;
            done.gross = done.gross.plus(part.gross)?;
            done.rejected.extend(part.rejected);
            lines += chunk.iter().map(|group| count(group.rows.len())).sum::<u64>();
            progress(lines);
        }
        done.rejected.sort_by_key(|line| line.row);
        self.write(|tx, _| Keyed::finish(keyed.as_ref(), tx, &done))?;
        Ok(done)
    }

    /// Shows every item to `each`, in the order in which they came in; with `on_hand_only`, only
    /// those of which a piece is on the shelf.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn for_each_item(
        &self,
        on_hand_only: bool,
        mut each: impl FnMut(StockView) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        self.read(|tx| {
            let mut makers: BTreeMap<_, (MemberNumber, String)> = BTreeMap::new();
            let mut after = None;
            loop {
                let page = tx.item_page(after, PAGE)?;
                let Some(last) = page.last() else { return Ok(()) };
                after = Some(last.id());
                for item in page.iter().filter(|item| !on_hand_only || item.on_hand() > 0) {
                    if let Entry::Vacant(entry) = makers.entry(item.member()) {
                        entry.insert(maker(tx, item)?);
                    }
                    if let Some((number, name)) = makers.get(&item.member()) {
                        each(stock_view(item, *number, name.clone()))?;
                    }
                }
            }
        })
    }
}

fn maker(tx: &mut dyn ReadTx, item: &Item) -> Result<(MemberNumber, String), AppError> {
    let id = item.member();
    let member = tx.member(id)?.ok_or_else(|| Refusal::UnknownMember(id.to_string()))?;
    let ikm = ikm_of(tx, &member)?;
    Ok((member.number(), ikm.profile.name))
}

fn stock_view(item: &Item, member: MemberNumber, maker: String) -> StockView {
    let (label, stock) = (item.label(), item.stock());
    StockView {
        item: item.id(),
        member,
        maker,
        sku: label.sku.clone(),
        name: label.name.clone(),
        category: label.category.clone(),
        lot: label.lot.clone(),
        best_before: label.best_before,
        unit_price: item.unit_price(),
        received: stock.received,
        sold: stock.sold,
        returned: stock.returned,
        written_off: stock.written_off,
        on_hand: item.on_hand(),
    }
}

/// The lines of one note or receipt, in the order of the file.
struct Group<'a, T> {
    number: &'a str,
    rows: Vec<&'a GalleryRow<T>>,
}

impl<T> Group<'_, T> {
    /// A digest of all that the group says, by which a repeated one is recognised.
    fn digest(&self) -> Digest {
        let mut digest = DigestBuilder::new();
        for row in &self.rows {
            row.canonical.iter().for_each(|cell| {
                digest.field(cell);
            });
        }
        digest.finish()
    }

    /// Rejects the whole group: the lines at fault for their own reasons, the others for theirs.
    fn reject(&self, faults: &[Refused], rejected: &mut Vec<RejectedLine>) {
        let sibling = LineRefusal::text(
            "IKM-GALLERY-SIBLING",
            "",
            "baris lain dengan nomor yang sama ditolak",
            "another line with the same number was rejected",
        );
        for (place, row) in self.rows.iter().enumerate() {
            let fault = faults.iter().find(|(at, _)| *at == place);
            let why = fault.map_or(&sibling, |(_, refusal)| refusal);
            rejected.push(RejectedLine {
                row: row.row,
                code: why.code.to_owned(),
                column: why.column.to_owned(),
                reason_id: why.id.clone(),
                reason_en: why.en.clone(),
                cells: row.cells.clone(),
            });
        }
    }
}

/// Groups the lines of a file by their number, in the order in which the numbers first appear. A
/// group with a line that cannot be read is rejected here, whole.
fn group<'a, T>(file: &'a GalleryFile<T>, rejected: &mut Vec<RejectedLine>) -> Vec<Group<'a, T>> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<Group<'a, T>> = Vec::new();
    for row in &file.rows {
        let place = *places.entry(&row.number).or_insert(groups.len());
        match groups.get_mut(place) {
            // A line without a number belongs to nothing, so each stands alone.
            Some(group) if !row.number.is_empty() => group.rows.push(row),
            _ => groups.push(Group { number: &row.number, rows: vec![row] }),
        }
    }
    groups.retain(|group| {
        let unread: Vec<Refused> = group
            .rows
            .iter()
            .enumerate()
            .filter_map(|(place, row)| {
                let problem = row.parsed.as_ref().err()?;
                Some((place, LineRefusal::new(problem.column(), problem)))
            })
            .collect();
        if !unread.is_empty() {
            group.reject(&unread, rejected);
        }
        unread.is_empty()
    });
    groups
}

fn intake_group(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    group: &Group<'_, IntakeRow>,
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
        None => decide_note(tx, env, group, digest, &mut warnings).and_then(|(note, items)| {
            write_note(tx, &note, &items)?;
            env.audit(tx, "gallery.intake", &note.id, digest, "")?;
            Ok(())
        }),
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
    warnings: &mut Vec<LineWarning>,
) -> Result<(Note, Vec<Item>), GroupError> {
    let mut note = None;
    let mut items: Vec<Item> = Vec::new();
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
        warnings.extend(doubts(tx, &maker, line, row.row)?);
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
        let terms =
            Terms { commission: line.commission_percent, discount: DiscountRule::default() };
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
            "IKM-INTAKE-PRODUCT",
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
        tx.append_stock_move(&StockMove {
            item: item.id(),
            on: note.received_on,
            kind: StockMoveKind::Received,
            quantity: item.stock().received,
            reference: note.number.clone(),
        })?;
    }
    Ok(())
}

fn sales_group(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    group: &Group<'_, SalesRow>,
    part: &mut SalesOutcome,
) -> Result<(), AppError> {
    let digest = group.digest();
    let decided = match tx.sale_by_receipt(group.number)? {
        Some(known) if known.digest == digest => Ok(known),
        Some(_) => Err(GroupError::Refused((0, repeated("receipt")))),
        None => decide_sale(tx, env, group, digest).and_then(|(sale, shelf)| {
            write_sale(tx, &sale, &shelf)?;
            env.audit(tx, "gallery.sale", &sale.id, digest, "")?;
            Ok(sale)
        }),
    };
    match decided {
        Ok(sale) => {
            part.receipts += 1;
            part.lines += count(group.rows.len());
            part.gross = part.gross.plus(sale.gross()?)?;
            Ok(())
        }
        Err(GroupError::Refused(refused)) => {
            group.reject(&[refused], &mut part.rejected);
            Ok(())
        }
        Err(GroupError::Failed(error)) => Err(error),
    }
}

/// The items of every sku on a receipt, as they will be after it, and the moves that make them so.
struct Shelf {
    items: BTreeMap<String, Vec<Item>>,
    moves: Vec<StockMove>,
}

/// Decides a whole receipt before anything of it is written.
fn decide_sale(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    group: &Group<'_, SalesRow>,
    digest: Digest,
) -> Result<(Sale, Shelf), GroupError> {
    let mut shelf = Shelf { items: BTreeMap::new(), moves: Vec::new() };
    let mut lines: Vec<SaleLine> = Vec::new();
    let mut head: Option<(NaiveDate, Payment)> = None;
    for (at, row) in group.rows.iter().enumerate() {
        let Ok(line) = &row.parsed else { continue };
        let (sold_on, payment) = *head.get_or_insert((line.sold_on, line.payment));
        if line.sold_on != sold_on {
            return Err(GroupError::Refused((at, other_value("sold_on"))));
        }
        if line.payment != payment {
            return Err(GroupError::Refused((at, other_value("payment"))));
        }
        if !shelf.items.contains_key(&line.sku) {
            shelf.items.insert(line.sku.clone(), tx.items_by_sku(&line.sku)?);
        }
        let priced = price_and_take(&mut shelf, line, group.number, count32(lines.len()) + 1)
            .map_err(|refusal| GroupError::Refused((at, refusal)))?;
        lines.extend(priced);
    }
    let Some((sold_on, payment)) = head else {
        return Err(GroupError::Refused((0, other_value("receipt"))));
    };
    let (id, entry) = (SaleId::generate(env.ids), EntryId::generate(env.ids));
    let receipt = group.number.to_owned();
    Ok((Sale { id, receipt, sold_on, payment, lines, entry, digest }, shelf))
}

fn price_and_take(
    shelf: &mut Shelf,
    line: &SalesRow,
    receipt: &str,
    first_number: u32,
) -> Result<Vec<SaleLine>, LineRefusal> {
    let request = LineRequest {
        sku: &line.sku,
        lot: line.lot.as_deref(),
        quantity: line.quantity,
        unit_price: line.unit_price,
    };
    let items = shelf.items.get_mut(&line.sku).map(Vec::as_mut_slice).unwrap_or_default();
    let priced = price_line(items, &request, line.sold_on, first_number).map_err(|error| {
        let column = match &error {
            // Without any item of the sku, the lot is not what is wrong.
            SaleError::Stock(StockError::UnknownSku { .. }) if items.is_empty() => "sku",
            SaleError::Stock(stock) => stock_column(stock),
            SaleError::PriceDiffers { .. } | SaleError::Money(_) | _ => "unit_price",
        };
        LineRefusal::new(column, &error)
    })?;
    for pick in priced.iter().flat_map(|line| &line.picks) {
        let taken = items
            .iter_mut()
            .find(|item| item.id() == pick.item)
            .map(|item| item.take(StockMoveKind::Sold, pick.quantity, line.sold_on, receipt));
        match taken {
            Some(Ok(moved)) => shelf.moves.push(moved),
            Some(Err(error)) => return Err(LineRefusal::new(stock_column(&error), &error)),
            None => {}
        }
    }
    Ok(priced)
}

fn write_sale(tx: &mut dyn WriteTx, sale: &Sale, shelf: &Shelf) -> Result<(), AppError> {
    let touched = |item: &Item| shelf.moves.iter().any(|moved| moved.item == item.id());
    for item in shelf.items.values().flatten().filter(|item| touched(item)) {
        tx.update_item(item)?;
    }
    if let Some(entry) = sale.entry()? {
        tx.append_entry(&entry)?;
    }
    tx.insert_sale(sale)?;
    for moved in &shelf.moves {
        tx.append_stock_move(moved)?;
    }
    Ok(())
}

/// The column of the file to which a refusal of the shelf points; goods that have expired can only
/// stand in a sales file, which has no column for their last day.
fn stock_column(error: &StockError) -> &'static str {
    match error {
        StockError::UnknownSku { lot: Some(_), .. } => "lot",
        StockError::UnknownSku { .. } => "sku",
        StockError::Price(_) => "unit_price",
        StockError::Commission(_) => "commission_percent",
        StockError::ExpiredAtIntake { .. } => "best_before",
        StockError::Expired { .. } => "sold_on",
        StockError::NotOnHand { .. } | StockError::Quantity(_) | _ => "quantity",
    }
}

fn repeated(column: &'static str) -> LineRefusal {
    LineRefusal::text(
        "IKM-GALLERY-REPEATED",
        column,
        "nomor ini sudah ada dengan isi lain",
        "this number exists already with other content",
    )
}

fn other_value(column: &'static str) -> LineRefusal {
    LineRefusal::text(
        "IKM-GALLERY-MIXED",
        column,
        "baris dengan nomor yang sama harus sama tanggal dan cara bayarnya",
        "lines with the same number must agree on the day and the payment",
    )
}

fn sku_of_another(sku: &str) -> LineRefusal {
    LineRefusal {
        code: "IKM-INTAKE-SKU",
        column: "sku",
        id: format!("kode barang {sku:?} milik anggota lain"),
        en: format!("the sku {sku:?} belongs to another member"),
    }
}

fn content_of<T>(command: &str, file: &GalleryFile<T>) -> Digest {
    let mut digest = DigestBuilder::new();
    digest.field(command);
    for row in &file.rows {
        row.canonical.iter().for_each(|cell| {
            digest.field(cell);
        });
    }
    digest.finish()
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn count32(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
