//! The stores on which everything is tested. A new one is a line here.

use std::path::Path;

use ikm_store::{MemoryStore, SqliteStore, Store};

/// Makes or opens a store in a folder.
type InFolder = fn(&Path) -> Box<dyn Store>;

/// A kind of store.
#[derive(Clone, Copy)]
pub(crate) struct Backend {
    pub(crate) name: &'static str,
    /// Makes an empty one; the folder is empty too.
    pub(crate) create: InFolder,
    /// Opens it again, where it outlives the program.
    pub(crate) open: Option<InFolder>,
}

/// The one that the others are held to.
pub(crate) const MEMORY: Backend =
    Backend { name: "memory", create: |_| Box::new(MemoryStore::new()), open: None };

pub(crate) const OTHERS: [Backend; 1] = [Backend {
    name: "sqlite",
    create: |folder| Box::new(SqliteStore::create(folder.join("ikm.db")).expect("a folder")),
    open: Some(|folder| Box::new(SqliteStore::open(folder.join("ikm.db")).expect("a store"))),
}];
