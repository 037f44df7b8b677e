//! The shipped table of KBLI 2020 and what is known of 2025.

use ikm_core::classification::{In2025, Kbli, KbliDoubt, KbliTable, Scheme, in_2025};
use ikm_core::{Explain, Lang};

fn kbli(text: &str) -> Kbli {
    text.parse().expect("a KBLI code")
}

/// The counts are those of BPS regulation 2/2020: 24 divisions and 475 classes in section C.
#[test]
fn the_shipped_table_is_whole() {
    let table = KbliTable::kbli2020_section_c();
    assert_eq!(table.classes().count(), 475);
    let scheme = Scheme::kbli2020_divisions();
    for class in scheme.classes() {
        let division = kbli(&format!("2020:{}", class.code));
        assert_eq!(table.title(division), Some(class.title_id.as_str()));
        assert_eq!(table.knows(division), Some(true));
    }
    let mut last = String::new();
    for entry in table.classes() {
        assert!(entry.kbli.code() > last.as_str(), "{} is in order", entry.kbli);
        assert!(!entry.title.is_empty() && entry.title.trim() == entry.title, "{}", entry.kbli);
        // Every shipped code falls into its division.
        let class = scheme.classify(entry.kbli).map(|class| class.code.as_str());
        assert_eq!(class, Some(entry.kbli.division()));
        entry.kbli.code().clone_into(&mut last);
    }
}

/// Titles as BPS regulation 2/2020 prints them.
#[test]
fn titles() {
    let table = KbliTable::kbli2020_section_c();
    let check = |code: &str, expect: Option<&str>| assert_eq!(table.title(kbli(code)), expect);
    check("2020:10110", Some("Kegiatan Rumah Potong Dan Pengepakan Daging Bukan Unggas"));
    check("2020:33200", Some("Instalasi/Pemasangan Mesin dan Peralatan Industri"));
    check(
        "2020:13121",
        Some("Industri Pertenunan (Bukan Pertenunan Karung Goni Dan Karung Lainnya)"),
    );
    check("2020:10", Some("Industri Makanan"));
    check("2020:1079", None);
    check("2020:10999", None);
    check("2025:10794", None);
    check("2020:45407", None);
}

#[test]
fn codes_are_known_or_not() {
    let table = KbliTable::kbli2020_section_c();
    let check = |code: &str, expect: Option<bool>| assert_eq!(table.knows(kbli(code)), expect);
    check("2020:13134", Some(true));
    check("2020:1313", Some(true));
    check("2020:131", Some(true));
    check("2020:13135", Some(false));
    check("2020:138", Some(false));
    check("2025:13134", None);
    check("2020:45407", None);
}

#[test]
fn codes_are_found_by_the_words_of_their_titles() {
    let table = KbliTable::kbli2020_section_c();
    let check = |text: &str, expect: &[&str]| {
        let found = table.find(text, 10);
        let codes: Vec<&str> = found.iter().map(|entry| entry.kbli.code()).collect();
        assert_eq!(codes, expect, "{text}");
    };
    check("batik", &["13134"]);
    check("  BATIK ", &["13134"]);
    check("minyak goreng", &["10415", "10423", "10437"]);
    check("goreng kelapa minyak", &["10415", "10423", "10437"]);
    check("keripi", &["10794"]);
    // One letter wrong, where nothing has all words right.
    check("kripik", &["10794"]);
    check("sulamman", &["13912", "13922", "13924", "14302"]);
    check("furnitor kayu", &["31001"]);
    // Gambir, an extract of leaves, is no misspelling of gambar, a picture.
    check("gambir", &[]);
    check("1313", &["13131", "13132", "13133", "13134"]);
    check("99", &[]);
    check("", &[]);
    check("--", &[]);
    assert_eq!(table.find("industri", 3).len(), 3);
}

/// The numbers that KBLI 2025 (BPS regulation 7/2025) gave another meaning or dropped, compared
/// title by title with those of 2020.
#[test]
fn what_became_of_numbers_in_2025() {
    let table = KbliTable::kbli2020_section_c();
    let gone = ["10130", "10391", "10392", "10763", "13134", "31001", "31002"];
    let changed = ["10772", "10773", "10793", "13912", "14302", "20119", "23953"];
    for code in gone {
        assert_eq!(in_2025(code), Some(In2025::Gone), "{code}");
    }
    for code in changed {
        assert!(matches!(in_2025(code), Some(In2025::Means(..))), "{code}");
    }
    let listed = table.classes().filter(|entry| in_2025(entry.kbli.code()).is_some());
    assert_eq!(listed.count(), gone.len() + changed.len());
    assert_eq!(in_2025("10794"), None);
}

#[test]
fn doubts() {
    let table = KbliTable::kbli2020_section_c();
    let check = |code: &str, assumed: Option<i32>, expect: Option<&str>| {
        let doubt = table.doubt(kbli(code), assumed);
        assert_eq!(doubt.as_ref().map(Explain::code), expect, "{code} {assumed:?}");
        if let Some(doubt) = doubt {
            for lang in [Lang::Id, Lang::En] {
                assert!(doubt.message(lang).contains(&code[5..]), "{doubt}");
                assert!(!doubt.hint(lang).is_empty());
            }
        }
    };
    check("2020:10794", None, None);
    check("2020:10794", Some(2027), None);
    // Of 2020 and said to be so; of a list that is too old for 2025; and of one that is not.
    check("2020:10772", None, None);
    check("2020:10772", Some(2025), None);
    check("2020:10772", Some(2026), Some("IKM-KBLI-EDITION-DOUBT"));
    check("2020:13134", Some(2026), Some("IKM-KBLI-EDITION-DOUBT"));
    check("2025:10772", None, None);
    check("2025:13134", None, Some("IKM-KBLI-GONE"));
    check("2015:13134", None, None);
    check("2020:13135", None, Some("IKM-KBLI-UNKNOWN"));
    check("2020:13135", Some(2026), Some("IKM-KBLI-UNKNOWN"));
    // Fewer digits and other sections are not judged.
    check("2020:138", None, None);
    check("2020:45407", None, None);
    assert_eq!(table.doubt(kbli("2020:99999"), None), None);
    assert_eq!(table.doubt(kbli("2020:10000"), None), Some(KbliDoubt::Unknown(kbli("2020:10000"))));
}
