//! What the values of a tariff book look like, one function a kind. Each takes the text of a CSV
//! field or the value of a TOML key.

use std::num::NonZeroU32;

use chrono::NaiveDate;
use ikm_core::measure::Grams;
use ikm_core::money::Percent;
use ikm_core::region::PostalCode;
use ikm_core::shipping::{PaidBy, Price, SurchargeBase, ToleranceEdge};
use toml::de::DeValue;

use crate::error::Expected;

const fn expected(id: &'static str, en: &'static str) -> Expected {
    Expected { id, en }
}

const TEXT: Expected = expected("teks yang berisi", "a text that says something");
const WHOLE: Expected =
    expected("bilangan bulat 0 sampai 4294967295", "a whole number from 0 to 4294967295");
const STEP: Expected =
    expected("bilangan bulat 1 sampai 4294967295", "a whole number from 1 to 4294967295");
const INTEGER: Expected = expected("bilangan bulat", "a whole number");
const PRICE: Expected = expected(
    "rupiah bulat 0 sampai 1000000000000",
    "a whole number of rupiah from 0 to 1000000000000",
);
const PERCENT: Expected = expected(
    "persentase desimal dalam tanda kutip, seperti \"1.1\"",
    "a decimal percentage in quotes, such as \"1.1\"",
);
const DATE: Expected = expected(
    "tanggal tanpa tanda kutip, seperti 2022-01-31",
    "a date without quotes, such as 2022-01-31",
);
const POSTAL_CODE: Expected = expected("kode pos lima angka", "a postal code of five digits");
const LIST: Expected = expected(
    "daftar teks yang tidak kosong, seperti [\"PKH\"]",
    "a list of texts that is not empty, such as [\"PKH\"]",
);
const EDGE: Expected =
    expected("\"inclusive\" atau \"exclusive\"", "\"inclusive\" or \"exclusive\"");
const BASE: Expected = expected("\"freight\" atau \"running\"", "\"freight\" or \"running\"");
const PAYER: Expected = expected(
    "\"carrier\", \"association\" atau \"dinas\"",
    "\"carrier\", \"association\" or \"dinas\"",
);
pub(super) const PATTERN: Expected = expected(
    "kode pos (25651), awalan (256*) atau rentang (25600-25699)",
    "a postal code (25651), a prefix (256*) or a range (25600-25699)",
);
pub(super) const SPAN_END: Expected =
    expected("lebih besar dari over_g, atau kosong", "greater than over_g, or empty");
pub(super) const TABLE: Expected = expected("sebuah tabel", "a table");
pub(super) const TABLES: Expected =
    expected("tabel-tabel dalam kurung siku ganda", "tables in double brackets");

pub(super) fn text(value: &DeValue<'_>) -> Result<String, Expected> {
    value.as_str().ok_or(TEXT).and_then(text_of)
}

pub(super) fn text_of(field: &str) -> Result<String, Expected> {
    let trimmed = field.trim();
    if trimmed.is_empty() { Err(TEXT) } else { Ok(trimmed.to_owned()) }
}

/// A text or a whole number, for what people number as often as they name it.
pub(super) fn label(value: &DeValue<'_>) -> Result<String, Expected> {
    match value.as_integer() {
        Some(number) => Ok(number.to_string()),
        None => text(value),
    }
}

/// A text that may be blank, which is as good as absent.
pub(super) fn blank_text(value: &DeValue<'_>) -> Result<Option<String>, Expected> {
    value.as_str().ok_or(TEXT).map(|found| text_of(found).ok())
}

pub(super) fn integer(value: &DeValue<'_>) -> Result<i64, Expected> {
    let number = value.as_integer().ok_or(INTEGER)?;
    i64::from_str_radix(number.as_str(), number.radix()).map_err(|_out_of_range| INTEGER)
}

pub(super) fn whole(value: &DeValue<'_>) -> Result<u32, Expected> {
    let number = integer(value).map_err(|_not_whole| WHOLE)?;
    u32::try_from(number).map_err(|_out_of_range| WHOLE)
}

pub(super) fn whole_of(field: &str) -> Result<u32, Expected> {
    digits(field).and_then(|digits| digits.parse().ok()).ok_or(WHOLE)
}

pub(super) fn grams(value: &DeValue<'_>) -> Result<Grams, Expected> {
    whole(value).map(Grams::new)
}

pub(super) fn step(value: &DeValue<'_>) -> Result<NonZeroU32, Expected> {
    whole(value).ok().and_then(NonZeroU32::new).ok_or(STEP)
}

pub(super) fn step_of(field: &str) -> Result<NonZeroU32, Expected> {
    whole_of(field).ok().and_then(NonZeroU32::new).ok_or(STEP)
}

pub(super) fn price(value: &DeValue<'_>) -> Result<Price, Expected> {
    let number = integer(value).map_err(|_not_whole| PRICE)?;
    Price::try_from(number).map_err(|_out_of_range| PRICE)
}

pub(super) fn price_of(field: &str) -> Result<Price, Expected> {
    let number: Option<i64> = digits(field).and_then(|digits| digits.parse().ok());
    number.and_then(|number| Price::try_from(number).ok()).ok_or(PRICE)
}

pub(super) fn percent(value: &DeValue<'_>) -> Result<Percent, Expected> {
    value.as_str().and_then(|text| text.parse().ok()).ok_or(PERCENT)
}

pub(super) fn date(value: &DeValue<'_>) -> Result<NaiveDate, Expected> {
    let moment = value.as_datetime().filter(|m| m.time.is_none() && m.offset.is_none());
    let date = moment.and_then(|moment| moment.date).ok_or(DATE)?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
        .ok_or(DATE)
}

pub(super) fn postal_code(value: &DeValue<'_>) -> Result<PostalCode, Expected> {
    label(value).ok().and_then(|text| text.parse().ok()).ok_or(POSTAL_CODE)
}

pub(super) fn texts(value: &DeValue<'_>) -> Result<Vec<String>, Expected> {
    let list = value.as_array().ok_or(LIST)?;
    let texts: Vec<String> = list
        .iter()
        .map(|text| self::text(text.get_ref()))
        .collect::<Result<_, _>>()
        .map_err(|_not_a_text| LIST)?;
    if texts.is_empty() { Err(LIST) } else { Ok(texts) }
}

pub(super) fn edge(value: &DeValue<'_>) -> Result<ToleranceEdge, Expected> {
    match value.as_str() {
        Some("inclusive") => Ok(ToleranceEdge::Inclusive),
        Some("exclusive") => Ok(ToleranceEdge::Exclusive),
        _ => Err(EDGE),
    }
}

pub(super) fn base(value: &DeValue<'_>) -> Result<SurchargeBase, Expected> {
    match value.as_str() {
        Some("freight") => Ok(SurchargeBase::Freight),
        Some("running") => Ok(SurchargeBase::Running),
        _ => Err(BASE),
    }
}

pub(super) fn payer(value: &DeValue<'_>) -> Result<PaidBy, Expected> {
    value.as_str().and_then(PaidBy::from_word).ok_or(PAYER)
}

/// Digits alone: `parse` would take a plus sign too.
fn digits(field: &str) -> Option<&str> {
    (!field.is_empty() && field.bytes().all(|b| b.is_ascii_digit())).then_some(field)
}
