use std::ops::Range;

use chrono::NaiveDate;
use ikm_core::id::{EntryId, HoldId};
use ikm_core::ledger::{Account, Balance, Closing, Entry, Hold};

use crate::Result;

/// Reads of the journal.
pub trait LedgerRead {
    /// The entry with this id.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read; so for every method here.
    fn entry(&mut self, id: EntryId) -> Result<Option<Entry>>;

    /// Up to `limit` entries after the place `after` (from 0), each with its place.
    fn entry_page(&mut self, after: u64, limit: u32) -> Result<Vec<(u64, Entry)>>;

    /// Up to `limit` entries of `days`, in the order of their days and within one of their places,
    /// after the one of this day and place.
    fn entries_by_day(
        &mut self,
        days: Range<NaiveDate>,
        after: Option<(NaiveDate, u64)>,
        limit: u32,
    ) -> Result<Vec<(u64, Entry)>>;

    /// What had moved on every account by entries dated before `day`, in order of accounts.
    fn balances_before(&mut self, day: NaiveDate) -> Result<Vec<(Account, Balance)>>;

    /// The hold with this id.
    fn hold(&mut self, id: HoldId) -> Result<Option<Hold>>;

    /// Up to `limit` holds after the id `after`, in order of ids.
    fn hold_page(&mut self, after: Option<HoldId>, limit: u32) -> Result<Vec<Hold>>;

    /// The holds that are open, in order of ids.
    fn open_holds(&mut self) -> Result<Vec<Hold>>;

    /// The closings of the books, in order of their numbers.
    fn closings(&mut self) -> Result<Vec<Closing>>;

    /// What has moved on an account.
    fn balance(&mut self, account: Account) -> Result<Balance>;

    /// What has moved on every account that was ever posted to, in order of accounts.
    fn balances(&mut self) -> Result<Vec<(Account, Balance)>>;
}

/// Writes of the journal, which is only ever added to.
pub trait LedgerWrite {
    /// Adds an entry and moves the balances of its accounts. One that is dated before the last
    /// closing is [`StoreError::Sealed`](crate::StoreError::Sealed).
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses; so for every method here.
    fn append_entry(&mut self, entry: &Entry) -> Result<()>;

    /// Adds a hold that is open.
    fn insert_hold(&mut self, hold: &Hold) -> Result<()>;

    /// Replaces an open hold by what became of it; one that is not open is
    /// [`StoreError::Conflict`](crate::StoreError::Conflict).
    fn end_hold(&mut self, hold: &Hold) -> Result<()>;

    /// Adds a closing. A second of one number is
    /// [`StoreError::Exists`](crate::StoreError::Exists).
    fn insert_closing(&mut self, closing: &Closing) -> Result<()>;
}
