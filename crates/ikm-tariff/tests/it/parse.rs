//! What is read and what is refused, and where.

use ikm_core::money::Rupiah;
use ikm_core::shipping::{Charge, SurchargeBase, TariffFiles, ToleranceEdge};
use ikm_core::{DateRange, Explain, Lang};
use ikm_tariff::{check_names, parse};
use proptest::prelude::*;

use crate::support::{
    AGREEMENT, RATES, SERVICE, TOP, ZONES, clean, day, with_book, with_rates, with_rules,
};

fn refused(files: &TariffFiles) -> (&'static str, String, u32) {
    let error = parse(files).expect_err("a refusal");
    assert_ne!(error.to_string(), error.indonesian(), "both languages");
    (error.code(), error.file().to_owned(), error.line().unwrap_or(0))
}

#[test]
fn every_value_arrives() {
    let mut files = with_book(
        "volumetric_divisor = 6000
max_g = 30000
max_longest_mm = 1500
max_girth_mm = 4_000
[[surcharge]]
code = \"FUEL\"
name = \"Bahan bakar\"
fixed = 500
of = \"running\"
services = [\"PKH\"]
zones = [\"A\"]
over_g = 2000
",
    );
    files.book = files.book.replace("version = \"2022-1\"", "version = 7");
    files.book = files.book.replace("origin = \"25611\"", "origin = 25611");
    files.rates = format!("\u{feff}{}", RATES.replace('\n', "\r\n"));
    files.agreement =
        Some(format!("{AGREEMENT}[[rule]]\nfixed = 5\npriority = -3\npaid_by = \"dinas\"\n"));
    let (book, agreement) = parse(&files).expect("a book");
    assert_eq!((book.carrier.as_str(), book.version.as_str()), ("Example Post", "7"));
    assert_eq!(book.source.as_deref(), Some("a made-up sheet"));
    assert_eq!(book.in_force, DateRange::starting(day("2022-01-01")));
    assert_eq!(book.origin.to_string(), "25611");
    let service = &book.services[0];
    assert_eq!(service.tolerance_edge, ToleranceEdge::Inclusive);
    assert_eq!(service.volumetric_divisor.map(u32::from), Some(6_000));
    assert_eq!(service.max.map(ikm_core::measure::Grams::get), Some(30_000));
    assert_eq!((service.max_longest_mm, service.max_girth_mm), (Some(1_500), Some(4_000)));
    let surcharge = &book.surcharges[0];
    assert!(matches!(surcharge.charge, Charge::Fixed(price) if price.get() == Rupiah::new(500)));
    assert_eq!(surcharge.of, SurchargeBase::Running);
    let lines: Vec<u32> = book.bands.iter().map(|band| band.line).collect();
    assert_eq!(lines, [2, 3, 4]);
    assert_eq!(book.bands[2].extra.map(|extra| u32::from(extra.step_g)), Some(1_000));
    let rule = &agreement.expect("an agreement").rules[0];
    assert_eq!((rule.priority, rule.line), (-3, 5));
}

#[test]
fn tables_may_be_absent() {
    let files = TariffFiles { book: TOP.to_owned(), ..clean() };
    let (book, _) = parse(&files).expect("a book without a service");
    assert!(book.services.is_empty() && book.taxes.is_empty() && book.insurance.is_none());
    let files = TariffFiles { agreement: Some(AGREEMENT.to_owned()), ..clean() };
    assert!(parse(&files).expect("a book").1.expect("an agreement").rules.is_empty());
}

/// book.toml: five lines of TOP and its blank first line, then the service from line 8 on.
#[test]
fn a_book_that_cannot_be_read() {
    let service = |from: &str, to: &str| TariffFiles {
        book: format!("{TOP}{SERVICE}").replace(from, to),
        ..clean()
    };
    let check = |files: TariffFiles, code, line| {
        assert_eq!(refused(&files), (code, "book.toml".to_owned(), line), "{}", files.book);
    };
    check(service("carrier =", "carrier"), "IKM-BOOK-SYNTAX", 2);
    check(service("carrier =", "carier ="), "IKM-BOOK-MISSING-KEY", 1);
    check(service("[[service]]", "[[servis]]"), "IKM-BOOK-UNKNOWN-KEY", 8);
    check(service("[[service]]", "[service]"), "IKM-BOOK-VALUE", 8);
    check(service("step_g = 1000", "step_g = 0"), "IKM-BOOK-VALUE", 12);
    check(service("step_g = 1000", "step_g = -1"), "IKM-BOOK-VALUE", 12);
    check(service("step_g = 1000", "step_g = 1000.0"), "IKM-BOOK-VALUE", 12);
    check(service("step_g = 1000", "step_g = \"1000\""), "IKM-BOOK-VALUE", 12);
    check(service("step_g = 1000", "step = 1000"), "IKM-BOOK-MISSING-KEY", 8);
    check(service("minimum_g = 1000", "minimum_g = 4294967296"), "IKM-BOOK-VALUE", 11);
    check(service("\"inclusive\"", "\"inside\""), "IKM-BOOK-VALUE", 14);
    check(service("\"PKH\"", "\" \""), "IKM-BOOK-VALUE", 9);
    check(service("2022-01-01", "\"2022-01-01\""), "IKM-BOOK-VALUE", 5);
    check(service("2022-01-01", "2022-01-01T00:00:00"), "IKM-BOOK-VALUE", 5);
    check(service("\"25611\"", "\"2561\""), "IKM-BOOK-VALUE", 6);
    check(service("\"25611\"", "2561"), "IKM-BOOK-VALUE", 6);
    check(with_book(SERVICE), "IKM-BOOK-SERVICE-TWICE", 16);
    check(with_book("max_longest = 1\n"), "IKM-BOOK-UNKNOWN-KEY", 15);
    check(with_book("volumetric_divisor = 0\n"), "IKM-BOOK-VALUE", 15);
    check(
        with_book("[[tax]]\nname = \"PPN\"\nfrom = 2022-01-01\npercent = 1.1\n"),
        "IKM-BOOK-VALUE",
        18,
    );
    check(
        with_book("[[tax]]\nname = \"PPN\"\nfrom = 2022-01-01\npercent = \"1,1\"\n"),
        "IKM-BOOK-VALUE",
        18,
    );
    check(with_book("[[tax]]\nname = \"PPN\"\npercent = \"1.1\"\n"), "IKM-BOOK-MISSING-KEY", 15);
    check(
        with_book(
            "[[tax]]\nname = \"PPN\"\npercent = \"1.1\"\nfrom = 2022-01-01\nto = 2022-01-01\n",
        ),
        "IKM-BOOK-DATES",
        15,
    );
    check(with_book("[insurance]\nadmin = 1\n"), "IKM-BOOK-MISSING-KEY", 15);
    check(with_book("[insurance]\npercent = \"1\"\nadmin = -1\n"), "IKM-BOOK-VALUE", 17);
    check(with_book("[insurance]\npercent = \"1\"\nround_to = 100\n"), "IKM-BOOK-UNKNOWN-KEY", 17);
    check(with_book("[[insurance]]\npercent = \"1\"\n"), "IKM-BOOK-VALUE", 15);
    let surcharge = "[[surcharge]]\ncode = \"X\"\nname = \"X\"\n";
    let more = |more: &str| with_book(&format!("{surcharge}{more}"));
    check(more(""), "IKM-BOOK-PERCENT-OR-FIXED", 15);
    check(more("fixed = 1\npercent = \"1\"\n"), "IKM-BOOK-PERCENT-OR-FIXED", 15);
    check(more("fixed = -1\n"), "IKM-BOOK-VALUE", 18);
    check(more("fixed = 1000000000001\n"), "IKM-BOOK-VALUE", 18);
    check(more("percent = \"1\"\nof = \"total\"\n"), "IKM-BOOK-VALUE", 19);
    check(more("percent = \"1\"\nservices = \"PKH\"\n"), "IKM-BOOK-VALUE", 19);
    check(more("percent = \"1\"\nservices = [1]\n"), "IKM-BOOK-VALUE", 19);
    check(more("percent = \"1\"\nservices = []\n"), "IKM-BOOK-VALUE", 19);
    check(more("percent = \"1\"\nzone = [\"A\"]\n"), "IKM-BOOK-UNKNOWN-KEY", 19);
}

#[test]
fn zones_that_cannot_be_read() {
    let check = |zones: &str, code, line| {
        let files = TariffFiles { zones: zones.to_owned(), ..clean() };
        assert_eq!(refused(&files), (code, "zones.csv".to_owned(), line), "{zones}");
    };
    check("", "IKM-BOOK-MISSING-COLUMN", 1);
    check("postal_code\n25651\n", "IKM-BOOK-MISSING-COLUMN", 1);
    check("postal_code;zone\n25651;A\n", "IKM-BOOK-UNKNOWN-COLUMN", 1);
    check("postal_code,zone,note\n25651,A,\n", "IKM-BOOK-UNKNOWN-COLUMN", 1);
    check("postal_code,zone,zone\n25651,A,A\n", "IKM-BOOK-COLUMN-TWICE", 1);
    check("postal_code,zone\n25651\n", "IKM-BOOK-FIELD-COUNT", 2);
    check("postal_code,zone\n25651,A,B\n", "IKM-BOOK-FIELD-COUNT", 2);
    check("postal_code,zone\n25651,\n", "IKM-BOOK-VALUE", 2);
    // The line is the one that an editor shows, whatever ends it.
    check("postal_code,zone\r\n25651,A\r\n\r\n2565,A\r\n", "IKM-BOOK-VALUE", 4);
    check("postal_code,zone\n\n\n25651,A\n,A\n", "IKM-BOOK-VALUE", 5);
    for pattern in [
        "2565",
        "256511",
        "25651*",
        "**",
        "2*5",
        "a*",
        "0*",
        "02*",
        "-",
        "25651-",
        "-25651",
        "25699-25600",
        "25600–25699",
        "25600-25699-25700",
        "02565",
        "+2565",
    ] {
        check(&format!("postal_code,zone\n{pattern},A\n"), "IKM-BOOK-VALUE", 2);
    }
}

#[test]
fn rates_that_cannot_be_read() {
    let check = |row: &str, code| {
        let files = with_rates(&format!("PKH,A,0,1000,10000,,\n{row}\n"));
        assert_eq!(refused(&files), (code, "rates.csv".to_owned(), 3), "{row}");
    };
    check(",A,1000,,1,,", "IKM-BOOK-VALUE");
    check("PKH,,1000,,1,,", "IKM-BOOK-VALUE");
    check("PKH,A,,2000,1,,", "IKM-BOOK-VALUE");
    check("PKH,A,1000,,,,", "IKM-BOOK-VALUE");
    check("PKH,A,1000,,-1,,", "IKM-BOOK-VALUE");
    check("PKH,A,1000,,+1,,", "IKM-BOOK-VALUE");
    check("PKH,A,1000,,1.5,,", "IKM-BOOK-VALUE");
    check("PKH,A,1000,,\"10,000\",,", "IKM-BOOK-VALUE");
    check("PKH,A,1000,,Rp1,,", "IKM-BOOK-VALUE");
    check("PKH,A,1 kg,,1,,", "IKM-BOOK-VALUE");
    check("PKH,A,1000,1000,1,,", "IKM-BOOK-VALUE");
    check("PKH,A,1000,999,1,,", "IKM-BOOK-VALUE");
    check("PKH,A,1000,,1,1000,", "IKM-BOOK-HALF-EXTRA");
    check("PKH,A,1000,,1,,1000", "IKM-BOOK-HALF-EXTRA");
    check("PKH,A,1000,,1,0,1000", "IKM-BOOK-VALUE");
    check("PKH,A,1000,,1", "IKM-BOOK-FIELD-COUNT");
    let files = TariffFiles { rates: "service,zone,over_g,price\n".to_owned(), ..clean() };
    assert_eq!(refused(&files).0, "IKM-BOOK-MISSING-COLUMN");
    // The two columns of the extra step may be absent, and columns stand in any order.
    let rates = "price,up_to_g,over_g,zone,service\n500,,0,A,PKH\n".to_owned();
    let (book, _) = parse(&TariffFiles { rates, ..clean() }).expect("a book");
    assert_eq!(book.bands[0].price.get(), Rupiah::new(500));
}

#[test]
fn an_agreement_that_cannot_be_read() {
    let check = |rule: &str, code, line| {
        let files = with_rules(&format!("[[rule]]\n{rule}"));
        assert_eq!(refused(&files), (code, "agreement.toml".to_owned(), line), "{rule}");
    };
    check("percent = \"20\"\n", "IKM-BOOK-MISSING-KEY", 5);
    check("percent = \"20\"\npaid_by = \"member\"\n", "IKM-BOOK-VALUE", 7);
    check("paid_by = \"dinas\"\n", "IKM-BOOK-PERCENT-OR-FIXED", 5);
    check("percent = \"20\"\nfixed = 1\npaid_by = \"dinas\"\n", "IKM-BOOK-PERCENT-OR-FIXED", 5);
    check("percent = \"-5\"\npaid_by = \"dinas\"\n", "IKM-BOOK-VALUE", 6);
    check("fixed = -500\npaid_by = \"dinas\"\n", "IKM-BOOK-NEGATIVE-DISCOUNT", 5);
    check("fixed = 5\ncap = -1\npaid_by = \"dinas\"\n", "IKM-BOOK-VALUE", 7);
    check("fixed = 5\nclassifications = [10]\npaid_by = \"dinas\"\n", "IKM-BOOK-VALUE", 7);
    check("fixed = 5\npriority = \"1\"\npaid_by = \"dinas\"\n", "IKM-BOOK-VALUE", 7);
    check("fixed = 5\npaid_by = \"dinas\"\nfloor = \"80\"\n", "IKM-BOOK-UNKNOWN-KEY", 8);
    let files = TariffFiles { agreement: Some("version = 1\n".to_owned()), ..clean() };
    assert_eq!(refused(&files).0, "IKM-BOOK-MISSING-KEY");
}

#[test]
fn files_of_a_folder() {
    let check = |names: &[&str], expect: Result<bool, (&str, &str)>| {
        let found = check_names(names.iter().copied());
        let found = found.map_err(|error| (error.code(), error.file().to_owned()));
        assert_eq!(found, expect.map_err(|(code, file)| (code, file.to_owned())), "{names:?}");
    };
    check(&["rates.csv", "book.toml", "zones.csv"], Ok(false));
    check(&["rates.csv", "agreement.toml", "book.toml", "zones.csv"], Ok(true));
    check(&["rates.csv", "book.toml"], Err(("IKM-BOOK-MISSING-FILE", "zones.csv")));
    check(&[], Err(("IKM-BOOK-MISSING-FILE", "book.toml")));
    check(
        &["rates.csv", "book.toml", "zones.csv", "notes.txt"],
        Err(("IKM-BOOK-UNKNOWN-FILE", "notes.txt")),
    );
    check(&["Rates.csv", "book.toml"], Err(("IKM-BOOK-UNKNOWN-FILE", "Rates.csv")));
}

#[test]
fn an_error_says_where_and_what() {
    let error = parse(&with_rates("PKH,A,0,1000,Rp1,,\n")).expect_err("a refusal");
    assert_eq!(
        error.message(Lang::En),
        "rates.csv line 2: price is \"Rp1\" and not a whole number of rupiah from 0 to 1000000000000"
    );
    assert_eq!(
        error.message(Lang::Id),
        "rates.csv baris 2: price berisi \"Rp1\", bukan rupiah bulat 0 sampai 1000000000000"
    );
    assert!(!error.hint(Lang::Id).is_empty() && !error.hint(Lang::En).is_empty());
}

/// Pieces of the four languages, so that more than the first byte is read.
fn scraps() -> impl Strategy<Value = String> {
    let known: Vec<String> = [
        TOP,
        SERVICE,
        ZONES,
        RATES,
        AGREEMENT,
        "\n",
        ",",
        "\"",
        "[[rule]]\n",
        "[[tax]]\n",
        "[insurance]\n",
        "[[surcharge]]\n",
        "percent = \"1.1\"\n",
        "fixed = -1\n",
        "0",
        "-",
        "*",
        "paid_by = \"dinas\"\n",
        "from = 2022-01-01\n",
        "PKH,A,0,,1,1,1\n",
        "9223372036854775807",
        "10000-99999,A\n",
        "\r",
        "\u{feff}",
        "é",
    ]
    .map(str::to_owned)
    .to_vec();
    let piece = prop_oneof![
        4 => prop::sample::select(known.clone()),
        1 => any::<String>(),
        // A known piece with its tail cut off.
        2 => (prop::sample::select(known), any::<prop::sample::Index>()).prop_map(|(text, at)| {
            text.chars().take(at.index(text.chars().count() + 1)).collect()
        }),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever the files hold, they are read, judged and quoted from, or refused, without a panic.
    #[test]
    fn nothing_panics(
        book in scraps(),
        zones in scraps(),
        rates in scraps(),
        agreement in prop::option::of(scraps()),
        whole in 0..4_u8,
    ) {
        // Most of the time only some of the files are damaged.
        let keep = |bit: u8, text: String, sound: &str| {
            if whole & bit == 0 { text } else { sound.to_owned() + &text }
        };
        let files = TariffFiles {
            book: keep(1, book, &clean().book),
            zones: keep(1, zones, ZONES),
            rates: keep(2, rates, RATES),
            agreement: agreement.map(|text| keep(2, text, AGREEMENT)),
        };
        for finding in ikm_tariff::lint(&files) {
            prop_assert!(!finding.message(Lang::Id).is_empty());
            prop_assert!(!finding.message(Lang::En).is_empty());
        }
        if let Ok((book, agreement)) = parse(&files) {
            let compiled = ikm_tariff::compile(book, agreement);
            for grams in [0, 1, 1_000, u32::MAX] {
                let parcel = crate::support::parcel(grams);
                let quote = compiled.quote(&parcel, crate::support::today());
                let explained = compiled.explain(&parcel, crate::support::today());
                prop_assert_eq!(quote, explained.map(|explained| explained.quote));
            }
        }
    }
}
