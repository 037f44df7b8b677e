//! Random lives of a gallery: every rule holds after every step, a plain model says the same, and
//! so does every store.

use std::fmt::Debug;

use chrono::{Days, NaiveDate};
use ikm_app::AppError;
use ikm_core::Explain as _;
use ikm_core::gallery::{Payment, SettlementTerms};
use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;
use ikm_store::SqliteStore;
use ikm_store::conformance::readout::assert_same;
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{RngSeed, TestRunner};

use crate::model::{MAKERS, Model, SoldLine, Sums, maker_of};
use crate::world::{INAUGURATED, World, day};

#[derive(Clone, Debug)]
enum Step {
    /// Sku, pieces, price, tenths of a percent, last day from today.
    TakeIn(usize, i64, i64, i64, Option<i64>),
    /// Lines, day from today, payment.
    Sell(Vec<SoldLine>, i64, Payment),
    /// The last receipt once more: nothing, if it stands, and another attempt, if it does not.
    SellAgain,
    /// Until (from today), days on hold, minimum.
    Settle(i64, u32, i64),
    /// Which run, from where.
    Pay(usize, Account),
    Transfer(Account, Account, i64),
    Wait(i64),
}

const SKUS: usize = 4;

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let price = || select(vec![0, 333, 1_000, 1_500, 15_000]);
    let line = (0..SKUS, 1_i64..5, weighted(0.3, price()))
        .prop_map(|(sku, quantity, price)| SoldLine { sku, quantity, price });
    let payment = select(vec![Payment::Cash, Payment::Qris, Payment::Transfer]);
    let money = || select(vec![Account::Cash, Account::Bank, Account::QrisInTransit]);
    let terms = || (price(), select(vec![0, 100, 125, 333, 1_000]), of(-1_i64..9));
    let take_in = |sku, n| move |(price, tenths, last)| Step::TakeIn(sku, n, price, tenths, last);
    // Something of everything is there from the first day on.
    let first = (0..SKUS).map(|sku| terms().prop_map(take_in(sku, 9))).collect::<Vec<_>>();
    let step = prop_oneof![
        3 => (0..SKUS, 1_i64..9, terms())
            .prop_map(move |(sku, n, terms)| take_in(sku, n)(terms)),
        6 => (vec(line, 1..4), -2_i64..3, payment)
            .prop_map(|(lines, on, payment)| Step::Sell(lines, on, payment)),
        1 => Just(Step::SellAgain),
        2 => (-2_i64..4, 0_u32..3, select(vec![0, 1_000, 20_000]))
            .prop_map(|(until, hold, minimum)| Step::Settle(until, hold, minimum)),
        2 => (0_usize..3, money()).prop_map(|(nth, from)| Step::Pay(nth, from)),
        2 => (money(), money(), select(vec![0, 500, 1_000, 15_000]))
            .prop_map(|(from, to, amount)| Step::Transfer(from, to, amount)),
        1 => (0_i64..4).prop_map(Step::Wait),
    ];
    (first, vec(step, 1..20)).prop_map(|(first, then)| [first, then].concat())
}

#[derive(Clone)]
struct Receipt {
    number: usize,
    lines: Vec<SoldLine>,
    sold: i64,
    payment: Payment,
    stands: bool,
}

/// A gallery and the plain model of it.
struct Life {
    world: World,
    model: Model,
    today: i64,
    papers: usize,
    last: Option<Receipt>,
    makers: Vec<Account>,
}

/// The day `offset` days after the inauguration.
fn on(offset: i64) -> NaiveDate {
    let start = day(INAUGURATED);
    match u64::try_from(offset) {
        Ok(later) => start + Days::new(later),
        Err(_) => start - Days::new(offset.unsigned_abs()),
    }
}

impl Receipt {
    /// As the lines of a sales file.
    fn file(&self) -> String {
        let Self { number, lines, sold, payment, .. } = self;
        let line = |SoldLine { sku, quantity, price }: &SoldLine| {
            let price = price.map(|price| price.to_string()).unwrap_or_default();
            format!("K-{number},{},S{sku},,{quantity},{price},{payment}\n", on(*sold))
        };
        lines.iter().map(line).collect::<Vec<_>>().concat()
    }
}

impl Life {
    fn new(mut world: World) -> Self {
        world.makers();
        let makers = (1..=MAKERS)
            .map(|nth| {
                let history = world.app().member(&format!("A-{nth:04}")).expect("a member");
                Account::ConsignmentPayable(history.member.member)
            })
            .collect();
        Self { world, model: Model::default(), today: 0, papers: 0, last: None, makers }
    }

    /// Takes a step, checks it against the model, and says what came of it in every detail.
    fn take(&mut self, step: &Step) -> String {
        let told = match step {
            Step::TakeIn(sku, quantity, price, tenths, last) => {
                self.take_in((*sku, *quantity), (*price, *tenths), *last)
            }
            Step::Sell(lines, on, payment) => {
                self.papers += 1;
                let (number, lines, sold) = (self.papers, lines.clone(), self.today + on);
                self.sell(Receipt { number, lines, sold, payment: *payment, stands: false })
            }
            Step::SellAgain => match self.last.clone() {
                None => String::new(),
                Some(receipt) if receipt.stands => {
                    let file = receipt.file();
                    told(self.world.unchanged_by(|world| world.try_sales(&file)))
                }
                Some(receipt) => self.sell(receipt),
            },
            Step::Settle(until, hold, minimum) => self.settle(*until, *hold, *minimum),
            Step::Pay(nth, from) => self.pay(*nth, *from),
            Step::Transfer(from, to, amount) => {
                let moved = self.world.app().transfer(*from, *to, Rupiah::new(*amount));
                assert_eq!(moved.is_ok(), self.model.transfer(*from, *to, *amount));
                told(moved)
            }
            Step::Wait(days) => {
                self.today += days;
                self.world.on(&on(self.today).to_string());
                String::new()
            }
        };
        self.check();
        told
    }

