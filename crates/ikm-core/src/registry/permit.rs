use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Profile;
use crate::lang::{Explain, Lang};

/// A number that an IKM is given by somebody else, and that it may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PermitKind {
    /// The business number of OSS; it does not run out.
    Nib,
    /// The permit for home-made food.
    Pirt,
    /// The halal certificate.
    Halal,
    /// The register number of BPOM.
    Bpom,
    /// The merchant number of QRIS; it does not run out.
    Nmid,
}

impl PermitKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Nib, Self::Pirt, Self::Halal, Self::Bpom, Self::Nmid];

    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nib => "nib",
            Self::Pirt => "pirt",
            Self::Halal => "halal",
            Self::Bpom => "bpom",
            Self::Nmid => "nmid",
        }
    }

    /// The kind's name, the same in both languages.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Nib => "NIB",
            Self::Pirt => "P-IRT",
            Self::Halal => "Halal",
            Self::Bpom => "BPOM",
            Self::Nmid => "NMID",
        }
    }
}

/// A word that names no kind of permit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no kind of permit")]
pub struct UnknownPermit(String);

impl Explain for UnknownPermit {
    fn code(&self) -> &'static str {
        "IKM-PERMIT-KIND"
    }

    fn indonesian(&self) -> String {
        format!("{:?} bukan jenis izin", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        let known = PermitKind::ALL.map(PermitKind::code).join(", ");
        lang.pick(format!("pakai {known}"), format!("use {known}"))
    }
}

impl FromStr for PermitKind {
    type Err = UnknownPermit;

    fn from_str(code: &str) -> Result<Self, UnknownPermit> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or_else(|| UnknownPermit(code.to_owned()))
    }
}

impl Profile {
    /// Whether the IKM has such a permit, run out or not.
    pub const fn has_permit(&self, kind: PermitKind) -> bool {
        match kind {
            PermitKind::Nib => self.nib.is_some(),
            PermitKind::Pirt => self.pirt.is_some(),
            PermitKind::Halal => self.halal.is_some(),
            PermitKind::Bpom => self.bpom.is_some(),
            PermitKind::Nmid => self.nmid.is_some(),
        }
    }

    /// The last day on which such a permit counts, as it is written on it; nothing where it is not
    /// known, or the kind never runs out.
    pub const fn permit_until(&self, kind: PermitKind) -> Option<NaiveDate> {
        match kind {
            PermitKind::Pirt => self.pirt_until,
            PermitKind::Halal => self.halal_until,
            PermitKind::Bpom => self.bpom_until,
            PermitKind::Nib | PermitKind::Nmid => None,
        }
    }
}
