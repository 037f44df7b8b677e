//! Programmes: announcing one, applying for it, giving and refusing places, and how each stands.

mod bulk;
mod doubts;
mod refusal;
mod steps;

use std::ops::ControlFlow;

use chrono::NaiveDate;
use ikm_core::audit::DigestBuilder;
use ikm_core::id::{EnrolmentId, IkmId};
use ikm_core::money::Rupiah;
use ikm_core::programme::{
    Doubt, Enrolment, EnrolmentEvent, EnrolmentStatus, Programme, ProgrammeCode, ProgrammeRules,
};
use ikm_core::registry::{Ikm, Segment};
use ikm_store::ReadTx;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::AppError;
use crate::members::PAGE;
use crate::past::{enrolment_on, ikm_of_enrolment_on};
use crate::registry::{SegmentRefusal, Sieve};

pub use bulk::{Candidates, Enrolled, Leave, NotTaken};
pub use refusal::ProgrammeRefusal;

use doubts::known;

/// A programme and how many stand in it, at the end of the business day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProgrammeView {
    /// Its rules.
    #[serde(flatten)]
    pub rules: ProgrammeRules,
    /// Applied and not yet decided.
    pub applied: u64,
    /// Have a place.
    pub accepted: u64,
    /// Went to the end.
    pub completed: u64,
    /// Were refused.
    pub refused: u64,
    /// Left.
    pub withdrawn: u64,
    /// What is granted with the places that are held.
    pub granted: Rupiah,
}

/// An IKM's way through a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentView {
    /// The enrolment.
    pub enrolment: EnrolmentId,
    /// The programme.
    pub programme: ProgrammeCode,
    /// The IKM.
    pub ikm: IkmId,
    /// Its name.
    pub name: String,
    /// The code of its kecamatan, where known.
    pub kecamatan: Option<String>,
    /// Where it stands.
    pub status: EnrolmentStatus,
    /// Since which day.
    pub since: NaiveDate,
    /// What is granted, where a place is held.
    pub granted: Option<Rupiah>,
    /// Why it stands so, where that was said.
    pub reason: Option<String>,
    /// What speaks against a place, where that was asked.
    pub doubts: Vec<Doubt>,
}

