use ikm_core::id::EntryId;
use ikm_core::ledger::{Account, Balance, Entry};
use ikm_core::money::MoneyError;

use super::table::{Table, length};
use super::{Turn, Tx, exists, overflow, require};
use crate::{LedgerRead, LedgerWrite, Result};

#[derive(Clone, Debug, Default)]
pub(super) struct LedgerTables {
    entries: Table<u64, Entry>,
    places: Table<EntryId, u64>,
    balances: Table<Account, Balance>,
}

impl LedgerTables {
    /// The balances that `entry` moves, as they will be after it.
    fn balances_after(&self, entry: &Entry) -> Result<Vec<(Account, Balance)>, MoneyError> {
        let moved = entry.postings().iter().map(|posting| {
            let before = self.balances.find(&posting.account).unwrap_or_default();
            Ok((posting.account, before.after(posting.amount)?))
        });
        moved.collect()
    }
}

impl<T> LedgerRead for Tx<T> {
    fn entry(&mut self, id: EntryId) -> Result<Option<Entry>> {
        let tables = &self.tables.ledger;
        Ok(tables.places.get(&id).and_then(|place| tables.entries.find(place)))
    }

    fn entry_page(&mut self, after: u64, limit: u32) -> Result<Vec<(u64, Entry)>> {
        let entries = self.tables.ledger.entries.after(Some(after));
        Ok(entries.take(length(limit)).map(|(place, entry)| (*place, entry.clone())).collect())
    }

    fn balance(&mut self, account: Account) -> Result<Balance> {
        Ok(self.tables.ledger.balances.find(&account).unwrap_or_default())
    }

    fn balances(&mut self) -> Result<Vec<(Account, Balance)>> {
        let balances = self.tables.ledger.balances.iter();
        Ok(balances.map(|(account, balance)| (*account, *balance)).collect())
    }
}

impl LedgerWrite for Tx<Turn<'_>> {
    fn append_entry(&mut self, entry: &Entry) -> Result<()> {
        let tables = &mut self.founded()?.ledger;
        if tables.places.contains(&entry.id()) {
            return Err(exists("entry", entry.id()));
        }
        if let Some(reversed) = entry.reverses() {
            require(tables.places.contains(&reversed), "entry", reversed)?;
        }
        // All sums first: one that is out of range must leave the others as they were.
        for (account, balance) in tables.balances_after(entry).map_err(overflow)? {
            tables.balances.put(account, balance);
        }
        let place = tables.entries.append(entry.clone());
        tables.places.put(entry.id(), place);
        Ok(())
    }
}
