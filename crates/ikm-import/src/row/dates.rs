//! Days: the end of a permit, as people write them and as spreadsheets count them.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::{Draft, PlannedColumn};
use crate::warning::Doubt;

impl Draft<'_> {
    /// The last day of a permit. One without an end has none.
    pub(super) fn last_day(&mut self, column: &PlannedColumn, text: &str) -> Option<NaiveDate> {
        if is_without_end(text) {
            return None;
        }
        let day = parse_day(text);
        if day.is_none() {
            self.warn(&column.header, Doubt::Day(text.to_owned()));
        }
        day
    }
}

fn is_without_end(text: &str) -> bool {
    ["seumur hidup", "selamanya", "tidak terbatas", "tanpa batas", "selama"]
        .iter()
        .any(|word| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)))
}

/// Days from 1954 to 2099 as spreadsheets count them.
const SERIALS: std::ops::RangeInclusive<u64> = 20_000..=73_050;

/// The day that a spreadsheet counts as `serial`. It takes 1900 for a leap year, so that from March
/// 1900 on the days count from 30 December 1899.
fn day_of_serial(serial: Decimal) -> Option<NaiveDate> {
    let days = u64::try_from(serial.trunc()).ok().filter(|days| SERIALS.contains(days))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

/// A day: `2026-03-01`, `1/3/2026`, `1-3-26`, `1 Maret 2026`, the number of a day in a spreadsheet; of
/// a month or a year alone (`Maret 2026`, `2026`) the last day.
pub(super) fn parse_day(text: &str) -> Option<NaiveDate> {
    let text = ["s/d", "s.d.", "sd ", "sampai", "hingga", "tgl", "tanggal", "exp"].iter().fold(
        text.trim(),
        |text, word| match text.get(..word.len()) {
            Some(head) if head.eq_ignore_ascii_case(word) => {
                text.get(word.len()..).unwrap_or_default().trim_start_matches([' ', '.', ':'])
            }
            _ => text,
        },
    );
    // What a program wrote as a date has midnight behind it.
    let text = text.split_once('T').filter(|(day, _)| day.len() == 10).map_or(text, |(day, _)| day);
    let text = text.strip_suffix(" 00:00:00").unwrap_or(text);
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [day, month, year] => day_month_year(day, month, year),
        [month, year] => {
            if let Some(month) = month_of_name(month) {
                return last_of_month(year_of(year)?, month);
            }
            day_of_serial(Decimal::from_str_exact(text).ok()?)
        }
        [number] if number.len() == 4 => NaiveDate::from_ymd_opt(number.parse().ok()?, 12, 31),
        [number] => day_of_serial(Decimal::from_str_exact(number).ok()?),
        _ => None,
    }
}

fn day_month_year(first: &str, second: &str, third: &str) -> Option<NaiveDate> {
    if first.len() == 4 {
        return NaiveDate::from_ymd_opt(year_of(first)?, month_of(second)?, third.parse().ok()?);
    }
    let year = year_of(third)?;
    if let Some(month) = month_of_name(first) {
        // March 1, 2026
        return NaiveDate::from_ymd_opt(year, month, second.parse().ok()?);
    }
    let (day, month): (u32, u32) = (first.parse().ok()?, month_of(second)?);
    // Where the second cannot be a month, an American wrote the month first.
    NaiveDate::from_ymd_opt(year, month, day).or_else(|| NaiveDate::from_ymd_opt(year, day, month))
}

/// A year of four digits, or of two in this century.
fn year_of(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        2 => Some(2000 + year),
        4 => Some(year).filter(|year| (1900..2200).contains(year)),
        _ => None,
    }
}

fn month_of(text: &str) -> Option<u32> {
    month_of_name(text).or_else(|| text.parse().ok())
}

/// The beginnings of the names of the months, Indonesian and English.
const MONTHS: [(u32, &str); 16] = [
    (1, "jan"),
    (2, "feb"),
    (2, "peb"),
    (3, "mar"),
    (4, "apr"),
    (5, "mei"),
    (5, "may"),
    (6, "jun"),
    (7, "jul"),
    (8, "ag"),
    (8, "aug"),
    (9, "sep"),
    (10, "okt"),
    (10, "oct"),
    (11, "no"),
    (12, "de"),
];

fn month_of_name(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let is_word = lower.len() >= 3 && lower.chars().all(char::is_alphabetic);
    let (month, _) = MONTHS.iter().find(|(_, begins)| is_word && lower.starts_with(begins))?;
    Some(*month)
}

fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    let next = NaiveDate::from_ymd_opt(year, month + 1, 1);
    next.or_else(|| NaiveDate::from_ymd_opt(year + 1, 1, 1))?.pred_opt()
}
