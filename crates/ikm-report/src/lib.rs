#![doc = include_str!("../README.md")]

mod calendar;
mod error;
mod format;
mod journal;
mod model;
mod paper;
mod render;
pub mod reports;
mod show;
mod sink;

pub use calendar::{Calendar, DayToRemember};
pub use error::ReportError;
pub use format::{Format, ListFormat, Style};
pub use journal::{JournalFor, JournalWriter};
pub use model::{
    Bar, Cell, Chart, Column, Heading, Kind, Report, Section, Table, Term, Text, Totals, Unit,
};
pub use render::{render, write_csv};
#[cfg(feature = "xlsx")]
pub use sink::xlsx_sink;
pub use sink::{RowSink, sink};
