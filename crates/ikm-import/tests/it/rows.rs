//! What is in a row and what becomes of it: the table of the contract, line by line.

use ikm_core::Explain;
use ikm_core::classification::ClassCode;
use ikm_core::identity::Gender;
use ikm_core::money::Rupiah;
use ikm_core::registry::Workers;
use ikm_import::{Doubt, Outcome, Row};
use rust_decimal::Decimal;

use crate::helpers::read;

const HEADER: &str = "nama_ikm,nama_pemilik,nik,nib,jenis_kelamin,telepon,alamat,kode_kecamatan,kbli,produk,\
                      tahun_berdiri,tenaga_kerja_l,tenaga_kerja_p,nilai_investasi,nilai_produksi";

/// A row with all canonical columns, with `cell` in `column`.
fn row_with(column: &str, cell: &str) -> Row {
    let good = |header: &str| match header {
        "nama_ikm" => "Rendang Uni Mar",
        "nama_pemilik" => "Mariani",
        "nik" => "1301055506800001",
        "nib" => "9120000000011",
        "jenis_kelamin" => "P",
        "telepon" => "081234567890",
        "kode_kecamatan" => "13.01.05",
        "kbli" => "10750",
        "tahun_berdiri" => "2015",
        "tenaga_kerja_l" => "1",
        "tenaga_kerja_p" => "2",
        "nilai_investasi" => "1500000",
        "nilai_produksi" => "9000000",
        _ => "",
    };
    let mut headers: Vec<&str> = HEADER.split(',').map(str::trim).collect();
    if !headers.contains(&column) {
        headers.push(column);
    }
    let quote = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let cells: Vec<String> = headers
        .iter()
        .map(|header| quote(if *header == column { cell } else { good(header) }))
        .collect();
    let list = format!("{}\n{}\n", headers.join(","), cells.join(","));
    let mut rows = read(list.as_bytes()).expect("a list").rows;
    assert_eq!(rows.len(), 1, "{list}");
    rows.remove(0)
}

#[test]
fn rejected() {
    let check = |column: &str, cell: &str, code: &str| {
        let row = row_with(column, cell);
        let Outcome::Reject(problems) = &row.outcome else { panic!("{column} {cell:?}: {row:?}") };
        let [problem] = problems.as_slice() else { panic!("one problem: {problems:?}") };
        assert_eq!(problem.code(), code, "{column} {cell:?}");
        assert_eq!((problem.row, problem.column.as_str()), (2, column));
        let absent = code == "IKM-ROW-NO-NAME" || code == "IKM-ROW-NO-PLACE";
        assert_eq!(problem.value, if absent { "" } else { cell.trim() }, "{column}");
    };
    check("nama_ikm", "", "IKM-ROW-NO-NAME");
    check("nama_ikm", "  ", "IKM-ROW-NO-NAME");
    check("nama_ikm", "-", "IKM-ROW-NO-NAME");
    check("nama_ikm", "Rendang\0", "IKM-ROW-NOT-TEXT");
    check("kode_kecamatan", "", "IKM-ROW-NO-PLACE");
    check("kode_kecamatan", "-", "IKM-ROW-NO-PLACE");
    check("kode_kecamatan", "13.01.99", "IKM-ROW-PLACE-UNKNOWN");
    check("kode_kecamatan", "13.02.01", "IKM-ROW-PLACE-UNKNOWN");
    // The number of IV Jurai in the other numbering, that of BPS.
    check("kode_kecamatan", "1302090", "IKM-ROW-PLACE-BPS");
    check("kode_kecamatan", "Negeri Antah", "IKM-ROW-PLACE-UNKNOWN");
    check("kecamatan", "Atlantis", "IKM-ROW-PLACE-UNKNOWN");
    check("nagari", "Atlantis", "IKM-ROW-PLACE-UNKNOWN");
    check("kode_nagari", "13.01.06.2005", "IKM-ROW-PLACE-MISMATCH");
    for column in ["tenaga_kerja_l", "nilai_investasi", "kapasitas_produksi", "tahun_berdiri"] {
        check(column, "anjai", "IKM-ROW-NOT-A-NUMBER");
        check(
            column,
            "Rp",
            if column == "nilai_investasi" { continue } else { "IKM-ROW-NOT-A-NUMBER" },
        );
    }
    check("tenaga_kerja_l", "dua orang", "IKM-ROW-NOT-A-NUMBER");
    check("tenaga_kerja_l", "2 lusin", "IKM-ROW-NOT-A-NUMBER");
    check("tenaga_kerja_l", "-2", "IKM-ROW-NEGATIVE");
    check("tenaga_kerja_l", "1,5", "IKM-ROW-NOT-WHOLE");
    check("tenaga_kerja_l", "10001", "IKM-ROW-ABSURD");
    check("nilai_investasi", "-1", "IKM-ROW-NEGATIVE");
    check("nilai_investasi", "(1.500.000)", "IKM-ROW-NEGATIVE");
    check("nilai_investasi", "10.000.000.000.001", "IKM-ROW-ABSURD");
    check("nilai_investasi", "9".repeat(40).as_str(), "IKM-ROW-ABSURD");
    check("nilai_investasi", "1e6", "IKM-ROW-NOT-A-NUMBER");
    check("nilai_investasi", "#VALUE", "IKM-ROW-NOT-A-NUMBER");
    check("omzet", "banyak", "IKM-ROW-NOT-A-NUMBER");
    check("kapasitas_produksi", "-3", "IKM-ROW-NEGATIVE");
    check("kapasitas_produksi", "2000000000000000", "IKM-ROW-ABSURD");
    check("tahun_berdiri", "1799", "IKM-ROW-ABSURD");
    check("tahun_berdiri", "2050", "IKM-ROW-ABSURD");
    check("tahun_berdiri", "15", "IKM-ROW-ABSURD");
    check("tahun_data", "-2021", "IKM-ROW-NEGATIVE");
    check("catatan", "x".repeat(5_001).as_str(), "IKM-ROW-TOO-LONG");
}

