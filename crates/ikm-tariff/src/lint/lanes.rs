//! The bands of each lane, one against the next.

use std::collections::HashMap;

use ikm_core::measure::Grams;
use ikm_core::money::Rupiah;
use ikm_core::shipping::{Band, Service, TariffFiles};

use super::finding::{Finding, Flaw, LaneName};
use super::reach::Reach;

/// The bands of one service and zone, the lightest first.
#[derive(Debug)]
pub(super) struct Lane<'a> {
    pub(super) bands: Vec<&'a Band>,
    /// The weights that the lane's service bills; absent when the book does not have it.
    pub(super) reach: Option<Reach<'a>>,
}

/// The lanes of a book, in the order in which rates.csv first names them.
pub(super) fn lanes<'a>(bands: &'a [Band], services: &'a [Service]) -> Vec<Lane<'a>> {
    let reaches: HashMap<&str, Reach<'_>> =
        services.iter().map(|service| (service.code.as_str(), Reach::of(service))).collect();
    let mut places: HashMap<(&str, &str), usize> = HashMap::new();
    let mut lanes: Vec<Lane<'_>> = Vec::new();
    for band in bands {
        let name = (band.service.as_str(), band.zone.as_str());
        let at = *places.entry(name).or_insert(lanes.len());
        match lanes.get_mut(at) {
            Some(lane) => lane.bands.push(band),
            None => lanes.push(Lane { bands: vec![band], reach: reaches.get(name.0).copied() }),
        }
    }
    for lane in &mut lanes {
        lane.bands.sort_by_key(|band| (band.span.over(), band.span.up_to()));
    }
    lanes
}

impl Lane<'_> {
    /// Gaps, overlaps, falling prices and extra steps in the wrong place.
    pub(super) fn errors(&self, findings: &mut Vec<Finding>) {
        self.check_start(findings);
        for pair in self.bands.windows(2) {
            if let [before, after] = pair {
                check_pair(before, after, findings);
            }
        }
    }

    /// A lane that begins above the least weight that its service bills has a gap there.
    fn check_start(&self, findings: &mut Vec<Finding>) {
        let (Some(first), Some(reach)) = (self.bands.first(), self.reach) else { return };
        let over = first.span.over();
        if over > Grams::new(0) && u64::from(over.get()) >= reach.least() {
            let gap = Flaw::Gap { lane: name(first), over: Grams::new(0), up_to: over };
            findings.push(at(first, gap));
        }
    }

    /// Bands that no weight reaches, and prices lower than the one before.
    pub(super) fn warnings(&self, findings: &mut Vec<Finding>) {
        for band in &self.bands {
            if self.reach.is_some_and(|reach| !is_reached(band, reach)) {
                let flaw = Flaw::Unreachable { lane: name(band), span: band.span };
                findings.push(at(band, flaw));
            }
        }
        for pair in self.bands.windows(2) {
            if let [before, after] = pair
                && after.price < before.price
            {
                let (lane, before, price) = (name(after), before.price.get(), after.price.get());
                findings.push(at(after, Flaw::NextCheaper { lane, before, after: price }));
            }
        }
    }
}

fn check_pair(before: &Band, after: &Band, findings: &mut Vec<Finding>) {
    let over = after.span.over();
    let lane = || name(after);
    match before.span.up_to() {
        Some(end) if end == over => {}
        Some(end) if end < over => {
            findings.push(at(after, Flaw::Gap { lane: lane(), over: end, up_to: over }));
        }
        _ => findings.push(at(after, Flaw::Overlap { lane: lane(), over })),
    }
    if before.extra.is_some() {
        findings.push(at(before, Flaw::ExtraNotLast(lane())));
    }
    let heaviest = before.span.up_to().unwrap_or(over);
    let lightest = u64::from(over.get()) + 1;
    let (dear, cheap) = (cost(before, u64::from(heaviest.get())), cost(after, lightest));
    if cheap < dear {
        let (before, after_price) = (rupiah(dear), rupiah(cheap));
        let flaw = Flaw::PriceFalls { lane: lane(), over, before, after: after_price };
        findings.push(at(after, flaw));
    }
}

fn is_reached(band: &Band, reach: Reach<'_>) -> bool {
    reach
        .least_above(u64::from(band.span.over().get()))
        .is_some_and(|least| band.span.up_to().is_none_or(|up_to| least <= u64::from(up_to.get())))
}

/// What a billed weight costs in a band that holds it, in whole rupiah.
pub(super) fn cost(band: &Band, weight: u64) -> i128 {
    let price = i128::from(band.price.get().get());
    let Some(extra) = band.extra else { return price };
    let above = weight.saturating_sub(u64::from(band.span.over().get()));
    let steps = above.div_ceil(u64::from(extra.step_g.get()));
    price + i128::from(steps) * i128::from(extra.price.get().get())
}

/// An amount for a message; one that is too large to be true is shown as the largest.
pub(super) fn rupiah(amount: i128) -> Rupiah {
    Rupiah::new(i64::try_from(amount).unwrap_or(i64::MAX))
}

pub(super) fn name(band: &Band) -> LaneName {
    LaneName { service: band.service.clone(), zone: band.zone.clone() }
}

pub(super) fn at(band: &Band, flaw: Flaw) -> Finding {
    Finding::new(TariffFiles::RATES, Some(band.line), flaw)
}
