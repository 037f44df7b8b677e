//! The journal and its balances.

use ikm_core::id::{EntryId, MemberId};
use ikm_core::ledger::{Account, Balance, Entry, EntryDraft, EntryKind};

use super::fixture::{Maker, day, found, rp};
use crate::Store;

const fn balance(debit: i64, credit: i64) -> Balance {
    Balance { debit: rp(debit), credit: rp(credit) }
}

/// An entry of `kind` with a line on every account that there is, in no order.
fn every_account(make: &mut Maker, kind: EntryKind, member: MemberId, other: MemberId) -> Entry {
    EntryDraft::new(kind, "semua 'akun'", day("2022-03-04"))
        .debit(Account::DrawerDifference, rp(22))
        .debit(Account::StockLoss, rp(21))
        .debit(Account::DiscountExpense, rp(20))
        .debit(Account::QrisFee, rp(19))
        .debit(Account::ShippingSubsidy, rp(18))
        .credit(Account::CashRounding, rp(17))
        .credit(Account::PostalCommission, rp(16))
        .credit(Account::DuesIncome, rp(15))
        .credit(Account::CommissionIncome, rp(14))
        .credit(Account::Fund, rp(13))
        .credit(Account::DinasPayable, rp(12))
        .credit(Account::PostalPayable, rp(11))
        .credit(Account::ShippingInTransit, rp(10))
        .credit(Account::TaxWithheld, rp(9))
        .credit(Account::PayoutDue(other), rp(8))
        .credit(Account::ConsignmentPayable(member), rp(7))
        .debit(Account::DuesReceivable(other), rp(6))
        .debit(Account::DinasReceivable, rp(5))
        .debit(Account::PayoutInTransit, rp(4))
        .debit(Account::QrisInTransit, rp(3))
        .debit(Account::Bank, rp(2))
        .debit(Account::Cash, rp(12))
        .finish(EntryId::generate(make))
        .expect("100 + 20 + 12 = 7 + 8 + … + 17")
}

/// Every kind of entry and every account is read back as it was written.
pub fn entries_round_trip(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let entries = scene.write(|tx| {
        let (one, two) = (make.add_member(tx, 1)?.id(), make.add_member(tx, 2)?.id());
        let entries = EntryKind::ALL.map(|kind| every_account(&mut make, kind, one, two));
        entries.iter().try_for_each(|entry| tx.append_entry(entry))?;
        Ok(entries)
    });
    let unknown = EntryId::generate(&mut make);
    scene.read(|tx| {
        for entry in &entries {
            assert_eq!(tx.entry(entry.id())?.as_ref(), Some(entry));
        }
        assert_eq!(tx.entry(unknown)?, None);
        Ok(())
    });
}

/// Pages of the journal hold every entry once, in the order in which they were written, each with
/// its place from 1.
pub fn entry_pages_are_complete_and_in_order(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let mut entries: Vec<Entry> = (1..=7).map(|amount| make.transfer(amount)).collect();
    // The order of writing counts and not the order of ids.
    entries.reverse();
    scene.write(|tx| entries.iter().try_for_each(|entry| tx.append_entry(entry)));
    let listed = scene.read(|tx| {
        let mut all = Vec::new();
        for after in [0, 3, 6, 7] {
            all.push(tx.entry_page(after, 3)?);
        }
        Ok(all)
    });
    let lengths: Vec<usize> = listed.iter().map(Vec::len).collect();
    assert_eq!(lengths, [3, 3, 1, 0]);
    let expected: Vec<(u64, Entry)> = (1..).zip(entries).collect();
    assert_eq!(listed.concat(), expected);
}

/// An entry stands in the journal once; the second time it is refused and moves nothing.
pub fn an_entry_stands_once(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let entry = make.transfer(500);
    scene.write(|tx| tx.append_entry(&entry));
    scene.refused_as_existing(&entry.id(), |tx| tx.append_entry(&entry));
    assert_eq!(scene.read(|tx| tx.balance(Account::Cash)), balance(500, 0));
}

