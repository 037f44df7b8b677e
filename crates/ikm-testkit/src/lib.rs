#![doc = include_str!("../README.md")]

pub mod clock;
mod dice;
pub mod ids;
