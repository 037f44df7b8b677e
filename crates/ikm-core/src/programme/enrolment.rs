use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::ProgrammeCode;
use crate::id::{EnrolmentId, IkmId};
use crate::lang::{Explain, Lang};
use crate::money::Rupiah;

/// Where an enrolment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EnrolmentStatus {
    /// Applied and not yet decided.
    Applied,
    /// Has a place.
    Accepted,
    /// Was given no place.
    Refused,
    /// Went through the programme to its end.
    Completed,
    /// Left before its end.
    Withdrawn,
}

impl EnrolmentStatus {
    /// All of them, in the order in which they follow.
    pub const ALL: [Self; 5] =
        [Self::Applied, Self::Accepted, Self::Completed, Self::Refused, Self::Withdrawn];

    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Completed => "completed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// The status as `lang` names it.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Applied => lang.pick("mengajukan", "applied"),
            Self::Accepted => lang.pick("diterima", "accepted"),
            Self::Refused => lang.pick("ditolak", "refused"),
            Self::Completed => lang.pick("selesai", "completed"),
            Self::Withdrawn => lang.pick("mundur", "withdrawn"),
        }
    }

    /// Whether it has, or had to the end, one of the places and what goes with it.
    pub const fn holds_a_place(self) -> bool {
        matches!(self, Self::Accepted | Self::Completed)
    }

    /// Whether more is to come. An IKM is open at most once in one programme.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Applied | Self::Accepted)
    }
}

/// A step in an enrolment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EnrolmentStep {
    /// Applied.
    Apply,
    /// Was given a place.
    Accept,
    /// Was refused one.
    Refuse,
    /// Came to the end.
    Complete,
    /// Left.
    Withdraw,
}

impl EnrolmentStep {
    const ALL: [Self; 5] =
        [Self::Apply, Self::Accept, Self::Refuse, Self::Complete, Self::Withdraw];

    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Apply => "apply",
            Self::Accept => "accept",
            Self::Refuse => "refuse",
            Self::Complete => "complete",
            Self::Withdraw => "withdraw",
        }
    }

    /// The step with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// The step as `lang` names it.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Apply => lang.pick("mengajukan", "apply"),
            Self::Accept => lang.pick("menerima", "accept"),
            Self::Refuse => lang.pick("menolak", "refuse"),
            Self::Complete => lang.pick("menyelesaikan", "complete"),
            Self::Withdraw => lang.pick("mundur", "withdraw"),
        }
    }

    /// The status to which it leads.
    pub const fn leads_to(self) -> EnrolmentStatus {
        match self {
            Self::Apply => EnrolmentStatus::Applied,
            Self::Accept => EnrolmentStatus::Accepted,
            Self::Refuse => EnrolmentStatus::Refused,
            Self::Complete => EnrolmentStatus::Completed,
            Self::Withdraw => EnrolmentStatus::Withdrawn,
        }
    }

    /// Whether it may follow `status`.
    const fn follows(self, status: EnrolmentStatus) -> bool {
        match self {
            Self::Apply => false,
            Self::Accept | Self::Refuse => matches!(status, EnrolmentStatus::Applied),
            Self::Complete => matches!(status, EnrolmentStatus::Accepted),
            Self::Withdraw => status.is_open(),
        }
    }
}

/// One dated step of an enrolment. The events of an enrolment are its whole history.
#[must_use = "a step that is not recorded leaves a hole in the history"]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentEvent {
    /// Whose enrolment.
    pub enrolment: EnrolmentId,
    /// The day on which it counts.
    pub on: NaiveDate,
    /// What happened.
    pub step: EnrolmentStep,
    /// What is granted from then on, where the step says it.
    pub granted: Option<Rupiah>,
    /// Why: of a refusal always, of an acceptance against a doubt always, else where it was said.
    pub reason: Option<String>,
}

