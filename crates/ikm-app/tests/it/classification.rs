//! Schemes and mappings by days, what reclassifying moves and leaves, and suggested codes.

use ikm_app::classification::{Assigned, ClassReview, Reclassified, Verdict, doubts};
use ikm_app::reports::ReportName;
use ikm_core::classification::{Confidence, Mapping, Scheme};
use ikm_core::registry::{Cause, Segment};
use ikm_core::{Explain as _, Lang};
use ikm_report::{Format, Style, render};
use proptest::prelude::*;

use crate::world::{World, day};

const LIST: &str = "\
nama_ikm,kode_kecamatan,kbli,komoditi,produk,klasifikasi
Rendang Uni Mar,13.01.05,10750,Pangan,Rendang kemasan,
Keripik Upik,13.01.04,10794,Pangan,Keripik balado,
Sulaman Rosnida,13.01.05,13912,Sandang,Kain sulaman,
Anyaman Siti,13.01.05,,Kerajinan,Anyaman pandan,
Bengkel Jaya,13.01.05,45407,,Bengkel motor,
Keripik Kayu,13.01.04,10794,,Keripik,16
Mebel Amir,13.01.04,31001,,Kursi,
Tanpa Kode,13.01.04,,,Kerupuk,
";

fn scheme() -> Scheme {
    r#"
        id = "komoditi"
        title_id = "Kelompok komoditi"
        title_en = "Commodity groups"
        [[class]]
        code = "PANGAN"
        title_id = "Pangan"
        title_en = "Food"
        [[class]]
        code = "SANDANG"
        title_id = "Sandang"
        title_en = "Clothing"
        [[class]]
        code = "KRIYA"
        title_id = "Kerajinan"
        title_en = "Crafts"
    "#
    .parse()
    .expect("a scheme")
}

const MAPPING: &str = r#"
    scheme = "komoditi"
    [[period]]
    from = 2022-01-01
    source = "Keputusan Kepala Dinas 530/40/2026"
    rows = [
        { edition = "2020", prefix = "10", class = "PANGAN" },
        { edition = "2020", prefix = "13", class = "SANDANG" },
        { commodity = "Kerajinan", class = "KRIYA" },
    ]
"#;

fn mapping() -> Mapping {
    MAPPING.parse().expect("a mapping")
}

impl World {
    fn rekap(&mut self, on: &str) -> String {
        let report = self.on(on).report(ReportName::Rekap).expect("a report");
        let mut page = Vec::new();
        render(&report, Format::Json, Style::new(Lang::Id), &mut page).expect("writes");
        String::from_utf8(page).expect("text")
    }

    fn reviews(&mut self) -> (Vec<ClassReview>, Reclassified) {
        let mut reviews = Vec::new();
        let outcome = self.app().review_classes(|review| {
            reviews.push(review);
            Ok(())
        });
        (reviews, outcome.expect("reviews"))
    }

    /// Name and class of each, in order of registration.
    fn classes(&mut self) -> Vec<(String, String)> {
        let mut classes = Vec::new();
        let all = self.app().for_each_ikm(&ikm_store::IkmFilter::default(), |view| {
            classes.push((view.name, view.classification.unwrap_or_default()));
            Ok(())
        });
        all.expect("lists");
        classes
    }

    fn class_of(&mut self, name: &str) -> String {
        let classes = self.classes();
        classes.into_iter().find(|(of, _)| of == name).expect("in the registry").1
    }

    /// Imports [`LIST`] under the divisions, and loads the commodity groups in July 2026.
    fn with_another_scheme() -> Self {
        let mut world = Self::new();
        world.on("2026-01-15");
        assert_eq!(world.import(LIST).added, 8);
        let mut app = world.on("2026-07-01");
        let loaded = app.load_scheme(&scheme(), None).expect("loads");
        assert_eq!(
            (loaded.scheme.as_str(), loaded.from, loaded.classes),
            ("komoditi", day("2026-07-01"), 3)
        );
        let mapped = app.load_mapping(&mapping()).expect("loads");
        assert_eq!((mapped.periods, mapped.rows), (1, 3));
        world
    }
}

