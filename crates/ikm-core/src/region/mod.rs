//! Regions of Indonesia: their codes, their names in any spelling, and postal codes.

mod code;
mod list;
mod names;
mod postal;
mod table;

pub use code::{BareCode, BpsCode, Level, RegionCode};
pub use list::{CodeListError, read_code_list};
pub use postal::{BadPostalCode, PostalCode};
pub use table::{Region, RegionError, Regions};
