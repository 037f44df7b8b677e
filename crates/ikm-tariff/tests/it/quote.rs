//! Prices by hand: freight, special tariff, surcharges, insurance, tax, and why there is none.

use std::sync::Arc;

use ikm_core::Explain;
use ikm_core::money::Rupiah;
use ikm_core::shipping::{PaidBy, Parcel, Quote, TariffFiles};

use crate::support::{
    AGREEMENT, clean, compiled, day, declared, parcel, quote, today, with_book, with_rates,
    with_rules,
};

fn figures(quote: Quote) -> [i64; 7] {
    [
        quote.normal(),
        quote.special(),
        quote.saving(),
        quote.surcharge(),
        quote.insurance(),
        quote.tax(),
        quote.total(),
    ]
    .map(Rupiah::get)
}

fn normal(files: &TariffFiles, grams: u32) -> Result<i64, &'static str> {
    quote(files, &parcel(grams)).map(|q| q.normal().get()).map_err(|error| error.code())
}

#[test]
fn the_band_holds_its_upper_bound() {
    let check = |grams, expect| assert_eq!(normal(&clean(), grams), Ok(expect), "{grams}");
    check(1_000, 10_000);
    check(1_300, 10_000);
    check(1_301, 18_000);
    check(5_000, 18_000);
    // Every started kilogram above 5 kg: 18,000 + 1 × 3000, + 2 × 3000, …
    check(6_000, 21_000);
    check(6_301, 24_000);
    check(15_000, 48_000);
}

/// The sender's notes of 2016 on five Pos tiers: 1000 g 49,000; 1500 g 73,500; 2000 g 98,000; up to
/// 3000 g 148,000; up to 4000 g 198,000. 2095 g and 2500 g cost 148,000, 3500 g costs 198,000.
#[test]
fn real_pos_tiers_of_2016() {
    let mut files = with_rates(
        "PKH,A,0,1000,49000,,\nPKH,A,1000,1500,73500,,\nPKH,A,1500,2000,98000,,\n\
         PKH,A,2000,3000,148000,,\nPKH,A,3000,4000,198000,,\n",
    );
    files.book = files
        .book
        .replace("minimum_g = 1000", "minimum_g = 1")
        .replace("step_g = 1000", "step_g = 1")
        .replace("tolerance_g = 300", "tolerance_g = 0");
    let check = |grams, expect| assert_eq!(normal(&files, grams), expect, "{grams}");
    check(1, Ok(49_000));
    check(1_000, Ok(49_000));
    check(1_001, Ok(73_500));
    check(1_500, Ok(73_500));
    check(2_000, Ok(98_000));
    check(2_095, Ok(148_000));
    check(2_500, Ok(148_000));
    check(3_500, Ok(198_000));
    check(4_000, Ok(198_000));
    check(4_001, Err("IKM-TARIFF-OVER-WEIGHT"));
}

/// NCS NRS in an API sample: 10,000 for the first 2 kg, 5000 for each of 998 more: 5,000,000.
#[test]
fn a_block_and_a_price_for_each_further_kilogram() {
    let files = with_rates("PKH,A,0,2000,10000,,\nPKH,A,2000,,10000,1000,5000\n");
    assert_eq!(normal(&files, 1_000_000), Ok(10_000 + 998 * 5_000));
    // Steps of the price need not be steps of the weight: 3 kg is 1000 g above, 2 × 700 g.
    let files = with_rates("PKH,A,0,2000,10000,,\nPKH,A,2000,9000,10000,700,5000\n");
    assert_eq!(normal(&files, 3_000), Ok(20_000));
    assert_eq!(normal(&files, 9_000), Ok(60_000));
    assert_eq!(normal(&files, 9_301), Err("IKM-TARIFF-OVER-WEIGHT"));
}

fn special(rule: &str, grams: u32) -> (i64, Option<PaidBy>) {
    let files = with_rules(&format!("[[rule]]\npaid_by = \"carrier\"\n{rule}\n"));
    let quote = quote(&files, &parcel(grams)).expect("a price");
    assert_eq!(quote.saving().get(), quote.normal().get() - quote.special().get());
    (quote.special().get(), quote.paid_by())
}