#[test]
fn left_out_with_a_warning() {
    let check = |column: &str, cell: &str, code: &str| {
        let row = row_with(column, cell);
        let Outcome::Record { profile, warnings, .. } = &row.outcome else {
            panic!("{cell:?}: {row:?}")
        };
        let [warning] = warnings.as_slice() else { panic!("{column} {cell:?}: {warnings:?}") };
        assert_eq!(warning.code(), code, "{column} {cell:?}");
        assert_eq!((warning.row, warning.column.as_str()), (Some(2), column));
        let without = row_with(column, "").outcome;
        let Outcome::Record { profile: open, .. } = without else { panic!("{without:?}") };
        assert_eq!(*profile, open, "{column} {cell:?} is left out and nothing else");
    };
    check("nik", "130105550680001", "IKM-NIK-SYNTAX");
    check("nik", "13010555068000011", "IKM-NIK-SYNTAX");
    check("nik", "1301053102800001", "IKM-NIK-DATE");
    check("nik", "1301055506800000", "IKM-NIK-SERIAL");
    check("nik", "0000000000000000", "IKM-NIK-DATE");
    check("nik", "1111111111111111", "IKM-DOUBT-PLACEHOLDER");
    check("nik", "1212121212121212", "IKM-DOUBT-PLACEHOLDER");
    check("nib", "0000000000000", "IKM-DOUBT-PLACEHOLDER");
    check("bpom", "MD 12", "IKM-BPOM-SYNTAX");
    check("nmid", "ada", "IKM-NMID-SYNTAX");
    check("pirt_sampai", "tahun depan", "IKM-ROW-DAY");
    check("halal_sampai", "31-02-2026", "IKM-ROW-DAY");
    check("nik", "1,30105E+15", "IKM-IDENTITY-DAMAGED");
    check("nib", "91200000000114", "IKM-NIB-SYNTAX");
    // A spreadsheet took the zero in front: 0123456789012.
    check("nib", "123456789012", "IKM-IDENTITY-DAMAGED");
    check("nib", "1,23457E+12", "IKM-IDENTITY-DAMAGED");
    check("npwp", "13121660091000", "IKM-IDENTITY-DAMAGED");
    check("id_ikm", "17", "IKM-ID-SYNTAX");
    check("klasifikasi", "99", "IKM-ROW-CLASS");
    check("npwp", "01.312.166.1-091.000", "IKM-NPWP-CHECK");
    check("telepon", "12", "IKM-PHONE-SYNTAX");
    check("email", "mariani at rendang", "IKM-EMAIL-SYNTAX");
    check("jenis_kelamin", "X?", "IKM-GENDER-UNKNOWN");
    check("kbli", "1", "IKM-KBLI-CODE");
    check("kbli", "1075012", "IKM-KBLI-CODE");
    check("kode_pos", "2565", "IKM-POSTAL-CODE");
    check("pirt", "123", "IKM-PIRT-SYNTAX");
    check("halal", "KH/123", "IKM-HALAL-SYNTAX");
    check("lat", "di tepi pantai", "IKM-ROW-COORDINATE");
    check("lon", "181", "IKM-ROW-COORDINATE");
}

