//! Quotes on the small book of `tests/data/book`, followed by hand from the contract's rules.

use serde_json::{Value, json};

use crate::desk::Desk;

const FIGURES: [&str; 8] =
    ["billed_g", "normal", "special", "saving", "surcharge", "insurance", "tax", "total"];

fn check(options: &str, expected: [i64; 8]) {
    let line = format!("--format json tariff quote --book book --to 25651 --service PKH {options}");
    let quote = Desk::new().run(&line).ends(0).json();
    for (name, figure) in FIGURES.into_iter().zip(expected) {
        assert_eq!(quote.get(name), Some(&json!(figure)), "{name} of {options}");
    }
}

/// 1.300 g: the rest of 300 is given away, so 1.000 g; 1.301 g: two steps. The second band costs
/// 10.000 and 6.000 a started kilogram above the first; the agreement takes 10 % off from February;
/// fuel is 2,5 % of that, and 1,1 % tax on both from April. All half up: 1,1 % of 14.760 is 162,36.
#[test]
fn a_quote_follows_the_book() {
    check("--weight-g 1300 --on 2022-05-01", [1000, 10_000, 9_000, 1_000, 225, 0, 101, 9_326]);
    check("--weight-g 1301 --on 2022-05-01", [2000, 16_000, 14_400, 1_600, 360, 0, 162, 14_922]);
    check("--weight-g 1301 --on 2022-03-01", [2000, 16_000, 14_400, 1_600, 360, 0, 0, 14_760]);
    check("--weight-g 1301 --on 2022-01-15", [2000, 16_000, 16_000, 0, 400, 0, 0, 16_400]);
    // 0,2 % of a million is 2.000, and 2.500 for the administration.
    check(
        "--weight-g 1300 --on 2022-05-01 --declared 1000000",
        [1000, 10_000, 9_000, 1_000, 225, 4_500, 101, 13_826],
    );
}

#[test]
fn every_step_is_explained() {
    let line = "--format json tariff quote --book book --to 25651 --service PKH --weight-g 1301 --on 2022-05-01";
    let quote = Desk::new().run(line).ends(0).json();
    let lines = quote["lines"].as_array().expect("an array");
    let rules: Vec<&str> =
        lines.iter().map(|line| line["rule"].as_str().expect("a word")).collect();
    assert_eq!(rules, ["zone", "weight", "freight", "discount", "surcharge", "tax"]);
    let sum: i64 = lines.iter().map(|line| line["amount"].as_i64().expect("a number")).sum();
    assert_eq!(Some(sum), quote["total"].as_i64());
}

#[test]
fn no_quote_says_why() {
    let check = |options: &str, code: &str| {
        let line = format!("--format json tariff quote --book book {options}");
        let answer = Desk::new().run(&line).ends(1);
        let error: Value = serde_json::from_str(&answer.err).expect("an object");
        assert_eq!(error["error"]["code"], code, "{options}");
        assert_eq!(answer.out, "");
    };
    let parcel = "--service PKH --weight-g 100";
    check(&format!("--to 10110 --on 2022-05-01 {parcel}"), "IKM-TARIFF-NO-ZONE");
    check(&format!("--to 25651 --on 2021-12-31 {parcel}"), "IKM-TARIFF-NOT-IN-FORCE");
    check("--to 25651 --on 2022-05-01 --service XXX --weight-g 1", "IKM-TARIFF-NO-SERVICE");
    check("--to 25651 --on 2022-05-01 --service PKH --weight-g 0", "IKM-TARIFF-ZERO-WEIGHT");
    check("--to 25651 --on 2022-05-01 --service PKH --weight-g 30001", "IKM-TARIFF-OVER-WEIGHT");
}

