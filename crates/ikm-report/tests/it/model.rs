//! Tables that cannot be built wrong, and sums that cannot overflow in silence.

use ikm_core::Explain;
use ikm_core::measure::Grams;
use ikm_core::money::Rupiah;
use ikm_report::{Cell, Column, Kind, ReportError, Table, Term, Text, Totals};
use rust_decimal::Decimal;

use crate::dump::dump;
use crate::fixtures::{day, growth_report, trial_report};

fn column(key: &str, kind: Kind) -> Column {
    Column::new(key, kind, key, key)
}

fn table(columns: Vec<Column>) -> Result<Table, ReportError> {
    Table::try_new("t", Text::same("T"), columns)
}

#[test]
fn model_of_a_report() {
    insta::assert_debug_snapshot!(growth_report());
    insta::assert_debug_snapshot!(trial_report());
}

#[test]
fn columns_need_different_keys() {
    let check = |columns: Vec<Column>, english: &str| {
        let error = table(columns).expect_err("files could not tell the columns apart");
        assert_eq!((error.code(), error.to_string().as_str()), ("IKM-REPORT-TABLE", english));
    };
    check(vec![], r#"the column key "" is empty or written twice"#);
    check(vec![column("", Kind::Text)], r#"the column key "" is empty or written twice"#);
    check(
        vec![column("a", Kind::Text), column("b", Kind::Text), column("a", Kind::Count)],
        r#"the column key "a" is empty or written twice"#,
    );
}

#[test]
fn rows_fit_the_columns() {
    let columns = || vec![column("name", Kind::Text), column("paid", Kind::Money)];
    let check = |row: Vec<Cell>, english: &str| {
        let mut table = table(columns()).expect("two keys");
        let error = table.push(row).expect_err("the row does not fit");
        assert_eq!((error.code(), error.to_string().as_str()), ("IKM-REPORT-TABLE", english));
        assert!(table.rows().is_empty());
    };
    check(vec!["a".into()], "a row of 1 cells in a table of 2 columns");
    check(vec!["a".into(), Cell::Empty, Cell::Empty], "a row of 3 cells in a table of 2 columns");
    check(vec!["a".into(), 5_u64.into()], r#"a cell of another kind in column "paid""#);
    check(vec![Rupiah::new(1).into(), Cell::Empty], r#"a cell of another kind in column "name""#);
}

#[test]
fn each_kind_takes_its_own_cells_and_empty_ones() {
    let kinds =
        [Kind::Text, Kind::Count, Kind::Money, Kind::Percent, Kind::Date, Kind::Weight, Kind::Flag];
    let cells: [(Cell, Kind); 9] = [
        ("x".into(), Kind::Text),
        (Term::new("x", "x", "x").into(), Kind::Text),
        (1_u32.into(), Kind::Count),
        ((-1_i64).into(), Kind::Count),
        (Rupiah::new(1).into(), Kind::Money),
        (Cell::Percent(Decimal::ONE), Kind::Percent),
        (day(2022, 1, 31).into(), Kind::Date),
        (Grams::new(5).into(), Kind::Weight),
        (true.into(), Kind::Flag),
    ];
    for kind in kinds {
        assert!(kind.takes(&Cell::Empty));
        for (cell, own) in &cells {
            assert_eq!(kind.takes(cell), kind == *own, "{kind:?} {cell:?}");
        }
    }
}

#[test]
fn absent_values_become_empty_cells() {
    assert_eq!(Cell::from(None::<Rupiah>), Cell::Empty);
    assert_eq!(Cell::from(Some(Rupiah::new(7))), Cell::Money(Rupiah::new(7)));
}

#[test]
fn totals_add_up_what_is_summed_and_nothing_else() {
    let mut table = table(vec![
        column("code", Kind::Text).in_files_only(),
        column("name", Kind::Text),
        column("price", Kind::Money),
        column("pieces", Kind::Count).summed(),
        column("gross", Kind::Money).summed(),
        column("weight", Kind::Weight).summed(),
        column("note", Kind::Text),
    ])
    .expect("different keys");
    let row = |price, pieces: Cell, gross, weight: Cell| {
        vec![
            "c".into(),
            "n".into(),
            Rupiah::new(price).into(),
            pieces,
            Rupiah::new(gross).into(),
            weight,
            Cell::Empty,
        ]
    };
    table.push(row(5, 3_u32.into(), 15, Grams::new(400).into())).expect("it fits");
    table.push(row(9, (-4_i64).into(), -36, Cell::Empty)).expect("it fits");
    table.total("total").expect("small figures");
    assert_eq!(
        dump(&table),
        "code|name|price|pieces|gross|weight|note\n\
         c|n|5|3|15|400|·\n\
         c|n|9|-4|-36|·|·\n\
         ·|total|·|-1|-21|400|·"
    );
}

#[test]
fn sums_overflow_only_in_their_result() {
    let check = |kind: Kind, cells: &[Cell], expect: Option<Cell>| {
        let columns = [column("n", kind).summed()];
        let mut totals = Totals::new(&columns);
        for cell in cells {
            totals.add(std::slice::from_ref(cell)).expect("a wide sum");
        }
        let line = totals.line(&columns, Cell::Empty);
        match expect {
            Some(cell) => assert_eq!(line.expect("in range"), [cell]),
            None => assert_eq!(line.expect_err("out of range").code(), "IKM-REPORT-OVERFLOW"),
        }
    };
    let money = |rupiah| Cell::Money(Rupiah::new(rupiah));
    check(Kind::Money, &[money(i64::MAX), money(1)], None);
    check(Kind::Money, &[money(i64::MAX), money(1), money(-1)], Some(money(i64::MAX)));
    check(Kind::Count, &[Cell::Count(u64::MAX), Cell::Count(1)], None);
    check(Kind::Count, &[Cell::Count(u64::MAX)], Some(Cell::Count(u64::MAX)));
    check(Kind::Count, &[Cell::Signed(i64::MIN), Cell::Signed(-1)], None);
    check(Kind::Weight, &[Cell::Weight(Grams::new(u32::MAX)), Cell::Weight(Grams::new(1))], None);
}

#[test]
fn errors_speak_both_languages() {
    let error = table(vec![]).expect_err("no columns");
    assert_eq!(error.indonesian(), "nama kolom \"\" kosong atau ditulis dua kali");
}