#[test]
fn doubted_and_kept() {
    let check = |column: &str, cell: &str, code: &str| {
        let row = row_with(column, cell);
        let Outcome::Record { warnings, .. } = &row.outcome else { panic!("{cell:?}: {row:?}") };
        let codes: Vec<&str> = warnings.iter().map(Explain::code).collect();
        assert_eq!(codes, [code], "{column} {cell:?}");
    };
    // A NIK of Padang, and one of a kecamatan that does not exist.
    check("nik", "1371055506800001", "IKM-ROW-NIK-REGION");
    check("nik", "1301995506800001", "IKM-ROW-NIK-REGION");
    check("jenis_kelamin", "L", "IKM-ROW-GENDER-MISMATCH");
    check("tenaga_kerja", "5", "IKM-ROW-WORKERS-MISMATCH");
    check("kecamatan", "Bayang", "IKM-ROW-PLACE-CODE-MISMATCH");
}

#[test]
fn open_and_not_zero() {
    for cell in ["", " ", "-", "--", " - ", "–", "\u{a0}", "n/a", "Tidak ada"] {
        for column in [
            "nik",
            "telepon",
            "kbli",
            "tahun_berdiri",
            "tenaga_kerja_l",
            "nilai_investasi",
            "produk",
        ] {
            let row = row_with(column, cell);
            let Outcome::Record { profile, warnings, .. } = &row.outcome else { panic!("{row:?}") };
            assert_eq!(warnings.as_slice(), [], "{column} {cell:?}");
            let open = match column {
                "nik" => profile.nik.is_none(),
                "telepon" => profile.phone.is_none(),
                "kbli" => profile.kbli.is_none(),
                "tahun_berdiri" => profile.founded_year.is_none(),
                "tenaga_kerja_l" => profile.figures.workers.male.is_none(),
                "nilai_investasi" => profile.figures.investment.is_none(),
                _ => profile.product.is_none(),
            };
            assert!(open, "{column} {cell:?}");
        }
    }
}

