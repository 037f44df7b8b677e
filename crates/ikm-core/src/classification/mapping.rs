use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::kbli::{Kbli, KbliEdition};
use super::mapping_error::MappingError;
use super::scheme::{ClassCode, Scheme};
use crate::period::DateRange;
use crate::registry::fold;

/// From what a row of a mapping leads to a class.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MapsFrom {
    /// The KBLI codes of this edition that begin with these two to five digits; the longest
    /// prefix of a code wins.
    Prefix(Kbli),
    /// The office's commodity group (komoditi) with this name, for an IKM without a KBLI code.
    Commodity(String),
}

/// Writes `2020:107` or the name of the commodity in quotes.
impl fmt::Display for MapsFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prefix(kbli) => kbli.fmt(f),
            Self::Commodity(name) => write!(f, "{name:?}"),
        }
    }
}

/// A row of a mapping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawRow", into = "RawRow")]
pub struct MappingRow {
    /// From what.
    pub from: MapsFrom,
    /// To which class of the scheme.
    pub class: ClassCode,
}

/// The rows that hold for a time, and who decided them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingPeriod {
    range: DateRange,
    source: String,
    rows: Vec<MappingRow>,
    /// Where the row of each prefix stands in `rows`.
    by_prefix: HashMap<Kbli, usize>,
    /// Where the row of each commodity, folded, stands in `rows`.
    by_commodity: HashMap<String, usize>,
}

impl MappingPeriod {
    /// The days for which it holds.
    pub const fn range(&self) -> DateRange {
        self.range
    }

    /// The decree or letter that says so.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Its rows, as they are written.
    pub fn rows(&self) -> &[MappingRow] {
        &self.rows
    }

    /// The class of a KBLI code, by the longest prefix of it that a row of its edition has.
    ///
    /// Of an edition that no row names, only the divisions are taken to mean the same as in the
    /// others; where these disagree, nothing follows.
    pub fn classify(&self, kbli: Kbli) -> Option<&ClassCode> {
        let code = kbli.code();
        let prefix = |edition, length| Kbli::try_new(edition, code.get(..length)?).ok();
        let class = |edition, length| self.class_at(self.by_prefix.get(&prefix(edition, length)?));
        let names_edition = self.by_prefix.keys().any(|row| row.edition() == kbli.edition());
        if names_edition {
            return (2..=code.len()).rev().find_map(|length| class(kbli.edition(), length));
        }
        let mut of_division = KbliEdition::ALL.into_iter().filter_map(|edition| class(edition, 2));
        let first = of_division.next()?;
        of_division.all(|other| other == first).then_some(first)
    }

    /// The class of a commodity group; case, marks and blanks do not matter.
    pub fn classify_commodity(&self, commodity: &str) -> Option<&ClassCode> {
        self.class_at(self.by_commodity.get(&fold(commodity)))
    }

    fn class_at(&self, at: Option<&usize>) -> Option<&ClassCode> {
        self.rows.get(*at?).map(|row| &row.class)
    }

    /// Finds the rows ready for look-ups; `rows` are numbered from 1 in errors.
    fn try_new(raw: RawPeriod) -> Result<Self, MappingError> {
        let RawPeriod { from, to, source, rows } = raw;
        let range = DateRange::try_new(from, to).map_err(MappingError::Range)?;
        if source.trim().is_empty() {
            return Err(MappingError::NoSource(from));
        }
        if rows.is_empty() {
            return Err(MappingError::NoRows(from));
        }
        let (mut by_prefix, mut by_commodity) = (HashMap::new(), HashMap::new());
        for (at, row) in rows.iter().enumerate() {
            let earlier = match &row.from {
                MapsFrom::Prefix(kbli) => by_prefix.insert(*kbli, at),
                MapsFrom::Commodity(name) => by_commodity.insert(fold(name), at),
            };
            let Some((first, earlier)) = earlier.and_then(|at| Some((at, rows.get(at)?))) else {
                continue;
            };
            if earlier.class != row.class {
                return Err(MappingError::Twice {
                    from,
                    row: row.from.clone(),
                    first: (first + 1, earlier.class.clone()),
                    second: (at + 1, row.class.clone()),
                });
            }
        }
        Ok(Self { range, source, rows, by_prefix, by_commodity })
    }
}

/// How KBLI codes and commodity groups lead to the classes of an office's scheme, by days.
///
/// The simple form of it stands in the [`Scheme`] itself; a mapping is for codes of several
/// editions side by side, and for what changes by decree on a day. It is a TOML file, read by
/// `FromStr`: see `docs/reference/classification.md`.
///
/// ```
/// use chrono::NaiveDate;
/// use ikm_core::classification::Mapping;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mapping: Mapping = r#"
///     scheme = "komoditi"
///     [[period]]
///     from = 2022-01-01
///     source = "Keputusan Kepala Dinas 530/12/2022"
///     rows = [
///         { edition = "2020", prefix = "10", class = "PANGAN" },
///         { edition = "2020", prefix = "10794", class = "KERIPIK" },
///         { commodity = "Kerajinan", class = "KRIYA" },
///     ]
/// "#
/// .parse()?;
/// let on = NaiveDate::from_ymd_opt(2022, 1, 31).expect("a real day");
/// let period = mapping.on(on).expect("a period holds on that day");
/// let class = |kbli: &str| Some(period.classify(kbli.parse().ok()?)?.to_string());
/// assert_eq!(class("2020:10794").as_deref(), Some("KERIPIK"));
/// assert_eq!(class("2020:10710").as_deref(), Some("PANGAN"));
/// assert_eq!(class("2020:13121"), None);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawMapping", into = "RawMapping")]
pub struct Mapping {
    scheme: String,
    /// In the order of their days; no day lies in two.
    periods: Vec<MappingPeriod>,
}

