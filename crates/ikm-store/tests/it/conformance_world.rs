//! The small world that random commands live in.

use chrono::{Days as Later, NaiveDate};
use ikm_core::Month;
use ikm_core::id::uuid_v7;
use ikm_store::conformance::fixture::{moment, parsed};
use proptest::prelude::*;
use uuid::Uuid;

/// Which of a few things of one kind.
pub(crate) type Nth = u8;

/// How many days into the world.
pub(crate) type Days = u8;

/// The id of the `nth` thing of a kind; ids of one kind stand in order.
pub(crate) fn id<T: TryFrom<Uuid, Error: std::fmt::Debug>>(kind: &str, nth: Nth) -> T {
    let mut random = [0; 10];
    random.iter_mut().zip(kind.bytes()).for_each(|(to, from)| *to = from);
    T::try_from(uuid_v7(moment(u32::from(nth)), &random)).expect("a v7 id")
}

/// The day so many days into the world.
pub(crate) fn day(nth: Days) -> NaiveDate {
    let first: NaiveDate = parsed("2022-02-27");
    first.checked_add_days(Later::new(u64::from(nth))).expect("the calendar goes on")
}

/// The `nth` month of the world.
pub(crate) fn month(nth: Nth) -> Month {
    std::iter::successors(Some(Month::of(day(0))), |month| Some(month.next()))
        .nth(usize::from(nth))
        .expect("months go on")
}

/// Few days, so that changes meet on one.
pub(crate) fn days() -> impl Strategy<Value = Days> {
    0..6_u8
}

/// Mostly up to date.
pub(crate) fn stale() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.1)
}
