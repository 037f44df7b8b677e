//! Wrong command lines: exit code 2, and one line that says what and where to look.

use crate::desk::Desk;

fn check(line: &str, indonesian: &str, english: &str) {
    let desk = Desk::new();
    for (lang, expected) in [("id", indonesian), ("en", english)] {
        let answer = desk.run(&format!("{line} --lang {lang}")).ends(2);
        assert_eq!(answer.err.trim_end(), expected, "{line}");
        assert_eq!(answer.out, "", "{line}");
    }
    let files = Desk::new().files();
    assert_eq!(desk.files(), files, "{line} left something behind");
}

#[test]
fn what_is_wrong_is_said_in_both_languages() {
    check(
        "regsitry",
        "error[IKM-CLI-USAGE]: tidak ada perintah \"regsitry\"; mungkin maksudnya registry; lihat ikm --help",
        "error[IKM-CLI-USAGE]: there is no command \"regsitry\"; perhaps registry is meant; see ikm --help",
    );
    check(
        "registry import",
        "error[IKM-CLI-USAGE]: belum ada <FILE>; lihat ikm registry import --help",
        "error[IKM-CLI-USAGE]: <FILE> is missing; see ikm registry import --help",
    );
    check(
        "registry list --foo",
        "error[IKM-CLI-USAGE]: \"--foo\" tidak dikenal di sini; lihat ikm registry list --help",
        "error[IKM-CLI-USAGE]: \"--foo\" is not known here; see ikm registry list --help",
    );
    check(
        "registry list --limit x",
        "error[IKM-CLI-USAGE]: --limit tidak dapat bernilai \"x\"; lihat ikm --help",
        "error[IKM-CLI-USAGE]: --limit cannot be \"x\"; see ikm --help",
    );
    check(
        "member accept A-0001 --all",
        "error[IKM-CLI-USAGE]: [MEMBER] tidak dapat bersama --all; lihat ikm member accept --help",
        "error[IKM-CLI-USAGE]: [MEMBER] cannot stand beside --all; see ikm member accept --help",
    );
    check(
        "member",
        "error[IKM-CLI-USAGE]: perintahnya belum disebut; lihat ikm member --help",
        "error[IKM-CLI-USAGE]: no command was given; see ikm member --help",
    );
}

#[test]
fn a_bad_value_keeps_its_own_code() {
    check(
        "doctor --today 2022-02-30",
        "error[IKM-DATE-SYNTAX]: --today: \"2022-02-30\" bukan tanggal; tulis tahun-bulan-hari, misalnya 2022-01-31",
        "error[IKM-DATE-SYNTAX]: --today: \"2022-02-30\" is not a date; write year-month-day, such as 2022-01-31",
    );
    check(
        "dues pay A-0001 1.5",
        "error[IKM-MONEY-SYNTAX]: <RP>: \"1.5\" bukan jumlah rupiah bulat; tulis seperti 1500000 atau Rp1.500.000",
        "error[IKM-MONEY-SYNTAX]: <RP>: \"1.5\" is not an amount of whole rupiah; write 1500000 or Rp1.500.000",
    );
    check(
        "tariff quote --to 25651 --service PKH --weight-g 1 --size-mm 300x200",
        "error[IKM-SIZE-SYNTAX]: --size-mm: \"300x200\" bukan tiga ukuran dalam milimeter; tulis seperti 300x200x100",
        "error[IKM-SIZE-SYNTAX]: --size-mm: \"300x200\" is not three sizes in millimetres; write it like 300x200x100",
    );
    check(
        "report programme",
        "error[IKM-REPORT-UNKNOWN]: <NAME>: tidak ada laporan bernama \"programme\"; yang ada: rekap, growth, members, dues, programmes, gallery-stock, gallery-sales, settlement, shipping-savings, trial-balance",
        "error[IKM-REPORT-UNKNOWN]: <NAME>: no report is known as \"programme\"; there are: rekap, growth, members, dues, programmes, gallery-stock, gallery-sales, settlement, shipping-savings, trial-balance",
    );
}

#[test]
fn programs_get_an_object() {
    let answer = Desk::new().run("registry import --format json --lang en").ends(2);
    let error: serde_json::Value = serde_json::from_str(&answer.err).expect("an object");
    assert_eq!(
        error,
        serde_json::json!({"error": {
            "code": "IKM-CLI-USAGE",
            "message": "<FILE> is missing",
            "hint": "see ikm registry import --help",
        }})
    );
}

#[test]
fn help_is_no_error_and_nothing_at_all_is() {
    let desk = Desk::new();
    for line in ["--help", "help", "registry import --help", "help registry import", "--version"] {
        let answer = desk.run(line).ends(0);
        assert!(!answer.out.is_empty() && answer.err.is_empty(), "{line}");
    }
    let answer = desk.run("").ends(2);
    assert!(answer.err.contains("Pemakaian: ikm") && answer.out.is_empty());
}

/// Global options stand before or after the command, and the environment stands behind both.
#[test]
fn options_stand_anywhere() {
    let desk = Desk::new();
    let english = "1  yes  satu\n";
    for line in [
        "--lang en check terbilang 1",
        "check --lang=en terbilang 1",
        "check terbilang 1 --lang en",
    ] {
        assert_eq!(desk.run(line).ends(0).out, english, "{line}");
    }
    let answer = desk.command(&["check", "terbilang", "1"]).env("IKM_LANG", "en").output();
    assert_eq!(answer.expect("it runs").stdout, english.as_bytes());
}
