//! A report as a workbook: a sheet a table, and one for the charts.

use std::io::{self, Write};

use chrono::Datelike as _;
use ikm_core::Lang;
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Chart as Picture, ChartType, Color, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::text::chart_title;
use crate::error::ReportError;
use crate::model::{Cell, Chart, Column, Kind, Report, Table, Unit};
use crate::show;

/// Writes the whole report. Its words are in `lang`; texts are texts, whatever they begin with.
pub(super) fn write(report: &Report, lang: Lang, out: &mut dyn Write) -> Result<(), ReportError> {
    let bytes = workbook(report, lang).and_then(|mut book| book.save_to_buffer());
    out.write_all(&bytes.map_err(io::Error::other)?)?;
    Ok(out.flush()?)
}

fn workbook(report: &Report, lang: Lang) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let as_of = report.heading.as_of;
    let mut properties = DocProperties::new()
        .set_title(show::clean(report.title.pick(lang)))
        .set_company(show::clean(&report.heading.association));
    // The report's own day, so that the same figures give the same bytes.
    if let Ok(day) = date(as_of) {
        properties = properties.set_creation_datetime(&day);
    }
    book.set_properties(&properties);
    let mut names = SheetNames::default();
    for table in report.tables() {
        let sheet = book.add_worksheet();
        sheet.set_name(names.next(table.title().pick(lang)))?;
        write_table(sheet, report, table, lang)?;
    }
    if report.charts().next().is_some() {
        let sheet = book.add_worksheet();
        let name = names.next(lang.pick("Grafik", "Charts"));
        sheet.set_name(&name)?;
        write_charts(sheet, &name, report, lang)?;
    }
    Ok(book)
}

/// Names of sheets: at most 31 characters, none twice, and without what a name may not have.
#[derive(Default)]
struct SheetNames(Vec<String>);

impl SheetNames {
    fn next(&mut self, title: &str) -> String {
        let allowed = |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
        let title: String = show::clean(title).chars().filter(|c| allowed(*c)).take(28).collect();
        let title = if title.trim().is_empty() { "-" } else { title.trim() };
        let taken = |name: &String| self.0.iter().any(|n| n.to_lowercase() == name.to_lowercase());
        let others = (2..100).map(|number| format!("{title} {number}"));
        let name = std::iter::once(title.to_owned()).chain(others).find(|name| !taken(name));
        let name = name.unwrap_or_default();
        self.0.push(name.clone());
        name
    }
}

/// Where a sheet is written to next.
struct Pen<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
}

impl Pen<'_> {
    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, cut(&show::clean(text)), format)?;
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, report: &Report, lang: Lang) -> Result<(), XlsxError> {
        let title = Format::new().set_bold().set_font_size(14);
        self.line(report.title.pick(lang), &title)?;
        self.line(&report.heading.association, &Format::new())?;
        self.line(&show::when(&report.heading, lang), &Format::new())?;
        self.row += 1;
        Ok(())
    }
}

fn write_table(
    sheet: &mut Worksheet,
    report: &Report,
    table: &Table,
    lang: Lang,
) -> Result<(), XlsxError> {
    let mut pen = Pen { sheet, row: 0 };
    pen.heading(report, lang)?;
    // The only table of a report would repeat the report's own title.
    if report.tables().nth(1).is_some() {
        pen.line(table.title().pick(lang), &Format::new().set_bold())?;
    }
    let header = pen.row;
    for (at, column) in (0_u16..).zip(table.columns()) {
        let format = header_format(column.kind());
        let title = cut(&show::clean(column.title().pick(lang)));
        pen.sheet.write_string_with_format(header, at, title, &format)?;
        pen.sheet.set_column_width(at, width(table, at.into(), lang))?;
    }
    pen.row += 1;
    let formats: Vec<Format> = table.columns().iter().map(cell_format).collect();
    for row in table.rows() {
        write_row(pen.sheet, pen.row, row, &formats, lang)?;
        pen.row += 1;
    }
    if let Some(totals) = table.totals() {
        let bold = |format: Format| format.set_bold().set_border_top(FormatBorder::Thin);
        let formats: Vec<Format> = formats.into_iter().map(bold).collect();
        write_row(pen.sheet, pen.row, totals, &formats, lang)?;
        pen.row += 1;
    }
    pen.row += 1;
    for note in report.notes() {
        pen.line(note.pick(lang), &Format::new().set_italic())?;
    }
    let last = u16::try_from(table.columns().len()).unwrap_or(u16::MAX).saturating_sub(1);
    let sheet = pen.sheet;
    sheet.set_freeze_panes(header + 1, names_of_rows(table))?;
    sheet.set_repeat_rows(header, header)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.ignore_error_range(
        header,
        0,
        pen.row,
        last,
        rust_xlsxwriter::IgnoreError::NumberStoredAsText,
    )?;
    Ok(())
}

