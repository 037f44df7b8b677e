//! Rows put together from the cells of a spreadsheet.

use calamine::{Data, DataRef, ExcelDateTime};

use crate::cells::{Cells, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROW_BYTES, RawRow};
use crate::error::ImportError;

/// Puts streamed cells together into rows.
#[derive(Default)]
pub(crate) struct RowBuilder {
    number: u64,
    cells: Cells,
}

impl RowBuilder {
    pub(crate) fn at(number: u64) -> Self {
        Self { number, cells: Cells::default() }
    }

    /// Begins row `number`; gives the one before it, if that had a cell.
    pub(crate) fn turn_to(&mut self, number: u64) -> Result<Option<RawRow>, ImportError> {
        if number == self.number {
            return Ok(None);
        }
        if number < self.number {
            return Err(ImportError::Damaged(format!(
                "row {number} stands behind row {}",
                self.number
            )));
        }
        let done = std::mem::take(self).finish();
        self.number = number;
        Ok(done)
    }

    /// Gives the row to `take` as often as it stands there, and begins the one after it; false when
    /// `take` says so or the spreadsheet ends at row `last`.
    pub(crate) fn repeat(
        &mut self,
        count: u64,
        last: u64,
        take: &mut dyn FnMut(RawRow) -> bool,
    ) -> bool {
        let next = self.number.saturating_add(count);
        let Self { number, cells } = std::mem::replace(self, Self::at(next));
        let mut rows = number..next.min(last + 1);
        let is_empty = cells.is_empty();
        let all = is_empty || rows.all(|number| take(RawRow { number, cells: cells.clone() }));
        all && next <= last
    }

    pub(crate) fn finish(self) -> Option<RawRow> {
        (self.number > 0).then_some(RawRow { number: self.number, cells: self.cells })
    }

    pub(crate) fn put(&mut self, column: u32, value: &DataRef<'_>) -> Result<(), ImportError> {
        // Cells that only have a colour may stretch to the last column of the sheet.
        if matches!(value, DataRef::Empty) {
            return Ok(());
        }
        let column = self.begin_cell(column)?;
        push_value(&mut self.cells, value);
        check_size(self.number, column, &self.cells)
    }

    /// A formula whose value the file does not hold.
    pub(crate) fn put_formula(&mut self, column: u32) -> Result<(), ImportError> {
        self.begin_cell(column)?;
        self.cells.push_formula();
        Ok(())
    }

    /// Fills the row up to `column`, which must come after all that there are.
    fn begin_cell(&mut self, column: u32) -> Result<usize, ImportError> {
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MAX_COLUMNS {
            return Err(ImportError::TooManyColumns { row: self.number });
        }
        if column < self.cells.len() {
            let number = self.number;
            return Err(ImportError::Damaged(format!(
                "the cells of row {number} are out of order"
            )));
        }
        while self.cells.len() < column {
            self.cells.push("");
        }
        Ok(column)
    }
}

pub(crate) fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            DataRef::SharedString(text)
        }
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn check_size(row: u64, column: usize, cells: &Cells) -> Result<(), ImportError> {
    if cells.get(column).len() > MAX_CELL_BYTES || cells.bytes() > MAX_ROW_BYTES {
        return Err(ImportError::CellTooLong { row, column: column + 1 });
    }
    Ok(())
}

/// The text of a cell. A number becomes its shortest decimal text, which is exact for every whole
/// amount that a spreadsheet can hold: no arithmetic on floats happens here or later.
fn push_value(cells: &mut Cells, value: &DataRef<'_>) {
    match value {
        DataRef::Int(number) => cells.push_number(&number.to_string()),
        DataRef::Float(number) => cells.push_number(&number.to_string()),
        DataRef::SharedString(text) => cells.push(text),
        DataRef::Bool(yes) => cells.push(if *yes { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(moment) => cells.push(&date_text(moment)),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            cells.push(text);
        }
        DataRef::Error(error) => cells.push(&error.to_string()),
        DataRef::Empty => cells.push(""),
    }
}

fn date_text(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if moment.is_duration() || moment.as_f64() < 1.0 {
        // A spreadsheet takes the code 13.01.05 for a time of the day; here it is one again.
        return format!("{hour:02}.{minute:02}.{second:02}");
    }
    format!("{year:04}-{month:02}-{day:02}")
}
