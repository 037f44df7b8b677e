//! Listings that stream: row in, row out, however many there are.

mod csv;
mod json;
mod table;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::io::Write;

use crate::error::ReportError;
use crate::format::{ListFormat, Style};
use crate::model::{Cell, Column};

pub(crate) use self::json::RowObject;
#[cfg(feature = "xlsx")]
pub use self::xlsx::xlsx_sink;

/// Takes the rows of one listing, one after another, and never holds them all.
pub trait RowSink {
    /// Begins the listing. It comes first, and once.
    ///
    /// # Errors
    ///
    /// [`ReportError::BadColumns`] for columns that files cannot tell apart, and
    /// [`ReportError::Write`] when writing fails.
    fn begin(&mut self, columns: &[Column]) -> Result<(), ReportError>;

    /// Takes a row.
    ///
    /// # Errors
    ///
    /// [`ReportError::Ragged`] or [`ReportError::WrongKind`] when the row does not fit the columns,
    /// [`ReportError::Write`] when writing fails.
    fn row(&mut self, cells: &[Cell]) -> Result<(), ReportError>;

    /// Ends the listing. Paper shows the totals; a CSV file and a JSON array leave them out, so that
    /// whoever adds up a column does not count everything twice.
    ///
    /// # Errors
    ///
    /// As [`RowSink::row`].
    fn end(&mut self, totals: Option<&[Cell]>) -> Result<(), ReportError>;
}

/// The sink that writes a listing to `out` in `format`.
///
/// ```
/// use ikm_core::Lang;
/// use ikm_report::{Column, Kind, ListFormat, Style, sink};
/// # fn main() -> Result<(), ikm_report::ReportError> {
/// let mut out = Vec::new();
/// let mut listing = sink(ListFormat::Csv, Style::new(Lang::Id), &mut out);
/// listing.begin(&[Column::new("name", Kind::Text, "Nama", "Name")])?;
/// listing.row(&["Rendang Uni".into()])?;
/// listing.end(None)?;
/// drop(listing);
/// assert_eq!(out, b"name\nRendang Uni\n");
/// # Ok(())
/// # }
/// ```
pub fn sink<'w>(format: ListFormat, style: Style, out: impl Write + 'w) -> Box<dyn RowSink + 'w> {
    match format {
        ListFormat::Table => Box::new(table::TableSink::new(style, out)),
        ListFormat::Json => Box::new(json::JsonSink::new(out)),
        ListFormat::Csv => Box::new(csv::CsvSink::new(out)),
    }
}
