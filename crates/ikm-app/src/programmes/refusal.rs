use chrono::NaiveDate;
use ikm_core::id::IkmId;
use ikm_core::programme::{
    BadProgrammeCode, Doubt, EnrolmentError, EnrolmentStatus, ProgrammeCode, ProgrammeError,
};
use ikm_core::{Explain, Lang};

/// What cannot be done with a programme as things stand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProgrammeRefusal {
    /// No programme has this code.
    #[error("no programme is known as {0}")]
    Unknown(ProgrammeCode),
    /// Another has the code.
    #[error("the programme {0} was announced before")]
    Announced(ProgrammeCode),
    /// One cannot apply on this day.
    #[error("one cannot apply for programme {programme} on {on}")]
    Closed {
        /// The programme.
        programme: ProgrammeCode,
        /// The day.
        on: NaiveDate,
    },
    /// The IKM stands in the programme already.
    #[error("ikm {ikm} stands as {} in programme {programme} already", .status.title(Lang::En))]
    Enrolled {
        /// The programme.
        programme: ProgrammeCode,
        /// The IKM.
        ikm: IkmId,
        /// How it stands.
        status: EnrolmentStatus,
    },
    /// The IKM never applied for the programme.
    #[error("ikm {ikm} never applied for programme {programme}")]
    NotEnrolled {
        /// The programme.
        programme: ProgrammeCode,
        /// The IKM.
        ikm: IkmId,
    },
    /// Something speaks against giving the IKM a place.
    #[error(
        "a place in programme {programme} for ikm {ikm} is in doubt: {}",
        said(doubts, Lang::En)
    )]
    Doubtful {
        /// The programme.
        programme: ProgrammeCode,
        /// The IKM.
        ikm: IkmId,
        /// What speaks against it.
        doubts: Vec<Doubt>,
    },
    /// The rules make no programme.
    #[error(transparent)]
    Rules(#[from] ProgrammeError),
    /// The enrolment cannot take the step.
    #[error(transparent)]
    Step(#[from] EnrolmentError),
    /// A text is no code.
    #[error(transparent)]
    Code(#[from] BadProgrammeCode),
}

/// Doubts, one after another.
pub(super) fn said(doubts: &[Doubt], lang: Lang) -> String {
    doubts.iter().map(|doubt| doubt.text(lang)).collect::<Vec<_>>().join("; ")
}

impl Explain for ProgrammeRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "IKM-PROGRAMME-UNKNOWN",
            Self::Announced(_) => "IKM-PROGRAMME-ANNOUNCED",
            Self::Closed { .. } => "IKM-PROGRAMME-CLOSED",
            Self::Enrolled { .. } => "IKM-PROGRAMME-ENROLLED",
            Self::NotEnrolled { .. } => "IKM-PROGRAMME-NOT-ENROLLED",
            Self::Doubtful { .. } => "IKM-PROGRAMME-DOUBT",
            Self::Rules(error) => error.code(),
            Self::Step(error) => error.code(),
            Self::Code(error) => error.code(),
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Unknown(code) => format!("tidak ada program yang dikenal sebagai {code}"),
            Self::Announced(code) => format!("program {code} sudah diumumkan"),
            Self::Closed { programme, on } => {
                format!("program {programme} tidak menerima pengajuan pada {on}")
            }
            Self::Enrolled { programme, ikm, status } => {
                format!("status IKM {ikm} di program {programme} sudah {}", status.title(Lang::Id))
            }
            Self::NotEnrolled { programme, ikm } => {
                format!("IKM {ikm} tidak pernah mengajukan diri ke program {programme}")
            }
            Self::Doubtful { programme, ikm, doubts } => format!(
                "tempat IKM {ikm} di program {programme} diragukan: {}",
                said(doubts, Lang::Id)
            ),
            Self::Rules(error) => error.indonesian(),
            Self::Step(error) => error.indonesian(),
            Self::Code(error) => error.indonesian(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Unknown(_) => lang.pick(
                "lihat kodenya dengan ikm programme list",
                "see the codes with ikm programme list",
            ),
            Self::Announced(_) => lang.pick(
                "beri kode lain; program yang sudah diumumkan tidak berubah",
                "give another code; a programme that was announced does not change",
            ),
            Self::Closed { .. } => lang.pick(
                "lihat masa pengajuannya dengan ikm programme show",
                "see its days with ikm programme show",
            ),
            Self::Enrolled { .. } => lang.pick("tidak ada yang perlu dilakukan", "nothing to do"),
            Self::NotEnrolled { .. } => {
                lang.pick("ajukan dulu dengan ikm programme apply", "apply first with ikm programme apply")
            }
            Self::Doubtful { .. } => lang.pick(
                "periksa, lalu tolak dengan ikm programme refuse, atau terima dengan --despite ALASAN",
                "look into it, then refuse with ikm programme refuse, or accept with --despite REASON",
            ),
            Self::Rules(error) => return error.hint(lang),
            Self::Step(error) => return error.hint(lang),
            Self::Code(error) => return error.hint(lang),
        }
        .to_owned()
    }
}