/// A step that is to be taken, with what is said besides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What is to happen.
    pub step: EnrolmentStep,
    /// What is granted with it.
    pub granted: Option<Rupiah>,
    /// Why.
    pub reason: Option<String>,
}

impl Step {
    /// A step of which nothing more is said.
    pub const fn plain(step: EnrolmentStep) -> Self {
        Self { step, granted: None, reason: None }
    }
}

/// One IKM's way through a programme. It is never deleted; who is refused or leaves may apply again
/// and gets another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Enrolment {
    id: EnrolmentId,
    version: u32,
    programme: ProgrammeCode,
    ikm: IkmId,
    status: EnrolmentStatus,
    since: NaiveDate,
    granted: Option<Rupiah>,
}

/// Why an enrolment cannot take a step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EnrolmentError {
    /// The step does not follow from where the enrolment stands.
    #[error("the ikm stands as {} in programme {programme}, so {} is not possible", .status.title(Lang::En), .step.title(Lang::En))]
    NotPossible {
        /// The programme.
        programme: ProgrammeCode,
        /// Where the enrolment stands.
        status: EnrolmentStatus,
        /// The step that was asked for.
        step: EnrolmentStep,
    },
    /// The step lies before the last one.
    #[error("the ikm stands as {} in programme {programme} since {since}, so nothing can change on {on}", .status.title(Lang::En))]
    Backdated {
        /// The programme.
        programme: ProgrammeCode,
        /// Where the enrolment stands.
        status: EnrolmentStatus,
        /// The day of the last step.
        since: NaiveDate,
        /// The day that was asked for.
        on: NaiveDate,
    },
    /// A refusal must say why.
    #[error("a refusal in programme {0} has no reason")]
    NoReason(ProgrammeCode),
    /// What is granted cannot be granted.
    #[error(transparent)]
    Grant(#[from] GrantError),
}

/// An amount that cannot be granted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GrantError {
    /// It is below zero.
    #[error("{0} cannot be granted")]
    BelowZero(Rupiah),
    /// It was said with a step that grants nothing.
    #[error("nothing is granted with the step {}", .0.title(Lang::En))]
    NotWith(EnrolmentStep),
}

impl Explain for EnrolmentError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotPossible { .. } => "IKM-PROGRAMME-STATUS",
            Self::Backdated { .. } => "IKM-PROGRAMME-BACKDATED",
            Self::NoReason(_) => "IKM-PROGRAMME-REASON",
            Self::Grant(_) => "IKM-PROGRAMME-GRANT",
        }
    }

    fn indonesian(&self) -> String {
        let id = Lang::Id;
        match self {
            Self::NotPossible { programme, status, step } => format!(
                "status IKM itu di program {programme} adalah {}, jadi tidak dapat {}",
                status.title(id),
                step.title(id)
            ),
            Self::Backdated { programme, status, since, on } => format!(
                "status IKM itu di program {programme} adalah {} sejak {since}, jadi tidak dapat berubah pada {on}",
                status.title(id)
            ),
            Self::NoReason(programme) => {
                format!("penolakan di program {programme} tidak beralasan")
            }
            Self::Grant(GrantError::BelowZero(amount)) => {
                format!("{amount} tidak dapat diberikan")
            }
            Self::Grant(GrantError::NotWith(step)) => {
                format!("tidak ada yang diberikan dengan langkah {}", step.title(id))
            }
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::NotPossible { .. } => lang.pick(
                "lihat riwayatnya dengan ikm programme enrolments",
                "see where it stands with ikm programme enrolments",
            ),
            Self::Backdated { .. } => lang.pick(
                "beri tanggal yang sama atau sesudahnya dengan --today",
                "give that day or a later one with --today",
            ),
            Self::NoReason(_) => {
                lang.pick("beri alasannya dengan --reason", "say why with --reason")
            }
            Self::Grant(_) => lang.pick(
                "beri jumlah dalam rupiah bersama accept atau complete",
                "give an amount in rupiah with accept or complete",
            ),
        }
        .to_owned()
    }
}

