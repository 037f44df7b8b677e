use chrono::NaiveDate;
use ikm_core::id::{BatchId, IkmId};
use ikm_core::registry::{Figures, FiguresOf, Ikm, present_figures};
use ikm_store::{ReadTx, WriteTx};
use serde::Serialize;

use super::resolve_ikm;
use crate::app::App;
use crate::error::AppError;

/// What one source says of an IKM in one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FiguresView {
    /// The IKM.
    pub ikm: IkmId,
    /// The year that is spoken of.
    pub year: i32,
    /// The import that said so; none where a person did.
    pub batch: Option<BatchId>,
    /// The file that was imported.
    pub file: Option<String>,
    /// The day on which it was recorded.
    pub recorded_on: NaiveDate,
    /// What it says.
    #[serde(flatten)]
    pub figures: Figures,
}

impl App<'_> {
    /// What every source says of an IKM in every year, in order of years.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownIkm`](crate::Refusal::UnknownIkm) and [`AppError::Store`].
    pub fn figures(&self, ikm: &str) -> Result<Vec<FiguresView>, AppError> {
        self.read(|tx| {
            let ikm = resolve_ikm(tx, ikm)?;
            let rows = figures_of(tx, &ikm)?;
            rows.into_iter().map(|row| view(tx, row)).collect()
        })
    }
}

fn view(tx: &mut dyn ReadTx, row: FiguresOf) -> Result<FiguresView, AppError> {
    let file = match row.source {
        Some(batch) => tx.batch(batch)?.map(|batch| batch.file),
        None => None,
    };
    let year = row.year();
    let FiguresOf { ikm, source, recorded_on, figures } = row;
    Ok(FiguresView { ikm, year, batch: source, file, recorded_on, figures })
}

/// What is known of an IKM by year and source. Where only one source has spoken, the figures of the
/// profile are what it said.
pub(super) fn figures_of(tx: &mut dyn ReadTx, ikm: &Ikm) -> Result<Vec<FiguresOf>, AppError> {
    let rows = tx.figures(ikm.id)?;
    if !rows.is_empty() || ikm.profile.figures.say_nothing() {
        return Ok(rows);
    }
    Ok(vec![FiguresOf::of_profile(ikm)])
}

/// Puts what the store did not need to hold while only one source had spoken of `ikm`, and gives
/// all rows.
pub(super) fn make_explicit(tx: &mut dyn WriteTx, ikm: &Ikm) -> Result<Vec<FiguresOf>, AppError> {
    let rows = tx.figures(ikm.id)?;
    if !rows.is_empty() {
        return Ok(rows);
    }
    let rows = figures_of(tx, ikm)?;
    for row in &rows {
        tx.put_figures(row)?;
    }
    Ok(rows)
}

/// Puts what a source says beside what others said, and gives what is known of `ikm` then; nothing
/// where it says nothing new.
pub(super) fn note_figures(
    tx: &mut dyn WriteTx,
    ikm: &Ikm,
    said: FiguresOf,
) -> Result<Option<Figures>, AppError> {
    if said.figures.say_nothing() || is_known(&figures_of(tx, ikm)?, &ikm.profile.figures, &said) {
        return Ok(None);
    }
    let mut rows = make_explicit(tx, ikm)?;
    let place = |row: &FiguresOf| (row.year(), row.source);
    let said = match rows.iter().position(|row| place(row) == place(&said)) {
        // A source that speaks of a year twice has said both.
        Some(at) => {
            let figures = rows.remove(at).figures.updated_by(&said.figures);
            FiguresOf { figures, ..said }
        }
        None => said,
    };
    tx.put_figures(&said)?;
    rows.push(said);
    Ok(Some(present_figures(&rows)))
}

/// Whether all that `said` says is known. A source that does not name its year says nothing new by
/// repeating what is known at present.
fn is_known(rows: &[FiguresOf], present: &Figures, said: &FiguresOf) -> bool {
    let known = match said.figures.year {
        None => present.clone(),
        Some(year) => {
            let of_year: Vec<FiguresOf> =
                rows.iter().filter(|row| row.year() == year).cloned().collect();
            present_figures(&of_year)
        }
    };
    let known = Figures { year: None, ..known };
    known.updated_by(&Figures { year: None, ..said.figures.clone() }) == known
}
