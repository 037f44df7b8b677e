//! Whether a lane asks more for a parcel than for two that hold as much.
//!
//! Weights are the billed ones: that a tolerance can be used twice by sending two parcels is in the
//! nature of a tolerance, and no flaw of a price. It is enough to look at two parts: if three are
//! cheaper than the whole, then either two of them together are dearer than those two apart, or the
//! whole is dearer than two.

use ikm_core::measure::Grams;
use ikm_core::shipping::Band;

use super::finding::{Finding, Flaw};
use super::lanes::{Lane, at, cost, name, rupiah};
use super::reach::Reach;

/// The most pieces that an extra step is cut into. Steps of weight and of price meet again after
/// `step_g ÷ gcd(step_g, extra_step_g)` pieces, which in a real book is a handful.
const MAX_PIECES: u64 = 256;

/// Weights of one price: all that matters of them is the heaviest.
#[derive(Clone, Copy, Debug)]
struct Piece {
    heaviest: u64,
    cost: i128,
}

/// Looks for the first parcel that is dearer than its split. The lane must have neither gaps,
/// overlaps nor falling prices, so that of two pieces the heaviest weights make the dearest whole.
pub(super) fn check(lane: &Lane<'_>, findings: &mut Vec<Finding>) {
    let (Some(reach), Some(last)) = (lane.reach, lane.bands.last()) else { return };
    // The heaviest weight that has a price; one that no limit bounds is never reached by two parts.
    let end = last.span.up_to().map_or(u64::MAX / 4, |up_to| u64::from(up_to.get()));
    let end = reach.greatest().map_or(end, |greatest| greatest.min(end));
    let pieces = pieces(lane, reach, end);
    for (index, first) in pieces.iter().enumerate() {
        for second in pieces.iter().skip(index) {
            let total = first.heaviest.saturating_add(second.heaviest).min(end);
            let Some(whole) = reach.greatest_up_to(total) else { continue };
            let Some(band) = band_of(lane, whole) else { continue };
            let parts = first.cost + second.cost;
            if cost(band, whole) > parts {
                let grams = |weight| Grams::new(u32::try_from(weight).unwrap_or(u32::MAX));
                findings.push(at(
                    band,
                    Flaw::DearerThanSplit {
                        lane: name(band),
                        whole: (grams(whole), rupiah(cost(band, whole))),
                        parts: ([grams(first.heaviest), grams(second.heaviest)], rupiah(parts)),
                    },
                ));
                return;
            }
        }
    }
}

fn band_of<'a>(lane: &Lane<'a>, weight: u64) -> Option<&'a Band> {
    let ends_before =
        |band: &&Band| band.span.up_to().is_some_and(|up_to| u64::from(up_to.get()) < weight);
    lane.bands.get(lane.bands.partition_point(ends_before)).copied()
}

fn pieces(lane: &Lane<'_>, reach: Reach<'_>, end: u64) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for band in &lane.bands {
        let over = u64::from(band.span.over().get());
        let up_to = band.span.up_to().map_or(end, |up_to| u64::from(up_to.get()).min(end));
        // A band that no weight reaches has no piece.
        let Some(least) = reach.least_above(over).filter(|least| *least <= up_to) else { continue };
        let Some(extra) = band.extra else {
            pieces.extend(piece(band, reach, up_to));
            continue;
        };
        let step = u64::from(extra.step_g.get());
        let first = (least - over).div_ceil(step);
        // Beyond one round of weights the same differences come back, so that a parcel that is
        // dearer than its split would have a lighter one before it.
        let round = reach.rhythm(step).saturating_add(1).min(MAX_PIECES);
        for steps in first..=first + round {
            let from = over + (steps - 1) * step;
            if from >= up_to {
                break;
            }
            pieces.extend(piece(band, reach, (from + step).min(up_to)));
        }
    }
    pieces
}

/// The heaviest billed weight up to `up_to`, and its cost.
fn piece(band: &Band, reach: Reach<'_>, up_to: u64) -> Option<Piece> {
    let heaviest = reach.greatest_up_to(up_to)?;
    Some(Piece { heaviest, cost: cost(band, heaviest) })
}
