use serde::{Deserialize, Serialize};

use super::{Programme, ProgrammeCode};
use crate::id::IkmId;
use crate::lang::Lang;
use crate::money::Rupiah;
use crate::registry::SegmentName;

/// Why a place would perhaps go to the wrong one.
///
/// These are the ways in which aid went wrong in BPUM 2020, by the findings of the audit board
/// (BPK): paid more than once to one person, and to people who did not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "doubt")]
#[non_exhaustive]
pub enum Doubt {
    /// It is not in the segment of those who are eligible.
    NotEligible {
        /// The segment.
        segment: SegmentName,
    },
    /// It had its place in this programme before.
    HadIt,
    /// Another business of the same owner, by the NIK, stands in this programme.
    SameOwner {
        /// The other business.
        ikm: IkmId,
        /// Its name.
        name: String,
    },
    /// It, or another business of the same owner, has a place in a programme that rules this one
    /// out.
    Excluded {
        /// The other programme.
        programme: ProgrammeCode,
        /// Who has the place.
        ikm: IkmId,
    },
    /// Nobody has decided yet whether it is one with an IKM that stands in this programme.
    SuspectedDouble {
        /// The other IKM.
        ikm: IkmId,
        /// Its name.
        name: String,
        /// How alike they are, from 0 to 100.
        score: u8,
    },
    /// All places are taken.
    Full {
        /// How many there are.
        quota: u32,
    },
    /// It would grant more than the budget has.
    OverBudget {
        /// The budget.
        budget: Rupiah,
        /// What would be granted in all.
        granted: Rupiah,
    },
}

impl Doubt {
    /// Its stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotEligible { .. } => "not_eligible",
            Self::HadIt => "had_it",
            Self::SameOwner { .. } => "same_owner",
            Self::Excluded { .. } => "excluded",
            Self::SuspectedDouble { .. } => "suspected_double",
            Self::Full { .. } => "full",
            Self::OverBudget { .. } => "over_budget",
        }
    }

    /// The doubt as `lang` puts it.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NotEligible { segment } => lang.pick(
                format!("tidak termasuk segmen {:?}", segment.as_str()),
                format!("not in the segment {:?}", segment.as_str()),
            ),
            Self::HadIt => lang
                .pick(
                    "sudah pernah selesai di program ini",
                    "had its place in this programme before",
                )
                .to_owned(),
            Self::SameOwner { name, ikm } => lang.pick(
                format!("pemilik yang sama (NIK) ikut dengan usaha {name:?} ({ikm})"),
                format!("the same owner (NIK) stands in it with {name:?} ({ikm})"),
            ),
            Self::Excluded { programme, ikm } => lang.pick(
                format!("pemiliknya sudah mendapat tempat di program {programme} ({ikm})"),
                format!("its owner has a place in programme {programme} ({ikm})"),
            ),
            Self::SuspectedDouble { name, ikm, score } => lang.pick(
                format!("diduga sama dengan {name:?} ({ikm}, nilai {score}) yang sudah ikut"),
                format!("perhaps one with {name:?} ({ikm}, score {score}), which stands in it"),
            ),
            Self::Full { quota } => lang.pick(
                format!("kuota {quota} sudah penuh"),
                format!("all {quota} places are taken"),
            ),
            Self::OverBudget { budget, granted } => lang.pick(
                format!(
                    "pemberian menjadi {} dari anggaran {}",
                    granted.display(lang),
                    budget.display(lang)
                ),
                format!(
                    "{} would be granted of a budget of {}",
                    granted.display(lang),
                    budget.display(lang)
                ),
            ),
        }
    }
}

/// What a programme has given so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Places that are held.
    pub places: u64,
    /// What is granted.
    pub granted: Rupiah,
}

impl Programme {
    /// The doubts about one more place with a grant, where `spent` is given so far. A sum that leaves
    /// the range of an amount is over every budget.
    pub fn room_doubts(&self, spent: Spent, grant: Rupiah) -> Vec<Doubt> {
        let full = self.rules().quota.filter(|quota| spent.places >= u64::from(*quota));
        let granted = spent.granted.plus(grant).unwrap_or(Rupiah::new(i64::MAX));
        let over = self.rules().budget.filter(|budget| !grant.is_zero() && granted > *budget);
        let full = full.map(|quota| Doubt::Full { quota });
        full.into_iter().chain(over.map(|budget| Doubt::OverBudget { budget, granted })).collect()
    }
}
