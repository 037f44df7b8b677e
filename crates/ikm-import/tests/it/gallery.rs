//! The gallery's two files: columns, cells, and what is wrong with a line.

use std::path::PathBuf;

use ikm_core::gallery::Commission;
use ikm_core::{Explain as _, Lang};
use ikm_import::ImportError;
use ikm_import::gallery::{GalleryFile, IntakeRow, LineProblem, SalesRow, read_intake, read_sales};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use tempfile::TempDir;

const INTAKE: &str = "note,received_on,member,sku,name,category,quantity,unit_price,\
                      commission_percent,lot,best_before\n";
const SALES: &str = "receipt,sold_on,sku,lot,quantity,unit_price,payment\n";

/// A file with `content`, and the folder that it lies in.
fn file(content: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    // The ending lies, and must not matter.
    let path = folder.path().join("file.dat");
    std::fs::write(&path, content).expect("writes");
    (folder, path)
}

fn intake(content: impl AsRef<[u8]>) -> Result<GalleryFile<IntakeRow>, ImportError> {
    let (_folder, path) = file(content);
    read_intake(&path)
}

fn sales(content: impl AsRef<[u8]>) -> Result<GalleryFile<SalesRow>, ImportError> {
    let (_folder, path) = file(content);
    read_sales(&path)
}

/// The one line of a file that has one.
fn only<T: Clone>(file: Result<GalleryFile<T>, ImportError>) -> Result<T, LineProblem> {
    let rows = file.expect("a file").rows;
    assert_eq!(rows.len(), 1);
    rows[0].parsed.clone()
}

fn intake_line(line: &str) -> Result<IntakeRow, LineProblem> {
    only(intake(format!("{INTAKE}{line}\n")))
}

fn sales_line(line: &str) -> Result<SalesRow, LineProblem> {
    only(sales(format!("{SALES}{line}\n")))
}

fn code_and_column<T: std::fmt::Debug>(
    line: Result<T, LineProblem>,
) -> (&'static str, &'static str) {
    let problem = line.expect_err("a problem");
    (problem.code(), problem.column())
}

/// A commission as the note says it; nothing where it says none.
fn said(commission: Option<Commission>) -> String {
    commission.map(|commission| commission.to_string()).unwrap_or_default()
}

#[test]
fn every_cell_of_a_line() {
    let row = intake_line("N-1,2022-02-03,A-0001,RND,Rendang,makanan,10,65000,12.5,L1,2022-06-30");
    let row = row.expect("a line");
    assert_eq!(
        (row.received_on.to_string().as_str(), row.member.as_str()),
        ("2022-02-03", "A-0001")
    );
    assert_eq!(
        (row.sku.as_str(), row.name.as_str(), row.category.as_str()),
        ("RND", "Rendang", "makanan")
    );
    assert_eq!((row.quantity, row.unit_price.get()), (10, 65_000));
    assert_eq!((said(row.commission).as_str(), row.lot.as_deref()), ("12.5", Some("L1")));
    assert_eq!(row.best_before.map(|day| day.to_string()).as_deref(), Some("2022-06-30"));
    let row = sales_line("K-1,2022-02-10,RND,L1,3,60000,qris").expect("a line");
    assert_eq!((row.sold_on.to_string().as_str(), row.sku.as_str()), ("2022-02-10", "RND"));
    assert_eq!((row.lot.as_deref(), row.quantity), (Some("L1"), 3));
    assert_eq!(row.unit_price.map(ikm_core::money::Rupiah::get), Some(60_000));
    assert_eq!(row.payment, ikm_core::gallery::Payment::Qris);
    // What may be left open.
    let row = intake_line("N-1,2022-02-03,A-0001,RND,Rendang,,10,65000,0,-,-").expect("a line");
    assert_eq!((row.category.as_str(), row.lot, row.best_before), ("", None, None));
    let row = sales_line("K-1,2022-02-10,RND,-,3,-,cash").expect("a line");
    assert_eq!((row.lot, row.unit_price), (None, None));
}

