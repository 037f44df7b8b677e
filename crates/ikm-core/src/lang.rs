//! The two languages that every message speaks, and how each writes numbers and dates.
//!
//! Indonesian follows EYD: thousands part with a point, decimals with a comma, `31 Januari 2022`.
//! English keeps the same order of day and month (`31 January 2022`), because a clerk who switches
//! the language must not read 1 February as 2 January.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A language of screens, papers and errors. Indonesian is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Indonesian (`id`).
    #[default]
    Id,
    /// English (`en`).
    En,
}

impl Lang {
    /// Picks the text of this language.
    ///
    /// ```
    /// use ikm_core::Lang;
    /// assert_eq!(Lang::Id.pick("iuran", "dues"), "iuran");
    /// ```
    pub fn pick<T>(self, indonesian: T, english: T) -> T {
        match self {
            Self::Id => indonesian,
            Self::En => english,
        }
    }

    /// Writes a whole number with this language's thousands mark.
    ///
    /// ```
    /// use ikm_core::Lang;
    /// assert_eq!(Lang::Id.number(-1_500_000), "-1.500.000");
    /// assert_eq!(Lang::En.number(3_800), "3,800");
    /// ```
    pub fn number(self, value: i64) -> String {
        let mark = self.pick('.', ',');
        let digits = value.unsigned_abs().to_string();
        let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
        if value < 0 {
            out.push('-');
        }
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        out
    }

    /// The mark before the decimals: a comma in Indonesian, a point in English.
    pub fn decimal_mark(self) -> char {
        self.pick(',', '.')
    }

    /// Writes a date in full, as papers show it.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use ikm_core::Lang;
    /// let day = NaiveDate::from_ymd_opt(2022, 1, 31).expect("a real day");
    /// assert_eq!(Lang::Id.date(day), "31 Januari 2022");
    /// assert_eq!(Lang::En.date(day), "31 January 2022");
    /// ```
    pub fn date(self, day: NaiveDate) -> String {
        format!("{} {} {}", day.day(), self.month_name(day.month0()), day.year())
    }

    /// Writes a month and its year, as report titles show it: `Maret 2022`.
    pub fn month(self, day: NaiveDate) -> String {
        format!("{} {}", self.month_name(day.month0()), day.year())
    }

    fn month_name(self, month0: u32) -> &'static str {
        const ID: [&str; 12] = [
            "Januari",
            "Februari",
            "Maret",
            "April",
            "Mei",
            "Juni",
            "Juli",
            "Agustus",
            "September",
            "Oktober",
            "November",
            "Desember",
        ];
        const EN: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let names = self.pick(ID, EN);
        usize::try_from(month0).ok().and_then(|i| names.get(i)).copied().unwrap_or("?")
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.pick("id", "en"))
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(text: &str) -> Result<Self, UnknownLang> {
        match text {
            "id" => Ok(Self::Id),
            "en" => Ok(Self::En),
            _ => Err(UnknownLang(text.to_owned())),
        }
    }
}

/// A language that this project does not speak.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}")]
pub struct UnknownLang(String);

impl Explain for UnknownLang {
    fn code(&self) -> &'static str {
        "IKM-LANG-UNKNOWN"
    }
    fn indonesian(&self) -> String {
        format!("bahasa {:?} tidak dikenal", self.0)
    }
    fn hint(&self, lang: Lang) -> String {
        lang.pick("pakai id atau en", "use id or en").to_owned()
    }
}

/// An error that can be shown to a person: a stable code, what is wrong and where, and what to do.
///
/// The English message is the error's own `Display`; the Indonesian one stands beside it. Codes are
/// documented in `docs/reference/errors.md` and never change their meaning.
pub trait Explain: std::error::Error {
    /// The stable code, `IKM-…`.
    fn code(&self) -> &'static str;

    /// What is wrong and where, in Indonesian: a lower-case sentence without a full stop.
    fn indonesian(&self) -> String;

    /// What to do about it, in `lang`; empty when nothing can be done.
    fn hint(&self, lang: Lang) -> String;

    /// What is wrong and where, in `lang`.
    fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Id => self.indonesian(),
            Lang::En => self.to_string(),
        }
    }
}
