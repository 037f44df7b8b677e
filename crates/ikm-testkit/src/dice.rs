//! Random choices that come out the same on every machine and in every version of the crates
//! beneath: only the words of the `ChaCha8` stream are used, and they are reduced here.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A seeded stream of choices.
#[derive(Clone, Debug)]
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// The stream numbered `stream` of `seed`; streams do not depend on each other, so that the
    /// hundredth thing can be made without the ninety-nine before it.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut key = *b"........ikm-testkit synthetic . ";
        for (byte, value) in key.iter_mut().zip(seed.to_le_bytes()) {
            *byte = value;
        }
        let mut rng = ChaCha8Rng::from_seed(key);
        rng.set_stream(stream);
        Self(rng)
    }

    /// A number below `limit`; 0 when the limit is 0.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        // The high half of the product is uniform up to one part in 2^32 / limit, which is more
        // than a synthetic district needs.
        let scaled = u64::from(self.0.next_u32()) * u64::from(limit);
        u32::try_from(scaled >> 32).unwrap_or_default()
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn range(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low).saturating_add(1))
    }

    /// True in `percent` of a hundred.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`; the default of the type when there are none.
    pub(crate) fn pick<T: Copy + Default>(&mut self, choices: &[T]) -> T {
        let limit = u32::try_from(choices.len()).unwrap_or(u32::MAX);
        let index = usize::try_from(self.below(limit)).unwrap_or_default();
        choices.get(index).copied().unwrap_or_default()
    }

    /// Fills `bytes`.
    pub(crate) fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }
}
