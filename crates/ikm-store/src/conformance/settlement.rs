//! What gathers for makers, and what settlements do with it.

use chrono::NaiveDate;
use ikm_core::gallery::{
    Accrual, AccrualKind, AccrualLine, Item, MemberSettlement, Settlement, SettlementTerms, settle,
};
use ikm_core::id::{IdSource as _, MemberId, SettlementId};
use ikm_core::money::Rupiah;

use super::fixture::{Maker, Scene, day, found, next, rp};
use crate::{Result, Store, WriteTx};

/// A gallery with a hundred pieces of each of two makers at Rp10.000 under 10 %.
#[track_caller]
fn gallery(store: &dyn Store) -> (Scene<'_>, Maker, [Item; 2]) {
    let (scene, mut make) = found(store);
    let items = scene.write(|tx| {
        let (one, two) = (make.add_member(tx, 1)?, make.add_member(tx, 2)?);
        Ok([make.add_item(tx, one.id(), "one")?, make.add_item(tx, two.id(), "two")?])
    });
    (scene, make, items)
}

fn accrual(item: &Item, lines: u64, gross: i64, commission: i64, brought_forward: i64) -> Accrual {
    Accrual {
        member: item.member(),
        lines,
        gross: rp(gross),
        commission: rp(commission),
        charges: Rupiah::ZERO,
        brought_forward: rp(brought_forward),
    }
}

/// A row of a settlement that takes up nothing, pays nothing and leaves `left`.
fn leaving(item: &Item, left: i64) -> MemberSettlement {
    MemberSettlement {
        member: item.member(),
        lines: 0,
        gross: Rupiah::ZERO,
        commission: Rupiah::ZERO,
        charges: Rupiah::ZERO,
        payable: Rupiah::ZERO,
        brought_forward: Rupiah::ZERO,
        left: rp(left),
    }
}

/// Adds a settlement of lines before `until` that says `rows`, and gives its id and how many lines
/// it took up.
fn settled(
    tx: &mut dyn WriteTx,
    make: &mut Maker,
    until: NaiveDate,
    rows: &[MemberSettlement],
) -> Result<(SettlementId, u64)> {
    let settlement = make.settlement(until);
    let before = waiting(tx)?;
    tx.insert_settlement(&settlement, rows)?;
    Ok((settlement.id, before - waiting(tx)?))
}

/// How many lines wait.
fn waiting(tx: &mut dyn WriteTx) -> Result<u64> {
    Ok(tx.accruals(day("9999-12-31"))?.iter().map(|accrual| accrual.lines).sum())
}

/// Lines of every kind gather, come back as they were booked, and are taken up together.
pub fn lines_of_every_kind_round_trip(store: &dyn Store) {
    let (scene, mut make, [one, two]) = gallery(store);
    let on = day("2022-03-01");
    let mut line =
        |nth: i64, kind| make.accrual(one.member(), kind, on, [nth * 100, -nth * 10, nth]);
    let first = line(1, AccrualKind::Sale);
    let bare = AccrualLine {
        member: two.member(),
        number: 2,
        entry: None,
        quantity: 0,
        reference: String::new(),
        ..first.clone()
    };
    let others: Vec<AccrualLine> =
        (2..).zip(AccrualKind::ALL).map(|(nth, kind)| line(nth, kind)).collect();
    let lines: Vec<AccrualLine> = [first.clone()].into_iter().chain(others).collect();
    scene.write(|tx| lines.iter().chain([&bare]).try_for_each(|line| tx.insert_accrual(line)));
    // 100 × (1 + … + 7), −10 × 28 and 28.
    let expected = Accrual { charges: rp(28), ..accrual(&one, 7, 2_800, -280, 0) };
    let of_two = Accrual { charges: rp(1), ..accrual(&two, 1, 100, -10, 0) };
    assert_eq!(scene.read(|tx| tx.accruals(next(on))), [expected, of_two]);
    let document = [first, bare.clone()];
    assert_eq!(scene.read(|tx| tx.accruals_of(bare.document)), document);
    assert_eq!(scene.read(|tx| tx.accruals_of(make.next())), []);
    let (id, taken) = scene.write(|tx| settled(tx, &mut make, next(on), &[]));
    assert_eq!(taken, 8);
    // Of one day, in order of documents, which were made in this order.
    assert_eq!(scene.read(|tx| tx.settled_lines(id, one.member())), lines);
    assert_eq!(scene.read(|tx| tx.accruals_of(bare.document)), document);
    assert_eq!(scene.read(|tx| tx.settled_lines(id, two.member())), [bare]);
}

