//! What it takes to undo: which rows an import read, who leans on whom, and what was merged.

use ikm_core::id::{BatchId, MergeId};
use ikm_core::registry::{Ikm, Merge, Merged, Reason, Resemblance};

use super::fixture::{Maker, day, edit, found, moment};
use super::registry::add;
use super::sample::sampled;
use crate::{Batch, ClaimedRow, Pair, Store};

/// A row is claimed once a transaction, however many have its content, and what is inserted in it
/// is claimed by that; the next transaction begins anew.
pub fn rows_are_claimed_one_by_one(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let batch = BatchId::generate(&mut make);
    let ikms: Vec<Ikm> = (0..40).map(|_| make.ikm("Tenun")).collect();
    add(scene, &ikms);
    let content = [7; 32];
    // Written in several transactions, so that the numbers of one content are not neighbours.
    for ikm in &ikms {
        scene.write(|tx| {
            tx.insert_row(&content, ikm.id, batch)?;
            tx.insert_row(&[8; 32], ikm.id, batch)
        });
    }
    let expect: Vec<ClaimedRow> =
        ikms.iter().map(|ikm| ClaimedRow { ikm: ikm.id, batch: Some(batch) }).collect();
    scene.write(|tx| {
        for row in &expect {
            tx.insert_row(&content, row.ikm, batch)?;
            assert_eq!(tx.claim_row(&content)?, Some(*row));
        }
        assert_eq!(tx.claim_row(&content)?, None);
        tx.claim_row(&[9; 32])
    });
    assert_eq!(scene.claims(&content), [expect.clone(), expect.clone()].concat());
    assert_eq!(scene.claims(&[8; 32]), expect);
}

/// The rows of an import go together, and no others.
pub fn rows_of_an_import_are_removed(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let [one, two] = [BatchId::generate(&mut make), BatchId::generate(&mut make)];
    let ikms = [make.ikm("A"), make.ikm("B")];
    add(scene, &ikms);
    let [a, b] = &ikms;
    let content = [7; 32];
    scene.write(|tx| {
        tx.insert_row(&content, a.id, one)?;
        tx.insert_row(&content, b.id, two)?;
        tx.insert_row(&[8; 32], a.id, one)
    });
    scene.write(|tx| {
        // Also those that this very transaction has added.
        tx.insert_row(&content, b.id, one)?;
        assert_eq!(tx.remove_rows(one)?, 3);
        assert_eq!(tx.remove_rows(one)?, 0);
        assert_eq!(tx.claim_row(&[8; 32])?, None);
        Ok(())
    });
    let left = ClaimedRow { ikm: b.id, batch: Some(two) };
    assert_eq!(scene.claims(&content), [left]);
    scene.write(|tx| tx.insert_row(&[8; 32], b.id, two));
    assert_eq!(scene.claims(&[8; 32]), [left]);
}

fn empty_batch(make: &mut Maker) -> Batch {
    Batch {
        id: BatchId::generate(make),
        imported_on: day("2022-02-02"),
        at: moment(0),
        file: String::new(),
        digest: [0; 32],
        rows: 0,
        added: 0,
        updated: 0,
        unchanged: 0,
        rejected: 0,
        undone_on: None,
    }
}

/// Imports stand in pages, in order of ids, and are undone once.
pub fn batches_are_undone_once(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let batches = [empty_batch(&mut make), empty_batch(&mut make), empty_batch(&mut make)];
    scene.write(|tx| batches.iter().rev().try_for_each(|batch| tx.insert_batch(batch)));
    let [first, second, third] = batches;
    let on = day("2022-03-01");
    scene.write(|tx| tx.end_batch(second.id, on));
    let second = Batch { undone_on: Some(on), ..second };
    assert_eq!(scene.read(|tx| tx.batch(second.id)).as_ref(), Some(&second));
    let page = |after, limit| scene.read(|tx| tx.batch_page(after, limit));
    assert_eq!(page(None, 2), [first, second.clone()]);
    assert_eq!(page(Some(second.id), 2), std::slice::from_ref(&third));
    assert_eq!(page(Some(third.id), 2), []);
    scene.refused_as_conflict(&second.id, |tx| tx.end_batch(second.id, on));
    let unknown = BatchId::generate(&mut make);
    scene.refused_as_conflict(&unknown, |tx| tx.end_batch(unknown, on));
}

