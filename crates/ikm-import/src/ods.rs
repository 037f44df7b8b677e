//! Rows of an ODS, one by one.
//!
//! Why not the reader of the other spreadsheets: it holds a sheet as a rectangle in memory, and an
//! ODS of 700 bytes may say that a row repeats a million times.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use calamine::{DataRef, Dimensions};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::cells::{MAX_CELL_BYTES, RawRow};
use crate::error::ImportError;
use crate::row_builder::RowBuilder;

/// A spreadsheet has no more rows.
const MAX_ROWS: u64 = 1_048_576;

/// An ODS whose sheets are known.
pub(crate) struct Ods {
    path: PathBuf,
    pub(crate) sheets: Vec<Sheet>,
}

/// A sheet, and what was merged in it.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) is_shown: bool,
    pub(crate) merged: Vec<Dimensions>,
}

/// What comes by in the order of the file.
enum Found {
    Table { name: String, is_shown: bool },
    Cells { column: u32, count: u32, rows_spanned: u32, value: Value },
    RowEnd { count: u64 },
}

enum Value {
    Nothing,
    /// A formula without a value.
    Formula,
    Number(f64),
    Bool(bool),
    Text(String),
}

impl Ods {
    pub(crate) fn open(path: &Path) -> Result<Self, ImportError> {
        let mut sheets: Vec<Sheet> = Vec::new();
        let mut row = 0;
        walk(path, &mut |found| {
            match found {
                Found::Table { name, is_shown } => {
                    row = 0;
                    sheets.push(Sheet { name, is_shown, merged: Vec::new() });
                }
                Found::Cells { column, rows_spanned, .. } if rows_spanned > 1 => {
                    let first = u32::try_from(row).unwrap_or(u32::MAX);
                    let end = (first.saturating_add(rows_spanned - 1), column);
                    if let Some(sheet) = sheets.last_mut() {
                        sheet.merged.push(Dimensions::new((first, column), end));
                    }
                }
                Found::Cells { .. } => {}
                Found::RowEnd { count } => row += count,
            }
            Ok(true)
        })?;
        Ok(Self { path: path.to_owned(), sheets })
    }

    /// Gives every row of `sheet` that has a cell to `take`, until that says false.
    pub(crate) fn each_row(
        &self,
        sheet: &str,
        take: &mut dyn FnMut(RawRow) -> bool,
    ) -> Result<(), ImportError> {
        let mut inside = false;
        let mut row = RowBuilder::at(1);
        walk(&self.path, &mut |found| {
            match found {
                Found::Table { .. } if inside => return Ok(false),
                Found::Table { name, .. } => inside = name == sheet,
                _ if !inside => {}
                Found::Cells { column, count, value, .. } => put(&mut row, column, count, &value)?,
                Found::RowEnd { count } => return Ok(row.repeat(count, MAX_ROWS, take)),
            }
            Ok(true)
        })
    }
}

fn put(row: &mut RowBuilder, column: u32, count: u32, value: &Value) -> Result<(), ImportError> {
    for column in (column..).take(usize::try_from(count).unwrap_or(usize::MAX)) {
        match value {
            Value::Nothing => return Ok(()),
            Value::Formula => row.put_formula(column)?,
            Value::Number(number) => row.put(column, &DataRef::Float(*number))?,
            Value::Bool(yes) => row.put(column, &DataRef::Bool(*yes))?,
            Value::Text(text) => row.put(column, &DataRef::SharedString(text))?,
        }
    }
    Ok(())
}

/// Goes through the content and shows it to `visit`, until that says false.
fn walk(
    path: &Path,
    visit: &mut dyn FnMut(Found) -> Result<bool, ImportError>,
) -> Result<(), ImportError> {
    let file = BufReader::new(File::open(path).map_err(ImportError::reading)?);
    let mut archive = ZipArchive::new(file).map_err(damaged)?;
    let part = archive.by_name("content.xml").map_err(damaged)?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    reader.config_mut().expand_empty_elements = true;
    let mut walker = Walker::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let found = match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(tag) => walker.start(&tag)?,
            Event::End(tag) => walker.end(tag.name().as_ref()),
            Event::Text(text) => walker.text(&text.xml10_content()),
            Event::CData(text) => walker.text(&text.xml10_content()),
            Event::GeneralRef(entity) => walker.text(&entity_text(&entity)?),
            Event::Eof => return Ok(()),
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => None,
        };
        if let Some(found) = found
            && !visit(found)?
        {
            return Ok(());
        }
    }
}

fn damaged(error: impl std::fmt::Display) -> ImportError {
    ImportError::Damaged(error.to_string())
}

fn entity_text(entity: &quick_xml::events::BytesRef<'_>) -> Result<String, ImportError> {
    if let Some(c) = entity.resolve_char_ref().map_err(damaged)? {
        return Ok(c.to_string());
    }
    let known = quick_xml::escape::resolve_predefined_entity(entity.as_ref());
    known.map(str::to_owned).ok_or_else(|| damaged("an entity of nobody"))
}

/// Where in the content we are.
#[derive(Default)]
struct Walker {
    /// Styles of sheets that are not shown, and the style that is being described.
    hidden: Vec<String>,
    style: String,
    /// How often the present row stands there.
    rows: u64,
    column: u32,
    cell: Option<Cell>,
    /// How deep we are inside something in a cell that is no text of it: a note, a picture.
    skipped: usize,
    paragraphs: usize,
}

