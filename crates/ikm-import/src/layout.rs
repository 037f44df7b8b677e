//! Which row is the header, and what each column holds.

use std::collections::BTreeSet;

use ikm_core::guard::unguarded;

use crate::cells::RawRow;
use crate::error::ImportError;
use crate::field::Field;
use crate::mapping::{Mapping, MappingError, column_index, column_letters};
use crate::source::{Sheet, continuations};
use crate::spelling::{CANONICAL, GUESSED, Vocabulary};
use crate::unit::{self, Unit, UnitSource};
use crate::warning::{Doubt, Warning};

/// How a list was understood, to be shown before anything is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The sheet that is read; none for a text file.
    pub sheet: Option<String>,
    /// The row that names the columns, the upper one of two; none where a mapping does.
    pub header_row: Option<u64>,
    /// Every column with a header.
    pub columns: Vec<Column>,
    /// The header of every column from the first on, empty where it has none.
    pub headers: Vec<String>,
    /// The unit of money.
    pub unit: Unit,
    /// Who said so.
    pub unit_source: UnitSource,
}

/// One column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its position, from 0.
    pub index: usize,
    /// Its header, where two rows make it both together.
    pub header: String,
    /// What it holds; none where nobody knows.
    pub field: Option<Field>,
    /// How sure that is, from 0 to 100.
    pub certainty: u8,
    /// The unit of an amount of money.
    pub unit: Option<Unit>,
}

impl Layout {
    /// The column that holds `field`.
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|column| column.field == Some(field))
    }

    /// The mapping that says the same, to be kept for the next list of the same office.
    ///
    /// The unit is in it only where a person gave it: what a list says of its unit, the next one says
    /// itself, and perhaps otherwise.
    pub fn mapping(&self) -> Mapping {
        let known = self.columns.iter().filter_map(|column| Some((column, column.field?)));
        let columns = known.map(|(column, field)| {
            let key = match self.header_row {
                Some(_) => column.header.clone(),
                None => column_letters(column.index),
            };
            (key, field)
        });
        let said = matches!(self.unit_source, UnitSource::Option | UnitSource::Mapping);
        Mapping {
            header: self.header_row.is_some(),
            unit: said.then_some(self.unit),
            columns: columns.collect(),
        }
    }
}

/// A layout, how many rows of the head it takes, and what is doubtful about it.
pub(crate) struct Found {
    pub(crate) layout: Layout,
    pub(crate) rows_before: usize,
    pub(crate) header_rows: usize,
    pub(crate) warnings: Vec<Warning>,
    /// How many of its columns are known.
    known: usize,
    score: u32,
}

/// Chooses the sheet whose header is recognised best.
pub(crate) fn choose_sheet(
    sheets: &[Sheet],
    mapping: Option<&Mapping>,
    unit: Option<Unit>,
) -> Result<(usize, Found), ImportError> {
    let vocabulary = Vocabulary::new();
    let mut best: Option<(usize, Found)> = None;
    let mut lists = Vec::new();
    let mut failure = None;
    for (index, sheet) in sheets.iter().enumerate() {
        match understand(sheet, &vocabulary, mapping, unit) {
            Ok(found) => {
                lists.push((index, sheet.name.clone().unwrap_or_default(), found.known));
                if best.as_ref().is_none_or(|(_, other)| found.score > other.score) {
                    best = Some((index, found));
                }
            }
            Err(error) => {
                // Of several sheets, the one whose header is known best tells most.
                let rank = if let ImportError::NoNameColumn { headers, .. } = &error {
                    headers.len() + 1
                } else {
                    usize::from(!sheet.head.is_empty())
                };
                if failure.as_ref().is_none_or(|(other, _)| rank > *other) {
                    failure = Some((rank, error));
                }
            }
        }
    }
    let Some((chosen, mut found)) = best else {
        return Err(failure.map_or_else(|| no_header(Vec::new()), |(_, error)| error));
    };
    let continued = continuations(sheets, chosen);
    let (taken, others): (Vec<_>, Vec<_>) = lists
        .into_iter()
        .filter(|(index, _, _)| !continued.contains(index))
        .partition(|(index, _, _)| *index == chosen);
    if let [(_, taken, columns)] = taken.as_slice()
        && !others.is_empty()
    {
        let others = others.into_iter().map(|(_, name, known)| (name, known)).collect();
        let doubt = Doubt::OtherSheets { taken: taken.clone(), columns: *columns, others };
        found.warnings.push(Warning::of_file(doubt));
    }
    Ok((chosen, found))
}