#[test]
fn a_table_of_parcels_is_quoted_in_its_order() {
    let desk = Desk::new();
    let line =
        "--format json tariff quote-batch --book book --on 2022-05-01 parcels.csv --out prices.csv";
    let counts = desk.run(line).ends(3).json();
    assert_eq!(counts, json!({"rows": 3, "quoted": 2, "refused": 1, "out": "prices.csv"}));
    assert_eq!(
        desk.read("prices.csv"),
        "id,billed_g,normal,special,saving,surcharge,insurance,tax,total,reason\n\
         P-1,1000,10000,9000,1000,225,0,101,9326,\n\
         P-2,2000,16000,14400,1600,360,0,162,14922,\n\
         P-3,,,,,,,,,IKM-TARIFF-NO-ZONE\n"
    );
}

/// A table without its columns leaves no half of an answer.
#[test]
fn a_refused_table_leaves_nothing() {
    let desk = Desk::new();
    desk.write("parcels.csv", "id,service\n1,PKH\n");
    let before = desk.files();
    let line = "tariff quote-batch --book book --on 2022-05-01 parcels.csv --out prices.csv";
    let answer = desk.run(line).ends(1);
    assert!(answer.err.starts_with("error[IKM-PARCELS-MISSING-COLUMN]"), "{}", answer.err);
    assert_eq!(desk.files(), before);
}

#[test]
fn a_book_is_judged_without_a_store() {
    let desk = Desk::new();
    assert_eq!(desk.run("--format json tariff lint book").ends(0).json(), json!([]));
    // A band is missing between 1.000 and 2.000 g.
    let rates = desk.read("book/rates.csv").replace("PKH,PESISIR,1000,,", "PKH,PESISIR,2000,,");
    desk.write("book/rates.csv", &rates);
    let findings = desk.run("--format json tariff lint book").ends(3).json();
    assert_eq!(findings[0]["code"], "IKM-LINT-GAP");
    assert_eq!(findings[0]["severity"], "error");
    assert_eq!(findings[0]["file"], "rates.csv");
    let line = "tariff quote --book book --to 25651 --service PKH --weight-g 1 --on 2022-05-01";
    let answer = desk.run(line).ends(1);
    assert!(answer.err.starts_with("error[IKM-TARIFF-LINT]"), "{}", answer.err);
    assert!(!desk.files().contains(&"ikm.db".to_owned()));
}

#[test]
fn an_unknown_file_is_a_finding_and_refused() {
    let desk = Desk::new();
    desk.write("book/notes.txt", "");
    let findings = desk.run("--format json tariff lint book").ends(3).json();
    assert_eq!(findings[0]["code"], "IKM-BOOK-UNKNOWN-FILE");
    let answer = desk.run("tariff quote --book book --to 25651 --service PKH --weight-g 1").ends(1);
    assert!(answer.err.starts_with("error[IKM-BOOK-UNKNOWN-FILE]"), "{}", answer.err);
}

/// A parcel at the desk costs what the loaded book quotes, and the post's number stays its own.
#[test]
fn a_loaded_book_prices_parcels() {
    let desk = Desk::sold();
    desk.run("--today 2022-02-01 tariff load book").ends(0);
    let line = "--format json --today 2022-05-01 shipment accept A-0001 --to 25651 --service PKH \
                --weight-g 1301 --receipt-number 14112200099";
    let parcel = desk.run(line).ends(0).json();
    assert_eq!(parcel["total"], 14_922);
    assert_eq!(parcel["saving"], 1_600);
    assert_eq!(parcel["receipt_number"], "14112200099");
    assert_eq!(parcel["status"], "accepted");
    let again = desk.run(line).ends(1);
    assert!(again.err.contains("IKM-SHIPMENT-RECEIPT"), "{}", again.err);
    let listing = desk.run("--format json shipment list").ends(0).json();
    assert_eq!(listing.as_array().map(Vec::len), Some(1));
    assert_eq!(listing[0]["shipment"], parcel["shipment"]);
    // Without a book the one in force is asked.
    let line =
        "--format json tariff quote --to 25651 --service PKH --weight-g 1301 --on 2022-05-01";
    assert_eq!(desk.run(line).ends(0).json()["total"], 14_922);
}
