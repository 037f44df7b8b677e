//! How the registry grows.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::{Datelike, NaiveDate};
use ikm_core::money::Rupiah;
use ikm_core::registry::Figures;
use ikm_report::Report;
use ikm_report::reports::{self, GrowthPoint, Step, YearPoint};
use ikm_store::{ReadTx, YearFigures};

use crate::app::App;
use crate::error::AppError;
use crate::past::figures_on;
use crate::registry::Sieve;

impl App<'_> {
    pub(super) fn growth(&self, sieve: &Sieve<'_>, everything: bool) -> Result<Report, AppError> {
        let days = if everything {
            self.read(|tx| Ok(tx.registrations()?))?
        } else {
            self.read(|tx| registrations_of(tx, sieve))?
        };
        let mut registered: BTreeMap<i32, i64> = BTreeMap::new();
        for (day, count) in days.into_iter().filter(|(day, _)| *day <= self.env.today) {
            *registered.entry(day.year()).or_default() += count;
        }
        let first = registered.keys().next().copied().unwrap_or(i32::MAX);
        let mut total: i64 = 0;
        // A year in which nobody was registered ends with as many as the year before.
        let points = (first..=self.env.today.year()).filter_map(|year| {
            total += registered.get(&year).copied().unwrap_or_default();
            let count = u64::try_from(total).unwrap_or_default();
            Some(GrowthPoint { day: NaiveDate::from_ymd_opt(year, 12, 31)?, count })
        });
        let mut report = reports::growth(self.heading(), Step::Year, points)?;
        let years = self.read(|tx| {
            // The store adds up what is known at present; of a past day each IKM is told by itself.
            if everything && !tx.has_changed_after(self.env.today)? {
                return Ok(tx.figures_by_year()?.into_iter().map(year_point).collect());
            }
            data_years(tx, sieve, self.env.today)
        })?;
        reports::add_data_years(&mut report, years)?;
        Ok(report)
    }
}

/// The figures of each year of data as they were known at the end of `day`.
///
/// Figures that a merge copied from one IKM to the other count once: before the merge at the one,
/// after it at the other.
fn data_years(
    tx: &mut dyn ReadTx,
    sieve: &Sieve<'_>,
    day: NaiveDate,
) -> Result<Vec<YearPoint>, AppError> {
    let mut years: BTreeMap<i32, YearPoint> = BTreeMap::new();
    sieve.visit(tx, |tx, ikm| {
        for figures in figures_on(tx, ikm, day)? {
            let year = figures.year();
            let point = years.entry(year).or_insert(YearPoint { year, ..Default::default() });
            add_figures(point, &figures.figures)?;
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(years.into_values().collect())
}

/// On which days the IKM were registered that the segment holds now.
fn registrations_of(
    tx: &mut dyn ReadTx,
    sieve: &Sieve<'_>,
) -> Result<Vec<(NaiveDate, i64)>, AppError> {
    let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    sieve.visit(tx, |_, ikm| {
        *days.entry(ikm.registered_on).or_default() += 1;
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(days.into_iter().collect())
}

const fn year_point(sums: YearFigures) -> YearPoint {
    YearPoint {
        year: sums.year,
        units: sums.ikms,
        workers: sums.workers,
        investment: sums.investment,
        production_value: sums.production_value,
        sales: sums.sales,
    }
}

fn add_figures(point: &mut YearPoint, figures: &Figures) -> Result<(), AppError> {
    let plus = |sum: Rupiah, more: Option<Rupiah>| sum.plus(more.unwrap_or_default());
    point.units += 1;
    point.workers += u64::from(figures.workers.count().unwrap_or_default());
    point.investment = plus(point.investment, figures.investment)?;
    point.production_value = plus(point.production_value, figures.production_value)?;
    point.sales = plus(point.sales, figures.sales)?;
    Ok(())
}