#[test]
fn columns_in_any_order_and_spelling() {
    let moved = "Payment;QUANTITY;Unit Price;kasir;sold-on; sku ;lot;Receipt\n\
                 cash;3;;Upik;2022-02-10;RND;;K-1\n";
    let file = sales(moved).expect("a file");
    let [row] = file.rows.as_slice() else { panic!("one line") };
    assert_eq!((row.row, row.number.as_str()), (2, "K-1"));
    assert_eq!(row.parsed.as_ref().map(|line| line.quantity), Ok(3));
    // What stands in the file goes back to whoever corrects it, unknown columns too.
    assert_eq!(file.headers[3], "kasir");
    assert_eq!(row.cells, ["cash", "3", "", "Upik", "2022-02-10", "RND", "", "K-1"]);
    // Columns that may be empty may be missing.
    let short =
        sales("receipt,sold_on,sku,quantity,unit_price,payment\nK-1,2022-02-10,RND,3,,cash\n");
    assert_eq!(only(short).map(|line| line.lot), Ok(None));
    let short = intake(
        "note,received_on,member,sku,name,quantity,unit_price,commission_percent\n\
         N-1,2022-02-03,A-0001,RND,Rendang,10,65000,12.5\n",
    );
    assert_eq!(only(short).map(|line| line.quantity), Ok(10));
    // Of two columns of one name the first counts.
    let twice = sales(
        "receipt,sold_on,sku,lot,quantity,unit_price,payment,quantity\nK-1,2022-02-10,RND,,3,,cash,9\n",
    );
    assert_eq!(only(twice).map(|line| line.quantity), Ok(3));
}

#[test]
fn files_that_cannot_be_read() {
    let check = |content: &str, expect: &str| {
        let error = sales(content).expect_err("no sales file");
        assert_eq!(error.to_string(), expect);
    };
    check(
        "receipt,sku,lot\nK-1,RND,\n",
        "row 1 is the header, but it lacks sold_on, quantity, unit_price, payment",
    );
    check(
        "\n\nreceipt\n",
        "row 3 is the header, but it lacks sold_on, sku, quantity, unit_price, payment",
    );
    check(
        &format!("{SALES}K-1,2022-02-10,RND,,3,,cash\n\"K-2,2022-02-10,RND,,3,,cash\n"),
        "row 3: a quote opens here and never closes",
    );
    let code = |content: &str| sales(content).expect_err("no sales file").code();
    assert_eq!(code(""), "IKM-IMPORT-EMPTY");
    assert_eq!(code(",,\n\n"), "IKM-IMPORT-EMPTY");
    assert_eq!(code("%PDF-1.7"), "IKM-IMPORT-NOT-A-TABLE");
    let columns = sales("receipt\nK-1\n").expect_err("columns are missing");
    assert_eq!(columns.code(), "IKM-IMPORT-COLUMNS");
    assert_ne!(columns.indonesian(), columns.to_string());
    // A header and nothing else is a file of nothing.
    assert_eq!(sales(SALES).expect("a file").rows.len(), 0);
}

#[test]
fn lines_are_numbered_as_a_spreadsheet_numbers_them() {
    let file = sales(format!(
        "\n{SALES}\nK-1,2022-02-10,RND,,3,,cash\n,,,,,,\nK-2,2022-02-10,\"a\nb\",,3,,cash\nK-3,2022-02-10,RND,,3,,cash\n"
    ));
    let file = file.expect("a file");
    // A cell of two lines stands in one row.
    let rows: Vec<(u64, &str)> =
        file.rows.iter().map(|row| (row.row, row.number.as_str())).collect();
    assert_eq!(rows, [(4, "K-1"), (6, "K-2"), (7, "K-3")]);
}

