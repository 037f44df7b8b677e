//! Which zone a postal code belongs to.

use ikm_core::shipping::{NoQuote, Parcel, Step, TariffFiles};
use ikm_tariff::CompiledBook;
use proptest::prelude::*;

use crate::support::{clean, compiled, parcel, today};

/// A book of these rows, each `pattern,zone`, with a price for every zone.
fn book(rows: &[String]) -> CompiledBook {
    let zones = format!("postal_code,zone\n{}\n", rows.join("\n"));
    let prices: String = ["A", "B", "C", "D"].map(|zone| format!("PKH,{zone},0,,1000\n")).concat();
    let rates = format!("service,zone,over_g,up_to_g,price\n{prices}");
    compiled(&TariffFiles { zones, rates, ..clean() })
}

fn zone(book: &CompiledBook, code: &str) -> Option<String> {
    let parcel = Parcel { to: code.parse().expect("a code"), ..parcel(1_000) };
    match book.explain(&parcel, today()) {
        Ok(explained) => explained.lines.iter().find_map(|line| {
            if let Step::Zone { zone, .. } = line.step() { Some(zone.clone()) } else { None }
        }),
        Err(NoQuote::NoZone(_)) => None,
        Err(other) => Some(other.to_string()),
    }
}

#[test]
fn exact_then_longest_prefix_then_narrowest_range() {
    let check = |rows: &[&str], code, expect: Option<&str>| {
        let mut rows: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
        assert_eq!(zone(&book(&rows), code).as_deref(), expect, "{rows:?} {code}");
        rows.reverse();
        assert_eq!(zone(&book(&rows), code).as_deref(), expect, "{rows:?} {code}");
    };
    let all = ["25651,A", "2565*,B", "256*,C", "25651-25651,D"];
    check(&all, "25651", Some("A"));
    check(&all, "25652", Some("B"));
    check(&all, "25661", Some("C"));
    check(&all, "25701", None);
    // Any prefix is stronger than any range, however narrow.
    check(&["2*,A", "25651-25651,B"], "25651", Some("A"));
    check(&["*,A", "25651-25651,B"], "25651", Some("A"));
    check(&["*,A", "2*,B"], "99999", Some("A"));
    check(&["25600-25699,A", "25650-25659,B"], "25650", Some("B"));
    check(&["25600-25699,A", "25650-25659,B"], "25659", Some("B"));
    check(&["25600-25699,A", "25650-25659,B"], "25649", Some("A"));
    check(&["25600-25699,A", "25650-25659,B"], "25660", Some("A"));
    // Both ends of a range are in it.
    check(&["25600-25699,A"], "25600", Some("A"));
    check(&["25600-25699,A"], "25699", Some("A"));
    check(&["25600-25699,A"], "25599", None);
    check(&["25600-25699,A"], "25700", None);
    check(&["10000-99999,A"], "10000", Some("A"));
    check(&["10000-99999,A"], "99999", Some("A"));
    check(&["9*,A"], "99999", Some("A"));
}

/// A row as text, and what the rule says of it: how strong it is and which codes it holds.
#[derive(Clone, Debug)]
struct Row {
    text: String,
    strength: (u8, u32),
    holds: (u32, u32),
}

/// Rows around a few codes, so that they meet.
fn row() -> impl Strategy<Value = Row> {
    let zone = prop::sample::select(vec!["A", "B", "C", "D"]);
    let code = 25_600_u32..25_700;
    prop_oneof![
        (code.clone(), zone.clone()).prop_map(|(code, zone)| Row {
            text: format!("{code},{zone}"),
            strength: (0, 0),
            holds: (code, code),
        }),
        (1..=4_u32, code.clone(), zone.clone()).prop_map(|(digits, code, zone)| {
            let width = 10_u32.pow(5 - digits);
            let prefix = code / width;
            Row {
                text: format!("{prefix}*,{zone}"),
                strength: (1, 5 - digits),
                holds: (prefix * width, prefix * width + width - 1),
            }
        }),
        (code.clone(), code, zone).prop_map(|(a, b, zone)| {
            let (first, last) = (a.min(b), a.max(b));
            Row {
                text: format!("{first}-{last},{zone}"),
                strength: (2, last - first),
                holds: (first, last),
            }
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Against a scan of all rows: the strongest that holds the code, the first among equals.
    #[test]
    fn as_a_scan_finds_it(rows in prop::collection::vec(row(), 1..30), codes in prop::collection::vec(25_590_u32..25_710, 8)) {
        let texts: Vec<String> = rows.iter().map(|row| row.text.clone()).collect();
        let book = book(&texts);
        for code in codes {
            let expect = rows
                .iter()
                .filter(|row| row.holds.0 <= code && code <= row.holds.1)
                .min_by_key(|row| row.strength)
                .and_then(|row| row.text.rsplit(',').next());
            let found = zone(&book, &code.to_string());
            prop_assert_eq!(found.as_deref(), expect, "{}", code);
        }
    }
}