fn understand(
    sheet: &Sheet,
    vocabulary: &Vocabulary,
    mapping: Option<&Mapping>,
    unit: Option<Unit>,
) -> Result<Found, ImportError> {
    let reading = Reading { vocabulary, mapping };
    let candidate = match mapping {
        Some(mapping) if !mapping.header => by_letters(sheet, mapping)?,
        _ => reading.best_header(sheet)?,
    };
    let mut warnings = candidate.warnings();
    let known = candidate.recognised();
    let titles = sheet.head.get(..candidate.rows_before).unwrap_or_default();
    let mut columns = candidate.columns;
    let (unit, unit_source) = unit::settle(&mut columns, unit, mapping, titles);
    if !columns.iter().any(|column| column.field.is_some_and(Field::is_place)) {
        warnings.push(Warning::of_file(Doubt::NoPlaceColumn));
    }
    let layout = Layout {
        sheet: sheet.name.clone(),
        header_row: candidate.header_row,
        headers: candidate.headers,
        columns,
        unit,
        unit_source,
    };
    Ok(Found {
        layout,
        rows_before: candidate.rows_before,
        header_rows: candidate.header_rows,
        warnings,
        known,
        score: candidate.score,
    })
}

/// `Legalitas | P-IRT | Nomor` is as deep as headers go.
const MOST_HEADER_ROWS: usize = 3;

struct Reading<'a> {
    vocabulary: &'a Vocabulary,
    mapping: Option<&'a Mapping>,
}

/// One way to read the head of a sheet.
struct Candidate {
    header_row: Option<u64>,
    rows_before: usize,
    header_rows: usize,
    headers: Vec<String>,
    columns: Vec<Column>,
    /// Headers whose field another column has.
    doubled: Vec<String>,
    score: u32,
}

impl Candidate {
    fn recognised(&self) -> usize {
        self.columns.iter().filter(|column| column.field.is_some()).count()
    }

    fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|column| column.field == Some(field))
    }

    /// Many lists know only people: then an IKM goes by the name of its owner.
    fn has_name(&self) -> bool {
        self.has(Field::Name) || self.has(Field::Owner)
    }

    /// Two columns that are recognised make a header; one does if there is no other.
    fn is_header(&self) -> bool {
        self.recognised() >= 2 || self.recognised() == 1 && self.columns.len() == 1
    }

    fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if !self.has(Field::Name) {
            warnings.push(Warning::of_file(Doubt::NamedByOwner));
        }
        let unknown: Vec<String> = self
            .columns
            .iter()
            .filter(|column| column.field.is_none() && !self.doubled.contains(&column.header))
            .map(|column| column.header.clone())
            .collect();
        if !unknown.is_empty() {
            warnings.push(Warning::of_file(Doubt::UnknownColumns(unknown)));
        }
        for header in &self.doubled {
            let doubt = Doubt::DoubledColumn;
            warnings.push(Warning { row: None, column: header.clone(), doubt });
        }
        for column in &self.columns {
            if let Some(field) = column.field
                && column.certainty == GUESSED
            {
                let doubt = Doubt::GuessedColumn(field);
                warnings.push(Warning { row: None, column: column.header.clone(), doubt });
            }
        }
        warnings
    }
}

