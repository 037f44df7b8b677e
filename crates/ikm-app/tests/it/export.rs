//! The registry as a list: what is exported imports again, unchanged, and tells of persons only what
//! was asked for.

use ikm_app::registry::{ExportOutcome, ExportSettings, ImportOutcome, ImportSettings};
use ikm_core::registry::{Ikm, Segment};
use ikm_report::{ListFormat, Style, sink, xlsx_sink};
use ikm_store::IkmFilter;
use proptest::prelude::*;

use crate::world::{MAKERS, World, day};

/// With everything that a person can be known by.
fn personal() -> ExportSettings {
    ExportSettings { with_nik: true, with_phone: true, ..ExportSettings::default() }
}

#[derive(Clone, Copy, Debug)]
enum Written {
    Csv,
    Xlsx,
    Json,
}

impl World {
    fn export(&mut self, settings: &ExportSettings, written: Written) -> (ExportOutcome, Vec<u8>) {
        let mut out = Vec::new();
        let mut listing = match written {
            Written::Csv => sink(ListFormat::Csv, Style::default(), &mut out),
            Written::Xlsx => xlsx_sink("IKM", Style::default(), &mut out),
            Written::Json => sink(ListFormat::Json, Style::default(), &mut out),
        };
        let outcome = self.app().export(settings, listing.as_mut()).expect("an export");
        drop(listing);
        (outcome, out)
    }

    fn ikms(&self) -> Vec<Ikm> {
        self.read(|tx| {
            tx.ikm_page(&IkmFilter::default(), day("9999-12-31"), None, 1_000).expect("reads")
        })
    }

    fn import_again(&mut self, list: &[u8]) -> ImportOutcome {
        let path = self.file(list);
        self.app().import(&path, &ImportSettings::default(), &mut ()).expect("a list")
    }

    /// Checks that the registry, exported and imported again, is what it was.
    #[track_caller]
    fn goes_round(&mut self) {
        let before = self.ikms();
        for settings in [ExportSettings::default(), personal()] {
            for written in [Written::Csv, Written::Xlsx, Written::Json] {
                let (exported, list) = self.export(&settings, written);
                assert_eq!(exported.rows, u64::try_from(before.len()).expect("a few"));
                if before.is_empty() {
                    continue;
                }
                let again = self.import_again(&list);
                let counts = (again.added, again.updated, again.rejected, again.unchanged);
                let text = String::from_utf8_lossy(&list);
                assert_eq!(counts, (0, 0, 0, exported.rows), "{written:?}\n{text}");
                assert_eq!(self.ikms(), before, "{written:?}\n{text}");
            }
        }
    }
}

/// The header, and the first row by header.
fn first_row(list: &[u8]) -> Vec<(String, String)> {
    let mut reader = csv::Reader::from_reader(list);
    let header = reader.headers().expect("a header").clone();
    let row = reader.records().next().expect("a row").expect("a row");
    header.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()
}

