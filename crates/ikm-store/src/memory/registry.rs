use std::collections::BTreeSet;

use chrono::NaiveDate;
use ikm_core::id::{BatchId, IkmId, MergeId};
use ikm_core::identity::{Nib, Nik};
use ikm_core::region::{Region, RegionCode};
use ikm_core::registry::{
    Cause, FiguresOf, Ikm, Merge, Past, Profile, Resemblance, blocking_keys, fold, is_near_word,
    is_placeholder,
};

use super::table::{Table, length};
use super::{Turn, Tx, conflict, exists, overflow, require};
use crate::port::around;
use crate::{
    Batch, ClaimedRow, IkmFilter, Pair, RegistryRead, RegistryWrite, RekapRow, Result, YearFigures,
};

#[derive(Clone, Debug, Default)]
pub(super) struct RegistryTables {
    pub(super) regions: Table<RegionCode, Region>,
    pub(super) ikms: Table<IkmId, Ikm>,
    pub(super) pasts: Table<(IkmId, u32), Past>,
    nibs: Table<Nib, BTreeSet<IkmId>>,
    niks: Table<Nik, BTreeSet<IkmId>>,
    keys: Table<String, BTreeSet<IkmId>>,
    pub(super) figures: Table<(IkmId, i32, Option<BatchId>), FiguresOf>,
    rows: Table<RowKey, (IkmId, BatchId)>,
    batches: Table<BatchId, Batch>,
    leans: Table<(BatchId, BatchId), ()>,
    merges: Table<MergeId, Merge>,
    /// With the day on which it was decided that they are two.
    pairs: Table<(IkmId, IkmId), (Pair, Option<NaiveDate>)>,
}

/// The content of a row, and which with this content it is.
pub(super) type RowKey = ([u8; 32], u64);

impl RegistryTables {
    pub(super) fn has_ikm(&self, id: IkmId) -> bool {
        self.ikms.contains(&id)
    }

    /// Puts `ikm` and what it is found by, unless another that is not merged has its NIB.
    fn put_ikm(&mut self, ikm: Ikm) -> Result<()> {
        if let Some(nib) = &ikm.profile.nib
            && ikm.merged.is_none()
            && self.with_nib(nib).any(|other| other.id != ikm.id && other.merged.is_none())
        {
            return Err(exists("NIB", nib));
        }
        if let Some(old) = self.ikms.find(&ikm.id) {
            self.forget(&old);
        }
        if let Some(nib) = ikm.profile.nib {
            add(&mut self.nibs, nib, ikm.id);
        }
        if let Some(nik) = ikm.profile.nik {
            add(&mut self.niks, nik, ikm.id);
        }
        for key in blocking_keys(&ikm.profile) {
            add(&mut self.keys, key, ikm.id);
        }
        self.ikms.put(ikm.id, ikm);
        Ok(())
    }

    /// The IKM that were not merged away.
    pub(super) fn present(&self) -> impl Iterator<Item = &Ikm> {
        self.ikms.values().filter(|ikm| ikm.merged.is_none())
    }

    fn with_nib(&self, nib: &Nib) -> impl Iterator<Item = &Ikm> {
        self.nibs.get(nib).into_iter().flatten().filter_map(|id| self.ikms.get(id))
    }

    fn stands(&self, id: IkmId) -> bool {
        self.ikms.get(&id).is_some_and(|ikm| ikm.merged.is_none())
    }

    /// Whether nobody has decided of a pair, and both stand.
    fn is_open(&self, (pair, decided_on): &(Pair, Option<NaiveDate>)) -> bool {
        decided_on.is_none() && self.stands(pair.a) && self.stands(pair.b)
    }

    /// Removes `ikm` and what only it has.
    fn remove(&mut self, ikm: &Ikm) {
        let id = ikm.id;
        self.forget(ikm);
        self.ikms.remove(&id);
        self.pairs.remove_if(|(a, b), _| *a == id || *b == id);
        self.figures.remove_if(|(of, _, _), _| *of == id);
    }

    /// Removes what `ikm` is found by.
    fn forget(&mut self, ikm: &Ikm) {
        if let Some(nib) = ikm.profile.nib {
            drop_id(&mut self.nibs, nib, ikm.id);
        }
        if let Some(nik) = ikm.profile.nik {
            drop_id(&mut self.niks, nik, ikm.id);
        }
        for key in blocking_keys(&ikm.profile) {
            drop_id(&mut self.keys, key, ikm.id);
        }
    }

