//! The synthetic district against what was promised of it.

use std::collections::{BTreeMap, BTreeSet};

use ikm_core::region::{Level, Regions};
use ikm_core::registry::resemblance;
use ikm_testkit::district::{District, TrueIkm};

fn demo() -> Vec<TrueIkm> {
    District::generate(2022, 3_800).iter().collect()
}

fn count_by<K: Ord>(all: &[TrueIkm], key: impl Fn(&TrueIkm) -> K) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for ikm in all {
        *counts.entry(key(ikm)).or_default() += 1;
    }
    counts
}

#[test]
fn the_same_seed_gives_the_same_district() {
    let again: Vec<TrueIkm> = District::generate(2022, 3_800).iter().collect();
    assert_eq!(demo(), again);
    assert_ne!(demo(), District::generate(2023, 3_800).iter().collect::<Vec<_>>());
}

#[test]
fn every_region_and_every_division_appears() {
    let all = demo();
    assert_eq!(all.len(), 3_800);
    let regions = Regions::pesisir_selatan();
    let level = |level| -> BTreeSet<_> {
        regions.iter().map(|r| r.code).filter(|c| c.level() == level).collect()
    };
    let nagari = count_by(&all, |ikm| ikm.nagari);
    assert_eq!(nagari.keys().copied().collect::<BTreeSet<_>>(), level(Level::Nagari));
    let kecamatan = count_by(&all, |ikm| ikm.kecamatan);
    assert_eq!(kecamatan.keys().copied().collect::<BTreeSet<_>>(), level(Level::Kecamatan));
    assert_eq!((nagari.len(), kecamatan.len()), (182, 15));
    let division = count_by(&all, |ikm| ikm.kbli.division().to_owned());
    assert!(division.keys().cloned().eq((10..=33).map(|d| d.to_string())));
    assert!(division.values().all(|count| *count >= 3), "{division:?}");
    // Food leads, and sewing comes next.
    assert!(division["10"] > division["16"] && division["16"] > division["28"]);
    for ikm in &all {
        assert_eq!(ikm.nagari.parent(), Some(ikm.kecamatan));
        assert_eq!(Some(&ikm.nagari_name), regions.get(ikm.nagari).map(|r| &r.name));
    }
}

#[test]
fn a_nik_belongs_to_one_owner_and_a_nib_to_one_business() {
    let all = demo();
    let mut owners = BTreeMap::new();
    for ikm in &all {
        let Some(nik) = ikm.nik else { continue };
        assert_eq!((nik.gender(), nik.kecamatan_code()), (ikm.gender, home(&all, ikm)));
        owners.entry(nik.as_str().to_owned()).or_insert_with(Vec::new).push(ikm);
    }
    let twice: Vec<_> = owners.values().filter(|of| of.len() > 1).collect();
    assert!(twice.len() > 40, "{} owners of two businesses", twice.len());
    for businesses in twice {
        let [a, b] = businesses.as_slice() else { panic!("three businesses: {businesses:?}") };
        assert_eq!(a.owner, b.owner);
        assert!(a.nib.is_some() && b.nib.is_some() && a.nib != b.nib && a.name != b.name);
    }
    let nibs: Vec<_> = all.iter().filter_map(|ikm| ikm.nib).collect();
    assert_eq!(nibs.iter().collect::<BTreeSet<_>>().len(), nibs.len());
    assert!((1_200..2_000).contains(&nibs.len()), "{}", nibs.len());
    let phones: Vec<_> = all.iter().filter_map(|ikm| ikm.phone.clone()).collect();
    assert_eq!(phones.iter().collect::<BTreeSet<_>>().len(), phones.len());
}

/// The kecamatan of the owner: that of the business, or of the owner's first business.
fn home(all: &[TrueIkm], ikm: &TrueIkm) -> ikm_core::region::RegionCode {
    let before = ikm.index.checked_sub(1).and_then(|index| all.get(index));
    match before {
        Some(first) if first.nik == ikm.nik => first.kecamatan,
        _ => ikm.kecamatan,
    }
}

