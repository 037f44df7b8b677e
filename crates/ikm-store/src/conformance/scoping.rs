//! Scoping: what belongs to one association is nothing to another.

use ikm_core::association::{Association, Member};
use ikm_core::gallery::{MemberSettlement, Note, Sale};
use ikm_core::id::{AssociationId, MemberId, ShipmentId};
use ikm_core::ledger::Balance;
use ikm_core::registry::{Ikm, Profile};
use ikm_core::shipping::Shipment;

use super::fixture::{Scene, day, found, insert_sale, parsed, regions};
use super::readout::{ReadOut, assert_same};
use super::sample::{Sample, sampled};
use crate::Store;

/// The same sample, to the last id, in two associations; and what the first read before there was
/// the second.
#[track_caller]
fn twins(store: &dyn Store) -> (Sample, [Scene<'_>; 2], ReadOut) {
    let (one, sample, mut make) = sampled(store);
    let two = Scene { store, association: AssociationId::generate(&mut make) };
    let alone = one.read_out(&sample.probes());
    let founded = Association { id: two.association, ..sample.association.clone() };
    let twin = Sample { association: founded, ..sample.clone() };
    two.write(|tx| twin.write(tx));
    (sample, [one, two], alone)
}

/// Ids, numbers, receipts and keys are unique in an association and not beyond it: every row may
/// stand once in each, and each reads its own only.
pub fn two_associations_share_no_key(store: &dyn Store) {
    let (sample, [one, two], alone) = twins(store);
    let probes = sample.probes();
    assert_same(&alone, &one.read_out(&probes));
    assert_same(&alone.of_nobody(), &two.read_out(&probes).of_nobody());
}

/// Whatever changes in one association leaves every row of another as it was.
pub fn a_change_stays_in_its_association(store: &dyn Store) {
    let (sample, [one, two], alone) = twins(store);
    let probes = sample.probes();
    two.write(|tx| sample.change(tx));
    assert_same(&alone, &one.read_out(&probes));
    let changed = two.read_out(&probes);
    one.write(|tx| sample.change(tx));
    assert_same(&changed, &two.read_out(&probes));
    assert_same(&changed.of_nobody(), &one.read_out(&probes).of_nobody());
}

/// An association with nothing of its own reads nothing of another's, which reads nothing of it.
pub fn an_association_does_not_see_another(store: &dyn Store) {
    let (bare, mut make) = found(store);
    let sample = Sample::new(&mut make);
    let nothing = bare.read_out(&sample.probes());
    Scene { store, association: sample.association.id }.write(|tx| sample.write(tx));
    assert_same(&nothing, &bare.read_out(&sample.probes()));

    let [full, _, _] = &sample.ikms;
    let [member, _] = &sample.members;
    let [charge, _] = &sample.charges;
    let [item, _] = &sample.items;
    let [settlement, _] = &sample.settlements;
    let [tariff, _] = &sample.tariffs;
    let [shipment, _] = &sample.shipments;
    bare.read(|tx| {
        assert_eq!(tx.ikm(full.id)?, None);
        assert_eq!(tx.member(member.id())?, None);
        assert_eq!(tx.member_by_number(member.number())?, None);
        assert_eq!(tx.members_of_ikm(full.id)?, []);
        assert_eq!(tx.membership(member.id())?, []);
        assert_eq!(tx.dues_charges(member.id())?, []);
        assert_eq!(tx.dues_payments(member.id())?, []);
        assert!(!tx.is_charged(member.id(), charge.month)?);
        assert!(tx.dues_standing(member.id())?.charged.is_zero());
        assert_eq!(tx.item(item.id())?, None);
        assert_eq!(tx.items_by_sku(&item.label().sku)?, []);
        assert_eq!(tx.stock_moves(item.id())?, []);
        assert_eq!(tx.sale_by_receipt("K-0001")?, None);
        assert_eq!(tx.settlement(settlement.id)?, None);
        assert_eq!(tx.settlement_rows(settlement.id)?, []);
        assert_eq!(tx.settled_lines(settlement.id, member.id())?, []);
        assert_eq!(tx.tariff(tariff.id)?, None);
        assert_eq!(tx.shipment(shipment.id)?, None);
        assert_eq!(tx.shipment_by_receipt("P2203080001")?, None);
        for Profile { nik, nib, .. } in sample.ikms.iter().map(|ikm| &ikm.profile) {
            assert_eq!(nik.map(|nik| tx.ikms_by_nik(&nik)).transpose()?.unwrap_or_default(), []);
            assert_eq!(nib.map(|nib| tx.ikm_by_nib(&nib)).transpose()?.flatten(), None);
        }
        for entry in &sample.entries {
            assert_eq!(tx.entry(entry.id())?, None);
            for posting in entry.postings() {
                assert_eq!(tx.balance(posting.account)?, Balance::default());
            }
        }
        Ok(())
    });
}

/// A refusal names what is taken in this association, whatever is taken in another.
pub fn a_refusal_names_what_is_taken_here(store: &dyn Store) {
    let (here, mut make) = found(store);
    let sample = Sample::new(&mut make);
    Scene { store, association: sample.association.id }.write(|tx| sample.write(tx));
    let [elsewhere, _, _] = &sample.ikms;
    let [member_elsewhere, _] = &sample.members;
    let [note_elsewhere, _] = &sample.notes;
    let [sale_elsewhere, ..] = &sample.sales;

    let nib = "9120001234567";
    let mut first = make.ikm("A");
    first.profile.nib = Some(parsed(nib));
    let second = make.ikm("B");
    let (member, note) = (make.member(&first, 7), make.note("N"));
    let sale = make.sale("K", day("2022-03-01"), &[]);
    here.write(|tx| {
        tx.insert_ikm(&first)?;
        tx.insert_ikm(&second)?;
        tx.insert_member(&member)?;
        tx.insert_note(&note)?;
        tx.insert_sale(&sale)
    });
    let ikm = Ikm { id: elsewhere.id, ..first.clone() };
    here.refused_as_existing(nib, |tx| tx.insert_ikm(&ikm));
    let (id, version, since) = (member_elsewhere.id(), 1, member.since());
    let status = member.status();
    let same_number = Member::from_parts(id, version, member.number(), second.id, status, since);
    here.refused_as_existing("A-0007", |tx| tx.insert_member(&same_number));
    let number = member_elsewhere.number();
    let id = MemberId::generate(&mut make);
    let same_ikm = Member::from_parts(id, version, number, first.id, status, since);
    here.refused_as_existing(&first.id, |tx| tx.insert_member(&same_ikm));
    let same_id = Note { number: note_elsewhere.number.clone(), ..note.clone() };
    here.refused_as_existing(&note.id, |tx| tx.insert_note(&same_id));
    let same_number = Note { id: note_elsewhere.id, ..note };
    here.refused_as_existing("N", |tx| tx.insert_note(&same_number));
    let receipt_elsewhere = sale_elsewhere.receipt.clone();
    let same_id = Sale { receipt: receipt_elsewhere, ..sale.clone() };
    here.refused_as_existing(&sale.id, |tx| tx.insert_sale(&same_id));
    let same_receipt = Sale { id: sale_elsewhere.id, ..sale };
    here.refused_as_existing("K", |tx| tx.insert_sale(&same_receipt));
}

/// A parcel's receipt number is told from an id that only another association has.
pub fn a_refused_parcel_names_its_receipt(store: &dyn Store) {
    let (here, mut make) = found(store);
    let sample = Sample::new(&mut make);
    Scene { store, association: sample.association.id }.write(|tx| sample.write(tx));
    let [tariff, _] = &sample.tariffs;
    let [elsewhere, _] = &sample.shipments;
    let member = here.write(|tx| {
        tx.insert_tariff(tariff)?;
        make.add_member(tx, 1)
    });
    let receipt_number = Some("P-1".to_owned());
    let id = ShipmentId::generate(&mut make);
    let first = Shipment { id, member: member.id(), receipt_number, ..elsewhere.clone() };
    here.write(|tx| tx.insert_shipment(&first));
    let same_receipt = Shipment { id: elsewhere.id, ..first };
    here.refused_as_existing("P-1", |tx| tx.insert_shipment(&same_receipt));
}

/// Two associations with settlements of the same ids, run in another order, keep their lines apart.
pub fn settlements_are_not_mixed_up(store: &dyn Store) {
    let (one, mut make) = found(store);
    let association = make.association("Lain");
    let two = Scene { store, association: association.id };
    two.write(|tx| tx.insert_association(&association));
    let ikm = make.ikm("Tenun");
    let member = make.member(&ikm, 1);
    let note = make.note("N");
    let item = make.item(&note, member.id(), "T");
    let sale = make.sale("K", day("2022-03-01"), &[(&item, 1)]);
    let (first, second) = (make.settlement(day("2022-04-01")), make.settlement(day("2022-03-01")));
    let [row, _] = Sample::new(&mut make).settlement_rows;
    let rows = [MemberSettlement { member: member.id(), ..row }];
    let (of_first, of_second) = ((&first, rows.as_slice()), (&second, [].as_slice()));
    for (scene, settlements) in [(one, [of_first, of_second]), (two, [of_second, of_first])] {
        scene.write(|tx| {
            tx.insert_ikm(&ikm)?;
            tx.insert_member(&member)?;
            tx.insert_note(&note)?;
            tx.insert_item(&item)?;
            insert_sale(tx, &sale)?;
            settlements
                .iter()
                .try_for_each(|(settlement, rows)| tx.insert_settlement(settlement, rows))
        });
    }
    for scene in [one, two] {
        assert_eq!(scene.read(|tx| tx.settlement_rows(first.id)), rows);
        assert_eq!(scene.read(|tx| tx.settlement_rows(second.id)), []);
        assert_eq!(scene.read(|tx| tx.settled_lines(first.id, member.id())).len(), 1);
        assert_eq!(scene.read(|tx| tx.settled_lines(second.id, member.id())), []);
    }
}

/// An IKM is found by the names that its own association has for the regions.
pub fn regions_are_named_by_each_association(store: &dyn Store) {
    let (one, mut make) = found(store);
    let association = make.association("Lain");
    let two = Scene { store, association: association.id };
    let mut renamed = regions();
    for region in &mut renamed {
        region.name.insert_str(0, "Baru ");
    }
    let mut ikm = make.ikm("Tenun");
    ikm.profile.place.kecamatan = Some(parsed("13.01.05"));
    two.write(|tx| {
        tx.insert_association(&association)?;
        tx.put_regions(&renamed)?;
        tx.insert_ikm(&ikm)
    });
    one.write(|tx| tx.insert_ikm(&ikm));
    let found = |scene: Scene<'_>, text| scene.read(|tx| tx.search(text, 9)).len();
    assert_eq!([found(one, "jurai"), found(two, "jurai")], [1, 1]);
    assert_eq!([found(one, "baru"), found(two, "baru")], [0, 1]);
}
