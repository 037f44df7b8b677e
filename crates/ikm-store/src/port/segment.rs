use ikm_core::registry::{Segment, SegmentName};

use crate::Result;

/// Reads of the segments that are kept under a name.
pub trait SegmentRead {
    /// The segment with this name.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read; so for every method here.
    fn segment(&mut self, name: &SegmentName) -> Result<Option<Segment>>;

    /// All of them, in order of names.
    fn segments(&mut self) -> Result<Vec<(SegmentName, Segment)>>;
}

/// Writes of the segments.
pub trait SegmentWrite {
    /// Keeps a segment under a name, in place of the one that was there.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses; so for every method here.
    fn put_segment(&mut self, name: &SegmentName, segment: &Segment) -> Result<()>;

    /// Removes the segment with this name, and says whether there was one.
    fn remove_segment(&mut self, name: &SegmentName) -> Result<bool>;
}
