//! From weight to billed weight, against the rules that couriers publish.

use ikm_core::Explain;
use ikm_core::shipping::{Parcel, TariffFiles};

use crate::support::{TOP, clean, parcel, quote, sized};

/// A book of one open band, so that only the service decides.
fn service(terms: &str) -> TariffFiles {
    TariffFiles {
        book: format!("{TOP}\n[[service]]\ncode = \"PKH\"\nname = \"PKH\"\n{terms}\n"),
        rates: "service,zone,over_g,up_to_g,price\nPKH,A,0,,1000\n".to_owned(),
        ..clean()
    }
}

fn steps(minimum: u32, step: u32, tolerance: u32, edge: &str) -> TariffFiles {
    service(&format!(
        "minimum_g = {minimum}\nstep_g = {step}\ntolerance_g = {tolerance}\n\
         tolerance_edge = \"{edge}\"\nvolumetric_divisor = 6000"
    ))
}

fn billed(files: &TariffFiles, parcel: &Parcel) -> Result<u32, &'static str> {
    quote(files, parcel).map(|quote| quote.billed().get()).map_err(|error| error.code())
}

/// JNE, J&T, `SiCepat` and TIKI: at least 1 kg, up to 0.30 kg is given away (jnebrebes.blogspot.com
/// 2013, bisniskurir.com 2014 and 2019): 1.30 kg is 1 kg, 1.31 kg is 2 kg.
#[test]
fn a_rest_up_to_the_tolerance_is_given_away() {
    let book = steps(1_000, 1_000, 300, "inclusive");
    let check = |grams, expect| assert_eq!(billed(&book, &parcel(grams)), Ok(expect), "{grams}");
    check(1, 1_000);
    check(999, 1_000);
    check(1_000, 1_000);
    check(1_001, 1_000);
    check(1_300, 1_000);
    check(1_301, 2_000);
    check(2_000, 2_000);
    check(2_300, 2_000);
    check(2_301, 3_000);
}

/// Everpro's table sends 1.30 kg to 2 kg: the edge is the book's to say.
#[test]
fn the_edge_of_the_tolerance_is_the_books() {
    let book = steps(1_000, 1_000, 300, "exclusive");
    let check = |grams, expect| assert_eq!(billed(&book, &parcel(grams)), Ok(expect), "{grams}");
    check(1_299, 1_000);
    check(1_300, 2_000);
    check(2_299, 2_000);
    check(2_300, 3_000);
}

/// Pos parcels above 2 kg, per started kilogram (2016 sender's notes: 2095 g is billed as 3 kg).
#[test]
fn without_a_tolerance_every_started_step_counts() {
    for edge in ["inclusive", "exclusive"] {
        let book = steps(1, 1_000, 0, edge);
        let check =
            |grams, expect| assert_eq!(billed(&book, &parcel(grams)), Ok(expect), "{grams}");
        check(1, 1_000);
        check(1_000, 1_000);
        check(1_001, 2_000);
        check(2_000, 2_000);
        check(2_095, 3_000);
    }
}

#[test]
fn the_minimum_need_not_lie_on_a_step() {
    let book = steps(1_500, 1_000, 0, "inclusive");
    let check = |grams, expect| assert_eq!(billed(&book, &parcel(grams)), Ok(expect), "{grams}");
    check(1, 1_500);
    check(1_000, 1_500);
    check(1_001, 2_000);
}

#[test]
fn the_larger_of_weight_and_volume_counts() {
    let book = steps(1_000, 1_000, 0, "inclusive");
    let check = |grams, sides, expect| {
        assert_eq!(billed(&book, &sized(grams, sides)), Ok(expect), "{grams} {sides:?}");
    };
    // 30 × 20 × 10 cm = 6000 cm³ ÷ 6000 = 1 kg.
    check(500, [300, 200, 100], 1_000);
    // One millimetre longer: 6,020,000 mm³ ÷ 6000 = 1003.33… g, up to 1004 g, is 2 kg.
    check(500, [301, 200, 100], 2_000);
    check(2_500, [301, 200, 100], 3_000);
    // 60 × 50 × 40 cm = 120,000 cm³ ÷ 6000 = 20 kg.
    check(500, [600, 500, 400], 20_000);
    // 6001 mm³ ÷ 6000 = 1.0001… g, up to 2 g.
    check(1, [6_001, 1, 1], 1_000);
}

