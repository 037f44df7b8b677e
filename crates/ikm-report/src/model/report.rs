use chrono::NaiveDate;
use ikm_core::DateRange;

use super::{Chart, Table, Text};

/// Whose report it is, and of when. Time is always given: a report asked for again is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The association's name.
    pub association: String,
    /// The day whose state the report shows.
    pub as_of: NaiveDate,
    /// The days that it covers, where it covers more than one.
    pub period: Option<DateRange>,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Section {
    /// Figures.
    Table(Table),
    /// A picture of figures.
    Chart(Chart),
    /// A sentence that explains.
    Note(Text),
}

/// A report: typed figures without a word on how they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The stable name by which it is asked for, such as `trial-balance`.
    pub name: String,
    /// The title on paper.
    pub title: Text,
    /// Whose it is, and of when.
    pub heading: Heading,
    /// Its parts in reading order.
    pub sections: Vec<Section>,
}

impl Report {
    /// The tables in reading order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.sections.iter().filter_map(|section| match section {
            Section::Table(table) => Some(table),
            Section::Chart(_) | Section::Note(_) => None,
        })
    }

    /// The charts in reading order.
    pub fn charts(&self) -> impl Iterator<Item = &Chart> {
        self.sections.iter().filter_map(|section| match section {
            Section::Chart(chart) => Some(chart),
            Section::Table(_) | Section::Note(_) => None,
        })
    }

    /// The notes in reading order.
    pub fn notes(&self) -> impl Iterator<Item = &Text> {
        self.sections.iter().filter_map(|section| match section {
            Section::Note(note) => Some(note),
            Section::Table(_) | Section::Chart(_) => None,
        })
    }

    /// The table that stands for the report in a file of one table: the one that bears the report's
    /// name, or else the first.
    pub fn main_table(&self) -> Option<&Table> {
        self.tables().find(|table| table.name() == self.name).or_else(|| self.tables().next())
    }
}
