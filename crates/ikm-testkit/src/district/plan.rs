//! How many IKM each nagari and each division has, and which index lies in which.

use ikm_core::money::Rupiah;
use ikm_core::region::{Level, Region, Regions};

use super::trades::{DIVISIONS, Trade};
use crate::dice::Dice;
use crate::parse::well_formed;
use crate::shuffle::Shuffle;

/// The stream of the choices that concern the district as a whole.
const STREAM: u64 = u64::MAX - 1;

#[derive(Clone, Debug)]
pub(super) struct Plan {
    size: usize,
    /// Painan, where the regency has its seat: the nagari of an empty district.
    seat: Region,
    nagari: Vec<Region>,
    /// Where each nagari's indices end.
    nagari_ends: Vec<usize>,
    /// Where each division's places end; an index comes to its place through the shuffle.
    division_ends: Vec<usize>,
    divisions: Shuffle,
}

impl Plan {
    pub(super) fn new(seed: u64, size: usize) -> Self {
        let mut dice = Dice::new(seed, STREAM);
        let nagari: Vec<Region> = Regions::pesisir_selatan()
            .iter()
            .filter(|region| region.code.level() == Level::Nagari)
            .cloned()
            .collect();
        let seat = Region {
            code: well_formed("13.01.05.2001"),
            name: "Painan".to_owned(),
            bps: None,
            postal_code: None,
        };
        let weights: Vec<u32> = nagari.iter().map(|_| dice.range(2, 9)).collect();
        let shares: Vec<u32> = DIVISIONS.iter().map(|(_, share, _)| *share).collect();
        Self {
            size,
            seat,
            nagari_ends: ends(size, &weights, 1),
            division_ends: ends(size, &shares, 3),
            nagari,
            divisions: Shuffle::new(wide(size), dice.below(u32::MAX).into()),
        }
    }

    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// The nagari in which the IKM at `index` lies.
    pub(super) fn nagari(&self, index: usize) -> &Region {
        let inside = index % self.size.max(1);
        let at = self.nagari_ends.partition_point(|end| *end <= inside);
        self.nagari.get(at).unwrap_or(&self.seat)
    }

    /// The trades of the division of the IKM at `index`.
    pub(super) fn trades(&self, index: usize) -> &'static [Trade] {
        let place = usize::try_from(self.divisions.at(wide(index))).unwrap_or_default();
        let division = self.division_ends.partition_point(|end| *end <= place);
        DIVISIONS.get(division).or(DIVISIONS.first()).map_or(&[], |(_, _, trades)| trades)
    }
}

/// Splits `size` by `weights`, each part at least `least` where that is possible, and gives the
/// running sums of the parts.
fn ends(size: usize, weights: &[u32], least: usize) -> Vec<usize> {
    let least = if size >= least * weights.len() { least } else { 0 };
    let rest = size - least * weights.len();
    // The rule that splits money also splits heads: largest remainder first, nobody lost.
    let parts = i64::try_from(rest)
        .ok()
        .and_then(|rest| Rupiah::new(rest).allocate(weights).ok())
        .unwrap_or_default();
    parts
        .into_iter()
        .scan(0, |end, part| {
            *end += least + usize::try_from(part.get()).unwrap_or_default();
            Some(*end)
        })
        .collect()
}

/// An index as the generators count.
pub(super) fn wide(index: usize) -> u64 {
    u64::try_from(index).unwrap_or(u64::MAX)
}