impl App<'_> {
    /// Announces a programme. Its rules never change afterwards.
    ///
    /// # Errors
    ///
    /// [`ProgrammeRefusal::Rules`], [`ProgrammeRefusal::Announced`] when another has the code,
    /// [`ProgrammeRefusal::Unknown`] when it excludes one that is not known,
    /// [`SegmentRefusal::Unknown`] when nothing says who is eligible, and [`AppError::Store`].
    pub fn announce(&mut self, rules: ProgrammeRules) -> Result<Programme, AppError> {
        let programme = Programme::try_new(rules).map_err(ProgrammeRefusal::from)?;
        let written = serde_json::to_string(&programme).unwrap_or_default();
        let mut content = DigestBuilder::new();
        let content = content.field("programme.announce").field(&written).finish();
        self.write_once(content, |tx, env| {
            let (code, rules) = (programme.code(), programme.rules());
            if tx.programme(code)?.is_some() {
                return Err(ProgrammeRefusal::Announced(code.clone()).into());
            }
            if let Some(name) = &rules.eligible {
                tx.segment(name)?.ok_or_else(|| SegmentRefusal::Unknown(name.clone()))?;
            }
            rules.excludes.iter().try_for_each(|other| known(tx, other).map(drop))?;
            tx.insert_programme(&programme)?;
            env.audit(tx, "programme.announce", code, content, "")?;
            Ok(programme.clone())
        })
    }

    /// The programmes that were announced by the business day, in order of codes.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn programmes(&self) -> Result<Vec<ProgrammeView>, AppError> {
        self.read(|tx| {
            let all = tx.programmes()?;
            let announced = |programme: &&Programme| programme.rules().announced_on <= self.today();
            all.iter()
                .filter(announced)
                .map(|programme| view(tx, programme, self.today()))
                .collect()
        })
    }

    /// The programme with this code.
    ///
    /// # Errors
    ///
    /// [`ProgrammeRefusal::Unknown`] and [`AppError::Store`].
    pub fn announced(&self, code: &ProgrammeCode) -> Result<Programme, AppError> {
        self.read(|tx| known(tx, code))
    }

    /// A programme and how many stand in it.
    ///
    /// # Errors
    ///
    /// [`ProgrammeRefusal::Unknown`] and [`AppError::Store`].
    pub fn programme(&self, code: &ProgrammeCode) -> Result<ProgrammeView, AppError> {
        self.read(|tx| {
            let programme = known(tx, code)?;
            view(tx, &programme, self.today())
        })
    }

    /// Shows every enrolment in a programme to `each` whose IKM the segment holds, as it stands at
    /// the end of the business day, in the order in which they applied, until `each` has seen enough.
    ///
    /// # Errors
    ///
    /// [`ProgrammeRefusal::Unknown`], [`AppError::Store`], and whatever `each` returns.
    pub fn visit_enrolments(
        &self,
        code: &ProgrammeCode,
        segment: &Segment,
        mut each: impl FnMut(EnrolmentView) -> Result<ControlFlow<()>, AppError>,
    ) -> Result<(), AppError> {
        let regions = self.regions_for(segment)?;
        let (today, sieve) = (self.today(), Sieve::new(segment, self.today(), &regions));
        self.read(|tx| {
            known(tx, code)?;
            visit(tx, code, |tx, place| {
                let events = tx.enrolment_events(place.id())?;
                let Some(then) = place.as_of(today, &events) else {
                    return Ok(ControlFlow::Continue(()));
                };
                let ikm = ikm_of_enrolment_on(tx, place, today)?;
                if !sieve.holds(tx, &ikm)? {
                    return Ok(ControlFlow::Continue(()));
                }
                let last = events.into_iter().rfind(|event| event.on <= today);
                each(enrolment_view(&then, &ikm, last, Vec::new()))
            })
        })
    }
}

/// Visits every enrolment in a programme, a page at a time, until `visit` has seen enough.
pub(crate) fn visit(
    tx: &mut dyn ReadTx,
    code: &ProgrammeCode,
    mut visit: impl FnMut(&mut dyn ReadTx, &Enrolment) -> Result<ControlFlow<()>, AppError>,
) -> Result<(), AppError> {
    let mut after = None;
    loop {
        let page = tx.enrolment_page(code, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id());
        for place in &page {
            if visit(tx, place)?.is_break() {
                return Ok(());
            }
        }
    }
}

fn view(
    tx: &mut dyn ReadTx,
    programme: &Programme,
    on: NaiveDate,
) -> Result<ProgrammeView, AppError> {
    let mut view = ProgrammeView {
        rules: programme.rules().clone(),
        applied: 0,
        accepted: 0,
        completed: 0,
        refused: 0,
        withdrawn: 0,
        granted: Rupiah::ZERO,
    };
    visit(tx, programme.code(), |tx, place| {
        if let Some(then) = enrolment_on(tx, place, on)? {
            let count = match then.status() {
                EnrolmentStatus::Applied => &mut view.applied,
                EnrolmentStatus::Accepted => &mut view.accepted,
                EnrolmentStatus::Completed => &mut view.completed,
                EnrolmentStatus::Refused => &mut view.refused,
                EnrolmentStatus::Withdrawn => &mut view.withdrawn,
            };
            *count = count.saturating_add(1);
            view.granted = view.granted.plus(then.grant())?;
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(view)
}

fn enrolment_view(
    place: &Enrolment,
    ikm: &Ikm,
    last: Option<EnrolmentEvent>,
    doubts: Vec<Doubt>,
) -> EnrolmentView {
    EnrolmentView {
        enrolment: place.id(),
        programme: place.programme().clone(),
        ikm: ikm.id,
        name: ikm.profile.name.clone(),
        kecamatan: ikm.profile.place.kecamatan.map(|code| code.to_string()),
        status: place.status(),
        since: place.since(),
        granted: place.granted().filter(|_| place.status().holds_a_place()),
        reason: last.and_then(|event| event.reason),
        doubts,
    }
}
