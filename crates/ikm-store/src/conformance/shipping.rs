//! Tariffs and parcels.

use ikm_core::DateRange;
use ikm_core::gallery::Payment;
use ikm_core::id::{ShipmentId, TariffId};
use ikm_core::measure::Grams;
use ikm_core::shipping::{LoadedTariff, PaidBy, Quote, QuoteFigures, Shipment};

use super::fixture::{day, rp};
use super::sample::sampled;
use crate::Store;

/// Tariffs are listed in the order in which they were loaded: by day, and on one day by id.
pub fn tariffs_are_oldest_load_first(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let [first, second] = &sample.tariffs;
    let mut loaded = |on| LoadedTariff {
        id: TariffId::generate(&mut make),
        loaded_on: day(on),
        in_force: DateRange::starting(day("2021-01-01")),
        ..first.clone()
    };
    let [late, early] = ["2022-12-01", "2022-01-01"].map(&mut loaded);
    scene.write(|tx| {
        tx.insert_tariff(&late)?;
        tx.insert_tariff(&early)
    });
    let listed: Vec<_> = scene.read(|tx| tx.tariffs()).into_iter().map(|t| t.id).collect();
    assert_eq!(listed, [early.id, first.id, second.id, late.id]);
}

/// A tariff that was loaded is not replaced.
pub fn a_tariff_stands_once(store: &dyn Store) {
    let (scene, sample, _) = sampled(store);
    let [tariff, _] = &sample.tariffs;
    let changed = LoadedTariff { version: "lain".to_owned(), ..tariff.clone() };
    scene.refused_as_existing(&tariff.id, |tx| tx.insert_tariff(&changed));
}

/// Every way to pay and everybody who may bear a saving is read back as it was written.
pub fn shipments_round_trip(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let [_, bare] = &sample.shipments;
    let payers = [None, Some(PaidBy::Carrier), Some(PaidBy::Association), Some(PaidBy::Dinas)];
    for payment in [Payment::Cash, Payment::Qris, Payment::Transfer] {
        for paid_by in payers {
            let shipment = Shipment {
                id: ShipmentId::generate(&mut make),
                quote: quote(paid_by),
                payment,
                ..bare.clone()
            };
            scene.write(|tx| tx.insert_shipment(&shipment));
            assert_eq!(scene.read(|tx| tx.shipment(shipment.id)), Some(shipment));
        }
    }
    let unknown = ShipmentId::generate(&mut make);
    assert_eq!(scene.read(|tx| tx.shipment(unknown)), None);
    assert_eq!(scene.read(|tx| tx.shipment_by_receipt("P2203080001x")), None);
}

fn quote(paid_by: Option<PaidBy>) -> Quote {
    Quote::try_new(QuoteFigures {
        billed: Grams::new(u32::MAX),
        normal: rp(1_000_000_000_000),
        special: rp(999_999_999_999),
        surcharge: rp(3),
        insurance: rp(4),
        tax: rp(5),
        paid_by,
    })
    .expect("figures that fit")
}

/// The post's receipt number stands once; parcels without one do not get in each other's way.
pub fn shipment_receipt_numbers_are_unique(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let [full, bare] = &sample.shipments;
    let again = Shipment { id: ShipmentId::generate(&mut make), ..full.clone() };
    scene.refused_as_existing("P2203080001", |tx| tx.insert_shipment(&again));
    scene.refused_as_existing(&bare.id, |tx| tx.insert_shipment(bare));
    let another = Shipment { id: ShipmentId::generate(&mut make), ..bare.clone() };
    scene.write(|tx| tx.insert_shipment(&another));
    let found = scene.read(|tx| tx.shipment_by_receipt("P2203080001"));
    assert_eq!(found.as_ref(), Some(full));
}

/// Pages of parcels hold every one once, in order of ids.
pub fn shipment_pages_are_complete(store: &dyn Store) {
    let (scene, sample, mut make) = sampled(store);
    let [_, bare] = &sample.shipments;
    let mut more: Vec<Shipment> =
        (0..3).map(|_| Shipment { id: ShipmentId::generate(&mut make), ..bare.clone() }).collect();
    more.reverse();
    scene.write(|tx| more.iter().try_for_each(|shipment| tx.insert_shipment(shipment)));
    let page = |after| scene.read(|tx| tx.shipment_page(after, 2));
    let mut listed = Vec::new();
    let mut last = None;
    for length in [2, 2, 1, 0] {
        let shipments = page(last);
        assert_eq!(shipments.len(), length);
        last = shipments.last().map(|shipment| shipment.id).or(last);
        listed.extend(shipments);
    }
    more.extend(sample.shipments);
    more.sort_by_key(|shipment| shipment.id);
    assert_eq!(listed, more);
}
