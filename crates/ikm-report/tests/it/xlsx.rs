//! Spreadsheets, read back with another library (calamine).

use std::io::Cursor;

use calamine::{Data, DataType as _, Reader as _, Xlsx};
use ikm_core::guard::unguarded;
use ikm_core::money::Rupiah;
use ikm_core::{Explain as _, Lang};
use ikm_report::{
    Cell, Column, Format, Kind, Report, ReportError, Section, Style, Table, Text, render, xlsx_sink,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::fixtures::{all, day, dues_report, heading, rekap_report};

type Book = Xlsx<Cursor<Vec<u8>>>;

fn open(bytes: Vec<u8>) -> Book {
    Xlsx::new(Cursor::new(bytes)).expect("a spreadsheet")
}

fn list(columns: &[Column], rows: &[Vec<Cell>]) -> Result<Vec<u8>, ReportError> {
    let mut out = Vec::new();
    let mut listing = xlsx_sink("IKM", Style::default(), &mut out);
    listing.begin(columns)?;
    for row in rows {
        listing.row(row)?;
    }
    listing.end(None)?;
    drop(listing);
    Ok(out)
}

/// The rows of the sheet `name`.
fn rows_of(book: &mut Book, name: &str) -> Vec<Vec<Data>> {
    let range = book.worksheet_range(name).expect("a sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

fn text(words: &str) -> Data {
    Data::String(words.to_owned())
}

#[test]
fn a_listing_keeps_what_a_spreadsheet_damages() {
    let columns = [
        Column::new("nik", Kind::Text, "NIK", "NIK"),
        Column::new("telepon", Kind::Text, "Telepon", "Telephone"),
        Column::new("nama_ikm", Kind::Text, "Nama", "Name"),
        Column::new("nilai_investasi", Kind::Money, "Investasi", "Investment"),
        Column::new("kapasitas_produksi", Kind::Decimal, "Kapasitas", "Capacity"),
        Column::new("sejak", Kind::Date, "Sejak", "Since"),
        Column::new("cocok", Kind::Flag, "Cocok", "Right"),
        Column::new("jumlah", Kind::Count, "Jumlah", "Count"),
    ];
    let row: Vec<Cell> = vec![
        "0301054101900001".into(),
        "+6281234567890".into(),
        "=HYPERLINK(\"http://x\";\"<&>\")".into(),
        Rupiah::new(1_500_000).into(),
        Cell::Decimal(Decimal::new(5, 1)),
        day(2022, 1, 31).into(),
        true.into(),
        Cell::Empty,
    ];
    let mut book = open(list(&columns, &[row]).expect("it fits"));
    assert_eq!(book.sheet_names(), ["IKM"]);
    let rows = rows_of(&mut book, "IKM");
    let keys: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
    assert_eq!(keys, columns.each_ref().map(Column::key));
    assert_eq!(
        rows[1][..5],
        [
            text("0301054101900001"),
            text("+6281234567890"),
            text("=HYPERLINK(\"http://x\";\"<&>\")"),
            Data::Float(1_500_000.0),
            Data::Float(0.5),
        ]
    );
    let Data::DateTime(date) = &rows[1][5] else { panic!("{:?} is no date", rows[1][5]) };
    assert_eq!(date.to_ymd_hms_milli(), (2022, 1, 31, 0, 0, 0, 0));
    assert_eq!(rows[1][6..], [Data::Bool(true), Data::Empty]);
    assert!(book.worksheet_formula("IKM").expect("a sheet").is_empty());
}

#[test]
fn a_number_of_more_digits_than_a_spreadsheet_keeps_is_written_out() {
    let columns = [Column::new("a", Kind::Money, "A", "A")];
    let rows = [
        vec![Rupiah::new(999_999_999_999_999).into()],
        vec![Rupiah::new(9_007_199_254_740_993).into()],
        vec![Rupiah::new(i64::MIN).into()],
    ];
    let mut book = open(list(&columns, &rows).expect("it fits"));
    let rows = rows_of(&mut book, "IKM");
    assert_eq!(rows[1], [Data::Float(999_999_999_999_999.0)]);
    assert_eq!(rows[2], [text("9007199254740993")]);
    assert_eq!(rows[3], [text("-9223372036854775808")]);
}

#[test]
fn a_text_that_no_cell_holds_is_refused_and_never_cut() {
    let columns = [Column::new("catatan", Kind::Text, "Catatan", "Notes")];
    let longest = "é".repeat(32_767);
    let mut book = open(list(&columns, &[vec![longest.as_str().into()]]).expect("it fits"));
    assert_eq!(rows_of(&mut book, "IKM")[1], [text(&longest)]);
    let error = list(&columns, &[vec![format!("{longest}.").into()]]).expect_err("too long");
    assert_eq!(error.code(), "IKM-REPORT-LONG-TEXT");
    assert_eq!(
        error.to_string(),
        "a text in column \"catatan\", row 2, is too long for a spreadsheet"
    );
}

#[test]
fn a_listing_without_a_row_is_a_header() {
    let columns = [Column::new("a", Kind::Text, "A", "A")];
    let mut book = open(list(&columns, &[]).expect("it fits"));
    assert_eq!(rows_of(&mut book, "IKM"), [[text("a")]]);
}

#[test]
fn a_long_listing_loses_no_row() {
    let columns = [Column::new("number", Kind::Count, "Nomor", "Number")];
    let rows: Vec<Vec<Cell>> = (0..1_050_u32).map(|number| vec![number.into()]).collect();
    let mut book = open(list(&columns, &rows).expect("it fits"));
    let read = rows_of(&mut book, "IKM");
    assert_eq!(read.len(), 1_051);
    for (number, row) in read[1..].iter().enumerate() {
        assert_eq!(row[0].to_string(), number.to_string());
    }
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let columns = [Column::new("a", Kind::Text, "A", "A")];
    let write = || list(&columns, &[vec!["x".into()]]).expect("it fits");
    assert_eq!(write(), write());
    assert_eq!(report_bytes(&rekap_report(), Lang::Id), report_bytes(&rekap_report(), Lang::Id));
}

fn report_bytes(report: &Report, lang: Lang) -> Vec<u8> {
    let mut out = Vec::new();
    render(report, Format::Xlsx, Style::new(lang), &mut out).expect("memory takes it");
    out
}

/// Every report has its title, its day, every row and every total, in the language asked for.
#[test]
fn every_report_is_a_workbook() {
    for report in all() {
        for lang in [Lang::Id, Lang::En] {
            let mut book = open(report_bytes(&report, lang));
            let names = book.sheet_names();
            let charts = usize::from(report.charts().next().is_some());
            assert_eq!(names.len(), report.tables().count() + charts, "{}", report.name);
            for (table, name) in report.tables().zip(&names) {
                let rows = rows_of(&mut book, name);
                assert_eq!(rows[0][0], text(report.title.pick(lang)), "{}", report.name);
                assert_eq!(rows[1][0], text("Asosiasi IKM Pesisir Selatan"));
                let titles = 4 + usize::from(report.tables().nth(1).is_some());
                let header: Vec<String> = rows[titles]
                    .iter()
                    .take(table.columns().len())
                    .map(ToString::to_string)
                    .collect();
                let expect: Vec<&str> =
                    table.columns().iter().map(|column| column.title().pick(lang)).collect();
                assert_eq!(header, expect, "{}", report.name);
                let lines = table.rows().iter().map(Vec::as_slice).chain(table.totals());
                for (line, cells) in rows[titles + 1..].iter().zip(lines) {
                    for (found, cell) in line.iter().zip(cells) {
                        check_cell(found, cell, lang);
                    }
                }
            }
        }
    }
}

fn check_cell(found: &Data, cell: &Cell, lang: Lang) {
    match cell {
        Cell::Empty => assert!(matches!(found, Data::Empty), "{found:?}"),
        Cell::Text(words) => assert_eq!(*found, text(words)),
        Cell::Term(term) => assert_eq!(*found, text(term.text.pick(lang))),
        Cell::Money(amount) => assert_eq!(found.to_string(), amount.get().to_string()),
        Cell::Count(count) => assert_eq!(found.to_string(), count.to_string()),
        Cell::Signed(count) => assert_eq!(found.to_string(), count.to_string()),
        Cell::Percent(percent) => {
            let float = found.get_float().expect("a number");
            let shown: Decimal = float.to_string().parse().expect("a decimal");
            assert_eq!(shown * Decimal::ONE_HUNDRED, *percent);
        }
        Cell::Date(day) => {
            let date = found.get_datetime().expect("a date");
            let (year, month, number, ..) = date.to_ymd_hms_milli();
            assert_eq!(crate::fixtures::day(year.into(), month.into(), number.into()), *day);
        }
        Cell::Weight(_) | Cell::Flag(_) | Cell::Decimal(_) => {}
    }
}

#[test]
fn a_report_runs_nothing_and_its_charts_have_their_figures() {
    let mut table =
        Table::try_new("t", Text::same("=1+1"), vec![Column::new("a", Kind::Text, "=2", "=2")])
            .expect("one column");
    table.push(vec!["=cmd|' /C calc'!A0".into()]).expect("it fits");
    let report = Report {
        name: "t".to_owned(),
        title: Text::same("=3"),
        heading: heading(),
        sections: vec![Section::Table(table)],
    };
    let mut book = open(report_bytes(&report, Lang::Id));
    let name = book.sheet_names()[0].clone();
    assert!(book.worksheet_formula(&name).expect("a sheet").is_empty());
    assert_eq!(rows_of(&mut book, &name)[5][0], text("=cmd|' /C calc'!A0"));

    let mut book = open(report_bytes(&dues_report(), Lang::En));
    let report = dues_report();
    let chart = report.charts().next().expect("dues has a chart");
    let rows = rows_of(&mut book, "Charts");
    for (row, bar) in rows[5..].iter().zip(&chart.bars) {
        assert_eq!(row[0], text(bar.label.pick(Lang::En)));
        assert_eq!(row[1].to_string(), bar.value.to_string());
    }
}

/// Signs that XML, spreadsheets and formulas are made of.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[=+@\\-'\"<>&_x0D5F\u{0}\u{7}\t\r\n\u{fffe} é]{0,12}",
        "_x[0-9A-F]{4}_?",
    ]
}

proptest! {
    #[test]
    fn every_text_comes_back(words in proptest::collection::vec(texts(), 1..5)) {
        let columns: Vec<Column> = (0..words.len())
            .map(|at| Column::new(format!("c{at}"), Kind::Text, "C", "C"))
            .collect();
        let row = words.iter().map(|words| words.as_str().into()).collect();
        let mut book = open(list(&columns, &[row]).expect("it fits"));
        let rows = rows_of(&mut book, "IKM");
        for (at, words) in words.iter().enumerate() {
            let found = rows.get(1).and_then(|row| row.get(at)).cloned().unwrap_or_default();
            // A text that looks guarded already has an apostrophe more.
            let found = found.get_string().map(unguarded).unwrap_or_default();
            prop_assert_eq!(found, words.as_str());
        }
    }
}
