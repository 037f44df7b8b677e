//! Identifiers against two published checkers, the examples of their rules, and their own laws.

use ikm_core::identity::{
    Bpom, BpomKind, Doubt, Doubtful as _, Email, Gender, HalalNumber, Identifier, IdentityError,
    Nib, Nik, Nitku, Nmid, Npwp, Phone, Pirt,
};
use ikm_core::{Explain, Lang};
use proptest::prelude::*;

/// Numbers with the verdict of another program, named in the file.
const VECTORS: &str = include_str!("data/identity_vectors.txt");

#[test]
fn as_other_programs_judge() {
    let mut seen = 0;
    for line in VECTORS.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split(' ');
        let mut cell = || cells.next().expect("three cells");
        let (kind, text, expect) = (cell(), cell(), cell());
        let verdict = match kind {
            "nik" => text.parse::<Nik>().ok().map(|nik| nik.gender().to_string()),
            "npwp" => text.parse::<Npwp>().ok().map(|_| "ok".to_owned()),
            "nmid" => {
                let nmid: Nmid = text.parse().expect("well formed");
                nmid.passes_luhn().then(|| "ok".to_owned())
            }
            other => panic!("no such kind: {other}"),
        };
        assert_eq!(verdict.as_deref().unwrap_or("-"), expect, "{line}");
        seen += 1;
    }
    assert!(seen > 300, "the table was read");
}

/// Made up; the verdicts are those of lokal-id 0.7.2. python-stdnum 2.2 takes day 81 and serial 0000.
#[test]
fn nik() {
    let check = |text: &str, expect: Result<Gender, &str>| {
        let got = text.parse::<Nik>();
        assert_eq!(got.as_ref().map(Nik::gender).map_err(Explain::code), expect, "{text}");
    };
    check("1301051506800001", Ok(Gender::Male));
    check("1301055506800001", Ok(Gender::Female));
    check("1301057107800001", Ok(Gender::Female));
    check("1301056902000002", Ok(Gender::Female));
    // As people and spreadsheets write it.
    check(" 130105-550680-0001 ", Ok(Gender::Female));
    check("1301.0555.0680.0001", Ok(Gender::Female));
    check("'1301055506800001", Ok(Gender::Female));
    // A region that never existed is no fault of the number.
    check("9999991506800001", Ok(Gender::Male));
    check("1301057106800001", Err("IKM-NIK-DATE"));
    check("1301057206800001", Err("IKM-NIK-DATE"));
    check("1301058106800001", Err("IKM-NIK-DATE"));
    check("1301054006800001", Err("IKM-NIK-DATE"));
    check("1301050006800001", Err("IKM-NIK-DATE"));
    check("1301053102800001", Err("IKM-NIK-DATE"));
    check("1301056902010002", Err("IKM-NIK-DATE"));
    check("1301050101800000", Err("IKM-NIK-SERIAL"));
    check("130105150680001", Err("IKM-NIK-SYNTAX"));
    check("13010515068000011", Err("IKM-NIK-SYNTAX"));
    check("-1301051506800001", Err("IKM-NIK-SYNTAX"));
    check("1301051506800001-", Err("IKM-NIK-SYNTAX"));
    check("130105150680000l", Err("IKM-NIK-SYNTAX"));
    check("१३०१०५१५०६८००००१", Err("IKM-NIK-SYNTAX"));
    check("", Err("IKM-NIK-SYNTAX"));
    check("1,30105E+15", Err("IKM-IDENTITY-DAMAGED"));
    check("1.301051506800001e+15", Err("IKM-IDENTITY-DAMAGED"));
    check("1E15", Err("IKM-IDENTITY-DAMAGED"));
    check("1E+", Err("IKM-NIK-SYNTAX"));
    check("E15", Err("IKM-NIK-SYNTAX"));
}

