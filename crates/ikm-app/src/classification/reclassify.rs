use ikm_core::audit::DigestBuilder;
use ikm_core::classification::{ClassCode, Review, Reviewer};
use ikm_core::id::IkmId;
use ikm_core::registry::{Cause, Ikm};
use ikm_store::{IkmFilter, ReadTx};
use serde::{Deserialize, Serialize};

use crate::app::{App, classifications};
use crate::error::{AppError, Refusal};
use crate::members::PAGE;
use crate::registry::require_since;

/// What the rules of today say of the class of an IKM that is not as they would have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It follows from the KBLI code or the commodity, and moves with the rules.
    Moves,
    /// A person decided it otherwise than the rules say, or its class is gone; it stays.
    Decided,
    /// It followed from rules that are gone, and those of today lead nowhere; it stays.
    Open,
}

/// An IKM whose class is not as the rules of today would have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClassReview {
    /// The IKM.
    pub id: IkmId,
    /// Its name.
    pub name: String,
    /// Its KBLI code and edition.
    pub kbli: Option<String>,
    /// Its commodity group.
    pub commodity: Option<String>,
    /// Its class.
    pub classification: Option<ClassCode>,
    /// The class to which the rules lead.
    pub follows: Option<ClassCode>,
    /// What becomes of it.
    pub verdict: Verdict,
}

/// What a reclassification did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reclassified {
    /// IKM that moved to the class to which the rules lead.
    pub moved: u64,
    /// IKM that stayed because a person had decided their class.
    pub decided: u64,
    /// IKM that stayed because the rules lead nowhere.
    pub open: u64,
    /// IKM whose class is as the rules have it, or that nobody has classified.
    pub unchanged: u64,
}

impl Reclassified {
    const fn count(&mut self, verdict: Option<Verdict>) {
        match verdict {
            Some(Verdict::Moves) => self.moved += 1,
            Some(Verdict::Decided) => self.decided += 1,
            Some(Verdict::Open) => self.open += 1,
            None => self.unchanged += 1,
        }
    }
}

impl App<'_> {
    /// Shows each IKM whose class is not as the rules of today would have it, in order of
    /// registration, and says what [`App::reclassify`] would do.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn review_classes(
        &self,
        mut each: impl FnMut(ClassReview) -> Result<(), AppError>,
    ) -> Result<Reclassified, AppError> {
        self.read(|tx| {
            let classifications = classifications(tx)?;
            let reviewer = classifications.reviewer(self.env.today).ok_or(Refusal::NotFounded)?;
            let mut outcome = Reclassified::default();
            let mut after = None;
            while let Some(page) = next_page(tx, self.env.today, &mut after)? {
                for ikm in page {
                    let review = review(&reviewer, &ikm);
                    outcome.count(review.as_ref().map(|review| review.verdict));
                    review.map_or(Ok(()), &mut each)?;
                }
            }
            Ok(outcome)
        })
    }

    /// Moves every IKM whose class follows from its KBLI code or commodity to the class to which
    /// the rules of today lead, dated today: reports of earlier days stay as they were. Those whose
    /// class a person decided stay, as [`App::review_classes`] shows.
    ///
    /// # Errors
    ///
    /// [`RegistryRefusal::Backdated`](crate::registry::RegistryRefusal::Backdated) when one of them
    /// has changed on a later day, and [`AppError::Store`].
    pub fn reclassify(&mut self) -> Result<Reclassified, AppError> {
        let content = DigestBuilder::new().field("classification.reclassify").finish();
        self.write_once(content, |tx, env| {
            let classifications = classifications(tx)?;
            let reviewer = classifications.reviewer(env.today).ok_or(Refusal::NotFounded)?;
            let mut outcome = Reclassified::default();
            let mut moves = DigestBuilder::new();
            let mut after = None;
            while let Some(page) = next_page(tx, env.today, &mut after)? {
                for mut ikm in page {
                    let review = review(&reviewer, &ikm);
                    outcome.count(review.as_ref().map(|review| review.verdict));
                    let Some(ClassReview { verdict: Verdict::Moves, follows, .. }) = review else {
                        continue;
                    };
                    require_since(tx, &ikm, env.today)?;
                    moves.field(&ikm.id.to_string());
                    moves.optional(follows.as_ref().map(ClassCode::as_str));
                    ikm.profile.classification = follows;
                    tx.update_ikm(&ikm, env.today, &Cause::Classified)?;
                }
            }
            if outcome.moved > 0 {
                let scheme = reviewer.now().scheme().id();
                let action = "classification.reclassify";
                env.audit(tx, action, &scheme, moves.finish(), &outcome.moved.to_string())?;
            }
            Ok(outcome)
        })
    }
}

/// The IKM of `day` after those read so far; nothing when all were read.
pub(super) fn next_page(
    tx: &mut dyn ReadTx,
    day: chrono::NaiveDate,
    after: &mut Option<IkmId>,
) -> Result<Option<Vec<Ikm>>, AppError> {
    let page = tx.ikm_page(&IkmFilter::default(), day, *after, PAGE)?;
    let Some(last) = page.last() else { return Ok(None) };
    *after = Some(last.id);
    Ok(Some(page))
}

/// What is to be said of an IKM, if anything is.
fn review(reviewer: &Reviewer<'_>, ikm: &Ikm) -> Option<ClassReview> {
    let profile = &ikm.profile;
    let held = profile.classification.as_ref();
    let (verdict, follows) = match reviewer.review(profile.kbli, profile.commodity.as_deref(), held)
    {
        Review::Moves(class) => (Verdict::Moves, Some(class)),
        Review::Decided(class) => (Verdict::Decided, class),
        Review::Open => (Verdict::Open, None),
        Review::Same => return None,
    };
    Some(ClassReview {
        id: ikm.id,
        name: profile.name.clone(),
        kbli: profile.kbli.map(|kbli| kbli.to_string()),
        commodity: profile.commodity.clone(),
        classification: held.cloned(),
        follows,
        verdict,
    })
}
