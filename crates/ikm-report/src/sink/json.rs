use std::io::Write;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::RowSink;
use crate::error::ReportError;
use crate::model::{Cell, Column, check_columns, check_row};

/// An array of objects, one a line, whole JSON at the end however many rows came.
#[derive(Debug)]
pub(super) struct JsonSink<W: Write> {
    out: W,
    columns: Vec<Column>,
    has_rows: bool,
}

impl<W: Write> JsonSink<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, columns: Vec::new(), has_rows: false }
    }
}

impl<W: Write> RowSink for JsonSink<W> {
    fn begin(&mut self, columns: &[Column]) -> Result<(), ReportError> {
        check_columns(columns)?;
        columns.clone_into(&mut self.columns);
        Ok(self.out.write_all(b"[")?)
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), ReportError> {
        check_row(&self.columns, cells)?;
        self.out.write_all(if self.has_rows { b",\n" } else { b"\n" })?;
        self.has_rows = true;
        let row = RowObject { columns: &self.columns, cells };
        serde_json::to_writer(&mut self.out, &row).map_err(|error| ReportError::Write(error.into()))
    }

    fn end(&mut self, totals: Option<&[Cell]>) -> Result<(), ReportError> {
        if let Some(totals) = totals {
            check_row(&self.columns, totals)?;
        }
        self.out.write_all(if self.has_rows { b"\n]\n" } else { b"]\n" })?;
        Ok(self.out.flush()?)
    }
}

/// A row as an object, its keys in the order of the columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowObject<'a> {
    pub(crate) columns: &'a [Column],
    pub(crate) cells: &'a [Cell],
}

impl Serialize for RowObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            object.serialize_entry(column.key(), &CellValue(cell))?;
        }
        object.end()
    }
}

/// A cell as a JSON value. A percentage or another fraction is text, as everywhere in the project, because a JSON
/// number would lose its exactness in most readers.
struct CellValue<'a>(&'a Cell);

impl Serialize for CellValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty => serializer.serialize_unit(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Term(term) => serializer.serialize_str(&term.code),
            Cell::Count(count) => serializer.serialize_u64(*count),
            Cell::Signed(number) => serializer.serialize_i64(*number),
            Cell::Money(amount) => serializer.serialize_i64(amount.get()),
            Cell::Percent(number) | Cell::Decimal(number) => serializer.collect_str(number),
            Cell::Date(day) => serializer.collect_str(day),
            Cell::Weight(weight) => serializer.serialize_u32(weight.get()),
            Cell::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}
