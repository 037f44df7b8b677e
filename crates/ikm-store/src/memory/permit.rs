use chrono::NaiveDate;
use ikm_core::registry::{Ikm, PermitEnd, PermitKind};

use super::Tx;
use super::table::length;
use crate::{PermitRead, Result};

impl<T> PermitRead for Tx<T> {
    fn permits_until(
        &mut self,
        day: NaiveDate,
        after: Option<PermitEnd>,
        limit: u32,
    ) -> Result<Vec<(PermitEnd, Ikm)>> {
        let mut ends: Vec<(PermitEnd, &Ikm)> = self
            .tables
            .registry
            .present()
            .flat_map(|ikm| PermitKind::RUN_OUT.map(|kind| (kind, ikm)))
            .filter_map(|(kind, ikm)| {
                let until = ikm.profile.permit_until(kind).filter(|until| *until <= day)?;
                Some((PermitEnd { until, ikm: ikm.id, kind }, ikm))
            })
            .filter(|(end, _)| after.is_none_or(|after| *end > after))
            .collect();
        ends.sort_by_key(|(end, _)| *end);
        Ok(ends.into_iter().take(length(limit)).map(|(end, ikm)| (end, ikm.clone())).collect())
    }
}
