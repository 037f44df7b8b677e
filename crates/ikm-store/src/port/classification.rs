use chrono::NaiveDate;
use ikm_core::classification::{Mapping, Scheme};

use crate::Result;

/// Reads of how an association classifies.
pub trait ClassificationRead {
    /// The schemes, each with the day from which on it is in force, oldest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read; so for every method here.
    fn schemes(&mut self) -> Result<Vec<(NaiveDate, Scheme)>>;

    /// The mappings, each with the day from which on it is in force, oldest first; of one day in
    /// order of the schemes for which they are.
    fn mappings(&mut self) -> Result<Vec<(NaiveDate, Mapping)>>;
}

/// Writes of how an association classifies.
pub trait ClassificationWrite {
    /// Puts a scheme in force from a day on, in place of another that was to begin on that day.
    /// Earlier ones stay, as reports of their days need them.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses; so for every method here.
    fn put_scheme(&mut self, scheme: &Scheme, from: NaiveDate) -> Result<()>;

    /// Puts a mapping in force from a day on, in place of another for the same scheme that was to
    /// begin on that day. Earlier ones stay.
    fn put_mapping(&mut self, mapping: &Mapping, from: NaiveDate) -> Result<()>;
}
