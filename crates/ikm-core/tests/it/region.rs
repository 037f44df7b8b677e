//! Region codes, the shipped table, and names as lists spell them.

use std::sync::LazyLock;

use ikm_core::region::{
    BpsCode, Level, PostalCode, Region, RegionCode, RegionError, Regions, read_code_list,
};
use ikm_core::{Explain, Lang};
use proptest::prelude::*;

/// The shipped table, built once for all cases of a property.
static SHIPPED: LazyLock<Regions> = LazyLock::new(Regions::pesisir_selatan);

fn code(text: &str) -> RegionCode {
    text.parse().expect("a region code")
}

fn region(text: &str, name: &str) -> Region {
    Region { code: code(text), name: name.to_owned(), bps: None, postal_code: None }
}

#[test]
fn codes() {
    let check = |text: &str, dotted: &str, level: Level| {
        assert_eq!(code(text).to_string(), dotted);
        assert_eq!(code(text).level(), level);
    };
    check("13", "13", Level::Province);
    check("1301", "13.01", Level::Regency);
    check("13.01", "13.01", Level::Regency);
    check("130105", "13.01.05", Level::Kecamatan);
    check("13.01.05", "13.01.05", Level::Kecamatan);
    check("1301052001", "13.01.05.2001", Level::Nagari);
    check("13.01.05.2001", "13.01.05.2001", Level::Nagari);
    for wrong in [
        "",
        "1",
        "131",
        "13.1",
        "13.01.5",
        "13.01.05.201",
        "13-01",
        "13.01.",
        "13.0105",
        "1301.05",
        "+3",
        "1３",
        "13.01.05.20011",
        "é3",
    ] {
        assert_eq!(
            wrong.parse::<RegionCode>(),
            Err(RegionError::Code(wrong.to_owned())),
            "{wrong}"
        );
    }
    // A kecamatan of BPS has seven digits, which no code of Kemendagri has.
    assert_eq!("1302090".parse::<RegionCode>(), Err(RegionError::Bps("1302090".to_owned())));
    assert_eq!(serde_json::to_string(&code("130105")).expect("serialises"), "\"13.01.05\"");
    assert!(serde_json::from_str::<RegionCode>("\"13.1\"").is_err());
}

#[test]
fn codes_lie_in_each_other() {
    let nagari = code("13.01.05.2001");
    assert_eq!(nagari.parent(), Some(code("13.01.05")));
    assert_eq!(code("13").parent(), None);
    assert_eq!(nagari.ancestor(Level::Regency), Some(code("13.01")));
    assert_eq!(code("13.01").ancestor(Level::Kecamatan), None);
    assert!(code("13.01").contains(nagari) && nagari.contains(nagari));
    assert!(!code("13.02").contains(nagari) && !nagari.contains(code("13.01")));
    let mut codes = ["13.02", "13.01.05.2001", "13", "13.01.05", "13.01", "12.99"].map(code);
    codes.sort_unstable();
    assert_eq!(
        codes.map(|c| c.to_string()).join(" "),
        "12.99 13 13.01 13.01.05 13.01.05.2001 13.02"
    );
}

#[test]
fn bps_numbers_are_another_system() {
    for right in ["13", "1302", "1302090", "1302090001"] {
        assert_eq!(right.parse::<BpsCode>().map(String::from), Ok(right.to_owned()));
    }
    for wrong in ["", "130", "130209", "13.02", "130209x"] {
        assert!(wrong.parse::<BpsCode>().is_err(), "{wrong}");
    }
}

#[test]
fn postal_codes() {
    let check = |text: &str, expect: Option<u32>| {
        assert_eq!(text.parse::<PostalCode>().ok().map(PostalCode::number), expect, "{text}");
    };
    check("25651", Some(25_651));
    check("10000", Some(10_000));
    check("99999", Some(99_999));
    for wrong in ["", "2565", "256511", "05651", "2565O", "+2565", "25 65", "２５６５１"] {
        check(wrong, None);
    }
    let painan: PostalCode = "25651".parse().expect("a postal code");
    assert_eq!(serde_json::to_string(&painan).expect("serialises"), "\"25651\"");
    assert!(serde_json::from_str::<PostalCode>("\"05651\"").is_err());
}

