//! The whole, from outside: a year in the life of an association, on every backend.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by unwrapping it"
)]

mod backends;
mod office;
mod year;
