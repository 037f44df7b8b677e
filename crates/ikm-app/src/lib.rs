#![doc = include_str!("../README.md")]

mod app;
mod clock;
mod error;
mod past;
mod request;

pub mod bank_account;
pub mod classification;
pub mod doctor;
pub mod dues;
pub mod gallery;
pub mod ledger;
pub mod members;
pub mod payout;
pub mod permits;
pub mod programmes;
pub mod regions;
pub mod registry;
pub mod reports;
pub mod settlement;
pub mod shipping;

pub use app::{App, Founding};
pub use clock::{Clock, SystemIds};
pub use error::{AppError, Refusal};
