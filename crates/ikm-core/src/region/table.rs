use std::str::FromStr;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::code::{BpsCode, Level, RegionCode};
use super::names::{NameIndex, RegencyName};
use super::postal::PostalCode;
use crate::lang::{Explain, Lang};

/// A region: its code, its official name and what else is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Region {
    /// Its code in the numbering of Kemendagri.
    pub code: RegionCode,
    /// Its official name, without the word for its level: `IV Jurai`.
    pub name: String,
    /// Its number in the statistics of BPS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bps: Option<BpsCode>,
    /// Its postal code, where it has one of its own or shares one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<PostalCode>,
}

/// What is wrong with a region code or a table of regions.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegionError {
    /// A text is not a code of Kemendagri.
    #[error("{0:?} is not a region code")]
    Code(String),
    /// A text is a number of BPS where a code of Kemendagri is needed: only BPS has seven digits.
    #[error("{0:?} is a region number of BPS, not a code of Kemendagri")]
    Bps(String),
    /// A text is not a number of BPS.
    #[error("{0:?} is not a region number of BPS")]
    BpsCode(String),
    /// A line of a table cannot be read.
    #[error("line {line} of the table of regions cannot be read: {text:?}")]
    Line {
        /// The number of the line, from 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// Two regions of a table have one code.
    #[error("region {0} stands in the table twice")]
    Twice(RegionCode),
    /// A region of a table has no name.
    #[error("region {0} has no name")]
    NoName(RegionCode),
}

impl Explain for RegionError {
    fn code(&self) -> &'static str {
        match self {
            Self::Code(_) => "IKM-REGION-CODE",
            Self::Bps(_) => "IKM-REGION-OF-BPS",
            Self::BpsCode(_) => "IKM-REGION-BPS",
            Self::Line { .. } => "IKM-REGION-LINE",
            Self::Twice(_) => "IKM-REGION-TWICE",
            Self::NoName(_) => "IKM-REGION-NAME",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Code(text) => format!("{text:?} bukan kode wilayah"),
            Self::Bps(text) => format!("{text:?} adalah kode BPS, bukan kode Kemendagri"),
            Self::BpsCode(text) => format!("{text:?} bukan kode wilayah BPS"),
            Self::Line { line, text } => {
                format!("baris {line} tabel wilayah tidak terbaca: {text:?}")
            }
            Self::Twice(code) => format!("wilayah {code} tercantum dua kali dalam tabel"),
            Self::NoName(code) => format!("wilayah {code} tidak bernama"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Code(_) | Self::Bps(_) => lang.pick(
                "tulis kode Kemendagri, misalnya 13.01, 13.01.05 atau 13.01.05.2001",
                "write the code of Kemendagri, such as 13.01, 13.01.05 or 13.01.05.2001",
            ),
            Self::BpsCode(_) => lang.pick(
                "kode BPS terdiri atas 2, 4, 7 atau 10 angka",
                "a number of BPS has 2, 4, 7 or 10 digits",
            ),
            Self::Line { .. } => lang.pick(
                "setiap baris berisi code,bps,postal_code,name; bps dan postal_code boleh kosong",
                "each line holds code,bps,postal_code,name; bps and postal_code may be empty",
            ),
            Self::Twice(_) => lang.pick("hapus salah satu baris", "remove one of the lines"),
            Self::NoName(_) => lang.pick("isi nama wilayah itu", "give the region its name"),
        }
        .to_owned()
    }
}

/// A table of regions, asked by code or by a name in any spelling.
///
/// ```
/// use ikm_core::region::{RegionCode, Regions};
/// # fn main() -> Result<(), ikm_core::region::RegionError> {
/// let regions = Regions::pesisir_selatan();
/// let regency: RegionCode = "13.01".parse()?;
/// let jurai = regions.find_kecamatan(regency, "Kec. 4 JURAI").expect("a kecamatan of 13.01");
/// assert_eq!(jurai.code.to_string(), "13.01.05");
/// let painan = regions.find_nagari(jurai.code, "painan").expect("a nagari of IV Jurai");
/// assert_eq!(painan.code.to_string(), "13.01.05.2001");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Regions {
    /// In the order of their codes.
    sorted: Vec<Region>,
    /// Made when the first name is looked up: most commands ask for codes only.
    kecamatan: OnceLock<NameIndex>,
    nagari: OnceLock<NameIndex>,
}

/// The shipped table.
const PESISIR_SELATAN: &str = include_str!("../../data/regions-13.01.csv");
const HEADER: &str = "code,bps,postal_code,name";

impl Regions {
    /// A table of any regions, in any order: one regency or the whole country.
    ///
    /// # Errors
    ///
    /// [`RegionError::Twice`] when two have one code, [`RegionError::NoName`] when one has no name.
    pub fn try_new(regions: impl IntoIterator<Item = Region>) -> Result<Self, RegionError> {
        let mut sorted: Vec<Region> = regions.into_iter().collect();
        sorted.sort_by_key(|region| region.code);
        if let Some([first, _]) = sorted.array_windows().find(|[a, b]| a.code == b.code) {
            return Err(RegionError::Twice(first.code));
        }
        if let Some(region) = sorted.iter().find(|region| region.name.trim().is_empty()) {
            return Err(RegionError::NoName(region.code));
        }
        Ok(Self { sorted, kecamatan: OnceLock::new(), nagari: OnceLock::new() })
    }

