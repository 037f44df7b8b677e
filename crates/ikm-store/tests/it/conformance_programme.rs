//! Commands on programmes in the small world.

use ikm_core::programme::{Enrolment, EnrolmentEvent, EnrolmentStatus, EnrolmentStep};
use ikm_store::conformance::fixture::{parsed, rp};
use ikm_store::conformance::sample::bare_programme;
use ikm_store::{Result, WriteTx};
use proptest::prelude::*;

use super::conformance_commands::Outcome;
use super::conformance_world::{Days, Nth, day, days, id, stale};

#[derive(Clone, Debug)]
pub(crate) enum InProgrammes {
    Announce { programme: Nth },
    Enrol { enrolment: Nth, programme: Nth, ikm: Nth },
    Step { enrolment: Nth, stale: bool, status: EnrolmentStatus, on: Days, granted: i64 },
    Move { enrolment: Nth, ikm: Nth },
}

fn code(nth: Nth) -> String {
    format!("P-{nth}")
}

impl InProgrammes {
    pub(crate) fn run(&self, tx: &mut dyn WriteTx) -> Result<Option<Outcome>> {
        match self {
            Self::Announce { programme } => {
                tx.insert_programme(&bare_programme(&code(*programme)))?;
            }
            Self::Enrol { enrolment, programme, ikm } => {
                let programme = parsed(&code(*programme));
                let Some(ikm) = tx.ikm(id("ikm", *ikm))? else { return Ok(None) };
                if tx.programme(&programme)?.is_none() {
                    return Ok(None);
                }
                let id = id("enrolment", *enrolment);
                let (place, event) = Enrolment::apply(id, programme, ikm.id, day(0));
                tx.insert_enrolment(&place)?;
                tx.append_enrolment_event(&event)?;
            }
            Self::Step { enrolment, stale, status, on, granted } => {
                let id = id("enrolment", *enrolment);
                let Some(stored) = tx.enrolment(id)? else { return Ok(None) };
                let version = stored.version() - u32::from(*stale);
                let (code, ikm) = (stored.programme().clone(), stored.ikm());
                let granted = Some(rp(*granted));
                let place =
                    Enrolment::from_parts(id, version, code, ikm, *status, day(*on), granted);
                tx.update_enrolment(&place)?;
                let (step, reason) = (EnrolmentStep::Accept, None);
                let (enrolment, on) = (id, day(*on));
                tx.append_enrolment_event(&EnrolmentEvent {
                    enrolment,
                    on,
                    step,
                    granted,
                    reason,
                })?;
            }
            Self::Move { enrolment, ikm } => {
                let Some(ikm) = tx.ikm(id("ikm", *ikm))? else { return Ok(None) };
                tx.move_enrolment(id("enrolment", *enrolment), ikm.id)?;
            }
        }
        Ok(Some(Outcome::Done))
    }
}

pub(crate) fn in_programmes() -> impl Strategy<Value = InProgrammes> {
    let (enrolment, programme, ikm) = (0..5_u8, 0..3_u8, 0..8_u8);
    let status = proptest::sample::select(EnrolmentStatus::ALL.to_vec());
    prop_oneof![
        1 => programme.clone().prop_map(|programme| InProgrammes::Announce { programme }),
        3 => (enrolment.clone(), programme, ikm.clone()).prop_map(|(enrolment, programme, ikm)| {
            InProgrammes::Enrol { enrolment, programme, ikm }
        }),
        3 => (enrolment.clone(), stale(), status, days(), 0..900_i64).prop_map(
            |(enrolment, stale, status, on, granted)| {
                InProgrammes::Step { enrolment, stale, status, on, granted }
            }
        ),
        1 => (enrolment, ikm)
            .prop_map(|(enrolment, ikm)| InProgrammes::Move { enrolment, ikm }),
    ]
}
