//! Codes of KBLI that products suggest.

use ikm_core::classification::{
    Confidence, KbliTable, ProductMap, Suggester, UnknownConfidence, Why,
};
use ikm_core::{Explain, Lang};
use proptest::prelude::*;

use Confidence::{High, Low, Medium};

/// Runs `check` on what each text suggests: codes and confidences, in order.
fn suggests(check: impl Fn(&dyn Fn(&str) -> Vec<(String, Confidence)>)) {
    let suggester = Suggester::kbli2020();
    check(&|text| {
        let found = suggester.suggest(text).into_iter();
        found.map(|one| (one.kbli.code().to_owned(), one.confidence)).collect()
    });
}

/// Expected codes: read by hand from the titles of BPS regulation 2/2020 for the products of the
/// coast; `Medium` or less where another title claims them too.
#[test]
fn products_of_the_coast() {
    suggests(|suggest| {
        let check = |text: &str, code: &str, confidence: Confidence| {
            let first = suggest(text).into_iter().next();
            assert_eq!(first, Some((code.to_owned(), confidence)), "{text}");
        };
        check("Rendang kemasan", "10750", Medium);
        check("Dendeng", "10130", High);
        check("Keripik singkong balado", "10794", Medium);
        check("Kerupuk", "10794", High);
        check("Rakik", "10794", High);
        check("Peyek kacang", "10793", High);
        check("Kacang olahan", "10793", Medium);
        check("Ikan asin", "10211", High);
        check("Bilih kering", "10211", High);
        check("Ikan salai", "10212", High);
        check("Terasi", "10779", High);
        check("Madu buatan", "10779", High);
        check("Roti", "10710", High);
        check("Kue kering", "10710", High);
        check("Kue basah", "10792", High);
        check("Lemang", "10792", High);
        check("Galamai", "10796", High);
        check("Gula aren", "10722", High);
        check("Bumbu rendang", "10772", High);
        check("Bubuk cabe", "10772", High);
        check("Tahu", "10392", High);
        check("Tempe", "10391", High);
        check("Kopi bubuk", "10761", High);
        check("Teh", "10763", Low);
        check("Santan", "10773", Medium);
        check("Minyak goreng kelapa", "10423", High);
        check("Beras", "10631", High);
        check("Air minum isi ulang", "11052", High);
        check("Minuman sari buah", "11090", Medium);
        check("Batik", "13134", High);
        check("Tenun songket", "13121", Medium);
        check("Kain sulaman bayangan", "13912", High);
        check("Baju bordir", "14302", High);
        check("Mukena bordir", "14302", High);
        check("Konveksi", "14111", High);
        check("Taylor", "14120", High);
        check("Dompet kulit", "15121", High);
        check("Sandal", "15201", High);
        check("Anyaman pandan", "16292", High);
        check("Anyaman rotan", "16291", High);
        check("Ukiran kayu", "16293", High);
        check("Kusen, pintu", "16221", Medium);
        check("Sapu lidi", "32909", Medium);
        check("Souvenir", "32903", High);
        check("Kerajinan tempurung", "32903", High);
        check("Serat sabut kelapa", "32905", High);
        check("Batu akik", "32111", High);
        check("Perhiasan imitasi", "32120", High);
        check("Minyak nilam", "20294", High);
        check("Sabun", "20231", High);
        check("Jamu", "21022", High);
        check("Batu bata", "23921", High);
        check("Genteng", "23922", High);
        check("Gerabah", "23939", Medium);
        check("Batako", "23953", Medium);
        check("Parang", "25931", High);
        check("Percetakan", "18111", High);
        check("Sablon kaos", "13133", High);
        check("Mebel kayu", "31001", High);
        check("Kursi rotan", "31002", High);
        check("Perahu kayu", "30111", High);
        check("Reparasi perahu", "33151", High);
        check("Bengkel motor", "45407", High);
        check("Bengkel mobil", "45201", High);
    });
}

#[test]
fn spellings_and_words_around_the_product() {
    suggests(|suggest| {
        let check = |text: &str, code: &str, confidence: Confidence| {
            let first = suggest(text).into_iter().next();
            assert_eq!(first, Some((code.to_owned(), confidence)), "{text}");
        };
        check("  KRUPUK   udang ", "10794", High);
        check("Industri pembuatan kerupuk", "10794", High);
        check("aneka kue kering", "10710", High);
        check("Jasa giling padi", "10631", High);
        check("Randang", "10750", Medium);
        check("meubel kayu", "31001", High);
        check("Service sepeda motor", "45407", High);
        // Misspelt: sure of nothing.
        check("kerupok", "10794", Medium);
        check("galammai", "10796", Medium);
        check("cabe giling", "10772", High);
        // Further words: a filled bean curd may be a dish.
        check("tahu isi", "10392", Medium);
        check("tas polos", "15121", Low);
        // The thing is the first word: a sheath is no machete.
        check("sarung parang", "25931", Low);
        check("keripik tempe", "10794", Medium);
    });
}

