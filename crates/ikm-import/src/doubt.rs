//! What is doubtful about a list as a whole, from its first rows.

use std::collections::VecDeque;

use ikm_core::money::Rupiah;

use crate::cells::RawRow;
use crate::field::Field;
use crate::layout::Layout;
use crate::row::{cell_money, in_rupiah};
use crate::unit::Unit;
use crate::warning::{Doubt, Warning};

/// A middle value below this makes no sense as the investment of a business or as a year of
/// production or sales.
const TOO_LITTLE: Rupiah = Rupiah::new(100_000);
/// Above this it is no longer a list of small industries (Permenperin 64/2016: 15 billion).
const TOO_MUCH: Rupiah = Rupiah::new(15_000_000_000);
/// With fewer values a middle one says nothing.
const ENOUGH_VALUES: usize = 3;

/// Whether the money of the list looks a thousand times off.
pub(crate) fn unit_doubt(layout: &Layout, rows: &VecDeque<RawRow>) -> Option<Warning> {
    let fields = [Field::Investment, Field::ProductionValue, Field::Sales];
    let column = fields.iter().find_map(|field| layout.column(*field))?;
    let unit = column.unit?;
    let mut amounts: Vec<Rupiah> = rows
        .iter()
        .filter_map(|row| cell_money(&row.cells, column.index).ok().flatten())
        .filter_map(|amount| in_rupiah(amount, unit))
        .filter(|amount| !amount.is_zero())
        .collect();
    if amounts.len() < ENOUGH_VALUES {
        return None;
    }
    amounts.sort_unstable();
    let median = amounts.get(amounts.len() / 2).copied()?;
    let rather = match unit {
        Unit::Rupiah if median < TOO_LITTLE => Unit::Thousand,
        Unit::Thousand if median < TOO_LITTLE => Unit::Million,
        Unit::Thousand if median > TOO_MUCH => Unit::Rupiah,
        Unit::Million if median > TOO_MUCH => Unit::Thousand,
        Unit::Rupiah | Unit::Thousand | Unit::Million => return None,
    };
    let doubt = Doubt::Unit { median, unit, rather };
    Some(Warning { row: None, column: column.header.clone(), doubt })
}

/// With fewer numbers the last digit of all may be 0 by chance.
const ENOUGH_NUMBERS: usize = 3;

/// Whether a spreadsheet has turned the last digit of every NIK into 0 before the list was saved as
/// text. In a real list one NIK in ten ends so.
pub(crate) fn lost_digits(layout: &Layout, rows: &VecDeque<RawRow>) -> Option<Warning> {
    let column = layout.column(Field::Nik)?;
    let is_nik = |cell: &&str| cell.len() == 16 && cell.bytes().all(|b| b.is_ascii_digit());
    let cells = rows.iter().map(|row| row.cells.get(column.index).trim());
    let (mut count, mut all_lost) = (0, true);
    for nik in cells.filter(is_nik) {
        count += 1;
        all_lost &= nik.ends_with('0');
    }
    let doubt = Doubt::LostDigits;
    let lost = count >= ENOUGH_NUMBERS && all_lost;
    lost.then(|| Warning { row: None, column: column.header.clone(), doubt })
}