#[test]
fn a_full_row_comes_in_whole() {
    let list = "nama_ikm,nama_pemilik,nik,nib,jenis_kelamin,telepon,alamat,kode_kecamatan,kbli,produk,tahun_berdiri,\
                tenaga_kerja_l,tenaga_kerja_p,nilai_investasi,nilai_produksi,npwp,email,kecamatan,nagari,kode_nagari,\
                kode_pos,komoditi,badan_usaha,kapasitas_produksi,satuan_produksi,nilai_bahan_baku,omzet,tahun_data,\
                pirt,halal,lat,lon,catatan\n\
                Rendang  Uni Mar,Mariani,1301055506800001,9120000000011,P,0812-3456-7890,\"Jl. Sutan Syahrir 1,\nPainan\",\
                130105,10750,Rendang,2015,1,2,\"1.500.000,00\",9000000,01.312.166.0-091.000,uni@mar.id,IV Jurai,\
                Painan,13.01.05.2001,25651,Pangan,CV,\"1.200,5\",kg,4000000,12000000,2021,3063306010072-19,\
                ID91200000000114567,-1.3512,100.575,anggota lama\n";
    let read = read(list.as_bytes()).expect("a list");
    let profiles = read.profiles();
    let [profile] = profiles.as_slice() else { panic!("{:?}", read.rows) };
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(profile.name, "Rendang Uni Mar");
    assert_eq!(profile.owner, text("Mariani"));
    assert_eq!(profile.gender, Some(Gender::Female));
    assert_eq!(profile.nik, "1301055506800001".parse().ok());
    assert_eq!(profile.npwp, "013121660091000".parse().ok());
    assert_eq!(profile.nib, "9120000000011".parse().ok());
    assert_eq!(profile.phone, "+6281234567890".parse().ok());
    assert_eq!(profile.email, "uni@mar.id".parse().ok());
    let place = &profile.place;
    assert_eq!(Some(place.regency), "13.01".parse().ok());
    assert_eq!(place.kecamatan, "13.01.05".parse().ok());
    assert_eq!(place.nagari, "13.01.05.2001".parse().ok());
    assert_eq!(place.address, text("Jl. Sutan Syahrir 1, Painan"));
    assert_eq!(place.postal_code, "25651".parse().ok());
    assert_eq!(place.latitude, Some(Decimal::new(-13512, 4)));
    assert_eq!(place.longitude, Some(Decimal::new(100_575, 3)));
    assert_eq!(profile.kbli, "2020:10750".parse().ok());
    assert_eq!(profile.classification, None);
    assert_eq!(profile.commodity, text("Pangan"));
    assert_eq!(profile.product, text("Rendang"));
    assert_eq!(profile.legal_form, text("CV"));
    assert_eq!(profile.founded_year, Some(2015));
    let figures = &profile.figures;
    assert_eq!(figures.year, Some(2021));
    assert_eq!(figures.workers, Workers { male: Some(1), female: Some(2), total: None });
    assert_eq!(figures.investment, Some(Rupiah::new(1_500_000)));
    assert_eq!(figures.production_value, Some(Rupiah::new(9_000_000)));
    assert_eq!(figures.raw_material_value, Some(Rupiah::new(4_000_000)));
    assert_eq!(figures.sales, Some(Rupiah::new(12_000_000)));
    assert_eq!(figures.capacity, Some(Decimal::new(12_005, 1)));
    assert_eq!(figures.capacity_unit, text("kg"));
    assert_eq!(profile.pirt, "306330601007219".parse().ok());
    assert_eq!(profile.halal, "ID91200000000114567".parse().ok());
    assert_eq!(profile.notes, text("anggota lama"));
    let Outcome::Record { warnings, .. } = &read.rows[0].outcome else { panic!("a record") };
    assert_eq!(warnings.as_slice(), []);
    assert_eq!(read.warnings, []);
}

#[test]
fn an_id_of_our_registry_comes_back() {
    let id = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
    let Outcome::Record { id: found, .. } = row_with("id_ikm", id).outcome else { panic!("{id}") };
    assert_eq!(found, id.parse().ok());
    let Outcome::Record { id: open, .. } = row_with("id_ikm", "").outcome else { panic!("{id}") };
    assert_eq!(open, None);
}

#[test]
fn classes_by_code_title_or_in_the_words_of_the_office() {
    let check = |cell: &str, class: Option<&str>, commodity: Option<&str>| {
        let row = row_with("klasifikasi", cell);
        let Outcome::Record { profile, warnings, .. } = row.outcome else { panic!("{row:?}") };
        assert_eq!(warnings, [], "{cell}");
        let found = profile.classification.as_ref().map(ClassCode::as_str);
        assert_eq!((found, profile.commodity.as_deref()), (class, commodity), "{cell}");
    };
    check("10", Some("10"), None);
    check("Industri Makanan", Some("10"), None);
    check("INDUSTRI  MAKANAN", Some("10"), None);
    check("Manufacture of food products", Some("10"), None);
    check("10 - Makanan dan Minuman", Some("10"), None);
    check("LUAR-C", Some("LUAR-C"), None);
    check("Pangan", None, Some("Pangan"));
    check("-", None, None);
}

