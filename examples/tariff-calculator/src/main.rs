//! A tariff calculator in a page: read a book, judge it, quote a parcel, and show every step.
//!
//! ```text
//! cargo run -p example-tariff-calculator -- [POSTAL_CODE SERVICE GRAMS [CLASSIFICATION]]
//! ```
//!
//! The book beside it is made up and no real tariff. There is no store, no clock and no setting.

#![expect(clippy::print_stdout, reason = "an example speaks through its output")]

use std::error::Error;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use ikm_core::measure::{Dimensions, Grams};
use ikm_core::shipping::{Explanation, Parcel, Price, TariffFiles};
use ikm_core::{Explain, Lang};

const LANG: Lang = Lang::Id;

/// The texts of a book's folder; a file that does not belong there is an error.
fn read_book(folder: &Path) -> Result<TariffFiles, Box<dyn Error>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    let has_agreement = ikm_tariff::check_names(names.iter().map(String::as_str))
        .map_err(|error| error.message(LANG))?;
    let text = |name| fs::read_to_string(folder.join(name));
    Ok(TariffFiles {
        book: text(TariffFiles::BOOK)?,
        zones: text(TariffFiles::ZONES)?,
        rates: text(TariffFiles::RATES)?,
        agreement: has_agreement.then(|| text(TariffFiles::AGREEMENT)).transpose()?,
    })
}

/// The parcel of the arguments, or one of rendang to Jakarta.
fn parcel(arguments: &[String]) -> Result<Parcel, Box<dyn Error>> {
    match arguments {
        [] => Ok(Parcel {
            dimensions: Some(Dimensions::try_new([300, 200, 150])?),
            declared_value: Some(Price::try_from(350_000)?),
            classification: Some("10".to_owned()),
            ..Parcel::new("10110".parse()?, "REG", Grams::new(2_400))
        }),
        [to, service, grams, rest @ ..] => Ok(Parcel {
            classification: rest.first().cloned(),
            ..Parcel::new(to.parse()?, service, Grams::new(grams.parse()?))
        }),
        _ => Err("[POSTAL_CODE SERVICE GRAMS [CLASSIFICATION]]".into()),
    }
}

fn print(explained: &Explanation) {
    for line in &explained.lines {
        let line = line.view(LANG);
        println!("{}: {}", line.title, line.input);
        println!("  {:<60} {:>14}", line.formula, line.amount.display(LANG));
        println!("  ({} {} {})", line.file, LANG.pick("baris", "line"), line.row);
    }
    let quote = explained.quote;
    for (label, amount) in [
        (LANG.pick("Jumlah", "Total"), quote.total()),
        (LANG.pick("Ongkos normal", "Normal freight"), quote.normal()),
        (LANG.pick("Hemat", "Saving"), quote.saving()),
    ] {
        println!("{label:<62} {:>14}", amount.display(LANG));
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let files = read_book(&Path::new(env!("CARGO_MANIFEST_DIR")).join("book"))?;
    for finding in ikm_tariff::lint(&files) {
        let row = finding.row().unwrap_or_default();
        println!("{}:{row}: {} {}", finding.file(), finding.code(), finding.message(LANG));
    }
    let book = ikm_tariff::load(&files).map_err(|_findings| "the book has errors")?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let on = NaiveDate::from_ymd_opt(2022, 6, 1).ok_or("no such day")?;
    let explained =
        book.explain(&parcel(&arguments)?, on).map_err(|refusal| refusal.message(LANG))?;
    println!("{} {}, {}", book.carrier(), book.version(), LANG.date(on));
    print(&explained);
    Ok(())
}
