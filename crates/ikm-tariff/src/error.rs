//! Why a tariff book cannot be read.

use ikm_core::{Explain, Lang};

/// A place in a tariff book's folder that cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", self.place(Lang::En), self.problem.message(Lang::En))]
pub struct BookError {
    file: String,
    line: Option<u32>,
    problem: Problem,
}

/// What is wrong at a place of a tariff book.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The folder holds a file that is no part of a tariff book.
    UnknownFile,
    /// A file of the tariff book is not in the folder.
    MissingFile,
    /// The text is not TOML or not CSV; what the parser says of it, in English.
    Syntax(String),
    /// A key or table that a tariff book does not have.
    UnknownKey(String),
    /// A key that the table needs.
    MissingKey(&'static str),
    /// A column that the table does not have.
    UnknownColumn(String),
    /// A column that the table needs.
    MissingColumn(&'static str),
    /// A column that stands in the header twice.
    ColumnTwice(String),
    /// A row with more or fewer fields than the header.
    FieldCount {
        /// How many the header has.
        expected: u64,
        /// How many the row has.
        found: u64,
    },
    /// A value that is not what its key or column holds.
    Value {
        /// The key or column.
        key: String,
        /// The value as it was written.
        found: String,
        /// What belongs there.
        expected: Expected,
    },
    /// Not just one of `percent` and `fixed`.
    PercentOrFixed,
    /// Only one of `extra_step_g` and `extra_price`.
    HalfExtra,
    /// The dates end on or before the day on which they begin.
    Dates {
        /// The key of the first day.
        from: &'static str,
        /// The key of the end.
        to: &'static str,
    },
    /// A discount below zero: the special tariff would be above the normal one.
    NegativeDiscount(i64),
    /// Two services have one code.
    ServiceTwice(String),
    /// More zones than a book can have.
    TooManyZones,
}

/// What belongs in a place, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    pub(crate) id: &'static str,
    pub(crate) en: &'static str,
}

impl BookError {
    pub(crate) fn new(file: &str, line: Option<u32>, problem: Problem) -> Self {
        Self { file: file.to_owned(), line, problem }
    }

    /// The file that it is about.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line of the file, from 1, where one can be named.
    pub const fn line(&self) -> Option<u32> {
        self.line
    }

    /// What is wrong.
    pub const fn problem(&self) -> &Problem {
        &self.problem
    }

    fn place(&self, lang: Lang) -> String {
        match self.line {
            Some(line) => format!("{} {} {line}", self.file, lang.pick("baris", "line")),
            None => self.file.clone(),
        }
    }
}

