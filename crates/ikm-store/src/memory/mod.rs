//! A store in memory: gone with the process, and the oracle of the other backends.
//!
//! What is committed is one set of tables an association. A transaction works on a copy of it, which
//! costs nothing until a table is written to; a commit puts the copy in its place.

mod association;
mod audit;
mod classification;
mod gallery;
mod history;
mod ledger;
mod paper;
mod payout;
mod permit;
mod programme;
mod region;
mod registry;
mod segment;
mod shipping;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use ikm_core::association::Association;
use ikm_core::gallery::{Paper, PaperKind};
use ikm_core::id::{AssociationId, IkmId, ItemId, MemberId};
use ikm_core::registry::{Segment, SegmentName};

use crate::{ReadTx, Result, Store, StoreError, WriteTx};

/// How long a writer waits for its turn before it is told that the store is busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// A store that lives in memory, for tests, previews and programs that keep nothing.
///
/// It behaves as a store on disk does: one writer at a time, readers that see what stood when they
/// began, and nothing kept of a transaction that was not committed.
///
/// ```
/// use ikm_core::association::Association;
/// use ikm_core::id::{AssociationId, uuid_v7};
/// use ikm_store::{AssociationRead, AssociationWrite, MemoryStore, StoreError, StoreExt};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let store = MemoryStore::new();
/// let founded_on = "2022-01-31".parse()?;
/// let id = AssociationId::try_from(uuid_v7("2022-01-31T02:00:00Z".parse()?, &[7; 10]))?;
/// let name = "IKM Pesisir Selatan".to_owned();
/// let association = Association { id, name, regency: "13.01".parse()?, founded_on };
///
/// store.write(id, |tx| tx.insert_association(&association))?;
///
/// let found = store.read(id, |tx| tx.association())?;
/// assert_eq!(found, Some(association));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct MemoryStore {
    committed: Mutex<BTreeMap<AssociationId, Tables>>,
    /// The thread whose turn it is to write.
    writer: Mutex<Option<ThreadId>>,
    turn_ended: Condvar,
}

/// All that belongs to one association.
#[derive(Clone, Debug, Default)]
struct Tables {
    registry: registry::RegistryTables,
    segments: table::Table<SegmentName, Segment>,
    classification: classification::ClassificationTables,
    association: association::AssociationTables,
    programmes: programme::ProgrammeTables,
    gallery: gallery::GalleryTables,
    papers: table::Table<(PaperKind, String), Paper>,
    payouts: payout::PayoutTables,
    ledger: ledger::LedgerTables,
    shipping: shipping::ShippingTables,
    audit: audit::AuditTables,
}

/// A transaction: its own copy of the tables and, if it writes, its turn to write. Only `Tx<Turn>`
/// has the methods that write.
#[derive(Debug)]
struct Tx<T> {
    tables: Tables,
    turn: T,
}

/// The turn of the one writer. It ends when this is dropped, whether or not there was a commit.
#[derive(Debug)]
struct Turn<'a> {
    store: &'a MemoryStore,
    association: AssociationId,
    /// The imported rows that were recognised or recorded in it.
    claimed: BTreeSet<registry::RowKey>,
}

impl Tables {
    fn require_ikm(&self, id: IkmId) -> Result<()> {
        require(self.registry.has_ikm(id), "ikm", id)
    }

    fn require_member(&self, id: MemberId) -> Result<()> {
        require(self.association.has_member(id), "member", id)
    }

    fn require_item(&self, id: ItemId) -> Result<()> {
        require(self.gallery.has_item(id), "item", id)
    }
}

impl Tx<Turn<'_>> {
    /// The tables to write to, which only an association that was founded has.
    fn founded(&mut self) -> Result<&mut Tables> {
        require(self.tables.association.is_founded(), "association", self.turn.association)?;
        Ok(&mut self.tables)
    }
}

impl MemoryStore {
    /// A store with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    fn tables(&self, association: AssociationId) -> Tables {
        lock(&self.committed).get(&association).cloned().unwrap_or_default()
    }

    /// Waits until nobody writes. A thread that writes already would wait for itself, so it is
    /// refused at once.
    fn take_turn(&self, association: AssociationId) -> Result<Turn<'_>> {
        let me = thread::current().id();
        let writer = lock(&self.writer);
        if *writer == Some(me) {
            return Err(StoreError::Busy);
        }
        let (mut writer, waited) = self
            .turn_ended
            .wait_timeout_while(writer, PATIENCE, |writer| writer.is_some())
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return Err(StoreError::Busy);
        }
        *writer = Some(me);
        Ok(Turn { store: self, association, claimed: BTreeSet::new() })
    }
}

impl Store for MemoryStore {
    fn associations(&self) -> Result<Vec<Association>> {
        let committed = lock(&self.committed);
        let mut all: Vec<Association> =
            committed.values().filter_map(|tables| tables.association.founded()).collect();
        all.sort_by_key(|association| (association.founded_on, association.id));
        Ok(all)
    }

    fn begin_read(&self, association: AssociationId) -> Result<Box<dyn ReadTx + '_>> {
        Ok(Box::new(Tx { tables: self.tables(association), turn: () }))
    }

    fn begin_write(&self, association: AssociationId) -> Result<Box<dyn WriteTx + '_>> {
        let turn = self.take_turn(association)?;
        Ok(Box::new(Tx { tables: self.tables(association), turn }))
    }

    /// Finds nothing: there is no file that could be damaged.
    fn check(&self) -> Result<Vec<String>> {
        Ok(Vec::new())
    }
}

impl WriteTx for Tx<Turn<'_>> {
    fn commit(self: Box<Self>) -> Result<()> {
        let Self { tables, turn } = *self;
        lock(&turn.store.committed).insert(turn.association, tables);
        Ok(())
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *lock(&self.store.writer) = None;
        self.store.turn_ended.notify_one();
    }
}

/// Locks; a thread that panicked under the lock left whole values behind, as each is replaced at once.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn exists(what: &'static str, key: impl fmt::Display) -> StoreError {
    StoreError::Exists { what, key: key.to_string() }
}

fn conflict(what: &'static str, id: impl fmt::Display) -> StoreError {
    StoreError::Conflict { what, id: id.to_string() }
}

/// Refuses a row that names what is not there.
fn require(there: bool, what: &'static str, id: impl fmt::Display) -> Result<()> {
    if there { Ok(()) } else { Err(StoreError::Backend(format!("there is no {what} {id}").into())) }
}

/// A sum that leaves the range of an amount.
fn overflow(source: ikm_core::money::MoneyError) -> StoreError {
    StoreError::Backend(Box::new(source))
}