/// A line is booked once, also after it was settled; another kind or number is another line.
pub fn a_line_is_booked_once(store: &dyn Store) {
    let (scene, mut make, [one, two]) = gallery(store);
    let line = make.accrual(one.member(), AccrualKind::Sale, day("2022-03-01"), [100, 10, 0]);
    let again = AccrualLine { member: two.member(), gross: rp(5), ..line.clone() };
    scene.write(|tx| tx.insert_accrual(&line));
    scene.refused_as_existing(&line.name(), |tx| tx.insert_accrual(&again));
    scene.write(|tx| settled(tx, &mut make, day("2022-04-01"), &[]));
    scene.refused_as_existing(&line.name(), |tx| tx.insert_accrual(&again));
    let void = AccrualLine { kind: AccrualKind::Void, ..again.clone() };
    let second = AccrualLine { number: 2, ..again };
    scene.write(|tx| {
        tx.insert_accrual(&void)?;
        tx.insert_accrual(&second)
    });
    assert_eq!(scene.read(|tx| tx.accruals_of(line.document)), [line, void, second]);
}

/// Accruals count and sum the lines of each maker, in order of member ids.
pub fn accruals_gather_by_maker(store: &dyn Store) {
    let (scene, mut make, [one, two]) = gallery(store);
    scene.write(|tx| {
        make.add_sale(tx, "a", day("2022-03-01"), &[(&two, 3), (&one, 1), (&two, 1)])?;
        make.add_sale(tx, "b", day("2022-03-02"), &[(&one, 5)])
    });
    // Two lines of Rp10.000 and Rp50.000; two lines of Rp30.000 and Rp10.000.
    let expected = [accrual(&one, 2, 60_000, 6_000, 0), accrual(&two, 2, 40_000, 4_000, 0)];
    assert_eq!(scene.read(|tx| tx.accruals(day("2022-03-03"))), expected);
}

/// A sale on the day of the cut-off does not count; one on the day before does.
pub fn accruals_stop_at_the_cut_off(store: &dyn Store) {
    let (scene, mut make, [one, _]) = gallery(store);
    let sold_on = day("2022-03-31");
    scene.write(|tx| make.add_sale(tx, "a", sold_on, &[(&one, 1)]));
    assert_eq!(scene.read(|tx| tx.accruals(sold_on)), []);
    let expected = [accrual(&one, 1, 10_000, 1_000, 0)];
    assert_eq!(scene.read(|tx| tx.accruals(next(sold_on))), expected);
    assert_eq!(scene.read(|tx| tx.accruals(day("9999-12-31"))), expected);
    // The cut-off of a settlement with more days on hold than the calendar has.
    assert_eq!(scene.read(|tx| tx.accruals(NaiveDate::MIN)), []);
}

/// Where nothing was sold nothing has gathered, and a settlement takes up nothing.
pub fn accruals_of_an_empty_gallery(store: &dyn Store) {
    let (scene, mut make) = found(store);
    assert_eq!(scene.read(|tx| tx.accruals(day("9999-12-31"))), []);
    let (id, taken) = scene.write(|tx| settled(tx, &mut make, day("2022-04-01"), &[]));
    assert_eq!(taken, 0);
    assert_eq!(scene.read(|tx| tx.settlement_rows(id)), []);
}

