//! Programmes: who may have a place, what speaks against it, and what stays of every step.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use ikm_app::AppError;
use ikm_app::programmes::{Candidates, Enrolled, EnrolmentView, Leave};
use ikm_app::reports::ReportName;
use ikm_core::money::Rupiah;
use ikm_core::programme::{
    Doubt, EnrolmentStatus, EnrolmentStep, ProgrammeCode, ProgrammeKind, ProgrammeRules, Step,
};
use ikm_core::registry::Segment;
use ikm_core::{DateRange, Explain as _};
use ikm_report::Cell;

use crate::world::{World, day};

/// Two businesses of Marlina, by her NIK, one of Rosnida, two that are perhaps one, and one more.
const LIST: &str = "\
nama_ikm,nama_pemilik,nik,nib,kode_kecamatan,kbli,produk
Rendang Uni Mar,Marlina,1301054501800001,9120000000011,13.01.05,10750,Rendang kemasan
Katering Marlina,Marlina,1301054501800001,9120000000022,13.01.05,10750,Katering
Sulaman Rosnida,Rosnida,1301056502750002,9120000000033,13.01.05,13912,Kain sulaman
Keripik Balado Upik,Upik Suryani,,9120000000044,13.01.04,10794,Keripik balado
Keripik Balado Upik,Upik Suryani,,,13.01.04,10794,Keripik balado
Kue Kering Ita,Ita,,9120000000066,13.01.04,10710,Kue kering
";

const RENDANG: &str = "9120000000011";
const CATERING: &str = "9120000000022";
const CLOTH: &str = "9120000000033";
const CRISPS: &str = "9120000000044";
const CAKES: &str = "9120000000066";

fn code(text: &str) -> ProgrammeCode {
    text.parse().expect("a code")
}

fn rules(of: &str) -> ProgrammeRules {
    ProgrammeRules {
        code: code(of),
        title: "Sertifikasi halal".to_owned(),
        kind: ProgrammeKind::Certification,
        announced_on: day("2022-02-01"),
        period: DateRange::try_new(day("2022-02-01"), Some(day("2022-12-01"))).expect("in order"),
        quota: None,
        budget: None,
        eligible: None,
        once_an_owner: true,
        excludes: [].into(),
    }
}

fn accept(granted: i64) -> Step {
    Step { granted: Some(Rupiah::new(granted)), ..Step::plain(EnrolmentStep::Accept) }
}

fn refused(result: Result<impl std::fmt::Debug, AppError>) -> &'static str {
    result.expect_err("it is refused").code()
}

fn doubts(view: &EnrolmentView) -> Vec<&'static str> {
    view.doubts.iter().map(Doubt::code).collect()
}

impl World {
    /// With the IKM of [`LIST`], on 1 February.
    fn with_list() -> Self {
        let mut world = Self::new();
        let done = world.import(LIST);
        assert_eq!((done.added, done.suspected_duplicates), (6, 1));
        world.on("2022-02-01");
        world
    }

    fn announce(&mut self, rules: ProgrammeRules) {
        self.app().announce(rules).expect("a programme");
    }

    fn apply_for(&mut self, of: &str, ikm: &str) -> EnrolmentView {
        self.app().apply_for(&code(of), ikm).expect("an application")
    }

    fn take(&mut self, of: &str, ikm: &str, step: &Step) -> Result<EnrolmentView, AppError> {
        self.app().change_enrolment(&code(of), ikm, step)
    }

    fn in_segment(&mut self, text: &str) -> Vec<String> {
        let segment: Segment = serde_json::from_str(text).expect("a segment");
        let mut names = Vec::new();
        let each = |ikm: ikm_app::registry::IkmView| {
            names.push(ikm.name);
            Ok(ControlFlow::Continue(()))
        };
        self.app().visit_segment(&segment, each).expect("lists");
        names
    }
}

