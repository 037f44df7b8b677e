#![doc = include_str!("../README.md")]

mod error;
mod memory;
mod port;

pub use error::{Result, StoreError};
pub use memory::MemoryStore;
pub use port::*;
