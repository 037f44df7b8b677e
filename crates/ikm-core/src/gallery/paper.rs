use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AccrualKind, AccrualLine, GalleryRules, LossCause, Place};
use crate::id::{EntryId, ItemId, MemberId, PaperId};
use crate::ledger::{Account, Entry, EntryDraft, EntryKind, LedgerError};
use crate::money::Rupiah;

/// A paper of the gallery: what was decided about goods, under a number of its kind, and never changed
/// afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Its id.
    pub id: PaperId,
    /// Its number, unique in the association among papers of its kind.
    pub number: String,
    /// Its day.
    pub on: NaiveDate,
    /// What it says.
    pub body: PaperBody,
}

/// What a paper says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PaperBody {
    /// Goods handed back to their maker (*nota retur*).
    Return(ReturnNote),
    /// Goods written off.
    Loss(LossNote),
    /// The frozen sheet of a stock-take: what lies at a place by the books.
    Sheet(CountSheet),
    /// What was counted, and how the differences were booked; under the number of its sheet.
    Count(LossNote),
    /// The rules by which goods come in from its day on.
    Rules(Box<GalleryRules>),
    /// A member who waits for room on the shelf.
    Waiting(Waiting),
    /// A member who waits no longer; under the number of the paper that let him wait.
    Served(Served),
}

/// The kind of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperKind {
    /// [`PaperBody::Return`].
    Return,
    /// [`PaperBody::Loss`].
    Loss,
    /// [`PaperBody::Sheet`].
    Sheet,
    /// [`PaperBody::Count`].
    Count,
    /// [`PaperBody::Rules`].
    Rules,
    /// [`PaperBody::Waiting`].
    Waiting,
    /// [`PaperBody::Served`].
    Served,
}

impl PaperKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Return,
        Self::Loss,
        Self::Sheet,
        Self::Count,
        Self::Rules,
        Self::Waiting,
        Self::Served,
    ];

    /// The stable code that tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Return => "return",
            Self::Loss => "loss",
            Self::Sheet => "sheet",
            Self::Count => "count",
            Self::Rules => "rules",
            Self::Waiting => "waiting",
            Self::Served => "served",
        }
    }

    /// The `nth` number of the kind, counted from 1.
    pub fn number(self, nth: u64) -> String {
        let stem = match self {
            Self::Return => "RTR",
            Self::Loss => "RSK",
            Self::Sheet | Self::Count => "OPN",
            Self::Rules => return nth.to_string(),
            Self::Waiting | Self::Served => "ANT",
        };
        format!("{stem}-{nth:04}")
    }
}

impl PaperBody {
    /// Its kind.
    pub const fn kind(&self) -> PaperKind {
        match self {
            Self::Return(_) => PaperKind::Return,
            Self::Loss(_) => PaperKind::Loss,
            Self::Sheet(_) => PaperKind::Sheet,
            Self::Count(_) => PaperKind::Count,
            Self::Rules(_) => PaperKind::Rules,
            Self::Waiting(_) => PaperKind::Waiting,
            Self::Served(_) => PaperKind::Served,
        }
    }
}

/// Goods of one maker that were handed back to him.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnNote {
    /// The maker.
    pub member: MemberId,
    /// What he got back.
    pub lines: Vec<PaperLine>,
    /// Why, in the clerk's words; may be empty.
    pub reason: String,
}

/// Pieces of an item at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperLine {
    /// The item.
    pub item: ItemId,
    /// Where they lay.
    pub place: Place,
    /// How many.
    pub quantity: u32,
}

/// Goods that were lost to the shelf, or were there again, and what the gallery owes for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LossNote {
    /// What was lost.
    pub lines: Vec<LossLine>,
    /// The journal entry that books it, where money moves.
    pub entry: Option<EntryId>,
    /// Why, in the clerk's words; may be empty.
    pub reason: String,
}

impl LossNote {
    /// The entry that books what the gallery owes for the losses, under the number of the note; none
    /// where it owes nothing.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Money`] when a sum is out of range.
    pub fn entry(
        &self,
        number: &str,
        on: NaiveDate,
        entry: EntryId,
    ) -> Result<Option<Entry>, LedgerError> {
        let draft = EntryDraft::new(EntryKind::Loss, number.to_owned(), on);
        let owed = self.lines.iter().fold(draft, |draft, line| {
            draft
                .debit(Account::StockLoss, line.owed)
                .credit(Account::ConsignmentPayable(line.member), line.owed)
        });
        match owed.finish(entry) {
            // Nothing is owed, or of one maker as much anew as no longer.
            Err(LedgerError::Empty { .. }) => Ok(None),
            booked => booked.map(Some),
        }
    }

    /// What each line leaves for its maker: what the gallery owes for it, as a negative charge.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`](crate::money::MoneyError::Overflow) when an amount has no opposite.
    pub fn accruals(
        &self,
        paper: &Paper,
        sku_of: impl Fn(ItemId) -> String,
    ) -> Result<Vec<AccrualLine>, LedgerError> {
        let accrual = |line: &LossLine| {
            Ok(AccrualLine {
                member: line.member,
                on: paper.on,
                kind: AccrualKind::Loss,
                document: paper.id.uuid(),
                number: line.number,
                reference: paper.number.clone(),
                entry: self.entry,
                about: sku_of(line.item),
                quantity: u32::try_from(line.quantity.unsigned_abs()).unwrap_or(u32::MAX),
                terms: line.cause.map_or("found", LossCause::code).to_owned(),
                gross: Rupiah::ZERO,
                commission: Rupiah::ZERO,
                charges: line.owed.negated()?,
            })
        };
        self.lines.iter().map(accrual).collect()
    }
}

/// Pieces of an item that were lost, or were there again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LossLine {
    /// Its place on the note, from 1.
    pub number: u32,
    /// The item.
    pub item: ItemId,
    /// Its maker.
    pub member: MemberId,
    /// Where they lay.
    pub place: Place,
    /// How many; negative for pieces that were there again.
    pub quantity: i64,
    /// Why they were lost; for pieces that were there again, how they had been lost, or nothing
    /// where they are more than ever came in.
    pub cause: Option<LossCause>,
    /// What the gallery owes the maker for them; negative where it owes no longer.
    pub owed: Rupiah,
}

/// What lies at a place by the books, frozen when a stock-take begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountSheet {
    /// The place.
    pub place: Place,
    /// What should lie there, in the order of the sheet.
    pub lines: Vec<SheetLine>,
}

/// A line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetLine {
    /// The item.
    pub item: ItemId,
    /// How many should lie there.
    pub expected: u32,
}

/// A member who waits for room on the shelf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The member.
    pub member: MemberId,
    /// What he wants to consign, in the clerk's words.
    pub goods: String,
    /// Why he has to wait.
    pub reason: String,
}

/// A member who waits no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    /// Why: his goods came in, or he gave up.
    pub reason: String,
}
