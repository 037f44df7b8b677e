//! References: a row that names what is not there is refused.

use ikm_core::association::Member;
use ikm_core::gallery::Sale;
use ikm_core::id::{AssociationId, EntryId};
use ikm_core::ledger::EntryDraft;

use super::fixture::{Maker, Scene, day, found, line};
use super::sample::{Sample, sampled, some_mapping};
use crate::{Result, Store, WriteTx};

/// Only what belongs to an association that was founded can be written.
pub fn only_a_founded_association_is_written_to(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let unknown = Scene { association: AssociationId::generate(&mut make), ..scene };
    let [ikm, _, _] = &sample.ikms;
    let [note, _] = &sample.notes;
    let [plan, _] = &sample.plans;
    let [tariff, _] = &sample.tariffs;
    let [settlement, _] = &sample.settlements;
    let [(record, text), _] = &sample.records;
    let [(key, request), _] = &sample.requests;
    unknown.refused(|tx| tx.put_regions(&sample.regions));
    unknown.refused(|tx| tx.put_scheme(&sample.scheme, day("2022-01-31")));
    unknown.refused(|tx| tx.put_mapping(&some_mapping(), day("2022-01-31")));
    unknown.refused(|tx| tx.insert_ikm(ikm));
    unknown.refused(|tx| tx.insert_batch(&sample.batch));
    unknown.refused(|tx| tx.insert_dues_plan(plan));
    let [programme, _] = &sample.programmes;
    unknown.refused(|tx| tx.insert_programme(programme));
    unknown.refused(|tx| tx.insert_note(note));
    unknown.refused(|tx| tx.insert_settlement(settlement, &[]));
    unknown.refused(|tx| tx.append_entry(&make.transfer(1)));
    unknown.refused(|tx| tx.insert_tariff(tariff));
    unknown.refused(|tx| tx.append_audit(record, text));
    unknown.refused(|tx| tx.put_request(key, request));
}

/// A sample of which nothing is in the store but the association.
#[track_caller]
fn hanging(store: &dyn Store) -> (Scene<'_>, Sample, Maker) {
    let mut make = Maker::new();
    let sample = Sample::new(&mut make);
    let scene = Scene { store, association: sample.association.id };
    scene.write(|tx| tx.insert_association(&sample.association));
    (scene, sample, make)
}

/// What belongs to an IKM or a member is written after it.
pub fn members_and_pairs_need_their_ikm(store: &dyn Store) {
    let (scene, sample, _) = hanging(store);
    let [one, two, _] = &sample.ikms;
    let [pair, _] = &sample.pairs;
    let [member, _] = &sample.members;
    let [event, _] = &sample.events;
    let [charge, _] = &sample.charges;
    let [payment, _] = &sample.payments;
    scene.refused(|tx| tx.insert_member(member));
    scene.refused(|tx| tx.append_membership(event));
    scene.refused(|tx| tx.insert_dues_charge(charge));
    scene.refused(|tx| tx.insert_dues_payment(payment));
    scene.refused(|tx| tx.insert_pair(pair));
    for ikm in [one, two] {
        scene.refused(|tx| {
            tx.insert_ikm(ikm)?;
            tx.insert_pair(pair)
        });
    }
    scene.write(|tx| {
        tx.insert_ikm(one)?;
        tx.insert_member(member)
    });
    let (id, version, number) = (member.id(), member.version(), member.number());
    let moved = Member::from_parts(id, version, number, two.id, member.status(), member.since());
    scene.refused(|tx| tx.update_member(&moved));
}

/// Goods are written after their note and their maker, and a sale after its goods.
pub fn goods_need_their_maker(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let (item, note) = scene.write(|tx| {
        let member = make.add_member(tx, 1)?;
        Ok((make.add_item(tx, member.id(), "rl")?, make.note("N")))
    });
    let stranger = make.member(&make.clone().ikm("Lain"), 9).id();
    let noteless = make.item(&note, item.member(), "rl");
    scene.refused(|tx| tx.insert_item(&noteless));
    let makerless = make.item(&note, stranger, "rl");
    scene.refused(|tx| {
        tx.insert_note(&note)?;
        tx.insert_item(&makerless)
    });

    let sale = |make: &mut Maker, line| Sale {
        lines: vec![line],
        ..make.sale("K", day("2022-03-01"), &[])
    };
    let itemless = sale(&mut make, line(1, &noteless, 1));
    scene.refused(|tx| tx.insert_sale(&itemless));
    let mut line = line(1, &item, 1);
    line.member = stranger;
    let makerless = sale(&mut make, line);
    scene.refused(|tx| tx.insert_sale(&makerless));
}

/// Stock moves, settlements, parcels and reversals are written after what they name.
pub fn journals_need_what_they_name(store: &dyn Store) {
    let (scene, sample, mut make) = hanging(store);
    let [moved, _] = &sample.moves;
    let [settlement, _] = &sample.settlements;
    let [tariff, _] = &sample.tariffs;
    let [shipment, _] = &sample.shipments;
    scene.refused(|tx| tx.append_stock_move(moved));
    scene.refused(|tx| tx.insert_settlement(settlement, &sample.settlement_rows));
    scene.refused(|tx| {
        tx.insert_tariff(tariff)?;
        tx.insert_shipment(shipment)
    });
    let add_member = |tx: &mut dyn WriteTx| -> Result<()> {
        let [ikm, _, _] = &sample.ikms;
        let [member, _] = &sample.members;
        tx.insert_ikm(ikm)?;
        tx.insert_member(member)
    };
    scene.refused(|tx| {
        add_member(tx)?;
        tx.insert_shipment(shipment)
    });
    let back = EntryDraft::reversal(&make.transfer(5), day("2022-03-01"))
        .finish(EntryId::generate(&mut make))
        .expect("it balances");
    scene.refused(|tx| tx.append_entry(&back));
    let [line, _] = &sample.accruals;
    scene.refused(|tx| tx.insert_accrual(line));
    scene.write(|tx| {
        add_member(tx)?;
        tx.insert_accrual(line)
    });
}
