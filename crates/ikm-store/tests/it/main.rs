//! The store's own tests: the conformance suite on every backend, and random commands on two at
//! once.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what helpers make is well formed, and a test that cannot go on fails"
)]

mod conformance;
mod conformance_commands;
mod conformance_programme;
mod conformance_random;
mod conformance_registry;
mod conformance_world;
mod memory;
mod sqlite;
mod sqlite_docs;
mod sqlite_dump;
mod sqlite_file;
mod sqlite_migration;
mod sqlite_refusal;
mod sqlite_rules;
mod sqlite_writers;
