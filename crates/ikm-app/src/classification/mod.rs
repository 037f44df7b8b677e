//! How the association classifies: its schemes and mappings by days, the review of classes under
//! them, and codes that products suggest.

mod reclassify;
mod refusal;
mod suggest;

use chrono::NaiveDate;
use ikm_core::audit::{Digest, DigestBuilder};
use ikm_core::classification::{
    Classifications, KbliDoubt, KbliTable, Mapping, MappingPeriod, MapsFrom, Scheme,
};
use serde::{Deserialize, Serialize};

use crate::app::{App, classifications};
use crate::error::AppError;

pub(crate) use suggest::suggestions;

pub use reclassify::{ClassReview, Reclassified, Verdict};
pub use refusal::ClassificationRefusal;
pub use suggest::{Assigned, SuggestedFor};

/// A scheme that was put in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemeLoaded {
    /// Its id.
    pub scheme: String,
    /// The first day on which it is in force.
    pub from: NaiveDate,
    /// How many classes it has, without that for what lies outside section C.
    pub classes: u64,
}

/// A mapping that was put in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappingLoaded {
    /// The scheme for which it is.
    pub scheme: String,
    /// The first day on which it speaks.
    pub from: NaiveDate,
    /// How many periods it has.
    pub periods: u64,
    /// How many rows they have together.
    pub rows: u64,
}

impl App<'_> {
    /// Puts a scheme in force from a day on, today unless given. Nobody is classified anew by it:
    /// see [`App::reclassify`].
    ///
    /// # Errors
    ///
    /// [`ClassificationRefusal::PastScheme`] for a day before the business day, as reports of past
    /// days stay as they are; and [`AppError::Store`].
    pub fn load_scheme(
        &mut self,
        scheme: &Scheme,
        from: Option<NaiveDate>,
    ) -> Result<SchemeLoaded, AppError> {
        let from = from.unwrap_or(self.env.today);
        let content = digest("classification.load", scheme, from);
        self.write_once(content, |tx, env| {
            if from < env.today {
                return Err(ClassificationRefusal::PastScheme { from, today: env.today }.into());
            }
            tx.put_scheme(scheme, from)?;
            env.audit(tx, "classification.load", &scheme.id(), content, "")?;
            let classes = u64::try_from(scheme.classes().len()).unwrap_or(u64::MAX);
            Ok(SchemeLoaded { scheme: scheme.id().to_owned(), from, classes })
        })
    }

    /// Puts a mapping in force from the business day on: for the scheme that it names, which is in
    /// force or was loaded for a later day. Nobody is classified anew by it.
    ///
    /// # Errors
    ///
    /// [`AppError::Mapping`] when no such scheme is there or one of its classes is not, and
    /// [`AppError::Store`].
    pub fn load_mapping(&mut self, mapping: &Mapping) -> Result<MappingLoaded, AppError> {
        let content = digest("classification.map", mapping, self.env.today);
        self.write_once(content, |tx, env| {
            fits(mapping, &classifications(tx)?, env.today)?;
            tx.put_mapping(mapping, env.today)?;
            env.audit(tx, "classification.map", &mapping.scheme(), content, "")?;
            let rows = mapping.periods().iter().map(|period| period.rows().len()).sum::<usize>();
            Ok(MappingLoaded {
                scheme: mapping.scheme().to_owned(),
                from: env.today,
                periods: u64::try_from(mapping.periods().len()).unwrap_or(u64::MAX),
                rows: u64::try_from(rows).unwrap_or(u64::MAX),
            })
        })
    }
}

/// Whether a mapping fits the scheme that it names, of those of today and of later days; where it
/// names none of these, that of today.
fn fits(mapping: &Mapping, known: &Classifications, today: NaiveDate) -> Result<(), AppError> {
    let current = known.on(today).map(|rules| rules.scheme());
    let later = known.schemes().iter().filter(|(from, _)| *from > today).map(|(_, later)| later);
    let mut named = current.into_iter().chain(later).filter(|one| one.id() == mapping.scheme());
    let scheme = named.next().or(current).ok_or(crate::Refusal::NotFounded)?;
    Ok(mapping.fits(scheme)?)
}

/// The codes of a mapping that KBLI 2020 does not have: likely slips, and no errors.
pub fn doubts(mapping: &Mapping) -> Vec<KbliDoubt> {
    let table = KbliTable::kbli2020_section_c();
    let rows = mapping.periods().iter().flat_map(MappingPeriod::rows);
    let prefixes = rows.filter_map(|row| match &row.from {
        MapsFrom::Prefix(kbli) => Some(*kbli),
        MapsFrom::Commodity(_) => None,
    });
    prefixes
        .filter_map(|kbli| match table.knows(kbli) {
            Some(false) => Some(KbliDoubt::Unknown(kbli)),
            _ => table.doubt(kbli, None),
        })
        .collect()
}

/// What is asked for: a document from a day on.
fn digest(action: &str, document: &impl Serialize, from: NaiveDate) -> Digest {
    // A document of text and days always has a JSON form.
    let json = serde_json::to_string(document).unwrap_or_default();
    DigestBuilder::new().field(action).field(&json).field(&from.to_string()).finish()
}
