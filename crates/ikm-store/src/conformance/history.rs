//! What was: changes have their day, and past days stay as they were.

use chrono::NaiveDate;
use ikm_core::id::{BatchId, IkmId, MergeId};
use ikm_core::registry::{Cause, Figures, Ikm, Merge, Merged, Past, Workers};

use super::fixture::{Scene, day, edit, far, found, parsed, rp};
use super::registry::ids;
use super::sample::sampled;
use crate::{IkmFilter, RekapRow, Store, WriteTx};

/// The first day, on which everything here is registered.
const FIRST: &str = "2022-01-31";

/// How many stand in each kecamatan and class, with their workers, at the end of a day.
#[track_caller]
fn rekap(scene: Scene<'_>, as_of: &str) -> Vec<(String, u64, u64)> {
    let row = |row: RekapRow| {
        let kecamatan = row.kecamatan.map(|code| code.to_string()).unwrap_or_default();
        let class = row.class.map(|class| class.to_string()).unwrap_or_default();
        (format!("{kecamatan}/{class}"), row.count, row.workers)
    };
    let mut rows: Vec<_> = scene.read(|tx| tx.rekap(day(as_of))).into_iter().map(row).collect();
    rows.sort();
    rows
}

fn counted(group: &str, count: u64, workers: u64) -> (String, u64, u64) {
    (group.to_owned(), count, workers)
}

/// The IKM at the end of a day, in pages of one.
#[track_caller]
fn then(scene: Scene<'_>, as_of: &str) -> Vec<Ikm> {
    let mut all: Vec<Ikm> = Vec::new();
    loop {
        let after = all.last().map(|ikm| ikm.id);
        let page = scene.read(|tx| tx.ikm_page(&IkmFilter::default(), day(as_of), after, 1));
        let Some(ikm) = page.into_iter().next() else { return all };
        all.push(ikm);
    }
}

/// An IKM as it stands, in another class, kecamatan and size.
fn moved(ikm: &Ikm, kecamatan: &str, class: &str, workers: u32) -> Ikm {
    let mut ikm = ikm.clone();
    ikm.profile.place.kecamatan = Some(parsed(kecamatan));
    ikm.profile.classification = Some(parsed(class));
    ikm.profile.figures = Figures {
        workers: Workers { total: Some(workers), ..Workers::default() },
        investment: Some(rp(i64::from(workers) * 1_000)),
        ..Figures::default()
    };
    ikm
}

#[track_caller]
fn change(scene: Scene<'_>, ikm: &Ikm, on: &str, cause: &Cause) -> Ikm {
    scene.write(|tx| tx.update_ikm(ikm, day(on), cause));
    scene.read(|tx| tx.ikm(ikm.id)).expect("it is still there")
}

#[track_caller]
fn refused_removal(scene: Scene<'_>, ikm: IkmId) {
    scene.refused(|tx| tx.remove_ikm(ikm, day(FIRST), &Cause::Edited));
}

/// A change keeps what it replaced, with its day and its cause, oldest first; the day of
/// registration and the import stay, whatever the change says of them.
pub fn a_change_keeps_what_was(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let batch = BatchId::generate(&mut make);
    let first = Ikm { batch: Some(batch), ..moved(&make.ikm("Tenun"), "13.01.05", "13", 2) };
    scene.write(|tx| tx.insert_ikm(&first));
    assert_eq!(scene.read(|tx| tx.past(first.id)), []);

    let other = Ikm { batch: None, registered_on: far(), ..moved(&first, "13.01.01", "14", 3) };
    let (import, edited) = (Cause::Import(batch), Cause::Edited);
    let second = change(scene, &other, "2022-02-10", &import);
    let expect = Ikm { version: 2, ..moved(&first, "13.01.01", "14", 3) };
    assert_eq!(second, expect);
    let third = change(scene, &moved(&second, "13.01.05", "10", 4), "2022-03-01", &edited);
    assert_eq!(third.version, 3);
    let past = |ikm: &Ikm, until, cause| Past { ikm: ikm.clone(), until: day(until), cause };
    assert_eq!(
        scene.read(|tx| tx.past(first.id)),
        [past(&first, "2022-02-10", import), past(&second, "2022-03-01", edited)]
    );
}

