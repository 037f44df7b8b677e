use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lang::{Explain, Lang};

/// The code by which a programme is known: 1 to 32 letters, digits and `-_.`, kept in capitals.
///
/// ```
/// use ikm_core::programme::ProgrammeCode;
/// # fn main() -> Result<(), ikm_core::programme::BadProgrammeCode> {
/// let code: ProgrammeCode = " halal-2022".parse()?;
/// assert_eq!(code.as_str(), "HALAL-2022");
/// assert!("halal 2022".parse::<ProgrammeCode>().is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProgrammeCode(String);

/// A text that cannot be the code of a programme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} cannot be the code of a programme")]
pub struct BadProgrammeCode(String);

impl Explain for BadProgrammeCode {
    fn code(&self) -> &'static str {
        "IKM-PROGRAMME-CODE"
    }

    fn indonesian(&self) -> String {
        format!("{:?} tidak dapat menjadi kode program", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "pakai 1 sampai 32 huruf, angka, titik, - atau _, misalnya HALAL-2022",
            "use 1 to 32 letters, digits, full stops, - or _, such as HALAL-2022",
        )
        .to_owned()
    }
}

impl ProgrammeCode {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ProgrammeCode {
    type Err = BadProgrammeCode;

    fn from_str(text: &str) -> Result<Self, BadProgrammeCode> {
        let code = text.trim();
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        if (1..=32).contains(&code.len()) && code.bytes().all(fits) {
            Ok(Self(code.to_ascii_uppercase()))
        } else {
            Err(BadProgrammeCode(text.to_owned()))
        }
    }
}

impl TryFrom<String> for ProgrammeCode {
    type Error = BadProgrammeCode;

    fn try_from(text: String) -> Result<Self, BadProgrammeCode> {
        text.parse()
    }
}

impl From<ProgrammeCode> for String {
    fn from(code: ProgrammeCode) -> Self {
        code.0
    }
}

impl fmt::Display for ProgrammeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