#[test]
fn days_as_people_write_them() {
    let check = |text: &str, expect: Option<&str>| {
        let line = sales_line(&format!("K-1,{text},RND,,3,,cash"));
        match expect {
            Some(day) => assert_eq!(line.map(|line| line.sold_on.to_string()), Ok(day.to_owned())),
            None => assert_eq!(code_and_column(line), ("IKM-GALLERY-DATE", "sold_on"), "{text}"),
        }
    };
    for text in [
        "2022-02-03",
        "2022-2-3",
        "03/02/2022",
        "3/2/2022",
        "03-02-2022",
        " 2022-02-03 ",
        "2022-02-03 00:00:00",
        "2022-02-03T00:00:00",
    ] {
        check(text, Some("2022-02-03"));
    }
    for text in [
        "2022-02-30",
        "2022-13-01",
        "02/13/2022",
        "3/2/22",
        "44595",
        "3 Februari 2022",
        "kemarin",
        "0022-02-03",
        "20220203",
        "2022-02",
    ] {
        check(text, None);
    }
}

#[test]
fn pieces_and_amounts_as_people_write_them() {
    let quantity = |text: &str| {
        sales_line(&format!("K-1,2022-02-10,RND,,{text},,cash")).map(|line| line.quantity)
    };
    assert_eq!(quantity("3"), Ok(3));
    assert_eq!(quantity(" 12 "), Ok(12));
    for text in ["0", "-1", "1.5", "1.000", "\"1,0\"", "dua", "4294967296", "3 buah"] {
        assert_eq!(code_and_column(quantity(text)), ("IKM-GALLERY-QUANTITY", "quantity"), "{text}");
    }
    let price = |text: &str| {
        sales_line(&format!("K-1,2022-02-10,RND,,3,\"{text}\",cash"))
            .map(|line| line.unit_price.map(ikm_core::money::Rupiah::get))
    };
    for text in [
        "15000",
        "15.000",
        "15,000",
        "Rp15.000",
        "Rp 15.000,00",
        "15rb",
        "15 000",
        "IDR 15000",
        "15.000,-",
    ] {
        assert_eq!(price(text), Ok(Some(15_000)), "{text}");
    }
    assert_eq!(price("0"), Ok(Some(0)));
    assert_eq!(price("10000000000000"), Ok(Some(10_000_000_000_000)));
    for text in [
        "-1",
        "(15.000)",
        "15000,5",
        "gratis",
        "1.5.0",
        "10000000000001",
        "99999999999999999999999999",
    ] {
        assert_eq!(code_and_column(price(text)), ("IKM-GALLERY-MONEY", "unit_price"), "{text}");
    }
    let percent = |text: &str| {
        intake_line(&format!("N-1,2022-02-03,A-0001,RND,Rendang,,1,1000,\"{text}\",,"))
            .map(|line| said(line.commission))
    };
    for text in ["12.5", "12,5", "12.5%", "12,5 %", "12.50"] {
        assert_eq!(percent(text), Ok("12.5".to_owned()), "{text}");
    }
    // In a text, half a percent is half a percent.
    assert_eq!(percent("0,5"), Ok("0.5".to_owned()));
    for text in ["-1", "sepuluh", "1001", "1.2.3", "%"] {
        assert_eq!(
            code_and_column(percent(text)),
            ("IKM-PERCENT-SYNTAX", "commission_percent"),
            "{text}"
        );
    }
    let payment = |text: &str| {
        sales_line(&format!("K-1,2022-02-10,RND,,3,,{text}")).map(|line| line.payment.code())
    };
    assert_eq!(["cash", "QRIS", "Transfer"].map(payment), [Ok("cash"), Ok("qris"), Ok("transfer")]);
    for text in ["tunai", "utang", "cash+qris"] {
        assert_eq!(code_and_column(payment(text)), ("IKM-SALE-PAYMENT", "payment"), "{text}");
    }
}