impl Enrolment {
    /// An application on the day `on`, with the event that records it.
    pub fn apply(
        id: EnrolmentId,
        programme: ProgrammeCode,
        ikm: IkmId,
        on: NaiveDate,
    ) -> (Self, EnrolmentEvent) {
        let (step, status) = (EnrolmentStep::Apply, EnrolmentStatus::Applied);
        let enrolment = Self { id, version: 1, programme, ikm, status, since: on, granted: None };
        (enrolment, EnrolmentEvent { enrolment: id, on, step, granted: None, reason: None })
    }

    /// The enrolment as storage holds it.
    pub const fn from_parts(
        id: EnrolmentId,
        version: u32,
        programme: ProgrammeCode,
        ikm: IkmId,
        status: EnrolmentStatus,
        since: NaiveDate,
        granted: Option<Rupiah>,
    ) -> Self {
        Self { id, version, programme, ikm, status, since, granted }
    }

    /// Takes a step on the day `on` and gives the event that records it. A reason of blanks is none.
    ///
    /// # Errors
    ///
    /// [`EnrolmentError`] when the step does not follow from where it stands, lies before the last
    /// one, refuses without a reason, or grants what cannot be granted.
    pub fn take(&mut self, step: Step, on: NaiveDate) -> Result<EnrolmentEvent, EnrolmentError> {
        let Step { step, granted, reason } = step;
        let reason = reason.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let programme = || self.programme.clone();
        let (status, since) = (self.status, self.since);
        if !step.follows(status) {
            return Err(EnrolmentError::NotPossible { programme: programme(), status, step });
        }
        if on < since {
            return Err(EnrolmentError::Backdated { programme: programme(), status, since, on });
        }
        if step == EnrolmentStep::Refuse && reason.is_none() {
            return Err(EnrolmentError::NoReason(programme()));
        }
        if let Some(amount) = granted {
            if amount.is_negative() {
                return Err(GrantError::BelowZero(amount).into());
            }
            if !step.leads_to().holds_a_place() {
                return Err(GrantError::NotWith(step).into());
            }
        }
        self.status = step.leads_to();
        self.since = on;
        self.granted = granted.or(self.granted);
        Ok(EnrolmentEvent { enrolment: self.id, on, step, granted, reason })
    }

    /// Its id.
    pub const fn id(&self) -> EnrolmentId {
        self.id
    }

    /// Its version, which storage compares and raises with every update.
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// The programme.
    pub const fn programme(&self) -> &ProgrammeCode {
        &self.programme
    }

    /// The IKM that is enrolled.
    pub const fn ikm(&self) -> IkmId {
        self.ikm
    }

    /// Where it stands.
    pub const fn status(&self) -> EnrolmentStatus {
        self.status
    }

    /// The day of the last step.
    pub const fn since(&self) -> NaiveDate {
        self.since
    }

    /// What was granted last, whether or not the place is still held.
    pub const fn granted(&self) -> Option<Rupiah> {
        self.granted
    }

    /// What is granted as it stands: nothing where no place is held.
    pub const fn grant(&self) -> Rupiah {
        match self.granted {
            Some(amount) if self.status.holds_a_place() => amount,
            _ => Rupiah::ZERO,
        }
    }

    /// The enrolment as it was at the end of `day`, by its events; nothing where it was not yet.
    #[must_use]
    pub fn as_of(&self, day: NaiveDate, events: &[EnrolmentEvent]) -> Option<Self> {
        if self.since <= day {
            return Some(self.clone());
        }
        let then = events.iter().filter(|event| event.on <= day);
        let last = then.clone().next_back()?;
        let granted = then.filter_map(|event| event.granted).next_back();
        let (status, since) = (last.step.leads_to(), last.on);
        Some(Self { status, since, granted, ..self.clone() })
    }
}
