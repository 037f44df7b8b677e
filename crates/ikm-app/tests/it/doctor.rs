//! The doctor passes what the use cases wrote, and finds what a hand has changed behind them.

use chrono::NaiveDate;
use ikm_core::Lang;
use ikm_core::association::{DuesCharge, DuesPayment, DuesPlan, MembershipChange, MembershipEvent};
use ikm_core::audit::{AuditDraft, AuditRecord, AuditText};
use ikm_core::gallery::{
    Item, Pick, Sale, SaleLine, SettlementTerms, Stock, StockMove, StockMoveKind,
};
use ikm_core::id::{ItemId, MemberId, ShipmentId, uuid_v7};
use ikm_core::ledger::{Account, Entry, EntryDraft, EntryKind};
use ikm_core::money::Rupiah;
use ikm_core::shipping::Shipment;
use ikm_store::WriteTx;
use uuid::Uuid;

use Account::{Bank, Cash, CommissionIncome, DuesIncome, PostalPayable};

use crate::doctor_gallery::insert;
use crate::shipping::request;
use crate::world::{World, day};

pub(crate) fn rupiah(amount: i64) -> Rupiah {
    Rupiah::new(amount)
}

/// An id that nothing has.
pub(crate) fn id<T: TryFrom<Uuid>>() -> T
where
    T::Error: std::fmt::Debug,
{
    let at = "2030-01-01T00:00:00Z".parse().expect("a moment");
    T::try_from(uuid_v7(at, &[9; 10])).expect("version 7")
}

pub(crate) fn today() -> NaiveDate {
    day("2022-03-01")
}

/// An association in which everything has happened.
pub(crate) fn lived_in() -> World {
    let mut world = World::with_goods();
    world.load_tariff();
    let from = "2022-02".parse().expect("a month");
    world.app().plan_dues(DuesPlan { from, monthly: rupiah(5_000) }).expect("plans");
    world.on("2022-02-10").run_dues(from).expect("charges");
    world.app().pay_dues("A-0001", rupiah(3_000), ikm_core::gallery::Payment::Cash).expect("pays");
    world.sales("K-1,2022-02-10,RND,,12,60000,cash\nK-2,2022-02-11,SLM,,1,,qris\n");
    for until in ["2022-02-11", "2022-02-20"] {
        let terms = SettlementTerms { until: day(until), hold_days: 0, minimum: rupiah(200_000) };
        let run = world.on(until).run_settlement(terms).expect("settles").run.expect("a run");
        let run = run.to_string();
        if until == "2022-02-11" {
            world.app().pay_settlement(&run, Account::Cash).expect("pays");
        }
    }
    world.sales("K-3,2022-02-20,KRP,,2,,cash\n");
    world.app().accept_parcel(&request("A-0001", "25651", 1_300)).expect("a price");
    world.app().accept_parcel(&request("A-0003", "10110", 2_000)).expect("a price");
    world
}

/// Lets `hand` write past the use cases, and checks what the doctor says of it: the checks that
/// find something, each once, in the order in which they look.
#[track_caller]
pub(crate) fn check(name: &str, hand: impl FnOnce(&mut dyn WriteTx), expect: &[&str]) {
    let mut world = lived_in();
    world.tamper(hand);
    let diagnosis = world.app().doctor().expect("an examination, whatever it finds");
    let mut found: Vec<&str> = diagnosis.findings.iter().map(|finding| finding.check).collect();
    found.dedup();
    assert_eq!(found, expect, "{name}: {:#?}", diagnosis.findings);
    assert!(!diagnosis.ok, "{name}");
    for finding in &diagnosis.findings {
        assert_ne!(finding.text(Lang::Id), finding.text(Lang::En), "{name}");
    }
}

pub(crate) fn member(tx: &mut dyn WriteTx, number: &str) -> MemberId {
    let number = number.parse().expect("a number");
    tx.member_by_number(number).expect("reads").expect("a member").id()
}

pub(crate) fn item(tx: &mut dyn WriteTx, sku: &str, nth: usize) -> Item {
    tx.items_by_sku(sku).expect("reads").remove(nth)
}

pub(crate) fn sale(tx: &mut dyn WriteTx, receipt: &str) -> Sale {
    tx.sale_by_receipt(receipt).expect("reads").expect("a sale")
}

/// An entry of `kind` that moves `amount` from one account to another.
pub(crate) fn entry(kind: EntryKind, to: Account, from: Account, amount: i64) -> Entry {
    EntryDraft::new(kind, "?", today())
        .debit(to, rupiah(amount))
        .credit(from, rupiah(amount))
        .finish(id())
        .expect("it balances")
}

#[test]
fn a_lived_in_association_is_sound() {
    let diagnosis = lived_in().app().doctor().expect("an examination");
    // Dues charged and paid; three sales; a settlement, paid, and one that left everything for the
    // next; two parcels.
    assert_eq!((diagnosis.entries, diagnosis.items, diagnosis.sales), (9, 4, 3));
    assert_eq!((diagnosis.settlements, diagnosis.shipments), (2, 2));
    assert!(diagnosis.audit_records > 10);
    let empty = World::new().app().doctor().expect("an examination");
    assert_eq!((empty.ok, empty.entries, empty.audit_records), (true, 0, 1));
}

