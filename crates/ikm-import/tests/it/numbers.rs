//! Numbers as people type them, read through a column of money.

use ikm_core::money::Rupiah;
use ikm_import::{Outcome, Unit};

use crate::helpers::{How, read_how};

/// What a cell of money becomes: rupiah, nothing, or a reject.
fn money(cell: &str, unit: Unit) -> Result<Option<i64>, &'static str> {
    let quoted = cell.replace('"', "\"\"");
    let list = format!("nama_ikm;nilai_investasi\nA;\"{quoted}\"\n");
    let how = How { unit: Some(unit), ..How::default() };
    let read = read_how(list.as_bytes(), how).expect("a list");
    match &read.rows[0].outcome {
        Outcome::Record { profile, .. } => Ok(profile.figures.investment.map(Rupiah::get)),
        Outcome::Reject(problems) => Err(ikm_core::Explain::code(&problems[0])),
        Outcome::Skipped(skip) => panic!("{cell:?} skipped: {skip:?}"),
    }
}

/// The values are those of the Python package lokal-id 0.7.2, `parse_rupiah`, for every line that is
/// marked; the others are hand-read.
#[test]
fn as_people_type_them() {
    let check = |cell: &str, expect: i64| {
        assert_eq!(money(cell, Unit::Rupiah), Ok(Some(expect)), "{cell:?}");
    };
    // lokal-id reads these the same.
    check("1500000", 1_500_000);
    check("1.500.000", 1_500_000);
    check("1.500.000,00", 1_500_000);
    check("15.000,00", 15_000);
    check("1,500,000.00", 1_500_000);
    check("1,000,000", 1_000_000);
    check("1.500", 1_500);
    check("1,500", 1_500);
    check("Rp1.500.000", 1_500_000);
    check("Rp 2.500.000,-", 2_500_000);
    check("Rp. 2.500.000,-", 2_500_000);
    check("Rp2.500.000,=", 2_500_000);
    check("1.500.000.-", 1_500_000);
    check("Rp 100.000.000", 100_000_000);
    check("1,5 juta", 1_500_000);
    check("2,5jt", 2_500_000);
    check("2.5jt", 2_500_000);
    check("1,5 juta rupiah", 1_500_000);
    check("350rb", 350_000);
    check("350 ribu", 350_000);
    check("1,25 miliar", 1_250_000_000);
    check("1,5 milyar", 1_500_000_000);
    check("2 M", 2_000_000_000);
    check("1.500 juta", 1_500_000_000);
    check("1,500 juta", 1_500_000);
    check("10 triliun", 10_000_000_000_000);
    check("0", 0);
    // Hand-read.
    check("1500 ribu", 1_500_000);
    check("0,0015 miliar", 1_500_000);
    check("1 500 000", 1_500_000);
    check("1\u{a0}500\u{a0}000", 1_500_000);
    check("Rp.1.500.000", 1_500_000);
    check("IDR 1,500,000", 1_500_000);
    check("rp 750.000 rupiah", 750_000);
    check("+5000", 5_000);
    check("-0", 0);
    check("1500000.0", 1_500_000);
    // Half a rupiah goes up, less goes down: lokal-id keeps 1500.5.
    check("1.500,50", 1_501);
    check("1.500,49", 1_500);
    check("0,250", 0);
    check("1500.125", 1_500);
    check("1500,500", 1_501);
}

#[test]
fn nothing_is_unknown() {
    for cell in ["", " ", "-", "--", "Rp -", "Rp", "Rp. -", "—"] {
        assert_eq!(money(cell, Unit::Rupiah), Ok(None), "{cell:?}");
    }
}

#[test]
fn no_numbers() {
    let check = |cell: &str, code| assert_eq!(money(cell, Unit::Rupiah), Err(code), "{cell:?}");
    for cell in [
        "anjai",
        "1.5.00",
        "12.34.567",
        "1.234.56",
        "1,2,3",
        "1.500.000,00,00",
        "1..500",
        "5 kodi",
        "1e6",
        "0x10",
        "1,5 juta lebih",
        "=1+1",
        "1 500 00",
        ".",
        ",5 juta,",
    ] {
        check(cell, "IKM-ROW-NOT-A-NUMBER");
    }
    check("-1.500", "IKM-ROW-NEGATIVE");
    check("Rp -1.500", "IKM-ROW-NEGATIVE");
    check("(1.500)", "IKM-ROW-NEGATIVE");
    check("−5", "IKM-ROW-NEGATIVE");
    check("11 triliun", "IKM-ROW-ABSURD");
    check("99999999999999999999999999999999999999999", "IKM-ROW-ABSURD");
}

#[test]
fn in_every_unit() {
    let check = |cell: &str, unit, expect: i64| {
        assert_eq!(money(cell, unit), Ok(Some(expect)), "{cell:?} {unit}");
    };
    check("6480", Unit::Thousand, 6_480_000);
    check("6.480,5", Unit::Thousand, 6_480_500);
    check("1.500", Unit::Thousand, 1_500_000);
    check("0,0004", Unit::Thousand, 0);
    check("0,0005", Unit::Thousand, 1);
    check("2,5", Unit::Million, 2_500_000);
    check("1.500", Unit::Million, 1_500_000_000);
    assert_eq!(money("10.000.001", Unit::Million), Err("IKM-ROW-ABSURD"));
}
