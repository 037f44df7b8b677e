use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::digits::Digits;
use super::doubt::repeats;
use super::error::{Identifier, IdentityError, mask};
use super::gender::Gender;
use crate::region::RegionCode;

/// What women's NIK add to the day of birth.
const FEMALE_OFFSET: u32 = 40;

/// *Nomor Induk Kependudukan*, the number of a resident: six digits of the kecamatan that first
/// registered it, six of the date of birth (DDMMYY; women add 40 to the day), four of a serial
/// number (UU 23/2006 on population administration, article 13 and its regulations).
///
/// There is no check digit. A NIK is well formed with 16 digits, a date that exists in the 1900s or
/// the 2000s, and a serial number other than 0000. The kecamatan may have been split, renamed or
/// abolished since: look [`Nik::kecamatan_code`] up and at most warn.
///
/// It prints masked; only [`Nik::as_str`] and serde give it in full.
///
/// ```
/// use ikm_core::identity::{Gender, Nik};
/// # fn main() -> Result<(), ikm_core::identity::IdentityError> {
/// let nik: Nik = "1301055506800001".parse()?;
/// assert_eq!(nik.gender(), Gender::Female);
/// assert_eq!(nik.kecamatan_code().to_string(), "13.01.05");
/// assert_eq!(nik.to_string(), "130105******0001");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nik(Digits<16>);

impl Nik {
    /// All 16 digits: personal data, not for screens, papers or logs.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether it belongs to a man or a woman.
    pub fn gender(&self) -> Gender {
        if self.0.number(6..8) > FEMALE_OFFSET { Gender::Female } else { Gender::Male }
    }

    /// The kecamatan that issued it, which need not be where the person lives nor exist today.
    pub fn kecamatan_code(&self) -> RegionCode {
        RegionCode::kecamatan_from_number(self.0.number(0..6))
    }

    /// Whether one digit, or two in turn, are all of it: a number that fills a field and names nobody,
    /// so that it must never make two records one.
    pub fn is_placeholder(&self) -> bool {
        repeats(self.as_str())
    }

    fn has_real_date(&self) -> bool {
        let day = self.0.number(6..8);
        let day = if day > FEMALE_OFFSET { day - FEMALE_OFFSET } else { day };
        let (month, year) = (self.0.number(8..10), self.0.number(10..12));
        // The century is not written. Each day of the 1900s has its like in the 2000s, which besides
        // have 29 February 00; so whatever was a day in either was one in the 2000s.
        i32::try_from(2000 + year)
            .is_ok_and(|year| NaiveDate::from_ymd_opt(year, month, day).is_some())
    }
}

impl FromStr for Nik {
    type Err = IdentityError;

    fn from_str(text: &str) -> Result<Self, IdentityError> {
        let nik = Self(Digits::read(Identifier::Nik, text)?);
        if !nik.has_real_date() {
            return Err(IdentityError::NikDate { text: nik.to_string() });
        }
        if nik.0.number(12..16) == 0 {
            return Err(IdentityError::NikSerial { text: nik.to_string() });
        }
        Ok(nik)
    }
}

impl fmt::Display for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&mask(self.as_str()))
    }
}

impl fmt::Debug for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nik({self})")
    }
}
