use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{IkmId, MemberId};
use crate::lang::{Explain, Lang};

/// The number on a membership card: `A-0001`.
///
/// It begins with a letter so that a spreadsheet keeps its zeros. Numbers are given in order of
/// application and are never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MemberNumber(u32);

/// A text that is not a member number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a member number")]
pub struct BadMemberNumber(String);

impl Explain for BadMemberNumber {
    fn code(&self) -> &'static str {
        "IKM-MEMBER-NUMBER"
    }
    fn indonesian(&self) -> String {
        format!("{:?} bukan nomor anggota", self.0)
    }
    fn hint(&self, lang: Lang) -> String {
        lang.pick("tulis seperti A-0001", "write it like A-0001").to_owned()
    }
}

impl MemberNumber {
    /// The number of the `nth` member, counted from 1; zero counts as one.
    pub const fn nth(nth: u32) -> Self {
        Self(if nth == 0 { 1 } else { nth })
    }

    /// Which member it was, counted from 1.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for MemberNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("A-{:04}", self.0))
    }
}

impl FromStr for MemberNumber {
    type Err = BadMemberNumber;

    fn from_str(text: &str) -> Result<Self, BadMemberNumber> {
        let wrong = || BadMemberNumber(text.to_owned());
        let digits =
            text.strip_prefix("A-").or_else(|| text.strip_prefix("a-")).ok_or_else(wrong)?;
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong());
        }
        digits.parse().ok().filter(|n| *n > 0).map(Self).ok_or_else(wrong)
    }
}

impl TryFrom<String> for MemberNumber {
    type Error = BadMemberNumber;

    fn try_from(text: String) -> Result<Self, BadMemberNumber> {
        text.parse()
    }
}

impl From<MemberNumber> for String {
    fn from(number: MemberNumber) -> Self {
        number.to_string()
    }
}

/// Where a membership stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MemberStatus {
    /// Applied and not yet accepted.
    Applied,
    /// A member in good standing.
    Active,
    /// Suspended: keeps the number, may not consign, owes no dues.
    Suspended,
    /// Left. May apply again under the same number.
    Ended,
}

impl MemberStatus {
    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Ended => "ended",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Applied, Self::Active, Self::Suspended, Self::Ended]
            .into_iter()
            .find(|status| status.code() == code)
    }

    /// The status as `lang` names it.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Applied => lang.pick("mendaftar", "applied"),
            Self::Active => lang.pick("aktif", "active"),
            Self::Suspended => lang.pick("diskors", "suspended"),
            Self::Ended => lang.pick("berhenti", "ended"),
        }
    }
}

/// A step in a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MembershipChange {
    /// Applied, for the first time or again.
    Apply,
    /// Accepted.
    Accept,
    /// Suspended.
    Suspend,
    /// Taken back after a suspension.
    Resume,
    /// Left.
    End,
}

impl MembershipChange {
    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Apply => "apply",
            Self::Accept => "accept",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::End => "end",
        }
    }

    /// The change with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Apply, Self::Accept, Self::Suspend, Self::Resume, Self::End]
            .into_iter()
            .find(|change| change.code() == code)
    }

    /// The change as `lang` names it.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Apply => lang.pick("mendaftar", "apply"),
            Self::Accept => lang.pick("diterima", "accept"),
            Self::Suspend => lang.pick("diskors", "suspend"),
            Self::Resume => lang.pick("diaktifkan kembali", "resume"),
            Self::End => lang.pick("berhenti", "end"),
        }
    }

    /// The status after the change, if it may follow `status`.
    const fn after(self, status: MemberStatus) -> Option<MemberStatus> {
        match (self, status) {
            (Self::Apply, MemberStatus::Ended) => Some(MemberStatus::Applied),
            (Self::Accept, MemberStatus::Applied) | (Self::Resume, MemberStatus::Suspended) => {
                Some(MemberStatus::Active)
            }
            (Self::Suspend, MemberStatus::Active) => Some(MemberStatus::Suspended),
            (Self::End, MemberStatus::Applied | MemberStatus::Active | MemberStatus::Suspended) => {
                Some(MemberStatus::Ended)
            }
            _ => None,
        }
    }
}

/// One dated step of a membership. The events of a member are its whole history, gaps included.
#[must_use = "a step that is not recorded leaves a hole in the history"]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipEvent {
    /// Whose membership.
    pub member: MemberId,
    /// The day on which it counts.
    pub on: NaiveDate,
    /// What happened.
    pub change: MembershipChange,
}

/// An IKM's membership of the association.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    id: MemberId,
    version: u32,
    number: MemberNumber,
    ikm: IkmId,
    status: MemberStatus,
    since: NaiveDate,
}

