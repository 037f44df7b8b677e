//! The invented tariff and its parcels, priced by hand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ikm_core::shipping::ZonePattern;
use ikm_testkit::shipping::{ParcelSeed, parcels, quote_batch_csv, tariff_book};

use crate::digest_of;

#[derive(Debug, serde::Deserialize)]
struct Rate {
    service: String,
    zone: String,
    over_g: u32,
    up_to_g: Option<u32>,
    price: u32,
    extra_step_g: Option<u32>,
    extra_price: Option<u32>,
}

#[derive(Debug, serde::Deserialize)]
struct ZoneRow {
    postal_code: String,
    zone: String,
}

fn rows<T: serde::de::DeserializeOwned>(csv: &str) -> Vec<T> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(|record| record.expect("well formed")).collect()
}

/// The bands of every lane, from the lightest.
fn lanes() -> BTreeMap<(String, String), Vec<Rate>> {
    let mut lanes: BTreeMap<_, Vec<Rate>> = BTreeMap::new();
    for rate in rows::<Rate>(&tariff_book().rates) {
        lanes.entry((rate.service.clone(), rate.zone.clone())).or_default().push(rate);
    }
    for lane in lanes.values_mut() {
        lane.sort_by_key(|rate| rate.over_g);
    }
    lanes
}

/// What the contract's *Weight* makes of an actual weight, for the two services of the book.
fn billed(service: &str, weight_g: u32) -> u32 {
    let (whole, rest) = (weight_g / 1_000, weight_g % 1_000);
    match service {
        // From one kilogram on, and up to 300 g of a rest are given away.
        "PKH" => (whole + u32::from(rest > 300)).max(1) * 1_000,
        // From ten kilograms on, and nothing is given away.
        _ => (whole + u32::from(rest > 0)).max(10) * 1_000,
    }
}

fn price(lane: &[Rate], billed_g: u32) -> u32 {
    let holds =
        |rate: &&Rate| rate.over_g < billed_g && rate.up_to_g.is_none_or(|up_to| billed_g <= up_to);
    let mut holding = lane.iter().filter(holds);
    let rate = holding.next().expect("no gap in the lane");
    assert!(holding.next().is_none(), "an overlap at {billed_g} g: {lane:?}");
    match (rate.extra_step_g, rate.extra_price) {
        (Some(step), Some(extra)) => rate.price + (billed_g - rate.over_g).div_ceil(step) * extra,
        _ => rate.price,
    }
}

#[test]
fn every_service_reaches_every_zone() {
    let zones: BTreeSet<String> =
        rows::<ZoneRow>(&tariff_book().zones).into_iter().map(|row| row.zone).collect();
    let lanes = lanes();
    assert_eq!(lanes.len(), 2 * zones.len());
    for service in ["PKH", "PKJ"] {
        for zone in &zones {
            assert!(lanes.contains_key(&(service.to_owned(), zone.clone())), "{service} {zone}");
        }
    }
}

/// No gap, no overlap, no falling price, and no parcel dearer than its split, whatever it weighs on
/// the scales.
#[test]
fn the_prices_keep_the_rules_of_lint() {
    for ((service, zone), lane) in lanes() {
        let max_g = if service == "PKH" { 30_000 } else { 50_000 };
        let price = |weight| price(&lane, billed(&service, weight));
        for weight in (100..=max_g).step_by(100) {
            let here = price(weight);
            assert!(price(weight - 1) <= here, "{service} {zone}: dearer below {weight} g");
            if weight <= 12_000 {
                for part in (100..=weight / 2).step_by(100) {
                    let split = price(part) + price(weight - part);
                    assert!(here <= split, "{service} {zone}: {weight} g, split at {part} g");
                }
            }
        }
        assert!(price(max_g) > price(1_000));
    }
}

#[test]
fn a_code_has_one_zone() {
    let zones = rows::<ZoneRow>(&tariff_book().zones);
    let mut patterns = BTreeSet::new();
    for row in &zones {
        let pattern: ZonePattern = row.postal_code.parse().expect("a pattern");
        assert!(!pattern.is_exact());
        assert!(patterns.insert(row.postal_code.clone()), "{} twice", row.postal_code);
    }
    let zone_of = |code: &str| {
        // The longest prefix wins, and a range comes last.
        let prefix = zones
            .iter()
            .filter(|row| row.postal_code.strip_suffix('*').is_some_and(|p| code.starts_with(p)))
            .max_by_key(|row| row.postal_code.len());
        prefix.map_or("jabodetabek", |row| row.zone.as_str())
    };
    for (code, zone) in [
        ("25651", "pessel"),
        ("25112", "sumbar"),
        ("28111", "sumatera"),
        ("10110", "jabodetabek"),
        ("55111", "jawa"),
        ("80111", "bali-nusa"),
        ("90111", "sulawesi"),
        ("99111", "timur"),
    ] {
        assert_eq!(zone_of(code), zone);
    }
}

