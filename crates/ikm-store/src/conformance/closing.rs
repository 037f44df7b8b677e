//! The journal by days, closings of the books, and holds.

use chrono::NaiveDate;
use ikm_core::id::{EntryId, HoldId};
use ikm_core::ledger::{Account, Balance, Closing, Entry, EntryDraft, EntryKind, Hold, HoldState};

use super::fixture::{Maker, day, found, rp};
use crate::{Store, StoreError};

fn transfer(make: &mut Maker, on: &str, amount: i64) -> Entry {
    EntryDraft::new(EntryKind::Transfer, "", day(on))
        .debit(Account::Bank, rp(amount))
        .credit(Account::Cash, rp(amount))
        .finish(EntryId::generate(make))
        .expect("it balances")
}

/// Entries come by days, those of one day in the order of writing, page by page and each once.
pub fn entries_by_day_are_complete_and_in_order(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let days = ["2022-03-02", "2022-03-01", "2022-03-02", "2022-02-28", "2022-03-01", "2022-03-03"];
    let entries: Vec<Entry> =
        (1..).zip(days).map(|(amount, on)| transfer(&mut make, on, amount)).collect();
    scene.write(|tx| entries.iter().try_for_each(|entry| tx.append_entry(entry)));
    let check = |from: &str, until: &str, after: Option<(&str, u64)>, limit, expect: &[u64]| {
        let after = after.map(|(on, place)| (day(on), place));
        let found = scene.read(|tx| tx.entries_by_day(day(from)..day(until), after, limit));
        let places: Vec<u64> = found.iter().map(|(place, _)| *place).collect();
        assert_eq!(places, expect, "{from} {until} {after:?}");
        for ((place, entry), nth) in found.iter().zip(places) {
            let written = usize::try_from(nth - 1).ok().and_then(|nth| entries.get(nth));
            assert_eq!(Some(entry), written, "{place}");
        }
    };
    check("2022-01-01", "2023-01-01", None, 9, &[4, 2, 5, 1, 3, 6]);
    check("2022-01-01", "2023-01-01", None, 3, &[4, 2, 5]);
    check("2022-01-01", "2023-01-01", Some(("2022-03-01", 5)), 2, &[1, 3]);
    check("2022-01-01", "2023-01-01", Some(("2022-03-02", 1)), 9, &[3, 6]);
    check("2022-03-01", "2022-03-02", None, 9, &[2, 5]);
    check("2022-03-01", "2022-03-03", Some(("2022-03-01", 2)), 9, &[5, 1, 3]);
    // What stands before the first day does not move it.
    check("2022-03-01", "2022-03-03", Some(("2022-02-01", 9)), 9, &[2, 5, 1, 3]);
    check("2022-03-04", "2023-01-01", None, 9, &[]);
    check("2022-03-03", "2022-03-01", None, 9, &[]);
}

/// The balances of a past day hold what was dated before it, whenever it was written.
pub fn balances_of_a_past_day(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let entries = [
        transfer(&mut make, "2022-03-02", 100),
        transfer(&mut make, "2022-03-01", 20),
        EntryDraft::reversal(&make.transfer(5), day("2022-03-03"))
            .reversing(None)
            .finish(EntryId::generate(&mut make))
            .expect("it balances"),
    ];
    scene.write(|tx| entries.iter().try_for_each(|entry| tx.append_entry(entry)));
    let balance = |debit, credit| Balance { debit: rp(debit), credit: rp(credit) };
    let check = |on: &str, expect: &[(Account, Balance)]| {
        assert_eq!(scene.read(|tx| tx.balances_before(day(on))), expect, "{on}");
    };
    check("2022-03-01", &[]);
    check("2022-03-02", &[(Account::Cash, balance(0, 20)), (Account::Bank, balance(20, 0))]);
    check("2022-03-03", &[(Account::Cash, balance(0, 120)), (Account::Bank, balance(120, 0))]);
    check("2022-03-04", &[(Account::Cash, balance(0, 125)), (Account::Bank, balance(125, 0))]);
    let now = scene.read(|tx| tx.balances());
    assert_eq!(scene.read(|tx| tx.balances_before(NaiveDate::MAX)), now);
}

