//! Transactions: all or nothing, and what each may see.

use std::sync::Mutex;
use std::thread;

use ikm_core::association::{Association, MemberNumber};
use ikm_core::audit::{AuditDraft, AuditRecord};
use ikm_core::gallery::{AccrualLine, Sale, Settlement, StockMove};
use ikm_core::id::{AssociationId, SaleId};
use ikm_core::registry::{Ikm, Reason, Resemblance};

use super::fixture::{Maker, Scene, day, edit, far, found, moment};
use super::readout::{ReadOut, assert_same};
use super::sample::{Sample, other_scheme, sampled, some_mapping};
use crate::{
    ClaimedRow, IkmFilter, Pair, Request, Result, Store, StoreError, StoreExt as _, WriteTx,
};

/// What was committed can be read: every kind of row, whole.
pub fn everything_is_read_back(store: &dyn Store) {
    let (scene, sample, _) = sampled(store);
    scene.read(|tx| {
        assert_eq!(tx.association()?.as_ref(), Some(&sample.association));
        assert_eq!(tx.regions()?, sample.regions);
        let since = sample.association.founded_on;
        assert_eq!(tx.schemes()?, [(since, sample.scheme.clone())]);
        assert_eq!(tx.mappings()?, [(since, some_mapping())]);
        assert_eq!(tx.ikm_page(&IkmFilter::default(), far(), None, 9)?, sample.ikms);
        assert_eq!(tx.batch(sample.batch.id)?.as_ref(), Some(&sample.batch));
        assert_eq!(tx.pair_page(None, 9)?, sample.pairs);
        assert_eq!(tx.member_page(None, 9)?, sample.members);
        let [member, _] = &sample.members;
        assert_eq!(tx.membership(member.id())?, sample.events);
        assert_eq!(tx.dues_plans()?, sample.plans);
        assert_eq!(tx.dues_charges(member.id())?, sample.charges);
        assert_eq!(tx.dues_payments(member.id())?, sample.payments);
        for note in &sample.notes {
            assert_eq!(tx.note_by_number(&note.number)?.as_ref(), Some(note));
        }
        Ok(())
    });
    scene.read(|tx| {
        assert_eq!(tx.item_page(None, 9)?, sample.items);
        let [item, _] = &sample.items;
        assert_eq!(tx.stock_moves(item.id())?, sample.moves);
        assert_eq!(tx.sale_page(None, 9)?, sample.sales);
        assert_eq!(tx.settlements()?, sample.settlements);
        let [settlement, _] = &sample.settlements;
        assert_eq!(tx.settlement_rows(settlement.id)?, sample.settlement_rows);
        let entries: Vec<_> = tx.entry_page(0, 99)?.into_iter().map(|(_, entry)| entry).collect();
        assert_eq!(entries, sample.entries);
        assert_eq!(tx.tariffs()?, sample.tariffs);
        assert_eq!(tx.shipment_page(None, 9)?, sample.shipments);
        let records = sample.records.clone().map(|(record, text)| (record, Some(text)));
        assert_eq!(tx.audit_page(0, 9)?, records);
        for (key, request) in &sample.requests {
            assert_eq!(tx.request(key)?.as_ref(), Some(request));
        }
        Ok(())
    });
    let became = |ikm| ClaimedRow { ikm, batch: Some(sample.batch.id) };
    let [(digest, one), (_, two)] = sample.rows;
    assert_eq!(scene.claims(&digest), [became(one), became(two)]);
}

/// Reads inside a write transaction see its own writes, just as a reader will after the commit.
pub fn writes_are_seen_in_their_own_transaction(store: &dyn Store) {
    let sample = Sample::new(&mut Maker::new());
    let scene = Scene { store, association: sample.association.id };
    let probes = sample.probes();
    let written = scene.write(|tx| {
        sample.write(tx)?;
        ReadOut::of(tx, &probes)
    });
    assert_same(&written, &scene.read_out(&probes));
    let changed = scene.write(|tx| {
        sample.change(tx)?;
        ReadOut::of(tx, &probes)
    });
    assert_same(&changed, &scene.read_out(&probes));
}

