//! Programmes that last: training, equipment, certificates, credit; who may have a place in one, and
//! what became of each application.
//!
//! A programme never changes once it is announced. An enrolment is one IKM's way through it, kept
//! with all its dated steps. Whether a place would go to the wrong one is judged as [`Doubt`]s, each
//! of which a person may overrule by giving a reason, which is kept.

mod code;
mod doubt;
mod enrolment;
mod kind;
mod wish;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::lang::{Explain, Lang};
use crate::money::Rupiah;
use crate::period::DateRange;
use crate::registry::SegmentName;

pub use code::{BadProgrammeCode, ProgrammeCode};
pub use doubt::{Doubt, Spent};
pub use enrolment::{
    Enrolment, EnrolmentError, EnrolmentEvent, EnrolmentStatus, EnrolmentStep, GrantError, Step,
};
pub use kind::{ProgrammeKind, UnknownProgrammeKind};
pub use wish::{BadProgrammeWish, Participation, ProgrammeWish};

/// What is announced of a programme, before it is known to hold together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeRules {
    /// The code by which it is known.
    pub code: ProgrammeCode,
    /// Its title, as letters carry it.
    pub title: String,
    /// What it gives.
    pub kind: ProgrammeKind,
    /// The business day on which it was announced.
    pub announced_on: NaiveDate,
    /// The days on which one may apply.
    pub period: DateRange,
    /// How many places it has; without, as many as are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<u32>,
    /// How much it may grant in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Rupiah>,
    /// The segment in which an IKM must be; without, every IKM may apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligible: Option<SegmentName>,
    /// Whether one owner, whatever businesses are his, may have one place only.
    pub once_an_owner: bool,
    /// Other programmes, a place in which rules out one here.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub excludes: BTreeSet<ProgrammeCode>,
}

/// A programme of the association or the Dinas. Its rules never change once it is announced.
///
/// ```
/// use ikm_core::DateRange;
/// use ikm_core::programme::{Programme, ProgrammeKind, ProgrammeRules};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let programme = Programme::try_new(ProgrammeRules {
///     code: "HALAL-2022".parse()?,
///     title: "Sertifikasi halal gratis".to_owned(),
///     kind: ProgrammeKind::Certification,
///     announced_on: "2022-02-01".parse()?,
///     period: DateRange::try_new("2022-03-01".parse()?, Some("2023-01-01".parse()?))?,
///     quota: Some(100),
///     budget: None,
///     eligible: Some("Makanan tanpa halal".parse()?),
///     once_an_owner: true,
///     excludes: [].into(),
/// })?;
/// assert!(programme.rules().period.contains("2022-12-31".parse()?));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ProgrammeRules", into = "ProgrammeRules")]
pub struct Programme(ProgrammeRules);

/// Why these are not the rules of a programme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProgrammeError {
    /// It has no title.
    #[error("the programme {0} has no title")]
    NoTitle(ProgrammeCode),
    /// It has no place to give.
    #[error("the programme {0} has no place")]
    NoPlace(ProgrammeCode),
    /// Its budget is less than nothing.
    #[error("the budget {budget} of the programme {code} is below zero")]
    Budget {
        /// The programme.
        code: ProgrammeCode,
        /// The budget.
        budget: Rupiah,
    },
    /// It rules out itself.
    #[error("the programme {0} excludes itself")]
    ExcludesItself(ProgrammeCode),
}

impl Explain for ProgrammeError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoTitle(_) => "IKM-PROGRAMME-TITLE",
            Self::NoPlace(_) => "IKM-PROGRAMME-QUOTA",
            Self::Budget { .. } => "IKM-PROGRAMME-BUDGET",
            Self::ExcludesItself(_) => "IKM-PROGRAMME-EXCLUDES-ITSELF",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::NoTitle(code) => format!("program {code} tidak berjudul"),
            Self::NoPlace(code) => format!("program {code} tidak mempunyai kuota"),
            Self::Budget { code, budget } => {
                format!("anggaran {budget} dari program {code} di bawah nol")
            }
            Self::ExcludesItself(code) => format!("program {code} mengecualikan dirinya sendiri"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::NoTitle(_) => lang.pick("beri judul dengan --title", "give one with --title"),
            Self::NoPlace(_) => lang.pick(
                "beri kuota paling sedikit 1, atau jangan sebut --quota bila tidak dibatasi",
                "give a quota of at least 1, or leave --quota out where there is no limit",
            ),
            Self::Budget { .. } => lang
                .pick("beri anggaran dalam rupiah, misalnya 50000000", "give it in whole rupiah"),
            Self::ExcludesItself(_) => lang.pick(
                "satu tempat saja per pemilik sudah berlaku, kecuali dengan --allow-doubles",
                "one place an owner is the rule already, unless --allow-doubles is given",
            ),
        }
        .to_owned()
    }
}

impl Programme {
    /// The programme with these rules, its title trimmed.
    ///
    /// # Errors
    ///
    /// [`ProgrammeError`] says which rule cannot be.
    pub fn try_new(rules: ProgrammeRules) -> Result<Self, ProgrammeError> {
        let (code, title) = (rules.code.clone(), rules.title.trim().to_owned());
        if title.is_empty() {
            return Err(ProgrammeError::NoTitle(code));
        }
        if rules.quota == Some(0) {
            return Err(ProgrammeError::NoPlace(code));
        }
        if let Some(budget) = rules.budget.filter(|budget| budget.is_negative()) {
            return Err(ProgrammeError::Budget { code, budget });
        }
        if rules.excludes.contains(&code) {
            return Err(ProgrammeError::ExcludesItself(code));
        }
        Ok(Self(ProgrammeRules { title, ..rules }))
    }

    /// The code by which it is known.
    pub const fn code(&self) -> &ProgrammeCode {
        &self.0.code
    }

    /// All of its rules.
    pub const fn rules(&self) -> &ProgrammeRules {
        &self.0
    }
}

impl TryFrom<ProgrammeRules> for Programme {
    type Error = ProgrammeError;

    fn try_from(rules: ProgrammeRules) -> Result<Self, ProgrammeError> {
        Self::try_new(rules)
    }
}

impl From<Programme> for ProgrammeRules {
    fn from(programme: Programme) -> Self {
        programme.0
    }
}