#[test]
fn the_list_is_classified_by_the_rules_of_its_day() {
    let mut world = World::new();
    world.import(LIST);
    let expect = [
        ("Rendang Uni Mar", "10"),
        ("Keripik Upik", "10"),
        ("Sulaman Rosnida", "13"),
        ("Anyaman Siti", ""),
        ("Bengkel Jaya", "LUAR-C"),
        ("Keripik Kayu", "16"),
        ("Mebel Amir", "31"),
        ("Tanpa Kode", ""),
    ];
    let expect = expect.map(|(name, class)| (name.to_owned(), class.to_owned()));
    assert_eq!(world.classes(), expect);
    // The same list under the other scheme goes by code, else by commodity.
    let mut world = World::new();
    world.app().load_scheme(&scheme(), None).expect("loads");
    world.app().load_mapping(&mapping()).expect("loads");
    world.import(&LIST.replace(",16\n", ",KRIYA\n"));
    let names = ["Rendang Uni Mar", "Anyaman Siti", "Bengkel Jaya", "Keripik Kayu", "Mebel Amir"];
    let classes = names.map(|name| world.class_of(name));
    assert_eq!(classes, ["PANGAN", "KRIYA", "LUAR-C", "KRIYA", ""]);
}

#[test]
fn loading_moves_nobody_and_a_review_shows_who_would() {
    let mut world = World::with_another_scheme();
    assert_eq!(world.class_of("Rendang Uni Mar"), "10");
    let (reviews, outcome) = world.unchanged_by(World::reviews);
    assert_eq!(outcome, Reclassified { moved: 4, decided: 1, open: 1, unchanged: 2 });
    let said: Vec<(&str, Verdict, Option<String>)> = reviews
        .iter()
        .map(|r| (r.name.as_str(), r.verdict, r.follows.as_ref().map(ToString::to_string)))
        .collect();
    let class = |code: &str| Some(code.to_owned());
    let expect = [
        ("Rendang Uni Mar", Verdict::Moves, class("PANGAN")),
        ("Keripik Upik", Verdict::Moves, class("PANGAN")),
        ("Sulaman Rosnida", Verdict::Moves, class("SANDANG")),
        ("Anyaman Siti", Verdict::Moves, class("KRIYA")),
        ("Keripik Kayu", Verdict::Decided, class("PANGAN")),
        ("Mebel Amir", Verdict::Open, None),
    ];
    assert_eq!(said, expect);
}

#[test]
fn reclassifying_is_dated_and_past_reports_stay() {
    let mut world = World::with_another_scheme();
    let days = ["2026-01-14", "2026-01-15", "2026-03-01", "2026-06-30"];
    let before = days.map(|on| world.rekap(on));
    let unmoved = world.rekap("2026-07-01");
    world.on("2026-07-01");
    let outcome = world.app().reclassify().expect("reclassifies");
    assert_eq!(outcome, Reclassified { moved: 4, decided: 1, open: 1, unchanged: 2 });
    assert_eq!(world.class_of("Keripik Upik"), "PANGAN");
    assert_eq!(world.class_of("Keripik Kayu"), "16");
    assert_eq!(days.map(|on| world.rekap(on)), before);
    let now = world.rekap("2026-07-01");
    assert_ne!(now, unmoved);
    assert!(now.contains("PANGAN") && !before.concat().contains("PANGAN"));
    world.on("2026-07-02");
    // Once is enough, and the second time leaves no trace.
    let again = world.unchanged_by(|world| world.app().reclassify().expect("reclassifies"));
    assert_eq!(again, Reclassified { moved: 0, decided: 1, open: 1, unchanged: 6 });
    let id = world.read(|tx| tx.search("Rendang", 1).expect("reads")).remove(0).id;
    let past = world.read(|tx| tx.past(id).expect("reads"));
    assert_eq!(
        past.iter().map(|past| (past.until, past.cause)).collect::<Vec<_>>(),
        [(day("2026-07-01"), Cause::Classified)]
    );
    world.assert_sound();
}

