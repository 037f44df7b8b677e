use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};

use super::bar;
use crate::error::ReportError;
use crate::model::{
    Bar, Cell, Chart, Column, Heading, Kind, Report, Section, Table, Term, Text, Unit,
};

/// From when to when growth is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// From year to year.
    Year,
    /// From month to month.
    Month,
}

/// How many IKM stood in the registry at the end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrowthPoint {
    /// Any day of the period.
    pub day: NaiveDate,
    /// N(t): how many there were.
    pub count: u64,
}

impl Step {
    /// The number of the period in which `day` lies; neighbours differ by one.
    fn number(self, day: NaiveDate) -> i32 {
        match self {
            Self::Year => day.year(),
            Self::Month => day.year() * 12 + i32::try_from(day.month0()).unwrap_or_default(),
        }
    }

    fn label(self, day: NaiveDate) -> Term {
        match self {
            Self::Year => {
                let year = day.year().to_string();
                Term { code: year.clone(), text: Text::same(year) }
            }
            Self::Month => Term::month(day),
        }
    }
}

/// Shows how the number of IKM grows: N(t), the increase N(t) − N(t−1), and the increase as a
/// percentage of N(t−1), to two decimals, one half away from zero (Satu Data Indonesia, element
/// "Pertambahan IKM").
///
/// Both are left empty where the period before is missing, and the percentage where N(t−1) is 0.
///
/// # Errors
///
/// [`ReportError::Twice`] for two points of one period, [`ReportError::Overflow`] for a count
/// beyond the range of a signed number.
pub fn growth(
    heading: Heading,
    step: Step,
    points: impl IntoIterator<Item = GrowthPoint>,
) -> Result<Report, ReportError> {
    let mut ordered: BTreeMap<i32, GrowthPoint> = BTreeMap::new();
    for point in points {
        if ordered.insert(step.number(point.day), point).is_some() {
            return Err(ReportError::Twice(step.label(point.day).code));
        }
    }
    let mut table = Table::try_new("growth", Text::new("Pertumbuhan", "Growth"), columns())?;
    let mut bars = Vec::new();
    for (number, point) in &ordered {
        let label = step.label(point.day);
        let before = number.checked_sub(1).and_then(|before| ordered.get(&before));
        let (increase, percent) = match before {
            Some(before) => compare(before.count, point.count)?,
            None => (Cell::Empty, Cell::Empty),
        };
        bars.push(Bar { label: label.text.clone(), value: bar(point.count)? });
        table.push(vec![label.into(), point.count.into(), increase, percent])?;
    }
    let chart = Chart {
        name: "ikm".to_owned(),
        title: Text::new("Jumlah IKM", "Number of IKM"),
        unit: Unit::Count,
        bars,
    };
    Ok(Report {
        name: "growth".to_owned(),
        title: Text::new("Pertumbuhan IKM", "Growth of IKM"),
        heading,
        sections: vec![Section::Table(table), Section::Chart(chart), Section::Note(note())],
    })
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("period", Kind::Text, "Periode", "Period"),
        Column::new("ikm", Kind::Count, "Jumlah IKM", "IKM"),
        Column::new("increase", Kind::Count, "Pertambahan", "Increase"),
        Column::new("growth_percent", Kind::Percent, "Pertumbuhan", "Growth"),
    ]
}

fn note() -> Text {
    Text::new(
        "Pertambahan = jumlah periode ini − jumlah periode sebelumnya. Pertumbuhan = pertambahan ÷ \
         jumlah periode sebelumnya × 100; tidak dihitung bila jumlah sebelumnya nol atau tidak ada.",
        "Increase = this period's number − that of the period before. Growth = increase ÷ the \
         number of the period before × 100; not defined where that is zero or missing.",
    )
}

/// The increase from `before` to `now`, and what percentage of `before` it is.
fn compare(before: u64, now: u64) -> Result<(Cell, Cell), ReportError> {
    let increase = i128::from(now) - i128::from(before);
    let signed = i64::try_from(increase).map_err(|_out_of_range| ReportError::Overflow)?;
    let percent = (Decimal::from(signed) * Decimal::ONE_HUNDRED)
        .checked_div(Decimal::from(before))
        .map(two_decimals);
    Ok((Cell::Signed(signed), percent.map_or(Cell::Empty, Cell::Percent)))
}

/// Rounds to two decimals and writes both, so that the points stand below one another.
fn two_decimals(percent: Decimal) -> Decimal {
    let mut rounded = percent.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(2);
    rounded
}
