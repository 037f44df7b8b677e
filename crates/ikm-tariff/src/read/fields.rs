//! A table of a TOML file as a set of keys to be taken out; what is left over is unknown.

use std::ops::Range;

use chrono::NaiveDate;
use ikm_core::DateRange;
use ikm_core::shipping::{Charge, Price};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::lines::{Lines, without_bom};
use super::{Noted, values};
use crate::error::{BookError, Expected, Problem};

/// A TOML file that is being read, and what was found wrong with it.
#[derive(Debug)]
pub(super) struct Document<'a> {
    file: &'static str,
    lines: Lines,
    errors: &'a mut Vec<BookError>,
}

impl<'a> Document<'a> {
    /// The document and its top table, where the text is TOML.
    pub(super) fn open<'t>(
        file: &'static str,
        text: &'t str,
        errors: &'a mut Vec<BookError>,
    ) -> Option<(Self, Table<'t>)> {
        let text = without_bom(text);
        let mut document = Self { file, lines: Lines::of(text), errors };
        match DeTable::parse(text) {
            Ok(table) => Some((document, (table.into_inner(), 0..0))),
            Err(error) => {
                let at = error.span().unwrap_or_default();
                document.error(&at, Problem::Syntax(error.message().to_owned()));
                None
            }
        }
    }

    fn error(&mut self, at: &Range<usize>, problem: Problem) -> Noted {
        let line = self.lines.number(at.start);
        self.errors.push(BookError::new(self.file, Some(line), problem));
        Noted
    }

    fn wrong(&mut self, key: &str, value: &Spanned<DeValue<'_>>, expected: Expected) -> Noted {
        let found = written(value.get_ref());
        let problem = Problem::Value { key: key.to_owned(), found, expected };
        self.error(&value.span(), problem)
    }
}

/// The value as the file writes it, near enough to be found again.
fn written(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(list) => {
            let texts: Vec<String> = list.iter().map(|v| written(v.get_ref())).collect();
            format!("[{}]", texts.join(", "))
        }
        DeValue::Table(_) => "{…}".to_owned(),
    }
}

/// A table and where in the text it stands.
pub(super) type Table<'t> = (DeTable<'t>, Range<usize>);

/// The keys of one table.
#[derive(Debug)]
pub(super) struct Fields<'d, 'a, 't> {
    document: &'d mut Document<'a>,
    table: DeTable<'t>,
    at: Range<usize>,
}

impl<'d, 'a, 't> Fields<'d, 'a, 't> {
    pub(super) fn new(document: &'d mut Document<'a>, (table, at): Table<'t>) -> Self {
        Self { document, table, at }
    }

    /// The line that the table begins on.
    pub(super) fn line(&self) -> u32 {
        self.document.lines.number(self.at.start)
    }

    /// Notes what is wrong with the table as a whole.
    pub(super) fn error(&mut self, problem: Problem) -> Noted {
        self.document.error(&self.at, problem)
    }

    /// The value of a key that must be there.
    pub(super) fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&DeValue<'_>) -> Result<T, Expected>,
    ) -> Result<T, Noted> {
        match self.optional(key, read)? {
            Some(value) => Ok(value),
            None => Err(self.error(Problem::MissingKey(key))),
        }
    }

    /// The value of a key that may be absent.
    pub(super) fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&DeValue<'_>) -> Result<T, Expected>,
    ) -> Result<Option<T>, Noted> {
        let Some(value) = self.table.remove(key) else { return Ok(None) };
        match read(value.get_ref()) {
            Ok(read) => Ok(Some(read)),
            Err(expected) => Err(self.document.wrong(key, &value, expected)),
        }
    }

    /// The days from `from` up to `to`. Dates in the wrong order are noted, and then the range is
    /// taken to be open, so that the rest is judged all the same.
    pub(super) fn dates(
        &mut self,
        from: &'static str,
        to: &'static str,
    ) -> Result<DateRange, Noted> {
        let first: NaiveDate = self.required(from, values::date)?;
        let end = self.optional(to, values::date)?;
        Ok(DateRange::try_new(first, end).unwrap_or_else(|_empty| {
            self.error(Problem::Dates { from, to });
            DateRange::starting(first)
        }))
    }

    /// Either `percent` or `fixed`, which is read as `read_fixed` does.
    pub(super) fn charge(
        &mut self,
        read_fixed: impl FnOnce(&mut Self) -> Result<Option<Price>, Noted>,
    ) -> Result<Charge, Noted> {
        let percent = self.optional("percent", values::percent);
        let fixed = read_fixed(self)?;
        match (percent?, fixed) {
            (Some(percent), None) => Ok(Charge::Percent(percent)),
            (None, Some(price)) => Ok(Charge::Fixed(price)),
            (Some(_), Some(_)) | (None, None) => Err(self.error(Problem::PercentOrFixed)),
        }
    }

    /// The table under `key`, if there is one.
    pub(super) fn table(&mut self, key: &'static str) -> Option<Table<'t>> {
        let value = self.table.remove(key)?;
        self.as_table(key, value)
    }

    /// The tables under `[[key]]`, in their order; none when the key is absent.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<Table<'t>> {
        let Some(value) = self.table.remove(key) else { return Vec::new() };
        if !value.get_ref().is_array() {
            self.document.wrong(key, &value, values::TABLES);
        }
        let DeValue::Array(list) = value.into_inner() else { return Vec::new() };
        list.into_iter().filter_map(|element| self.as_table(key, element)).collect()
    }

    fn as_table(&mut self, key: &str, value: Spanned<DeValue<'t>>) -> Option<Table<'t>> {
        if !value.get_ref().is_table() {
            self.document.wrong(key, &value, values::TABLE);
        }
        let at = value.span();
        let DeValue::Table(table) = value.into_inner() else { return None };
        Some((table, at))
    }

    /// Notes every key that was not asked for.
    pub(super) fn finish(self) {
        for key in self.table.keys() {
            let problem = Problem::UnknownKey(key.get_ref().to_string());
            self.document.error(&key.span(), problem);
        }
    }
}
