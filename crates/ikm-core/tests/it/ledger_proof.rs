//! Day heads and proofs, holds, and closings.

use ikm_core::ledger::{
    Account, Balance, Closing, DayHead, Entry, EntryDraft, EntryKind, Hold, HoldState, LedgerError,
    Proof, ProofError,
};
use ikm_core::money::Rupiah;
use proptest::prelude::*;

use super::given::{check_explained, day, id, rupiah};

const DAY: &str = "2022-02-07";

/// What `hashlib` says of the day that has one sale.
const ROOT: &str = "5edd44caa383eb2acede4352121015d72d555e909d5b57c12537d32710b7d23d";
const HEAD: &str = "54c5199c26f5be407184fcf4ea586a68e9588551ae368c83ee8f80bc97599b1d";

/// A sale of two makers' goods, as entry `nth`.
fn sale(nth: u8, paid: i64) -> Entry {
    EntryDraft::new(EntryKind::Sale, format!("K-{nth}"), day(DAY))
        .debit(Account::Cash, rupiah(paid))
        .credit(Account::ConsignmentPayable(id(1)), rupiah(paid - 30))
        .credit(Account::ConsignmentPayable(id(2)), rupiah(20))
        .credit(Account::CommissionIncome, rupiah(10))
        .finish(id(nth))
        .expect("it balances")
}

fn sales(count: u8) -> Vec<Entry> {
    (10..10 + count).map(|nth| sale(nth, 1_000 + i64::from(nth))).collect()
}

/// The leaf of an entry and the head of a day, computed once beside this program with Python's
/// `hashlib` from what `docs/reference/ledger.md` says.
#[test]
fn a_head_can_be_computed_by_hand() {
    let head = DayHead::of(day(DAY), [0; 32], &[sale(10, 1_000)]);
    assert_eq!(head.entries, 1);
    let text = serde_json::to_value(&head).expect("serialises");
    assert_eq!(text["root"], ROOT);
    assert_eq!(ikm_core::audit::hex(&head.head()), HEAD);
    assert_eq!(serde_json::from_value::<DayHead>(text).expect("reads back"), head);
}

#[test]
fn a_proof_shows_only_its_lines() {
    let entries = sales(3);
    let account = Account::ConsignmentPayable(id(2));
    let proof = Proof::of(&entries, 1, Some(account), [3; 32]).expect("there is such a line");
    let text = serde_json::to_string(&proof).expect("serialises");
    assert!(text.contains(&account.to_string()));
    assert!(!text.contains(&Account::ConsignmentPayable(id(1)).to_string()), "{text}");
    let read: Proof = serde_json::from_str(&text).expect("reads back");
    assert_eq!(read, proof);
    assert_eq!(read.verify(), Ok(DayHead::of(day(DAY), [3; 32], &entries).head()));
    assert_eq!(Proof::of(&entries, 3, None, [0; 32]), None);
    assert_eq!(Proof::of(&entries, 0, Some(Account::Bank), [0; 32]), None);
}

#[test]
fn a_changed_proof_proves_nothing() {
    let entries = sales(5);
    let proof = Proof::of(&entries, 2, None, [3; 32]).expect("there is such an entry");
    let head = proof.verify().expect("it is whole");
    let change = |change: &dyn Fn(&mut Proof)| {
        let mut changed = proof.clone();
        change(&mut changed);
        changed.verify()
    };
    let entry = proof.entry;
    let line = Err(ProofError::Posting { entry, account: Account::Cash });
    let of_day = Err(ProofError::Entry { entry, day: day(DAY) });
    let first = |proof: &mut Proof, amount: i64| {
        let cash = proof.postings.iter_mut().find(|line| line.account == Account::Cash);
        cash.expect("it was sold for cash").amount = rupiah(amount);
    };
    assert!(change(&|proof| first(proof, 1)).is_err());
    assert_eq!(change(&|proof| proof.postings.clear()), Err(ProofError::Empty(entry)));
    assert_eq!(change(&|proof| proof.reference.push('0')), of_day);
    assert_eq!(change(&|proof| proof.kind = EntryKind::Refund), of_day);
    assert_eq!(change(&|proof| proof.reverses = Some(id(9))), of_day);
    assert_eq!(change(&|proof| proof.index = 3), of_day);
    assert_eq!(change(&|proof| proof.day.entries = 2), of_day);
    assert_eq!(change(&|proof| proof.path.clear()), of_day);
    assert_eq!(
        change(&|proof| proof.entry = id(99)),
        Err(ProofError::Entry { entry: id(99), day: day(DAY) })
    );
    let only = Proof::of(&entries, 2, Some(Account::Cash), [3; 32]).expect("there is such a line");
    let mut lonely = only.clone();
    lonely.postings[0].index = 7;
    assert_eq!(lonely.verify(), line);
    // What is sealed by the head and not by the root gives another head.
    assert_ne!(change(&|proof| proof.day.previous = [4; 32]), Ok(head));
    assert_ne!(change(&|proof| proof.day.entries = 6), Ok(head));
}

