//! Headers, units, sheets and the rows that are no IKM.

use ikm_core::{Explain, Lang};
use ikm_import::{
    Doubt, Field, ImportError, Layout, Mapping, MappingError, Outcome, Skip, Unit, UnitSource,
};

use crate::helpers::{How, Read, read, read_how};

fn fields(layout: &Layout) -> Vec<&'static str> {
    layout.columns.iter().map(|column| column.field.map_or("?", Field::name)).collect()
}

fn warned(read: &Read) -> Vec<&'static str> {
    read.warnings.iter().map(Explain::code).collect()
}

/// Checks what a header is taken for beside a name and a kecamatan.
fn check_header(header: &str, expect: &str) {
    let name = if expect == "nama_ikm" { "zzz" } else { "nama_ikm" };
    let read = read(format!("{name};kecamatan;{header}\n").as_bytes()).expect(header);
    assert_eq!(fields(&read.layout)[2], expect, "{header}");
}

/// Headers met in the lists of five offices, and the canonical ones.
#[test]
fn headers_by_their_spellings() {
    let check = check_header;
    for header in [
        "Nama Industri",
        "Nama Usaha",
        "NAMA IKM",
        "nama_ikm",
        "Nama Perusahaan",
        "Nama Industri/Usaha",
    ] {
        check(header, "nama_ikm");
    }
    check("Nama", "nama_pemilik");
    check("Nama Pemilik", "nama_pemilik");
    check("Pemilik/Penanggung Jawab", "?");
    check("Nama Pimpinan", "nama_pemilik");
    check("L/P", "jenis_kelamin");
    check("Jenis Kelamin (L/P)", "jenis_kelamin");
    check("No. KTP / NIK", "nik");
    check("No. Telp/HP", "telepon");
    check("No HP/WA", "telepon");
    check("Alamat Usaha", "alamat");
    check("Desa/Kelurahan", "nagari");
    check("Nagari", "nagari");
    check("Kode Kec.", "kode_kecamatan");
    check("Kode Pos", "kode_pos");
    check("Nama Produk", "produk");
    check("Jenis Produk", "produk");
    check("Jenis Usaha", "komoditi");
    check("Komoditi", "komoditi");
    check("KBLI 2020", "kbli");
    check("Kode KBLI (5 digit)", "kbli");
    check("Bentuk Badan Usaha", "badan_usaha");
    check("Thn. Berdiri", "tahun_berdiri");
    check("Tenaga Kerja (Orang)", "tenaga_kerja");
    check("Jml Tenaga Kerja", "tenaga_kerja");
    check("Tenaga Kerja (L)", "tenaga_kerja_l");
    check("TK Perempuan", "tenaga_kerja_p");
    check("Nilai Investasi (Rp.000)", "nilai_investasi");
    check("INVESTASI (Rp. 1.000)", "nilai_investasi");
    check("Nilai Produksi (Rp. 000)", "nilai_produksi");
    check("Nilai Bahan Baku/Penolong (Rp.000)", "nilai_bahan_baku");
    check("Omset/Tahun (juta)", "omzet");
    check("Kapasitas Produksi", "kapasitas_produksi");
    check("Satuan", "satuan_produksi");
    check("P-IRT", "pirt");
    check("Sertifikat Halal", "halal");
    check("Ket.", "catatan");
    check("No.", "abaikan");
    check("Nama UMKM", "nama_ikm");
    check("Unit Usaha", "nama_ikm");
    check("Nama Pengusaha", "nama_pemilik");
    check("Penanggung Jawab", "nama_pemilik");
    check("Nama Lengkap", "nama_pemilik");
    check("Kelamin", "jenis_kelamin");
    check("Nomor Induk Kependudukan", "nik");
    check("Nomor Induk Berusaha", "nib");
    check("Kontak", "telepon");
    check("E-mail", "email");
    check("Lokasi", "alamat");
    check("Kode Desa", "kode_nagari");
    check("Kelurahan", "nagari");
    check("Lintang", "lat");
    check("Longitude", "lon");
    check("Cabang Industri", "komoditi");
    check("Klasifikasi", "klasifikasi");
    check("Edisi KBLI", "edisi_kbli");
    check("Hasil Produksi", "produk");
    check("Badan Hukum", "badan_usaha");
    check("Mulai Usaha", "tahun_berdiri");
    check("Pekerja Pria", "tenaga_kerja_l");
    check("Jumlah TK Wanita", "tenaga_kerja_p");
    check("Karyawan", "tenaga_kerja");
    check("Modal", "nilai_investasi");
    check("Nilai Produksi per Tahun", "nilai_produksi");
    check("Nilai BB/BP", "nilai_bahan_baku");
    check("Nilai Penjualan", "omzet");
    check("Volume Produksi", "kapasitas_produksi");
    check("Tahun Pendataan", "tahun_data");
    check("Tahun", "tahun_data");
    check("No. PIRT", "pirt");
    check("Nomor Urut", "abaikan");
    check("Masa Berlaku P-IRT", "pirt_sampai");
    check("No. Izin Edar BPOM", "bpom");
    check("NMID (QRIS)", "nmid");
    // One letter off.
    check("Nilai Invstasi", "nilai_investasi");
    check("Tenaga Kerja Z", "?");
    check("Hobi", "?");
}

