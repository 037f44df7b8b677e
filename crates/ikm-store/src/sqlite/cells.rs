//! Values as columns hold them, and a row read back cell by cell.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use ikm_core::money::Rupiah;
use rusqlite::Row;
use rusqlite::types::{FromSql, ValueRef};
use uuid::Uuid;

use crate::{Result, StoreError};

/// An id as a column holds it.
pub(super) fn key(id: impl Into<Uuid>) -> [u8; 16] {
    id.into().into_bytes()
}

/// A day as a column holds it. The schema refuses one in a year that four digits do not write.
pub(super) fn day(day: NaiveDate) -> String {
    day.to_string()
}

/// A day to compare columns with. One in a year that four digits do not write compares as the first
/// or the last day that they do.
pub(super) fn bound(day: NaiveDate) -> String {
    const FIRST: Option<NaiveDate> = NaiveDate::from_ymd_opt(0, 1, 1);
    const LAST: Option<NaiveDate> = NaiveDate::from_ymd_opt(9999, 12, 31);
    let day = FIRST.map_or(day, |first| day.max(first));
    LAST.map_or(day, |last| day.min(last)).to_string()
}

/// A moment as a column holds it, to the microsecond.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// A count as a column holds it.
pub(super) fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The only cell of a row.
pub(super) fn one<T: FromSql>(cells: &mut Cells<'_, '_>) -> Result<T> {
    cells.get()
}

/// The only cell of a row, an id.
pub(super) fn one_id<T: TryFrom<Uuid, Error: fmt::Display>>(
    cells: &mut Cells<'_, '_>,
) -> Result<T> {
    cells.id()
}

/// The cells of a row, read from left to right.
#[derive(Debug)]
pub(super) struct Cells<'a, 'stmt> {
    row: &'a Row<'stmt>,
    next: usize,
}

impl<'a, 'stmt> Cells<'a, 'stmt> {
    pub(super) const fn new(row: &'a Row<'stmt>) -> Self {
        Self { row, next: 0 }
    }

    /// The next cell, as it is.
    pub(super) fn get<T: FromSql>(&mut self) -> Result<T> {
        let at = self.step();
        self.row.get(at).map_err(|refusal| self.damaged(at, &refusal))
    }

    /// An amount.
    pub(super) fn money(&mut self) -> Result<Rupiah> {
        self.get().map(Rupiah::new)
    }

    /// An amount that may be unknown.
    pub(super) fn optional_money(&mut self) -> Result<Option<Rupiah>> {
        Ok(self.get::<Option<i64>>()?.map(Rupiah::new))
    }

    /// A number that is a count.
    pub(super) fn count<T: TryFrom<i64>>(&mut self) -> Result<T> {
        let at = self.next;
        T::try_from(self.get()?).map_err(|_out_of_range| self.damaged(at, "it is out of range"))
    }

    /// An id.
    pub(super) fn id<T: TryFrom<Uuid, Error: fmt::Display>>(&mut self) -> Result<T> {
        let at = self.next;
        T::try_from(Uuid::from_bytes(self.get()?)).map_err(|refusal| self.damaged(at, &refusal))
    }

    /// An id that may be missing.
    pub(super) fn optional_id<T: TryFrom<Uuid, Error: fmt::Display>>(
        &mut self,
    ) -> Result<Option<T>> {
        if self.is_null()? { Ok(None) } else { self.id().map(Some) }
    }

    /// A value that is kept as a text, which `read` reads.
    pub(super) fn read<T, E: fmt::Display>(
        &mut self,
        read: impl FnOnce(&'a str) -> Result<T, E>,
    ) -> Result<T> {
        let at = self.step();
        read(self.text(at)?).map_err(|refusal| self.damaged(at, &refusal))
    }

    /// A value that is kept as a text, which `read` reads, and may be missing.
    pub(super) fn optional_read<T, E: fmt::Display>(
        &mut self,
        read: impl FnOnce(&'a str) -> Result<T, E>,
    ) -> Result<Option<T>> {
        if self.is_null()? { Ok(None) } else { self.read(read).map(Some) }
    }

    /// A value that is kept as its text.
    pub(super) fn parsed<T: FromStr<Err: fmt::Display>>(&mut self) -> Result<T> {
        self.read(str::parse)
    }

    /// A value that is kept as its text and may be missing.
    pub(super) fn optional_parsed<T: FromStr<Err: fmt::Display>>(&mut self) -> Result<Option<T>> {
        if self.is_null()? { Ok(None) } else { self.parsed().map(Some) }
    }

    /// A value that is kept as its text, where an empty one says that it is missing.
    pub(super) fn parsed_unless_empty<T: FromStr<Err: fmt::Display>>(
        &mut self,
    ) -> Result<Option<T>> {
        self.read(|text| (!text.is_empty()).then(|| text.parse()).transpose())
    }

    /// A value that is kept as its code.
    pub(super) fn coded<T>(&mut self, from_code: impl Fn(&str) -> Option<T>) -> Result<T> {
        self.read(|text| from_code(text).ok_or("there is no such code"))
    }

    /// A value that is kept as its code and may be missing.
    pub(super) fn optional_coded<T>(
        &mut self,
        from_code: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>> {
        if self.is_null()? { Ok(None) } else { self.coded(from_code).map(Some) }
    }

    /// What is wrong with the cell at `at`.
    fn damaged(&self, at: usize, what: &(impl fmt::Display + ?Sized)) -> StoreError {
        let column = self.row.as_ref().column_name(at).unwrap_or("?");
        StoreError::Damaged(format!("column {column}: {what}"))
    }

    /// The text of the cell at `at`.
    fn text(&self, at: usize) -> Result<&'a str> {
        let value = self.row.get_ref(at).map_err(|refusal| self.damaged(at, &refusal))?;
        value.as_str().map_err(|refusal| self.damaged(at, &refusal))
    }

    /// Whether the next cell is empty; then it is passed over.
    fn is_null(&mut self) -> Result<bool> {
        let at = self.next;
        let value = self.row.get_ref(at).map_err(|refusal| self.damaged(at, &refusal))?;
        let is_null = value == ValueRef::Null;
        if is_null {
            self.step();
        }
        Ok(is_null)
    }

    const fn step(&mut self) -> usize {
        let at = self.next;
        self.next += 1;
        at
    }
}
