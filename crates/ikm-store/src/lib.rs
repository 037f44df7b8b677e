#![doc = include_str!("../README.md")]

mod error;
mod port;

pub use error::{Result, StoreError};
pub use port::*;
