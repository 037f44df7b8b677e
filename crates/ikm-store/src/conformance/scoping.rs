//! Scoping: what belongs to one association is nothing to another.

use ikm_core::association::Association;
use ikm_core::id::AssociationId;

use super::fixture::{Maker, Scene};
use super::readout::assert_same;
use super::sample::Sample;
use crate::Store;

/// The same sample, to the last id, in two associations.
#[track_caller]
fn twins(store: &dyn Store) -> (Sample, Scene<'_>, Scene<'_>) {
    let mut make = Maker::new();
    let sample = Sample::new(&mut make);
    let one = Scene { store, association: sample.association.id };
    let two = Scene { store, association: AssociationId::generate(&mut make) };
    let founded = Association { id: two.association, ..sample.association.clone() };
    let twin = Sample { association: founded, ..sample.clone() };
    one.write(|tx| sample.write(tx));
    two.write(|tx| twin.write(tx));
    (sample, one, two)
}

/// Ids, numbers, receipts and keys are unique in an association and not beyond it: every row may
/// stand once in each.
pub fn two_associations_share_no_key(store: &dyn Store) {
    let (sample, one, two) = twins(store);
    let probes = sample.probes();
    let (one, two) = (one.read_out(&probes), two.read_out(&probes));
    assert_same(&one.of_nobody(), &two.of_nobody());
}

/// Whatever changes in one association leaves every row of another as it was.
pub fn a_change_stays_in_its_association(store: &dyn Store) {
    let (sample, one, two) = twins(store);
    let before = two.read_out(&sample.probes());
    one.write(|tx| sample.change(tx));
    assert_same(&before, &two.read_out(&sample.probes()));
}

/// An association with nothing of its own reads nothing of another's.
pub fn an_association_does_not_see_another(store: &dyn Store) {
    let mut make = Maker::new();
    let sample = Sample::new(&mut make);
    let bare = Scene { store, association: AssociationId::generate(&mut make) };
    let nothing = bare.read_out(&sample.probes());
    Scene { store, association: sample.association.id }.write(|tx| sample.write(tx));
    assert_same(&nothing, &bare.read_out(&sample.probes()));

    let [full, _, _] = &sample.ikms;
    let [member, _] = &sample.members;
    let [item, _] = &sample.items;
    let [settlement, _] = &sample.settlements;
    let [tariff, _] = &sample.tariffs;
    let [shipment, _] = &sample.shipments;
    bare.read(|tx| {
        assert_eq!(tx.ikm(full.id)?, None);
        assert_eq!(tx.member(member.id())?, None);
        assert_eq!(tx.member_by_number(member.number())?, None);
        assert_eq!(tx.member_by_ikm(full.id)?, None);
        assert_eq!(tx.membership(member.id())?, []);
        assert_eq!(tx.dues_charges(member.id())?, []);
        assert_eq!(tx.dues_payments(member.id())?, []);
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
        for ikm in sample.ikms.iter().filter_map(|ikm| ikm.profile.nik) {
            assert_eq!(tx.ikms_by_nik(&ikm)?, []);
        }
        for entry in &sample.entries {
            assert_eq!(tx.entry(entry.id())?, None);
        }
        Ok(())
    });
}
