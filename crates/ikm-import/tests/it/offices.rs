//! Lists as offices lay them out: merged cells, headings, totals without a word, lists of people.

use ikm_core::Explain;
use ikm_core::money::Rupiah;
use ikm_import::{Doubt, Field, Outcome, Skip};
use rust_xlsxwriter::{Format, Formula};

use crate::files::workbook;
use crate::helpers::{How, Read, read, read_how};

fn kecamatan(read: &Read) -> Vec<String> {
    let code = |code: Option<ikm_core::region::RegionCode>| code.map(|code| code.to_string());
    let profiles = read.profiles();
    profiles.iter().map(|p| code(p.place.kecamatan).unwrap_or_default()).collect()
}

fn warned(read: &Read) -> Vec<&'static str> {
    read.warnings.iter().map(Explain::code).collect()
}

/// The place and the owner stand in the first of merged rows alone; workers are those of one row.
#[test]
fn merged_cells_hold_for_all_their_rows() {
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        let plain = Format::new();
        let headers = ["No", "Kecamatan", "Nama Usaha", "Pemilik", "Tenaga Kerja", "Omzet"];
        for (column, header) in (0..).zip(headers) {
            sheet.write(0, column, header)?;
        }
        sheet.merge_range(1, 1, 3, 1, "Lengayang", &plain)?;
        sheet.merge_range(4, 1, 5, 1, "KEC. BAYANG", &plain)?;
        sheet.merge_range(1, 3, 2, 3, "Mariani", &plain)?;
        sheet.merge_range(1, 4, 2, 4, "7", &plain)?;
        for (row, name) in (1..).zip(["A", "B", "C", "D", "E"]) {
            sheet.write(row, 0, row)?.write(row, 2, name)?.write(row, 5, 1_000_000)?;
        }
        sheet.write(6, 0, 6)?.write(6, 2, "F")?;
        Ok(())
    });
    let read = read(&bytes).expect("a list");
    assert_eq!(read.names(), ["A", "B", "C", "D", "E"]);
    assert_eq!(kecamatan(&read), ["13.01.03", "13.01.03", "13.01.03", "13.01.06", "13.01.06"]);
    let owners: Vec<_> = read.profiles().iter().map(|p| p.owner.as_deref()).collect();
    assert_eq!(owners, [Some("Mariani"), Some("Mariani"), None, None, None]);
    let workers: Vec<_> = read.profiles().iter().map(|p| p.figures.workers.count()).collect();
    assert_eq!(workers, [Some(7), None, None, None, None]);
    // Below the merged cells the place is empty again, and the row is rejected as ever.
    let Outcome::Reject(problems) = &read.rows[5].outcome else { panic!("{:?}", read.rows[5]) };
    assert_eq!(problems[0].code(), "IKM-ROW-NO-PLACE");
    // A rejected row shows what holds for it.
    assert_eq!(read.rows[1].cells.get(1), "Lengayang");
}

#[test]
fn a_heading_says_where_the_rows_below_are() {
    let list = |heading: &str| {
        format!(
            "No;Nama Usaha;Pemilik;Kecamatan;Omzet\n{heading}\n1;Kue Upik;Upik;;5000000\n2;Sate;;;\n\
             3;Rendang;;Bayang;\n"
        )
    };
    let headings = [
        "KECAMATAN LENGAYANG;;;;",
        ";KECAMATAN LENGAYANG;;;",
        ";;;KEC. LENGAYANG;",
        ";;;LENGAYANG;",
        "Lengayang;;;;",
        "A. Kecamatan Lengayang;;;;",
        "A;Kecamatan Lengayang;;;",
        "II.;KEC LENGAYANG;;;",
        "Kecamatan : Lengayang (2 IKM);;;;",
    ];
    for heading in headings {
        let read = read(list(heading).as_bytes()).expect(heading);
        assert_eq!(read.skipped(), [(2, Skip::Title)], "{heading}");
        assert_eq!(kecamatan(&read), ["13.01.03", "13.01.03", "13.01.06"], "{heading}");
    }
    // Nobody knows where Atlantis is, and a heading of goods says nothing about the place.
    let unknown = read(list("KECAMATAN ATLANTIS;;;;").as_bytes()).expect("a list");
    assert_eq!(unknown.names(), ["Rendang"]);
    let goods = list("KECAMATAN LENGAYANG;;;;\nII. Pangan;;;;");
    assert_eq!(kecamatan(&read(goods.as_bytes()).expect("a list"))[0], "13.01.03");
    // A name in the column of names may be that of a business.
    let named = read(list(";Lengayang;;;").as_bytes()).expect("a list");
    assert!(matches!(named.rows[0].outcome, Outcome::Reject(_)), "{:?}", named.rows[0]);
}

