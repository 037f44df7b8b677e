use ikm_core::id::EntryId;
use ikm_core::ledger::{Account, Balance, Entry};

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

    /// What has moved on an account.
    fn balance(&mut self, account: Account) -> Result<Balance>;

    /// What has moved on every account that was ever posted to, in order of accounts.
    fn balances(&mut self) -> Result<Vec<(Account, Balance)>>;
}

/// Writes of the journal, which is only ever added to.
pub trait LedgerWrite {
    /// Adds an entry and moves the balances of its accounts.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses.
    fn append_entry(&mut self, entry: &Entry) -> Result<()>;
}
