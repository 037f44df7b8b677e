//! Permutations that need no memory, so that the millionth thing is found at once.

/// Puts `0..length` into another order, and any number beyond into turns of that order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shuffle {
    stride: u64,
    offset: u64,
    length: u64,
}

impl Shuffle {
    /// A permutation of `0..length` that begins at `offset`.
    pub(crate) fn new(length: u64, offset: u64) -> Self {
        let length = length.max(1);
        // Near the golden section neighbours land far from each other; a stride without a common
        // factor visits every number once.
        let golden = u128::from(length) * 6_180_339_887 / 10_000_000_000;
        let golden = u64::try_from(golden).unwrap_or_default().max(1);
        let stride = (golden..=length).find(|s| gcd(*s, length) == 1).unwrap_or(1);
        Self { stride, offset: offset % length, length }
    }

    /// The number that stands at `index`.
    pub(crate) fn at(self, index: u64) -> u64 {
        let place = u128::from(index) * u128::from(self.stride) + u128::from(self.offset);
        u64::try_from(place % u128::from(self.length)).unwrap_or_default()
    }

    /// How many whole turns lie before `index`.
    pub(crate) fn turn(self, index: u64) -> u64 {
        index / self.length
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
