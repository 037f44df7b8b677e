//! Imports, and who leans on whom.

use chrono::NaiveDate;
use ikm_core::id::BatchId;
use rusqlite::params;

use super::cells::{Cells, day, key, moment, one_id, whole};
use super::tx::{Tx, Unique, Writing, require_one};
use crate::{Batch, Result};

macro_rules! select_batch {
    ($rest:literal) => {
        concat!(
            "select id, imported_on, at, file, digest, rows, added, updated, unchanged, rejected, \
             undone_on from import_batch ",
            $rest
        )
    };
}

fn read_batch(cells: &mut Cells<'_, '_>) -> Result<Batch> {
    Ok(Batch {
        id: cells.id()?,
        imported_on: cells.parsed()?,
        at: cells.parsed()?,
        file: cells.get()?,
        digest: cells.get()?,
        rows: cells.count()?,
        added: cells.count()?,
        updated: cells.count()?,
        unchanged: cells.count()?,
        rejected: cells.count()?,
        undone_on: cells.optional_parsed()?,
    })
}

impl<M> Tx<'_, M> {
    pub(super) fn find_batch(&self, id: BatchId) -> Result<Option<Batch>> {
        self.first(
            select_batch!("where association = ?1 and id = ?2"),
            params![self.association, key(id)],
            read_batch,
        )
    }

    pub(super) fn batches(&self, after: Option<BatchId>, limit: u32) -> Result<Vec<Batch>> {
        self.all(
            select_batch!("where association = ?1 and id > ?2 order by id limit ?3"),
            params![self.association, after.map_or([0; 16], key), limit],
            read_batch,
        )
    }

    pub(super) fn leaners(&self, on: BatchId) -> Result<Vec<BatchId>> {
        self.all(
            "select lean.batch from import_lean as lean left join import_batch as batch
                on batch.association = lean.association and batch.id = lean.batch
             where lean.association = ?1 and lean.on_batch = ?2 and batch.undone_on is null
             order by lean.batch",
            params![self.association, key(on)],
            one_id,
        )
    }
}

impl Tx<'_, Writing> {
    pub(super) fn add_batch(&self, batch: &Batch) -> Result<()> {
        let id = key(batch.id);
        self.run_unique(
            "insert into import_batch (association, id, imported_on, at, file, digest, rows, added,
                updated, unchanged, rejected, undone_on)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
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
                batch.undone_on.map(day),
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

    pub(super) fn undo_batch(&self, id: BatchId, undone_on: NaiveDate) -> Result<()> {
        let updated = self.run(
            "update import_batch set undone_on = ?3
             where association = ?1 and id = ?2 and undone_on is null",
            params![self.association, key(id), day(undone_on)],
        )?;
        require_one(updated, "batch", &id)
    }

    pub(super) fn add_lean(&self, batch: BatchId, on: BatchId) -> Result<()> {
        self.run(
            "insert into import_lean (association, on_batch, batch) values (?1, ?2, ?3)
             on conflict do nothing",
            params![self.association, key(on), key(batch)],
        )?;
        Ok(())
    }
}
