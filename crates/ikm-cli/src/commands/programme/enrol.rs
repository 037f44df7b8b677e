use std::path::PathBuf;

use ikm_app::programmes::{Candidates, Enrolled, Leave, NotTaken};
use ikm_core::money::Rupiah;
use ikm_core::programme::ProgrammeCode;
use ikm_core::{Explain, Lang};
use ikm_report::{Cell, Column, Kind, Term, Text};

use super::super::Key;
use super::super::segment::Which;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::{Record, Rows};
use crate::value;

#[derive(Debug, clap::Args)]
pub(crate) struct EnrolArgs {
    /// Code of the programme
    #[arg(value_parser = value::parse::<ProgrammeCode>)]
    code: ProgrammeCode,
    /// List of ids, NIB or member numbers; those of the conditions unless given
    file: Option<PathBuf>,
    #[command(flatten)]
    which: Which,
    /// Give a place to everybody about whom there is no doubt
    #[arg(long)]
    accept: bool,
    /// How much each is granted, in rupiah
    #[arg(long, value_name = "RP", requires = "accept", value_parser = value::parse::<Rupiah>)]
    granted: Option<Rupiah>,
    #[command(flatten)]
    key: Key,
}

/// Who is to be enrolled was not said, or said twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("who is to be enrolled is said by a list or by conditions, by one of them")]
struct WhoIsMeant;

impl Explain for WhoIsMeant {
    fn code(&self) -> &'static str {
        "IKM-PROGRAMME-WHO"
    }

    fn indonesian(&self) -> String {
        "siapa yang didaftarkan disebut dengan satu daftar atau dengan syarat, salah satu saja"
            .to_owned()
    }

    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "beri berkas daftarnya, atau misalnya --segment NAMA",
            "give the file of the list, or conditions such as --segment NAME",
        )
        .to_owned()
    }
}

pub(super) fn run(
    printer: &Printer,
    context: &mut Context,
    args: EnrolArgs,
) -> Result<Done, Failure> {
    let mut app = context.keyed(args.key.key)?;
    let segment = args.which.segment(&app)?;
    let candidates = match args.file {
        Some(file) if segment.is_everything() => Candidates::read(&file)?,
        None if !segment.is_everything() => Candidates::Segment(segment),
        _ => return Err(Failure::usage(WhoIsMeant)),
    };
    let leave = if args.accept { Leave::Accepted(args.granted) } else { Leave::Applied };
    let done = app.enrol(&args.code, &candidates, leave)?;
    let rejected = done.rejected > 0;
    printer.record(&record(&args.code, done))?;
    Ok(Done::with(rejected))
}

fn record(code: &ProgrammeCode, done: Enrolled) -> Record {
    let columns = vec![
        Column::new("row", Kind::Count, "Baris", "Row"),
        Column::new("ikm", Kind::Text, "IKM", "IKM"),
        Column::new("reason", Kind::Text, "Alasan", "Reason"),
    ];
    let rows = Rows { columns, rows: done.not_taken.into_iter().map(cells).collect() };
    Record::new()
        .with("programme", "Program", "Programme", code.to_string())
        .with("rows", "Disebut", "Named", done.rows)
        .with("applied", "Mengajukan sekarang", "Applied now", done.applied)
        .with("accepted", "Diterima sekarang", "Accepted now", done.accepted)
        .with("unchanged", "Sudah terdaftar", "Stood so already", done.unchanged)
        .with("doubtful", "Diragukan", "In doubt", done.doubtful)
        .with("rejected", "Ditolak", "Rejected", done.rejected)
        .rows("not_taken", "Yang ditolak atau diragukan", "Rejected or in doubt", rows)
}

fn cells(left: NotTaken) -> Vec<Cell> {
    let reason = Term { code: left.code, text: Text::new(left.text_id, left.text_en) };
    vec![left.row.into(), left.ikm.into(), reason.into()]
}
