//! Settlement by hand, and over many runs: every line once, nothing paid twice, nothing lost.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use ikm_core::gallery::{
    Accrual, MemberSettlement, Settlement, SettlementError, SettlementTerms, SettlementTotals,
    settle,
};
use ikm_core::id::{MemberId, SettlementId};
use ikm_core::ledger::{Account, Balance, Entry, EntryDraft, EntryKind, LedgerError};
use ikm_core::money::{MoneyError, Rupiah};
use proptest::prelude::*;

use super::given::{check_explained, day, id, rupiah};

fn terms(minimum: i64) -> SettlementTerms {
    SettlementTerms { until: day("2022-03-01"), hold_days: 0, minimum: rupiah(minimum) }
}

/// What has gathered for the member `nth`: lines, gross, commission, brought forward.
fn accrual(nth: u8, lines: u64, [gross, commission, brought_forward]: [i64; 3]) -> Accrual {
    Accrual {
        member: id(nth),
        lines,
        gross: rupiah(gross),
        commission: rupiah(commission),
        charges: Rupiah::ZERO,
        brought_forward: rupiah(brought_forward),
    }
}

#[test]
fn what_a_maker_is_paid_and_what_stays() {
    // Payable, left for the next run, and by how much this run raises it.
    let check = |minimum: i64, lines: u64, money: [i64; 3], expect: Option<[i64; 3]>| {
        let (rows, totals) =
            settle(&terms(minimum), &[accrual(1, lines, money)]).expect("in range");
        let row = rows.first();
        let figures = row.map(|row| {
            let carried = row.carried_forward().expect("in range");
            [row.payable, row.left, carried].map(Rupiah::get)
        });
        assert_eq!(figures, expect, "{lines} lines, {money:?}, from {minimum}");
        let Some(row) = row else {
            assert_eq!(totals, SettlementTotals::default());
            return;
        };
        let [gross, commission, brought_forward] = money.map(rupiah);
        assert_eq!((row.member, row.lines), (id(1), lines));
        assert_eq!((row.gross, row.commission, row.charges), (gross, commission, Rupiah::ZERO));
        assert_eq!(row.brought_forward, brought_forward);
        let [payable, _, carried_forward] = expect.unwrap_or_default().map(rupiah);
        let charges = Rupiah::ZERO;
        let members = 1;
        let sums = SettlementTotals {
            members,
            lines,
            gross,
            commission,
            charges,
            payable,
            carried_forward,
        };
        assert_eq!(totals, sums);
    };
    // 100.000 − 10.000 = 90.000.
    check(0, 2, [100_000, 10_000, 0], Some([90_000, 0, 0]));
    // The minimum is the least that is paid.
    check(90_000, 2, [100_000, 10_000, 0], Some([90_000, 0, 0]));
    check(90_001, 2, [100_000, 10_000, 0], Some([0, 90_000, 90_000]));
    // 30.000 of the last time lift it over the minimum: 90.000 + 30.000.
    check(100_000, 2, [100_000, 10_000, 30_000], Some([120_000, 0, -30_000]));
    check(120_001, 2, [100_000, 10_000, 30_000], Some([0, 120_000, 90_000]));
    // A claim of 50.000 from a refund after payout is netted: 90.000 − 50.000.
    check(0, 2, [100_000, 10_000, -50_000], Some([40_000, 0, 50_000]));
    check(0, 2, [100_000, 10_000, -90_000], Some([0, 0, 90_000]));
    check(0, 2, [100_000, 10_000, -95_000], Some([0, -5_000, 90_000]));
    // More came back than was sold: nothing is paid, and the maker owes.
    check(0, 1, [-45_000, -4_500, 0], Some([0, -40_500, -40_500]));
    check(0, 1, [-45_000, -4_500, 40_500], Some([0, 0, -40_500]));
    check(0, 1, [-45_000, -4_500, 40_501], Some([1, 0, -40_501]));
    // Goods given away are taken up all the same, or they would gather for ever.
    check(0, 3, [0, 0, 0], Some([0, 0, 0]));
    check(0, 1, [500, 500, 0], Some([0, 0, 0]));
    // No line is new, but the minimum has come down to what was carried forward.
    check(30_000, 0, [0, 0, 30_000], Some([30_000, 0, -30_000]));
    check(30_001, 0, [0, 0, 30_000], None);
    check(0, 0, [0, 0, -30_000], None);
    check(0, 0, [0, 0, 0], None);
}

