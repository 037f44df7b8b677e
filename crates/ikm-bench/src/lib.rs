#![doc = include_str!("../README.md")]

pub mod dedup;
pub mod registry;
