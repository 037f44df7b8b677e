//! What buyers take in a month.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::{Lot, MonthTruth, Sku, days_of};
use crate::dice::Dice;

/// The sales of one month.
pub(super) struct Till<'a> {
    pub(super) dice: &'a mut Dice,
    pub(super) month: NaiveDate,
}

/// A line of a receipt before it is written.
struct Line {
    lot: Option<String>,
    quantity: u32,
    price: i64,
    shows_price: bool,
}

impl Till<'_> {
    /// Writes the month's receipts, takes the goods from the shelf and counts what they fetched.
    pub(super) fn write(mut self, skus: &mut [Sku], truth: &mut MonthTruth) -> String {
        let mut csv = String::from("receipt,sold_on,sku,lot,quantity,unit_price,payment\n");
        for day in days_of(self.month) {
            if self.is_closed(day) {
                continue;
            }
            for _ in 0..self.dice.range(4, 13) {
                self.receipt(&mut csv, skus, truth, day);
            }
        }
        csv
    }

    fn is_closed(&mut self, day: NaiveDate) -> bool {
        // Idulfitri 1443 H fell on 2 and 3 May 2022.
        let holiday = day.format("%Y-%m-%d").to_string();
        matches!(holiday.as_str(), "2022-05-02" | "2022-05-03") || self.dice.chance(12)
    }

    fn receipt(
        &mut self,
        csv: &mut String,
        skus: &mut [Sku],
        truth: &mut MonthTruth,
        day: NaiveDate,
    ) {
        let number = format!("KW-{}-{:04}", day.format("%y%m"), truth.receipts + 1);
        let payment = self.dice.pick(&["cash", "cash", "cash", "qris", "qris", "transfer"]);
        let wanted = self.dice.pick(&[1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5]);
        let mut bought: Vec<usize> = Vec::new();
        let choices = u32::try_from(skus.len()).unwrap_or(u32::MAX);
        // A buyer looks at a few more things than are taken home.
        for _ in 0..wanted + 6 {
            let at = usize::try_from(self.dice.below(choices)).unwrap_or_default();
            let Some(sku) = skus.get_mut(at) else { continue };
            // What costs much is mostly only looked at.
            let dear = sku.price >= 100_000 && self.dice.chance(70);
            if dear || bought.len() == wanted || bought.contains(&at) {
                continue;
            }
            let Some(line) = self.take(sku, day) else { continue };
            bought.push(at);
            count(truth, sku, &line);
            write_line(csv, &number, day, sku, &line, payment);
        }
        truth.receipts += usize::from(!bought.is_empty());
    }

    /// Takes pieces of `sku` from the shelf, if it has some whose order nobody can dispute.
    fn take(&mut self, sku: &mut Sku, day: NaiveDate) -> Option<Line> {
        let few = sku.price >= 100_000;
        let wanted = if few { 1 } else { self.dice.range(1, 4) };
        let (by_lot, shows_price) = (self.dice.chance(12), self.dice.chance(25));
        let mut lots = shelf(sku, day);
        if by_lot {
            lots.retain(|lot| lot.code.is_some());
            // Sometimes the buyer takes a package from behind.
            let chosen = if self.dice.chance(50) { lots.pop() } else { lots.into_iter().next() }?;
            let (quantity, price) = (wanted.min(chosen.left), chosen.price);
            chosen.left -= quantity;
            return Some(Line { lot: chosen.code.clone(), quantity, price, shows_price });
        }
        let price = lots.first()?.price;
        let mut quantity = 0;
        for lot in lots.into_iter().take_while(|lot| lot.price == price) {
            let taken = lot.left.min(wanted - quantity);
            lot.left -= taken;
            quantity += taken;
        }
        Some(Line { lot: None, quantity, price, shows_price })
    }
}

/// The lots of `sku` that can be sold on `day`, first expired first, then first in.
///
/// Empty while the answer could be disputed: on the day on which goods come in, on the last day of
/// some, and while a lot that came in later in the month would have to go first.
fn shelf(sku: &mut Sku, day: NaiveDate) -> Vec<&mut Lot> {
    let mut lots: Vec<&mut Lot> = sku
        .lots
        .iter_mut()
        .filter(|lot| lot.left > 0 && lot.best_before.is_none_or(|last| last >= day))
        .collect();
    if lots.iter().any(|lot| lot.received_on == day || lot.best_before == Some(day)) {
        return Vec::new();
    }
    lots.sort_by_key(|lot| (lot.best_before.is_none(), lot.best_before, lot.received_on));
    let here = lots.iter().take_while(|lot| lot.received_on < day).count();
    if lots.iter().skip(here).any(|lot| lot.received_on < day) {
        return Vec::new();
    }
    lots.truncate(here);
    lots
}

fn count(truth: &mut MonthTruth, sku: &Sku, line: &Line) {
    let gross = i64::from(line.quantity) * line.price;
    // Tenths of a percent are thousandths; half a rupiah goes up.
    let commission = (gross * sku.commission + 500) / 1_000;
    truth.pieces_out += line.quantity;
    truth.takings.add(gross, commission);
    truth.by_member.entry(sku.member.clone()).or_default().add(gross, commission);
}

fn write_line(
    csv: &mut String,
    receipt: &str,
    day: NaiveDate,
    sku: &Sku,
    line: &Line,
    payment: &str,
) {
    let lot = line.lot.as_deref().unwrap_or_default();
    let price = if line.shows_price { line.price.to_string() } else { String::new() };
    // Writing to a string cannot fail.
    let _infallible =
        writeln!(csv, "{receipt},{day},{},{lot},{},{price},{payment}", sku.code, line.quantity);
}
