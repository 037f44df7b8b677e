use chrono::NaiveDate;

use super::{Account, Balance};
use crate::audit::{Digest, DigestBuilder, hex};
use crate::id::EntryId;

/// The books closed up to a day: no entry may be dated before it any more.
///
/// A closing keeps the balance of every account as it stood, and seals them with the entries up to
/// then and with the closing before it, so that the opening balances of a period can be proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Its place among the closings, from 1.
    pub number: u32,
    /// The first day that is open again.
    pub until: NaiveDate,
    /// The business day on which it was done.
    pub closed_on: NaiveDate,
    /// How many entries are dated before `until`.
    pub entries: u64,
    /// The head of the chain of days up to `until`: see [`DayHead`](super::DayHead).
    pub head: Digest,
    /// The entry that moved income and expense to the fund, at the end of a year.
    pub year_end: Option<EntryId>,
    /// Every account that was ever posted to, as it stood before `until`.
    pub balances: Vec<(Account, Balance)>,
    /// The seal over all of the above.
    pub digest: Digest,
}

impl Closing {
    /// The same closing with its seal.
    #[must_use]
    pub fn sealed(self) -> Self {
        Self { digest: self.compute_digest(), ..self }
    }

    /// Whether the seal is that of what stands in it.
    pub fn is_whole(&self) -> bool {
        self.digest == self.compute_digest()
    }

    fn compute_digest(&self) -> Digest {
        let mut digest = DigestBuilder::new();
        digest
            .field("ikm.closing")
            .field(&self.number.to_string())
            .field(&self.until.to_string())
            .field(&self.closed_on.to_string())
            .field(&self.entries.to_string())
            .field(&hex(&self.head))
            .optional(self.year_end.map(|entry| entry.to_string()).as_deref());
        for (account, balance) in &self.balances {
            digest
                .field(&account.to_string())
                .field(&balance.debit.get().to_string())
                .field(&balance.credit.get().to_string());
        }
        digest.finish()
    }
}
