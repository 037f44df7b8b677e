use std::path::{Path, PathBuf};

use ikm_app::App;
use ikm_app::registry::{ExportOutcome, ExportSettings};
use ikm_report::{Format, ListFormat, ReportError, RowSink, Term, sink, xlsx_sink};

use crate::commands::Key;
use crate::commands::segment::Which;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::files::{NewFile, unwritable};
use crate::printer::Printer;
use crate::record::Record;

#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// File to write, as CSV, XLSX or JSON by its ending; the terminal unless given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    which: Which,
    /// With NIK and NPWP, which is noted in the audit
    #[arg(long)]
    with_nik: bool,
    /// With telephone and e-mail, which is noted in the audit
    #[arg(long)]
    with_phone: bool,
    /// What the export is for, for the audit
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    key: Key,
}

pub(super) fn run(
    printer: &Printer,
    context: &mut Context,
    args: ExportArgs,
) -> Result<Done, Failure> {
    let mut app = context.keyed(args.key.key)?;
    let settings = ExportSettings {
        segment: args.which.segment(&app)?,
        with_nik: args.with_nik,
        with_phone: args.with_phone,
        reason: args.reason,
    };
    match &args.out {
        None => drop(app.export(&settings, printer.list().as_mut())?),
        Some(path) => {
            let outcome = write(printer, &mut app, &settings, path)?;
            printer.record(&record(outcome, path))?;
        }
    }
    Ok(Done::Well)
}

/// Writes the file beside its place, and puts it there when it is whole.
fn write(
    printer: &Printer,
    app: &mut App<'_>,
    settings: &ExportSettings,
    path: &Path,
) -> Result<ExportOutcome, Failure> {
    let format = Format::of_path(path)?;
    let mut out = NewFile::begin(path).map_err(unwritable(path))?;
    let mut listing: Box<dyn RowSink + '_> = match format {
        Format::Csv => sink(ListFormat::Csv, printer.style(), &mut out),
        Format::Json => sink(ListFormat::Json, printer.style(), &mut out),
        Format::Xlsx => xlsx_sink("IKM", printer.style(), &mut out),
        Format::Text | Format::Svg | _ => {
            return Err(ReportError::ListFile(path.display().to_string()).into());
        }
    };
    let outcome = app.export(settings, listing.as_mut())?;
    drop(listing);
    out.finish().map_err(unwritable(path))?;
    Ok(outcome)
}

fn record(outcome: ExportOutcome, path: &Path) -> Record {
    let personal = outcome.personal.into_iter().map(|name| Term::new(&*name, &*name, &*name));
    Record::new()
        .with("out", "Berkas", "File", path.display().to_string())
        .with("rows", "IKM", "IKM", outcome.rows)
        .words("personal", "Data pribadi", "Personal data", personal.collect())
}
