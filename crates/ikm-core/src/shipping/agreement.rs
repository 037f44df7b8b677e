use std::fmt;

use serde::{Deserialize, Serialize};

use super::price::{Charge, Price};
use crate::lang::Lang;
use crate::money::Percent;
use crate::period::DateRange;

/// The special tariff that an agency agreed with the carrier, on top of the carrier's book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// With whom it was agreed.
    pub partner: String,
    /// The document it stands in; an agreement without one has a lint error.
    pub source: Option<String>,
    /// The days on which it is in force.
    pub in_force: DateRange,
    /// The rules, in the agreement's order.
    pub rules: Vec<Rule>,
}

/// One rule of an agreement: for which parcels, how much less, and who bears it.
///
/// The rule with the highest priority that fits a parcel wins; two of one priority that can fit the
/// same parcel are a lint error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The services that it is for; all when absent.
    pub services: Option<Vec<String>>,
    /// The zones that it is for; all when absent.
    pub zones: Option<Vec<String>>,
    /// The classifications of the sender that it is for, compared exactly; all when absent, and
    /// then a parcel without a classification fits too.
    pub classifications: Option<Vec<String>>,
    /// The discount off the normal freight.
    pub discount: Charge,
    /// The most that the discount can come to.
    pub cap: Option<Price>,
    /// The part of the normal freight below which the special one does not fall.
    pub floor: Option<Percent>,
    /// Who wins among rules that fit: the highest.
    pub priority: i64,
    /// Who bears the saving.
    pub paid_by: PaidBy,
    /// The line of agreement.toml, from 1.
    pub line: u32,
}

/// Who bears the difference between the normal and the special tariff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PaidBy {
    /// The carrier gives it, as an agreed price.
    Carrier,
    /// The association gives it, out of its commission or its funds.
    Association,
    /// The Dinas gives it, as a subsidy.
    Dinas,
}

impl PaidBy {
    /// The word that files use: `carrier`, `association` or `dinas`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Carrier => "carrier",
            Self::Association => "association",
            Self::Dinas => "dinas",
        }
    }

    /// Reads the word that files use.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Carrier, Self::Association, Self::Dinas].into_iter().find(|who| who.as_str() == word)
    }

    /// The payer as `lang` names it.
    pub fn display(self, lang: Lang) -> &'static str {
        match self {
            Self::Carrier => lang.pick("perusahaan pos", "the carrier"),
            Self::Association => lang.pick("asosiasi", "the association"),
            Self::Dinas => lang.pick("Dinas", "the Dinas"),
        }
    }
}

impl fmt::Display for PaidBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
