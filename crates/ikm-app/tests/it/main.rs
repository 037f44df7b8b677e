//! Tests of the use cases, one file a subject.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by unwrapping it"
)]

mod doctor;
mod dues;
mod founding;
mod intake;
mod keys;
mod members;
mod reports;
mod sales;
mod settlement;
mod shipping;
mod world;
