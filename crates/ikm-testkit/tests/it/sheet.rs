//! The messy list: its answer against a recount from the cells, and its bytes.

use std::collections::BTreeMap;

use ikm_core::region::Regions;
use ikm_testkit::district::District;
use ikm_testkit::sheet::{Cell, Defect, HEADINGS, Row, Sheet, write_csv};

use crate::digest_of;

fn demo() -> Sheet {
    District::generate(2022, 3_800).sheet()
}

fn column(heading: &str) -> usize {
    HEADINGS.iter().position(|h| *h == heading).expect("a heading")
}

fn shown(row: &Row, column: usize) -> String {
    match row.get(column).expect("a column of the sheet") {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.trim().to_owned(),
        Cell::Number(number) => number.to_string(),
    }
}

fn is_data(row: &Row) -> bool {
    matches!(row.first(), Some(Cell::Number(_)))
}

/// Reads an amount the way a person does: what stands there without the decoration.
fn amount(text: &str) -> Option<i64> {
    let bare = text.trim_end_matches(",-").trim_end_matches(",00");
    let digits: String = bare.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    digits.parse().ok()
}

/// A reader of its own, made for this sheet only: it knows the columns and trusts nothing else.
#[derive(Default)]
struct Recount {
    seen: BTreeMap<String, Vec<String>>,
    rows: usize,
    added: usize,
    updated: usize,
    unchanged: usize,
    rejected: usize,
    skipped: usize,
    investment: i64,
    workers: i64,
}

impl Recount {
    fn read(sheet: &Sheet) -> Self {
        let mut recount = Self::default();
        for row in &sheet.rows {
            if is_data(row) {
                recount.data(row);
            } else if shown(row, 0) != "No" && shown(row, column("Tenaga Kerja")) != "L" {
                recount.skipped += 1;
            }
        }
        recount
    }

    fn data(&mut self, row: &Row) {
        self.rows += 1;
        let cell = |heading: &str| shown(row, column(heading));
        let men = shown(row, column("Tenaga Kerja"));
        let investment = cell("Nilai Investasi (Rp.000)");
        let readable = !cell("Nama IKM").is_empty()
            && !matches!(cell("Kecamatan").as_str(), "" | "Lubuk Begalung")
            && men != "banyak"
            && investment != "belum dihitung"
            && amount(&cell("Nilai Produksi (Rp.000)")).unwrap_or_default() >= 0
            && cell("Tahun Berdiri").len() == 4;
        if !readable {
            self.rejected += 1;
            return;
        }
        self.investment += 1_000 * amount(&investment).unwrap_or_default();
        let women = shown(row, column("Tenaga Kerja") + 1);
        self.workers += amount(&men).unwrap_or_default() + amount(&women).unwrap_or_default();
        self.identify(row);
    }

    fn identify(&mut self, row: &Row) {
        let cell = |heading: &str| shown(row, column(heading));
        let nik = cell("NIK").trim_start_matches('\'').to_owned();
        let nik_is_good = nik.len() == 16 && !nik.ends_with("0000");
        let keys: Vec<String> = [
            Some(cell("NIB")).filter(|nib| !nib.is_empty()),
            nik_is_good.then(|| format!("{nik} {}", cell("Nama IKM"))),
        ]
        .into_iter()
        .flatten()
        .collect();
        let phone = cell("No. HP").chars().filter(char::is_ascii_digit).collect::<String>();
        let phone = phone.trim_start_matches("62").trim_start_matches('0').to_owned();
        match keys.iter().find_map(|key| self.seen.get(key)) {
            None => self.added += 1,
            Some(known) if known.contains(&phone) => self.unchanged += 1,
            Some(_) => self.updated += 1,
        }
        for key in keys {
            self.seen.entry(key).or_default().push(phone.clone());
        }
    }
}

#[test]
fn the_answer_is_what_a_recount_finds() {
    let sheet = demo();
    let expected = &sheet.expected;
    let recount = Recount::read(&sheet);
    assert_eq!(recount.rows, expected.rows);
    assert_eq!(recount.added, expected.added);
    assert_eq!(recount.updated, expected.updated);
    assert_eq!(recount.unchanged, expected.unchanged);
    assert_eq!(recount.rejected, expected.rejected);
    assert_eq!(recount.skipped, expected.skipped);
    assert_eq!(recount.investment, expected.totals.investment);
    assert_eq!(u64::try_from(recount.workers), Ok(expected.totals.workers()));
}

#[test]
fn the_answer_adds_up() {
    let expected = demo().expected;
    assert_eq!(expected.added, 3_800);
    let parts = expected.added + expected.updated + expected.unchanged + expected.rejected;
    assert_eq!(parts, expected.rows);
    assert_eq!(expected.rejected, expected.rejects.len());
    assert_eq!(expected.by_kecamatan.values().sum::<usize>(), expected.added);
    assert_eq!(expected.by_division.values().sum::<usize>(), expected.added);
    let read = expected.rows - expected.rejected;
    assert_eq!(expected.by_commodity.values().sum::<usize>(), read);
    for (what, count) in [
        ("updated", expected.updated),
        ("unchanged", expected.unchanged),
        ("rejected", expected.rejected),
        ("damaged NIK", expected.damaged_niks),
        ("damaged telephone numbers", expected.damaged_phones),
    ] {
        assert!((10..200).contains(&count), "{count} {what}");
    }
    for defect in Defect::ALL {
        assert!(expected.rejects.iter().any(|reject| reject.defect == defect), "{defect:?}");
    }
}

