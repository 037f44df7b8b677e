use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Profile;
use crate::id::IkmId;
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

    /// The kinds that can run out.
    pub const RUN_OUT: [Self; 3] = [Self::Pirt, Self::Halal, Self::Bpom];

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

    /// The last day on which such a permit counts: the day that is written on it; where that is not
    /// known, of a P-IRT the last day of the year in its number (BPOM regulation 22/2018).
    ///
    /// Nothing where there is no such permit, it never runs out, or nobody has said when. A halal
    /// certificate has counted for as long as the product stays the same since Perppu 2/2022, and for
    /// four years from its issue before that, so only the day on the certificate tells.
    pub fn permit_until(&self, kind: PermitKind) -> Option<NaiveDate> {
        match kind {
            PermitKind::Pirt => {
                let permit = self.pirt?;
                self.pirt_until.or_else(|| permit.runs_out_on())
            }
            PermitKind::Halal => self.halal.as_ref().and(self.halal_until),
            PermitKind::Bpom => self.bpom.as_ref().and(self.bpom_until),
            PermitKind::Nib | PermitKind::Nmid => None,
        }
    }

    /// The number of such a permit.
    pub fn permit_number(&self, kind: PermitKind) -> Option<String> {
        match kind {
            PermitKind::Nib => self.nib.as_ref().map(ToString::to_string),
            PermitKind::Pirt => self.pirt.as_ref().map(ToString::to_string),
            PermitKind::Halal => self.halal.as_ref().map(ToString::to_string),
            PermitKind::Bpom => self.bpom.as_ref().map(ToString::to_string),
            PermitKind::Nmid => self.nmid.as_ref().map(ToString::to_string),
        }
    }

    /// The permits of this IKM that can run out, with their last days where they are known.
    pub fn permits(&self) -> Vec<Permit> {
        let permit = |kind: PermitKind| {
            let number = self.permit_number(kind)?;
            Some(Permit { kind, number, until: self.permit_until(kind) })
        };
        PermitKind::RUN_OUT.into_iter().filter_map(permit).collect()
    }
}

/// A permit of an IKM.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Permit {
    /// Its kind.
    pub kind: PermitKind,
    /// Its number as papers show it.
    pub number: String,
    /// The last day on which it counts, where that is known.
    pub until: Option<NaiveDate>,
}

/// The last day of a permit, in the order in which a calendar has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PermitEnd {
    /// The day.
    pub until: NaiveDate,
    /// Whose permit it is.
    pub ikm: IkmId,
    /// Its kind.
    pub kind: PermitKind,
}

impl PermitEnd {
    /// How many days are left on `today`, see [`days_left`].
    pub fn days_left(self, today: NaiveDate) -> i64 {
        days_left(self.until, today)
    }
}

/// How many days are left on `today` of what counts to the end of the day `until`: none on that day
/// itself, fewer when it is over.
pub fn days_left(until: NaiveDate, today: NaiveDate) -> i64 {
    (until - today).num_days()
}
