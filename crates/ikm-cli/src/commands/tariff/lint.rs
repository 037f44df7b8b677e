use ikm_report::{Column, Kind, Term};
use ikm_tariff::{Finding, Severity};

use super::LintArgs;
use crate::book;
use crate::errors::{Done, Failure};
use crate::printer::Printer;

pub(super) fn run(printer: &Printer, args: &LintArgs) -> Result<Done, Failure> {
    let findings = match book::read(&args.book)? {
        book::Read::Whole(files) => ikm_tariff::lint(&files),
        // A folder with a file too many or too few is no book that could be judged further.
        book::Read::Misnamed(error) => vec![Finding::from(error)],
    };
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let mut listing = printer.listing(
        vec![
            text("severity", "Tingkat", "Severity"),
            text("code", "Kode", "Code"),
            text("file", "Berkas", "File"),
            Column::new("row", Kind::Count, "Baris", "Line"),
            text("message", "Temuan", "Finding"),
        ],
        None,
    )?;
    let mut errors = false;
    for finding in findings {
        errors |= finding.severity() == Severity::Error;
        listing.row(&[
            severity(finding.severity()).into(),
            finding.code().into(),
            finding.file().into(),
            finding.row().into(),
            finding.message(printer.lang()).into(),
        ])?;
    }
    listing.end_or_say(printer.lang().pick("Tidak ada temuan.", "Nothing found."))?;
    Ok(Done::with(errors))
}

fn severity(severity: Severity) -> Term {
    let code = severity.as_str();
    match severity {
        Severity::Error => Term::new(code, "kesalahan", "error"),
        Severity::Warning => Term::new(code, "peringatan", "warning"),
    }
}
