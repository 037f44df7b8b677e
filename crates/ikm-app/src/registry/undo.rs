use chrono::NaiveDate;
use ikm_core::audit::DigestBuilder;
use ikm_core::id::{BatchId, IkmId};
use ikm_core::registry::{Cause, Ikm};
use ikm_store::{Batch, ReadTx, WriteTx};
use serde::{Deserialize, Serialize};

use super::refusal::{InTheWay, LaterWork, NAMED, RegistryRefusal};
use crate::app::App;
use crate::error::AppError;
use crate::members::PAGE;

/// What taking an import back did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoOutcome {
    /// The import.
    pub batch: BatchId,
    /// IKM that it had added and that are gone.
    pub removed: u64,
    /// IKM that it had changed and that are as they were before.
    pub restored: u64,
}

impl App<'_> {
    /// Takes an import back, whole and in one transaction: what it added is removed, what it changed
    /// is as it was, and its rows are new to the next import. It is named by its id or a beginning
    /// of it that no other has.
    ///
    /// # Errors
    ///
    /// [`RegistryRefusal::UnknownBatch`], [`RegistryRefusal::AmbiguousBatch`],
    /// [`RegistryRefusal::BatchUndone`], [`RegistryRefusal::BackdatedBatch`],
    /// [`RegistryRefusal::LeanedOn`] and [`RegistryRefusal::LaterWork`], which say what stands on
    /// it, and [`AppError::Store`].
    pub fn undo(&mut self, batch: &str) -> Result<UndoOutcome, AppError> {
        let content = DigestBuilder::new().field("registry.undo").field(batch).finish();
        self.write_once(content, |tx, env| {
            let batch = resolve_batch(tx, batch)?;
            let (id, on) = (batch.id, env.today);
            require_nothing_stands_on(tx, &batch, on)?;
            let restored = restore(tx, id, on)?;
            tx.remove_rows(id)?;
            let removed = remove(tx, id, on)?;
            tx.end_batch(id, on)?;
            env.audit(tx, "registry.undo", &id, content, &batch.file)?;
            Ok(UndoOutcome { batch: id, removed, restored })
        })
    }

    /// Shows every import to `each`, oldest first, those that were taken back too.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn for_each_import(
        &self,
        each: impl FnMut(Batch) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        self.read(|tx| visit_batches(tx, each))
    }
}

fn visit_batches(
    tx: &mut dyn ReadTx,
    mut each: impl FnMut(Batch) -> Result<(), AppError>,
) -> Result<(), AppError> {
    let mut after = None;
    loop {
        let page = tx.batch_page(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id);
        for batch in page {
            each(batch)?;
        }
    }
}

fn resolve_batch(tx: &mut dyn ReadTx, text: &str) -> Result<Batch, AppError> {
    let unknown = || AppError::from(RegistryRefusal::UnknownBatch(text.to_owned()));
    if let Ok(id) = text.parse::<BatchId>() {
        return tx.batch(id)?.ok_or_else(unknown);
    }
    if text.is_empty() {
        return Err(unknown());
    }
    let mut found = None;
    visit_batches(tx, |batch| {
        if !batch.id.to_string().starts_with(&text.to_lowercase()) {
            return Ok(());
        }
        match found.replace(batch) {
            None => Ok(()),
            Some(_) => Err(RegistryRefusal::AmbiguousBatch(text.to_owned()).into()),
        }
    })?;
    found.ok_or_else(unknown)
}

fn require_nothing_stands_on(
    tx: &mut dyn ReadTx,
    batch: &Batch,
    on: NaiveDate,
) -> Result<(), AppError> {
    let id = batch.id;
    if let Some(on) = batch.undone_on {
        return Err(RegistryRefusal::BatchUndone { batch: id, on }.into());
    }
    if on < batch.imported_on {
        let since = batch.imported_on;
        return Err(RegistryRefusal::BackdatedBatch { batch: id, since, on }.into());
    }
    let mut first = tx.leaning_on(id)?;
    let count = length(first.len());
    if count > 0 {
        first.truncate(NAMED);
        return Err(RegistryRefusal::LeanedOn { batch: id, count, first }.into());
    }
    let mut in_the_way = Found::default();
    visit_added(tx, id, |tx, ikm| {
        let work = later_work_on_added(tx, ikm, id)?;
        in_the_way.add(ikm, work);
        Ok(())
    })?;
    visit_changed(tx, id, |tx, ikm| {
        let work = later_change(tx, ikm, id)?;
        in_the_way.add(ikm, work);
        Ok(())
    })?;
    match in_the_way {
        Found { count: 0, .. } => Ok(()),
        Found { count, first } => {
            Err(RegistryRefusal::LaterWork { batch: id, count, first }.into())
        }
    }
}

#[derive(Default)]
struct Found {
    count: u64,
    first: Vec<InTheWay>,
}

impl Found {
    fn add(&mut self, ikm: &Ikm, work: Option<LaterWork>) {
        let Some(work) = work else { return };
        self.count += 1;
        if self.first.len() < NAMED {
            let name = ikm.profile.name.clone();
            self.first.push(InTheWay { ikm: ikm.id, name, work });
        }
    }
}

