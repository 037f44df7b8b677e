use ikm_core::audit::DigestBuilder;
use ikm_core::classification::{ClassCode, Classifier, Confidence, Suggester, Suggestion};
use ikm_core::id::IkmId;
use ikm_core::registry::{Cause, Ikm, Profile, Segment};
use ikm_store::ReadTx;
use serde::{Deserialize, Serialize};

use crate::app::{App, classifications};
use crate::error::{AppError, Refusal};
use crate::registry::{Sieve, require_since};

/// An IKM without a KBLI code, and the codes that what it makes suggests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SuggestedFor {
    /// The IKM.
    pub id: IkmId,
    /// Its name.
    pub name: String,
    /// What it makes.
    pub product: Option<String>,
    /// Its class, if it has one.
    pub classification: Option<ClassCode>,
    /// The suggestions, surest first; never empty.
    pub suggestions: Vec<Suggestion>,
}

/// What taking up suggestions did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// IKM that got a KBLI code.
    pub assigned: u64,
    /// Of these, how many got a class that they did not have.
    pub classified: u64,
}

impl App<'_> {
    /// Shows each IKM without a KBLI code for which there is a suggestion, in order of
    /// registration; of those that the segment holds, and no more than `limit`.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn for_each_suggestion(
        &self,
        segment: &Segment,
        limit: u64,
        mut each: impl FnMut(SuggestedFor) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        let regions = self.regions_for(segment)?;
        self.read(|tx| {
            let mut walk = Walk::new(Sieve::new(segment, self.env.today, &regions));
            for _ in 0..limit {
                let Some((ikm, suggestions)) = walk.next(tx, Confidence::Low)? else {
                    return Ok(());
                };
                let Profile { name, product, classification, .. } = ikm.profile;
                each(SuggestedFor { id: ikm.id, name, product, classification, suggestions })?;
            }
            Ok(())
        })
    }

    /// Gives the best suggestion to each IKM without a KBLI code for which it is at least as sure
    /// as `sure` and no other is as sure, dated today; with it the class to which the code leads,
    /// unless a person decided one. A person says so by asking for it.
    ///
    /// # Errors
    ///
    /// [`RegistryRefusal::Backdated`](crate::registry::RegistryRefusal::Backdated) when one of them
    /// has changed on a later day, and [`AppError::Store`].
    pub fn accept_suggestions(
        &mut self,
        segment: &Segment,
        sure: Confidence,
        limit: u64,
    ) -> Result<Assigned, AppError> {
        let content = DigestBuilder::new()
            .field("registry.suggest")
            .field(&sure.to_string())
            .field(&serde_json::to_string(segment).unwrap_or_default())
            .field(&limit.to_string())
            .finish();
        let regions = self.regions_for(segment)?;
        self.write_once(content, |tx, env| {
            let classifications = classifications(tx)?;
            let rules = classifications.on(env.today).ok_or(Refusal::NotFounded)?;
            let (mut outcome, mut given) = (Assigned::default(), DigestBuilder::new());
            let mut walk = Walk::new(Sieve::new(segment, env.today, &regions));
            while outcome.assigned < limit {
                let Some((ikm, suggestions)) = walk.next(tx, sure)? else { break };
                let Some(after) = with_best(&rules, &ikm, &suggestions) else { continue };
                require_since(tx, &ikm, env.today)?;
                tx.update_ikm(&after, env.today, &Cause::Classified)?;
                given.field(&after.id.to_string());
                given.optional(after.profile.kbli.map(|kbli| kbli.to_string()).as_deref());
                let before = ikm.profile.classification;
                outcome.classified += u64::from(before != after.profile.classification);
                outcome.assigned += 1;
            }
            if outcome.assigned > 0 {
                let note = outcome.assigned.to_string();
                env.audit(tx, "registry.suggest", &sure, given.finish(), &note)?;
            }
            Ok(outcome)
        })
    }
}

/// The IKM with the best of the suggestions, unless two are equally sure.
fn with_best(rules: &Classifier<'_>, ikm: &Ikm, suggestions: &[Suggestion]) -> Option<Ikm> {
    let best = match suggestions {
        [best] => best,
        [best, second, ..] if best.confidence > second.confidence => best,
        _ => return None,
    };
    let mut after = ikm.clone();
    let profile = &mut after.profile;
    let code_of = |class: &ikm_core::classification::Class| class.code.clone();
    let from_commodity = rules.class_of(None, profile.commodity.as_deref()).map(code_of);
    profile.kbli = Some(best.kbli);
    // A class that is neither open nor follows from the commodity is somebody's decision.
    if profile.classification.is_none() || profile.classification == from_commodity {
        let follows = rules.class_of(profile.kbli, None).map(code_of);
        profile.classification = follows.or(profile.classification.take());
    }
    Some(after)
}

/// What a profile suggests: by its product; without one by its name, which is never sure.
pub(crate) fn suggestions(profile: &Profile) -> Vec<Suggestion> {
    let suggester = Suggester::kbli2020();
    if let Some(product) = &profile.product {
        return suggester.suggest(product);
    }
    let mut by_name = suggester.suggest(&profile.name);
    for suggestion in &mut by_name {
        suggestion.confidence = suggestion.confidence.min(Confidence::Medium);
    }
    by_name
}

/// Goes through the IKM without a KBLI code for which there is a suggestion.
struct Walk<'a> {
    sieve: Sieve<'a>,
    after: Option<IkmId>,
    page: std::vec::IntoIter<Ikm>,
}

impl<'a> Walk<'a> {
    fn new(sieve: Sieve<'a>) -> Self {
        Self { sieve, after: None, page: Vec::new().into_iter() }
    }

    /// The next one with a suggestion that is at least as sure as `sure`.
    fn next(
        &mut self,
        tx: &mut dyn ReadTx,
        sure: Confidence,
    ) -> Result<Option<(Ikm, Vec<Suggestion>)>, AppError> {
        loop {
            for ikm in self.page.by_ref().filter(|ikm| ikm.profile.kbli.is_none()) {
                let suggestions = suggestions(&ikm.profile);
                let is_sure = suggestions.first().is_some_and(|best| best.confidence >= sure);
                if is_sure && self.sieve.holds(tx, &ikm)? {
                    return Ok(Some((ikm, suggestions)));
                }
            }
            let page = self.sieve.page(tx, self.after)?;
            let Some(last) = page.last() else { return Ok(None) };
            self.after = Some(last.id);
            self.page = page.into_iter();
        }
    }
}
