//! QRIS texts. All merchants are made up; the checksums were computed with `binascii.crc_hqx` of
//! Python 3.11.

use ikm_core::Explain;
use ikm_core::identity::Nmid;
use ikm_core::money::Rupiah;
use ikm_core::qris::{Qris, QrisError, crc16};
use proptest::prelude::*;

/// The account at the merchant's acquirer.
const ACCOUNT: &str = "26640016ID.CO.CONTOH.WWW01189360099900000000010211CONTOH000010303UMI";
/// The national account.
const NATIONAL: &str = "51440014ID.CO.QRIS.WWW0215ID10000000000080303UMI";
/// Rupiah, no amount, Indonesia, the merchant and what follows.
const MERCHANT: &str = "5204594753033605802ID5913GALERI CONTOH6006PAINAN61052565162070703A016304";

fn fixed() -> String {
    format!("000201010211{ACCOUNT}{NATIONAL}{MERCHANT}7C19")
}

fn read(text: &str) -> Result<Qris, QrisError> {
    text.parse()
}

/// The first is the check value of CRC-16/IBM-3740 in the catalogue of Greg Cook; the second the
/// sample of EMVCo's specification of the merchant-presented mode, whose checksum is A13A.
#[test]
fn checksums() {
    let sample = "00020101021229300012D156000000000510A93FO3230Q31280012D156000000010308\
                  12345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输\
                  0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016\
                  A0112233449988770708123456786304";
    assert_eq!(crc16(b"123456789"), 0x29B1);
    assert_eq!(crc16(sample.as_bytes()), 0xA13A);
    assert_eq!(crc16(b""), 0xFFFF);
}

#[test]
fn a_static_code() {
    let qris = read(&fixed()).expect("a QRIS");
    assert!(!qris.is_dynamic());
    assert_eq!(qris.merchant_name(), "GALERI CONTOH");
    assert_eq!(qris.merchant_city(), "PAINAN");
    assert_eq!(qris.amount(), None);
    assert_eq!(qris.nmid().map(Nmid::as_str), Some("ID1000000000008"));
    assert_eq!(qris.payload(), fixed());
    assert_eq!(
        read(&format!(" {}\n", fixed().replace("7C19", "7c19"))).map(|q| q.is_dynamic()),
        Ok(false)
    );
}

#[test]
fn a_dynamic_code() {
    let check = |amount: &str, crc: &str, expect: Option<i64>| {
        let with_amount = MERCHANT.replacen("5802ID", &format!("{amount}5802ID"), 1);
        let got = read(&format!("000201010212{ACCOUNT}{NATIONAL}{with_amount}{crc}"));
        match (got, expect) {
            (Ok(qris), Some(rupiah)) => {
                assert!(qris.is_dynamic());
                assert_eq!(qris.amount(), Some(Rupiah::new(rupiah)));
            }
            (Err(QrisError::Value { tag: 54, .. }), None) => {}
            (got, expect) => panic!("{amount}: {got:?}, not {expect:?}"),
        }
    };
    check("540525000", "59AF", Some(25_000));
    check("540825000.00", "8708", Some(25_000));
    // Sen, a sign: no amount that can be paid.
    check("540825000.50", "976C", None);
    check("5402-5", "2DAA", None);
    // A digit more than the field can have.
    check("541400000000025000", "15CD", None);
}

