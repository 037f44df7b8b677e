#![doc = include_str!("../README.md")]

#[cfg(feature = "conformance")]
pub mod conformance;
mod error;
mod memory;
#[expect(
    clippy::missing_errors_doc,
    reason = "each trait says once what every method of it returns"
)]
mod port;
#[cfg(feature = "sqlite")]
mod sqlite;

pub use error::{Result, StoreError};
pub use memory::MemoryStore;
pub use port::*;
#[cfg(feature = "sqlite")]
pub use sqlite::SqliteStore;
