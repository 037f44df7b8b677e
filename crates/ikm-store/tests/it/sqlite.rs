//! The conformance suite on a store in a file, and random commands beside the store in memory.

use ikm_core::association::Association;
use ikm_core::id::AssociationId;
use ikm_store::{ReadTx, Result, SqliteStore, Store, WriteTx, store_conformance};
use tempfile::TempDir;

use super::conformance_random::agrees_with_memory;

store_conformance!(sqlite, Temporary::new);

/// A store in a folder that goes when it goes.
pub(crate) struct Temporary {
    store: SqliteStore,
    _folder: TempDir,
}

impl Temporary {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::create(folder.path().join("ikm.db")).expect("a new store");
        Self { store, _folder: folder }
    }
}

impl Store for Temporary {
    fn associations(&self) -> Result<Vec<Association>> {
        self.store.associations()
    }

    fn begin_read(&self, association: AssociationId) -> Result<Box<dyn ReadTx + '_>> {
        self.store.begin_read(association)
    }

    fn begin_write(&self, association: AssociationId) -> Result<Box<dyn WriteTx + '_>> {
        self.store.begin_write(association)
    }

    fn check(&self) -> Result<Vec<String>> {
        self.store.check()
    }
}

#[test]
fn sqlite_agrees_with_memory() {
    agrees_with_memory(Temporary::new);
}
