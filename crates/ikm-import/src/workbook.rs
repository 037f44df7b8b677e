//! Rows of a workbook. XLSX, XLSB and ODS stream; the reader of XLS holds its sheets in memory.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{
    Cell, Data, DataRef, Range, Reader, SheetVisible, Xls, XlsError, Xlsb, XlsbError, Xlsx,
    XlsxError, open_workbook,
};

use crate::cells::{Cells, RawRow};
use crate::compound;
use crate::container::{self, Contents};
use crate::error::ImportError;
use crate::merge::Merge;
use crate::ods::Ods;
use crate::row_builder::{RowBuilder, borrowed};
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
    Streamed {
        workbook: Box<Xlsx<Input>>,
        has_merges: bool,
    },
    OpenDocument(Ods),
    /// XLSB.
    Binary(Box<Xlsb<Input>>),
    InMemory(Vec<Loaded>),
}

/// A sheet in memory.
struct Loaded {
    name: String,
    range: Range<Data>,
    merges: Vec<Merge>,
}

impl Workbook {
    /// Opens a workbook to look at `sheet`, or at every sheet that a person sees.
    pub(crate) fn open(
        path: &Path,
        kind: WorkbookKind,
        sheet: Option<&str>,
    ) -> Result<Self, ImportError> {
        match kind {
            WorkbookKind::Zip => Self::open_zip(path, sheet),
            WorkbookKind::OpenDocument => {
                container::check(opened(path)?)?;
                let ods = Ods::open(path)?;
                let sheets = ods.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.is_shown));
                Ok(Self { names: wanted(sheets, sheet)?, content: Content::OpenDocument(ods) })
            }
            WorkbookKind::Compound => {
                compound::check(opened(path)?)?;
                match open_workbook::<Xls<Input>, _>(path) {
                    Ok(workbook) => in_memory(workbook, sheet, |workbook, name| {
                        Merge::vertical(
                            workbook.merge_cells_by_sheet_name(name).unwrap_or_default(),
                        )
                    }),
                    Err(XlsError::Password) => Err(ImportError::Encrypted),
                    Err(error) => Err(damaged(error)),
                }
            }
        }
    }

    fn open_zip(path: &Path, sheet: Option<&str>) -> Result<Self, ImportError> {
        let Contents { binary, merges: has_merges } = container::check(opened(path)?)?;
        if binary {
            let workbook = open_workbook::<Xlsb<Input>, _>(path);
            let workbook = Box::new(workbook.map_err(|error| damaged_xlsb(&error))?);
            let names = wanted(shown(workbook.sheets_metadata()), sheet)?;
            return Ok(Self { names, content: Content::Binary(workbook) });
        }
        let workbook = open_workbook::<Xlsx<Input>, _>(path);
        let workbook = Box::new(workbook.map_err(|error| damaged_xlsx(&error))?);
        let names = wanted(shown(workbook.sheets_metadata()), sheet)?;
        Ok(Self { names, content: Content::Streamed { workbook, has_merges } })
    }

    /// The merged cells of `sheet` that reach over several rows, in the order of their first rows.
    pub(crate) fn merges(&mut self, sheet: &str) -> Vec<Merge> {
        match &mut self.content {
            Content::Streamed { workbook, has_merges: true } => {
                // What cannot be read here fails again where the rows are read.
                Merge::vertical(workbook.merge_cells_by_sheet_name(sheet).unwrap_or_default())
            }
            Content::Streamed { .. } | Content::Binary(_) => Vec::new(),
            Content::OpenDocument(ods) => ods
                .sheets
                .iter()
                .find(|found| found.name == sheet)
                .map(|found| Merge::vertical(found.merged.clone()))
                .unwrap_or_default(),
            Content::InMemory(sheets) => sheets
                .iter()
                .find(|loaded| loaded.name == sheet)
                .map(|loaded| loaded.merges.clone())
                .unwrap_or_default(),
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
            Content::Streamed { workbook, .. } => {
                each_streamed_row(workbook, sheet, &mut with_gaps)
            }
            Content::Binary(workbook) => each_binary_row(workbook, sheet, &mut with_gaps),
            Content::OpenDocument(ods) => ods.each_row(sheet, &mut with_gaps),
            Content::InMemory(sheets) => match sheets.iter().find(|s| s.name == sheet) {
                Some(loaded) => each_row_of_range(&loaded.range, &mut with_gaps),
                None => Ok(()),
            },
        }
    }
}

