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
        let made = uuid_v7(self.clock.now(), &(self.random)());
        // Within a millisecond, or when the clock steps back, counting up from the last id keeps
        // the order in which things were made. The version and variant bits stay as they are.
        self.last = if made > self.last { made } else { successor(self.last) };
        self.last
    }
}

/// The next UUIDv7 after `id`: its lowest 62 bits, which are all random, counted up.
fn successor(id: Uuid) -> Uuid {
    const COUNTER: u128 = (1 << 62) - 1;
    let bits = id.as_u128();
    if bits & COUNTER < COUNTER {
        return Uuid::from_u128(bits + 1);
    }
    // The counter is full: take the next millisecond and begin again.
    Uuid::from_u128(((bits & !COUNTER) + (1 << 80)) & !COUNTER)
}
