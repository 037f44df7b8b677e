//! Tests of the importer, one file a subject.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by unwrapping it"
)]

mod files;
mod fuzz;
mod gallery;
mod helpers;
mod laws;
mod layouts;
mod numbers;
mod objects;
mod offices;
mod places;
mod rejects;
mod rows;