    fn all_of<'a>(&self, ids: impl IntoIterator<Item = &'a IkmId>, limit: usize) -> Vec<Ikm> {
        ids.into_iter().take(limit).filter_map(|id| self.ikms.find(id)).collect()
    }

    /// The words under which an IKM is found.
    fn search_words(&self, profile: &Profile) -> Vec<String> {
        let place = &profile.place;
        let region = |code: Option<RegionCode>| {
            code.and_then(|code| self.regions.get(&code)).map(|region| region.name.as_str())
        };
        [
            Some(profile.name.as_str()),
            profile.owner.as_deref(),
            profile.product.as_deref(),
            profile.commodity.as_deref(),
            place.address.as_deref(),
            region(place.kecamatan),
            region(place.nagari),
        ]
        .into_iter()
        .flatten()
        .flat_map(words)
        .collect()
    }

    /// The IKM with words that `fit`.
    fn with_words(&self, fit: impl Fn(&[String]) -> bool) -> Vec<&Ikm> {
        let present = self.ikms.values().filter(|ikm| ikm.merged.is_none());
        present.filter(|ikm| fit(&self.search_words(&ikm.profile))).collect()
    }

    fn search(&self, text: &str, limit: usize) -> Vec<Ikm> {
        let wanted = words(text);
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found = self.with_words(|words| has_each(&wanted, words));
        if found.is_empty() {
            found = self.with_words(|words| has_each_nearly(&wanted, words));
        }
        found.sort_by_key(|ikm| {
            let name = words(&ikm.profile.name);
            (name != wanted, !wanted.iter().all(|word| name.contains(word)), ikm.id)
        });
        found.into_iter().take(limit).cloned().collect()
    }
}

/// Adds `id` to those that stand under `key`.
fn add<K: Ord + Clone>(table: &mut Table<K, BTreeSet<IkmId>>, key: K, id: IkmId) {
    let mut ids = table.find(&key).unwrap_or_default();
    ids.insert(id);
    table.put(key, ids);
}

/// Removes `id` from those that stand under `key`.
fn drop_id<K: Ord + Clone>(table: &mut Table<K, BTreeSet<IkmId>>, key: K, id: IkmId) {
    let mut ids = table.find(&key).unwrap_or_default();
    ids.remove(&id);
    table.put(key, ids);
}

fn words(text: &str) -> Vec<String> {
    fold(text).split_whitespace().map(str::to_owned).collect()
}

/// Whether each of the words `wanted` is the beginning of one of `words`.
fn has_each(wanted: &[String], words: &[String]) -> bool {
    wanted.iter().all(|start| words.iter().any(|word| word.starts_with(start)))
}

/// Whether each of the words `wanted` is the beginning of one of `words`, or spelt nearly like one.
fn has_each_nearly(wanted: &[String], words: &[String]) -> bool {
    wanted.iter().all(|wanted| {
        words.iter().any(|word| word.starts_with(wanted) || is_near_word(wanted, word))
    })
}

impl<T> RegistryRead for Tx<T> {
    fn ikm(&mut self, id: IkmId) -> Result<Option<Ikm>> {
        Ok(self.tables.registry.ikms.find(&id))
    }

    fn ikm_by_nib(&mut self, nib: &Nib) -> Result<Option<Ikm>> {
        let tables = &self.tables.registry;
        Ok(tables.with_nib(nib).min_by_key(|ikm| (ikm.merged.is_some(), ikm.id)).cloned())
    }

    fn ikms_by_nik(&mut self, nik: &Nik) -> Result<Vec<Ikm>> {
        let tables = &self.tables.registry;
        let somebody = tables.niks.get(nik).filter(|_| !is_placeholder(nik.as_str()));
        Ok(tables.all_of(somebody.into_iter().flatten(), usize::MAX))
    }

    fn ikms_by_keys(&mut self, keys: &[String], limit: u32) -> Result<Vec<Ikm>> {
        let tables = &self.tables.registry;
        let mut ids = BTreeSet::new();
        let under = keys.iter().filter_map(|key| tables.keys.get(key));
        for id in under.filter(|under| under.len() <= length(limit)).flatten() {
            if ids.len() < length(limit) {
                ids.insert(*id);
            }
        }
        Ok(tables.all_of(&ids, length(limit)))
    }