#[test]
fn charges_are_taken_off_and_losses_raise_the_share() {
    let check = |money, charges, expect: [i64; 3]| {
        let accrual = Accrual { charges: rupiah(charges), ..accrual(1, 2, money) };
        let (rows, totals) = settle(&terms(0), &[accrual]).expect("in range");
        let figures: Vec<_> = rows.iter().map(|r| [r.charges, r.payable, r.left]).collect();
        assert_eq!(figures, [expect.map(rupiah)], "{money:?} {charges}");
        assert_eq!(totals.charges, rupiah(expect[0]));
    };
    // 100.000 − 10.000 − 2.500 of tax.
    check([100_000, 10_000, 0], 2_500, [2_500, 87_500, 0]);
    // The gallery broke a piece that would have brought the maker 27.000.
    check([100_000, 10_000, 0], -27_000, [-27_000, 117_000, 0]);
    // A refund after payout of 45.000 less its commission, and a charge: the maker owes.
    check([-45_000, -4_500, 0], 1_000, [1_000, 0, -41_500]);
    // The next run nets the claim: 50.000 − 5.000 − 41.500.
    check([50_000, 5_000, -41_500], 0, [0, 3_500, 0]);
}

#[test]
fn totals_are_the_sums_of_the_rows() {
    let accruals = [
        accrual(1, 2, [100_000, 10_000, 0]),
        accrual(2, 0, [0, 0, -7]),
        accrual(3, 1, [5_000, 500, 1_000]),
        accrual(4, 4, [20_000, 2_000, -30_000]),
    ];
    let (rows, totals) = settle(&terms(10_000), &accruals).expect("in range");
    // The second has nothing new and is left out; the order stays.
    let members: Vec<MemberId> = rows.iter().map(|row| row.member).collect();
    assert_eq!(members, [id(1), id(3), id(4)]);
    // Payable 90.000 + 0 + 0; carried forward 0 + 4.500 + 18.000.
    let expect = SettlementTotals {
        members: 3,
        lines: 7,
        gross: rupiah(125_000),
        commission: rupiah(12_500),
        charges: Rupiah::ZERO,
        payable: rupiah(90_000),
        carried_forward: rupiah(22_500),
    };
    assert_eq!(totals, expect);
    assert_eq!(settle(&terms(0), &[]), Ok((vec![], SettlementTotals::default())));
}

#[test]
fn what_cannot_be_settled() {
    let check = |minimum, accruals: &[Accrual], expect: SettlementError| {
        assert_eq!(settle(&terms(minimum), accruals), Err(expect));
    };
    check(-1, &[], SettlementError::Minimum(rupiah(-1)));
    let overflow = || SettlementError::Money(MoneyError::Overflow);
    check(0, &[accrual(1, 1, [i64::MAX, -1, 0])], overflow());
    check(0, &[accrual(1, 1, [i64::MAX, 0, 1])], overflow());
    check(0, &[accrual(1, 1, [i64::MAX, 0, 0]), accrual(2, 1, [1, 0, 0])], overflow());
}

#[test]
fn a_sale_rests_before_it_counts() {
    let check = |until: &str, hold_days, expect: NaiveDate| {
        let until = day(until);
        let terms = SettlementTerms { until, hold_days, minimum: Rupiah::ZERO };
        assert_eq!(terms.cut_off(), expect);
    };
    check("2022-03-01", 0, day("2022-03-01"));
    check("2022-03-01", 1, day("2022-02-28"));
    check("2024-03-01", 1, day("2024-02-29"));
    check("2022-01-05", 7, day("2021-12-29"));
    // Longer than there are days: no sale counts.
    check("2022-03-01", u32::MAX, NaiveDate::MIN);
}

