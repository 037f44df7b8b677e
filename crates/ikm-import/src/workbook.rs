//! Rows of a workbook. XLSX streams; the readers of XLS and ODS hold a sheet in memory.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{
    Cell, Data, DataRef, ExcelDateTime, Ods, OdsError, Range, Reader, SheetVisible, Xls, XlsError,
    Xlsx, XlsxError, open_workbook,
};

use crate::cells::{Cells, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROW_BYTES, RawRow};
use crate::container;
use crate::error::ImportError;
use crate::source::WorkbookKind;

type Input = BufReader<File>;

/// The most blank lines between two rows that count as blank lines.
const MAX_GAP: u64 = 1_000;

/// An opened workbook.
pub(crate) struct Workbook {
    /// The sheets that are looked at, in their order.
    names: Vec<String>,
    content: Content,
}

enum Content {
    Streamed(Box<Xlsx<Input>>),
    InMemory(Vec<(String, Range<Data>)>),
}

impl Workbook {
    /// Opens a workbook to look at `sheet`, or at every sheet that a person sees.
    pub(crate) fn open(
        path: &Path,
        kind: WorkbookKind,
        sheet: Option<&str>,
    ) -> Result<Self, ImportError> {
        if matches!(kind, WorkbookKind::Zip | WorkbookKind::OpenDocument) {
            container::check(BufReader::new(File::open(path).map_err(ImportError::reading)?))?;
        }
        match kind {
            WorkbookKind::Zip => {
                let workbook = open_workbook::<Xlsx<Input>, _>(path);
                let workbook = workbook.map_err(|error| damaged_xlsx(&error))?;
                let names = wanted(workbook.sheets_metadata(), sheet)?;
                Ok(Self { names, content: Content::Streamed(Box::new(workbook)) })
            }
            WorkbookKind::OpenDocument => match open_workbook::<Ods<Input>, _>(path) {
                Ok(workbook) => in_memory(workbook, sheet),
                Err(OdsError::Password) => Err(ImportError::Encrypted),
                Err(error) => Err(damaged(error)),
            },
            WorkbookKind::Compound => match open_workbook::<Xls<Input>, _>(path) {
                Ok(workbook) => in_memory(workbook, sheet),
                Err(XlsError::Password) => Err(ImportError::Encrypted),
                // An XLSX with a password lies in the container of an XLS.
                Err(error) => match open_workbook::<Xlsx<Input>, _>(path) {
                    Err(XlsxError::Password) => Err(ImportError::Encrypted),
                    _ => Err(damaged(error)),
                },
            },
        }
    }

    /// The sheets that are looked at, in their order.
    pub(crate) fn sheet_names(&self) -> &[String] {
        &self.names
    }

    /// Gives every row to `take`, until that says false: blank ones too where others follow them,
    /// whether the file writes them or leaves them out.
    pub(crate) fn each_row(
        &mut self,
        sheet: &str,
        take: &mut dyn FnMut(RawRow) -> bool,
    ) -> Result<(), ImportError> {
        let mut next = 1;
        let mut with_gaps = |row: RawRow| {
            if row.cells.is_blank() {
                return true;
            }
            let gap = next..row.number;
            next = row.number + 1;
            // A row at the end of the world has no blank lines before it, it has nothing.
            let is_gap = row.number.saturating_sub(gap.start) <= MAX_GAP;
            let blank = |number| RawRow { number, cells: Cells::default() };
            (!is_gap || gap.map(blank).all(&mut *take)) && take(row)
        };
        match &mut self.content {
            Content::Streamed(workbook) => each_streamed_row(workbook, sheet, &mut with_gaps),
            Content::InMemory(sheets) => match sheets.iter().find(|(name, _)| name == sheet) {
                Some((_, range)) => each_row_of_range(range, &mut with_gaps),
                None => Ok(()),
            },
        }
    }
}

