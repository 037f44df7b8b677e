//! The doctor on sales and settlements that do not follow from what lies below them.

use ikm_core::gallery::{
    MemberSettlement, Sale, SaleLine, Settlement, SettlementTerms, SettlementTotals, StockMoveKind,
};
use ikm_core::id::{EntryId, SaleId, SettlementId};
use ikm_core::ledger::{Account, EntryKind};
use ikm_core::money::Rupiah;
use ikm_store::WriteTx;

use crate::doctor::{check, entry, id, item, lived_in, rupiah, sale, today};
use crate::world::day;

/// Adds a sale with an id of its own and its entry.
pub(crate) fn insert(tx: &mut dyn WriteTx, sale: Sale) {
    let sale = Sale { id: id::<SaleId>(), entry: id::<EntryId>(), ..sale };
    if let Some(entry) = sale.entry().expect("in range") {
        tx.append_entry(&entry).expect("it balances");
    }
    insert_sale(tx, &sale);
}

fn insert_sale(tx: &mut dyn WriteTx, sale: &Sale) {
    tx.insert_sale(sale).expect("adds");
    for line in sale.accruals().expect("in range") {
        tx.insert_accrual(&line).expect("adds");
    }
}

/// Sells one more piece of cloth on a line that `bend` bends, with everything else in order.
fn bent(bend: impl Fn(SaleLine) -> SaleLine) -> impl FnOnce(&mut dyn WriteTx) {
    move |tx: &mut dyn WriteTx| {
        let mut item = item(tx, "SLM", 0);
        let moved = item.take(StockMoveKind::Sold, 1, today(), "K-9").expect("on hand");
        tx.update_item(&item).expect("counts");
        tx.append_stock_move(&moved).expect("appends");
        let mut more = sale(tx, "K-2");
        more.lines = more.lines.into_iter().map(&bend).collect();
        insert(tx, Sale { receipt: "K-9".to_owned(), sold_on: today(), ..more });
    }
}

#[test]
fn sales_that_do_not_follow() {
    // As it should be: 185,000 at 15 %.
    let mut world = lived_in();
    world.tamper(bent(|line| line));
    world.assert_sound();
    check(
        "another commission",
        bent(|line| SaleLine { commission: rupiah(27_749), ..line }),
        &["sale"],
    );
    check(
        "other terms than the item's",
        bent(|line| SaleLine {
            rate: "10".parse().expect("a commission"),
            commission: rupiah(18_500),
            ..line
        }),
        &["sale"],
    );
    let another = {
        let mut world = lived_in();
        let member = world.app().member("A-0001").expect("a member").member.member;
        move |line| SaleLine { member, ..line }
    };
    check("of another maker", bent(another), &["sale"]);
    check(
        "dearer than the item",
        bent(|line| SaleLine {
            unit_price: rupiah(200_000),
            gross: rupiah(200_000),
            commission: rupiah(30_000),
            ..line
        }),
        &["sale"],
    );
    check(
        "a gross that is not price × quantity",
        bent(|line| SaleLine { gross: rupiah(180_000), commission: rupiah(27_000), ..line }),
        &["sale"],
    );
    check("more pieces than were picked", bent(|line| SaleLine { quantity: 2, ..line }), &["sale"]);
    check(
        "a price beyond counting",
        bent(|line| SaleLine { unit_price: rupiah(i64::MAX), quantity: 2, ..line }),
        &["sale"],
    );
    check(
        "no entry",
        |tx| {
            let mut more = sale(tx, "K-2");
            more.lines.clear();
            let more = Sale { id: id(), receipt: "K-9".to_owned(), ..more };
            // It has no lines and so no money, but names the entry of another sale.
            tx.insert_sale(&more).expect("adds");
        },
        &["sale"],
    );
    check(
        "goods without money",
        |tx| {
            let more = sale(tx, "K-3");
            let more = Sale { id: id(), receipt: "K-9".to_owned(), entry: id(), ..more };
            insert_sale(tx, &more);
        },
        &["sale", "stock", "settlement"],
    );
}

