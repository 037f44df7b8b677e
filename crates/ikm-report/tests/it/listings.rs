//! Listings that stream.

use ikm_core::Lang;
use ikm_core::measure::Grams;
use ikm_core::money::Rupiah;
use ikm_report::{Cell, Column, Kind, ListFormat, Style, Term, sink};

use crate::fixtures::day;

fn columns() -> Vec<Column> {
    vec![
        Column::new("id", Kind::Text, "Id", "Id").in_files_only(),
        Column::new("name", Kind::Text, "Nama", "Name"),
        Column::new("status", Kind::Text, "Status", "Status"),
        Column::new("since", Kind::Date, "Sejak", "Since"),
        Column::new("quantity", Kind::Count, "Jumlah", "Pieces").summed(),
        Column::new("gross", Kind::Money, "Bruto", "Gross").summed().dashed(),
        Column::new("weight", Kind::Weight, "Berat", "Weight"),
        Column::new("commission_percent", Kind::Percent, "Komisi", "Commission"),
        Column::new("ok", Kind::Flag, "Cocok", "Right"),
    ]
}

fn rows() -> Vec<Vec<Cell>> {
    vec![
        vec![
            "0190".into(),
            "Rendang \"Uni\", Painan".into(),
            Term::new("active", "aktif", "active").into(),
            day(2022, 1, 31).into(),
            1_250_u32.into(),
            Rupiah::new(1_500_000).into(),
            Grams::new(1_300).into(),
            Cell::Percent("12.5".parse().expect("a decimal")),
            true.into(),
        ],
        vec![
            "0191".into(),
            "Keripik".into(),
            Cell::Empty,
            Cell::Empty,
            (-2_i64).into(),
            Rupiah::ZERO.into(),
            Cell::Empty,
            Cell::Empty,
            false.into(),
        ],
    ]
}

fn list(format: ListFormat, style: Style, rows: &[Vec<Cell>], totals: Option<&[Cell]>) -> String {
    let mut out = Vec::new();
    let mut listing = sink(format, style, &mut out);
    listing.begin(&columns()).expect("different keys");
    for row in rows {
        listing.row(row).expect("it fits");
    }
    listing.end(totals).expect("it fits");
    drop(listing);
    String::from_utf8(out).expect("listings are UTF-8")
}

fn totals() -> Vec<Cell> {
    let label = Term::new("total", "Jumlah", "Total").into();
    let (quantity, gross) = (1_248_u32.into(), Rupiah::new(1_500_000).into());
    let mut line = vec![Cell::Empty, label, Cell::Empty, Cell::Empty, quantity, gross];
    line.resize(9, Cell::Empty);
    line
}

#[test]
fn csv_has_the_same_bytes_in_every_language() {
    let expect = "id,name,status,since,quantity,gross,weight,commission_percent,ok\n\
        0190,\"Rendang \"\"Uni\"\", Painan\",active,2022-01-31,1250,1500000,1300,12.5,true\n\
        0191,Keripik,,,-2,0,,,false\n";
    for lang in [Lang::Id, Lang::En] {
        assert_eq!(list(ListFormat::Csv, Style::new(lang), &rows(), Some(&totals())), expect);
    }
}

#[test]
fn json_is_an_array_with_an_object_a_line() {
    let expect = concat!(
        "[\n",
        r#"{"id":"0190","name":"Rendang \"Uni\", Painan","status":"active","since":"2022-01-31","#,
        r#""quantity":1250,"gross":1500000,"weight":1300,"commission_percent":"12.5","ok":true},"#,
        "\n",
        r#"{"id":"0191","name":"Keripik","status":null,"since":null,"#,
        r#""quantity":-2,"gross":0,"weight":null,"commission_percent":null,"ok":false}"#,
        "\n]\n"
    );
    assert_eq!(list(ListFormat::Json, Style::default(), &rows(), Some(&totals())), expect);
    assert_eq!(list(ListFormat::Json, Style::default(), &[], None), "[]\n");
}

#[test]
fn table_speaks_the_language() {
    insta::assert_snapshot!(list(
        ListFormat::Table,
        Style::new(Lang::Id),
        &rows(),
        Some(&totals())
    ));
    insta::assert_snapshot!(list(ListFormat::Table, Style::new(Lang::En), &rows(), None));
}

/// Texts that a spreadsheet would run are made harmless, a telephone too: a spreadsheet would take
/// it for a number. Numbers stay, whatever their sign.
#[test]
fn csv_runs_nothing() {
    let check = |text: &str, expect: &str| {
        let mut out = Vec::new();
        let mut listing = sink(ListFormat::Csv, Style::default(), &mut out);
        let column = |key| Column::new(key, Kind::Text, "A", "A");
        listing.begin(&[column("a"), column("b")]).expect("two keys");
        listing.row(&[text.into(), Term::new(text, "x", "x").into()]).expect("it fits");
        listing.end(None).expect("it fits");
        drop(listing);
        assert_eq!(String::from_utf8(out).expect("UTF-8"), format!("a,b\n{expect},{expect}\n"));
    };
    check("=1+1", "'=1+1");
    check("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
    check("@SUM(A1)", "'@SUM(A1)");
    check("-2+3", "'-2+3");
    check("+62 812", "'+62 812");
    check("\t=1", "'\t=1");
    check("\r=1", "\"'\r=1\"");
    check("+6281234567890", "'+6281234567890");
    check("-5", "-5");
    check("-", "-");
    check("'=1", "''=1");
    check("Uni - Painan", "Uni - Painan");
    check("", "");
}

fn long_listing(rows: u32, wide_at: Option<u32>) -> String {
    let mut out = Vec::new();
    let mut listing = sink(ListFormat::Table, Style::default(), &mut out);
    let columns = [
        Column::new("name", Kind::Text, "Nama", "Name"),
        Column::new("gross", Kind::Money, "Bruto", "Gross"),
    ];
    listing.begin(&columns).expect("different keys");
    for number in 0..rows {
        let gross = if Some(number) == wide_at { 123_456_789_000 } else { 5_000 };
        let row = [format!("IKM {number:04}").into(), Rupiah::new(gross).into()];
        listing.row(&row).expect("it fits");
    }
    listing.end(None).expect("it fits");
    drop(listing);
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn a_long_table_keeps_every_row_and_one_header() {
    let text = long_listing(1_050, None);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 1_052);
    assert_eq!(lines[0], "Nama      Bruto (Rp)");
    for (number, line) in lines[2..].iter().enumerate() {
        assert_eq!(*line, format!("IKM {number:04}       5.000"));
    }
}

#[test]
fn a_later_row_that_needs_more_room_gets_a_new_header() {
    let text = long_listing(1_050, Some(700));
    assert_eq!(text.lines().filter(|line| line.starts_with("Nama")).count(), 2);
    assert!(text.lines().any(|line| line == "IKM 0700  123.456.789.000"));
    assert_eq!(text.lines().filter(|line| line.starts_with("IKM ")).count(), 1_050);
}

#[test]
fn a_row_that_does_not_fit_is_refused_in_every_format() {
    for format in [ListFormat::Table, ListFormat::Json, ListFormat::Csv] {
        let mut out = Vec::new();
        let mut listing = sink(format, Style::default(), &mut out);
        listing.begin(&columns()).expect("different keys");
        assert!(listing.row(&["a".into()]).is_err());
        assert!(listing.end(Some(&["a".into()])).is_err());
    }
}