#[test]
fn cells_that_must_be_filled() {
    let line = [
        "N-1",
        "2022-02-03",
        "A-0001",
        "RND",
        "Rendang",
        "makanan",
        "10",
        "65000",
        "12.5",
        "L1",
        "2022-06-30",
    ];
    let columns: Vec<&str> = INTAKE.trim_end().split(',').collect();
    for (place, column) in columns.iter().enumerate() {
        let mut cells = line;
        cells[place] = " ";
        let parsed = intake_line(&cells.join(","));
        // Where no commission is said, the rules of the gallery do.
        if ["category", "commission_percent", "lot", "best_before"].contains(column) {
            assert!(parsed.is_ok(), "{column}");
        } else {
            let problem = parsed.expect_err(column);
            assert_eq!((problem.code(), problem.column()), ("IKM-GALLERY-EMPTY-CELL", *column));
        }
    }
    let line = ["K-1", "2022-02-10", "RND", "L1", "3", "60000", "cash"];
    let columns: Vec<&str> = SALES.trim_end().split(',').collect();
    for (place, column) in columns.iter().enumerate() {
        let mut cells = line;
        cells[place] = "";
        let parsed = sales_line(&cells.join(","));
        assert_eq!(parsed.is_ok(), ["lot", "unit_price"].contains(column), "{column}");
    }
}

#[test]
fn problems_in_both_languages() {
    let check = |line: &str, english: &str, indonesian: &str, hint: &str| {
        let problem = intake_line(line).expect_err("a problem");
        assert_eq!(problem.to_string(), english);
        assert_eq!(problem.indonesian(), indonesian);
        assert_eq!(problem.hint(Lang::En), hint);
        assert_ne!(problem.hint(Lang::Id), hint);
    };
    check(
        "N-1,besok,A-0001,RND,Rendang,,1,1000,10,,",
        "received_on: \"besok\" is not a date",
        "received_on: \"besok\" bukan tanggal",
        "write it like 2022-02-28 or 28/02/2022",
    );
    check(
        "N-1,2022-02-03,,RND,Rendang,,1,1000,10,,",
        "member is empty",
        "member kosong",
        "fill the cell in",
    );
    check(
        "N-1,2022-02-03,A-0001,RND,Rendang,,nol,1000,10,,",
        "quantity: \"nol\" is not a number of pieces",
        "quantity: \"nol\" bukan jumlah barang",
        "write a whole number from 1 up",
    );
    check(
        "N-1,2022-02-03,A-0001,RND,Rendang,,1,-1000,10,,",
        "unit_price: \"-1000\" is not an amount of whole rupiah",
        "unit_price: \"-1000\" bukan jumlah rupiah bulat",
        "write it like 15000 or Rp15.000",
    );
}

#[test]
fn what_is_typed_otherwise_says_the_same() {
    let same = |one: &str, other: &str| {
        let canonical = |line: &str| {
            let file = sales(format!("{SALES}{line}\n")).expect("a file");
            file.rows[0].canonical.clone()
        };
        canonical(one) == canonical(other)
    };
    let line = "K-1,2022-02-10,RND,,3,15000,cash";
    assert!(same(line, "K-1,10/02/2022, RND ,-,3,Rp15.000,Cash"));
    for other in [
        "K-2,2022-02-10,RND,,3,15000,cash",
        "K-1,2022-02-11,RND,,3,15000,cash",
        "K-1,2022-02-10,rnd,,3,15000,cash",
        "K-1,2022-02-10,RND,L1,3,15000,cash",
        "K-1,2022-02-10,RND,,4,15000,cash",
        "K-1,2022-02-10,RND,,3,,cash",
        "K-1,2022-02-10,RND,,3,0,cash",
        "K-1,2022-02-10,RND,,3,15000,qris",
        "K-1,2022-02-10,RND,,3,mahal,cash",
    ] {
        assert!(!same(line, other), "{other}");
    }
    let same = |one: &str, other: &str| {
        let canonical = |line: &str| {
            let file = intake(format!("{INTAKE}{line}\n")).expect("a file");
            file.rows[0].canonical.clone()
        };
        canonical(one) == canonical(other)
    };
    let line = "N-1,2022-02-03,A-0001,RND,Rendang,makanan,10,65000,12.5,L1,2022-06-30";
    assert!(same(line, "N-1,3/2/2022,a-1,RND,Rendang,makanan,10,65rb,\"12,50%\",L1,30-06-2022"));
    for (place, other) in
        ["N-2", "2022-02-04", "A-0002", "RNE", "Dendeng", "", "11", "65001", "12.4", "", ""]
            .iter()
            .enumerate()
    {
        let mut cells: Vec<&str> = line.split(',').collect();
        cells[place] = other;
        assert!(!same(line, &cells.join(",")), "{other}");
    }
}

