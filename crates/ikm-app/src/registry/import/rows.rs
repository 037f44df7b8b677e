use std::collections::BTreeSet;

use ikm_core::audit::Digest;
use ikm_core::classification::{ClassCode, Classifier};
use ikm_core::id::{BatchId, IkmId};
use ikm_core::money::Rupiah;
use ikm_core::registry::{Cause, FiguresOf, Ikm, MOST_CANDIDATES, Profile, Resemblance};
use ikm_import::{Outcome, Reader};
use ikm_store::{Pair, WriteTx};
use sha2::{Digest as _, Sha256};

use super::ahead::{ReadRow, for_each_row};
use super::decided::{Addition, Decided, Update, What};
use super::{Decision, ImportOutcome, ImportWatch};
use crate::app::Env;
use crate::error::AppError;
use crate::registry::Known;
use crate::registry::figures::note_figures;
use crate::registry::identity::{identify, present};

/// An import under way. Of the rows behind it, it holds sums.
pub(super) struct Import<'a, 't, 's> {
    tx: &'a mut (dyn WriteTx + 't),
    env: &'a mut Env<'s>,
    rules: Classifier<'a>,
    pub(super) batch: BatchId,
    pub(super) outcome: ImportOutcome,
    pub(super) digest: Sha256,
    /// The imports whose rows or IKM were recognised.
    leans_on: BTreeSet<BatchId>,
    /// How many rows were counted and told.
    noted: u64,
}

