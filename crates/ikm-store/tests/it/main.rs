//! The store's own tests: the conformance suite on every backend, and random commands on two.

mod conformance;
