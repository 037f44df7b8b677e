use chrono::NaiveDate;
use ikm_core::classification::{ClassCode, Scheme};
use ikm_core::id::{BatchId, IkmId, MergeId};
use ikm_core::identity::{Nib, Nik};
use ikm_core::registry::{Cause, FiguresOf, Ikm, Merge, Past, Profile, Resemblance, blocking_keys};
use rusqlite::{params, params_from_iter};

use super::cells::{bound, day, key, moment, one, one_id, whole};
use super::profile::{self, select_ikm};
use super::tx::{Tx, Unique, Writing, require_one};
use crate::{
    Batch, ClaimedRow, IkmFilter, Pair, RegistryRead, RegistryWrite, RekapRow, Result, StoreError,
    YearFigures,
};

impl<M> RegistryRead for Tx<'_, M> {
    fn scheme(&mut self) -> Result<Option<Scheme>> {
        self.first(
            "select document from scheme where association = ?1",
            [self.association],
            |cells| cells.read(serde_json::from_str),
        )
    }

    fn ikm(&mut self, id: IkmId) -> Result<Option<Ikm>> {
        self.find(key(id))
    }

    fn ikm_by_nib(&mut self, nib: &Nib) -> Result<Option<Ikm>> {
        self.first(
            select_ikm!("from ikm where association = ?1 and nib = ?2"),
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
        let ids = self.ids_under(keys, limit)?;
        let missing = || StoreError::Damaged("a key names an ikm that is not there".to_owned());
        ids.into_iter()
            .take(usize::try_from(limit).unwrap_or(usize::MAX))
            .map(|id| self.find(id)?.ok_or_else(missing))
            .collect()
    }

    fn ikm_page(
        &mut self,
        filter: &IkmFilter,
        as_of: NaiveDate,
        after: Option<IkmId>,
        limit: u32,
    ) -> Result<Vec<Ikm>> {
        let kecamatan = filter.kecamatan.map(|code| code.to_string());
        let class = filter.class.as_ref().map(ClassCode::as_str);
        self.all(
            select_ikm!(
                "from ikm
                 where association = ?1 and id > ?2
                   and (?3 is null or kecamatan = ?3) and (?4 is null or class = ?4)
                   and registered_on <= ?6
                 order by id limit ?5"
            ),
            params![
                self.association,
                after.map_or([0; 16], key),
                kecamatan,
                class,
                limit,
                bound(as_of)
            ],
            profile::read,
        )
    }

    fn search(&mut self, text: &str, limit: u32) -> Result<Vec<Ikm>> {
        self.find_text(text, limit)
    }

    fn rekap(&mut self, as_of: NaiveDate) -> Result<Vec<RekapRow>> {
        // Nearly every row is counted, so the table is walked as it lies and not by its index.
        self.all(
            "select kecamatan, class, count(*),
                coalesce(sum(coalesce(workers_total, workers_male + workers_female, workers_male,
                    workers_female)), 0),
                coalesce(sum(investment), 0), coalesce(sum(production_value), 0),
                coalesce(sum(raw_material_value), 0)
             from ikm not indexed where association = ?1 and registered_on <= ?2
             group by kecamatan, class order by kecamatan, class",
            params![self.association, bound(as_of)],
            |cells| {
                Ok(RekapRow {
                    kecamatan: cells.optional_parsed()?,
                    class: cells.optional_parsed()?,
                    count: cells.count()?,
                    workers: cells.count()?,
                    investment: cells.money()?,
                    production_value: cells.money()?,
                    raw_material_value: cells.money()?,
                })
            },
        )
    }

    fn registrations(&mut self) -> Result<Vec<(NaiveDate, i64)>> {
        self.all(
            "select registered_on, count(*) from ikm not indexed where association = ?1
             group by registered_on order by registered_on",
            [self.association],
            |cells| Ok((cells.parsed()?, cells.get()?)),
        )
    }

    fn batch(&mut self, id: BatchId) -> Result<Option<Batch>> {
        self.first(
            "select imported_on, at, file, digest, rows, added, updated, unchanged, rejected
             from import_batch where association = ?1 and id = ?2",
            params![self.association, key(id)],
            |cells| {
                Ok(Batch {
                    id,
                    imported_on: cells.parsed()?,
                    at: cells.parsed()?,
                    file: cells.get()?,
                    digest: cells.get()?,
                    rows: cells.count()?,
                    added: cells.count()?,
                    updated: cells.count()?,
                    unchanged: cells.count()?,
                    rejected: cells.count()?,
                    undone_on: None,
                })
            },
        )
    }

    fn past(&mut self, _id: IkmId) -> Result<Vec<Past>> {
        Ok(Vec::new())
    }
    fn changed_by(
        &mut self,
        _cause: &Cause,
        _after: Option<(IkmId, u32)>,
        _limit: u32,
    ) -> Result<Vec<Past>> {
        Err(not_yet())
    }
    fn added_by(&mut self, _: BatchId, _: Option<IkmId>, _: u32) -> Result<Vec<Ikm>> {
        Err(not_yet())
    }
    fn figures(&mut self, _: IkmId) -> Result<Vec<FiguresOf>> {
        Ok(Vec::new())
    }
    fn figures_by_year(&mut self) -> Result<Vec<YearFigures>> {
        Err(not_yet())
    }
    fn batch_page(&mut self, _: Option<BatchId>, _: u32) -> Result<Vec<Batch>> {
        Err(not_yet())
    }
    fn leaning_on(&mut self, _: BatchId) -> Result<Vec<BatchId>> {
        Err(not_yet())
    }
    fn merge(&mut self, _: MergeId) -> Result<Option<Merge>> {
        Err(not_yet())
    }
    fn merge_page(&mut self, _: Option<MergeId>, _: u32) -> Result<Vec<Merge>> {
        Ok(Vec::new())
    }

    fn merges_of(&mut self, _: IkmId) -> Result<Vec<Merge>> {
        Ok(Vec::new())
    }

    fn pair_page(&mut self, after: Option<(IkmId, IkmId)>, limit: u32) -> Result<Vec<Pair>> {
        let (a, b) = after.map_or(([0; 16], [0; 16]), |(a, b)| (key(a), key(b)));
        self.all(
            "select a, b, score, reasons from ikm_pair
             where association = ?1 and (a, b) > (?2, ?3) order by a, b limit ?4",
            params![self.association, a, b, limit],
            |cells| {
                let (a, b) = (cells.id()?, cells.id()?);
                let resemblance = Resemblance {
                    score: cells.count()?,
                    reasons: cells.read(serde_json::from_str)?,
                };
                Ok(Pair { a, b, resemblance })
            },
        )
    }
}