/// Sales on hold wait for a later settlement: the cut-off is `until` less the days on hold.
pub fn sales_on_hold_wait(store: &dyn Store) {
    let (scene, mut make, [one, _]) = gallery(store);
    scene.write(|tx| {
        make.add_sale(tx, "a", day("2022-03-24"), &[(&one, 1)])?;
        make.add_sale(tx, "b", day("2022-03-25"), &[(&one, 2)])
    });
    let terms = SettlementTerms { until: day("2022-04-01"), hold_days: 7, minimum: Rupiah::ZERO };
    let settlement = Settlement { terms, ..make.settlement(terms.until) };
    scene.write(|tx| tx.insert_settlement(&settlement, &[leaving(&one, 0)]));
    assert_eq!(scene.read(|tx| tx.settled_lines(settlement.id, one.member())).len(), 1);
    let waiting = scene.read(|tx| tx.accruals(day("2022-04-01")));
    assert_eq!(waiting, [accrual(&one, 1, 20_000, 2_000, 0)]);
}

/// A line is taken up by one settlement and by no other.
pub fn lines_are_taken_up_once(store: &dyn Store) {
    let (scene, mut make, [one, two]) = gallery(store);
    scene.write(|tx| make.add_sale(tx, "a", day("2022-03-01"), &[(&one, 1), (&two, 1)]));
    let until = day("2022-04-01");
    let (first, taken) = scene.write(|tx| settled(tx, &mut make, until, &[]));
    assert_eq!(taken, 2);
    assert_eq!(scene.read(|tx| tx.accruals(until)), []);
    let (second, taken) = scene.write(|tx| settled(tx, &mut make, until, &[]));
    assert_eq!(taken, 0);
    assert_eq!(scene.read(|tx| tx.settled_lines(first, one.member())).len(), 1);
    assert_eq!(scene.read(|tx| tx.settled_lines(second, one.member())), []);
}

/// A sale that is typed in late, on a day before an earlier cut-off, is taken up by the next run.
pub fn a_late_sale_is_still_taken_up(store: &dyn Store) {
    let (scene, mut make, [one, _]) = gallery(store);
    scene.write(|tx| make.add_sale(tx, "a", day("2022-03-20"), &[(&one, 1)]));
    scene.write(|tx| settled(tx, &mut make, day("2022-04-01"), &[]));
    scene.write(|tx| make.add_sale(tx, "b", day("2022-03-10"), &[(&one, 3)]));
    let waiting = scene.read(|tx| tx.accruals(day("2022-04-01")));
    assert_eq!(waiting, [accrual(&one, 1, 30_000, 3_000, 0)]);
    let (_, taken) = scene.write(|tx| settled(tx, &mut make, day("2022-04-01"), &[]));
    assert_eq!(taken, 1);
}

/// What a settlement leaves, more or less than nothing, is brought forward to the next, beside new
/// lines or alone; once nothing is left, the maker is no longer listed.
pub fn what_is_carried_forward_is_brought_forward(store: &dyn Store) {
    let (scene, mut make, [one, two]) = gallery(store);
    let (far, march) = (day("9999-12-31"), day("2022-03-01"));
    scene.write(|tx| settled(tx, &mut make, march, &[leaving(&one, 4_500), leaving(&two, -700)]));
    let owed = [accrual(&one, 0, 0, 0, 4_500), accrual(&two, 0, 0, 0, -700)];
    assert_eq!(scene.read(|tx| tx.accruals(far)), owed);
    // What was carried forward does not depend on when sales were made.
    assert_eq!(scene.read(|tx| tx.accruals(NaiveDate::MIN)), owed);

    scene.write(|tx| make.add_sale(tx, "a", day("2022-03-05"), &[(&two, 1)]));
    let owed = [accrual(&one, 0, 0, 0, 4_500), accrual(&two, 1, 10_000, 1_000, -700)];
    assert_eq!(scene.read(|tx| tx.accruals(far)), owed);

    let april = day("2022-04-01");
    scene.write(|tx| settled(tx, &mut make, april, &[leaving(&one, 0), leaving(&two, 0)]));
    assert_eq!(scene.read(|tx| tx.accruals(far)), []);
}

