//! What a parcel at the postal desk books: who pays whom, whoever bears the saving.

use std::collections::BTreeMap;

use ikm_core::gallery::Payment;
use ikm_core::ledger::{Account, EntryKind, LedgerError};
use ikm_core::measure::Grams;
use ikm_core::money::MoneyError;
use ikm_core::shipping::{PaidBy, Parcel, Quote, QuoteFigures, Shipment};
use proptest::prelude::*;

use super::given::{day, id, rupiah};

/// Figures of a parcel: normal freight, special freight, surcharge, insurance, tax.
type Figures = [i64; 5];

fn shipment(figures: Figures, paid_by: Option<PaidBy>, payment: Payment) -> Shipment {
    let [normal, special, surcharge, insurance, tax] = figures.map(rupiah);
    let billed = Grams::new(2_000);
    let quote = Quote::try_new(QuoteFigures {
        billed,
        normal,
        special,
        surcharge,
        insurance,
        tax,
        paid_by,
    });
    Shipment {
        id: id(1),
        member: id(2),
        accepted_on: day("2022-02-07"),
        parcel: Parcel::new("25651".parse().expect("a code"), "PKH", Grams::new(1_300)),
        quote: quote.expect("figures of a quote"),
        tariff: id(3),
        payment,
        receipt_number: Some("P2202070001".to_owned()),
        entry: Some(id(9)),
    }
}

fn booked(shipment: &Shipment) -> Option<Vec<(Account, i64)>> {
    let entry = shipment.entry(id(9)).expect("in range")?;
    assert_eq!((entry.id(), entry.on()), (id(9), shipment.accepted_on));
    assert_eq!(entry.kind(), EntryKind::Shipment);
    assert_eq!(entry.reference(), shipment.id.to_string());
    assert_eq!(entry.reverses(), None);
    Some(entry.postings().iter().map(|posting| (posting.account, posting.amount.get())).collect())
}

/// Normal freight Rp24.000, special Rp18.000, so Rp6.000 saved; with a surcharge of Rp1.000, an
/// insurance of Rp500 and a tax of Rp209 the sender pays 18.000 + 1.000 + 500 + 209 = Rp19.709. Of a
/// saving that the post bears itself it asks nobody; of another it asks 19.709 + 6.000 = Rp25.709.
const PARCEL: Figures = [24_000, 18_000, 1_000, 500, 209];

#[test]
fn the_sender_pays_and_somebody_bears_the_saving() {
    let check = |paid_by: Option<PaidBy>, payment: Payment, expect: &[(Account, i64)]| {
        assert_eq!(booked(&shipment(PARCEL, paid_by, payment)).as_deref(), Some(expect));
    };
    let (cash, post) = (Account::Cash, Account::PostalPayable);
    check(None, Payment::Cash, &[(cash, 19_709), (post, -19_709)]);
    check(Some(PaidBy::Carrier), Payment::Cash, &[(cash, 19_709), (post, -19_709)]);
    check(
        Some(PaidBy::Association),
        Payment::Cash,
        &[(cash, 19_709), (post, -25_709), (Account::ShippingSubsidy, 6_000)],
    );
    check(
        Some(PaidBy::Dinas),
        Payment::Cash,
        &[(cash, 19_709), (Account::DinasReceivable, 6_000), (post, -25_709)],
    );
    check(None, Payment::Qris, &[(Account::QrisInTransit, 19_709), (post, -19_709)]);
    check(None, Payment::Transfer, &[(Account::Bank, 19_709), (post, -19_709)]);
}

#[test]
fn a_free_parcel_books_only_what_somebody_owes() {
    let check = |figures: Figures, paid_by: Option<PaidBy>, expect: Option<&[(Account, i64)]>| {
        assert_eq!(booked(&shipment(figures, paid_by, Payment::Cash)).as_deref(), expect);
    };
    let post = Account::PostalPayable;
    // Given away by the post: nobody pays, nobody owes.
    check([24_000, 0, 0, 0, 0], Some(PaidBy::Carrier), None);
    check([0, 0, 0, 0, 0], None, None);
    check([0, 0, 0, 0, 0], Some(PaidBy::Association), None);
    check([0, 0, 0, 0, 0], Some(PaidBy::Dinas), None);
    // Free for the sender, but the post is paid.
    check(
        [24_000, 0, 0, 0, 0],
        Some(PaidBy::Association),
        Some(&[(post, -24_000), (Account::ShippingSubsidy, 24_000)]),
    );
    check(
        [24_000, 0, 0, 0, 0],
        Some(PaidBy::Dinas),
        Some(&[(Account::DinasReceivable, 24_000), (post, -24_000)]),
    );
    // No freight at all, but an insurance.
    check([0, 0, 0, 500, 0], Some(PaidBy::Dinas), Some(&[(Account::Cash, 500), (post, -500)]));
    // A rule that applies and saves nothing.
    check(
        [24_000, 24_000, 0, 0, 0],
        Some(PaidBy::Association),
        Some(&[(Account::Cash, 24_000), (post, -24_000)]),
    );
}

#[test]
fn no_entry_beyond_the_range_of_money() {
    let half = i64::MAX / 2 + 1;
    let wide = shipment([i64::MAX, half, half - 1, 0, 0], Some(PaidBy::Dinas), Payment::Cash);
    assert_eq!(wide.entry(id(9)), Err(LedgerError::Money(MoneyError::Overflow)));
}

proptest! {
    /// What the post is owed is the total, and the saving too unless it bears that itself.
    #[test]
    fn the_post_is_owed_what_others_pay(
        special in 0_i64..1_000_000,
        saving in 0_i64..1_000_000,
        rest in prop::array::uniform3(0_i64..100_000),
        paid_by in prop::option::of(prop::sample::select(vec![
            PaidBy::Carrier,
            PaidBy::Association,
            PaidBy::Dinas,
        ])),
        payment in prop::sample::select(vec![Payment::Cash, Payment::Qris, Payment::Transfer]),
    ) {
        let [surcharge, insurance, tax] = rest;
        let figures = [special + saving, special, surcharge, insurance, tax];
        let shipment = shipment(figures, paid_by, payment);
        let total = special + surcharge + insurance + tax;
        let funded = if matches!(paid_by, None | Some(PaidBy::Carrier)) { 0 } else { saving };
        let moved: BTreeMap<Account, i64> =
            booked(&shipment).unwrap_or_default().into_iter().collect();
        let on = |account: Account| moved.get(&account).copied().unwrap_or_default();
        prop_assert_eq!(on(payment.account()), total);
        prop_assert_eq!(on(Account::PostalPayable), -(total + funded));
        prop_assert_eq!(on(Account::ShippingSubsidy) + on(Account::DinasReceivable), funded);
        prop_assert_eq!(moved.values().sum::<i64>(), 0);
    }
}
