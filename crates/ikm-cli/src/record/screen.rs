//! Records as people read them.

use std::io::Write;

use ikm_core::Lang;
use ikm_report::{Cell, ListFormat, ReportError, Style, sink};

use super::{Field, Record, Rows, Value};
use crate::errors::one_line;

/// Writes a value a line, its label in front; groups and tables come below.
pub(crate) fn write(record: &Record, style: Style, out: &mut dyn Write) -> Result<(), ReportError> {
    write_lines(record, style.lang, "", out)?;
    for field in record.fields() {
        let Some(label) = &field.label else { continue };
        let title = one_line(label.pick(style.lang));
        match &field.value {
            Value::Record(group) if !group.fields().is_empty() => {
                writeln!(out, "\n{title}")?;
                write_lines(group, style.lang, "  ", out)?;
            }
            Value::Rows(rows) if !rows.rows.is_empty() => {
                writeln!(out, "\n{title}\n")?;
                write_rows(rows, style, out)?;
            }
            Value::Record(_) | Value::Rows(_) | Value::Cell(_) | Value::Words(_) => {}
        }
    }
    Ok(())
}

fn write_lines(
    record: &Record,
    lang: Lang,
    indent: &str,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let lines: Vec<(String, String)> =
        record.fields().iter().filter_map(|field| line(field, lang)).collect();
    let width = lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
    for (label, value) in lines {
        let blanks = width.saturating_sub(label.chars().count());
        writeln!(out, "{indent}{label}:{:blanks$} {value}", "")?;
    }
    Ok(())
}

fn line(field: &Field, lang: Lang) -> Option<(String, String)> {
    let label = field.label.as_ref()?.pick(lang);
    let value = match &field.value {
        Value::Cell(cell) => on_screen(cell, lang),
        Value::Words(words) if words.is_empty() => "-".to_owned(),
        Value::Words(words) => {
            words.iter().map(|word| word.text.pick(lang)).collect::<Vec<_>>().join(", ")
        }
        Value::Record(_) | Value::Rows(_) => return None,
    };
    Some((one_line(label), one_line(&value)))
}

fn write_rows(rows: &Rows, style: Style, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut table = sink(ListFormat::Table, style, out);
    table.begin(&rows.columns)?;
    for row in &rows.rows {
        table.row(row)?;
    }
    table.end(None)
}

/// The cell as people read it beside its label, where no header names its unit.
pub(crate) fn on_screen(cell: &Cell, lang: Lang) -> String {
    let count = |number: u64| {
        i64::try_from(number).map_or_else(|_beyond| number.to_string(), |n| lang.number(n))
    };
    match cell {
        Cell::Empty => "-".to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Term(term) => term.text.pick(lang).to_owned(),
        Cell::Count(number) => count(*number),
        Cell::Signed(number) => lang.number(*number),
        Cell::Money(amount) => amount.display(lang),
        Cell::Percent(percent) => {
            format!("{}%", percent.to_string().replace('.', &lang.decimal_mark().to_string()))
        }
        Cell::Decimal(number) => number.to_string().replace('.', &lang.decimal_mark().to_string()),
        Cell::Date(day) => lang.date(*day),
        Cell::Weight(weight) => weight.display(lang),
        Cell::Flag(true) => lang.pick("ya", "yes").to_owned(),
        Cell::Flag(false) => lang.pick("tidak", "no").to_owned(),
    }
}
