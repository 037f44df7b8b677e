//! Tests of the command line, run as a user runs it: a process, its exit code, and what it writes.

#![expect(clippy::expect_used, reason = "a test says what it expects by unwrapping it")]

mod bad_input;
mod changes;
mod check;
mod classification;
mod demo;
mod desk;
mod export;
mod figures;
mod guide;
mod interruption;
mod ledger;
mod output;
mod permits;
mod programmes;
mod reference;
mod regions;
mod retry;
mod tariff;
mod transcript;
mod usage;
