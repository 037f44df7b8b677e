//! Segments: which IKM each condition keeps.

use ikm_core::Explain as _;
use ikm_core::programme::{EnrolmentStatus, ProgrammeCode, ProgrammeWish};
use ikm_core::registry::{
    EnterpriseScale, Ikm, IndustryScale, Membership, PermitKind, Profile, Segment, SegmentName,
    SizeRules, Surroundings, Workers,
};
use proptest::prelude::*;

use crate::given::{check_explained, day, id, rupiah};

/// A maker of rendang in IV Jurai: two workers, 100 million of investment, 3 billion of sales; the
/// P-IRT counts to the end of 2022, the halal certificate has no end, there is no BPOM.
fn ikm() -> Ikm {
    let mut profile = Profile::named("Rendang Uni Mar", "13.01".parse().expect("a code"));
    profile.owner = Some("Marlina".to_owned());
    profile.product = Some("Rendang kering".to_owned());
    profile.place.kecamatan = Some("13.01.05".parse().expect("a code"));
    profile.classification = Some("10".parse().expect("a class"));
    profile.pirt = Some("P-IRT 2061301010123-27".parse().expect("a permit"));
    profile.pirt_until = Some(day("2022-12-31"));
    profile.halal = Some("ID13110000123450621".parse().expect("a certificate"));
    profile.figures.workers = Workers { male: Some(1), female: Some(1), total: None };
    profile.figures.investment = Some(rupiah(100_000_000));
    profile.figures.sales = Some(rupiah(3_000_000_000));
    Ikm {
        id: id(1),
        version: 1,
        registered_on: day("2022-01-31"),
        batch: None,
        merged: None,
        profile,
    }
}

/// It finished one programme, was refused in another and applied again.
fn standing() -> [(ProgrammeCode, EnrolmentStatus); 3] {
    let code = |text: &str| text.parse().expect("a code");
    [
        (code("HALAL-2021"), EnrolmentStatus::Completed),
        (code("KUR-2022"), EnrolmentStatus::Refused),
        (code("KUR-2022"), EnrolmentStatus::Applied),
    ]
}

fn holds_as_of(segment: &str, as_of: &str) -> bool {
    let segment: Segment = serde_json::from_str(segment).expect("a segment");
    let rules = SizeRules::shipped();
    let membership = Membership::Active;
    let place = "IV Jurai Painan";
    let programmes = &standing();
    let around = Surroundings { membership, programmes, place, as_of: day(as_of), rules: &rules };
    segment.matches(&ikm(), &around)
}