    fn take_in(
        &mut self,
        (sku, quantity): (usize, i64),
        (price, tenths): (i64, i64),
        last: Option<i64>,
    ) -> String {
        self.papers += 1;
        let (note, member, today) = (self.papers, maker_of(sku) + 1, on(self.today));
        let best_before = last.map(|last| on(self.today + last).to_string()).unwrap_or_default();
        let percent = format!("{}.{}", tenths / 10, tenths % 10);
        let taken_in = self.world.try_intake(&format!(
            "N-{note},{today},A-{member:04},S{sku},Barang,,{quantity},{price},{percent},,{best_before}\n"
        ));
        let last = last.map(|last| self.today + last);
        let expect = self.model.take_in((sku, quantity), (price, tenths), last, self.today);
        let notes = taken_in.as_ref().map(|outcome| outcome.notes);
        assert_eq!(notes.expect("a file"), u64::from(expect));
        told(taken_in)
    }

    fn sell(&mut self, receipt: Receipt) -> String {
        let outcome = self.world.try_sales(&receipt.file());
        let expect = self.model.sell(&receipt.lines, receipt.sold, receipt.payment);
        let sales = outcome.as_ref().expect("a file");
        let gross = (sales.receipts > 0).then_some(sales.gross.get());
        assert_eq!(gross, expect, "{:?}", sales.rejected);
        self.last = Some(Receipt { stands: expect.is_some(), ..receipt });
        told(outcome)
    }

    fn settle(&mut self, until: i64, hold_days: u32, minimum: i64) -> String {
        let until = self.today + until;
        let terms = SettlementTerms { until: on(until), hold_days, minimum: Rupiah::new(minimum) };
        let preview = self.world.app().preview_settlement(terms).expect("settles");
        let settled = self.world.app().run_settlement(terms).expect("settles");
        assert_eq!(preview.totals, settled.totals);
        let totals = settled.totals;
        let money = [totals.gross, totals.commission, totals.payable, totals.carried_forward];
        let sums: Sums = (money.map(Rupiah::get), [totals.members, totals.lines]);
        assert_eq!(sums, self.model.settle(until - i64::from(hold_days), minimum));
        told(Ok(settled))
    }

    fn pay(&mut self, nth: usize, from: Account) -> String {
        let runs = self.world.app().settlements().expect("lists");
        assert_eq!(runs.len(), self.model.runs());
        let Some(run) = runs.get(nth) else { return String::new() };
        let paid = self.world.app().pay_settlement(&run.id.to_string(), from);
        // Money that the acquirer holds cannot be paid out.
        let held = from != Account::QrisInTransit;
        let expect = if held { self.model.pay(nth, from) } else { None };
        assert_eq!(paid.as_ref().ok().map(|paid| paid.paid.get()), expect);
        told(paid)
    }

    /// Checks what stands on the accounts and on the shelf.
    fn check(&mut self) {
        for account in [Account::Cash, Account::Bank, Account::QrisInTransit] {
            assert_eq!(self.world.holds(account), self.model.holds(account), "{account}");
        }
        assert_eq!(self.world.holds(Account::CommissionIncome), self.model.commission());
        for (maker, account) in self.makers.clone().into_iter().enumerate() {
            assert_eq!(self.world.holds(account), self.model.owed(maker), "{account}");
            let Account::ConsignmentPayable(member) = account else { continue };
            let due = Account::PayoutDue(member);
            assert_eq!(self.world.holds(due), self.model.due(maker), "{due}");
        }
        let on_hand: Vec<i64> =
            self.world.items().iter().map(|item| i64::from(item.on_hand)).collect();
        assert_eq!(on_hand, self.model.on_hand());
        assert_eq!(
            self.world.app().trial_balance().expect("a balance").difference(),
            Ok(Rupiah::ZERO)
        );
    }
}

/// An answer in every detail, or the code of a refusal.
fn told<T: Debug>(answer: Result<T, AppError>) -> String {
    match answer {
        Ok(answer) => format!("{answer:?}"),
        Err(error) => error.code().to_owned(),
    }
}

#[test]
fn every_rule_holds_after_every_step() {
    let mut config = ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(13_01);
    }
    let result = TestRunner::new(config).run(&steps(), |steps| {
        let mut memory = Life::new(World::new());
        for step in &steps {
            memory.take(step);
            memory.world.assert_sound();
        }
        Ok(())
    });
    result.expect("holds");
}

#[test]
fn every_store_lives_the_same_life() {
    let mut config = ProptestConfig { cases: 6, failure_persistence: None, ..Default::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(13_02);
    }
    let result = TestRunner::new(config).run(&steps(), |steps| {
        let folder = tempfile::tempdir().expect("a folder");
        let file = SqliteStore::create(folder.path().join("ikm.db")).expect("a store");
        let mut memory = Life::new(World::new());
        let mut file = Life::new(World::in_store(Box::new(file)));
        for step in &steps {
            prop_assert_eq!(memory.take(step), file.take(step));
        }
        file.world.assert_sound();
        assert_same(&file.world.read_out(), &memory.world.read_out());
        Ok(())
    });
    result.expect("the same");
}