/// Who leans on an import is known once and in order, until it is undone itself; also before the
/// import that leans is written at the end of its transaction.
pub fn batches_lean_on_each_other(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let [on, one, two] = [0; 3].map(|_: i32| empty_batch(&mut make));
    scene.write(|tx| {
        tx.insert_batch(&on)?;
        for batch in [&two, &one, &one] {
            tx.put_lean(batch.id, on.id)?;
        }
        assert_eq!(tx.leaning_on(on.id)?, [one.id, two.id]);
        tx.insert_batch(&one)?;
        tx.insert_batch(&two)
    });
    assert_eq!(scene.read(|tx| tx.leaning_on(one.id)), []);
    scene.write(|tx| tx.end_batch(one.id, day("2022-03-01")));
    assert_eq!(scene.read(|tx| tx.leaning_on(on.id)), [two.id]);
}

/// A merge is read back as it was written, stands once and is undone once.
pub fn merges_round_trip(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let undone = &sample.merge;
    let [full, minimal, awkward] = &sample.ikms;
    let (id, keep, drop) = (MergeId::generate(&mut make), awkward.id, full.id);
    let merge = Merge { id, keep, drop, undone_on: None, ..undone.clone() };
    scene.write(|tx| tx.insert_merge(&merge));
    let of = |ikm| scene.read(|tx| tx.merges_of(ikm));
    assert_eq!(of(full.id), [undone.clone(), merge.clone()]);
    assert_eq!(of(minimal.id), std::slice::from_ref(undone));
    assert_eq!(of(awkward.id), std::slice::from_ref(&merge));
    let page = |after, limit| scene.read(|tx| tx.merge_page(after, limit));
    assert_eq!(page(None, 1), std::slice::from_ref(undone));
    assert_eq!(page(Some(undone.id), 9), std::slice::from_ref(&merge));
    scene.refused_as_existing(&merge.id, |tx| tx.insert_merge(&merge));
    let on = day("2022-04-01");
    scene.refused_as_conflict(&undone.id, |tx| tx.end_merge(undone.id, on));
    scene.write(|tx| tx.end_merge(merge.id, on));
    let ended = Merge { undone_on: Some(on), ..merge.clone() };
    assert_eq!(scene.read(|tx| tx.merge(merge.id)), Some(ended));
    scene.refused_as_conflict(&merge.id, |tx| tx.end_merge(merge.id, on));
    let unknown = make.ikm("Lain").id;
    let id = MergeId::generate(&mut make);
    scene.refused_as_conflict(&id, |tx| tx.end_merge(id, on));
    for (keep, drop) in [(unknown, drop), (keep, unknown)] {
        scene.refused(|tx| tx.insert_merge(&Merge { id, keep, drop, ..merge.clone() }));
    }
}

fn pair(a: &Ikm, b: &Ikm, score: u8) -> Pair {
    Pair { a: a.id, b: b.id, resemblance: Resemblance { score, reasons: vec![Reason::SameName] } }
}

/// A pair that a person has parted is none any more, found again or not; nor is one of which one was
/// merged, as long as it is.
pub fn pairs_wait_for_a_person(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let ikms = [make.ikm("A"), make.ikm("B"), make.ikm("C")];
    add(scene, &ikms);
    let [a, b, c] = &ikms;
    let pairs = [pair(a, b, 60), pair(a, c, 61), pair(b, c, 62)];
    scene.write(|tx| pairs.iter().take(2).try_for_each(|pair| tx.insert_pair(pair).map(drop)));
    let open = || {
        let page = scene.read(|tx| tx.pair_page(None, 9));
        // Those of one IKM are those of the page in which it stands.
        for ikm in &ikms {
            let of_one = page.iter().filter(|pair| [pair.a, pair.b].contains(&ikm.id));
            let of_one: Vec<Pair> = of_one.cloned().collect();
            assert_eq!(scene.read(|tx| tx.pairs_of(ikm.id)), of_one);
        }
        page
    };
    assert_eq!(open().len(), 2);
    let on = day("2022-03-01");
    // The order of the two does not matter, nor whether they were a pair.
    scene.write(|tx| tx.decide_pair(b.id, a.id, on).and_then(|()| tx.decide_pair(b.id, c.id, on)));
    for pair in &pairs {
        assert!(!scene.write(|tx| tx.insert_pair(pair)));
    }
    let [_, left, _] = pairs;
    assert_eq!(open(), std::slice::from_ref(&left));
    for gone in [a, c] {
        let merged = Some(Merged { into: b.id, on });
        scene.write(|tx| edit(tx, &Ikm { merged, ..gone.clone() }));
        assert_eq!(open(), []);
        scene.write(|tx| edit(tx, &Ikm { version: 2, ..gone.clone() }));
        assert_eq!(open(), std::slice::from_ref(&left));
    }
    let unknown = make.ikm("D").id;
    scene.refused(|tx| tx.decide_pair(a.id, unknown, on));
}
