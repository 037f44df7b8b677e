//! A small book to start from, and short ways to ask it.

use chrono::NaiveDate;
use ikm_core::measure::{Dimensions, Grams};
use ikm_core::shipping::{NoQuote, Parcel, Price, Quote, TariffFiles};
use ikm_tariff::CompiledBook;

pub(crate) const TOP: &str = r#"
carrier = "Example Post"
version = "2022-1"
source = "a made-up sheet"
effective_from = 2022-01-01
origin = "25611"
"#;

pub(crate) const SERVICE: &str = r#"
[[service]]
code = "PKH"
name = "Kilat Khusus"
minimum_g = 1000
step_g = 1000
tolerance_g = 300
tolerance_edge = "inclusive"
"#;

pub(crate) const ZONES: &str = "postal_code,zone\n256*,A\n";

pub(crate) const RATES: &str = "\
service,zone,over_g,up_to_g,price,extra_step_g,extra_price
PKH,A,0,1000,10000,,
PKH,A,1000,5000,18000,,
PKH,A,5000,,18000,1000,3000
";

pub(crate) const AGREEMENT: &str = r#"
partner = "Example Post, Painan"
source = "a made-up agreement"
effective_from = 2022-01-31
"#;

/// A book without a finding: the parts above.
pub(crate) fn clean() -> TariffFiles {
    TariffFiles {
        book: format!("{TOP}{SERVICE}"),
        zones: ZONES.to_owned(),
        rates: RATES.to_owned(),
        agreement: None,
    }
}

/// The clean book with more in book.toml.
pub(crate) fn with_book(more: &str) -> TariffFiles {
    TariffFiles { book: format!("{TOP}{SERVICE}{more}"), ..clean() }
}

/// The clean book with an agreement of these rules.
pub(crate) fn with_rules(rules: &str) -> TariffFiles {
    TariffFiles { agreement: Some(format!("{AGREEMENT}{rules}")), ..clean() }
}

/// The clean book with other rates, without their header.
pub(crate) fn with_rates(rows: &str) -> TariffFiles {
    let header = RATES.lines().next().expect("a header");
    TariffFiles { rates: format!("{header}\n{rows}"), ..clean() }
}

pub(crate) fn compiled(files: &TariffFiles) -> CompiledBook {
    let (book, agreement) = ikm_tariff::parse(files).expect("a book that can be read");
    ikm_tariff::compile(book, agreement)
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(crate) fn today() -> NaiveDate {
    day("2022-06-01")
}

/// A parcel to Painan by the clean book's service.
pub(crate) fn parcel(grams: u32) -> Parcel {
    Parcel::new("25651".parse().expect("a postal code"), "PKH", Grams::new(grams))
}

pub(crate) fn sized(grams: u32, sides_mm: [u32; 3]) -> Parcel {
    let dimensions = Some(Dimensions::try_new(sides_mm).expect("sizes"));
    Parcel { dimensions, ..parcel(grams) }
}

pub(crate) fn declared(grams: u32, rupiah: i64) -> Parcel {
    let declared_value = Some(Price::try_from(rupiah).expect("a price"));
    Parcel { declared_value, ..parcel(grams) }
}

pub(crate) fn quote(files: &TariffFiles, parcel: &Parcel) -> Result<Quote, NoQuote> {
    compiled(files).quote(parcel, today())
}