/// What was done with an IKM that the import added, so that it cannot simply go.
fn later_work_on_added(
    tx: &mut dyn ReadTx,
    ikm: &Ikm,
    batch: BatchId,
) -> Result<Option<LaterWork>, AppError> {
    if let Some(member) = tx.members_of_ikm(ikm.id)?.first() {
        return Ok(Some(LaterWork::Member(member.number())));
    }
    if let Some(place) = tx.enrolments_of(ikm.id)?.first() {
        return Ok(Some(LaterWork::Enrolled(place.programme().clone())));
    }
    let merges = tx.merges_of(ikm.id)?;
    if let Some(merge) = merges.iter().find(|merge| merge.undone_on.is_none()) {
        return Ok(Some(
            ikm.merged
                .map_or(LaterWork::Merged(merge.id), |merged| LaterWork::MergedInto(merged.into)),
        ));
    }
    later_change(tx, ikm, batch)
}

/// What changed an IKM after the import did, unless it is again as the import left it.
fn later_change(
    tx: &mut dyn ReadTx,
    ikm: &Ikm,
    batch: BatchId,
) -> Result<Option<LaterWork>, AppError> {
    if let Some(merged) = ikm.merged {
        return Ok(Some(LaterWork::MergedInto(merged.into)));
    }
    if ikm.version == 1 {
        return Ok(None);
    }
    let past = tx.past(ikm.id)?;
    let ours = past.iter().rposition(|past| past.cause == Cause::Import(batch));
    let mut later = past.iter().skip(ours.map_or(0, |at| at + 1));
    // What the first later change replaced is what the import left.
    let Some(left) = later.next() else { return Ok(None) };
    if left.ikm.profile == ikm.profile {
        return Ok(None);
    }
    let last = later.next_back().unwrap_or(left);
    Ok(Some(LaterWork::Changed(last.cause)))
}

/// Makes the IKM that the import changed what they were before, and says how many they are.
fn restore(tx: &mut dyn WriteTx, batch: BatchId, on: NaiveDate) -> Result<u64, AppError> {
    let mut restored = 0;
    let cause = Cause::Import(batch);
    let mut after: Option<(IkmId, u32)> = None;
    loop {
        let page = tx.changed_by(&cause, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(restored) };
        let (mut seen, end) = (after.map(|(id, _)| id), (last.ikm.id, last.ikm.version));
        for past in &page {
            // Of several changes, the first one replaced what was there before the import.
            if seen.replace(past.ikm.id) == Some(past.ikm.id) {
                continue;
            }
            if let Some(known) = tx.ikm(past.ikm.id)?
                && known.batch != Some(batch)
            {
                restore_one(tx, &known, &past.ikm, batch, on)?;
                restored += 1;
            }
        }
        after = Some(end);
    }
}

fn restore_one(
    tx: &mut dyn WriteTx,
    known: &Ikm,
    before: &Ikm,
    batch: BatchId,
    on: NaiveDate,
) -> Result<(), AppError> {
    for row in tx.figures(known.id)? {
        if row.source == Some(batch) {
            tx.remove_figures(known.id, row.year(), row.source)?;
        }
    }
    let profile = before.profile.clone();
    Ok(tx.update_ikm(&Ikm { profile, ..known.clone() }, on, &Cause::Undo(batch))?)
}

/// Removes the IKM that the import added, and says how many they were.
fn remove(tx: &mut dyn WriteTx, batch: BatchId, on: NaiveDate) -> Result<u64, AppError> {
    let mut removed = 0;
    loop {
        let page = tx.added_by(batch, None, PAGE)?;
        if page.is_empty() {
            return Ok(removed);
        }
        for ikm in page {
            tx.remove_ikm(ikm.id, on, &Cause::Undo(batch))?;
            removed += 1;
        }
    }
}

/// Visits the IKM that the import added, in order of ids.
fn visit_added(
    tx: &mut dyn ReadTx,
    batch: BatchId,
    mut visit: impl FnMut(&mut dyn ReadTx, &Ikm) -> Result<(), AppError>,
) -> Result<(), AppError> {
    let mut after = None;
    loop {
        let page = tx.added_by(batch, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id);
        for ikm in &page {
            visit(tx, ikm)?;
        }
    }
}

/// Visits the IKM that the import changed and did not add, as they are now, in order of ids.
fn visit_changed(
    tx: &mut dyn ReadTx,
    batch: BatchId,
    mut visit: impl FnMut(&mut dyn ReadTx, &Ikm) -> Result<(), AppError>,
) -> Result<(), AppError> {
    let cause = Cause::Import(batch);
    let (mut after, mut seen): (Option<(IkmId, u32)>, Option<IkmId>) = (None, None);
    loop {
        let page = tx.changed_by(&cause, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some((last.ikm.id, last.ikm.version));
        for past in &page {
            if seen.replace(past.ikm.id) != Some(past.ikm.id)
                && let Some(ikm) = tx.ikm(past.ikm.id)?
                && ikm.batch != Some(batch)
            {
                visit(tx, &ikm)?;
            }
        }
    }
}

fn length(of: usize) -> u64 {
    u64::try_from(of).unwrap_or(u64::MAX)
}