/// Counts and postal codes of Kepmendagri 300.2.2-2138/2025; Wikipedia's list of the regency also
/// has 15 kecamatan and 182 nagari.
#[test]
fn the_shipped_table() {
    let regions = Regions::pesisir_selatan();
    let regency = code("13.01");
    let expect = [
        ("Pancung Soal", "1302030", 10, 25671),
        ("Ranah Pesisir", "1302050", 10, 25666),
        ("Lengayang", "1302060", 9, 25663),
        ("Batang Kapas", "1302080", 9, 25661),
        ("IV Jurai", "1302090", 20, 25651),
        ("Bayang", "1302100", 17, 25652),
        ("Koto XI Tarusan", "1302110", 23, 25654),
        ("Sutera", "1302070", 12, 25662),
        ("Linggo Sari Baganti", "1302040", 16, 25668),
        ("Lunang", "1302012", 10, 25674),
        ("Basa Ampek Balai Tapan", "1302020", 10, 25672),
        ("IV Nagari Bayang Utara", "1302101", 6, 25653),
        ("Airpura", "1302031", 10, 25673),
        ("Ranah Ampek Hulu Tapan", "1302021", 10, 25670),
        ("Silaut", "1302011", 10, 25675),
    ];
    let kecamatan: Vec<&Region> = regions.children(regency).collect();
    assert_eq!(kecamatan.len(), expect.len());
    for (region, (name, bps, nagari, postal_code)) in kecamatan.iter().zip(expect) {
        assert_eq!(region.name, name);
        assert_eq!(region.bps.as_ref().map(BpsCode::as_str), Some(bps), "{name}");
        assert_eq!(region.postal_code.map(PostalCode::number), Some(postal_code), "{name}");
        assert_eq!(regions.children(region.code).count(), nagari, "{name}");
    }
    assert_eq!(regions.iter().filter(|r| r.code.level() == Level::Nagari).count(), 182);
    assert_eq!(regions.len(), 2 + 15 + 182);
    let named = |text: &str| regions.get(code(text)).map(|region| region.name.as_str());
    assert_eq!(named("13"), Some("Sumatera Barat"));
    assert_eq!(named("13.01"), Some("Kabupaten Pesisir Selatan"));
    assert_eq!(named("13.01.05.2001"), Some("Painan"));
    assert_eq!(named("13.01.16"), None);
}

