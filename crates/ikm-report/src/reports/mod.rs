//! The reports themselves: pure functions from plain rows to a [`Report`](crate::Report).
//!
//! Each takes rows of its own input type, so that it knows no store: whoever has the figures maps
//! them. The table that bears the report's name is its main one.
//!
//! ```
//! use chrono::NaiveDate;
//! use ikm_core::Lang;
//! use ikm_report::reports::{GrowthPoint, Step, growth};
//! use ikm_report::{Format, Heading, Style, render};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let day = |year| NaiveDate::from_ymd_opt(year, 12, 31).ok_or("no such day");
//! let heading = Heading {
//!     association: "Asosiasi IKM Pesisir Selatan".to_owned(),
//!     as_of: day(2022)?,
//!     period: None,
//! };
//! let points = [
//!     GrowthPoint { day: day(2021)?, count: 3_200 },
//!     GrowthPoint { day: day(2022)?, count: 3_800 },
//! ];
//! let report = growth(heading, Step::Year, points)?;
//! let mut file = Vec::new();
//! render(&report, Format::Csv, Style::new(Lang::Id), &mut file)?;
//! assert_eq!(
//!     String::from_utf8(file)?,
//!     "period,ikm,increase,growth_percent\n2021,3200,,\n2022,3800,600,18.75\n"
//! );
//! # Ok(())
//! # }
//! ```

mod area;
mod dues;
mod gallery_sales;
mod gallery_stock;
mod growth;
mod members;
mod programmes;
mod rekap;
mod settlement;
mod shipping_savings;
mod statement;
mod trial_balance;

pub use area::Area;
pub use dues::{DuesLine, dues};
pub use gallery_sales::{SoldLine, gallery_sales};
pub use gallery_stock::{StockLine, gallery_stock};
pub use growth::{GrowthPoint, Step, YearPoint, add_data_years, growth};
pub use members::{MemberCount, MemberLine, members};
pub use programmes::{PlaceLine, ProgrammeLine, programmes};
pub use rekap::{RekapFigures, RekapGroup, rekap};
pub use settlement::{SettlementLine, settlement};
pub use shipping_savings::{ParcelLine, shipping_savings};
pub use statement::{Statement, StatementLine, statement};
pub use trial_balance::{AccountLine, trial_balance};

use chrono::{Datelike as _, NaiveDate};

use crate::error::ReportError;
use crate::model::{Cell, Term};

/// The label of a line of totals.
fn total() -> Term {
    Term::new("total", "Jumlah", "Total")
}

/// The day by which a month is known while it is added up.
fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The sum of two counts.
fn add(a: u64, b: u64) -> Result<u64, ReportError> {
    a.checked_add(b).ok_or(ReportError::Overflow)
}

/// A count of things that are listed one by one.
fn one_more(count: u64) -> Result<u64, ReportError> {
    add(count, 1)
}

/// A count as the length of a bar.
fn bar(count: u64) -> Result<i64, ReportError> {
    i64::try_from(count).map_err(|_out_of_range| ReportError::Overflow)
}

/// A quantity that refunds may bring below zero.
fn quantity(number: i64) -> Cell {
    u64::try_from(number).map_or(Cell::Signed(number), Cell::Count)
}
