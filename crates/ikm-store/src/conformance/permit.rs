//! Permits in the order in which they run out.

use ikm_core::registry::{Cause, Ikm, Merged, PermitEnd, PermitKind};

use super::fixture::{day, found, parsed};
use crate::Store;

/// Each permit whose last day is known stands in the calendar, those that are over too; of a P-IRT
/// without a day it is the end of the year in its number.
pub fn permits_stand_in_order_of_days(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let [mut a, mut b, mut c] = ["A", "B", "C"].map(|name| make.ikm(name));
    a.profile.pirt = Some(parsed("2063306010001-27"));
    a.profile.halal = Some(parsed("ID13110000123450122"));
    a.profile.halal_until = Some(day("2026-05-01"));
    b.profile.pirt = Some(parsed("2063306010002-27"));
    b.profile.pirt_until = Some(day("2027-03-05"));
    b.profile.bpom = Some(parsed("MD 235602169254"));
    b.profile.bpom_until = Some(day("2027-12-31"));
    // Nobody has said until when these count, or of what this is the last day.
    c.profile.halal = Some(parsed("ID13110000123450122"));
    c.profile.bpom_until = Some(day("2027-01-01"));
    c.profile.pirt_until = Some(day("2027-01-01"));
    scene.write(|tx| [&a, &b, &c].into_iter().try_for_each(|ikm| tx.insert_ikm(ikm)));
    let end = |until: &str, ikm: &Ikm, kind| PermitEnd { until: day(until), ikm: ikm.id, kind };
    let all = [
        end("2026-05-01", &a, PermitKind::Halal),
        end("2027-03-05", &b, PermitKind::Pirt),
        end("2027-12-31", &a, PermitKind::Pirt),
        end("2027-12-31", &b, PermitKind::Bpom),
    ];
    let ends = |until: &str, after, limit| -> Vec<PermitEnd> {
        let found = scene.read(|tx| tx.permits_until(day(until), after, limit));
        assert!(found.iter().all(|(end, ikm)| end.ikm == ikm.id));
        found.into_iter().map(|(end, _)| end).collect()
    };
    assert_eq!(ends("9999-12-31", None, 9), all);
    assert_eq!(ends("2027-12-31", None, 9), all);
    assert_eq!(ends("2027-12-30", None, 9), all.get(..2).expect("two"));
    assert_eq!(ends("2026-04-30", None, 9), []);
    // A page goes on where the one before it ended, also between two of one day.
    for (at, after) in (1..).zip(all) {
        assert_eq!(ends("9999-12-31", Some(after), 9), all.get(at..).expect("the rest"));
        assert_eq!(ends("9999-12-31", None, u32::try_from(at).expect("few")).len(), at);
    }
}

/// Three permits of one IKM on one day are three, on whichever page.
pub fn permits_of_one_day_are_each_listed(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let mut ikm = make.ikm("A");
    ikm.profile.pirt = Some(parsed("2063306010001-27"));
    ikm.profile.halal = Some(parsed("ID13110000123450122"));
    ikm.profile.bpom = Some(parsed("MD 235602169254"));
    ikm.profile.halal_until = Some(day("2027-12-31"));
    ikm.profile.bpom_until = Some(day("2027-12-31"));
    scene.write(|tx| tx.insert_ikm(&ikm));
    let (mut after, mut kinds) = (None, Vec::new());
    while let Some((end, _)) =
        scene.read(|tx| tx.permits_until(day("2027-12-31"), after, 1)).into_iter().next()
    {
        kinds.push(end.kind);
        after = Some(end);
    }
    assert_eq!(kinds, PermitKind::RUN_OUT);
}

/// A renewed permit moves, and those of a merged IKM are gone.
pub fn permits_follow_changes(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let (mut kept, other) = (make.ikm("A"), make.ikm("B"));
    kept.profile.pirt = Some(parsed("2063306010001-22"));
    scene.write(|tx| tx.insert_ikm(&other).and_then(|()| tx.insert_ikm(&kept)));
    let days = || -> Vec<String> {
        let found = scene.read(|tx| tx.permits_until(day("2099-12-31"), None, 9));
        found.into_iter().map(|(end, _)| end.until.to_string()).collect()
    };
    assert_eq!(days(), ["2022-12-31"]);
    kept.profile.pirt = Some(parsed("2063306010001-27"));
    scene.write(|tx| tx.update_ikm(&kept, day("2023-01-01"), &Cause::Edited));
    assert_eq!(days(), ["2027-12-31"]);
    kept.version += 1;
    kept.merged = Some(Merged { into: other.id, on: day("2023-01-02") });
    scene.write(|tx| tx.update_ikm(&kept, day("2023-01-02"), &Cause::Edited));
    assert_eq!(days(), Vec::<String>::new());
}
