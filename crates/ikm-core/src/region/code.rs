use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::table::RegionError;
use crate::lang::{Explain, Lang};

/// A level of administration, from the largest to the smallest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A province.
    Province,
    /// A regency or a city.
    Regency,
    /// A kecamatan, the district of a regency.
    Kecamatan,
    /// A nagari; elsewhere a desa or a kelurahan.
    Nagari,
}

impl Level {
    /// The stable word by which files name it.
    pub const fn as_code(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Regency => "regency",
            Self::Kecamatan => "kecamatan",
            Self::Nagari => "nagari",
        }
    }

    /// What regions of this level are called, all over the country.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Province => lang.pick("provinsi", "province"),
            Self::Regency => lang.pick("kabupaten atau kota", "regency or city"),
            Self::Kecamatan => "kecamatan",
            Self::Nagari => lang.pick("nagari, desa atau kelurahan", "nagari or village"),
        }
    }
}

/// The code of a region in the numbering of the Ministry of Home Affairs (Kemendagri): `13`,
/// `13.01`, `13.01.05` or `13.01.05.2001`.
///
/// Any digits of the right shape are a code; whether such a region exists, a table of
/// [`Regions`](super::Regions) says. Codes sort as their regions lie in each other: a region comes
/// right before all that it contains. [`BpsCode`] is another numbering.
///
/// ```
/// use ikm_core::region::RegionCode;
/// # fn main() -> Result<(), ikm_core::region::RegionError> {
/// let regency: RegionCode = "13.01".parse()?;
/// let nagari: RegionCode = "1301052001".parse()?;
/// assert!(regency.contains(nagari));
/// assert_eq!(nagari.to_string(), "13.01.05.2001");
/// # Ok(())
/// # }
/// ```
// The ten digits of a nagari, filled up with zeros on the right, then the level: so that the order
// of the numbers is the order of the regions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegionCode(u64);

/// What a nagari's ten digits are divided by to give the digits of each level.
const UNITS: [(Level, u64); 4] = [
    (Level::Province, 100_000_000),
    (Level::Regency, 1_000_000),
    (Level::Kecamatan, 10_000),
    (Level::Nagari, 1),
];

impl RegionCode {
    const LEVELS: u64 = 10;

    fn pack(digits: u64, level: Level) -> Self {
        let tag = UNITS.iter().position(|(l, _)| *l == level).unwrap_or_default();
        Self(digits * unit(level) * Self::LEVELS + u64::try_from(tag).unwrap_or_default())
    }

    /// The kecamatan with the six digits of `number`, as a NIK begins with them.
    pub(crate) fn kecamatan_from_number(number: u32) -> Self {
        Self::pack(u64::from(number), Level::Kecamatan)
    }

    /// Its level.
    pub fn level(self) -> Level {
        match self.0 % Self::LEVELS {
            0 => Level::Province,
            1 => Level::Regency,
            2 => Level::Kecamatan,
            _ => Level::Nagari,
        }
    }

    /// The region that it lies in, one level up; none for a province.
    pub fn parent(self) -> Option<Self> {
        let level = match self.level() {
            Level::Province => return None,
            Level::Regency => Level::Province,
            Level::Kecamatan => Level::Regency,
            Level::Nagari => Level::Kecamatan,
        };
        Some(self.cut(level))
    }

    /// The region of `level` that it lies in, or itself; none when `level` is a smaller one.
    pub fn ancestor(self, level: Level) -> Option<Self> {
        (level <= self.level()).then(|| self.cut(level))
    }

    /// Whether `other` is this region or lies in it.
    pub fn contains(self, other: Self) -> bool {
        other.ancestor(self.level()) == Some(self)
    }

    /// Whether the last four digits are those of a town (*kelurahan*): they begin with 1, those of
    /// villages with 2 (Permendagri 72/2019).
    pub(super) fn is_town(self) -> bool {
        self.level() == Level::Nagari && self.digits() % 10_000 / 1_000 == 1
    }

