//! Whom a profile resembles. How well that works on a whole list is measured by `ikm-bench`; here
//! stand the rules, with the points added by hand.

use ikm_core::region::RegionCode;
use ikm_core::registry::{
    Prepared, Profile, Reason, blocking_keys, is_placeholder, points, resemblance,
};
use proptest::prelude::*;

const NIK: &str = "1301051506800001";
const OTHER_NIK: &str = "1301057107800001";
const NIB: &str = "9120000000011";
const OTHER_NIB: &str = "9120000000022";

/// A profile from `name; owner; nik; nib; phone; product; kecamatan`, each of which may be empty.
fn profile(line: &str) -> Profile {
    let regency: RegionCode = "13.01".parse().expect("a code");
    let mut cells = line.split(';').map(str::trim);
    let mut next = || cells.next().unwrap_or_default();
    let mut profile = Profile::named(next(), regency);
    let open = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    profile.owner = open(next());
    profile.nik = open(next()).map(|text| text.parse().expect("a NIK"));
    profile.nib = open(next()).map(|text| text.parse().expect("a NIB"));
    profile.phone = open(next()).map(|text| text.parse().expect("a telephone"));
    profile.product = open(next());
    profile.place.kecamatan = open(next()).map(|text| text.parse().expect("a code"));
    profile
}

#[track_caller]
fn check(a: &str, b: &str, expect: Option<u8>) {
    let (a, b) = (profile(a), profile(b));
    assert_eq!(resemblance(&a, &b).map(|r| r.score), expect, "{a:?}\n{b:?}");
    assert_eq!(resemblance(&b, &a).map(|r| r.score), expect, "the other way round");
}

#[test]
fn names_alone_are_no_pair() {
    // In a real list of 1,463 rows one trade name stands 117 times.
    check("Tenun;;;;;;13.01.05", "Tenun;;;;;;13.01.05", None);
    check("Tenun;;;;;Tenun;13.01.05", "Tenun;;;;;Tenun;13.01.05", None);
    check("Salmiah;;;;;;13.01.05", "Salmiah;;;;;;13.01.05", None);
    check("Mutiara Baru;;;;;;13.01.05", "Mutiara Baru;;;;;;13.01.05", None);
    check("Tenun;Rohani;;;;;13.01.05", "Kue;Rohani;;;;;13.01.05", None);
    // Three words that are not a trade only are rare enough: 55, and 5 for the kecamatan.
    check("Rendang Uda Mutiara Baru;;;;;;13.01.05", "RENDANG MUTIARA BARU;;;;;;13.01.05", Some(60));
}

#[test]
fn a_name_and_something_more_is_a_pair() {
    check("Mutiara;;;;;Kue;13.01.05", "mutiara;;;;;kue;13.01.05", Some(50 + 35 + 5));
    check("Mutiara;;;;;Kue;13.01.05", "mutiara;;;;;Anyaman;13.01.05", None);
    check("Mutiara;Upik Sari;;;;;", "Mutiara;Sari Upik;;;;;", Some(50 + 40));
    check("Mutiara;Upik;;;;;", "Mutiara;Upik;;;;;", Some(50 + 20));
    check("Mutiara;;;;081298760001;;13.01.05", "MUTIARA;;;;0812-9876-0001;;13.01.05", Some(85));
    // A trade's name says nothing, but its owner does: 40 + 35 + 5.
    check(
        "Tenun;Rohani Koto;;;;Songket;13.01.05",
        "Tenun;Rohani Koto;;;;Songket;13.01.05",
        Some(80),
    );
    // Another owner under the same name, in the same product: 50 − 45 + 35 + 5.
    check("Mutiara;Upik;;;;Kue;13.01.05", "Mutiara;Bahar;;;;Kue;13.01.05", None);
    // Moved to another kecamatan: 50 + 40 + 35 − 35.
    check("Mutiara;Upik Sari;;;;Kue;13.01.05", "Mutiara;Upik Sari;;;;Kue;13.01.06", Some(90));
    check("Mutiara;;;;;Kue;13.01.05", "Mutiara;;;;;Kue;13.01.06", None);
}