#[test]
fn kecamatan_as_lists_spell_them() {
    let regions = Regions::pesisir_selatan();
    let check = |text: &str, expect: &str| {
        let found = regions.find_kecamatan(code("13.01"), text);
        assert_eq!(found.map_or("", |region| region.name.as_str()), expect, "{text:?}");
    };
    for text in [
        "IV Jurai",
        "iv jurai",
        "4 Jurai",
        "Ampek Jurai",
        "EMPAT JURAI",
        "IV. Jurai",
        "IV-JURAI",
        "IVJurai",
        "4jurai",
        "Kec. IV Jurai",
        "KECAMATAN IV JURAI",
        "kec.iv jurai",
        " IV  Jurai ",
        "130105",
        "13.01.05",
        "Kec. IV Jurai Kab. Pesisir Selatan",
        "IV Jurai, Kab Pesisir Selatan",
        "Nagari Painan Kec. IV Jurai",
        "IV Juarai",
    ] {
        check(text, "IV Jurai");
    }
    for text in [
        "Koto XI Tarusan",
        "KOTO 11 TARUSAN",
        "Koto Sebelas Tarusan",
        "Kota XI Tarusan",
        "koto sabaleh tarusan",
        "KotoXITarusan",
        "XI Tarusan",
    ] {
        check(text, "Koto XI Tarusan");
    }
    for text in [
        "Basa Ampek Balai Tapan",
        "Basa IV Balai Tapan",
        "BASA 4 BALAI TAPAN",
        "Basa Empat Balai Tapan",
        "Basa Ampek Balai",
        "BasaAmpekBalaiTapan",
    ] {
        check(text, "Basa Ampek Balai Tapan");
    }
    for text in ["Ranah IV Hulu Tapan", "Ranah Ampek Hulu Tapan", "Ranah 4 Hulu"] {
        check(text, "Ranah Ampek Hulu Tapan");
    }
    for text in ["Linggo Sari Baganti", "Lingga Sari Baganti", "LINGGOSARI BAGANTI", "Linggo Sari"]
    {
        check(text, "Linggo Sari Baganti");
    }
    for text in ["IV Nagari Bayang Utara", "4 Nagari Bayang Utara", "Bayang Utara"] {
        check(text, "IV Nagari Bayang Utara");
    }
    check("Batangkapas", "Batang Kapas");
    check("Batang  kapas", "Batang Kapas");
    check("Air Pura", "Airpura");
    check("Sutra", "Sutera");
    check("Lunang", "Lunang");
    check("Silaut", "Silaut");
    check("Bayang", "Bayang");
    check("Lengayangg", "Lengayang");
    check("Silauk", "Silaut");
    check("Lingko Sari Bagandi", "Linggo Sari Baganti");
    check("IV Jurai Kecamatan", "IV Jurai");
    for nothing in [
        // Two kecamatan since the split, so that nobody can tell which is meant.
        "Lunang Silaut",
        // Part of a name that several share, or too little of one.
        "Tapan",
        "Ranah",
        "Batang",
        "Koto",
        "Jurai",
        "Koto Tarusan",
        // Another number is another place.
        "V Jurai",
        "Koto12Tarusan",
        "Koto XII Tarusan",
        "Basa V Balai Tapan",
        // A kecamatan of Padang, a nagari, codes of another regency, level and system.
        "Koto Tangah",
        "Painan",
        "13.02.05",
        "13.01",
        "13.01.05.2001",
        "1302090",
        "13.01.99",
        "",
        " ",
        "-",
        "Kec.",
        "Kecamatan",
    ] {
        check(nothing, "");
    }
    assert_eq!(regions.find_kecamatan(code("13.02"), "IV Jurai"), None);
}

#[test]
fn nagari_as_lists_spell_them() {
    let regions = Regions::pesisir_selatan();
    let check = |within: &str, text: &str, expect: &str| {
        let found = regions.find_nagari(code(within), text);
        assert_eq!(found.map_or("", |region| region.name.as_str()), expect, "{text:?}");
    };
    check("13.01.05", "painan", "Painan");
    check("13.01", "Nagari Painan", "Painan");
    check("13.01.05", "1301052001", "Painan");
    check("13.01.05", "13.01.05.2001", "Painan");
    check("13.01.06", "13.01.05.2001", "");
    check("13.01.06", "Painan", "");
    check("13.01.05", "Painan Selatan", "Painan Selatan Painan");
    check("13.01.05", "Bungo Pasang", "Bunga Pasang Salido");
    check("13.01.01", "Indrapura", "Inderapura");
    check("13.01.01", "INDERAPURA BARAT", "Inderapura Barat");
    check("13.01.01", "Muara Sakai Indrapura", "Muaro Sakai Inderapura");
    check("13.01.04", "4 Koto Hilir", "IV Koto Hilie");
    check("13.01.02", "Koto 8 Pelangai", "Koto VIII Pelangai");
    check("13.01.02", "Koto VII Pelangai", "");
    check("13.01.10", "Lunang I", "Lunang Satu");
    check("13.01.10", "Lunang 02", "Lunang Dua");
    check("13.01.04", "Teluk", "Taluak");
    // Too many letters, or too short a word, to be the same.
    check("13.01.08", "Rawang Gunung Malilo Suranteh", "Rawang Gunung Malelo Surantih");
    check("13.01.08", "Rawong Gunung Malilo Suranteh", "");
    check("13.01.07", "Dusu", "");
    check("13.01.06", "Kalaok", "");
    check("13.01.10", "Lunang 4", "");
    check("13.01.12", "Puluik Puluik", "Puluik-Puluik");
    check("13.01.12", "Muara Air", "Muaro Aie");
    check("13.01.07", "Barung Barung Belantai", "Barung-Barung Balantai");
    // The same words in two kecamatan: the place that was asked for decides.
    check("13.01", "Sungai Pinang", "Sungai Pinang");
    check("13.01.14", "Sungai Pinang", "Sungai Pinang Tapan");
    check("13.01.09", "Padang11Punggasan", "Padang XI Punggasan");
    check("13.01.09", "Padang12Punggasan", "");
    // A nagari is not known by the end of its name, which is that of the nagari it was part of.
    check("13.01.01", "Sakai Inderapura", "");
    // One word of several names.
    check("13.01", "Punggasan U", "");
    check("13.01.05", "Lumpo", "Lumpo");
    check("13.01.05", "Sungai", "");
}