#[test]
fn a_kbli_code_and_its_edition() {
    let check = |code: &str, edition: &str, expect: Option<&str>| {
        let list = format!("nama_ikm,kecamatan,kbli,edisi_kbli\nA,Bayang,{code},{edition}\n");
        let read = read(list.as_bytes()).expect("a list");
        let expect = expect.and_then(|kbli| kbli.parse().ok());
        assert_eq!(read.profiles()[0].kbli, expect, "{code} {edition}");
    };
    check("10794", "2015", Some("2015:10794"));
    check("10794", "KBLI 2020", Some("2020:10794"));
    check("10794", "2020.0", Some("2020:10794"));
    check("10794", "", Some("2020:10794"));
    check("2015:10794", "", Some("2015:10794"));
    check("10794.0", "", Some("2020:10794"));
    check("10.794", "", Some("2020:10794"));
    check("C 10794 Kerupuk", "", Some("2020:10794"));
    // A code means nothing in an edition that there never was.
    check("10794", "2018", None);
    check("", "2015", None);
}

/// The importer of the tests lives in January 2022; a list of 2026 may be coded in the KBLI of 2025,
/// in which 10772 is salt and 13134 is gone.
#[test]
fn a_kbli_code_that_its_edition_does_not_have_is_doubted() {
    let check = |header: &str, row: &str, expect: &[&str]| {
        let list = format!("nama_ikm,kecamatan,{header}\nA,Bayang,{row}\n");
        let read = read(list.as_bytes()).expect("a list");
        assert!(read.profiles()[0].kbli.is_some(), "{row}: the code stays");
        let Outcome::Record { warnings, .. } = &read.rows[0].outcome else {
            panic!("{row}: no record")
        };
        let codes: Vec<&str> = warnings.iter().map(Explain::code).collect();
        assert_eq!(codes, expect, "{header}: {row}");
    };
    let (edition, unknown) = ("IKM-KBLI-EDITION-DOUBT", "IKM-KBLI-UNKNOWN");
    check("kbli", "10772", &[]);
    check("kbli", "13135", &[unknown]);
    check("kbli", "45407", &[]);
    check("kbli", "1313", &[]);
    check("kbli,tahun_data", "10772,2025", &[]);
    check("kbli,tahun_data", "10772,2026", &[edition]);
    check("kbli,tahun_data", "13134,2026", &[edition]);
    check("kbli,tahun_data", "10794,2026", &[]);
    check("kbli,tahun_data", "2020:10772,2026", &[]);
    check("KBLI 2020,tahun_data", "10772,2026", &[]);
    check("kbli,edisi_kbli,tahun_data", "10772,2020,2026", &[]);
    check("kbli,edisi_kbli,tahun_data", "10772,2025,2026", &[]);
    check("kbli,edisi_kbli", "13134,2025", &["IKM-KBLI-GONE"]);
    check("kbli,edisi_kbli", "13135,2015", &[]);
}

#[test]
fn what_was_put_around_a_cell_for_a_spreadsheet_goes() {
    let check = |column: &str, cell: &str, plain: &str| {
        let found = row_with(column, cell).outcome;
        assert_eq!(found, row_with(column, plain).outcome, "{column} {cell}");
        assert!(matches!(found, Outcome::Record { .. }), "{column} {cell}");
    };
    check("nama_ikm", "'=1+1", "=1+1");
    check("nama_ikm", "'@ Uni", "@ Uni");
    check("telepon", "'+62 812-3456-7890", "081234567890");
    check("nik", "=\"1301055506800001\"", "1301055506800001");
    check("nik", "'1301055506800001", "1301055506800001");
    check("nik", "1301055506800001.0", "1301055506800001");
    check("nib", "=\"0234567890123\"", "0234567890123");
    check("lat", "'-1.3512", "-1.3512");
    check("nama_ikm", "'Ain", "'Ain");
    // What a web form left, and what nobody sees.
    check("alamat", "<p>Jl. Pasar&nbsp;3,<br/>\r\nPainan</p>\r\n", "Jl. Pasar 3, Painan");
    check("alamat", "Jl. <5 km dari pasar", "Jl. <5 km dari pasar");
    check("nama_ikm", "\u{feff}Kue\u{200b} Upik", "Kue Upik");
}

