//! Mappings from KBLI codes and commodities to classes, and the rules of each day.

use chrono::NaiveDate;
use ikm_core::classification::{
    ClassCode, Classifications, Kbli, Mapping, MappingError, Review, Scheme,
};
use ikm_core::{Explain, Lang};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn class(text: &str) -> ClassCode {
    text.parse().expect("a class code")
}

/// A scheme of commodity groups, as offices use them beside KBLI.
const BY_COMMODITY: &str = r#"
id = "komoditi"
title_id = "Kelompok komoditi"
title_en = "Commodity groups"

[[class]]
code = "PANGAN"
title_id = "Pangan"
title_en = "Food"
commodities = ["Pangan", "Makanan"]

[[class]]
code = "KRIYA"
title_id = "Kerajinan"
title_en = "Crafts"
commodities = ["Kerajinan"]

[[class]]
code = "KERIPIK"
title_id = "Keripik"
title_en = "Crisps"
"#;

const MAPPING: &str = r#"
scheme = "komoditi"

[[period]]
from = 2022-01-01
to = 2026-07-01
source = "Keputusan Kepala Dinas 530/12/2022"
rows = [
    { edition = "2020", prefix = "10", class = "PANGAN" },
    { edition = "2020", prefix = "1079", class = "KERIPIK" },
    { edition = "2020", prefix = "16", class = "KRIYA" },
    { commodity = "Kerajinan", class = "KRIYA" },
]

[[period]]
from = 2026-07-01
source = "Keputusan Kepala Dinas 530/40/2026"
rows = [
    { edition = "2020", prefix = "10", class = "PANGAN" },
    { edition = "2025", prefix = "10", class = "PANGAN" },
    { edition = "2025", prefix = "10793", class = "KERIPIK" },
    { commodity = "Kerajinan", class = "KRIYA" },
]
"#;

fn mapping() -> Mapping {
    MAPPING.parse().expect("a mapping")
}

#[test]
fn a_mapping_reads_by_day_edition_and_longest_prefix() {
    let mapping = mapping();
    let check = |on: &str, code: &str, expect: Option<&str>| {
        let kbli: Kbli = code.parse().expect("a code");
        let found = mapping.on(day(on)).and_then(|period| period.classify(kbli));
        assert_eq!(found.map(ClassCode::as_str), expect, "{code} on {on}");
    };
    check("2021-12-31", "2020:10794", None);
    check("2022-01-01", "2020:10794", Some("KERIPIK"));
    check("2026-06-30", "2020:10794", Some("KERIPIK"));
    check("2026-07-01", "2020:10794", Some("PANGAN"));
    check("2022-01-01", "2020:1079", Some("KERIPIK"));
    check("2022-01-01", "2020:107", Some("PANGAN"));
    check("2022-01-01", "2020:16291", Some("KRIYA"));
    check("2022-01-01", "2020:13121", None);
    // No row names 2025 in 2022: only its divisions are taken to be those of 2020.
    check("2022-01-01", "2025:10793", Some("PANGAN"));
    check("2026-07-01", "2025:10793", Some("KERIPIK"));
    // 2026 has rows of 2025, but none for wood: nothing is borrowed.
    check("2026-07-01", "2025:16291", None);
    check("2026-07-01", "2015:10793", Some("PANGAN"));
    let period = mapping.on(day("2022-01-01")).expect("a period");
    assert_eq!(period.source(), "Keputusan Kepala Dinas 530/12/2022");
    assert_eq!(period.classify_commodity(" KERAJINAN "), Some(&class("KRIYA")));
    assert_eq!(period.classify_commodity("Sandang"), None);
    assert_eq!(period.classify_commodity(""), None);
}

#[test]
fn divisions_of_which_two_editions_disagree_lead_nowhere() {
    let text = r#"
        scheme = "komoditi"
        [[period]]
        from = 2022-01-01
        source = "x"
        rows = [
            { edition = "2020", prefix = "10", class = "PANGAN" },
            { edition = "2025", prefix = "10", class = "KERIPIK" },
        ]
    "#;
    let mapping: Mapping = text.parse().expect("a mapping");
    let period = mapping.on(day("2022-01-01")).expect("a period");
    assert_eq!(period.classify("2015:10710".parse().expect("a code")), None);
    assert_eq!(period.classify("2025:10710".parse().expect("a code")), Some(&class("KERIPIK")));
}

