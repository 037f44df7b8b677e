//! Tests of the use cases, one file a subject.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by unwrapping it"
)]

mod books;
mod changes;
mod classification;
mod district;
mod doctor;
mod doctor_gallery;
mod dues;
mod export;
mod forget;
mod founding;
mod goods;
mod import;
mod intake;
mod keys;
mod lives;
mod members;
mod model;
mod past_days;
mod payout;
mod programmes;
mod races;
mod refused;
mod reports;
mod sales;
mod segments;
mod settlement;
mod shipping;
mod world;
