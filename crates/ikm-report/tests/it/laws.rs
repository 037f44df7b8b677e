//! What holds for every table.

use std::collections::BTreeMap;

use ikm_core::Lang;
use ikm_core::guard::unguarded;
use ikm_core::measure::Grams;
use ikm_core::money::Rupiah;
use ikm_report::reports::{RekapGroup, rekap};
use ikm_report::{
    Cell, Column, Format, Kind, ListFormat, Report, Section, Style, Table, Term, Text, sink,
    write_csv,
};
use proptest::prelude::*;
use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

use crate::dump::{cell, write};
use crate::fixtures::{area, day, group, heading, regions, scheme};

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Text),
        Just(Kind::Count),
        Just(Kind::Money),
        Just(Kind::Percent),
        Just(Kind::Decimal),
        Just(Kind::Date),
        Just(Kind::Weight),
        Just(Kind::Flag),
    ]
}

/// Words as they come: names, formulas, signs of every script, and what moves a cursor.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z ]{0,30}",
        2 => "[=+@\\-'\"][A-Za-z0-9+,;\"' ]{0,10}",
        2 => any::<String>(),
        1 => "[\u{300}\u{fe0f}\u{200d}#0-9\u{4e00}-\u{4e10}\u{1f468}-\u{1f470}]{0,20}",
        1 => "[A-Za-z]{40,120}",
    ]
}

fn cell_of(kind: Kind) -> BoxedStrategy<Cell> {
    let cell = match kind {
        Kind::Text => prop_oneof![
            words().prop_map(Cell::Text),
            (words(), words(), words()).prop_map(|(code, id, en)| Term::new(code, id, en).into()),
        ]
        .boxed(),
        Kind::Count => prop_oneof![
            any::<u64>().prop_map(Cell::Count),
            (0_u64..1000).prop_map(Cell::Count),
            any::<i64>().prop_map(Cell::Signed),
        ]
        .boxed(),
        Kind::Money => prop_oneof![any::<i64>(), -1000_i64..1000]
            .prop_map(|rupiah| Rupiah::new(rupiah).into())
            .boxed(),
        Kind::Percent => (any::<i64>(), 0_u32..10)
            .prop_map(|(number, scale)| Cell::Percent(Decimal::new(number, scale)))
            .boxed(),
        Kind::Decimal => (any::<i64>(), 0_u32..10)
            .prop_map(|(number, scale)| Decimal::new(number, scale).into())
            .boxed(),
        Kind::Date => {
            (1_i32..9999, 1_u32..13, 1_u32..29).prop_map(|(y, m, d)| day(y, m, d).into()).boxed()
        }
        Kind::Weight => any::<u32>().prop_map(|grams| Grams::new(grams).into()).boxed(),
        Kind::Flag => any::<bool>().prop_map(Cell::Flag).boxed(),
    };
    prop_oneof![9 => cell, 1 => Just(Cell::Empty)].boxed()
}

fn column(index: usize, kind: Kind, title: &str, [dashed, hidden]: [bool; 2]) -> Column {
    let column = Column::new(format!("c{index}"), kind, title, title);
    let column = if dashed { column.dashed() } else { column };
    if hidden { column.in_files_only() } else { column }
}

fn table() -> impl Strategy<Value = Table> {
    let columns = proptest::collection::vec((kind(), words(), any::<[bool; 2]>()), 1..12);
    let rows = columns.prop_flat_map(|columns| {
        let row: Vec<_> = columns.iter().map(|(kind, _, _)| cell_of(*kind)).collect();
        (Just(columns), proptest::collection::vec(row, 0..8))
    });
    rows.prop_map(|(columns, rows)| {
        let columns = columns
            .iter()
            .enumerate()
            .map(|(i, (kind, title, flags))| column(i, *kind, title, *flags))
            .collect();
        let mut table = Table::try_new("law", Text::same("T"), columns).expect("different keys");
        for row in rows {
            table.push(row).expect("it fits");
        }
        table
    })
}

fn report(table: Table) -> Report {
    Report {
        name: "law".to_owned(),
        title: Text::same("Law"),
        heading: heading(),
        sections: vec![Section::Table(table)],
    }
}

fn list(format: ListFormat, style: Style, table: &Table) -> String {
    let mut out = Vec::new();
    let mut listing = sink(format, style, &mut out);
    listing.begin(table.columns()).expect("different keys");
    for row in table.rows() {
        listing.row(row).expect("it fits");
    }
    listing.end(table.rows().first().map(Vec::as_slice)).expect("it fits");
    drop(listing);
    String::from_utf8(out).expect("UTF-8")
}

/// What a reader of CSV must find for a cell.
fn field(value: &Cell) -> String {
    if *value == Cell::Empty { String::new() } else { cell(value) }
}

/// Whether a spreadsheet takes the field for a formula: a negative number is none.
fn is_formula(field: &str) -> bool {
    let number = field.strip_prefix('-');
    field.starts_with(['=', '+', '@', '\t', '\r', '\n'])
        || number.is_some_and(|rest| rest.contains(|c: char| !"0123456789.,".contains(c)))
}

