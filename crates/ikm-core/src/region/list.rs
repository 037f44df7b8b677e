//! Reading a code list: the four files of the national one, or any other of their form.

use super::code::{BpsCode, Level, RegionCode};
use super::table::{Region, RegionError};
use crate::lang::{Explain, Lang};

/// Why a code list cannot be read. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CodeListError {
    /// The first line does not name the columns.
    #[error("the first line names no columns code and name: {0:?}")]
    Header(String),
    /// A line has more or fewer cells than the first, or a quote in it never closes.
    #[error("line {line} has other cells than the first line: {text:?}")]
    Cells {
        /// The line.
        line: usize,
        /// What it holds.
        text: String,
    },
    /// A code, a number of BPS or a postal code cannot be read.
    #[error("line {line}: {text:?} is not what column {column} holds")]
    Value {
        /// The line.
        line: usize,
        /// The column.
        column: &'static str,
        /// What it holds.
        text: String,
    },
    /// A code is written as BPS writes its numbers, without points.
    #[error("line {line}: {text:?} is a number of BPS, not a code of Kemendagri")]
    Bps {
        /// The line.
        line: usize,
        /// The number.
        text: String,
    },
    /// A region is of another level than the columns say, or does not lie in the one beside it.
    #[error("line {line}: {code} does not lie in {parent:?}")]
    Parent {
        /// The line.
        line: usize,
        /// The region.
        code: RegionCode,
        /// What the line says that it lies in.
        parent: String,
    },
    /// A region has no name.
    #[error("line {line}: region {code} has no name")]
    NoName {
        /// The line.
        line: usize,
        /// The region.
        code: RegionCode,
    },
}

impl Explain for CodeListError {
    fn code(&self) -> &'static str {
        match self {
            Self::Header(_) => "IKM-CODELIST-HEADER",
            Self::Cells { .. } => "IKM-CODELIST-CELLS",
            Self::Value { .. } => "IKM-CODELIST-VALUE",
            Self::Bps { .. } => "IKM-CODELIST-BPS",
            Self::Parent { .. } => "IKM-CODELIST-PARENT",
            Self::NoName { .. } => "IKM-CODELIST-NAME",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Header(text) => {
                format!("baris pertama tidak menyebut kolom code dan name: {text:?}")
            }
            Self::Cells { line, text } => {
                format!("isian baris {line} tidak sama dengan baris pertama: {text:?}")
            }
            Self::Value { line, column, text } => {
                format!("baris {line}: {text:?} bukan isi kolom {column}")
            }
            Self::Bps { line, text } => {
                format!("baris {line}: {text:?} adalah kode BPS, bukan kode Kemendagri")
            }
            Self::Parent { line, code, parent } => {
                format!("baris {line}: {code} tidak terletak di {parent:?}")
            }
            Self::NoName { line, code } => format!("baris {line}: wilayah {code} tidak bernama"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Header(_) => lang.pick(
                "pakai berkas daftar kode wilayah: code,name atau code,province_code,name",
                "use a file of the code list: code,name or code,province_code,name",
            ),
            Self::Cells { .. } => {
                lang.pick("periksa koma dan tanda kutip baris itu", "check its commas and quotes")
            }
            Self::Value { .. } => lang.pick(
                "kode ditulis seperti 13.01.05.2001, kode pos dengan lima angka",
                "a code is written like 13.01.05.2001, a postal code with five digits",
            ),
            Self::Bps { .. } => lang.pick(
                "pakai daftar Kemendagri, dengan titik: 13.01.05, bukan 1302090",
                "use the list of Kemendagri, with points: 13.01.05, not 1302090",
            ),
            Self::Parent { .. } | Self::NoName { .. } => {
                lang.pick("perbaiki baris itu", "correct that line")
            }
        }
        .to_owned()
    }
}

/// The columns of a list, by their places.
struct Columns {
    count: usize,
    code: usize,
    name: usize,
    parent: Option<(usize, Option<Level>)>,
    bps: Option<usize>,
    postal_code: Option<usize>,
}

