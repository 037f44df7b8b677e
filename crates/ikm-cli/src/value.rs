//! Reading the values of arguments. What is wrong with one is said in both languages.

use std::str::FromStr;

use chrono::NaiveDate;
use ikm_core::measure::Dimensions;
use ikm_core::money::Rupiah;
use ikm_core::shipping::Price;
use ikm_core::{Explain, Lang};
use serde::de::DeserializeOwned;

use crate::worded::Worded;

/// Reads a value as the domain reads it.
pub(crate) fn parse<T>(text: &str) -> Result<T, Worded>
where
    T: FromStr,
    T::Err: Explain,
{
    text.parse().map_err(|error: T::Err| Worded::of(&error))
}

/// Reads a scale by the code that files carry.
pub(crate) fn scale<T: DeserializeOwned>(text: &str) -> Result<T, Worded> {
    let code = serde_json::Value::from(text);
    serde_json::from_value(code)
        .map_err(|_no_such_code| Worded::of(&ValueError::Scale(text.to_owned())))
}

/// A text that is not the value that an option takes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum ValueError {
    /// Not a day.
    #[error("{0:?} is not a date")]
    Date(String),
    /// Not a scale of industry, or not a size of enterprise.
    #[error("{0:?} is no such scale")]
    Scale(String),
    /// Not three sizes.
    #[error("{0:?} is not three sizes in millimetres")]
    Sizes(String),
}

impl Explain for ValueError {
    fn code(&self) -> &'static str {
        match self {
            Self::Date(_) => "IKM-DATE-SYNTAX",
            Self::Scale(_) => "IKM-SCALE-SYNTAX",
            Self::Sizes(_) => "IKM-SIZE-SYNTAX",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Date(text) => format!("{text:?} bukan tanggal"),
            Self::Scale(text) => format!("{text:?} bukan skala usaha"),
            Self::Sizes(text) => format!("{text:?} bukan tiga ukuran dalam milimeter"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Date(_) => lang.pick(
                "tulis tahun-bulan-hari, misalnya 2022-01-31",
                "write year-month-day, such as 2022-01-31",
            ),
            Self::Scale(_) => lang.pick(
                "tulis micro (hanya ukuran usaha), small, medium atau large",
                "write micro (sizes of enterprises only), small, medium or large",
            ),
            Self::Sizes(_) => lang.pick("tulis seperti 300x200x100", "write it like 300x200x100"),
        }
        .to_owned()
    }
}

/// Reads a day, `2022-01-31`.
pub(crate) fn day(text: &str) -> Result<NaiveDate, Worded> {
    // The reader of dates would also take 2022-1-31 and blanks.
    let is_shaped = text.len() == 10;
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|_| is_shaped)
        .ok_or_else(|| Worded::of(&ValueError::Date(text.to_owned())))
}

/// Reads the three sizes of a parcel in millimetres, `300x200x100`.
pub(crate) fn sizes(text: &str) -> Result<Dimensions, Worded> {
    let sides: Option<Vec<u32>> =
        text.split(['x', 'X', '×']).map(|side| side.parse().ok()).collect();
    let sides: Option<[u32; 3]> = sides.and_then(|sides| sides.try_into().ok());
    let sides = sides.ok_or_else(|| Worded::of(&ValueError::Sizes(text.to_owned())))?;
    Dimensions::try_new(sides).map_err(|error| Worded::of(&error))
}

/// Reads an amount that a tariff can name.
pub(crate) fn price(text: &str) -> Result<Price, Worded> {
    let amount: Rupiah = parse(text)?;
    Price::try_new(amount).map_err(|error| Worded::of(&error))
}