impl Problem {
    /// What is wrong, in `lang`, without the place.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Id => self.indonesian(),
            Lang::En => self.english(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::UnknownFile => "no part of a tariff book".to_owned(),
            Self::MissingFile => "the file is missing".to_owned(),
            Self::Syntax(said) => format!("the text cannot be read: {}", said.trim_end()),
            Self::UnknownKey(key) => format!("unknown key or table {key:?}"),
            Self::MissingKey(key) => format!("the key {key} is missing"),
            Self::UnknownColumn(name) => format!("unknown column {name:?}"),
            Self::MissingColumn(name) => format!("the column {name} is missing"),
            Self::ColumnTwice(name) => format!("the column {name:?} is there twice"),
            Self::FieldCount { expected, found } => {
                format!("{found} fields instead of {expected}")
            }
            Self::Value { key, found, expected } => {
                format!("{key} is {found:?} and not {}", expected.en)
            }
            Self::PercentOrFixed => "either percent or fixed, and only one, is needed".to_owned(),
            Self::HalfExtra => "extra_step_g and extra_price come both or not at all".to_owned(),
            Self::Dates { from, to } => format!("{to} is not after {from}"),
            Self::NegativeDiscount(fixed) => {
                format!("a discount of {fixed} makes the special tariff dearer than the normal one")
            }
            Self::ServiceTwice(code) => format!("the service {code:?} is there twice"),
            Self::TooManyZones => "more than 65000 zones".to_owned(),
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::UnknownFile => "bukan bagian dari buku tarif".to_owned(),
            Self::MissingFile => "berkas tidak ada".to_owned(),
            Self::Syntax(_) => "teksnya tidak dapat dibaca".to_owned(),
            Self::UnknownKey(key) => format!("kunci atau tabel {key:?} tidak dikenal"),
            Self::MissingKey(key) => format!("kunci {key} tidak ada"),
            Self::UnknownColumn(name) => format!("kolom {name:?} tidak dikenal"),
            Self::MissingColumn(name) => format!("kolom {name} tidak ada"),
            Self::ColumnTwice(name) => format!("kolom {name:?} tertulis dua kali"),
            Self::FieldCount { expected, found } => {
                format!("{found} isian, seharusnya {expected}")
            }
            Self::Value { key, found, expected } => {
                format!("{key} berisi {found:?}, bukan {}", expected.id)
            }
            Self::PercentOrFixed => "harus ada percent atau fixed, salah satu saja".to_owned(),
            Self::HalfExtra => {
                "extra_step_g dan extra_price harus ada keduanya atau tidak sama sekali".to_owned()
            }
            Self::Dates { from, to } => format!("{to} tidak sesudah {from}"),
            Self::NegativeDiscount(fixed) => {
                format!("potongan {fixed} membuat tarif khusus lebih mahal dari tarif normal")
            }
            Self::ServiceTwice(code) => format!("layanan {code:?} tertulis dua kali"),
            Self::TooManyZones => "lebih dari 65000 zona".to_owned(),
        }
    }

    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::UnknownFile => "IKM-BOOK-UNKNOWN-FILE",
            Self::MissingFile => "IKM-BOOK-MISSING-FILE",
            Self::Syntax(_) => "IKM-BOOK-SYNTAX",
            Self::UnknownKey(_) => "IKM-BOOK-UNKNOWN-KEY",
            Self::MissingKey(_) => "IKM-BOOK-MISSING-KEY",
            Self::UnknownColumn(_) => "IKM-BOOK-UNKNOWN-COLUMN",
            Self::MissingColumn(_) => "IKM-BOOK-MISSING-COLUMN",
            Self::ColumnTwice(_) => "IKM-BOOK-COLUMN-TWICE",
            Self::FieldCount { .. } => "IKM-BOOK-FIELD-COUNT",
            Self::Value { .. } => "IKM-BOOK-VALUE",
            Self::PercentOrFixed => "IKM-BOOK-PERCENT-OR-FIXED",
            Self::HalfExtra => "IKM-BOOK-HALF-EXTRA",
            Self::Dates { .. } => "IKM-BOOK-DATES",
            Self::NegativeDiscount(_) => "IKM-BOOK-NEGATIVE-DISCOUNT",
            Self::ServiceTwice(_) => "IKM-BOOK-SERVICE-TWICE",
            Self::TooManyZones => "IKM-BOOK-TOO-MANY-ZONES",
        }
    }

    fn hint(&self, lang: Lang) -> String {
        let (id, en) = match self {
            Self::UnknownFile => (
                "folder buku tarif hanya berisi book.toml, zones.csv, rates.csv dan agreement.toml",
                "a tariff book holds book.toml, zones.csv, rates.csv and agreement.toml only",
            ),
            Self::MissingFile => (
                "buku tarif memerlukan book.toml, zones.csv dan rates.csv",
                "a tariff book needs book.toml, zones.csv and rates.csv",
            ),
            Self::UnknownColumn(_) | Self::MissingColumn(_) | Self::ColumnTwice(_) => (
                "periksa baris judul; kolom dipisahkan dengan koma",
                "check the header line; columns are separated by commas",
            ),
            Self::FieldCount { .. } => (
                "periksa koma dan tanda kutip pada baris itu",
                "check the commas and quotes of the line",
            ),
            Self::Dates { .. } => (
                "hari akhir sendiri tidak termasuk, jadi harus sesudah hari awal",
                "the end day itself is not included, so it must come after the beginning",
            ),
            Self::NegativeDiscount(_) => {
                ("tulis potongan tanpa tanda minus", "write the discount without a minus")
            }
            Self::ServiceTwice(_) => ("beri tiap layanan kode sendiri", "give each its own code"),
            Self::TooManyZones => ("gabungkan zona yang tarifnya sama", "join zones of one price"),
            Self::Syntax(_)
            | Self::UnknownKey(_)
            | Self::MissingKey(_)
            | Self::Value { .. }
            | Self::PercentOrFixed
            | Self::HalfExtra => (
                "lihat docs/reference/tariff-book.md untuk bentuk berkasnya",
                "see docs/reference/tariff-book.md for the form of the file",
            ),
        };
        lang.pick(id, en).to_owned()
    }
}

impl Explain for BookError {
    fn code(&self) -> &'static str {
        self.problem.code()
    }

    fn indonesian(&self) -> String {
        format!("{}: {}", self.place(Lang::Id), self.problem.indonesian())
    }

    fn hint(&self, lang: Lang) -> String {
        self.problem.hint(lang)
    }
}