/// Why a membership cannot take a step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MemberError {
    /// The step does not follow from where the membership stands.
    #[error("member {number} is {}, so {} is not possible", .status.title(Lang::En), .change.title(Lang::En))]
    NotPossible {
        /// The member.
        number: MemberNumber,
        /// Where the membership stands.
        status: MemberStatus,
        /// The step that was asked for.
        change: MembershipChange,
    },
    /// The step lies before the last one.
    #[error("member {number} is {} since {since}, so nothing can change on {on}", .status.title(Lang::En))]
    Backdated {
        /// The member.
        number: MemberNumber,
        /// Where the membership stands.
        status: MemberStatus,
        /// The day of the last step.
        since: NaiveDate,
        /// The day that was asked for.
        on: NaiveDate,
    },
    /// Only active members may do this.
    #[error("member {number} is {}, not active", .status.title(Lang::En))]
    NotActive {
        /// The member.
        number: MemberNumber,
        /// Where the membership stands.
        status: MemberStatus,
    },
}

impl Explain for MemberError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotPossible { .. } => "IKM-MEMBER-STATUS",
            Self::Backdated { .. } => "IKM-MEMBER-BACKDATED",
            Self::NotActive { .. } => "IKM-MEMBER-NOT-ACTIVE",
        }
    }

    fn indonesian(&self) -> String {
        let id = Lang::Id;
        match self {
            Self::NotPossible { number, status, change } => format!(
                "anggota {number} berstatus {}, jadi tidak dapat {}",
                status.title(id),
                change.title(id)
            ),
            Self::Backdated { number, status, since, on } => format!(
                "anggota {number} berstatus {} sejak {since}, jadi tidak dapat berubah pada {on}",
                status.title(id)
            ),
            Self::NotActive { number, status } => {
                format!("anggota {number} berstatus {}, tidak aktif", status.title(id))
            }
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::NotPossible { .. } => lang.pick(
                "lihat riwayatnya dengan ikm member show",
                "see the history with ikm member show",
            ),
            Self::Backdated { .. } => lang.pick(
                "beri tanggal yang sama atau sesudahnya dengan --today",
                "give that day or a later one with --today",
            ),
            Self::NotActive { .. } => lang.pick(
                "terima atau aktifkan dulu keanggotaannya",
                "accept or resume the membership first",
            ),
        }
        .to_owned()
    }
}

impl Member {
    /// A first application on the day `on`, with the event that records it.
    pub const fn apply(
        id: MemberId,
        number: MemberNumber,
        ikm: IkmId,
        on: NaiveDate,
    ) -> (Self, MembershipEvent) {
        let member = Self { id, version: 1, number, ikm, status: MemberStatus::Applied, since: on };
        (member, MembershipEvent { member: id, on, change: MembershipChange::Apply })
    }

    /// The member as storage holds it.
    pub const fn from_parts(
        id: MemberId,
        version: u32,
        number: MemberNumber,
        ikm: IkmId,
        status: MemberStatus,
        since: NaiveDate,
    ) -> Self {
        Self { id, version, number, ikm, status, since }
    }

    /// Takes the step `change` on the day `on` and gives the event that records it.
    ///
    /// # Errors
    ///
    /// [`MemberError::NotPossible`] when the step does not follow from the status, and
    /// [`MemberError::Backdated`] when `on` lies before the last step.
    pub fn change(
        &mut self,
        change: MembershipChange,
        on: NaiveDate,
    ) -> Result<MembershipEvent, MemberError> {
        let Self { number, status, since, .. } = *self;
        let after =
            change.after(status).ok_or(MemberError::NotPossible { number, status, change })?;
        if on < since {
            return Err(MemberError::Backdated { number, status, since, on });
        }
        self.status = after;
        self.since = on;
        Ok(MembershipEvent { member: self.id, on, change })
    }

    /// Checks that the membership is active.
    ///
    /// # Errors
    ///
    /// [`MemberError::NotActive`] otherwise.
    pub fn require_active(&self) -> Result<(), MemberError> {
        if self.status == MemberStatus::Active {
            Ok(())
        } else {
            Err(MemberError::NotActive { number: self.number, status: self.status })
        }
    }

    /// Its id.
    pub const fn id(&self) -> MemberId {
        self.id
    }

    /// Its version, which storage compares and raises with every update.
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// The number on the card.
    pub const fn number(&self) -> MemberNumber {
        self.number
    }

    /// The IKM that is the member.
    pub const fn ikm(&self) -> IkmId {
        self.ikm
    }

    /// Where the membership stands.
    pub const fn status(&self) -> MemberStatus {
        self.status
    }

    /// The day of the last step.
    pub const fn since(&self) -> NaiveDate {
        self.since
    }
}
