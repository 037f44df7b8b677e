//! Tests of reports: the figures that each builder makes, and each way of writing them.

#![expect(clippy::expect_used, reason = "a test says what it expects by unwrapping it")]

mod calendar;
mod dump;
mod fixtures;
mod format;
mod laws;
mod listings;
mod model;
mod renderers;
mod reports;
#[cfg(feature = "xlsx")]
mod xlsx;