/// How many columns at the left say what a row is: up to the first one with a name on paper.
fn names_of_rows(table: &Table) -> u16 {
    let names = |column: &Column| column.is_on_paper() && column.kind() == Kind::Text;
    let at = table.columns().iter().position(names).map_or(0, |at| at + 1);
    if at >= table.columns().len() { 0 } else { u16::try_from(at).unwrap_or_default() }
}

fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[Cell],
    formats: &[Format],
    lang: Lang,
) -> Result<(), XlsxError> {
    for ((at, cell), format) in (0_u16..).zip(cells).zip(formats) {
        let number = |sheet: &mut Worksheet, number: Decimal| match exact(number) {
            Some(float) => sheet.write_number_with_format(row, at, float, format).map(drop),
            None => sheet.write_string_with_format(row, at, number.to_string(), format).map(drop),
        };
        match cell {
            Cell::Empty => sheet.write_blank(row, at, format).map(drop)?,
            Cell::Text(text) => {
                sheet.write_string_with_format(row, at, cut(&show::clean(text)), format)?;
            }
            Cell::Term(term) => {
                let words = show::clean(term.text.pick(lang));
                sheet.write_string_with_format(row, at, cut(&words), format)?;
            }
            Cell::Count(count) => number(sheet, (*count).into())?,
            Cell::Signed(count) => number(sheet, (*count).into())?,
            Cell::Money(amount) => number(sheet, amount.get().into())?,
            Cell::Weight(weight) => number(sheet, weight.get().into())?,
            Cell::Decimal(decimal) => number(sheet, *decimal)?,
            // The format multiplies by a hundred.
            Cell::Percent(percent) => number(sheet, percent * Decimal::new(1, 2))?,
            Cell::Date(day) => match date(*day) {
                Ok(day) => sheet.write_datetime_with_format(row, at, &day, format).map(drop)?,
                Err(_before_1900) => {
                    sheet.write_string_with_format(row, at, day.to_string(), format)?;
                }
            },
            Cell::Flag(flag) => {
                let word = if *flag { lang.pick("ya", "yes") } else { lang.pick("tidak", "no") };
                sheet.write_string_with_format(row, at, word, format)?;
            }
        }
    }
    Ok(())
}

/// The number as the only kind that a spreadsheet knows, where it keeps every digit: it has
/// fifteen.
fn exact(number: Decimal) -> Option<f64> {
    let number = number.normalize();
    let fits = number.mantissa().unsigned_abs() <= 999_999_999_999_999;
    if fits { number.to_string().parse().ok() } else { None }
}

fn date(day: chrono::NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let (year, month, day) = (day.year(), day.month(), day.day());
    // Years before 1900 are none to a spreadsheet, and the first months of that one are wrong.
    let year = u16::try_from(year).ok().filter(|year| *year > 1900).unwrap_or_default();
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    ExcelDateTime::from_ymd(year, small(month), small(day))
}

/// The text as far as a cell holds it.
fn cut(text: &str) -> String {
    let mut units = 0;
    text.chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= 32_767
        })
        .collect()
}

