//! The manual clock and the seeded ids.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use ikm_core::id::IdSource;
use ikm_testkit::clock::ManualClock;
use ikm_testkit::ids::SeededIds;
use uuid::Uuid;

fn noon() -> DateTime<Utc> {
    "2022-01-31T05:00:00Z".parse().expect("a time")
}

#[test]
fn the_clock_is_shared_and_moves_only_by_hand() {
    let clock = ManualClock::new(noon());
    let other = clock.clone();
    assert_eq!(other.now(), noon());
    clock.advance(TimeDelta::seconds(30));
    assert_eq!(other.now(), noon() + TimeDelta::seconds(30));
    other.advance(TimeDelta::seconds(-60));
    assert_eq!(clock.now(), noon() - TimeDelta::seconds(30));
    clock.advance(TimeDelta::MAX);
    assert_eq!(clock.now(), noon() - TimeDelta::seconds(30));
}

#[test]
fn the_business_day_turns_at_midnight_in_west_indonesia() {
    let check = |utc: &str, day: u32| {
        let clock = ManualClock::new(utc.parse().expect("a time"));
        assert_eq!(Some(clock.today()), NaiveDate::from_ymd_opt(2022, 1, day), "{utc}");
    };
    check("2022-01-30T16:59:59Z", 30);
    check("2022-01-30T17:00:00Z", 31);
    let nine = ManualClock::at_nine(NaiveDate::from_ymd_opt(2022, 1, 31).expect("a day"));
    assert_eq!(nine.now(), "2022-01-31T02:00:00Z".parse::<DateTime<Utc>>().expect("a time"));
}

#[test]
fn ids_repeat_with_their_seed_and_only_with_it() {
    let draw = |seed| -> Vec<Uuid> {
        let mut ids = SeededIds::new(seed, ManualClock::new(noon()));
        (0..100).map(|_| ids.next()).collect()
    };
    assert_eq!(draw(1), draw(1));
    assert_ne!(draw(1), draw(2));
}

#[test]
fn every_id_is_later_even_when_the_clock_goes_back() {
    let clock = ManualClock::new(noon());
    let mut ids = SeededIds::new(3, clock.clone());
    let mut last = ids.next();
    for step in 0..20_000 {
        let millis = match step % 5_000 {
            0 => -3_000,
            7 => 10_000,
            _ => 0,
        };
        clock.advance(TimeDelta::milliseconds(millis));
        let next = ids.next();
        assert!(next > last, "{next} after {last}");
        assert_eq!((next.get_version_num(), next.get_variant()), (7, uuid::Variant::RFC4122));
        last = next;
    }
}

#[test]
fn an_id_carries_the_time_of_the_clock() {
    let mut ids = SeededIds::new(3, ManualClock::new(noon()));
    let (seconds, nanos) = ids.next().get_timestamp().expect("a v7").to_unix();
    // GNU date -u -d 2022-01-31T05:00:00Z +%s
    assert_eq!((seconds, nanos), (1_643_605_200, 0));
}
