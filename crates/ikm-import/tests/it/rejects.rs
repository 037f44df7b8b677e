//! The file of rejected rows: complete, harmless in a spreadsheet, and good to import again.

use ikm_core::Lang;
use ikm_import::{Outcome, RejectsWriter};

use crate::helpers::{Read, read};

fn rejects_of(read: &Read) -> String {
    let mut writer = RejectsWriter::new(Vec::new(), &read.layout, Lang::Id).expect("writes");
    for row in &read.rows {
        if let Outcome::Reject(problems) = &row.outcome {
            writer.write(row.number, &row.cells, problems).expect("writes");
        }
    }
    String::from_utf8(writer.finish().expect("writes")).expect("text")
}

#[test]
fn columns_of_the_list_behind_row_code_column_and_reason() {
    let list = "Nama Usaha;Kecamatan;Tenaga Kerja\nA;Bayang;2\nB;Bayang;dua\n;Atlantis;1;lebih\n";
    let written = rejects_of(&read(list.as_bytes()).expect("a list"));
    assert_eq!(
        written,
        "row,code,column,reason,Nama Usaha,Kecamatan,Tenaga Kerja\n\
         3,IKM-ROW-NOT-A-NUMBER,Tenaga Kerja,\"baris 3, kolom Tenaga Kerja: \"\"dua\"\" bukan angka\",B,Bayang,dua\n\
         4,IKM-ROW-NO-NAME; IKM-ROW-PLACE-UNKNOWN,Nama Usaha; Kecamatan,\"baris 4, kolom Nama Usaha: nama usaha kosong; \
         baris 4, kolom Kecamatan: \"\"Atlantis\"\" bukan kecamatan atau nagari di kabupaten ini\",,Atlantis,1,lebih\n"
    );
}

#[test]
fn corrected_and_imported_alone() {
    let list = "Daftar (dalam ribuan rupiah);;;\n\
                Nama Usaha;Kecamatan;Tenaga Kerja;Nilai Investasi\nA;Bayang;2;10\nB;Bayang;dua;20\n";
    let written = rejects_of(&read(list.as_bytes()).expect("a list"));
    let corrected = written.replace(",dua,", ",2,");
    let again = read(corrected.as_bytes()).expect("a list");
    assert_eq!(again.names(), ["B"]);
    assert_eq!(again.warnings, []);
    let investment = again.profiles()[0].figures.investment;
    assert_eq!(investment.map(ikm_core::money::Rupiah::get), Some(20_000));
}

#[test]
fn no_cell_runs_in_a_spreadsheet() {
    let check = |cell: &str, written: &str| {
        let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
        let list = format!("Nama Usaha;Kecamatan;Catatan\nA;;{quoted}\n");
        let rejects = rejects_of(&read(list.as_bytes()).expect("a list"));
        let mut lines = csv::Reader::from_reader(rejects.as_bytes());
        let record = lines.records().next().expect("a row").expect("a row");
        assert_eq!(&record[6], written, "{cell}");
    };
    check("=1+1", "'=1+1");
    check("+62 812", "'+62 812");
    // A spreadsheet would make a number of a telephone, and lose its sign.
    check("+62812", "'+62812");
    check("-5", "-5");
    check("-1.500,00", "-1.500,00");
    check("-", "-");
    check("-2+3", "'-2+3");
    check("@SUM(A1)", "'@SUM(A1)");
    check("  =1", "'  =1");
    check("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")");
    check("biasa", "biasa");
    // A header too is a cell.
    let rejects = rejects_of(&read(b"Nama Usaha;Kecamatan;=1+1\nA;;\n").expect("a list"));
    assert!(
        rejects.starts_with("row,code,column,reason,Nama Usaha,Kecamatan,'=1+1\n"),
        "{rejects}"
    );
}
