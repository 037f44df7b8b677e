//! Founding an association, opening it again, and the ids that a front end gets.

use std::cell::Cell;
use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use ikm_app::{App, AppError, Founding, SystemIds};
use ikm_core::Explain as _;
use ikm_core::id::IdSource as _;
use ikm_store::{MemoryStore, Store as _};
use ikm_testkit::clock::ManualClock;
use ikm_testkit::ids::SeededIds;

use crate::world::{INAUGURATED, World, day, founding};

/// Founds in `store` and says the name, or the code of the refusal.
fn found(store: &MemoryStore, founding: Founding, key: Option<&str>) -> Result<String, String> {
    let clock = ManualClock::at_nine(day(INAUGURATED));
    let mut ids = SeededIds::new(1, clock.clone());
    let now = || clock.now();
    App::found_once(store, founding, key.map(str::to_owned), &now, &mut ids, "bendahara")
        .map(|app| app.association().name.clone())
        .map_err(|error| error.code().to_owned())
}

fn named(name: &str) -> Founding {
    Founding { name: name.to_owned(), ..founding() }
}

fn of(regency: &str) -> Founding {
    Founding { regency: regency.parse().expect("a code"), ..founding() }
}

#[test]
fn an_association_needs_a_name_and_a_regency() {
    let check = |founding: Founding, expect: Result<&str, &str>| {
        let store = MemoryStore::new();
        let founded = found(&store, founding, None);
        assert_eq!(founded.as_ref().map(String::as_str).map_err(String::as_str), expect);
        assert_eq!(store.associations().expect("reads").len(), usize::from(expect.is_ok()));
    };
    check(named("  Asosiasi IKM "), Ok("Asosiasi IKM"));
    check(named(" "), Err("IKM-APP-NO-NAME"));
    check(of("13.02"), Err("IKM-APP-UNKNOWN-REGENCY"));
    // In the list of regions, and no regency.
    check(of("13"), Err("IKM-APP-UNKNOWN-REGENCY"));
    check(of("13.01.05"), Err("IKM-APP-UNKNOWN-REGENCY"));
    check(of("13.01.05.2001"), Err("IKM-APP-UNKNOWN-REGENCY"));
}

#[test]
fn a_store_has_one_association() {
    let store = MemoryStore::new();
    assert_eq!(found(&store, named("A"), Some("K")), Ok("A".to_owned()));
    let check = |name: &str, key: Option<&str>, expect: Result<&str, &str>| {
        let founded = found(&store, named(name), key);
        assert_eq!(founded.as_ref().map(String::as_str).map_err(String::as_str), expect, "{name}");
    };
    check("A", Some("K"), Ok("A"));
    check("A", None, Err("IKM-APP-ALREADY-FOUNDED"));
    check("B", None, Err("IKM-APP-ALREADY-FOUNDED"));
    check("B", Some("K"), Err("IKM-KEY-REUSED"));
    check("B", Some("L"), Err("IKM-APP-ALREADY-FOUNDED"));
    assert_eq!(store.associations().expect("reads").len(), 1);
}

#[test]
fn an_empty_store_is_founded_first() {
    let store = MemoryStore::new();
    let clock = ManualClock::at_nine(day(INAUGURATED));
    let mut ids = SeededIds::new(1, clock.clone());
    let now = || clock.now();
    let opened = App::open(&store, &now, &mut ids, day(INAUGURATED), "bendahara");
    let refused: AppError = opened.expect_err("nothing there");
    assert_eq!(refused.code(), "IKM-APP-NOT-FOUNDED");
    assert_eq!(refused.indonesian(), "belum ada asosiasi di penyimpanan ini");
}

#[test]
fn who_did_what_is_kept_beside_the_chain() {
    let world = World::with_goods();
    let records = world.read(|tx| tx.audit_page(0, 100).expect("reads"));
    let actions: Vec<&str> = records.iter().map(|(record, _)| record.action.as_str()).collect();
    let intake = "gallery.intake";
    assert_eq!(
        actions,
        ["association.found", "registry.import", "member.accept-all", intake, intake, intake]
    );
    let texts: Vec<_> = records.iter().map(|(_, text)| text.clone().expect("a text")).collect();
    assert!(texts.iter().all(|text| text.actor == "bendahara"));
    let salts: BTreeSet<_> = texts.iter().map(|text| text.salt).collect();
    assert_eq!(salts.len(), records.len());
}

/// Ids by a clock that shows one `shown` after the other, from random bytes that are all `byte`
/// after a first one of all ones.
fn ids(shown: &[i64], byte: u8) -> Vec<uuid::Uuid> {
    let start: DateTime<Utc> = "2022-01-31T02:00:00Z".parse().expect("a moment");
    let (clock_turn, dice_turn) = (Cell::new(0), Cell::new(0));
    let clock = || {
        let millis = shown[clock_turn.replace(clock_turn.get() + 1)];
        start + TimeDelta::milliseconds(millis)
    };
    let random = || if dice_turn.replace(1) == 0 { [0xff; 10] } else { [byte; 10] };
    let mut source = SystemIds::new(clock, random);
    shown.iter().map(|_| source.next()).collect()
}

#[test]
fn ids_are_in_order_and_cannot_be_foretold() {
    let in_order = |shown: &[i64], byte| {
        let ids = ids(shown, byte);
        assert!(ids.is_sorted_by(|a, b| a < b), "{shown:?}: {ids:?}");
        let well_formed = |id: &uuid::Uuid| {
            id.get_version_num() == 7 && id.get_variant() == uuid::Variant::RFC4122
        };
        assert!(ids.iter().all(well_formed), "{shown:?}: {ids:?}");
    };
    for byte in [0, 1, 0x7f, 0xff] {
        in_order(&[0, 1, 2, 3], byte);
        // The clock stands still, or is set back.
        in_order(&[0; 8], byte);
        in_order(&[5, 4, 3, -1_000, 6, 0], byte);
    }
    // An id that follows on another within a millisecond is the last one that was given out and
    // something that nobody can know: the salts of personal texts are made of ids.
    let (one, other) = (ids(&[0; 4], 1), ids(&[0; 4], 2));
    assert_eq!(one[0], other[0]);
    for (one, other) in one.iter().zip(&other).skip(1) {
        assert_ne!(one, other);
    }
}
