//! The list as a spreadsheet.

use std::io::{Seek, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

use super::{Cell, HEADINGS, Row, WORKERS_COLUMN};

pub use rust_xlsxwriter::XlsxError;

/// Writes rows as an XLSX file: merged cells in the header, numbers as numbers where they were typed
/// so. The same rows give the same bytes, since the time of creation in the file is a fixed one.
///
/// # Errors
///
/// [`XlsxError`] when there are more rows than a sheet has (1,048,576) or `out` refuses.
pub fn write_xlsx<'a>(
    rows: impl IntoIterator<Item = &'a Row>,
    out: impl Write + Seek + Send,
) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2022, 1, 17)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = book.add_worksheet();
    sheet.set_name("Data IKM")?;
    let header = Format::new().set_bold();
    for (index, row) in (0..).zip(rows) {
        let is_header = is_headings(row);
        for (column, cell) in (0..).zip(row) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) if is_header => merge(sheet, index, column, text, &header)?,
                Cell::Text(text) => {
                    sheet.write_string(index, column, text)?;
                }
                Cell::Number(number) => write_number(sheet, index, column, *number)?,
            }
        }
    }
    book.save_to_writer(out)
}

fn is_headings(row: &Row) -> bool {
    let first = HEADINGS.first().copied().unwrap_or_default();
    matches!(row.first(), Some(Cell::Text(text)) if text == first)
}

/// Stretches a heading over both rows of the header, and *Tenaga Kerja* over its two columns.
fn merge(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if usize::from(column) == WORKERS_COLUMN {
        sheet.merge_range(row, column, row, column + 1, text, format)?;
    } else {
        sheet.merge_range(row, column, row + 1, column, text, format)?;
    }
    Ok(())
}

fn write_number(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    number: i64,
) -> Result<(), XlsxError> {
    // The file format knows only floats; every whole number here has at most 16 digits and is below
    // 2^53, so nothing is lost.
    match number.to_string().parse::<f64>() {
        Ok(number) => sheet.write_number(row, column, number).map(|_| ()),
        Err(_) => sheet.write_string(row, column, number.to_string()).map(|_| ()),
    }
}
