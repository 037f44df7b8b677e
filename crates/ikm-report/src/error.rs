use std::io;

use ikm_core::money::MoneyError;
use ikm_core::{Explain, Lang};

/// Why a report or a listing could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The ending of a file's name names no format in which a report can be written.
    #[error("{0:?} is not a format of reports")]
    Format(String),
    /// The word names no format in which a listing can be written.
    #[error("{0:?} is not a format of listings")]
    ListFormat(String),
    /// The ending of a file's name names no format in which a list can be written.
    #[error("{0:?} is not a format of lists")]
    ListFile(String),
    /// A picture was asked for of a report that has none.
    #[error("the report {0:?} has no chart")]
    NoChart(String),
    /// A file of one table was asked for of a report that has no table.
    #[error("the report {0:?} has no table")]
    NoTable(String),
    /// Figures that must agree do not.
    #[error("{what} does not add up: {left} is not {right}")]
    Sum {
        /// What was added up, such as a receipt or a member.
        what: String,
        /// What the parts come to.
        left: i128,
        /// What was said of the whole.
        right: i128,
    },
    /// A period was given twice.
    #[error("{0} was given twice")]
    Twice(String),
    /// A count is beyond counting.
    #[error("a count is out of range")]
    Overflow,
    /// A row has more or fewer cells than there are columns.
    #[error("a row of {found} cells in a table of {expected} columns")]
    Ragged {
        /// How many columns there are.
        expected: usize,
        /// How many cells were given.
        found: usize,
    },
    /// A cell is not of its column's kind.
    #[error("a cell of another kind in column {0:?}")]
    WrongKind(String),
    /// Columns without a key, or two with the same.
    #[error("the column key {0:?} is empty or written twice")]
    BadColumns(String),
    /// A text is longer than a cell of a spreadsheet holds.
    #[error("a text in column {column:?}, row {row}, is too long for a spreadsheet")]
    LongText {
        /// The column's key.
        column: String,
        /// The row of the sheet, its header counted.
        row: u32,
    },
    /// An amount of money could not be computed.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The report could not be written.
    #[error("the report could not be written")]
    Write(#[from] io::Error),
}

impl Explain for ReportError {
    fn code(&self) -> &'static str {
        match self {
            Self::Format(_) | Self::ListFormat(_) | Self::ListFile(_) => "IKM-REPORT-FORMAT",
            Self::NoChart(_) => "IKM-REPORT-NO-CHART",
            Self::NoTable(_) => "IKM-REPORT-NO-TABLE",
            Self::Sum { .. } => "IKM-REPORT-SUM",
            Self::Twice(_) => "IKM-REPORT-TWICE",
            Self::Overflow => "IKM-REPORT-OVERFLOW",
            Self::Ragged { .. } | Self::WrongKind(_) | Self::BadColumns(_) => "IKM-REPORT-TABLE",
            Self::LongText { .. } => "IKM-REPORT-LONG-TEXT",
            Self::Money(error) => error.code(),
            Self::Write(_) => "IKM-REPORT-WRITE",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Format(name) => format!("{name:?} bukan format laporan"),
            Self::ListFormat(name) | Self::ListFile(name) => {
                format!("{name:?} bukan format daftar")
            }
            Self::NoChart(name) => format!("laporan {name:?} tidak mempunyai grafik"),
            Self::NoTable(name) => format!("laporan {name:?} tidak mempunyai tabel"),
            Self::Sum { what, left, right } => {
                format!("hitungan {what} tidak cocok: {left} bukan {right}")
            }
            Self::Twice(what) => format!("{what} diberikan dua kali"),
            Self::Overflow => "jumlah hitungan di luar jangkauan".to_owned(),
            Self::Ragged { expected, found } => {
                format!("baris berisi {found} sel dalam tabel {expected} kolom")
            }
            Self::WrongKind(key) => format!("sel berjenis lain dalam kolom {key:?}"),
            Self::BadColumns(key) => format!("nama kolom {key:?} kosong atau ditulis dua kali"),
            Self::LongText { column, row } => format!(
                "teks dalam kolom {column:?}, baris {row}, terlalu panjang untuk lembar kerja"
            ),
            Self::Money(error) => error.indonesian(),
            Self::Write(_) => "laporan tidak dapat ditulis".to_owned(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Format(_) => lang.pick(
                "pakai nama berkas yang berakhir .txt, .csv, .xlsx, .json atau .svg",
                "use a file name that ends in .txt, .csv, .xlsx, .json or .svg",
            ),
            Self::ListFile(_) => lang.pick(
                "pakai nama berkas yang berakhir .csv, .xlsx atau .json",
                "use a file name that ends in .csv, .xlsx or .json",
            ),
            Self::ListFormat(_) => {
                lang.pick("pakai table, json atau csv", "use table, json or csv")
            }
            Self::NoChart(_) => {
                lang.pick("pakai .txt, .csv, .xlsx atau .json", "use .txt, .csv, .xlsx or .json")
            }
            Self::NoTable(_) => lang.pick("pakai .txt atau .json", "use .txt or .json"),
            Self::Sum { .. } => lang.pick(
                "jalankan ikm doctor untuk mencari sebabnya",
                "run ikm doctor to find the cause",
            ),
            Self::Twice(_) => lang.pick("gabungkan angkanya", "put the figures together"),
            Self::LongText { .. } => lang.pick(
                "pakai .csv atau .json, yang menampung teks sepanjang apa pun",
                "use .csv or .json, which hold a text of any length",
            ),
            Self::Money(error) => return error.hint(lang),
            Self::Write(_) => lang.pick(
                "periksa folder tujuan, izin tulis dan ruang disk",
                "check the folder, its permissions and the space on the disk",
            ),
            Self::Overflow | Self::Ragged { .. } | Self::WrongKind(_) | Self::BadColumns(_) => "",
        }
        .to_owned()
    }
}
