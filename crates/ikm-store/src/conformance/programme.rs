//! Programmes and who is enrolled in them.

use ikm_core::id::{EnrolmentId, IkmId};
use ikm_core::programme::{
    Enrolment, EnrolmentEvent, EnrolmentStatus, EnrolmentStep, ProgrammeCode, Spent,
};

use super::fixture::{Maker, Scene, day, found, parsed, rp};
use super::sample::{bare_programme, sampled, standing};
use crate::{Result, Store, WriteTx};

/// A programme is announced once, is found by its code, and stands among the others in order of
/// codes.
pub fn programmes_are_announced_once(store: &dyn Store) {
    let (scene, sample, _) = sampled(store);
    let [alat, halal] = &sample.programmes;
    scene.read(|tx| {
        assert_eq!(tx.programme(halal.code())?.as_ref(), Some(halal));
        assert_eq!(tx.programme(&parsed("HALAL"))?, None);
        Ok(())
    });
    let other = bare_programme("HALAL-2022");
    scene.refused_as_existing("HALAL-2022", |tx| tx.insert_programme(&other));
    let later = bare_programme("AA");
    scene.write(|tx| tx.insert_programme(&later));
    assert_eq!(scene.read(|tx| tx.programmes()), [later, alat.clone(), halal.clone()]);
}

/// Two programmes and three IKM.
fn three(store: &dyn Store) -> (Scene<'_>, Maker, [IkmId; 3]) {
    let (scene, mut make) = found(store);
    let ikms = ["Satu", "Dua", "Tiga"].map(|name| make.ikm(name));
    scene.write(|tx| {
        tx.insert_programme(&bare_programme("ALAT"))?;
        tx.insert_programme(&bare_programme("KUR"))?;
        ikms.iter().try_for_each(|ikm| tx.insert_ikm(ikm))
    });
    (scene, make, ikms.map(|ikm| ikm.id))
}

fn applied(make: &mut Maker, programme: &str, ikm: IkmId) -> Enrolment {
    let (id, on) = (EnrolmentId::generate(make), day("2022-03-01"));
    Enrolment::apply(id, parsed(programme), ikm, on).0
}

/// An enrolment is found by its id, by its IKM and in its programme; another is not.
pub fn enrolments_are_found_by_each_key(store: &dyn Store) {
    let (scene, mut make, [one, other, _]) = three(store);
    let place = applied(&mut make, "ALAT", one);
    let elsewhere = applied(&mut make, "KUR", one);
    scene.write(|tx| tx.insert_enrolment(&place).and_then(|()| tx.insert_enrolment(&elsewhere)));
    scene.read(|tx| {
        assert_eq!(tx.enrolment(place.id())?.as_ref(), Some(&place));
        assert_eq!(tx.enrolment(EnrolmentId::generate(&mut make))?, None);
        assert_eq!(tx.enrolments_of(one)?, [place.clone(), elsewhere.clone()]);
        assert_eq!(tx.enrolments_of(other)?, []);
        assert_eq!(tx.enrolment_page(&parsed("ALAT"), None, 9)?, [place]);
        assert_eq!(tx.enrolment_page(&parsed("LAIN"), None, 9)?, []);
        Ok(())
    });
}

/// Pages of a programme hold each of its enrolments once, in order of ids.
pub fn enrolment_pages_are_complete(store: &dyn Store) {
    let (scene, mut make, ikms) = three(store);
    let mut places = ikms.map(|ikm| applied(&mut make, "ALAT", ikm));
    let elsewhere = ikms.map(|ikm| applied(&mut make, "KUR", ikm));
    scene.write(|tx| places.iter().rev().try_for_each(|place| tx.insert_enrolment(place)));
    scene.write(|tx| elsewhere.iter().try_for_each(|place| tx.insert_enrolment(place)));
    places.sort_by_key(Enrolment::id);
    let [first, second, third] = places;
    let page = |after: Option<&Enrolment>, limit| {
        scene.read(|tx| tx.enrolment_page(&parsed("ALAT"), after.map(Enrolment::id), limit))
    };
    assert_eq!(page(None, 2), [first.clone(), second.clone()]);
    assert_eq!(page(Some(&second), 2), std::slice::from_ref(&third));
    assert_eq!(page(Some(&third), 2), []);
    assert_eq!(page(None, 0), []);
    assert_eq!(page(None, u32::MAX), [first, second, third]);
}