/// The sheets to look at: the one that was asked for, even if it is hidden, else all that a person
/// sees.
fn wanted(sheets: &[calamine::Sheet], wanted: Option<&str>) -> Result<Vec<String>, ImportError> {
    let names = |visible_only: bool| -> Vec<String> {
        let shown =
            sheets.iter().filter(|sheet| !visible_only || sheet.visible == SheetVisible::Visible);
        shown.map(|sheet| sheet.name.clone()).collect()
    };
    let Some(name) = wanted else { return Ok(names(true)) };
    let key = |name: &str| name.trim().to_lowercase();
    let mut all = names(false);
    let exact = all.iter().position(|known| known == name);
    match exact.or_else(|| all.iter().position(|known| key(known) == key(name))) {
        Some(at) => Ok(vec![all.swap_remove(at)]),
        None => Err(ImportError::NoSuchSheet { name: name.to_owned(), sheets: all }),
    }
}

fn in_memory<W>(mut workbook: W, sheet: Option<&str>) -> Result<Workbook, ImportError>
where
    W: Reader<Input>,
    W::Error: std::fmt::Display,
{
    let names = wanted(workbook.sheets_metadata(), sheet)?;
    let mut sheets = Vec::new();
    for name in &names {
        sheets.push((name.clone(), workbook.worksheet_range(name).map_err(damaged)?));
    }
    Ok(Workbook { names, content: Content::InMemory(sheets) })
}

fn damaged(error: impl std::fmt::Display) -> ImportError {
    ImportError::Damaged(error.to_string())
}

fn damaged_xlsx(error: &XlsxError) -> ImportError {
    if matches!(error, XlsxError::Password) { ImportError::Encrypted } else { damaged(error) }
}

fn each_streamed_row(
    workbook: &mut Xlsx<Input>,
    sheet: &str,
    take: &mut dyn FnMut(RawRow) -> bool,
) -> Result<(), ImportError> {
    let mut cells = match workbook.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        // A chart on a sheet of its own has no rows.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(damaged_xlsx(&error)),
    };
    let mut row = RowBuilder::default();
    while let Some(cell) = cells.next_cell().map_err(|error| damaged_xlsx(&error))? {
        let (at_row, column) = Cell::get_position(&cell);
        if let Some(done) = row.turn_to(u64::from(at_row) + 1)?
            && !take(done)
        {
            return Ok(());
        }
        row.put(column, cell.get_value())?;
    }
    if let Some(done) = row.finish() {
        take(done);
    }
    Ok(())
}

/// Puts streamed cells together into rows.
#[derive(Default)]
struct RowBuilder {
    number: u64,
    cells: Cells,
}

impl RowBuilder {
    /// Begins row `number`; gives the one before it, if that had a cell.
    fn turn_to(&mut self, number: u64) -> Result<Option<RawRow>, ImportError> {
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

    fn finish(self) -> Option<RawRow> {
        (self.number > 0).then_some(RawRow { number: self.number, cells: self.cells })
    }

    fn put(&mut self, column: u32, value: &DataRef<'_>) -> Result<(), ImportError> {
        // Cells that only have a colour may stretch to the last column of the sheet.
        if matches!(value, DataRef::Empty) {
            return Ok(());
        }
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
        push_value(&mut self.cells, value);
        check_size(self.number, column, &self.cells)
    }
}

fn each_row_of_range(
    range: &Range<Data>,
    take: &mut dyn FnMut(RawRow) -> bool,
) -> Result<(), ImportError> {
    let Some((first_row, first_column)) = range.start() else { return Ok(()) };
    for (number, values) in (u64::from(first_row) + 1..).zip(range.rows()) {
        let mut row = RowBuilder { number, cells: Cells::default() };
        for (column, value) in (first_column..).zip(values) {
            row.put(column, &borrowed(value))?;
        }
        if let Some(done) = row.finish()
            && !take(done)
        {
            return Ok(());
        }
    }
    Ok(())
}

fn borrowed(value: &Data) -> DataRef<'_> {
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
