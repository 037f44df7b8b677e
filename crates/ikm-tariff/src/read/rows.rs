//! A CSV table as rows with named fields, and what was found wrong with it.

use csv::{ErrorKind, ReaderBuilder, StringRecord, Trim};

use super::Noted;
use super::lines::{Lines, without_bom};
use crate::error::{BookError, Expected, Problem};

/// A column: its name, and whether a table may be without it.
pub(super) type Column = (&'static str, bool);

/// Reads every row of `text` with `read`; `None` when a row, or the header, cannot be read.
pub(super) fn read_rows<T>(
    file: &'static str,
    columns: &'static [Column],
    text: &str,
    errors: &mut Vec<BookError>,
    mut read: impl FnMut(&mut Row<'_>) -> Result<T, Noted>,
) -> Option<Vec<T>> {
    let text = without_bom(text);
    let lines = Lines::of(text);
    let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(text.as_bytes());
    let places = match reader.headers() {
        Ok(header) => places(header, columns),
        Err(error) => Err(vec![Problem::Syntax(error.to_string())]),
    };
    let places = match places {
        Ok(places) => places,
        Err(problems) => {
            errors.extend(problems.into_iter().map(|p| BookError::new(file, Some(1), p)));
            return None;
        }
    };
    let before = errors.len();
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    loop {
        let line = lines.number(start_of_record(text, reader.position().byte()));
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let mut row = Row { file, line, columns, places: &places, record: &record, errors };
                rows.extend(read(&mut row));
            }
            Err(error) => errors.push(BookError::new(file, Some(line), problem_of(&error))),
        }
    }
    (errors.len() == before).then_some(rows)
}

/// Where the record that follows `offset` begins: the reader passes over line ends only when it
/// reads on.
fn start_of_record(text: &str, offset: u64) -> usize {
    let offset = usize::try_from(offset).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(offset..).unwrap_or_default();
    offset.saturating_add(rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count())
}

fn problem_of(error: &csv::Error) -> Problem {
    if let ErrorKind::UnequalLengths { expected_len, len, .. } = error.kind() {
        Problem::FieldCount { expected: *expected_len, found: *len }
    } else {
        Problem::Syntax(error.to_string())
    }
}

/// For each of `columns` its place in the header, or everything that is wrong with the header.
fn places(header: &StringRecord, columns: &[Column]) -> Result<Vec<Option<usize>>, Vec<Problem>> {
    let mut problems = Vec::new();
    for (at, name) in header.iter().enumerate() {
        if !columns.iter().any(|(known, _)| *known == name) {
            problems.push(Problem::UnknownColumn(name.to_owned()));
        } else if header.iter().take(at).any(|earlier| earlier == name) {
            problems.push(Problem::ColumnTwice(name.to_owned()));
        }
    }
    let mut places = Vec::new();
    for (name, may_be_absent) in columns {
        let place = header.iter().position(|found| found == *name);
        if place.is_none() && !may_be_absent {
            problems.push(Problem::MissingColumn(name));
        }
        places.push(place);
    }
    if problems.is_empty() { Ok(places) } else { Err(problems) }
}

/// One row of a table.
#[derive(Debug)]
pub(super) struct Row<'r> {
    file: &'static str,
    line: u32,
    columns: &'static [Column],
    places: &'r [Option<usize>],
    record: &'r StringRecord,
    errors: &'r mut Vec<BookError>,
}

impl Row<'_> {
    /// The line of the file that the row begins on.
    pub(super) fn line(&self) -> u32 {
        self.line
    }

    /// Notes an error that concerns the row.
    pub(super) fn error(&mut self, problem: Problem) -> Noted {
        self.errors.push(BookError::new(self.file, Some(self.line), problem));
        Noted
    }

    /// Notes that the field in `column` is not what belongs there.
    pub(super) fn wrong(&mut self, column: &'static str, expected: Expected) -> Noted {
        let found = self.field(column).to_owned();
        self.error(Problem::Value { key: column.to_owned(), found, expected })
    }

    /// The value in `column`.
    pub(super) fn required<T>(
        &mut self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, Expected>,
    ) -> Result<T, Noted> {
        read(self.field(column)).map_err(|expected| self.wrong(column, expected))
    }

    /// The value in `column`, which may be empty.
    pub(super) fn optional<T>(
        &mut self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, Expected>,
    ) -> Result<Option<T>, Noted> {
        if self.field(column).is_empty() {
            return Ok(None);
        }
        self.required(column, read).map(Some)
    }

    fn field(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|(name, _)| *name == column);
        let place = at.and_then(|at| self.places.get(at).copied().flatten());
        place.and_then(|place| self.record.get(place)).unwrap_or_default()
    }
}