#[test]
fn spellings_of_one_name() {
    let same = |a: &str, b: &str| {
        let of = |owner: &str| format!("Mutiara;{owner};;;;;13.01.05");
        check(&of(a), &of(b), Some(50 + 40 + 5));
    };
    same("Djoesoef Achmad", "Ahmad Yusuf");
    same("H. Zainal Abidin", "Zainal Abidin");
    same("Hj. Ratna Dewi", "Ibu Ratna Dewi");
    same("Muhammad Ridwan Koto", "M. Ridwan Koto");
    same("Abdul Latif Guci", "Abd. Latif Guci");
    same("Sjafrial Tjaniago", "SYAFRIAL CANIAGO");
    let near = |a: &str, b: &str, expect: Option<u8>| {
        let of = |owner: &str| format!("Mutiara;{owner};;;;;13.01.05");
        check(&of(a), &of(b), expect);
    };
    near("Rosmaniar Koto", "Rosmaniat Koto", Some(50 + 25 + 5));
    // A name left out says nothing, a nickname neither.
    near("Rosmaniar Koto", "Rosmaniar", None);
    near("Mariani", "Mar", None);
    near("Rosmaniar Koto", "Rosmaniar Guci", None);
}

#[test]
fn one_person_may_have_two_businesses() {
    let of = |name: &str, nib: &str, product: &str| {
        format!("{name};Mariani Koto;{NIK};{nib};081298760001;{product};13.01.05")
    };
    // All that is known of the owner agrees, 50 + 40 + 30, and counts 60.
    check(&of("Mutiara", "", ""), &of("Bahari", "", ""), None);
    check(&of("Mutiara", "", "Kue"), &of("Bahari", "", "Anyaman"), None);
    check(&of("Mutiara", "", "Kue"), &of("Bahari", "", "Kue"), Some(60 - 20 + 35 + 5));
    // Two NIB are two businesses, whatever else agrees.
    check(&of("Mutiara", NIB, "Kue"), &of("Mutiara", OTHER_NIB, "Kue"), None);
    // One NIB is one business: 100, and the score goes no higher.
    check(&of("Mutiara", NIB, "Kue"), &of("Bahari", NIB, "Kue"), Some(100));
    check(&format!("A;;;{NIB};;;"), &format!("B;;;{NIB};;;"), Some(80));
}

#[test]
fn numbers_that_differ_count_against() {
    let of = |nik: &str| format!("Mutiara;Mariani Koto;{nik};;;Kue;13.01.05");
    check(&of(NIK), &of(""), Some(100));
    // 50 + 40 + 35 + 5 − 80.
    check(&of(NIK), &of(OTHER_NIK), None);
    // Two digits exchanged are a slip, and speak for one person: 40 + 30, of which 60 count.
    let slip = "1301051506800010";
    let found = resemblance(&profile(&of(NIK)), &profile(&of(slip))).expect("alike");
    assert!(found.reasons.contains(&Reason::NearlySameNik), "{found:?}");
    check("Mutiara;Sari Dewi;;;081298760001;;", "Mutiara;Sari Dewi;;;081298760002;;", Some(75));
}