#[test]
fn permits_and_their_last_days() {
    let row = row_with("bpom", "MD 235602169254");
    let Outcome::Record { profile, warnings, .. } = row.outcome else { panic!("{row:?}") };
    assert_eq!((profile.bpom, warnings.len()), ("MD 235602169254".parse().ok(), 0));
    let row = row_with("nmid", "ID1020021181745");
    let Outcome::Record { profile, .. } = row.outcome else { panic!("{row:?}") };
    assert_eq!(profile.nmid, "ID1020021181745".parse().ok());
    let day = |column: &str, cell: &str| {
        let row = row_with(column, cell);
        let Outcome::Record { profile, warnings, .. } = row.outcome else { panic!("{row:?}") };
        assert_eq!(warnings, [], "{column} {cell}");
        let day = match column {
            "pirt_sampai" => profile.pirt_until,
            "halal_sampai" => profile.halal_until,
            _ => profile.bpom_until,
        };
        day.map(|day| day.to_string())
    };
    for cell in [
        "2026-03-01",
        "2026-03-01T00:00:00",
        "2026-03-01 00:00:00",
        "1/3/2026",
        "01-03-2026",
        "1.3.26",
        "1 Maret 2026",
        "1 Mar 2026",
        "March 1, 2026",
        "s/d 1 Maret 2026",
        // Python: (date(2026, 3, 1) - date(1899, 12, 30)).days
        "46082",
    ] {
        for column in ["pirt_sampai", "halal_sampai", "bpom_sampai"] {
            assert_eq!(day(column, cell).as_deref(), Some("2026-03-01"), "{column} {cell}");
        }
    }
    assert_eq!(day("halal_sampai", "Februari 2024").as_deref(), Some("2024-02-29"));
    assert_eq!(day("halal_sampai", "Desember 2024").as_deref(), Some("2024-12-31"));
    assert_eq!(day("pirt_sampai", "2026").as_deref(), Some("2026-12-31"));
    assert_eq!(day("pirt_sampai", "3/25/2026").as_deref(), Some("2026-03-25"));
    assert_eq!(day("halal_sampai", "Seumur hidup"), None);
    assert_eq!(day("halal_sampai", "-"), None);
}

#[test]
fn a_number_with_a_digit_too_many_is_no_year() {
    // A spreadsheet would count 20015 as a day of 1954 and 42064 as one of 2015; in a column of years
    // the one is a slip for 2015, and nobody can tell the two apart.
    for year in ["20015", "42064"] {
        let row = row_with("tahun_berdiri", year);
        assert!(
            matches!(&row.outcome, Outcome::Reject(problems) if problems.len() == 1),
            "{row:?}"
        );
    }
}

#[test]
fn columns_of_permits_that_say_there_is_none() {
    for column in ["pirt", "halal", "nib", "bpom", "nmid", "npwp"] {
        for cell in ["Belum", "tidak", "Tidak Punya", "tdk ada", "nan"] {
            assert_eq!(
                row_with(column, cell).outcome,
                row_with(column, "").outcome,
                "{column} {cell}"
            );
        }
    }
}

#[test]
fn several_problems_are_all_named() {
    let read =
        read(b"nama_ikm,kecamatan,tenaga_kerja,omzet\n,Atlantis,-1,banyak\n").expect("a list");
    let Outcome::Reject(problems) = &read.rows[0].outcome else { panic!("a reject") };
    let codes: Vec<&str> = problems.iter().map(Explain::code).collect();
    assert_eq!(
        codes,
        ["IKM-ROW-NEGATIVE", "IKM-ROW-NOT-A-NUMBER", "IKM-ROW-NO-NAME", "IKM-ROW-PLACE-UNKNOWN"]
    );
}

