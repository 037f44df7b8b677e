use std::io::Write;

use super::RowSink;
use crate::error::ReportError;
use crate::model::{Cell, Column, check_columns, check_row};
use crate::show;

/// Comma-separated, UTF-8, a header of keys, a line a row.
#[derive(Debug)]
pub(super) struct CsvSink<W: Write> {
    out: csv::Writer<W>,
    columns: Vec<Column>,
    buffer: String,
}

impl<W: Write> CsvSink<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out: csv::Writer::from_writer(out), columns: Vec::new(), buffer: String::new() }
    }
}

impl<W: Write> RowSink for CsvSink<W> {
    fn begin(&mut self, columns: &[Column]) -> Result<(), ReportError> {
        check_columns(columns)?;
        columns.clone_into(&mut self.columns);
        header(columns, &mut self.out)
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), ReportError> {
        check_row(&self.columns, cells)?;
        for cell in cells {
            field(cell, &mut self.buffer, &mut self.out)?;
        }
        end_line(&mut self.out)
    }

    fn end(&mut self, totals: Option<&[Cell]>) -> Result<(), ReportError> {
        if let Some(totals) = totals {
            check_row(&self.columns, totals)?;
        }
        Ok(self.out.flush()?)
    }
}

/// Writes the line of keys.
fn header<W: Write>(columns: &[Column], out: &mut csv::Writer<W>) -> Result<(), ReportError> {
    let keys = columns.iter().map(Column::key);
    out.write_record(keys).map_err(|error| ReportError::Write(error.into()))
}

/// Writes one field; `buffer` is only lent, to save an allocation a cell.
fn field<W: Write>(
    cell: &Cell,
    buffer: &mut String,
    out: &mut csv::Writer<W>,
) -> Result<(), ReportError> {
    buffer.clear();
    show::in_file(cell, buffer);
    if matches!(cell, Cell::Text(_) | Cell::Term(_)) && may_run(buffer) {
        buffer.insert(0, '\'');
    }
    out.write_field(&*buffer).map_err(|error| ReportError::Write(error.into()))
}

fn end_line<W: Write>(out: &mut csv::Writer<W>) -> Result<(), ReportError> {
    out.write_record(None::<&[u8]>).map_err(|error| ReportError::Write(error.into()))
}

/// Whether a spreadsheet could take the text for a formula and run it (OWASP, "CSV injection").
///
/// A sign before nothing but digits is left alone: a phone number `+6281…` runs nothing, and with
/// an apostrophe before it no other program would dial it.
fn may_run(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('=' | '@' | '\t' | '\r' | '\n') => true,
        Some('+' | '-') => !chars.all(|c| c.is_ascii_digit()),
        _ => false,
    }
}
