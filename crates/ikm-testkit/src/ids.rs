//! Ids that are the same on every run.

use ikm_core::id::{IdSource, uuid_v7};
use uuid::Uuid;

use crate::clock::ManualClock;
use crate::dice::Dice;

/// A seeded stream of UUIDv7 that carry the time of a [`ManualClock`].
///
/// Within a millisecond a counter counts on from a random start (RFC 9562 §6.2, method 1), so every
/// id is later than the one before it, even when the clock stands still or is set back.
///
/// ```
/// use ikm_core::id::{IdSource, IkmId};
/// use ikm_testkit::{clock::ManualClock, ids::SeededIds};
/// # fn main() -> Result<(), chrono::ParseError> {
/// let clock = ManualClock::new("2022-01-31T02:00:00Z".parse()?);
/// let mut ids = SeededIds::new(7, clock);
/// let (first, second) = (IkmId::generate(&mut ids), IkmId::generate(&mut ids));
/// assert!(first < second);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SeededIds {
    clock: ManualClock,
    dice: Dice,
    millis: i64,
    counter: u32,
}

/// The counter fills the 26 highest bits of the random part that the version and variant leave free.
const COUNTER_BITS: u32 = 26;

impl SeededIds {
    /// The ids of `seed`, made at the times that `clock` will show.
    pub fn new(seed: u64, clock: ManualClock) -> Self {
        Self { clock, dice: Dice::new(seed, u64::MAX), millis: -1, counter: 0 }
    }

    fn tick(&mut self) {
        let now = self.clock.now().timestamp_millis().max(0);
        if now > self.millis {
            self.millis = now;
            // A start in the lower half leaves room to count.
            self.counter = self.dice.below(1 << (COUNTER_BITS - 1));
        } else if self.counter + 1 < 1 << COUNTER_BITS {
            self.counter += 1;
        } else {
            self.millis += 1;
            self.counter = 0;
        }
    }
}

impl IdSource for SeededIds {
    fn next(&mut self) -> Uuid {
        self.tick();
        let mut random = [0_u8; 10];
        self.dice.fill(&mut random);
        // RFC 9562 §5.7: four bits of the first byte and two of the third belong to version and
        // variant, so the counter is laid around them.
        let counter = u64::from(self.counter);
        let spread = (counter >> 14 << 16) | (counter & 0x3fff);
        for (byte, value) in random.iter_mut().zip(spread.to_be_bytes().into_iter().skip(4)) {
            *byte = value;
        }
        let at = chrono::DateTime::from_timestamp_millis(self.millis).unwrap_or_default();
        uuid_v7(at, &random)
    }
}
