use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::digits::{Digits, luhn, trim};
use super::error::{Identifier, IdentityError};

/// *Nomor Induk Berusaha*, the number of a business: 13 digits without a public check digit
/// (PP 24/2018). Leading zeros belong to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nib(Digits<13>);

impl Nib {
    /// The 13 digits.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for Nib {
    type Err = IdentityError;

    fn from_str(text: &str) -> Result<Self, IdentityError> {
        Digits::read(Identifier::Nib, text).map(Self)
    }
}

impl fmt::Display for Nib {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The permit of food made at home (*pangan industri rumah tangga*): 15 digits, of which the first
/// is the kind of package, 1 to 8, and the last two are the year in which it ends (BPOM regulation
/// 22/2018).
///
/// Whether digits four to seven name the regency in the numbers of Kemendagri or of BPS is not
/// settled, so they may be either.
///
/// ```
/// use ikm_core::identity::Pirt;
/// # fn main() -> Result<(), ikm_core::identity::IdentityError> {
/// let permit: Pirt = "P-IRT No. 3063306010072-19".parse()?;
/// assert_eq!(permit.expiry_year(), 2019);
/// assert_eq!(permit.to_string(), "3063306010072-19");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pirt(Digits<15>);

impl Pirt {
    /// The 15 digits, without the hyphen.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The four digits that name the regency, by Kemendagri or by BPS.
    pub fn region_digits(&self) -> &str {
        self.as_str().get(3..7).unwrap_or_default()
    }

    /// The year in which the permit ends.
    pub fn expiry_year(&self) -> i32 {
        2000 + i32::try_from(self.0.number(13..15)).unwrap_or_default()
    }

    /// The last day of that year.
    pub fn runs_out_on(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.expiry_year(), 12, 31)
    }
}

/// Reads the digits, with or without `P-IRT No.` before them.
impl FromStr for Pirt {
    type Err = IdentityError;

    fn from_str(text: &str) -> Result<Self, IdentityError> {
        // Only letters and marks of the words `P-IRT`, `PIRT` and `No.` can stand before the digits.
        let digits = trim(text).trim_start_matches(|c: char| "PIRTNOpirtno.-: ".contains(c));
        match Digits::read(Identifier::Pirt, digits).map(Self) {
            Ok(permit) if matches!(permit.0.number(0..1), 1..=8) => Ok(permit),
            _ => Err(IdentityError::shape(Identifier::Pirt, text)),
        }
    }
}

impl fmt::Display for Pirt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, year) = self.as_str().split_at_checked(13).unwrap_or_default();
        f.pad(&format!("{number}-{year}"))
    }
}

/// The number of a halal certificate of BPJPH: `ID` and 17 digits. No check digit is published.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HalalNumber(String);

impl HalalNumber {
    /// `ID` and 17 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for HalalNumber {
    type Err = IdentityError;

    fn from_str(text: &str) -> Result<Self, IdentityError> {
        id_and_digits::<17>(Identifier::Halal, text).map(Self)
    }
}

impl fmt::Display for HalalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// *National Merchant ID* of a QRIS merchant: `ID` and 13 digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nmid(String);

impl Nmid {
    /// `ID` and 13 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the last digit is the Luhn check digit of the others.
    ///
    /// It is in the numbers that were seen in use, but no published text says so: warn, never
    /// refuse.
    pub fn passes_luhn(&self) -> bool {
        luhn(self.0.trim_start_matches("ID"))
    }
}

impl FromStr for Nmid {
    type Err = IdentityError;

    fn from_str(text: &str) -> Result<Self, IdentityError> {
        id_and_digits::<13>(Identifier::Nmid, text).map(Self)
    }
}

impl fmt::Display for Nmid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

fn id_and_digits<const N: usize>(what: Identifier, text: &str) -> Result<String, IdentityError> {
    let wrong = || IdentityError::shape(what, text);
    let (id, rest) = trim(text).split_at_checked(2).ok_or_else(wrong)?;
    if !id.eq_ignore_ascii_case("ID") {
        return Err(wrong());
    }
    let digits = Digits::<N>::read(what, rest).map_err(|_names_the_digits| wrong())?;
    Ok(format!("ID{}", digits.as_str()))
}

macro_rules! debug_as_text {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_str())
            }
        }
    )+};
}

debug_as_text!(HalalNumber, Nib, Nmid, Pirt);
