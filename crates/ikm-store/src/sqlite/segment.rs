use ikm_core::registry::{Segment, SegmentName};
use rusqlite::params;

use super::cells::Cells;
use super::tx::{Tx, Writing};
use crate::{Result, SegmentRead, SegmentWrite, StoreError};

fn read(cells: &mut Cells<'_, '_>) -> Result<(SegmentName, Segment)> {
    Ok((cells.parsed()?, cells.read(serde_json::from_str)?))
}

impl<M> SegmentRead for Tx<'_, M> {
    fn segment(&mut self, name: &SegmentName) -> Result<Option<Segment>> {
        let found = self.first(
            "select name, document from segment where association = ?1 and name = ?2",
            params![self.association, name.as_str()],
            read,
        )?;
        Ok(found.map(|(_, segment)| segment))
    }

    fn segments(&mut self) -> Result<Vec<(SegmentName, Segment)>> {
        self.all(
            "select name, document from segment where association = ?1 order by name",
            [self.association],
            read,
        )
    }
}

impl SegmentWrite for Tx<'_, Writing> {
    fn put_segment(&mut self, name: &SegmentName, segment: &Segment) -> Result<()> {
        let document = serde_json::to_string(segment)
            .map_err(|source| StoreError::Backend(Box::new(source)))?;
        self.run(
            "insert into segment (association, name, document) values (?1, ?2, ?3)
             on conflict do update set document = excluded.document",
            params![self.association, name.as_str(), document],
        )?;
        Ok(())
    }

    fn remove_segment(&mut self, name: &SegmentName) -> Result<bool> {
        let removed = self.run(
            "delete from segment where association = ?1 and name = ?2",
            params![self.association, name.as_str()],
        )?;
        Ok(removed > 0)
    }
}
