use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Ikm;
use super::profile::either;
use crate::id::{BatchId, IkmId};
use crate::money::Rupiah;

/// How many people work in an IKM. Unknown is not zero.
///
/// ```
/// use ikm_core::registry::Workers;
/// let workers = Workers { male: Some(1), female: Some(2), total: None };
/// assert_eq!(workers.count(), Some(3));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Workers {
    /// Men.
    pub male: Option<u32>,
    /// Women.
    pub female: Option<u32>,
    /// Everyone, where a list gives it.
    pub total: Option<u32>,
}

impl Workers {
    /// Everyone that is known of: the total where it is given, else men and women together, or
    /// the one of the two that is given.
    pub fn count(&self) -> Option<u32> {
        let known = match (self.male, self.female) {
            (Some(male), Some(female)) => male.checked_add(female),
            (one, other) => one.or(other),
        };
        self.total.or(known)
    }

    fn is_unknown(self) -> bool {
        self == Self::default()
    }
}

/// What a list says of an IKM's size and output. Money is whole rupiah a year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The calendar year that the figures speak of.
    pub year: Option<i32>,
    /// The people who work there.
    pub workers: Workers,
    /// Investment without land and building (Permenperin 64/2016).
    pub investment: Option<Rupiah>,
    /// Value of what was produced in the year.
    pub production_value: Option<Rupiah>,
    /// Value of the raw material used in the year.
    pub raw_material_value: Option<Rupiah>,
    /// Sales of the year (omzet).
    pub sales: Option<Rupiah>,
    /// How much can be produced in the year, in `capacity_unit`.
    pub capacity: Option<Decimal>,
    /// The unit of `capacity` as the list writes it: kg, buah, lusin.
    pub capacity_unit: Option<String>,
}

impl Figures {
    /// Whether nothing is known but, perhaps, the year and the unit.
    pub fn say_nothing(&self) -> bool {
        self.workers.is_unknown()
            && self.investment.is_none()
            && self.production_value.is_none()
            && self.raw_material_value.is_none()
            && self.sales.is_none()
            && self.capacity.is_none()
    }

    /// These figures after newer ones: what the newer say wins, what they leave open stays.
    #[must_use]
    pub fn updated_by(&self, newer: &Self) -> Self {
        // The three numbers of workers belong together: a new total beside an old count of men
        // would contradict itself.
        let workers = if newer.workers.is_unknown() { self.workers } else { newer.workers };
        Self {
            year: newer.year.or(self.year),
            workers,
            investment: newer.investment.or(self.investment),
            production_value: newer.production_value.or(self.production_value),
            raw_material_value: newer.raw_material_value.or(self.raw_material_value),
            sales: newer.sales.or(self.sales),
            capacity: newer.capacity.or(self.capacity),
            capacity_unit: either(newer.capacity_unit.as_ref(), self.capacity_unit.as_ref()),
        }
    }
}

/// What one source says of an IKM in one year. There is at most one a year and source.
///
/// An IKM that only one source has spoken of needs none: the figures of its profile are that row,
/// which [`FiguresOf::of_profile`] gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiguresOf {
    /// Of whom.
    pub ikm: IkmId,
    /// The import that said so; none where a person did.
    pub source: Option<BatchId>,
    /// The business day on which it was recorded.
    pub recorded_on: NaiveDate,
    /// What it says.
    pub figures: Figures,
}

impl FiguresOf {
    /// The figures that the profile of `ikm` came with.
    pub fn of_profile(ikm: &Ikm) -> Self {
        Self {
            ikm: ikm.id,
            source: ikm.batch,
            recorded_on: ikm.registered_on,
            figures: ikm.profile.figures.clone(),
        }
    }

    /// The year that they speak of; where they do not say it, the one in which they were recorded.
    pub fn year(&self) -> i32 {
        self.figures.year.unwrap_or_else(|| self.recorded_on.year())
    }

    fn place(&self) -> (i32, NaiveDate, Option<BatchId>) {
        (self.year(), self.recorded_on, self.source)
    }
}

/// What is known at present, when several years and sources have spoken: of each thing what the
/// newest year says that says it, and of one year what was recorded last.
///
/// ```
/// use ikm_core::money::Rupiah;
/// use ikm_core::registry::{Figures, FiguresOf, present_figures};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let said = |year, sales: Option<i64>, investment: Option<i64>| -> Result<_, Box<dyn std::error::Error>> {
///     Ok(FiguresOf {
///         ikm: "017f22e2-79b0-7cc3-98c4-dc0c0c07398f".parse()?,
///         source: None,
///         recorded_on: "2023-05-01".parse()?,
///         figures: Figures {
///             year: Some(year),
///             sales: sales.map(Rupiah::new),
///             investment: investment.map(Rupiah::new),
///             ..Figures::default()
///         },
///     })
/// };
/// // An older list that comes in later fills what is open, and changes nothing else.
/// let rows = [said(2022, Some(9_000_000), None)?, said(2019, Some(5_000_000), Some(1_000_000))?];
/// let present = present_figures(&rows);
/// assert_eq!(present.year, Some(2022));
/// assert_eq!(present.sales, Some(Rupiah::new(9_000_000)));
/// assert_eq!(present.investment, Some(Rupiah::new(1_000_000)));
/// # Ok(())
/// # }
/// ```
pub fn present_figures(rows: &[FiguresOf]) -> Figures {
    let mut rows: Vec<&FiguresOf> = rows.iter().collect();
    rows.sort_by_key(|row| row.place());
    rows.iter().fold(Figures::default(), |known, row| known.updated_by(&row.figures))
}
