use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{EnrolmentStatus, ProgrammeCode};
use crate::lang::{Explain, Lang};

/// How an IKM is to stand in a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Participation {
    /// It never applied.
    None,
    /// It stands so.
    As(EnrolmentStatus),
}

/// A condition of a segment: an IKM that stands in a programme in a certain way, written
/// `HALAL-2022` (applied, accepted or completed), `HALAL-2022:completed` or `HALAL-2022:none`.
///
/// ```
/// use ikm_core::programme::{EnrolmentStatus, ProgrammeWish};
/// # fn main() -> Result<(), ikm_core::programme::BadProgrammeWish> {
/// let wish: ProgrammeWish = "halal-2022:completed".parse()?;
/// assert_eq!(wish.to_string(), "HALAL-2022:completed");
/// let other = "KUR-2022".parse().expect("a code");
/// assert!(wish.is_met([(&wish.programme, EnrolmentStatus::Completed)]));
/// assert!(!wish.is_met([(&other, EnrolmentStatus::Completed)]));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProgrammeWish {
    /// The programme.
    pub programme: ProgrammeCode,
    /// How the IKM is to stand in it; open: applied, accepted or completed.
    pub how: Option<Participation>,
}

/// A text that says of no programme how an IKM is to stand in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no condition on a programme")]
pub struct BadProgrammeWish(String);

impl Explain for BadProgrammeWish {
    fn code(&self) -> &'static str {
        "IKM-SEGMENT-PROGRAMME"
    }

    fn indonesian(&self) -> String {
        format!("{:?} bukan syarat tentang program", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        let states = EnrolmentStatus::ALL.map(EnrolmentStatus::code).join(", ");
        lang.pick(
            format!("tulis KODE atau KODE:STATUS, dengan status none, {states}"),
            format!("write CODE or CODE:STATUS, the status being none, {states}"),
        )
    }
}

impl ProgrammeWish {
    /// Whether an IKM with these enrolments meets it.
    pub fn is_met<'a>(
        &self,
        enrolments: impl IntoIterator<Item = (&'a ProgrammeCode, EnrolmentStatus)>,
    ) -> bool {
        let mut here = enrolments.into_iter().filter(|(code, _)| **code == self.programme);
        match self.how {
            Some(Participation::None) => here.next().is_none(),
            Some(Participation::As(wanted)) => here.any(|(_, status)| status == wanted),
            None => here.any(|(_, status)| status.is_open() || status.holds_a_place()),
        }
    }

    /// The condition as `lang` puts it.
    pub fn label(&self, lang: Lang) -> String {
        let code = &self.programme;
        match self.how {
            None => code.to_string(),
            Some(Participation::None) => {
                format!("{code} ({})", lang.pick("tidak pernah mengajukan", "never applied"))
            }
            Some(Participation::As(status)) => format!("{code} ({})", status.title(lang)),
        }
    }
}

impl fmt::Display for ProgrammeWish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.how {
            None => write!(f, "{}", self.programme),
            Some(Participation::None) => write!(f, "{}:none", self.programme),
            Some(Participation::As(status)) => write!(f, "{}:{}", self.programme, status.code()),
        }
    }
}

impl FromStr for ProgrammeWish {
    type Err = BadProgrammeWish;

    fn from_str(text: &str) -> Result<Self, BadProgrammeWish> {
        let bad = || BadProgrammeWish(text.to_owned());
        let (code, how) = match text.split_once(':') {
            None => (text, None),
            Some((code, "none")) => (code, Some(Participation::None)),
            Some((code, status)) => {
                let status = EnrolmentStatus::from_code(status).ok_or_else(bad)?;
                (code, Some(Participation::As(status)))
            }
        };
        let programme = code.parse().map_err(|_not_a_code| bad())?;
        Ok(Self { programme, how })
    }
}

impl TryFrom<String> for ProgrammeWish {
    type Error = BadProgrammeWish;

    fn try_from(text: String) -> Result<Self, BadProgrammeWish> {
        text.parse()
    }
}

impl From<ProgrammeWish> for String {
    fn from(wish: ProgrammeWish) -> Self {
        wish.to_string()
    }
}
