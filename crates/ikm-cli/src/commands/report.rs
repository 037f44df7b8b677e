use std::path::PathBuf;

use ikm_app::reports::ReportName;
use ikm_report::{Format, render};

use super::segment::Which;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::files::{NewFile, unwritable};
use crate::printer::Printer;
use crate::record::Record;
use crate::value;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Name of the report: rekap, growth, members, dues, gallery-stock, gallery-sales, settlement, shipping-savings or trial-balance
    #[arg(value_parser = value::parse::<ReportName>)]
    name: ReportName,
    /// File to write, as text, CSV, XLSX, JSON or SVG by its ending; the terminal unless given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    which: Which,
}

pub(crate) fn run(printer: &Printer, context: &mut Context, args: Args) -> Result<Done, Failure> {
    let app = context.app()?;
    let report = app.report_of(args.name, &args.which.segment(&app)?)?;
    let Some(path) = &args.out else {
        printer.report(&report)?;
        return Ok(Done::Well);
    };
    let format = Format::of_path(path)?;
    let mut out = NewFile::begin(path).map_err(unwritable(path))?;
    render(&report, format, printer.style(), &mut out)?;
    out.finish().map_err(unwritable(path))?;
    let record = Record::new().with("report", "Laporan", "Report", args.name.name()).with(
        "out",
        "Berkas",
        "File",
        path.display().to_string(),
    );
    printer.record(&record)?;
    Ok(Done::Well)
}
