//! A gallery reckoned in plain integers, too simple to be wrong: what random lives are held to.
//!
//! Days are counted from the day of the inauguration, money in rupiah, commission in tenths of a
//! percent. A sku belongs to the maker whose number is its own modulo the number of makers.

use std::collections::{BTreeMap, BTreeSet};

use ikm_core::gallery::Payment;
use ikm_core::ledger::Account;

pub(crate) const MAKERS: usize = 3;

pub(crate) fn maker_of(sku: usize) -> usize {
    sku % MAKERS
}

#[derive(Clone, Debug)]
struct Lot {
    sku: usize,
    price: i64,
    commission: i64,
    best_before: Option<i64>,
    received: i64,
    left: i64,
}

/// A line of a receipt that nobody has settled.
#[derive(Clone, Debug)]
struct Waiting {
    maker: usize,
    sold: i64,
    gross: i64,
    commission: i64,
}

#[derive(Clone, Debug, Default)]
struct Run {
    /// What it pays each maker.
    pays: BTreeMap<usize, i64>,
    paid: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct SoldLine {
    pub(crate) sku: usize,
    pub(crate) quantity: i64,
    pub(crate) price: Option<i64>,
}

/// Gross, commission, payable, carried forward, and how many makers and lines.
pub(crate) type Sums = ([i64; 4], [u64; 2]);

#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    lots: Vec<Lot>,
    waiting: Vec<Waiting>,
    carried: BTreeMap<usize, i64>,
    runs: Vec<Run>,
    money: BTreeMap<Account, i64>,
    commission: i64,
}

impl Model {
    /// Takes in a lot, unless it is past its last day.
    pub(crate) fn take_in(
        &mut self,
        (sku, quantity): (usize, i64),
        (price, commission): (i64, i64),
        best_before: Option<i64>,
        received: i64,
    ) -> bool {
        if best_before.is_some_and(|last| last < received) {
            return false;
        }
        self.lots.push(Lot { sku, price, commission, best_before, received, left: quantity });
        true
    }

    /// Sells a whole receipt, or nothing of it. What it came to.
    pub(crate) fn sell(&mut self, lines: &[SoldLine], sold: i64, payment: Payment) -> Option<i64> {
        let mut after = self.clone();
        let mut total = 0;
        for line in lines {
            total += after.sell_line(line, sold)?;
        }
        *after.money.entry(payment.account()).or_default() += total;
        *self = after;
        Some(total)
    }

    fn sell_line(&mut self, line: &SoldLine, sold: i64) -> Option<i64> {
        let mut candidates: Vec<&mut Lot> = self
            .lots
            .iter_mut()
            .filter(|lot| lot.sku == line.sku && lot.received <= sold)
            .filter(|lot| lot.best_before.is_none_or(|last| last >= sold))
            .collect();
        candidates.sort_by_key(|lot| (lot.best_before.unwrap_or(i64::MAX), lot.received));
        let mut missing = line.quantity;
        // Pieces by price paid and commission: each such line is rounded once.
        let mut parts: BTreeMap<(i64, i64), i64> = BTreeMap::new();
        for lot in candidates {
            let taken = missing.min(lot.left);
            if taken > 0 {
                let paid = line.price.unwrap_or(lot.price);
                if paid > lot.price {
                    return None;
                }
                *parts.entry((paid, lot.commission)).or_default() += taken;
                lot.left -= taken;
                missing -= taken;
            }
        }
        if missing > 0 {
            return None;
        }
        let mut total = 0;
        for ((price, tenths), quantity) in parts {
            let gross = price * quantity;
            // Tenths of a percent are thousandths; half a rupiah goes up.
            let commission = (gross * tenths + 500) / 1_000;
            self.waiting.push(Waiting { maker: maker_of(line.sku), sold, gross, commission });
            self.commission += commission;
            total += gross;
        }
        Some(total)
    }

    /// Settles what was sold before the day `cut_off`.
    pub(crate) fn settle(&mut self, cut_off: i64, minimum: i64) -> Sums {
        let (taken, waiting) = self.waiting.drain(..).partition(|line| line.sold < cut_off);
        let taken: Vec<Waiting> = taken;
        self.waiting = waiting;
        let mut run = Run::default();
        let mut named = BTreeSet::new();
        let mut carried_forward = 0;
        for maker in 0..MAKERS {
            let of_maker = taken.iter().filter(|line| line.maker == maker);
            let new: i64 = of_maker.clone().map(|line| line.gross - line.commission).sum();
            let before = self.carried.get(&maker).copied().unwrap_or_default();
            let share = new + before;
            let pays = if share > 0 && share >= minimum { share } else { 0 };
            if of_maker.count() > 0 || pays > 0 {
                named.insert(maker);
            }
            if pays > 0 {
                run.pays.insert(maker, pays);
            }
            self.carried.insert(maker, share - pays);
            carried_forward += share - pays - before;
        }
        let sum = |of: fn(&Waiting) -> i64| taken.iter().map(of).sum();
        let payable = run.pays.values().sum();
        if !named.is_empty() {
            self.runs.push(run);
        }
        (
            [sum(|line| line.gross), sum(|line| line.commission), payable, carried_forward],
            [count(named.len()), count(taken.len())],
        )
    }

    pub(crate) fn runs(&self) -> usize {
        self.runs.len()
    }

    /// Pays a run out, unless it was paid, pays nothing, or there is too little.
    pub(crate) fn pay(&mut self, nth: usize, from: Account) -> Option<i64> {
        let held = self.holds(from);
        let run = self.runs.get_mut(nth)?;
        let sum: i64 = run.pays.values().sum();
        if run.paid || sum == 0 || sum > held {
            return None;
        }
        run.paid = true;
        *self.money.entry(from).or_default() -= sum;
        Some(sum)
    }

    pub(crate) fn transfer(&mut self, from: Account, to: Account, amount: i64) -> bool {
        let possible = from != to && amount > 0 && amount <= self.holds(from);
        if possible {
            *self.money.entry(from).or_default() -= amount;
            *self.money.entry(to).or_default() += amount;
        }
        possible
    }

    pub(crate) fn holds(&self, account: Account) -> i64 {
        self.money.get(&account).copied().unwrap_or_default()
    }

    pub(crate) fn commission(&self) -> i64 {
        self.commission
    }

    /// What waits to be settled for a maker.
    pub(crate) fn owed(&self, maker: usize) -> i64 {
        let lines = self.waiting.iter().filter(|line| line.maker == maker);
        let new: i64 = lines.map(|line| line.gross - line.commission).sum();
        new + self.carried.get(&maker).copied().unwrap_or_default()
    }

    /// What is due to a maker and not paid.
    pub(crate) fn due(&self, maker: usize) -> i64 {
        let open = self.runs.iter().filter(|run| !run.paid);
        open.filter_map(|run| run.pays.get(&maker)).sum()
    }

    /// The pieces on hand of every lot, in the order in which they came in.
    pub(crate) fn on_hand(&self) -> Vec<i64> {
        self.lots.iter().map(|lot| lot.left).collect()
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).expect("few")
}