#[test]
fn the_texts_are_toml_with_what_the_contract_names() {
    let files = tariff_book();
    let book: toml::Table = files.book.parse().expect("TOML");
    let keys: Vec<&str> = book.keys().map(String::as_str).collect();
    let expect = [
        "carrier",
        "effective_from",
        "effective_to",
        "insurance",
        "origin",
        "service",
        "source",
        "surcharge",
        "tax",
        "version",
    ];
    assert_eq!(keys.into_iter().collect::<BTreeSet<_>>(), BTreeSet::from(expect));
    for text in ["carrier", "source"] {
        let text = book.get(text).and_then(toml::Value::as_str).expect("a text");
        assert!(text.contains("contoh"), "{text} does not say that it is invented");
    }
    let agreement: toml::Table = files.agreement.expect("an agreement").parse().expect("TOML");
    let rules = agreement.get("rule").and_then(toml::Value::as_array).expect("rules");
    let priorities: BTreeSet<_> =
        rules.iter().map(|rule| rule.get("priority").and_then(toml::Value::as_integer)).collect();
    assert_eq!(priorities.len(), rules.len());
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn demo() -> Vec<ParcelSeed> {
    parcels(2022, &["10", "13", "16", "32"], 400, day("2022-02-01"), day("2023-01-01"))
}

#[test]
fn the_parcels_are_as_varied_as_promised() {
    let parcels = demo();
    assert_eq!(parcels, demo());
    assert!(parcels.is_sorted_by_key(|seed| seed.sent_on));
    let count = |which: &dyn Fn(&ParcelSeed) -> bool| parcels.iter().filter(|p| which(p)).count();
    let near = |seed: &ParcelSeed, rest| seed.parcel.weight.get() % 1_000 == rest;
    for rest in [0, 1, 299, 300, 301] {
        assert!(count(&|seed| near(seed, rest)) >= 20, "{rest}");
    }
    assert!((20..100).contains(&count(&|seed| seed.parcel.service == "PKJ")));
    assert!((90..200).contains(&count(&|seed| seed.parcel.dimensions.is_some())));
    assert!((80..180).contains(&count(&|seed| seed.parcel.declared_value.is_some())));
    let towns: BTreeSet<_> = parcels.iter().map(|seed| seed.parcel.to).collect();
    assert!(towns.len() > 35, "{} towns", towns.len());
    for seed in &parcels {
        let (parcel, divisor) = match seed.parcel.service.as_str() {
            "PKH" => (&seed.parcel, 6_000),
            _ => (&seed.parcel, 4_000),
        };
        // Cubic millimetres over cubic centimetres a kilogram give grams.
        let volumetric = parcel.dimensions.map_or(0, |sides| sides.volume_mm3().div_ceil(divisor));
        let heaviest = u64::from(parcel.weight.get()).max(volumetric);
        assert!(heaviest > 0 && heaviest <= if divisor == 6_000 { 30_000 } else { 50_000 });
        let class = ["10", "13", "16", "32"].get(seed.sender).copied();
        assert_eq!(parcel.classification.as_deref(), class);
        assert!((day("2022-02-01")..day("2023-01-01")).contains(&seed.sent_on));
    }
    let large = |seed: &ParcelSeed| {
        let by_volume = seed.parcel.dimensions.map_or(0, |sides| sides.volume_mm3() / 6_000);
        by_volume > u64::from(seed.parcel.weight.get())
    };
    assert!(count(&large) > 20);
}

#[test]
fn the_batch_names_every_parcel() {
    let parcels = demo();
    let text = quote_batch_csv(&parcels);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let records: Vec<csv::StringRecord> =
        reader.records().map(|record| record.expect("well formed")).collect();
    assert_eq!(records.len(), parcels.len());
    for (record, seed) in records.iter().zip(&parcels) {
        assert_eq!(record.get(0), Some(seed.id.as_str()));
        assert_eq!(record.get(1), Some(seed.parcel.to.to_string().as_str()));
        assert_eq!(record.get(3), Some(seed.parcel.weight.get().to_string().as_str()));
        assert_eq!(record.get(4) == Some(""), seed.parcel.dimensions.is_none());
        assert_eq!(record.get(8), seed.parcel.classification.as_deref());
    }
}

/// The bytes of the demo's parcels and tariff. They change only when they are meant to change.
#[test]
fn the_bytes_never_change_by_themselves() {
    let text = quote_batch_csv(&demo());
    let digest = digest_of([&tariff_book().digest()[..], text.as_bytes()]);
    assert_eq!(digest, "5bd7b32e6cbea1a60a861b3499c6327c8d37c04806fec67890d8a8d83623d432");
}
