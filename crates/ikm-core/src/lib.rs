#![doc = include_str!("../README.md")]

pub mod association;
pub mod audit;
pub mod check;
pub mod classification;
pub mod gallery;
pub mod guard;
pub mod id;
pub mod identity;
pub mod lang;
pub mod ledger;
pub mod measure;
pub mod money;
pub mod period;
pub mod programme;
pub mod qris;
pub mod region;
pub mod registry;
pub mod shipping;

pub use lang::{Explain, Lang};
pub use period::{DateRange, Month};
