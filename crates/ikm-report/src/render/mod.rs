//! A report written down: one file a format over one model.

mod json;
mod svg;
mod text;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::io::Write;

use crate::error::ReportError;
use crate::format::{Format, ListFormat, Style};
use crate::model::{Report, Table};
use crate::sink::sink;

/// Writes the report to `out`.
///
/// * text holds everything, a chart as a row of blocks;
/// * CSV holds the main table alone ([`Report::main_table`]), without its totals;
/// * JSON holds everything;
/// * SVG holds the charts alone;
/// * a spreadsheet (XLSX) holds everything: a sheet a table, and one for the charts.
///
/// # Errors
///
/// [`ReportError::NoTable`] for CSV and [`ReportError::NoChart`] for SVG when the report has none,
/// [`ReportError::Write`] when writing fails.
pub fn render(
    report: &Report,
    format: Format,
    style: Style,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    match format {
        Format::Text => text::write(report, style, out),
        Format::Csv => {
            let table =
                report.main_table().ok_or_else(|| ReportError::NoTable(report.name.clone()))?;
            write_csv(table, out)
        }
        Format::Json => json::write(report, style.lang, out),
        Format::Svg => svg::write(report, style.lang, out),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => xlsx::write(report, style.lang, out),
    }
}

/// Writes one table as CSV, without its totals, so that a sum over a column is right.
///
/// # Errors
///
/// [`ReportError::Write`] when writing fails.
pub fn write_csv(table: &Table, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut rows = sink(ListFormat::Csv, Style::default(), out);
    rows.begin(table.columns())?;
    for row in table.rows() {
        rows.row(row)?;
    }
    rows.end(None)
}
