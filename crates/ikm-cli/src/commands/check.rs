use std::io::{self, BufRead as _};

use ikm_core::Lang;
use ikm_core::check::{Check, Subject, check};
use ikm_report::{Column, Kind, Term};

use crate::errors::{CliError, Done, Failure};
use crate::printer::{Array, Listing, Printer};
use crate::record::Record;
use crate::value;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What the values are: nik, npwp, nib, pirt, bpom, halal, nmid, telepon (phone), kodepos
    /// (postal-code), email, kbli, region, qris or terbilang
    #[arg(value_parser = value::parse::<Subject>)]
    subject: Subject,
    /// The values; without any, the lines of standard input
    #[arg(value_name = "VALUE", allow_negative_numbers = true)]
    values: Vec<String>,
}

/// Answers every value, in order, a line each.
pub(crate) fn run(printer: &Printer, args: Args) -> Result<Done, Failure> {
    let mut answers = Answers::begin(printer, args.subject)?;
    if args.values.is_empty() {
        for line in io::stdin().lock().split(b'\n') {
            let line = line.map_err(|source| CliError::Read { path: "-".into(), source })?;
            let line = line.strip_suffix(b"\r").unwrap_or(&line);
            answers.add(String::from_utf8_lossy(line).into_owned())?;
        }
    } else {
        for value in args.values {
            answers.add(value)?;
        }
    }
    answers.end()
}

/// The answers under way, in the form that was asked for.
struct Answers {
    subject: Subject,
    lang: Lang,
    out: Out,
    wrong: bool,
}

enum Out {
    Array(Array),
    Listing(Listing),
}

impl Answers {
    fn begin(printer: &Printer, subject: Subject) -> Result<Self, Failure> {
        let out = if printer.is_json() {
            Out::Array(Printer::array(None))
        } else {
            Out::Listing(printer.lines(vec![
                Column::new("value", Kind::Text, "Nilai", "Value"),
                Column::new("ok", Kind::Flag, "Benar", "Correct"),
                Column::new("detail", Kind::Text, "Keterangan", "Detail"),
                Column::new("normalised", Kind::Text, "Baku", "Normalised").in_files_only(),
                Column::new("warnings", Kind::Text, "Peringatan", "Warnings"),
            ])?)
        };
        Ok(Self { subject, lang: printer.lang(), out, wrong: false })
    }

    fn add(&mut self, value: String) -> Result<(), Failure> {
        let Check { ok, detail, normalised, warnings } = check(self.subject, &value, self.lang);
        self.wrong |= !ok;
        match &mut self.out {
            Out::Listing(listing) => {
                let warnings = warnings.join("; ");
                listing.row(&[
                    value.into(),
                    ok.into(),
                    detail.into(),
                    normalised.into(),
                    warnings.into(),
                ])?;
            }
            Out::Array(array) => {
                let word = |text: String| Term::new(text.clone(), text.clone(), text);
                let record = Record::new()
                    .in_files("value", value)
                    .in_files("ok", ok)
                    .in_files("detail", detail)
                    .in_files("normalised", normalised);
                let warnings = warnings.into_iter().map(word).collect();
                array.record(&record.words("warnings", "Peringatan", "Warnings", warnings))?;
            }
        }
        Ok(())
    }

    fn end(self) -> Result<Done, Failure> {
        match self.out {
            Out::Array(array) => array.end()?,
            Out::Listing(listing) => listing.end()?,
        }
        Ok(Done::with(self.wrong))
    }
}