/// A settlement that does not name a maker leaves alone what an earlier one carried forward.
pub fn a_maker_left_out_keeps_what_was_carried(store: &dyn Store) {
    let (scene, mut make, [one, two]) = gallery(store);
    scene.write(|tx| settled(tx, &mut make, day("2022-03-01"), &[leaving(&one, -250)]));
    scene.write(|tx| settled(tx, &mut make, day("2022-04-01"), &[leaving(&two, 90)]));
    let owed = [accrual(&one, 0, 0, 0, -250), accrual(&two, 0, 0, 0, 90)];
    assert_eq!(scene.read(|tx| tx.accruals(day("2022-05-01"))), owed);
}

/// The lines of one maker in one settlement stand in the order in which they were sold, each with
/// its receipt.
pub fn settled_lines_stand_in_order_of_sale(store: &dyn Store) {
    let (scene, mut make, [one, two]) = gallery(store);
    // Typed in out of order: the later day first, and the receipts of a day by their ids.
    let sales = scene.write(|tx| {
        Ok([
            make.add_sale(tx, "z", day("2022-03-09"), &[(&one, 1)])?,
            make.add_sale(tx, "y", day("2022-03-02"), &[(&two, 9), (&one, 2), (&one, 3)])?,
            make.add_sale(tx, "x", day("2022-03-02"), &[(&one, 4)])?,
            make.add_sale(tx, "w", day("2022-04-01"), &[(&one, 5)])?,
        ])
    });
    let (first, taken) = scene.write(|tx| settled(tx, &mut make, day("2022-04-01"), &[]));
    assert_eq!(taken, 5);
    let (second, _) = scene.write(|tx| settled(tx, &mut make, day("2022-05-01"), &[]));
    let lines =
        |settlement, item: &Item| scene.read(|tx| tx.settled_lines(settlement, item.member()));
    let listed: Vec<(String, u32, u32)> = lines(first, &one)
        .into_iter()
        .map(|line| (line.reference, line.number, line.quantity))
        .collect();
    let expected = [("y", 2, 2), ("y", 3, 3), ("x", 1, 4), ("z", 1, 1)];
    assert_eq!(
        listed,
        expected.map(|(receipt, number, quantity)| (receipt.to_owned(), number, quantity))
    );

    let [.., late] = &sales;
    assert_eq!(lines(second, &one), late.accruals().expect("small amounts"));
    assert_eq!(lines(second, &two), []);
    assert_eq!(lines(first, &two).len(), 1);
}

/// Settlements are listed oldest first, and what each says of its makers in order of member ids.
pub fn settlements_are_oldest_first(store: &dyn Store) {
    let (scene, mut make, [one, two]) = gallery(store);
    assert_eq!(scene.read(|tx| tx.settlements()), []);
    let (first, second) = (make.settlement(day("2022-03-01")), make.settlement(day("2022-04-01")));
    let rows = [leaving(&two, 2), leaving(&one, 1)];
    scene.write(|tx| {
        tx.insert_settlement(&second, &[])?;
        tx.insert_settlement(&first, &rows)
    });
    let [of_two, of_one] = rows;
    assert_eq!(scene.read(|tx| tx.settlement_rows(first.id)), [of_one, of_two]);
    assert_eq!(scene.read(|tx| tx.settlement_rows(second.id)), []);
    assert_eq!(scene.read(|tx| tx.settlement(second.id)).as_ref(), Some(&second));
    assert_eq!(scene.read(|tx| tx.settlements()), [first, second]);
    let unknown = SettlementId::generate(&mut make);
    assert_eq!(scene.read(|tx| tx.settlement(unknown)), None);
}

