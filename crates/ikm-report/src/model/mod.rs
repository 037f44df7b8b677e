//! What a report says, before anybody decides how to write it.

mod cell;
mod chart;
mod report;
mod table;
mod text;

pub use cell::{Cell, Column, Kind};
pub use chart::{Bar, Chart, Unit};
pub use report::{Heading, Report, Section};
pub use table::{Table, Totals};
pub(crate) use table::{check_columns, check_row};
pub use text::{Term, Text};
