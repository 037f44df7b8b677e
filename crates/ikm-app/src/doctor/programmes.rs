use std::ops::ControlFlow;

use ikm_core::money::Rupiah;
use ikm_core::programme::{Enrolment, EnrolmentEvent, EnrolmentStep, Spent, Step};
use ikm_store::ReadTx;

use super::Doctor;
use crate::error::AppError;
use crate::programmes::visit;

impl Doctor {
    /// Each enrolment stands where its history has led, step by step, and what a programme has spent
    /// is the sum of the places that are held.
    pub(super) fn programmes(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        for programme in tx.programmes()? {
            let code = programme.code();
            let (mut places, mut granted) = (0, Rupiah::ZERO);
            visit(tx, code, |tx, place| {
                let events = tx.enrolment_events(place.id())?;
                if !follows(place, &events) {
                    self.find(
                        "programme",
                        place.id().to_string(),
                        "status di program tidak sesuai dengan riwayatnya",
                        "the status in the programme does not follow from the history",
                    );
                }
                places += u64::from(place.status().holds_a_place());
                granted = granted.plus(place.grant())?;
                Ok(ControlFlow::Continue(()))
            })?;
            if tx.spent(code)? != (Spent { places, granted }) {
                self.find(
                    "programme",
                    code.to_string(),
                    "yang terpakai dari program tidak sesuai dengan pesertanya",
                    "what the programme has spent is not what its places add up to",
                );
            }
        }
        Ok(())
    }
}

/// Whether an enrolment is what its steps make of an application.
fn follows(place: &Enrolment, events: &[EnrolmentEvent]) -> bool {
    let Some((first, later)) = events.split_first() else { return false };
    if first.step != EnrolmentStep::Apply {
        return false;
    }
    let (mut made, _) =
        Enrolment::apply(place.id(), place.programme().clone(), place.ikm(), first.on);
    let all_follow = later.iter().all(|event| {
        let EnrolmentEvent { step, granted, reason, .. } = event.clone();
        made.take(Step { step, granted, reason }, event.on).as_ref() == Ok(event)
    });
    let stands = |place: &Enrolment| (place.status(), place.since(), place.granted());
    all_follow && stands(&made) == stands(place)
}
