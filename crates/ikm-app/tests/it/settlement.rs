//! Settlement: everything that was sold is settled once, and each rupiah can be explained.

use ikm_app::AppError;
use ikm_app::settlement::{PayableView, SettlementView};
use ikm_core::Explain as _;
use ikm_core::gallery::SettlementTerms;
use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;

use crate::world::{World, day};

fn terms(until: &str, hold_days: u32, minimum: i64) -> SettlementTerms {
    SettlementTerms { until: day(until), hold_days, minimum: Rupiah::new(minimum) }
}

impl World {
    /// Previews a settlement, then runs it on its last day, and checks that both say the same.
    #[track_caller]
    fn settle(&mut self, until: &str, minimum: i64) -> SettlementView {
        let terms = terms(until, 0, minimum);
        let preview = self.unchanged_by(|world| world.app().preview_settlement(terms));
        let run = self.on(until).run_settlement(terms).expect("settles");
        let preview = preview.expect("settles");
        assert_eq!(preview, SettlementView { run: None, ..run.clone() });
        self.assert_sound();
        run
    }

    fn payables(&mut self, settled: &SettlementView) -> Vec<PayableView> {
        let run = settled.run.expect("a run").to_string();
        self.app().payables(&run).expect("its rows")
    }
}

/// The sums of a settlement: members, lines, gross, commission, charges, payable, carried forward.
fn sums(settled: &SettlementView) -> (u64, u64, [i64; 5]) {
    let totals = settled.totals;
    let money =
        [totals.gross, totals.commission, totals.charges, totals.payable, totals.carried_forward];
    (totals.members, totals.lines, money.map(Rupiah::get))
}

/// A row: member, lines, gross, commission, payable, carried forward, brought forward.
fn row(view: &PayableView) -> (String, u64, [i64; 5]) {
    let money =
        [view.gross, view.commission, view.payable, view.carried_forward, view.brought_forward];
    (view.member.to_string(), view.lines, money.map(Rupiah::get))
}

fn code<T: std::fmt::Debug>(refused: Result<T, AppError>) -> &'static str {
    refused.expect_err("refused").code()
}

#[test]
fn small_shares_wait_until_they_reach_the_minimum() {
    let mut world = World::with_goods();
    // February. A-0001: 65,000 at 12.5 % = 8,125, leaves 56,875. A-0002: 185,000 at 15 % = 27,750,
    // leaves 157,250. A-0003: 2 × 15,000 at 10 % = 3,000, leaves 27,000. The minimum is 100,000.
    world.sales(
        "K-1,2022-02-10,RND,,1,,cash\nK-2,2022-02-10,SLM,,1,,cash\nK-3,2022-02-28,KRP,,2,,cash\n",
    );
    let february = world.settle("2022-03-01", 100_000);
    assert_eq!(sums(&february), (3, 3, [280_000, 38_875, 0, 157_250, 83_875]));
    let rows: Vec<_> = world.payables(&february).iter().map(row).collect();
    let of = |member: &str, lines, money| (member.to_owned(), lines, money);
    assert_eq!(
        rows,
        [
            of("A-0001", 1, [65_000, 8_125, 0, 56_875, 0]),
            of("A-0002", 1, [185_000, 27_750, 157_250, 0, 0]),
            of("A-0003", 1, [30_000, 3_000, 0, 27_000, 0]),
        ]
    );
    // March. A-0001 sells 2 × 65,000 on two receipts: 8,125 each, so 113,750 more; with the 56,875
    // that waited it is 170,625, which is paid. Of A-0003 nothing was sold.
    world.sales("K-4,2022-03-02,RND,,1,,qris\nK-5,2022-03-31,RND,,1,,cash\n");
    let march = world.settle("2022-04-01", 100_000);
    assert_eq!(sums(&march), (1, 2, [130_000, 16_250, 0, 170_625, -56_875]));
    let rows: Vec<_> = world.payables(&march).iter().map(row).collect();
    assert_eq!(rows, [of("A-0001", 2, [130_000, 16_250, 170_625, -56_875, 56_875])]);
    // April. A-0003 sells one at 15,000: 13,500 more, 40,500 in all, still too little.
    world.sales("K-6,2022-04-15,KRP,,1,,cash\n");
    let april = world.settle("2022-05-01", 100_000);
    assert_eq!(sums(&april), (1, 1, [15_000, 1_500, 0, 0, 13_500]));
    let rows: Vec<_> = world.payables(&april).iter().map(row).collect();
    assert_eq!(rows, [of("A-0003", 1, [15_000, 1_500, 0, 13_500, 27_000])]);
    // May. Nothing is sold, but from now on every amount is paid.
    let may = world.settle("2022-06-01", 0);
    assert_eq!(sums(&may), (1, 0, [0, 0, 0, 40_500, -40_500]));
    // Over all: 425,000 sold = 56,625 commission + 368,375 paid + 0 carried forward.
    let all = [&february, &march, &april, &may];
    let total = |of: fn(&SettlementView) -> Rupiah| all.iter().map(|view| of(view).get()).sum();
    let (gross, commission): (i64, i64) =
        (total(|view| view.totals.gross), total(|view| view.totals.commission));
    let (payable, carried): (i64, i64) =
        (total(|view| view.totals.payable), total(|view| view.totals.carried_forward));
    assert_eq!((gross, commission, payable, carried), (425_000, 56_625, 368_375, 0));
}

