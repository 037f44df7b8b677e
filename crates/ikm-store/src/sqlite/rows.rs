//! The rows of lists: which of them were read before, and what they became.
//!
//! Rows with one content are told apart by how many there are, so an import must know which of them
//! it has met. Each has a number, and what was met is a bit a row. What an import adds waits in the
//! transaction and is written sorted, as the blocking keys are; nobody asks for it before the end.

use std::collections::HashMap;

use ikm_core::id::{BatchId, IkmId};
use rusqlite::params;

use super::cells::{key, one};
use super::tx::{More, Tx, Writing};
use crate::{ClaimedRow, Result};

/// How many rows wait at most: some twenty megabytes.
const WAITING: usize = 300_000;

/// How many rows with one content are passed over before the place is remembered.
const PASSED: u32 = 8;

/// The head of a digest, which is what is kept of it.
type Head = [u8; 16];

/// What a transaction knows of rows.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// The highest number that was given before this transaction; unknown until it is needed.
    before: Option<i64>,
    /// How many rows it added.
    added: i64,
    /// A bit for each number up to `before`: whether that row was met.
    met: Vec<u64>,
    /// Up to which number every row with this content was met, where there are many.
    passed: HashMap<Head, i64>,
    /// What it added and has not written yet: the content, the number, the IKM and the import.
    waiting: Vec<(Head, i64, [u8; 16], [u8; 16])>,
}

impl Rows {
    fn place(row: i64) -> Option<(usize, u64)> {
        let row = u64::try_from(row).ok()?;
        Some((usize::try_from(row / 64).ok()?, 1 << (row % 64)))
    }

    fn is_met(&self, row: i64) -> bool {
        let word = |(at, bit): (usize, u64)| self.met.get(at).is_some_and(|word| word & bit != 0);
        Self::place(row).is_some_and(word)
    }

    fn meet(&mut self, row: i64) {
        let Some((at, bit)) = Self::place(row) else { return };
        if self.met.len() <= at {
            self.met.resize(at + 1, 0);
        }
        if let Some(word) = self.met.get_mut(at) {
            *word |= bit;
        }
    }
}

fn head(digest: &[u8; 32]) -> Head {
    let mut head = Head::default();
    head.iter_mut().zip(digest).for_each(|(byte, value)| *byte = *value);
    head
}

impl Tx<'_, Writing> {
    /// The highest number that was given before this transaction.
    fn rows_before(&mut self) -> Result<i64> {
        if let Some(before) = self.rows.before {
            return Ok(before);
        }
        let before = self.first(
            "select row from import_row_last where association = ?1",
            [self.association],
            one,
        )?;
        Ok(*self.rows.before.insert(before.unwrap_or_default()))
    }

    pub(super) fn claim(&mut self, digest: &[u8; 32]) -> Result<Option<ClaimedRow>> {
        let (before, head) = (self.rows_before()?, head(digest));
        if before == 0 {
            return Ok(None);
        }
        let after = self.rows.passed.get(&head).copied().unwrap_or_default();
        let (mut met, mut last_met, mut found) = (0, after, None);
        self.each(
            "select row, ikm, batch from import_row
             where association = ?1 and digest = ?2 and row > ?3 and row <= ?4 order by row",
            params![self.association, head, after, before],
            |cells| {
                let row = cells.get()?;
                if self.rows.is_met(row) {
                    (last_met, met) = (row, met + 1);
                    return Ok(More::Yes);
                }
                found = Some((row, ClaimedRow { ikm: cells.id()?, batch: cells.optional_id()? }));
                Ok(More::No)
            },
        )?;
        if met > PASSED {
            self.rows.passed.insert(head, last_met);
        }
        let Some((row, claimed)) = found else { return Ok(None) };
        self.rows.meet(row);
        Ok(Some(claimed))
    }

    pub(super) fn add_row(&mut self, digest: &[u8; 32], ikm: IkmId, batch: BatchId) -> Result<()> {
        let before = self.rows_before()?;
        self.rows.added += 1;
        let row = before + self.rows.added;
        self.rows.waiting.push((head(digest), row, key(ikm), key(batch)));
        if self.rows.waiting.len() < WAITING { Ok(()) } else { self.write_rows() }
    }

    pub(super) fn drop_rows(&mut self, batch: BatchId) -> Result<u64> {
        self.write_rows()?;
        let dropped = self.run(
            "delete from import_row where association = ?1 and batch = ?2",
            params![self.association, key(batch)],
        )?;
        Ok(u64::try_from(dropped).unwrap_or(u64::MAX))
    }

    /// Writes all rows that wait.
    pub(super) fn write_rows(&mut self) -> Result<()> {
        let mut waiting = std::mem::take(&mut self.rows.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        waiting.sort_unstable();
        for (head, row, ikm, batch) in &waiting {
            self.run(
                "insert into import_row (association, digest, row, ikm, batch)
                 values (?1, ?2, ?3, ?4, ?5)",
                params![self.association, head, row, ikm, batch],
            )?;
        }
        let last = self.rows_before()? + self.rows.added;
        self.run(
            "insert into import_row_last (association, row) values (?1, ?2)
             on conflict do update set row = excluded.row",
            params![self.association, last],
        )?;
        waiting.clear();
        self.rows.waiting = waiting;
        Ok(())
    }
}