#[test]
fn the_title_or_the_sheet_says_where() {
    let list =
        "DATA IKM KECAMATAN LENGAYANG TAHUN 2021;;;\nNama Usaha;Pemilik;Produk;Omzet\nA;;Kue;\n";
    let titled = read(list.as_bytes()).expect("a list");
    assert_eq!(kecamatan(&titled), ["13.01.03"]);
    assert_eq!(warned(&titled), ["IKM-IMPORT-PLACE-OF-TITLE"]);
    let two = "DATA IKM KECAMATAN BAYANG DAN KECAMATAN SUTERA;;;\nNama Usaha;Pemilik;Produk;Omzet\nA;;Kue;\n";
    let two = read(two.as_bytes()).expect("a list");
    assert_eq!(
        (kecamatan(&two), warned(&two)),
        (vec![String::new()], vec!["IKM-IMPORT-NO-PLACE-COLUMN"])
    );
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet().set_name("Kec. Sutera")?;
        sheet.write(0, 0, "Nama Usaha")?.write(0, 1, "Omzet")?;
        sheet.write(1, 0, "A")?.write(1, 1, 5_000_000).map(drop)
    });
    assert_eq!(kecamatan(&read(&bytes).expect("a list")), ["13.01.08"]);
}

/// Sums by hand: 1 + 3 + 5 workers, 2 + 4 million; of the second part 5 workers, 4 million.
#[test]
fn totals_that_do_not_say_so() {
    let list = |tail: &str| {
        format!(
            "No;Nama Usaha;Kecamatan;Tenaga Kerja;Omzet\n1;A;Bayang;1;2.000.000\n2;B;Atlantis;3;\n{tail}"
        )
    };
    let check = |tail: &str, expect: &[(u64, Skip)]| {
        let read = read(list(tail).as_bytes()).expect("a list");
        assert_eq!(read.skipped(), expect, "{tail}");
    };
    check(";;;4;2.000.000\n", &[(4, Skip::Totals)]);
    check(";;;4;\n", &[(4, Skip::Totals)]);
    check("2;;;4;Rp 2.000.000,-\n", &[(4, Skip::Totals)]);
    check("JUMLAH IV;;;4;2000000\n", &[(4, Skip::Totals)]);
    check(
        ";;;4;2000000\n3;C;Sutera;5;4000000\n;;;5;4000000\n;;;9;6000000\n",
        &[(4, Skip::Totals), (6, Skip::Totals), (7, Skip::Totals)],
    );
    // These are not the sums: an IKM without its name, to be looked at by a person.
    check(";;;5;2.000.000\n", &[]);
    check("JUMLAH IV;;;5;2000000\n", &[]);
    check(";;;0;\n", &[]);
    check(";;Bayang;4;2.000.000\n", &[]);
}

#[test]
fn a_list_of_people() {
    let list = "No;Nama Pemilik;NIK;Kecamatan;Jenis Produk\n1;Mariani;1301055506800001;Bayang;Kue\n2;;;Bayang;Sate\n";
    let read = read(list.as_bytes()).expect("a list");
    assert_eq!(read.names(), ["Mariani"]);
    assert_eq!(read.profiles()[0].owner.as_deref(), Some("Mariani"));
    assert_eq!(warned(&read), ["IKM-IMPORT-NAMED-BY-OWNER"]);
    let Outcome::Reject(problems) = &read.rows[1].outcome else { panic!("no name") };
    assert_eq!(
        (problems[0].code(), problems[0].column.as_str()),
        ("IKM-ROW-NO-NAME", "Nama Pemilik")
    );
}

#[test]
fn headers_of_three_rows() {
    let list = "\
No;Nama Usaha;Legalitas;;;Tenaga Kerja;;Nilai
;;NIB;P-IRT;;L;P;Investasi
;;;Nomor;Tahun;;;(Rp.000)
1;A;9120000000011;3063306010072-19;2019;1;2;1.500
";
    let read = read(list.as_bytes()).expect("a list");
    let known: Vec<_> = read.layout.columns.iter().filter_map(|column| column.field).collect();
    for field in [Field::Name, Field::Nib, Field::Pirt, Field::WorkersMale, Field::Investment] {
        assert!(known.contains(&field), "{field}: {:?}", read.layout.columns);
    }
    let profile = read.profiles()[0];
    assert_eq!(profile.figures.investment, Some(Rupiah::new(1_500_000)));
    assert_eq!(profile.pirt, "306330601007219".parse().ok());
}