#[test]
fn an_amount_of_just_the_minimum_is_paid() {
    let check = |minimum, payable| {
        let mut world = World::with_goods();
        world.sales("K-1,2022-02-10,RND,,1,,cash\n");
        let settled = world.settle("2022-03-01", minimum);
        assert_eq!(settled.totals.payable.get(), payable, "{minimum}");
    };
    // The share is 56,875.
    check(56_875, 56_875);
    check(56_876, 0);
    let mut world = World::with_goods();
    let refused =
        world.unchanged_by(|world| world.app().run_settlement(terms("2022-03-01", 0, -1)));
    assert_eq!(code(refused), "IKM-SETTLEMENT-MINIMUM");
}

#[test]
fn sales_before_the_cut_off_count() {
    let check = |until: &str, hold_days, gross: i64| {
        let mut world = World::with_goods();
        world.sales(
            "K-1,2022-02-21,SLM,,1,1000,cash\n\
             K-2,2022-02-22,SLM,,1,2000,cash\n\
             K-3,2022-02-28,SLM,,1,4000,cash\n\
             K-4,2022-03-01,SLM,,1,8000,cash\n",
        );
        let settled = world.on("2022-03-05").run_settlement(terms(until, hold_days, 0));
        assert_eq!(settled.expect("settles").totals.gross.get(), gross, "{until}, {hold_days}");
        world.assert_sound();
    };
    check("2022-03-01", 0, 7_000);
    check("2022-03-02", 0, 15_000);
    // Seven days on hold: up to and without 22 February.
    check("2022-03-01", 7, 1_000);
    check("2022-03-01", 6, 3_000);
    // The end may lie in the future, and the hold beyond all time.
    check("2023-01-01", 0, 15_000);
    check("2022-03-01", u32::MAX, 0);
}

#[test]
fn what_is_settled_is_settled() {
    let mut world = World::with_goods();
    world.sales("K-1,2022-02-10,RND,,1,,cash\n");
    let first = world.settle("2022-03-01", 100_000);
    assert!(first.run.is_some());
    // Again, and with another end: only the 56,875 that wait are left, and they wait on.
    for until in ["2022-03-01", "2022-04-01"] {
        let again =
            world.unchanged_by(|world| world.app().run_settlement(terms(until, 0, 100_000)));
        let again = again.expect("nothing to do");
        assert_eq!((again.run, sums(&again)), (None, (0, 0, [0; 5])));
    }
    // A receipt of February that is typed in only now is settled now.
    world.sales("K-2,2022-02-15,RND,,1,,cash\n");
    let late = world.settle("2022-03-01", 100_000);
    assert_eq!(sums(&late), (1, 1, [65_000, 8_125, 0, 113_750, -56_875]));
    assert_eq!(world.app().settlements().expect("lists").len(), 2);
}

