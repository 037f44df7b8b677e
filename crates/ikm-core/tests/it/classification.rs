//! KBLI codes, the shipped scheme, and schemes that an office writes.

use ikm_core::classification::{ClassCode, Kbli, KbliEdition, KbliError, Scheme, SchemeError};
use ikm_core::{Explain, Lang};
use proptest::prelude::*;

fn kbli(text: &str) -> Kbli {
    text.parse().expect("a KBLI code")
}

#[test]
fn codes() {
    let check = |text: &str, code: &str, division: &str, in_section_c: bool| {
        let kbli = kbli(text);
        assert_eq!(kbli.code(), code);
        assert_eq!(kbli.division(), division);
        assert_eq!(kbli.in_section_c(), in_section_c, "{text}");
        assert_eq!(kbli.to_string(), text);
    };
    check("2020:10", "10", "10", true);
    check("2020:107", "107", "10", true);
    check("2020:1079", "1079", "10", true);
    check("2020:10794", "10794", "10", true);
    check("2025:33200", "33200", "33", true);
    check("2015:09900", "09900", "09", false);
    check("2009:34", "34", "34", false);
    check("2020:01111", "01111", "01", false);
    check("2020:99", "99", "99", false);
    let refused = |text: &str| text.parse::<Kbli>().expect_err(text);
    for wrong in ["", "1", "107941", "00", "00123", "1O794", "10.79", " 10", "१०"] {
        assert_eq!(refused(&format!("2020:{wrong}")), KbliError::Code(wrong.to_owned()));
    }
    assert_eq!(refused("10794"), KbliError::NoEdition("10794".to_owned()));
    assert_eq!(refused("2021:10794"), KbliError::Edition("2021".to_owned()));
    // The same digits in two editions are two codes.
    assert_ne!(kbli("2020:10772"), kbli("2025:10772"));
}

/// The titles of BPS regulation 2/2020 and of ISIC Rev. 4, for the first, the last and one between.
#[test]
fn the_shipped_scheme() {
    let scheme = Scheme::kbli2020_divisions();
    assert_eq!(scheme.id(), "kbli2020-div");
    assert_eq!(scheme.edition(), Some(KbliEdition::Kbli2020));
    let codes: Vec<String> = scheme.classes().iter().map(|class| class.code.to_string()).collect();
    let expect: Vec<String> = (10..=33).map(|division| division.to_string()).collect();
    assert_eq!(codes, expect);
    let check = |code: &str, id: &str, en: &str| {
        let class = scheme.get(&code.parse().expect("a class code")).expect("a class");
        assert_eq!(class.title(Lang::Id), id);
        assert_eq!(class.title(Lang::En), en);
    };
    check("10", "Industri Makanan", "Manufacture of food products");
    check(
        "16",
        "Industri Kayu, Barang dari Kayu dan Gabus (Tidak Termasuk Furnitur) dan Barang Anyaman dari Bambu, Rotan dan Sejenisnya",
        "Manufacture of wood and of products of wood and cork, except furniture; manufacture of articles of straw and plaiting materials",
    );
    check(
        "33",
        "Reparasi dan Pemasangan Mesin dan Peralatan",
        "Repair and installation of machinery and equipment",
    );
    check("LUAR-C", "Di luar kategori C", "Outside section C");
    assert_eq!(scheme.get(&"34".parse().expect("a class code")), None);
}

#[test]
fn every_code_has_a_class_in_the_shipped_scheme() {
    let scheme = Scheme::kbli2020_divisions();
    let class = |text: &str| scheme.classify(kbli(text)).map(|class| class.code.as_str());
    assert_eq!(class("2020:10794"), Some("10"));
    assert_eq!(class("2020:33"), Some("33"));
    // Divisions of section C kept their numbers through the editions.
    assert_eq!(class("2009:13121"), Some("13"));
    assert_eq!(class("2025:13912"), Some("13"));
    assert_eq!(class("2020:45407"), Some("LUAR-C"));
    assert_eq!(class("2020:09"), Some("LUAR-C"));
    assert_eq!(class("2020:34"), Some("LUAR-C"));
}

/// A scheme as an office could write it, by trade.
const BY_TRADE: &str = r#"
id = "dagang"
title_id = "Menurut bidang"
title_en = "By trade"
edition = "2020"

[[class]]
code = "PANGAN"
title_id = "Pangan"
title_en = "Food"
prefixes = ["10", "11"]

[[class]]
code = "SNACK"
title_id = "Makanan ringan"
title_en = "Snacks"
prefixes = ["1079"]

[[class]]
code = "KAIN"
title_id = "Kain"
title_en = "Cloth"
prefixes = ["131", "13912", "13922"]

[[class]]
code = "BENGKEL"
title_id = "Bengkel"
title_en = "Workshops"
prefixes = ["4540"]
"#;