#[test]
fn entries_that_belong_to_nothing() {
    let post =
        |entry: Entry| move |tx: &mut dyn WriteTx| tx.append_entry(&entry).expect("it balances");
    check("sale", post(entry(EntryKind::Sale, Cash, CommissionIncome, 1)), &["ledger"]);
    check("dues", post(entry(EntryKind::DuesPayment, Cash, DuesIncome, 1)), &["ledger"]);
    check("charge", post(entry(EntryKind::DuesCharge, Cash, DuesIncome, 1)), &["ledger"]);
    check("parcel", post(entry(EntryKind::Shipment, Cash, PostalPayable, 1)), &["ledger"]);
    check("settlement", post(entry(EntryKind::Settlement, Cash, Bank, 1)), &["ledger"]);
    check("payout", post(entry(EntryKind::Payout, Cash, Bank, 1)), &["ledger"]);
    // Under a kind that stands for itself, but on an account that follows from other tables.
    let moved = |account: fn(MemberId) -> Account| {
        move |tx: &mut dyn WriteTx| {
            let account = account(member(tx, "A-0002"));
            tx.append_entry(&entry(EntryKind::Transfer, account, Cash, 1)).expect("it balances");
        }
    };
    check("share", moved(Account::ConsignmentPayable), &["settlement"]);
    check("due", moved(Account::PayoutDue), &["settlement"]);
    check("dues owed", moved(Account::DuesReceivable), &["dues"]);
    // Of somebody who is no member at all.
    let of_nobody = |account: Account| post(entry(EntryKind::Transfer, account, Cash, 1));
    check("share", of_nobody(Account::ConsignmentPayable(id())), &["settlement"]);
    check("due", of_nobody(Account::PayoutDue(id())), &["settlement"]);
    check("dues owed", of_nobody(Account::DuesReceivable(id())), &["dues"]);
}

#[test]
fn pieces_that_no_journal_knows() {
    let sold = |item: &Item, quantity, on: &str| {
        StockMove::at_shelf(item.id(), day(on), StockMoveKind::Sold, quantity, "?")
    };
    check(
        "counted without a move",
        |tx| {
            let mut item = item(tx, "KRP", 0);
            let _moved = item.take(StockMoveKind::WrittenOff, 1, today(), "?").expect("on hand");
            tx.update_item(&item).expect("counts");
        },
        &["stock"],
    );
    check(
        "moved without being counted",
        |tx| {
            let item = item(tx, "KRP", 0);
            tx.append_stock_move(&sold(&item, 1, "2022-02-20")).expect("appends");
        },
        &["stock"],
    );
    check(
        "moved more often than can be counted",
        |tx| {
            let item = item(tx, "KRP", 0);
            for _ in 0..2 {
                tx.append_stock_move(&sold(&item, u32::MAX, "2022-02-20")).expect("appends");
            }
        },
        &["stock"],
    );
    check(
        "sold without a receipt",
        |tx| {
            let mut item = item(tx, "KRP", 0);
            let moved = item.take(StockMoveKind::Sold, 1, today(), "?").expect("on hand");
            tx.update_item(&item).expect("counts");
            tx.append_stock_move(&moved).expect("appends");
        },
        &["stock"],
    );
    // L1 is sold up to 20 February; its ten pieces went on the tenth. A piece that is moved back
    // and forth still counts right.
    check(
        "sold after its last day",
        |tx| {
            let old = item(tx, "RND", 0);
            let label = old.label().clone();
            let fresh = Stock { received: 1, sold: 1, ..Stock::default() };
            let item = Item::from_parts(
                id::<ItemId>(),
                1,
                old.note(),
                old.member(),
                label,
                old.received_on(),
                old.unit_price(),
                old.terms().clone(),
                fresh,
            );
            let item = item.expect("its counts agree");
            tx.insert_item(&item).expect("adds");
            let received =
                StockMove { kind: StockMoveKind::Received, ..sold(&item, 1, "2022-02-01") };
            tx.append_stock_move(&received).expect("appends");
            tx.append_stock_move(&sold(&item, 1, "2022-02-21")).expect("appends");
            let mut late = sale(tx, "K-1");
            let of_one = |line: &SaleLine| SaleLine {
                quantity: 1,
                gross: rupiah(60_000),
                // The price is Rp65.000.
                discount: rupiah(5_000),
                commission: rupiah(7_500),
                picks: vec![Pick { item: item.id(), quantity: 1 }],
                ..line.clone()
            };
            late.lines = late.lines.iter().map(of_one).collect();
            insert(tx, Sale { receipt: "K-9".to_owned(), sold_on: day("2022-02-21"), ..late });
        },
        &["stock"],
    );
}

