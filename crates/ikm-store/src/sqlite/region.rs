use ikm_core::region::{BpsCode, Region, RegionCode};
use ikm_core::registry::Ikm;
use rusqlite::params;

use super::cells::Cells;
use super::profile::{self, select_ikm};
use super::tx::{Tx, Writing};
use crate::{RegionRead, RegionWrite, Result, StoreError};

/// How many IKM are held at a time while they are indexed anew.
const PAGE: u32 = 1_000;

macro_rules! select_region {
    ($rest:literal) => {
        concat!("select code, name, bps, postal_code from region ", $rest)
    };
}

fn read(cells: &mut Cells<'_, '_>) -> Result<Region> {
    Ok(Region {
        code: cells.parsed()?,
        name: cells.get()?,
        bps: cells.optional_parsed()?,
        postal_code: cells.optional_parsed()?,
    })
}

impl<M> RegionRead for Tx<'_, M> {
    fn regions(&mut self) -> Result<Vec<Region>> {
        self.all(select_region!("where association = ?1 order by code"), [self.association], read)
    }

    fn region(&mut self, code: RegionCode) -> Result<Option<Region>> {
        self.first(
            select_region!("where association = ?1 and code = ?2"),
            params![self.association, code.to_string()],
            read,
        )
    }

    fn regions_within(&mut self, code: RegionCode) -> Result<Vec<Region>> {
        // The character after the point is the slash: all that lies in 13.01 stands between them.
        self.all(
            select_region!(
                "where association = ?1
                   and (code = ?2 or (code > ?2 || '.' and code < ?2 || '/')) order by code"
            ),
            params![self.association, code.to_string()],
            read,
        )
    }
}

impl RegionWrite for Tx<'_, Writing> {
    fn put_regions(&mut self, regions: &[Region]) -> Result<()> {
        self.places.clear();
        self.whole(|tx| {
            tx.run("delete from region where association = ?1", [tx.association])?;
            for region in regions {
                tx.run(
                    "insert into region (association, code, name, bps, postal_code)
                     values (?1, ?2, ?3, ?4, ?5) on conflict do update
                     set name = excluded.name, bps = excluded.bps,
                         postal_code = excluded.postal_code",
                    params![
                        tx.association,
                        region.code.to_string(),
                        region.name,
                        region.bps.as_ref().map(BpsCode::as_str),
                        region.postal_code.map(|code| code.to_string()),
                    ],
                )?;
            }
            Ok(())
        })
    }

    fn rename_places(&mut self, codes: &[RegionCode]) -> Result<u64> {
        if codes.is_empty() {
            return Ok(0);
        }
        let codes =
            serde_json::to_string(codes).map_err(|source| StoreError::Backend(Box::new(source)))?;
        let (mut after, mut renamed) = (0, 0);
        loop {
            let page: Vec<(Ikm, i64)> = self.all(
                select_ikm!(
                    ", ikm.row from ikm
                     where association = ?1 and row > ?2
                       and (kecamatan in (select value from json_each(?3))
                         or nagari in (select value from json_each(?3)))
                     order by row limit ?4"
                ),
                params![self.association, after, codes, PAGE],
                |cells| Ok((profile::read(cells)?, cells.get()?)),
            )?;
            let Some((_, last)) = page.last() else { return Ok(renamed) };
            after = *last;
            // One that was merged away is found by nothing, so there is nothing to rename.
            for (ikm, row) in page.iter().filter(|(ikm, _)| ikm.merged.is_none()) {
                self.replace_text(*row, &ikm.profile)?;
                renamed += 1;
            }
        }
    }
}
