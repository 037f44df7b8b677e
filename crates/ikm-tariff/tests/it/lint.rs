//! What is found in a tariff book: one flaw a case, and nothing in a sound book.

use ikm_core::Lang;
use ikm_core::shipping::{Line, TariffFiles};
use ikm_tariff::{Finding, Severity, lint, load};
use proptest::prelude::*;

use crate::support::{
    RATES, ZONES, clean, compiled, parcel, today, with_book, with_rates, with_rules,
};

/// The code and the place of each finding.
fn found(files: &TariffFiles) -> Vec<String> {
    let findings = lint(files);
    for finding in &findings {
        let (id, en) = (finding.message(Lang::Id), finding.message(Lang::En));
        assert!(!id.is_empty() && !en.is_empty() && id != en, "{en}");
    }
    findings.iter().map(|f| format!("{} {} {}", f.code(), f.file(), f.row().unwrap_or(0))).collect()
}

#[test]
fn a_sound_book_has_no_finding() {
    let everything = with_book(
        "[[surcharge]]\ncode = \"FUEL\"\nname = \"Bahan bakar\"\npercent = \"5\"\nservices = [\"PKH\"]
[insurance]\npercent = \"0.2\"
[[tax]]\nname = \"PPN\"\npercent = \"1.1\"\nfrom = 2022-04-01\nto = 2025-01-01
[[tax]]\nname = \"PPN\"\npercent = \"1.2\"\nfrom = 2025-01-01\n",
    );
    let rules = "[[rule]]\nclassifications = [\"10\"]\npercent = \"20\"\npaid_by = \"dinas\"
[[rule]]\nclassifications = [\"11\"]\npercent = \"20\"\nfloor_percent = \"100\"\npaid_by = \"dinas\"
[[rule]]\npercent = \"10\"\npriority = -1\npaid_by = \"carrier\"\n";
    for files in [clean(), everything, with_rules(rules)] {
        assert_eq!(found(&files), [""; 0]);
        assert!(load(&files).is_ok());
    }
}

/// Each is an error, so that the book is not loaded.
#[test]
fn errors() {
    let check = |files: TariffFiles, expect: &[&str]| {
        assert_eq!(found(&files), expect);
        let refused: Vec<Finding> = load(&files).expect_err("a refusal");
        assert!(refused.iter().all(|finding| finding.severity() == Severity::Error));
        assert!(!refused.is_empty());
        let errors = lint(&files).into_iter().filter(|f| f.severity() == Severity::Error);
        assert!(errors.eq(refused));
    };
    // 1000 to 2000 g is missing; is in two bands; is in two bands because the first has no end.
    check(with_rates("PKH,A,0,1000,10,,\nPKH,A,2000,3000,20,,\n"), &["IKM-LINT-GAP rates.csv 3"]);
    check(
        with_rates("PKH,A,0,1000,10,,\nPKH,A,999,3000,20,,\n"),
        &["IKM-LINT-OVERLAP rates.csv 3"],
    );
    check(with_rates("PKH,A,0,,10,,\nPKH,A,1000,,20,,\n"), &["IKM-LINT-OVERLAP rates.csv 3"]);
    check(with_rates("PKH,A,0,1000,10,,\nPKH,A,0,1000,10,,\n"), &["IKM-LINT-OVERLAP rates.csv 3"]);
    // A lane with a gap is not asked for splits: 2000 g at 30 is more than twice 1000 g at 10.
    check(
        with_rates("PKH,A,0,1000,10,,\nPKH,A,1000,2000,30,,\nPKH,A,3000,4000,40,,\n"),
        &["IKM-LINT-GAP rates.csv 4"],
    );
    // The least billed weight, 1000 g, is below the first band.
    check(with_rates("PKH,A,1000,,10,,\n"), &["IKM-LINT-GAP rates.csv 2"]);
    // Order in the file does not matter.
    check(with_rates("PKH,A,2000,3000,20,,\nPKH,A,0,1000,10,,\n"), &["IKM-LINT-GAP rates.csv 2"]);
    check(
        with_rates("PKH,A,0,1000,10,,\nPKH,A,1000,2000,9,,\n"),
        &["IKM-LINT-PRICE-FALLS rates.csv 3", "IKM-LINT-NEXT-CHEAPER rates.csv 3"],
    );
    // The first step above 1000 g costs 5 + 4.
    check(
        with_rates("PKH,A,0,1000,10,,\nPKH,A,1000,,5,1000,4\n"),
        &["IKM-LINT-PRICE-FALLS rates.csv 3", "IKM-LINT-NEXT-CHEAPER rates.csv 3"],
    );
    // 2000 g costs 10 + 2 × 3 = 16 at the end of the first band, and 15 above.
    check(
        with_rates("PKH,A,0,2000,10,1000,3\nPKH,A,2000,,15,,\n"),
        &["IKM-LINT-EXTRA-NOT-LAST rates.csv 2", "IKM-LINT-PRICE-FALLS rates.csv 3"],
    );
    check(
        with_rates("PKH,A,0,2000,10,1000,3\nPKH,A,2000,,16,,\n"),
        &["IKM-LINT-EXTRA-NOT-LAST rates.csv 2"],
    );
    let no_source = TariffFiles { book: clean().book.replace("source", "#source"), ..clean() };
    check(no_source, &["IKM-LINT-NO-SOURCE book.toml 0"]);
    let blank = TariffFiles { book: clean().book.replace("a made-up sheet", " "), ..clean() };
    check(blank, &["IKM-LINT-NO-SOURCE book.toml 0"]);
    let mut files = with_rules("");
    files.agreement = files.agreement.map(|text| text.replace("source", "#source"));
    check(files, &["IKM-LINT-NO-SOURCE agreement.toml 0"]);
    let dates = clean().book.replace("origin", "effective_to = 2021-12-31\norigin");
    check(TariffFiles { book: dates, ..clean() }, &["IKM-BOOK-DATES book.toml 1"]);
    let rates = RATES.replace(",price,", ",harga,");
    check(
        TariffFiles { rates, ..clean() },
        &["IKM-BOOK-UNKNOWN-COLUMN rates.csv 1", "IKM-BOOK-MISSING-COLUMN rates.csv 1"],
    );
}

#[test]
fn postal_codes_in_two_zones() {
    let check = |rows: &str, expect: &[&str]| {
        let zones = format!("{ZONES}{rows}");
        let rates = format!("{RATES}PKH,B,0,,1,,\n");
        let mut found = found(&TariffFiles { zones, rates, ..clean() });
        // That a row never counts is another finding.
        found.retain(|finding| !finding.contains("DEAD-ZONE-ROW"));
        assert_eq!(found, expect, "{rows}");
    };
    check("25701,B\n25701,A\n", &["IKM-LINT-ZONE-TWICE zones.csv 4"]);
    check("25701,B\n25701,B\n", &[]);
    check("256*,B\n", &["IKM-LINT-ZONE-TWICE zones.csv 3"]);
    check("25700-25709,B\n25700-25709,A\n", &["IKM-LINT-ZONE-TWICE zones.csv 4"]);
    // Of one width, and with a code in common: nothing says which counts.
    check("25700-25709,B\n25709-25718,A\n", &["IKM-LINT-ZONE-TWICE zones.csv 4"]);
    check("25709-25718,B\n25700-25709,A\n", &["IKM-LINT-ZONE-TWICE zones.csv 4"]);
    check("25700-25709,B\n25701-25710,B\n25709-25718,A\n", &["IKM-LINT-ZONE-TWICE zones.csv 5"]);
    check("25700-25709,B\n25710-25719,A\n", &[]);
    // Of two widths the narrower counts.
    check("25700-25709,B\n25709-25719,A\n", &[]);
    check("2570*,B\n25700-25709,A\n", &[]);
}

#[test]
fn rules_that_tie() {
    let check = |first: &str, second: &str, ties: bool| {
        let rule = "percent = \"10\"\npaid_by = \"dinas\"";
        let files = with_rules(&format!("[[rule]]\n{first}\n{rule}\n[[rule]]\n{second}\n{rule}\n"));
        let found = found(&files);
        let tie = found.iter().any(|finding| finding == "IKM-LINT-RULE-TIE agreement.toml 9");
        assert_eq!(tie, ties, "{first} / {second}: {found:?}");
        assert_eq!(load(&files).is_err(), ties);
    };
    check("", "", true);
    check("", "zones = [\"A\"]", true);
    check("services = [\"PKH\"]", "zones = [\"A\"]", true);
    check("zones = [\"A\", \"B\"]", "zones = [\"C\", \"B\"]", true);
    check("zones = [\"A\"]", "zones = [\"B\"]", false);
    check("services = [\"PKH\"]", "services = [\"REG\"]", false);
    check("classifications = [\"10\"]", "classifications = [\"11\"]", false);
    check("classifications = [\"10\"]", "classifications = [\"11\", \"10\"]", true);
    check("classifications = [\"10\"]", "", true);
    check("classifications = [\"10\"]", "priority = 1", false);
    check("priority = 1", "priority = 1", true);
    // Apart in one condition is apart.
    check("zones = [\"A\"]\nservices = [\"PKH\"]", "zones = [\"A\"]\nservices = [\"REG\"]", false);
}

#[test]
fn a_special_tariff_above_the_normal_one() {
    let check = |rule: &str, expect: &[&str]| {
        let files = with_rules(&format!("[[rule]]\npaid_by = \"dinas\"\n{rule}\n"));
        assert_eq!(found(&files), expect);
        assert_eq!(load(&files).is_err(), !expect.is_empty());
    };
    check("fixed = -1", &["IKM-BOOK-NEGATIVE-DISCOUNT agreement.toml 5"]);
    check(
        "percent = \"1\"\nfloor_percent = \"100.01\"",
        &["IKM-LINT-FLOOR-ABOVE-NORMAL agreement.toml 5"],
    );
    check("percent = \"1\"\nfloor_percent = \"100\"", &[]);
    check("fixed = 0", &[]);
}

/// Each leaves the book usable.
#[test]
fn warnings() {
    let check = |files: TariffFiles, expect: &[&str]| {
        assert_eq!(found(&files), expect);
        assert!(load(&files).is_ok());
    };
    // The price of the band is lower, but its first step is not.
    check(
        with_rates("PKH,A,0,1000,10,,\nPKH,A,1000,,9,1000,1\n"),
        &["IKM-LINT-NEXT-CHEAPER rates.csv 3"],
    );
    // 2 kg for 21, two of 1 kg for 20.
    check(
        with_rates("PKH,A,0,1000,10,,\nPKH,A,1000,2000,21,,\n"),
        &["IKM-LINT-DEARER-THAN-SPLIT rates.csv 3"],
    );
    // The lightest billed weight is 1000 g; steps are 1000 g.
    check(
        with_rates("PKH,A,0,500,10,,\nPKH,A,500,2000,20,,\n"),
        &["IKM-LINT-UNREACHABLE rates.csv 2"],
    );
    check(
        with_rates("PKH,A,0,1000,10,,\nPKH,A,1000,1999,15,,\nPKH,A,1999,2000,20,,\n"),
        &["IKM-LINT-UNREACHABLE rates.csv 3"],
    );
    let mut files = with_rates("PKH,A,0,2000,10,,\nPKH,A,2000,3000,15,,\nPKH,A,3000,,16,,\n");
    files.book += "max_g = 2300\n";
    check(files, &["IKM-LINT-UNREACHABLE rates.csv 3", "IKM-LINT-UNREACHABLE rates.csv 4"]);
    let zones = |rows: &str| TariffFiles {
        zones: format!("{ZONES}{rows}"),
        rates: format!("{RATES}PKH,B,0,,10,,\n"),
        ..clean()
    };
    check(zones("25651,B\n"), &["IKM-LINT-EXACT-INSIDE zones.csv 3"]);
    check(zones("25651,A\n25701,B\n"), &[]);
    check(zones("25701,B\n25700-25709,A\n"), &["IKM-LINT-EXACT-INSIDE zones.csv 3"]);
    check(zones("25710,B\n25700-25709,A\n"), &[]);
    check(zones("25700,B\n25600-25699,A\n"), &["IKM-LINT-DEAD-ZONE-ROW zones.csv 4"]);
    check(zones("25700,B\n25700,B\n"), &["IKM-LINT-DEAD-ZONE-ROW zones.csv 4"]);
    let files = TariffFiles { zones: format!("{ZONES}25701,B\n"), ..clean() };
    check(files, &["IKM-LINT-NO-LANE book.toml 8"]);
    let files = TariffFiles { book: clean().book.replace("= 1000\nstep", "= 0\nstep"), ..clean() };
    check(files, &["IKM-LINT-BILLS-NOTHING book.toml 8"]);
    let files = TariffFiles { rates: format!("{RATES}REG,Z,0,,1,,\nREG,Z,1,,1,,\n"), ..clean() };
    assert_eq!(
        found(&files),
        [
            "IKM-LINT-OVERLAP rates.csv 6",
            "IKM-LINT-UNKNOWN-SERVICE rates.csv 5",
            "IKM-LINT-UNKNOWN-ZONE rates.csv 5"
        ]
    );
    check(
        with_book(
            "[[surcharge]]\ncode = \"X\"\nname = \"X\"\nfixed = 1\nservices = [\"REG\"]\nzones = [\"A\"]\n",
        ),
        &["IKM-LINT-UNKNOWN-SERVICE book.toml 15"],
    );
    check(
        with_rules("[[rule]]\nfixed = 1\nzones = [\"A\", \"B\"]\npaid_by = \"dinas\"\n"),
        &["IKM-LINT-UNKNOWN-ZONE agreement.toml 5"],
    );
    let tax = "[[tax]]\nname = \"PPN\"\npercent = \"1.1\"\nfrom = 2022-04-01\n";
    check(with_book(&tax.repeat(2)), &["IKM-LINT-TAX-TWICE book.toml 19"]);
}

#[test]
fn everything_is_found_at_once() {
    let files = TariffFiles {
        book: clean()
            .book
            .replace("source", "#source")
            .replace("[[service]]", "typo = 1\n[[service]]"),
        zones: format!("{ZONES}25701,B\n25701,A\nnowhere,A\n"),
        rates: RATES.replace("1000,5000", "2000,5000"),
        agreement: Some(
            "partner = \"P\"\neffective_from = 2022-02-01\neffective_to = 2022-01-01\n".to_owned(),
        ),
    };
    assert_eq!(
        found(&files),
        [
            "IKM-LINT-NO-SOURCE book.toml 0",
            "IKM-BOOK-UNKNOWN-KEY book.toml 8",
            "IKM-BOOK-VALUE zones.csv 5",
            "IKM-LINT-GAP rates.csv 3",
            "IKM-LINT-NO-SOURCE agreement.toml 0",
            "IKM-BOOK-DATES agreement.toml 1",
        ]
    );
}

#[test]
fn messages_name_the_place_in_the_book() {
    let files = with_rates("PKH,A,0,1000,49000,,\nPKH,A,1000,2000,98001,,\n");
    let findings = lint(&files);
    assert_eq!(
        findings[0].message(Lang::Id),
        "PKH → A: paket 2.000 g seharga Rp98.001 lebih mahal daripada dibagi menjadi 1.000 g dan \
         1.000 g seharga Rp98.000"
    );
    assert_eq!(
        findings[0].message(Lang::En),
        "PKH → A: a parcel of 2,000 g at Rp98,001 is dearer than two of 1,000 g and 1,000 g at \
         Rp98,000"
    );
    let without = |zones: usize| {
        let rows = (0..zones).map(|n| format!("3000{n},Z{n}\n")).collect::<String>();
        let findings = lint(&TariffFiles { zones: format!("{ZONES}{rows}"), ..clean() });
        findings[0].message(Lang::En)
    };
    assert_eq!(without(1), "service PKH has no price to zone Z0");
    assert_eq!(without(5), "service PKH has no price to zone Z0, Z1, Z2, Z3, Z4");
    assert_eq!(without(7), "service PKH has no price to zone Z0, Z1, Z2, Z3, Z4 and 2 more");
}

/// The tiers of the sender's notes of 2016: 2.5 kg costs 148,000, 1 kg and 1.5 kg 122,500.
#[test]
fn a_real_parcel_dearer_than_its_split() {
    let mut files = with_rates(
        "PKH,A,0,1000,49000,,\nPKH,A,1000,1500,73500,,\nPKH,A,1500,2000,98000,,\n\
         PKH,A,2000,3000,148000,,\nPKH,A,3000,4000,198000,,\n",
    );
    files.book = files.book.replace("step_g = 1000", "step_g = 500");
    assert_eq!(found(&files), ["IKM-LINT-DEARER-THAN-SPLIT rates.csv 5"]);
}

/// Steps of weight and of price that meet only now and then, so that the first parcels above the
/// bound show nothing.
#[test]
fn a_split_that_only_heavier_parcels_show() {
    let check = |step: &str, rates: &str| {
        let mut files = with_rates(rates);
        files.book = files
            .book
            .replace("minimum_g = 1000", "minimum_g = 1")
            .replace("step_g = 1000", step)
            .replace("tolerance_g = 300", "tolerance_g = 0");
        assert_eq!(found(&files), ["IKM-LINT-DEARER-THAN-SPLIT rates.csv 3"]);
    };
    // Weights 3, 6, 9, 12 g cost 10, 13 + 6, 13 + 2 × 6, 13 + 4 × 6 = 37; 3 g and 9 g cost 35, while
    // 6 g and 6 g cost 38.
    check("step_g = 3", "PKH,A,0,5,10,,\nPKH,A,5,,13,2,6\n");
    // Weights 6, 12, 18, 24, 30, 36, 42 g cost 1, 2, 3, 4, 5, 6, 8; the first pair to cost less than
    // what it weighs together is 12 g and 30 g.
    check("step_g = 6", "PKH,A,0,11,1,,\nPKH,A,11,,1,5,1\n");
}

/// A lane: the ends and prices of its bands, and its last band's extra step.
#[derive(Clone, Debug)]
struct Lane {
    minimum: u32,
    step: u32,
    tolerance: u32,
    max: Option<u32>,
    bands: Vec<(u32, i64)>,
    last: Option<(u32, i64)>,
    open: bool,
}

fn lane() -> impl Strategy<Value = Lane> {
    let band = (1..9_u32, 0..12_i64);
    (
        (1..7_u32, 1..7_u32, 0..4_u32, prop::option::of(5..40_u32)),
        prop::collection::vec(band, 1..5),
        prop::option::of((1..7_u32, 0..6_i64)),
        any::<bool>(),
    )
        .prop_map(|((minimum, step, tolerance, max), mut bands, last, open)| {
            // Widths and rises become ends and prices that never fall.
            let (mut end, mut price) = (0, 0);
            for band in &mut bands {
                end += band.0;
                price += band.1;
                *band = (end, price);
            }
            Lane { minimum, step, tolerance, max, bands, last, open }
        })
}

impl Lane {
    fn files(&self) -> TariffFiles {
        let mut rows = String::new();
        let mut over = 0;
        for (at, (end, price)) in self.bands.iter().enumerate() {
            let last = at + 1 == self.bands.len();
            let up_to = if last && self.open { String::new() } else { end.to_string() };
            let extra = self.last.filter(|_| last).map(|(step, price)| format!("{step},{price}"));
            rows += &format!("PKH,A,{over},{up_to},{price},{}\n", extra.unwrap_or(",".to_owned()));
            over = *end;
        }
        let mut files = with_rates(&rows);
        files.book = files
            .book
            .replace("minimum_g = 1000", &format!("minimum_g = {}", self.minimum))
            .replace("step_g = 1000", &format!("step_g = {}", self.step))
            .replace("tolerance_g = 300", &format!("tolerance_g = {}", self.tolerance));
        if let Some(max) = self.max {
            files.book += &format!("max_g = {max}\n");
        }
        files
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Against the prices themselves: every weight up to 120 g is quoted, and every pair of billed
    /// weights is held against the billed weights that they could replace. A band is reached if a
    /// weight is priced by it. Steps, minimum and extra step are small, so that 120 g is far beyond
    /// where their pattern returns.
    #[test]
    fn as_the_prices_have_it(lane in lane()) {
        let files = lane.files();
        let book = compiled(&files);
        let mut prices: Vec<(u32, i64)> = Vec::new();
        let mut reached: Vec<u32> = Vec::new();
        for explained in (1..=120).filter_map(|grams| book.explain(&parcel(grams), today()).ok()) {
            prices.push((explained.quote.billed().get(), explained.quote.normal().get()));
            let freight = explained.lines.iter().find(|line| line.step().rule() == "freight");
            reached.extend(freight.map(Line::row));
        }
        prices.dedup();
        let dearer = prices.iter().any(|(whole, price)| {
            prices.iter().any(|(a, first)| {
                prices.iter().any(|(b, second)| a + b >= *whole && first + second < *price)
            })
        });
        let findings = lint(&files);
        let rows = |code| -> Vec<u32> {
            findings.iter().filter(|f| f.code() == code).filter_map(Finding::row).collect()
        };
        let splits = rows("IKM-LINT-DEARER-THAN-SPLIT");
        prop_assert_eq!(!splits.is_empty(), dearer, "{:?}", prices);
        let unreached = rows("IKM-LINT-UNREACHABLE");
        for row in 2..2 + u32::try_from(lane.bands.len()).expect("a few") {
            prop_assert_eq!(unreached.contains(&row), !reached.contains(&row), "{}", row);
        }
    }
}
