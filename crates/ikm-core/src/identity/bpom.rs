use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::digits::{Digits, trim};
use super::error::{Identifier, IdentityError};

/// What BPOM has registered, by the letters that a number begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BpomKind {
    /// Processed food, made here (`MD`) or imported (`ML`).
    Food,
    /// Traditional medicine: `TR`, `TI`, `TL`.
    TraditionalMedicine,
    /// Food supplements: `SD`, `SI`, `SL`.
    Supplement,
    /// Cosmetics, by the part of the world they come from: `NA` to `NE`.
    Cosmetic,
}

/// The number of a product in the register of the food and drug authority BPOM: two letters and 9,
/// 11, 12 or 15 digits.
///
/// No check digit is published, and the 15 digits that food has had since about 2023 are known from
/// practice only, see [`Bpom::is_new_form`].
///
/// ```
/// use ikm_core::identity::Bpom;
/// # fn main() -> Result<(), ikm_core::identity::IdentityError> {
/// let number: Bpom = "BPOM RI MD 2356-0216-9254".parse()?;
/// assert_eq!(number.as_str(), "MD235602169254");
/// assert!("MD 23560216925".parse::<Bpom>().is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Bpom(String);

impl Bpom {
    /// The letters and the digits, with nothing between them.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the letters say was registered.
    pub fn kind(&self) -> BpomKind {
        match self.0.as_bytes().first() {
            Some(b'T') => BpomKind::TraditionalMedicine,
            Some(b'S') => BpomKind::Supplement,
            Some(b'N') => BpomKind::Cosmetic,
            _ => BpomKind::Food,
        }
    }

    /// Whether it is food in the form of 15 digits, for which no published text was found.
    pub fn is_new_form(&self) -> bool {
        self.0.len() == 17
    }
}

/// Reads the letters and the digits in any case, with or without `BPOM RI` or `No.` before them, and
/// with blanks, points and hyphens between.
impl FromStr for Bpom {
    type Err = IdentityError;

    fn from_str(text: &str) -> Result<Self, IdentityError> {
        let wrong = || IdentityError::shape(Identifier::Bpom, text);
        let upper = trim(text).to_ascii_uppercase();
        let body = without_words(&upper);
        let (letters, digits) = body.split_at_checked(2).ok_or_else(wrong)?;
        let digits = digits.trim_start_matches([' ', '.', ':', '-']);
        let read = match letters {
            "MD" | "ML" => either::<12, 15>(digits),
            "TR" | "TI" | "TL" | "SD" | "SI" | "SL" => exactly::<9>(digits),
            "NA" | "NB" | "NC" | "ND" | "NE" => exactly::<11>(digits),
            _ => None,
        };
        read.map(|digits| Self(format!("{letters}{digits}"))).ok_or_else(wrong)
    }
}

/// `text` without the words that packages print before a number.
fn without_words(mut text: &str) -> &str {
    while let Some(rest) =
        ["BPOM", "POM", "RI", "NO", "REG"].iter().find_map(|word| text.strip_prefix(word))
    {
        text = rest.trim_start_matches([' ', '.', ':', '-']);
    }
    text
}

fn exactly<const N: usize>(digits: &str) -> Option<String> {
    let read = Digits::<N>::read(Identifier::Bpom, digits).ok()?;
    Some(read.as_str().to_owned())
}

fn either<const A: usize, const B: usize>(digits: &str) -> Option<String> {
    exactly::<A>(digits).or_else(|| exactly::<B>(digits))
}

/// Writes it as packages show it: `MD 235602169254`.
impl fmt::Display for Bpom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (letters, digits) = self.0.split_at_checked(2).unwrap_or_default();
        f.pad(&format!("{letters} {digits}"))
    }
}

impl fmt::Debug for Bpom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bpom({})", self.0)
    }
}
