use std::io::Write;

use ikm_core::guard::guarded_cell;

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
    // A number or a day runs nothing, whatever its sign.
    let is_text = matches!(cell, Cell::Text(_) | Cell::Term(_));
    let written = if is_text { guarded_cell(buffer) } else { buffer.as_str().into() };
    out.write_field(written.as_ref()).map_err(|error| ReportError::Write(error.into()))
}

fn end_line<W: Write>(out: &mut csv::Writer<W>) -> Result<(), ReportError> {
    out.write_record(None::<&[u8]>).map_err(|error| ReportError::Write(error.into()))
}
