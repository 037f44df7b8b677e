//! Sources, rules and taxes, and names that nothing answers to.

use std::collections::{BTreeMap, HashSet};

use ikm_core::money::Percent;
use ikm_core::shipping::{Agreement, Band, Rule, Service, TariffBook, TariffFiles, Tax, ZoneRow};

use super::finding::{Finding, Flaw};

/// A book or an agreement that does not say where it comes from.
pub(super) fn source(file: &str, source: Option<&str>, findings: &mut Vec<Finding>) {
    if source.is_none() {
        findings.push(Finding::new(file, None, Flaw::NoSource));
    }
}

/// Rules that tie, and floors above the normal tariff.
pub(super) fn rules(agreement: &Agreement, findings: &mut Vec<Finding>) {
    let mut by_priority: BTreeMap<i64, Vec<(usize, &Rule)>> = BTreeMap::new();
    for (index, rule) in agreement.rules.iter().enumerate() {
        let rivals = by_priority.entry(rule.priority).or_default();
        if let Some((first, _)) = rivals.iter().find(|(_, rival)| can_meet(rival, rule)) {
            let flaw = Flaw::RuleTie { first: first + 1, second: index + 1 };
            findings.push(at(rule, flaw));
        }
        rivals.push((index, rule));
        if let Some(floor) = rule.floor.filter(|floor| *floor > whole()) {
            findings.push(at(rule, Flaw::FloorAboveNormal(floor)));
        }
    }
}

fn at(rule: &Rule, flaw: Flaw) -> Finding {
    Finding::new(TariffFiles::AGREEMENT, Some(rule.line), flaw)
}

fn whole() -> Percent {
    // A hundred is a percentage; the default is only there because a parser says so.
    "100".parse().unwrap_or_default()
}

/// Whether some parcel fits both rules.
fn can_meet(a: &Rule, b: &Rule) -> bool {
    share(a.services.as_deref(), b.services.as_deref())
        && share(a.zones.as_deref(), b.zones.as_deref())
        && share(a.classifications.as_deref(), b.classifications.as_deref())
}

/// Whether two conditions hold for one thing; an absent one holds for everything.
fn share(a: Option<&[String]>, b: Option<&[String]>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.iter().any(|name| b.contains(name)),
        (None, _) | (_, None) => true,
    }
}

/// Taxes of one name on the same days.
pub(super) fn taxes(taxes: &[Tax], findings: &mut Vec<Finding>) {
    for (index, tax) in taxes.iter().enumerate() {
        let clashes =
            |earlier: &Tax| earlier.name == tax.name && earlier.in_force.overlaps(tax.in_force);
        if taxes.iter().take(index).any(clashes) {
            let flaw = Flaw::TaxTwice(tax.name.clone());
            findings.push(Finding::new(TariffFiles::BOOK, Some(tax.line), flaw));
        }
    }
}

/// The services and zones that a book has.
#[derive(Debug)]
pub(super) struct Names<'a> {
    services: HashSet<&'a str>,
    zones: HashSet<&'a str>,
    told: HashSet<(&'static str, &'a str)>,
}

impl<'a> Names<'a> {
    pub(super) fn of(services: &'a [Service], zones: &'a [ZoneRow]) -> Self {
        Self {
            services: services.iter().map(|service| service.code.as_str()).collect(),
            zones: zones.iter().map(|row| row.zone.as_str()).collect(),
            told: HashSet::new(),
        }
    }

    /// Names in rates, surcharges and rules that the book does not have: each once a file.
    pub(super) fn check(
        &mut self,
        head: &'a TariffBook,
        bands: &'a [Band],
        agreement: Option<&'a Agreement>,
        findings: &mut Vec<Finding>,
    ) {
        for band in bands {
            self.service(TariffFiles::RATES, band.line, &band.service, findings);
            self.zone(TariffFiles::RATES, band.line, &band.zone, findings);
        }
        let surcharges =
            head.surcharges.iter().map(|s| (TariffFiles::BOOK, s.line, &s.services, &s.zones));
        let rules = agreement.iter().flat_map(|agreement| &agreement.rules);
        let rules = rules.map(|r| (TariffFiles::AGREEMENT, r.line, &r.services, &r.zones));
        for (file, line, services, zones) in surcharges.chain(rules) {
            for name in services.iter().flatten() {
                self.service(file, line, name, findings);
            }
            for name in zones.iter().flatten() {
                self.zone(file, line, name, findings);
            }
        }
    }

    fn service(
        &mut self,
        file: &'static str,
        line: u32,
        name: &'a str,
        findings: &mut Vec<Finding>,
    ) {
        if !self.services.contains(name) && self.told.insert((file, name)) {
            let flaw = Flaw::UnknownService(name.to_owned());
            findings.push(Finding::new(file, Some(line), flaw));
        }
    }

    fn zone(&mut self, file: &'static str, line: u32, name: &'a str, findings: &mut Vec<Finding>) {
        if !self.zones.contains(name) && self.told.insert((file, name)) {
            let flaw = Flaw::UnknownZone(name.to_owned());
            findings.push(Finding::new(file, Some(line), flaw));
        }
    }
}

/// Services without a price to some zone, and services that bill nothing.
pub(super) fn services(
    services: &[Service],
    zones: &[ZoneRow],
    bands: &[Band],
    findings: &mut Vec<Finding>,
) {
    let lanes: HashSet<(&str, &str)> =
        bands.iter().map(|band| (band.service.as_str(), band.zone.as_str())).collect();
    let mut seen = HashSet::new();
    let mut names: Vec<&str> = zones.iter().map(|row| row.zone.as_str()).collect();
    names.retain(|zone| seen.insert(*zone));
    for service in services {
        let at = |flaw| Finding::new(TariffFiles::BOOK, Some(service.line), flaw);
        let without: Vec<String> = names
            .iter()
            .filter(|zone| !lanes.contains(&(service.code.as_str(), **zone)))
            .map(|zone| (*zone).to_owned())
            .collect();
        if !without.is_empty() {
            findings.push(at(Flaw::NoLane { service: service.code.clone(), zones: without }));
        }
        if super::reach::Reach::of(service).least() == 0 {
            findings.push(at(Flaw::BillsNothing(service.code.clone())));
        }
    }
}
