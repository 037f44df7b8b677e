use std::io;
use std::path::{Path, PathBuf};

use ikm_core::{Explain, Lang};

use crate::cells::{MAX_CELL_BYTES, MAX_COLUMNS};
use crate::field::Field;
use crate::mapping::Mapping;

/// Why a file could not be read as a list at all, or not to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// There is no file of that name.
    #[error("no file {}", .0.display())]
    Missing(PathBuf),
    /// The name is that of a folder.
    #[error("{} is a folder, not a file", .0.display())]
    IsFolder(PathBuf),
    /// The file could not be opened or read.
    #[error("the file cannot be read")]
    Unreadable(#[source] io::Error),
    /// The file of rejects could not be written.
    #[error("the file of rejected rows cannot be written")]
    Unwritable(#[source] io::Error),
    /// The file or every sheet of it is empty.
    #[error("{} is empty", .0.display())]
    Empty(PathBuf),
    /// The file is something else than a table.
    #[error("the file is no table but {0}")]
    NotATable(FileKind),
    /// The workbook is protected by a password.
    #[error("the workbook is protected by a password")]
    Encrypted,
    /// The workbook is damaged, or not as its format demands.
    #[error("the spreadsheet is damaged: {0}")]
    Damaged(String),
    /// A list in JSON is not what it should be.
    #[error("row {row} of the JSON list cannot be read: {problem}")]
    Json {
        /// The row; the first object is row 2, as below a header.
        row: u64,
        /// What is wrong, in English.
        problem: String,
    },
    /// A small file claims to hold more than any list.
    #[error("{part} in the spreadsheet is too large when unpacked")]
    TooLarge {
        /// The part of the container.
        part: String,
    },
    /// The workbook has no sheet of the name that was asked for.
    #[error("the file has no sheet {name:?}{}", others(sheets, Lang::En))]
    NoSuchSheet {
        /// The name.
        name: String,
        /// The sheets that there are; none in a text file.
        sheets: Vec<String>,
    },
    /// No row near the top names the columns.
    #[error("no header row found; the file begins with: {}", first_rows.join(" / "))]
    NoHeader {
        /// The first rows, for the person who writes a mapping.
        first_rows: Vec<String>,
        /// A mapping to begin with: what the columns seem to hold.
        mapping: Box<Mapping>,
    },
    /// There is a header, but no column of it is the name of the business.
    #[error("row {row} is the header, but no column holds the name of the business: {}", headers.join(", "))]
    NoNameColumn {
        /// The header row.
        row: u64,
        /// The headers that it has.
        headers: Vec<String>,
    },
    /// A file with fixed columns lacks some of them.
    #[error("row {row} is the header, but it lacks {}", missing.join(", "))]
    MissingColumns {
        /// The header row.
        row: u64,
        /// The columns that are missing.
        missing: Vec<String>,
    },
    /// The mapping names something that does not exist.
    #[error("the mapping does not fit: {0}")]
    Mapping(#[from] crate::MappingError),
    /// A quote opens and the file ends before it closes.
    #[error("row {row}: a quote opens here and never closes")]
    OpenQuote {
        /// The row in which it opens.
        row: u64,
    },
    /// A cell or a row is longer than any list has it.
    #[error("row {row}, column {column}: the cell is longer than {MAX_CELL_BYTES} bytes")]
    CellTooLong {
        /// The row.
        row: u64,
        /// The column, from 1.
        column: usize,
    },
    /// A row has more columns than any list.
    #[error("row {row} has more than {MAX_COLUMNS} columns")]
    TooManyColumns {
        /// The row.
        row: u64,
    },
}

/// What a file is that is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileKind {
    /// A web page; some government systems export these with the ending .xls.
    WebPage,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A document of another kind, or bytes that are no text.
    Binary,
}

impl FileKind {
    fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::WebPage => lang.pick("halaman web", "a web page"),
            Self::Pdf => lang.pick("PDF", "a PDF"),
            Self::Picture => lang.pick("gambar", "a picture"),
            Self::Binary => lang.pick("berkas biner", "a binary file"),
        }
    }
}