#[test]
fn volumetric_grams_are_rounded_up() {
    // Steps of a gram show the volumetric weight as it is.
    let book = steps(1, 1, 0, "inclusive");
    let check = |sides, expect| assert_eq!(billed(&book, &sized(1, sides)), Ok(expect));
    check([6_000, 1, 1], 1);
    check([6_001, 1, 1], 2);
    check([301, 200, 100], 1_004);
}

#[test]
fn without_a_divisor_volume_does_not_count() {
    let book =
        service("minimum_g = 1000\nstep_g = 1000\ntolerance_g = 0\ntolerance_edge = \"inclusive\"");
    assert_eq!(billed(&book, &sized(500, [600, 500, 400])), Ok(1_000));
}

#[test]
fn limits_hold_for_the_larger_weight_and_for_sizes() {
    let book = service(
        "minimum_g = 1000\nstep_g = 1000\ntolerance_g = 0\ntolerance_edge = \"inclusive\"\n\
         volumetric_divisor = 6000\nmax_g = 19500\nmax_longest_mm = 700\nmax_girth_mm = 2000",
    );
    let check = |parcel: Parcel, expect| assert_eq!(billed(&book, &parcel), expect, "{parcel:?}");
    // The weight is held against the limit, not what becomes of it in steps.
    check(parcel(19_500), Ok(20_000));
    check(parcel(19_501), Err("IKM-TARIFF-OVER-WEIGHT"));
    check(parcel(0), Err("IKM-TARIFF-ZERO-WEIGHT"));
    // The girth is 700 + 2 × (400 + 250) = 2000 mm, whichever side stands first; the volume is
    // 70,000,000 mm³ ÷ 6000 = 11,666.7 g.
    check(sized(1, [700, 400, 250]), Ok(12_000));
    check(sized(1, [400, 250, 700]), Ok(12_000));
    check(sized(1, [701, 400, 249]), Err("IKM-TARIFF-OVER-SIZE"));
    check(sized(1, [700, 400, 251]), Err("IKM-TARIFF-OVER-SIZE"));
}

#[test]
fn a_volume_can_be_too_heavy() {
    let book = service(
        "minimum_g = 1000\nstep_g = 1000\ntolerance_g = 0\ntolerance_edge = \"inclusive\"\n\
         volumetric_divisor = 6000\nmax_g = 20000",
    );
    // 600 × 500 × 400 mm ÷ 6000 = 20,000 g; 601 mm make 20,033.3 g.
    assert_eq!(billed(&book, &sized(1, [600, 500, 400])), Ok(20_000));
    assert_eq!(billed(&book, &sized(1, [601, 500, 400])), Err("IKM-TARIFF-OVER-WEIGHT"));
}

#[test]
fn weights_beyond_any_band_are_too_heavy() {
    let book = steps(1, u32::MAX, 0, "inclusive");
    assert_eq!(billed(&book, &parcel(u32::MAX)), Ok(u32::MAX));
    let book = steps(1, u32::MAX - 1, 0, "inclusive");
    assert_eq!(billed(&book, &parcel(u32::MAX)), Err("IKM-TARIFF-OVER-WEIGHT"));
    // Ten metres each way, a divisor of 1: 10¹² g.
    let book = service(
        "minimum_g = 1\nstep_g = 1\ntolerance_g = 0\ntolerance_edge = \"inclusive\"\n\
         volumetric_divisor = 1",
    );
    assert_eq!(billed(&book, &sized(1, [10_000; 3])), Err("IKM-TARIFF-OVER-WEIGHT"));
}