#[test]
fn a_settlement_is_paid_once_and_from_what_is_there() {
    let mut world = World::with_goods();
    world.sales("K-1,2022-02-10,RND,,2,,cash\nK-2,2022-02-10,SLM,,1,,qris\n");
    // 130,000 − 16,250 and 185,000 − 27,750.
    let settled = world.settle("2022-03-01", 0);
    assert_eq!(settled.totals.payable.get(), 113_750 + 157_250);
    let run = settled.run.expect("a run").to_string();
    let mut refused = |from: Account, expect: &str| {
        let paid = world.unchanged_by(|world| world.app().pay_settlement(&run, from));
        assert_eq!(code(paid), expect, "{from}");
    };
    refused(Account::Bank, "IKM-LEDGER-OVERDRAFT");
    refused(Account::Cash, "IKM-LEDGER-OVERDRAFT");
    refused(Account::QrisInTransit, "IKM-LEDGER-TRANSFER");
    refused(Account::CommissionIncome, "IKM-LEDGER-TRANSFER");
    // What the acquirer credits and what is carried to the bank: 185,000 + 86,000 = 271,000.
    for (from, amount) in [(Account::QrisInTransit, 185_000), (Account::Cash, 86_000)] {
        world.app().transfer(from, Account::Bank, Rupiah::new(amount)).expect("moves");
    }
    let paid = world.on("2022-03-03").pay_settlement(&run, Account::Bank).expect("pays");
    assert_eq!((paid.members, paid.paid.get()), (2, 271_000));
    assert_eq!((world.holds(Account::Bank), world.holds(Account::Cash)), (0, 44_000));
    let again = world.unchanged_by(|world| world.app().pay_settlement(&run, Account::Cash));
    assert_eq!(code(again), "IKM-SETTLEMENT-PAID");
    world.assert_sound();
    // Without a word on it the bank pays first, then cash, then what came by QRIS.
    world.sales("K-4,2022-03-04,SLM,,1,,qris\nK-5,2022-03-04,RND,,1,,transfer\n");
    let mixed = world.settle("2022-03-05", 0);
    // 185,000 − 27,750 and 65,000 − 8,125: 65,000 from the bank, 44,000 in cash, the rest by QRIS.
    assert_eq!(mixed.totals.payable.get(), 157_250 + 56_875);
    let paid = world.app().pay_settlement(&mixed.run.expect("a run").to_string(), None);
    let from =
        [(Account::Bank, 65_000), (Account::Cash, 44_000), (Account::QrisInTransit, 105_125)];
    assert_eq!(paid.expect("pays").from, from.map(|(account, rp)| (account, Rupiah::new(rp))));
    world.assert_sound();
    // Who gets nothing yet is not counted among those who are paid.
    world.sales("K-9,2022-03-04,RND,,2,,cash\nK-10,2022-03-04,KRP,,1,,cash\n");
    let partly = world.settle("2022-03-05", 50_000).run.expect("a run").to_string();
    let paid = world.app().pay_settlement(&partly, Account::Cash).expect("pays");
    assert_eq!((paid.members, paid.paid.get()), (1, 113_750));
    // What pays nothing cannot be paid.
    world.sales("K-3,2022-03-05,KRP,,1,,cash\n");
    let nothing = world.settle("2022-04-01", 50_000).run.expect("a run").to_string();
    let refused = world.unchanged_by(|world| world.app().pay_settlement(&nothing, Account::Cash));
    assert_eq!(code(refused), "IKM-SETTLEMENT-NOTHING-PAYABLE");
    for run in ["", "2022-02", "017eaddc-4100-7000-8000-000000000000"] {
        let refused = world.unchanged_by(|world| world.app().pay_settlement(run, Account::Cash));
        assert_eq!(code(refused), "IKM-SETTLEMENT-UNKNOWN", "{run:?}");
    }
}

#[test]
fn a_statement_explains_a_row_line_by_line() {
    let mut world = World::with_goods();
    world.sales("K-1,2022-02-10,RND,,1,,cash\n");
    world.settle("2022-03-01", 100_000);
    // Typed in out of order; the statement follows the days.
    world.sales(
        "K-3,2022-03-20,RND,,2,60000,qris\n\
         K-2,2022-03-02,RND,,3,,cash\nK-2,2022-03-02,SLM,,1,,cash\n",
    );
    let settled = world.settle("2022-04-01", 100_000);
    let run = settled.run.expect("a run").to_string();
    let statement = world.app().statement(&run, "A-0001").expect("a statement");
    let lines: Vec<_> = statement
        .lines
        .iter()
        .map(|line| {
            let (gross, commission) = (line.gross.get(), line.commission.get());
            (line.reference.as_str(), line.on, line.quantity, gross, commission)
        })
        .collect();
    // 12.5 % of 195,000 is 24,375 and of 120,000 is 15,000.
    assert_eq!(
        lines,
        [
            ("K-2", day("2022-03-02"), 3, 195_000, 24_375),
            ("K-3", day("2022-03-20"), 2, 120_000, 15_000),
        ]
    );
    let row = row(&statement.payable);
    // 315,000 − 39,375 = 275,625, and the 56,875 of February.
    assert_eq!(row, ("A-0001".to_owned(), 2, [315_000, 39_375, 332_500, -56_875, 56_875]));
    // Each line names the entry that booked it.
    for line in &statement.lines {
        let entry = line.entry.expect("money moved");
        let entry = world.read(|tx| tx.entry(entry).expect("reads")).expect("an entry");
        assert_eq!(entry.reference(), line.reference);
    }
    let mut refused = |run: &str, member: &str, expect: &str| {
        let result = world.app().statement(run, member);
        assert_eq!(code(result.map(|statement| statement.payable)), expect, "{run} {member}");
    };
    refused(&run, "A-0003", "IKM-SETTLEMENT-NOT-IN");
    refused(&run, "A-0009", "IKM-MEMBER-UNKNOWN");
    refused(&run, "Uni Mar", "IKM-MEMBER-NUMBER");
    refused("K-2", "A-0001", "IKM-SETTLEMENT-UNKNOWN");
}

#[test]
fn terms_agreed_later_move_no_old_sale() {
    let mut world = World::with_goods();
    world.sales("K-1,2022-02-10,RND,,1,,cash\n");
    // The same goods under dearer terms, before anything is settled.
    world.intake("N-9,2022-02-11,A-0001,RND,Rendang 250 g,makanan,5,90000,20,L9,2022-12-31\n");
    // 8 of L1, which came in under the old terms and expires first.
    world.sales("K-2,2022-02-12,RND,,8,,cash\n");
    let settled = world.settle("2022-03-01", 0);
    // 9 × 65,000 = 585,000; 8,125 + 65,000 = 73,125.
    assert_eq!(sums(&settled), (1, 2, [585_000, 73_125, 0, 511_875, 0]));
}
