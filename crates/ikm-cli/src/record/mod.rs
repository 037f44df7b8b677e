//! A single result: named values, some of them with values of their own.

mod files;
mod screen;

use ikm_report::{Cell, Column, Term, Text};

pub(crate) use screen::{on_screen, write};

/// Named values in the order in which they are shown. Files carry the names, people read the labels.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record(Vec<Field>);

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) key: String,
    /// What people read; without it, the value is for files only.
    pub(crate) label: Option<Text>,
    pub(crate) value: Value,
}

#[derive(Clone, Debug)]
pub(crate) enum Value {
    Cell(Cell),
    Words(Vec<Term>),
    Record(Record),
    Rows(Rows),
}

/// A short table inside a record.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Record {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn fields(&self) -> &[Field] {
        &self.0
    }

    /// Adds a value.
    pub(crate) fn with(self, key: &str, id: &str, en: &str, value: impl Into<Cell>) -> Self {
        self.push(key, Some(Text::new(id, en)), Value::Cell(value.into()))
    }

    /// Adds a value that only files carry.
    pub(crate) fn in_files(self, key: &str, value: impl Into<Cell>) -> Self {
        self.push(key, None, Value::Cell(value.into()))
    }

    /// Adds words that belong to one name.
    pub(crate) fn words(self, key: &str, id: &str, en: &str, words: Vec<Term>) -> Self {
        self.push(key, Some(Text::new(id, en)), Value::Words(words))
    }

    /// Adds a group of values.
    pub(crate) fn group(self, key: &str, id: &str, en: &str, group: Self) -> Self {
        self.push(key, Some(Text::new(id, en)), Value::Record(group))
    }

    /// Adds a table.
    pub(crate) fn rows(self, key: &str, id: &str, en: &str, rows: Rows) -> Self {
        self.push(key, Some(Text::new(id, en)), Value::Rows(rows))
    }

    /// Adds a table that only files carry.
    pub(crate) fn rows_in_files(self, key: &str, rows: Rows) -> Self {
        self.push(key, None, Value::Rows(rows))
    }

    pub(crate) fn push(mut self, key: &str, label: Option<Text>, value: Value) -> Self {
        self.0.push(Field { key: key.to_owned(), label, value });
        self
    }
}
