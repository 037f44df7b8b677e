use ikm_core::gallery::{Paper, PaperKind};
use ikm_core::id::MemberId;
use rusqlite::params;

use super::cells::{Cells, day, key, one};
use super::tx::{Tx, Unique, Writing};
use crate::{PaperRead, PaperWrite, Result, StoreError};

fn read(cells: &mut Cells<'_, '_>) -> Result<Paper> {
    Ok(Paper {
        number: cells.get()?,
        id: cells.id()?,
        on: cells.parsed()?,
        body: cells.read(serde_json::from_str)?,
    })
}

impl<M> PaperRead for Tx<'_, M> {
    fn paper(&mut self, kind: PaperKind, number: &str) -> Result<Option<Paper>> {
        self.first(
            "select number, id, day, document from paper
             where association = ?1 and kind = ?2 and number = ?3",
            params![self.association, kind.code(), number],
            read,
        )
    }

    fn papers(&mut self, kind: PaperKind) -> Result<Vec<Paper>> {
        self.all(
            "select number, id, day, document from paper
             where association = ?1 and kind = ?2 order by id",
            params![self.association, kind.code()],
            read,
        )
    }

    fn paper_count(&mut self, kind: PaperKind) -> Result<u64> {
        let count: Option<i64> = self.first(
            "select count(*) from paper where association = ?1 and kind = ?2",
            params![self.association, kind.code()],
            one,
        )?;
        Ok(count.and_then(|count| u64::try_from(count).ok()).unwrap_or_default())
    }

    fn on_hand_by_member(&mut self) -> Result<Vec<(MemberId, u64)>> {
        self.all(
            "select member, sum(received - sold - returned - written_off) as pieces from item
             where association = ?1 group by member having pieces > 0 order by member",
            [self.association],
            |cells| Ok((cells.id()?, cells.count()?)),
        )
    }
}

impl PaperWrite for Tx<'_, Writing> {
    fn insert_paper(&mut self, paper: &Paper) -> Result<()> {
        let (id, kind) = (key(paper.id), paper.body.kind().code());
        let document = serde_json::to_string(&paper.body)
            .map_err(|source| StoreError::Backend(Box::new(source)))?;
        self.run_unique(
            "insert into paper (association, kind, number, id, day, document)
             values (?1, ?2, ?3, ?4, ?5, ?6)",
            params![self.association, kind, paper.number, id, day(paper.on), document],
            &[
                Unique {
                    what: "paper",
                    key: &paper.number,
                    taken: "select 1 from paper
                        where association = ?1 and kind = ?2 and number = ?3",
                    by: &[&kind, &paper.number],
                },
                Unique {
                    what: "paper",
                    key: &paper.id,
                    taken: "select 1 from paper where association = ?1 and id = ?2",
                    by: &[&id],
                },
            ],
        )?;
        Ok(())
    }
}
