//! Tests of the test kit itself, one file a subject.

#![expect(clippy::expect_used, reason = "a test says what it expects by unwrapping it")]

mod district;
mod gallery;
mod ids;
mod sheet;
