//! The values of shipping: what can exist, and how it is written.

use ikm_core::measure::{Dimensions, Grams};
use ikm_core::money::Rupiah;
use ikm_core::shipping::{
    BadQuote, NoQuote, PaidBy, Parcel, Price, Quote, QuoteFigures, SizeLimit, WeightSpan,
    ZonePattern,
};
use ikm_core::{Explain, Lang};

fn pattern(text: &str) -> ZonePattern {
    text.parse().expect("a pattern")
}

#[test]
fn patterns_hold_their_codes() {
    let check = |text: &str, bounds| {
        assert_eq!(pattern(text).bounds(), bounds, "{text}");
        assert_eq!(pattern(text).to_string(), text);
    };
    check("25651", (25_651, 25_651));
    check("2565*", (25_650, 25_659));
    check("256*", (25_600, 25_699));
    check("25*", (25_000, 25_999));
    check("2*", (20_000, 29_999));
    check("*", (0, 99_999));
    check("25600-25699", (25_600, 25_699));
    check("25651-25651", (25_651, 25_651));
    for wrong in ["", "256", "25651*", "0*", "2 *", "25699-25600", "2560-25699", "²5651", "+5*"] {
        assert!(wrong.parse::<ZonePattern>().is_err(), "{wrong}");
    }
    let in_order = ["25651", "2565*", "25*", "*", "25651-25651", "25600-25699"].map(pattern);
    assert!(in_order.windows(2).all(|pair| pair[0].rank() < pair[1].rank()));
    let code = "25651".parse().expect("a code");
    assert!(pattern("256*").covers(code) && !pattern("257*").covers(code));
}

#[test]
fn a_span_has_weights() {
    let span =
        |over, up_to: Option<u32>| WeightSpan::try_new(Grams::new(over), up_to.map(Grams::new));
    let band = span(1_000, Some(2_000)).expect("a span");
    let held = [1_000, 1_001, 2_000, 2_001].map(|grams| band.contains(Grams::new(grams)));
    assert_eq!(held, [false, true, true, false]);
    assert!(span(0, None).expect("a span").contains(Grams::new(u32::MAX)));
    assert!(span(1_000, Some(1_000)).is_err() && span(1_000, Some(999)).is_err());
    assert_eq!(band.display(Lang::Id), "1.000–2.000 g");
    assert_eq!(span(5_000, None).expect("a span").display(Lang::En), "> 5,000 g");
}

#[test]
fn a_price_is_neither_negative_nor_absurd() {
    let check = |amount, expect| assert_eq!(Price::try_from(amount).is_ok(), expect, "{amount}");
    check(0, true);
    check(-1, false);
    check(1_000_000_000_000, true);
    check(1_000_000_000_001, false);
    assert!(serde_json::from_str::<Price>("-5").is_err());
}

fn figures() -> QuoteFigures {
    QuoteFigures {
        billed: Grams::new(2_000),
        normal: Rupiah::new(18_000),
        special: Rupiah::new(14_400),
        surcharge: Rupiah::new(500),
        insurance: Rupiah::new(100),
        tax: Rupiah::new(164),
        paid_by: Some(PaidBy::Dinas),
    }
}

#[test]
fn a_quote_adds_up() {
    let quote = Quote::try_new(figures()).expect("a quote");
    assert_eq!((quote.saving().get(), quote.total().get()), (3_600, 15_164));
    let refused = |change: fn(&mut QuoteFigures)| {
        let mut changed = figures();
        change(&mut changed);
        Quote::try_new(changed).expect_err("a refusal")
    };
    let code = |change| refused(change).code();
    assert_eq!(code(|f| f.special = Rupiah::new(18_001)), "IKM-QUOTE-SPECIAL");
    assert_eq!(code(|f| f.special = Rupiah::new(-1)), "IKM-QUOTE-SPECIAL");
    assert_eq!(code(|f| f.surcharge = Rupiah::new(-1)), "IKM-QUOTE-NEGATIVE");
    assert_eq!(code(|f| f.insurance = Rupiah::new(-1)), "IKM-QUOTE-NEGATIVE");
    assert_eq!(code(|f| f.tax = Rupiah::new(-1)), "IKM-QUOTE-NEGATIVE");
    assert_eq!(code(|f| f.tax = Rupiah::new(i64::MAX)), "IKM-MONEY-OVERFLOW");
    let error: BadQuote = refused(|f| f.special = Rupiah::new(18_001));
    assert_ne!(error.message(Lang::Id), error.message(Lang::En));
}

#[test]
fn a_quote_is_read_back_only_if_it_adds_up() {
    let quote = Quote::try_new(figures()).expect("a quote");
    let json = serde_json::to_string(&quote).expect("serialises");
    assert_eq!(
        json,
        "{\"billed_g\":2000,\"normal\":18000,\"special\":14400,\"saving\":3600,\"surcharge\":500,\
         \"insurance\":100,\"tax\":164,\"total\":15164,\"paid_by\":\"dinas\"}"
    );
    assert_eq!(serde_json::from_str::<Quote>(&json).expect("reads"), quote);
    for (from, to) in [("15164", "15165"), ("3600", "3601"), ("14400", "18001")] {
        assert!(serde_json::from_str::<Quote>(&json.replace(from, to)).is_err(), "{from} {to}");
    }
}

#[test]
fn a_parcel_is_written_and_read_back() {
    let to = "25651".parse().expect("a code");
    let bare = Parcel::new(to, "PKH", Grams::new(1_300));
    let json = serde_json::to_string(&bare).expect("serialises");
    assert_eq!(json, "{\"to\":\"25651\",\"service\":\"PKH\",\"weight_g\":1300}");
    assert_eq!(serde_json::from_str::<Parcel>(&json).expect("reads"), bare);
    let full = Parcel {
        dimensions: Some(Dimensions::try_new([300, 200, 100]).expect("sizes")),
        declared_value: Some(Price::try_from(50_000).expect("a price")),
        classification: Some("10".to_owned()),
        ..bare
    };
    let json = serde_json::to_string(&full).expect("serialises");
    assert_eq!(serde_json::from_str::<Parcel>(&json).expect("reads"), full);
}

#[test]
fn a_refusal_says_why_in_both_languages() {
    let refusal = NoQuote::OverSize {
        service: "PKH".to_owned(),
        kind: SizeLimit::Girth,
        measure_mm: 2_002,
        max_mm: 2_000,
    };
    assert_eq!(refusal.code(), "IKM-TARIFF-OVER-SIZE");
    assert_eq!(
        refusal.message(Lang::En),
        "2002 mm is more than the 2000 mm that service \"PKH\" takes as the longest side and twice \
         the two others"
    );
    assert_eq!(
        refusal.message(Lang::Id),
        "2002 mm melebihi batas 2000 mm untuk layanan \"PKH\" (sisi terpanjang ditambah dua kali \
         kedua sisi lain)"
    );
    assert_ne!(refusal.hint(Lang::Id), refusal.hint(Lang::En));
}

#[test]
fn payers_have_their_words() {
    for who in [PaidBy::Carrier, PaidBy::Association, PaidBy::Dinas] {
        assert_eq!(PaidBy::from_word(who.as_str()), Some(who));
        assert_eq!(serde_json::to_string(&who).expect("serialises"), format!("\"{who}\""));
    }
    assert_eq!(PaidBy::from_word("Dinas"), None);
}
