//! Figures by year and source.

use chrono::NaiveDate;
use ikm_core::id::{BatchId, IkmId};
use ikm_core::money::Rupiah;
use ikm_core::registry::FiguresOf;
use rusqlite::params;

use super::cells::{bound, day, key};
use super::profile::read_figures;
use super::tx::{Tx, Writing};
use crate::{Result, YearFigures};

fn source_key(source: Option<BatchId>) -> Vec<u8> {
    source.map(|batch| key(batch).to_vec()).unwrap_or_default()
}

impl<M> Tx<'_, M> {
    pub(super) fn figures_of(&self, ikm: IkmId) -> Result<Vec<FiguresOf>> {
        self.all(
            "select nullif(source, x''), recorded_on, figures_year, workers_male, workers_female,
                workers_total, investment, production_value, raw_material_value, sales, capacity,
                capacity_unit
             from ikm_figures where association = ?1 and ikm = ?2
             order by year, recorded_on, source",
            params![self.association, key(ikm)],
            |cells| {
                Ok(FiguresOf {
                    ikm,
                    source: cells.optional_id()?,
                    recorded_on: cells.parsed()?,
                    figures: read_figures(cells)?,
                })
            },
        )
    }

    /// Whether a source was recorded on a later day.
    pub(super) fn said_after(&self, day: NaiveDate) -> Result<bool> {
        let later = self.first(
            "select 1 from ikm_figures where association = ?1 and recorded_on > ?2 limit 1",
            params![self.association, bound(day)],
            |_| Ok(()),
        )?;
        Ok(later.is_some())
    }

    pub(super) fn sums_by_year(&self) -> Result<Vec<YearFigures>> {
        self.all(SUMS_BY_YEAR, [self.association], |cells| {
            Ok(YearFigures {
                year: cells.get()?,
                ikms: cells.count()?,
                workers: cells.count()?,
                investment: cells.money()?,
                production_value: cells.money()?,
                raw_material_value: cells.money()?,
                sales: cells.money()?,
            })
        })
    }
}

/// Of what was put of an IKM, the row that was recorded last counts for its year; the figures of a
/// profile count where none was put. A row that says nothing counts for nothing.
const SUMS_BY_YEAR: &str = "
    with said as (
        select figures.*, row_number() over (
            partition by figures.ikm, figures.year
            order by figures.recorded_on desc, figures.source desc
        ) as place
        from ikm_figures as figures
        join ikm on ikm.association = figures.association and ikm.id = figures.ikm
        where figures.association = ?1 and ikm.merged_into is null and coalesce(
            figures.workers_male, figures.workers_female, figures.workers_total,
            figures.investment, figures.production_value, figures.raw_material_value,
            figures.sales, figures.capacity
        ) is not null
    ), counting as (
        select year, workers_male, workers_female, workers_total, investment, production_value,
            raw_material_value, sales
        from said where place = 1
        union all
        select coalesce(figures_year, cast(substr(registered_on, 1, 4) as integer)), workers_male,
            workers_female, workers_total, investment, production_value, raw_material_value, sales
        from ikm not indexed
        where association = ?1 and merged_into is null and coalesce(
            workers_male, workers_female, workers_total, investment, production_value,
            raw_material_value, sales, capacity
        ) is not null and not exists (
            select 1 from ikm_figures as figures
            where figures.association = ikm.association and figures.ikm = ikm.id
        )
    )
    select year, count(*),
        coalesce(sum(coalesce(workers_total, workers_male + workers_female, workers_male,
            workers_female)), 0),
        coalesce(sum(investment), 0), coalesce(sum(production_value), 0),
        coalesce(sum(raw_material_value), 0), coalesce(sum(sales), 0)
    from counting group by year order by year";

impl Tx<'_, Writing> {
    pub(super) fn set_figures(&self, of: &FiguresOf) -> Result<()> {
        let FiguresOf { ikm, source, recorded_on, figures } = of;
        let workers = figures.workers;
        let money = |amount: Option<Rupiah>| amount.map(Rupiah::get);
        self.run(
            "insert or replace into ikm_figures (association, ikm, year, source, recorded_on,
                figures_year, workers_male, workers_female, workers_total, investment,
                production_value, raw_material_value, sales, capacity, capacity_unit)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                self.association,
                key(*ikm),
                of.year(),
                source_key(*source),
                day(*recorded_on),
                figures.year,
                workers.male,
                workers.female,
                workers.total,
                money(figures.investment),
                money(figures.production_value),
                money(figures.raw_material_value),
                money(figures.sales),
                figures.capacity.map(|capacity| capacity.to_string()),
                figures.capacity_unit,
            ],
        )?;
        Ok(())
    }

    pub(super) fn drop_figures(
        &self,
        ikm: IkmId,
        year: i32,
        source: Option<BatchId>,
    ) -> Result<()> {
        self.run(
            "delete from ikm_figures
             where association = ?1 and ikm = ?2 and year = ?3 and source = ?4",
            params![self.association, key(ikm), year, source_key(source)],
        )?;
        Ok(())
    }
}
