use ikm_core::id::IkmId;
use ikm_core::registry::{Ikm, Part, Resemblance};
use ikm_import::Problem;

use crate::registry::Known;

/// What becomes of a row, and why.
#[derive(Debug)]
#[non_exhaustive]
pub enum Decision<'a> {
    /// It is an IKM that the registry did not have.
    Added {
        /// The IKM.
        ikm: &'a Ikm,
        /// Those that it resembles, each with the reasons.
        resembles: &'a [(Ikm, Resemblance)],
    },
    /// It changes an IKM.
    Updated {
        /// The IKM as it was.
        before: &'a Ikm,
        /// The IKM as it is now.
        after: &'a Ikm,
        /// How it was recognised.
        by: Known,
        /// What changes in its profile; nothing where only figures of an earlier year are new.
        changed: &'a [Part],
        /// The year of the figures, where they are new.
        figures_of: Option<i32>,
    },
    /// It is known and says nothing new.
    Unchanged {
        /// The IKM.
        ikm: IkmId,
        /// The name in the row.
        name: &'a str,
        /// How it was recognised.
        by: Known,
    },
    /// It cannot come in.
    Rejected(&'a [Problem]),
}