    fn ikm_page(
        &mut self,
        filter: &IkmFilter,
        as_of: NaiveDate,
        after: Option<IkmId>,
        limit: u32,
    ) -> Result<Vec<Ikm>> {
        let IkmFilter { kecamatan, class } = filter;
        let standing = self.tables.registry.standing(as_of).into_iter();
        let listed = standing
            .filter(|ikm| after.is_none_or(|after| ikm.id > after))
            .filter(|ikm| kecamatan.is_none() || ikm.profile.place.kecamatan == *kecamatan)
            .filter(|ikm| class.is_none() || ikm.profile.classification == *class);
        Ok(listed.take(length(limit)).cloned().collect())
    }

    fn search(&mut self, text: &str, limit: u32) -> Result<Vec<Ikm>> {
        Ok(self.tables.registry.search(text, length(limit)))
    }

    fn rekap(&mut self, as_of: NaiveDate) -> Result<Vec<RekapRow>> {
        self.tables.registry.count(as_of).map_err(overflow)
    }

    fn rekap_around(&mut self, regency: RegionCode, as_of: NaiveDate) -> Result<Vec<RekapRow>> {
        self.tables.registry.count_by(as_of, |code| around(regency, code)).map_err(overflow)
    }

    fn registrations(&mut self) -> Result<Vec<(NaiveDate, i64)>> {
        Ok(self.tables.registry.grown_by())
    }

    fn past(&mut self, id: IkmId) -> Result<Vec<Past>> {
        Ok(self.tables.registry.pasts_of(id).cloned().collect())
    }

    fn changed_by(
        &mut self,
        cause: &Cause,
        after: Option<(IkmId, u32)>,
        limit: u32,
    ) -> Result<Vec<Past>> {
        let pasts = self.tables.registry.pasts.after(after).map(|(_, past)| past);
        let ended = pasts.filter(|past| past.cause == *cause);
        Ok(ended.take(length(limit)).cloned().collect())
    }

    fn added_by(&mut self, batch: BatchId, after: Option<IkmId>, limit: u32) -> Result<Vec<Ikm>> {
        let ikms = self.tables.registry.ikms.after(after).map(|(_, ikm)| ikm);
        let added = ikms.filter(|ikm| ikm.batch == Some(batch));
        Ok(added.take(length(limit)).cloned().collect())
    }

    fn figures(&mut self, id: IkmId) -> Result<Vec<FiguresOf>> {
        Ok(self.tables.registry.figures_of(id))
    }

    fn figures_by_year(&mut self) -> Result<Vec<YearFigures>> {
        self.tables.registry.sum_by_year().map_err(overflow)
    }

    fn has_changed_after(&mut self, day: NaiveDate) -> Result<bool> {
        let tables = &self.tables.registry;
        let registered = tables.ikms.values().any(|ikm| ikm.registered_on > day);
        let changed = tables.pasts.iter().any(|(_, past)| past.until > day);
        Ok(registered || changed || tables.figures.values().any(|row| row.recorded_on > day))
    }

    fn batch(&mut self, id: BatchId) -> Result<Option<Batch>> {
        Ok(self.tables.registry.batches.find(&id))
    }

    fn batch_page(&mut self, after: Option<BatchId>, limit: u32) -> Result<Vec<Batch>> {
        let batches = self.tables.registry.batches.after(after);
        Ok(batches.take(length(limit)).map(|(_, batch)| batch.clone()).collect())
    }

    fn leaning_on(&mut self, batch: BatchId) -> Result<Vec<BatchId>> {
        let tables = &self.tables.registry;
        let stands = |id: &BatchId| tables.batches.get(id).is_none_or(|b| b.undone_on.is_none());
        let leans = tables.leans.iter().filter(|((_, on), ())| *on == batch);
        Ok(leans.map(|((id, _), ())| *id).filter(stands).collect())
    }

    fn merge(&mut self, id: MergeId) -> Result<Option<Merge>> {
        Ok(self.tables.registry.merges.find(&id))
    }

    fn merge_page(&mut self, after: Option<MergeId>, limit: u32) -> Result<Vec<Merge>> {
        let merges = self.tables.registry.merges.after(after);
        Ok(merges.take(length(limit)).map(|(_, merge)| merge.clone()).collect())
    }

