use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Ikm, Profile};
use crate::id::{BadId, BatchId, EnrolmentId, IkmId, MemberId, MergeId};

/// What changed an IKM.
///
/// Its text is stable, so that it may be kept:
///
/// ```
/// use ikm_core::registry::Cause;
/// # fn main() -> Result<(), ikm_core::id::BadId> {
/// let cause: Cause = "import:017f22e2-79b0-7cc3-98c4-dc0c0c07398f".parse()?;
/// assert!(matches!(cause, Cause::Import(_)));
/// assert_eq!(Cause::Classified.to_string(), "classified");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A newer list said otherwise.
    Import(BatchId),
    /// An import was taken back.
    Undo(BatchId),
    /// It was found to be one with another.
    Merge(MergeId),
    /// A merge was taken back.
    Unmerge(MergeId),
    /// It was put into another class, or under another code.
    Classified,
    /// A person corrected it.
    Edited,
    /// What names the owner was erased.
    Erased,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Import(batch) => write!(f, "import:{batch}"),
            Self::Undo(batch) => write!(f, "undo:{batch}"),
            Self::Merge(merge) => write!(f, "merge:{merge}"),
            Self::Unmerge(merge) => write!(f, "unmerge:{merge}"),
            Self::Classified => f.write_str("classified"),
            Self::Edited => f.write_str("edited"),
            Self::Erased => f.write_str("erased"),
        }
    }
}

impl FromStr for Cause {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        match text.split_once(':') {
            Some(("import", id)) => id.parse().map(Self::Import),
            Some(("undo", id)) => id.parse().map(Self::Undo),
            Some(("merge", id)) => id.parse().map(Self::Merge),
            Some(("unmerge", id)) => id.parse().map(Self::Unmerge),
            None if text == "classified" => Ok(Self::Classified),
            None if text == "edited" => Ok(Self::Edited),
            None if text == "erased" => Ok(Self::Erased),
            _ => Err(BadId::of("cause", text)),
        }
    }
}

/// An IKM as it was before a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// As it was, under the version that it had.
    pub ikm: Ikm,
    /// It held before this business day, and no longer on it.
    pub until: NaiveDate,
    /// What ended it.
    pub cause: Cause,
}

/// Two IKM that a person found to be one: all that is needed to take that back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Its id.
    pub id: MergeId,
    /// The IKM that goes on.
    pub keep: IkmId,
    /// The IKM that was merged into it.
    pub drop: IkmId,
    /// The business day on which they were merged.
    pub on: NaiveDate,
    /// When they were merged.
    pub at: DateTime<Utc>,
    /// What was known of the one that goes on before.
    pub keep_before: Profile,
    /// What was known of it after.
    pub keep_after: Profile,
    /// The memberships that moved with it.
    pub members: Vec<MemberId>,
    /// The enrolments in programmes that moved with it.
    #[serde(default)]
    pub enrolments: Vec<EnrolmentId>,
    /// The figures that were copied to the one that goes on: their years and sources.
    pub figures: Vec<(i32, Option<BatchId>)>,
    /// The business day on which it was taken back, if it was.
    pub undone_on: Option<NaiveDate>,
}
