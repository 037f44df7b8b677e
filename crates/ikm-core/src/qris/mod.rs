//! QRIS, the payment code that Indonesian merchants show: reading the text inside it.
//!
//! The text is that of EMVCo's merchant-presented mode (MPM): fields of a two-digit tag, a two-digit
//! length and a value, some of which hold fields themselves; the last is a checksum over all before
//! it. Lengths count bytes: QRIS texts are ASCII in practice.

mod crc;
mod error;
mod fields;
mod payload;

pub use crc::crc16;
pub use error::QrisError;
pub use payload::Qris;
