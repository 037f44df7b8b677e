//! Money against hand calculations, two published number spellers, and its own laws.

use ikm_core::Lang;
use ikm_core::money::{MoneyError, Percent, Rounding, Rupiah, terbilang};
use proptest::prelude::*;

fn rupiah(amount: i64) -> Rupiah {
    Rupiah::new(amount)
}

fn percent(text: &str) -> Percent {
    text.parse().expect("a percentage")
}

#[test]
fn written_as_each_language_writes_it() {
    let check = |amount: i64, id: &str, en: &str| {
        assert_eq!(rupiah(amount).display(Lang::Id), id);
        assert_eq!(rupiah(amount).display(Lang::En), en);
    };
    check(0, "Rp0", "Rp0");
    check(999, "Rp999", "Rp999");
    check(1_500_000, "Rp1.500.000", "Rp1,500,000");
    check(-1_500_000, "-Rp1.500.000", "-Rp1,500,000");
    check(i64::MIN, "-Rp9.223.372.036.854.775.808", "-Rp9,223,372,036,854,775,808");
}

#[test]
fn read_strictly() {
    let check = |text: &str, expect: Result<i64, ()>| {
        assert_eq!(text.parse::<Rupiah>().map(Rupiah::get).map_err(drop), expect, "{text}");
    };
    check("1500000", Ok(1_500_000));
    check("-7", Ok(-7));
    check("Rp1.500.000", Ok(1_500_000));
    check("-Rp15.000", Ok(-15_000));
    for wrong in
        ["", "-", "Rp", "Rp15.00", "Rp.15.000", "1.500", "1e3", "+5", "12,5", "Rp1234", "--1"]
    {
        check(wrong, Err(()));
    }
    assert_eq!("9223372036854775808".parse::<Rupiah>(), Err(MoneyError::Overflow));
}

#[test]
fn percent_of_an_amount() {
    let check = |part: &str, of: i64, rounding, expect: i64| {
        assert_eq!(percent(part).of(rupiah(of), rounding), Ok(rupiah(expect)), "{part} % of {of}");
    };
    // 12,5 % of 1.004 is 125,5; of 1.003 it is 125,375.
    check("12.5", 1_004, Rounding::HalfUp, 126);
    check("12.5", 1_003, Rounding::HalfUp, 125);
    check("12.5", 1_003, Rounding::Up, 126);
    check("12.5", 1_004, Rounding::Down, 125);
    check("12.5", -1_004, Rounding::HalfUp, -126);
    check("100", i64::MAX, Rounding::HalfUp, i64::MAX);
    // PMK 71/2022: 1,1 % of a parcel at Rp13.500 is Rp148,5.
    check("1.1", 13_500, Rounding::HalfUp, 149);
    check("0", 13_500, Rounding::Up, 0);
    assert_eq!(percent("200").of(rupiah(i64::MAX), Rounding::Down), Err(MoneyError::Overflow));
    // A premium of 0,24 % of Rp1.234.567 is Rp2.962,96, and in steps of Rp100 it is Rp3.000.
    let premium = percent("0.24").of_in_steps(rupiah(1_234_567), rupiah(100), Rounding::Up);
    assert_eq!(premium, Ok(rupiah(3_000)));
}

#[test]
fn percent_is_exact_text() {
    assert_eq!(percent("12.50").to_string(), "12.5");
    assert_eq!(percent("1.1").display(Lang::Id), "1,1 %");
    assert_eq!(percent("1.1").display(Lang::En), "1.1%");
    for wrong in ["", "-1", "1,5", "1000.1", "0.12345678901", "1e1", ".", "5%", "+3"] {
        assert!(wrong.parse::<Percent>().is_err(), "{wrong}");
    }
    let json = serde_json::to_string(&percent("2.5")).expect("serialises");
    assert_eq!(json, "\"2.5\"");
    assert!(serde_json::from_str::<Percent>("\"-2\"").is_err());
    assert!(serde_json::from_str::<Percent>("2.5").is_err());
}

