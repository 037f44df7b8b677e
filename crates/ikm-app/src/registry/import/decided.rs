//! What was decided of a row and is written already, on its way to being compared, counted and told.

use ikm_core::id::IkmId;
use ikm_core::registry::{Ikm, Part, Prepared, Resemblance};
use ikm_import::Problem;

use crate::classification::suggestions;
use crate::registry::Known;

/// What was decided of a row.
pub(super) struct Decided {
    pub(super) number: u64,
    pub(super) what: What,
}

pub(super) enum What {
    Skipped,
    Rejected(Vec<Problem>),
    Unchanged { ikm: IkmId, name: String, by: Known },
    Updated(Box<Update>),
    Added(Box<Addition>),
}

pub(super) struct Update {
    pub(super) before: Ikm,
    pub(super) after: Ikm,
    pub(super) by: Known,
    pub(super) changed: Vec<Part>,
    pub(super) figures_of: Option<i32>,
}

pub(super) struct Addition {
    pub(super) ikm: Ikm,
    /// Those with a key in common.
    pub(super) candidates: Vec<Ikm>,
    /// Those of them that it resembles.
    pub(super) resembles: Vec<(Ikm, Resemblance)>,
    /// Whether what it makes suggests the code that it lacks.
    pub(super) suggests: bool,
}

impl Decided {
    /// Compares what was added with its candidates.
    pub(super) fn compare(&mut self) {
        let What::Added(addition) = &mut self.what else { return };
        let Addition { ikm, candidates, resembles, suggests } = &mut **addition;
        let prepared = Prepared::of(&ikm.profile);
        for other in candidates.drain(..) {
            let resemblance = prepared.resemblance(&Prepared::of(&other.profile));
            resembles.extend(resemblance.map(|resemblance| (other, resemblance)));
        }
        *suggests = ikm.profile.kbli.is_none() && !suggestions(&ikm.profile).is_empty();
    }
}
