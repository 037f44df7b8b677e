//! The steps of a quote: what they cost, where they stand, and how they are said.

use ikm_core::Lang;
use ikm_core::money::Rupiah;
use ikm_core::shipping::{Explanation, LineView, Parcel, TariffFiles};

use crate::support::{compiled, declared, sized, today, with_book, with_rules};

/// Everything at once: book.toml has 14 lines before what is added here.
fn everything() -> TariffFiles {
    let mut files = with_book(
        "volumetric_divisor = 6000
[[surcharge]]
code = \"FUEL\"
name = \"Bahan bakar\"
percent = \"5\"
of = \"running\"
[insurance]
percent = \"0.2\"
round_up_to = 100
admin = 5000
minimum = 20000
[[tax]]
name = \"PPN\"
percent = \"1.1\"
from = 2022-04-01
",
    );
    files.agreement = with_rules(
        "[[rule]]\npercent = \"50\"\ncap = 9000\nfloor_percent = \"80\"\npaid_by = \"dinas\"",
    )
    .agreement;
    files
}

fn explanation() -> Explanation {
    let sizes = sized(1_300, [700, 300, 200]);
    let parcel = Parcel { dimensions: sizes.dimensions, ..declared(1_300, 2_000_000) };
    compiled(&everything()).explain(&parcel, today()).expect("a price")
}

fn lines(lang: Lang) -> Vec<LineView> {
    explanation().lines.iter().map(|line| line.view(lang)).collect()
}

/// 700 × 300 × 200 mm ÷ 6000 = 7000 g, 18,000 + 2 × 3000 = 24,000; half is 12,000, capped at 9000
/// is 15,000, but at least 80 % = 19,200; 5 % is 960; 0.2 % of 2,000,000 is 4000 + 5000, at least
/// 20,000; 1.1 % of 20,160 is 221.76.
#[test]
fn every_step_has_its_amount_and_its_place() {
    let steps: Vec<(&str, &str, u32, i64)> = lines(Lang::En)
        .iter()
        .map(|line| (line.rule, line.file, line.row, line.amount.get()))
        .collect();
    assert_eq!(
        steps,
        [
            ("zone", "zones.csv", 2, 0),
            ("weight", "book.toml", 8, 0),
            ("freight", "rates.csv", 4, 24_000),
            ("discount", "agreement.toml", 5, -4_800),
            ("surcharge", "book.toml", 16, 960),
            ("insurance", "book.toml", 21, 20_000),
            ("tax", "book.toml", 26, 222),
        ]
    );
}

#[test]
fn the_lines_lead_from_nothing_to_the_total() {
    let Explanation { quote, lines } = explanation();
    let mut running = Rupiah::ZERO;
    for line in &lines {
        assert_eq!(line.before(), running);
        assert_eq!(running.plus(line.amount()), Ok(line.after()));
        running = line.after();
    }
    assert_eq!(running, quote.total());
    assert_eq!(running.get(), 40_382);
    let parcel = Parcel { dimensions: None, ..declared(1_300, 2_000_000) };
    let book = compiled(&everything());
    let plain = book.quote(&parcel, today()).expect("a price");
    assert_eq!(book.explain(&parcel, today()).expect("a price").quote, plain);
}

fn words(lang: Lang) -> Vec<[String; 3]> {
    lines(lang).into_iter().map(|line| [line.title, line.input, line.formula]).collect()
}

#[test]
fn said_in_indonesian() {
    assert_eq!(
        words(Lang::Id),
        [
            ["zona", "kode pos 25651", "256* → A"],
            ["berat tertagih", "1.300 g; 700 × 300 × 200 mm ÷ 6.000", "7.000 g → 7 × 1.000 g"],
            ["ongkos kirim", "PKH, zona A, 7.000 g", "> 5.000 g: Rp18.000 + 2 × Rp3.000"],
            [
                "potongan, ditanggung Dinas",
                "ongkos normal Rp24.000",
                "aturan 1: 50 % × Rp24.000, paling banyak Rp9.000, ongkos paling sedikit 80 %"
            ],
            ["Bahan bakar", "ongkos dan tambahan sebelumnya Rp19.200", "FUEL: 5 % × Rp19.200"],
            [
                "asuransi",
                "nilai barang Rp2.000.000",
                "0,2 % × Rp2.000.000, naik ke kelipatan Rp100, + Rp5.000, paling sedikit Rp20.000"
            ],
            ["PPN", "ongkos dan tambahan Rp20.160", "1,1 % × Rp20.160"],
        ]
    );
}

#[test]
fn said_in_english() {
    assert_eq!(
        words(Lang::En)[..4],
        [
            ["zone", "postal code 25651", "256* → A"],
            ["billed weight", "1,300 g; 700 × 300 × 200 mm ÷ 6,000", "7,000 g → 7 × 1,000 g"],
            ["freight", "PKH, zone A, 7,000 g", "> 5,000 g: Rp18,000 + 2 × Rp3,000"],
            [
                "discount, borne by the Dinas",
                "normal freight Rp24,000",
                "rule 1: 50% × Rp24,000, at most Rp9,000, freight at least 80%"
            ],
        ]
    );
}

#[test]
fn a_tolerance_and_a_minimum_are_told() {
    let check = |grams, expect: &str| {
        let book = compiled(&with_book(""));
        let explained = book.explain(&crate::support::parcel(grams), today()).expect("a price");
        assert_eq!(explained.lines[1].view(Lang::En).formula, expect);
    };
    check(1_300, "1,300 g → 1 × 1,000 g, rest 300 g given away (tolerance ≤ 300 g)");
    check(1_301, "1,301 g → 2 × 1,000 g, rest 301 g counted (tolerance ≤ 300 g)");
    check(2_000, "2,000 g → 2 × 1,000 g");
    check(200, "200 g → 0 × 1,000 g, rest 200 g given away (tolerance ≤ 300 g), at least 1,000 g");
}

/// A limit is told only where it changed the result; one that is just reached did not.
#[test]
fn limits_are_told_where_they_held() {
    let formula = |files: &TariffFiles, rule: &str| {
        let explained =
            compiled(files).explain(&declared(1_000, 1_000_000), today()).expect("a price");
        let line = explained.lines.iter().find(|line| line.step().rule() == rule);
        line.expect("the step").view(Lang::En).formula
    };
    let discount = |limits: &str| {
        let rule = format!("[[rule]]\npercent = \"20\"\n{limits}\npaid_by = \"dinas\"");
        formula(&with_rules(&rule), "discount")
    };
    // 20 % of 10,000 is 2000, which leaves 8000.
    assert_eq!(discount("cap = 2000"), "rule 1: 20% × Rp10,000");
    assert_eq!(discount("cap = 1999"), "rule 1: 20% × Rp10,000, at most Rp1,999");
    assert_eq!(discount("floor_percent = \"80\""), "rule 1: 20% × Rp10,000");
    assert_eq!(
        discount("floor_percent = \"80.01\""),
        "rule 1: 20% × Rp10,000, freight at least 80.01%"
    );
    // 0.2 % of 1,000,000 is 2000.
    let insurance = |minimum| {
        let terms = format!("[insurance]\npercent = \"0.2\"\nminimum = {minimum}\n");
        formula(&with_book(&terms), "insurance")
    };
    assert_eq!(insurance(2_000), "0.2% × Rp1,000,000");
    assert_eq!(insurance(2_001), "0.2% × Rp1,000,000, at least Rp2,001");
}
