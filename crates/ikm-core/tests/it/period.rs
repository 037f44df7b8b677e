//! Half-open ranges of days.

use chrono::NaiveDate;
use ikm_core::{DateRange, Explain, Month};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn range(from: &str, until: Option<&str>) -> DateRange {
    DateRange::try_new(day(from), until.map(day)).expect("in order")
}

#[test]
fn the_end_is_not_in_it() {
    let january = range("2022-01-01", Some("2022-02-01"));
    let check = |at: &str, expect: bool| assert_eq!(january.contains(day(at)), expect, "{at}");
    check("2021-12-31", false);
    check("2022-01-01", true);
    check("2022-01-31", true);
    check("2022-02-01", false);
    assert!(DateRange::starting(day("2022-01-01")).contains(day("9999-12-31")));
    assert!(!DateRange::starting(day("2022-01-01")).contains(day("2021-12-31")));
}

#[test]
fn ranges_that_meet_do_not_overlap() {
    let check = |one: DateRange, other: DateRange, expect: bool| {
        assert_eq!(one.overlaps(other), expect, "{one:?} {other:?}");
    };
    let january = range("2022-01-01", Some("2022-02-01"));
    check(january, range("2022-02-01", None), false);
    check(january, range("2022-01-31", None), true);
    check(january, range("2021-01-01", Some("2022-01-01")), false);
    check(january, range("2021-01-01", None), true);
    check(january, range("2022-01-10", Some("2022-01-11")), true);
    check(range("2022-01-01", None), range("2030-01-01", None), true);
}

#[test]
fn an_empty_range_cannot_be() {
    for until in ["2022-01-01", "2021-12-31"] {
        let error = DateRange::try_new(day("2022-01-01"), Some(day(until))).expect_err(until);
        assert_eq!(error.code(), "IKM-DATE-RANGE");
        assert_eq!(
            error.to_string(),
            format!("the range begins on 2022-01-01 but ends on {until}")
        );
        let json = format!("{{\"from\":\"2022-01-01\",\"until\":\"{until}\"}}");
        assert!(serde_json::from_str::<DateRange>(&json).is_err());
    }
    let open: DateRange =
        serde_json::from_str("{\"from\":\"2022-01-01\"}").expect("without an end");
    assert_eq!(open, DateRange::starting(day("2022-01-01")));
}

#[test]
fn months() {
    let month = |text: &str| text.parse::<Month>();
    let december = month("2021-12").expect("a month");
    assert_eq!(december.first_day(), day("2021-12-01"));
    assert_eq!(december.next().to_string(), "2022-01");
    assert!(december.contains(day("2021-12-31")) && !december.contains(day("2022-12-31")));
    assert_eq!(Month::of(day("2021-12-31")), december);
    assert_eq!(serde_json::to_string(&december).expect("serialises"), "\"2021-12\"");
    for wrong in [
        "",
        "2021",
        "2021-1",
        "2021-00",
        "2021-13",
        "2021/12",
        "21-12",
        "2021-+1",
        "2021- 1",
        "+021-12",
        "2021-12-01",
    ] {
        assert_eq!(month(wrong).map_err(|e| e.code()), Err("IKM-MONTH-SYNTAX"), "{wrong}");
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_i32..400).prop_map(|n| NaiveDate::from_num_days_from_ce_opt(738_000 + n).expect("a day"))
}

fn any_range() -> impl Strategy<Value = DateRange> {
    (any_day(), prop::option::of(1_u64..60)).prop_map(|(from, days)| {
        let until = days.map(|days| from + chrono::Days::new(days));
        DateRange::try_new(from, until).expect("in order")
    })
}

proptest! {
    #[test]
    fn overlap_is_mutual(one in any_range(), other in any_range()) {
        prop_assert_eq!(one.overlaps(other), other.overlaps(one));
        prop_assert!(one.overlaps(one));
    }

    #[test]
    fn overlap_is_a_common_day(one in any_range(), other in any_range()) {
        // If there is a common day, the later of the two first days is one.
        let later = one.from().max(other.from());
        prop_assert_eq!(one.overlaps(other), one.contains(later) && other.contains(later));
    }

    #[test]
    fn a_common_day_is_an_overlap(one in any_range(), other in any_range(), at in any_day()) {
        prop_assert!(!(one.contains(at) && other.contains(at)) || one.overlaps(other));
    }

    #[test]
    fn a_range_holds_its_ends_as_it_says(range in any_range()) {
        prop_assert!(range.contains(range.from()));
        prop_assert!(!range.contains(range.from().pred_opt().expect("a day before")));
        if let Some(until) = range.until() {
            prop_assert!(!range.contains(until));
            prop_assert!(range.contains(until.pred_opt().expect("a day before")));
        }
    }

    #[test]
    fn a_range_reads_back(range in any_range()) {
        let json = serde_json::to_string(&range).expect("serialises");
        prop_assert_eq!(serde_json::from_str::<DateRange>(&json).expect("reads back"), range);
    }

    #[test]
    fn a_month_is_the_days_until_the_next(at in any_day()) {
        let month = Month::of(at);
        let days = DateRange::try_new(month.first_day(), Some(month.next().first_day()));
        prop_assert!(days.expect("in order").contains(at) && month.contains(at));
        prop_assert_eq!(month.to_string().parse(), Ok(month));
    }
}
