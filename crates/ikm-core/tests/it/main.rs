//! Tests of the domain, one file a subject.

#![expect(clippy::expect_used, reason = "a test says what it expects by unwrapping it")]

mod association;
mod audit;
mod check;
mod class_mapping;
mod classification;
mod fuzz;
mod gallery;
mod given;
mod guard;
mod history;
mod id;
mod identity;
mod kbli_table;
mod lang;
mod ledger;
mod ledger_proof;
mod measure;
mod money;
mod near;
mod parts;
mod payout;
mod period;
mod permit;
mod programme;
mod qris;
mod region;
mod registry;
mod resemblance;
mod sale;
mod segment;
mod settlement;
mod shelf;
mod shipment;
mod shipping;
mod suggest;
mod terms;
