//! The labelled set: that it says what is true, and that the mess is there.

use std::collections::{BTreeMap, BTreeSet};

use ikm_testkit::labelled::{Labelled, Mess, Trap, labelled, write_labelled_csv};

fn list() -> Vec<Labelled> {
    labelled(1, 4_000)
}

#[test]
fn the_same_seed_gives_the_same_list() {
    let text = |seed| write_labelled_csv(&labelled(seed, 300));
    assert_eq!(text(1), text(1));
    assert_ne!(text(1), text(2));
    assert_eq!(write_labelled_csv(&labelled(7, 0)).lines().count(), 1);
}

#[test]
fn every_business_has_one_first_record() {
    let list = list();
    let first: Vec<u32> =
        list.iter().filter(|record| record.mess.is_empty()).map(|record| record.business).collect();
    assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), 4_000);
    assert_eq!(first.len(), 4_000);
    // A quarter has a second record, and an eighth of those a third: 4,000 × 0.25 × 1.12.
    assert!((1_000..1_250).contains(&(list.len() - 4_000)), "{}", list.len());
    // They do not stand in the order in which they were made.
    assert!(!first.is_sorted());
    assert_eq!(write_labelled_csv(&list).lines().count(), list.len() + 1);
}

#[test]
fn every_mess_comes_as_often_as_it_says() {
    let list = labelled(2, 20_000);
    let spoilt: Vec<&Labelled> = list.iter().filter(|record| !record.mess.is_empty()).collect();
    assert_eq!(Mess::ALL.iter().map(|mess| mess.share()).sum::<u32>(), 100);
    for mess in Mess::ALL {
        let count = spoilt.iter().filter(|record| record.mess.contains(&mess)).count();
        // 1 × 0.55 + 2 × 0.3 + 3 × 0.15 draws a record; a way drawn twice counts once.
        let expect = spoilt.len() * 16 * usize::try_from(mess.share()).expect("small") / 1_000;
        assert!((expect * 3 / 4..=expect * 5 / 4).contains(&count), "{mess:?} {count} {expect}");
    }
    for record in &list {
        if record.mess.contains(&Mess::NoIdentifier) && record.trap != Some(Trap::Placeholder) {
            let renamed = record.mess.contains(&Mess::Renamed);
            assert!(renamed || record.profile.phone.is_none(), "{record:?}");
            assert_eq!(record.profile.nib, None, "{record:?}");
        }
    }
}

#[test]
fn the_traps_are_laid() {
    let list = list();
    let mut traps: BTreeMap<Trap, usize> = BTreeMap::new();
    for trap in list.iter().filter(|r| r.mess.is_empty()).filter_map(|r| r.trap) {
        *traps.entry(trap).or_default() += 1;
    }
    for trap in Trap::ALL {
        assert!(traps.get(&trap).is_some_and(|count| *count >= 60), "{trap:?} {traps:?}");
    }
    let first = |trap| list.iter().filter(move |r| r.mess.is_empty() && r.trap == Some(trap));
    // 117 of 10,000 are called Tenun.
    let looms = first(Trap::TradeName).filter(|r| r.profile.name.to_lowercase() == "tenun");
    assert_eq!(looms.count(), 46);
    let phones: BTreeSet<_> =
        first(Trap::SharedPhone).filter_map(|r| r.profile.phone.clone()).collect();
    assert_eq!(phones.len(), 2);
    let ones = "1111111111111111".parse().ok();
    let nobody = first(Trap::Placeholder).filter(|r| ones.is_some() && r.profile.nik == ones);
    assert!(ones.is_none() || nobody.count() > 20);
}

/// Outside the traps no two businesses share a number, so that every pair that a number makes is one
/// that the set means.
#[test]
fn numbers_are_shared_only_where_that_is_the_trap() {
    let mut owners = BTreeMap::new();
    let mut businesses = BTreeMap::new();
    for record in list() {
        let placeholder = record.trap == Some(Trap::Placeholder);
        if placeholder || record.mess.contains(&Mess::NikSlip) {
            continue;
        }
        if let Some(nik) = record.profile.nik {
            let owner = *owners.entry(nik).or_insert(record.business);
            let second = record.business.abs_diff(owner) == 1;
            assert!(owner == record.business || second, "{record:?}");
        }
        if let Some(nib) = record.profile.nib {
            assert_eq!(*businesses.entry(nib).or_insert(record.business), record.business);
        }
    }
}
