//! Cells as the XML of a sheet.

use std::fmt::Write as _;

use chrono::NaiveDate;
use ikm_core::guard::guarded_in_sheet;

use crate::error::ReportError;
use crate::model::{Cell, Column};

/// The longest text that a cell holds, in UTF-16 units (Excel's own limit).
const MAX_TEXT: usize = 32_767;

/// The numbers of the formats in [`super::package::STYLES`].
pub(super) const HEADER: u8 = 1;
const TEXT: u8 = 2;
const WHOLE: u8 = 3;
const DAY: u8 = 4;

pub(super) fn open_row(row: u32, out: &mut String) {
    // Writing to a String cannot fail; so for every line below.
    let _ = write!(out, "<row r=\"{row}\">");
}

pub(super) fn close_row(out: &mut String) {
    out.push_str("</row>");
}

pub(super) fn header(key: &str, at: usize, row: u32, out: &mut String) -> Result<(), ReportError> {
    text(key, key, HEADER, (at, row), out)
}

/// Writes a cell; what is empty takes no room.
pub(super) fn value(
    cell: &Cell,
    column: &Column,
    at: usize,
    row: u32,
    out: &mut String,
) -> Result<(), ReportError> {
    let place = (at, row);
    let as_text = |written: &str, out: &mut String| text(written, column.key(), TEXT, place, out);
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(words) => return as_text(words, out),
        Cell::Term(term) => return as_text(&term.code, out),
        Cell::Flag(flag) => {
            open_cell(place, 0, Some("b"), out);
            let _ = write!(out, "<v>{}</v></c>", u8::from(*flag));
        }
        Cell::Date(day) => match day_number(*day) {
            Some(number) => number_cell(&number.to_string(), DAY, place, out),
            None => return as_text(&day.to_string(), out),
        },
        Cell::Percent(number) | Cell::Decimal(number) => {
            return decimal(&number.to_string(), 0, column, place, out);
        }
        Cell::Count(count) => return decimal(&count.to_string(), WHOLE, column, place, out),
        Cell::Signed(number) => return decimal(&number.to_string(), WHOLE, column, place, out),
        Cell::Money(amount) => {
            return decimal(&amount.get().to_string(), WHOLE, column, place, out);
        }
        Cell::Weight(weight) => {
            return decimal(&weight.get().to_string(), WHOLE, column, place, out);
        }
    }
    Ok(())
}

/// Writes a number, or its text where a spreadsheet would lose digits of it: it keeps fifteen.
fn decimal(
    digits: &str,
    style: u8,
    column: &Column,
    place: (usize, u32),
    out: &mut String,
) -> Result<(), ReportError> {
    let significant = digits.bytes().filter(u8::is_ascii_digit).count();
    if significant > 15 {
        return text(digits, column.key(), TEXT, place, out);
    }
    number_cell(digits, style, place, out);
    Ok(())
}

fn number_cell(digits: &str, style: u8, place: (usize, u32), out: &mut String) {
    open_cell(place, style, None, out);
    let _ = write!(out, "<v>{digits}</v></c>");
}

fn text(
    words: &str,
    key: &str,
    style: u8,
    place: (usize, u32),
    out: &mut String,
) -> Result<(), ReportError> {
    if words.is_empty() {
        return Ok(());
    }
    // No text has more UTF-16 units than bytes, so that most need not be counted.
    if words.len() > MAX_TEXT && words.encode_utf16().count() > MAX_TEXT {
        return Err(ReportError::LongText { column: key.to_owned(), row: place.1 });
    }
    open_cell(place, style, Some("inlineStr"), out);
    out.push_str("<is><t xml:space=\"preserve\">");
    escape(&guarded_in_sheet(words), out);
    out.push_str("</t></is></c>");
    Ok(())
}

fn open_cell((at, row): (usize, u32), style: u8, kind: Option<&str>, out: &mut String) {
    out.push_str("<c r=\"");
    column_letters(at, out);
    let _ = write!(out, "{row}\"");
    if style > 0 {
        let _ = write!(out, " s=\"{style}\"");
    }
    if let Some(kind) = kind {
        let _ = write!(out, " t=\"{kind}\"");
    }
    out.push('>');
}

/// `A` to `Z`, `AA` and so on.
pub(super) fn column_letters(at: usize, out: &mut String) {
    if at >= 26 {
        column_letters(at / 26 - 1, out);
    }
    let letter = u8::try_from(at % 26).unwrap_or_default();
    out.push(char::from(b'A' + letter));
}

/// The day as spreadsheets count it: days since 30 December 1899, right from 1 March 1900 on.
fn day_number(day: NaiveDate) -> Option<i64> {
    let origin = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let number = (day - origin).num_days();
    (61..=2_958_465).contains(&number).then_some(number)
}

/// Writes text into XML. A sign that XML cannot hold is written `_x0007_`, as spreadsheets do
/// (ECMA-376, `ST_Xstring`), and so is the underscore of a text that only looks so.
pub(super) fn escape(words: &str, out: &mut String) {
    for (at, c) in words.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "_x{:04X}_", u32::from(c));
            }
            '_' if looks_escaped(words.get(at..).unwrap_or_default()) => out.push_str("_x005F_"),
            c => out.push(c),
        }
    }
}

fn looks_escaped(rest: &str) -> bool {
    match rest.as_bytes() {
        [b'_', b'x', digits @ ..] => {
            digits.get(4) == Some(&b'_')
                && digits.get(..4).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
        }
        _ => false,
    }
}
