//! Regions of Indonesia: their codes, their names in any spelling, and postal codes.

mod code;
mod names;
mod postal;
mod table;

pub use code::{BareCode, BpsCode, Level, RegionCode};
pub use postal::{BadPostalCode, PostalCode};
pub use table::{Region, RegionError, Regions};
