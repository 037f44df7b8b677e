use std::ops::ControlFlow;
use std::path::Path;

use ikm_core::audit::{Digest, DigestBuilder};
use ikm_core::money::Rupiah;
use ikm_core::programme::{Doubt, Enrolment, EnrolmentStatus, EnrolmentStep, ProgrammeCode, Step};
use ikm_core::registry::{Ikm, Segment};
use ikm_core::{Explain as _, Lang};
use ikm_store::WriteTx;
use serde::{Deserialize, Serialize};

use super::ProgrammeRefusal;
use super::doubts::Judge;
use super::refusal::said;
use super::steps::{accept, apply, latest};
use crate::app::{App, Env};
use crate::error::{AppError, Refusal};
use crate::registry::{Sieve, resolve_ikm};

/// Who is to be enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Candidates {
    /// These, named by id, NIB or member number, each with the row on which it stands.
    Named(Vec<(u64, String)>),
    /// Every IKM of a segment.
    Segment(Segment),
}

impl Candidates {
    /// Those whom a list names: CSV or a spreadsheet, or one a line.
    ///
    /// # Errors
    ///
    /// [`AppError::Import`] when the list cannot be read.
    pub fn read(path: &Path) -> Result<Self, AppError> {
        Ok(Self::Named(ikm_import::read_named(path)?))
    }
}

/// How far they are to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// They apply.
    Applied,
    /// They are given a place with a grant, unless something speaks against it.
    Accepted(Option<Rupiah>),
}

/// One who did not come as far as was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotTaken {
    /// The row of the list, or the place in the segment.
    pub row: u64,
    /// The IKM, as it was named.
    pub ikm: String,
    /// Why: the code of a refusal, or of a doubt.
    pub code: String,
    /// What the code stands for, in Indonesian.
    pub text_id: String,
    /// What the code stands for, in English.
    pub text_en: String,
}

/// What enrolling many did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    /// How many were named.
    pub rows: u64,
    /// How many applied now.
    pub applied: u64,
    /// How many of all were given a place now.
    pub accepted: u64,
    /// How many stood as far already.
    pub unchanged: u64,
    /// How many wait for a person, because something speaks against a place.
    pub doubtful: u64,
    /// How many could not apply.
    pub rejected: u64,
    /// Those that were rejected and those that are doubtful.
    pub not_taken: Vec<NotTaken>,
}

impl App<'_> {
    /// Enrols many in one transaction. Whoever is named and cannot apply is rejected and told;
    /// whoever is in doubt has applied and waits for a person.
    ///
    /// # Errors
    ///
    /// [`ProgrammeRefusal::Unknown`], [`ProgrammeRefusal::Closed`], and [`AppError::Store`].
    pub fn enrol(
        &mut self,
        code: &ProgrammeCode,
        candidates: &Candidates,
        leave: Leave,
    ) -> Result<Enrolled, AppError> {
        let mut judge = self.judge(code)?;
        let content = digest(code, candidates, leave);
        let regions = match candidates {
            Candidates::Segment(segment) => Some(self.regions_for(segment)?),
            Candidates::Named(_) => None,
        };
        self.write_once(content, |tx, env| {
            judge.begin(tx)?;
            let (programme, on) = (code.clone(), env.today);
            if !judge.programme.rules().period.contains(on) {
                return Err(ProgrammeRefusal::Closed { programme, on }.into());
            }
            let mut done = Enrolled::default();
            match (candidates, &regions) {
                (Candidates::Segment(segment), Some(regions)) => {
                    let sieve = Sieve::new(segment, env.today, regions);
                    // Who is in it is settled before anybody applies, which may be a condition of it.
                    let mut found = Vec::new();
                    sieve.visit(tx, |_, ikm| {
                        found.push(ikm.id.to_string());
                        Ok(ControlFlow::Continue(()))
                    })?;
                    for (ikm, row) in found.iter().zip(1..) {
                        done.row(tx, env, &mut judge, row, ikm, leave)?;
                    }
                }
                (Candidates::Named(named), _) => {
                    for (row, ikm) in named {
                        done.row(tx, env, &mut judge, *row, ikm, leave)?;
                    }
                }
                (Candidates::Segment(_), None) => {}
            }
            if done.applied > 0 || done.accepted > 0 {
                env.audit(tx, "programme.enrol", code, content, "")?;
            }
            Ok(done)
        })
    }
}