    /// The shipped table: Kabupaten Pesisir Selatan (13.01) with its 15 kecamatan and 182 nagari, and
    /// its province. Source: Kepmendagri 300.2.2-2138/2025, after `cahyadsn/wilayah` (MIT).
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "the table is part of the program, and a test reads it"
    )]
    pub fn pesisir_selatan() -> Self {
        PESISIR_SELATAN.parse().expect("the shipped table is well formed")
    }

    /// The region with `code`.
    pub fn get(&self, code: RegionCode) -> Option<&Region> {
        let at = self.sorted.binary_search_by_key(&code, |region| region.code).ok()?;
        self.sorted.get(at)
    }

    /// The regions right below `code`, in the order of their codes.
    pub fn children(&self, code: RegionCode) -> impl Iterator<Item = &Region> {
        let start = self.sorted.partition_point(|region| region.code < code);
        self.sorted
            .iter()
            .skip(start)
            .take_while(move |region| code.contains(region.code))
            .filter(move |region| region.code.parent() == Some(code))
    }

    /// All regions, in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.sorted.iter()
    }

    /// How many regions there are.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// The kecamatan of `regency` that `text` means: a code, or the name in any of the spellings
    /// that lists use. Nothing when no kecamatan or more than one fits.
    ///
    /// `IV Jurai`, `4 Jurai`, `Kec. Ampek Jurai`, `iv-jurai` and `130105` are one kecamatan. A name
    /// may be shortened (`Bayang Utara`) or slightly misspelt as long as it stays unmistakable.
    pub fn find_kecamatan(&self, regency: RegionCode, text: &str) -> Option<&Region> {
        self.find(Level::Kecamatan, regency, text)
    }

    /// The nagari that `text` means among those that lie in `within`, a kecamatan or a regency; as
    /// [`Regions::find_kecamatan`] reads it.
    pub fn find_nagari(&self, within: RegionCode, text: &str) -> Option<&Region> {
        self.find(Level::Nagari, within, text)
    }

    /// The regency or city that `text` means: a code, or the name with or without the word for its
    /// kind. Nothing when none or more than one fits: `Solok` is a regency and a city.
    pub fn find_regency(&self, text: &str) -> Option<&Region> {
        let text = text.trim();
        if let Ok(code) = text.parse::<RegionCode>() {
            return self.get(code).filter(|region| region.code.level() == Level::Regency);
        }
        let wanted = RegencyName::of(text);
        let regencies = self.iter().filter(|region| region.code.level() == Level::Regency);
        let mut fitting = regencies.filter(|region| wanted.fits(&RegencyName::of(&region.name)));
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// Every region of `level` whose whole name is `text` in any spelling, wherever it lies: more
    /// than one where a name is common.
    pub fn all_named(&self, level: Level, text: &str) -> Vec<&Region> {
        let codes = self.index(level).map(|index| index.all(text)).unwrap_or_default();
        codes.into_iter().filter_map(|code| self.get(code)).collect()
    }

    fn find(&self, level: Level, within: RegionCode, text: &str) -> Option<&Region> {
        let text = text.trim();
        let code = match text.parse::<RegionCode>() {
            Ok(code) => (code.level() == level && within.contains(code)).then_some(code)?,
            Err(_) => self.index(level)?.find(within, text)?,
        };
        self.get(code)
    }

    /// The names of a level, where they are looked up by an index.
    fn index(&self, level: Level) -> Option<&NameIndex> {
        let index = match level {
            Level::Kecamatan => &self.kecamatan,
            Level::Nagari => &self.nagari,
            Level::Province | Level::Regency => return None,
        };
        Some(index.get_or_init(|| NameIndex::build(level, &self.sorted)))
    }
}

/// Reads a table: a line `code,bps,postal_code,name`, then one line a region. Empty lines and lines
/// that begin with `#` are passed over; `bps` and `postal_code` may be empty.
impl FromStr for Regions {
    type Err = RegionError;

    fn from_str(text: &str) -> Result<Self, RegionError> {
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(i, line)| (i + 1, line.trim_end()))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let wrong = |line: usize, text: &str| RegionError::Line { line, text: text.to_owned() };
        match lines.next() {
            Some((_, HEADER)) => {}
            Some((line, other)) => return Err(wrong(line, other)),
            None => return Err(wrong(1, "")),
        }
        let regions: Result<Vec<Region>, RegionError> =
            lines.map(|(line, text)| read_line(text).ok_or_else(|| wrong(line, text))).collect();
        Self::try_new(regions?)
    }
}

fn read_line(line: &str) -> Option<Region> {
    // The name comes last, so that it can hold commas.
    let mut cells = line.splitn(4, ',');
    let code = cells.next()?.parse().ok()?;
    let (bps, postal_code) = (cells.next()?, cells.next()?);
    Some(Region {
        code,
        bps: filled(bps).map(str::parse).transpose().ok()?,
        postal_code: filled(postal_code).map(str::parse).transpose().ok()?,
        name: cells.next()?.to_owned(),
    })
}

fn filled(cell: &str) -> Option<&str> {
    Some(cell).filter(|cell| !cell.is_empty())
}
