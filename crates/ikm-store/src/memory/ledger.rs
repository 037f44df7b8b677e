use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use ikm_core::id::{EntryId, HoldId};
use ikm_core::ledger::{Account, Balance, Closing, Entry, Hold};
use ikm_core::money::MoneyError;

use super::table::{Table, length};
use super::{Turn, Tx, conflict, exists, overflow, require};
use crate::{LedgerRead, LedgerWrite, Result, StoreError};

#[derive(Clone, Debug, Default)]
pub(super) struct LedgerTables {
    entries: Table<u64, Entry>,
    places: Table<EntryId, u64>,
    /// The places of the entries by their days.
    by_day: Table<(NaiveDate, u64), ()>,
    balances: Table<Account, Balance>,
    holds: Table<HoldId, Hold>,
    closings: Table<u32, Closing>,
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

    fn entries_by_day(
        &mut self,
        days: Range<NaiveDate>,
        after: Option<(NaiveDate, u64)>,
        limit: u32,
    ) -> Result<Vec<(u64, Entry)>> {
        let tables = &self.tables.ledger;
        let from = after.map_or((days.start, 0), |after| after.max((days.start, 0)));
        let places = tables.by_day.after(Some(from)).map(|((day, place), ())| (*day, *place));
        let found = places
            .take_while(|(day, _)| *day < days.end)
            .filter_map(|(_, place)| Some((place, tables.entries.find(&place)?)));
        Ok(found.take(length(limit)).collect())
    }

    fn balances_before(&mut self, day: NaiveDate) -> Result<Vec<(Account, Balance)>> {
        let mut sums: BTreeMap<Account, Balance> = BTreeMap::new();
        for entry in self.tables.ledger.entries.values().filter(|entry| entry.on() < day) {
            for posting in entry.postings() {
                let sum = sums.entry(posting.account).or_default();
                *sum = sum.after(posting.amount).map_err(overflow)?;
            }
        }
        Ok(sums.into_iter().collect())
    }

    fn hold(&mut self, id: HoldId) -> Result<Option<Hold>> {
        Ok(self.tables.ledger.holds.find(&id))
    }

    fn hold_page(&mut self, after: Option<HoldId>, limit: u32) -> Result<Vec<Hold>> {
        let holds = self.tables.ledger.holds.after(after);
        Ok(holds.take(length(limit)).map(|(_, hold)| hold.clone()).collect())
    }

    fn open_holds(&mut self) -> Result<Vec<Hold>> {
        Ok(self.tables.ledger.holds.values().filter(|hold| hold.is_open()).cloned().collect())
    }

    fn closings(&mut self) -> Result<Vec<Closing>> {
        Ok(self.tables.ledger.closings.values().cloned().collect())
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
        if let Some((_, closing)) = tables.closings.last()
            && entry.on() < closing.until
        {
            return Err(StoreError::Sealed { on: entry.on(), until: closing.until });
        }
        // All sums first: one that is out of range must leave the others as they were.
        for (account, balance) in tables.balances_after(entry).map_err(overflow)? {
            tables.balances.put(account, balance);
        }
        let place = tables.entries.append(entry.clone());
        tables.places.put(entry.id(), place);
        tables.by_day.put((entry.on(), place), ());
        Ok(())
    }

    fn insert_hold(&mut self, hold: &Hold) -> Result<()> {
        let tables = &mut self.founded()?.ledger;
        if tables.holds.contains(&hold.id()) {
            return Err(exists("hold", hold.id()));
        }
        tables.holds.put(hold.id(), hold.clone());
        Ok(())
    }

    fn end_hold(&mut self, hold: &Hold) -> Result<()> {
        let tables = &mut self.founded()?.ledger;
        if !tables.holds.get(&hold.id()).is_some_and(Hold::is_open) {
            return Err(conflict("hold", hold.id()));
        }
        tables.holds.put(hold.id(), hold.clone());
        Ok(())
    }

    fn insert_closing(&mut self, closing: &Closing) -> Result<()> {
        let tables = &mut self.founded()?.ledger;
        if tables.closings.contains(&closing.number) {
            return Err(exists("closing", closing.number));
        }
        tables.closings.put(closing.number, closing.clone());
        Ok(())
    }
}
