//! What holds for every input.

use ikm_core::money::Rupiah;
use ikm_import::{Outcome, Unit};
use proptest::prelude::*;

use crate::files::{fixture, raw_workbook, text_row};
use crate::helpers::{How, read, read_how};

/// What each cell is read as in a column of money.
fn investments(cells: &[String], unit: Unit) -> Vec<Option<i64>> {
    let rows = cells.iter().map(|cell| format!("A;\"{cell}\"\n"));
    let list = format!("nama_ikm;nilai_investasi\n{}", rows.collect::<String>());
    let read =
        read_how(list.as_bytes(), How { unit: Some(unit), ..How::default() }).expect("a list");
    read.profiles().iter().map(|p| p.figures.investment.map(Rupiah::get)).collect()
}

fn grouped(amount: i64, mark: &str) -> String {
    let digits = amount.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn money_reads_back_however_it_is_written(amount in 0_i64..=10_000_000_000_000) {
        let texts = [
            amount.to_string(),
            Rupiah::new(amount).to_string(),
            format!("Rp {},-", grouped(amount, ".")),
            format!("{},00", grouped(amount, ".")),
            format!("{}.00", grouped(amount, ",")),
            format!("{amount}.00"),
            grouped(amount, " "),
        ];
        prop_assert_eq!(investments(&texts, Unit::Rupiah), vec![Some(amount); texts.len()]);
    }

    #[test]
    fn thousands_are_exact(amount in 0_i64..=10_000_000_000_000) {
        let (whole, rest) = (amount / 1_000, amount % 1_000);
        let text = format!("{},{rest:03}0", grouped(whole, "."));
        prop_assert_eq!(investments(&[text], Unit::Thousand), [Some(amount)]);
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        drop(read(&bytes));
    }

    #[test]
    fn no_workbook_panics(bytes in prop::collection::vec(any::<u8>(), 0..500), kind in 0_usize..3) {
        let magic: [&[u8]; 3] = [
            b"PK\x03\x04",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        ];
        drop(read(&[magic[kind], &bytes].concat()));
    }

    /// A workbook with some bytes changed is read or refused; what it does to the reader of
    /// workbooks stays there.
    #[test]
    fn no_damage_panics(
        kind in 0_usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let header = text_row(1, &[("A", "Nama Usaha"), ("B", "Kecamatan")]);
        let rows = header + &text_row(2, &[("A", "Kue Upik"), ("B", "Bayang")]);
        let mut bytes = match kind {
            0 => raw_workbook(&rows, "docs/empty.xml", ""),
            1 => std::fs::read(fixture("list.xls")).expect("a fixture"),
            _ => std::fs::read(fixture("list.ods")).expect("a fixture"),
        };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        drop(read(&bytes));
    }

    /// Whatever stands in the cells, each row comes out once and in order, and a record has a name
    /// and a kecamatan.
    #[test]
    fn every_row_comes_out_once(cells in prop::collection::vec(("\\PC{0,12}", "\\PC{0,12}", "[0-9.,Rp jutan-]{0,12}"), 0..30)) {
        let quote = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut list = "nama_ikm,kecamatan,omzet,tenaga_kerja,produk\n".to_owned();
        for (name, place, number) in &cells {
            let (name, place, number) = (quote(name), quote(place), quote(number));
            list.extend([&name, ",", &place, ",", &number, ",", &number, ",x\n"]);
        }
        let read = read(list.as_bytes()).expect("a list");
        let numbers: Vec<u64> = read.rows.iter().map(|row| row.number).collect();
        let expect: Vec<u64> = (2..).take(cells.len()).collect();
        prop_assert_eq!(numbers, expect);
        for row in &read.rows {
            match &row.outcome {
                Outcome::Record { profile, .. } => {
                    prop_assert!(!profile.name.is_empty());
                    prop_assert!(profile.place.kecamatan.is_some());
                }
                Outcome::Reject(problems) => prop_assert!(!problems.is_empty()),
                Outcome::Skipped(_) => {}
            }
        }
    }
}