impl Mapping {
    /// The id of the scheme to whose classes it leads.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// Its periods, oldest first.
    pub fn periods(&self) -> &[MappingPeriod] {
        &self.periods
    }

    /// The period that holds on `day`.
    pub fn on(&self, day: NaiveDate) -> Option<&MappingPeriod> {
        self.periods.iter().find(|period| period.range.contains(day))
    }

    /// Whether it fits `scheme`.
    ///
    /// # Errors
    ///
    /// [`MappingError::Scheme`] when it is made for another, [`MappingError::Class`] for a row
    /// whose class the scheme does not have.
    pub fn fits(&self, scheme: &Scheme) -> Result<(), MappingError> {
        if self.scheme != scheme.id() {
            let (mapping, scheme) = (self.scheme.clone(), scheme.id().to_owned());
            return Err(MappingError::Scheme { mapping, scheme });
        }
        let rows = self.periods.iter().flat_map(|period| &period.rows);
        match rows.into_iter().find(|row| scheme.get(&row.class).is_none()) {
            Some(row) => {
                Err(MappingError::Class { row: row.from.clone(), class: row.class.clone() })
            }
            None => Ok(()),
        }
    }
}

/// Reads a mapping from TOML.
impl FromStr for Mapping {
    type Err = MappingError;

    fn from_str(text: &str) -> Result<Self, MappingError> {
        let raw: RawMapping = toml::from_str(text).map_err(|source| {
            let before = source.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            MappingError::Toml { line: before.matches('\n').count() + 1, source: Box::new(source) }
        })?;
        raw.try_into()
    }
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMapping {
    scheme: String,
    #[serde(rename = "period", default)]
    periods: Vec<RawPeriod>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPeriod {
    #[serde(deserialize_with = "day")]
    from: NaiveDate,
    #[serde(deserialize_with = "some_day", default, skip_serializing_if = "Option::is_none")]
    to: Option<NaiveDate>,
    source: String,
    #[serde(default)]
    rows: Vec<MappingRow>,
}

/// A day as TOML writes it, and as our own JSON does.
#[derive(Deserialize)]
#[serde(untagged)]
enum Day {
    Toml(toml::value::Datetime),
    Text(NaiveDate),
}

fn day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    use serde::de::Error as _;
    match Day::deserialize(from)? {
        Day::Text(day) => Ok(day),
        Day::Toml(moment) => {
            let date = moment.date.filter(|_| moment.time.is_none());
            date.and_then(|date| {
                NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
            })
            .ok_or_else(|| D::Error::custom(format!("{moment} is not a day")))
        }
    }
}

fn some_day<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    day(from).map(Some)
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    edition: Option<KbliEdition>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prefix: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    commodity: Option<String>,
    class: ClassCode,
}

impl TryFrom<RawRow> for MappingRow {
    type Error = MappingError;

    fn try_from(raw: RawRow) -> Result<Self, MappingError> {
        let from = match (raw.edition, raw.prefix, raw.commodity) {
            (Some(edition), Some(prefix), None) => Kbli::try_new(edition, &prefix)
                .map(MapsFrom::Prefix)
                .map_err(|_names_the_prefix| MappingError::Prefix(prefix))?,
            (None, None, Some(name)) if !fold(&name).is_empty() => MapsFrom::Commodity(name),
            _ => return Err(MappingError::Row(raw.class)),
        };
        Ok(Self { from, class: raw.class })
    }
}

impl From<MappingRow> for RawRow {
    fn from(row: MappingRow) -> Self {
        let (edition, prefix, commodity) = match row.from {
            MapsFrom::Prefix(kbli) => (Some(kbli.edition()), Some(kbli.code().to_owned()), None),
            MapsFrom::Commodity(name) => (None, None, Some(name)),
        };
        Self { edition, prefix, commodity, class: row.class }
    }
}

impl TryFrom<RawMapping> for Mapping {
    type Error = MappingError;

    fn try_from(raw: RawMapping) -> Result<Self, MappingError> {
        let RawMapping { scheme, periods } = raw;
        if scheme.trim().is_empty() || periods.is_empty() {
            return Err(MappingError::Empty(scheme));
        }
        let mut periods: Vec<MappingPeriod> =
            periods.into_iter().map(MappingPeriod::try_new).collect::<Result<_, _>>()?;
        periods.sort_by_key(|period| period.range.from());
        let overlapping = |pair: &&[MappingPeriod; 2]| {
            let [earlier, later] = pair;
            earlier.range.overlaps(later.range)
        };
        if let Some([earlier, later]) = periods.array_windows().find(overlapping) {
            return Err(MappingError::Overlap(earlier.range, later.range));
        }
        Ok(Self { scheme, periods })
    }
}

impl From<Mapping> for RawMapping {
    fn from(mapping: Mapping) -> Self {
        let raw = |period: MappingPeriod| RawPeriod {
            from: period.range.from(),
            to: period.range.until(),
            source: period.source,
            rows: period.rows,
        };
        let periods = mapping.periods.into_iter().map(raw).collect();
        Self { scheme: mapping.scheme, periods }
    }
}
