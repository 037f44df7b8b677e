//! Days and the half-open ranges between them.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::lang::{Explain, Lang};

/// The days from `from` up to but not including `until`; without `until` it goes on.
///
/// Every dated fact of this project (a tariff, a commission, a term of office) is such a range, so
/// that the day on which one ends is the day on which the next begins.
///
/// ```
/// use chrono::NaiveDate;
/// use ikm_core::DateRange;
/// let day = |d| NaiveDate::from_ymd_opt(2022, 1, d).expect("a real day");
/// let range = DateRange::try_new(day(1), Some(day(31))).expect("in order");
/// assert!(range.contains(day(30)) && !range.contains(day(31)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawRange", into = "RawRange")]
pub struct DateRange {
    from: NaiveDate,
    until: Option<NaiveDate>,
}

/// A range was to end on or before the day on which it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the range begins on {from} but ends on {until}")]
pub struct EmptyRange {
    from: NaiveDate,
    until: NaiveDate,
}

impl Explain for EmptyRange {
    fn code(&self) -> &'static str {
        "IKM-DATE-RANGE"
    }
    fn indonesian(&self) -> String {
        format!("rentang mulai {} tetapi berakhir {}", self.from, self.until)
    }
    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "hari akhir harus sesudah hari awal; hari akhir sendiri tidak termasuk",
            "the end must come after the beginning; the end day itself is not included",
        )
        .to_owned()
    }
}

impl DateRange {
    /// The days from `from` up to but not including `until`.
    ///
    /// # Errors
    ///
    /// [`EmptyRange`] when `until` is not after `from`.
    pub fn try_new(from: NaiveDate, until: Option<NaiveDate>) -> Result<Self, EmptyRange> {
        match until {
            Some(until) if until <= from => Err(EmptyRange { from, until }),
            _ => Ok(Self { from, until }),
        }
    }

    /// The days from `from` on, without an end.
    pub const fn starting(from: NaiveDate) -> Self {
        Self { from, until: None }
    }

    /// The first day.
    pub const fn from(self) -> NaiveDate {
        self.from
    }

    /// The day after the last, if there is a last.
    pub const fn until(self) -> Option<NaiveDate> {
        self.until
    }

    /// Whether `day` lies in the range.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whether some day lies in both ranges.
    pub fn overlaps(self, other: Self) -> bool {
        self.until.is_none_or(|until| other.from < until)
            && other.until.is_none_or(|until| self.from < until)
    }
}

#[derive(Serialize, Deserialize)]
struct RawRange {
    from: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<NaiveDate>,
}

impl TryFrom<RawRange> for DateRange {
    type Error = EmptyRange;

    fn try_from(raw: RawRange) -> Result<Self, EmptyRange> {
        Self::try_new(raw.from, raw.until)
    }
}

impl From<DateRange> for RawRange {
    fn from(range: DateRange) -> Self {
        Self { from: range.from, until: range.until }
    }
}

/// A calendar month, written `2022-02`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: NaiveDate,
}

/// A text that is not a calendar month.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a month")]
pub struct BadMonth(String);

impl Explain for BadMonth {
    fn code(&self) -> &'static str {
        "IKM-MONTH-SYNTAX"
    }
    fn indonesian(&self) -> String {
        format!("{:?} bukan bulan", self.0)
    }
    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "tulis tahun dan bulan, misalnya 2022-02",
            "write year and month, such as 2022-02",
        )
        .to_owned()
    }
}

impl Month {
    /// The month in which `day` lies.
    pub fn of(day: NaiveDate) -> Self {
        Self { first: day.with_day(1).unwrap_or(day) }
    }

    /// Its first day.
    pub const fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The month after it; itself at the end of the calendar.
    #[must_use]
    pub fn next(self) -> Self {
        self.first.checked_add_months(Months::new(1)).map_or(self, |first| Self { first })
    }

    /// Whether `day` lies in it.
    pub fn contains(self, day: NaiveDate) -> bool {
        Self::of(day) == self
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first.format("%Y-%m"))
    }
}

impl FromStr for Month {
    type Err = BadMonth;

    fn from_str(text: &str) -> Result<Self, BadMonth> {
        // The reader of dates would also take blanks and signs for digits.
        let shaped = text.len() == 7
            && text
                .bytes()
                .enumerate()
                .all(|(i, b)| if i == 4 { b == b'-' } else { b.is_ascii_digit() });
        NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d")
            .ok()
            .filter(|_| shaped)
            .map(|first| Self { first })
            .ok_or_else(|| BadMonth(text.to_owned()))
    }
}

impl TryFrom<String> for Month {
    type Error = BadMonth;

    fn try_from(text: String) -> Result<Self, BadMonth> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}
