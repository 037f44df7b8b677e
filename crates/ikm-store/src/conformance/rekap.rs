//! What is counted over the registry.

use chrono::NaiveDate;
use ikm_core::id::BatchId;
use ikm_core::money::Rupiah;
use ikm_core::registry::{Figures, FiguresOf, Ikm, Workers};

use super::fixture::{Maker, Scene, day, edit, found, parsed, rp};
use super::registry::add;
use super::sample::full_ikm;
use crate::{RekapRow, Store};

/// An IKM in a kecamatan and a class, with figures.
fn counted(make: &mut Maker, place: &str, class: Option<&str>, on: &str, figures: Figures) -> Ikm {
    let mut ikm = Ikm { registered_on: day(on), ..make.ikm("Tenun") };
    ikm.profile.place.kecamatan = Some(parsed(place));
    ikm.profile.classification = class.map(parsed);
    ikm.profile.figures = figures;
    ikm
}

fn figures(total: Option<u32>, [investment, production, material]: [Option<i64>; 3]) -> Figures {
    Figures {
        workers: Workers { male: None, female: None, total },
        investment: investment.map(rp),
        production_value: production.map(rp),
        raw_material_value: material.map(rp),
        ..Figures::default()
    }
}

/// The rows in order, which the port leaves open.
#[track_caller]
fn rekap(scene: Scene<'_>, as_of: NaiveDate) -> Vec<RekapRow> {
    let mut rows = scene.read(|tx| tx.rekap(as_of));
    rows.sort_by(|a, b| (a.kecamatan, &a.class).cmp(&(b.kecamatan, &b.class)));
    rows
}

fn row(place: &str, class: Option<&str>, count: u64, workers: u64, money: [i64; 3]) -> RekapRow {
    let [investment, production_value, raw_material_value] = money.map(rp);
    RekapRow {
        kecamatan: Some(parsed(place)),
        class: class.map(parsed),
        count,
        workers,
        investment,
        production_value,
        raw_material_value,
    }
}

const DAY: &str = "2022-02-01";

/// A row for every kecamatan and class in which there is an IKM, an unknown one included; unknown
/// figures count as nothing, and where no total of workers is given, the men and women that are.
pub fn rekap_counts_by_kecamatan_and_class(store: &dyn Store) {
    let (scene, mut make) = found(store);
    assert_eq!(rekap(scene, day("9999-12-31")), []);
    let men_and_women = Figures {
        workers: Workers { male: Some(2), female: Some(3), total: None },
        ..figures(None, [Some(7), None, Some(9)])
    };
    let only_men = Figures {
        workers: Workers { male: Some(50), female: None, total: None },
        ..figures(None, [None; 3])
    };
    let nowhere = make.ikm("Tenun");
    let mut add_one = |place, class, figures| counted(&mut make, place, class, DAY, figures);
    let ikms = [
        add_one("13.01.05", Some("13"), figures(Some(4), [Some(10), Some(100), Some(1_000)])),
        add_one("13.01.05", Some("13"), men_and_women),
        add_one("13.01.05", Some("13"), only_men),
        add_one("13.01.05", Some("10"), figures(Some(1), [Some(1), Some(2), Some(3)])),
        add_one("13.01.01", Some("13"), figures(None, [None; 3])),
        add_one("13.01.05", None, figures(Some(6), [None, Some(5), None])),
    ];
    add(scene, &ikms);
    scene.write(|tx| tx.insert_ikm(&nowhere));
    let unknown = RekapRow {
        kecamatan: None,
        class: None,
        count: 1,
        workers: 0,
        investment: Rupiah::ZERO,
        production_value: Rupiah::ZERO,
        raw_material_value: Rupiah::ZERO,
    };
    assert_eq!(
        rekap(scene, day("9999-12-31")),
        [
            unknown,
            row("13.01.01", Some("13"), 1, 0, [0, 0, 0]),
            row("13.01.05", None, 1, 6, [0, 5, 0]),
            row("13.01.05", Some("10"), 1, 1, [1, 2, 3]),
            // 4 workers, 2 + 3 men and women, 50 men.
            row("13.01.05", Some("13"), 3, 59, [17, 100, 1_009]),
        ]
    );
}