impl std::fmt::Display for FileKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.label(Lang::En))
    }
}

impl ImportError {
    pub(crate) fn reading(source: io::Error) -> Self {
        Self::Unreadable(source)
    }

    pub(crate) fn opening(path: &Path, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::NotFound {
            Self::Missing(path.to_owned())
        } else if path.is_dir() {
            Self::IsFolder(path.to_owned())
        } else {
            Self::Unreadable(source)
        }
    }
}

impl Explain for ImportError {
    fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "IKM-FILE-MISSING",
            Self::IsFolder(_) => "IKM-FILE-IS-FOLDER",
            Self::Unreadable(_) => "IKM-FILE-UNREADABLE",
            Self::Unwritable(_) => "IKM-FILE-UNWRITABLE",
            Self::Empty(_) => "IKM-IMPORT-EMPTY",
            Self::NotATable(_) => "IKM-IMPORT-NOT-A-TABLE",
            Self::Encrypted => "IKM-IMPORT-ENCRYPTED",
            Self::Json { .. } => "IKM-IMPORT-JSON",
            Self::Damaged(_) => "IKM-IMPORT-DAMAGED",
            Self::TooLarge { .. } => "IKM-IMPORT-TOO-LARGE",
            Self::NoSuchSheet { .. } => "IKM-IMPORT-NO-SHEET",
            Self::NoHeader { .. } => "IKM-IMPORT-NO-HEADER",
            Self::NoNameColumn { .. } => "IKM-IMPORT-NO-NAME",
            Self::MissingColumns { .. } => "IKM-IMPORT-COLUMNS",
            Self::Mapping(error) => error.code(),
            Self::OpenQuote { .. } => "IKM-IMPORT-OPEN-QUOTE",
            Self::CellTooLong { .. } => "IKM-IMPORT-CELL-TOO-LONG",
            Self::TooManyColumns { .. } => "IKM-IMPORT-TOO-MANY-COLUMNS",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Missing(path) => format!("tidak ada berkas {}", path.display()),
            Self::IsFolder(path) => format!("{} adalah folder, bukan berkas", path.display()),
            Self::Unreadable(_) => "berkas tidak dapat dibaca".to_owned(),
            Self::Unwritable(_) => "berkas baris yang ditolak tidak dapat ditulis".to_owned(),
            Self::Empty(path) => format!("{} kosong", path.display()),
            Self::NotATable(kind) => {
                format!("berkas ini bukan tabel melainkan {}", kind.label(Lang::Id))
            }
            Self::Encrypted => "berkas lembar kerja dilindungi kata sandi".to_owned(),
            Self::Json { row, problem } => {
                format!("baris {row} daftar JSON tidak terbaca: {problem}")
            }
            Self::Damaged(detail) => format!("berkas lembar kerja rusak: {detail}"),
            Self::TooLarge { part } => {
                format!("{part} di dalam lembar kerja terlalu besar bila dibuka")
            }
            Self::NoSuchSheet { name, sheets } => {
                format!("berkas tidak mempunyai lembar {name:?}{}", others(sheets, Lang::Id))
            }
            Self::NoHeader { first_rows, .. } => format!(
                "baris judul kolom tidak ditemukan; isi awal berkas: {}",
                first_rows.join(" / ")
            ),
            Self::MissingColumns { row, missing } => {
                format!("baris {row} adalah judul kolom, tetapi tanpa {}", missing.join(", "))
            }
            Self::NoNameColumn { row, headers } => format!(
                "baris {row} adalah judul kolom, tetapi tidak ada kolom nama usaha: {}",
                headers.join(", ")
            ),
            Self::Mapping(error) => format!("pemetaan: {}", error.indonesian()),
            Self::OpenQuote { row } => {
                format!("baris {row}: tanda kutip dibuka di sini dan tidak pernah ditutup")
            }
            Self::CellTooLong { row, column } => {
                format!("baris {row}, kolom {column}: sel lebih panjang dari {MAX_CELL_BYTES} bita")
            }
            Self::TooManyColumns { row } => {
                format!("baris {row} mempunyai lebih dari {MAX_COLUMNS} kolom")
            }
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Missing(_) => {
                lang.pick("periksa nama dan folder berkas", "check name and folder")
            }
            Self::IsFolder(_) => {
                lang.pick("sebut berkas di dalam folder itu", "name the file inside that folder")
            }
            Self::Unreadable(_) => lang.pick(
                "tutup berkas di program lain dan periksa izin bacanya",
                "close the file in other programs and check that you may read it",
            ),
            Self::Unwritable(_) => lang.pick(
                "periksa izin tulis dan ruang di folder itu",
                "check that the folder may be written to and has room",
            ),
            Self::Empty(_) => lang.pick(
                "periksa apakah berkas yang benar yang disebut",
                "check that it is the right file",
            ),
            Self::NotATable(_) => lang.pick(
                "buka dengan program lembar kerja dan simpan sebagai XLSX atau CSV",
                "open it in a spreadsheet program and save it as XLSX or CSV",
            ),
            Self::Json { .. } => lang.pick(
                "daftar JSON ialah larik objek yang datar, misalnya [{\"nama_ikm\": \"Rendang Uni\"}]",
                "a list in JSON is an array of flat objects, such as [{\"nama_ikm\": \"Rendang Uni\"}]",
            ),
            Self::Encrypted => lang.pick(
                "buka dengan kata sandinya dan simpan tanpa kata sandi",
                "open it with its password and save it without one",
            ),
            Self::Damaged(_) => lang.pick(
                "buka dengan program lembar kerja dan simpan ulang sebagai XLSX",
                "open it in a spreadsheet program and save it anew as XLSX",
            ),
            Self::TooLarge { .. } => lang.pick(
                "simpan ulang daftar itu sebagai XLSX atau CSV, dan bagi bila sangat panjang",
                "save the list anew as XLSX or CSV, and divide it if it is very long",
            ),
            Self::NoSuchSheet { sheets, .. } if sheets.is_empty() => lang.pick(
                "berkas teks tidak berlembar; hapus --sheet",
                "a text file has no sheets; leave out --sheet",
            ),
            Self::NoSuchSheet { .. } => lang.pick(
                "sebut salah satu lembar itu dengan --sheet",
                "name one of these sheets with --sheet",
            ),
            Self::NoHeader { mapping, .. } => return mapping_hint(lang, &mapping.one_line()),
            Self::MissingColumns { .. } => lang.pick(
                "beri kolom itu namanya di baris pertama, seperti di docs/reference/gallery-files.md",
                "name these columns in the first row, as in docs/reference/gallery-files.md",
            ),
            Self::NoNameColumn { headers, .. } => {
                let header = headers.first().cloned().unwrap_or_else(|| "Nama".to_owned());
                let columns = [(header, Field::Name)].into();
                let mapping = Mapping { columns, ..Mapping::default() };
                return mapping_hint(lang, &mapping.one_line());
            }
            Self::Mapping(error) => return error.hint(lang),
            Self::OpenQuote { .. } => lang.pick(
                "hapus tanda kutip itu atau tutup dengan tanda kutip kedua",
                "delete that quote or close it with a second one",
            ),
            Self::CellTooLong { .. } => {
                lang.pick("periksa sel itu; mungkin isinya salah tempel", "check that cell")
            }
            Self::TooManyColumns { .. } => {
                lang.pick("hapus kolom yang tidak dipakai", "delete the columns that are not used")
            }
        }
        .to_owned()
    }
}

/// The sheets that there are, as the end of a sentence.
fn others(sheets: &[String], lang: Lang) -> String {
    if sheets.is_empty() {
        return String::new();
    }
    format!("; {}: {}", lang.pick("yang ada", "it has"), sheets.join(", "))
}

/// How to write the mapping that helps: a line that can be copied as it is.
fn mapping_hint(lang: Lang, line: &str) -> String {
    match lang {
        Lang::Id => format!(
            "tulis baris ini, setelah diperbaiki, ke berkas pemetaan dan ulangi dengan --mapping: {line}"
        ),
        Lang::En => format!(
            "write this line, once it is put right, into a mapping and try again with --mapping: {line}"
        ),
    }
}
