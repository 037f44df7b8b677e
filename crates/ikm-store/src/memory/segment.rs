use ikm_core::registry::{Segment, SegmentName};

use super::{Turn, Tx};
use crate::{Result, SegmentRead, SegmentWrite};

impl<T> SegmentRead for Tx<T> {
    fn segment(&mut self, name: &SegmentName) -> Result<Option<Segment>> {
        Ok(self.tables.segments.find(name))
    }

    fn segments(&mut self) -> Result<Vec<(SegmentName, Segment)>> {
        let segments = self.tables.segments.iter();
        Ok(segments.map(|(name, segment)| (name.clone(), segment.clone())).collect())
    }
}

impl SegmentWrite for Tx<Turn<'_>> {
    fn put_segment(&mut self, name: &SegmentName, segment: &Segment) -> Result<()> {
        self.founded()?.segments.put(name.clone(), segment.clone());
        Ok(())
    }

    fn remove_segment(&mut self, name: &SegmentName) -> Result<bool> {
        Ok(self.founded()?.segments.remove_if(|known, _| known == name) > 0)
    }
}
