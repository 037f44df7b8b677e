use ikm_core::audit::DigestBuilder;
use ikm_core::id::{EnrolmentId, IkmId};
use ikm_core::money::Rupiah;
use ikm_core::programme::{
    Doubt, Enrolment, EnrolmentEvent, EnrolmentStatus, EnrolmentStep, ProgrammeCode, Step,
};
use ikm_core::registry::Ikm;
use ikm_store::{ReadTx, WriteTx};

use super::doubts::{Judge, known};
use super::{EnrolmentView, ProgrammeRefusal, enrolment_view};
use crate::app::{App, Env};
use crate::error::AppError;
use crate::registry::resolve_ikm;

impl App<'_> {
    /// Records the application of an IKM, named by id, NIB or member number, for a programme. What
    /// speaks against a place is told and keeps nobody from applying.
    ///
    /// # Errors
    ///
    /// [`ProgrammeRefusal::Unknown`], [`ProgrammeRefusal::Closed`], [`ProgrammeRefusal::Enrolled`],
    /// [`Refusal::UnknownIkm`](crate::Refusal::UnknownIkm) and [`AppError::Store`].
    pub fn apply_for(
        &mut self,
        code: &ProgrammeCode,
        ikm: &str,
    ) -> Result<EnrolmentView, AppError> {
        let mut judge = self.judge(code)?;
        let mut content = DigestBuilder::new();
        let content = content.field("programme.apply").field(code.as_str()).field(ikm).finish();
        self.write_once(content, |tx, env| {
            let ikm = resolve_ikm(tx, ikm)?;
            judge.begin(tx)?;
            let doubts = judge.doubts(tx, &ikm, Rupiah::ZERO)?;
            let (place, event) = apply(tx, env, &judge, &ikm)?;
            env.audit(tx, "programme.apply", &place.id(), content, "")?;
            Ok(enrolment_view(&place, &ikm, Some(event), doubts))
        })
    }

    /// Takes a further step in an enrolment. A place that is in doubt is given only for a reason,
    /// which is kept.
    ///
    /// # Errors
    ///
    /// [`ProgrammeRefusal::Unknown`], [`ProgrammeRefusal::NotEnrolled`],
    /// [`ProgrammeRefusal::Doubtful`], [`ProgrammeRefusal::Step`] when the step does not follow,
    /// [`Refusal::UnknownIkm`](crate::Refusal::UnknownIkm) and [`AppError::Store`].
    pub fn change_enrolment(
        &mut self,
        code: &ProgrammeCode,
        ikm: &str,
        step: &Step,
    ) -> Result<EnrolmentView, AppError> {
        let mut judge = self.judge(code)?;
        let action = format!("programme.{}", step.step.code());
        let content = DigestBuilder::new()
            .field(&action)
            .field(code.as_str())
            .field(ikm)
            .optional(step.granted.map(|amount| amount.get().to_string()).as_deref())
            .optional(step.reason.as_deref())
            .finish();
        self.write_once(content, |tx, env| {
            known(tx, code)?;
            let ikm = resolve_ikm(tx, ikm)?;
            let place = latest(tx, code, ikm.id)?;
            let unknown = || ProgrammeRefusal::NotEnrolled { programme: code.clone(), ikm: ikm.id };
            let place = place.ok_or_else(unknown)?;
            judge.begin(tx)?;
            let (place, event, doubts) = if step.step == EnrolmentStep::Accept {
                accept(tx, env, &judge, &ikm, place, step.clone())?
            } else {
                let (place, event) = take(tx, env, place, step.clone())?;
                (place, event, Vec::new())
            };
            let note = event.reason.clone().unwrap_or_default();
            env.audit(tx, &action, &place.id(), content, &note)?;
            Ok(enrolment_view(&place, &ikm, Some(event), doubts))
        })
    }
}

/// The enrolment of an IKM in a programme: the one that is open, or else the latest.
pub(super) fn latest(
    tx: &mut dyn ReadTx,
    code: &ProgrammeCode,
    ikm: IkmId,
) -> Result<Option<Enrolment>, AppError> {
    let places = tx.enrolments_of(ikm)?.into_iter().filter(|place| place.programme() == code);
    Ok(places.max_by_key(|place| (place.status().is_open(), place.since(), place.id())))
}

/// Records an application.
pub(super) fn apply(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    judge: &Judge,
    ikm: &Ikm,
) -> Result<(Enrolment, EnrolmentEvent), AppError> {
    let (code, on) = (judge.programme.code(), env.today);
    let period = judge.programme.rules().period;
    if !period.contains(on) {
        return Err(ProgrammeRefusal::Closed { programme: code.clone(), on }.into());
    }
    if let Some(known) = latest(tx, code, ikm.id)?.filter(|known| known.status().is_open()) {
        let (programme, status) = (code.clone(), known.status());
        return Err(ProgrammeRefusal::Enrolled { programme, ikm: ikm.id, status }.into());
    }
    let id = EnrolmentId::generate(env.ids);
    let (place, event) = Enrolment::apply(id, code.clone(), ikm.id, on);
    tx.insert_enrolment(&place)?;
    tx.append_enrolment_event(&event)?;
    Ok((place, event))
}

/// Gives a place, where nothing speaks against it or a reason is given.
pub(super) fn accept(
    tx: &mut dyn WriteTx,
    env: &Env<'_>,
    judge: &Judge,
    ikm: &Ikm,
    place: Enrolment,
    step: Step,
) -> Result<(Enrolment, EnrolmentEvent, Vec<Doubt>), AppError> {
    // Who has a place already is told so, not that one is in doubt.
    let grant = step.granted.unwrap_or_default();
    let doubts = if place.status() == EnrolmentStatus::Applied {
        judge.doubts(tx, ikm, grant)?
    } else {
        Vec::new()
    };
    let overruled = step.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
    if !doubts.is_empty() && !overruled {
        let (programme, ikm) = (judge.programme.code().clone(), ikm.id);
        return Err(ProgrammeRefusal::Doubtful { programme, ikm, doubts }.into());
    }
    let (place, event) = take(tx, env, place, step)?;
    Ok((place, event, doubts))
}

fn take(
    tx: &mut dyn WriteTx,
    env: &Env<'_>,
    mut place: Enrolment,
    step: Step,
) -> Result<(Enrolment, EnrolmentEvent), AppError> {
    let event = place.take(step, env.today).map_err(ProgrammeRefusal::from)?;
    tx.update_enrolment(&place)?;
    tx.append_enrolment_event(&event)?;
    Ok((place, event))
}
