//! Tests of the tariff engine, one file a subject.

#![expect(clippy::expect_used, reason = "a test says what it expects by unwrapping it")]
#![expect(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "the small texts of a test are easier to read than a writer"
)]

mod batch;
mod explain;
mod fuzz;
mod lint;
mod naive;
mod parse;
mod quote;
mod support;
mod weight;
mod zones;