fn held(make: &mut Maker, account: Account, amount: i64) -> Hold {
    let (id, amount) = (HoldId::generate(make), rp(amount));
    Hold::open(id, account, amount, amount, day("2022-03-01"), "berkas bank").expect("enough")
}

/// A hold is read back as it was opened and as it ended, and it ends once.
pub fn holds_end_once(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let member = scene.write(|tx| Ok(make.add_member(tx, 1)?.id()));
    let holds = [
        held(&mut make, Account::Bank, 500),
        held(&mut make, Account::PayoutDue(member), i64::MAX),
        held(&mut make, Account::Bank, 7),
    ];
    scene.write(|tx| holds.iter().try_for_each(|hold| tx.insert_hold(hold)));
    assert_eq!(scene.read(|tx| tx.open_holds()), holds);
    let [first, second, third] = holds;
    scene.refused_as_existing(&first.id(), |tx| tx.insert_hold(&first));
    let entry = transfer(&mut make, "2022-03-02", 500);
    let posted = first.clone().post(entry.id()).expect("it is open");
    let voided = second.clone().void(day("2022-03-02")).expect("it is open");
    scene.write(|tx| {
        tx.append_entry(&entry)?;
        tx.end_hold(&posted)?;
        tx.end_hold(&voided)
    });
    assert_eq!(scene.read(|tx| tx.open_holds()), std::slice::from_ref(&third));
    assert_eq!(scene.read(|tx| tx.hold(posted.id())).as_ref(), Some(&posted));
    assert_eq!(voided.state(), HoldState::Voided(day("2022-03-02")));
    let page = scene.read(|tx| tx.hold_page(Some(posted.id()), 1));
    assert_eq!(page, std::slice::from_ref(&voided));
    let all = scene.read(|tx| tx.hold_page(None, 9));
    assert_eq!(all, [posted, voided, third]);
    let again = first.void(day("2022-03-03")).expect("it was open");
    let refusal = scene.refused(|tx| tx.end_hold(&again));
    assert!(matches!(refusal, StoreError::Conflict { what: "hold", .. }), "{refusal}");
    let unknown = held(&mut make, Account::Cash, 1).void(day("2022-03-03")).expect("it is open");
    scene.refused(|tx| tx.end_hold(&unknown));
    assert_eq!(scene.read(|tx| tx.hold(unknown.id())), None);
}

fn closing(number: u32, until: &str, balances: Vec<(Account, Balance)>) -> Closing {
    let until = day(until);
    Closing {
        number,
        until,
        closed_on: until,
        entries: u64::from(number),
        head: [7; 32],
        year_end: None,
        balances,
        digest: [0; 32],
    }
    .sealed()
}

/// A closing is read back as it was written, and its days take no entry any more; later ones do.
pub fn a_closed_day_takes_no_entry(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let member = scene.write(|tx| Ok(make.add_member(tx, 1)?.id()));
    let one = Balance { debit: rp(1), credit: rp(i64::MAX) };
    let accounts = vec![(Account::Cash, one), (Account::PayoutDue(member), one)];
    let year_end = transfer(&mut make, "2022-03-31", 1);
    let second = Closing { year_end: Some(year_end.id()), ..closing(2, "2022-04-01", accounts) };
    let closings = [closing(1, "2022-03-01", Vec::new()), second.sealed()];
    let [first, second] = &closings;
    scene.write(|tx| tx.insert_closing(first));
    scene.write(|tx| tx.append_entry(&year_end));
    scene.write(|tx| tx.insert_closing(second));
    assert_eq!(scene.read(|tx| tx.closings()), closings);
    assert!(closings.iter().all(Closing::is_whole));
    scene.refused_as_existing(&2, |tx| tx.insert_closing(second));
    let late = transfer(&mut make, "2022-03-31", 5);
    let refusal = scene.refused(|tx| tx.append_entry(&late));
    assert!(
        matches!(refusal, StoreError::Sealed { on, until }
            if on == day("2022-03-31") && until == day("2022-04-01")),
        "{refusal}"
    );
    let in_time = transfer(&mut make, "2022-04-01", 5);
    scene.write(|tx| tx.append_entry(&in_time));
}
