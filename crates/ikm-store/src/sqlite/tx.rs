//! A transaction: its connection, the association that it sees, and how statements are run in it.

use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

use ikm_core::id::AssociationId;
use ikm_core::region::RegionCode;
use rusqlite::{CachedStatement, Connection, Params, ToSql};

use super::SqliteStore;
use super::cells::{Cells, key, one};
use super::error::{from_sqlite, is_taken};
use super::keys::Waiting;
use super::rekap::Gathered;
use super::rows::Rows;
use super::sieve::Sieve;
use crate::{Result, StoreError, WriteTx};

/// A transaction that reads.
#[derive(Debug)]
pub(super) struct Reading;

/// A transaction that writes as well.
#[derive(Debug)]
pub(super) struct Writing;

/// How a kind of transaction begins.
pub(super) trait Mode {
    const BEGIN: &'static str;
}

impl Mode for Reading {
    const BEGIN: &'static str = "begin deferred";
}

impl Mode for Writing {
    /// Takes the lock at once: a transaction that reads first and writes later could be refused
    /// half-way, because somebody else has written meanwhile.
    const BEGIN: &'static str = "begin immediate";
}

/// A transaction. Dropped without a commit, it leaves nothing behind.
pub(super) struct Tx<'s, M> {
    store: &'s SqliteStore,
    /// There until the transaction is dropped.
    connection: Option<Connection>,
    /// The number of its association; no row has zero.
    pub(super) association: i64,
    /// The names of regions that were looked up in it, for the search text.
    pub(super) places: HashMap<RegionCode, Option<String>>,
    /// Keys that were added in it and are not written yet.
    pub(super) keys: Waiting,
    /// Which keys are certainly not there.
    pub(super) sieve: Sieve,
    /// The rows of lists that were met or added in it.
    pub(super) rows: Rows,
    /// By how much it changed the kept counts.
    pub(super) gathered: Gathered,
    mode: PhantomData<M>,
}

/// A key that must be unique, and how to see whether it is the one that is taken.
pub(super) struct Unique<'a> {
    /// The kind of row.
    pub(super) what: &'static str,
    /// What must be unique, as a person reads it.
    pub(super) key: &'a dyn fmt::Display,
    /// Selects a row that has it.
    pub(super) taken: &'static str,
    /// What `taken` is asked with, after the association.
    pub(super) by: &'a [&'a dyn ToSql],
}

impl<'s, M: Mode> Tx<'s, M> {
    /// Begins to see what belongs to `association`, as it stands now.
    pub(super) fn begin(
        store: &'s SqliteStore,
        association: Option<AssociationId>,
    ) -> Result<Self> {
        let connection = Some(store.connection()?);
        let (places, keys, mode) = (HashMap::new(), Waiting::default(), PhantomData);
        let (sieve, rows, gathered) = (Sieve::default(), Rows::default(), Gathered::new());
        let mut tx =
            Self { store, connection, association: 0, places, keys, sieve, rows, gathered, mode };
        let begun = tx.connection()?.execute_batch(M::BEGIN);
        begun.map_err(|refusal| tx.refused(refusal))?;
        // The first read is what fixes the moment that the transaction sees.
        let number =
            tx.first("select number from association where id = ?1", [association.map(key)], one)?;
        tx.association = number.unwrap_or_default();
        Ok(tx)
    }
}

