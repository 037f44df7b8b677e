//! A store in one SQLite file: durable, readable by anybody with the `sqlite3` shell, and fit for a
//! desk without a server.
//!
//! The file is in WAL mode, so that readers and the one writer do not wait for each other, and a
//! commit is on the disk before it is acknowledged. The rules that SQL can hold stand in the schema
//! itself (`schema/*.sql`): a program that writes to the file past this crate is held to them too.

mod accrual;
mod association;
mod audit;
mod batch;
mod cells;
mod check;
mod classification;
mod closing;
mod erasure;
mod error;
mod figures;
mod file;
mod gallery;
mod history;
mod hold;
mod keys;
mod ledger;
mod merge;
mod migration;
mod paper;
mod payout;
mod permit;
mod profile;
mod programme;
mod region;
mod registry;
mod rekap;
mod rows;
mod sale;
mod search;
mod segment;
mod settlement;
mod shipping;
mod sieve;
mod tx;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ikm_core::association::Association;
use ikm_core::id::AssociationId;
use rusqlite::Connection;

use crate::{ReadTx, Result, Store, StoreError, WriteTx};
use tx::{Reading, Tx, Writing};

/// How long a writer waits for its turn before it is told that the store is busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// A store in an SQLite file.
///
/// ```
/// use ikm_core::association::Association;
/// use ikm_core::id::{AssociationId, uuid_v7};
/// use ikm_store::{AssociationRead, AssociationWrite, SqliteStore, StoreError, StoreExt};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("ikm.db");
/// let store = SqliteStore::create(&path)?;
/// let founded_on = "2022-01-31".parse()?;
/// let id = AssociationId::try_from(uuid_v7("2022-01-31T02:00:00Z".parse()?, &[7; 10]))?;
/// let name = "IKM Pesisir Selatan".to_owned();
/// let association = Association { id, name, regency: "13.01".parse()?, founded_on };
/// store.write(id, |tx| tx.insert_association(&association))?;
/// drop(store);
///
/// let store = SqliteStore::open(&path)?;
/// let found = store.read(id, |tx| tx.association())?;
/// assert_eq!(found, Some(association));
/// assert!(matches!(SqliteStore::create(&path), Err(StoreError::Exists { .. })));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct SqliteStore {
    path: PathBuf,
    patience: Duration,
    /// Connections that no transaction uses. Who writes is settled by SQLite's own lock, which
    /// counts for other processes too.
    idle: Mutex<Vec<Connection>>,
}

impl SqliteStore {
    /// Makes a store at `path`, where there is no file yet or an empty one.
    ///
    /// # Errors
    ///
    /// [`StoreError::Exists`](crate::StoreError::Exists) when there is a store already,
    /// [`StoreError::Foreign`](crate::StoreError::Foreign) when there is another file, and
    /// [`StoreError::Unusable`](crate::StoreError::Unusable) when the folder is not there or cannot
    /// be written to. What is there is left alone.
    pub fn create(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        file::require_nothing(path)?;
        let store = Self::at(path);
        let mut connection = file::connect(path, file::Open::OrCreate, store.patience)?;
        migration::create(&mut connection).map_err(|refusal| error::from_sqlite(path, refusal))?;
        file::use_wal(path, &connection)?;
        store.put_back(connection);
        Ok(store)
    }

    /// Opens the store at `path`, and brings it to the schema of this version of the program.
    ///
    /// # Errors
    ///
    /// [`StoreError::Missing`](crate::StoreError::Missing) when there is no file,
    /// [`StoreError::Foreign`](crate::StoreError::Foreign) when it is another program's,
    /// [`StoreError::Newer`](crate::StoreError::Newer) when a newer version wrote it, and
    /// [`StoreError::Unusable`](crate::StoreError::Unusable) when it cannot be read or is a folder.
    /// Opening never makes a file.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        file::require_store(path)?;
        let store = Self::at(path);
        let mut connection = file::connect(path, file::Open::Existing, store.patience)?;
        migration::upgrade(path, &mut connection)?;
        file::use_wal(path, &connection)?;
        store.put_back(connection);
        Ok(store)
    }

    /// This store, with another time that a writer waits for its turn. Five seconds without it.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        // The connections at hand know the old time only.
        Self { path: self.path, patience, idle: Mutex::default() }
    }

    /// Where the store is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Copies the store, as it stands now, into a new file. Writers may go on meanwhile.
    ///
    /// # Errors
    ///
    /// [`StoreError::Exists`](crate::StoreError::Exists) when there is a file at `copy`, which is
    /// left alone, and [`StoreError`](crate::StoreError) when the copy cannot be made; then nothing
    /// is left of it.
    pub fn backup_to(&self, copy: impl AsRef<Path>) -> Result<()> {
        let connection = self.connection()?;
        let copied = file::backup(&connection, &self.path, copy.as_ref());
        self.put_back(connection);
        copied
    }

    fn at(path: &Path) -> Self {
        Self { path: path.to_owned(), patience: PATIENCE, idle: Mutex::default() }
    }

    /// A connection that nobody uses, or a new one.
    fn connection(&self) -> Result<Connection> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(connection) => Ok(connection),
            None => file::connect(&self.path, file::Open::Existing, self.patience),
        }
    }

    /// Keeps a connection for the next transaction.
    fn put_back(&self, connection: Connection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }
}

/// A value that cannot be written as JSON.
fn no_json(refusal: serde_json::Error) -> StoreError {
    StoreError::Backend(Box::new(refusal))
}

impl Store for SqliteStore {
    fn associations(&self) -> Result<Vec<Association>> {
        let tx = Tx::<Reading>::begin(self, None)?;
        association::all(&tx)
    }

    fn begin_read(&self, association: AssociationId) -> Result<Box<dyn ReadTx + '_>> {
        Ok(Box::new(Tx::<Reading>::begin(self, Some(association))?))
    }

    fn begin_write(&self, association: AssociationId) -> Result<Box<dyn WriteTx + '_>> {
        Ok(Box::new(Tx::<Writing>::begin(self, Some(association))?))
    }

    fn check(&self) -> Result<Vec<String>> {
        check::findings(&Tx::<Reading>::begin(self, None)?)
    }
}