#[test]
fn nik_names_its_kecamatan_and_hides_itself() {
    let nik: Nik = "1301055506800001".parse().expect("well formed");
    assert_eq!(nik.kecamatan_code().to_string(), "13.01.05");
    assert_eq!(nik.to_string(), "130105******0001");
    assert_eq!(format!("{nik:?}"), "Nik(130105******0001)");
    assert_eq!(nik.as_str(), "1301055506800001");
    assert_eq!(serde_json::to_string(&nik).expect("serialises"), "\"1301055506800001\"");
    let npwp: Npwp = "1301055506800001".parse().expect("a resident");
    assert_eq!(npwp.to_string(), "130105******0001");
    assert_eq!(npwp.nik(), Some(nik));
}

/// An error ends in a log: it must not carry the number of a person.
#[test]
fn errors_hide_the_number() {
    let secret = "150680";
    for text in ["130105150680001", "1301051506800000", "1301051506800001x", "1301051506800001e0"] {
        let error = text.parse::<Nik>().expect_err("not well formed");
        for shown in [error.to_string(), error.indonesian(), format!("{error:?}")] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

/// The first three valid numbers and the wrong one are those of python-stdnum's documentation; PMK
/// 112/2022 puts a zero before the number of a body.
#[test]
fn npwp() {
    let check = |text: &str, expect: Result<&str, &str>| {
        let got = text.parse::<Npwp>();
        let shown = got.as_ref().map(Npwp::to_string);
        assert_eq!(shown.as_deref().map_err(|e| e.code()), expect, "{text}");
    };
    check("01.312.166.0-091.000", Ok("01.312.166.0-091.000"));
    check("016090524017000", Ok("01.609.052.4-017.000"));
    check("01.300.066.6-091.000", Ok("01.300.066.6-091.000"));
    check("0013121660091000", Ok("0013121660091000"));
    check("1301051506800001", Ok("130105******0001"));
    check("01.312.166.1-091.000", Err("IKM-NPWP-CHECK"));
    check("0013121661091000", Err("IKM-NPWP-CHECK"));
    check("1301050006800001", Err("IKM-NIK-DATE"));
    check("1301050101800000", Err("IKM-NIK-SERIAL"));
    check("13121660091000", Err("IKM-NPWP-SYNTAX"));
    check("00013121660091000", Err("IKM-NPWP-SYNTAX"));
    check("1,3121E+13", Err("IKM-IDENTITY-DAMAGED"));
}

#[test]
fn nib() {
    let check = |text: &str, expect: Result<&str, &str>| {
        let got = text.parse::<Nib>();
        assert_eq!(got.as_ref().map(Nib::as_str).map_err(Explain::code), expect, "{text}");
    };
    check("0220001234567", Ok("0220001234567"));
    check("0220 0012 34567", Ok("0220001234567"));
    check("220001234567", Err("IKM-NIB-SYNTAX"));
    check("02200012345678", Err("IKM-NIB-SYNTAX"));
    check("2,20001E+11", Err("IKM-IDENTITY-DAMAGED"));
}

#[test]
fn phone() {
    let check = |text: &str, expect: Option<&str>| {
        let got = text.parse::<Phone>().ok();
        assert_eq!(got.as_ref().map(Phone::as_str), expect, "{text}");
    };
    for same in [
        "081234567890",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "62812.3456.7890",
        "(0812) 34567890",
        "+62 (0)812 34567890",
        "81234567890",
        " '081234567890 ",
    ] {
        check(same, Some("+6281234567890"));
    }
    check("0756-21021", Some("+6275621021"));
    check("(0756) 7464110", Some("+627567464110"));
    // The shortest and the longest.
    check("0756 2102", Some("+627562102"));
    check("0812 3456 78901", Some("+62812345678901"));
    for wrong in [
        "",
        "-",
        "0812",
        "0756 210",
        "0812 3456 7890 12",
        "0112345678",
        "08123456789012345",
        "0012345678",
        "+6012345678",
        "756 21021",
        "0812/0813",
        "081234567890, 0813",
        "8,12346E+11",
        "0812345678o0",
    ] {
        check(wrong, None);
    }
}

/// Cells as lists of offices have them; each single number as lokal-id 0.7.2 normalises it.
#[test]
fn the_first_of_several_phones() {
    let check = |text: &str, expect: Option<(&str, usize)>| {
        let got = Phone::read(text).ok();
        let got = got.as_ref().map(|(phone, doubts)| (phone.as_str(), doubts.len()));
        assert_eq!(got, expect, "{text}");
    };
    check("081234567890", Some(("+6281234567890", 0)));
    check("HP. 0812 3456 7890", Some(("+6281234567890", 0)));
    check("WA : 081234567890", Some(("+6281234567890", 0)));
    check("No. HP 081234567890", Some(("+6281234567890", 0)));
    check("0812-3456-7890 (WA)", Some(("+6281234567890", 0)));
    check("(0751) 7051234", Some(("+627517051234", 0)));
    check("081234567890/081311112222", Some(("+6281234567890", 1)));
    check("081234567890 , 081311112222", Some(("+6281234567890", 1)));
    check("081234567890 atau 081311112222", Some(("+6281234567890", 1)));
    check("021, 081234567890", Some(("+6281234567890", 1)));
    check("081234567890/", Some(("+6281234567890", 0)));
    check("0812/0813", None);
    check("0812345678o0", None);
    check("HP", None);
    check("/", None);
    check("", None);
}

/// PMK 112/2022: the 16 digits of the taxpayer and 6 of the place.
#[test]
fn nitku() {
    let check = |text: &str, expect: Result<(&str, &str), &str>| {
        let got = text.parse::<Nitku>();
        let shown = got.map(|place| (place.npwp().to_string(), place.to_string()));
        let shown = shown.as_ref().map(|(npwp, place)| (npwp.as_str(), place.as_str()));
        assert_eq!(shown.map_err(Explain::code), expect, "{text}");
    };
    check("0013121660091000000002", Ok(("0013121660091000", "0013121660091000000002")));
    check("1301055506800001000000", Ok(("130105******0001", "130105******0001000000")));
    check("0013121661091000000002", Err("IKM-NPWP-CHECK"));
    check("001312166009100000000", Err("IKM-NPWP-SYNTAX"));
    let secret = "1301055506800001000000";
    let place: Nitku = secret.parse().expect("well formed");
    assert!(!format!("{place:?}").contains("550680"));
    assert_eq!(place.as_str(), secret);
    assert_eq!(Npwp::read(secret), Ok((place.npwp(), vec![Doubt::Nitku])));
}

/// The marks of numbers that name nobody: one digit, or two in turn.
#[test]
fn placeholders() {
    let check = |text: &str, expect: bool| {
        let nik: Nik = text.parse().expect("well formed");
        assert_eq!(nik.is_placeholder(), expect, "{text}");
    };
    check("1111111111111111", true);
    check("1212121212121212", true);
    check("0101010101010101", true);
    check("1301055506800001", false);
    check("1111111111111112", false);
}

#[test]
fn email() {
    let check = |text: &str, expect: Option<&str>| {
        let got = text.parse::<Email>().ok();
        assert_eq!(got.as_ref().map(Email::as_str), expect, "{text}");
    };
    check("ibu.siti+galeri@Contoh.ID", Some("ibu.siti+galeri@contoh.id"));
    check(" a@b.id ", Some("a@b.id"));
    let long_local = format!("{}@contoh.id", "a".repeat(65));
    let domain =
        ["b".repeat(63).as_str(), "c".repeat(63).as_str(), "d".repeat(63).as_str()].join(".");
    // 63 + 63 + 63 + 59 letters and three points, then two more letters.
    let longest = format!("a@{domain}.{}.id", "e".repeat(58));
    check(&longest, Some(longest.as_str()));
    let too_long = format!("a@{domain}.{}.id", "e".repeat(59));
    let long_label = format!("a@{}.id", "b".repeat(64));
    for wrong in [
        "",
        "@contoh.id",
        "a@",
        "a@contoh",
        "a b@contoh.id",
        "a@b@contoh.id",
        ".a@contoh.id",
        "a..b@contoh.id",
        "a@-contoh.id",
        "a@contoh-.id",
        "a@contoh..id",
        "a@contoh.id.",
        "ä@contoh.id",
        &long_local,
        &long_label,
        &too_long,
    ] {
        check(wrong, None);
    }
}

/// The permit is the sample of BPOM regulation 22/2018 as the press printed it.
#[test]
fn pirt() {
    for same in [
        "P-IRT No. 3063306010072-19",
        "PIRT 3063306010072-19",
        "p-irt no: 306330601007219",
        "306330601007219",
    ] {
        let permit: Pirt = same.parse().expect(same);
        assert_eq!(permit.to_string(), "3063306010072-19");
        assert_eq!(permit.expiry_year(), 2019);
    }
    for wrong in ["", "P-IRT", "306330601007", "MD 306330601007219", "P-IRT 3063306010072-1"] {
        assert!(wrong.parse::<Pirt>().is_err(), "{wrong}");
    }
}

/// The first is the sample of a lecture on BPOM's numbers (scribd.com/document/428797735), which also
/// names the lengths; the others are made up after them.
#[test]
fn bpom() {
    let check = |text: &str, expect: Option<(&str, BpomKind)>| {
        let got = text.parse::<Bpom>().ok();
        assert_eq!(got.as_ref().map(|number| (number.as_str(), number.kind())), expect, "{text}");
    };
    for same in [
        "MD 235602169254",
        "md235602169254",
        "BPOM RI MD 235602169254",
        "POM. MD. 2356.0216.9254",
        "No. Reg: MD-235602169254",
        "'MD 235602169254",
    ] {
        check(same, Some(("MD235602169254", BpomKind::Food)));
    }
    check("ML 123456789012", Some(("ML123456789012", BpomKind::Food)));
    check("MD 123456789012345", Some(("MD123456789012345", BpomKind::Food)));
    check("TR 123456789", Some(("TR123456789", BpomKind::TraditionalMedicine)));
    check("SI 123456789", Some(("SI123456789", BpomKind::Supplement)));
    check("NA18210100001", Some(("NA18210100001", BpomKind::Cosmetic)));
    check("NE 18210100001", Some(("NE18210100001", BpomKind::Cosmetic)));
    for wrong in [
        "",
        "MD",
        "BPOM",
        "235602169254",
        "MD 23560216925",
        "MD 2356021692541",
        "MD 1234567890123456",
        "TR 12345678",
        "TR 235602169254",
        "NF 18210100001",
        "NA 182101000011",
        "MD 23560216925O",
        "P-IRT 3063306010072-19",
        "éé 123456789",
    ] {
        check(wrong, None);
    }
    let number: Bpom = "TR123456789".parse().expect("well formed");
    assert_eq!(number.to_string(), "TR 123456789");
    assert!(!number.is_new_form());
    assert!("MD 123456789012345".parse::<Bpom>().expect("well formed").is_new_form());
    assert_eq!(serde_json::to_string(&number).expect("serialises"), "\"TR123456789\"");
}

#[test]
fn halal_and_nmid() {
    let halal = |text: &str| text.parse::<HalalNumber>().map(|number| number.to_string());
    assert_eq!(halal("id 13110000123450122"), Ok("ID13110000123450122".to_owned()));
    for wrong in ["", "ID", "ID1311000012345012", "13110000123450122", "KH13110000123450122"] {
        assert!(halal(wrong).is_err(), "{wrong}");
    }
    let nmid = |text: &str| text.parse::<Nmid>().map(|number| number.to_string());
    assert_eq!(nmid("ID1020021181745"), Ok("ID1020021181745".to_owned()));
    for wrong in ["", "ID102002118174", "ID10200211817455", "1020021181745", "éé"] {
        assert!(nmid(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn gender() {
    for male in ["L", "l", "Lk.", "Laki-laki", "LAKI LAKI", "pria", "male"] {
        assert_eq!(male.parse(), Ok(Gender::Male), "{male}");
    }
    for female in ["P", "pr", "Perempuan", "WANITA", "female"] {
        assert_eq!(female.parse(), Ok(Gender::Female), "{female}");
    }
    for wrong in ["", "-", "x", "lp", "L/P"] {
        assert!(wrong.parse::<Gender>().is_err(), "{wrong}");
    }
    assert_eq!(Gender::Female.name(Lang::Id), "perempuan");
    assert_eq!(serde_json::to_string(&Gender::Female).expect("serialises"), "\"P\"");
}

#[test]
fn a_spreadsheet_s_damage_is_shown() {
    let error = "1,30105E+15".parse::<Nik>().expect_err("damaged");
    assert_eq!(
        error.to_string(),
        "\"1,30105E+15\" is what a spreadsheet left of a NIK; its digits are lost"
    );
}

#[test]
fn errors_speak_both_languages() {
    let error = "12".parse::<Nib>().expect_err("too short");
    assert_eq!(error.message(Lang::En), "\"12\" is not a well-formed NIB");
    assert_eq!(error.message(Lang::Id), "\"12\" bukan NIB yang benar");
    assert_eq!(error, IdentityError::Syntax { what: Identifier::Nib, text: "12".to_owned() });
}

/// A date of birth, as a NIK holds it, with a check of its own on leap years.
fn birth() -> impl Strategy<Value = (u32, u32, u32)> {
    (1_u32..=12, 0_u32..100).prop_flat_map(|(month, year)| {
        let days = match month {
            2 if year % 4 == 0 => 29_u32,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        (1..=days, Just(month), Just(year))
    })
}

proptest! {
    #[test]
    fn a_nik_is_its_parts(
        area in 0_u32..1_000_000,
        (day, month, year) in birth(),
        serial in 1_u32..10_000,
        female: bool,
    ) {
        let shown_day = if female { day + 40 } else { day };
        let text = format!("{area:06}{shown_day:02}{month:02}{year:02}{serial:04}");
        let nik: Nik = text.parse().expect("well formed");
        prop_assert_eq!(nik.as_str(), &text);
        prop_assert_eq!(nik.gender() == Gender::Female, female);
        prop_assert_eq!(nik.kecamatan_code().to_string().replace('.', ""), format!("{area:06}"));
        let json = serde_json::to_string(&nik).expect("serialises");
        prop_assert_eq!(serde_json::from_str::<Nik>(&json).expect("reads back"), nik);
    }

    #[test]
    fn one_wrong_digit_breaks_the_check_of_an_npwp(at in 0_usize..9, add in 1_u8..10) {
        let mut digits = b"013121660091000".to_vec();
        let digit = digits.get_mut(at).expect("in range");
        *digit = b'0' + (*digit - b'0' + add) % 10;
        let text = String::from_utf8(digits).expect("digits");
        let refused = matches!(text.parse::<Npwp>(), Err(IdentityError::NpwpCheck { .. }));
        prop_assert!(refused);
    }

    #[test]
    fn no_text_breaks_a_reader(text in "\\PC{0,24}|[0-9eE+,.' -]{0,24}|ID[0-9]{10,18}") {
        let _ = text.parse::<Nik>();
        let _ = text.parse::<Npwp>();
        let _ = text.parse::<Pirt>();
        let _ = text.parse::<Gender>();
        // What was read, reads back to itself.
        if let Ok(phone) = text.parse::<Phone>() {
            prop_assert_eq!(phone.as_str().parse::<Phone>(), Ok(phone.clone()));
        }
        if let Ok(email) = text.parse::<Email>() {
            prop_assert_eq!(email.as_str().parse::<Email>(), Ok(email.clone()));
        }
        if let Ok(halal) = text.parse::<HalalNumber>() {
            prop_assert_eq!(halal.as_str().parse::<HalalNumber>(), Ok(halal.clone()));
        }
    }
}