#[test]
fn a_programme_is_announced_once_and_knows_what_it_names() {
    let mut world = World::with_list();
    let excludes = ProgrammeRules { excludes: [code("ALAT")].into(), ..rules("HALAL") };
    assert_eq!(refused(world.app().announce(excludes.clone())), "IKM-PROGRAMME-UNKNOWN");
    let eligible = Some("Makanan".parse().expect("a name"));
    let eligible = ProgrammeRules { eligible, ..rules("HALAL") };
    assert_eq!(refused(world.app().announce(eligible.clone())), "IKM-SEGMENT-UNKNOWN");
    let empty = ProgrammeRules { title: " ".to_owned(), ..rules("HALAL") };
    assert_eq!(refused(world.app().announce(empty)), "IKM-PROGRAMME-TITLE");
    world.announce(rules("ALAT"));
    world.announce(excludes);
    let again = world.unchanged_by(|world| world.app().announce(rules("ALAT")));
    assert_eq!(refused(again), "IKM-PROGRAMME-ANNOUNCED");

    // What says who is eligible stays as long as the programme, but may say something else.
    let food: Segment = serde_json::from_str(r#"{"class":["10"]}"#).expect("a segment");
    let name = "Makanan".parse().expect("a name");
    world.app().save_segment(&name, &food).expect("kept");
    world.announce(ProgrammeRules { code: code("HALAL-2"), ..eligible });
    let removed = world.unchanged_by(|world| world.app().remove_segment(&name));
    assert_eq!(refused(removed), "IKM-SEGMENT-IN-USE");
    world.app().save_segment(&name, &food).expect("kept");
    let codes = world.app().programmes().expect("lists").into_iter();
    let codes: Vec<String> = codes.map(|view| view.rules.code.to_string()).collect();
    assert_eq!(codes, ["ALAT", "HALAL", "HALAL-2"]);
    world.assert_sound();
}

#[test]
fn an_enrolment_goes_step_by_step() {
    let mut world = World::with_list();
    world.announce(rules("HALAL"));
    let unknown = world.take("HALAL", CLOTH, &accept(1));
    assert_eq!(refused(unknown), "IKM-PROGRAMME-NOT-ENROLLED");
    let view = world.apply_for("HALAL", CLOTH);
    assert_eq!((view.status, doubts(&view)), (EnrolmentStatus::Applied, vec![]));
    let twice = world.unchanged_by(|world| world.app().apply_for(&code("HALAL"), CLOTH));
    assert_eq!(refused(twice), "IKM-PROGRAMME-ENROLLED");
    world.on("2022-03-01");
    let view = world.take("HALAL", CLOTH, &accept(400_000)).expect("a place");
    assert_eq!(view.granted, Some(Rupiah::new(400_000)));
    world.on("2022-02-20");
    let early = world
        .unchanged_by(|world| world.take("HALAL", CLOTH, &Step::plain(EnrolmentStep::Complete)));
    assert_eq!(refused(early), "IKM-PROGRAMME-BACKDATED");
    world.on("2022-04-01");
    let left = Step { reason: Some("pindah".to_owned()), ..Step::plain(EnrolmentStep::Withdraw) };
    let view = world.take("HALAL", CLOTH, &left).expect("it may leave");
    assert_eq!((view.granted, view.reason.as_deref()), (None, Some("pindah")));
    // Who left may apply again, and what was stays.
    world.on("2022-05-01");
    world.apply_for("HALAL", CLOTH);
    let mut stand = Vec::new();
    let each = |view: EnrolmentView| {
        stand.push((view.status, view.since));
        Ok(ControlFlow::Continue(()))
    };
    let everything = Segment::default();
    world.app().visit_enrolments(&code("HALAL"), &everything, each).expect("lists");
    let withdrawn = (EnrolmentStatus::Withdrawn, day("2022-04-01"));
    assert_eq!(stand, [withdrawn, (EnrolmentStatus::Applied, day("2022-05-01"))]);
    world.on("2022-12-01");
    let late = world.unchanged_by(|world| world.app().apply_for(&code("HALAL"), CAKES));
    assert_eq!(refused(late), "IKM-PROGRAMME-CLOSED");
    world.assert_sound();
}

/// BPUM 2020 was paid more than once to one person: by another business, and in another programme.
#[test]
fn one_owner_has_one_place() {
    let mut world = World::with_list();
    world.announce(rules("ALAT"));
    world.announce(ProgrammeRules { excludes: [code("ALAT")].into(), ..rules("HALAL") });
    world.apply_for("ALAT", RENDANG);
    // An application is enough within a programme, a place is needed to be ruled out by another.
    let view = world.apply_for("ALAT", CATERING);
    assert_eq!(doubts(&view), ["same_owner"]);
    assert_eq!(doubts(&world.apply_for("HALAL", CATERING)), Vec::<&str>::new());
    let twice = world.unchanged_by(|world| world.take("ALAT", CATERING, &accept(1)));
    assert_eq!(refused(twice), "IKM-PROGRAMME-DOUBT");
    let reason = Some("usaha suaminya, NIK salah ketik".to_owned());
    world.take("ALAT", CATERING, &Step { reason: reason.clone(), ..accept(1) }).expect("a reason");
    let ruled_out = world.unchanged_by(|world| world.take("HALAL", CATERING, &accept(1)));
    let AppError::Programme(ikm_app::programmes::ProgrammeRefusal::Doubtful {
        doubts: why, ..
    }) = ruled_out.expect_err("ruled out")
    else {
        panic!("another refusal")
    };
    assert_eq!(why.iter().map(Doubt::code).collect::<Vec<_>>(), ["excluded"]);
    // The reason stays with the place.
    let mut reasons = Vec::new();
    let each = |view: EnrolmentView| {
        reasons.push(view.reason);
        Ok(ControlFlow::Continue(()))
    };
    world.app().visit_enrolments(&code("ALAT"), &Segment::default(), each).expect("lists");
    assert_eq!(reasons, [None, reason]);
    // Where doubles are allowed, nobody asks.
    world.announce(ProgrammeRules { once_an_owner: false, ..rules("PAMERAN") });
    world.apply_for("PAMERAN", RENDANG);
    assert_eq!(doubts(&world.apply_for("PAMERAN", CATERING)), Vec::<&str>::new());
    world.assert_sound();
}

#[test]
fn who_went_to_the_end_had_it() {
    let mut world = World::with_list();
    world.announce(rules("HALAL"));
    world.apply_for("HALAL", CLOTH);
    world.take("HALAL", CLOTH, &accept(100)).expect("a place");
    let complete = Step::plain(EnrolmentStep::Complete);
    let view = world.take("HALAL", CLOTH, &complete).expect("the end");
    assert_eq!(view.granted, Some(Rupiah::new(100)));
    assert_eq!(doubts(&world.apply_for("HALAL", CLOTH)), ["had_it"]);
    assert_eq!(refused(world.take("HALAL", CLOTH, &accept(1))), "IKM-PROGRAMME-DOUBT");
}

#[test]
fn a_suspected_double_waits_until_somebody_has_decided() {
    let mut world = World::with_list();
    world.announce(rules("HALAL"));
    let pairs = world.read(|tx| tx.pair_page(None, 9).expect("reads"));
    let [pair] = pairs.as_slice() else { panic!("one pair") };
    let crisps = world.read(|tx| tx.ikm_by_nib(&CRISPS.parse().expect("a nib")).expect("reads"));
    let crisps = crisps.expect("it is there").id;
    let twin = if pair.a == crisps { pair.b } else { pair.a };
    world.apply_for("HALAL", CRISPS);
    world.take("HALAL", CRISPS, &accept(1)).expect("a place");
    let view = world.apply_for("HALAL", &twin.to_string());
    assert_eq!(doubts(&view), ["suspected_double"]);
    let two = world.take("HALAL", &twin.to_string(), &accept(1));
    assert_eq!(refused(two), "IKM-PROGRAMME-DOUBT");
    world.app().distinct(CRISPS, &twin.to_string()).expect("they are two");
    world.take("HALAL", &twin.to_string(), &accept(1)).expect("a place");
}

#[test]
fn places_and_budget_run_out() {
    let mut world = World::with_list();
    let (quota, budget) = (Some(2), Some(Rupiah::new(1_000)));
    let food: Segment = serde_json::from_str(r#"{"class":["10"]}"#).expect("a segment");
    let name = "Makanan".parse().expect("a name");
    world.app().save_segment(&name, &food).expect("kept");
    world.announce(ProgrammeRules { quota, budget, eligible: Some(name), ..rules("HALAL") });
    assert_eq!(doubts(&world.apply_for("HALAL", CLOTH)), ["not_eligible"]);
    world.apply_for("HALAL", RENDANG);
    world.apply_for("HALAL", CRISPS);
    world.apply_for("HALAL", CAKES);
    world.take("HALAL", RENDANG, &accept(600)).expect("a place");
    assert_eq!(refused(world.take("HALAL", CRISPS, &accept(401))), "IKM-PROGRAMME-DOUBT");
    world.take("HALAL", CRISPS, &accept(400)).expect("a place");
    assert_eq!(refused(world.take("HALAL", CAKES, &accept(0))), "IKM-PROGRAMME-DOUBT");
    // Whoever leaves makes room.
    world.take("HALAL", CRISPS, &Step::plain(EnrolmentStep::Withdraw)).expect("it may leave");
    world.take("HALAL", CAKES, &accept(400)).expect("a place");
    let view = world.app().programme(&code("HALAL")).expect("a programme");
    assert_eq!((view.applied, view.accepted, view.withdrawn), (1, 2, 1));
    assert_eq!(view.granted, Rupiah::new(1_000));
    world.assert_sound();
}

#[test]
fn many_are_enrolled_at_once() {
    let mut world = World::with_list();
    world.announce(ProgrammeRules { quota: Some(3), ..rules("HALAL") });
    let path = world.file(format!("nama,nib\nx,{RENDANG}\ny,{CATERING}\nz,{CLOTH}\ny,7\n"));
    let list = Candidates::read(&path).expect("a list");
    let accepted = Leave::Accepted(Some(Rupiah::new(10)));
    let enrol = |world: &mut World, of: &Candidates, leave| {
        world.app().enrol(&code("HALAL"), of, leave).expect("enrols")
    };
    let counts = |done: &Enrolled| {
        [done.rows, done.applied, done.accepted, done.unchanged, done.doubtful, done.rejected]
    };
    world.set_key(Some("peserta"));
    let done = enrol(&mut world, &list, accepted);
    assert_eq!(counts(&done), [4, 3, 2, 0, 1, 1]);
    let left: Vec<(u64, &str)> =
        done.not_taken.iter().map(|left| (left.row, left.code.as_str())).collect();
    assert_eq!(left, [(3, "same_owner"), (5, "IKM-REGISTRY-UNKNOWN")]);
    let again = world.unchanged_by(|world| enrol(world, &list, accepted));
    assert_eq!(again, done);
    world.set_key(None);
    // Without a key: two stand as far already, one still waits.
    let done = world.unchanged_by(|world| enrol(world, &list, accepted));
    assert_eq!(counts(&done), [4, 0, 0, 2, 1, 1]);

    let crisps: Segment = serde_json::from_str(r#"{"words":"keripik"}"#).expect("a segment");
    let done = enrol(&mut world, &Candidates::Segment(crisps), Leave::Applied);
    // The second of the two that are perhaps one is in doubt, as the first has applied by then.
    assert_eq!(counts(&done), [2, 2, 0, 0, 1, 0]);
    let view = world.app().programme(&code("HALAL")).expect("a programme");
    assert_eq!((view.applied, view.accepted), (3, 2));
    world.assert_sound();
    world.on("2022-12-01");
    let late = world.unchanged_by(|world| world.app().enrol(&code("HALAL"), &list, accepted));
    assert_eq!(refused(late), "IKM-PROGRAMME-CLOSED");
}

/// Rule 7 of the design: a report is asked for as of a day, and what came later is not in it.
#[test]
fn segments_and_reports_are_as_of_their_day() {
    let mut world = World::with_list();
    world.announce(rules("HALAL"));
    world.apply_for("HALAL", CLOTH);
    world.on("2022-03-01");
    world.take("HALAL", CLOTH, &accept(500)).expect("a place");
    world.on("2022-04-01");
    world.apply_for("HALAL", CAKES);
    let mut names = |on: &str, of: &str| {
        world.on(on);
        world.in_segment(&format!(r#"{{"programme":["{of}"]}}"#))
    };
    let (cloth, cakes) = ("Sulaman Rosnida", "Kue Kering Ita");
    assert_eq!(names("2022-02-01", "HALAL"), [cloth]);
    assert_eq!(names("2022-02-28", "HALAL:accepted"), Vec::<String>::new());
    assert_eq!(names("2022-03-01", "HALAL:accepted"), [cloth]);
    assert_eq!(names("2022-04-01", "HALAL"), [cloth, cakes]);
    assert_eq!(names("2022-04-01", "HALAL:none").len(), 4);
    assert_eq!(names("2022-03-31", "HALAL:none").len(), 5);

    let mut row = |on: &str| {
        let report = world.on(on).report(ReportName::Programmes).expect("a report");
        let rows = report.main_table().expect("a table").rows();
        rows.first().map(|row| row.split_at(7).1.to_vec())
    };
    let counts = |applied: u64, accepted: u64, granted| {
        let count = Cell::Count;
        let (rest, total) = (vec![count(0); 3], count(applied + accepted));
        let counts = [vec![count(applied), count(accepted)], rest, vec![total]].concat();
        Some([counts, vec![Cell::Money(Rupiah::new(granted))]].concat())
    };
    assert_eq!(row("2022-01-31"), None);
    assert_eq!(row("2022-02-01"), counts(1, 0, 0));
    assert_eq!(row("2022-03-31"), counts(0, 1, 500));
    assert_eq!(row("2022-04-01"), counts(1, 1, 500));
}

#[test]
fn a_merge_moves_enrolments_and_can_be_taken_back() {
    let mut world = World::with_list();
    world.announce(rules("HALAL"));
    world.announce(rules("ALAT"));
    world.apply_for("HALAL", RENDANG);
    world.apply_for("HALAL", CATERING);
    let both = world.unchanged_by(|world| world.app().merge(RENDANG, CATERING));
    assert_eq!(refused(both), "IKM-MERGE-ENROLLED");
    let withdraw = Step::plain(EnrolmentStep::Withdraw);
    world.take("HALAL", RENDANG, &withdraw).expect("it may leave");
    world.on("2022-03-01");
    let merged = world.app().merge(RENDANG, CATERING).expect("they are one");
    assert_eq!(merged.enrolments, 1);
    // Now it is the one that goes on which has applied, and as of the day before still the other.
    let standing = r#"{"programme":["HALAL"]}"#;
    assert_eq!(world.in_segment(standing), ["Rendang Uni Mar"]);
    let view = world.take("HALAL", CATERING, &accept(5)).expect("a place");
    assert_eq!(view.name, "Rendang Uni Mar");
    world.on("2022-02-28");
    assert_eq!(world.in_segment(standing), ["Katering Marlina"]);
    world.on("2022-04-01");
    world.app().unmerge(&merged.merge.to_string()).expect("they are two");
    assert_eq!(world.in_segment(standing), ["Katering Marlina"]);
    assert_eq!(world.in_segment(r#"{"programme":["HALAL:withdrawn"]}"#), ["Rendang Uni Mar"]);
    world.on("2022-03-31");
    assert_eq!(world.in_segment(standing), ["Rendang Uni Mar"]);
    world.assert_sound();
}

/// An import is not taken back from under an application.
#[test]
fn an_import_with_applicants_stays() {
    let mut world = World::with_list();
    world.announce(rules("HALAL"));
    world.apply_for("HALAL", CAKES);
    let mut batches = Vec::new();
    let each = |batch: ikm_store::Batch| {
        batches.push(batch.id.to_string());
        Ok(())
    };
    world.app().for_each_import(each).expect("lists");
    let [batch] = batches.as_slice() else { panic!("one import") };
    let undone = world.unchanged_by(|world| world.app().undo(batch)).expect_err("work on it");
    assert_eq!(undone.code(), "IKM-UNDO-LATER-WORK");
    assert!(undone.to_string().contains("programme HALAL"), "{undone}");
}

#[test]
fn the_doctor_finds_an_enrolment_that_does_not_follow() {
    let mut world = World::with_list();
    world.announce(rules("HALAL"));
    let view = world.apply_for("HALAL", CAKES);
    world.tamper(|tx| {
        let place = tx.enrolment(view.enrolment).expect("reads").expect("it is there");
        let mut moved = place.clone();
        let on: NaiveDate = day("2022-02-01");
        let _not_recorded = moved.take(accept(9), on).expect("it follows");
        tx.update_enrolment(&moved).expect("writes");
    });
    let findings = world.app().doctor().expect("an examination").findings;
    let found: Vec<_> =
        findings.iter().map(|finding| (finding.check, finding.subject.clone())).collect();
    assert_eq!(found, [("programme", view.enrolment.to_string())]);
}