impl Reading<'_> {
    /// The row, or the rows one below the other, of the head that name the most columns.
    fn best_header(&self, sheet: &Sheet) -> Result<Candidate, ImportError> {
        let mut best: Option<Candidate> = None;
        for (at, row) in sheet.head.iter().enumerate() {
            let mut headers = texts(row);
            let mut candidates = vec![self.read(at, 1, row.number, headers.clone())];
            for (rows, below) in (2..=MOST_HEADER_ROWS).zip(sheet.head.iter().skip(at + 1)) {
                if !may_be_second_row(below) {
                    break;
                }
                headers = self.with_row_below(&headers, below);
                candidates.push(self.read(at, rows, row.number, headers.clone()));
            }
            for candidate in candidates {
                // Of two that recognise the same, the one without a title mixed in.
                let rank = |c: &Candidate| (c.score, std::cmp::Reverse(c.header_rows));
                let better = best.as_ref().is_none_or(|other| rank(&candidate) > rank(other));
                if candidate.is_header() && better {
                    best = Some(candidate);
                }
            }
        }
        let Some(mut found) = best else {
            return Err(no_header(first_rows(sheet)));
        };
        self.guess(&mut found);
        self.check_mapping(&found)?;
        if found.has_name() {
            return Ok(found);
        }
        let headers = found.columns.iter().map(|column| column.header.clone()).collect();
        Err(ImportError::NoNameColumn { row: found.header_row.unwrap_or_default(), headers })
    }

    /// Gives the columns that are still unknown the field of which they may be a misspelling.
    fn guess(&self, found: &mut Candidate) {
        let mut taken: BTreeSet<Field> = found.columns.iter().filter_map(|c| c.field).collect();
        for column in found.columns.iter_mut().filter(|column| column.field.is_none()) {
            if let Some(field) = self.vocabulary.guess(&column.header)
                && taken.insert(field)
            {
                column.field = Some(field);
                column.certainty = GUESSED;
            }
        }
    }

    /// Every column that the mapping names must be there: a list that lost one is another list.
    fn check_mapping(&self, found: &Candidate) -> Result<(), MappingError> {
        let Some(mapping) = self.mapping else { return Ok(()) };
        let keys: BTreeSet<String> = found.headers.iter().map(|h| plain_key(h)).collect();
        let read = mapping.columns.iter().filter(|(_, field)| **field != Field::Ignored);
        match read.map(|(key, _)| key).find(|key| !keys.contains(&plain_key(key))) {
            Some(missing) => Err(MappingError::NoSuchColumn(missing.clone())),
            None => Ok(()),
        }
    }

    /// The headers with another row below them: the upper one reaches to the right over blanks, as merged cells do.
    fn with_row_below(&self, above: &[String], lower: &RawRow) -> Vec<String> {
        let below = texts(lower);
        let width = above.len().max(below.len());
        let mut headers = Vec::with_capacity(width);
        let mut reaching = String::new();
        for index in 0..width {
            let top = above.get(index).map(String::as_str).unwrap_or_default();
            let bottom = below.get(index).map(String::as_str).unwrap_or_default();
            if !top.is_empty() {
                top.clone_into(&mut reaching);
            }
            headers.push(match (top, bottom) {
                (top, "") => top.to_owned(),
                (_, bottom) => self.joined(&reaching, top, bottom),
            });
        }
        headers
    }

    /// The surest of "upper lower", "lower upper" and what stands alone; the whole where nothing is
    /// known.
    fn joined(&self, reaching: &str, top: &str, bottom: &str) -> String {
        let both = format!("{reaching} {bottom}");
        let swapped = format!("{bottom} {reaching}");
        let surest = |header: &str| self.candidates(header).first().copied();
        let certainty = |header| surest(header).map_or(0, |(_, score)| score);
        // `P-IRT | Nomor` is the number of the permit and not that of the row.
        let numbers = surest(bottom).is_some_and(|(field, _)| field == Field::Ignored);
        let numbered = if numbers && certainty(reaching) > 0 { reaching } else { bottom };
        let mut best = (certainty(both.trim()), both.trim());
        for other in [swapped.trim(), numbered, top] {
            if certainty(other) > best.0 {
                best = (certainty(other), other);
            }
        }
        best.1.to_owned()
    }

    /// Gives every header the field that it means; the surest header of a field gets it.
    fn read(&self, at: usize, rows: usize, number: u64, headers: Vec<String>) -> Candidate {
        let mut claims: Vec<(u8, usize, Field)> = Vec::new();
        let mut columns = Vec::new();
        for (index, header) in headers.iter().enumerate().filter(|(_, h)| !h.is_empty()) {
            for (field, score) in self.candidates(header) {
                claims.push((score, index, field));
            }
            let header = header.clone();
            columns.push(Column { index, header, field: None, certainty: 0, unit: None });
        }
        claims.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut taken = BTreeSet::new();
        let mut claimed = BTreeSet::new();
        let mut score = 0;
        for (certainty, index, field) in claims {
            claimed.insert(index);
            let Some(column) = columns.iter_mut().find(|column| column.index == index) else {
                continue;
            };
            // Any number of columns may be there without being read.
            if column.field.is_some() || field != Field::Ignored && !taken.insert(field) {
                continue;
            }
            column.field = Some(field);
            column.certainty = certainty.min(CANONICAL);
            score += u32::from(certainty);
        }
        let doubled = columns
            .iter()
            .filter(|column| column.field.is_none() && claimed.contains(&column.index))
            .map(|column| column.header.clone())
            .collect();
        let header_row = Some(number);
        Candidate {
            header_row,
            rows_before: at,
            header_rows: rows,
            headers,
            columns,
            doubled,
            score,
        }
    }

    fn candidates(&self, header: &str) -> Vec<(Field, u8)> {
        let mapped = self.mapping.and_then(|mapping| {
            let key = plain_key(header);
            mapping.columns.iter().find(|(known, _)| plain_key(known) == key)
        });
        match mapped {
            // What a person says outweighs every recognition.
            Some((_, field)) => vec![(*field, CANONICAL + 100)],
            None => self.vocabulary.candidates(header).to_vec(),
        }
    }
}

