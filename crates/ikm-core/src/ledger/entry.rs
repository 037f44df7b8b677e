use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Account, LedgerError};
use crate::id::EntryId;
use crate::lang::Lang;
use crate::money::{MoneyError, Rupiah};

/// What an entry records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// A receipt of the gallery.
    Sale,
    /// Goods of a receipt taken back and paid back.
    Refund,
    /// A receipt made void on its day.
    Void,
    /// Goods lost, and who bears it.
    Loss,
    /// A day of the till closed, with what its drawer lacked or had too much.
    DayClose,
    /// QRIS payments credited by the acquirer, less its fee.
    QrisSettled,
    /// Dues charged for a month.
    DuesCharge,
    /// Dues paid by a member.
    DuesPayment,
    /// A settlement that makes sales due to their makers.
    Settlement,
    /// A settlement paid out.
    Payout,
    /// A payout that did not arrive, or was taken back.
    PayoutFailed,
    /// Tax withheld paid to the state.
    Tax,
    /// A parcel accepted at the postal desk.
    Shipment,
    /// Accounts settled with the post.
    PostalSettled,
    /// Money moved between cash, bank and QRIS in transit.
    Transfer,
    /// What stood on an account when the books were opened.
    Opening,
    /// Income and expense of a year moved to the fund.
    Closing,
    /// What the association took over with the gallery.
    Handover,
    /// An earlier entry taken back.
    Reversal,
}

impl EntryKind {
    /// Every kind, in the order in which a reader looks for them.
    pub const ALL: [Self; 19] = [
        Self::Sale,
        Self::Refund,
        Self::Void,
        Self::Loss,
        Self::DayClose,
        Self::QrisSettled,
        Self::DuesCharge,
        Self::DuesPayment,
        Self::Settlement,
        Self::Payout,
        Self::PayoutFailed,
        Self::Tax,
        Self::Shipment,
        Self::PostalSettled,
        Self::Transfer,
        Self::Opening,
        Self::Closing,
        Self::Handover,
        Self::Reversal,
    ];

    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::Refund => "refund",
            Self::Void => "void",
            Self::Loss => "loss",
            Self::DayClose => "day-close",
            Self::QrisSettled => "qris-settled",
            Self::DuesCharge => "dues-charge",
            Self::DuesPayment => "dues-payment",
            Self::Settlement => "settlement",
            Self::Payout => "payout",
            Self::PayoutFailed => "payout-failed",
            Self::Tax => "tax",
            Self::Shipment => "shipment",
            Self::PostalSettled => "postal-settled",
            Self::Transfer => "transfer",
            Self::Opening => "opening",
            Self::Closing => "closing",
            Self::Handover => "handover",
            Self::Reversal => "reversal",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind as `lang` names it.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Sale => lang.pick("penjualan", "sale"),
            Self::Refund => lang.pick("pengembalian uang", "refund"),
            Self::Void => lang.pick("pembatalan nota", "receipt made void"),
            Self::Loss => lang.pick("kerugian barang", "goods lost"),
            Self::DayClose => lang.pick("tutup kas", "day close"),
            Self::QrisSettled => lang.pick("pencairan QRIS", "QRIS credited"),
            Self::DuesCharge => lang.pick("tagihan iuran", "dues charged"),
            Self::DuesPayment => lang.pick("pembayaran iuran", "dues paid"),
            Self::Settlement => lang.pick("penyelesaian bagi hasil", "settlement"),
            Self::Payout => lang.pick("pembayaran bagi hasil", "payout"),
            Self::PayoutFailed => lang.pick("pembayaran gagal", "payout failed"),
            Self::Tax => lang.pick("setoran pajak", "tax paid"),
            Self::Shipment => lang.pick("kiriman", "shipment"),
            Self::PostalSettled => lang.pick("penyelesaian dengan Pos", "settled with the post"),
            Self::Transfer => lang.pick("pemindahan kas", "transfer"),
            Self::Opening => lang.pick("saldo awal", "opening balance"),
            Self::Closing => lang.pick("tutup buku", "closing"),
            Self::Handover => lang.pick("serah terima", "handover"),
            Self::Reversal => lang.pick("pembatalan", "reversal"),
        }
    }
}

/// One line of an entry. The amount is a debit when positive and a credit when negative, never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// The account that it moves.
    pub account: Account,
    /// The debit, or as a negative amount the credit.
    pub amount: Rupiah,
}

/// A balanced, immutable entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    id: EntryId,
    on: NaiveDate,
    kind: EntryKind,
    reference: String,
    reverses: Option<EntryId>,
    postings: Vec<Posting>,
}

impl Entry {
    /// Its id.
    pub const fn id(&self) -> EntryId {
        self.id
    }

    /// The business day on which it counts.
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// What it records.
    pub const fn kind(&self) -> EntryKind {
        self.kind
    }

    /// The receipt, month, run or parcel to which it belongs.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// The entry that it takes back.
    pub const fn reverses(&self) -> Option<EntryId> {
        self.reverses
    }

