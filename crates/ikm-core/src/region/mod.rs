//! Regions of Indonesia: their codes, their names, and postal codes.

mod postal;

pub use postal::{BadPostalCode, PostalCode};