/// Only those registered on the day or before count.
pub fn rekap_is_as_of_a_day(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let one = figures(Some(1), [Some(1), Some(1), Some(1)]);
    let ikms = ["2022-02-01", "2022-02-01", "2022-02-03"]
        .map(|on| counted(&mut make, "13.01.05", Some("13"), on, one.clone()));
    add(scene, &ikms);
    let counts = |on| -> Vec<u64> { rekap(scene, day(on)).iter().map(|row| row.count).collect() };
    assert_eq!(counts("2022-01-31"), Vec::<u64>::new());
    assert_eq!(counts("2022-02-01"), [2]);
    assert_eq!(counts("2022-02-02"), [2]);
    assert_eq!(counts("2022-02-03"), [3]);
    assert_eq!(rekap(scene, day("2022-02-02")), [row("13.01.05", Some("13"), 2, 2, [2, 2, 2])]);
}

/// An IKM that is updated leaves its old row and stands in its new one with its new figures; a row
/// that nobody is left in is gone.
pub fn rekap_follows_updates(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikm = counted(
        &mut make,
        "13.01.05",
        Some("13"),
        DAY,
        figures(Some(4), [Some(10), Some(20), Some(30)]),
    );
    scene.write(|tx| tx.insert_ikm(&ikm));
    let mut moved = ikm.clone();
    moved.profile.place.kecamatan = Some(parsed("13.01.01"));
    moved.profile.classification = Some(parsed("14"));
    moved.profile.figures = figures(Some(5), [None, Some(21), Some(-31)]);
    scene.write(|tx| edit(tx, &moved));
    let expected = [row("13.01.01", Some("14"), 1, 5, [0, 21, -31])];
    assert_eq!(rekap(scene, day(DAY)), expected);
    assert_eq!(rekap(scene, day("9999-12-31")), expected);
    // A refused update moves nothing either.
    scene.refused_as_conflict(&ikm.id, |tx| edit(tx, &ikm));
    assert_eq!(rekap(scene, day(DAY)), expected);
}

/// The rows around a regency in order, each with its place, class, count and workers.
#[track_caller]
fn around(scene: Scene<'_>, regency: &str, as_of: &str) -> Vec<String> {
    let mut rows = scene.read(|tx| tx.rekap_around(parsed(regency), day(as_of)));
    rows.sort_by(|a, b| (a.kecamatan, &a.class).cmp(&(b.kecamatan, &b.class)));
    let text = |row: &RekapRow| {
        let place = row.kecamatan.map_or_else(|| "-".to_owned(), |code| code.to_string());
        let class = row.class.as_ref().map_or("-", |class| class.as_str());
        format!("{place} {class} {} {} {}", row.count, row.workers, row.investment.get())
    };
    rows.iter().map(text).collect()
}

/// The kecamatan of the regency stand each by itself, another regency as a whole, whatever begins
/// with nearly the same digits.
pub fn rekap_around_a_regency(store: &dyn Store) {
    let (scene, mut make) = found(store);
    assert_eq!(around(scene, "13.01", "9999-12-31"), Vec::<String>::new());
    let nowhere = Ikm { registered_on: day(DAY), ..make.ikm("Tenun") };
    let mut add_one = |place, class, on, workers| {
        counted(&mut make, place, class, on, figures(Some(workers), [Some(10), None, None]))
    };
    let ikms = [
        add_one("13.01.05", Some("13"), DAY, 1),
        add_one("13.01.05", Some("13"), "2022-02-03", 2),
        add_one("13.01.15", None, DAY, 4),
        add_one("13.02.05", Some("13"), DAY, 8),
        add_one("13.02.06", Some("13"), "2022-02-03", 16),
        add_one("13.02.06", Some("14"), DAY, 32),
        add_one("13.10.01", None, DAY, 64),
        add_one("13.11.01", None, "2022-02-03", 128),
        nowhere,
    ];
    add(scene, &ikms);
    assert_eq!(
        around(scene, "13.01", "2022-02-03"),
        [
            "- - 1 0 0",
            "13.01.05 13 2 3 20",
            "13.01.15 - 1 4 10",
            "13.02 13 2 24 20",
            "13.02 14 1 32 10",
            "13.10 - 1 64 10",
            "13.11 - 1 128 10",
        ]
    );
    assert_eq!(
        around(scene, "13.02", "2022-02-02"),
        [
            "- - 1 0 0",
            "13.01 - 1 4 10",
            "13.01 13 1 1 10",
            "13.02.05 13 1 8 10",
            "13.02.06 14 1 32 10",
            "13.10 - 1 64 10",
        ]
    );
}