/// An update raises the version by one and replaces what it may.
pub fn every_change_is_read_back(store: &dyn Store) {
    let (scene, sample, _) = sampled(store);
    scene.write(|tx| sample.change(tx));
    let [ikm, _, _] = &sample.ikms;
    let [member, _] = &sample.members;
    let [item, _] = &sample.items;
    let [paid_before, paid_now] = &sample.settlements;
    let [entry, ..] = &sample.entries;
    scene.read(|tx| {
        assert_eq!(tx.regions()?, []);
        assert_eq!(tx.schemes()?, [(sample.association.founded_on, other_scheme())]);
        let ikm_now = tx.ikm(ikm.id)?.expect("it is still there");
        assert_eq!(ikm_now.version, ikm.version + 1);
        assert_eq!(ikm_now.profile.name, "Sala Lauak");
        assert_eq!(ikm_now.profile.owner, ikm.profile.owner);
        let member_now = tx.member(member.id())?.expect("it is still there");
        assert_eq!(member_now.version(), member.version() + 1);
        assert_eq!(member_now.since(), day("2022-06-01"));
        let item_now = tx.item(item.id())?.expect("it is still there");
        assert_eq!((item_now.version(), item_now.stock().returned), (item.version() + 1, 40));
        let unpaid_before = tx.settlement(paid_now.id)?.expect("it is still there");
        assert_eq!(unpaid_before, Settlement { paid: Some(entry.id()), ..paid_now.clone() });
        assert_eq!(tx.settlement(paid_before.id)?.as_ref(), Some(paid_before));
        Ok(())
    });
}

/// Adds one more of each thing that stands in a journal, and of what it hangs on.
fn add_more(tx: &mut dyn WriteTx, make: &mut Maker, sample: &Sample) -> Result<()> {
    let [ikm, _, _] = &sample.ikms;
    let [moved, _] = &sample.moves;
    let [(_, text), _] = &sample.records;
    let member = make.add_member(tx, 900)?;
    let item = make.add_item(tx, member.id(), "more")?;
    make.add_sale(tx, "more", day("2022-03-01"), &[(&item, 1)])?;
    let settlement = make.settlement(day("2022-05-01"));
    let resemblance = Resemblance { score: 60, reasons: vec![Reason::SameNagari] };
    let (at, content) = (moment(9), [3; 32]);
    let draft = AuditDraft { at, action: "more".to_owned(), subject: String::new(), content };
    let last = tx.last_audit()?;
    tx.insert_row(&[0x99; 32], member.ikm(), sample.batch.id)?;
    tx.insert_pair(&Pair { a: ikm.id, b: member.ikm(), resemblance })?;
    tx.append_stock_move(&StockMove { item: item.id(), ..moved.clone() })?;
    tx.append_entry(&make.transfer(5))?;
    tx.insert_settlement(&settlement, &[])?;
    let [line, _] = &sample.accruals;
    tx.insert_accrual(&AccrualLine { number: 2, ..line.clone() })?;
    tx.append_audit(&AuditRecord::following(last.as_ref(), draft, text), text)?;
    tx.put_request("more", &Request { digest: [1; 32], answer: None })
}