/// The sheets to look at: the one that was asked for, even if it is hidden, else all that a person
/// sees.
fn wanted<'n>(
    sheets: impl Iterator<Item = (&'n str, bool)> + Clone,
    wanted: Option<&str>,
) -> Result<Vec<String>, ImportError> {
    let Some(name) = wanted else {
        return Ok(sheets.filter(|(_, is_shown)| *is_shown).map(|(n, _)| n.to_owned()).collect());
    };
    let key = |name: &str| name.trim().to_lowercase();
    let mut all: Vec<String> = sheets.map(|(name, _)| name.to_owned()).collect();
    let exact = all.iter().position(|known| known == name);
    match exact.or_else(|| all.iter().position(|known| key(known) == key(name))) {
        Some(at) => Ok(vec![all.swap_remove(at)]),
        None => Err(ImportError::NoSuchSheet { name: name.to_owned(), sheets: all }),
    }
}

fn shown(sheets: &[calamine::Sheet]) -> impl Iterator<Item = (&str, bool)> + Clone {
    sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.visible == SheetVisible::Visible))
}

fn opened(path: &Path) -> Result<Input, ImportError> {
    File::open(path).map(BufReader::new).map_err(ImportError::reading)
}

fn in_memory<W>(
    mut workbook: W,
    sheet: Option<&str>,
    merges: impl Fn(&W, &str) -> Vec<Merge>,
) -> Result<Workbook, ImportError>
where
    W: Reader<Input>,
    W::Error: std::fmt::Display,
{
    let names = wanted(shown(workbook.sheets_metadata()), sheet)?;
    let mut sheets = Vec::new();
    for name in &names {
        let range = workbook.worksheet_range(name).map_err(damaged)?;
        let merges = merges(&workbook, name);
        sheets.push(Loaded { name: name.clone(), range, merges });
    }
    Ok(Workbook { names, content: Content::InMemory(sheets) })
}

fn damaged(error: impl std::fmt::Display) -> ImportError {
    ImportError::Damaged(error.to_string())
}

fn damaged_xlsx(error: &XlsxError) -> ImportError {
    if matches!(error, XlsxError::Password) { ImportError::Encrypted } else { damaged(error) }
}

fn damaged_xlsb(error: &XlsbError) -> ImportError {
    if matches!(error, XlsbError::Password) { ImportError::Encrypted } else { damaged(error) }
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
    while let Some(cell) =
        cells.next_cell_with_formula_metadata().map_err(|error| damaged_xlsx(&error))?
    {
        let (at_row, column) = cell.pos;
        if let Some(done) = row.turn_to(u64::from(at_row) + 1)?
            && !take(done)
        {
            return Ok(());
        }
        if cell.formula.is_some() && cell.value == DataRef::Empty {
            row.put_formula(column)?;
        } else {
            row.put(column, &cell.value)?;
        }
    }
    if let Some(done) = row.finish() {
        take(done);
    }
    Ok(())
}

fn each_binary_row(
    workbook: &mut Xlsb<Input>,
    sheet: &str,
    take: &mut dyn FnMut(RawRow) -> bool,
) -> Result<(), ImportError> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|error| damaged_xlsb(&error))?;
    let mut row = RowBuilder::default();
    while let Some(cell) = cells.next_cell().map_err(|error| damaged_xlsb(&error))? {
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

fn each_row_of_range(
    range: &Range<Data>,
    take: &mut dyn FnMut(RawRow) -> bool,
) -> Result<(), ImportError> {
    let Some((first_row, first_column)) = range.start() else { return Ok(()) };
    for (number, values) in (u64::from(first_row) + 1..).zip(range.rows()) {
        let mut row = RowBuilder::at(number);
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
