use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lang::{Explain, Lang};

/// An edition of KBLI, the Indonesian classification of businesses.
///
/// A code means nothing without its edition: 10772 is cooking spice in 2020 and salt in 2025.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum KbliEdition {
    /// The edition of 2009.
    Kbli2009,
    /// The edition of 2015.
    Kbli2015,
    /// The edition of 2020 (BPS regulation 2/2020).
    Kbli2020,
    /// The edition of 2025 (BPS regulation 7/2025).
    Kbli2025,
}

impl KbliEdition {
    pub(super) const ALL: [Self; 4] =
        [Self::Kbli2009, Self::Kbli2015, Self::Kbli2020, Self::Kbli2025];

    /// The year that names it.
    pub const fn year(self) -> u16 {
        match self {
            Self::Kbli2009 => 2009,
            Self::Kbli2015 => 2015,
            Self::Kbli2020 => 2020,
            Self::Kbli2025 => 2025,
        }
    }
}

/// Writes the year: `2020`.
impl fmt::Display for KbliEdition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.year().fmt(f)
    }
}

impl FromStr for KbliEdition {
    type Err = KbliError;

    fn from_str(text: &str) -> Result<Self, KbliError> {
        Self::ALL
            .into_iter()
            .find(|edition| edition.to_string() == text)
            .ok_or_else(|| KbliError::Edition(text.to_owned()))
    }
}

impl TryFrom<String> for KbliEdition {
    type Error = KbliError;

    fn try_from(text: String) -> Result<Self, KbliError> {
        text.parse()
    }
}

impl From<KbliEdition> for String {
    fn from(edition: KbliEdition) -> Self {
        edition.to_string()
    }
}

/// A KBLI code of two to five digits, in its edition.
///
/// ```
/// use ikm_core::classification::{Kbli, KbliEdition};
/// # fn main() -> Result<(), ikm_core::classification::KbliError> {
/// let crisps = Kbli::try_new(KbliEdition::Kbli2020, "10794")?;
/// assert_eq!(crisps.division(), "10");
/// assert!(crisps.in_section_c());
/// assert_eq!(crisps.to_string(), "2020:10794");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Kbli {
    edition: KbliEdition,
    /// The digits, then zero bytes.
    digits: [u8; 5],
}

impl Kbli {
    /// The code `digits` of `edition`.
    ///
    /// # Errors
    ///
    /// [`KbliError::Code`] when it is not two to five digits, or its division is 00.
    pub fn try_new(edition: KbliEdition, digits: &str) -> Result<Self, KbliError> {
        let well_formed = (2..=5).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with("00");
        if !well_formed {
            return Err(KbliError::Code(digits.to_owned()));
        }
        let mut stored = [0; 5];
        for (to, from) in stored.iter_mut().zip(digits.bytes()) {
            *to = from;
        }
        Ok(Self { edition, digits: stored })
    }

    /// The edition that gives the code its meaning.
    pub const fn edition(&self) -> KbliEdition {
        self.edition
    }

    /// The two to five digits.
    pub fn code(&self) -> &str {
        // ASCII digits are always UTF-8, so the default never shows.
        std::str::from_utf8(&self.digits).unwrap_or_default().trim_end_matches('\0')
    }

    /// Its division, the first two digits.
    pub fn division(&self) -> &str {
        self.code().get(..2).unwrap_or_default()
    }

    /// Whether it lies in section C, manufacturing: divisions 10 to 33, in every edition.
    pub fn in_section_c(&self) -> bool {
        ("10"..="33").contains(&self.division())
    }
}

/// Writes edition and code, `2020:10794`.
impl fmt::Display for Kbli {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}:{}", self.edition, self.code()))
    }
}

impl fmt::Debug for Kbli {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kbli({self})")
    }
}

/// Reads what `Display` writes; a bare code has no edition and is refused.
impl FromStr for Kbli {
    type Err = KbliError;

    fn from_str(text: &str) -> Result<Self, KbliError> {
        let (edition, digits) =
            text.split_once(':').ok_or_else(|| KbliError::NoEdition(text.to_owned()))?;
        Self::try_new(edition.parse()?, digits)
    }
}

impl TryFrom<String> for Kbli {
    type Error = KbliError;

    fn try_from(text: String) -> Result<Self, KbliError> {
        text.parse()
    }
}

impl From<Kbli> for String {
    fn from(kbli: Kbli) -> Self {
        kbli.to_string()
    }
}

/// What is wrong with a KBLI code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KbliError {
    /// The digits are no code.
    #[error("{0:?} is not a KBLI code of two to five digits")]
    Code(String),
    /// There is no such edition.
    #[error("there is no edition {0:?} of KBLI")]
    Edition(String),
    /// A code stands alone where its edition is needed.
    #[error("KBLI code {0:?} lacks its edition")]
    NoEdition(String),
}

impl Explain for KbliError {
    fn code(&self) -> &'static str {
        match self {
            Self::Code(_) => "IKM-KBLI-CODE",
            Self::Edition(_) => "IKM-KBLI-EDITION",
            Self::NoEdition(_) => "IKM-KBLI-NO-EDITION",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Code(text) => format!("{text:?} bukan kode KBLI dua sampai lima angka"),
            Self::Edition(text) => format!("tidak ada KBLI edisi {text:?}"),
            Self::NoEdition(text) => format!("kode KBLI {text:?} tidak menyebut edisinya"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Code(_) => lang.pick(
                "tulis 2 sampai 5 angka, misalnya 10 atau 10794",
                "write 2 to 5 digits, such as 10 or 10794",
            ),
            Self::Edition(_) => {
                lang.pick("pakai 2009, 2015, 2020 atau 2025", "use 2009, 2015, 2020 or 2025")
            }
            Self::NoEdition(_) => lang.pick(
                "tulis edisi dan kode, misalnya 2020:10794",
                "write edition and code, such as 2020:10794",
            ),
        }
        .to_owned()
    }
}