#[test]
fn mappings_are_checked() {
    let check = |from: &str, to: &str, expect: &str| {
        assert!(MAPPING.contains(from), "{from}");
        let error = MAPPING.replacen(from, to, 1).parse::<Mapping>().expect_err(to);
        assert_eq!(error.code(), expect, "{from} -> {to}: {error}");
        for lang in [Lang::Id, Lang::En] {
            assert!(!error.message(lang).is_empty() && !error.hint(lang).is_empty());
        }
    };
    check("to = 2026-07-01", "", "IKM-CLASSMAP-OVERLAP");
    check("to = 2026-07-01", "to = 2026-07-02", "IKM-CLASSMAP-OVERLAP");
    check("to = 2026-07-01", "to = 2022-01-01", "IKM-CLASSMAP-RANGE");
    check("from = 2022-01-01", "from = 2022-13-01", "IKM-CLASSMAP-TOML");
    check("from = 2022-01-01", "from = 2022-01-01T10:00:00", "IKM-CLASSMAP-TOML");
    check("\"Keputusan Kepala Dinas 530/12/2022\"", "\"  \"", "IKM-CLASSMAP-NO-SOURCE");
    check("source = ", "sumber = ", "IKM-CLASSMAP-TOML");
    check("\"komoditi\"", "\"\"", "IKM-CLASSMAP-EMPTY");
    check("\"1079\"", "\"1\"", "IKM-CLASSMAP-TOML");
    check("\"1079\"", "\"10\"", "IKM-CLASSMAP-TWICE");
    check("commodity = \"Kerajinan\"", "commodity = \"-\"", "IKM-CLASSMAP-TOML");
    check("edition = \"2020\", prefix = \"16\"", "prefix = \"16\"", "IKM-CLASSMAP-TOML");
    let empty = "scheme = \"x\"".parse::<Mapping>();
    assert_eq!(empty, Err(MappingError::Empty("x".to_owned())));
    let bare = "scheme = \"x\"\n[[period]]\nfrom = 2022-01-01\nsource = \"y\"".parse::<Mapping>();
    assert_eq!(bare, Err(MappingError::NoRows(day("2022-01-01"))));
}

/// The message names both rows, by number, from what and to what.
#[test]
fn two_rows_that_contradict_are_both_named() {
    let text = MAPPING.replacen("\"16\", class = \"KRIYA\"", "\"10\", class = \"KRIYA\"", 1);
    let error = text.parse::<Mapping>().expect_err("10 leads to two classes");
    assert_eq!(
        error.to_string(),
        "rows 1 and 3 of the period from 2022-01-01 lead from 2020:10 to PANGAN and to KRIYA"
    );
    assert_eq!(
        error.indonesian(),
        "baris 1 dan 3 pada masa berlaku mulai 2022-01-01 memetakan 2020:10 ke PANGAN dan ke KRIYA"
    );
    // The same said twice is no contradiction.
    let twice = MAPPING.replacen(
        "prefix = \"1079\", class = \"KERIPIK\"",
        "prefix = \"10\", class = \"PANGAN\"",
        1,
    );
    twice.parse::<Mapping>().expect("the same row twice");
}

#[test]
fn a_mapping_fits_its_scheme_or_not() {
    let scheme: Scheme = BY_COMMODITY.parse().expect("a scheme");
    assert_eq!(mapping().fits(&scheme), Ok(()));
    let divisions = Scheme::kbli2020_divisions();
    let error = mapping().fits(&divisions).expect_err("another scheme");
    assert_eq!(error.code(), "IKM-CLASSMAP-SCHEME");
    let odd: Mapping =
        MAPPING.replacen("KERIPIK", "KRIPIK", 1).parse().expect("a mapping by itself");
    let error = odd.fits(&scheme).expect_err("no such class");
    assert_eq!(error.code(), "IKM-CLASSMAP-CLASS");
    assert!(error.to_string().contains("2020:1079") && error.to_string().contains("KRIPIK"));
    // What lies outside section C may be named as such.
    let outside = MAPPING.replacen("\"16\", class = \"KRIYA\"", "\"16\", class = \"LUAR-C\"", 1);
    outside.parse::<Mapping>().expect("a mapping").fits(&scheme).expect("LUAR-C is reserved");
}

