//! Money: whole rupiah, exact percentages, named rounding, and amounts in words.

mod percent;
mod rupiah;
mod terbilang;

pub use percent::{Percent, Rounding};
pub use rupiah::{MoneyError, Rupiah};
pub use terbilang::terbilang;
