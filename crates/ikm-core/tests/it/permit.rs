//! Permits and the days on which they run out.

use ikm_core::registry::{PermitEnd, PermitKind, Profile};

use crate::given::{day, id};

/// The days by hand: what stands on the paper counts, then the year in a P-IRT number.
#[test]
fn the_last_day_of_a_permit() {
    let check = |change: &dyn Fn(&mut Profile), kind: PermitKind, expect: Option<&str>| {
        let mut profile = Profile::named("A", "13.01".parse().expect("a code"));
        change(&mut profile);
        assert_eq!(profile.permit_until(kind), expect.map(day), "{kind:?}");
        let listed = profile.permits().into_iter().find(|permit| permit.kind == kind);
        assert_eq!(
            listed.is_some(),
            profile.has_permit(kind) && PermitKind::RUN_OUT.contains(&kind)
        );
        assert_eq!(listed.and_then(|permit| permit.until), expect.map(day), "{kind:?}");
    };
    let pirt = |profile: &mut Profile| profile.pirt = "2063306010001-27".parse().ok();
    check(&|_| {}, PermitKind::Pirt, None);
    check(&pirt, PermitKind::Pirt, Some("2027-12-31"));
    check(
        &|profile| {
            pirt(profile);
            profile.pirt_until = Some(day("2027-03-05"));
        },
        PermitKind::Pirt,
        Some("2027-03-05"),
    );
    check(&|profile| profile.pirt_until = Some(day("2027-03-05")), PermitKind::Pirt, None);
    let halal = |profile: &mut Profile| profile.halal = "ID13110000123450122".parse().ok();
    check(&halal, PermitKind::Halal, None);
    check(
        &|profile| {
            halal(profile);
            profile.halal_until = Some(day("2025-06-30"));
        },
        PermitKind::Halal,
        Some("2025-06-30"),
    );
    check(
        &|profile| {
            profile.bpom = "MD 235602169254".parse().ok();
            profile.bpom_until = Some(day("2028-02-29"));
        },
        PermitKind::Bpom,
        Some("2028-02-29"),
    );
    check(&|profile| profile.nib = "0220001234567".parse().ok(), PermitKind::Nib, None);
    let end = PermitEnd { until: day("2027-12-31"), ikm: id(1), kind: PermitKind::Pirt };
    let left = |today: &str| end.days_left(day(today));
    assert_eq!([left("2027-12-31"), left("2027-12-30"), left("2028-01-01")], [0, 1, -1]);
    assert_eq!(left("2026-12-31"), 365);
}
