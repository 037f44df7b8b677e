use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lang::{Explain, Lang};

/// What a programme gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProgrammeKind {
    /// Training (*pelatihan*).
    Training,
    /// Machines and tools (*bantuan alat*).
    Equipment,
    /// A certificate or permit, such as halal or P-IRT.
    Certification,
    /// A loan, such as a KUR.
    Credit,
    /// Fairs and advertising (*pameran*).
    Promotion,
    /// Anything else.
    Other,
}

/// A word for no kind of programme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no kind of programme")]
pub struct UnknownProgrammeKind(String);

impl Explain for UnknownProgrammeKind {
    fn code(&self) -> &'static str {
        "IKM-PROGRAMME-KIND"
    }

    fn indonesian(&self) -> String {
        format!("{:?} bukan jenis program", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        let known = ProgrammeKind::ALL.map(ProgrammeKind::code).join(", ");
        lang.pick(format!("pakai {known}"), format!("use {known}"))
    }
}

impl ProgrammeKind {
    const ALL: [Self; 6] = [
        Self::Training,
        Self::Equipment,
        Self::Certification,
        Self::Credit,
        Self::Promotion,
        Self::Other,
    ];

    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Equipment => "equipment",
            Self::Certification => "certification",
            Self::Credit => "credit",
            Self::Promotion => "promotion",
            Self::Other => "other",
        }
    }

    /// The kind as `lang` names it.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Training => lang.pick("pelatihan", "training"),
            Self::Equipment => lang.pick("bantuan alat", "equipment"),
            Self::Certification => lang.pick("sertifikasi", "certification"),
            Self::Credit => lang.pick("kredit", "credit"),
            Self::Promotion => lang.pick("promosi", "promotion"),
            Self::Other => lang.pick("lainnya", "other"),
        }
    }
}

impl FromStr for ProgrammeKind {
    type Err = UnknownProgrammeKind;

    fn from_str(code: &str) -> Result<Self, UnknownProgrammeKind> {
        let found = Self::ALL.into_iter().find(|kind| kind.code() == code);
        found.ok_or_else(|| UnknownProgrammeKind(code.to_owned()))
    }
}