/// Every status is read back as it was written, and an update of another version is a conflict.
pub fn every_enrolment_status_round_trips(store: &dyn Store) {
    let (scene, mut make, [one, ..]) = three(store);
    let first = applied(&mut make, "ALAT", one);
    scene.write(|tx| tx.insert_enrolment(&first));
    let mut place = first.clone();
    for status in EnrolmentStatus::ALL {
        scene.write(|tx| tx.update_enrolment(&standing(&place, status)));
        let version = place.version();
        place = scene.read(|tx| tx.enrolment(place.id())).expect("it is still there");
        assert_eq!((place.status(), place.version()), (status, version + 1));
        assert_eq!(place.since(), day("2022-06-01"));
    }
    scene.refused_as_conflict(&first.id(), |tx| tx.update_enrolment(&first));
    let unknown = applied(&mut make, "ALAT", one);
    scene.refused_as_conflict(&unknown.id(), |tx| tx.update_enrolment(&unknown));
    assert_eq!(scene.read(|tx| tx.enrolment(place.id())), Some(place));
}

/// An IKM is open at most once in one programme, whether an enrolment is added, taken up again or
/// moved from another IKM; in another programme it may be, and what is not open is no obstacle.
pub fn one_enrolment_of_an_ikm_is_open(store: &dyn Store) {
    let (scene, mut make, [one, other, _]) = three(store);
    let place = applied(&mut make, "ALAT", one);
    let theirs = applied(&mut make, "ALAT", other);
    scene.write(|tx| tx.insert_enrolment(&place).and_then(|()| tx.insert_enrolment(&theirs)));
    let again = applied(&mut make, "ALAT", one);
    let elsewhere = applied(&mut make, "KUR", one);
    scene.refused_as_existing(&one, |tx| tx.insert_enrolment(&again));
    scene.refused_as_existing(&place.id(), |tx| tx.insert_enrolment(&place));
    scene.refused_as_existing(&one, |tx| tx.move_enrolment(theirs.id(), one));
    scene.write(|tx| tx.insert_enrolment(&elsewhere));

    let refused = standing(&place, EnrolmentStatus::Refused);
    scene.write(|tx| tx.update_enrolment(&refused).and_then(|()| tx.insert_enrolment(&again)));
    let refused = scene.read(|tx| tx.enrolment(place.id())).expect("it is still there");
    for status in [EnrolmentStatus::Applied, EnrolmentStatus::Accepted] {
        let reopened = standing(&refused, status);
        scene.refused_as_existing(&one, |tx| tx.update_enrolment(&reopened));
    }
    let completed = standing(&theirs, EnrolmentStatus::Completed);
    scene.write(|tx| tx.update_enrolment(&completed));
    scene.write(|tx| tx.move_enrolment(theirs.id(), one));
    let moved = scene.read(|tx| tx.enrolment(theirs.id())).expect("it is still there");
    assert_eq!((moved.ikm(), moved.version()), (one, 3));
    let of_one = scene.read(|tx| tx.enrolments_of(one));
    assert_eq!(of_one, [refused, moved, again, elsewhere]);
    assert_eq!(scene.read(|tx| tx.enrolments_of(other)), []);
}