/// Settles everything that waits, with figures that `bend` bends, and books what it says.
fn settled(
    bend: impl Fn(&mut SettlementTotals, &mut Vec<MemberSettlement>),
) -> impl FnOnce(&mut dyn WriteTx) {
    move |tx: &mut dyn WriteTx| {
        let terms = SettlementTerms { until: today(), hold_days: 0, minimum: Rupiah::ZERO };
        let accruals = tx.accruals(terms.cut_off()).expect("reads");
        let (mut rows, mut totals) = ikm_core::gallery::settle(&terms, &accruals).expect("settles");
        bend(&mut totals, &mut rows);
        let id = id::<SettlementId>();
        let mut settlement =
            Settlement { id, run_on: today(), terms, totals, entry: None, paid: None };
        let booked = settlement.entry(&rows, self::id()).expect("it balances");
        if let Some(entry) = booked {
            tx.append_entry(&entry).expect("appends");
            settlement.entry = Some(entry.id());
        }
        tx.insert_settlement(&settlement, &rows).expect("adds");
    }
}

#[test]
fn settlements_that_do_not_follow() {
    let mut world = lived_in();
    world.tamper(settled(|_, _| ()));
    world.assert_sound();
    let only = &["settlement"];
    check("a sum", settled(|totals, _| totals.commission = rupiah(0)), only);
    check("a count of lines", settled(|totals, _| totals.lines += 1), only);
    check("a count of members", settled(|totals, _| totals.members += 1), only);
    check("lines of a row", settled(|_, rows| rows[0].lines += 1), only);
    check(
        "a charge that nobody agreed to",
        settled(|totals, rows| {
            let row = &mut rows[0];
            row.charges = rupiah(1);
            row.payable = row.payable.minus(row.charges).expect("in range");
            totals.charges = rupiah(1);
            totals.payable = totals.payable.minus(rupiah(1)).expect("in range");
        }),
        only,
    );
    check(
        "a rupiah from one to the other",
        settled(|_, rows| {
            rows[0].payable = rows[0].payable.plus(rupiah(1)).expect("in range");
            rows[1].payable = rows[1].payable.minus(rupiah(1)).expect("in range");
        }),
        only,
    );
    check("somebody left out", settled(|_, rows| rows.truncate(1)), only);
    check(
        "what was sold after its end",
        |tx| {
            let all = SettlementTerms { until: today(), hold_days: 0, minimum: Rupiah::ZERO };
            let accruals = tx.accruals(all.cut_off()).expect("reads");
            // The crisps were sold on 20 February.
            let terms = SettlementTerms { until: day("2022-02-20"), ..all };
            let settled = ikm_core::gallery::settle(&terms, &accruals);
            let (rows, totals) = settled.expect("settles");
            let id = id::<SettlementId>();
            let mut settlement =
                Settlement { id, run_on: today(), terms, totals, entry: None, paid: None };
            let due = settlement.entry(&rows, self::id()).expect("it balances").expect("an entry");
            tx.append_entry(&due).expect("appends");
            settlement.entry = Some(due.id());
            tx.insert_settlement(&settlement, &rows).expect("adds");
        },
        only,
    );
    check(
        "paid by an entry of another kind",
        |tx| {
            let waiting = tx.settlements().expect("reads").pop().expect("a settlement");
            let due = entry(EntryKind::Transfer, Account::Bank, Account::Cash, 1);
            tx.append_entry(&due).expect("it balances");
            tx.mark_paid(waiting.id, due.id()).expect("marks");
        },
        only,
    );
    check(
        "paid by nothing",
        |tx| {
            let waiting = tx.settlements().expect("reads").pop().expect("a settlement");
            tx.mark_paid(waiting.id, id()).expect("marks");
        },
        only,
    );
}