/// Every official name finds itself, however it is dressed.
#[test]
fn official_names_find_themselves() {
    let regions = Regions::pesisir_selatan();
    for region in regions.iter() {
        let (Some(parent), level) = (region.code.parent(), region.code.level()) else { continue };
        let found = |text: &str| match level {
            Level::Kecamatan => regions.find_kecamatan(parent, text),
            Level::Nagari => regions.find_nagari(parent, text),
            Level::Province | Level::Regency => Some(region),
        };
        let (name, upper) = (&region.name, region.name.to_uppercase());
        for text in [name.clone(), upper, name.replace(' ', "."), region.code.to_string()] {
            assert_eq!(found(&text), Some(region), "{text:?}");
        }
    }
}

/// Homonyms, also of one folded spelling, are told apart by where they lie and how they are written.
#[test]
fn homonyms() {
    let regions = Regions::try_new([
        region("99.01.01.2001", "Sukamaju"),
        region("99.01.02.2001", "Sukamaju"),
        region("99.01.02.2002", "Muaro Duo"),
        region("99.01.02.2003", "Muara Dua"),
        region("99.01.03.2001", "Marapi"),
        region("99.01.03.2002", "Merapi"),
        region("99.01.03.2003", "Desa"),
        region("99.01.04.2001", "Sungai Marapi"),
        region("99.01.04.2002", "Sungei Merapi"),
    ])
    .expect("a table");
    let find = |within: &str, text: &str| {
        regions.find_nagari(code(within), text).map(|region| region.code.to_string())
    };
    assert_eq!(find("99.01", "Sukamaju"), None);
    assert_eq!(find("99.01.02", "SUKA MAJU").as_deref(), Some("99.01.02.2001"));
    assert_eq!(find("99.01", "muaro duo").as_deref(), Some("99.01.02.2002"));
    assert_eq!(find("99.01", "MUARA DUA").as_deref(), Some("99.01.02.2003"));
    assert_eq!(find("99.01", "Muaro Dua"), None);
    assert_eq!(find("99.01", "Marapy").as_deref(), Some("99.01.03.2001"));
    assert_eq!(find("99.01", "Murapi"), None);
    // One letter from the first and two from the second, and the other way round.
    assert_eq!(find("99.01", "Sungai Murapi").as_deref(), Some("99.01.04.2001"));
    assert_eq!(find("99.01", "Sungei Murapi").as_deref(), Some("99.01.04.2002"));
    assert_eq!(find("99.01", "DESA").as_deref(), Some("99.01.03.2003"));
}

