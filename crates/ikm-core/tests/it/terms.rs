//! Terms: what the gallery keeps, who bears a discount and who bears a loss.

use ikm_core::gallery::{
    AgeTier, Commission, DiscountRule, LossCause, LossRules, PriceTier, StockError, Terms,
};
use ikm_core::money::Rupiah;
use proptest::prelude::*;

use super::gallery::by_percent;
use super::given::{percent, rupiah};

fn commission(text: &str) -> Commission {
    text.parse().expect("a commission")
}

#[test]
fn a_commission_is_one_text() {
    for text in ["12.5", "0", "100", "piece:2500", "net:7500", "net:0"] {
        assert_eq!(commission(text).to_string(), text);
        let json = serde_json::to_value(commission(text)).expect("serialises");
        assert_eq!(json, text);
        assert_eq!(serde_json::from_value::<Commission>(json).ok(), Some(commission(text)));
    }
    for text in ["", "12,5", "-1", "piece:", "piece:-5", "net:2.5", "each:5", "net:7500:1"] {
        assert!(text.parse::<Commission>().is_err(), "{text}");
    }
}

/// Every figure is worked out by hand.
#[test]
fn what_was_paid_is_shared_as_the_terms_say() {
    use DiscountRule::{Gallery, Maker, Shared};
    // Price and price paid of each of three pieces; commission, maker's part and what the gallery
    // bears of the discount.
    let check = |rate: &str, rule: DiscountRule, price: i64, paid: i64, expect: [i64; 3]| {
        let split = commission(rate).split(rule, rupiah(price), rupiah(paid), 3);
        let split = split.expect("a small amount");
        let figures = [split.commission, split.maker, split.borne_by_gallery];
        assert_eq!(figures.map(Rupiah::get), expect, "{rate} {rule:?} {price} {paid}");
        assert_eq!(split.gross.get(), 3 * paid);
        assert_eq!(split.discount.get(), 3 * (price - paid));
    };
    for rule in [Shared, Gallery, Maker] {
        // Nothing off: 10 % of 30.000; Rp2.500 a piece; all above Rp7.500.
        check("10", rule, 10_000, 10_000, [3_000, 27_000, 0]);
        check("piece:2500", rule, 10_000, 10_000, [7_500, 22_500, 0]);
        check("net:7500", rule, 10_000, 10_000, [7_500, 22_500, 0]);
        check("net:0", rule, 0, 0, [0, 0, 0]);
    }
    // A fifth off, 6.000 in all. Shared: 10 % of 24.000; four fifths of 7.500.
    check("10", Shared, 10_000, 8_000, [2_400, 21_600, 0]);
    check("piece:2500", Shared, 10_000, 8_000, [6_000, 18_000, 0]);
    check("net:7500", Shared, 10_000, 8_000, [6_000, 18_000, 0]);
    // The gallery's: the maker gets 27.000 and 22.500 as ever.
    check("10", Gallery, 10_000, 8_000, [3_000, 27_000, 6_000]);
    check("net:7500", Gallery, 10_000, 8_000, [7_500, 22_500, 6_000]);
    // The maker's: the gallery gets 3.000 and 7.500 as ever, but no more than was paid.
    check("10", Maker, 10_000, 8_000, [3_000, 21_000, 0]);
    check("piece:2500", Maker, 10_000, 8_000, [7_500, 16_500, 0]);
    check("piece:2500", Maker, 10_000, 2_000, [6_000, 0, 0]);
    // One half goes up: 3 × 1.000 × 1/2 = 1.500 off 3 × 1 = 3: 1,5.
    check("piece:1", Shared, 2_000, 1_000, [2, 2_998, 0]);
}

#[test]
fn tiers_go_by_price_and_then_by_age() {
    let terms = Terms {
        price_tiers: vec![
            PriceTier { from: rupiah(100_000), commission: commission("8") },
            PriceTier { from: rupiah(50_000), commission: commission("12") },
        ],
        age_tiers: vec![
            AgeTier { from_days: 30, commission: commission("20") },
            AgeTier { from_days: 90, commission: commission("piece:5000") },
        ],
        ..by_percent("15")
    };
    let check = |price: i64, days: u32, expect: &str| {
        let held = terms.commission_for(rupiah(price), days);
        assert_eq!(held.to_string(), expect, "{price} after {days}");
    };
    check(49_999, 0, "15");
    check(50_000, 29, "12");
    check(99_999, 0, "12");
    check(100_000, 29, "8");
    check(100_000, 30, "20");
    check(10_000, 89, "20");
    check(10_000, 90, "piece:5000");
}

