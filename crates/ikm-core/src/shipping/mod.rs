//! Shipping: a carrier's tariff book, an agency's special agreement, the parcel and its quote.
//!
//! The types say what a book may hold; `ikm-tariff` reads them from text, judges them and quotes
//! from them. Money, weights and sizes are whole numbers, percentages exact decimals, dates
//! half-open ranges.

mod agreement;
mod book;
mod explain;
mod files;
mod parcel;
mod price;
mod quote;
mod refusal;
mod shipment;
mod zone;

pub use agreement::{Agreement, PaidBy, Rule};
pub use book::{
    Band, EmptySpan, Extra, Insurance, Service, Surcharge, SurchargeBase, TariffBook, Tax,
    ToleranceEdge, WeightSpan,
};
pub use explain::{Explanation, Line, LineView, Step, Weighing};
pub use files::TariffFiles;
pub use parcel::Parcel;
pub use price::{BadPrice, Charge, Price};
pub use quote::{BadQuote, Quote, QuoteFigures};
pub use refusal::{NoQuote, SizeLimit};
pub use shipment::{LoadedTariff, Shipment};
pub use zone::{BadZonePattern, ZonePattern, ZoneRow};
