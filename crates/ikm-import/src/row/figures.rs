//! The numbers of a row: people, money, years and capacity.

use chrono::Datelike;
use ikm_core::money::Rupiah;
use rust_decimal::{Decimal, RoundingStrategy};

use super::dates::parse_day;
use super::{Draft, PlannedColumn};
use crate::cells::Cells;
use crate::number::{NotANumber, parse_count, parse_money, parse_typed};
use crate::problem::{MAX_CAPACITY, MAX_MONEY, MAX_WORKERS, MIN_YEAR, Reason};
use crate::unit::Unit;

impl Draft<'_> {
    fn reject_number(&mut self, column: &PlannedColumn, text: &str, why: NotANumber) {
        let reason = match why {
            NotANumber::Words => Reason::NotANumber,
            NotANumber::Negative => Reason::Negative,
            NotANumber::TooLong => Reason::Absurd,
        };
        self.reject(&column.header, text, reason);
    }

    pub(super) fn money(&mut self, column: &PlannedColumn, text: &str) -> Option<Rupiah> {
        let amount = match cell_money(&self.row.cells, column.index) {
            Ok(amount) => amount?,
            Err(why) => {
                self.reject_number(column, text, why);
                return None;
            }
        };
        let rupiah = in_rupiah(amount, column.unit);
        if rupiah.is_none() {
            self.reject(&column.header, text, Reason::Absurd);
        }
        rupiah
    }

    /// A number with the words behind it.
    fn count<'t>(
        &self,
        column: &PlannedColumn,
        text: &'t str,
    ) -> Result<Option<(Decimal, &'t str)>, NotANumber> {
        if self.row.cells.is_typed_number(column.index) {
            return Ok(parse_typed(text)?.map(|number| (number, "")));
        }
        parse_count(text)
    }

    pub(super) fn people(&mut self, column: &PlannedColumn, text: &str) -> Option<u32> {
        let (number, words) = match self.count(column, text) {
            Ok(number) => number?,
            Err(why) => {
                self.reject_number(column, text, why);
                return None;
            }
        };
        let of_people = ["", "orang", "org", "jiwa"];
        let reason = if !of_people.iter().any(|word| words.eq_ignore_ascii_case(word)) {
            Reason::NotANumber
        } else if !number.fract().is_zero() {
            Reason::NotWhole
        } else if number > Decimal::from(MAX_WORKERS) {
            Reason::Absurd
        } else {
            return u32::try_from(number).ok();
        };
        self.reject(&column.header, text, reason);
        None
    }

    pub(super) fn capacity(&mut self, column: &PlannedColumn, text: &str) {
        let (number, words) = match self.count(column, text) {
            Ok(None) => return,
            Ok(Some(number)) => number,
            Err(why) => return self.reject_number(column, text, why),
        };
        if number > Decimal::from(MAX_CAPACITY) {
            return self.reject(&column.header, text, Reason::Absurd);
        }
        self.profile.figures.capacity = Some(number.normalize());
        if !words.is_empty() && self.profile.figures.capacity_unit.is_none() {
            self.profile.figures.capacity_unit = self.text(&column.header, words);
        }
    }

    pub(super) fn year(&mut self, column: &PlannedColumn, text: &str) -> Option<i32> {
        let range = MIN_YEAR..=self.plan.last_year;
        if let Some(year) = parse_day(text).map(|day| day.year())
            && range.contains(&year)
            && text.starts_with(char::is_alphanumeric)
            && !text.bytes().all(|b| b.is_ascii_digit())
        {
            return Some(year);
        }
        let number = match self.count(column, text) {
            Ok(number) => number?,
            Err(why) => {
                self.reject_number(column, text, why);
                return None;
            }
        };
        let reason = match number {
            (_, words) if !words.is_empty() => Reason::NotANumber,
            (year, _) if !year.fract().is_zero() => Reason::NotWhole,
            (year, _) => match i32::try_from(year) {
                Ok(year) if range.contains(&year) => return Some(year),
                // Nor is it taken for a day as spreadsheets count them: 20015 is a slip for 2015.
                _ => Reason::Absurd,
            },
        };
        self.reject(&column.header, text, reason);
        None
    }
}

/// The amount of money in a cell, in the unit of its column.
pub(crate) fn cell_money(cells: &Cells, index: usize) -> Result<Option<Decimal>, NotANumber> {
    let text = cells.get(index).trim();
    if cells.is_typed_number(index) { parse_typed(text) } else { parse_money(text) }
}

/// An amount in its unit as whole rupiah, half a rupiah rounded up; none when it is absurd.
pub(crate) fn in_rupiah(amount: Decimal, unit: Unit) -> Option<Rupiah> {
    let rupiah = amount.checked_mul(Decimal::from(unit.rupiah()))?;
    let whole = rupiah.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    i64::try_from(whole).ok().map(Rupiah::new).filter(|rupiah| *rupiah <= MAX_MONEY)
}