/// Also before the transaction that changes them ends, and for the days before the change.
pub fn rekap_around_follows_changes(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let nothing = figures(Some(1), [None; 3]);
    let [stays, goes] =
        ["13.02.05", "13.02.06"].map(|place| counted(&mut make, place, None, DAY, nothing.clone()));
    add(scene, &[stays, goes.clone()]);
    let mut home = goes;
    home.profile.place.kecamatan = Some(parsed("13.01.05"));
    let on = day("2022-03-01");
    scene.write(|tx| {
        tx.update_ikm(&home, on, &ikm_core::registry::Cause::Edited)?;
        let counts = |row: &RekapRow| (row.kecamatan.map(|code| code.to_string()), row.count);
        let mut rows: Vec<_> = tx.rekap_around(parsed("13.01"), on)?.iter().map(counts).collect();
        rows.sort();
        assert_eq!(rows, [(Some("13.01.05".to_owned()), 1), (Some("13.02".to_owned()), 1)]);
        Ok(())
    });
    assert_eq!(around(scene, "13.01", "2022-03-01"), ["13.01.05 - 1 1 0", "13.02 - 1 1 0"]);
    assert_eq!(around(scene, "13.01", "2022-02-28"), ["13.02 - 2 2 0"]);
    assert_eq!(around(scene, "13.02", "2022-03-01"), ["13.01 - 1 1 0", "13.02.05 - 1 1 0"]);
}

/// Whether the registry is told otherwise on a later day: after a registration, a change, and figures
/// that were recorded.
pub fn later_changes_are_known(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let changed = |after: &str| scene.read(|tx| tx.has_changed_after(day(after)));
    assert!(!changed("0001-01-01"));
    let ikm = counted(&mut make, "13.01.05", None, DAY, figures(Some(1), [None; 3]));
    scene.write(|tx| {
        tx.insert_ikm(&ikm)?;
        assert!(tx.has_changed_after(day("2022-01-31"))?);
        Ok(())
    });
    assert_eq!((changed("2022-01-31"), changed(DAY)), (true, false));
    scene.write(|tx| tx.update_ikm(&ikm, day("2022-03-01"), &ikm_core::registry::Cause::Edited));
    assert_eq!((changed("2022-02-28"), changed("2022-03-01")), (true, false));
    let said = FiguresOf { recorded_on: day("2022-04-01"), ..FiguresOf::of_profile(&ikm) };
    scene.write(|tx| tx.put_figures(&said));
    assert_eq!((changed("2022-03-31"), changed("2022-04-01")), (true, false));
}

/// How many were registered on each day, in order of days; updates do not count again.
pub fn registrations_are_counted_by_day(store: &dyn Store) {
    let (scene, mut make) = found(store);
    assert_eq!(scene.read(|tx| tx.registrations()), []);
    let batch = BatchId::generate(&mut make);
    let ikms = ["2022-02-03", "2021-12-31", "2022-02-03"]
        .map(|on| Ikm { registered_on: day(on), ..make.ikm("Tenun") });
    add(scene, &ikms);
    let [first, ..] = &ikms;
    scene.write(|tx| edit(tx, first));
    let expected = [(day("2021-12-31"), 1), (day("2022-02-03"), 2)];
    assert_eq!(scene.read(|tx| tx.registrations()), expected);
    let full = Ikm { batch: None, ..full_ikm(&mut make, batch) };
    scene.write(|tx| tx.insert_ikm(&full));
    assert_eq!(
        scene.read(|tx| tx.registrations()),
        [(day("2021-12-31"), 1), (day("2022-02-03"), 3)]
    );
}