/// What a program writes that does not calculate: the formula and no value.
#[test]
fn formulas_with_and_without_a_value() {
    let cell = |column: &str, content: &str| format!("<c r=\"{column}2\">{content}</c>");
    let header =
        crate::files::text_row(1, &[("A", "Nama Usaha"), ("B", "Omzet"), ("C", "Tenaga Kerja")]);
    let name = "<c r=\"A2\" t=\"inlineStr\"><is><t>Kue</t></is></c>";
    let row = |omzet: &str| {
        let cells = [name, &cell("B", omzet), &cell("C", "<v>2</v>")].concat();
        crate::files::raw_workbook(&format!("{header}<row r=\"2\">{cells}</row>"), "docs/x.xml", "")
    };
    let check = |omzet: &str, value: Option<i64>, codes: &[&str]| {
        let read = read(&row(omzet)).expect("a list");
        let Outcome::Record { profile, warnings, .. } = &read.rows[0].outcome else {
            panic!("{omzet}")
        };
        assert_eq!(profile.figures.sales.map(Rupiah::get), value, "{omzet}");
        assert_eq!(warnings.iter().map(Explain::code).collect::<Vec<_>>(), codes, "{omzet}");
    };
    check("<f>1500000*2</f><v>3000000</v>", Some(3_000_000), &[]);
    check("<f>1500000*2</f>", None, &["IKM-ROW-FORMULA"]);
    check("<f>1500000*2</f><v/>", None, &["IKM-ROW-FORMULA"]);
    check("<f>1500000*2</f><v></v>", None, &["IKM-ROW-FORMULA"]);
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "Nama Usaha")?.write(0, 1, "Omzet")?;
        sheet.write(1, 0, "A")?;
        sheet.write_formula(1, 1, Formula::new("=1500000*2").set_result("3000000")).map(drop)
    });
    assert_eq!(
        read(&bytes).expect("a list").profiles()[0].figures.sales,
        Some(Rupiah::new(3_000_000))
    );
}

/// In English, with cells typed as a hasty program types them.
#[test]
fn an_english_list_with_typed_cells() {
    let bytes = workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        let headers = [
            "No",
            "Business Name",
            "Owner Name",
            "Phone Number",
            "District",
            "Village",
            "Main Product",
            "Year Established",
            "Male Workers",
            "Female Workers",
            "Investment Value",
            "Annual Sales",
            "NIK",
            "Business License Number (NIB)",
        ];
        for (column, header) in (0..).zip(headers) {
            sheet.write(0, column, header)?;
        }
        sheet.write(1, 0, 1)?.write(1, 1, "Rendang")?.write(1, 2, "Mar")?.write(
            1,
            3,
            81_234_567_890_u64,
        )?;
        sheet.write(1, 4, "Bayang")?.write(1, 7, 2019.0)?.write(1, 8, 1)?.write(1, 9, "2")?;
        sheet.write(1, 10, "1,5 juta")?.write(1, 11, "Rp 2.500.000,-")?;
        sheet.write(1, 12, 1_301_055_506_800_010_u64)?.write(1, 13, "0234567890123")?;
        sheet
            .write(2, 1, "Kue")?
            .write(2, 4, "Kec. IV Jurai")?
            .write(2, 5, "Painan")?
            .write(2, 7, "2019.0")?;
        sheet
            .write(2, 8, "\u{2013}")?
            .write(2, 10, "\u{a0}1,500,000.00\u{a0}")?
            .write(2, 11, "2,5jt")?;
        sheet.write(2, 12, "1.30105E+15")?.write(2, 13, 234_567_890_123_u64)?;
        Ok(())
    });
    let read = read(&bytes).expect("a list");
    assert_eq!(warned(&read), [""; 0]);
    let profiles = read.profiles();
    let [rendang, kue] = profiles.as_slice() else { panic!("{:?}", read.rows) };
    assert_eq!(rendang.phone, "081234567890".parse().ok());
    assert_eq!(rendang.nib, "0234567890123".parse().ok());
    assert_eq!((rendang.nik, kue.nik, kue.nib), (None, None, None));
    assert_eq!((rendang.founded_year, kue.founded_year), (Some(2019), Some(2019)));
    let money = |p: &ikm_core::registry::Profile| {
        (p.figures.investment.map(Rupiah::get), p.figures.sales.map(Rupiah::get))
    };
    assert_eq!(money(rendang), (Some(1_500_000), Some(2_500_000)));
    assert_eq!(money(kue), (Some(1_500_000), Some(2_500_000)));
    assert_eq!((rendang.figures.workers.count(), kue.figures.workers.male), (Some(3), None));
    assert_eq!(kue.place.nagari, "13.01.05.2001".parse().ok());
    for (row, codes) in [(0, vec!["IKM-IDENTITY-DAMAGED"]), (1, vec!["IKM-IDENTITY-DAMAGED"; 2])] {
        let Outcome::Record { warnings, .. } = &read.rows[row].outcome else { panic!("{row}") };
        assert_eq!(warnings.iter().map(Explain::code).collect::<Vec<_>>(), codes, "{row}");
    }
}