#[test]
fn tables_are_checked() {
    let twice = Regions::try_new([region("13.01", "A"), region("13", "B"), region("13.01", "C")]);
    assert_eq!(twice.map(|_| ()), Err(RegionError::Twice(code("13.01"))));
    let nameless = Regions::try_new([region("13", " ")]);
    assert_eq!(nameless.map(|_| ()), Err(RegionError::NoName(code("13"))));

    let read = |text: &str| text.parse::<Regions>().map(|regions| regions.len());
    assert_eq!(
        read("# note\n\ncode,bps,postal_code,name\r\n12.07.28.1007,,,Pakam I,II\r\n"),
        Ok(1)
    );
    assert_eq!(read("code,bps,postal_code,name\n"), Ok(0));
    let check = |text: &str, line: usize| {
        let error = read(text).expect_err("not a table");
        assert!(matches!(error, RegionError::Line { line: l, .. } if l == line), "{error}");
        assert_eq!(error.code(), "IKM-REGION-LINE");
    };
    check("", 1);
    check("kode,nama\n", 1);
    check("code,bps,postal_code,name\n13,13,,Sumatera Barat\n13.1,,,X\n", 3);
    check("code,bps,postal_code,name\n\n13,1,,X\n", 3);
    check("code,bps,postal_code,name\n13,,123,X\n", 2);
    check("code,bps,postal_code,name\n13,,\n", 2);
}

fn any_code() -> impl Strategy<Value = RegionCode> {
    prop_oneof!["[0-9]{2}", "[0-9]{4}", "[0-9]{6}", "[0-9]{10}"].prop_map(|text| code(&text))
}

proptest! {
    #[test]
    fn a_code_reads_back(one in any_code()) {
        prop_assert_eq!(code(&one.to_string()), one);
        prop_assert_eq!(code(&one.to_string().replace('.', "")), one);
        let json = serde_json::to_string(&one).expect("serialises");
        prop_assert_eq!(serde_json::from_str::<RegionCode>(&json).expect("reads back"), one);
    }

    #[test]
    fn order_of_codes_is_the_order_of_their_texts(one in any_code(), other in any_code()) {
        prop_assert_eq!(one.cmp(&other), one.to_string().cmp(&other.to_string()));
        prop_assert_eq!(one.contains(other), other.to_string().starts_with(&one.to_string()));
    }

    #[test]
    fn a_parent_contains_its_child(one in any_code()) {
        if let Some(parent) = one.parent() {
            prop_assert!(parent.contains(one) && !one.contains(parent) && parent < one);
        }
    }

    #[test]
    fn no_text_breaks_a_search(text in "\\PC{0,24}") {
        let regions = &SHIPPED;
        let within = code("13.01");
        for found in [regions.find_kecamatan(within, &text), regions.find_nagari(within, &text)] {
            prop_assert!(found.is_none_or(|region| within.contains(region.code)));
        }
        let _ = text.parse::<Regions>();
    }

    /// Typing a letter of a long name wrong finds the name or nothing, never another.
    #[test]
    fn a_misspelling_finds_no_other(pick in 0_usize..182, at in 1_usize..30, letter in "[a-z]") {
        let regions = &SHIPPED;
        let nagari = regions.iter().filter(|r| r.code.level() == Level::Nagari).nth(pick).expect("182");
        let mut name = nagari.name.to_lowercase();
        prop_assume!(at < name.len());
        name.replace_range(at..=at, &letter);
        let found = regions.find_nagari(nagari.code.parent().expect("a kecamatan"), &name);
        prop_assert!(found.is_none_or(|region| region == nagari), "{name} found {found:?}");
    }
}

/// A made-up country in the form of the national code list.
const PROVINCES: &str = "code,name\n13,Sumatera Barat\n14,Riau\n";
const REGENCIES: &str = "code,province_code,name\r\n13.01,13,Kabupaten Pesisir Selatan\r\n\
    13.02,13,Kabupaten Solok\r\n13.72,13,Kota Solok\r\n14.01,14,Kabupaten Kampar\r\n";
