use std::num::NonZeroU32;

use super::price::{Charge, Price};
use super::zone::ZoneRow;
use crate::lang::{Explain, Lang};
use crate::measure::Grams;
use crate::money::Percent;
use crate::period::DateRange;
use crate::region::PostalCode;

/// A carrier's published tariff from one origin, as its book writes it.
///
/// Each value holds on its own; whether the whole makes sense (no gap, no falling price) is for
/// `ikm_tariff::lint` to judge. A book is never changed: a new tariff is a new book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TariffBook {
    /// The carrier whose tariff it is.
    pub carrier: String,
    /// What the office calls this edition of the tariff.
    pub version: String,
    /// The document that the figures were taken from; a book without one has a lint error.
    pub source: Option<String>,
    /// The days on which the book is in force.
    pub in_force: DateRange,
    /// Where parcels start.
    pub origin: PostalCode,
    /// The services, in the book's order.
    pub services: Vec<Service>,
    /// Which zone a postal code belongs to.
    pub zones: Vec<ZoneRow>,
    /// The prices, in the book's order.
    pub bands: Vec<Band>,
    /// What comes on top of the freight, in the order in which it is added.
    pub surcharges: Vec<Surcharge>,
    /// What insuring a parcel costs, where the carrier insures.
    pub insurance: Option<Insurance>,
    /// The taxes, each with its days.
    pub taxes: Vec<Tax>,
}

/// A service of the carrier and how it turns a parcel's weight into the one it bills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The code that parcels and rates name.
    pub code: String,
    /// The name for people.
    pub name: String,
    /// The least weight that is billed.
    pub minimum: Grams,
    /// The step, in grams, in which weight is billed.
    pub step_g: NonZeroU32,
    /// How much of a rest above whole steps is given away.
    pub tolerance: Grams,
    /// Whether a rest of just the tolerance is given away. Carriers and their agents disagree, so
    /// a book says it.
    pub tolerance_edge: ToleranceEdge,
    /// How many cubic centimetres count as a kilogram, where volume is weighed.
    pub volumetric_divisor: Option<NonZeroU32>,
    /// The greatest weight, actual or volumetric, that the service takes.
    pub max: Option<Grams>,
    /// The longest side that the service takes, in millimetres.
    pub max_longest_mm: Option<u32>,
    /// The greatest girth, longest side and twice the two others, in millimetres.
    pub max_girth_mm: Option<u32>,
    /// The line of book.toml, from 1.
    pub line: u32,
}

/// Whether a rest that equals the tolerance is given away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToleranceEdge {
    /// A rest of just the tolerance is given away.
    Inclusive,
    /// A rest of just the tolerance counts as a step.
    Exclusive,
}

/// Weights above one bound and up to another: `(over, up_to]`, or all above `over`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WeightSpan {
    over: Grams,
    up_to: Option<Grams>,
}

/// A band of weights was to end at or below where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the band begins above {} g but goes up to {} g", over.get(), up_to.get())]
pub struct EmptySpan {
    over: Grams,
    up_to: Grams,
}

impl Explain for EmptySpan {
    fn code(&self) -> &'static str {
        "IKM-WEIGHT-SPAN"
    }
    fn indonesian(&self) -> String {
        format!("jenjang mulai di atas {} g tetapi sampai {} g", self.over.get(), self.up_to.get())
    }
    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "up_to_g harus lebih besar dari over_g, atau kosong pada jenjang terakhir",
            "up_to_g must be greater than over_g, or empty in the last band",
        )
        .to_owned()
    }
}

impl WeightSpan {
    /// The weights above `over`, up to and including `up_to` if there is an end.
    ///
    /// # Errors
    ///
    /// [`EmptySpan`] when `up_to` is not above `over`.
    pub fn try_new(over: Grams, up_to: Option<Grams>) -> Result<Self, EmptySpan> {
        match up_to {
            Some(up_to) if up_to <= over => Err(EmptySpan { over, up_to }),
            _ => Ok(Self { over, up_to }),
        }
    }

    /// The bound that is not included.
    pub const fn over(self) -> Grams {
        self.over
    }

    /// The bound that is included, if there is one.
    pub const fn up_to(self) -> Option<Grams> {
        self.up_to
    }

    /// Whether `weight` lies in the span.
    pub fn contains(self, weight: Grams) -> bool {
        self.over < weight && self.up_to.is_none_or(|up_to| weight <= up_to)
    }

    /// The span as `lang` writes it: `1.000–2.000 g`.
    pub fn display(self, lang: Lang) -> String {
        let number = |weight: Grams| lang.number(i64::from(weight.get()));
        match self.up_to {
            Some(up_to) => format!("{}–{} g", number(self.over), number(up_to)),
            None => format!("> {} g", number(self.over)),
        }
    }
}

/// A row of rates.csv: what freight costs in one band of weight of one lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The code of the service.
    pub service: String,
    /// The zone.
    pub zone: String,
    /// The billed weights that it holds for.
    pub span: WeightSpan,
    /// What a parcel costs, before [`Band::extra`].
    pub price: Price,
    /// What every started step above the lower bound costs besides.
    pub extra: Option<Extra>,
    /// The line of rates.csv, from 1.
    pub line: u32,
}

/// A price for every started step above the lower bound of a lane's last band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extra {
    /// The step in grams.
    pub step_g: NonZeroU32,
    /// The price of a step.
    pub price: Price,
}

/// What comes on top of the freight, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surcharge {
    /// The code, for machines.
    pub code: String,
    /// The name, for people.
    pub name: String,
    /// How much.
    pub charge: Charge,
    /// What a percentage is taken of.
    pub of: SurchargeBase,
    /// The services that it is for; all when absent.
    pub services: Option<Vec<String>>,
    /// The zones that it is for; all when absent.
    pub zones: Option<Vec<String>>,
    /// It is only for billed weights strictly above this.
    pub over: Option<Grams>,
    /// The line of book.toml, from 1.
    pub line: u32,
}

/// What a surcharge's percentage is taken of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SurchargeBase {
    /// The special freight alone.
    #[default]
    Freight,
    /// The special freight and the surcharges before this one.
    Running,
}

/// What insuring a declared value costs: the greater of `minimum` and the premium, rounded up to
/// `round_up_to`, with `admin` on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Insurance {
    /// The premium's part of the declared value.
    pub percent: Percent,
    /// The step that the premium is rounded up to; below one rupiah it counts as one.
    pub round_up_to: Price,
    /// What comes on top of the premium.
    pub admin: Price,
    /// The least that insurance costs.
    pub minimum: Price,
    /// Above this value the carrier wants a parcel insured. Advice for the counter: no figure
    /// depends on it.
    pub compulsory_above: Option<Price>,
    /// The line of book.toml, from 1.
    pub line: u32,
}

/// A tax on freight and surcharges, on its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tax {
    /// The name, for people.
    pub name: String,
    /// The effective rate.
    pub percent: Percent,
    /// The days on which the rate holds.
    pub in_force: DateRange,
    /// The line of book.toml, from 1.
    pub line: u32,
}
