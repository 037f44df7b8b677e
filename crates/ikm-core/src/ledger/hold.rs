use chrono::NaiveDate;

use super::{Account, LedgerError};
use crate::id::{EntryId, HoldId};
use crate::money::Rupiah;

/// What became of a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldState {
    /// It reserves its amount.
    Open,
    /// The money was spent, by this entry.
    Posted(EntryId),
    /// It was let go on this day.
    Voided(NaiveDate),
}

/// Money of an account that is promised and not spent yet, such as a payout that the bank was told to
/// make. While it is open nothing else can spend it; the account itself does not move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    id: HoldId,
    account: Account,
    amount: Rupiah,
    opened_on: NaiveDate,
    reason: String,
    state: HoldState,
}

impl Hold {
    /// Opens a hold of `amount` on an account that has `available`.
    ///
    /// # Errors
    ///
    /// [`LedgerError::BadHold`] for an amount that is not above zero, and
    /// [`LedgerError::Overdraft`] when less is available.
    pub fn open(
        id: HoldId,
        account: Account,
        amount: Rupiah,
        available: Rupiah,
        opened_on: NaiveDate,
        reason: impl Into<String>,
    ) -> Result<Self, LedgerError> {
        if amount <= Rupiah::ZERO {
            return Err(LedgerError::BadHold(amount));
        }
        if available < amount {
            return Err(LedgerError::Overdraft { account, balance: available, wanted: amount });
        }
        let reason = reason.into();
        Ok(Self { id, account, amount, opened_on, reason, state: HoldState::Open })
    }

    /// A hold as storage has it.
    ///
    /// # Errors
    ///
    /// [`LedgerError::BadHold`] for an amount that is not above zero.
    pub fn from_parts(
        id: HoldId,
        account: Account,
        amount: Rupiah,
        opened_on: NaiveDate,
        reason: String,
        state: HoldState,
    ) -> Result<Self, LedgerError> {
        let opened = Self::open(id, account, amount, amount, opened_on, reason)?;
        Ok(Self { state, ..opened })
    }

    /// The same hold, spent by `entry`. An entry that spends less lets the rest go.
    ///
    /// # Errors
    ///
    /// [`LedgerError::HoldEnded`] unless it is open.
    pub fn post(self, entry: EntryId) -> Result<Self, LedgerError> {
        self.end(HoldState::Posted(entry))
    }

    /// The same hold, let go on the day `on`.
    ///
    /// # Errors
    ///
    /// [`LedgerError::HoldEnded`] unless it is open.
    pub fn void(self, on: NaiveDate) -> Result<Self, LedgerError> {
        self.end(HoldState::Voided(on))
    }

    fn end(self, state: HoldState) -> Result<Self, LedgerError> {
        if self.is_open() {
            Ok(Self { state, ..self })
        } else {
            Err(LedgerError::HoldEnded(self.id))
        }
    }

    /// Its id.
    pub const fn id(&self) -> HoldId {
        self.id
    }

    /// The account on which it reserves.
    pub const fn account(&self) -> Account {
        self.account
    }

    /// How much it reserves while it is open.
    pub const fn amount(&self) -> Rupiah {
        self.amount
    }

    /// The business day on which it was opened.
    pub const fn opened_on(&self) -> NaiveDate {
        self.opened_on
    }

    /// What it is for.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// What became of it.
    pub const fn state(&self) -> HoldState {
        self.state
    }

    /// Whether it reserves.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, HoldState::Open)
    }
}
