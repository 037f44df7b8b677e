//! A tariff book made ready for quoting: names become numbers, and searches become looks.

mod lanes;
mod rules;
mod zones;

use ikm_core::DateRange;
use ikm_core::shipping::{Agreement, Service, TariffBook};

pub(crate) use lanes::{FoundBand, Lanes, NoBandFor};
pub(crate) use rules::{Numbers, RuleIndex, Scope};
pub(crate) use zones::{ZoneIndex, for_each_code};

/// A tariff book, with its agreement, ready to quote from.
///
/// It never changes and holds all that it needs, so that threads share one behind an `Arc`.
#[derive(Debug)]
pub struct CompiledBook {
    /// The book without the zones and bands, which stand in their indexes.
    pub(crate) head: TariffBook,
    pub(crate) agreement: Option<Agreement>,
    pub(crate) services: ServiceIndex,
    pub(crate) zones: ZoneIndex,
    pub(crate) lanes: Lanes,
    pub(crate) rules: Option<RuleIndex>,
    /// One for each surcharge.
    pub(crate) surcharge_scopes: Vec<Scope>,
}

/// The numbers of the services, by code.
#[derive(Debug)]
pub(crate) struct ServiceIndex {
    sorted: Vec<(String, u16)>,
}

impl ServiceIndex {
    fn new(services: &[Service]) -> Self {
        let mut sorted: Vec<(String, u16)> =
            services.iter().map(|service| service.code.clone()).zip(0..=u16::MAX).collect();
        sorted.sort();
        Self { sorted }
    }
}

impl Numbers for ServiceIndex {
    fn count(&self) -> usize {
        self.sorted.len()
    }

    fn number(&self, code: &str) -> Option<u16> {
        let at = self.sorted.binary_search_by(|(known, _)| known.as_str().cmp(code)).ok()?;
        self.sorted.get(at).map(|(_, number)| *number)
    }
}

impl Numbers for ZoneIndex {
    fn count(&self) -> usize {
        self.len()
    }

    fn number(&self, name: &str) -> Option<u16> {
        self.id(name)
    }
}

/// Makes a book ready for quoting.
///
/// It takes any book that could be read. Whether its prices make sense is for
/// [`lint`](crate::lint) to say; [`load`](crate::load) asks first. Where a wrong book says two
/// things, the first in the file counts.
pub fn compile(mut book: TariffBook, agreement: Option<Agreement>) -> CompiledBook {
    let zones = ZoneIndex::new(std::mem::take(&mut book.zones));
    let services = ServiceIndex::new(&book.services);
    // A price for a service or a zone that the book does not have can never be asked for.
    let bands = std::mem::take(&mut book.bands)
        .into_iter()
        .filter_map(|band| Some((services.number(&band.service)?, zones.number(&band.zone)?, band)))
        .collect();
    let lanes = Lanes::new(services.count(), zones.count(), bands);
    let surcharge_scopes = book
        .surcharges
        .iter()
        .map(|s| Scope::new(s.services.as_deref(), s.zones.as_deref(), &services, &zones))
        .collect();
    let rules = agreement.as_ref().map(|agreement| RuleIndex::new(agreement, &services, &zones));
    CompiledBook { head: book, agreement, services, zones, lanes, rules, surcharge_scopes }
}

impl CompiledBook {
    /// The carrier whose tariff it is.
    pub fn carrier(&self) -> &str {
        &self.head.carrier
    }

    /// What the office calls this edition of the tariff.
    pub fn version(&self) -> &str {
        &self.head.version
    }

    /// The document that the figures were taken from.
    pub fn source(&self) -> Option<&str> {
        self.head.source.as_deref()
    }

    /// The days on which the book is in force.
    pub fn in_force(&self) -> DateRange {
        self.head.in_force
    }

    /// The services, in the book's order.
    pub fn services(&self) -> &[Service] {
        &self.head.services
    }

    /// The agreement, in force or not.
    pub fn agreement(&self) -> Option<&Agreement> {
        self.agreement.as_ref()
    }
}
