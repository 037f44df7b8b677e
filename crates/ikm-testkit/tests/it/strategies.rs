//! The strategies give what they promise.

use chrono::Datelike;
use ikm_core::identity::Gender;
use ikm_core::region::{Level, Regions};
use ikm_testkit::strategies;
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_nik_shows_region_and_gender(nik in strategies::nik()) {
        prop_assert!(Regions::pesisir_selatan().get(nik.kecamatan_code()).is_some());
        let day: u32 = nik.as_str().get(6..8).expect("a day").parse().expect("digits");
        prop_assert_eq!(nik.gender() == Gender::Female, day > 40);
    }

    #[test]
    fn a_date_lies_in_its_years(date in strategies::date()) {
        prop_assert!((2010..=2037).contains(&date.year()));
    }

    #[test]
    fn a_profile_lies_in_the_regency(profile in strategies::profile()) {
        prop_assert!(!profile.name.trim().is_empty());
        prop_assert_eq!(profile.place.regency.to_string(), "13.01");
        for code in [profile.place.kecamatan, profile.place.nagari].into_iter().flatten() {
            prop_assert!(profile.place.regency.contains(code));
        }
        if let Some(nagari) = profile.place.nagari {
            prop_assert_eq!(nagari.ancestor(Level::Kecamatan), profile.place.kecamatan);
        }
        if let Some(kbli) = profile.kbli {
            prop_assert!(kbli.in_section_c());
        }
        let json = serde_json::to_string(&profile).expect("serialises");
        let back: ikm_core::registry::Profile = serde_json::from_str(&json).expect("reads back");
        prop_assert_eq!(back, profile);
    }

    #[test]
    fn small_values_are_well_formed(
        percent in strategies::percent(),
        range in strategies::date_range(),
        sides in strategies::dimensions(),
        grams in strategies::grams(),
        nib in strategies::nib(),
        phone in strategies::phone(),
    ) {
        prop_assert!(percent.get() <= rust_decimal::Decimal::ONE_HUNDRED);
        prop_assert!(range.contains(range.from()));
        prop_assert!(sides.longest_mm() <= 2_000 && grams.get() > 0);
        prop_assert_eq!(nib.as_str().len(), 13);
        prop_assert!(phone.as_str().starts_with("+6281200"));
    }
}

#[test]
fn every_nagari_can_come() {
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let strategy = strategies::nagari();
    let drawn: std::collections::BTreeSet<_> =
        (0..4_000).map(|_| strategy.new_tree(&mut runner).expect("a nagari").current()).collect();
    assert_eq!(drawn.len(), 182);
}