    fn cut(self, level: Level) -> Self {
        Self::pack(self.digits() / unit(level), level)
    }

    fn digits(self) -> u64 {
        self.0 / Self::LEVELS
    }
}

fn unit(level: Level) -> u64 {
    UNITS.iter().find(|(l, _)| *l == level).map_or(1, |(_, unit)| *unit)
}

/// Reads the dotted form and the bare digits.
impl FromStr for RegionCode {
    type Err = RegionError;

    fn from_str(text: &str) -> Result<Self, RegionError> {
        let wrong = || RegionError::Code(text.to_owned());
        let (level, dots): (_, &[usize]) = match text.len() {
            2 => (Level::Province, &[]),
            4 => (Level::Regency, &[]),
            6 => (Level::Kecamatan, &[]),
            10 => (Level::Nagari, &[]),
            5 => (Level::Regency, &[2]),
            8 => (Level::Kecamatan, &[2, 5]),
            13 => (Level::Nagari, &[2, 5, 8]),
            7 if text.bytes().all(|b| b.is_ascii_digit()) => {
                return Err(RegionError::Bps(text.to_owned()));
            }
            _ => return Err(wrong()),
        };
        let mut digits = 0;
        for (i, byte) in text.bytes().enumerate() {
            match (dots.contains(&i), byte) {
                (true, b'.') => {}
                (false, b'0'..=b'9') => digits = digits * 10 + u64::from(byte - b'0'),
                _ => return Err(wrong()),
            }
        }
        Ok(Self::pack(digits, level))
    }
}

impl TryFrom<String> for RegionCode {
    type Error = RegionError;

    fn try_from(text: String) -> Result<Self, RegionError> {
        text.parse()
    }
}

impl From<RegionCode> for String {
    fn from(code: RegionCode) -> Self {
        code.to_string()
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits();
        let (province, regency) = (digits / 100_000_000, digits / 1_000_000 % 100);
        let (kecamatan, nagari) = (digits / 10_000 % 100, digits % 10_000);
        f.pad(&match self.level() {
            Level::Province => format!("{province:02}"),
            Level::Regency => format!("{province:02}.{regency:02}"),
            Level::Kecamatan => format!("{province:02}.{regency:02}.{kecamatan:02}"),
            Level::Nagari => format!("{province:02}.{regency:02}.{kecamatan:02}.{nagari:04}"),
        })
    }
}

impl fmt::Debug for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RegionCode({self})")
    }
}

/// Digits without points that may be a code of Kemendagri as well as a number of BPS: 1302 is Solok in
/// the one and Pesisir Selatan in the other.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} has no points: it may be a number of BPS, which is another system")]
pub struct BareCode(String);

impl BareCode {
    /// The doubt about `text`.
    pub fn of(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Explain for BareCode {
    fn code(&self) -> &'static str {
        "IKM-DOUBT-BARE-REGION"
    }

    fn indonesian(&self) -> String {
        format!("{:?} tanpa titik: mungkin kode BPS, yang sistemnya lain", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        lang.pick("tulis dengan titik, misalnya 13.01", "write it with points, such as 13.01")
            .to_owned()
    }
}

/// The number of a region in the statistics of BPS: 2, 4, 7 or 10 digits.
///
/// It looks like a [`RegionCode`] and is not: 1302 is Pesisir Selatan here and Solok there. Neither
/// converts into the other; only a table that names both can tell.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BpsCode(String);

impl BpsCode {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BpsCode {
    type Err = RegionError;

    fn from_str(text: &str) -> Result<Self, RegionError> {
        if matches!(text.len(), 2 | 4 | 7 | 10) && text.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(RegionError::BpsCode(text.to_owned()))
        }
    }
}

impl TryFrom<String> for BpsCode {
    type Error = RegionError;

    fn try_from(text: String) -> Result<Self, RegionError> {
        text.parse()
    }
}

impl From<BpsCode> for String {
    fn from(code: BpsCode) -> Self {
        code.0
    }
}

impl fmt::Display for BpsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for BpsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BpsCode({self})")
    }
}
