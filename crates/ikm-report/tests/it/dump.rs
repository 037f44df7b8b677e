//! Figures as short text, to be compared with figures that were worked out by hand.

use ikm_core::Lang;
use ikm_report::{Cell, Format, Report, Style, Table, render};

/// The table's rows and totals, a line each, cells parted by `|`, empty cells as `·`.
pub(crate) fn dump(table: &Table) -> String {
    let keys: Vec<&str> = table.columns().iter().map(ikm_report::Column::key).collect();
    let mut lines = vec![keys.join("|")];
    lines.extend(table.rows().iter().map(|row| line(row)));
    lines.extend(table.totals().map(line));
    lines.join("\n")
}

fn line(row: &[Cell]) -> String {
    row.iter().map(cell).collect::<Vec<_>>().join("|")
}

/// What a cell holds, written independently of the crate's own writers.
pub(crate) fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "·".to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Term(term) => term.code.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Signed(number) => number.to_string(),
        Cell::Money(amount) => amount.get().to_string(),
        Cell::Percent(number) | Cell::Decimal(number) => number.to_string(),
        Cell::Date(day) => day.format("%Y-%m-%d").to_string(),
        Cell::Weight(weight) => weight.get().to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

/// The table of the report that bears `name`.
pub(crate) fn table<'a>(report: &'a Report, name: &str) -> &'a Table {
    report.tables().find(|table| table.name() == name).expect("the report has this table")
}

/// Asserts that the table `name` holds just `expect`, written as [`dump`] writes it.
#[track_caller]
pub(crate) fn check(report: &Report, name: &str, expect: &[&str]) {
    assert_eq!(dump(table(report, name)), expect.join("\n"));
}

/// The report written in `format`.
pub(crate) fn write(report: &Report, format: Format, style: Style) -> String {
    let mut out = Vec::new();
    render(report, format, style, &mut out).expect("a report can be written to memory");
    String::from_utf8(out).expect("reports are UTF-8")
}

/// The report as text, 100 columns wide.
pub(crate) fn text(report: &Report, lang: Lang) -> String {
    write(report, Format::Text, Style::new(lang))
}
