//! Random books: money is brought, moved, held, let go and taken back, and the books are closed. After
//! every step the six invariants of the journal hold, a plain model says the same, and a refusal has
//! changed nothing; on every store.

use std::collections::BTreeMap;

use chrono::Days;
use ikm_core::id::{EntryId, uuid_v7};
use ikm_core::ledger::{Account, Balance, EntryDraft, EntryKind};
use ikm_core::money::Rupiah;
use ikm_store::conformance::readout::assert_same;
use ikm_store::{SqliteStore, StoreError};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{RngSeed, TestRunner};

use crate::world::{INAUGURATED, World, day};

#[derive(Clone, Debug)]
enum Step {
    /// Money brought in so many days before or after today.
    Bring(Account, i64, i64),
    Transfer(Account, Account, i64),
    Hold(Account, i64),
    /// Which hold.
    Void(usize),
    /// Which transfer.
    TakeBack(usize),
    /// Until so many days from today.
    Close(i64),
    Wait(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let money = || select(vec![Account::Cash, Account::Bank, Account::QrisInTransit]);
    let amount = || select(vec![-1_i64, 0, 1, 400, 500, 1_000]);
    let step = prop_oneof![
        3 => (money(), 1_i64..900, -3_i64..2).prop_map(|(to, n, on)| Step::Bring(to, n, on)),
        4 => (money(), money(), amount()).prop_map(|(from, to, n)| Step::Transfer(from, to, n)),
        3 => (money(), amount()).prop_map(|(account, n)| Step::Hold(account, n)),
        2 => (0_usize..4).prop_map(Step::Void),
        2 => (0_usize..4).prop_map(Step::TakeBack),
        1 => (-2_i64..3).prop_map(Step::Close),
        2 => (0_u64..3).prop_map(Step::Wait),
    ];
    vec(step, 1..40)
}

/// The books in plain integers.
#[derive(Default)]
struct Model {
    money: BTreeMap<Account, i64>,
    /// Account, amount, and whether it is open still.
    holds: Vec<(Account, i64, bool)>,
    /// From, to, amount, and whether it was taken back.
    transfers: Vec<(Account, Account, i64, bool)>,
    /// The day before which nothing is dated any more, counted from the inauguration.
    closed: Option<i64>,
    today: i64,
}

impl Model {
    fn on(&self, account: Account) -> i64 {
        self.money.get(&account).copied().unwrap_or_default()
    }

    fn held(&self, account: Account) -> i64 {
        let open = self.holds.iter().filter(|(of, _, open)| *open && *of == account);
        open.map(|(_, amount, _)| amount).sum()
    }

    fn available(&self, account: Account) -> i64 {
        self.on(account) - self.held(account)
    }

    fn is_sealed(&self, on: i64) -> bool {
        self.closed.is_some_and(|until| on < until)
    }

    fn moved(&mut self, from: Account, to: Account, amount: i64) {
        *self.money.entry(from).or_default() -= amount;
        *self.money.entry(to).or_default() += amount;
    }
}

struct Books {
    world: World,
    model: Model,
    brought: u8,
    holds: Vec<String>,
    transfers: Vec<String>,
}

impl Books {
    fn new(world: World) -> Self {
        let (model, holds, transfers) = (Model::default(), Vec::new(), Vec::new());
        Self { world, model, brought: 0, holds, transfers }
    }

    /// Takes a step as the model says that it ends. A refusal changes nothing at all.
    fn take(&mut self, step: &Step) {
        if self.would_do(step) {
            assert!(self.run(step), "{step:?} is refused");
            self.note(step);
        } else {
            let before = self.world.read_out();
            assert!(!self.run(step), "{step:?} is done");
            assert_same(&self.world.read_out(), &before);
        }
        self.check();
    }

    fn would_do(&self, step: &Step) -> bool {
        let model = &self.model;
        let open_today = !model.is_sealed(model.today);
        match *step {
            Step::Bring(_, _, on) => !model.is_sealed(model.today + on),
            Step::Transfer(from, to, amount) => {
                from != to && amount > 0 && model.available(from) >= amount && open_today
            }
            Step::Hold(account, amount) => amount > 0 && model.available(account) >= amount,
            Step::Void(nth) => model.holds.get(nth).is_some_and(|(_, _, open)| *open),
            Step::TakeBack(nth) => model.transfers.get(nth).is_some_and(|(_, to, amount, back)| {
                !back && model.available(*to) >= *amount && open_today
            }),
            // The last day of the period may be today.
            Step::Close(until) => {
                let until = model.today + until;
                until <= model.today + 1 && model.closed.is_none_or(|closed| closed < until)
            }
            Step::Wait(_) => true,
        }
    }

    fn note(&mut self, step: &Step) {
        let model = &mut self.model;
        match *step {
            Step::Bring(to, amount, _) => *model.money.entry(to).or_default() += amount,
            Step::Transfer(from, to, amount) => {
                model.moved(from, to, amount);
                model.transfers.push((from, to, amount, false));
            }
            Step::Hold(account, amount) => model.holds.push((account, amount, true)),
            Step::Void(nth) => model.holds[nth].2 = false,
            Step::TakeBack(nth) => {
                let (from, to, amount, _) = model.transfers[nth];
                model.moved(to, from, amount);
                model.transfers[nth].3 = true;
            }
            Step::Close(until) => model.closed = Some(model.today + until),
            Step::Wait(_) => {}
        }
    }