/// Listings and counts of a day show what then stood, whatever has changed since; a filter looks at
/// what was.
pub fn past_days_stay_as_they_were(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let one = moved(&make.ikm("Tenun"), "13.01.05", "13", 2);
    let two = moved(&make.ikm("Songket"), "13.01.05", "13", 5);
    scene.write(|tx| tx.insert_ikm(&one).and_then(|()| tx.insert_ikm(&two)));
    let (before, same) = (then(scene, FIRST), rekap(scene, FIRST));
    assert_eq!(before, [one.clone(), two.clone()]);
    assert_eq!(same, [counted("13.01.05/13", 2, 7)]);

    let later = change(scene, &moved(&one, "13.01.01", "14", 3), "2022-02-10", &Cause::Classified);
    for on in [FIRST, "2022-02-09"] {
        assert_eq!(then(scene, on), before, "{on}");
        assert_eq!(rekap(scene, on), same, "{on}");
    }
    for on in ["2022-02-10", "9999-12-31"] {
        assert_eq!(then(scene, on), [later.clone(), two.clone()], "{on}");
        let groups = [counted("13.01.01/14", 1, 3), counted("13.01.05/13", 1, 5)];
        assert_eq!(rekap(scene, on), groups, "{on}");
    }
    assert_eq!(then(scene, "2022-01-30"), []);
    assert_eq!(scene.read(|tx| tx.registrations()), [(day(FIRST), 2)]);

    let listed = |on: &str, kecamatan: Option<&str>, class: Option<&str>| {
        let filter = IkmFilter { kecamatan: kecamatan.map(parsed), class: class.map(parsed) };
        ids(&scene.read(|tx| tx.ikm_page(&filter, day(on), None, 9)))
    };
    assert_eq!(listed("2022-02-09", Some("13.01.05"), None), [one.id, two.id]);
    assert_eq!(listed("2022-02-10", Some("13.01.05"), None), [two.id]);
    assert_eq!(listed("2022-02-09", None, Some("14")), []);
    assert_eq!(listed("2022-02-10", None, Some("14")), [one.id]);
}

/// Of several changes on one day the last holds at its end. A change that is dated before the last
/// one counts from the day of that one, so that no day is told twice.
pub fn a_life_is_one_line(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let first = moved(&make.ikm("Tenun"), "13.01.05", "13", 1);
    scene.write(|tx| tx.insert_ikm(&first));
    let on = "2022-02-10";
    let second = change(scene, &moved(&first, "13.01.01", "14", 2), on, &Cause::Edited);
    let third = change(scene, &moved(&second, "13.01.05", "14", 3), on, &Cause::Edited);
    assert_eq!(then(scene, on), std::slice::from_ref(&third));
    assert_eq!(rekap(scene, on), [counted("13.01.05/14", 1, 3)]);

    let fourth = change(scene, &moved(&third, "13.01.01", "10", 4), "2022-02-01", &Cause::Edited);
    assert_eq!(then(scene, "2022-02-09"), [first]);
    assert_eq!(rekap(scene, "2022-02-09"), [counted("13.01.05/13", 1, 1)]);
    assert_eq!(then(scene, on), std::slice::from_ref(&fourth));
    assert_eq!(rekap(scene, on), [counted("13.01.01/10", 1, 4)]);
    let untils: Vec<NaiveDate> =
        scene.read(|tx| tx.past(fourth.id)).iter().map(|past| past.until).collect();
    assert_eq!(untils, [day(on), day(on), day(on)]);
    // And one dated before the registration counts from there.
    let early = make.ikm("Songket");
    scene.write(|tx| {
        tx.insert_ikm(&early)?;
        tx.update_ikm(&early, day("2020-01-01"), &Cause::Edited)
    });
    let past = scene.read(|tx| tx.past(early.id));
    assert_eq!(past.first().map(|past| past.until), Some(early.registered_on));
}

/// A transaction counts and lists what it has itself done, before it is committed.
pub fn counts_follow_in_the_same_transaction(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikm = moved(&make.ikm("Tenun"), "13.01.05", "13", 2);
    let counts = |tx: &mut dyn WriteTx, on: &str| -> Vec<(u64, u64)> {
        let rows = tx.rekap(day(on)).expect("it can be read");
        rows.iter().map(|row| (row.count, row.workers)).collect()
    };
    scene.write(|tx| {
        tx.insert_ikm(&ikm)?;
        assert_eq!(counts(tx, "2022-01-30"), []);
        assert_eq!(counts(tx, FIRST), [(1, 2)]);
        tx.update_ikm(&moved(&ikm, "13.01.05", "13", 9), day("2022-02-01"), &Cause::Edited)?;
        assert_eq!(counts(tx, FIRST), [(1, 2)]);
        assert_eq!(counts(tx, "2022-02-01"), [(1, 9)]);
        tx.remove_ikm(ikm.id, day("2022-02-02"), &Cause::Edited)?;
        assert_eq!(counts(tx, "2022-02-02"), []);
        assert_eq!(tx.registrations()?, [(day(FIRST), 1), (day("2022-02-02"), -1)]);
        Ok(())
    });
    assert_eq!(rekap(scene, "2022-02-01"), [counted("13.01.05/13", 1, 9)]);
    assert_eq!(rekap(scene, "2022-02-02"), []);
}