fn digest(code: &ProgrammeCode, candidates: &Candidates, leave: Leave) -> Digest {
    let mut content = DigestBuilder::new();
    content.field("programme.enrol").field(code.as_str());
    match leave {
        Leave::Applied => content.field("applied"),
        Leave::Accepted(grant) => {
            let grant = grant.map(|amount| amount.get().to_string());
            content.field("accepted").optional(grant.as_deref())
        }
    };
    match candidates {
        Candidates::Segment(segment) => {
            content.field("segment").field(&serde_json::to_string(segment).unwrap_or_default());
        }
        Candidates::Named(named) => {
            for (_, ikm) in named {
                content.field(ikm);
            }
        }
    }
    content.finish()
}

impl Enrolled {
    fn row(
        &mut self,
        tx: &mut dyn WriteTx,
        env: &mut Env<'_>,
        judge: &mut Judge,
        row: u64,
        named: &str,
        leave: Leave,
    ) -> Result<(), AppError> {
        self.rows += 1;
        let ikm = match resolve_ikm(tx, named) {
            Ok(ikm) => ikm,
            Err(AppError::Refused(refusal @ Refusal::UnknownIkm(_))) => {
                self.rejected += 1;
                let (id, en) = (refusal.indonesian(), refusal.to_string());
                self.leave_out(row, named, refusal.code(), id, en);
                return Ok(());
            }
            Err(other) => return Err(other),
        };
        let known = latest(tx, judge.programme.code(), ikm.id)?;
        let known = known.filter(|known| known.status().is_open());
        let as_far = match (&known, leave) {
            (Some(_), Leave::Applied) => true,
            (Some(known), Leave::Accepted(_)) => known.status() == EnrolmentStatus::Accepted,
            (None, _) => false,
        };
        if as_far {
            self.unchanged += 1;
            return Ok(());
        }
        let place = if let Some(known) = known {
            known
        } else {
            self.applied += 1;
            apply(tx, env, judge, &ikm)?.0
        };
        let Leave::Accepted(granted) = leave else {
            let doubts = judge.doubts(tx, &ikm, Rupiah::ZERO)?;
            self.doubt(row, named, &doubts);
            return Ok(());
        };
        let step = Step { granted, ..Step::plain(EnrolmentStep::Accept) };
        self.place(tx, env, judge, (row, named, &ikm), place, step)
    }

    fn place(
        &mut self,
        tx: &mut dyn WriteTx,
        env: &Env<'_>,
        judge: &mut Judge,
        (row, named, ikm): (u64, &str, &Ikm),
        place: Enrolment,
        step: Step,
    ) -> Result<(), AppError> {
        let grant = step.granted.unwrap_or_default();
        match accept(tx, env, judge, ikm, place, step) {
            Ok(_) => {
                self.accepted += 1;
                judge.give(grant)
            }
            Err(AppError::Programme(ProgrammeRefusal::Doubtful { doubts, .. })) => {
                self.doubt(row, named, &doubts);
                Ok(())
            }
            Err(other) => Err(other),
        }
    }

    fn doubt(&mut self, row: u64, named: &str, doubts: &[Doubt]) {
        let Some(first) = doubts.first() else { return };
        self.doubtful += 1;
        let [id, en] = [Lang::Id, Lang::En].map(|lang| said(doubts, lang));
        self.leave_out(row, named, first.code(), id, en);
    }

    fn leave_out(&mut self, row: u64, ikm: &str, code: &str, text_id: String, text_en: String) {
        let (ikm, code) = (ikm.to_owned(), code.to_owned());
        self.not_taken.push(NotTaken { row, ikm, code, text_id, text_en });
    }
}