/// A settlement is paid once: the second time it is a conflict, and the first entry stays.
pub fn a_settlement_is_paid_once(store: &dyn Store) {
    let (scene, mut make, _) = gallery(store);
    let settlement = make.settlement(day("2022-04-01"));
    let (paid, again) = (make.transfer(1), make.transfer(2));
    scene.write(|tx| {
        tx.insert_settlement(&settlement, &[])?;
        tx.append_entry(&paid)?;
        tx.append_entry(&again)?;
        tx.mark_paid(settlement.id, paid.id())
    });
    scene.refused_as_conflict(&settlement.id, |tx| tx.mark_paid(settlement.id, again.id()));
    let found = scene.read(|tx| tx.settlement(settlement.id)).expect("it is still there");
    assert_eq!(found, Settlement { paid: Some(paid.id()), ..settlement });
    let unknown = SettlementId::generate(&mut make);
    scene.refused_as_conflict(&unknown, |tx| tx.mark_paid(unknown, again.id()));
}

/// Two settlements never share an id.
pub fn settlement_ids_are_unique(store: &dyn Store) {
    let (scene, mut make, [one, _]) = gallery(store);
    let settlement = make.settlement(day("2022-04-01"));
    scene.write(|tx| tx.insert_settlement(&settlement, &[leaving(&one, 5)]));
    scene.refused_as_existing(&settlement.id, |tx| {
        tx.insert_settlement(&settlement, &[leaving(&one, 6)])
    });
}

/// Runs a settlement as the use case does, and gives what it says.
fn run(
    tx: &mut dyn WriteTx,
    make: &mut Maker,
    terms: SettlementTerms,
) -> Result<Vec<MemberSettlement>> {
    let accruals = tx.accruals(terms.cut_off())?;
    let (rows, totals) = settle(&terms, &accruals).expect("small amounts");
    let settlement = Settlement { terms, totals, ..make.settlement(terms.until) };
    let before = waiting(tx)?;
    tx.insert_settlement(&settlement, &rows)?;
    assert_eq!(before - waiting(tx)?, totals.lines);
    Ok(rows)
}

/// Over two runs with a minimum, all that was sold is commission, paid out or left, to the rupiah,
/// and a third run finds nothing.
pub fn two_runs_pay_every_rupiah_once(store: &dyn Store) {
    let (scene, mut make, [one, two]) = gallery(store);
    let terms = |until| SettlementTerms { until: day(until), hold_days: 0, minimum: rp(50_000) };
    let paid = |rows: &[MemberSettlement], member: MemberId| {
        rows.iter().find(|row| row.member == member).map(|row| (row.payable.get(), row.left.get()))
    };
    let mut sell = |receipt: &str, on, item, pieces| {
        scene.write(|tx| make.add_sale(tx, receipt, day(on), &[(item, pieces)]));
    };
    sell("a", "2022-03-01", &one, 10);
    sell("b", "2022-03-02", &two, 3);
    sell("c", "2022-04-02", &two, 4);
    // Rp100.000 less 10 % is paid; Rp27.000 is below the minimum and waits.
    let march = scene.write(|tx| run(tx, &mut make, terms("2022-04-01")));
    assert_eq!(paid(&march, one.member()), Some((90_000, 0)));
    assert_eq!(paid(&march, two.member()), Some((0, 27_000)));
    // With Rp36.000 of April it is enough.
    let april = scene.write(|tx| run(tx, &mut make, terms("2022-05-01")));
    assert_eq!(paid(&april, one.member()), None);
    assert_eq!(paid(&april, two.member()), Some((63_000, 0)));
    assert_eq!(scene.read(|tx| tx.accruals(day("9999-12-31"))), []);
}
