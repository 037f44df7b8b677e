use std::io::{self, BufRead as _};

use ikm_core::Explain;
use ikm_core::check::{Subject, check};
use ikm_report::{Column, Kind};

use crate::errors::{CliError, Done, Failure};
use crate::printer::Printer;
use crate::worded::Worded;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What the values are: nik, npwp, nib, qris or terbilang
    #[arg(value_parser = subject)]
    subject: Subject,
    /// The values; without any, the lines of standard input
    #[arg(value_name = "VALUE", allow_negative_numbers = true)]
    values: Vec<String>,
}

/// A word that names nothing that can be checked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} cannot be checked")]
pub(crate) struct UnknownSubject(String);

impl Explain for UnknownSubject {
    fn code(&self) -> &'static str {
        "IKM-CHECK-SUBJECT"
    }

    fn indonesian(&self) -> String {
        format!("{:?} tidak dapat diperiksa", self.0)
    }

    fn hint(&self, lang: ikm_core::Lang) -> String {
        lang.pick(
            "pakai nik, npwp, nib, qris atau terbilang",
            "use nik, npwp, nib, qris or terbilang",
        )
        .to_owned()
    }
}

fn subject(text: &str) -> Result<Subject, Worded> {
    match text {
        "nik" => Ok(Subject::Nik),
        "npwp" => Ok(Subject::Npwp),
        "nib" => Ok(Subject::Nib),
        "qris" => Ok(Subject::Qris),
        "terbilang" => Ok(Subject::Terbilang),
        _ => Err(Worded::of(&UnknownSubject(text.to_owned()))),
    }
}

/// Answers every value, in order, a line each.
pub(crate) fn run(printer: &Printer, args: Args) -> Result<Done, Failure> {
    let mut listing = printer.lines(vec![
        Column::new("value", Kind::Text, "Nilai", "Value"),
        Column::new("ok", Kind::Flag, "Benar", "Correct"),
        Column::new("detail", Kind::Text, "Keterangan", "Detail"),
    ])?;
    let mut wrong = false;
    let mut answer = |value: String| -> Result<(), Failure> {
        let answer = check(args.subject, &value, printer.lang());
        wrong |= !answer.ok;
        Ok(listing.row(&[value.into(), answer.ok.into(), answer.detail.into()])?)
    };
    if args.values.is_empty() {
        for line in io::stdin().lock().split(b'\n') {
            let line = line.map_err(|source| CliError::Read { path: "-".into(), source })?;
            let line = line.strip_suffix(b"\r").unwrap_or(&line);
            answer(String::from_utf8_lossy(line).into_owned())?;
        }
    } else {
        for value in args.values {
            answer(value)?;
        }
    }
    listing.end()?;
    Ok(Done::with(wrong))
}
