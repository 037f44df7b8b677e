use chrono::NaiveDate;
use ikm_core::gallery::{BankAccount, Payout, PayoutLine};
use ikm_core::id::{MemberId, PayoutId, SettlementId};

use crate::Result;

/// Reads of where members are paid, and of payouts.
pub trait PayoutRead {
    /// The bank account of a member on the day `on`: the last that was put up to it.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read; so for every method here.
    fn bank_account(&mut self, member: MemberId, on: NaiveDate) -> Result<Option<BankAccount>>;

    /// The payouts of a settlement in order of ids, which is that in which they were made, each with
    /// its lines in order of member ids.
    fn payouts(&mut self, settlement: SettlementId) -> Result<Vec<Payout>>;
}

/// Writes of where members are paid, and of payouts.
pub trait PayoutWrite {
    /// Puts the bank account of a member from the day `since` on, in place of one put for that day.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses; so for every method here.
    fn put_bank_account(
        &mut self,
        member: MemberId,
        since: NaiveDate,
        account: &BankAccount,
    ) -> Result<()>;

    /// Erases every bank account of a member, those on payouts that have ended included, and says how
    /// many were put for it.
    fn erase_bank_accounts(&mut self, member: MemberId) -> Result<u64>;

    /// Adds a payout with its lines; one with the same id is
    /// [`StoreError::Exists`](crate::StoreError::Exists).
    fn insert_payout(&mut self, payout: &Payout) -> Result<()>;

    /// Records that a line was paid or taken back. One that was taken back, or paid by another entry,
    /// is a [`StoreError::Conflict`](crate::StoreError::Conflict). Its amount and its account stay.
    fn update_payout_line(&mut self, payout: PayoutId, line: &PayoutLine) -> Result<()>;
}