#[test]
fn one_trade_name_stands_for_many_different_people() {
    let all = demo();
    let names = count_by(&all, |ikm| ikm.name.clone());
    assert!(names["Keripik Balado"] >= 3, "{}", names["Keripik Balado"]);
    let owners: BTreeSet<_> =
        all.iter().filter(|ikm| ikm.name == "Keripik Balado").map(|ikm| &ikm.owner).collect();
    assert_eq!(owners.len(), names["Keripik Balado"]);
}

/// Rows that a person should look at: like the one before, and without any number to decide by.
#[test]
fn doubtful_rows_resemble_the_one_before() {
    let all = demo();
    let mut doubtful = 0;
    for (first, second) in all.iter().zip(all.iter().skip(1)) {
        let unnumbered = second.nik.is_none() && second.nib.is_none() && second.phone.is_none();
        let alike = first.owner == second.owner && first.product == second.product;
        if unnumbered && alike {
            let found = resemblance(&first.profile(), &second.profile());
            assert!(found.is_some(), "{first:?} {second:?}");
            doubtful += 1;
        }
    }
    assert_eq!(doubtful, District::generate(2022, 3_800).expected().doubtful);
    assert!((20..60).contains(&doubtful), "{doubtful}");
}

#[test]
fn the_figures_make_sense() {
    let all = demo();
    for ikm in &all {
        assert!((1980..=2021).contains(&ikm.founded_year), "{ikm:?}");
        if let Some((men, women)) = ikm.workers {
            assert!((1..=50).contains(&(men + women)), "{ikm:?}");
        }
        for value in [ikm.investment, ikm.production_value, ikm.raw_material_value] {
            let rupiah = value.unwrap_or_default().get();
            assert!(rupiah >= 0 && rupiah % 1_000 == 0, "{ikm:?}");
        }
        if let (Some(raw), Some(value)) = (ikm.raw_material_value, ikm.production_value) {
            assert!(raw <= value, "{ikm:?}");
        }
    }
    // Permenperin 64/2016: a thousand million or twenty workers make an IKM a medium one.
    let medium = all.iter().filter(|ikm| {
        ikm.investment.unwrap_or_default().get() >= 1_000_000_000
            || ikm.workers.is_some_and(|(men, women)| men + women >= 20)
    });
    assert!((5..80).contains(&medium.count()));
}

#[test]
fn a_profile_says_what_is_true() {
    let mut niks = 0;
    for ikm in District::generate(7, 300).iter() {
        let profile = ikm.profile();
        assert_eq!((&profile.name, profile.owner.as_ref()), (&ikm.name, Some(&ikm.owner)));
        assert_eq!((profile.nik, profile.nib), (ikm.nik, ikm.nib));
        assert_eq!(profile.place.kecamatan, Some(ikm.kecamatan));
        assert_eq!(profile.place.regency.to_string(), "13.01");
        let workers = profile.figures.workers.count();
        assert_eq!(workers, ikm.workers.map(|(men, women)| men + women));
        let class = profile.classification.as_ref().map(|class| class.as_str().to_owned());
        assert_eq!(class.as_deref(), Some(ikm.kbli.division()));
        niks += usize::from(profile.nik.is_some());
    }
    assert!((220..300).contains(&niks), "{niks}");
}

#[test]
fn a_district_of_any_size_is_whole() {
    for size in [0, 1, 2, 23, 24, 71, 72, 181, 182, 1_000] {
        let district = District::generate(5, size);
        let all: Vec<TrueIkm> = district.iter().collect();
        assert_eq!((all.len(), district.len(), district.is_empty()), (size, size, size == 0));
        if size >= 72 {
            assert_eq!(count_by(&all, |ikm| ikm.kbli.division().to_owned()).len(), 24, "{size}");
        }
        if size >= 182 {
            assert_eq!(count_by(&all, |ikm| ikm.nagari).len(), 182, "{size}");
        }
    }
}
