//! Where members are paid, and how far each payment of a settlement has come.

use ikm_core::gallery::{BankAccount, Payout, PayoutLine};
use ikm_core::id::{EntryId, MemberId, PayoutId, SettlementId};

use super::fixture::{Maker, Scene, day, far, found, rp};
use crate::Store;

fn account(number: &str) -> BankAccount {
    BankAccount::try_new("118", number, "Mariani 'Uni' \"Mar\"").expect("an account")
}

/// A settlement of two members that nobody was paid of.
#[track_caller]
fn settled(store: &dyn Store) -> (Scene<'_>, Maker, SettlementId, [MemberId; 2]) {
    let (scene, mut make) = found(store);
    let settlement = make.settlement(day("2022-04-01"));
    let members = scene.write(|tx| {
        let members = [make.add_member(tx, 1)?.id(), make.add_member(tx, 2)?.id()];
        tx.insert_settlement(&settlement, &[])?;
        Ok(members)
    });
    (scene, make, settlement.id, members)
}

fn payout(make: &mut Maker, settlement: SettlementId, members: &[MemberId]) -> Payout {
    let line = |(nth, member): (i64, &MemberId)| PayoutLine {
        member: *member,
        amount: rp(nth * 1_000),
        account: Some(account(&format!("00012345{nth}"))),
        paid: None,
        failed: None,
        reason: String::new(),
    };
    Payout {
        id: PayoutId::generate(make),
        settlement,
        made_on: day("2022-04-02"),
        template: "name = \"bank\"\n".to_owned(),
        debit_account: "1180001".to_owned(),
        entry: Some(EntryId::generate(make)),
        lines: (1..).zip(members).map(line).collect(),
    }
}

/// The account of a day is the last that was put up to it; one of the same day takes its place.
pub fn bank_accounts_are_dated(store: &dyn Store) {
    let (scene, _, _, [one, two]) = settled(store);
    let put = |on: &str, number: &str| {
        scene.write(|tx| tx.put_bank_account(one, day(on), &account(number)));
    };
    let number = |member, on| {
        let found = scene.read(|tx| tx.bank_account(member, on));
        found.map(|account| account.number().to_owned())
    };
    put("2022-03-01", "11111");
    put("2022-05-01", "33333");
    put("2022-05-01", "44444");
    assert_eq!(number(one, day("2022-02-28")), None);
    assert_eq!(number(one, day("2022-03-01")).as_deref(), Some("11111"));
    assert_eq!(number(one, day("2022-04-30")).as_deref(), Some("11111"));
    assert_eq!(number(one, far()).as_deref(), Some("44444"));
    assert_eq!(number(two, far()), None);
    let whole = scene.read(|tx| tx.bank_account(one, far()));
    assert_eq!(whole, Some(account("44444")));
}

/// Payouts come back as they were made, in the order in which they were, each with its settlement.
pub fn payouts_round_trip(store: &dyn Store) {
    let (scene, mut make, settlement, members) = settled(store);
    let [_, two] = members;
    let (first, second) =
        (payout(&mut make, settlement, &members), payout(&mut make, settlement, &[two]));
    let entry = EntryId::generate(&mut make);
    let by_hand =
        |line: &PayoutLine| PayoutLine { account: None, paid: Some(entry), ..line.clone() };
    let second = Payout {
        template: String::new(),
        debit_account: String::new(),
        entry: None,
        lines: second.lines.iter().map(by_hand).collect(),
        ..second
    };
    let other = make.settlement(day("2022-05-01"));
    scene.write(|tx| {
        tx.insert_settlement(&other, &[])?;
        tx.insert_payout(&second)?;
        tx.insert_payout(&first)
    });
    assert_eq!(scene.read(|tx| tx.payouts(settlement)), [first.clone(), second]);
    assert_eq!(scene.read(|tx| tx.payouts(other.id)), []);
    scene.refused_as_existing(&first.id, |tx| tx.insert_payout(&first));
    let unknown = SettlementId::generate(&mut make);
    let nowhere = payout(&mut make, unknown, &members);
    scene.refused(|tx| tx.insert_payout(&nowhere));
}

/// A line is paid once and taken back once, and what was taken back stays so.
pub fn a_line_ends_once(store: &dyn Store) {
    let (scene, mut make, settlement, members) = settled(store);
    let file = payout(&mut make, settlement, &members);
    scene.write(|tx| tx.insert_payout(&file));
    let (paid, failed) = (EntryId::generate(&mut make), EntryId::generate(&mut make));
    let [one, two] = <[PayoutLine; 2]>::try_from(file.lines.clone()).expect("two lines");
    let is_paid = PayoutLine { paid: Some(paid), ..one.clone() };
    let is_back =
        PayoutLine { failed: Some(failed), reason: "rekening tutup".to_owned(), ..is_paid.clone() };
    let is_refused = PayoutLine { failed: Some(failed), ..two };
    scene.write(|tx| {
        tx.update_payout_line(file.id, &is_paid)?;
        tx.update_payout_line(file.id, &is_refused)
    });
    let again = PayoutLine { paid: Some(failed), ..one.clone() };
    scene.refused_as_conflict(&file.id, |tx| tx.update_payout_line(file.id, &again));
    scene.write(|tx| tx.update_payout_line(file.id, &is_back));
    for line in [&one, &is_paid, &is_back] {
        scene.refused_as_conflict(&file.id, |tx| tx.update_payout_line(file.id, line));
    }
    let [stored] = <[Payout; 1]>::try_from(scene.read(|tx| tx.payouts(settlement))).expect("one");
    assert_eq!(stored, Payout { lines: vec![is_back, is_refused], ..file });
}

/// Erasing leaves neither the accounts of a member nor those on payments that have ended; one that
/// is under way keeps its own until then, and other members keep theirs.
pub fn bank_accounts_are_erased(store: &dyn Store) {
    let (scene, mut make, settlement, members) = settled(store);
    let [one, two] = members;
    let (ended, under_way) =
        (payout(&mut make, settlement, &members), payout(&mut make, settlement, &[one]));
    let entry = EntryId::generate(&mut make);
    scene.write(|tx| {
        tx.put_bank_account(one, day("2022-03-01"), &account("11111"))?;
        tx.put_bank_account(one, day("2022-04-01"), &account("22222"))?;
        tx.put_bank_account(two, day("2022-04-01"), &account("33333"))?;
        tx.insert_payout(&ended)?;
        tx.insert_payout(&under_way)?;
        ended.lines.iter().try_for_each(|line| {
            tx.update_payout_line(ended.id, &PayoutLine { paid: Some(entry), ..line.clone() })
        })
    });
    assert_eq!(scene.write(|tx| tx.erase_bank_accounts(one)), 2);
    assert_eq!(scene.read(|tx| tx.bank_account(one, far())), None);
    assert_eq!(scene.read(|tx| tx.bank_account(two, far())), Some(account("33333")));
    let known: Vec<Vec<bool>> = scene
        .read(|tx| tx.payouts(settlement))
        .iter()
        .map(|payout| payout.lines.iter().map(|line| line.account.is_some()).collect())
        .collect();
    assert_eq!(known, [vec![false, true], vec![true]]);
}