impl RegistryWrite for Tx<'_, Writing> {
    fn put_scheme(&mut self, scheme: &Scheme) -> Result<()> {
        let document = serde_json::to_string(scheme).map_err(no_json)?;
        self.run(
            "insert into scheme (association, document) values (?1, ?2)
             on conflict do update set document = excluded.document",
            params![self.association, document],
        )?;
        Ok(())
    }

    fn insert_ikm(&mut self, ikm: &Ikm) -> Result<()> {
        let (id, nib) = (key(ikm.id), nib_of(ikm));
        self.run_unique(
            profile::INSERT,
            params_from_iter(profile::columns(self.association, ikm)),
            &[
                Unique {
                    what: "ikm",
                    key: &ikm.id,
                    taken: "select 1 from ikm where association = ?1 and id = ?2",
                    by: &[&id],
                },
                Unique { what: "NIB", key: &nib, taken: NIB_TAKEN, by: &[&nib, &id] },
            ],
        )?;
        let row = self.last_row()?;
        self.add_text(row, &ikm.profile)?;
        self.add_keys(ikm)
    }

    fn update_ikm(&mut self, ikm: &Ikm, _on: NaiveDate, _cause: &Cause) -> Result<()> {
        let Some(old) = self.find(key(ikm.id))?.filter(|old| old.version == ikm.version) else {
            return require_one(0, "ikm", &ikm.id);
        };
        let (id, nib) = (key(ikm.id), nib_of(ikm));
        self.run_unique(
            profile::UPDATE,
            params_from_iter(profile::columns(self.association, ikm)),
            &[Unique { what: "NIB", key: &nib, taken: NIB_TAKEN, by: &[&nib, &id] }],
        )?;
        let row = self.row_of(ikm.id)?;
        self.replace_text(row, &ikm.profile)?;
        self.drop_keys(&old)?;
        self.add_keys(ikm)
    }

    fn remove_ikm(&mut self, _: IkmId, _: NaiveDate, _: &Cause) -> Result<()> {
        Err(not_yet())
    }
    fn claim_row(&mut self, row_digest: &[u8; 32]) -> Result<Option<ClaimedRow>> {
        let nth = self.seen.get(row_digest).copied().unwrap_or_default() + 1;
        let ikm = self.first(
            "select ikm from import_row where association = ?1 and digest = ?2 and nth = ?3",
            params![self.association, row_digest, nth],
            one_id,
        )?;
        if ikm.is_some() {
            self.seen.insert(*row_digest, nth);
        }
        Ok(ikm.map(|ikm| ClaimedRow { ikm, batch: None }))
    }
    fn insert_row(&mut self, row_digest: &[u8; 32], ikm: IkmId, _batch: BatchId) -> Result<()> {
        let nth = self.seen.get(row_digest).copied().unwrap_or_default() + 1;
        self.seen.insert(*row_digest, nth);
        self.run(
            "insert into import_row (association, digest, nth, ikm) values (?1, ?2, ?3, ?4)",
            params![self.association, row_digest, nth, key(ikm)],
        )?;
        Ok(())
    }
    fn remove_rows(&mut self, _: BatchId) -> Result<u64> {
        Err(not_yet())
    }
    fn put_figures(&mut self, _: &FiguresOf) -> Result<()> {
        Err(not_yet())
    }
    fn remove_figures(&mut self, _: IkmId, _: i32, _: Option<BatchId>) -> Result<()> {
        Err(not_yet())
    }
    fn end_batch(&mut self, _: BatchId, _: NaiveDate) -> Result<()> {
        Err(not_yet())
    }
    fn put_lean(&mut self, _: BatchId, _: BatchId) -> Result<()> {
        Ok(())
    }
    fn insert_merge(&mut self, _: &Merge) -> Result<()> {
        Err(not_yet())
    }
    fn end_merge(&mut self, _: MergeId, _: NaiveDate) -> Result<()> {
        Err(not_yet())
    }
    fn decide_pair(&mut self, _: IkmId, _: IkmId, _: NaiveDate) -> Result<()> {
        Err(not_yet())
    }

    fn insert_batch(&mut self, batch: &Batch) -> Result<()> {
        let id = key(batch.id);
        self.run_unique(
            "insert into import_batch (association, id, imported_on, at, file, digest, rows, added,
                updated, unchanged, rejected)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                self.association,
                id,
                day(batch.imported_on),
                moment(batch.at),
                batch.file,
                batch.digest,
                whole(batch.rows),
                whole(batch.added),
                whole(batch.updated),
                whole(batch.unchanged),
                whole(batch.rejected),
            ],
            &[Unique {
                what: "batch",
                key: &batch.id,
                taken: "select 1 from import_batch where association = ?1 and id = ?2",
                by: &[&id],
            }],
        )?;
        Ok(())
    }

    fn insert_pair(&mut self, pair: &Pair) -> Result<bool> {
        let Resemblance { score, reasons } = &pair.resemblance;
        let reasons = serde_json::to_string(reasons).map_err(no_json)?;
        let added = self.run(
            "insert into ikm_pair (association, a, b, score, reasons) values (?1, ?2, ?3, ?4, ?5)
             on conflict do nothing",
            params![self.association, key(pair.a), key(pair.b), score, reasons],
        )?;
        Ok(added == 1)
    }
}

impl<M> Tx<'_, M> {
    fn find(&self, id: [u8; 16]) -> Result<Option<Ikm>> {
        self.first(
            select_ikm!("from ikm where association = ?1 and id = ?2"),
            params![self.association, id],
            profile::read,
        )
    }
}

impl Tx<'_, Writing> {
    /// The row in which SQLite keeps an IKM, by which the search text knows it.
    fn row_of(&self, id: IkmId) -> Result<i64> {
        let row = self.first(
            "select row from ikm where association = ?1 and id = ?2",
            params![self.association, key(id)],
            one,
        )?;
        row.ok_or_else(|| StoreError::Damaged(format!("the ikm {id} is not where it was written")))
    }
}

const NIB_TAKEN: &str = "select 1 from ikm where association = ?1 and nib = ?2 and id <> ?3";

fn nib_of(ikm: &Ikm) -> &str {
    ikm.profile.nib.as_ref().map(Nib::as_str).unwrap_or_default()
}

fn no_json(refusal: serde_json::Error) -> StoreError {
    StoreError::Backend(Box::new(refusal))
}

fn not_yet() -> StoreError {
    StoreError::Backend("not yet".into())
}
