//! A listing as a spreadsheet, written straight into its container: a row is compressed and gone.
//!
//! The report crate's other spreadsheets come from `rust_xlsxwriter`, which holds a sheet in memory
//! or in a temporary file, and panics when the disk of that file is full. A million rows want
//! neither, and a listing needs so little of the format that it is written here.

mod cell;
mod package;

use std::io::Write;

use super::RowSink;
use crate::error::ReportError;
use crate::format::Style;
use crate::model::{Cell, Column, check_columns, check_row};
use crate::show;

use self::package::Package;

/// How many rows are held to find the widths of the columns.
const PAGE: usize = 200;
/// The most rows of a sheet, the header among them (ECMA-376: 2^20).
const MAX_ROWS: u32 = 1 << 20;

/// The sink that writes a listing to `out` as a spreadsheet (XLSX): a frozen header of keys, numbers
/// as numbers, days as days, and every text as text, so that no spreadsheet changes a NIK, a NIB or
/// a telephone, or runs a formula. What does not fit one sheet goes on in the next.
///
/// ```
/// use ikm_core::Lang;
/// use ikm_report::{Column, Kind, Style, xlsx_sink};
/// # fn main() -> Result<(), ikm_report::ReportError> {
/// let mut out = Vec::new();
/// let mut listing = xlsx_sink("IKM", Style::new(Lang::Id), &mut out);
/// listing.begin(&[Column::new("nik", Kind::Text, "NIK", "NIK")])?;
/// listing.row(&["1301054101900001".into()])?;
/// listing.end(None)?;
/// drop(listing);
/// assert!(out.starts_with(b"PK"));
/// # Ok(())
/// # }
/// ```
pub fn xlsx_sink<'w>(
    sheet_name: impl Into<String>,
    style: Style,
    out: impl Write + 'w,
) -> Box<dyn RowSink + 'w> {
    Box::new(XlsxSink::new(sheet_name.into(), style, MAX_ROWS, out))
}

struct XlsxSink<W: Write> {
    package: Package<W>,
    style: Style,
    max_rows: u32,
    columns: Vec<Column>,
    /// The first rows, until enough of them are known to say how wide the columns are.
    held: Vec<Vec<Cell>>,
    /// The widths of the columns in characters, once they are known.
    widths: Option<Vec<usize>>,
    /// The rows of the sheet under way, its header among them.
    rows: u32,
    line: String,
}

impl<W: Write> XlsxSink<W> {
    fn new(sheet_name: String, style: Style, max_rows: u32, out: W) -> Self {
        Self {
            package: Package::new(sheet_name, out),
            style,
            max_rows,
            columns: Vec::new(),
            held: Vec::new(),
            widths: None,
            rows: 0,
            line: String::new(),
        }
    }

    /// Begins the first sheet and writes the rows that were held.
    fn begin_sheets(&mut self) -> Result<(), ReportError> {
        let widths = self.find_widths();
        self.begin_sheet(&widths)?;
        self.widths = Some(widths);
        for row in std::mem::take(&mut self.held) {
            self.write(&row)?;
        }
        Ok(())
    }

    fn find_widths(&self) -> Vec<usize> {
        let of_column = |(at, column): (usize, &Column)| {
            let cells = self.held.iter().filter_map(|row| row.get(at));
            let longest = cells
                .map(|cell| show::on_paper(cell, column, self.style.lang).chars().count())
                .max()
                .unwrap_or_default();
            longest.max(column.key().chars().count()).clamp(6, 50) + 2
        };
        self.columns.iter().enumerate().map(of_column).collect()
    }

    fn begin_sheet(&mut self, widths: &[usize]) -> Result<(), ReportError> {
        self.package.begin_sheet(widths)?;
        self.line.clear();
        cell::open_row(1, &mut self.line);
        for (at, column) in self.columns.iter().enumerate() {
            cell::header(column.key(), at, 1, &mut self.line)?;
        }
        cell::close_row(&mut self.line);
        self.rows = 1;
        self.package.write(&self.line)
    }

    fn write(&mut self, cells: &[Cell]) -> Result<(), ReportError> {
        if self.rows >= self.max_rows || self.package.is_full() {
            self.package.end_sheet(self.columns.len(), self.rows)?;
            let widths = self.widths.clone().unwrap_or_default();
            self.begin_sheet(&widths)?;
        }
        self.rows += 1;
        self.line.clear();
        cell::open_row(self.rows, &mut self.line);
        for ((at, column), value) in self.columns.iter().enumerate().zip(cells) {
            cell::value(value, column, at, self.rows, &mut self.line)?;
        }
        cell::close_row(&mut self.line);
        self.package.write(&self.line)
    }
}

impl<W: Write> RowSink for XlsxSink<W> {
    fn begin(&mut self, columns: &[Column]) -> Result<(), ReportError> {
        check_columns(columns)?;
        columns.clone_into(&mut self.columns);
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), ReportError> {
        check_row(&self.columns, cells)?;
        if self.widths.is_some() {
            return self.write(cells);
        }
        self.held.push(cells.to_vec());
        if self.held.len() >= PAGE { self.begin_sheets() } else { Ok(()) }
    }

    fn end(&mut self, totals: Option<&[Cell]>) -> Result<(), ReportError> {
        if let Some(totals) = totals {
            check_row(&self.columns, totals)?;
        }
        if self.widths.is_none() {
            self.begin_sheets()?;
        }
        self.package.end_sheet(self.columns.len(), self.rows)?;
        self.package.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader as _, Xlsx};

    use super::{RowSink as _, XlsxSink};
    use crate::format::Style;
    use crate::model::{Column, Kind};

    /// A real sheet has room for a million rows; here it has room for a header and two.
    #[test]
    fn what_does_not_fit_goes_on_in_the_next_sheet() {
        let mut out = Vec::new();
        let mut listing = XlsxSink::new("IKM".to_owned(), Style::default(), 3, &mut out);
        listing.begin(&[Column::new("n", Kind::Count, "N", "N")]).expect("one column");
        for number in 1..=5_u32 {
            listing.row(&[number.into()]).expect("it fits");
        }
        listing.end(None).expect("memory takes it");
        drop(listing);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(out)).expect("a spreadsheet");
        let sheets = book.worksheets();
        let cells = |range: &calamine::Range<calamine::Data>| {
            range.rows().map(|row| row[0].to_string()).collect::<Vec<_>>()
        };
        let found: Vec<_> =
            sheets.iter().map(|(name, range)| (name.as_str(), cells(range))).collect();
        let sheet = |name, rows: &[&str]| (name, rows.iter().map(ToString::to_string).collect());
        let expect: Vec<(&str, Vec<String>)> = vec![
            sheet("IKM", &["n", "1", "2"]),
            sheet("IKM 2", &["n", "3", "4"]),
            sheet("IKM 3", &["n", "5"]),
        ];
        assert_eq!(found, expect);
    }
}