/// Debits and credits of an account are the sums of what was posted to it, each side for itself.
pub fn balances_follow_entries(store: &dyn Store) {
    let (scene, mut make) = found(store);
    assert_eq!(scene.read(|tx| tx.balance(Account::Cash)), Balance::default());
    assert_eq!(scene.read(|tx| tx.balances()), []);
    let mut entry = |from: Account, to: Account, amount: i64| {
        EntryDraft::new(EntryKind::Transfer, "", day("2022-02-01"))
            .debit(to, rp(amount))
            .credit(from, rp(amount))
            .finish(EntryId::generate(&mut make))
            .expect("it balances")
    };
    let entries = [
        entry(Account::Bank, Account::Cash, 1_000),
        entry(Account::Cash, Account::Bank, 300),
        entry(Account::QrisInTransit, Account::Cash, 50),
    ];
    scene.write(|tx| {
        let [first, rest @ ..] = &entries;
        tx.append_entry(first)?;
        assert_eq!(tx.balance(Account::Cash)?, balance(1_000, 0));
        rest.iter().try_for_each(|entry| tx.append_entry(entry))
    });
    let balances = scene.read(|tx| tx.balances());
    assert_eq!(
        balances,
        [
            (Account::Cash, balance(1_050, 300)),
            (Account::Bank, balance(300, 1_000)),
            (Account::QrisInTransit, balance(0, 50)),
        ]
    );
    for (account, expected) in balances {
        assert_eq!(scene.read(|tx| tx.balance(account)), expected);
    }
}

/// All balances stand in the order of the accounts, those of members in the order of their ids.
pub fn balances_stand_in_order_of_accounts(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let members = scene.write(|tx| {
        let (one, two) = (make.add_member(tx, 1)?.id(), make.add_member(tx, 2)?.id());
        tx.append_entry(&every_account(&mut make, EntryKind::Transfer, two, one))?;
        tx.append_entry(&every_account(&mut make, EntryKind::Transfer, one, two))?;
        Ok([one, two])
    });
    let [one, two] = members;
    let accounts = scene.read(|tx| tx.balances()).into_iter().map(|(account, _)| account);
    assert_eq!(
        accounts.collect::<Vec<_>>(),
        [
            Account::Cash,
            Account::Bank,
            Account::QrisInTransit,
            Account::PayoutInTransit,
            Account::DinasReceivable,
            Account::DuesReceivable(one),
            Account::DuesReceivable(two),
            Account::ConsignmentPayable(one),
            Account::ConsignmentPayable(two),
            Account::PayoutDue(one),
            Account::PayoutDue(two),
            Account::TaxWithheld,
            Account::ShippingInTransit,
            Account::PostalPayable,
            Account::DinasPayable,
            Account::Fund,
            Account::CommissionIncome,
            Account::DuesIncome,
            Account::PostalCommission,
            Account::CashRounding,
            Account::ShippingSubsidy,
            Account::QrisFee,
            Account::DiscountExpense,
            Account::StockLoss,
            Account::DrawerDifference,
        ]
    );
}

/// A reversal names the entry that it takes back, and stands in the balances beside it: nothing is
/// ever subtracted.
pub fn a_reversal_adds_to_both_sides(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let entry = make.transfer(700);
    let back = EntryDraft::reversal(&entry, day("2022-02-02"))
        .finish(EntryId::generate(&mut make))
        .expect("it balances");
    scene.write(|tx| {
        tx.append_entry(&entry)?;
        tx.append_entry(&back)
    });
    let found = scene.read(|tx| tx.entry(back.id())).expect("it was written");
    assert_eq!(found.reverses(), Some(entry.id()));
    assert_eq!(found, back);
    assert_eq!(scene.read(|tx| tx.balance(Account::Cash)), balance(700, 700));
}

/// Amounts and balances are exact up to the largest that there are; what is larger is refused.
pub fn large_amounts_stay_exact(store: &dyn Store) {
    let (scene, mut make) = found(store);
    // Above 2^53, where a float would begin to lose rupiah.
    let (almost, one) = (make.transfer(i64::MAX - 1), make.transfer(1));
    scene.write(|tx| tx.append_entry(&almost));
    scene.write(|tx| tx.append_entry(&one));
    assert_eq!(scene.read(|tx| tx.balance(Account::Cash)), balance(i64::MAX, 0));
    assert_eq!(scene.read(|tx| tx.entry(almost.id())).as_ref(), Some(&almost));
    let more = make.transfer(1);
    scene.refused(|tx| tx.append_entry(&more));
}
