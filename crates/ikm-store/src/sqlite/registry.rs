use chrono::NaiveDate;
use ikm_core::id::{BatchId, IkmId, MergeId};
use ikm_core::identity::{Nib, Nik};
use ikm_core::region::RegionCode;
use ikm_core::registry::{Cause, FiguresOf, Ikm, Merge, Past, Profile, blocking_keys};
use rusqlite::params;

use super::cells::key;
use super::profile::{self, select_ikm};
use super::tx::{Tx, Writing};
use crate::{
    Batch, ClaimedRow, IkmFilter, Pair, RegistryRead, RegistryWrite, RekapRow, Result, YearFigures,
};

impl<M> RegistryRead for Tx<'_, M> {
    fn ikm(&mut self, id: IkmId) -> Result<Option<Ikm>> {
        self.find(key(id))
    }

    fn ikm_by_nib(&mut self, nib: &Nib) -> Result<Option<Ikm>> {
        // One statement, as an import asks it of every row; the first that answers is the last asked.
        // For the sake of the order alone the planner would walk through every IKM by its id.
        self.first(
            concat!(
                select_ikm!(
                    "from ikm where association = ?1 and nib = ?2 and nib is not null
                       and merged_into is null union all "
                ),
                "select * from (",
                select_ikm!(
                    "from ikm indexed by ikm_merged_nib
                     where association = ?1 and nib = ?2 and nib is not null
                       and merged_into is not null order by id limit 1)"
                )
            ),
            params![self.association, nib.as_str()],
            profile::read,
        )
    }

    fn ikms_by_nik(&mut self, nik: &Nik) -> Result<Vec<Ikm>> {
        // A NIK is one of the blocking keys, so it needs no index of its own.
        let mut nobody = Profile::named("", nik.kecamatan_code());
        nobody.nik = Some(*nik);
        let mut ikms = self.ikms_by_keys(&blocking_keys(&nobody), u32::MAX)?;
        ikms.retain(|ikm| ikm.profile.nik == Some(*nik));
        Ok(ikms)
    }

    fn ikms_by_keys(&mut self, keys: &[String], limit: u32) -> Result<Vec<Ikm>> {
        self.find_by_keys(keys, limit)
    }

    fn ikm_page(
        &mut self,
        filter: &IkmFilter,
        as_of: NaiveDate,
        after: Option<IkmId>,
        limit: u32,
    ) -> Result<Vec<Ikm>> {
        self.page(filter, as_of, after, limit)
    }

    fn search(&mut self, text: &str, limit: u32) -> Result<Vec<Ikm>> {
        self.find_text(text, limit)
    }

    fn rekap(&mut self, as_of: NaiveDate) -> Result<Vec<RekapRow>> {
        self.counts(as_of)
    }

    fn rekap_around(&mut self, regency: RegionCode, as_of: NaiveDate) -> Result<Vec<RekapRow>> {
        self.counts_around(regency, as_of)
    }

    fn registrations(&mut self) -> Result<Vec<(NaiveDate, i64)>> {
        self.growth()
    }

    fn past(&mut self, id: IkmId) -> Result<Vec<Past>> {
        self.pasts(id)
    }

    fn changed_by(
        &mut self,
        cause: &Cause,
        after: Option<(IkmId, u32)>,
        limit: u32,
    ) -> Result<Vec<Past>> {
        self.ended_by(cause, after, limit)
    }

    fn added_by(&mut self, batch: BatchId, after: Option<IkmId>, limit: u32) -> Result<Vec<Ikm>> {
        self.all(
            select_ikm!(
                "from ikm where association = ?1 and id > ?2 and batch = ?3 order by id limit ?4"
            ),
            params![self.association, after.map_or([0; 16], key), key(batch), limit],
            profile::read,
        )
    }

    fn figures(&mut self, id: IkmId) -> Result<Vec<FiguresOf>> {
        self.figures_of(id)
    }

    fn figures_by_year(&mut self) -> Result<Vec<YearFigures>> {
        self.sums_by_year()
    }

    fn has_changed_after(&mut self, day: NaiveDate) -> Result<bool> {
        Ok(self.counted_after(day)? || self.said_after(day)?)
    }

    fn batch(&mut self, id: BatchId) -> Result<Option<Batch>> {
        self.find_batch(id)
    }

    fn batch_page(&mut self, after: Option<BatchId>, limit: u32) -> Result<Vec<Batch>> {
        self.batches(after, limit)
    }

    fn leaning_on(&mut self, batch: BatchId) -> Result<Vec<BatchId>> {
        self.leaners(batch)
    }

    fn merge(&mut self, id: MergeId) -> Result<Option<Merge>> {
        self.find_merge(id)
    }

    fn merges_of(&mut self, ikm: IkmId) -> Result<Vec<Merge>> {
        self.merges_with(ikm)
    }

    fn merge_page(&mut self, after: Option<MergeId>, limit: u32) -> Result<Vec<Merge>> {
        self.merges(after, limit)
    }

    fn pair_page(&mut self, after: Option<(IkmId, IkmId)>, limit: u32) -> Result<Vec<Pair>> {
        self.pairs(after, limit)
    }

    fn pairs_of(&mut self, ikm: IkmId) -> Result<Vec<Pair>> {
        self.pairs_with(ikm)
    }
}

