//! Taking a person out of what was.

use ikm_core::id::IkmId;
use rusqlite::params;

use super::cells::key;
use super::tx::{Tx, Writing};
use crate::Result;

/// The JSON `document` with what names a person in the profiles at `$path` set to nothing.
macro_rules! without_person {
    ($($path:literal),+) => {
        concat!(
            "json_replace(document",
            $(
                ", '$.", $path, ".owner', null, '$.", $path, ".gender', null",
                ", '$.", $path, ".nik', null, '$.", $path, ".npwp', null",
                ", '$.", $path, ".phone', null, '$.", $path, ".email', null",
                ", '$.", $path, ".place.address', null, '$.", $path, ".place.postal_code', null",
                ", '$.", $path, ".place.latitude', null, '$.", $path, ".place.longitude', null",
                ", '$.", $path, ".notes', null",
            )+
            ")"
        )
    };
}

impl Tx<'_, Writing> {
    /// Sets to nothing what names a person in what an IKM was and in its merges. Where nothing does,
    /// the file refuses the change, so that only what differs is written.
    pub(super) fn erase(&self, ikm: IkmId) -> Result<u64> {
        let pasts = self.run(
            concat!(
                "update ikm_past set document = ",
                without_person!("profile"),
                " where association = ?1 and ikm = ?2 and document <> ",
                without_person!("profile"),
            ),
            params![self.association, key(ikm)],
        )?;
        let merges = self.run(
            concat!(
                "update ikm_merge set document = ",
                without_person!("keep_before", "keep_after"),
                " where association = ?1 and (keep = ?2 or dropped = ?2) and document <> ",
                without_person!("keep_before", "keep_after"),
            ),
            params![self.association, key(ikm)],
        )?;
        Ok(u64::try_from(pasts + merges).unwrap_or(u64::MAX))
    }
}