#[test]
fn small_courtesies() {
    let value = |column: &str, cell: &str| {
        let row = row_with(column, cell);
        let Outcome::Record { profile, warnings, .. } = row.outcome else { panic!("{row:?}") };
        assert_eq!(warnings, [], "{column} {cell:?}");
        *profile
    };
    assert_eq!(value("tenaga_kerja_l", "3 orang").figures.workers.male, Some(3));
    assert_eq!(value("tahun_berdiri", "2015-03-01").founded_year, Some(2015));
    assert_eq!(value("tahun_berdiri", "1/3/2015").founded_year, Some(2015));
    assert_eq!(value("tahun_berdiri", "2.015").founded_year, Some(2015));
    let capacity = value("kapasitas_produksi", "1.500 kg/bulan").figures;
    assert_eq!(capacity.capacity, Some(Decimal::new(1_500, 0)));
    assert_eq!(capacity.capacity_unit.as_deref(), Some("kg/bulan"));
    let phone = value("telepon", "-/0812 3456 7891, 0812").phone;
    assert_eq!(phone, "+6281234567891".parse().ok());
    let kbli = value("kbli", "10794 - Industri Kerupuk").kbli;
    assert_eq!(kbli, "2020:10794".parse().ok());
    assert_eq!(value("komoditi", "Belum pilih komoditi").commodity, None);
    assert_eq!(value("komoditi", "-").commodity, None);
    assert_eq!(value("lat", "-1,3512").place.latitude, value("lat", "-1.3512").place.latitude);
    assert_eq!(value("catatan", "'=1+1").notes.as_deref(), Some("=1+1"));
    // Without a code, the name of the kecamatan or the code of the nagari says where.
    let list = "nama_ikm;kecamatan;kode_nagari\nA;Kec. Bayang;\nB;;13.01.05.2001\nC;;\n";
    let read = read(list.as_bytes()).expect("a list");
    let places: Vec<_> = read.profiles().iter().map(|p| p.place.kecamatan).collect();
    assert_eq!(places, ["13.01.06", "13.01.05"].map(|code| code.parse().ok()));
    let Outcome::Reject(problems) = &read.rows[2].outcome else { panic!("no place") };
    assert_eq!(problems[0].code(), "IKM-ROW-NO-PLACE");
}

#[test]
fn without_a_place_column() {
    let list =
        "Nama Usaha,Alamat\nA,\"Jl. Pasar, Kec. Bayang\"\nB,\"Painan, IV Jurai\"\nC,Jl. Lunang 4\n";
    let read = read(list.as_bytes()).expect("a list");
    let codes: Vec<&str> = read.warnings.iter().map(Explain::code).collect();
    assert_eq!(codes, ["IKM-IMPORT-NO-PLACE-COLUMN"]);
    let places: Vec<_> =
        read.profiles().iter().map(|p| (p.place.kecamatan, p.place.nagari)).collect();
    let expect = [("13.01.06", ""), ("13.01.05", "13.01.05.2001"), ("", "")];
    assert_eq!(places, expect.map(|(k, n)| (k.parse().ok(), n.parse().ok())));
    let regency = "13.01".parse().expect("a code");
    assert!(read.profiles().iter().all(|p| p.place.regency == regency));
}

#[test]
fn a_warning_speaks_both_languages_and_hides_the_nik() {
    let row = row_with("nik", "130105550680001");
    let Outcome::Record { warnings, .. } = &row.outcome else { panic!("{row:?}") };
    let warning = &warnings[0];
    assert!(matches!(warning.doubt, Doubt::Identifier(_)));
    let (id, en) = (warning.message(ikm_core::Lang::Id), warning.message(ikm_core::Lang::En));
    assert!(id.starts_with("baris 2, kolom nik: "), "{id}");
    assert!(en.starts_with("row 2, column nik: "), "{en}");
    assert!(!id.contains("130105550680001") && !en.contains("130105550680001"));
}
