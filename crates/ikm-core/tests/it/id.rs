//! Identifiers of rows.

use chrono::DateTime;
use ikm_core::Explain;
use ikm_core::id::{IdSource, IkmId, MemberId, uuid_v7};
use proptest::prelude::*;
use uuid::Uuid;

/// RFC 9562, appendix A.6: the sample UUIDv7, made on 22 February 2022 at 14:22:22 GMT-05:00.
const SAMPLE: &str = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";

#[test]
fn the_sample_of_the_rfc() {
    let at = DateTime::parse_from_rfc3339("2022-02-22T14:22:22-05:00").expect("a moment").to_utc();
    // The random bits of the sample; version and variant are put over the bits that are not random.
    let random = [0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F];
    assert_eq!(uuid_v7(at, &random).to_string(), SAMPLE);
}

#[test]
fn a_moment_before_1970_counts_as_1970() {
    let at = DateTime::from_timestamp_millis(-1).expect("a moment");
    assert_eq!(uuid_v7(at, &[0; 10]).to_string(), "00000000-0000-7000-8000-000000000000");
}

#[test]
fn only_version_7_is_an_id() {
    assert_eq!(SAMPLE.parse::<IkmId>().map(|id| id.to_string()), Ok(SAMPLE.to_owned()));
    for wrong in [
        "",
        "017f22e2",
        // Versions 4 and 6, and the nil UUID.
        "919108f7-52d1-4320-9bac-f847db4148a8",
        "1ec9414c-232a-6b00-b3c8-9e6bdeced846",
        "00000000-0000-0000-0000-000000000000",
    ] {
        let error = wrong.parse::<IkmId>().expect_err(wrong);
        assert_eq!(error.code(), "IKM-ID-SYNTAX");
        assert_eq!(error.to_string(), format!("{wrong:?} is not a valid ikm id"));
        assert!(serde_json::from_str::<IkmId>(&format!("{wrong:?}")).is_err());
    }
}

/// A source that counts.
struct Counting(u8);

impl IdSource for Counting {
    fn next(&mut self) -> Uuid {
        self.0 += 1;
        uuid_v7(DateTime::UNIX_EPOCH, &[self.0; 10])
    }
}

#[test]
fn ids_come_from_their_source() {
    let mut source = Counting(0);
    let first = IkmId::generate(&mut source);
    let second = MemberId::generate(&mut source);
    assert_eq!(first.uuid(), uuid_v7(DateTime::UNIX_EPOCH, &[1; 10]));
    assert_eq!(second.uuid(), uuid_v7(DateTime::UNIX_EPOCH, &[2; 10]));
    assert_eq!(format!("{first:?}"), format!("ikm({first})"));
    assert_eq!(format!("{second:?}"), format!("member({second})"));
}

proptest! {
    #[test]
    fn an_id_reads_back(millis in 0_i64..(1 << 46), random: [u8; 10]) {
        let at = DateTime::from_timestamp_millis(millis).expect("a moment");
        let id = IkmId::try_from(uuid_v7(at, &random)).expect("version 7");
        prop_assert_eq!(id.to_string().parse(), Ok(id));
        prop_assert_eq!(id.to_string().to_uppercase().parse(), Ok(id));
        let json = serde_json::to_string(&id).expect("serialises");
        prop_assert_eq!(serde_json::from_str::<IkmId>(&json).expect("reads back"), id);
    }

    #[test]
    fn ids_sort_by_the_time_of_their_making(a in 0_i64..(1 << 46), b in 0_i64..(1 << 46), random: [[u8; 10]; 2]) {
        prop_assume!(a < b);
        let [one, other] = random;
        let id = |millis, random| {
            let at = DateTime::from_timestamp_millis(millis).expect("a moment");
            IkmId::try_from(uuid_v7(at, random)).expect("version 7")
        };
        prop_assert!(id(a, &one) < id(b, &other));
    }
}