#[test]
fn headers_written_short_or_in_english() {
    let check = check_header;
    check("NAMA UKM/IKM", "nama_ikm");
    check("Nama Perusahaan / Pemilik", "nama_ikm");
    check("Business Name", "nama_ikm");
    check("Nama Penanggungjawab", "nama_pemilik");
    check("Owner Name", "nama_pemilik");
    check("JNS KELAMIN", "jenis_kelamin");
    check("NIK Pelaku Usaha", "nik");
    check("Izin Usaha (NIB)", "nib");
    check("TELP/HP", "telepon");
    check("Phone Number", "telepon");
    check("Kel./Nagari", "nagari");
    check("Village", "nagari");
    check("PRODUK YG DIHASILKAN", "produk");
    check("Main Product", "produk");
    check("TH BERDIRI", "tahun_berdiri");
    check("Year Established", "tahun_berdiri");
    check("JML TNG KERJA", "tenaga_kerja");
    check("Male Workers", "tenaga_kerja_l");
    check("Jlh. TK (P)", "tenaga_kerja_p");
    check("NILAI INVEST (Rp. Juta)", "nilai_investasi");
    check("Nilai Investasi (tidak termasuk tanah dan bangunan)", "nilai_investasi");
    check("Annual Sales", "omzet");
    check("Omset Pertahun", "omzet");
    // A month is no year.
    check("Omzet/bln", "?");
    check("Ijin Edar BPOM", "bpom");
}

#[test]
fn every_canonical_header_is_its_field() {
    let header = "id_ikm,klasifikasi,edisi_kbli,pirt_sampai,halal_sampai,bpom,bpom_sampai,nmid,nama_ikm,nama_pemilik,nik,nib,jenis_kelamin,telepon,alamat,kode_kecamatan,kbli,produk,tahun_berdiri,\
                  tenaga_kerja_l,tenaga_kerja_p,nilai_investasi,nilai_produksi,npwp,email,kecamatan,nagari,kode_nagari,\
                  kode_pos,komoditi,badan_usaha,tenaga_kerja,kapasitas_produksi,satuan_produksi,nilai_bahan_baku,omzet,\
                  tahun_data,pirt,halal,lat,lon,catatan";
    let read = read(format!("{header}\n").as_bytes()).expect("a list");
    assert_eq!(fields(&read.layout), header.split(',').collect::<Vec<_>>());
    assert_eq!(read.warnings, []);
    assert_eq!(read.rows, []);
}

#[test]
fn titles_two_rows_and_a_tail() {
    let list = "\
;DATA INDUSTRI KECIL DAN MENENGAH;;;;;
;KABUPATEN PESISIR SELATAN TAHUN 2021;;;;;
;;;;;;
;No.;Nama Usaha;Kecamatan;Tenaga Kerja;;Nilai Investasi
;;;;L;P;(Rp.000)
;(1);(2);(3);(4);(5);(6)
;1;Rendang Uni Mar;IV Jurai;1;2;1.500
;;;;;;
;No.;Nama Usaha;Kecamatan;Tenaga Kerja;;Nilai Investasi
;2;Kue Upik;Bayang;;3;750
;;JUMLAH;;1;5;2.250
;;;;;;
;;;;;Painan, 31 Januari 2022;
;;;;;Kepala Dinas;
;;;;;;
;;;;;MIMI RIARTY, S.E.;
;;;;;NIP. 19700101 199003 2 001;
";
    let read = read(list.as_bytes()).expect("a list");
    assert_eq!(read.layout.header_row, Some(4));
    assert_eq!(
        fields(&read.layout),
        ["abaikan", "nama_ikm", "kecamatan", "tenaga_kerja_l", "tenaga_kerja_p", "nilai_investasi"]
    );
    assert_eq!((read.layout.unit, read.layout.unit_source), (Unit::Thousand, UnitSource::Header));
    assert_eq!(read.names(), ["Rendang Uni Mar", "Kue Upik"]);
    let upik = read.profiles()[1];
    assert_eq!((upik.figures.workers.male, upik.figures.workers.female), (None, Some(3)));
    assert_eq!(upik.figures.investment.map(ikm_core::money::Rupiah::get), Some(750_000));
    assert_eq!(
        read.skipped(),
        [
            (1, Skip::Title),
            (2, Skip::Title),
            (3, Skip::Blank),
            (6, Skip::Header),
            (8, Skip::Blank),
            (9, Skip::Header),
            (11, Skip::Totals),
            (12, Skip::Blank),
            (13, Skip::Signature),
            (14, Skip::Signature),
            (15, Skip::Blank),
            (16, Skip::Signature),
            (17, Skip::Signature),
        ]
    );
    assert_eq!(read.rows.len(), 15, "every row but the two of the header");
}