#[test]
fn every_nik_has_lost_its_last_digit() {
    let list = |niks: [&str; 3]| {
        let rows = niks.map(|nik| format!("A,Bayang,{nik}\n")).concat();
        read(format!("nama_ikm,kecamatan,nik\n{rows}").as_bytes()).expect("a list")
    };
    let gone = list(["1301055506800010", "1301051506800010", "1301057107800020"]);
    assert_eq!(warned(&gone), ["IKM-IMPORT-LOST-DIGITS"]);
    assert!(gone.profiles().iter().all(|p| p.nik.is_none()));
    let whole = list(["1301055506800010", "1301051506800001", "1301057107800020"]);
    assert_eq!(warned(&whole), [""; 0]);
    assert!(whole.profiles().iter().all(|p| p.nik.is_some()));
}

#[test]
fn places_inside_an_address() {
    let check = |address: &str, kecamatan: &str, nagari: &str| {
        let list = format!("nama_ikm;alamat\nA;{address}\n");
        let read = read(list.as_bytes()).expect("a list");
        let place = &read.profiles()[0].place;
        let found = (place.kecamatan, place.nagari);
        assert_eq!(found, (kecamatan.parse().ok(), nagari.parse().ok()), "{address}");
    };
    check("Jl. Pasar Kec. Bayang", "13.01.06", "");
    check("Jl. Pasar No. 3 Kec. IV Jurai Kab. Pesisir Selatan", "13.01.05", "");
    check("Kp. Baru Nagari Painan Kec IV Jurai", "13.01.05", "13.01.05.2001");
    check(
        "Jl. Sudirman 4, Painan, Kecamatan 4 Jurai, Kabupaten Pesisir Selatan 25651",
        "13.01.05",
        "13.01.05.2001",
    );
    check("Jl. Sudirman 4 - Painan - IV Jurai", "13.01.05", "13.01.05.2001");
    check("kecamatan linggo sari baganti pesisir selatan", "13.01.09", "");
    check("Kec.Ranah Pesisir", "13.01.02", "");
    check("Jl. Sudirman 4, Painan", "13.01.05", "13.01.05.2001");
    // A street may be called like a place.
    check("Jl. Painan 3", "", "");
    check("Painan", "", "");
    check("Padang, Sumatera Barat", "", "");
}

#[test]
fn a_mapping_that_was_saved_fits_the_next_list() {
    let first = "DAFTAR;;;;;\nNo;Toko;Tenaga Kerja;;Wilayah;Modal Awal\n;;L;P;;(Rp.000)\n1;Kue;1;2;Bayang;1500\n";
    let mapping = "[columns]\n\"Toko\" = \"nama_ikm\"\n\"Wilayah\" = \"kecamatan\"\n\
                   \"Modal Awal (Rp.000)\" = \"nilai_investasi\"\n";
    let how = How { mapping: Some(mapping), ..How::default() };
    let first = read_how(first.as_bytes(), how).expect("a list");
    let saved: &'static str = first.layout.mapping().to_string().leak();
    // The columns moved, the running number is gone, and money is in whole rupiah now.
    let next = "WILAYAH;Tenaga Kerja;;Modal Awal;TOKO\n;L;P;(Rp.000);\nBayang;1;2;1500;Kue\n";
    let how = How { mapping: Some(saved), ..How::default() };
    let next = read_how(next.as_bytes(), how).expect(saved);
    assert_eq!(next.profiles(), first.profiles());
    assert!(!next.warnings.iter().any(|w| matches!(w.doubt, Doubt::UnknownColumns(_))));
}
