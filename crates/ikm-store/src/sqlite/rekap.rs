//! The kept counts: what a report of any day needs, as the dated changes that add up to it.
//!
//! A change of an IKM changes the counts of its day, never of an earlier one, so that the report of a
//! past day stays as it was. The changes of a transaction are gathered in it and written at its end,
//! one row for each kecamatan, class and day and one for each regency, class and day: an import of a
//! regency's list writes a few dozen.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use ikm_core::classification::ClassCode;
use ikm_core::money::Rupiah;
use ikm_core::region::{Level, RegionCode};
use ikm_core::registry::Ikm;
use rusqlite::params;

use super::cells::{Cells, bound, day};
use super::tx::{Tx, Writing};
use crate::port::around;
use crate::{RekapRow, Result, StoreError};

/// Of whom is counted.
type Group = (Option<RegionCode>, Option<ClassCode>);

/// Changes that a transaction made and has not written yet.
pub(super) type Gathered = HashMap<(NaiveDate, Group), Sums>;

/// Counts, or what they changed by.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    count: i64,
    workers: i64,
    investment: i64,
    production_value: i64,
    raw_material_value: i64,
}

impl Sums {
    /// What one IKM counts as.
    fn of(ikm: &Ikm) -> Self {
        let figures = &ikm.profile.figures;
        let money = |amount: Option<Rupiah>| amount.unwrap_or_default().get();
        Self {
            count: 1,
            workers: figures.workers.count().unwrap_or_default().into(),
            investment: money(figures.investment),
            production_value: money(figures.production_value),
            raw_material_value: money(figures.raw_material_value),
        }
    }

    fn combine(self, other: Self, combine: fn(i64, i64) -> Option<i64>) -> Result<Self> {
        let each = |a, b| combine(a, b).ok_or_else(beyond);
        Ok(Self {
            count: each(self.count, other.count)?,
            workers: each(self.workers, other.workers)?,
            investment: each(self.investment, other.investment)?,
            production_value: each(self.production_value, other.production_value)?,
            raw_material_value: each(self.raw_material_value, other.raw_material_value)?,
        })
    }

    fn read(cells: &mut Cells<'_, '_>) -> Result<Self> {
        Ok(Self {
            count: cells.get()?,
            workers: cells.get()?,
            investment: cells.get()?,
            production_value: cells.get()?,
            raw_material_value: cells.get()?,
        })
    }

    fn into_row(self, (kecamatan, class): Group) -> Result<RekapRow> {
        let count = |sum: i64| {
            u64::try_from(sum).map_err(|_negative| {
                StoreError::Damaged("the kept counts are less than nothing".to_owned())
            })
        };
        Ok(RekapRow {
            kecamatan,
            class,
            count: count(self.count)?,
            workers: count(self.workers)?,
            investment: Rupiah::new(self.investment),
            production_value: Rupiah::new(self.production_value),
            raw_material_value: Rupiah::new(self.raw_material_value),
        })
    }
}

fn beyond() -> StoreError {
    StoreError::Backend("the sum of the figures is too large to be kept".into())
}

/// A code as a key holds it: an unknown one is an empty text.
fn read_group(cells: &mut Cells<'_, '_>) -> Result<Group> {
    Ok((cells.parsed_unless_empty()?, cells.parsed_unless_empty()?))
}

impl<M> Tx<'_, M> {
    pub(super) fn counts(&self, as_of: NaiveDate) -> Result<Vec<RekapRow>> {
        let kept = self.all(
            "select kecamatan, class, sum(count), sum(workers), sum(investment),
                sum(production_value), sum(raw_material_value)
             from rekap_change where association = ?1 and day <= ?2 group by kecamatan, class",
            params![self.association, bound(as_of)],
            |cells| Ok((read_group(cells)?, Sums::read(cells)?)),
        )?;
        self.with_gathered(kept, as_of, |kecamatan| kecamatan)
    }

    pub(super) fn counts_around(
        &self,
        regency: RegionCode,
        as_of: NaiveDate,
    ) -> Result<Vec<RekapRow>> {
        // The slash follows the point: all codes that begin with the regency stand before it.
        let mut kept = self.all(
            "select kecamatan, class, sum(count), sum(workers), sum(investment),
                sum(production_value), sum(raw_material_value)
             from rekap_change
             where association = ?1 and kecamatan >= ?2 and kecamatan < ?2 || '/' and day <= ?3
             group by kecamatan, class",
            params![self.association, regency.to_string(), bound(as_of)],
            |cells| Ok((read_group(cells)?, Sums::read(cells)?)),
        )?;
        kept.extend(self.all(
            "select regency, class, sum(count), sum(workers), sum(investment),
                sum(production_value), sum(raw_material_value)
             from rekap_regency_change
             where association = ?1 and regency <> ?2 and day <= ?3 group by regency, class",
            params![self.association, regency.to_string(), bound(as_of)],
            |cells| Ok((read_group(cells)?, Sums::read(cells)?)),
        )?);
        self.with_gathered(kept, as_of, |kecamatan| around(regency, kecamatan?))
    }

    /// What is kept, with what the transaction has changed, each under the `place` that is asked for.
    fn with_gathered(
        &self,
        kept: Vec<(Group, Sums)>,
        as_of: NaiveDate,
        place: impl Fn(Option<RegionCode>) -> Option<RegionCode>,
    ) -> Result<Vec<RekapRow>> {
        let mut sums: BTreeMap<Group, Sums> = kept.into_iter().collect();
        for ((_, group), change) in self.gathered.iter().filter(|((day, _), _)| *day <= as_of) {
            let (kecamatan, class) = group.clone();
            let sum = sums.entry((place(kecamatan), class)).or_default();
            *sum = sum.combine(*change, i64::checked_add)?;
        }
        sums.retain(|_, sum| sum.count != 0);
        sums.into_iter().map(|(group, sum)| sum.into_row(group)).collect()
    }

    /// Whether anything was counted on a later day.
    pub(super) fn counted_after(&self, day: NaiveDate) -> Result<bool> {
        let later = self.first(
            "select 1 from rekap_regency_change where association = ?1 and day > ?2 limit 1",
            params![self.association, bound(day)],
            |_| Ok(()),
        )?;
        Ok(later.is_some() || self.gathered.keys().any(|(on, _)| *on > day))
    }

    pub(super) fn growth(&self) -> Result<Vec<(NaiveDate, i64)>> {
        let kept = self.all(
            "select day, sum(count) from rekap_regency_change where association = ?1 group by day",
            [self.association],
            |cells| Ok((cells.parsed()?, cells.get()?)),
        )?;
        let gathered = self.gathered.iter().map(|((day, _), change)| (*day, change.count));
        let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
        for (day, difference) in kept.into_iter().chain(gathered) {
            *days.entry(day).or_default() += difference;
        }
        days.retain(|_, difference| *difference != 0);
        Ok(days.into_iter().collect())
    }
}