#[test]
fn terms_must_fit_the_price() {
    let check = |terms: Terms, expect: Result<(), StockError>| {
        assert_eq!(terms.check(rupiah(10_000)), expect);
    };
    let bad = |text: &str| Err(StockError::Commission(commission(text)));
    check(Terms::of(commission("100")), Ok(()));
    check(Terms::of(commission("100.5")), bad("100.5"));
    check(Terms::of(commission("piece:10000")), Ok(()));
    check(Terms::of(commission("piece:10001")), bad("piece:10001"));
    check(Terms::of(commission("net:10000")), Ok(()));
    check(Terms::of(commission("net:10001")), bad("net:10001"));
    // A tier that never holds for the price is no fault; one that will hold some day is.
    let dear = vec![PriceTier { from: rupiah(20_000), commission: commission("piece:15000") }];
    check(Terms { price_tiers: dear, ..by_percent("10") }, Ok(()));
    let late = vec![AgeTier { from_days: 400, commission: commission("piece:15000") }];
    check(Terms { age_tiers: late, ..by_percent("10") }, bad("piece:15000"));
    let losses = LossRules { staff: percent("100.1"), ..LossRules::default() };
    let share = Err(StockError::LossShare(percent("100.1")));
    check(Terms { losses, ..by_percent("10") }, share);
}

#[test]
fn a_loss_is_borne_by_its_cause() {
    let terms = Terms {
        losses: LossRules { broken: percent("50"), ..LossRules::default() },
        ..by_percent("10")
    };
    // His part of Rp10.005 is 9.004: the commission, 1.000,5, is rounded up to 1.001.
    let check = |cause: LossCause, expect: i64| {
        assert_eq!(terms.owed_for_loss(rupiah(10_005), cause), Ok(rupiah(expect)), "{cause:?}");
        assert_eq!(LossCause::from_code(cause.code()), Some(cause));
    };
    check(LossCause::Lost, 9_004);
    check(LossCause::Broken, 4_502);
    check(LossCause::Expired, 0);
    check(LossCause::Staff, 9_004);
}

/// What is left out of a text is what the default says, and a plain set of terms is a short text.
#[test]
fn terms_are_read_as_they_were_written() {
    let plain = serde_json::to_string(&by_percent("12.5")).expect("serialises");
    assert_eq!(plain, r#"{"commission":"12.5"}"#);
    assert_eq!(serde_json::from_str::<Terms>(&plain).ok(), Some(by_percent("12.5")));
    assert!(serde_json::from_str::<Terms>(r#"{"commission":"10","discont":"maker"}"#).is_err());
}

fn any_commission(price: i64) -> impl Strategy<Value = Commission> {
    prop_oneof![
        prop::sample::select(vec!["0", "7.5", "33.3333333333", "100"]).prop_map(commission),
        (0..=price).prop_map(|each| Commission::PerPiece(rupiah(each))),
        (0..=price).prop_map(|net| Commission::FixedNet(rupiah(net))),
    ]
}

proptest! {
    /// Gross = commission + maker − what the gallery bears; the maker is never left owing; the one
    /// who bears no discount gets what he gets at the full price.
    #[test]
    fn a_split_adds_up(
        (price, rate, paid) in (0_i64..200_000).prop_flat_map(|price| {
            (Just(price), any_commission(price), 0..=price)
        }),
        rule in prop::sample::select(vec![
            DiscountRule::Shared, DiscountRule::Gallery, DiscountRule::Maker, DiscountRule::Refused,
        ]),
        quantity in 1_u32..1_000,
    ) {
        let split = |paid: i64| rate.split(rule, rupiah(price), rupiah(paid), quantity);
        let (sold, full) = (split(paid).expect("in range"), split(price).expect("in range"));
        let [gross, commission, maker, borne] =
            [sold.gross, sold.commission, sold.maker, sold.borne_by_gallery].map(Rupiah::get);
        prop_assert_eq!(gross, paid * i64::from(quantity));
        prop_assert_eq!(gross, commission + maker - borne);
        prop_assert!(maker >= 0 && commission >= 0 && borne >= 0);
        prop_assert_eq!(sold.discount.get(), (price - paid) * i64::from(quantity));
        match rule {
            DiscountRule::Gallery => {
                prop_assert_eq!(sold.maker, full.maker);
                prop_assert_eq!(sold.borne_by_gallery, sold.discount);
            }
            DiscountRule::Maker => {
                prop_assert_eq!(sold.commission, full.commission.min(sold.gross));
            }
            DiscountRule::Shared | DiscountRule::Refused => {
                prop_assert!(sold.commission <= full.commission && sold.maker <= full.maker);
            }
        }
    }
}
