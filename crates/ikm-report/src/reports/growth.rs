use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use ikm_core::money::Rupiah;
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

/// What the lists say of one year of data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearPoint {
    /// The year that the figures speak of.
    pub year: i32,
    /// Of how many IKM there are figures of that year.
    pub units: u64,
    /// Their workers.
    pub workers: u64,
    /// Their investment.
    pub investment: Rupiah,
    /// Their production value.
    pub production_value: Rupiah,
    /// Their sales.
    pub sales: Rupiah,
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

/// Adds to a report of growth what the lists say year by year of workers and production, with the
/// growth of both: a year is compared with the one right before it, and only where that has figures
/// above zero.
///
/// # Errors
///
/// [`ReportError::Twice`] for two points of one year, [`ReportError::Overflow`] for figures out of
/// range.
pub fn add_data_years(
    report: &mut Report,
    years: impl IntoIterator<Item = YearPoint>,
) -> Result<(), ReportError> {
    let mut ordered: BTreeMap<i32, YearPoint> = BTreeMap::new();
    for point in years {
        if ordered.insert(point.year, point).is_some() {
            return Err(ReportError::Twice(point.year.to_string()));
        }
    }
    if ordered.is_empty() {
        return Ok(());
    }
    let title = Text::new("Menurut tahun data", "By year of the data");
    let mut table = Table::try_new("by_data_year", title, year_columns())?;
    for (year, point) in &ordered {
        let before = year.checked_sub(1).and_then(|before| ordered.get(&before));
        let growth = |of: fn(&YearPoint) -> i128| match before {
            Some(before) => compare_sums(of(before), of(point)),
            None => Ok((Cell::Empty, Cell::Empty)),
        };
        let (workers, workers_percent) = growth(|point| i128::from(point.workers))?;
        let (value, value_percent) = growth(|point| i128::from(point.production_value.get()))?;
        table.push(vec![
            year.to_string().into(),
            point.units.into(),
            point.workers.into(),
            workers,
            workers_percent,
            point.production_value.into(),
            value,
            value_percent,
            point.investment.into(),
            point.sales.into(),
        ])?;
    }
    let place = report.sections.iter().position(|section| matches!(section, Section::Note(_)));
    report.sections.insert(place.unwrap_or(report.sections.len()), Section::Table(table));
    Ok(())
}

fn year_columns() -> Vec<Column> {
    vec![
        Column::new("year", Kind::Text, "Tahun data", "Year"),
        Column::new("units", Kind::Count, "IKM", "IKM"),
        Column::new("workers", Kind::Count, "Tenaga kerja", "Workers"),
        Column::new("workers_increase", Kind::Count, "Pertambahan", "Increase"),
        Column::new("workers_growth_percent", Kind::Percent, "Pertumbuhan", "Growth"),
        Column::new("production_value", Kind::Money, "Nilai produksi", "Production value"),
        Column::new("production_increase", Kind::Count, "Pertambahan", "Increase").in_files_only(),
        Column::new("production_growth_percent", Kind::Percent, "Pertumbuhan", "Growth"),
        Column::new("investment", Kind::Money, "Investasi", "Investment").in_files_only(),
        Column::new("sales", Kind::Money, "Omzet", "Sales").in_files_only(),
    ]
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
    compare_sums(i128::from(before), i128::from(now))
}

fn compare_sums(before: i128, now: i128) -> Result<(Cell, Cell), ReportError> {
    let increase = now - before;
    let signed = i64::try_from(increase).map_err(|_out_of_range| ReportError::Overflow)?;
    let percent = (Decimal::from(signed) * Decimal::ONE_HUNDRED)
        .checked_div(Decimal::try_from_i128_with_scale(before, 0).unwrap_or_default())
        .map(two_decimals);
    Ok((Cell::Signed(signed), percent.map_or(Cell::Empty, Cell::Percent)))
}

/// Rounds to two decimals and writes both, so that the points stand below one another.
fn two_decimals(percent: Decimal) -> Decimal {
    let mut rounded = percent.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(2);
    rounded
}
