//! The synthetic country against what is promised of it.

use std::collections::{BTreeMap, BTreeSet};

use ikm_core::identity::{Nib, Nik};
use ikm_core::region::{Level, RegionCode, Regions};
use ikm_testkit::nation::{Country, HEADINGS, Nation};
use ikm_testkit::sheet::{Cell, Row, write_csv};

const SIZE: u64 = 100_000;

fn column(name: &str) -> usize {
    HEADINGS.iter().position(|heading| *heading == name).expect("a heading")
}

fn text(row: &Row, name: &str) -> String {
    match row.get(column(name)).expect("fifteen cells") {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
    }
}

#[test]
fn the_country_has_as_many_regions_as_the_real_one() {
    let regions = Regions::try_new(Country::regions()).expect("every code once, each with a name");
    let count = |level| regions.iter().filter(|region| region.code.level() == level).count();
    // Kepmendagri 300.2.2-2138/2025 counts 38 provinces, 514 regencies and cities, 7,285 kecamatan
    // and 83,762 villages.
    let levels = [Level::Province, Level::Regency, Level::Kecamatan, Level::Nagari];
    assert_eq!(levels.map(count), [38, 514, 7_285, 83_762]);
    for region in regions.iter() {
        let parent = region.code.parent();
        assert!(parent.is_none_or(|parent| regions.get(parent).is_some()), "{}", region.code);
    }
    let areas = Country::areas();
    for area in &areas {
        let names: BTreeSet<&String> = area.villages.iter().collect();
        assert_eq!(names.len(), area.villages.len(), "two of one name in {}", area.kecamatan);
        let table: Vec<_> = regions.children(area.kecamatan).map(|region| &region.name).collect();
        assert_eq!(area.villages.iter().collect::<Vec<_>>(), table);
    }
    assert_eq!(areas.len(), 7_285);
}

#[test]
fn the_four_files_say_what_the_table_says() {
    type Write = fn(&mut Vec<u8>) -> std::io::Result<()>;
    let files: [(Write, &str, Level); 4] = [
        (|out| Country::write_provinces(out), "code,name", Level::Province),
        (|out| Country::write_regencies(out), "code,province_code,name", Level::Regency),
        (|out| Country::write_districts(out), "code,regency_code,name", Level::Kecamatan),
        (|out| Country::write_villages(out), "code,district_code,name", Level::Nagari),
    ];
    for (write, header, level) in files {
        let mut file = Vec::new();
        write(&mut file).expect("memory takes everything");
        let file = String::from_utf8(file).expect("text");
        let mut lines = file.lines();
        assert_eq!(lines.next(), Some(header));
        let table = Country::regions().filter(|region| region.code.level() == level);
        let lines: Vec<&str> = lines.collect();
        let expected: Vec<String> = table
            .map(|region| match region.code.parent() {
                None => format!("{},{}", region.code, region.name),
                Some(parent) => format!("{},{parent},{}", region.code, region.name),
            })
            .collect();
        assert_eq!(lines, expected);
    }
}

#[test]
fn a_row_follows_from_the_seed_and_its_index() {
    let nation = Nation::generate(7, 4_400_000);
    for index in [0, 49, 60, 3_999_999, 4_399_999] {
        assert_eq!(nation.row(index), Nation::generate(7, 4_400_000).row(index));
        assert_ne!(nation.row(index), Nation::generate(8, 4_400_000).row(index));
    }
    let codes: Vec<_> =
        (0..SIZE).map(|i| text(&Nation::row(&nation, i * 44), "kode_kecamatan")).collect();
    assert!(codes.is_sorted(), "the list goes from kecamatan to kecamatan");
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), 7_285);
}

#[test]
fn every_cell_is_well_formed() {
    let nation = Nation::generate(7, SIZE);
    let (mut people, mut numbers) = (0, BTreeSet::new());
    for index in 0..SIZE {
        let row = nation.row(index);
        assert_eq!(row.len(), HEADINGS.len());
        assert!(!text(&row, "nama_ikm").is_empty() && !text(&row, "nama_pemilik").is_empty());
        let kecamatan: RegionCode = text(&row, "kode_kecamatan").parse().expect("a code");
        let original = nation.original(index);
        if let (nik, None) = (text(&row, "nik"), original)
            && !nik.is_empty()
        {
            let nik: Nik = nik.parse().expect("a NIK");
            assert_eq!(nik.gender().as_letter().to_string(), text(&row, "jenis_kelamin"));
            assert!(index % 61 == 60 || nik.kecamatan_code() == kecamatan);
            people += 1;
        }
        if let (nib, None) = (text(&row, "nib"), original)
            && !nib.is_empty()
        {
            let nib: Nib = nib.parse().expect("a NIB");
            assert!(numbers.insert(nib.as_str().to_owned()), "{nib} twice");
        }
    }
    // 85 and 45 in a hundred of those that are listed first, to within one in a hundred.
    assert!((82_300..84_300).contains(&people), "{people}");
    assert!((43_100..45_100).contains(&numbers.len()), "{}", numbers.len());
}

#[test]
fn names_collide_as_often_as_is_said() {
    let nation = Nation::generate(7, SIZE);
    let mut owners = BTreeMap::new();
    let mut doubles = 0;
    for index in 0..SIZE {
        match nation.original(index) {
            None => *owners.entry(text(&nation.row(index), "nama_pemilik")).or_insert(0) += 1,
            Some(original) => {
                assert!(original < index && nation.original(original).is_none());
                let (row, first) = (nation.row(index), nation.row(original));
                assert_eq!(text(&row, "kode_kecamatan"), text(&first, "kode_kecamatan"));
                assert_eq!(text(&row, "alamat"), text(&first, "alamat"));
                doubles += 1;
            }
        }
    }
    assert_eq!(doubles, SIZE / 50);
    let most = *owners.values().max().expect("somebody");
    // One in a thousand is a hundred here.
    assert!((60..170).contains(&most), "{most}");
    assert!(owners.len() > 60_000, "{} names", owners.len());
}

#[test]
fn the_hard_profile_has_few_names() {
    let nation = Nation::hard(7, SIZE);
    let (mut owners, mut kecamatan) = (BTreeSet::new(), BTreeSet::new());
    for index in 0..SIZE {
        let row = nation.row(index);
        owners.insert(text(&row, "nama_pemilik"));
        kecamatan.insert(text(&row, "kode_kecamatan"));
    }
    // 25 given names and 20 last names, two of them: 10,000 combinations.
    assert!(owners.len() <= 10_000, "{}", owners.len());
    assert_eq!(kecamatan.len(), 15);
}

#[test]
fn the_list_is_written_with_its_headings() {
    let mut csv = Vec::new();
    write_csv(Nation::generate(7, 3).rows(), &mut csv, b',').expect("memory takes everything");
    let csv = String::from_utf8(csv).expect("text");
    assert_eq!(csv.lines().next(), Some(HEADINGS.join(",").as_str()));
    assert_eq!(csv.lines().count(), 4);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert!(reader.records().all(|record| record.expect("fifteen cells").len() == 15));
}