impl<M> Tx<'_, M> {
    fn connection(&self) -> Result<&Connection> {
        self.connection.as_ref().ok_or_else(ended)
    }

    /// The statement `sql`, prepared once a connection.
    fn prepare(&self, sql: &str) -> Result<CachedStatement<'_>> {
        let connection = self.connection()?;
        // A full disk ends a transaction by itself; what came after it would be a transaction of
        // its own.
        if connection.is_autocommit() {
            return Err(ended());
        }
        connection.prepare_cached(sql).map_err(|refusal| self.refused(refusal))
    }

    fn refused(&self, refusal: rusqlite::Error) -> StoreError {
        from_sqlite(&self.store.path, refusal)
    }

    /// Runs `sql` and says how many rows it changed.
    pub(super) fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        self.prepare(sql)?.execute(params).map_err(|refusal| self.refused(refusal))
    }

    /// Runs `sql`; where it is refused because one of `keys` is taken, says which: the first.
    pub(super) fn run_unique(
        &self,
        sql: &str,
        params: impl Params,
        keys: &[Unique<'_>],
    ) -> Result<usize> {
        match self.prepare(sql)?.execute(params) {
            Err(refusal) if is_taken(&refusal) => Err(self.taken(keys, refusal)),
            run => run.map_err(|refusal| self.refused(refusal)),
        }
    }

    fn taken(&self, keys: &[Unique<'_>], refusal: rusqlite::Error) -> StoreError {
        for Unique { what, key, taken, by } in keys {
            let association: &dyn ToSql = &self.association;
            let params: Vec<&dyn ToSql> =
                [association].into_iter().chain(by.iter().copied()).collect();
            match self.first(taken, params.as_slice(), |_| Ok(())) {
                Ok(Some(())) => return StoreError::Exists { what, key: key.to_string() },
                Ok(None) => {}
                Err(error) => return error,
            }
        }
        self.refused(refusal)
    }

    /// The first row of `sql`.
    pub(super) fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&mut Cells<'_, '_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.prepare(sql)?;
        let mut rows = statement.query(params).map_err(|refusal| self.refused(refusal))?;
        let row = rows.next().map_err(|refusal| self.refused(refusal))?;
        row.map(|row| read(&mut Cells::new(row))).transpose()
    }

    /// All rows of `sql`, as long as `read` wants more.
    pub(super) fn each(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&mut Cells<'_, '_>) -> Result<More>,
    ) -> Result<()> {
        let mut statement = self.prepare(sql)?;
        let mut rows = statement.query(params).map_err(|refusal| self.refused(refusal))?;
        while let Some(row) = rows.next().map_err(|refusal| self.refused(refusal))? {
            if read(&mut Cells::new(row))? == More::No {
                break;
            }
        }
        Ok(())
    }

    /// All rows of `sql`.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&mut Cells<'_, '_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::new();
        self.each(sql, params, |cells| {
            all.push(read(cells)?);
            Ok(More::Yes)
        })?;
        Ok(all)
    }
}

/// Checks that an update has found the row in the version that it was made of.
pub(super) fn require_one(updated: usize, what: &'static str, id: &dyn fmt::Display) -> Result<()> {
    if updated == 1 { Ok(()) } else { Err(StoreError::Conflict { what, id: id.to_string() }) }
}

fn ended() -> StoreError {
    StoreError::Backend("the transaction has ended".into())
}

/// Whether the next row is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum More {
    Yes,
    No,
}

impl Tx<'_, Writing> {
    /// The row that was inserted last.
    pub(super) fn last_row(&self) -> Result<i64> {
        self.connection().map(Connection::last_insert_rowid)
    }

    /// Does `work` whole or not at all, so that a caller may go on after it was refused.
    pub(super) fn whole<T>(&self, work: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        self.run("savepoint step", [])?;
        let done = work(self);
        if done.is_err() {
            // Where the transaction itself has ended there is nothing left to take back.
            let _taken_back = self.run("rollback to step", []);
            let _released = self.run("release step", []);
            return done;
        }
        self.run("release step", [])?;
        done
    }
}

impl WriteTx for Tx<'_, Writing> {
    fn commit(mut self: Box<Self>) -> Result<()> {
        self.write_keys()?;
        self.write_rows()?;
        self.write_counts()?;
        self.run("commit", []).map(|_nothing| ())
    }
}

impl<M> Drop for Tx<'_, M> {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        if !connection.is_autocommit() && connection.execute_batch("rollback").is_err() {
            // A connection that cannot roll back is closed, which does.
            return;
        }
        self.store.put_back(connection);
    }
}

impl<M> fmt::Debug for Tx<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx").field("association", &self.association).finish_non_exhaustive()
    }
}