/// A cell under way.
struct Cell {
    count: u32,
    rows_spanned: u32,
    is_text: bool,
    value: Value,
    text: String,
}

impl Walker {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<Option<Found>, ImportError> {
        let name = tag.name();
        let name = name.as_ref();
        if self.skipped > 0 {
            self.skipped += 1;
            return Ok(None);
        }
        if self.cell.is_some() {
            return self.inside_cell(name, tag);
        }
        match name {
            "style:style" => self.style = attribute(tag, "style:name")?.unwrap_or_default(),
            "style:table-properties"
                if attribute(tag, "table:display")?.as_deref() == Some("false") =>
            {
                self.hidden.push(self.style.clone());
            }
            "table:table" => {
                let style = attribute(tag, "table:style-name")?;
                let is_shown = !style.is_some_and(|style| self.hidden.contains(&style));
                let name = attribute(tag, "table:name")?.unwrap_or_default();
                return Ok(Some(Found::Table { name, is_shown }));
            }
            "table:table-row" => {
                self.rows = number(tag, "table:number-rows-repeated")?.into();
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell = Some(Cell::begin(tag)?),
            _ => {}
        }
        Ok(None)
    }

    fn inside_cell(
        &mut self,
        name: &str,
        tag: &BytesStart<'_>,
    ) -> Result<Option<Found>, ImportError> {
        match name {
            "text:p" => {
                self.paragraphs += 1;
                if self.cell.as_ref().is_some_and(|cell| !cell.text.is_empty()) {
                    self.append("\n");
                }
            }
            "text:s" => {
                let blanks = usize::try_from(number(tag, "text:c")?).unwrap_or(1);
                self.append(&" ".repeat(blanks.min(100)));
            }
            "text:tab" => self.append("\t"),
            "text:line-break" => self.append("\n"),
            "text:span" | "text:a" => {}
            _ => self.skipped = 1,
        }
        Ok(None)
    }

    fn end(&mut self, name: &str) -> Option<Found> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return None;
        }
        match name {
            "text:p" => self.paragraphs = self.paragraphs.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" => {
                let cell = self.cell.take()?;
                let column = self.column;
                self.column = column.saturating_add(cell.count);
                let (count, rows_spanned) = (cell.count, cell.rows_spanned);
                return Some(Found::Cells { column, count, rows_spanned, value: cell.end() });
            }
            "table:table-row" => return Some(Found::RowEnd { count: self.rows }),
            _ => {}
        }
        None
    }

    fn text(&mut self, text: &str) -> Option<Found> {
        if self.skipped == 0 && self.paragraphs > 0 {
            self.append(text);
        }
        None
    }

    /// A text that is too long is let go on by one byte, so that it is seen to be.
    fn append(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell
            && cell.text.len() <= MAX_CELL_BYTES
        {
            cell.text.push_str(text);
        }
    }
}

impl Cell {
    fn begin(tag: &BytesStart<'_>) -> Result<Self, ImportError> {
        let kind = attribute(tag, "office:value-type")?.unwrap_or_default();
        let plain = |name| attribute(tag, name).map(Option::unwrap_or_default);
        let value = match kind.as_str() {
            "float" | "currency" | "percentage" => {
                let text = plain("office:value")?;
                text.parse().map_or(Value::Text(text), Value::Number)
            }
            "boolean" => Value::Bool(plain("office:boolean-value")? == "true"),
            "date" => {
                let day = plain("office:date-value")?;
                Value::Text(day.split('T').next().unwrap_or_default().to_owned())
            }
            "time" => Value::Text(time_of_day(&plain("office:time-value")?)),
            "string" => Value::Text(plain("office:string-value")?),
            _ if tag.attributes().flatten().any(|a| a.key.as_ref() == "table:formula") => {
                Value::Formula
            }
            _ => Value::Nothing,
        };
        Ok(Self {
            count: number(tag, "table:number-columns-repeated")?,
            rows_spanned: number(tag, "table:number-rows-spanned")?,
            is_text: kind == "string",
            value,
            text: String::new(),
        })
    }

    fn end(self) -> Value {
        let value_is_open = matches!(&self.value, Value::Text(text) if text.is_empty());
        if !(self.is_text && value_is_open) {
            return self.value;
        }
        if self.text.is_empty() { Value::Nothing } else { Value::Text(self.text) }
    }
}

/// `PT13H01M05S` as `13.01.05`: a spreadsheet takes the code of a kecamatan for a time of the day.
fn time_of_day(duration: &str) -> String {
    let parts = duration.trim_start_matches("PT").split(['H', 'M', 'S', '.', ',']);
    parts.filter(|part| !part.is_empty()).take(3).collect::<Vec<_>>().join(".")
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, ImportError> {
    let Some(found) = tag.try_get_attribute(name).map_err(damaged)? else { return Ok(None) };
    Ok(Some(quick_xml::escape::unescape(&found.value).map_err(damaged)?.into_owned()))
}

/// A number of repetitions; one where it is not said.
fn number(tag: &BytesStart<'_>, name: &str) -> Result<u32, ImportError> {
    match attribute(tag, name)? {
        Some(text) => text.trim().parse().map_err(damaged),
        None => Ok(1),
    }
}