#[test]
fn each_condition_narrows_down() {
    let check = |segment: &str, expect: bool| {
        assert_eq!(holds_as_of(segment, "2022-06-30"), expect, "{segment}");
    };
    check("{}", true);
    check(r#"{"kecamatan":["13.01.05"]}"#, true);
    check(r#"{"kecamatan":["13.01.01","13.01.05"]}"#, true);
    check(r#"{"kecamatan":["13.01.01"]}"#, false);
    check(r#"{"class":["10","11"]}"#, true);
    check(r#"{"class":["13"]}"#, false);
    check(r#"{"kecamatan":["13.01.05"],"class":["13"]}"#, false);
    // Permenperin 64/2016: up to 19 workers and less than a billion is small.
    check(r#"{"industry":["small"]}"#, true);
    check(r#"{"industry":["medium","large"]}"#, false);
    // PP 7/2021: micro by its capital of 100 million, small by its sales of 3 billion; sales count.
    check(r#"{"enterprise":["small"]}"#, true);
    check(r#"{"enterprise":["micro"]}"#, false);
    check(r#"{"has":["pirt","halal"]}"#, true);
    check(r#"{"has":["pirt","bpom"]}"#, false);
    check(r#"{"lacks":["bpom","nib"]}"#, true);
    check(r#"{"lacks":["bpom","halal"]}"#, false);
    // The last day of the P-IRT is 31 December 2022.
    check(r#"{"runs_out_before":"2023-01-01"}"#, true);
    check(r#"{"runs_out_before":"2022-12-31"}"#, false);
    check(r#"{"has":["pirt"],"runs_out_before":"2023-01-01"}"#, true);
    check(r#"{"has":["halal"],"runs_out_before":"2023-01-01"}"#, false);
    check(r#"{"member":["active","suspended"]}"#, true);
    check(r#"{"member":["none"]}"#, false);
    check(r#"{"programme":["HALAL-2021"]}"#, true);
    check(r#"{"programme":["halal-2021:completed"]}"#, true);
    check(r#"{"programme":["HALAL-2021:accepted"]}"#, false);
    check(r#"{"programme":["HALAL-2021","KUR-2022"]}"#, true);
    check(r#"{"programme":["KUR-2022:refused","KUR-2022:applied"]}"#, true);
    check(r#"{"programme":["KUR-2022:none"]}"#, false);
    check(r#"{"programme":["ALAT-2022"]}"#, false);
    check(r#"{"programme":["ALAT-2022:none"]}"#, true);
    check(r#"{"words":"REND mar"}"#, true);
    check(r#"{"words":"kering jurai painan"}"#, true);
    check(r#"{"words":"endang"}"#, false);
    check(r#"{"words":"rendang tenun"}"#, false);
}

#[test]
fn a_permit_that_has_run_out_is_lacking() {
    let check = |segment: &str, as_of: &str, expect: bool| {
        assert_eq!(holds_as_of(segment, as_of), expect, "{segment} on {as_of}");
    };
    check(r#"{"has":["pirt"]}"#, "2022-12-31", true);
    check(r#"{"has":["pirt"]}"#, "2023-01-01", false);
    check(r#"{"lacks":["pirt"]}"#, "2022-12-31", false);
    check(r#"{"lacks":["pirt"]}"#, "2023-01-01", true);
    // Nobody said when the halal certificate ends.
    check(r#"{"has":["halal"]}"#, "2030-01-01", true);
    // No rule of either law was in force.
    check(r#"{"industry":["small"]}"#, "2010-01-01", false);
    check(r#"{"enterprise":["small"]}"#, "2010-01-01", false);
}

#[test]
fn what_is_not_known_has_no_scale() {
    let rules = SizeRules::shipped();
    let around = Surroundings {
        membership: Membership::None,
        programmes: &[],
        place: "",
        as_of: day("2022-06-30"),
        rules: &rules,
    };
    let mut ikm = ikm();
    let industry = |scale| Segment { industry: [scale].into(), ..Segment::default() };
    let enterprise = |scale| Segment { enterprise: [scale].into(), ..Segment::default() };
    ikm.profile.figures.workers = Workers::default();
    assert!(!industry(IndustryScale::Small).matches(&ikm, &around));
    ikm.profile.figures.sales = None;
    assert!(enterprise(EnterpriseScale::Micro).matches(&ikm, &around), "by its capital");
    ikm.profile.figures.investment = None;
    for scale in [EnterpriseScale::Micro, EnterpriseScale::Large] {
        assert!(!enterprise(scale).matches(&ikm, &around));
    }
}

#[test]
fn only_known_conditions_are_read() {
    let check = |text: &str| assert!(serde_json::from_str::<Segment>(text).is_err(), "{text}");
    check(r#"{"kecamtan":["13.01.05"]}"#);
    check(r#"{"kecamatan":["IV Jurai"]}"#);
    check(r#"{"has":["sim"]}"#);
    check(r#"{"member":["gone"]}"#);
    check(r#"{"programme":["x:gone"]}"#);
}

#[test]
fn errors_say_what_is_wrong() {
    let error = "sim".parse::<PermitKind>().expect_err("no permit");
    check_explained(&error, "IKM-PERMIT-KIND", &["sim"]);
    let error = "gone".parse::<Membership>().expect_err("no status");
    check_explained(&error, "IKM-SEGMENT-MEMBER", &["gone"]);
    for wish in ["KUR:", "KUR:gone", ":none", "K UR", ""] {
        let error = wish.parse::<ProgrammeWish>().expect_err("no condition");
        check_explained(&error, "IKM-SEGMENT-PROGRAMME", &[wish]);
    }
    for name in ["", "  ", "a/b", "=1", &"x".repeat(65)] {
        let error = name.parse::<SegmentName>().expect_err("no name");
        check_explained(&error, "IKM-SEGMENT-NAME", &[name.trim()]);
    }
    let (one, other) = (
        Segment { class: ["10".parse().expect("a class")].into(), ..Segment::default() },
        Segment { class: ["13".parse().expect("a class")].into(), ..Segment::default() },
    );
    let error = one.and(&other).expect_err("no class is both");
    check_explained(&error, "IKM-SEGMENT-CONTRADICTION", &["class"]);
    assert_eq!(one.and(&one).expect("the same"), one);
    assert_eq!(error.code(), other.and(&one).expect_err("neither way").code());
}

fn segment() -> impl Strategy<Value = Segment> {
    fn some<T: Clone + Ord + std::fmt::Debug + 'static>(
        values: &[T],
    ) -> impl Strategy<Value = std::collections::BTreeSet<T>> + use<T> {
        prop_oneof![
            2 => Just(std::collections::BTreeSet::new()),
            1 => proptest::sample::subsequence(values.to_vec(), 0..=values.len())
                .prop_map(|values| values.into_iter().collect()),
        ]
    }
    let codes = ["13.01.01", "13.01.05"].map(|code| code.parse().expect("a code"));
    let classes = ["10", "13"].map(|code| code.parse().expect("a class"));
    let scales = [IndustryScale::Small, IndustryScale::Medium];
    let sizes = [EnterpriseScale::Micro, EnterpriseScale::Small];
    let members = [Membership::None, Membership::Active];
    let until =
        proptest::sample::select(vec![None, Some(day("2022-12-31")), Some(day("2023-01-01"))]);
    let wishes = ["HALAL-2021", "KUR-2022:completed", "KUR-2022:none"];
    let wishes = wishes.map(|wish| wish.parse().expect("a condition"));
    let words = proptest::sample::select(vec![None, Some("rend"), Some("uni mar"), Some("tenun")]);
    (
        (some(&codes), some(&classes), some(&scales), some(&sizes), some(&members)),
        (some(&PermitKind::ALL), some(&PermitKind::ALL), until, words, some(&wishes)),
    )
        .prop_map(|((kecamatan, class, industry, enterprise, member), rest)| {
            let (has, lacks, runs_out_before, words, programme) = rest;
            let words = words.map(str::to_owned);
            Segment {
                kecamatan,
                class,
                industry,
                enterprise,
                has,
                lacks,
                runs_out_before,
                member,
                programme,
                words,
            }
        })
}

proptest! {
    #[test]
    fn a_segment_is_kept_as_it_is(segment in segment()) {
        let text = serde_json::to_string(&segment).expect("a segment");
        prop_assert_eq!(serde_json::from_str::<Segment>(&text).expect("its own text"), segment);
    }

    /// Both together hold what each holds, and nothing else. A day before which a permit runs out is
    /// left out: it counts for the permits that the other segment names.
    #[test]
    fn two_segments_hold_what_each_holds(one in segment(), other in segment()) {
        let [one, other] =
            [one, other].map(|segment| Segment { runs_out_before: None, ..segment });
        let rules = SizeRules::shipped();
        let programmes = standing();
        let around = Surroundings {
            membership: Membership::Active,
            programmes: &programmes,
            place: "IV Jurai",
            as_of: day("2022-06-30"),
            rules: &rules,
        };
        let each = one.matches(&ikm(), &around) && other.matches(&ikm(), &around);
        match one.and(&other) {
            Ok(both) => prop_assert_eq!(both.matches(&ikm(), &around), each),
            Err(_) => prop_assert!(!each),
        }
    }
}
