//! Programmes: their rules, an enrolment as a table of every status and every step, and what speaks
//! against a place.

use ikm_core::programme::{
    Doubt, Enrolment, EnrolmentError, EnrolmentEvent, EnrolmentStatus, EnrolmentStep, Programme,
    ProgrammeCode, ProgrammeKind, ProgrammeRules, Spent, Step,
};
use ikm_core::{DateRange, Lang};
use proptest::prelude::*;

use super::given::{check_explained, day, id, rupiah};

/// Where each step leads from each status; `-` is a step that does not follow.
const TABLE: &str = "
    status     apply  accept    refuse   complete   withdraw
    applied    -      accepted  refused  -          withdrawn
    accepted   -      -         -        completed  withdrawn
    completed  -      -         -        -          -
    refused    -      -         -        -          -
    withdrawn  -      -         -        -          -
";

const STEPS: [&str; 5] = ["apply", "accept", "refuse", "complete", "withdraw"];

fn code(text: &str) -> ProgrammeCode {
    text.parse().expect("a code")
}

fn rules() -> ProgrammeRules {
    ProgrammeRules {
        code: code("ALAT-2022"),
        title: " Bantuan alat ".to_owned(),
        kind: ProgrammeKind::Equipment,
        announced_on: day("2022-02-01"),
        period: DateRange::try_new(day("2022-03-01"), Some(day("2023-01-01"))).expect("in order"),
        quota: Some(2),
        budget: Some(rupiah(10_000_000)),
        eligible: Some("Makanan".parse().expect("a name")),
        once_an_owner: true,
        excludes: [code("ALAT-2021")].into(),
    }
}

fn enrolment(status: EnrolmentStatus, since: &str) -> Enrolment {
    Enrolment::from_parts(id(1), 3, code("ALAT-2022"), id(2), status, day(since), None)
}

fn step(code: &str) -> Step {
    let step = EnrolmentStep::from_code(code).expect("a step");
    Step { reason: Some(" tanpa usaha ".to_owned()), ..Step::plain(step) }
}

#[test]
fn rules_make_a_programme_or_say_why_not() {
    let programme = Programme::try_new(rules()).expect("a programme");
    assert_eq!(programme.rules().title, "Bantuan alat");
    assert_eq!(programme.code().as_str(), "ALAT-2022");
    let text = serde_json::to_string(&programme).expect("a programme");
    assert_eq!(serde_json::from_str::<Programme>(&text).expect("its own text"), programme);
    assert!(
        serde_json::from_str::<Programme>(&text.replace("\"quota\":2", "\"quota\":0")).is_err()
    );

    let check = |rules: ProgrammeRules, code: &str| {
        let error = Programme::try_new(rules).expect_err(code);
        check_explained(&error, code, &["ALAT-2022"]);
    };
    check(ProgrammeRules { title: "  ".to_owned(), ..rules() }, "IKM-PROGRAMME-TITLE");
    check(ProgrammeRules { quota: Some(0), ..rules() }, "IKM-PROGRAMME-QUOTA");
    check(ProgrammeRules { budget: Some(rupiah(-1)), ..rules() }, "IKM-PROGRAMME-BUDGET");
    let excludes = [code("alat-2022")].into();
    check(ProgrammeRules { excludes, ..rules() }, "IKM-PROGRAMME-EXCLUDES-ITSELF");
    assert!(Programme::try_new(ProgrammeRules { budget: Some(rupiah(0)), ..rules() }).is_ok());
}

#[test]
fn codes_and_kinds_are_read() {
    let check = |text: &str, expect: Option<&str>| {
        let read = text.parse::<ProgrammeCode>();
        assert_eq!(read.as_ref().ok().map(ProgrammeCode::as_str), expect, "{text:?}");
    };
    check("kur-2022", Some("KUR-2022"));
    check(" A.b_1 ", Some("A.B_1"));
    check(&"x".repeat(32), Some(&"X".repeat(32)));
    for text in ["", " ", "a b", "KUR:1", "café", &"x".repeat(33)] {
        check(text, None);
        let error = text.parse::<ProgrammeCode>().expect_err("no code");
        check_explained(&error, "IKM-PROGRAMME-CODE", &[text.trim()]);
    }
    let error = "gift".parse::<ProgrammeKind>().expect_err("no kind");
    check_explained(&error, "IKM-PROGRAMME-KIND", &["gift"]);
    let kinds = ["training", "equipment", "certification", "credit", "promotion", "other"];
    for text in kinds {
        let kind: ProgrammeKind = text.parse().expect("a kind");
        assert_eq!(kind.code(), text);
        assert_eq!(serde_json::to_value(kind).expect("a kind"), text);
    }
}