    fn merges_of(&mut self, ikm: IkmId) -> Result<Vec<Merge>> {
        let merges = self.tables.registry.merges.values();
        Ok(merges.filter(|merge| merge.keep == ikm || merge.drop == ikm).cloned().collect())
    }

    fn pair_page(&mut self, after: Option<(IkmId, IkmId)>, limit: u32) -> Result<Vec<Pair>> {
        let tables = &self.tables.registry;
        let pairs = tables.pairs.after(after).map(|(_, pair)| pair);
        let open = pairs.filter(|pair| tables.is_open(pair)).map(|(pair, _)| pair);
        Ok(open.take(length(limit)).cloned().collect())
    }

    fn pairs_of(&mut self, ikm: IkmId) -> Result<Vec<Pair>> {
        let tables = &self.tables.registry;
        let open = tables.pairs.values().filter(|pair| tables.is_open(pair));
        let pairs = open.map(|(pair, _)| pair);
        Ok(pairs.filter(|pair| pair.a == ikm || pair.b == ikm).cloned().collect())
    }
}

impl RegistryWrite for Tx<Turn<'_>> {
    fn insert_ikm(&mut self, ikm: &Ikm) -> Result<()> {
        let tables = &mut self.founded()?.registry;
        if tables.ikms.contains(&ikm.id) {
            return Err(exists("ikm", ikm.id));
        }
        tables.put_ikm(ikm.clone())
    }

    fn update_ikm(&mut self, ikm: &Ikm, on: NaiveDate, cause: &Cause) -> Result<()> {
        let tables = &mut self.founded()?.registry;
        let stored = tables.ikms.find(&ikm.id).filter(|stored| stored.version == ikm.version);
        let Some(old) = stored else { return Err(conflict("ikm", ikm.id)) };
        let (registered_on, batch) = (old.registered_on, old.batch);
        let version = old.version.saturating_add(1);
        let until = on.max(tables.since(&old));
        tables.put_ikm(Ikm { version, registered_on, batch, ..ikm.clone() })?;
        tables.pasts.put((old.id, old.version), Past { ikm: old, until, cause: *cause });
        Ok(())
    }

    fn remove_ikm(&mut self, id: IkmId, on: NaiveDate, cause: &Cause) -> Result<()> {
        let tables = self.founded()?;
        let Some(old) = tables.registry.ikms.find(&id) else { return Err(conflict("ikm", id)) };
        let leads_here = |ikm: &Ikm| ikm.merged.is_some_and(|merged| merged.into == id);
        let named =
            tables.association.is_member(id)
                || tables.programmes.is_enrolled(id)
                || tables.registry.merges.values().any(|merge| {
                    merge.undone_on.is_none() && (merge.keep == id || merge.drop == id)
                })
                || tables.registry.ikms.values().any(leads_here);
        require(!named, "ikm that nothing names but", id)?;
        let tables = &mut tables.registry;
        let until = on.max(tables.since(&old));
        tables.remove(&old);
        if until > old.registered_on {
            tables.pasts.put((id, old.version), Past { ikm: old, until, cause: *cause });
        } else {
            tables.pasts.remove_if(|(of, _), _| *of == id);
        }
        Ok(())
    }

    fn claim_row(&mut self, row_digest: &[u8; 32]) -> Result<Option<ClaimedRow>> {
        let rows = self.tables.registry.rows.from((*row_digest, 0));
        let same = rows.take_while(|((digest, _), _)| digest == row_digest);
        let mut open = same.filter(|(key, _)| !self.turn.claimed.contains(key));
        let Some((key, (ikm, batch))) = open.next() else { return Ok(None) };
        let (key, row) = (*key, ClaimedRow { ikm: *ikm, batch: Some(*batch) });
        self.turn.claimed.insert(key);
        Ok(Some(row))
    }

    fn insert_row(&mut self, row_digest: &[u8; 32], ikm: IkmId, batch: BatchId) -> Result<()> {
        let rows = &mut self.founded()?.registry.rows;
        let same = rows.from((*row_digest, 0)).take_while(|((digest, _), _)| digest == row_digest);
        let key = (*row_digest, same.last().map_or(0, |((_, nth), _)| nth + 1));
        rows.put(key, (ikm, batch));
        self.turn.claimed.insert(key);
        Ok(())
    }

    fn remove_rows(&mut self, batch: BatchId) -> Result<u64> {
        let rows = &mut self.founded()?.registry.rows;
        Ok(rows.remove_if(|_, (_, of)| *of == batch))
    }

    fn put_figures(&mut self, figures: &FiguresOf) -> Result<()> {
        self.tables.require_ikm(figures.ikm)?;
        let key = (figures.ikm, figures.year(), figures.source);
        self.founded()?.registry.figures.put(key, figures.clone());
        Ok(())
    }

    fn remove_figures(&mut self, ikm: IkmId, year: i32, source: Option<BatchId>) -> Result<()> {
        self.founded()?.registry.figures.remove(&(ikm, year, source));
        Ok(())
    }

    fn insert_batch(&mut self, batch: &Batch) -> Result<()> {
        let batches = &mut self.founded()?.registry.batches;
        if batches.contains(&batch.id) {
            return Err(exists("batch", batch.id));
        }
        batches.put(batch.id, batch.clone());
        Ok(())
    }

    fn end_batch(&mut self, id: BatchId, undone_on: NaiveDate) -> Result<()> {
        let batches = &mut self.founded()?.registry.batches;
        let stands = batches.find(&id).filter(|batch| batch.undone_on.is_none());
        let Some(batch) = stands else { return Err(conflict("batch", id)) };
        batches.put(id, Batch { undone_on: Some(undone_on), ..batch });
        Ok(())
    }

    fn put_lean(&mut self, batch: BatchId, on: BatchId) -> Result<()> {
        self.founded()?.registry.leans.put((batch, on), ());
        Ok(())
    }

    fn insert_merge(&mut self, merge: &Merge) -> Result<()> {
        self.tables.require_ikm(merge.keep)?;
        self.tables.require_ikm(merge.drop)?;
        let merges = &mut self.founded()?.registry.merges;
        if merges.contains(&merge.id) {
            return Err(exists("merge", merge.id));
        }
        merges.put(merge.id, merge.clone());
        Ok(())
    }

    fn end_merge(&mut self, id: MergeId, undone_on: NaiveDate) -> Result<()> {
        let merges = &mut self.founded()?.registry.merges;
        let stands = merges.find(&id).filter(|merge| merge.undone_on.is_none());
        let Some(merge) = stands else { return Err(conflict("merge", id)) };
        merges.put(id, Merge { undone_on: Some(undone_on), ..merge });
        Ok(())
    }

    fn erase_person(&mut self, ikm: IkmId) -> Result<u64> {
        let tables = &mut self.founded()?.registry;
        let mut erased = 0;
        let pasts: Vec<Past> = tables.pasts_of(ikm).cloned().collect();
        for past in pasts {
            let profile = past.ikm.profile.without_person();
            erased += u64::from(profile != past.ikm.profile);
            let ikm = Ikm { profile, ..past.ikm };
            tables.pasts.put((ikm.id, ikm.version), Past { ikm, ..past });
        }
        let here = |merge: &&Merge| merge.keep == ikm || merge.drop == ikm;
        let merges: Vec<Merge> = tables.merges.values().filter(here).cloned().collect();
        for merge in merges {
            let keep_before = merge.keep_before.without_person();
            let keep_after = merge.keep_after.without_person();
            let same = keep_before == merge.keep_before && keep_after == merge.keep_after;
            erased += u64::from(!same);
            tables.merges.put(merge.id, Merge { keep_before, keep_after, ..merge });
        }
        Ok(erased)
    }

    fn insert_pair(&mut self, pair: &Pair) -> Result<bool> {
        self.tables.require_ikm(pair.a)?;
        self.tables.require_ikm(pair.b)?;
        let pairs = &mut self.founded()?.registry.pairs;
        if pairs.contains(&(pair.a, pair.b)) {
            return Ok(false);
        }
        pairs.put((pair.a, pair.b), (pair.clone(), None));
        Ok(true)
    }

    fn decide_pair(&mut self, a: IkmId, b: IkmId, on: NaiveDate) -> Result<()> {
        self.tables.require_ikm(a)?;
        self.tables.require_ikm(b)?;
        let (a, b) = (a.min(b), a.max(b));
        let pairs = &mut self.founded()?.registry.pairs;
        let unknown = || Pair { a, b, resemblance: Resemblance { score: 0, reasons: Vec::new() } };
        let pair = pairs.find(&(a, b)).map_or_else(unknown, |(pair, _)| pair);
        pairs.put((a, b), (pair, Some(on)));
        Ok(())
    }
}
