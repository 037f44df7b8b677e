//! What members bring in a month.

use std::fmt::Write as _;

use chrono::{Datelike, Days, NaiveDate};

use super::{Lot, MonthTruth, Sku};
use crate::dice::Dice;

/// The deliveries of one month.
pub(super) struct Deliveries<'a> {
    pub(super) dice: &'a mut Dice,
    pub(super) month: NaiveDate,
    /// Whether it is the month in which the gallery opens and everybody brings everything.
    pub(super) first: bool,
}

/// One note: a member, a day, and which of the member's skus come.
struct Note {
    day: NaiveDate,
    skus: std::ops::Range<usize>,
}

impl Deliveries<'_> {
    /// Writes the month's notes in the order of their days, and puts the goods on the shelf.
    pub(super) fn write(mut self, skus: &mut [Sku], truth: &mut MonthTruth) -> String {
        let mut csv = String::from(
            "note,received_on,member,sku,name,category,quantity,unit_price,commission_percent,lot,best_before\n",
        );
        let mut notes = self.notes(skus);
        notes.sort_by_key(|note| note.day);
        for note in notes {
            let name = format!("NT-{}-{:03}", self.month.format("%y%m"), truth.notes + 1);
            let before = truth.items;
            for sku in skus.get_mut(note.skus).unwrap_or_default() {
                if !self.first && !self.dice.chance(70) {
                    continue;
                }
                let pieces = self.bring(sku, note.day);
                write_line(&mut csv, &name, sku, pieces);
                truth.items += 1;
                truth.pieces_in += pieces;
            }
            truth.notes += usize::from(truth.items > before);
        }
        csv
    }

    fn notes(&mut self, skus: &[Sku]) -> Vec<Note> {
        let mut notes = Vec::new();
        let mut start = 0;
        for of_one_member in skus.chunk_by(|a, b| a.member == b.member) {
            let end = start + of_one_member.len();
            if self.first || self.dice.chance(55) {
                let last = if self.first { 11 } else { 19 };
                let day = self.month + Days::new(self.dice.below(last).into());
                notes.push(Note { day, skus: start..end });
            }
            start = end;
        }
        notes
    }

    /// Puts a new lot of `sku` on the shelf and tells how many pieces it has.
    fn bring(&mut self, sku: &mut Sku, day: NaiveDate) -> u32 {
        let (fewest, most) = sku.goods.category.brings;
        let pieces = self.dice.range(fewest, most);
        // In July some makers ask more. What is on the shelf keeps its price.
        if self.month.month() == 7 && self.dice.chance(25) {
            sku.price += i64::from(self.dice.range(1, 4)) * 500;
        }
        let best_before = sku.goods.category.keeps_days.map(|days| {
            // Now and then older goods come in later, which must then be sold first.
            let keeps = if self.dice.chance(15) { days / 2 } else { days - self.dice.below(10) };
            let taken = |date| sku.lots.iter().any(|lot| lot.best_before == Some(date));
            let first = day + Days::new(keeps.into());
            first.iter_days().find(|date| !taken(*date)).unwrap_or(first)
        });
        let has_code = best_before.is_some() || self.dice.chance(30);
        let code = has_code.then(|| format!("L{}", day.format("%y%m%d")));
        sku.lots.push(Lot { code, best_before, received_on: day, price: sku.price, left: pieces });
        pieces
    }
}

/// Writes the line of the lot that came last. No field needs quotes.
fn write_line(csv: &mut String, note: &str, sku: &Sku, pieces: u32) {
    let Some(lot) = sku.lots.last() else { return };
    let best_before = lot.best_before.map(|date| date.to_string()).unwrap_or_default();
    let whole = sku.commission / 10;
    let percent = match sku.commission % 10 {
        0 => whole.to_string(),
        tenths => format!("{whole}.{tenths}"),
    };
    // Writing to a string cannot fail.
    let _infallible = writeln!(
        csv,
        "{note},{},{},{},{},{},{pieces},{},{percent},{},{best_before}",
        lot.received_on,
        sku.member,
        sku.code,
        sku.name,
        sku.goods.category.name,
        lot.price,
        lot.code.as_deref().unwrap_or_default(),
    );
}
