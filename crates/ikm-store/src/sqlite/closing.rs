//! The closings of the books.

use chrono::NaiveDate;
use ikm_core::ledger::{Account, Balance, Closing};
use rusqlite::params;

use super::cells::{Cells, day, key, whole};
use super::no_json;
use super::tx::{Tx, Unique, Writing};
use crate::{Result, StoreError};

fn read(cells: &mut Cells<'_, '_>) -> Result<Closing> {
    Ok(Closing {
        number: cells.count()?,
        until: cells.parsed()?,
        closed_on: cells.parsed()?,
        entries: cells.count()?,
        head: cells.get()?,
        year_end: cells.optional_id()?,
        balances: cells.read(serde_json::from_str::<Vec<(Account, Balance)>>)?,
        digest: cells.get()?,
    })
}

/// The only cell of a row, a day.
fn one_day(cells: &mut Cells<'_, '_>) -> Result<NaiveDate> {
    cells.parsed()
}

impl<M> Tx<'_, M> {
    pub(super) fn list_closings(&self) -> Result<Vec<Closing>> {
        self.all(
            "select number, until, closed_on, entries, head, year_end, balances, digest
             from closing where association = ?1 order by number",
            [self.association],
            read,
        )
    }

    /// Refuses the day of an entry for which the books are closed.
    pub(super) fn require_open(&self, on: NaiveDate) -> Result<()> {
        let until = self.first(
            "select until from closing where association = ?1 order by number desc limit 1",
            [self.association],
            one_day,
        )?;
        match until {
            Some(until) if on < until => Err(StoreError::Sealed { on, until }),
            _ => Ok(()),
        }
    }
}

impl Tx<'_, Writing> {
    pub(super) fn add_closing(&self, closing: &Closing) -> Result<()> {
        let number = i64::from(closing.number);
        let balances = serde_json::to_string(&closing.balances).map_err(no_json)?;
        self.run_unique(
            "insert into closing (association, number, until, closed_on, entries, head, year_end,
                balances, digest)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                self.association,
                number,
                day(closing.until),
                day(closing.closed_on),
                whole(closing.entries),
                closing.head,
                closing.year_end.map(key),
                balances,
                closing.digest,
            ],
            &[Unique {
                what: "closing",
                key: &closing.number,
                taken: "select 1 from closing where association = ?1 and number = ?2",
                by: &[&number],
            }],
        )?;
        Ok(())
    }
}