#[test]
fn totals_and_names_that_look_like_them() {
    let header = "No;Nama Usaha;Pemilik;Kecamatan;Tenaga Kerja;Omzet";
    let check = |row: &str, expect: Option<Skip>| {
        let read = read(format!("{header}\n{row}\n").as_bytes()).expect("a list");
        assert_eq!(
            read.skipped(),
            expect.map(|skip| (2, skip)).into_iter().collect::<Vec<_>>(),
            "{row}"
        );
    };
    check("JUMLAH;;;;45;1.000.000", Some(Skip::Totals));
    check(";Total;;;45;Rp 1.000.000", Some(Skip::Totals));
    check(";;;Jumlah Kecamatan Bayang;45;-", Some(Skip::Totals));
    check("Sub Total;;;;45;", Some(Skip::Totals));
    check(";GRAND TOTAL :;;;45;", Some(Skip::Totals));
    check(";Jumlah seluruhnya;;;;", Some(Skip::Totals));
    check("1;Total Jaya;Upik;Bayang;4;", None);
    check("1;Total;Upik;Bayang;4;", None);
    check(";Total Jaya;;;4;", None);
    check("A. Kecamatan Bayang;;;;;", Some(Skip::Title));
    check(";II. Pangan;;;;", Some(Skip::Title));
    check(";CV. Maju;;;;", None);
    check(";Mengetahui;;;;", Some(Skip::Signature));
    check("Sumber: Dinas Perindustrian;;;;;", Some(Skip::Signature));
    check(";;;;;Painan, ... Januari 2022", Some(Skip::Signature));
}

#[test]
fn a_narrow_list_has_no_tail() {
    let read =
        read(b"nama_ikm,kecamatan\nKepala Dinas Snack,Bayang\nNipah,Sutera\n").expect("a list");
    assert_eq!(read.names(), ["Kepala Dinas Snack", "Nipah"]);
}

/// Below a subtotal the list goes on, and an IKM of which little is known is not lost.
#[test]
fn a_subtotal_is_not_the_end() {
    let list = "No;Nama Usaha;Kecamatan;Pemilik;Omzet\n1;A;Bayang;Ani;5000000\n;Jumlah;;;5000000\n\
                2;B;Bayang;;\n3;C;;;\n4;D;Sutera;;7000000\n;;;Camat;\n;;;UPIK, S.E.;\n";
    let read = read(list.as_bytes()).expect("a list");
    assert_eq!(read.names(), ["A", "B", "D"]);
    let skipped = [(3, Skip::Totals), (7, Skip::Signature), (8, Skip::Signature)];
    assert_eq!(read.skipped(), skipped);
    assert!(matches!(read.rows[3].outcome, Outcome::Reject(_)), "row 5 has a number and no place");
}

#[test]
fn sections_say_where() {
    let list = "Nama Usaha;Pemilik;Produk;Tenaga Kerja;Omzet\n\
                A. Kecamatan Bayang;;;;\nKue Upik;Upik;Kue;2;\n\
                B. KEC. SUTERA;;;;\nAnyaman;Ani;Tikar;1;\n";
    let read = read(list.as_bytes()).expect("a list");
    let places: Vec<_> = read.profiles().iter().map(|p| p.place.kecamatan).collect();
    assert_eq!(places, ["13.01.06", "13.01.08"].map(|code| code.parse().ok()));
}

