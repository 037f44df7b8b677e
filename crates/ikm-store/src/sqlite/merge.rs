//! IKM that may be one, and IKM that were found to be one.

use chrono::NaiveDate;
use ikm_core::id::{IkmId, MergeId};
use ikm_core::registry::{Merge, Resemblance};
use rusqlite::params;

use super::cells::{Cells, day, key};
use super::no_json;
use super::tx::{Tx, Unique, Writing, require_one};
use crate::{Pair, Result};

fn read_merge(cells: &mut Cells<'_, '_>) -> Result<Merge> {
    let merge: Merge = cells.read(serde_json::from_str)?;
    Ok(Merge { undone_on: cells.optional_parsed()?, ..merge })
}

fn read_pair(cells: &mut Cells<'_, '_>) -> Result<Pair> {
    let (a, b) = (cells.id()?, cells.id()?);
    let resemblance =
        Resemblance { score: cells.count()?, reasons: cells.read(serde_json::from_str)? };
    Ok(Pair { a, b, resemblance })
}

impl<M> Tx<'_, M> {
    pub(super) fn find_merge(&self, id: MergeId) -> Result<Option<Merge>> {
        self.first(
            "select document, undone_on from ikm_merge where association = ?1 and id = ?2",
            params![self.association, key(id)],
            read_merge,
        )
    }

    pub(super) fn merges_with(&self, ikm: IkmId) -> Result<Vec<Merge>> {
        // For the sake of the order alone the planner would walk through every merge.
        self.all(
            "select document, undone_on from ikm_merge where association = ?1 and id in (
                select id from ikm_merge indexed by ikm_merge_keep
                where association = ?1 and keep = ?2
                union all select id from ikm_merge indexed by ikm_merge_dropped
                where association = ?1 and dropped = ?2
             ) order by id",
            params![self.association, key(ikm)],
            read_merge,
        )
    }

    pub(super) fn merges(&self, after: Option<MergeId>, limit: u32) -> Result<Vec<Merge>> {
        self.all(
            "select document, undone_on from ikm_merge
             where association = ?1 and id > ?2 order by id limit ?3",
            params![self.association, after.map_or([0; 16], key), limit],
            read_merge,
        )
    }

    pub(super) fn pairs(&self, after: Option<(IkmId, IkmId)>, limit: u32) -> Result<Vec<Pair>> {
        let (a, b) = after.map_or(([0; 16], [0; 16]), |(a, b)| (key(a), key(b)));
        self.all(
            "select a, b, score, reasons from ikm_pair as pair
             where association = ?1 and (a, b) > (?2, ?3) and decided_on is null and not exists (
                select 1 from ikm
                where association = ?1 and id in (pair.a, pair.b) and merged_into is not null
             ) order by a, b limit ?4",
            params![self.association, a, b, limit],
            read_pair,
        )
    }

    pub(super) fn pairs_with(&self, ikm: IkmId) -> Result<Vec<Pair>> {
        self.all(
            "select a, b, score, reasons from (
                select * from ikm_pair where association = ?1 and a = ?2
                union all
                select * from ikm_pair indexed by ikm_pair_b where association = ?1 and b = ?2
             ) as pair
             where decided_on is null and not exists (
                select 1 from ikm
                where association = ?1 and id in (pair.a, pair.b) and merged_into is not null
             ) order by a, b",
            params![self.association, key(ikm)],
            read_pair,
        )
    }
}

impl Tx<'_, Writing> {
    pub(super) fn add_pair(&self, pair: &Pair) -> Result<bool> {
        let Resemblance { score, reasons } = &pair.resemblance;
        let reasons = serde_json::to_string(reasons).map_err(no_json)?;
        let added = self.run(
            "insert into ikm_pair (association, a, b, score, reasons) values (?1, ?2, ?3, ?4, ?5)
             on conflict do nothing",
            params![self.association, key(pair.a), key(pair.b), score, reasons],
        )?;
        Ok(added == 1)
    }

    pub(super) fn part(&self, a: IkmId, b: IkmId, on: NaiveDate) -> Result<()> {
        self.run(
            "insert into ikm_pair (association, a, b, score, reasons, decided_on)
             values (?1, ?2, ?3, 0, '[]', ?4)
             on conflict do update set decided_on = excluded.decided_on",
            params![self.association, key(a.min(b)), key(a.max(b)), day(on)],
        )?;
        Ok(())
    }

    pub(super) fn add_merge(&self, merge: &Merge) -> Result<()> {
        let (id, document) = (key(merge.id), serde_json::to_string(merge).map_err(no_json)?);
        self.run_unique(
            "insert into ikm_merge (association, id, keep, dropped, undone_on, document)
             values (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                self.association,
                id,
                key(merge.keep),
                key(merge.drop),
                merge.undone_on.map(day),
                document,
            ],
            &[Unique {
                what: "merge",
                key: &merge.id,
                taken: "select 1 from ikm_merge where association = ?1 and id = ?2",
                by: &[&id],
            }],
        )?;
        Ok(())
    }

    pub(super) fn undo_merge(&self, id: MergeId, undone_on: NaiveDate) -> Result<()> {
        let updated = self.run(
            "update ikm_merge set undone_on = ?3
             where association = ?1 and id = ?2 and undone_on is null",
            params![self.association, key(id), day(undone_on)],
        )?;
        require_one(updated, "merge", &id)
    }
}