#[test]
fn the_longest_prefix_decides() {
    let scheme: Scheme = BY_TRADE.parse().expect("a scheme");
    let class = |text: &str| scheme.classify(kbli(text)).map(|class| class.code.as_str());
    assert_eq!(class("2020:10794"), Some("SNACK"));
    assert_eq!(class("2020:1079"), Some("SNACK"));
    assert_eq!(class("2020:107"), Some("PANGAN"));
    assert_eq!(class("2020:11052"), Some("PANGAN"));
    assert_eq!(class("2020:13912"), Some("KAIN"));
    assert_eq!(class("2020:13121"), Some("KAIN"));
    assert_eq!(class("2020:45407"), Some("BENGKEL"));
    assert_eq!(class("2020:47920"), Some("LUAR-C"));
    // In section C, but no class takes it, or it is too coarse: a person has to say.
    assert_eq!(class("2020:13"), None);
    assert_eq!(class("2020:31001"), None);
    // 13912 is embroidered cloth in 2020 and crocheted cloth in 2025.
    assert_eq!(class("2025:13912"), None);
    assert_eq!(class("2025:13121"), None);
    assert_eq!(class("2025:10794"), Some("PANGAN"));
}

#[test]
fn schemes_are_checked() {
    let check = |from: &str, to: &str, expect: &str| {
        assert!(BY_TRADE.contains(from), "{from}");
        let error = BY_TRADE.replacen(from, to, 1).parse::<Scheme>().expect_err(to);
        assert_eq!(error.code(), expect, "{from} -> {to}");
        assert!(!error.indonesian().is_empty() && !error.hint(Lang::Id).is_empty());
    };
    check("\"SNACK\"", "\"PANGAN\"", "IKM-SCHEME-CODE-TWICE");
    check("\"SNACK\"", "\"LUAR-C\"", "IKM-SCHEME-CODE-TWICE");
    check("\"SNACK\"", "\"\"", "IKM-SCHEME-TOML");
    check("\"1079\"", "\"10\"", "IKM-SCHEME-PREFIX-TWICE");
    check("\"1079\"", "\"1\"", "IKM-SCHEME-PREFIX");
    check("\"1079\"", "\"1079411\"", "IKM-SCHEME-PREFIX");
    check("[\"1079\"]", "[]", "IKM-SCHEME-NO-PREFIX");
    check("\"Makanan ringan\"", "\" \"", "IKM-SCHEME-TITLE");
    check("\"Snacks\"", "\"\"", "IKM-SCHEME-TITLE");
    check("\"dagang\"", "\"\"", "IKM-SCHEME-TITLE");
    check("\"2020\"", "\"2021\"", "IKM-SCHEME-TOML");
    check("code = ", "kode = ", "IKM-SCHEME-TOML");
    check("id = \"dagang\"", "", "IKM-SCHEME-TOML");
    let head = BY_TRADE.split("[[class]]").next().expect("a head");
    let error = head.parse::<Scheme>().expect_err("no classes");
    assert_eq!(error, SchemeError::Empty("dagang".to_owned()));
    // The text begins with an empty line.
    let error = BY_TRADE.replacen("title_id = \"Pangan\"", "x = 1", 1).parse::<Scheme>();
    assert!(matches!(error, Err(SchemeError::Toml { line: 9, .. })), "{error:?}");
}

#[test]
fn class_codes() {
    for right in ["1", "LUAR-C", "a.b_c-9", "ABCDEFGHIJKLMNOP"] {
        assert_eq!(right.parse::<ClassCode>().map(String::from), Ok(right.to_owned()));
    }
    for wrong in ["", " ", "a b", "ABCDEFGHIJKLMNOPQ", "é", "1/2"] {
        assert_eq!(wrong.parse::<ClassCode>(), Err(SchemeError::Code(wrong.to_owned())));
    }
}

#[test]
fn a_scheme_reads_back() {
    let scheme = Scheme::kbli2020_divisions();
    let json = serde_json::to_string(&scheme).expect("serialises");
    assert_eq!(serde_json::from_str::<Scheme>(&json).expect("reads back"), scheme);
}

proptest! {
    #[test]
    fn a_code_reads_back(year in prop::sample::select(vec![2009, 2015, 2020, 2025]), digits in "[1-9][0-9]{1,4}") {
        let text = format!("{year}:{digits}");
        prop_assert_eq!(kbli(&text).to_string(), text.clone());
        let json = serde_json::to_string(&kbli(&text)).expect("serialises");
        prop_assert_eq!(serde_json::from_str::<Kbli>(&json).expect("reads back"), kbli(&text));
        // By hand: the first two digits, read as a number.
        let division: u8 = digits.chars().take(2).collect::<String>().parse().expect("a number");
        prop_assert_eq!(kbli(&text).in_section_c(), (10..=33).contains(&division));
    }

    #[test]
    fn no_text_breaks_a_reader(text in "\\PC{0,40}") {
        let _ = text.parse::<Kbli>();
        let _ = text.parse::<Scheme>();
    }
}