fn header_format(kind: Kind) -> Format {
    let align = if kind.is_right_aligned() { FormatAlign::Right } else { FormatAlign::Left };
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(align)
        .set_align(FormatAlign::Bottom)
        .set_background_color(Color::RGB(0x00E2_E8F0))
        .set_border_bottom(FormatBorder::Thin)
}

fn cell_format(column: &Column) -> Format {
    let dash = if column.is_dashed() { ";\"-\"" } else { "" };
    let format = match column.kind() {
        Kind::Text => "@".to_owned(),
        Kind::Count if column.is_dashed() => format!("#,##0;-#,##0{dash}"),
        Kind::Count => "#,##0".to_owned(),
        Kind::Money => format!("\"Rp\" #,##0;-\"Rp\" #,##0{dash}"),
        Kind::Percent => "0.00%".to_owned(),
        Kind::Decimal | Kind::Flag => "General".to_owned(),
        Kind::Date => "dd mmm yyyy".to_owned(),
        Kind::Weight => "#,##0\" g\"".to_owned(),
    };
    Format::new().set_num_format(format)
}

/// A width in characters in which the longest cell of the column stands.
fn width(table: &Table, at: usize, lang: Lang) -> u16 {
    let Some(column) = table.columns().get(at) else { return 10 };
    let rows = table.rows().iter().map(Vec::as_slice).chain(table.totals());
    let cells = rows.filter_map(|row| row.get(at));
    let length = |cell| show::on_paper(cell, column, lang).chars().count();
    let unit = match column.kind() {
        Kind::Money | Kind::Weight | Kind::Percent => 4,
        Kind::Text | Kind::Count | Kind::Decimal | Kind::Date | Kind::Flag => 1,
    };
    let longest = cells.map(length).max().unwrap_or_default() + unit;
    // A header wraps between its words.
    let words = column.title().pick(lang).split(' ').map(|word| word.chars().count());
    let longest = longest.max(words.max().unwrap_or_default() + 2).clamp(6, 60);
    u16::try_from(longest).unwrap_or(60)
}

/// Writes the charts, each with the figures that it draws beside it.
fn write_charts(
    sheet: &mut Worksheet,
    name: &str,
    report: &Report,
    lang: Lang,
) -> Result<(), XlsxError> {
    let mut pen = Pen { sheet, row: 0 };
    pen.heading(report, lang)?;
    pen.sheet.set_column_width(0, 36)?.set_column_width(1, 20)?;
    for chart in report.charts() {
        let title = show::clean(&chart_title(chart, lang));
        pen.line(&title, &Format::new().set_bold())?;
        let first = pen.row;
        write_bars(&mut pen, chart, lang)?;
        if pen.row > first {
            let last = pen.row - 1;
            let mut picture = Picture::new(ChartType::Bar);
            let series = picture.add_series();
            series.set_categories((name, first, 0, last, 0));
            series.set_values((name, first, 1, last, 1)).set_gap(40);
            picture.title().set_name(&title);
            picture.legend().set_hidden();
            // The first bar stands at the top, as on paper.
            picture.x_axis().set_reverse();
            let height = (last - first + 1).saturating_mul(22).clamp(120, 900) + 90;
            picture.set_width(640).set_height(height);
            pen.sheet.insert_chart(first.saturating_sub(1), 3, &picture)?;
            // A row is 20 pixels high.
            pen.row = pen.row.max(first + height / 20);
        }
        pen.row += 2;
    }
    Ok(())
}

fn write_bars(pen: &mut Pen<'_>, chart: &Chart, lang: Lang) -> Result<(), XlsxError> {
    let kind = match chart.unit {
        Unit::Count => Kind::Count,
        Unit::Money => Kind::Money,
    };
    let format = cell_format(&Column::new("value", kind, "", ""));
    for bar in &chart.bars {
        let label = cut(&show::clean(bar.label.pick(lang)));
        pen.sheet.write_string(pen.row, 0, label)?;
        if let Some(value) = exact(bar.value.into()) {
            pen.sheet.write_number_with_format(pen.row, 1, value, &format)?;
        }
        pen.row += 1;
    }
    Ok(())
}
