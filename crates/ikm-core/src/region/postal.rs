use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lang::{Explain, Lang};

/// An Indonesian postal code: five digits, of which the first is not zero.
///
/// A code is not a key: several nagari share one, and older lists give some kecamatan another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PostalCode(u32);

/// A text that is not a postal code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a postal code of five digits")]
pub struct BadPostalCode(String);

impl Explain for BadPostalCode {
    fn code(&self) -> &'static str {
        "IKM-POSTAL-CODE"
    }
    fn indonesian(&self) -> String {
        format!("{:?} bukan kode pos lima angka", self.0)
    }
    fn hint(&self, lang: Lang) -> String {
        lang.pick("tulis lima angka, misalnya 25651", "write five digits, such as 25651").to_owned()
    }
}

impl PostalCode {
    /// The code as a number from 10000 to 99999, for tables indexed by it.
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl FromStr for PostalCode {
    type Err = BadPostalCode;

    fn from_str(text: &str) -> Result<Self, BadPostalCode> {
        let wrong = || BadPostalCode(text.to_owned());
        if text.len() != 5 || !text.bytes().all(|b| b.is_ascii_digit()) || text.starts_with('0') {
            return Err(wrong());
        }
        text.parse().map(Self).map_err(|_not_a_number| wrong())
    }
}

impl TryFrom<String> for PostalCode {
    type Error = BadPostalCode;

    fn try_from(text: String) -> Result<Self, BadPostalCode> {
        text.parse()
    }
}

impl From<PostalCode> for String {
    fn from(code: PostalCode) -> Self {
        code.to_string()
    }
}

impl fmt::Display for PostalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for PostalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostalCode({})", self.0)
    }
}
