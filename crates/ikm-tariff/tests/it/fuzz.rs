//! The texts of a tariff book, from arbitrary bytes.
//!
//! As plain tests these run the seeds beside this file and some random bytes; `cargo bolero test`
//! runs them guided by coverage (CONTRIBUTING.md, "Fuzzing").

use ikm_core::money::Rupiah;
use ikm_core::shipping::TariffFiles;
use ikm_core::{Explain, Lang};
use ikm_tariff::{lint, load, quote_batch};

use crate::support::{clean, parcel, today};

/// How many random inputs a plain test tries.
const ITERATIONS: usize = 200;

/// The four files of a book in one input, each behind a line of four hyphens.
fn files(bytes: &[u8]) -> TariffFiles {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split("----\n").map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let (book, zones, rates) = (next(), next(), next());
    TariffFiles { book, zones, rates, agreement: parts.next() }
}

/// What is loaded quotes, and a price is never below zero nor a special above the normal.
#[test]
fn tariff_books() {
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        let files = files(bytes);
        for finding in lint(&files) {
            for lang in [Lang::Id, Lang::En] {
                assert!(!finding.message(lang).is_empty());
            }
        }
        let Ok(book) = load(&files) else { return };
        for grams in [1, 1_300, 70_000, u32::MAX] {
            let Ok(quote) = book.quote(&parcel(grams), today()) else { continue };
            assert!(quote.special() <= quote.normal(), "{quote:?}");
            assert!(
                quote.special() >= Rupiah::ZERO && quote.total() >= quote.special(),
                "{quote:?}"
            );
        }
    });
}

/// A table of parcels has one answer a line, or is refused as a whole.
#[test]
fn tables_of_parcels() {
    let book = load(&clean()).expect("a book");
    bolero::check!().with_iterations(ITERATIONS).for_each(|bytes: &[u8]| {
        let mut out = Vec::new();
        if let Err(error) = quote_batch(&book, today(), bytes, &mut out) {
            assert!(error.code().starts_with("IKM-"), "{}", error.code());
        }
    });
}
