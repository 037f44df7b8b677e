//! The answers that `ikm check` prints.

use ikm_core::Lang;
use ikm_core::check::{Subject, check};

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