#[test]
fn the_unit_and_who_says_so() {
    let check = |list: &str, how: How, unit, source| {
        let read = read_how(list.as_bytes(), how).expect("a list");
        assert_eq!((read.layout.unit, read.layout.unit_source), (unit, source), "{list}");
    };
    let plain = "Nama Usaha;Nilai Investasi\nA;1500000\n";
    let header = "Nama Usaha;Nilai Investasi (Rp.000)\nA;1500\n";
    let title = "Daftar IKM;\n(dalam ribuan rupiah);\nNama Usaha;Nilai Investasi\nA;1500\n";
    let mapping = How { mapping: Some("unit = \"million\""), ..How::default() };
    let option = How { unit: Some(Unit::Rupiah), ..mapping };
    check(plain, How::default(), Unit::Rupiah, UnitSource::Assumed);
    check(header, How::default(), Unit::Thousand, UnitSource::Header);
    check(title, How::default(), Unit::Thousand, UnitSource::Title);
    check(header, mapping, Unit::Million, UnitSource::Mapping);
    check(header, option, Unit::Rupiah, UnitSource::Option);
    check("Nama Usaha;Nilai Investasi (Rp)\n", How::default(), Unit::Rupiah, UnitSource::Header);
    check("Nama Usaha;Omzet (Rp juta)\n", How::default(), Unit::Million, UnitSource::Header);
    check("Nama Usaha;Omzet (x Rp1.000.000)\n", How::default(), Unit::Million, UnitSource::Header);
    check("Bantuan 5 juta;\nNama Usaha;Omzet\n", How::default(), Unit::Rupiah, UnitSource::Assumed);
}

#[test]
fn a_unit_that_looks_a_thousand_times_off() {
    let check = |header: &str, cells: [&str; 3], unit, expect: Option<Unit>| {
        let [a, b, c] = cells;
        let list =
            format!("Nama Usaha;Kecamatan;{header}\nA;Bayang;{a}\nB;Bayang;{b}\nC;Bayang;{c}\n");
        let read = read_how(list.as_bytes(), How { unit, ..How::default() }).expect("a list");
        let doubts: Vec<Unit> = read
            .warnings
            .iter()
            .filter_map(|warning| {
                if let Doubt::Unit { rather, .. } = warning.doubt { Some(rather) } else { None }
            })
            .collect();
        assert_eq!(doubts, expect.into_iter().collect::<Vec<_>>(), "{header} {cells:?}");
    };
    check("Nilai Investasi", ["300", "15000", "1000"], None, Some(Unit::Thousand));
    check("Nilai Investasi (Rp.000)", ["300", "15000", "1000"], None, None);
    check("Nilai Investasi", ["300", "15000", "1000"], Some(Unit::Thousand), None);
    check("Nilai Investasi", ["300000", "15000000", "1000000"], None, None);
    check(
        "Nilai Investasi (Rp.000)",
        ["20000000", "25000000", "16000000"],
        None,
        Some(Unit::Rupiah),
    );
    check("Omzet (juta)", ["20000", "25000", "16000"], None, Some(Unit::Thousand));
    check("Omzet (ribu)", ["2", "3", "1"], None, Some(Unit::Million));
    check("Omzet", ["2", "-", ""], None, None);
}

#[test]
fn a_mapping_says_what_columns_hold() {
    let list = b"Toko;Wilayah;Modal Awal;Umur\nKue Upik;Bayang;1,5;40\n";
    let no_name = read(list).expect_err("no name");
    assert_eq!(no_name.code(), "IKM-IMPORT-NO-HEADER");
    let mapping = "unit = \"million\"\n[columns]\n\"Toko\" = \"nama_ikm\"\n\"wilayah\" = \"kecamatan\"\n\
                   \"Modal awal\" = \"nilai_investasi\"\n\"Umur\" = \"abaikan\"\n";
    let how = How { mapping: Some(mapping), ..How::default() };
    let mapped = read_how(list, how).expect("a list");
    assert_eq!(fields(&mapped.layout), ["nama_ikm", "kecamatan", "nilai_investasi", "abaikan"]);
    let investment = mapped.profiles()[0].figures.investment;
    assert_eq!(investment.map(ikm_core::money::Rupiah::get), Some(1_500_000));
    assert_eq!(warned(&mapped), [""; 0]);
    // The layout writes down the mapping that reads the same list the same way.
    let saved = mapped.layout.mapping().to_string();
    assert_eq!(saved.parse::<Mapping>().expect("reads back"), mapped.layout.mapping());
    // A column that is not read anyway need not be there, and columns may have moved.
    let moved = read_how(b"MODAL AWAL;Toko;Wilayah\n1,5;Kue Upik;Bayang\n", how).expect("a list");
    assert_eq!(moved.profiles()[0].figures.investment, investment);
    // A list without the column is another list.
    let other = read_how(b"Toko;Wilayah;Umur\nKue Upik;Bayang;40\n", how);
    let error = other.expect_err("a column is missing");
    assert!(matches!(error, ImportError::Mapping(MappingError::NoSuchColumn(_))), "{error}");
}