/// A list without a header, whose columns the mapping names by letter.
fn by_letters(sheet: &Sheet, mapping: &Mapping) -> Result<Candidate, ImportError> {
    let width = sheet.head.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut columns = Vec::new();
    for (letters, field) in &mapping.columns {
        let index = column_index(letters).filter(|index| *index < width);
        let index = index.ok_or_else(|| MappingError::NoSuchColumn(letters.clone()))?;
        let header = column_letters(index);
        columns.push(Column { index, header, field: Some(*field), certainty: 100, unit: None });
    }
    columns.sort_by_key(|column| column.index);
    let candidate = Candidate {
        header_row: None,
        rows_before: 0,
        header_rows: 0,
        headers: (0..width).map(column_letters).collect(),
        score: u32::try_from(columns.len()).unwrap_or_default(),
        columns,
        doubled: Vec::new(),
    };
    if candidate.has_name() {
        return Ok(candidate);
    }
    Err(no_header(first_rows(sheet)))
}

/// A header without regard to case and punctuation, units included.
fn plain_key(header: &str) -> String {
    let lower = header.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn texts(row: &RawRow) -> Vec<String> {
    let plain = |cell: &str| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    // A rejects file guards its headers as it does its cells.
    row.cells.iter().map(|cell| plain(unguarded(cell))).collect()
}

/// A second header row has short words in it and no long numbers.
fn may_be_second_row(row: &RawRow) -> bool {
    let mut filled = row.cells.iter().map(str::trim).filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some()
        && filled.all(|cell| cell.len() <= 40 && cell.chars().any(char::is_alphabetic))
}

fn no_header(first_rows: Vec<String>) -> ImportError {
    // What the columns may hold is found later, where the regions are known.
    ImportError::NoHeader { first_rows, mapping: Box::default() }
}

fn first_rows(sheet: &Sheet) -> Vec<String> {
    let filled = sheet.head.iter().filter(|row| !row.cells.is_blank());
    filled
        .take(3)
        .map(|row| {
            let cells: Vec<&str> = row.cells.iter().take(6).collect();
            format!("{}: {}", row.number, crate::problem::shortened(&cells.join(" | ")))
        })
        .collect()
}
