//! zones.csv and rates.csv.

use std::collections::HashSet;

use ikm_core::measure::Grams;
use ikm_core::shipping::{Band, Extra, TariffFiles, WeightSpan, ZoneRow};

use super::Noted;
use super::rows::{Column, Row, read_rows};
use super::values::{self, PATTERN, SPAN_END};
use crate::error::{BookError, Problem};

const ZONE_COLUMNS: &[Column] = &[("postal_code", false), ("zone", false)];

const RATE_COLUMNS: &[Column] = &[
    ("service", false),
    ("zone", false),
    ("over_g", false),
    ("up_to_g", false),
    ("price", false),
    ("extra_step_g", true),
    ("extra_price", true),
];

/// As many as an index of 16 bits can tell apart, with room to spare.
const MAX_ZONES: usize = 65_000;

/// The rows of zones.csv; `None` when one of them cannot be read.
pub(super) fn zones(text: &str, errors: &mut Vec<BookError>) -> Option<Vec<ZoneRow>> {
    let rows = read_rows(TariffFiles::ZONES, ZONE_COLUMNS, text, errors, |row| {
        let pattern =
            row.required("postal_code", |field| field.parse().map_err(|_not_a_pattern| PATTERN));
        let zone = row.required("zone", values::text_of);
        Ok(ZoneRow { pattern: pattern?, zone: zone?, line: row.line() })
    })?;
    let names: HashSet<&str> = rows.iter().map(|row| row.zone.as_str()).collect();
    if names.len() > MAX_ZONES {
        errors.push(BookError::new(TariffFiles::ZONES, None, Problem::TooManyZones));
        return None;
    }
    Some(rows)
}

/// The rows of rates.csv; `None` when one of them cannot be read.
pub(super) fn bands(text: &str, errors: &mut Vec<BookError>) -> Option<Vec<Band>> {
    read_rows(TariffFiles::RATES, RATE_COLUMNS, text, errors, band)
}

fn band(row: &mut Row<'_>) -> Result<Band, Noted> {
    let service = row.required("service", values::text_of);
    let zone = row.required("zone", values::text_of);
    let over = row.required("over_g", values::whole_of).map(Grams::new);
    let up_to = row.optional("up_to_g", |field| values::whole_of(field).map(Grams::new));
    let price = row.required("price", values::price_of);
    let extra_step = row.optional("extra_step_g", values::step_of);
    let extra_price = row.optional("extra_price", values::price_of);
    let extra = match (extra_step?, extra_price?) {
        (None, None) => None,
        (Some(step_g), Some(price)) => Some(Extra { step_g, price }),
        (Some(_), None) | (None, Some(_)) => return Err(row.error(Problem::HalfExtra)),
    };
    let span =
        WeightSpan::try_new(over?, up_to?).map_err(|_empty| row.wrong("up_to_g", SPAN_END))?;
    Ok(Band { service: service?, zone: zone?, span, price: price?, extra, line: row.line() })
}
