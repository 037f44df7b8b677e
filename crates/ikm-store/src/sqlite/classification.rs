use chrono::NaiveDate;
use ikm_core::classification::{Mapping, Scheme};
use rusqlite::params;

use super::cells::day;
use super::no_json;
use super::tx::{Tx, Writing};
use crate::{ClassificationRead, ClassificationWrite, Result};

impl<M> ClassificationRead for Tx<'_, M> {
    fn schemes(&mut self) -> Result<Vec<(NaiveDate, Scheme)>> {
        self.all(
            "select since, document from scheme where association = ?1 order by since",
            [self.association],
            |cells| Ok((cells.parsed()?, cells.read(serde_json::from_str)?)),
        )
    }

    fn mappings(&mut self) -> Result<Vec<(NaiveDate, Mapping)>> {
        self.all(
            "select since, document from class_mapping where association = ?1
             order by since, scheme",
            [self.association],
            |cells| Ok((cells.parsed()?, cells.read(serde_json::from_str)?)),
        )
    }
}

impl ClassificationWrite for Tx<'_, Writing> {
    fn put_scheme(&mut self, scheme: &Scheme, from: NaiveDate) -> Result<()> {
        let document = serde_json::to_string(scheme).map_err(no_json)?;
        self.run(
            "insert into scheme (association, since, document) values (?1, ?2, ?3)
             on conflict do update set document = excluded.document",
            params![self.association, day(from), document],
        )?;
        Ok(())
    }

    fn put_mapping(&mut self, mapping: &Mapping, from: NaiveDate) -> Result<()> {
        let document = serde_json::to_string(mapping).map_err(no_json)?;
        self.run(
            "insert into class_mapping (association, since, scheme, document)
             values (?1, ?2, ?3, ?4)
             on conflict do update set document = excluded.document",
            params![self.association, day(from), mapping.scheme(), document],
        )?;
        Ok(())
    }
}