impl RegistryWrite for Tx<'_, Writing> {
    fn insert_ikm(&mut self, ikm: &Ikm) -> Result<()> {
        self.add_ikm(ikm, &blocking_keys(&ikm.profile))
    }

    fn insert_ikm_under(&mut self, ikm: &Ikm, keys: &[String]) -> Result<()> {
        self.add_ikm(ikm, keys)
    }

    fn update_ikm(&mut self, ikm: &Ikm, on: NaiveDate, cause: &Cause) -> Result<()> {
        self.change_ikm(ikm, on, cause)
    }

    fn remove_ikm(&mut self, id: IkmId, on: NaiveDate, cause: &Cause) -> Result<()> {
        self.drop_ikm(id, on, cause)
    }

    fn claim_row(&mut self, row_digest: &[u8; 32]) -> Result<Option<ClaimedRow>> {
        self.claim(row_digest)
    }

    fn insert_row(&mut self, row_digest: &[u8; 32], ikm: IkmId, batch: BatchId) -> Result<()> {
        self.add_row(row_digest, ikm, batch)
    }

    fn remove_rows(&mut self, batch: BatchId) -> Result<u64> {
        self.drop_rows(batch)
    }

    fn put_figures(&mut self, figures: &FiguresOf) -> Result<()> {
        self.set_figures(figures)
    }

    fn remove_figures(&mut self, ikm: IkmId, year: i32, source: Option<BatchId>) -> Result<()> {
        self.drop_figures(ikm, year, source)
    }

    fn insert_batch(&mut self, batch: &Batch) -> Result<()> {
        self.add_batch(batch)
    }

    fn end_batch(&mut self, id: BatchId, undone_on: NaiveDate) -> Result<()> {
        self.undo_batch(id, undone_on)
    }

    fn put_lean(&mut self, batch: BatchId, on: BatchId) -> Result<()> {
        self.add_lean(batch, on)
    }

    fn insert_merge(&mut self, merge: &Merge) -> Result<()> {
        self.add_merge(merge)
    }

    fn end_merge(&mut self, id: MergeId, undone_on: NaiveDate) -> Result<()> {
        self.undo_merge(id, undone_on)
    }

    fn erase_person(&mut self, ikm: IkmId) -> Result<u64> {
        self.erase(ikm)
    }

    fn insert_pair(&mut self, pair: &Pair) -> Result<bool> {
        self.add_pair(pair)
    }

    fn decide_pair(&mut self, a: IkmId, b: IkmId, on: NaiveDate) -> Result<()> {
        self.part(a, b, on)
    }
}
