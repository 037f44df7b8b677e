//! Bad input: an error or a reject in both languages, and nothing half done.

use std::fs;

use crate::desk::Desk;

/// A store on which `line` is refused, with what it says in each language.
fn refused(desk: &Desk, line: &str, indonesian: &str, english: &str) {
    let (before, files) = (desk.picture(), desk.files());
    for (lang, expected) in [("id", indonesian), ("en", english)] {
        let answer = desk.run(&format!("{line} --lang {lang}")).ends(1);
        assert_eq!(answer.err.trim_end(), expected, "{line}");
        assert_eq!(answer.out, "", "{line}");
    }
    assert_eq!(desk.picture(), before, "{line} changed the store");
    assert_eq!(desk.files(), files, "{line} left something behind");
}

#[test]
fn a_file_that_is_not_there() {
    refused(
        &Desk::founded(),
        "registry import tidakada.xlsx",
        "error[IKM-FILE-MISSING]: tidak ada berkas tidakada.xlsx; periksa nama dan folder berkas",
        "error[IKM-FILE-MISSING]: no file tidakada.xlsx; check name and folder",
    );
}

#[test]
fn a_folder_in_place_of_a_file() {
    refused(
        &Desk::founded(),
        "registry import book",
        "error[IKM-FILE-IS-FOLDER]: book adalah folder, bukan berkas; sebut berkas di dalam folder itu",
        "error[IKM-FILE-IS-FOLDER]: book is a folder, not a file; name the file inside that folder",
    );
}

#[test]
fn an_empty_file() {
    let desk = Desk::founded();
    desk.write("kosong.csv", "");
    refused(
        &desk,
        "registry import kosong.csv",
        "error[IKM-IMPORT-EMPTY]: kosong.csv kosong; periksa apakah berkas yang benar yang disebut",
        "error[IKM-IMPORT-EMPTY]: kosong.csv is empty; check that it is the right file",
    );
}

#[test]
fn a_sheet_without_a_header() {
    let desk = Desk::founded();
    desk.write("data.csv", "Rendang,Mariani,3\nTenun,Syafril,5\n");
    refused(
        &desk,
        "registry import data.csv",
        "error[IKM-IMPORT-NO-HEADER]: baris judul kolom tidak ditemukan; isi awal berkas: \
         1: Rendang | Mariani | 3 / 2: Tenun | Syafril | 5; tulis baris ini, setelah \
         diperbaiki, ke berkas pemetaan dan ulangi dengan --mapping: \
         letters = { A = \"nama_ikm\", B = \"abaikan\", C = \"abaikan\" }",
        "error[IKM-IMPORT-NO-HEADER]: no header row found; the file begins with: \
         1: Rendang | Mariani | 3 / 2: Tenun | Syafril | 5; write this line, once it is put \
         right, into a mapping and try again with --mapping: \
         letters = { A = \"nama_ikm\", B = \"abaikan\", C = \"abaikan\" }",
    );
}

#[test]
fn a_database_of_another_program() {
    let desk = Desk::new();
    // The first hundred bytes of an SQLite file that bears no mark of ours.
    let mut file = b"SQLite format 3\0".to_vec();
    file.resize(4096, 0);
    fs::write(desk.path("ikm.db"), &file).expect("a file");
    let check = |line: &str, lang: &str, expected: &str| {
        let answer = desk.run(&format!("{line} --lang {lang}")).ends(1);
        assert_eq!(answer.err.trim_end(), expected);
        assert_eq!(fs::read(desk.path("ikm.db")).expect("the file"), file, "it was touched");
    };
    let indonesian = "error[IKM-STORE-FOREIGN]: ikm.db bukan penyimpanan milik program ini; beri \
                      berkas lain dengan --store; berkas ini tidak disentuh";
    check("registry list", "id", indonesian);
    check("init --association A --regency 13.01", "id", indonesian);
    check(
        "doctor",
        "en",
        "error[IKM-STORE-FOREIGN]: ikm.db is not a store of this program; give another file with \
         --store; this one was left alone",
    );
}

