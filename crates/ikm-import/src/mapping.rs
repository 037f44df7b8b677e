use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use ikm_core::{Explain, Lang};
use serde::Deserialize;

use crate::field::Field;
use crate::unit::Unit;

/// What each column of a list holds, as an office writes it down once for its own lists.
///
/// The keys of `columns` are headers, compared without regard to case and punctuation. A list
/// without a header row says `header = false` and names its columns by letter, as a spreadsheet
/// does; `letters` in the place of `columns` says both at once.
///
/// ```
/// use ikm_import::{Field, Mapping, Unit};
/// # fn main() -> Result<(), ikm_import::MappingError> {
/// let mapping: Mapping = r#"
///     unit = "thousand"
///     [columns]
///     "Nama Toko" = "nama_ikm"
///     "Modal Awal" = "nilai_investasi"
///     "Umur" = "abaikan"
/// "#
/// .parse()?;
/// assert_eq!(mapping.unit, Some(Unit::Thousand));
/// assert_eq!(mapping.columns["Nama Toko"], Field::Name);
/// assert_eq!(mapping.to_string().parse::<Mapping>()?, mapping);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// Whether the list has a header row.
    pub header: bool,
    /// The unit of every money column.
    pub unit: Option<Unit>,
    /// What each column holds, by its header or its letter. Columns that are not named here are
    /// recognised as usual.
    pub columns: BTreeMap<String, Field>,
}

/// A mapping as a file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMapping {
    header: Option<bool>,
    unit: Option<Unit>,
    #[serde(default)]
    columns: BTreeMap<String, Field>,
    letters: Option<BTreeMap<String, Field>>,
}

impl Mapping {
    /// The mapping on one line of TOML, to be copied out of a message.
    pub(crate) fn one_line(&self) -> String {
        let table = if self.header { "columns" } else { "letters" };
        let entries = self.columns.iter().map(|(key, field)| {
            let key = if self.header { quoted(key) } else { key.clone() };
            format!("{key} = \"{field}\"")
        });
        format!("{table} = {{ {} }}", entries.collect::<Vec<_>>().join(", "))
    }
}

impl Default for Mapping {
    fn default() -> Self {
        Self { header: true, unit: None, columns: BTreeMap::new() }
    }
}

impl FromStr for Mapping {
    type Err = MappingError;

    fn from_str(text: &str) -> Result<Self, MappingError> {
        // Editors of Windows write a mark in front.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let raw: RawMapping =
            toml::from_str(text).map_err(|error| MappingError::Syntax(one_line(&error)))?;
        let RawMapping { header, unit, columns, letters } = raw;
        let mapping = match letters {
            Some(letters) if columns.is_empty() && header != Some(true) => {
                Self { header: false, unit, columns: letters }
            }
            Some(_) => return Err(MappingError::Syntax("letters beside columns".to_owned())),
            None => Self { header: header.unwrap_or(true), unit, columns },
        };
        if !mapping.header
            && let Some(key) = mapping.columns.keys().find(|key| column_index(key).is_none())
        {
            return Err(MappingError::NotALetter(key.clone()));
        }
        Ok(mapping)
    }
}

fn one_line(error: &toml::de::Error) -> String {
    error.message().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes the TOML that reads back as this mapping.
impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.header {
            writeln!(f, "header = false")?;
        }
        if let Some(unit) = self.unit {
            writeln!(f, "unit = \"{unit}\"")?;
        }
        writeln!(f, "[columns]")?;
        for (header, field) in &self.columns {
            writeln!(f, "{} = \"{field}\"", quoted(header))?;
        }
        Ok(())
    }
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let code = format!("\\u{:04X}", u32::from(c));
                out.push_str(&code);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The position of a column from its letters: A is 0, Z is 25, AA is 26.
pub(crate) fn column_index(letters: &str) -> Option<usize> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut index = 0;
    for byte in letters.bytes() {
        let letter = byte.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() {
            return None;
        }
        index = index * 26 + usize::from(letter - b'A') + 1;
    }
    index.checked_sub(1)
}

/// The letters of a column from its position.
pub(crate) fn column_letters(index: usize) -> String {
    let mut letters = Vec::new();
    let mut left = index + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// What is wrong with a mapping.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MappingError {
    /// It is no TOML, or has keys or values that a mapping does not know.
    #[error("{0}")]
    Syntax(String),
    /// It names columns by letter, and this is none.
    #[error("{0:?} is not the letter of a column")]
    NotALetter(String),
    /// It names a column that the list does not have.
    #[error("the list has no column {0:?}")]
    NoSuchColumn(String),
}

impl Explain for MappingError {
    fn code(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "IKM-MAPPING-SYNTAX",
            Self::NotALetter(_) => "IKM-MAPPING-LETTER",
            Self::NoSuchColumn(_) => "IKM-MAPPING-NO-COLUMN",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Syntax(detail) => format!("tidak terbaca: {detail}"),
            Self::NotALetter(key) => format!("{key:?} bukan huruf kolom"),
            Self::NoSuchColumn(key) => format!("daftar tidak mempunyai kolom {key:?}"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Syntax(_) => lang.pick(
                "pakai header, unit dan [columns]; di kanan tanda sama dengan berdiri nama isian \
                 seperti nama_ikm, kecamatan, nilai_investasi atau abaikan",
                "use header, unit and [columns]; right of the equals sign stands a field such as \
                 nama_ikm, kecamatan, nilai_investasi or abaikan",
            ),
            Self::NotALetter(_) => lang.pick(
                "dengan header = false kolom disebut dengan hurufnya: A, B, … Z, AA",
                "with header = false columns are named by letter: A, B, … Z, AA",
            ),
            Self::NoSuchColumn(_) => lang.pick(
                "salin judul kolom persis seperti di dalam daftar",
                "copy the header just as the list has it",
            ),
        }
        .to_owned()
    }
}