#[test]
fn several_products_are_sure_only_when_they_agree() {
    suggests(|suggest| {
        let check = |text: &str, expect: &[(&str, Confidence)]| {
            let found = suggest(text);
            let found: Vec<(&str, Confidence)> =
                found.iter().map(|(code, confidence)| (code.as_str(), *confidence)).collect();
            assert_eq!(found, expect, "{text}");
        };
        check("Kerupuk, peyek", &[("10794", High)]);
        check("Tahu dan tempe", &[("10392", Medium), ("10391", Medium)]);
        check("Gula aren & entah apa", &[("10722", Medium)]);
        check("Roti, dll", &[("10710", High)]);
    });
}

#[test]
fn what_nobody_knows_stays_open() {
    suggests(|suggest| {
        // Gambir: no title names it, and practice differs.
        assert_eq!(suggest("Gambir"), [("20115".to_owned(), Low), ("20119".to_owned(), Low)]);
        // Repair of what no phrase names, trade, and words that are no product.
        for text in [
            "",
            " ",
            "-",
            "Bengkel",
            "reparasi komputer",
            "Jual kerupuk",
            "Warung nasi",
            "Toko kue",
            "makanan",
            "industri lainnya",
            "anjat",
            "Katering",
            "es batu",
        ] {
            assert_eq!(suggest(text), [], "{text}");
        }
    });
}

/// Titles speak where no phrase does, and never more than low.
#[test]
fn titles_are_hints() {
    suggests(|suggest| {
        let check = |text: &str, expect: &[&str]| {
            let found = suggest(text);
            let codes: Vec<&str> = found.iter().map(|(code, _)| code.as_str()).collect();
            assert_eq!(codes, expect, "{text}");
            assert!(found.iter().all(|(_, confidence)| *confidence == Low), "{text}");
        };
        check("Karet remah", &["22123"]);
        check("Alat musik tradisional", &["32201"]);
        check("Semen", &["23941", "23951"]);
        // What a title excludes is not in it: 10532 is no block of ice.
        assert!(suggest("Es balok").iter().all(|(code, _)| code != "10532"));
    });
}

#[test]
fn the_map_is_read_whole_and_names_known_codes() {
    let (table, map) = (KbliTable::kbli2020_section_c(), ProductMap::kbli2020());
    let text = include_str!("../../data/products.csv");
    let lines = text.lines().filter(|line| !line.starts_with('#')).count();
    assert_eq!(map.phrases().len(), lines - 1, "all but the header");
    let suggester = Suggester::new(table, map);
    for phrase in map.phrases() {
        let known = table.knows(phrase.kbli) == Some(true) || !phrase.kbli.in_section_c();
        assert!(known, "{phrase:?}");
        // Every phrase is written in the spelling in which products are read, so that it is met.
        let found = suggester.suggest(&phrase.words.join(" "));
        assert!(found.iter().any(|one| one.kbli == phrase.kbli), "{phrase:?}: {found:?}");
    }
}

#[test]
fn each_suggestion_says_why() {
    let suggester = Suggester::kbli2020();
    let check = |text: &str, expect: Why, id: &str| {
        let first = suggester.suggest(text).into_iter().next().expect("a suggestion");
        assert_eq!(first.why, expect);
        assert_eq!(first.why.text(Lang::Id), id);
    };
    check("Ikan asin", Why::Named("ikan asin".to_owned()), "produk \"ikan asin\"");
    check(
        "kerupok",
        Why::Respelt("kerupok".to_owned(), "kerupuk".to_owned()),
        "\"kerupok\" dibaca \"kerupuk\"",
    );
    check("gagang parang", Why::Mentioned("parang".to_owned()), "menyebut \"parang\"");
    check("semen", Why::Titled("semen".to_owned()), "judul memuat \"semen\"");
    let first = suggester.suggest("bengkel motor").into_iter().next().expect("a suggestion");
    assert_eq!(first.title, None, "it lies outside the table");
}

#[test]
fn confidences_read_back() {
    for confidence in Confidence::ALL {
        assert_eq!(confidence.to_string().parse(), Ok(confidence));
        assert_eq!(confidence.label(Lang::Id).parse(), Ok(confidence));
    }
    let error: UnknownConfidence = "sure".parse::<Confidence>().expect_err("no such thing");
    assert_eq!(error.code(), "IKM-CONFIDENCE-UNKNOWN");
    assert!(High > Medium && Medium > Low);
}

proptest! {
    #[test]
    fn no_product_breaks_it(text in "\\PC{0,80}") {
        suggests(|suggest| {
            let found = suggest(&text);
            assert!(found.len() <= 5);
            assert!(found.is_sorted_by(|a, b| a.1 >= b.1));
        });
    }
}
