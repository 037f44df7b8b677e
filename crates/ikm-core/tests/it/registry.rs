//! The registry: what a newer list changes, and how large the law says an IKM is.

use chrono::NaiveDate;
use ikm_core::money::Rupiah;
use ikm_core::region::RegionCode;
use ikm_core::registry::{
    EnterpriseScale, IndustryScale, Profile, SizeRules, Workers, name_key, sound_key,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn regency() -> RegionCode {
    "13.01".parse().expect("a code")
}

/// A profile from `name; owner; nik; nib; phone; product; kecamatan`, each of which may be empty.
fn profile(line: &str) -> Profile {
    let mut cells = line.split(';').map(str::trim);
    let mut next = || cells.next().unwrap_or_default();
    let mut profile = Profile::named(next(), regency());
    let open = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    profile.owner = open(next());
    profile.nik = open(next()).map(|text| text.parse().expect("a NIK"));
    profile.nib = open(next()).map(|text| text.parse().expect("a NIB"));
    profile.phone = open(next()).map(|text| text.parse().expect("a telephone"));
    profile.product = open(next());
    profile.place.kecamatan = open(next()).map(|text| text.parse().expect("a code"));
    profile
}

#[test]
fn names_by_what_distinguishes_them() {
    let check = |name: &str, expect: &str| assert_eq!(name_key(name), expect, "{name}");
    check("Rendang Uni Mar", "rendang uni mar");
    check("  RENDANG   uni-mar ", "rendang uni mar");
    check("CV. Rendang Uni Mar", "rendang uni mar");
    check("Rendang Uni Mar, PT", "rendang uni mar");
    check("P.T. Rendang Uni Mar", "rendang uni mar");
    check("Usaha Rendang Uni Mar", "rendang uni mar");
    check("IKM Usaha Bersama", "bersama");
    check("Kafé Péndékar", "kafe pendekar");
    check("Ma'ruf", "maruf");
    check("\u{212b}", "a");
    check("\u{130}", "i");
    check("Putra", "putra");
    check("Pdang", "pdang");
    check("UD", "ud");
    check("", "");
    check("...", "");
}

#[test]
fn sounds_that_are_one_name() {
    let check = |a: &str, b: &str, expect: bool| {
        assert_eq!(sound_key(a) == sound_key(b), expect, "{a} and {b}");
    };
    check("Djoesoef Achmad", "Ahmad Yusuf", true);
    check("Sjafril", "Syafril", true);
    check("Rosmawati", "Rosmawaty", true);
    check("Nurhayati", "Nurhayatti", true);
    check("Zulkifli", "Sulkifli", true);
    check("Mariani", "Mariana", true);
    check("Mariani", "Yulianti", false);
}

#[test]
fn newer_values_win_and_open_ones_stay() {
    let mut old = profile("Rendang;Mariani;1301051506800001;;;Rendang;13.01.05");
    old.place.address = Some("Jl. Sutan Syahrir 1".to_owned());
    old.figures.workers = Workers { male: Some(1), female: Some(2), total: None };
    old.figures.investment = Some(Rupiah::new(1_000_000));
    let mut new = profile("Rendang Mariani;;;1234567890123;;;");
    new.figures.workers = Workers { total: Some(5), ..Workers::default() };
    let updated = old.updated_by(&new);
    assert_eq!(updated.name, "Rendang Mariani");
    assert_eq!(updated.owner, old.owner);
    assert_eq!(updated.nik, old.nik);
    assert_eq!(updated.nib, new.nib);
    assert_eq!(updated.place, old.place);
    assert_eq!(updated.figures.workers.count(), Some(5));
    assert_eq!(updated.figures.workers.male, None);
    assert_eq!(updated.figures.investment, Some(Rupiah::new(1_000_000)));
    // Who moves leaves the old address behind.
    let moved = old.updated_by(&profile("Rendang;;;;;;13.01.06"));
    assert_eq!(moved.place.address, None);
    assert_eq!(moved.place.kecamatan, profile("x;;;;;;13.01.06").place.kecamatan);
}

#[test]
fn workers_unknown_are_not_zero() {
    let check = |male, female, total, expect| {
        assert_eq!(Workers { male, female, total }.count(), expect);
    };
    check(Some(1), Some(2), None, Some(3));
    check(Some(1), None, None, Some(1));
    check(None, Some(2), None, Some(2));
    check(None, None, Some(4), Some(4));
    check(None, None, None, None);
    check(Some(u32::MAX), Some(1), None, None);
}

#[test]
fn digest_of_every_field() {
    type Change = fn(&mut Profile);
    let changes: [Change; 30] = [
        |p| p.name.push('x'),
        |p| p.owner = Some("x".to_owned()),
        |p| p.gender = "P".parse().ok(),
        |p| p.nik = "1301051506800001".parse().ok(),
        |p| p.npwp = "01.312.166.0-091.000".parse().ok(),
        |p| p.nib = "1234567890123".parse().ok(),
        |p| p.phone = "081234567890".parse().ok(),
        |p| p.email = "a@b.id".parse().ok(),
        |p| p.place.kecamatan = "13.01.05".parse().ok(),
        |p| p.place.nagari = "13.01.05.2001".parse().ok(),
        |p| p.place.address = Some("x".to_owned()),
        |p| p.place.postal_code = "25651".parse().ok(),
        |p| p.place.latitude = Some(Decimal::ONE),
        |p| p.place.longitude = Some(Decimal::ONE),
        |p| p.kbli = "2020:10794".parse().ok(),
        |p| p.kbli = "2025:10794".parse().ok(),
        |p| p.classification = "10".parse().ok(),
        |p| p.commodity = Some("x".to_owned()),
        |p| p.product = Some("x".to_owned()),
        |p| p.legal_form = Some("x".to_owned()),
        |p| p.founded_year = Some(2015),
        |p| p.figures.year = Some(2015),
        |p| p.figures.workers.male = Some(0),
        |p| p.figures.workers.female = Some(0),
        |p| p.figures.workers.total = Some(0),
        |p| p.figures.investment = Some(Rupiah::ZERO),
        |p| p.figures.production_value = Some(Rupiah::ZERO),
        |p| p.figures.raw_material_value = Some(Rupiah::ZERO),
        |p| p.figures.sales = Some(Rupiah::ZERO),
        |p| p.figures.capacity = Some(Decimal::ONE),
    ];
    let changes = changes.into_iter().chain([
        |p: &mut Profile| p.figures.capacity_unit = Some("x".to_owned()),
        |p: &mut Profile| p.pirt = "3063306010072-19".parse().ok(),
        |p: &mut Profile| p.halal = "ID12345678901234567".parse().ok(),
        |p: &mut Profile| p.notes = Some("x".to_owned()),
        |p: &mut Profile| p.place.regency = "13.02".parse().expect("a code"),
    ]);
    let plain = profile("Rendang");
    let mut seen = vec![plain.digest()];
    for change in changes {
        let mut other = plain.clone();
        change(&mut other);
        assert_ne!(other, plain, "the change changes something");
        let digest = other.digest();
        assert!(!seen.contains(&digest), "{other:?}");
        seen.push(digest);
    }
    assert_eq!(plain.digest(), profile("Rendang").digest());
}

#[test]
fn digest_knows_one_number_by_one_name() {
    let mut a = profile("Rendang");
    let mut b = a.clone();
    a.figures.capacity = "1.50".parse().ok();
    b.figures.capacity = "1.5".parse().ok();
    assert_eq!(a.digest(), b.digest());
}

#[test]
fn serde_keeps_a_profile() {
    let full = profile("Rendang;Mariani;1301051506800001;1234567890123;081234567890;x;13.01.05");
    let json = serde_json::to_string(&full).expect("serialises");
    assert_eq!(serde_json::from_str::<Profile>(&json).expect("reads back"), full);
}

/// Permenperin 64/2016 Pasal 2 to 4 and PP 7/2021 Pasal 35, each at its boundaries.
#[test]
fn sizes_at_the_boundaries_of_the_law() {
    let rules = SizeRules::shipped();
    let day = NaiveDate::from_ymd_opt(2022, 1, 31).expect("a real day");
    let industry = |workers: u32, investment: i64, expect: IndustryScale| {
        let found = rules.industry(day, workers, Rupiah::new(investment));
        assert_eq!(found, Some(expect), "{workers} workers, {investment}");
    };
    industry(0, 0, IndustryScale::Small);
    industry(19, 999_999_999, IndustryScale::Small);
    industry(19, 1_000_000_000, IndustryScale::Medium);
    industry(19, 100_000_000_000, IndustryScale::Medium);
    industry(20, 0, IndustryScale::Medium);
    industry(20, 15_000_000_000, IndustryScale::Medium);
    industry(20, 15_000_000_001, IndustryScale::Large);

    let enterprise = |capital: i64, sales: i64, expect: EnterpriseScale| {
        let by_capital = rules.enterprise_by_capital(day, Rupiah::new(capital));
        let by_sales = rules.enterprise_by_sales(day, Rupiah::new(sales));
        assert_eq!((by_capital, by_sales), (Some(expect), Some(expect)), "{capital}, {sales}");
    };
    enterprise(1_000_000_000, 2_000_000_000, EnterpriseScale::Micro);
    enterprise(1_000_000_001, 2_000_000_001, EnterpriseScale::Small);
    enterprise(5_000_000_000, 15_000_000_000, EnterpriseScale::Small);
    enterprise(5_000_000_001, 15_000_000_001, EnterpriseScale::Medium);
    enterprise(10_000_000_000, 50_000_000_000, EnterpriseScale::Medium);
    enterprise(10_000_000_001, 50_000_000_001, EnterpriseScale::Large);

    // Before its day a law says nothing.
    let before = NaiveDate::from_ymd_opt(2021, 2, 1).expect("a real day");
    assert_eq!(rules.enterprise_by_sales(before, Rupiah::ZERO), None);
    assert!(rules.enterprise_by_sales(before.succ_opt().expect("a day"), Rupiah::ZERO).is_some());
}

proptest! {
    #[test]
    fn keys_settle(name in "\\PC{0,40}") {
        let key = name_key(&name);
        prop_assert_eq!(name_key(&key), key);
    }

    #[test]
    fn an_update_with_itself_changes_nothing(a in crate::resemblance::any_profile()) {
        prop_assert_eq!(a.updated_by(&a), a);
    }
}