#[test]
fn placeholders_are_no_reason_and_no_key() {
    let placeholder = |text: &str, expect: bool| assert_eq!(is_placeholder(text), expect, "{text}");
    for text in ["", "0", "1234", "1111111111111111", "1212121212121212", "0000000000000"] {
        placeholder(text, true);
    }
    for text in ["1301051111111111", "08111111111", "+6281100000000", "0855555555"] {
        placeholder(text, true);
    }
    for text in ["1234567890123", "9876543210987", "081234567890", "+6281234567890"] {
        placeholder(text, false);
    }
    for text in [NIK, OTHER_NIK, NIB, "0220001234567", "9120000000000", "1234567890122"] {
        placeholder(text, false);
    }
    for text in ["081298760001", "+62756210210", "081200000001"] {
        placeholder(text, false);
    }
    let nobody = profile("Kue;;1111111111111111;;081111111111;;13.01.05");
    assert_eq!(blocking_keys(&nobody), Vec::<String>::new());
    check(
        "Mutiara;;1111111111111111;1111111111111;081111111111;;13.01.05",
        "Mutiara;;1111111111111111;1111111111111;081111111111;;13.01.05",
        None,
    );
    // Neither does one count against the number that the other list knows: 50 + 40 + 5.
    check(
        &format!("Mutiara;Sari Dewi;{NIK};;;;13.01.05"),
        "Mutiara;Sari Dewi;1111111111111111;;;;13.01.05",
        Some(95),
    );
}

#[test]
fn gives_its_reasons() {
    let mut a = profile("Rendang Saiyo;Mariani;1301051506800001;;;Rendang;13.01.05");
    let mut b = profile("CV Rendang Saiyo;Mariana;;;;Randang Daging;13.01.05");
    a.founded_year = Some(2010);
    b.founded_year = Some(2011);
    a.place.nagari = Some("13.01.05.2001".parse().expect("a code"));
    b.place.nagari = Some("13.01.05.2002".parse().expect("a code"));
    a.place.address = Some("Jl. Sutan Syahrir No. 12".to_owned());
    b.place.address = Some("Jalan Sutan Sjahrir no 12".to_owned());
    let expect = [
        (Reason::SimilarOwner, 25),
        (Reason::SameName, 50),
        (Reason::SameProduct, 35),
        (Reason::OtherYear, -10),
        (Reason::SameKecamatan, 5),
        (Reason::OtherNagari, -15),
        (Reason::SimilarAddress, 20),
    ];
    let found = resemblance(&a, &b).expect("alike");
    assert_eq!(found.reasons, expect.map(|(reason, _)| reason));
    assert_eq!(points(&found.reasons), expect.iter().map(|(_, points)| points).sum::<i32>());
    assert_eq!(i32::from(found.score), 100.min(points(&found.reasons)));
}

#[test]
fn a_key_is_a_conjunction() {
    let keys = blocking_keys(&profile("Mutiara;Upik Sari;;;;Kue;13.01.05"));
    assert_eq!(keys.len(), 5, "{keys:?}");
    let moved = blocking_keys(&profile("Mutiara;Upik Sari;;;;Kue;13.01.06"));
    let shared: Vec<&String> = keys.iter().filter(|key| moved.contains(key)).collect();
    // Only owner and name together reach beyond the kecamatan.
    assert_eq!(shared.len(), 1, "{shared:?}");
    // A trade's name is no key of its own, and a name without an owner is one of two.
    assert_eq!(blocking_keys(&profile("Tenun;;;;;Tenun;13.01.05")).len(), 0);
    assert_eq!(blocking_keys(&profile("Mutiara;;;;;;13.01.05")).len(), 2);
    assert_eq!(blocking_keys(&profile("")).len(), 0);
}

