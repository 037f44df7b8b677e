use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::digits::{Digits, luhn};
use super::error::{Identifier, IdentityError};
use super::nik::Nik;

/// *Nomor Pokok Wajib Pajak*, the number of a taxpayer, in either of its forms.
///
/// The old form has 15 digits, of which the ninth is the Luhn check digit of the eight before it.
/// Since 14 July 2022 (PMK 112/2022) there are 16: the NIK of a resident, or a zero and the old form
/// for everybody else. Both forms are kept as they were given, since papers carry both.
///
/// ```
/// use ikm_core::identity::Npwp;
/// # fn main() -> Result<(), ikm_core::identity::IdentityError> {
/// let npwp: Npwp = "013121660091000".parse()?;
/// assert_eq!(npwp.to_string(), "01.312.166.0-091.000");
/// assert!("01.312.166.1-091.000".parse::<Npwp>().is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Npwp(Form);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Form {
    /// 15 digits.
    Old(Digits<15>),
    /// A zero and 15 digits.
    Body(Digits<16>),
    /// The NIK of a resident.
    Resident(Nik),
}

impl Npwp {
    /// The 15 or 16 digits, without points.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Form::Old(digits) => digits.as_str(),
            Form::Body(digits) => digits.as_str(),
            Form::Resident(nik) => nik.as_str(),
        }
    }

    /// The NIK, when the number is that of a resident in the form of 2022.
    pub fn nik(&self) -> Option<Nik> {
        match self.0 {
            Form::Resident(nik) => Some(nik),
            Form::Old(_) | Form::Body(_) => None,
        }
    }
}

impl FromStr for Npwp {
    type Err = IdentityError;

    fn from_str(text: &str) -> Result<Self, IdentityError> {
        if let Ok(digits) = Digits::<15>::read(Identifier::Npwp, text) {
            return checked(text, digits.as_str()).map(|()| Self(Form::Old(digits)));
        }
        let digits = Digits::<16>::read(Identifier::Npwp, text)?;
        match digits.as_str().strip_prefix('0') {
            Some(old) => checked(text, old).map(|()| Self(Form::Body(digits))),
            None => digits.as_str().parse().map(|nik| Self(Form::Resident(nik))),
        }
    }
}

fn checked(text: &str, digits: &str) -> Result<(), IdentityError> {
    match digits.get(..9) {
        Some(first_nine) if luhn(first_nine) => Ok(()),
        _ => Err(IdentityError::NpwpCheck { text: text.to_owned() }),
    }
}

/// Writes the old form as its card shows it, `01.312.166.0-091.000`; the other as plain digits, and
/// masked when it is a person's NIK.
impl fmt::Display for Npwp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.as_str();
        match &self.0 {
            Form::Old(_) => {
                let part = |range| digits.get(range).unwrap_or_default();
                f.pad(&format!(
                    "{}.{}.{}.{}-{}.{}",
                    part(0..2),
                    part(2..5),
                    part(5..8),
                    part(8..9),
                    part(9..12),
                    part(12..15)
                ))
            }
            Form::Body(_) => f.pad(digits),
            Form::Resident(nik) => nik.fmt(f),
        }
    }
}

impl fmt::Debug for Npwp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Npwp({self})")
    }
}

/// *Nomor Identitas Tempat Kegiatan Usaha*, the number of a place of business: the 16 digits of its
/// NPWP and 6 of its own (PMK 112/2022).
///
/// ```
/// use ikm_core::identity::Nitku;
/// # fn main() -> Result<(), ikm_core::identity::IdentityError> {
/// let shop: Nitku = "0013121660091000000002".parse()?;
/// assert_eq!(shop.npwp().as_str(), "0013121660091000");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nitku {
    digits: Digits<22>,
    npwp: Npwp,
}

impl Nitku {
    /// All 22 digits, which may begin with a NIK.
    pub fn as_str(&self) -> &str {
        self.digits.as_str()
    }

    /// The number of the taxpayer whose place it is.
    pub const fn npwp(&self) -> Npwp {
        self.npwp
    }
}

impl FromStr for Nitku {
    type Err = IdentityError;

    fn from_str(text: &str) -> Result<Self, IdentityError> {
        let digits = Digits::<22>::read(Identifier::Npwp, text)?;
        let npwp = digits.as_str().get(..16).unwrap_or_default().parse()?;
        Ok(Self { digits, npwp })
    }
}

/// Masked as its NPWP is.
impl fmt::Display for Nitku {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.as_str().get(16..).unwrap_or_default();
        f.pad(&format!("{}{place}", self.npwp))
    }
}

impl fmt::Debug for Nitku {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nitku({self})")
    }
}