    /// Whether the use case does it.
    fn run(&mut self, step: &Step) -> bool {
        let date = |offset: i64| match u64::try_from(offset) {
            Ok(later) => day(INAUGURATED) + Days::new(later),
            Err(_) => day(INAUGURATED) - Days::new(offset.unsigned_abs()),
        };
        match *step {
            Step::Bring(to, amount, on) => {
                self.brought += 1;
                let on = date(self.model.today + on);
                let id = uuid_v7(
                    day(INAUGURATED).and_hms_opt(1, 0, 0).expect("a time").and_utc(),
                    &[self.brought; 10],
                );
                let entry = EntryDraft::new(EntryKind::Opening, "awal", on)
                    .debit(to, Rupiah::new(amount))
                    .credit(Account::Fund, Rupiah::new(amount))
                    .finish(EntryId::try_from(id).expect("a version 7"))
                    .expect("it balances");
                let brought = self.world.try_tamper(|tx| tx.append_entry(&entry));
                let sealed = matches!(brought, Err(StoreError::Sealed { .. }));
                assert!(brought.is_ok() || sealed, "{brought:?}");
                !sealed
            }
            Step::Transfer(from, to, amount) => {
                let moved = self.world.app().transfer(from, to, Rupiah::new(amount));
                moved.map(|view| self.transfers.push(view.entry.to_string())).is_ok()
            }
            Step::Hold(account, amount) => {
                let held = self.world.app().open_hold(account, Rupiah::new(amount), "bank");
                held.map(|id| self.holds.push(id.to_string())).is_ok()
            }
            Step::Void(nth) => {
                let hold = self.holds.get(nth).cloned().unwrap_or_default();
                self.world.app().void_hold(&hold).is_ok()
            }
            Step::TakeBack(nth) => {
                let transfer = self.transfers.get(nth).cloned().unwrap_or_default();
                self.world.app().reverse_entry(&transfer, "salah").is_ok()
            }
            Step::Close(until) => {
                let until = date(self.model.today + until);
                self.world.app().close_books(until, false).is_ok()
            }
            Step::Wait(days) => {
                self.model.today += i64::try_from(days).expect("a few days");
                self.world.on(&date(self.model.today).to_string());
                true
            }
        }
    }

    /// Conservation; no negative part; a balance is credits less debits of the entries; no overdraft;
    /// what is held is the sum of the open holds; and the figures are those of the model.
    fn check(&mut self) {
        let (kept, entries) = self.world.read(|tx| {
            let kept: BTreeMap<Account, Balance> =
                tx.balances().expect("reads").into_iter().collect();
            (kept, tx.entry_page(0, u32::MAX).expect("reads"))
        });
        let mut told: BTreeMap<Account, (i64, i64)> = BTreeMap::new();
        for posting in entries.iter().flat_map(|(_, entry)| entry.postings()) {
            let (debit, credit) = told.entry(posting.account).or_default();
            let amount = posting.amount.get();
            *if amount < 0 { credit } else { debit } += amount.abs();
        }
        let parts = |balance: &Balance| (balance.debit.get(), balance.credit.get());
        let kept: BTreeMap<_, _> = kept.iter().map(|(of, balance)| (*of, parts(balance))).collect();
        assert_eq!(kept, told);
        assert_eq!(kept.values().map(|(debit, credit)| debit - credit).sum::<i64>(), 0);
        assert!(kept.values().all(|(debit, credit)| *debit >= 0 && *credit >= 0));
        let holds = self.world.app().open_holds().expect("reads");
        for account in [Account::Cash, Account::Bank, Account::QrisInTransit] {
            let (debit, credit) = kept.get(&account).copied().unwrap_or_default();
            let held = holds.iter().filter(|hold| hold.account() == account);
            let held: i64 = held.map(|hold| hold.amount().get()).sum();
            assert_eq!((debit - credit, held), (self.model.on(account), self.model.held(account)));
            assert!(debit - credit >= held, "{account}");
        }
        assert!(self.world.app().verify_ledger().expect("reads").ok);
    }
}

fn live(seed: u64, cases: u32, world: impl Fn() -> World) {
    let mut config = ProptestConfig { cases, ..ProptestConfig::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(seed);
    }
    let result = TestRunner::new(config).run(&steps(), |steps| {
        let mut books = Books::new(world());
        for step in &steps {
            books.take(step);
        }
        Ok(())
    });
    result.expect("holds");
}

#[test]
fn the_invariants_hold_in_memory() {
    live(4_01, 96, World::new);
}

#[test]
fn the_invariants_hold_in_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let number = std::cell::Cell::new(0);
    live(4_02, 24, || {
        number.set(number.get() + 1);
        let path = folder.path().join(format!("{}.db", number.get()));
        World::in_store(Box::new(SqliteStore::create(path).expect("a store")))
    });
}