#[test]
fn memberships_that_do_not_follow() {
    let find = |tx: &mut dyn WriteTx| {
        let id = member(tx, "A-0003");
        tx.member(id).expect("reads").expect("a member")
    };
    check(
        "changed without a step",
        |tx| {
            let mut member = find(tx);
            let _step = member.change(MembershipChange::End, today()).expect("follows");
            tx.update_member(&member).expect("updates");
        },
        &["member"],
    );
    check(
        "a step without a change",
        |tx| {
            let step = find(tx).change(MembershipChange::End, today()).expect("follows");
            tx.append_membership(&step).expect("appends");
        },
        &["member"],
    );
    check(
        "a step on another day",
        |tx| {
            let mut member = find(tx);
            let step = member.change(MembershipChange::End, today()).expect("follows");
            tx.update_member(&member).expect("updates");
            let late = MembershipEvent { on: day("2022-03-02"), ..step };
            tx.append_membership(&late).expect("appends");
        },
        &["member"],
    );
}

#[test]
fn dues_that_do_not_follow() {
    check(
        "charged without an entry",
        |tx| {
            let (member, month) = (member(tx, "A-0001"), "2022-03".parse().expect("a month"));
            let charge = DuesCharge { member, month, amount: rupiah(5_000), entry: id() };
            tx.insert_dues_charge(&charge).expect("adds");
        },
        &["dues"],
    );
    check(
        "paid on another day than its entry",
        |tx| {
            let member = member(tx, "A-0002");
            let account = Account::DuesReceivable(member);
            let paying = entry(EntryKind::DuesPayment, Cash, account, 1);
            tx.append_entry(&paying).expect("it balances");
            let on = day("2022-03-02");
            let paid = DuesPayment { member, on, amount: rupiah(1), entry: paying.id() };
            tx.insert_dues_payment(&paid).expect("adds");
        },
        // The entry is also one that no payment is like.
        &["dues", "ledger"],
    );
    check(
        "paid without an entry",
        |tx| {
            let member = member(tx, "A-0001");
            let paid = DuesPayment { member, on: today(), amount: rupiah(1), entry: id() };
            tx.insert_dues_payment(&paid).expect("adds");
        },
        &["dues"],
    );
}

#[test]
fn parcels_that_do_not_follow() {
    let again = |bend: fn(Shipment) -> Shipment| {
        move |tx: &mut dyn WriteTx| {
            let known = tx.shipment_page(None, 1).expect("reads").remove(0);
            let more = Shipment { id: id::<ShipmentId>(), receipt_number: None, ..known };
            let mut more = bend(more);
            if more.entry.is_some() {
                let entry = more.entry(id()).expect("in range").expect("it costs something");
                tx.append_entry(&entry).expect("it balances");
                more.entry = Some(entry.id());
            }
            tx.insert_shipment(&more).expect("adds");
        }
    };
    let mut world = lived_in();
    world.tamper(again(|parcel| parcel));
    world.assert_sound();
    check("nothing booked", again(|parcel| Shipment { entry: None, ..parcel }), &["shipment"]);
    check(
        "another parcel for the same price",
        again(|mut parcel| {
            parcel.parcel.to = "10110".parse().expect("a postal code");
            parcel
        }),
        &["shipment"],
    );
    check(
        "nowhere",
        again(|mut parcel| {
            parcel.parcel.service = "XXX".to_owned();
            parcel
        }),
        &["shipment"],
    );
    check(
        "before the book was in force",
        again(|parcel| Shipment { accepted_on: day("2021-12-31"), ..parcel }),
        &["shipment"],
    );
}

#[test]
fn audit_records_that_do_not_follow() {
    let text = || AuditText { salt: [1; 16], actor: "?".to_owned(), note: String::new() };
    let draft = || AuditDraft {
        at: "2022-03-01T02:00:00Z".parse().expect("a moment"),
        action: "?".to_owned(),
        subject: "?".to_owned(),
        content: [0; 32],
    };
    let append = |bend: fn(&mut AuditRecord, &mut AuditText)| {
        move |tx: &mut dyn WriteTx| {
            let last = tx.last_audit().expect("reads");
            let mut text = text();
            let mut record = AuditRecord::following(last.as_ref(), draft(), &text);
            bend(&mut record, &mut text);
            tx.append_audit(&record, &text).expect("appends");
        }
    };
    let mut world = lived_in();
    world.tamper(append(|_, _| ()));
    world.assert_sound();
    check("another actor", append(|_, text| text.actor = "!".to_owned()), &["audit"]);
    check("another action", append(|record, _| record.action = "!".to_owned()), &["audit"]);
    check("another content", append(|record, _| record.content = [1; 32]), &["audit"]);
    check("another seal", append(|record, _| record.seal = [1; 32]), &["audit"]);
    check("another place", append(|record, _| record.seq += 1), &["audit"]);
    check(
        "from the middle",
        |tx| {
            let page = tx.audit_page(0, 2).expect("reads");
            let record = AuditRecord::following(Some(&page[0].0), draft(), &text());
            let seq = tx.last_audit().expect("reads").expect("a record").seq + 1;
            tx.append_audit(&AuditRecord { seq, ..record }, &text()).expect("appends");
        },
        &["audit"],
    );
}
