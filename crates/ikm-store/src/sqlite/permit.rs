use chrono::NaiveDate;
use ikm_core::id::IkmId;
use ikm_core::registry::{Ikm, PermitEnd, PermitKind};
use rusqlite::params;

use super::cells::{bound, key};
use super::tx::Tx;
use crate::{PermitRead, Result, StoreError};

/// The permits of one kind that end by ?2, from the day ?3 on: so many that with one of each kind left
/// out there are enough. The index of the kind has them in this order.
macro_rules! ends {
    ($until:literal, $kind:literal, $there:literal) => {
        concat!(
            "select * from (select ",
            $until,
            " as until, id, ",
            $kind,
            " as kind from ikm
             where association = ?1 and ",
            $there,
            " and merged_into is null
               and ",
            $until,
            " <= ?2 and ",
            $until,
            " >= ?3
               and (",
            $until,
            " > ?3 or id >= ?4)
             order by until, id limit ?6 + 1)"
        )
    };
}

impl<M> PermitRead for Tx<'_, M> {
    fn permits_until(
        &mut self,
        day: NaiveDate,
        after: Option<PermitEnd>,
        limit: u32,
    ) -> Result<Vec<(PermitEnd, Ikm)>> {
        let from = after.map_or_else(String::new, |end| bound(end.until));
        let from_ikm = after.map_or([0; 16], |end| key(end.ikm));
        let from_kind = after.and_then(|end| place(end.kind)).unwrap_or_default();
        let ends = self.all(
            concat!(
                "select until, id, kind from (",
                ends!(
                    "coalesce(pirt_until, '20' || substr(pirt, 14, 2) || '-12-31')",
                    "1",
                    "pirt is not null"
                ),
                " union all ",
                ends!("halal_until", "2", "halal is not null and halal_until is not null"),
                " union all ",
                ends!("bpom_until", "3", "bpom is not null and bpom_until is not null"),
                ") where (until, id, kind) > (?3, ?4, ?5) order by until, id, kind limit ?6"
            ),
            params![self.association, bound(day), from, from_ikm, from_kind, limit],
            |cells| {
                let (until, ikm) = (cells.parsed()?, cells.id::<IkmId>()?);
                let kind = kind_at(cells.count()?);
                let kind =
                    kind.ok_or_else(|| StoreError::Damaged("a kind of permit".to_owned()))?;
                Ok(PermitEnd { until, ikm, kind })
            },
        )?;
        let missing = || StoreError::Damaged("a permit of an ikm that is not there".to_owned());
        ends.into_iter()
            .map(|end| Ok((end, self.find(key(end.ikm))?.ok_or_else(missing)?)))
            .collect()
    }
}

/// The place of a kind among those that run out, from 1.
fn place(kind: PermitKind) -> Option<i64> {
    (1..).zip(PermitKind::RUN_OUT).find(|(_, known)| *known == kind).map(|(place, _)| place)
}

fn kind_at(place: i64) -> Option<PermitKind> {
    (1..).zip(PermitKind::RUN_OUT).find(|(known, _)| *known == place).map(|(_, kind)| kind)
}
