use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use ikm_core::classification::{ClassCode, Scheme};
use ikm_core::id::{BatchId, IkmId};
use ikm_core::identity::{Nib, Nik};
use ikm_core::money::{MoneyError, Rupiah};
use ikm_core::region::{Region, RegionCode};
use ikm_core::registry::{Ikm, Profile, blocking_keys, fold};

use super::table::{Table, length};
use super::{Turn, Tx, conflict, exists, overflow};
use crate::{Batch, IkmFilter, Pair, RegistryRead, RegistryWrite, RekapRow, Result};

#[derive(Clone, Debug, Default)]
pub(super) struct RegistryTables {
    regions: Table<RegionCode, Region>,
    scheme: Option<Arc<Scheme>>,
    ikms: Table<IkmId, Ikm>,
    nibs: Table<Nib, IkmId>,
    niks: Table<Nik, BTreeSet<IkmId>>,
    keys: Table<String, BTreeSet<IkmId>>,
    rows: Table<([u8; 32], u32), IkmId>,
    batches: Table<BatchId, Batch>,
    pairs: Table<(IkmId, IkmId), Pair>,
}

impl RegistryTables {
    pub(super) fn has_ikm(&self, id: IkmId) -> bool {
        self.ikms.contains(&id)
    }

    /// Puts `ikm` and what it is found by, unless another has its NIB.
    fn put_ikm(&mut self, ikm: Ikm) -> Result<()> {
        if let Some(nib) = &ikm.profile.nib
            && self.nibs.get(nib).is_some_and(|other| *other != ikm.id)
        {
            return Err(exists("NIB", nib));
        }
        if let Some(old) = self.ikms.find(&ikm.id) {
            self.forget(&old);
        }
        if let Some(nib) = &ikm.profile.nib {
            self.nibs.put(*nib, ikm.id);
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

    /// Removes what `ikm` is found by.
    fn forget(&mut self, ikm: &Ikm) {
        if let Some(nib) = &ikm.profile.nib {
            self.nibs.remove(nib);
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

    fn search(&self, text: &str, limit: usize) -> Vec<Ikm> {
        let wanted = words(text);
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<&Ikm> = self
            .ikms
            .values()
            .filter(|ikm| has_each(&wanted, &self.search_words(&ikm.profile)))
            .collect();
        found.sort_by_key(|ikm| {
            let name = words(&ikm.profile.name);
            (name != wanted, !has_each(&wanted, &name), ikm.id)
        });
        found.into_iter().take(limit).cloned().collect()
    }

    fn rekap(&self, as_of: NaiveDate) -> Result<Vec<RekapRow>, MoneyError> {
        let mut rows: BTreeMap<(Option<RegionCode>, Option<ClassCode>), RekapRow> = BTreeMap::new();
        for ikm in self.ikms.values().filter(|ikm| ikm.registered_on <= as_of) {
            let (kecamatan, class) =
                (ikm.profile.place.kecamatan, ikm.profile.classification.clone());
            let row = rows
                .entry((kecamatan, class.clone()))
                .or_insert_with(|| empty_row(kecamatan, class));
            let figures = &ikm.profile.figures;
            let plus = |sum: Rupiah, more: Option<Rupiah>| sum.plus(more.unwrap_or_default());
            row.count += 1;
            row.workers += u64::from(figures.workers.count().unwrap_or_default());
            row.investment = plus(row.investment, figures.investment)?;
            row.production_value = plus(row.production_value, figures.production_value)?;
            row.raw_material_value = plus(row.raw_material_value, figures.raw_material_value)?;
        }
        Ok(rows.into_values().collect())
    }
}

const fn empty_row(kecamatan: Option<RegionCode>, class: Option<ClassCode>) -> RekapRow {
    RekapRow {
        kecamatan,
        class,
        count: 0,
        workers: 0,
        investment: Rupiah::ZERO,
        production_value: Rupiah::ZERO,
        raw_material_value: Rupiah::ZERO,
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

impl<T> RegistryRead for Tx<T> {
    fn regions(&mut self) -> Result<Vec<Region>> {
        Ok(self.tables.registry.regions.values().cloned().collect())
    }

    fn scheme(&mut self) -> Result<Option<Scheme>> {
        Ok(self.tables.registry.scheme.as_deref().cloned())
    }

    fn ikm(&mut self, id: IkmId) -> Result<Option<Ikm>> {
        Ok(self.tables.registry.ikms.find(&id))
    }

    fn ikm_by_nib(&mut self, nib: &Nib) -> Result<Option<Ikm>> {
        let tables = &self.tables.registry;
        Ok(tables.nibs.get(nib).and_then(|id| tables.ikms.find(id)))
    }

    fn ikms_by_nik(&mut self, nik: &Nik) -> Result<Vec<Ikm>> {
        let tables = &self.tables.registry;
        Ok(tables.all_of(tables.niks.get(nik).into_iter().flatten(), usize::MAX))
    }

    fn ikm_by_row(&mut self, row_digest: &[u8; 32], nth: u32) -> Result<Option<IkmId>> {
        Ok(self.tables.registry.rows.find(&(*row_digest, nth)))
    }

    fn ikms_by_keys(&mut self, keys: &[String], limit: u32) -> Result<Vec<Ikm>> {
        let tables = &self.tables.registry;
        let ids: BTreeSet<IkmId> =
            keys.iter().filter_map(|key| tables.keys.get(key)).flatten().copied().collect();
        Ok(tables.all_of(&ids, length(limit)))
    }

    fn ikm_page(
        &mut self,
        filter: &IkmFilter,
        after: Option<IkmId>,
        limit: u32,
    ) -> Result<Vec<Ikm>> {
        let IkmFilter { kecamatan, class } = filter;
        let ikms = self.tables.registry.ikms.after(after).map(|(_, ikm)| ikm);
        let listed = ikms
            .filter(|ikm| kecamatan.is_none() || ikm.profile.place.kecamatan == *kecamatan)
            .filter(|ikm| class.is_none() || ikm.profile.classification == *class);
        Ok(listed.take(length(limit)).cloned().collect())
    }

    fn search(&mut self, text: &str, limit: u32) -> Result<Vec<Ikm>> {
        Ok(self.tables.registry.search(text, length(limit)))
    }

    fn rekap(&mut self, as_of: NaiveDate) -> Result<Vec<RekapRow>> {
        self.tables.registry.rekap(as_of).map_err(overflow)
    }

    fn registrations(&mut self) -> Result<Vec<(NaiveDate, u64)>> {
        let mut days: BTreeMap<NaiveDate, u64> = BTreeMap::new();
        for ikm in self.tables.registry.ikms.values() {
            *days.entry(ikm.registered_on).or_default() += 1;
        }
        Ok(days.into_iter().collect())
    }

    fn batch(&mut self, id: BatchId) -> Result<Option<Batch>> {
        Ok(self.tables.registry.batches.find(&id))
    }

    fn pair_page(&mut self, after: Option<(IkmId, IkmId)>, limit: u32) -> Result<Vec<Pair>> {
        let pairs = self.tables.registry.pairs.after(after);
        Ok(pairs.take(length(limit)).map(|(_, pair)| pair.clone()).collect())
    }
}

impl RegistryWrite for Tx<Turn<'_>> {
    fn put_regions(&mut self, regions: &[Region]) -> Result<()> {
        let table = &mut self.founded()?.registry.regions;
        *table = Table::default();
        for region in regions {
            table.put(region.code, region.clone());
        }
        Ok(())
    }

    fn put_scheme(&mut self, scheme: &Scheme) -> Result<()> {
        self.founded()?.registry.scheme = Some(Arc::new(scheme.clone()));
        Ok(())
    }

    fn insert_ikm(&mut self, ikm: &Ikm) -> Result<()> {
        let tables = &mut self.founded()?.registry;
        if tables.ikms.contains(&ikm.id) {
            return Err(exists("ikm", ikm.id));
        }
        tables.put_ikm(ikm.clone())
    }

    fn update_ikm(&mut self, ikm: &Ikm) -> Result<()> {
        let tables = &mut self.founded()?.registry;
        if tables.ikms.get(&ikm.id).map(|stored| stored.version) != Some(ikm.version) {
            return Err(conflict("ikm", ikm.id));
        }
        tables.put_ikm(Ikm { version: ikm.version.saturating_add(1), ..ikm.clone() })
    }

    fn insert_row(&mut self, row_digest: &[u8; 32], nth: u32, ikm: IkmId) -> Result<()> {
        let rows = &mut self.founded()?.registry.rows;
        let key = (*row_digest, nth);
        if rows.contains(&key) {
            return Err(exists(
                "row",
                format!("{}, number {nth}", ikm_core::audit::hex(row_digest)),
            ));
        }
        rows.put(key, ikm);
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

    fn insert_pair(&mut self, pair: &Pair) -> Result<()> {
        self.tables.require_ikm(pair.a)?;
        self.tables.require_ikm(pair.b)?;
        let pairs = &mut self.founded()?.registry.pairs;
        if !pairs.contains(&(pair.a, pair.b)) {
            pairs.put((pair.a, pair.b), pair.clone());
        }
        Ok(())
    }
}