/// The spellings are those on which the npm package @develoka/angka-terbilang-js 1.4.2 (with
/// *milyar* read as *miliar*) and the Python package lokal-id 0.7.2 agree.
#[test]
fn in_words() {
    let check = |amount: i64, words: &str| assert_eq!(terbilang(rupiah(amount)), words);
    check(0, "nol");
    check(1, "satu");
    check(10, "sepuluh");
    check(11, "sebelas");
    check(17, "tujuh belas");
    check(20, "dua puluh");
    check(100, "seratus");
    check(111, "seratus sebelas");
    check(999, "sembilan ratus sembilan puluh sembilan");
    check(1_000, "seribu");
    check(1_100, "seribu seratus");
    check(2_000, "dua ribu");
    check(11_000, "sebelas ribu");
    check(100_000, "seratus ribu");
    check(101_000, "seratus satu ribu");
    check(1_000_000, "satu juta");
    check(1_001_000, "satu juta seribu");
    check(2_950_000, "dua juta sembilan ratus lima puluh ribu");
    check(1_000_000_000, "satu miliar");
    check(1_000_000_000_000, "satu triliun");
    check(-15, "minus lima belas");
}

proptest! {
    #[test]
    fn parts_sum_to_the_whole(
        amount in any::<i64>().prop_filter("has an opposite", |a| *a != i64::MIN),
        weights in prop::collection::vec(0_u32..10_000, 1..12),
    ) {
        prop_assume!(weights.iter().any(|w| *w > 0));
        let parts = rupiah(amount).allocate(&weights).expect("weights");
        prop_assert_eq!(Rupiah::sum(parts.iter().copied()), Ok(rupiah(amount)));
        for (part, weight) in parts.iter().zip(&weights) {
            // Nobody gets more than a rupiah beside the exact share, and none without a weight.
            let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
            let scaled = i128::from(part.get()) * total - i128::from(amount) * i128::from(*weight);
            prop_assert!(scaled.abs() < total);
            prop_assert!(*weight > 0 || part.is_zero());
        }
    }

    #[test]
    fn half_up_is_the_nearest(mantissa in 0_i64..100_000_000, amount in -1_000_000_000_i64..1_000_000_000) {
        let part = Percent::try_new(rust_decimal::Decimal::new(mantissa, 6)).expect("in range");
        let got = i128::from(part.of(rupiah(amount), Rounding::HalfUp).expect("in range").get());
        let exact_e8 = i128::from(amount) * i128::from(mantissa);
        prop_assert!((got * 100_000_000 - exact_e8).abs() * 2 <= 100_000_000);
    }

    /// Over the whole range, where the result needs more than 64 bits on the way, and in steps.
    #[test]
    fn rounding_is_exact_for_every_amount(
        (mantissa, scale) in (0_u32..=10).prop_flat_map(|scale| {
            (0..=10_i64.pow(scale + 3), Just(scale))
        }),
        amount in prop_oneof![any::<i64>(), -9_999_999_i64..9_999_999],
        step in prop_oneof![Just(1_i64), Just(100), 1..1_000_000_000_i64],
    ) {
        let part = rust_decimal::Decimal::new(mantissa, scale);
        let part = Percent::try_new(part).expect("in range");
        let exact = i128::from(amount) * i128::from(mantissa);
        let whole = 100 * 10_i128.pow(scale) * i128::from(step);
        // The multiples of the step on both sides of the exact result, towards zero and away.
        let down = exact / whole;
        let up = if exact % whole == 0 { down } else { down + exact.signum() };
        let near = if (exact % whole).abs() * 2 >= whole { up } else { down };
        for (rounding, steps) in [(Rounding::Down, down), (Rounding::Up, up), (Rounding::HalfUp, near)] {
            let expect = i64::try_from(steps * i128::from(step)).map(rupiah);
            let got = part.of_in_steps(rupiah(amount), rupiah(step), rounding);
            prop_assert_eq!(got, expect.map_err(|_too_large| MoneyError::Overflow), "{:?}", rounding);
        }
    }

    #[test]
    fn display_reads_back(amount in any::<i64>()) {
        prop_assert_eq!(rupiah(amount).to_string().parse(), Ok(rupiah(amount)));
    }
}