#[test]
fn a_list_without_a_header() {
    let list = b"1,Kue Upik,Bayang,3\n2,Anyaman Ani,Sutera,1\n";
    let error = read(list).expect_err("no header");
    assert_eq!(error.code(), "IKM-IMPORT-NO-HEADER");
    assert!(error.to_string().contains("1: 1 | Kue Upik | Bayang | 3"), "{error}");
    // The hint ends in a line that is a mapping as it stands.
    let line =
        "letters = { A = \"abaikan\", B = \"nama_ikm\", C = \"kecamatan\", D = \"abaikan\" }";
    assert!(error.hint(Lang::Id).ends_with(line), "{}", error.hint(Lang::Id));
    let copied = read_how(list, How { mapping: Some(line), ..How::default() }).expect("a list");
    assert_eq!(copied.names(), ["Kue Upik", "Anyaman Ani"]);
    let mapping =
        "header = false\n[columns]\nB = \"nama_ikm\"\nC = \"kecamatan\"\nd = \"tenaga_kerja\"\n";
    let how = How { mapping: Some(mapping), ..How::default() };
    let mapped = read_how(list, how).expect("a list");
    assert_eq!(mapped.layout.header_row, None);
    assert_eq!(mapped.names(), ["Kue Upik", "Anyaman Ani"]);
    assert_eq!(mapped.profiles()[0].figures.workers.count(), Some(3));
    let saved = mapped.layout.mapping();
    assert!(!saved.header);
    assert_eq!(saved.to_string().parse::<Mapping>(), Ok(saved));
    let too_far = How { mapping: Some("header = false\n[columns]\nZ = \"nama_ikm\"\n"), ..how };
    let error = read_how(list, too_far).expect_err("no such column");
    assert_eq!(error.code(), "IKM-MAPPING-NO-COLUMN");
}

#[test]
fn mappings_that_are_none() {
    let check = |text: &str, code: &str| {
        let error = text.parse::<Mapping>().expect_err(text);
        assert_eq!(error.code(), code, "{text}");
    };
    check("columns = 3", "IKM-MAPPING-SYNTAX");
    check("[columns]\nA = \"nama\"", "IKM-MAPPING-SYNTAX");
    check("[kolom]\nA = \"nama_ikm\"", "IKM-MAPPING-SYNTAX");
    check("unit = \"lusin\"", "IKM-MAPPING-SYNTAX");
    check("letters = { A = \"nama_ikm\" }\n[columns]\nB = \"kecamatan\"", "IKM-MAPPING-SYNTAX");
    check("header = true\nletters = { A = \"nama_ikm\" }", "IKM-MAPPING-SYNTAX");
    check("letters = { Toko = \"nama_ikm\" }", "IKM-MAPPING-LETTER");
    check("header = false\n[columns]\n\"Nama Toko\" = \"nama_ikm\"", "IKM-MAPPING-LETTER");
}

#[test]
fn no_column_for_the_name() {
    let error = read(b"Kecamatan;Tenaga Kerja\nBayang;3\n").expect_err("no name");
    assert_eq!(error.code(), "IKM-IMPORT-NO-NAME");
    assert!(error.to_string().contains("row 1") && error.to_string().contains("Tenaga Kerja"));
    assert!(error.hint(Lang::En).ends_with("columns = { \"Kecamatan\" = \"nama_ikm\" }"));
}

#[test]
fn columns_unknown_doubled_and_guessed() {
    let list = b"Nama Usaha,Nama IKM,Hobi,Nilai Invstasi,Kecamatan\nA,B,main,1000000,Bayang\n";
    let read = read(list).expect("a list");
    assert_eq!(fields(&read.layout), ["?", "nama_ikm", "?", "nilai_investasi", "kecamatan"]);
    assert_eq!(
        warned(&read),
        ["IKM-IMPORT-UNKNOWN-COLUMNS", "IKM-IMPORT-DOUBLED-COLUMN", "IKM-IMPORT-GUESSED-COLUMN"]
    );
    assert_eq!(read.warnings[0].to_string(), "columns that are not known and not read: Hobi");
    assert_eq!(read.warnings[1].column, "Nama Usaha");
    assert_eq!(read.names(), ["B"]);
}

#[test]
fn the_header_can_name_the_edition_of_kbli() {
    let read = read(b"nama_ikm,kecamatan,KBLI 2015\nA,Bayang,10794\n").expect("a list");
    assert_eq!(read.profiles()[0].kbli, "2015:10794".parse().ok());
}
