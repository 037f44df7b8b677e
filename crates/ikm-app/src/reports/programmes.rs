//! Programmes, and who stands how in each.

use std::ops::ControlFlow;

use ikm_core::Lang;
use ikm_core::programme::{EnrolmentStatus, Programme};
use ikm_core::region::Regions;
use ikm_report::reports::{self, PlaceLine, ProgrammeLine};
use ikm_report::{Report, Term};

use crate::app::App;
use crate::error::AppError;
use crate::past::{enrolment_on, ikm_of_enrolment_on};
use crate::programmes;
use crate::registry::Sieve;

impl App<'_> {
    pub(super) fn programmes_report(
        &self,
        sieve: &Sieve<'_>,
        regions: &Regions,
    ) -> Result<Report, AppError> {
        let statuses = EnrolmentStatus::ALL
            .map(|status| Term::new(status.code(), status.title(Lang::Id), status.title(Lang::En)));
        let (mut lines, mut places) = (Vec::new(), Vec::new());
        let today = self.env.today;
        self.read(|tx| {
            for programme in tx.programmes()? {
                if programme.rules().announced_on > today {
                    continue;
                }
                lines.push(programme_line(&programme));
                programmes::visit(tx, programme.code(), |tx, place| {
                    let Some(then) = enrolment_on(tx, place, today)? else {
                        return Ok(ControlFlow::Continue(()));
                    };
                    let ikm = ikm_of_enrolment_on(tx, place, today)?;
                    if sieve.holds(tx, &ikm)? {
                        places.push(PlaceLine {
                            programme: programme.code().to_string(),
                            kecamatan: ikm.profile.place.kecamatan,
                            status: then.status().code(),
                            granted: then.grant(),
                        });
                    }
                    Ok(ControlFlow::Continue(()))
                })?;
            }
            Ok(())
        })?;
        let seen = places.iter().map(|place: &PlaceLine| place.kecamatan);
        let regions = self.with_regencies(regions, seen)?;
        let (heading, area) = (self.heading(), self.area(&regions));
        Ok(reports::programmes(heading, area, &statuses, &lines, places)?)
    }
}

fn programme_line(programme: &Programme) -> ProgrammeLine {
    let rules = programme.rules();
    let kind = rules.kind;
    ProgrammeLine {
        code: programme.code().to_string(),
        title: rules.title.clone(),
        kind: Term::new(kind.code(), kind.title(Lang::Id), kind.title(Lang::En)),
        from: rules.period.from(),
        until: rules.period.until(),
        quota: rules.quota,
        budget: rules.budget,
    }
}