#[test]
fn each_step_leads_where_the_table_says() {
    let mut rows = TABLE.lines().map(str::split_whitespace).skip(1);
    assert_eq!(rows.next().expect("a header").skip(1).collect::<Vec<_>>(), STEPS);
    let mut seen = 0;
    for mut row in rows {
        let Some(from) = row.next() else { continue };
        let status = EnrolmentStatus::from_code(from).expect("a status");
        for (name, expect) in STEPS.iter().zip(row) {
            seen += 1;
            let mut enrolment = enrolment(status, "2022-04-01");
            let taken = enrolment.take(step(name), day("2022-04-01"));
            let led = taken.as_ref().ok().map(|_| enrolment.status().code());
            assert_eq!(led.unwrap_or("-"), expect, "{from} {name}");
            if let Err(error) = taken {
                check_explained(&error, "IKM-PROGRAMME-STATUS", &["ALAT-2022"]);
            }
        }
    }
    assert_eq!(seen, 25);
}

#[test]
fn a_step_is_recorded_with_what_is_said() {
    let (mut place, applied) = Enrolment::apply(id(1), code("ALAT-2022"), id(2), day("2022-03-01"));
    assert_eq!((place.status(), place.since()), (EnrolmentStatus::Applied, day("2022-03-01")));
    assert_eq!(applied.step, EnrolmentStep::Apply);
    let granted = Some(rupiah(4_000_000));
    let accept = Step { granted, ..Step::plain(EnrolmentStep::Accept) };
    let accepted = place.take(accept, day("2022-04-01")).expect("it follows");
    assert_eq!(
        accepted,
        EnrolmentEvent {
            enrolment: id(1),
            on: day("2022-04-01"),
            step: EnrolmentStep::Accept,
            granted,
            reason: None,
        }
    );
    assert_eq!((place.granted(), place.grant()), (granted, rupiah(4_000_000)));
    // What was granted stays known, but is granted no more.
    let withdrawn = place.take(step("withdraw"), day("2022-05-01")).expect("it follows");
    assert_eq!(withdrawn.reason.as_deref(), Some("tanpa usaha"));
    assert_eq!((place.granted(), place.grant()), (granted, rupiah(0)));

    let events = [applied, accepted, withdrawn];
    let check = |on: &str, expect: Option<(EnrolmentStatus, &str, i64)>| {
        let then = place.as_of(day(on), &events);
        let then = then.map(|then| (then.status(), then.since(), then.grant()));
        let expect = expect.map(|(status, since, grant)| (status, day(since), rupiah(grant)));
        assert_eq!(then, expect, "{on}");
    };
    check("2022-02-28", None);
    check("2022-03-31", Some((EnrolmentStatus::Applied, "2022-03-01", 0)));
    check("2022-04-01", Some((EnrolmentStatus::Accepted, "2022-04-01", 4_000_000)));
    check("2022-04-30", Some((EnrolmentStatus::Accepted, "2022-04-01", 4_000_000)));
    check("2022-05-01", Some((EnrolmentStatus::Withdrawn, "2022-05-01", 0)));
}