#[test]
fn a_mapping_reads_back() {
    let json = serde_json::to_string(&mapping()).expect("serialises");
    assert_eq!(serde_json::from_str::<Mapping>(&json).expect("reads back"), mapping());
}

#[test]
fn schemes_without_an_edition_go_by_commodity() {
    let scheme: Scheme = BY_COMMODITY.parse().expect("a scheme");
    assert_eq!(scheme.edition(), None);
    let found = |name: &str| scheme.classify_commodity(name).map(|class| class.code.as_str());
    assert_eq!(found("pangan"), Some("PANGAN"));
    assert_eq!(found("Makanan "), Some("PANGAN"));
    assert_eq!(found("Keripik"), None);
    assert_eq!(found(""), None);
    let json = serde_json::to_string(&scheme).expect("serialises");
    assert_eq!(serde_json::from_str::<Scheme>(&json).expect("reads back"), scheme);
    let check = |from: &str, to: &str, expect: &str| {
        let error = BY_COMMODITY.replacen(from, to, 1).parse::<Scheme>().expect_err(to);
        assert_eq!(error.code(), expect, "{from} -> {to}");
    };
    check("[\"Kerajinan\"]", "[\"PANGAN\"]", "IKM-SCHEME-COMMODITY-TWICE");
    check("commodities = [\"Kerajinan\"]", "prefixes = [\"16\"]", "IKM-SCHEME-NO-EDITION");
}

/// The divisions until the middle of 2026, then commodity groups with a mapping, corrected in
/// September.
fn history() -> Classifications {
    let scheme: Scheme = BY_COMMODITY.parse().expect("a scheme");
    let divisions = Scheme::kbli2020_divisions();
    let corrected = MAPPING.replacen(
        "\"2025\", prefix = \"10793\", class = \"KERIPIK\"",
        "\"2020\", prefix = \"10794\", class = \"KERIPIK\"",
        1,
    );
    let corrected: Mapping = corrected.parse().expect("a mapping");
    Classifications::new(
        vec![(day("2026-07-01"), scheme), (day("2022-01-31"), divisions)],
        vec![(day("2026-09-01"), corrected), (day("2026-06-15"), mapping())],
    )
}

#[test]
fn each_day_has_its_rules() {
    let history = history();
    let check = |on: &str, code: Option<&str>, commodity: Option<&str>, expect: Option<&str>| {
        let kbli = code.map(|code| code.parse().expect("a code"));
        let rules = history.on(day(on)).expect("a scheme");
        let found = rules.class_of(kbli, commodity).map(|class| class.code.as_str());
        assert_eq!(found, expect, "{code:?} {commodity:?} on {on}");
    };
    let crisps = Some("2020:10794");
    // Before the first scheme the first one speaks.
    check("2021-01-01", crisps, None, Some("10"));
    check("2022-01-31", crisps, None, Some("10"));
    // The mapping is loaded, but for a scheme that is not in force yet.
    check("2026-06-30", crisps, None, Some("10"));
    check("2026-07-01", crisps, None, Some("PANGAN"));
    check("2026-08-31", crisps, None, Some("PANGAN"));
    check("2026-09-01", crisps, None, Some("KERIPIK"));
    // The commodity speaks only where there is no code.
    check("2026-07-01", None, Some("Kerajinan"), Some("KRIYA"));
    check("2026-07-01", crisps, Some("Kerajinan"), Some("PANGAN"));
    check("2026-07-01", Some("2020:31001"), Some("Kerajinan"), None);
    check("2026-07-01", Some("2020:45407"), Some("Kerajinan"), Some("LUAR-C"));
    // While a mapping holds, the scheme's own commodities do not.
    check("2026-07-01", None, Some("Makanan"), None);
    check("2026-06-30", None, Some("Kerajinan"), None);
    assert!(Classifications::default().on(day("2026-07-01")).is_none());
}

