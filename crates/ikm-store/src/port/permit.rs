use chrono::NaiveDate;
use ikm_core::registry::{Ikm, PermitEnd};

use crate::Result;

/// Reads of the permits that run out.
pub trait PermitRead {
    /// Up to `limit` permits of present IKM whose last day is known and not after `day`, after the
    /// permit `after`: in order of that day, of ids, and of kinds. Those that have run out already are
    /// among them. Which day counts, [`Profile::permit_until`] says.
    ///
    /// [`Profile::permit_until`]: ikm_core::registry::Profile::permit_until
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read.
    fn permits_until(
        &mut self,
        day: NaiveDate,
        after: Option<PermitEnd>,
        limit: u32,
    ) -> Result<Vec<(PermitEnd, Ikm)>>;
}