#[test]
fn reclassifying_under_a_key_is_done_once() {
    let mut world = World::with_another_scheme();
    world.set_key(Some("K"));
    let first = world.app().reclassify().expect("reclassifies");
    let again = world.unchanged_by(|world| world.app().reclassify().expect("answers"));
    assert_eq!(first, again);
    let other = world.unchanged_by(|world| world.app().load_scheme(&scheme(), None));
    assert_eq!(other.expect_err("another command").code(), "IKM-KEY-REUSED");
}

#[test]
fn what_changed_on_a_later_day_is_not_moved_before_it() {
    let mut world = World::with_another_scheme();
    let id = world.read(|tx| tx.search("Rendang", 1).expect("reads")).remove(0).id.to_string();
    world.on("2026-08-01").classify(&id, None, "2020:10710".parse().ok()).expect("classifies");
    let refused = world.unchanged_by(|world| world.on("2026-07-01").reclassify());
    assert_eq!(refused.expect_err("a later change").code(), "IKM-REGISTRY-BACKDATED");
}

#[test]
fn a_scheme_speaks_from_its_day_on() {
    let mut world = World::new();
    world.import(LIST);
    let refused = world.unchanged_by(|world| {
        world.app().load_scheme(&scheme(), Some(day("2022-01-30"))).expect_err("past")
    });
    assert_eq!(refused.code(), "IKM-SCHEME-PAST");
    world.app().load_scheme(&scheme(), Some(day("2022-07-01"))).expect("loads");
    assert_eq!(world.app().scheme().expect("a scheme").id(), "kbli2020-div");
    assert_eq!(world.on("2022-06-30").scheme().expect("a scheme").id(), "kbli2020-div");
    assert_eq!(world.on("2022-07-01").scheme().expect("a scheme").id(), "komoditi");
    world.assert_sound();
}

#[test]
fn a_mapping_must_fit_its_scheme() {
    let refused = |world: &mut World, text: &str| {
        let mapping: Mapping = text.parse().expect("a mapping by itself");
        world.unchanged_by(|world| world.app().load_mapping(&mapping)).expect_err("refused").code()
    };
    let mut world = World::new();
    assert_eq!(refused(&mut world, MAPPING), "IKM-CLASSMAP-SCHEME");
    // It may be for a scheme that is loaded for a later day.
    world.app().load_scheme(&scheme(), Some(day("2022-07-01"))).expect("loads");
    assert_eq!(refused(&mut world, &MAPPING.replace("SANDANG", "X")), "IKM-CLASSMAP-CLASS");
    world.app().load_mapping(&mapping()).expect("loads");
    world.import(LIST);
    assert_eq!(world.class_of("Rendang Uni Mar"), "10");
    assert_eq!(world.on("2022-07-01").reclassify().expect("reclassifies").moved, 4);
}

#[test]
fn codes_that_kbli_does_not_have_are_doubted() {
    let odd: Mapping = MAPPING.replace("\"13\"", "\"13135\"").parse().expect("a mapping");
    let found: Vec<String> = doubts(&odd).iter().map(ToString::to_string).collect();
    assert_eq!(found, ["KBLI 2020 has no code 13135"]);
    assert_eq!(doubts(&mapping()), []);
}

