//! Columns of text on a page of fixed width.

mod grid;
mod layout;
mod lines;

pub(crate) use grid::Grid;
pub(crate) use lines::{pad, shorten, width, wrap};
