use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::error::{Identifier, IdentityError};
use crate::lang::Lang;

/// Whether a person is a man or a woman, as Indonesian lists record it: `L` or `P`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Gender {
    /// Laki-laki.
    Male,
    /// Perempuan.
    Female,
}

impl Gender {
    /// `L` (laki-laki) or `P` (perempuan).
    pub const fn as_letter(self) -> char {
        match self {
            Self::Male => 'L',
            Self::Female => 'P',
        }
    }

    /// The word of `lang`: `perempuan`, `female`.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Male => lang.pick("laki-laki", "male"),
            Self::Female => lang.pick("perempuan", "female"),
        }
    }
}

impl fmt::Display for Gender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.as_letter())
    }
}

/// Reads the letter and the words that lists use for it, in any case.
impl FromStr for Gender {
    type Err = IdentityError;

    fn from_str(text: &str) -> Result<Self, IdentityError> {
        let word: String = text
            .chars()
            .filter(char::is_ascii_alphabetic)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        match word.as_str() {
            "l" | "lk" | "lakilaki" | "laki" | "pria" | "male" => Ok(Self::Male),
            "p" | "pr" | "perempuan" | "wanita" | "female" => Ok(Self::Female),
            _ => Err(IdentityError::shape(Identifier::Gender, text)),
        }
    }
}

impl TryFrom<String> for Gender {
    type Error = IdentityError;

    fn try_from(text: String) -> Result<Self, IdentityError> {
        text.parse()
    }
}

impl From<Gender> for String {
    fn from(gender: Gender) -> Self {
        gender.to_string()
    }
}