#[test]
fn a_store_that_is_not_there_or_is_a_server() {
    let desk = Desk::new();
    let answer = desk.run("registry list").ends(1);
    assert!(answer.err.starts_with("error[IKM-STORE-MISSING]: tidak ada penyimpanan di ikm.db"));
    assert!(!desk.files().contains(&"ikm.db".to_owned()), "asking made a store");
    let server = "postgresql://bendahara:rahasia@localhost/ikm";
    let answer = desk.run(&format!("--store {server} registry list --lang en")).ends(1);
    assert!(answer.err.starts_with("error[IKM-STORE-POSTGRES]"), "{}", answer.err);
    assert!(!answer.err.contains("rahasia"), "a password is shown: {}", answer.err);
}

/// An unknown kecamatan, a name that is missing, a number below zero: the row is rejected and the
/// others come in. A NIK of 14 digits is left out, and its row comes in with a warning.
#[test]
fn bad_rows_are_rejected_with_row_column_and_reason() {
    let check = |lang: &str, reasons: [&str; 3], warning: &str| {
        let desk = Desk::founded();
        let answer = desk.run(&format!("registry import ikm.csv --lang {lang}")).ends(3);
        for said in reasons.iter().chain([&warning]) {
            assert!(answer.err.contains(said), "{said} is not in {}", answer.err);
        }
        let rejects = desk.read("ikm.rejects.csv").replace("\"\"", "\"");
        for reason in reasons {
            let reason = reason.split("]: ").nth(1).expect("a reason");
            assert!(rejects.contains(reason), "{reason} is not in {rejects}");
        }
        let shown = desk.run("--format json registry find keripik").ends(0).json();
        let id = shown[0]["id"].as_str().expect("an id").to_owned();
        let shown = desk.run(&format!("--format json registry show {id}")).ends(0).json();
        assert_eq!(shown["nik"], serde_json::Value::Null);
    };
    check(
        "id",
        [
            "rejected[IKM-ROW-NO-NAME]: baris 5, kolom nama_ikm: nama usaha kosong",
            "rejected[IKM-ROW-PLACE-UNKNOWN]: baris 6, kolom kode_kecamatan: \"13.99.99\" bukan kecamatan",
            "rejected[IKM-ROW-NEGATIVE]: baris 7, kolom tenaga_kerja_l: \"-2\" kurang dari nol",
        ],
        "warning[IKM-NIK-SYNTAX]: baris 4, kolom nik:",
    );
    check(
        "en",
        [
            "rejected[IKM-ROW-NO-NAME]: row 5, column nama_ikm: the name of the business is empty",
            "rejected[IKM-ROW-PLACE-UNKNOWN]: row 6, column kode_kecamatan: \"13.99.99\" is no kecamatan",
            "rejected[IKM-ROW-NEGATIVE]: row 7, column tenaga_kerja_l: \"-2\" is below zero",
        ],
        "warning[IKM-NIK-SYNTAX]: row 4, column nik:",
    );
}

/// A sale of more than is on hand is rejected with its receipt, and leaves no piece less.
#[test]
fn a_sale_of_more_than_is_on_hand() {
    let desk = Desk::sold();
    desk.write(
        "lebih.csv",
        "receipt,sold_on,sku,lot,quantity,unit_price,payment\n\
         K-9,2022-02-10,RDG-250,,1,60000,cash\n\
         K-9,2022-02-10,RDG-500,,10,110000,cash\n",
    );
    let before = desk.picture();
    let answer = desk.run("gallery sales lebih.csv").ends(3);
    assert!(
        answer.err.contains(
            "rejected[IKM-STOCK-NOT-ON-HAND]: baris 3, kolom quantity: 10 buah \"RDG-500\" diminta, 9 ada"
        ),
        "{}",
        answer.err
    );
    let answer = desk.run("gallery sales lebih.csv --lang en").ends(3);
    assert!(answer.err.contains("row 3, column quantity"), "{}", answer.err);
    assert_eq!(desk.picture(), before, "half of a receipt was sold");
    let rejects = desk.read("lebih.rejects.csv");
    assert_eq!(rejects.lines().count(), 3, "both lines of the receipt: {rejects}");
    assert!(rejects.contains("2,IKM-GALLERY-SIBLING,,"), "{rejects}");
}