#[test]
fn a_rule_takes_off_a_part_or_a_sum() {
    // The normal freight of 1 kg is 10,000.
    let check = |rule, expect| {
        assert_eq!(special(rule, 1_000), (expect, Some(PaidBy::Carrier)), "{rule}");
    };
    check("percent = \"20\"", 8_000);
    check("fixed = 2500", 7_500);
    // 12.345 % of 10,000 is 1234.5: half a rupiah goes up, to a discount of 1235.
    check("percent = \"12.345\"", 8_765);
    check("percent = \"12.344\"", 8_766);
    check("percent = \"20\"\ncap = 1500", 8_500);
    check("percent = \"20\"\ncap = 2000", 8_000);
    check("fixed = 2500\ncap = 1000", 9_000);
    check("percent = \"50\"\nfloor_percent = \"70\"", 7_000);
    check("percent = \"30\"\nfloor_percent = \"70\"", 7_000);
    check("percent = \"20\"\nfloor_percent = \"70\"", 8_000);
    // 66.665 % of 10,000 is 6666.5: the floor goes up to 6667.
    check("percent = \"50\"\nfloor_percent = \"66.665\"", 6_667);
    // Cap first, then floor.
    check("percent = \"90\"\ncap = 4000\nfloor_percent = \"80\"", 8_000);
    // Never below nothing and never above the normal freight.
    check("fixed = 99999", 0);
    check("percent = \"200\"", 0);
    check("percent = \"1\"\nfloor_percent = \"150\"", 10_000);
}

fn payer(rules: &str, parcel: &Parcel) -> (i64, Option<&'static str>) {
    let quote = quote(&with_rules(rules), parcel).expect("a price");
    (quote.special().get(), quote.paid_by().map(PaidBy::as_str))
}