const DISTRICTS: &str = "code,regency_code,name\n13.01.05,13.01,IV Jurai\n13.02.04,13.02,Lembah Gumanti\n\
    13.72.01,13.72,Lubuk Sikarah\n14.01.01,14.01,Lubuk Sikarah\n14.01.02,14.01,\"Ra\"\"as, Utara\"\n";
const VILLAGES: &str =
    "code,district_code,name\n13.01.05.2001,13.01.05,Painan\n14.01.01.2001,14.01.01,Painan\n";

fn country() -> Regions {
    let files = [PROVINCES, REGENCIES, DISTRICTS, VILLAGES];
    let lists = files.map(|text| read_code_list(text).expect("a code list"));
    Regions::try_new(lists.concat()).expect("a table")
}

#[test]
fn the_files_of_a_code_list() {
    let regions = country();
    assert_eq!(regions.len(), 2 + 4 + 5 + 2);
    assert_eq!(regions.get(code("14.01.02")).expect("there").name, "Ra\"as, Utara");
    // The columns may come in any order, and a list may know postal codes and numbers of BPS.
    let list =
        "\u{feff}# a note\nname,kode_pos,extra,bps,kode\n\nIV Jurai,25651,x,1302090,13.01.05\n";
    let read = read_code_list(list).expect("a code list");
    let [region] = read.as_slice() else { panic!("one region: {read:?}") };
    assert_eq!((region.code, region.name.as_str()), (code("13.01.05"), "IV Jurai"));
    assert_eq!(region.postal_code.map(PostalCode::number), Some(25_651));
    assert_eq!(region.bps.as_ref().map(BpsCode::as_str), Some("1302090"));
}

#[test]
fn a_line_that_is_wrong_is_named() {
    let check = |text: &str, expect: &str| {
        let error = read_code_list(text).expect_err(text);
        assert_eq!(format!("{}: {error}", error.code()), expect);
        assert!(!error.hint(Lang::Id).is_empty() && error.message(Lang::Id) != error.to_string());
    };
    let header = "IKM-CODELIST-HEADER: the first line names no columns code and name: ";
    check("", &format!("{header}\"\""));
    check("a,b\n", &format!("{header}\"a,b\""));
    check("code,nama_x\n13,Riau", &format!("{header}\"code,nama_x\""));
    // What BPS publishes: with a header or without, never with points.
    let bps = |line: u8, text: &str| {
        format!(
            "IKM-CODELIST-BPS: line {line}: {text:?} is a number of BPS, not a code of Kemendagri"
        )
    };
    check("1302,13,KABUPATEN PESISIR SELATAN\n", &bps(1, "1302"));
    check("code,regency_code,name\n1302090,1302,IV JURAI\n", &bps(2, "1302090"));
    check("code,province_code,name\n13.01,13,A\n1302,13,B\n", &bps(3, "1302"));
    check("code,name\n1302090001,PAINAN\n", &bps(2, "1302090001"));
    let cells = "IKM-CODELIST-CELLS: line 3 has other cells than the first line: ";
    check("code,name\n13,Riau\n14\n", &format!("{cells}\"14\""));
    check("code,name\n13,Riau\n14,a,b\n", &format!("{cells}\"14,a,b\""));
    check("code,name\n13,Riau\n14,\"a\n", &format!("{cells}\"14,\\\"a\""));
    check("code,name\n13,Riau\n14,\"a\"b\n", &format!("{cells}\"14,\\\"a\\\"b\""));
    check(
        "code,name\n13.1,Riau\n",
        "IKM-CODELIST-VALUE: line 2: \"13.1\" is not what column code holds",
    );
    check(
        "code,name,postal_code\n13,Riau,2565\n",
        "IKM-CODELIST-VALUE: line 2: \"2565\" is not what column postal_code holds",
    );
    let parent = "IKM-CODELIST-PARENT: line 2: ";
    check(
        "code,province_code,name\n13.01,14,A\n",
        &format!("{parent}13.01 does not lie in \"14\""),
    );
    check("code,regency_code,name\n13.01,13,A\n", &format!("{parent}13.01 does not lie in \"13\""));
    check(
        "code,district_code,name\n13.01.05,13.01,A\n",
        &format!("{parent}13.01.05 does not lie in \"13.01\""),
    );
    check("code,name\n13, \n", "IKM-CODELIST-NAME: line 2: region 13 has no name");
}