#[test]
fn a_step_that_cannot_be_changes_nothing() {
    let check = |from, step: Step, on: &str, code: &str, parts: &[&str]| {
        let before = enrolment(from, "2022-04-01");
        let mut after = before.clone();
        let error: EnrolmentError = after.take(step, day(on)).expect_err(code);
        check_explained(&error, code, parts);
        assert_eq!(after, before);
    };
    let applied = EnrolmentStatus::Applied;
    check(applied, step("accept"), "2022-03-31", "IKM-PROGRAMME-BACKDATED", &["2022-03-31"]);
    let refuse = Step::plain(EnrolmentStep::Refuse);
    check(applied, refuse.clone(), "2022-04-01", "IKM-PROGRAMME-REASON", &["ALAT-2022"]);
    let blank = Step { reason: Some("  ".to_owned()), ..refuse };
    check(applied, blank, "2022-04-01", "IKM-PROGRAMME-REASON", &["ALAT-2022"]);
    let less = Step { granted: Some(rupiah(-5)), ..step("accept") };
    check(applied, less, "2022-04-01", "IKM-PROGRAMME-GRANT", &["-Rp5"]);
    let refused = Step { granted: Some(rupiah(5)), ..step("refuse") };
    check(applied, refused, "2022-04-01", "IKM-PROGRAMME-GRANT", &[]);
}

#[test]
fn what_is_left_is_told() {
    let programme = Programme::try_new(rules()).expect("a programme");
    let check = |places, granted, grant, expect: &[&str]| {
        let spent = Spent { places, granted: rupiah(granted) };
        let doubts = programme.room_doubts(spent, rupiah(grant));
        assert_eq!(doubts.iter().map(Doubt::code).collect::<Vec<_>>(), expect);
    };
    check(0, 0, 10_000_000, &[]);
    check(1, 6_000_000, 4_000_000, &[]);
    check(1, 6_000_000, 4_000_001, &["over_budget"]);
    check(2, 6_000_000, 4_000_000, &["full"]);
    check(3, i64::MAX, 1, &["full", "over_budget"]);
    // Who asks for nothing is not kept out by what others were given.
    check(0, 11_000_000, 0, &[]);
    let open = ProgrammeRules { quota: None, budget: None, ..rules() };
    let open = Programme::try_new(open).expect("a programme");
    let spent = Spent { places: 1_000, granted: rupiah(1) };
    assert_eq!(open.room_doubts(spent, rupiah(1)), []);
}

#[test]
fn every_doubt_speaks_both_languages() {
    let name = "Rendang Uni Mar".to_owned();
    let doubts = [
        Doubt::NotEligible { segment: "Makanan".parse().expect("a name") },
        Doubt::HadIt,
        Doubt::SameOwner { ikm: id(1), name: name.clone() },
        Doubt::Excluded { programme: code("ALAT-2021"), ikm: id(1) },
        Doubt::SuspectedDouble { ikm: id(1), name, score: 71 },
        Doubt::Full { quota: 2 },
        Doubt::OverBudget { budget: rupiah(1_000), granted: rupiah(1_001) },
    ];
    for doubt in doubts {
        let value = serde_json::to_value(&doubt).expect("a doubt");
        assert_eq!(value.get("doubt"), Some(&doubt.code().into()));
        assert_eq!(serde_json::from_value::<Doubt>(value).expect("its own text"), doubt);
        assert_ne!(doubt.text(Lang::Id), doubt.text(Lang::En));
    }
}

proptest! {
    /// Whatever steps are tried on whatever days: where it stood at the end of any day follows from
    /// the events alone, and the days never run back.
    #[test]
    fn an_enrolment_is_its_history(tried in prop::collection::vec((0_usize..5, 0_u64..40), 0..12)) {
        let first = day("2022-03-01");
        let (mut place, event) = Enrolment::apply(id(1), code("KUR"), id(2), first);
        let mut events = vec![event];
        let mut stood = vec![place.clone()];
        for (nth, later) in tried {
            let on = first + chrono::Days::new(later);
            let granted = (nth == 1 || nth == 3).then(|| rupiah(i64::try_from(later).unwrap_or(0)));
            let name = STEPS.get(nth).expect("a step");
            if let Ok(event) = place.take(Step { granted, ..step(name) }, on) {
                events.push(event);
                stood.push(place.clone());
            }
        }
        prop_assert!(events.is_sorted_by_key(|event| event.on));
        for later in 0..40 {
            let on = first + chrono::Days::new(later);
            let expect = stood.iter().rfind(|then| then.since() <= on);
            prop_assert_eq!(place.as_of(on, &events), expect.cloned());
        }
    }
}