fn settlement(totals: SettlementTotals) -> Settlement {
    let (run_on, terms) = (day("2022-03-01"), terms(0));
    Settlement { id: id(1), run_on, terms, totals, entry: None, paid: None }
}

fn lines_of(entry: &Entry) -> Vec<(Account, i64)> {
    entry.postings().iter().map(|posting| (posting.account, posting.amount.get())).collect()
}

#[test]
fn a_settlement_books_what_is_due_and_then_what_is_paid() {
    let accruals = [
        accrual(1, 2, [100_000, 10_000, 0]),
        accrual(2, 1, [5_000, 500, -9_000]),
        accrual(3, 1, [10_000, 1_000, 500]),
    ];
    let (rows, totals) = settle(&terms(0), &accruals).expect("in range");
    let settlement = settlement(totals);
    let due = settlement.entry(&rows, id(9)).expect("in range").expect("something is due");
    assert_eq!((due.id(), due.kind(), due.on()), (id(9), EntryKind::Settlement, day("2022-03-01")));
    assert_eq!(due.reference(), settlement.id.to_string());
    let [first, third] =
        [1, 3].map(|nth| (Account::ConsignmentPayable(id(nth)), Account::PayoutDue(id(nth))));
    // The second owes 4.500 and is due nothing.
    let expect = [(first.0, 90_000), (third.0, 9_500), (first.1, -90_000), (third.1, -9_500)];
    assert_eq!(lines_of(&due), expect);
    let from = [(Account::Bank, rupiah(99_500))];
    let paid = settlement.payout(&rows, &from, day("2022-03-04"), id(10)).expect("in range");
    assert_eq!((paid.id(), paid.kind(), paid.on()), (id(10), EntryKind::Payout, day("2022-03-04")));
    assert_eq!(paid.reference(), settlement.id.to_string());
    assert_eq!(lines_of(&paid), [(Account::Bank, -99_500), (first.1, 90_000), (third.1, 9_500)]);
    // Several accounts may pay together.
    let from = [(Account::Bank, rupiah(90_000)), (Account::Cash, rupiah(9_500))];
    let shared = settlement.payout(&rows, &from, day("2022-03-04"), id(10)).expect("in range");
    let [cash, bank] = [(Account::Cash, -9_500), (Account::Bank, -90_000)];
    assert_eq!(lines_of(&shared), [cash, bank, (first.1, 90_000), (third.1, 9_500)]);
    // The rows of another run are noticed.
    let wrong = settlement.payout(&rows[..1], &from, day("2022-03-04"), id(10));
    let (reference, difference) = (settlement.id.to_string(), rupiah(-9_500));
    assert_eq!(wrong, Err(LedgerError::Unbalanced { reference, difference }));
}

#[test]
fn a_settlement_that_pays_nothing_books_nothing() {
    let (rows, totals) =
        settle(&terms(50_000), &[accrual(1, 1, [10_000, 1_000, 0])]).expect("in range");
    let settlement = settlement(totals);
    assert_eq!(settlement.entry(&rows, id(9)), Ok(None));
    assert_eq!(settlement.entry(&[], id(9)), Ok(None));
    let reference = settlement.id.to_string();
    let from = [(Account::Cash, Rupiah::ZERO)];
    let payout = settlement.payout(&rows, &from, day("2022-03-04"), id(10));
    assert_eq!(payout, Err(LedgerError::Empty { reference }));
}

#[test]
fn errors_say_what_and_what_to_do() {
    let run: SettlementId = id(1);
    let text = run.to_string();
    check_explained(&SettlementError::Minimum(rupiah(-5)), "IKM-SETTLEMENT-MINIMUM", &["-Rp5"]);
    check_explained(&SettlementError::AlreadyPaid(run), "IKM-SETTLEMENT-PAID", &[&text]);
    let nothing = SettlementError::NothingPayable(run);
    check_explained(&nothing, "IKM-SETTLEMENT-NOTHING-PAYABLE", &[&text]);
    check_explained(&SettlementError::Money(MoneyError::Overflow), "IKM-MONEY-OVERFLOW", &[]);
}