proptest! {
    #[test]
    fn no_line_is_wider_than_the_page(table in table(), width in 40_usize..160) {
        let style = Style { lang: Lang::Id, width };
        let listing = list(ListFormat::Table, style, &table);
        let page = write(&report(table), Format::Text, style);
        for line in listing.lines().chain(page.lines()) {
            prop_assert!(line.width() <= width, "{} > {width}: {line:?}", line.width());
        }
    }

    #[test]
    fn paper_breaks_no_amount(amounts in proptest::collection::vec(any::<i64>(), 1..8), width in 40_usize..160) {
        let mut columns = vec![Column::new("name", Kind::Text, "Nama", "Name")];
        let mut row: Vec<Cell> = vec!["Sulaman Bayangan Barung-Barung Balantai".into()];
        for (i, amount) in amounts.iter().enumerate() {
            columns.push(Column::new(format!("a{i}"), Kind::Money, "Nilai", "Value"));
            row.push(Rupiah::new(*amount).into());
        }
        let mut table = Table::try_new("law", Text::same("T"), columns).expect("different keys");
        table.push(row).expect("it fits");
        let page = write(&report(table), Format::Text, Style { lang: Lang::Id, width });
        for amount in amounts {
            let shown = Lang::Id.number(amount);
            prop_assert!(page.split_whitespace().any(|word| word == shown), "{shown} in\n{page}");
        }
    }

    #[test]
    fn csv_reads_back_the_same(table in table()) {
        let mut out = Vec::new();
        write_csv(&table, &mut out).expect("memory takes it");
        prop_assert_eq!(
            String::from_utf8_lossy(&out),
            list(ListFormat::Csv, Style::new(Lang::En), &table)
        );
        let mut reader = csv::ReaderBuilder::new().from_reader(out.as_slice());
        let keys: Vec<String> =
            reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let expect: Vec<&str> = table.columns().iter().map(Column::key).collect();
        prop_assert_eq!(keys, expect);
        let records: Vec<csv::StringRecord> =
            reader.records().collect::<Result<_, _>>().expect("well-formed CSV");
        prop_assert_eq!(records.len(), table.rows().len());
        for (record, row) in records.iter().zip(table.rows()) {
            prop_assert_eq!(record.len(), row.len());
            for (found, value) in record.iter().zip(row) {
                let expect = field(value);
                if matches!(value, Cell::Text(_) | Cell::Term(_)) {
                    prop_assert!(!is_formula(found), "{found:?} runs");
                    prop_assert_eq!(unguarded(found), expect);
                } else {
                    prop_assert_eq!(found, expect);
                }
            }
        }
    }

    #[test]
    fn json_reads_back_the_same(table in table()) {
        let check = |rows: &serde_json::Value| {
            let rows = rows.as_array().expect("an array");
            prop_assert_eq!(rows.len(), table.rows().len());
            for (object, row) in rows.iter().zip(table.rows()) {
                prop_assert_eq!(object.as_object().map(serde_json::Map::len), Some(row.len()));
                for (column, value) in table.columns().iter().zip(row) {
                    let found = &object[column.key()];
                    match value {
                        Cell::Empty => prop_assert!(found.is_null()),
                        Cell::Count(count) => prop_assert_eq!(found.as_u64(), Some(*count)),
                        Cell::Signed(number) => prop_assert_eq!(found.as_i64(), Some(*number)),
                        Cell::Money(amount) => prop_assert_eq!(found.as_i64(), Some(amount.get())),
                        Cell::Weight(weight) => {
                            prop_assert_eq!(found.as_u64(), Some(u64::from(weight.get())));
                        }
                        Cell::Flag(flag) => prop_assert_eq!(found.as_bool(), Some(*flag)),
                        Cell::Text(_)
                        | Cell::Term(_)
                        | Cell::Percent(_)
                        | Cell::Decimal(_)
                        | Cell::Date(_) => {
                            let expect = cell(value);
                            prop_assert_eq!(found.as_str(), Some(expect.as_str()));
                        }
                    }
                }
            }
            Ok(())
        };
        let listing = list(ListFormat::Json, Style::default(), &table);
        check(&serde_json::from_str(&listing).expect("well-formed JSON"))?;
        let whole = write(&report(table.clone()), Format::Json, Style::default());
        let whole: serde_json::Value = serde_json::from_str(&whole).expect("well-formed JSON");
        check(&whole["rows"])?;
    }

    #[test]
    fn rekap_loses_nothing(groups in proptest::collection::vec(rekap_group(), 0..40)) {
        let all: u64 = groups.iter().map(|group| group.figures.units).sum();
        let report =
            rekap(heading(), area(&regions()), &scheme(), groups.clone()).expect("small figures");
        let table = report.main_table().expect("the cross table");
        let count = |cell: Option<&Cell>| match cell {
            Some(Cell::Count(count)) => *count,
            other => panic!("{other:?} is no count"),
        };
        let mut by_column: BTreeMap<usize, u64> = BTreeMap::new();
        for row in table.rows() {
            let cells = &row[2..row.len() - 1];
            let sum: u64 = cells.iter().map(|cell| count(Some(cell))).sum();
            prop_assert_eq!(sum, count(row.last()));
            for i in 2..row.len() {
                *by_column.entry(i).or_default() += count(row.get(i));
            }
        }
        let totals = table.totals().expect("a line of totals");
        for (i, sum) in by_column {
            prop_assert_eq!(sum, count(totals.get(i)));
        }
        prop_assert_eq!(count(totals.last()), all);
        // The one cell that can be told from the input without the builder's own rules.
        let food: u64 = groups
            .iter()
            .filter(|group| {
                group.kecamatan.map(|code| code.to_string()).as_deref() == Some("13.01.05")
                    && group.class.as_ref().map(ToString::to_string).as_deref() == Some("10")
            })
            .map(|group| group.figures.units)
            .sum();
        prop_assert_eq!(count(table.rows()[1].get(2)), food);
    }
}

fn rekap_group() -> impl Strategy<Value = RekapGroup> {
    let places = [None, Some("13.01.01"), Some("13.01.05"), Some("13.01.09"), Some("13.02.01")];
    let classes = [None, Some("10"), Some("13"), Some("33"), Some("LUAR-C")];
    (
        proptest::sample::select(places.to_vec()),
        proptest::sample::select(classes.to_vec()),
        0_u64..1000,
    )
        .prop_map(|(place, class, units)| group(place, class, units))
}