/// A transaction that is dropped without a commit leaves nothing behind, whatever it wrote.
pub fn a_dropped_transaction_leaves_nothing(store: &dyn Store) {
    let mut make = Maker::new();
    let sample = Sample::new(&mut make);
    let (scene, probes) = (Scene { store, association: sample.association.id }, sample.probes());
    let empty = scene.read_out(&probes);
    let mut tx = store.begin_write(scene.association).expect("nobody else writes");
    sample.write(tx.as_mut()).expect("the store takes what is right");
    drop(tx);
    assert_same(&empty, &scene.read_out(&probes));
    assert_eq!(store.associations().expect("the store can be read"), []);

    scene.write(|tx| sample.write(tx));
    let before = scene.read_out(&probes);
    let mut tx = store.begin_write(scene.association).expect("nobody else writes");
    sample.change(tx.as_mut()).expect("the store takes what is right");
    add_more(tx.as_mut(), &mut make, &sample).expect("the store takes what is right");
    drop(tx);
    assert_same(&before, &scene.read_out(&probes));
    assert_eq!(scene.claims(&[0x99; 32]), []);
}

/// A closure that fails leaves nothing behind of what it wrote before.
pub fn a_failed_closure_leaves_nothing(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let before = scene.read_out(&sample.probes());
    let refusal: Result<()> = store.write(scene.association, |tx| {
        add_more(tx, &mut make, &sample)?;
        Err(StoreError::Busy)
    });
    assert!(matches!(refusal, Err(StoreError::Busy)));
    assert_same(&before, &scene.read_out(&sample.probes()));
}

/// After a transaction that was refused, the next one goes on as if it had not been.
pub fn a_refused_transaction_does_not_stop_the_next(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let [ikm, _, _] = &sample.ikms;
    scene.refused_as_existing(&ikm.id, |tx| {
        add_more(tx, &mut make.clone(), &sample)?;
        tx.insert_ikm(ikm)
    });
    scene.write(|tx| add_more(tx, &mut make, &sample));
    assert_eq!(scene.read(|tx| tx.last_member_number()), Some(MemberNumber::nth(900)));
}

/// A write that is refused leaves nothing of itself in its transaction, which goes on.
pub fn a_refused_write_leaves_nothing_of_itself(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let probes = sample.probes();
    let [ikm, _, _] = &sample.ikms;
    let [sale, ..] = &sample.sales;
    let [row, _] = &sample.settlement_rows;
    let same_nib = Ikm { profile: ikm.profile.clone(), ..make.ikm("Lain") };
    let same_receipt = Sale { id: SaleId::generate(&mut make), ..sale.clone() };
    let maker_twice = make.settlement(day("2022-05-01"));
    let (large, small) = (make.transfer(i64::MAX - 100_000), make.transfer(200_000));
    scene.write(|tx| {
        tx.append_entry(&large)?;
        let before = ReadOut::of(tx, &probes)?;
        assert!(tx.insert_ikm(&same_nib).is_err());
        assert!(edit(tx, &Ikm { version: 0, ..ikm.clone() }).is_err());
        assert!(tx.insert_sale(&same_receipt).is_err());
        assert!(tx.insert_settlement(&maker_twice, &[*row, *row]).is_err());
        assert!(tx.append_entry(&small).is_err());
        assert_same(&before, &ReadOut::of(tx, &probes)?);
        add_more(tx, &mut make, &sample)
    });
    let entries = scene.read(|tx| tx.entry_page(0, 100));
    // The large transfer, a sale and a small transfer.
    assert_eq!(entries.len(), sample.entries.len() + 3);
}

/// An association that the store does not hold is empty, and no error.
pub fn an_unknown_association_is_empty(store: &dyn Store) {
    let (scene, _, mut make) = sampled(store);
    let unknown = Scene { association: AssociationId::generate(&mut make), ..scene };
    unknown.read(|tx| {
        assert_eq!(tx.association()?, None);
        assert_eq!(tx.ikm_page(&IkmFilter::default(), far(), None, 9)?, []);
        assert_eq!(tx.last_member_number()?, None);
        assert_eq!(tx.balances()?, []);
        assert_eq!(tx.last_audit()?, None);
        Ok(())
    });
}

