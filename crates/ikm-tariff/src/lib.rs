#![doc = include_str!("../README.md")]

mod batch;
mod compile;
mod error;
mod lint;
mod quote;
mod read;
mod weight;

pub use batch::{BatchCounts, BatchError, quote_batch};
pub use compile::{CompiledBook, compile};
pub use error::{BookError, Expected, Problem};
pub use lint::{Finding, Flaw, LaneName, Severity, lint, load};
pub use read::{check_names, parse};
