//! Weights and sizes.

use ikm_core::measure::{Dimensions, Grams};
use ikm_core::{Explain, Lang};
use proptest::prelude::*;

#[test]
fn weights() {
    assert_eq!(Grams::new(1_300).display(Lang::Id), "1.300 g");
    assert_eq!(Grams::new(1_300).display(Lang::En), "1,300 g");
    assert_eq!(format!("{:>9}", Grams::new(1_300)), "  1.300 g");
    assert_eq!(serde_json::to_string(&Grams::new(1_300)).expect("serialises"), "1300");
    assert!(serde_json::from_str::<Grams>("-1").is_err());
    assert!(serde_json::from_str::<Grams>("1.5").is_err());
}

/// By hand: 300 × 200 × 100 mm is 6 litres, and 300 + 2 × (200 + 100) is 900.
#[test]
fn sizes() {
    let check = |sides: [u32; 3], longest: u32, girth: u32, volume: u64| {
        let dimensions = Dimensions::try_new(sides).expect("in range");
        assert_eq!(dimensions.longest_mm(), longest);
        assert_eq!(dimensions.girth_mm(), girth);
        assert_eq!(dimensions.volume_mm3(), volume);
        assert_eq!(dimensions.sides_mm(), sides);
    };
    check([300, 200, 100], 300, 900, 6_000_000);
    check([100, 300, 200], 300, 900, 6_000_000);
    check([1, 1, 1], 1, 5, 1);
    check([10_000, 10_000, 10_000], 10_000, 50_000, 1_000_000_000_000);
}

#[test]
fn sizes_out_of_range() {
    for wrong in [[0, 1, 1], [1, 0, 1], [1, 1, 0], [10_001, 1, 1], [1, 1, u32::MAX]] {
        let error = Dimensions::try_new(wrong).expect_err("out of range");
        assert_eq!(error.code(), "IKM-SIZE-RANGE");
        let json = serde_json::to_string(&wrong).expect("serialises");
        assert!(serde_json::from_str::<Dimensions>(&json).is_err(), "{json}");
    }
    assert!(serde_json::from_str::<Dimensions>("[1,2]").is_err());
}

proptest! {
    #[test]
    fn turning_a_parcel_changes_nothing(
        sides in [1_u32..=10_000, 1_u32..=10_000, 1_u32..=10_000],
    ) {
        let [a, b, c] = sides;
        let one = Dimensions::try_new([a, b, c]).expect("in range");
        for turned in [[b, c, a], [c, a, b], [b, a, c]] {
            let other = Dimensions::try_new(turned).expect("in range");
            prop_assert_eq!(one.longest_mm(), other.longest_mm());
            prop_assert_eq!(one.girth_mm(), other.girth_mm());
            prop_assert_eq!(one.volume_mm3(), other.volume_mm3());
        }
        prop_assert!(one.girth_mm() >= one.longest_mm() + 4);
        prop_assert!(one.girth_mm() <= 5 * one.longest_mm());
        let json = serde_json::to_string(&one).expect("serialises");
        prop_assert_eq!(serde_json::from_str::<Dimensions>(&json).expect("reads back"), one);
    }
}