#[test]
fn regencies_by_name() {
    let regions = country();
    let check = |text: &str, expect: &str| {
        let found = regions.find_regency(text).map(|region| region.code.to_string());
        assert_eq!(found.unwrap_or_default(), expect, "{text}");
    };
    check("Kabupaten Pesisir Selatan", "13.01");
    check("KAB. PESISIR SELATAN", "13.01");
    check("pesisir selatan", "13.01");
    check("13.01", "13.01");
    check("1301", "13.01");
    check("Kab Solok", "13.02");
    check("Kota Solok", "13.72");
    check("kodya solok", "13.72");
    // A regency and a city have the name.
    check("Solok", "");
    check("Kota Kampar", "");
    check("13.01.05", "");
    check("13", "");
    check("Kota", "");
    check("", "");
}

/// A town and a village of one name in one kecamatan: only the word before the name tells.
#[test]
fn a_town_and_a_village_of_one_name() {
    let twins = [
        region("12.01.10", "Sorkam Barat"),
        region("12.01.10.1001", "Sorkam Kanan"),
        region("12.01.10.2018", "Sorkam Kanan"),
    ];
    let regions = Regions::try_new(twins).expect("a table");
    let check = |text: &str, expect: &str| {
        let found = regions.find_nagari(code("12.01.10"), text);
        assert_eq!(
            found.map(|region| region.code.to_string()).unwrap_or_default(),
            expect,
            "{text}"
        );
    };
    check("Kelurahan Sorkam Kanan", "12.01.10.1001");
    check("Kel. SORKAM KANAN", "12.01.10.1001");
    check("Desa Sorkam Kanan", "12.01.10.2018");
    check("Sorkam Kanan", "");
    check("12.01.10.2018", "12.01.10.2018");
}

#[test]
fn every_region_of_a_name() {
    let regions = country();
    let check = |level: Level, text: &str, expect: &str| {
        let found = regions.all_named(level, text);
        let codes: Vec<String> = found.iter().map(|region| region.code.to_string()).collect();
        assert_eq!(codes.join(" "), expect, "{text}");
    };
    check(Level::Kecamatan, "Kec. LUBUK SIKARAH", "13.72.01 14.01.01");
    check(Level::Kecamatan, "Ampek Jurai", "13.01.05");
    check(Level::Nagari, "Desa Painan", "13.01.05.2001 14.01.01.2001");
    check(Level::Nagari, "Pain", "");
    check(Level::Regency, "Solok", "");
    check(Level::Kecamatan, "", "");
}

proptest! {
    /// A name of any letters comes back as it was, and no text ends in a panic.
    #[test]
    fn a_code_list_reads_back(names in proptest::collection::vec("[a-z\", ']{1,12}", 1..6), junk in "\\PC{0,40}") {
        let line = |(i, name): (usize, &String)| {
            format!("{},\"{}x\"\n", 11 + i, name.replace('"', "\"\""))
        };
        let lines: String = names.iter().enumerate().map(line).collect();
        let list = format!("code,name\n{lines}");
        let read = read_code_list(&list).expect("a code list");
        let found: Vec<String> = read.into_iter().map(|region| region.name).collect();
        let expect: Vec<String> = names.iter().map(|name| format!("{name}x").trim().to_owned()).collect();
        prop_assert_eq!(found, expect);
        let _ = read_code_list(&junk);
        let _ = read_code_list(&format!("code,name\n{junk}"));
    }
}
