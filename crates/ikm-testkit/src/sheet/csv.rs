//! The list as text.

use std::borrow::Borrow;
use std::io::{self, Write};

use super::{Cell, Row};

/// Writes rows as CSV (RFC 4180 with line feeds), with `delimiter` between the cells: a comma, or the
/// semicolon that Indonesian spreadsheets use.
///
/// # Errors
///
/// Whatever `out` refuses.
pub fn write_csv<R: Borrow<Row>>(
    rows: impl IntoIterator<Item = R>,
    mut out: impl Write,
    delimiter: u8,
) -> io::Result<()> {
    for row in rows {
        for (column, cell) in row.borrow().iter().enumerate() {
            if column > 0 {
                out.write_all(&[delimiter])?;
            }
            match cell {
                Cell::Empty => {}
                Cell::Number(number) => write!(out, "{number}")?,
                Cell::Text(text) => write_text(&mut out, text, delimiter)?,
            }
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn write_text(out: &mut impl Write, text: &str, delimiter: u8) -> io::Result<()> {
    let special = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r');
    if text.bytes().any(special) {
        write!(out, "\"{}\"", text.replace('"', "\"\""))
    } else {
        out.write_all(text.as_bytes())
    }
}