/// One that is merged is no longer listed, counted or found by its words, from that day on; its id,
/// its NIB and its keys still lead to it. One that is so no more is as it was before.
pub fn a_merged_ikm_leads_on(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let keep = moved(&make.ikm("Tenun"), "13.01.05", "13", 2);
    let mut drop = moved(&make.ikm("Songket"), "13.01.05", "13", 5);
    drop.profile.nib = Some(parsed("0220102312345"));
    drop.profile.nik = Some(parsed("1301055506800001"));
    scene.write(|tx| tx.insert_ikm(&keep).and_then(|()| tx.insert_ikm(&drop)));
    let merge = MergeId::generate(&mut make);
    let merged = Some(Merged { into: keep.id, on: day("2022-02-10") });
    let gone = Ikm { merged, ..drop.clone() };
    let gone = change(scene, &gone, "2022-02-10", &Cause::Merge(merge));
    let keys = ikm_core::registry::blocking_keys(&drop.profile);
    let (nib, nik) = (parsed("0220102312345"), parsed("1301055506800001"));
    scene.read(|tx| {
        assert_eq!(tx.ikm(drop.id)?.as_ref(), Some(&gone));
        assert_eq!(tx.ikm_by_nib(&nib)?.as_ref(), Some(&gone));
        assert_eq!(tx.ikms_by_nik(&nik)?, std::slice::from_ref(&gone));
        assert_eq!(tx.ikms_by_keys(&keys, 9)?, std::slice::from_ref(&gone));
        assert_eq!(tx.search("songket", 9)?, []);
        Ok(())
    });
    assert_eq!(then(scene, "2022-02-10"), std::slice::from_ref(&keep));
    assert_eq!(then(scene, "2022-02-09"), [keep.clone(), drop.clone()]);
    assert_eq!(rekap(scene, "2022-02-10"), [counted("13.01.05/13", 1, 2)]);
    assert_eq!(rekap(scene, "2022-02-09"), [counted("13.01.05/13", 2, 7)]);
    let growth = [(day(FIRST), 2), (day("2022-02-10"), -1)];
    assert_eq!(scene.read(|tx| tx.registrations()), growth);
    refused_removal(scene, keep.id);

    let back = Ikm { merged: None, ..gone };
    let back = change(scene, &back, "2022-03-01", &Cause::Unmerge(merge));
    assert_eq!(then(scene, "2022-02-28"), std::slice::from_ref(&keep));
    assert_eq!(then(scene, "2022-03-01"), [keep, back.clone()]);
    assert_eq!(rekap(scene, "2022-03-01"), [counted("13.01.05/13", 2, 7)]);
    assert_eq!(ids(&scene.read(|tx| tx.search("songket", 9))), [back.id]);
}

/// The NIB of a merged one is free for the one that goes on; then the NIB leads to that one, and
/// the other cannot come back with it.
pub fn a_merged_ikm_leaves_its_nib_free(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let (keep, mut drop) = (make.ikm("Tenun"), make.ikm("Songket"));
    let nib = "0220102312345";
    drop.profile.nib = Some(parsed(nib));
    scene.write(|tx| tx.insert_ikm(&keep).and_then(|()| tx.insert_ikm(&drop)));
    let mut taking = keep.clone();
    taking.profile.nib = drop.profile.nib;
    scene.refused_as_existing(nib, |tx| edit(tx, &taking));
    let merged = Some(Merged { into: keep.id, on: day(FIRST) });
    scene.write(|tx| {
        edit(tx, &Ikm { merged, ..drop.clone() })?;
        edit(tx, &taking)
    });
    let found = |tx: &mut dyn crate::ReadTx| Ok(tx.ikm_by_nib(&parsed(nib))?.map(|ikm| ikm.id));
    assert_eq!(scene.read(found), Some(keep.id));
    scene.refused_as_existing(nib, |tx| edit(tx, &Ikm { version: 2, ..drop.clone() }));
    scene.write(|tx| {
        edit(tx, &Ikm { version: 2, ..keep.clone() })?;
        edit(tx, &Ikm { version: 2, ..drop.clone() })
    });
    assert_eq!(scene.read(found), Some(drop.id));
}