#[test]
fn the_highest_priority_that_fits_wins() {
    let rules = "
        [[rule]]
        percent = \"10\"
        paid_by = \"carrier\"
        [[rule]]
        classifications = [\"10\", \"11\"]
        percent = \"20\"
        priority = 1
        paid_by = \"association\"
        [[rule]]
        classifications = [\"10\"]
        services = [\"REG\"]
        percent = \"90\"
        priority = 9
        paid_by = \"dinas\"
        [[rule]]
        classifications = [\"11\"]
        zones = [\"A\"]
        fixed = 4000
        priority = 2
        paid_by = \"dinas\"
        [[rule]]
        zones = [\"B\"]
        percent = \"95\"
        priority = 8
        paid_by = \"dinas\"
    ";
    let check = |class: Option<&str>, expect| {
        let parcel = Parcel { classification: class.map(str::to_owned), ..parcel(1_000) };
        assert_eq!(payer(rules, &parcel), expect, "{class:?}");
    };
    check(None, (9_000, Some("carrier")));
    check(Some("99"), (9_000, Some("carrier")));
    check(Some("10"), (8_000, Some("association")));
    check(Some("11"), (6_000, Some("dinas")));
    // Compared exactly.
    check(Some("11 "), (9_000, Some("carrier")));
    check(Some("1"), (9_000, Some("carrier")));
}

#[test]
fn without_a_rule_that_fits_the_special_is_the_normal_freight() {
    let only_ten = "[[rule]]\nclassifications = [\"10\"]\npercent = \"20\"\npaid_by = \"dinas\"";
    assert_eq!(payer(only_ten, &parcel(1_000)), (10_000, None));
    assert_eq!(payer("", &parcel(1_000)), (10_000, None));
}

#[test]
fn an_agreement_has_its_days() {
    let rule = "[[rule]]\npercent = \"20\"\npaid_by = \"dinas\"";
    let until = AGREEMENT.to_owned() + "effective_to = 2022-07-01\n" + rule;
    let book = compiled(&TariffFiles { agreement: Some(until), ..clean() });
    let check = |on, expect| {
        let quote = book.quote(&parcel(1_000), day(on)).expect("a price");
        assert_eq!(quote.special().get(), expect, "{on}");
    };
    check("2022-01-30", 10_000);
    check("2022-01-31", 8_000);
    check("2022-06-30", 8_000);
    check("2022-07-01", 10_000);
}

#[test]
fn surcharges_stand_on_freight_or_on_each_other() {
    let files = with_book(
        "
        [[surcharge]]
        code = \"FUEL\"
        name = \"Bahan bakar\"
        percent = \"2.5\"
        [[surcharge]]
        code = \"PACK\"
        name = \"Kemasan\"
        fixed = 3000
        [[surcharge]]
        code = \"RISK\"
        name = \"Risiko\"
        percent = \"10\"
        of = \"running\"
        [[surcharge]]
        code = \"PEAK\"
        name = \"Musim ramai\"
        percent = \"1\"
        of = \"freight\"
        ",
    );
    let quote = quote(&files, &parcel(1_000)).expect("a price");
    // 250; 3000; 10 % of 10,000 + 250 + 3000 = 1325; 1 % of 10,000 = 100.
    assert_eq!(figures(quote), [10_000, 10_000, 0, 4_675, 0, 0, 14_675]);
}

#[test]
fn a_surcharge_has_its_conditions() {
    let check = |condition: &str, grams, expect| {
        let files = with_book(&format!(
            "[[surcharge]]\ncode = \"X\"\nname = \"X\"\nfixed = 500\n{condition}\n"
        ));
        let quote = quote(&files, &parcel(grams)).expect("a price");
        assert_eq!(quote.surcharge().get(), expect, "{condition} {grams}");
    };
    check("services = [\"PKH\"]", 1_000, 500);
    check("services = [\"REG\"]", 1_000, 0);
    check("zones = [\"B\", \"A\"]", 1_000, 500);
    check("zones = [\"B\"]", 1_000, 0);
    check("services = [\"PKH\"]\nzones = [\"B\"]", 1_000, 0);
    // Strictly above, and of the billed weight: 2300 g is billed as 2000 g, 2301 g as 3000 g.
    check("over_g = 2000", 2_000, 0);
    check("over_g = 2000", 2_300, 0);
    check("over_g = 2000", 2_301, 500);
}

/// JNE in 2023: 0.2 % of the value and 5000 for the administration: 2,000,000 costs 9000
/// (Kompas, 22 May 2023).
#[test]
fn insurance_of_a_declared_value() {
    let check = |terms: &str, value, expect| {
        let files = with_book(&format!("[insurance]\n{terms}\n"));
        let quote = quote(&files, &declared(1_000, value)).expect("a price");
        assert_eq!(quote.insurance().get(), expect, "{terms} {value}");
    };
    check("percent = \"0.2\"\nadmin = 5000", 2_000_000, 9_000);
    check("percent = \"0.2\"\nadmin = 5000", 0, 0);
    // 0.24 % of 1,234,567 is 2962.96…: up to the rupiah 2963, up to Rp100 3000.
    check("percent = \"0.24\"", 1_234_567, 2_963);
    check("percent = \"0.24\"\nround_up_to = 100", 1_234_567, 3_000);
    check("percent = \"0.24\"\nround_up_to = 100\nadmin = 50", 1_234_567, 3_050);
    check("percent = \"0.24\"\nround_up_to = 100\nadmin = 50\nminimum = 3051", 1_234_567, 3_051);
    check("percent = \"0.24\"\nround_up_to = 100\nadmin = 50\nminimum = 3050", 1_234_567, 3_050);
    // 0.2 % of 50,000 is 100, a multiple of a hundred already.
    check("percent = \"0.2\"\nround_up_to = 100\ncompulsory_above = 1000000", 50_000, 100);
    check("percent = \"0.2\"\nround_up_to = 100", 50_001, 200);
}

#[test]
fn nothing_is_insured_unasked() {
    let files = with_book("[insurance]\npercent = \"0.2\"\nadmin = 5000\nminimum = 6000\n");
    assert_eq!(figures(quote(&files, &parcel(1_000)).expect("a price"))[4], 0);
    // And nothing where the carrier does not insure.
    assert_eq!(figures(quote(&clean(), &declared(1_000, 50_000)).expect("a price"))[4], 0);
}

/// PPN on parcels: 10 % × 11 % from 1 April 2022 (PMK 71/2022); 10 % × 12 % from 1 January 2025;
/// 10 % × 11/12 × 12 % by PMK 11/2025 (the first day of which is not certain; here 4 February).
#[test]
fn the_tax_is_that_of_the_day() {
    let book = compiled(&with_book(
        "
        [[tax]]
        name = \"PPN\"
        percent = \"1.1\"
        from = 2022-04-01
        to = 2025-01-01
        [[tax]]
        name = \"PPN\"
        percent = \"1.2\"
        from = 2025-01-01
        to = 2025-02-04
        [[tax]]
        name = \"PPN\"
        percent = \"1.1\"
        from = 2025-02-04
        ",
    ));
    let check = |on, expect| {
        let quote = book.quote(&parcel(1_000), day(on)).expect("a price");
        assert_eq!(quote.tax().get(), expect, "{on}");
        assert_eq!(quote.total().get(), 10_000 + expect, "{on}");
    };
    check("2022-03-31", 0);
    check("2022-04-01", 110);
    check("2024-12-31", 110);
    check("2025-01-01", 120);
    check("2025-02-03", 120);
    check("2025-02-04", 110);
    check("2030-01-01", 110);
}

#[test]
fn the_tax_is_on_special_freight_and_surcharges_and_not_on_insurance() {
    let mut files = with_book(
        "
        [[surcharge]]
        code = \"FUEL\"
        name = \"Bahan bakar\"
        percent = \"5\"
        [insurance]
        percent = \"0.2\"
        admin = 5000
        [[tax]]
        name = \"PPN\"
        percent = \"1.1\"
        from = 2022-04-01
        [[tax]]
        name = \"Lain\"
        percent = \"0.5\"
        from = 2022-04-01
        ",
    );
    files.agreement = with_rules("[[rule]]\npercent = \"25\"\npaid_by = \"association\"").agreement;
    let quote = quote(&files, &declared(1_000, 2_000_000)).expect("a price");
    // Special 7500; surcharge 375; taxed 7875: 86.625 → 87 and 39.375 → 39; insurance 9000.
    assert_eq!(figures(quote), [10_000, 7_500, 2_500, 375, 9_000, 126, 17_001]);
    assert_eq!(quote.paid_by(), Some(PaidBy::Association));
}

#[test]
fn no_price_says_why() {
    let mut files =
        with_rates("PKH,A,0,1000,10000,,\nPKH,A,1000,2000,18000,,\nPKH,B,2000,3000,1,,\n");
    files.zones += "25701,B\n25702,C\n";
    let book = compiled(&files);
    let check = |parcel: Parcel, on, expect| {
        let refusal = book.quote(&parcel, day(on)).expect_err("no price");
        assert_eq!(refusal.code(), expect, "{parcel:?}");
        assert_eq!(book.explain(&parcel, day(on)).expect_err("no price"), refusal);
        assert_ne!(refusal.indonesian(), refusal.to_string());
    };
    let to = |code: &str, grams| Parcel { to: code.parse().expect("a code"), ..parcel(grams) };
    let on = "2022-06-01";
    check(to("10110", 1_000), on, "IKM-TARIFF-NO-ZONE");
    check(Parcel { service: "REG".to_owned(), ..parcel(1_000) }, on, "IKM-TARIFF-NO-SERVICE");
    check(Parcel { service: "pkh".to_owned(), ..parcel(1_000) }, on, "IKM-TARIFF-NO-SERVICE");
    check(to("25702", 1_000), on, "IKM-TARIFF-NO-LANE");
    check(to("25701", 1_000), on, "IKM-TARIFF-NO-BAND");
    check(to("25701", 2_000), on, "IKM-TARIFF-NO-BAND");
    check(to("25701", 3_301), on, "IKM-TARIFF-OVER-WEIGHT");
    check(parcel(2_301), on, "IKM-TARIFF-OVER-WEIGHT");
    check(parcel(0), on, "IKM-TARIFF-ZERO-WEIGHT");
    check(parcel(1_000), "2021-12-31", "IKM-TARIFF-NOT-IN-FORCE");
}

#[test]
fn a_book_has_its_days() {
    let mut files = clean();
    files.book = files.book.replacen("origin", "effective_to = 2023-01-01\norigin", 1);
    let book = compiled(&files);
    let check = |on, expect: bool| {
        assert_eq!(book.quote(&parcel(1_000), day(on)).is_ok(), expect, "{on}");
    };
    check("2021-12-31", false);
    check("2022-01-01", true);
    check("2022-12-31", true);
    check("2023-01-01", false);
}

#[test]
fn figures_too_large_are_refused_and_do_not_wrap() {
    let files = with_rates("PKH,A,0,,1000000000000,1,1000000000000\n");
    let book = compiled(&files);
    let refusal = book.quote(&parcel(4_000_000_000), today()).expect_err("out of range");
    assert_eq!(refusal.code(), "IKM-TARIFF-OVERFLOW");
    // 9,000,000 steps of a trillion fit an amount: 9 × 10¹⁸ and the base of 10¹².
    let quote = book.quote(&parcel(9_000_000), today()).expect("a price");
    assert_eq!(quote.normal().get(), 9_000_001_000_000_000_000);
}

/// An old quote can be given again: the digest says that the texts are the same.
#[test]
fn the_digest_is_over_every_text() {
    let digest = clean().digest();
    assert_eq!(clean().digest(), digest);
    let others = [
        TariffFiles { book: clean().book + "\n", ..clean() },
        TariffFiles { zones: clean().zones + "\n", ..clean() },
        TariffFiles { rates: clean().rates + "\n", ..clean() },
        TariffFiles { agreement: Some(String::new()), ..clean() },
        // The same bytes one after the other, cut elsewhere.
        TariffFiles { zones: String::new(), rates: clean().zones + &clean().rates, ..clean() },
    ];
    for other in others {
        assert_ne!(other.digest(), digest);
    }
}

#[test]
fn threads_share_a_book() {
    let book = Arc::new(compiled(&clean()));
    let threads = [1_000, 1_301, 6_000].map(|grams| {
        let book = Arc::clone(&book);
        std::thread::spawn(move || book.quote(&parcel(grams), today()).expect("a price"))
    });
    let normal = threads.map(|thread| thread.join().expect("a thread").normal().get());
    assert_eq!(normal, [10_000, 18_000, 21_000]);
}
