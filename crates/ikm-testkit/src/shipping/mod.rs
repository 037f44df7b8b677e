//! A tariff book, a special agreement and parcels to price with them, all invented.

mod book;
mod parcels;

pub use book::tariff_book;
pub use parcels::{ParcelSeed, parcels, quote_batch_csv};
