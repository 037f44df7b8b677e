//! The unit trap: a list whose money is in thousands, or in millions, and does not always say so.

use std::fmt;
use std::str::FromStr;

use ikm_core::{Explain, Lang};
use serde::{Deserialize, Serialize};

use crate::cells::RawRow;
use crate::field::Field;
use crate::layout::Column;
use crate::mapping::Mapping;

/// The unit in which a list writes money.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Whole rupiah.
    #[default]
    Rupiah,
    /// Thousands of rupiah: `Rp.000`.
    Thousand,
    /// Millions of rupiah.
    Million,
}

impl Unit {
    /// How many rupiah one is.
    pub const fn rupiah(self) -> i64 {
        match self {
            Self::Rupiah => 1,
            Self::Thousand => 1_000,
            Self::Million => 1_000_000,
        }
    }

    /// The unit in `lang`.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Rupiah => lang.pick("rupiah penuh", "whole rupiah"),
            Self::Thousand => lang.pick("ribu rupiah (Rp.000)", "thousands of rupiah (Rp.000)"),
            Self::Million => lang.pick("juta rupiah", "millions of rupiah"),
        }
    }

    /// How a header writes it, so that the next reader finds it there.
    pub(crate) const fn header_mark(self) -> &'static str {
        match self {
            Self::Rupiah => " (Rp)",
            Self::Thousand => " (Rp.000)",
            Self::Million => " (Rp juta)",
        }
    }

    /// The unit that a header names: `Nilai Investasi (Rp.000)`, `Omzet (juta)`.
    pub(crate) fn of_header(header: &str) -> Option<Self> {
        let lower = header.to_lowercase();
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let has = |word: &str| words.contains(&word);
        let zeros = words.iter().filter(|word| **word == "000").count();
        if has("juta") || has("jutaan") || has("1000000") || zeros >= 2 {
            Some(Self::Million)
        } else if has("ribu")
            || has("ribuan")
            || has("1000")
            || has("x1000")
            || has("rp000")
            || zeros == 1
        {
            Some(Self::Thousand)
        } else if has("rp") || has("rupiah") || has("idr") {
            Some(Self::Rupiah)
        } else {
            None
        }
    }

    /// The unit that a line above the header names: `(dalam ribuan rupiah)`. A title may well
    /// speak of millions without meaning the columns, so the words must stand together.
    pub(crate) fn of_title(title: &str) -> Option<Self> {
        let lower = title.to_lowercase();
        let words: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        words.windows(2).find_map(|pair| match pair {
            ["dalam", "ribu" | "ribuan"] | ["ribuan", "rupiah"] | ["rp", "000"] => {
                Some(Self::Thousand)
            }
            ["dalam", "juta" | "jutaan"] | ["jutaan", "rupiah"] => Some(Self::Million),
            _ => None,
        })
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Rupiah => "rupiah",
            Self::Thousand => "thousand",
            Self::Million => "million",
        })
    }
}

/// A text that names no unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a unit of money")]
pub struct UnknownUnit(String);

impl Explain for UnknownUnit {
    fn code(&self) -> &'static str {
        "IKM-IMPORT-UNIT"
    }

    fn indonesian(&self) -> String {
        format!("{:?} bukan satuan uang", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        lang.pick("pakai rupiah, thousand atau million", "use rupiah, thousand or million")
            .to_owned()
    }
}

impl FromStr for Unit {
    type Err = UnknownUnit;

    fn from_str(text: &str) -> Result<Self, UnknownUnit> {
        match text {
            "rupiah" => Ok(Self::Rupiah),
            "thousand" => Ok(Self::Thousand),
            "million" => Ok(Self::Million),
            _ => Err(UnknownUnit(text.to_owned())),
        }
    }
}

/// Who said in which unit the money is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitSource {
    /// The person who imports.
    Option,
    /// The mapping.
    Mapping,
    /// The header of the column.
    Header,
    /// A line above the header.
    Title,
    /// Nobody: whole rupiah are assumed.
    Assumed,
}

/// Gives every money column its unit. A person's word outweighs a mapping's, that the header's,
/// that a title's; without any of them it is whole rupiah.
pub(crate) fn settle(
    columns: &mut [Column],
    option: Option<Unit>,
    mapping: Option<&Mapping>,
    titles: &[RawRow],
) -> (Unit, UnitSource) {
    let said = option
        .map(|unit| (unit, UnitSource::Option))
        .or_else(|| Some((mapping?.unit?, UnitSource::Mapping)));
    let title = titles
        .iter()
        .flat_map(|row| row.cells.iter())
        .find_map(Unit::of_title)
        .map(|unit| (unit, UnitSource::Title));
    let mut first = None;
    for column in columns.iter_mut().filter(|column| column.field.is_some_and(Field::is_money)) {
        let header = Unit::of_header(&column.header).map(|unit| (unit, UnitSource::Header));
        let (unit, source) =
            said.or(header).or(title).unwrap_or((Unit::Rupiah, UnitSource::Assumed));
        column.unit = Some(unit);
        first = first.or(Some((unit, source)));
    }
    first.or(said).unwrap_or((Unit::Rupiah, UnitSource::Assumed))
}