/// Reads a code list as CSV. The first line names the columns: `code` and `name`, beside them where
/// there are any `province_code`, `regency_code` or `district_code` (what the region lies in),
/// `postal_code` and `bps`; others are passed over, and so are empty lines and lines that begin
/// with `#`.
///
/// Codes are those of Kemendagri in their dotted form. Digits without points are refused: BPS writes
/// its numbers so, and 1302 is another regency there.
///
/// ```
/// use ikm_core::region::read_code_list;
/// # fn main() -> Result<(), ikm_core::region::CodeListError> {
/// let regions = read_code_list("code,regency_code,name\n13.01.05,13.01,IV Jurai\n")?;
/// assert_eq!(regions.len(), 1);
/// let error = read_code_list("code,regency_code,name\n1302090,1302,IV Jurai\n").unwrap_err();
/// assert_eq!(error.to_string(), "line 2: \"1302090\" is a number of BPS, not a code of Kemendagri");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// [`CodeListError`], with its line.
pub fn read_code_list(text: &str) -> Result<Vec<Region>, CodeListError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line.trim_end()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let (first, header) = lines.next().unwrap_or((1, ""));
    let columns = Columns::read(header).ok_or_else(|| no_header(first, header))?;
    lines.map(|(line, text)| columns.region(line, text)).collect()
}

/// A list of BPS often has no header at all.
fn no_header(line: usize, text: &str) -> CodeListError {
    let first = text.split(',').next().unwrap_or_default();
    match first.parse::<BpsCode>() {
        Ok(_) => CodeListError::Bps { line, text: first.to_owned() },
        Err(_) => CodeListError::Header(text.chars().take(80).collect()),
    }
}

impl Columns {
    fn read(header: &str) -> Option<Self> {
        let cells = cells(header)?;
        let names: Vec<String> =
            cells.iter().map(|cell| cell.trim().to_ascii_lowercase()).collect();
        let at = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
        let parent = |name: &str, level| at(&[name]).map(|at| (at, level));
        Some(Self {
            count: names.len(),
            code: at(&["code", "kode"])?,
            name: at(&["name", "nama"])?,
            parent: parent("district_code", Some(Level::Kecamatan))
                .or_else(|| parent("regency_code", Some(Level::Regency)))
                .or_else(|| parent("province_code", Some(Level::Province)))
                .or_else(|| parent("parent_code", None)),
            bps: at(&["bps", "kode_bps"]),
            postal_code: at(&["postal_code", "kode_pos"]),
        })
    }

    fn region(&self, line: usize, text: &str) -> Result<Region, CodeListError> {
        let wrong = || CodeListError::Cells { line, text: text.chars().take(80).collect() };
        let cells = cells(text).filter(|cells| cells.len() == self.count).ok_or_else(wrong)?;
        let cell = |at: usize| cells.get(at).map(|cell| cell.trim()).unwrap_or_default();
        let code = dotted(line, "code", cell(self.code))?;
        if let Some((at, level)) = self.parent {
            let parent = dotted(line, "parent", cell(at))?;
            if code.parent() != Some(parent) || level.is_some_and(|level| level != parent.level()) {
                let parent = cell(at).to_owned();
                return Err(CodeListError::Parent { line, code, parent });
            }
        }
        let name = cell(self.name);
        if name.is_empty() {
            return Err(CodeListError::NoName { line, code });
        }
        Ok(Region {
            code,
            name: name.to_owned(),
            bps: optional(line, "bps", self.bps.map(cell))?,
            postal_code: optional(line, "postal_code", self.postal_code.map(cell))?,
        })
    }
}

/// A code in the form that only Kemendagri has. The two digits of a province need no point.
fn dotted(line: usize, column: &'static str, text: &str) -> Result<RegionCode, CodeListError> {
    let is_bare = text.len() > 2 && text.parse::<BpsCode>().is_ok();
    match text.parse() {
        Ok(code) if !is_bare => Ok(code),
        Ok(_) | Err(RegionError::Bps(_)) => Err(CodeListError::Bps { line, text: text.to_owned() }),
        Err(_) => Err(CodeListError::Value { line, column, text: text.to_owned() }),
    }
}

fn optional<T: std::str::FromStr>(
    line: usize,
    column: &'static str,
    text: Option<&str>,
) -> Result<Option<T>, CodeListError> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let wrong = |_said_by_the_column| {
        let text = text.to_owned();
        CodeListError::Value { line, column, text }
    };
    text.parse().map(Some).map_err(wrong)
}

/// The cells of a line of CSV; nothing when a quote never closes. No name has a line break.
fn cells(line: &str) -> Option<Vec<String>> {
    let mut cells = Vec::new();
    let mut rest = line;
    loop {
        let (cell, after) = if let Some(quoted) = rest.strip_prefix('"') {
            quoted_cell(quoted)?
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            let (cell, after) = rest.split_at_checked(end)?;
            (cell.to_owned(), after)
        };
        cells.push(cell);
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None => return after.is_empty().then_some(cells),
        }
    }
}

/// The cell whose opening quote is behind, and what comes after its closing one.
fn quoted_cell(mut rest: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    loop {
        let (text, after) = rest.split_once('"')?;
        cell.push_str(text);
        match after.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None => return Some((cell, after)),
        }
    }
}
