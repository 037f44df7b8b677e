//! What was: the registry as of any day, told from what is and from what each change replaced.
//!
//! It is told from the beginning every time. Nothing is kept that could differ from what was done,
//! which is what makes this store the oracle of the others.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ikm_core::classification::ClassCode;
use ikm_core::id::IkmId;
use ikm_core::money::{MoneyError, Rupiah};
use ikm_core::region::RegionCode;
use ikm_core::registry::{FiguresOf, Ikm, Past};

use super::registry::RegistryTables;
use crate::{RekapRow, YearFigures};

impl RegistryTables {
    /// What an IKM was before each of its changes.
    pub(super) fn pasts_of(&self, id: IkmId) -> impl Iterator<Item = &Past> {
        let rows = self.pasts.from((id, 0));
        rows.take_while(move |((of, _), _)| *of == id).map(|(_, past)| past)
    }

    /// The day since which an IKM is as it is.
    pub(super) fn since(&self, ikm: &Ikm) -> NaiveDate {
        self.pasts_of(ikm.id).last().map_or(ikm.registered_on, |past| past.until)
    }

    /// The life of an IKM: from which day on it was what. Nothing follows what is last of one that
    /// is still there; one that was removed ends with nothing.
    fn life(&self, id: IkmId) -> Vec<(NaiveDate, Option<&Ikm>)> {
        let mut life: Vec<(NaiveDate, Option<&Ikm>)> = Vec::new();
        let mut since = None;
        for past in self.pasts_of(id) {
            life.push((since.unwrap_or(past.ikm.registered_on), Some(&past.ikm)));
            since = Some(past.until);
        }
        match (self.ikms.get(&id), since) {
            (Some(ikm), since) => life.push((since.unwrap_or(ikm.registered_on), Some(ikm))),
            (None, Some(since)) => life.push((since, None)),
            (None, None) => {}
        }
        life
    }

    fn ever_there(&self) -> BTreeSet<IkmId> {
        let past = self.pasts.iter().map(|((id, _), _)| *id);
        self.ikms.iter().map(|(id, _)| *id).chain(past).collect()
    }

    /// The IKM that stood in the registry at the end of `day`, in order of ids.
    pub(super) fn standing(&self, day: NaiveDate) -> Vec<&Ikm> {
        let at_the_end = |id| {
            let life = self.life(id);
            life.into_iter().rfind(|(since, _)| *since <= day).and_then(|(_, ikm)| ikm)
        };
        let there = self.ever_there().into_iter().filter_map(at_the_end);
        there.filter(|ikm| ikm.merged.is_none()).collect()
    }

    pub(super) fn grown_by(&self) -> Vec<(NaiveDate, i64)> {
        let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
        for id in self.ever_there() {
            let mut stood = 0;
            for (since, ikm) in self.life(id) {
                let stands = i64::from(ikm.is_some_and(|ikm| ikm.merged.is_none()));
                *days.entry(since).or_default() += stands - stood;
                stood = stands;
            }
        }
        days.retain(|_, difference| *difference != 0);
        days.into_iter().collect()
    }

    pub(super) fn count(&self, as_of: NaiveDate) -> Result<Vec<RekapRow>, MoneyError> {
        self.count_by(as_of, Some)
    }

    /// Counts under the code that `place` gives to a kecamatan.
    pub(super) fn count_by(
        &self,
        as_of: NaiveDate,
        place: impl Fn(RegionCode) -> Option<RegionCode>,
    ) -> Result<Vec<RekapRow>, MoneyError> {
        let mut rows: BTreeMap<(Option<RegionCode>, Option<ClassCode>), RekapRow> = BTreeMap::new();
        for ikm in self.standing(as_of) {
            let kecamatan = ikm.profile.place.kecamatan.and_then(&place);
            let class = ikm.profile.classification.clone();
            let row = rows
                .entry((kecamatan, class.clone()))
                .or_insert_with(|| RekapRow::empty(kecamatan, class));
            let figures = &ikm.profile.figures;
            row.count += 1;
            row.workers += u64::from(figures.workers.count().unwrap_or_default());
            row.investment = plus(row.investment, figures.investment)?;
            row.production_value = plus(row.production_value, figures.production_value)?;
            row.raw_material_value = plus(row.raw_material_value, figures.raw_material_value)?;
        }
        Ok(rows.into_values().collect())
    }

    /// What was put of an IKM, in order of year, day of recording and source.
    pub(super) fn figures_of(&self, id: IkmId) -> Vec<FiguresOf> {
        let mut rows: Vec<FiguresOf> =
            self.figures.values().filter(|row| row.ikm == id).cloned().collect();
        rows.sort_by_key(|row| (row.year(), row.recorded_on, row.source));
        rows
    }

    pub(super) fn sum_by_year(&self) -> Result<Vec<YearFigures>, MoneyError> {
        let mut years: BTreeMap<i32, YearFigures> = BTreeMap::new();
        for ikm in self.ikms.values().filter(|ikm| ikm.merged.is_none()) {
            let mut rows = self.figures_of(ikm.id);
            if rows.is_empty() {
                rows.push(FiguresOf::of_profile(ikm));
            }
            rows.retain(|row| !row.figures.say_nothing());
            // Of one year the last stays.
            let latest: BTreeMap<i32, FiguresOf> =
                rows.into_iter().map(|row| (row.year(), row)).collect();
            for (year, FiguresOf { figures, .. }) in latest {
                let sum = years.entry(year).or_insert(YearFigures { year, ..Default::default() });
                sum.ikms += 1;
                sum.workers += u64::from(figures.workers.count().unwrap_or_default());
                sum.investment = plus(sum.investment, figures.investment)?;
                sum.production_value = plus(sum.production_value, figures.production_value)?;
                sum.raw_material_value = plus(sum.raw_material_value, figures.raw_material_value)?;
                sum.sales = plus(sum.sales, figures.sales)?;
            }
        }
        Ok(years.into_values().collect())
    }
}

fn plus(sum: Rupiah, more: Option<Rupiah>) -> Result<Rupiah, MoneyError> {
    sum.plus(more.unwrap_or_default())
}
