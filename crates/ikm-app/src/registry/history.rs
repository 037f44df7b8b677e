use chrono::NaiveDate;
use ikm_core::id::IkmId;
use ikm_core::registry::{Cause, Ikm, Part};
use ikm_store::ReadTx;

use super::identity::named_ikm;
use crate::app::App;
use crate::error::AppError;

/// One part of an IKM's profile that changed on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryView {
    /// The IKM.
    pub ikm: IkmId,
    /// The business day from which on the change counts.
    pub on: NaiveDate,
    /// What changed it; none for its registration.
    pub cause: Option<Cause>,
    /// The file that was imported, where an import changed it.
    pub file: Option<String>,
    /// What changed; none where nothing that is shown did.
    pub part: Option<Part>,
    /// What it was before, the numbers of persons masked.
    pub before: Option<String>,
    /// What it was after.
    pub after: Option<String>,
}

impl App<'_> {
    /// What was registered of an IKM and what changed since, a row a part of its profile, oldest
    /// first.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownIkm`](crate::Refusal::UnknownIkm) and [`AppError::Store`].
    pub fn history(&self, ikm: &str) -> Result<Vec<HistoryView>, AppError> {
        self.read(|tx| {
            let now = named_ikm(tx, ikm)?;
            let mut rows = vec![registration(tx, &now)?];
            let past = tx.past(now.id)?;
            for (at, before) in past.iter().enumerate() {
                let after = past.get(at + 1).map_or(&now, |next| &next.ikm);
                let change = HistoryView {
                    ikm: now.id,
                    on: before.until,
                    cause: Some(before.cause),
                    file: file_of(tx, Some(before.cause))?,
                    part: None,
                    before: None,
                    after: None,
                };
                rows.extend(changes(&change, &before.ikm, after));
            }
            Ok(rows)
        })
    }
}

fn registration(tx: &mut dyn ReadTx, ikm: &Ikm) -> Result<HistoryView, AppError> {
    let file = file_of(tx, ikm.batch.map(Cause::Import))?;
    let (on, id) = (ikm.registered_on, ikm.id);
    Ok(HistoryView { ikm: id, on, cause: None, file, part: None, before: None, after: None })
}

fn file_of(tx: &mut dyn ReadTx, cause: Option<Cause>) -> Result<Option<String>, AppError> {
    match cause {
        Some(Cause::Import(batch) | Cause::Undo(batch)) => {
            Ok(tx.batch(batch)?.map(|batch| batch.file))
        }
        _ => Ok(None),
    }
}

/// A row a part that differs; one row where only figures of another year or a merge changed.
fn changes(change: &HistoryView, before: &Ikm, after: &Ikm) -> Vec<HistoryView> {
    let parts = before.profile.differences(&after.profile);
    if parts.is_empty() {
        return vec![change.clone()];
    }
    let row = |part: Part| HistoryView {
        part: Some(part),
        before: part.shown(&before.profile),
        after: part.shown(&after.profile),
        ..change.clone()
    };
    parts.into_iter().map(row).collect()
}