impl<'a, 't, 's> Import<'a, 't, 's> {
    pub(super) fn begin(
        tx: &'a mut (dyn WriteTx + 't),
        env: &'a mut Env<'s>,
        rules: Classifier<'a>,
    ) -> Self {
        let batch = BatchId::generate(env.ids);
        let (outcome, digest) = (ImportOutcome::default(), Sha256::new());
        Self { tx, env, rules, batch, outcome, digest, leans_on: BTreeSet::new(), noted: 0 }
    }

    pub(super) fn read(
        &mut self,
        reader: Reader<'_>,
        watch: &mut dyn ImportWatch,
    ) -> Result<(), AppError> {
        let mut both = (self, watch);
        let reader = for_each_row(
            reader,
            &mut both,
            |(import, watch), row| import.row(row, *watch),
            Decided::compare,
            |(import, watch), decided| import.note(&decided, *watch),
        )?;
        let (import, watch) = both;
        for warning in reader.warnings() {
            import.outcome.warnings += 1;
            watch.warning(warning);
        }
        Ok(())
    }

    /// The imports on which this one leans.
    pub(super) fn leans_on(&self) -> impl Iterator<Item = BatchId> {
        self.leans_on.iter().copied().filter(|batch| *batch != self.batch)
    }

    fn row(&mut self, read: ReadRow, watch: &mut dyn ImportWatch) -> Result<Decided, AppError> {
        let ReadRow { row, digest, keys } = read;
        let number = row.number;
        if let Outcome::Reject(problems) = &row.outcome {
            self.outcome.rejected += 1;
            watch.rejected(&row, problems)?;
        }
        let (id, profile, warnings) = match row.outcome {
            Outcome::Record { id, profile, warnings } => (id, profile, warnings),
            Outcome::Reject(problems) => {
                self.outcome.rows += 1;
                return Ok(Decided { number, what: What::Rejected(problems) });
            }
            Outcome::Skipped(_) => {
                self.outcome.skipped += 1;
                return Ok(Decided { number, what: What::Skipped });
            }
        };
        self.outcome.rows += 1;
        self.outcome.warnings += u64::try_from(warnings.len()).unwrap_or(u64::MAX);
        for warning in &warnings {
            watch.warning(warning);
        }
        self.count(&profile)?;
        let what = self.record(id, *profile, digest, &keys)?;
        Ok(Decided { number, what })
    }

    fn count(&mut self, profile: &Profile) -> Result<(), AppError> {
        let commodity = profile.commodity.as_deref().unwrap_or("undecided");
        match self.outcome.by_commodity.get_mut(commodity) {
            Some(count) => *count += 1,
            None => {
                self.outcome.by_commodity.insert(commodity.to_owned(), 1);
            }
        }
        let (totals, figures) = (&mut self.outcome.totals, &profile.figures);
        totals.workers += u64::from(figures.workers.count().unwrap_or_default());
        let add = |sum: Rupiah, more: Option<Rupiah>| sum.plus(more.unwrap_or_default());
        totals.investment = add(totals.investment, figures.investment)?;
        totals.production_value = add(totals.production_value, figures.production_value)?;
        totals.raw_material_value = add(totals.raw_material_value, figures.raw_material_value)?;
        Ok(())
    }

    fn record(
        &mut self,
        id: Option<IkmId>,
        profile: Profile,
        digest: Digest,
        keys: &[String],
    ) -> Result<What, AppError> {
        self.digest.update(digest);
        // What was read before is known before anybody asks who it is: an old list given again must
        // not undo what a newer one has brought.
        if let Some(claimed) = self.tx.claim_row(&digest)? {
            self.leans_on.extend(claimed.batch);
            let (ikm, name) = (claimed.ikm, profile.name);
            return Ok(What::Unchanged { ikm, name, by: Known::Row });
        }
        let (ikm, what) = match identify(self.tx, id, &profile)? {
            Some((known, by)) => (known.id, self.update(known, by, profile)?),
            None => self.add(profile, keys)?,
        };
        self.tx.insert_row(&digest, ikm, self.batch)?;
        Ok(what)
    }

    fn update(&mut self, known: Ikm, by: Known, newer: Profile) -> Result<What, AppError> {
        self.lean_on(&known)?;
        let mut profile = known.profile.updated_by(&newer);
        if profile.nib != known.profile.nib && self.is_nib_of_another(&profile, known.id)? {
            profile.nib = known.profile.nib;
        }
        if newer.classification.is_none() && is_to_classify(&known, &profile) {
            profile.classification = self.class_of(&profile).or(profile.classification);
        }
        let said = FiguresOf {
            ikm: known.id,
            source: Some(self.batch),
            recorded_on: self.env.today,
            figures: newer.figures.clone(),
        };
        let year = said.year();
        // Our own export puts the figures of several years into one row; given back as they are,
        // they say nothing new of any year.
        let given_back = by == Known::Id && newer.figures == known.profile.figures;
        let noted = if given_back { None } else { note_figures(self.tx, &known, said)? };
        let figures_of = noted.is_some().then_some(year);
        profile.figures = noted.unwrap_or_else(|| known.profile.figures.clone());
        let changed = known.profile.differences(&profile);
        if changed.is_empty() && figures_of.is_none() {
            return Ok(What::Unchanged { ikm: known.id, name: newer.name, by });
        }
        let after = Ikm { profile, ..known.clone() };
        self.tx.update_ikm(&after, self.env.today, &Cause::Import(self.batch))?;
        Ok(What::Updated(Box::new(Update { before: known, after, by, changed, figures_of })))
    }

    /// Notes every import whose work this one finds on `known`.
    fn lean_on(&mut self, known: &Ikm) -> Result<(), AppError> {
        self.leans_on.extend(known.batch);
        if known.version > 1 {
            for past in self.tx.past(known.id)? {
                if let Cause::Import(batch) = past.cause {
                    self.leans_on.insert(batch);
                }
            }
        }
        Ok(())
    }

    /// Whether the NIB belongs to another IKM: to one that was merged into this one, or to one with
    /// which the list confuses it.
    fn is_nib_of_another(&mut self, profile: &Profile, ikm: IkmId) -> Result<bool, AppError> {
        let Some(nib) = &profile.nib else { return Ok(false) };
        Ok(self.tx.ikm_by_nib(nib)?.is_some_and(|other| other.id != ikm))
    }

    fn class_of(&self, profile: &Profile) -> Option<ClassCode> {
        let class = self.rules.class_of(profile.kbli, profile.commodity.as_deref());
        class.map(|class| class.code.clone())
    }

    fn add(&mut self, mut profile: Profile, keys: &[String]) -> Result<(IkmId, What), AppError> {
        if profile.classification.is_none() {
            profile.classification = self.class_of(&profile);
        }
        let candidates = self.tx.ikms_by_keys(keys, MOST_CANDIDATES)?;
        let ikm = Ikm {
            id: IkmId::generate(self.env.ids),
            version: 1,
            registered_on: self.env.today,
            batch: Some(self.batch),
            merged: None,
            profile,
        };
        self.tx.insert_ikm_under(&ikm, keys)?;
        let id = ikm.id;
        let (resembles, suggests) = (Vec::new(), false);
        Ok((id, What::Added(Box::new(Addition { ikm, candidates, resembles, suggests }))))
    }

    /// Counts and tells what became of a row.
    fn note(&mut self, decided: &Decided, watch: &mut dyn ImportWatch) -> Result<(), AppError> {
        let number = decided.number;
        match &decided.what {
            What::Skipped => return Ok(()),
            What::Rejected(problems) => watch.decided(number, &Decision::Rejected(problems))?,
            What::Unchanged { ikm, name, by } => {
                self.outcome.unchanged += 1;
                watch.decided(number, &Decision::Unchanged { ikm: *ikm, name, by: *by })?;
            }
            What::Updated(update) => {
                self.outcome.updated += 1;
                let Update { before, after, by, changed, figures_of } = &**update;
                let (by, figures_of) = (*by, *figures_of);
                watch.decided(
                    number,
                    &Decision::Updated { before, after, by, changed, figures_of },
                )?;
            }
            What::Added(addition) => {
                self.outcome.added += 1;
                self.outcome.suggestible += u64::from(addition.suggests);
                let resembles = self.pair(addition)?;
                let (ikm, resembles) = (&addition.ikm, resembles.as_slice());
                watch.decided(number, &Decision::Added { ikm, resembles })?;
            }
        }
        self.noted += 1;
        watch.progress(self.noted);
        Ok(())
    }

    /// Pairs an IKM with those that it resembles; instead of a merged one, with the one that goes on.
    fn pair(&mut self, addition: &Addition) -> Result<Vec<(Ikm, Resemblance)>, AppError> {
        let mut found: Vec<(Ikm, Resemblance)> = Vec::new();
        for (other, resemblance) in &addition.resembles {
            let other = present(self.tx, other.clone())?;
            if found.iter().any(|(known, _)| known.id == other.id) {
                continue;
            }
            let (a, b) = (other.id.min(addition.ikm.id), other.id.max(addition.ikm.id));
            let pair = Pair { a, b, resemblance: resemblance.clone() };
            self.outcome.suspected_duplicates += u64::from(self.tx.insert_pair(&pair)?);
            found.push((other, resemblance.clone()));
        }
        Ok(found)
    }
}

/// Whether the class follows anew: a person's choice stands until the code is another, or without a
/// code the commodity.
fn is_to_classify(known: &Ikm, profile: &Profile) -> bool {
    let before = &known.profile;
    let other_commodity = profile.kbli.is_none() && profile.commodity != before.commodity;
    profile.classification.is_none() || profile.kbli != before.kbli || other_commodity
}