#[test]
fn what_follows_moves_and_what_a_person_decided_stays() {
    let history = history();
    let reviewer = history.reviewer(day("2026-07-01")).expect("a scheme");
    let check = |code: Option<&str>,
                 commodity: Option<&str>,
                 held: Option<&str>,
                 expect: Review| {
        let kbli = code.map(|code| code.parse().expect("a code"));
        let held = held.map(class);
        assert_eq!(reviewer.review(kbli, commodity, held.as_ref()), expect, "{code:?} {held:?}");
    };
    let crisps = Some("2020:10794");
    check(crisps, None, Some("10"), Review::Moves(class("PANGAN")));
    check(crisps, None, None, Review::Moves(class("PANGAN")));
    check(crisps, None, Some("PANGAN"), Review::Same);
    check(None, None, None, Review::Same);
    check(None, Some("Kerajinan"), None, Review::Moves(class("KRIYA")));
    // Somebody put the crisps among the crafts, or under drinks: no rule ever did.
    check(crisps, None, Some("KRIYA"), Review::Decided(Some(class("PANGAN"))));
    check(crisps, None, Some("11"), Review::Decided(Some(class("PANGAN"))));
    // Decided, and there is no rule against it.
    check(None, None, Some("KRIYA"), Review::Same);
    // Decided, but the class is gone.
    check(None, None, Some("11"), Review::Decided(None));
    // It followed from the code under the old scheme, and the new one says nothing of furniture.
    check(Some("2020:31001"), None, Some("31"), Review::Open);
}

/// A period that leads from the commodity `a` to a class of its own.
fn period(from: NaiveDate, to: NaiveDate, i: usize) -> String {
    format!(
        "[[period]]\nfrom = {from}\nto = {to}\nsource = \"y\"\n\
         rows = [{{ commodity = \"a\", class = \"C{i}\" }}]\n"
    )
}

proptest! {
    /// Against the definition: of all rows whose prefix the code begins with, the longest.
    #[test]
    fn the_longest_prefix_wins(
        prefixes in prop::collection::btree_set("1[0-2][0-9]{0,3}", 1..20),
        code in "1[0-2][0-9]{3}",
    ) {
        let rows: Vec<String> = prefixes
            .iter()
            .map(|p| format!("{{ edition = \"2020\", prefix = \"{p}\", class = \"C{p}\" }}"))
            .collect();
        let text = format!(
            "scheme = \"x\"\n[[period]]\nfrom = 2022-01-01\nsource = \"y\"\nrows = [{}]",
            rows.join(",")
        );
        let mapping: Mapping = text.parse().expect("a mapping");
        let period = mapping.on(day("2022-01-01")).expect("a period");
        let longest = prefixes.iter().filter(|p| code.starts_with(*p)).max_by_key(|p| p.len());
        let found = period.classify(format!("2020:{code}").parse().expect("a code"));
        prop_assert_eq!(found.map(ToString::to_string), longest.map(|p| format!("C{p}")));
    }

    /// Periods that follow one another: each day has the rules of the last that began.
    #[test]
    fn periods_are_half_open(lengths in prop::collection::vec(1_u64..40, 1..6), at in 0_u64..200) {
        let start = day("2022-01-01");
        let (mut from, mut text) = (start, "scheme = \"x\"\n".to_owned());
        let mut bounds = Vec::new();
        for (i, length) in lengths.iter().enumerate() {
            let to = from + chrono::Days::new(*length);
            text.push_str(&period(from, to, i));
            bounds.push((from, to));
            from = to;
        }
        let mapping: Mapping = text.parse().expect("periods that only touch");
        let on = start + chrono::Days::new(at);
        let expect = bounds.iter().position(|(from, to)| *from <= on && on < *to);
        let found = mapping.on(on).and_then(|period| period.classify_commodity("a"));
        prop_assert_eq!(found.map(ToString::to_string), expect.map(|i| format!("C{i}")));
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,60}") {
        let _ = text.parse::<Mapping>();
    }
}
