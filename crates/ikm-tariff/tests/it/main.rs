//! Tests of the tariff engine, one file a subject.

#![expect(clippy::expect_used, reason = "a test says what it expects by unwrapping it")]

mod support;