pub(crate) fn any_profile() -> impl Strategy<Value = Profile> {
    let pick = |texts: &[&'static str]| prop::sample::select(texts.to_vec());
    let names = pick(&["Rendang Saiyo", "Rendang Sayo", "CV Mutiara Baru", "Tenun", "Uni Mar", ""]);
    let owners = pick(&["", "Mariani", "Mariana", "Upik Sari", "Hj. Sari Upik", "Sari", "M. Nur"]);
    let nik = pick(&["", NIK, "1301051506800010", "1111111111111111"]);
    let nib = pick(&["", NIB, OTHER_NIB]);
    let phone = pick(&["", "081298760001", "081298760002", "081234567890"]);
    let rest = (pick(&["", "Rendang", "tenun"]), pick(&["", "13.01.05", "13.01.06"]));
    (names, owners, nik, nib, phone, rest).prop_map(|(n, o, nik, nib, p, (product, place))| {
        profile(&format!("{n};{o};{nik};{nib};{p};{product};{place}"))
    })
}

proptest! {
    #[test]
    fn resemblance_is_mutual_and_found_by_its_keys(a in any_profile(), b in any_profile()) {
        let there = resemblance(&a, &b);
        prop_assert_eq!(there.as_ref().map(|found| found.score), resemblance(&b, &a).map(|f| f.score));
        if let Some(found) = there {
            prop_assert!((60..=100).contains(&found.score));
            prop_assert!(found.score == 100 || i32::from(found.score) == points(&found.reasons));
            let keys = blocking_keys(&a);
            let shared = blocking_keys(&b).iter().any(|key| keys.contains(key));
            prop_assert!(shared || a.nib.is_some() && a.nib == b.nib);
        }
    }

    /// Nothing speaks against a profile being itself, and two prepared ones say what one call says.
    #[test]
    fn nobody_differs_from_himself(a in any_profile(), b in any_profile()) {
        let (one, other) = (Prepared::of(&a), Prepared::of(&b));
        let reasons = one.evidence(&one);
        prop_assert!(reasons.iter().all(|reason| reason.points() > 0), "{:?}", reasons);
        if let Some(found) = resemblance(&a, &b) {
            prop_assert_eq!(one.resemblance(&other), Some(found));
        }
    }

    /// What is left unread because it could not help would not have helped.
    #[test]
    fn a_pair_is_what_the_points_say(a in any_profile(), b in any_profile()) {
        let (one, other) = (Prepared::of(&a), Prepared::of(&b));
        let sum = points(&one.evidence(&other));
        let of_nobody = |nik: &Option<ikm_core::identity::Nik>| nik.is_none_or(|nik| is_placeholder(nik.as_str()));
        let one_person = a.nik == b.nik && !of_nobody(&a.nik);
        let two_businesses = a.nib.is_some() && b.nib.is_some() && a.nib != b.nib;
        let wanted = sum >= 60 && !(one_person && two_businesses);
        prop_assert_eq!(one.resemblance(&other).is_some(), wanted, "{}", sum);
    }

    #[test]
    fn the_order_of_words_is_nothing(words in prop::collection::vec("[A-Z][a-z]{3,8}", 2..5)) {
        let of = |words: &[String]| profile(&format!("Mutiara;{};;;;;13.01.05", words.join(" ")));
        let mut turned = words.clone();
        turned.reverse();
        let (a, b) = (of(&words), of(&turned));
        let reasons = Prepared::of(&a).evidence(&Prepared::of(&b));
        prop_assert!(reasons.contains(&Reason::SameOwner) || reasons.contains(&Reason::SameGivenName));
        prop_assert!(resemblance(&a, &b).is_some());
    }

    /// A number on which both agree never makes them less alike.
    #[test]
    fn an_agreeing_number_never_lowers_the_score(a in any_profile(), b in any_profile()) {
        let score = |a: &Profile, b: &Profile| points(&Prepared::of(a).evidence(&Prepared::of(b)));
        let before = score(&a, &b);
        let agreeing: [fn(&mut Profile); 4] = [
            |p| p.nik = NIK.parse().ok(),
            |p| p.nib = NIB.parse().ok(),
            |p| p.phone = "081298760001".parse().ok(),
            |p| p.npwp = "01.312.166.0-091.000".parse().ok(),
        ];
        for agree in agreeing {
            let (mut a, mut b) = (a.clone(), b.clone());
            agree(&mut a);
            agree(&mut b);
            prop_assert!(score(&a, &b) >= before);
        }
    }
}
