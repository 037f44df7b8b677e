//! Values that the tests of several subjects need, each under a short name.

use chrono::{DateTime, NaiveDate};
use ikm_core::id::uuid_v7;
use ikm_core::money::{Percent, Rupiah};
use ikm_core::{Explain, Lang};
use uuid::Uuid;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(crate) const fn rupiah(amount: i64) -> Rupiah {
    Rupiah::new(amount)
}

pub(crate) fn percent(text: &str) -> Percent {
    text.parse().expect("a percentage")
}

/// The `nth` id of its kind; a greater one is a later one.
pub(crate) fn id<T: TryFrom<Uuid>>(nth: u8) -> T {
    let at = DateTime::from_timestamp(1_640_995_200, 0).expect("in range");
    T::try_from(uuid_v7(at, &[nth; 10])).ok().expect("a UUIDv7")
}

/// Checks that an error says what a person needs: its stable code, and in each language a message
/// that names `inputs` and a hint.
#[track_caller]
pub(crate) fn check_explained(error: &dyn Explain, code: &str, inputs: &[&str]) {
    assert_eq!(error.code(), code);
    let [id, en] = [Lang::Id, Lang::En].map(|lang| (error.message(lang), error.hint(lang)));
    assert_ne!(id.0, en.0, "the message stands in two languages");
    assert_ne!(id.1, en.1, "the hint stands in two languages");
    for (message, hint) in [&id, &en] {
        for input in inputs {
            assert!(message.contains(input), "{message:?} names {input:?}");
        }
        for text in [message, hint] {
            assert!(text.split_whitespace().count() >= 2, "{text:?} is a sentence");
            assert!(!text.ends_with('.'), "{text:?} ends without a full stop");
        }
    }
}
