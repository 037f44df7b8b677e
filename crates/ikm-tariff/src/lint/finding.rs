//! What can be found in a tariff book, and how it is said.

use std::fmt;

use ikm_core::Lang;
use ikm_core::measure::Grams;
use ikm_core::money::{Percent, Rupiah};
use ikm_core::shipping::{WeightSpan, ZonePattern};

use crate::error::{BookError, Problem};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The book cannot be used.
    Error,
    /// The book can be used, but somebody should look.
    Warning,
}

/// Something that a person should know about a tariff book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    file: String,
    row: Option<u32>,
    flaw: Flaw,
}

/// What is the matter with a tariff book.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Flaw {
    /// A place that cannot be read.
    Unreadable(Problem),
    /// The book or the agreement does not say which document it was taken from.
    NoSource,
    /// Weights between two bands, or below the first, that have no price.
    Gap {
        /// The lane.
        lane: LaneName,
        /// The weights without a price lie above this.
        over: Grams,
        /// And go up to this.
        up_to: Grams,
    },
    /// Weights that two bands hold.
    Overlap {
        /// The lane.
        lane: LaneName,
        /// The weights with two prices lie above this.
        over: Grams,
    },
    /// A heavier parcel costs less.
    PriceFalls {
        /// The lane.
        lane: LaneName,
        /// The lower bound of the heavier band.
        over: Grams,
        /// What the lighter parcel costs.
        before: Rupiah,
        /// What the heavier parcel costs.
        after: Rupiah,
    },
    /// A band with an extra step that is not the last of its lane.
    ExtraNotLast(LaneName),
    /// Postal codes that two rows of the same strength put into two zones.
    ZoneTwice {
        /// The later row.
        pattern: ZonePattern,
        /// Its zone.
        zone: String,
        /// The earlier row.
        other: ZonePattern,
        /// Its zone.
        other_zone: String,
        /// Its line.
        other_row: u32,
    },
    /// Two rules of one priority that can fit one parcel.
    RuleTie {
        /// The number of the earlier rule, from 1.
        first: usize,
        /// The number of the later rule, from 1.
        second: usize,
    },
    /// A floor above the normal tariff.
    FloorAboveNormal(Percent),
    /// A parcel that costs more than two parcels of at least its weight together.
    DearerThanSplit {
        /// The lane.
        lane: LaneName,
        /// The weight of the parcel and what it costs.
        whole: (Grams, Rupiah),
        /// The weights of the two and what both cost.
        parts: ([Grams; 2], Rupiah),
    },
    /// A band with a lower price than the one before it.
    NextCheaper {
        /// The lane.
        lane: LaneName,
        /// The price before.
        before: Rupiah,
        /// The lower price.
        after: Rupiah,
    },
    /// A code written out inside a prefix or a range of another zone.
    ExactInside {
        /// The code.
        exact: ZonePattern,
        /// Its zone.
        zone: String,
        /// What it lies inside of.
        outer: ZonePattern,
        /// The zone of that.
        outer_zone: String,
        /// The line of that.
        outer_row: u32,
    },
    /// A row of zones.csv of which stronger rows hold every code.
    DeadZoneRow(ZonePattern),
    /// A band that no billed weight reaches.
    Unreachable {
        /// The lane.
        lane: LaneName,
        /// The band.
        span: WeightSpan,
    },
    /// A service without a price to some zones.
    NoLane {
        /// The service.
        service: String,
        /// The zones.
        zones: Vec<String>,
    },
    /// A service that bills the lightest parcels as nothing, for which no band has a price.
    BillsNothing(String),
    /// A service that is named, but that the book does not have.
    UnknownService(String),
    /// A zone that is named, but that no postal code has.
    UnknownZone(String),
    /// A tax whose days overlap with those of another tax of its name: both would be charged.
    TaxTwice(String),
}

/// The service and the zone of a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneName {
    /// The service.
    pub service: String,
    /// The zone.
    pub zone: String,
}

