//! The bands of every service and zone, found by one look and one search.

use std::ops::Range;

use ikm_core::measure::Grams;
use ikm_core::shipping::{Band, Extra, Price, WeightSpan};

/// All lanes of a book.
///
/// What a quote reads of a band lies closely packed, because a book of many lanes is larger than
/// the nearest caches; what only an explanation reads lies apart.
#[derive(Debug)]
pub(crate) struct Lanes {
    zones: usize,
    /// Where each lane's bands begin, by service and then zone, and at last where all end.
    starts: Vec<u32>,
    /// The upper bound of each band: the search reads nothing else.
    ends: Vec<u32>,
    prices: Vec<BandPrice>,
    /// The extra steps, of which a lane has at most one.
    extras: Vec<Extra>,
    /// The span of each band and the line of rates.csv that it stands on.
    origins: Vec<(WeightSpan, u32)>,
}

#[derive(Clone, Copy, Debug)]
struct BandPrice {
    price: Price,
    over: Grams,
    /// The index of the band's extra step, or [`NO_EXTRA`].
    extra: u32,
}

const NO_EXTRA: u32 = u32::MAX;

/// The band that a parcel falls into.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoundBand {
    pub(crate) price: Price,
    pub(crate) over: Grams,
    pub(crate) extra: Option<Extra>,
    index: usize,
}

/// Why a lane has no band for a weight.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoBandFor {
    /// The weight is above this end of the last band.
    TooHeavy(u32),
    /// The weight lies below the first band or between two.
    Gap,
}

impl Lanes {
    /// The lanes of `bands`, each with the numbers of its service and its zone; `services` and
    /// `zones` say how many there are.
    pub(crate) fn new(services: usize, zones: usize, bands: Vec<(u16, u16, Band)>) -> Self {
        let lane = |(service, zone, band): (u16, u16, Band)| {
            (usize::from(service) * zones + usize::from(zone), band)
        };
        let mut sorted: Vec<(usize, Band)> = bands.into_iter().map(lane).collect();
        sorted.sort_by_key(|(lane, band)| (*lane, band.span.over(), band.span.up_to()));
        let mut lanes = Self {
            zones,
            starts: Vec::with_capacity(services * zones + 1),
            ends: Vec::with_capacity(sorted.len()),
            prices: Vec::with_capacity(sorted.len()),
            extras: Vec::new(),
            origins: Vec::with_capacity(sorted.len()),
        };
        for (lane, band) in sorted {
            lanes.begin_lanes_up_to(lane);
            lanes.push(&band);
        }
        lanes.begin_lanes_up_to(services * zones);
        lanes
    }

    /// Says of every lane up to and including `lane` that its bands begin here, unless said before.
    fn begin_lanes_up_to(&mut self, lane: usize) {
        let here = index(self.ends.len());
        if self.starts.len() <= lane {
            self.starts.resize(lane + 1, here);
        }
    }

    fn push(&mut self, band: &Band) {
        let extra = band.extra.map_or(NO_EXTRA, |extra| {
            self.extras.push(extra);
            index(self.extras.len() - 1)
        });
        self.ends.push(band.span.up_to().map_or(u32::MAX, Grams::get));
        self.prices.push(BandPrice { price: band.price, over: band.span.over(), extra });
        self.origins.push((band.span, band.line));
    }

    /// Where the bands of a lane stand; none when the service does not go to the zone.
    pub(crate) fn lane(&self, service: u16, zone: u16) -> Option<Range<usize>> {
        let lane = usize::from(service) * self.zones + usize::from(zone);
        let bound = |at: usize| usize::try_from(*self.starts.get(at)?).ok();
        let bands = bound(lane)?..bound(lane + 1)?;
        (!bands.is_empty()).then_some(bands)
    }

    /// The band of a lane that holds `billed`.
    pub(crate) fn find(&self, lane: &Range<usize>, billed: Grams) -> Result<FoundBand, NoBandFor> {
        let ends = self.ends.get(lane.clone()).unwrap_or_default();
        let last = ends.last().copied().unwrap_or_default();
        if last < billed.get() {
            return Err(NoBandFor::TooHeavy(last));
        }
        let index = lane.start + ends.partition_point(|end| *end < billed.get());
        let found = self.prices.get(index).filter(|band| band.over < billed);
        let BandPrice { price, over, extra } = *found.ok_or(NoBandFor::Gap)?;
        let extra = if extra == NO_EXTRA {
            None
        } else {
            usize::try_from(extra).ok().and_then(|extra| self.extras.get(extra)).copied()
        };
        Ok(FoundBand { price, over, extra, index })
    }

    /// The span of a band and its line in rates.csv.
    pub(crate) fn origin(&self, band: FoundBand) -> Option<(WeightSpan, u32)> {
        self.origins.get(band.index).copied()
    }
}

/// A book of more bands than a `u32` counts does not fit any memory that it could be read into.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