#[test]
fn a_negative_price() {
    let desk = Desk::sold();
    desk.write(
        "harga.csv",
        "note,received_on,member,sku,name,category,quantity,unit_price,commission_percent,lot,best_before\n\
         N-9,2022-02-10,A-0001,SKU-9,Barang,,1,-60000,15,,\n",
    );
    let before = desk.picture();
    let answer = desk.run("--format json gallery intake harga.csv").ends(3);
    assert_eq!(answer.json()["rejected"], 1);
    let line = desk.read("harga.rejects.csv");
    assert!(
        line.lines().nth(1).is_some_and(|line| line.starts_with("2,IKM-GALLERY-MONEY,unit_price,"))
    );
    assert_eq!(desk.picture(), before);
}

#[test]
fn a_founding_that_is_refused_leaves_no_store() {
    let desk = Desk::new();
    let files = desk.files();
    let answer = desk.run("init --association A --regency 32.01").ends(1);
    assert!(answer.err.starts_with("error[IKM-APP-UNKNOWN-REGENCY]"), "{}", answer.err);
    let blank = ["init", "--association", " ", "--regency", "13.01"];
    assert!(desk.run_these(&blank).ends(1).err.starts_with("error[IKM-APP-NO-NAME]"));
    let scheme = "init --association A --regency 13.01 --scheme ikm.csv";
    desk.run(scheme).ends(1);
    assert_eq!(desk.files(), files);
    desk.init().ends(0);
    refused(
        &desk,
        "init --association Lain --regency 13.01",
        "error[IKM-APP-ALREADY-FOUNDED]: asosiasi \"Asosiasi IKM Uji\" sudah didirikan di \
         penyimpanan ini; pakai yang ada, atau beri berkas lain dengan --store",
        "error[IKM-APP-ALREADY-FOUNDED]: the association \"Asosiasi IKM Uji\" has been founded in \
         this store already; use it, or give another file with --store",
    );
}

#[test]
fn what_a_listing_cannot_be_narrowed_down_to() {
    let desk = Desk::registered();
    refused(
        &desk,
        "registry list --kecamatan Atlantis",
        "error[IKM-FILTER-KECAMATAN]: \"Atlantis\" bukan kecamatan di kabupaten ini; tulis nama \
         resmi atau kode Kemendagri, misalnya IV Jurai atau 13.01.05",
        "error[IKM-FILTER-KECAMATAN]: \"Atlantis\" is no kecamatan of this regency; write the \
         official name or the code of Kemendagri, such as IV Jurai or 13.01.05",
    );
    refused(
        &desk,
        "registry list --class 99",
        "error[IKM-FILTER-CLASS]: klasifikasi tidak mempunyai golongan 99; lihat golongan yang ada \
         dengan ikm classification show",
        "error[IKM-FILTER-CLASS]: the classification has no class 99; see the classes with ikm \
         classification show",
    );
}

/// A folder that cannot be written to refuses the rejects before anything is durable.
#[test]
fn rejects_that_cannot_be_kept_stop_the_import() {
    let desk = Desk::founded();
    let before = desk.picture();
    let answer = desk.run("registry import ikm.csv --rejects tidakada/rejects.csv").ends(1);
    assert!(answer.err.contains("error[IKM-FILE-UNWRITABLE]"), "{}", answer.err);
    assert_eq!(desk.picture(), before);
}
