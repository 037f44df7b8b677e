//! IKM by kecamatan and classification.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use ikm_core::classification::Scheme;
use ikm_core::money::Rupiah;
use ikm_core::region::Regions;
use ikm_core::registry::Figures;
use ikm_report::Report;
use ikm_report::reports::{self, RekapFigures, RekapGroup};
use ikm_store::RekapRow;

use crate::app::App;
use crate::error::AppError;
use crate::registry::Sieve;

impl App<'_> {
    pub(super) fn rekap(&self, regions: &Regions) -> Result<Report, AppError> {
        let scheme = self.scheme()?;
        let (regency, today) = (self.association.regency, self.env.today);
        let rows = self.read(|tx| Ok(tx.rekap_around(regency, today)?))?;
        self.rekap_report(&scheme, regions, rows)
    }

    /// The rekap of a segment: of it no counts are kept, so its IKM are counted.
    pub(super) fn rekap_of(
        &self,
        sieve: &Sieve<'_>,
        regions: &Regions,
    ) -> Result<Report, AppError> {
        let scheme = self.scheme()?;
        let mut counts: BTreeMap<_, RekapRow> = BTreeMap::new();
        self.read(|tx| {
            sieve.visit(tx, |_, ikm| {
                let (place, class) = (&ikm.profile.place, &ikm.profile.classification);
                let row = counts
                    .entry((place.kecamatan, class.clone()))
                    .or_insert_with(|| RekapRow::empty(place.kecamatan, class.clone()));
                count_in(row, &ikm.profile.figures)?;
                Ok(ControlFlow::Continue(()))
            })
        })?;
        self.rekap_report(&scheme, regions, counts.into_values().collect())
    }

    fn rekap_report(
        &self,
        scheme: &Scheme,
        regions: &Regions,
        rows: Vec<RekapRow>,
    ) -> Result<Report, AppError> {
        let regions = self.with_regencies(regions, rows.iter().map(|row| row.kecamatan))?;
        let groups = rows.into_iter().map(rekap_group);
        Ok(reports::rekap(self.heading(), self.area(&regions), scheme, groups)?)
    }
}

/// What nobody stated is nothing, not zero; the store adds up and so gives zero.
fn rekap_group(row: RekapRow) -> RekapGroup {
    let stated = |amount: Rupiah| Some(amount).filter(|amount| !amount.is_zero());
    RekapGroup {
        kecamatan: row.kecamatan,
        class: row.class,
        figures: RekapFigures {
            units: row.count,
            male: None,
            female: None,
            workers: Some(row.workers).filter(|workers| *workers > 0),
            investment: stated(row.investment),
            production_value: stated(row.production_value),
            raw_material_value: stated(row.raw_material_value),
        },
    }
}

fn count_in(row: &mut RekapRow, figures: &Figures) -> Result<(), AppError> {
    let plus = |sum: Rupiah, more: Option<Rupiah>| sum.plus(more.unwrap_or_default());
    row.count += 1;
    row.workers += u64::from(figures.workers.count().unwrap_or_default());
    row.investment = plus(row.investment, figures.investment)?;
    row.production_value = plus(row.production_value, figures.production_value)?;
    row.raw_material_value = plus(row.raw_material_value, figures.raw_material_value)?;
    Ok(())
}
