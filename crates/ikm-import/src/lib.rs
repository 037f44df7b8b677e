#![doc = include_str!("../README.md")]

mod cells;
mod class;
mod container;
mod delimited;
mod encoding;
mod error;
mod field;
pub mod gallery;
mod layout;
mod mapping;
mod number;
mod place;
mod problem;
mod reader;
mod rejects;
mod row;
mod skip;
mod source;
mod spelling;
mod unit;
mod warning;
mod workbook;

pub use cells::{Cells, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROW_BYTES};
pub use error::{FileKind, ImportError};
pub use field::Field;
pub use layout::{Column, Layout};
pub use mapping::{Mapping, MappingError};
pub use problem::{MAX_CAPACITY, MAX_MONEY, MAX_TEXT, MAX_WORKERS, MIN_YEAR, Problem, Reason};
pub use reader::{Options, Outcome, Reader, Row, open};
pub use rejects::RejectsWriter;
pub use skip::Skip;
pub use unit::{Unit, UnitSource, UnknownUnit};
pub use warning::{Doubt, Warning};
