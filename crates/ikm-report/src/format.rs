use std::path::Path;
use std::str::FromStr;

use ikm_core::Lang;

use crate::error::ReportError;

/// What a report can be written as. The ending of a file's name chooses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Aligned columns for a terminal or a printer (`.txt`).
    Text,
    /// The main table for a spreadsheet (`.csv`).
    Csv,
    /// Everything as a spreadsheet (`.xlsx`).
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// Everything for a program (`.json`).
    Json,
    /// The charts as a picture (`.svg`).
    Svg,
}

impl Format {
    /// The format that the ending of `path` names, in capitals or not.
    ///
    /// ```
    /// use std::path::Path;
    /// use ikm_report::Format;
    /// assert_eq!(Format::of_path(Path::new("laporan/Rekap.CSV")).ok(), Some(Format::Csv));
    /// assert!(Format::of_path(Path::new("rekap.docx")).is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`ReportError::Format`] for any other ending, or none.
    pub fn of_path(path: &Path) -> Result<Self, ReportError> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            Some("txt") => Ok(Self::Text),
            Some("csv") => Ok(Self::Csv),
            #[cfg(feature = "xlsx")]
            Some("xlsx") => Ok(Self::Xlsx),
            Some("json") => Ok(Self::Json),
            Some("svg") => Ok(Self::Svg),
            _ => Err(ReportError::Format(path.display().to_string())),
        }
    }
}

/// What a listing can be written as: the values of `--format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ListFormat {
    /// Aligned columns, `table`.
    #[default]
    Table,
    /// An array of objects, `json`.
    Json,
    /// A header and a line a row, `csv`.
    Csv,
}

impl FromStr for ListFormat {
    type Err = ReportError;

    fn from_str(name: &str) -> Result<Self, ReportError> {
        match name {
            "table" => Ok(Self::Table),
            "json" => Ok(Self::Json),
            "csv" => Ok(Self::Csv),
            _ => Err(ReportError::ListFormat(name.to_owned())),
        }
    }
}

/// How a report goes to a terminal when no file names its format.
impl From<ListFormat> for Format {
    fn from(format: ListFormat) -> Self {
        match format {
            ListFormat::Table => Self::Text,
            ListFormat::Json => Self::Json,
            ListFormat::Csv => Self::Csv,
        }
    }
}

/// How something is written: in which language, and how wide a page of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The language of titles, numbers and dates.
    pub lang: Lang,
    /// Columns of the terminal or the page. Fewer than [`Style::MIN_WIDTH`] count as that many.
    pub width: usize,
}

impl Style {
    /// The narrowest page on which the largest amount still stands beside a label.
    pub const MIN_WIDTH: usize = 40;

    /// A style with the usual width of 100 columns.
    pub const fn new(lang: Lang) -> Self {
        Self { lang, width: 100 }
    }

    /// The width that is really used.
    pub(crate) fn page_width(self) -> usize {
        self.width.max(Self::MIN_WIDTH)
    }
}

impl Default for Style {
    fn default() -> Self {
        Self::new(Lang::Id)
    }
}
