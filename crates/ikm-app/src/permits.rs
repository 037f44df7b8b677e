//! Permits and the days on which they run out.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use ikm_core::id::IkmId;
use ikm_core::region::RegionCode;
use ikm_core::registry::{Ikm, PermitEnd, PermitKind};
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;
use crate::members::PAGE;
use crate::regions::PlaceNames;

/// Which permits a calendar holds; an empty filter holds all whose last day is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PermitFilter {
    /// Only those whose last day is this one or lies before it.
    pub until: Option<NaiveDate>,
    /// Only those of IKM in one of these kecamatan.
    pub kecamatan: Vec<RegionCode>,
}

/// A permit as a calendar shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PermitView {
    /// Whose it is.
    pub id: IkmId,
    /// The name of the business.
    pub name: String,
    /// Its owner.
    pub owner: Option<String>,
    /// The name of its kecamatan.
    pub kecamatan: Option<String>,
    /// The kind of permit.
    pub permit: PermitKind,
    /// Its number.
    pub number: String,
    /// The last day on which it counts.
    pub until: NaiveDate,
    /// Days left on the business day: none on the last day, fewer when it is over.
    pub days_left: i64,
}

impl App<'_> {
    /// Shows every permit to `each` that runs out, in the order in which they do, until `each` has
    /// seen enough. Those that have run out already come first.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn visit_permits(
        &self,
        filter: &PermitFilter,
        mut each: impl FnMut(PermitView) -> Result<ControlFlow<()>, AppError>,
    ) -> Result<(), AppError> {
        let day = filter.until.unwrap_or(NaiveDate::MAX);
        let is_asked_for = |ikm: &Ikm| {
            let kecamatan = ikm.profile.place.kecamatan;
            filter.kecamatan.is_empty()
                || kecamatan.is_some_and(|code| filter.kecamatan.contains(&code))
        };
        let mut names = PlaceNames::default();
        self.read(|tx| {
            let mut after = None;
            loop {
                let page = tx.permits_until(day, after, PAGE)?;
                let Some((last, _)) = page.last() else { return Ok(()) };
                after = Some(*last);
                for (end, ikm) in page.iter().filter(|(_, ikm)| is_asked_for(ikm)) {
                    let kecamatan = names.name(tx, ikm.profile.place.kecamatan)?;
                    if each(view(*end, ikm, kecamatan, self.env.today))?.is_break() {
                        return Ok(());
                    }
                }
            }
        })
    }
}

fn view(end: PermitEnd, ikm: &Ikm, kecamatan: Option<String>, today: NaiveDate) -> PermitView {
    let profile = &ikm.profile;
    PermitView {
        id: ikm.id,
        name: profile.name.clone(),
        owner: profile.owner.clone(),
        kecamatan,
        permit: end.kind,
        number: profile.permit_number(end.kind).unwrap_or_default(),
        until: end.until,
        days_left: end.days_left(today),
    }
}