/// A workbook whose first sheet has a header and what `fill` writes below it.
fn workbook(
    header: &str,
    fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet) -> Result<(), XlsxError>,
) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in (0..).zip(header.trim_end().split(',')) {
        sheet.write(0, column, name).expect("writes");
    }
    fill(sheet).expect("writes");
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_with_typed_cells() {
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let bytes = workbook(SALES, |sheet| {
        sheet.write(1, 0, "K-1")?;
        sheet.write_with_format(1, 1, &ExcelDateTime::from_ymd(2022, 2, 10)?, &day)?;
        sheet.write(1, 2, "RND")?.write(1, 4, 3)?.write(1, 5, 15_000)?.write(1, 6, "cash")?;
        // A number of a spreadsheet is a plain decimal: 1.125 is not 1,125.
        sheet.write(2, 0, "K-2")?.write(2, 1, "2022-02-10")?.write(2, 2, "RND")?;
        sheet.write(2, 4, 3)?.write(2, 5, 1.125)?.write(2, 6, "cash")?;
        // Receipts that are numbers, and half a piece.
        sheet.write(3, 0, 17)?.write(3, 1, "2022-02-10")?.write(3, 2, 4_711)?;
        sheet.write(3, 4, 0.5)?.write(3, 5, 15_000)?.write(3, 6, "cash")?;
        Ok(())
    });
    let file = sales(&bytes).expect("a file");
    let typed = &file.rows[0];
    let as_text = sales(format!("{SALES}K-1,2022-02-10,RND,,3,15000,cash\n")).expect("a file");
    assert_eq!(typed.parsed, as_text.rows[0].parsed);
    assert_eq!(typed.canonical, as_text.rows[0].canonical);
    assert_eq!(code_and_column(file.rows[1].parsed.clone()), ("IKM-GALLERY-MONEY", "unit_price"));
    assert_eq!(file.rows[2].number, "17");
    assert_eq!(code_and_column(file.rows[2].parsed.clone()), ("IKM-GALLERY-QUANTITY", "quantity"));
}

#[test]
fn a_percentage_that_is_only_shown_as_one_is_not_guessed() {
    let percent = |write: fn(&mut rust_xlsxwriter::Worksheet) -> Result<(), XlsxError>| {
        let bytes = workbook(INTAKE, |sheet| {
            let cells = ["N-1", "2022-02-03", "A-0001", "RND", "Rendang", "", "1", "1000"];
            for (column, cell) in (0..).zip(cells) {
                sheet.write(1, column, cell)?;
            }
            write(sheet)
        });
        only(intake(&bytes)).map(|line| said(line.commission))
    };
    let as_number = percent(|sheet| sheet.write(1, 8, 12.5).map(drop));
    assert_eq!(as_number, Ok("12.5".to_owned()));
    assert_eq!(percent(|sheet| sheet.write(1, 8, 0).map(drop)), Ok("0".to_owned()));
    assert_eq!(percent(|sheet| sheet.write(1, 8, 1).map(drop)), Ok("1".to_owned()));
    assert_eq!(percent(|sheet| sheet.write(1, 8, "0.5").map(drop)), Ok("0.5".to_owned()));
    let shown = percent(|sheet| {
        let format = Format::new().set_num_format("0.0%");
        sheet.write_with_format(1, 8, 0.125, &format).map(drop)
    });
    let problem = shown.expect_err("12.5 % or 0.125 %");
    assert_eq!((problem.code(), problem.column()), ("IKM-GALLERY-SHARE", "commission_percent"));
    assert_eq!(
        problem.to_string(),
        "commission_percent: the number 0.125 can be a share of one or a percentage"
    );
    assert_ne!(problem.indonesian(), problem.to_string());
}
