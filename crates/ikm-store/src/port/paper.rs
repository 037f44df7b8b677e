use ikm_core::gallery::{Paper, PaperKind};
use ikm_core::id::MemberId;

use crate::Result;

/// Reads of the papers of the gallery.
pub trait PaperRead {
    /// The paper of a kind with this number.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read; so for every method here.
    fn paper(&mut self, kind: PaperKind, number: &str) -> Result<Option<Paper>>;

    /// The papers of a kind, in order of ids, which is that in which they were written.
    fn papers(&mut self, kind: PaperKind) -> Result<Vec<Paper>>;

    /// How many papers of a kind there are.
    fn paper_count(&mut self, kind: PaperKind) -> Result<u64>;

    /// How many pieces of each maker lie in the gallery, in order of member ids; those of whom none
    /// lies there are left out.
    fn on_hand_by_member(&mut self) -> Result<Vec<(MemberId, u64)>>;
}

/// Writes of the papers of the gallery.
pub trait PaperWrite {
    /// Adds a paper; one of its kind with the same number, or any with the same id, is
    /// [`StoreError::Exists`](crate::StoreError::Exists).
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses.
    fn insert_paper(&mut self, paper: &Paper) -> Result<()>;
}