/// The associations of a store are listed in the order in which they were founded.
pub fn associations_stand_in_order_of_founding(store: &dyn Store) {
    assert_eq!(store.associations().expect("the store can be read"), []);
    let mut make = Maker::new();
    let [late, early, middle] = ["2024-05-05", "1998-12-31", "2022-01-31"].map(|founded_on| {
        let association = make.association(founded_on);
        Association { founded_on: day(founded_on), ..association }
    });
    for association in [&late, &early, &middle] {
        let scene = Scene { store, association: association.id };
        scene.write(|tx| tx.insert_association(association));
    }
    let listed = store.associations().expect("the store can be read");
    assert_eq!(listed, [early, middle, late]);
}

/// A store in which everything was written by the book has nothing wrong with it.
pub fn a_sound_store_has_no_findings(store: &dyn Store) {
    let none: [String; 0] = [];
    assert_eq!(store.check().expect("the store can be read"), none);
    let (scene, sample, mut make) = sampled(store);
    scene.write(|tx| {
        sample.change(tx)?;
        add_more(tx, &mut make, &sample)
    });
    assert_eq!(store.check().expect("the store can be read"), none);
}

/// A reader sees what stood when it began, although a writer has committed since.
pub fn a_reader_does_not_see_what_is_committed_later(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let probes = sample.probes();
    let mut reader = store.begin_read(scene.association).expect("the store can be read");
    let before = ReadOut::of(reader.as_mut(), &probes).expect("the store can be read");
    scene.write(|tx| {
        sample.change(tx)?;
        add_more(tx, &mut make, &sample)
    });
    let still = ReadOut::of(reader.as_mut(), &probes).expect("the store can be read");
    assert_same(&before, &still);
    drop(reader);
    let now = scene.read(|tx| tx.last_member_number());
    assert_eq!(now, Some(MemberNumber::nth(900)));
}

/// A reader that begins while a writer is at work sees nothing of it.
pub fn a_reader_does_not_see_an_open_transaction(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let before = scene.read_out(&sample.probes());
    let mut tx = store.begin_write(scene.association).expect("nobody else writes");
    add_more(tx.as_mut(), &mut make, &sample).expect("the store takes what is right");
    assert_same(&before, &scene.read_out(&sample.probes()));
    tx.commit().expect("the store takes what is right");
    let now = scene.read(|tx| tx.last_member_number());
    assert_eq!(now, Some(MemberNumber::nth(900)));
}

/// Several readers may be open at once, in one thread and in several.
pub fn readers_stand_beside_each_other(store: &dyn Store) {
    let (scene, sample, _) = sampled(store);
    let mut one = store.begin_read(scene.association).expect("the store can be read");
    let mut two = store.begin_read(scene.association).expect("the store can be read");
    let founded = |found: Result<Option<Association>>| found.expect("the store can be read");
    thread::scope(|threads| {
        let three = threads.spawn(|| scene.read(|tx| tx.association()));
        assert_eq!(founded(two.association()), Some(sample.association.clone()));
        assert_eq!(founded(one.association()), Some(sample.association.clone()));
        assert_eq!(three.join().expect("it did not panic"), Some(sample.association.clone()));
    });
}

/// Writers in several threads take turns, so that what each reads still holds when it writes.
pub fn writers_wait_for_their_turn(store: &dyn Store) {
    const WRITERS: u32 = 4;
    const EACH: u32 = 5;
    let (scene, make) = found(store);
    let make = Mutex::new(make);
    let apply_again_and_again = || {
        for _ in 0..EACH {
            scene.write(|tx| {
                let last = tx.last_member_number()?.map_or(0, MemberNumber::get);
                let mut make = make.lock().expect("no writer panicked");
                make.add_member(tx, last + 1)
            });
        }
    };
    thread::scope(|threads| {
        for _ in 0..WRITERS {
            threads.spawn(apply_again_and_again);
        }
    });
    let last = scene.read(|tx| tx.last_member_number());
    assert_eq!(last, Some(MemberNumber::nth(WRITERS * EACH)));
}
