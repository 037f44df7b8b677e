use chrono::NaiveDate;

use super::kbli::Kbli;
use super::mapping::{Mapping, MappingPeriod};
use super::scheme::{Class, ClassCode, Scheme};

/// How an office classifies on one day: by its scheme, and by the mapping in force, if there is one.
#[derive(Clone, Copy, Debug)]
pub struct Classifier<'a> {
    scheme: &'a Scheme,
    period: Option<&'a MappingPeriod>,
}

impl<'a> Classifier<'a> {
    /// The scheme in force.
    pub const fn scheme(&self) -> &'a Scheme {
        self.scheme
    }

    /// The rows of the mapping in force; without them the scheme's own prefixes and commodities
    /// hold.
    pub const fn period(&self) -> Option<&'a MappingPeriod> {
        self.period
    }

    /// The class of an IKM with this KBLI code, or without one, with this commodity.
    ///
    /// A code that no row takes falls into [`Scheme::outside`] when it lies outside section C.
    /// `None` where only a person can tell.
    pub fn class_of(&self, kbli: Option<Kbli>, commodity: Option<&str>) -> Option<&'a Class> {
        let Some(period) = self.period else {
            return match (kbli, commodity) {
                (Some(kbli), _) => self.scheme.classify(kbli),
                (None, commodity) => self.scheme.classify_commodity(commodity?),
            };
        };
        match kbli {
            Some(kbli) => match period.classify(kbli) {
                Some(class) => self.scheme.get(class),
                None => (!kbli.in_section_c()).then_some(self.scheme.outside()),
            },
            None => self.scheme.get(period.classify_commodity(commodity?)?),
        }
    }
}

/// What becomes of the class of an IKM under the rules of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Review {
    /// It stays, and rightly so.
    Same,
    /// It follows from the KBLI code or the commodity, and is now this one.
    Moves(ClassCode),
    /// A person decided it, as no rule up to now leads to it; the rules lead to this one, if any.
    Decided(Option<ClassCode>),
    /// The rules that led to it are gone, and those of the day lead nowhere.
    Open,
}

/// All schemes and mappings of an office, each from the day on which it took effect.
///
/// On every day the scheme loaded last up to then speaks, and beside it the mapping for this scheme
/// loaded last up to then, with the period that holds on that day. Before the first scheme, the
/// first one speaks.
#[derive(Clone, Debug, Default)]
pub struct Classifications {
    /// Oldest first.
    schemes: Vec<(NaiveDate, Scheme)>,
    /// Oldest first.
    mappings: Vec<(NaiveDate, Mapping)>,
}

impl Classifications {
    /// These schemes and mappings, in any order; of two of one day, the one that comes later in
    /// the list speaks.
    pub fn new(
        mut schemes: Vec<(NaiveDate, Scheme)>,
        mut mappings: Vec<(NaiveDate, Mapping)>,
    ) -> Self {
        schemes.sort_by_key(|(from, _)| *from);
        mappings.sort_by_key(|(from, _)| *from);
        Self { schemes, mappings }
    }

    /// The schemes with their first days, oldest first.
    pub fn schemes(&self) -> &[(NaiveDate, Scheme)] {
        &self.schemes
    }

    /// The mappings with the days on which they were loaded, oldest first.
    pub fn mappings(&self) -> &[(NaiveDate, Mapping)] {
        &self.mappings
    }

    /// How the office classifies on `day`; `None` without any scheme.
    pub fn on(&self, day: NaiveDate) -> Option<Classifier<'_>> {
        let in_force = self.schemes.iter().rfind(|(from, _)| *from <= day);
        let (_, scheme) = in_force.or_else(|| self.schemes.first())?;
        let is_for = |mapping: &Mapping| mapping.scheme() == scheme.id();
        let mut mappings = self.mappings.iter().rev();
        let mapping = mappings.find(|(from, mapping)| *from <= day && is_for(mapping));
        let period = mapping.and_then(|(_, mapping)| mapping.on(day));
        Some(Classifier { scheme, period })
    }

    /// The days up to `until` from which on the rules may be others than the day before.
    fn turns(&self, until: NaiveDate) -> Vec<NaiveDate> {
        let periods = self.mappings.iter().flat_map(|(_, mapping)| mapping.periods());
        let bounds =
            periods.flat_map(|period| [Some(period.range().from()), period.range().until()]);
        let loads = self.schemes.iter().map(|(from, _)| *from);
        let loads = loads.chain(self.mappings.iter().map(|(from, _)| *from));
        let mut days: Vec<NaiveDate> =
            loads.chain(bounds.flatten()).filter(|day| *day <= until).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// A judge of classes for the rules of `on`.
    pub fn reviewer(&self, on: NaiveDate) -> Option<Reviewer<'_>> {
        let earlier = self.turns(on).into_iter().filter_map(|day| self.on(day)).collect();
        Some(Reviewer { now: self.on(on)?, earlier })
    }
}

/// Judges the classes of many IKM by the rules of one day, and of all days before it.
#[derive(Clone, Debug)]
pub struct Reviewer<'a> {
    now: Classifier<'a>,
    earlier: Vec<Classifier<'a>>,
}

impl<'a> Reviewer<'a> {
    /// The rules of the day.
    pub const fn now(&self) -> &Classifier<'a> {
        &self.now
    }

    /// What becomes of `class`, held by an IKM with this code and commodity.
    ///
    /// A class counts as decided by a person when no rules that were ever in force lead to it: so
    /// what a person decides otherwise than the rules is never undone by them.
    pub fn review(
        &self,
        kbli: Option<Kbli>,
        commodity: Option<&str>,
        class: Option<&ClassCode>,
    ) -> Review {
        let now = self.now.class_of(kbli, commodity).map(|class| &class.code);
        let Some(held) = class else {
            return now.map_or(Review::Same, |class| Review::Moves(class.clone()));
        };
        if now == Some(held) {
            return Review::Same;
        }
        let led_here = |rules: &Classifier<'_>| {
            rules.class_of(kbli, commodity).is_some_and(|class| class.code == *held)
        };
        let derived = self.earlier.iter().any(led_here);
        let still_there = self.now.scheme.get(held).is_some();
        match now {
            Some(class) if derived => Review::Moves(class.clone()),
            None if derived => Review::Open,
            None if still_there => Review::Same,
            class => Review::Decided(class.cloned()),
        }
    }
}
