//! The gallery: goods taken in and sold, a file at a time or one by one.

mod count;
mod gate;
mod goods;
mod group;
mod intake;
mod refusal;
mod rules;
mod sales;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use chrono::NaiveDate;
use ikm_core::Lang;
use ikm_core::association::MemberNumber;
use ikm_core::gallery::{Item, Place, Stock};
use ikm_core::id::ItemId;
use ikm_core::money::Rupiah;
use ikm_import::gallery::{read_intake, read_sales};
use ikm_store::{ReadTx, WriteTx};
use serde::{Deserialize, Serialize};

use crate::app::{App, Env};
use crate::error::{AppError, Refusal};
use crate::members::PAGE;
use crate::past::{ikm_of_member_on, stock_on};
use crate::request::Keyed;
pub use count::SheetView;
pub use goods::GoodsView;
pub use refusal::GalleryRefusal;
pub use rules::{RulesView, WaitingView};

use group::{Group, content_of, group};
use intake::intake_group;
use sales::sales_group;

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
    /// Pieces at hand.
    pub on_hand: u32,
    /// The pieces that lie on the shelf now.
    pub shelf: u32,
    /// The pieces that lie at other places now.
    pub elsewhere: BTreeMap<Place, u32>,
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
        self.intake_although(path, None, progress)
    }

    /// Takes in goods as [`App::intake`] does, those too that do not look like what their maker makes
    /// where the rules refuse them: `reason` says why, and stands in the audit.
    ///
    /// # Errors
    ///
    /// Those of [`App::intake`].
    pub fn intake_although(
        &mut self,
        path: &Path,
        reason: Option<&str>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<IntakeOutcome, AppError> {
        let file = read_intake(path)?;
        let keyed = self.keyed(content_of("gallery.intake", &file));
        let mut done = IntakeOutcome { headers: file.headers.clone(), ..Default::default() };
        if let Some(answer) = self.write(|tx, _| Keyed::begin(keyed.as_ref(), tx))? {
            return Ok(answer);
        }
        let groups = group(&file, &mut done.rejected);
        self.in_groups(&groups, progress, |tx, env, group| {
            intake_group(tx, env, group, reason, &mut done)
        })?;
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
        if let Some(answer) = self.write(|tx, _| Keyed::begin(keyed.as_ref(), tx))? {
            return Ok(answer);
        }
        let groups = group(&file, &mut done.rejected);
        self.in_groups(&groups, progress, |tx, env, group| sales_group(tx, env, group, &mut done))?;
        done.rejected.sort_by_key(|line| line.row);
        self.write(|tx, _| Keyed::finish(keyed.as_ref(), tx, &done))?;
        Ok(done)
    }

    /// Writes `groups`, so many a transaction, and tells `progress` how many lines are behind. An
    /// error ends the file: what `write` has noted of its transaction is then of no use.
    fn in_groups<T>(
        &mut self,
        groups: &[Group<'_, T>],
        progress: &mut dyn FnMut(u64),
        mut write: impl FnMut(&mut dyn WriteTx, &mut Env<'_>, &Group<'_, T>) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        let mut lines = 0;
        for chunk in groups.chunks(GROUPS_PER_TRANSACTION) {
            self.write(|tx, env| chunk.iter().try_for_each(|group| write(tx, env, group)))?;
            lines += chunk.iter().map(|group| count(group.rows.len())).sum::<u64>();
            progress(lines);
        }
        Ok(())
    }

    /// Shows every item to `each` as the stock journal had it at the end of the business day, in the
    /// order in which they came in; with `on_hand_only`, only those of which a piece was on the
    /// shelf. What came in later is left out.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn for_each_item(
        &self,
        on_hand_only: bool,
        mut each: impl FnMut(StockView) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        let today = self.env.today;
        self.read(|tx| {
            let mut makers: BTreeMap<_, (MemberNumber, String)> = BTreeMap::new();
            let mut after = None;
            loop {
                let page = tx.item_page(after, PAGE)?;
                let Some(last) = page.last() else { return Ok(()) };
                after = Some(last.id());
                for item in &page {
                    let stock = stock_on(tx, item, today)?;
                    if stock == Stock::default()
                        || (on_hand_only && stock.on_hand().unwrap_or_default() == 0)
                    {
                        continue;
                    }
                    if let Entry::Vacant(entry) = makers.entry(item.member()) {
                        entry.insert(maker(tx, item, today)?);
                    }
                    if let Some((number, name)) = makers.get(&item.member()) {
                        each(stock_view(item, stock, *number, name.clone()))?;
                    }
                }
            }
        })
    }
}

/// An item that must soon leave the shelf, and how soon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullView {
    /// The item.
    pub item: StockView,
    /// How many days are left until its last day; none on that day, fewer after it.
    pub days_left: i64,
    /// Within how many days it is due: one of [`PULL_DAYS`].
    pub due: i64,
}

/// The days ahead at which goods are looked at before their last day.
pub const PULL_DAYS: [i64; 3] = [0, 7, 14];

impl App<'_> {
    /// The goods whose last day lies within two weeks or has passed, those that expire first in
    /// front.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn pull_list(&self) -> Result<Vec<PullView>, AppError> {
        let (today, mut due) = (self.today(), Vec::new());
        self.for_each_item(true, |item| {
            let days_left = item.best_before.map(|last| (last - today).num_days());
            if let Some(days_left) = days_left
                && let Some(within) = PULL_DAYS.into_iter().find(|days| days_left <= *days)
            {
                due.push(PullView { item, days_left, due: within });
            }
            Ok(())
        })?;
        due.sort_by_key(|pull| (pull.days_left, pull.item.item));
        Ok(due)
    }
}

fn maker(
    tx: &mut dyn ReadTx,
    item: &Item,
    day: NaiveDate,
) -> Result<(MemberNumber, String), AppError> {
    let id = item.member();
    let member = tx.member(id)?.ok_or_else(|| Refusal::UnknownMember(id.to_string()))?;
    let ikm = ikm_of_member_on(tx, &member, day)?;
    Ok((member.number(), ikm.profile.name))
}

fn stock_view(item: &Item, stock: Stock, member: MemberNumber, maker: String) -> StockView {
    let label = item.label();
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
        on_hand: stock.on_hand().unwrap_or_default(),
        shelf: item.at(&Place::Shelf),
        elsewhere: item.elsewhere().clone(),
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