impl Tx<'_, Writing> {
    /// Counts `ikm` from the day `on` on, unless it is merged.
    pub(super) fn count_in(&mut self, ikm: &Ikm, on: NaiveDate) -> Result<()> {
        self.gather(ikm, on, i64::checked_add)
    }

    /// Counts `ikm` no longer from the day `on` on.
    pub(super) fn count_out(&mut self, ikm: &Ikm, on: NaiveDate) -> Result<()> {
        self.gather(ikm, on, i64::checked_sub)
    }

    fn gather(
        &mut self,
        ikm: &Ikm,
        on: NaiveDate,
        combine: fn(i64, i64) -> Option<i64>,
    ) -> Result<()> {
        if ikm.merged.is_none() {
            let group = (ikm.profile.place.kecamatan, ikm.profile.classification.clone());
            let change = self.gathered.entry((on, group)).or_default();
            *change = change.combine(Sums::of(ikm), combine)?;
        }
        Ok(())
    }

    /// Writes what was gathered.
    pub(super) fn write_counts(&mut self) -> Result<()> {
        let mut regencies: BTreeMap<Place, Sums> = BTreeMap::new();
        let mut kecamatan: BTreeMap<Place, Sums> = BTreeMap::new();
        for ((on, (place, class)), change) in std::mem::take(&mut self.gathered) {
            let regency = place.and_then(|code| code.ancestor(Level::Regency));
            let key = |place: Option<RegionCode>| (code_of(place), class.clone(), on);
            let sum = regencies.entry(key(regency)).or_default();
            *sum = sum.combine(change, i64::checked_add)?;
            kecamatan.insert(key(place), change);
        }
        self.write_sums(ADD_TO_KECAMATAN, kecamatan)?;
        self.write_sums(ADD_TO_REGENCY, regencies)
    }

    /// Adds each of `sums` to what is kept, in the order in which it is kept.
    fn write_sums(&self, sql: &str, sums: BTreeMap<Place, Sums>) -> Result<()> {
        for ((place, class, on), change) in sums {
            self.run(
                sql,
                params![
                    self.association,
                    place,
                    class.as_ref().map(ClassCode::as_str).unwrap_or_default(),
                    day(on),
                    change.count,
                    change.workers,
                    change.investment,
                    change.production_value,
                    change.raw_material_value,
                ],
            )?;
        }
        Ok(())
    }
}

/// The code of a region as the key holds it, a class, and a day.
type Place = (String, Option<ClassCode>, NaiveDate);

/// A code as a key holds it; [`read_group`] reads it.
fn code_of(place: Option<RegionCode>) -> String {
    place.map(|code| code.to_string()).unwrap_or_default()
}

macro_rules! add_to {
    ($table:literal, $place:literal) => {
        concat!(
            "insert into ",
            $table,
            " (association, ",
            $place,
            ", class, day, count, workers, investment, production_value, raw_material_value)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             on conflict do update set
                count = count + excluded.count,
                workers = workers + excluded.workers,
                investment = investment + excluded.investment,
                production_value = production_value + excluded.production_value,
                raw_material_value = raw_material_value + excluded.raw_material_value"
        )
    };
}

const ADD_TO_KECAMATAN: &str = add_to!("rekap_change", "kecamatan");
const ADD_TO_REGENCY: &str = add_to!("rekap_regency_change", "regency");
