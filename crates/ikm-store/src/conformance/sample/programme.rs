use chrono::NaiveDate;
use ikm_core::DateRange;
use ikm_core::id::{EnrolmentId, IkmId};
use ikm_core::programme::{
    Enrolment, EnrolmentEvent, EnrolmentStatus, EnrolmentStep, Programme, ProgrammeCode,
    ProgrammeKind, ProgrammeRules,
};

use super::super::fixture::{Maker, day, parsed, rp};

/// A programme with every rule, and one with as few as there can be.
pub(super) fn programmes() -> [Programme; 2] {
    let full = ProgrammeRules {
        code: parsed("HALAL-2022"),
        title: "Sertifikasi \"halal\" gratis".to_owned(),
        kind: ProgrammeKind::Certification,
        announced_on: day("2022-01-31"),
        period: DateRange::try_new(day("2022-02-01"), Some(day("2023-01-01"))).expect("in order"),
        quota: Some(100),
        budget: Some(rp(50_000_000)),
        eligible: Some(parsed("Makanan tanpa halal")),
        once_an_owner: true,
        excludes: [parsed("HALAL-2021"), parsed("ALAT")].into(),
    };
    [bare_programme("ALAT"), full.try_into().expect("a programme")]
}

/// A programme without more rules than it must have.
pub fn bare_programme(code: &str) -> Programme {
    let rules = ProgrammeRules {
        code: parsed(code),
        title: code.to_owned(),
        kind: ProgrammeKind::Equipment,
        announced_on: day("2022-01-31"),
        period: DateRange::starting(day("2022-02-01")),
        quota: None,
        budget: None,
        eligible: None,
        once_an_owner: false,
        excludes: [].into(),
    };
    rules.try_into().expect("a programme")
}

/// An enrolment that was accepted with a grant, and one that was refused.
pub(super) fn enrolments(make: &mut Maker, one: IkmId, other: IkmId) -> [Enrolment; 2] {
    let [alat, halal] = ["ALAT", "HALAL-2022"].map(parsed::<ProgrammeCode>);
    let since = day("2022-02-20");
    let accepted = EnrolmentStatus::Accepted;
    let refused = EnrolmentStatus::Refused;
    let (id, another) = (EnrolmentId::generate(make), EnrolmentId::generate(make));
    [
        Enrolment::from_parts(id, 2, halal, one, accepted, since, Some(rp(500_000))),
        Enrolment::from_parts(another, 5, alat, other, refused, day("2022-02-21"), None),
    ]
}

const fn event(enrolment: EnrolmentId, on: NaiveDate, step: EnrolmentStep) -> EnrolmentEvent {
    EnrolmentEvent { enrolment, on, step, granted: None, reason: None }
}

pub(super) fn enrolment_events(enrolment: EnrolmentId) -> [EnrolmentEvent; 2] {
    let granted = Some(rp(500_000));
    let reason = Some("sudah diperiksa \"langsung\"".to_owned());
    let accepted = event(enrolment, day("2022-02-20"), EnrolmentStep::Accept);
    [
        event(enrolment, day("2022-02-10"), EnrolmentStep::Apply),
        EnrolmentEvent { granted, reason, ..accepted },
    ]
}

/// `enrolment` as it would be after a step.
pub fn standing(enrolment: &Enrolment, status: EnrolmentStatus) -> Enrolment {
    Enrolment::from_parts(
        enrolment.id(),
        enrolment.version(),
        enrolment.programme().clone(),
        enrolment.ikm(),
        status,
        day("2022-06-01"),
        enrolment.granted(),
    )
}
