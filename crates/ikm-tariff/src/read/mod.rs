//! From the texts of a folder to a tariff book: everything that can be read, and everything that
//! cannot.

mod agreement;
mod book;
mod fields;
mod lines;
mod rows;
mod tables;
mod values;

use ikm_core::shipping::{Agreement, Band, TariffBook, TariffFiles, ZoneRow};

use crate::error::{BookError, Problem};

/// Something is wrong and stands among the errors already.
#[derive(Clone, Copy, Debug)]
struct Noted;

/// What could be read of a folder. A part is absent when an error keeps it from being judged.
#[derive(Debug)]
pub(crate) struct Reading {
    /// The book without its zones and bands.
    pub(crate) head: Option<TariffBook>,
    pub(crate) zones: Option<Vec<ZoneRow>>,
    pub(crate) bands: Option<Vec<Band>>,
    pub(crate) agreement: Option<Agreement>,
    pub(crate) errors: Vec<BookError>,
}

/// Reads all there is, and goes on after an error, so that a person sees all of them at once.
pub(crate) fn read(files: &TariffFiles) -> Reading {
    let mut errors = Vec::new();
    let head = book::read(&files.book, &mut errors);
    let zones = tables::zones(&files.zones, &mut errors);
    let bands = tables::bands(&files.rates, &mut errors);
    let agreement = files.agreement.as_deref().and_then(|text| agreement::read(text, &mut errors));
    Reading { head, zones, bands, agreement, errors }
}

/// Reads a tariff book and, where there is one, its agreement.
///
/// A book that can be read may still be wrong; [`lint`](crate::lint) says so.
///
/// # Errors
///
/// The first [`BookError`], in the order of book.toml, zones.csv, rates.csv, agreement.toml.
pub fn parse(files: &TariffFiles) -> Result<(TariffBook, Option<Agreement>), BookError> {
    read(files).whole().map_err(|mut errors| errors.remove(0))
}

impl Reading {
    /// The book and the agreement, or all errors, of which there is at least one.
    pub(crate) fn whole(self) -> Result<(TariffBook, Option<Agreement>), Vec<BookError>> {
        match (self.head, self.zones, self.bands) {
            (Some(head), Some(zones), Some(bands)) if self.errors.is_empty() => {
                Ok((TariffBook { zones, bands, ..head }, self.agreement))
            }
            _ => Err(self.errors),
        }
    }
}

/// Says whether a folder with files of these `names` holds an agreement.
///
/// # Errors
///
/// [`BookError`] when a name is no part of a tariff book, or one that it needs is missing.
///
/// ```
/// let with = ikm_tariff::check_names(["book.toml", "zones.csv", "rates.csv", "agreement.toml"]);
/// assert_eq!(with, Ok(true));
/// assert!(ikm_tariff::check_names(["book.toml", "rates.csv"]).is_err());
/// ```
pub fn check_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<bool, BookError> {
    let mut missing = vec![TariffFiles::BOOK, TariffFiles::ZONES, TariffFiles::RATES];
    let mut agreement = false;
    for name in names {
        let needed = missing.len();
        missing.retain(|file| *file != name);
        if name == TariffFiles::AGREEMENT {
            agreement = true;
        } else if missing.len() == needed {
            return Err(BookError::new(name, None, Problem::UnknownFile));
        }
    }
    match missing.first() {
        Some(file) => Err(BookError::new(file, None, Problem::MissingFile)),
        None => Ok(agreement),
    }
}
