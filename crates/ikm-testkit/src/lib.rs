#![doc = include_str!("../README.md")]

pub mod clock;
mod dice;
pub mod district;
pub mod gallery;
pub mod ids;
pub mod labelled;
pub mod nation;
mod parse;
pub mod sheet;
pub mod shipping;
mod shuffle;
#[cfg(feature = "proptest")]
pub mod strategies;
