//! Merged cells that reach over several rows: their value stands in the first of them alone and
//! holds for all.

use std::collections::VecDeque;

use calamine::Dimensions;

use crate::cells::RawRow;
use crate::field::Field;
use crate::layout::Layout;

/// Merged cells of several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merge {
    /// The first row and the last, as a spreadsheet numbers them.
    first: u64,
    last: u64,
    /// The first column and the last, from 0.
    columns: (usize, usize),
}

impl Merge {
    /// Those of `areas` that reach over several rows, in the order of their first rows.
    pub(crate) fn vertical(areas: Vec<Dimensions>) -> Vec<Self> {
        let column = |column: u32| usize::try_from(column).unwrap_or(usize::MAX);
        let mut merges: Vec<Self> = areas
            .into_iter()
            .filter(|cells| cells.start.0 < cells.end.0)
            .map(|cells| Self {
                first: u64::from(cells.start.0) + 1,
                last: u64::from(cells.end.0) + 1,
                columns: (column(cells.start.1), column(cells.end.1)),
            })
            .collect();
        merges.sort_by_key(|merge| merge.first);
        merges
    }
}

/// Writes the value of merged cells into the rows below the first.
#[derive(Debug, Default)]
pub(crate) struct FillDown {
    /// The merges that are still to come.
    ahead: VecDeque<(Merge, usize)>,
    /// The merges that reach into the present row, with their column and value.
    open: Vec<(u64, usize, String)>,
}

impl FillDown {
    /// Looks after the columns of `layout` whose value may hold for several IKM.
    pub(crate) fn new(merges: &[Merge], layout: &Layout) -> Self {
        let columns =
            layout.columns.iter().filter(|column| column.field.is_some_and(holds_for_many));
        let columns: Vec<usize> = columns.map(|column| column.index).collect();
        let ahead = merges.iter().filter_map(|merge| {
            let (from, to) = merge.columns;
            columns.iter().find(|column| (from..=to).contains(column)).map(|at| (*merge, *at))
        });
        Self { ahead: ahead.collect(), open: Vec::new() }
    }

    /// Fills what the merges around `row` leave empty in it.
    pub(crate) fn fill(&mut self, row: &mut RawRow) {
        if self.ahead.is_empty() && self.open.is_empty() || row.cells.is_blank() {
            return;
        }
        self.open.retain(|(last, _, _)| row.number <= *last);
        for (_, column, value) in &self.open {
            if row.cells.get(*column).trim().is_empty() {
                row.cells.put(*column, value);
            }
        }
        while let Some((merge, column)) = self.ahead.front()
            && merge.first <= row.number
        {
            // Its value stands in its first column, which need not be the one that is read.
            let value = row.cells.get(merge.columns.0).trim();
            if merge.first == row.number && !value.is_empty() {
                let value = value.to_owned();
                // Cells cannot be merged twice; in a file that says so the later one counts.
                self.open.retain(|(_, taken, _)| taken != column);
                self.open.push((merge.last, *column, value));
            }
            self.ahead.pop_front();
        }
    }
}

/// Whether one value can hold for several IKM, as a kecamatan does. An amount is that of one, and so
/// is a name.
fn holds_for_many(field: Field) -> bool {
    field.is_place()
        || matches!(
            field,
            Field::Owner
                | Field::Gender
                | Field::Nik
                | Field::Npwp
                | Field::Phone
                | Field::Address
                | Field::PostalCode
                | Field::Kbli
                | Field::KbliEdition
                | Field::Classification
                | Field::Commodity
                | Field::Product
                | Field::CapacityUnit
                | Field::FiguresYear
                | Field::FoundedYear
        )
}
