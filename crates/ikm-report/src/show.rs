//! How single values are written: for people in their language, for files in one form for all.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use ikm_core::{DateRange, Lang};
use rust_decimal::Decimal;

use crate::model::{Cell, Column, Heading, Kind};

/// The cell as paper shows it under its column's header, which names the unit.
pub(crate) fn on_paper(cell: &Cell, column: &Column, lang: Lang) -> String {
    match cell {
        Cell::Count(0) | Cell::Signed(0) if column.is_dashed() => "-".to_owned(),
        Cell::Money(amount) if column.is_dashed() && amount.is_zero() => "-".to_owned(),
        Cell::Empty => String::new(),
        Cell::Text(text) => clean(text),
        Cell::Term(term) => clean(term.text.pick(lang)),
        Cell::Count(count) => big_number(i128::from(*count), lang),
        Cell::Signed(number) => lang.number(*number),
        Cell::Money(amount) => lang.number(amount.get()),
        Cell::Percent(number) | Cell::Decimal(number) => decimal(*number, lang),
        Cell::Date(day) => short_date(*day, lang),
        Cell::Weight(weight) => lang.number(i64::from(weight.get())),
        Cell::Flag(flag) => {
            if *flag { lang.pick("ya", "yes") } else { lang.pick("tidak", "no") }.to_owned()
        }
    }
}

/// The column's header on paper, with the unit that its cells leave out.
pub(crate) fn header(column: &Column, lang: Lang) -> String {
    let title = clean(column.title().pick(lang));
    match column.kind() {
        Kind::Money => format!("{title} (Rp)"),
        Kind::Weight => format!("{title} (g)"),
        Kind::Percent => format!("{title} (%)"),
        Kind::Text | Kind::Count | Kind::Decimal | Kind::Date | Kind::Flag => title,
    }
}

/// Writes the cell as files carry it: integers bare, days ISO 8601, terms by their code.
pub(crate) fn in_file(cell: &Cell, out: &mut String) {
    // Writing to a String cannot fail.
    let _ = match cell {
        Cell::Empty => Ok(()),
        Cell::Text(text) => out.write_str(text),
        Cell::Term(term) => out.write_str(&term.code),
        Cell::Count(count) => write!(out, "{count}"),
        Cell::Signed(number) => write!(out, "{number}"),
        Cell::Money(amount) => write!(out, "{}", amount.get()),
        Cell::Percent(number) | Cell::Decimal(number) => write!(out, "{number}"),
        Cell::Date(day) => write!(out, "{day}"),
        Cell::Weight(weight) => write!(out, "{}", weight.get()),
        Cell::Flag(flag) => write!(out, "{flag}"),
    };
}

/// A count with thousands marks; a count may be larger than [`Lang::number`] takes.
fn big_number(number: i128, lang: Lang) -> String {
    i64::try_from(number).map_or_else(|_beyond| number.to_string(), |number| lang.number(number))
}

fn decimal(number: Decimal, lang: Lang) -> String {
    number.to_string().replace('.', &lang.decimal_mark().to_string())
}

/// `31 Jan 2022`. Both languages shorten every month to its first three letters.
fn short_date(day: NaiveDate, lang: Lang) -> String {
    let month: String = lang.month(day).chars().take(3).collect();
    format!("{} {month} {}", day.day(), day.year())
}

/// `Keadaan 31 Januari 2022`, or the period from its first to its last day.
pub(crate) fn when(heading: &Heading, lang: Lang) -> String {
    match heading.period {
        None => format!("{} {}", lang.pick("Keadaan", "As of"), lang.date(heading.as_of)),
        Some(period) => days(period, lang),
    }
}

/// The period as people say it: with its last day, which the half-open range leaves out.
fn days(period: DateRange, lang: Lang) -> String {
    let from = lang.date(period.from());
    match period.until().and_then(|until| until.pred_opt()) {
        None => format!("{} {from}", lang.pick("Sejak", "Since")),
        Some(last) if last == period.from() => from,
        Some(last) => format!("{from} {} {}", lang.pick("s.d.", "to"), lang.date(last)),
    }
}

/// Text that keeps to its line: whatever moves the cursor or turns the direction of writing becomes
/// a space, so that a name from a file cannot rewrite a clerk's terminal.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect()
}
