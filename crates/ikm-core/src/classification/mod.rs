//! What an IKM makes: KBLI codes with their edition, and the office's own scheme of classes.

mod kbli;
mod scheme;

pub use kbli::{Kbli, KbliEdition, KbliError};
pub use scheme::{Class, ClassCode, Scheme, SchemeError};
