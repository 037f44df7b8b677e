//! A double-entry journal of our own: accounts, balanced entries, balances.
//!
//! An entry balances or it cannot be built, and once built it cannot change: a mistake is corrected
//! by a new entry that names the old one. Amounts are debits when positive and credits when
//! negative, so that an entry balances when its postings sum to zero.
//!
//! Consigned goods are not in this journal. Their title stays with the maker, so the gallery owns no
//! stock of money and its only income of a sale is the commission (PSAK 23, agent and principal);
//! the goods themselves are counted in [`crate::gallery`].

mod account;
mod closing;
mod digest;
mod entry;
mod error;
mod hold;
mod merkle;

pub use account::{Account, AccountKind, BadAccount};
pub use closing::Closing;
pub use digest::{DayHead, Proof, ProofError, ProvenPosting};
pub use entry::{Balance, Entry, EntryDraft, EntryKind, Posting};
pub use error::LedgerError;
pub use hold::{Hold, HoldState};
