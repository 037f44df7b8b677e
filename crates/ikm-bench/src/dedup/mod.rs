//! How well doubles are recognised: the labelled set of `ikm-testkit` played through what an import
//! does with each row.
//!
//! What counts as what:
//!
//! * A *true pair* is two records of one business.
//! * A record that updates a known IKM is a *certain match*, right if the IKM began with a record of
//!   the same business.
//! * A record that is added and paired puts *pairs into the queue*; a pair is right if records of one
//!   business stand on both sides.
//! * *Precision* is what is right of all certain matches, of all pairs, or of both.
//! * *Recall* is the share of the true pairs whose records ended in one IKM or in two that are paired.

mod import;
mod lost;
mod play;
mod report;
mod share;
mod weights;

pub use lost::lost;
pub use play::{Play, Verdict};
pub use report::Report;
pub use share::Share;
pub use weights::Weights;
