use std::io::{self, Write};

use ikm_core::Lang;

use crate::error::ReportError;
use crate::format::Style;
use crate::model::{Chart, Report, Section, Table, Unit};
use crate::paper::{Grid, pad, shorten, width, wrap};
use crate::show;

/// Writes the report for a terminal or a printer, no line wider than the page.
pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> Result<(), ReportError> {
    write_heading(report, style, out)?;
    for section in &report.sections {
        writeln!(out)?;
        match section {
            Section::Table(table) => write_table(report, table, style, out)?,
            Section::Chart(chart) => write_chart(chart, style, out)?,
            Section::Note(note) => write_lines(note.pick(style.lang), style, out)?,
        }
    }
    Ok(())
}

fn write_heading(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    write_lines(report.title.pick(style.lang), style, out)?;
    write_lines(&report.heading.association, style, out)?;
    write_lines(&show::when(&report.heading, style.lang), style, out)?;
    writeln!(out, "{}", "═".repeat(style.page_width()))
}

fn write_table(
    report: &Report,
    table: &Table,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    // The only table of a report would repeat the report's own title.
    if report.tables().nth(1).is_some() {
        write_lines(table.title().pick(style.lang), style, out)?;
        writeln!(out)?;
    }
    if table.rows().is_empty() {
        return write_lines(style.lang.pick("Belum ada isinya.", "Nothing here yet."), style, out);
    }
    let mut grid = Grid::new(table.columns(), style);
    let rows: Vec<Vec<String>> =
        table.rows().iter().map(|row| grid.row(table.columns(), row)).collect();
    let totals = table.totals().map(|row| grid.row(table.columns(), row));
    grid.page(&rows, totals.as_deref(), out)
}

/// Writes a chart as rows of blocks, an eighth of a column fine.
fn write_chart(chart: &Chart, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let page = style.page_width();
    write_lines(&chart_title(chart, style.lang), style, out)?;
    writeln!(out)?;
    let labels: Vec<String> = chart
        .bars
        .iter()
        .map(|bar| shorten(&show::clean(bar.label.pick(style.lang)), page / 3))
        .collect();
    let values: Vec<String> = chart.bars.iter().map(|bar| style.lang.number(bar.value)).collect();
    let label_width = labels.iter().map(|label| width(label)).max().unwrap_or_default();
    let value_width = values.iter().map(|value| width(value)).max().unwrap_or_default();
    let room = page.saturating_sub(label_width + value_width + 4);
    let longest = chart.bars.iter().map(|bar| bar.value.unsigned_abs()).max().unwrap_or_default();
    for ((bar, label), value) in chart.bars.iter().zip(&labels).zip(&values) {
        let label = pad(label, label_width, false);
        let value = pad(value, value_width, true);
        let line = format!("{label}  {value}  {}", blocks(bar.value, longest, room));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The chart's title with its unit.
pub(super) fn chart_title(chart: &Chart, lang: Lang) -> String {
    let title = chart.title.pick(lang);
    match chart.unit {
        Unit::Count => title.to_owned(),
        Unit::Money => format!("{title} (Rp)"),
    }
}

/// A bar in which `longest` fills `room` columns; light where the value is below zero.
fn blocks(value: i64, longest: u64, room: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let room = u128::try_from(room).unwrap_or_default();
    let eighths = (u128::from(value.unsigned_abs()) * room * 8)
        .checked_div(u128::from(longest))
        .unwrap_or_default();
    let whole = usize::try_from(eighths / 8).unwrap_or_default();
    if value < 0 {
        return "░".repeat(whole);
    }
    let part = usize::try_from(eighths % 8).ok().and_then(|i| EIGHTHS.get(i)).copied();
    "█".repeat(whole) + part.unwrap_or_default()
}

/// Writes running text, broken at the edge of the page.
fn write_lines(text: &str, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for line in wrap(&show::clean(text), style.page_width()) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