#[test]
fn a_rejected_row_stands_where_the_answer_says() {
    let sheet = demo();
    for reject in &sheet.expected.rejects {
        let row = &sheet.rows[reject.row - 1];
        let show = |heading| shown(row, column(heading));
        match reject.defect {
            Defect::NoName => assert_eq!(show("Nama IKM"), ""),
            Defect::NoPlace => assert_eq!(show("Kecamatan") + &show("Nagari"), ""),
            Defect::NegativeProduction => assert_eq!(show("Nilai Produksi (Rp.000)"), "-2500"),
            Defect::WordsForWorkers => assert_eq!(show("Tenaga Kerja"), "banyak"),
            Defect::AbsurdYear => assert_eq!(show("Tahun Berdiri"), "20015"),
            Defect::WordsForInvestment => {
                assert_eq!(show("Nilai Investasi (Rp.000)"), "belum dihitung");
            }
            Defect::UnknownKecamatan => assert_eq!(show("Kecamatan"), "Lubuk Begalung"),
            other => panic!("{other:?}"),
        }
    }
}

/// Every spelling must mean the kecamatan that it stands for, and core must be able to tell.
#[test]
fn the_places_can_be_found() {
    let district = District::generate(2022, 3_800);
    let regions = Regions::pesisir_selatan();
    let regency = "13.01".parse().expect("a regency");
    let mut spellings = BTreeMap::new();
    for row in district.sheet().rows.iter().filter(|row| is_data(row)) {
        let (kecamatan, nagari) = (shown(row, column("Kecamatan")), shown(row, column("Nagari")));
        if matches!(kecamatan.as_str(), "" | "Lubuk Begalung") {
            continue;
        }
        let found = regions.find_kecamatan(regency, &kecamatan);
        let code = found.unwrap_or_else(|| panic!("{kecamatan}")).code;
        let found = regions.find_nagari(code, &nagari).map(|region| region.name.clone());
        // The address ends with the nagari's own name.
        let address = shown(row, column("Alamat"));
        assert_eq!(found.as_deref(), address.split(", Nagari ").last(), "{nagari} in {kecamatan}");
        *spellings.entry(kecamatan).or_insert(0) += 1;
    }
    assert!(spellings.len() > 60, "{} spellings", spellings.len());
}

#[test]
fn the_streamed_rows_are_the_rows_of_the_sheet() {
    let district = District::generate(7, 500);
    assert!(district.rows().eq(district.sheet().rows));
}

#[test]
fn the_text_reads_back_with_another_reader() {
    for delimiter in [b',', b';'] {
        let sheet = District::generate(7, 500).sheet();
        let mut bytes = Vec::new();
        write_csv(&sheet.rows, &mut bytes, delimiter).expect("a vector takes everything");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .from_reader(bytes.as_slice());
        let mut count = 0;
        for (record, row) in reader.records().zip(&sheet.rows) {
            let record = record.expect("well formed");
            for (field, cell) in record.iter().zip(row) {
                match cell {
                    Cell::Empty => assert_eq!(field, ""),
                    Cell::Text(text) => assert_eq!(field, text),
                    Cell::Number(number) => assert_eq!(field, number.to_string()),
                }
            }
            assert_eq!(record.len(), HEADINGS.len());
            count += 1;
        }
        assert_eq!(count, sheet.rows.len());
    }
}

/// The bytes of the demo's list. They change only when the generator is meant to change.
#[test]
fn the_bytes_never_change_by_themselves() {
    let mut bytes = Vec::new();
    let district = District::generate(2022, 3_800);
    write_csv(district.rows(), &mut bytes, b',').expect("a vector takes everything");
    let digest = digest_of([bytes.as_slice()]);
    assert_eq!(digest, "c4ec78a4f65a0277f5233702b3fd44f0143feb89e19f831d0f6f9d55d207f592");
}

#[cfg(feature = "xlsx")]
mod xlsx {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};
    use ikm_testkit::sheet::write_xlsx;

    use super::*;

    fn bytes(sheet: &Sheet) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        write_xlsx(&sheet.rows, &mut bytes).expect("a vector takes everything");
        bytes.into_inner()
    }

    #[test]
    fn the_same_sheet_gives_the_same_bytes() {
        let sheet = District::generate(7, 100).sheet();
        assert!(bytes(&sheet) == bytes(&sheet));
    }

    /// Calamine reads what was typed, numbers as numbers and texts as texts.
    #[test]
    fn the_spreadsheet_reads_back_with_another_reader() {
        let sheet = District::generate(7, 1_000).sheet();
        let mut book = Xlsx::new(Cursor::new(bytes(&sheet))).expect("a workbook");
        let range = book.worksheet_range("Data IKM").expect("the sheet");
        assert_eq!(range.start(), Some((0, 0)));
        for (row, cells) in (0..).zip(&sheet.rows) {
            for (column, cell) in (0..).zip(cells) {
                let read = range.get_value((row, column)).unwrap_or(&Data::Empty);
                match cell {
                    Cell::Empty => assert_eq!(read, &Data::Empty),
                    Cell::Text(text) => assert_eq!(read, &Data::String(text.clone())),
                    Cell::Number(number) => {
                        assert!(matches!(read, Data::Float(_)), "{read:?}");
                        assert_eq!(read.to_string(), number.to_string());
                    }
                }
            }
        }
        let heading = sheet.rows.iter().position(|row| shown(row, 0) == "No").expect("a header");
        let top = u32::try_from(heading).expect("near the top");
        let merged = book.merge_cells_by_sheet_name("Data IKM").expect("merged cells");
        let has = |start, end| merged.iter().any(|d| (d.start, d.end) == (start, end));
        assert!(has((top, 14), (top, 15)), "Tenaga Kerja stands over two columns");
        assert!(has((top, 0), (top + 1, 0)), "No stands over two rows");
    }
}