/// An enrolment needs its programme and its IKM, a step its enrolment, and a move somebody to move
/// to; an IKM that is enrolled is not removed.
pub fn enrolments_need_what_they_name(store: &dyn Store) {
    let (scene, mut make, [one, ..]) = three(store);
    let nobody = make.ikm("Lain").id;
    let (place, strange) = (applied(&mut make, "ALAT", one), applied(&mut make, "LAIN", one));
    let lost = applied(&mut make, "ALAT", nobody);
    let step = EnrolmentEvent {
        enrolment: place.id(),
        on: day("2022-03-01"),
        step: EnrolmentStep::Apply,
        granted: None,
        reason: None,
    };
    scene.refused(|tx| tx.insert_enrolment(&strange));
    scene.refused(|tx| tx.insert_enrolment(&lost));
    scene.refused(|tx| tx.append_enrolment_event(&step));
    scene.refused_as_conflict(&place.id(), |tx| tx.move_enrolment(place.id(), one));
    scene.write(|tx| tx.insert_enrolment(&place));
    scene.refused(|tx| tx.move_enrolment(place.id(), nobody));
    scene.refused(|tx| tx.remove_ikm(one, day("2022-04-01"), &ikm_core::registry::Cause::Edited));
}

/// The history of an enrolment keeps the order in which it was recorded, with all that was said.
pub fn enrolment_events_keep_their_order(store: &dyn Store) {
    let (scene, mut make, [one, other, _]) = three(store);
    let place = applied(&mut make, "ALAT", one);
    let theirs = applied(&mut make, "ALAT", other);
    let event = |enrolment, on, step| EnrolmentEvent {
        enrolment,
        on: day(on),
        step,
        granted: None,
        reason: None,
    };
    let granted = Some(rp(0));
    let reason = Some("baris\nkedua".to_owned());
    let accept = event(place.id(), "2022-03-02", EnrolmentStep::Accept);
    let events = [
        event(place.id(), "2022-03-03", EnrolmentStep::Apply),
        EnrolmentEvent { granted, ..accept },
        event(place.id(), "2022-03-02", EnrolmentStep::Complete),
        EnrolmentEvent { reason, ..event(place.id(), "2022-03-01", EnrolmentStep::Refuse) },
        event(place.id(), "2022-03-09", EnrolmentStep::Withdraw),
    ];
    let foreign = event(theirs.id(), "2022-03-02", EnrolmentStep::Apply);
    let write = |tx: &mut dyn WriteTx| -> Result<()> {
        tx.insert_enrolment(&place)?;
        tx.insert_enrolment(&theirs)?;
        for event in &events {
            tx.append_enrolment_event(event)?;
            tx.append_enrolment_event(&foreign)?;
        }
        Ok(())
    };
    scene.write(write);
    assert_eq!(scene.read(|tx| tx.enrolment_events(place.id())), events);
    assert_eq!(scene.read(|tx| tx.enrolment_events(theirs.id())).len(), events.len());
}

/// What is spent are the places held in one programme, and what is granted with them.
pub fn spent_counts_the_places_that_are_held(store: &dyn Store) {
    let (scene, mut make, [one, other, third]) = three(store);
    let code: ProgrammeCode = parsed("ALAT");
    let spent = |places, granted| Spent { places, granted: rp(granted) };
    assert_eq!(scene.read(|tx| tx.spent(&code)), spent(0, 0));
    let mut place = |programme, ikm, status, granted: Option<i64>| {
        let id = EnrolmentId::generate(&mut make);
        let (since, granted) = (day("2022-03-01"), granted.map(rp));
        Enrolment::from_parts(id, 1, parsed(programme), ikm, status, since, granted)
    };
    let places = [
        place("ALAT", one, EnrolmentStatus::Accepted, Some(7)),
        place("ALAT", other, EnrolmentStatus::Completed, None),
        place("ALAT", other, EnrolmentStatus::Completed, Some(30)),
        place("ALAT", third, EnrolmentStatus::Applied, Some(100)),
        place("ALAT", third, EnrolmentStatus::Withdrawn, Some(1_000)),
        place("ALAT", third, EnrolmentStatus::Refused, None),
        place("KUR", third, EnrolmentStatus::Accepted, Some(10_000)),
    ];
    scene.write(|tx| places.iter().try_for_each(|place| tx.insert_enrolment(place)));
    assert_eq!(scene.read(|tx| tx.spent(&code)), spent(3, 37));
}