/// A person is erased from what an IKM was and from its merges, and nothing else of them changes: not
/// what is known of it now, not another IKM, not a count.
pub fn a_person_is_erased_from_what_was(store: &dyn Store) {
    let (scene, sample, _) = sampled(store);
    let [full, minimal, _] = &sample.ikms;
    let renamed = |ikm: &Ikm, name: &str| {
        let mut renamed = ikm.clone();
        name.clone_into(&mut renamed.profile.name);
        renamed
    };
    let on = day("2022-03-01");
    scene.write(|tx| {
        tx.update_ikm(&renamed(full, "Lain"), on, &Cause::Edited)?;
        tx.update_ikm(&renamed(minimal, "Lain juga"), on, &Cause::Erased)
    });
    let read = |ikm: &Ikm| scene.read(|tx| Ok((tx.ikm(ikm.id)?, tx.past(ikm.id)?)));
    let counts = || scene.read(|tx| tx.rekap(day("2022-02-20")));
    let (before, other, counted) = (read(full), read(minimal), counts());
    let merge = scene.read(|tx| tx.merge(sample.merge.id)).expect("it is there");
    assert_eq!(scene.write(|tx| tx.erase_person(full.id)), 2);
    let (now, pasts) = read(full);
    assert_eq!(now, before.0);
    for (past, was) in pasts.iter().zip(&before.1) {
        let profile = was.ikm.profile.without_person();
        assert_ne!(profile, was.ikm.profile, "there was somebody to erase");
        let ikm = Ikm { profile, ..was.ikm.clone() };
        assert_eq!(*past, Past { ikm, ..was.clone() });
    }
    assert_eq!((pasts.len(), read(minimal), counts()), (before.1.len(), other, counted));
    let keep_before = merge.keep_before.without_person();
    let keep_after = merge.keep_after.without_person();
    let erased = Merge { keep_before, keep_after, ..merge };
    assert_eq!(scene.read(|tx| tx.merge(sample.merge.id)), Some(erased));
    // There is nothing left to erase.
    assert_eq!(scene.write(|tx| tx.erase_person(full.id)), 0);
}

/// One that is removed on the day of its registration was never there; one that is removed later is
/// told of every day before, and is itself no more.
pub fn a_removed_ikm_stays_in_its_days(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let mut brief = moved(&make.ikm("Tenun"), "13.01.05", "13", 2);
    brief.profile.nib = Some(parsed("0220102312345"));
    let long = moved(&make.ikm("Songket"), "13.01.05", "13", 5);
    scene.write(|tx| tx.insert_ikm(&brief).and_then(|()| tx.insert_ikm(&long)));
    let brief = change(scene, &brief, FIRST, &Cause::Edited);
    let batch = BatchId::generate(&mut make);
    scene.write(|tx| {
        tx.remove_ikm(brief.id, day(FIRST), &Cause::Undo(batch))?;
        tx.remove_ikm(long.id, day("2022-02-10"), &Cause::Undo(batch))
    });
    scene.read(|tx| {
        for ikm in [&brief, &long] {
            assert_eq!(tx.ikm(ikm.id)?, None);
            assert_eq!(tx.search(&ikm.profile.name, 9)?, []);
            let keys = ikm_core::registry::blocking_keys(&ikm.profile);
            assert_eq!(tx.ikms_by_keys(&keys, 9)?, []);
        }
        assert_eq!(tx.ikm_by_nib(&parsed("0220102312345"))?, None);
        assert_eq!(tx.past(brief.id)?, []);
        let (until, cause) = (day("2022-02-10"), Cause::Undo(batch));
        assert_eq!(tx.past(long.id)?, [Past { ikm: long.clone(), until, cause }]);
        let growth = [(day(FIRST), 1), (day("2022-02-10"), -1)];
        assert_eq!(tx.registrations()?, growth);
        Ok(())
    });
    assert_eq!(then(scene, "2022-02-09"), std::slice::from_ref(&long));
    assert_eq!(then(scene, "2022-02-10"), []);
    assert_eq!(rekap(scene, "2022-02-09"), [counted("13.01.05/13", 1, 5)]);
    assert_eq!(rekap(scene, "2022-02-10"), []);
    scene.refused_as_conflict(&long.id, |tx| tx.remove_ikm(long.id, far(), &Cause::Edited));
    scene.refused_as_conflict(&long.id, |tx| edit(tx, &long));
}

