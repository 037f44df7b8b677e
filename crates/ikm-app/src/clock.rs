use chrono::{DateTime, Utc};
use ikm_core::id::{IdSource, uuid_v7};
use uuid::Uuid;

/// Where the time of ids and audit records comes from. Every closure that gives a time is a clock.
///
/// Business dates never come from it: they are arguments.
pub trait Clock {
    /// The time now.
    fn now(&self) -> DateTime<Utc>;
}

impl<F: Fn() -> DateTime<Utc>> Clock for F {
    fn now(&self) -> DateTime<Utc> {
        self()
    }
}

/// Ids from a clock and from random bytes that the front end supplies, each later than the last.
#[derive(Debug)]
pub struct SystemIds<C, R> {
    clock: C,
    random: R,
    last: Uuid,
}

impl<C: Clock, R: FnMut() -> [u8; 10]> SystemIds<C, R> {
    /// A source over `clock` and `random`.
    pub const fn new(clock: C, random: R) -> Self {
        Self { clock, random, last: Uuid::nil() }
    }
}

impl<C: Clock, R: FnMut() -> [u8; 10]> IdSource for SystemIds<C, R> {
    fn next(&mut self) -> Uuid {
        let random = (self.random)();
        let made = uuid_v7(self.clock.now(), &random);
        // Within a millisecond, or when the clock steps back, counting up from the last id keeps
        // the order in which things were made. The version and variant bits stay as they are.
        self.last = if made > self.last { made } else { successor(self.last, &random) };
        self.last
    }
}

/// A UUIDv7 after `id`: its lowest 62 bits, which are all random, counted up by a random step
/// (RFC 9562 §6.2, method 2). Whoever knows an id cannot foretell the next one, of which the salt
/// of a personal text may be made.
fn successor(id: Uuid, random: &[u8; 10]) -> Uuid {
    const COUNTER: u128 = (1 << 62) - 1;
    let step = 1 + random.iter().take(6).fold(0, |step, byte| step << 8 | u128::from(*byte));
    let bits = id.as_u128();
    if (bits & COUNTER) + step <= COUNTER {
        return Uuid::from_u128(bits + step);
    }
    // The counter is full: take the next millisecond and begin again.
    Uuid::from_u128((((bits & !COUNTER) + (1 << 80)) & !COUNTER) + step)
}