#[test]
fn proofs_explain_themselves() {
    let (entry, account) = (id(9), Account::Cash);
    check_explained(&ProofError::Empty(entry), "IKM-LEDGER-PROOF-EMPTY", &[]);
    check_explained(&ProofError::Posting { entry, account }, "IKM-LEDGER-PROOF-LINE", &["cash"]);
    let of_day = ProofError::Entry { entry, day: day(DAY) };
    check_explained(&of_day, "IKM-LEDGER-PROOF-ENTRY", &[DAY]);
}

#[test]
fn a_hold_reserves_and_ends_once() {
    let open = |amount: i64, available: i64| {
        Hold::open(id(1), Account::Bank, rupiah(amount), rupiah(available), day(DAY), "berkas")
    };
    let overdraft =
        LedgerError::Overdraft { account: Account::Bank, balance: rupiah(99), wanted: rupiah(100) };
    assert_eq!(open(100, 99), Err(overdraft));
    assert_eq!(open(0, 99), Err(LedgerError::BadHold(Rupiah::ZERO)));
    assert_eq!(open(-1, 99), Err(LedgerError::BadHold(rupiah(-1))));
    let hold = open(100, 100).expect("enough");
    assert!(hold.is_open());
    assert_eq!((hold.account(), hold.amount()), (Account::Bank, rupiah(100)));
    assert_eq!((hold.opened_on(), hold.reason()), (day(DAY), "berkas"));
    let posted = hold.clone().post(id(5)).expect("it is open");
    assert_eq!(posted.state(), HoldState::Posted(id(5)));
    assert_eq!(posted.clone().void(day(DAY)), Err(LedgerError::HoldEnded(id(1))));
    let voided = hold.void(day(DAY)).expect("it is open");
    assert!(!voided.is_open());
    assert_eq!(voided.post(id(5)), Err(LedgerError::HoldEnded(id(1))));
    let reserved = LedgerError::Held {
        account: Account::Bank,
        balance: rupiah(500),
        held: rupiah(400),
        wanted: rupiah(200),
    };
    check_explained(&reserved, "IKM-LEDGER-OVERDRAFT", &["bank", "Rp500", "Rp400", "Rp200"]);
    check_explained(&LedgerError::BadHold(rupiah(-1)), "IKM-LEDGER-HOLD-AMOUNT", &["-Rp1"]);
    let ended = LedgerError::HoldEnded(id(1));
    check_explained(&ended, "IKM-LEDGER-HOLD-ENDED", &[]);
}

#[test]
fn a_closing_seals_all_that_stands_in_it() {
    let closing = Closing {
        number: 1,
        until: day("2022-04-01"),
        closed_on: day("2022-04-02"),
        entries: 7,
        head: [1; 32],
        year_end: None,
        balances: vec![(Account::Cash, Balance { debit: rupiah(5), credit: rupiah(3) })],
        digest: [0; 32],
    }
    .sealed();
    assert!(closing.is_whole());
    let check = |change: &dyn Fn(&mut Closing)| {
        let mut changed = closing.clone();
        change(&mut changed);
        assert!(!changed.is_whole(), "{changed:?}");
    };
    check(&|closing| closing.number = 2);
    check(&|closing| closing.until = day("2022-04-03"));
    check(&|closing| closing.closed_on = day("2022-04-03"));
    check(&|closing| closing.entries = 8);
    check(&|closing| closing.head = [2; 32]);
    check(&|closing| closing.year_end = Some(id(1)));
    check(&|closing| closing.balances[0].1.credit = rupiah(4));
    check(&|closing| closing.balances[0].0 = Account::Bank);
    check(&|closing| closing.balances.clear());
}

proptest! {
    /// Whatever the day and the entry: the proof holds, for each line and for all, and it leads to
    /// the head that the whole day has.
    #[test]
    fn every_entry_of_a_day_can_be_proven(count in 1_u8..20, nth in any::<prop::sample::Index>()) {
        let entries = sales(count);
        let nth = nth.index(entries.len());
        let head = DayHead::of(day(DAY), [9; 32], &entries).head();
        let accounts: Vec<Option<Account>> =
            entries[nth].postings().iter().map(|line| Some(line.account)).chain([None]).collect();
        for account in accounts {
            let proof = Proof::of(&entries, nth, account, [9; 32]).expect("there is such a line");
            prop_assert_eq!(proof.verify(), Ok(head));
            prop_assert_eq!(proof.postings.len(), if account.is_some() { 1 } else { 4 });
        }
    }
}