/// One that a member or a standing merge names cannot be removed.
pub fn what_is_named_is_not_removed(store: &dyn Store) {
    let (scene, sample, mut make) = super::sample::sampled(store);
    // A member and a merge name the first and the second, and a pair and nothing else the third.
    let [full, minimal, awkward] = &sample.ikms;
    refused_removal(scene, full.id);
    refused_removal(scene, minimal.id);
    let [_, pair] = &sample.pairs;
    assert_eq!((pair.a, pair.b), (full.id, awkward.id));
    scene.write(|tx| tx.remove_ikm(awkward.id, far(), &Cause::Edited));
    let [left, _] = &sample.pairs;
    assert_eq!(scene.read(|tx| tx.pair_page(None, 9)), std::slice::from_ref(left));
    let alone = make.ikm("Lain");
    scene.write(|tx| tx.insert_ikm(&alone));
    let merge = ikm_core::registry::Merge {
        id: MergeId::generate(&mut make),
        drop: alone.id,
        undone_on: None,
        ..sample.merge.clone()
    };
    scene.write(|tx| tx.insert_merge(&merge));
    refused_removal(scene, alone.id);
    // A merge that was taken back holds nobody, and stays when one of its IKM goes.
    scene.write(|tx| tx.end_merge(merge.id, far()));
    scene.write(|tx| tx.remove_ikm(alone.id, far(), &Cause::Edited));
    let ended = ikm_core::registry::Merge { undone_on: Some(far()), ..merge.clone() };
    assert_eq!(scene.read(|tx| tx.merge(merge.id)).as_ref(), Some(&ended));
    assert_eq!(scene.read(|tx| tx.merges_of(alone.id)), [ended]);
}

/// Every cause is read back as it was written, and what it ended stands in pages in order of ids and
/// versions.
pub fn changes_are_found_by_their_cause(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let (batch, merge) = (BatchId::generate(&mut make), MergeId::generate(&mut make));
    let causes = [
        Cause::Import(batch),
        Cause::Undo(batch),
        Cause::Merge(merge),
        Cause::Unmerge(merge),
        Cause::Classified,
        Cause::Edited,
    ];
    let ikms = [make.ikm("A"), make.ikm("B")];
    scene.write(|tx| ikms.iter().rev().try_for_each(|ikm| tx.insert_ikm(ikm)));
    for ikm in ikms.iter().rev() {
        let twice = causes.iter().chain(&causes);
        let versions =
            twice.zip(1..).map(|(cause, version)| (cause, Ikm { version, ..ikm.clone() }));
        scene.write(|tx| {
            versions.into_iter().try_for_each(|(cause, ikm)| tx.update_ikm(&ikm, far(), cause))
        });
    }
    let [a, b] = &ikms;
    for (cause, version) in causes.iter().zip(1..) {
        let mut ended: Vec<(IkmId, u32)> = Vec::new();
        for length in [3, 1, 0] {
            let page = scene.read(|tx| tx.changed_by(cause, ended.last().copied(), 3));
            assert_eq!(page.len(), length, "{cause}");
            assert!(page.iter().all(|past| past.cause == *cause), "{cause}");
            ended.extend(page.iter().map(|past| (past.ikm.id, past.ikm.version)));
        }
        let again = version + 6;
        assert_eq!(ended, [(a.id, version), (a.id, again), (b.id, version), (b.id, again)]);
    }
    let unknown = Cause::Import(BatchId::generate(&mut make));
    assert_eq!(scene.read(|tx| tx.changed_by(&unknown, None, 9)), []);
}

/// What an import added stands in pages, in order of ids, whatever became of it but removal.
pub fn what_an_import_added_is_found(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let [batch, other] = [BatchId::generate(&mut make), BatchId::generate(&mut make)];
    let of = [Some(batch), None, Some(batch), Some(other), Some(batch)];
    let ikms = of.map(|batch| Ikm { batch, ..make.ikm("Tenun") });
    scene.write(|tx| ikms.iter().rev().try_for_each(|ikm| tx.insert_ikm(ikm)));
    let [first, alone, second, _, third] = &ikms;
    let merged = Some(Merged { into: alone.id, on: day(FIRST) });
    scene.write(|tx| edit(tx, &Ikm { merged, ..second.clone() }));
    let page = |after, limit| ids(&scene.read(|tx| tx.added_by(batch, after, limit)));
    assert_eq!(page(None, 2), [first.id, second.id]);
    assert_eq!(page(Some(second.id), 2), [third.id]);
    assert_eq!(page(Some(third.id), 2), []);
    assert_eq!(page(None, 0), []);
}