/// A line of a receipt, or with a negative gross one taken back.
#[derive(Clone, Debug)]
struct Sold {
    member: u8,
    on: u64,
    gross: i64,
    commission: i64,
    charges: i64,
    settled: bool,
}

impl Sold {
    fn net(&self) -> i64 {
        self.gross - self.commission - self.charges
    }
}

/// A run on some day: which sales are on the books by then, and its terms.
#[derive(Clone, Debug)]
struct Run {
    sales: Vec<Sold>,
    until: u64,
    hold_days: u32,
    minimum: i64,
    is_paid: bool,
}

fn any_run() -> impl Strategy<Value = Run> {
    let charges = prop_oneof![3 => Just(0_i64), 1 => -2_000..4_000_i64];
    let sold = (1_u8..5, 0_u64..90, -3_000_i64..10_000, 0_i64..=100, charges).prop_map(
        |(member, on, gross, percent, charges)| {
            let commission = gross * percent / 100;
            Sold { member, on, gross, commission, charges, settled: false }
        },
    );
    let minimum = prop_oneof![Just(0_i64), 0..20_000_i64];
    (prop::collection::vec(sold, 0..8), 0_u64..100, 0_u32..10, minimum, any::<bool>()).prop_map(
        |(sales, until, hold_days, minimum, is_paid)| Run {
            sales,
            until,
            hold_days,
            minimum,
            is_paid,
        },
    )
}

fn date(offset: u64) -> NaiveDate {
    day("2022-01-31") + Days::new(offset)
}

/// The books of an association, as storage would keep them.
#[derive(Default)]
struct Books {
    sales: Vec<Sold>,
    /// What each maker carries forward.
    carried: BTreeMap<u8, i64>,
    balances: BTreeMap<Account, Balance>,
}

impl Books {
    fn post(&mut self, entry: &Entry) {
        for posting in entry.postings() {
            let balance = self.balances.entry(posting.account).or_default();
            *balance = balance.after(posting.amount).expect("in range");
        }
    }

    fn sell(&mut self, sale: Sold) {
        let entry = EntryDraft::new(EntryKind::Sale, "K", date(sale.on))
            .debit(Account::Cash, rupiah(sale.gross))
            .credit(Account::ConsignmentPayable(id(sale.member)), rupiah(sale.net()))
            .credit(Account::CommissionIncome, rupiah(sale.commission))
            .credit(Account::StockLoss, rupiah(sale.charges))
            .finish(id(9));
        if let Ok(entry) = entry {
            self.post(&entry);
        }
        self.sales.push(sale);
    }

    fn accruals(&self, cut_off: NaiveDate) -> Vec<Accrual> {
        (1..5)
            .map(|nth| {
                let waiting = self
                    .sales
                    .iter()
                    .filter(|sale| sale.member == nth && !sale.settled && date(sale.on) < cut_off);
                let brought_forward = self.carried.get(&nth).copied().unwrap_or_default();
                let zero = accrual(nth, 0, [0, 0, brought_forward]);
                waiting.fold(zero, |sum, sale| {
                    let [gross, commission] =
                        [sum.gross.get() + sale.gross, sum.commission.get() + sale.commission];
                    let charges = rupiah(sum.charges.get() + sale.charges);
                    let sum = accrual(nth, sum.lines + 1, [gross, commission, brought_forward]);
                    Accrual { charges, ..sum }
                })
            })
            .collect()
    }

    /// Runs a settlement and gives back its rows.
    fn settle(&mut self, run: &Run) -> (Vec<MemberSettlement>, SettlementTotals) {
        let (until, hold_days) = (date(run.until), run.hold_days);
        let terms = SettlementTerms { until, hold_days, minimum: rupiah(run.minimum) };
        let cut_off = terms.cut_off();
        let (rows, totals) = settle(&terms, &self.accruals(cut_off)).expect("in range");
        for row in &rows {
            let nth = (1..5).find(|nth| id::<MemberId>(*nth) == row.member).expect("a maker");
            self.carried.insert(nth, row.left.get());
        }
        for sale in self.sales.iter_mut().filter(|sale| date(sale.on) < cut_off) {
            sale.settled = true;
        }
        let settlement = settlement(totals);
        if let Some(due) = settlement.entry(&rows, id(9)).expect("in range") {
            self.post(&due);
            if run.is_paid {
                let from = [(Account::Cash, settlement.totals.payable)];
                let paid = settlement.payout(&rows, &from, until, id(10));
                self.post(&paid.expect("something is due"));
            }
        }
        (rows, totals)
    }

