//! A tariff book is a folder of files.

use std::fs;
use std::path::Path;

use ikm_app::Refusal;
use ikm_core::shipping::TariffFiles;
use ikm_tariff::{BookError, CompiledBook};

use crate::errors::Failure;
use crate::files::{read_text, unreadable};

/// The files of a folder, or why they are not those of a tariff book.
pub(crate) enum Read {
    Whole(TariffFiles),
    Misnamed(BookError),
}

/// Reads the files in `folder`.
pub(crate) fn read(folder: &Path) -> Result<Read, Failure> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let entry = entry.map_err(unreadable(folder))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let has_agreement = match ikm_tariff::check_names(names.iter().map(String::as_str)) {
        Ok(has_agreement) => has_agreement,
        Err(error) => return Ok(Read::Misnamed(error)),
    };
    let text = |name| read_text(&folder.join(name));
    Ok(Read::Whole(TariffFiles {
        book: text(TariffFiles::BOOK)?,
        zones: text(TariffFiles::ZONES)?,
        rates: text(TariffFiles::RATES)?,
        agreement: has_agreement.then(|| text(TariffFiles::AGREEMENT)).transpose()?,
    }))
}

/// Reads the files of the tariff book in `folder`.
pub(crate) fn read_whole(folder: &Path) -> Result<TariffFiles, Failure> {
    match read(folder)? {
        Read::Whole(files) => Ok(files),
        Read::Misnamed(error) => Err(error.into()),
    }
}

/// Reads the tariff book in `folder` and makes it ready to quote from; one with errors is refused.
pub(crate) fn compile(folder: &Path) -> Result<CompiledBook, Failure> {
    let files = read_whole(folder)?;
    match ikm_tariff::load(&files) {
        Ok(book) => Ok(book),
        Err(findings) => {
            // What cannot be read says more than how many things are wrong.
            ikm_tariff::parse(&files)?;
            let errors = u64::try_from(findings.len()).unwrap_or(u64::MAX);
            Err(Refusal::TariffLint(errors).into())
        }
    }
}