impl fmt::Display for LaneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} → {}", self.service, self.zone)
    }
}

impl Severity {
    /// The word that files use: `error` or `warning`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl From<BookError> for Finding {
    fn from(error: BookError) -> Self {
        let flaw = Flaw::Unreadable(error.problem().clone());
        Self::new(error.file(), error.line(), flaw)
    }
}

impl Finding {
    pub(crate) fn new(file: &str, row: Option<u32>, flaw: Flaw) -> Self {
        Self { file: file.to_owned(), row, flaw }
    }

    /// The file that it is about.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line of the file, from 1, where one can be named.
    pub const fn row(&self) -> Option<u32> {
        self.row
    }

    /// What is the matter.
    pub const fn flaw(&self) -> &Flaw {
        &self.flaw
    }

    /// How bad it is.
    pub const fn severity(&self) -> Severity {
        match self.flaw {
            Flaw::Unreadable(_)
            | Flaw::NoSource
            | Flaw::Gap { .. }
            | Flaw::Overlap { .. }
            | Flaw::PriceFalls { .. }
            | Flaw::ExtraNotLast(_)
            | Flaw::ZoneTwice { .. }
            | Flaw::RuleTie { .. }
            | Flaw::FloorAboveNormal(_) => Severity::Error,
            Flaw::DearerThanSplit { .. }
            | Flaw::NextCheaper { .. }
            | Flaw::ExactInside { .. }
            | Flaw::DeadZoneRow(_)
            | Flaw::Unreachable { .. }
            | Flaw::NoLane { .. }
            | Flaw::BillsNothing(_)
            | Flaw::UnknownService(_)
            | Flaw::UnknownZone(_)
            | Flaw::TaxTwice(_) => Severity::Warning,
        }
    }

    /// The stable code, `IKM-LINT-…`, or `IKM-BOOK-…` for what cannot be read.
    pub const fn code(&self) -> &'static str {
        match &self.flaw {
            Flaw::Unreadable(problem) => problem.code(),
            Flaw::NoSource => "IKM-LINT-NO-SOURCE",
            Flaw::Gap { .. } => "IKM-LINT-GAP",
            Flaw::Overlap { .. } => "IKM-LINT-OVERLAP",
            Flaw::PriceFalls { .. } => "IKM-LINT-PRICE-FALLS",
            Flaw::ExtraNotLast(_) => "IKM-LINT-EXTRA-NOT-LAST",
            Flaw::ZoneTwice { .. } => "IKM-LINT-ZONE-TWICE",
            Flaw::RuleTie { .. } => "IKM-LINT-RULE-TIE",
            Flaw::FloorAboveNormal(_) => "IKM-LINT-FLOOR-ABOVE-NORMAL",
            Flaw::DearerThanSplit { .. } => "IKM-LINT-DEARER-THAN-SPLIT",
            Flaw::NextCheaper { .. } => "IKM-LINT-NEXT-CHEAPER",
            Flaw::ExactInside { .. } => "IKM-LINT-EXACT-INSIDE",
            Flaw::DeadZoneRow(_) => "IKM-LINT-DEAD-ZONE-ROW",
            Flaw::Unreachable { .. } => "IKM-LINT-UNREACHABLE",
            Flaw::NoLane { .. } => "IKM-LINT-NO-LANE",
            Flaw::BillsNothing(_) => "IKM-LINT-BILLS-NOTHING",
            Flaw::UnknownService(_) => "IKM-LINT-UNKNOWN-SERVICE",
            Flaw::UnknownZone(_) => "IKM-LINT-UNKNOWN-ZONE",
            Flaw::TaxTwice(_) => "IKM-LINT-TAX-TWICE",
        }
    }

    /// What is the matter, in `lang`, without the place: a lower-case sentence without a full stop.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Id => self.flaw.indonesian(),
            Lang::En => self.flaw.english(),
        }
    }
}