#[test]
fn an_export_has_the_headers_of_the_import_and_full_rupiah() {
    let mut world = World::new();
    world.import(
        "nama_ikm,nik,npwp,telepon,email,kode_kecamatan,kode_nagari,kbli,edisi_kbli,produk,tahun_berdiri,\
         tenaga_kerja_l,tenaga_kerja_p,nilai_investasi (Rp juta),kapasitas_produksi,satuan_produksi,\
         pirt,pirt_sampai\n\
         =1+1,1301054501800001,,081234567890,uni@example.com,13.01.05,,10750,2020,Rendang,2015,1,2,\
         \"1,5\",\"0,5\",ton,2061301010123-27,2027-12-31\n",
    );
    let (outcome, list) = world.export(&personal(), Written::Csv);
    assert_eq!(outcome.rows, 1);
    assert_eq!(outcome.personal, ["nik", "npwp", "telepon", "email"]);
    let row = first_row(&list);
    let of =
        |key: &str| row.iter().find(|(header, _)| header == key).map(|(_, value)| value.as_str());
    let check = |key: &str, expect: &str| assert_eq!(of(key), Some(expect), "{key}");
    check("nama_ikm", "'=1+1");
    check("nik", "1301054501800001");
    check("telepon", "'+6281234567890");
    check("email", "uni@example.com");
    check("kode_kecamatan", "13.01.05");
    check("kecamatan", "IV Jurai");
    check("kbli", "10750");
    check("edisi_kbli", "2020");
    check("klasifikasi", "10");
    check("tahun_berdiri", "2015");
    check("tenaga_kerja_l", "1");
    check("nilai_investasi", "1500000");
    check("kapasitas_produksi", "0.5");
    check("satuan_produksi", "ton");
    check("pirt_sampai", "2027-12-31");
    check("nmid", "");
    assert_eq!(row.first().map(|(header, _)| header.as_str()), Some("id_ikm"));

    let (outcome, list) = world.export(&ExportSettings::default(), Written::Csv);
    assert_eq!(outcome.personal, Vec::<String>::new());
    let text = String::from_utf8(list).expect("UTF-8");
    for hidden in ["1301054501800001", "81234567890", "uni@example.com", "nik", "npwp", "telepon"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
}

#[test]
fn who_took_what_stands_in_the_audit() {
    let mut world = World::with_makers();
    let records = |world: &World| world.read(|tx| tx.audit_page(0, 1_000).expect("reads"));
    let before = records(&world).len();
    let segment = Segment { class: ["13".parse().expect("a class")].into(), ..Segment::default() };
    let reason = Some("permintaan Dinas".to_owned());
    let settings = ExportSettings { segment, with_nik: true, with_phone: false, reason };
    let (outcome, _) = world.export(&settings, Written::Csv);
    assert_eq!(outcome.rows, 1);
    let after = records(&world);
    assert_eq!(after.len(), before + 1);
    let (record, text) = after.last().expect("the export's own");
    assert_eq!(record.action, "registry.export");
    let text = text.as_ref().expect("kept");
    assert_eq!(text.actor, "bendahara");
    assert_eq!(
        text.note,
        "rows=1; personal=nik,npwp; filter={\"class\":[\"13\"]}; reason=permintaan Dinas"
    );
    world.assert_sound();
}

#[test]
fn a_small_registry_goes_round() {
    World::new().goes_round();
    let mut world = World::new();
    world.import(MAKERS);
    world.goes_round();
}

/// What has no kecamatan comes back without one: its id says which IKM it is.
#[test]
fn what_is_not_known_stays_unknown() {
    let mut world = World::new();
    world.import("nama_ikm,alamat\nRendang Uni Mar,\"Jl. Merdeka, Kec. Entah\"\nSulaman,\n");
    assert!(world.ikms().iter().all(|ikm| ikm.profile.place.kecamatan.is_none()));
    world.goes_round();
}

/// Figures of two years stand in one row; given back, they say nothing new of either year.
#[test]
fn figures_of_several_years_go_round() {
    let mut world = World::new();
    let header = "nama_ikm,nib,tahun_data,tenaga_kerja,nilai_investasi";
    world.import(&format!("{header}\nRendang,9120000000011,2021,3,5000000\n"));
    world.import(&format!("{header}\nRendang,9120000000011,2022,4,\n"));
    let ikm = &world.ikms()[0];
    let figures = world.app().figures(&ikm.id.to_string()).expect("figures");
    world.goes_round();
    assert_eq!(world.app().figures(&ikm.id.to_string()).expect("figures"), figures);
}

/// Words as people mistype them, formulas, signs of XML and of CSV, and other scripts.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,2}",
        4 => "[=+@'\"<>&;,_x0-9A-Fa-fé\n\t -]{1,14}",
        1 => "'{1,2}[=+@-]{1,2}[a-z]{0,4}",
        1 => "=\"[a-z]{1,5}\"",
        1 => "_x00[0-9A-F]{2}_",
        1 => "[\u{4e00}-\u{4e10}\u{1f468}-\u{1f470} ]{1,5}",
    ]
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        (0_u32..5_000).prop_map(|n| n.to_string()),
        (0_u64..5_000_000_000).prop_map(|n| n.to_string()),
        (0_u32..2_000, 0_u32..10_000).prop_map(|(n, part)| format!("{n},{part:04}")),
    ]
}

/// A row of a list, most of it as people write it.
fn row() -> impl Strategy<Value = Vec<String>> {
    let names = ("[A-Z][a-z]{3,9}", words(), words(), words(), words());
    let numbers = (number(), number(), number(), "0?[0-9]{4}", "(|\\+62|08)[0-9]{8,10}");
    let rest = (prop_oneof![Just("13.01.05"), Just("13.01.01")], "(|10750|1391|13)", words());
    (names, numbers, rest).prop_map(|(names, numbers, (kecamatan, kbli, unit))| {
        let (name, suffix, owner, product, notes) = names;
        let (investment, workers, capacity, year, phone) = numbers;
        let whole = |text: String| text.split(',').next().unwrap_or_default().to_owned();
        vec![
            format!("{suffix} {name}"),
            owner,
            product,
            notes,
            kecamatan.to_owned(),
            kbli,
            investment,
            whole(workers),
            capacity,
            unit,
            year,
            phone,
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_list_goes_round(rows in proptest::collection::vec(row(), 1..6)) {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record([
            "nama_ikm", "nama_pemilik", "produk", "catatan", "kode_kecamatan", "kbli",
            "nilai_investasi", "tenaga_kerja", "kapasitas_produksi", "satuan_produksi",
            "tahun_data", "telepon",
        ]).expect("a header");
        for row in &rows {
            out.write_record(row).expect("a row");
        }
        let list = out.into_inner().expect("memory takes it");
        let mut world = World::new();
        world.import(&String::from_utf8(list).expect("UTF-8"));
        world.goes_round();
    }
}