    /// What stands on a liability.
    fn owed(&self, account: Account) -> i64 {
        let balance = self.balances.get(&account).copied().unwrap_or_default();
        -balance.net_debit().expect("in range").get()
    }
}

/// Rule 5 of one row or of the totals.
fn adds_up(gross: Rupiah, parts: [Rupiah; 4]) -> bool {
    Rupiah::sum(parts) == Ok(gross)
}

proptest! {
    #[test]
    fn over_any_runs_every_line_is_paid_once(runs in prop::collection::vec(any_run(), 1..8)) {
        let mut books = Books::default();
        let mut paid: BTreeMap<u8, i64> = BTreeMap::new();
        for run in runs {
            run.sales.iter().cloned().for_each(|sale| books.sell(sale));
            let (rows, totals) = books.settle(&run);
            let carried = |row: &MemberSettlement| row.carried_forward().expect("in range");
            for row in &rows {
                let parts = [row.commission, row.charges, row.payable, carried(row)];
                prop_assert!(adds_up(row.gross, parts), "{row:?}");
                prop_assert!(row.payable.is_zero() || row.payable >= rupiah(run.minimum));
                prop_assert!(!row.payable.is_negative());
                // Who is paid is paid all, and who is not is below the minimum.
                prop_assert!(row.payable.is_zero() || row.left.is_zero());
                prop_assert!(row.left < rupiah(run.minimum.max(1)));
            }
            let sum = |field: fn(&MemberSettlement) -> Rupiah| Rupiah::sum(rows.iter().map(field));
            prop_assert_eq!(sum(|row| row.gross), Ok(totals.gross));
            prop_assert_eq!(sum(|row| row.payable), Ok(totals.payable));
            prop_assert_eq!(sum(|row| row.charges), Ok(totals.charges));
            let parts = [totals.commission, totals.charges, totals.payable, totals.carried_forward];
            prop_assert!(adds_up(totals.gross, parts));
            for nth in 1..5 {
                let row = rows.iter().find(|row| row.member == id(nth));
                *paid.entry(nth).or_default() += row.map_or(0, |row| row.payable.get());
                // Beside a plain sum over the receipts: what was settled is what was paid and what
                // is carried forward.
                let of = |settled: bool| books.sales.iter().filter(move |s| s.member == nth && s.settled == settled);
                let settled: i64 = of(true).map(Sold::net).sum();
                let carried = books.carried.get(&nth).copied().unwrap_or_default();
                prop_assert_eq!(settled, paid[&nth] + carried);
                // And the journal says the same.
                let waiting: i64 = of(false).map(Sold::net).sum();
                prop_assert_eq!(books.owed(Account::ConsignmentPayable(id(nth))), waiting + carried);
            }
            // The same run again pays nothing and changes nothing.
            let (carried_before, balances_before) = (books.carried.clone(), books.balances.clone());
            let (again, totals) = books.settle(&run);
            prop_assert_eq!((again, totals), (vec![], SettlementTotals::default()));
            prop_assert_eq!((&books.carried, &books.balances), (&carried_before, &balances_before));
        }
    }

    #[test]
    fn what_was_paid_out_is_due_no_more(runs in prop::collection::vec(any_run(), 1..8)) {
        let mut books = Books::default();
        for run in runs {
            run.sales.iter().cloned().for_each(|sale| books.sell(sale));
            books.settle(&Run { is_paid: true, ..run });
            for nth in 1..5 {
                prop_assert_eq!(books.owed(Account::PayoutDue(id(nth))), 0);
            }
        }
    }
}