#[test]
fn suggestions_are_listed_and_taken_up_only_when_asked() {
    let mut world = World::new();
    let imported = world.import(LIST);
    assert_eq!(imported.suggestible, 2);
    let everything = Segment::default();
    let of = |text: &str| serde_json::from_str::<Segment>(text).expect("a segment");
    let listed = |world: &mut World, segment: &Segment, limit| {
        let mut listed = Vec::new();
        let each = |found: ikm_app::classification::SuggestedFor| {
            let best = found.suggestions.first().expect("never empty");
            listed.push((found.name, best.kbli.to_string(), best.confidence));
            Ok(())
        };
        world.app().for_each_suggestion(segment, limit, each).expect("lists");
        listed
    };
    let woven = ("Anyaman Siti".to_owned(), "2020:16292".to_owned(), Confidence::High);
    let crackers = ("Tanpa Kode".to_owned(), "2020:10794".to_owned(), Confidence::High);
    let all = world.unchanged_by(|world| listed(world, &everything, 9));
    assert_eq!(all, [woven.clone(), crackers.clone()]);
    assert_eq!(listed(&mut world, &everything, 1), [woven]);
    let there = of(r#"{"kecamatan":["13.01.04"]}"#);
    assert_eq!(listed(&mut world, &there, 9), [crackers]);
    assert_eq!(listed(&mut world, &of(r#"{"words":"anyaman"}"#), 9).len(), 1);
    assert_eq!(listed(&mut world, &of(r#"{"member":["active"]}"#), 9), []);

    let here = of(r#"{"kecamatan":["13.01.05"]}"#);
    let taken = world.on("2022-02-01").accept_suggestions(&here, Confidence::High, 9);
    assert_eq!(taken.expect("accepts"), Assigned { assigned: 1, classified: 1 });
    assert_eq!(world.class_of("Anyaman Siti"), "16");
    let taken = world.app().accept_suggestions(&everything, Confidence::High, 9).expect("accepts");
    assert_eq!(taken, Assigned { assigned: 1, classified: 1 });
    assert_eq!(world.class_of("Tanpa Kode"), "10");
    let taken = world.unchanged_by(|world| {
        world.app().accept_suggestions(&everything, Confidence::Low, 9).expect("accepts")
    });
    assert_eq!(taken, Assigned::default());
    world.assert_sound();
}

#[test]
fn what_is_less_sure_or_decided_stays() {
    let mut world = World::new();
    world.import(
        "nama_ikm,kode_kecamatan,produk,klasifikasi\n\
         Gambir Tarusan,13.01.05,Gambir,\n\
         Kue Eti,13.01.05,Kue basah,31\n\
         Sablon Dedi,13.01.05,Sablon,\n\
         Kerupuk Ina,13.01.05,,\n",
    );
    let accept = |world: &mut World, sure| {
        world.app().accept_suggestions(&Segment::default(), sure, u64::MAX).expect("accepts")
    };
    // The class that the list gave stays, though the code would lead elsewhere.
    assert_eq!(accept(&mut world, Confidence::High), Assigned { assigned: 1, classified: 0 });
    assert_eq!(world.class_of("Kue Eti"), "31");
    // By name alone nothing is sure; and of two equal suggestions none is the best.
    assert_eq!(accept(&mut world, Confidence::Medium), Assigned { assigned: 1, classified: 1 });
    assert_eq!(world.class_of("Kerupuk Ina"), "10");
    assert_eq!(accept(&mut world, Confidence::Low), Assigned::default());
    assert_eq!(world.class_of("Gambir Tarusan"), "");
}

/// Rows of a list: a code or none, a commodity or none, a class or none.
fn rows() -> impl Strategy<Value = Vec<(&'static str, &'static str, &'static str)>> {
    let code = prop::sample::select(vec!["", "10794", "13912", "31001", "45407", "10", "2012"]);
    let commodity = prop::sample::select(vec!["", "Kerajinan", "Pangan"]);
    let class = prop::sample::select(vec!["", "", "10", "16", "LUAR-C"]);
    prop::collection::vec((code, commodity, class), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    /// Whatever is in the registry, reclassifying rewrites no report of a day before it, and leaves
    /// nothing to move.
    #[test]
    fn reclassifying_keeps_every_past_rekap(rows in rows()) {
        let lines = rows.iter().enumerate().map(|(i, (code, commodity, class))| {
            format!("IKM {i},13.01.05,{code},{commodity},{class}\n")
        });
        let head = "nama_ikm,kode_kecamatan,kbli,komoditi,klasifikasi\n".to_owned();
        let list: String = std::iter::once(head).chain(lines).collect();
        let mut world = World::new();
        world.on("2026-01-15");
        world.import(&list);
        world.on("2026-07-01").load_scheme(&scheme(), None).expect("loads");
        world.app().load_mapping(&mapping()).expect("loads");
        let before = world.rekap("2026-06-30");
        let promised = world.on("2026-07-01").review_classes(|_| Ok(())).expect("reviews");
        prop_assert_eq!(world.app().reclassify().expect("reclassifies"), promised);
        prop_assert_eq!(world.rekap("2026-06-30"), before);
        world.on("2026-07-02");
        prop_assert_eq!(world.app().reclassify().expect("reclassifies").moved, 0);
        world.assert_sound();
    }
}