#[test]
fn what_is_no_qris() {
    let check = |text: &str, expect: &str| {
        let error = read(text).expect_err(text);
        assert_eq!(error.to_string(), expect, "{text}");
        assert!(error.code().starts_with("IKM-QRIS-") && !error.indonesian().is_empty());
    };
    let whole =
        |head: &str, accounts: &str, rest: &str, crc: &str| format!("{head}{accounts}{rest}{crc}");
    let accounts = format!("{ACCOUNT}{NATIONAL}");
    let merchant = |from: &str, to: &str| MERCHANT.replacen(from, to, 1);
    let head = "000201010211";

    check("", "the QRIS text does not end in its checksum: \"\"");
    check(
        "https://contoh.id/bayar",
        "the QRIS text does not end in its checksum: \"toh.id/bayar\"",
    );
    check(
        fixed().strip_suffix("047C19").expect("the end"),
        "the QRIS text does not end in its checksum: \"2070703A0163\"",
    );
    check(
        &fixed().replace("PAINAN", "PADANG"),
        "the QRIS text was changed or damaged: its checksum is \"7C19\", not 31E1",
    );
    check(
        &fixed().replace("7C19", "M2B3"),
        "the QRIS text was changed or damaged: its checksum is \"M2B3\", not 7C19",
    );
    check(
        &whole("000202010211", &accounts, MERCHANT, "1E41"),
        "field 00 of the QRIS text cannot be \"02\"",
    );
    check(
        &whole("000201010213", &accounts, MERCHANT, "48AB"),
        "field 01 of the QRIS text cannot be \"13\"",
    );
    check(&whole(head, "", MERCHANT, "F23B"), "field 26 of the QRIS text is missing");
    check(
        &whole(head, &accounts, &merchant("52045947", ""), "4931"),
        "field 52 of the QRIS text is missing",
    );
    check(
        &whole(head, &accounts, &merchant("5947", "59A7"), "9CF4"),
        "field 52 of the QRIS text cannot be \"59A7\"",
    );
    check(
        &whole(head, &accounts, &merchant("52045947", "520559470"), "3C7C"),
        "field 52 of the QRIS text cannot be \"59470\"",
    );
    check(
        &whole("010211000201", &accounts, MERCHANT, "17DE"),
        "field 00 of the QRIS text is missing",
    );
    check(
        &whole(head, &accounts, &merchant("5303360", "5303156"), "A6F2"),
        "field 53 of the QRIS text cannot be \"156\"",
    );
    check(
        &whole(head, &accounts, &merchant("5802ID", "5802MY"), "CB4E"),
        "field 58 of the QRIS text cannot be \"MY\"",
    );
    check(
        &whole(head, &accounts, &merchant("5913GALERI CONTOH", ""), "1F20"),
        "field 59 of the QRIS text is missing",
    );
    check(
        &whole(head, &accounts, &merchant("610525651", "610525651610525651"), "382B"),
        "field 61 of the QRIS text is there twice",
    );
    check(
        &whole(head, &format!("26050099X{NATIONAL}"), MERCHANT, "E11D"),
        "the QRIS text has no whole field at character 1: \"0099X\"",
    );
}

#[test]
fn what_a_qris_may_lack() {
    let merchant = |from: &str, to: &str| MERCHANT.replacen(from, to, 1);
    let qris = read(&format!("000201{ACCOUNT}{NATIONAL}{MERCHANT}B203")).expect("no field 01");
    assert!(!qris.is_dynamic());
    let qris = read(&format!("000201010211{ACCOUNT}{MERCHANT}A237")).expect("no national account");
    assert_eq!(qris.nmid(), None);
    // A length counts bytes: the last letter has two.
    let name = merchant("5913GALERI CONTOH", "5908KEDAI É");
    let qris = read(&format!("000201010211{ACCOUNT}{NATIONAL}{name}0C62")).expect("UTF-8");
    assert_eq!(qris.merchant_name(), "KEDAI É");
}

#[test]
fn serde_reads_what_it_wrote() {
    let qris = read(&fixed()).expect("a QRIS");
    let json = serde_json::to_string(&qris).expect("serialises");
    assert_eq!(serde_json::from_str::<Qris>(&json).expect("reads back"), qris);
    assert!(serde_json::from_str::<Qris>("\"000201\"").is_err());
}

proptest! {
    /// A CRC of 16 bits finds every error that lies within 16 bits.
    #[test]
    fn a_changed_letter_is_found(at in 0_usize..170, letter in "[0-9A-Za-z ]") {
        let mut text = fixed();
        prop_assume!(at < text.len() && text[at..=at] != letter);
        prop_assume!(!text[at..=at].eq_ignore_ascii_case(&letter) || at < text.len() - 4);
        text.replace_range(at..=at, &letter);
        prop_assert!(read(&text).is_err(), "{}", text);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,60}", head in "(00|26|51|54|99|é)[0-9]{2}[0-9A-Z]{0,12}") {
        let _ = read(&text);
        // Fields of any shape behind a fitting checksum.
        for body in [format!("{head}{text}6304"), format!("000201{head}{text}6304")] {
            let _ = read(&format!("{body}{:04X}", crc16(body.as_bytes())));
        }
    }
}