    /// Its lines: each account at most once, none of zero, in sum zero.
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }

    /// The sum of its debits, which is the sum of its credits.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the sum is out of range.
    pub fn volume(&self) -> Result<Rupiah, MoneyError> {
        Rupiah::sum(self.postings.iter().map(|p| p.amount).filter(|a| !a.is_negative()))
    }
}

/// An entry being written. Lines on one account are added together.
///
/// ```
/// use ikm_core::ledger::{Account, EntryDraft, EntryKind};
/// use ikm_core::money::Rupiah;
/// # use ikm_core::id::{EntryId, MemberId, uuid_v7};
/// # let at = chrono::DateTime::from_timestamp(1_640_995_200, 0).expect("in range");
/// # let entry = EntryId::try_from(uuid_v7(at, &[1; 10])).expect("v7");
/// # let maker = MemberId::try_from(uuid_v7(at, &[2; 10])).expect("v7");
/// # let day = at.date_naive();
/// // Rupiah 100.000 sold for cash at a commission of 10 %.
/// let sale = EntryDraft::new(EntryKind::Sale, "K-0001", day)
///     .debit(Account::Cash, Rupiah::new(100_000))
///     .credit(Account::ConsignmentPayable(maker), Rupiah::new(90_000))
///     .credit(Account::CommissionIncome, Rupiah::new(10_000))
///     .finish(entry)
///     .expect("it balances");
/// assert_eq!(sale.postings().len(), 3);
/// ```
#[must_use = "a draft moves nothing until it is finished"]
#[derive(Clone, Debug)]
pub struct EntryDraft {
    on: NaiveDate,
    kind: EntryKind,
    reference: String,
    reverses: Option<EntryId>,
    lines: Vec<(Account, i128)>,
}

impl EntryDraft {
    /// Begins an entry of `kind` about `reference` on the business day `on`.
    pub fn new(kind: EntryKind, reference: impl Into<String>, on: NaiveDate) -> Self {
        Self { on, kind, reference: reference.into(), reverses: None, lines: Vec::new() }
    }

    /// Begins the entry that takes `entry` back: the same lines on the other side.
    pub fn reversal(entry: &Entry, on: NaiveDate) -> Self {
        let lines = entry.postings.iter().map(|p| (p.account, -i128::from(p.amount.get())));
        Self {
            on,
            kind: EntryKind::Reversal,
            reference: entry.reference.clone(),
            reverses: Some(entry.id),
            lines: lines.collect(),
        }
    }

    /// Marks the entry as one that takes `entry` back, for journals read from storage.
    pub fn reversing(mut self, entry: Option<EntryId>) -> Self {
        self.reverses = entry;
        self
    }

    /// Adds a debit; a negative amount is a credit.
    pub fn debit(mut self, account: Account, amount: Rupiah) -> Self {
        self.lines.push((account, i128::from(amount.get())));
        self
    }

    /// Adds a credit; a negative amount is a debit.
    pub fn credit(mut self, account: Account, amount: Rupiah) -> Self {
        self.lines.push((account, -i128::from(amount.get())));
        self
    }

    /// Closes the entry.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Unbalanced`] when debits and credits differ, [`LedgerError::Empty`] when no
    /// line is left, and [`LedgerError::Money`] when a line is out of range; so is `i64::MIN`, which
    /// has no opposite that could take it back.
    pub fn finish(self, id: EntryId) -> Result<Entry, LedgerError> {
        let mut sums: BTreeMap<Account, i128> = BTreeMap::new();
        for (account, amount) in &self.lines {
            *sums.entry(*account).or_default() += amount;
        }
        let difference = narrow(sums.values().sum())?;
        if !difference.is_zero() {
            return Err(LedgerError::Unbalanced { reference: self.reference, difference });
        }
        let postings = sums
            .into_iter()
            .filter(|(_, amount)| *amount != 0)
            .map(|(account, amount)| Ok(Posting { account, amount: narrow(amount)? }))
            .collect::<Result<Vec<_>, MoneyError>>()?;
        if postings.is_empty() {
            return Err(LedgerError::Empty { reference: self.reference });
        }
        let Self { on, kind, reference, reverses, .. } = self;
        Ok(Entry { id, on, kind, reference, reverses, postings })
    }
}

/// The amount, if it and its opposite are in range.
fn narrow(wide: i128) -> Result<Rupiah, MoneyError> {
    i64::try_from(wide)
        .ok()
        .filter(|amount| *amount != i64::MIN)
        .map(Rupiah::new)
        .ok_or(MoneyError::Overflow)
}

/// What has moved on an account: all debits and all credits, each as a positive amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// The sum of all debits.
    pub debit: Rupiah,
    /// The sum of all credits.
    pub credit: Rupiah,
}

impl Balance {
    /// The balance after one more posting.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when a sum is out of range.
    pub fn after(self, amount: Rupiah) -> Result<Self, MoneyError> {
        if amount.is_negative() {
            Ok(Self { credit: self.credit.minus(amount)?, ..self })
        } else {
            Ok(Self { debit: self.debit.plus(amount)?, ..self })
        }
    }

    /// Debits less credits: what an asset holds.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the difference is out of range.
    pub fn net_debit(self) -> Result<Rupiah, MoneyError> {
        self.debit.minus(self.credit)
    }
}
