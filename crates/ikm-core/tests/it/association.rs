//! Membership as a table of every status and every step, and dues from month to month.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use ikm_core::association::{
    DuesError, DuesPlan, DuesStanding, Member, MemberError, MemberNumber, MemberStatus,
    MembershipChange, MembershipEvent,
};
use ikm_core::money::MoneyError;
use ikm_core::{Lang, Month};
use proptest::prelude::*;

use super::given::{check_explained, day, id, rupiah};

const STATUSES: [MemberStatus; 4] =
    [MemberStatus::Applied, MemberStatus::Active, MemberStatus::Suspended, MemberStatus::Ended];

const CHANGES: [MembershipChange; 5] = [
    MembershipChange::Apply,
    MembershipChange::Accept,
    MembershipChange::Suspend,
    MembershipChange::Resume,
    MembershipChange::End,
];

/// Where each step leads from each status; `-` is a step that does not follow.
const TABLE: &str = "
    status     apply    accept  suspend    resume  end
    applied    -        active  -          -       ended
    active     -        -       suspended  -       ended
    suspended  -        -       -          active  ended
    ended      applied  -       -          -       -
";

/// The status after the step, as the table has it.
fn expected(status: &str, change: &str) -> Option<String> {
    let mut rows = TABLE.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let header = rows.find(|row| row.first() == Some(&"status")).expect("a header");
    let column = header.iter().position(|name| *name == change).expect("a column");
    let row = rows.find(|row| row.first() == Some(&status)).expect("a row");
    let after = *row.get(column).expect("a cell");
    (after != "-").then(|| after.to_owned())
}

fn member(status: MemberStatus, since: &str) -> Member {
    Member::from_parts(id(1), 3, MemberNumber::nth(7), id(2), status, day(since))
}

#[test]
fn applies_for_the_first_time() {
    let on = day("2022-01-31");
    let (member, event) = Member::apply(id(1), MemberNumber::nth(7), id(2), on);
    assert_eq!(member.id(), id(1));
    assert_eq!(member.version(), 1);
    assert_eq!(member.number().to_string(), "A-0007");
    assert_eq!(member.ikm(), id(2));
    assert_eq!((member.status(), member.since()), (MemberStatus::Applied, on));
    assert_eq!(event, MembershipEvent { member: id(1), on, change: MembershipChange::Apply });
}

#[test]
fn takes_only_the_steps_of_the_table() {
    for status in STATUSES {
        for change in CHANGES {
            let expect = expected(status.code(), change.code());
            // A step may follow on the day of the last one, so that a clerk can enter both at once.
            for on in ["2022-02-14", "2022-02-15"] {
                let before = member(status, "2022-02-14");
                let mut after = before.clone();
                let done = after.change(change, day(on));
                let Some(expect) = &expect else {
                    let number = MemberNumber::nth(7);
                    assert_eq!(done, Err(MemberError::NotPossible { number, status, change }));
                    assert_eq!(after, before, "a refused step changes nothing");
                    continue;
                };
                let event = MembershipEvent { member: id(1), on: day(on), change };
                assert_eq!(done, Ok(event), "{status:?} {change:?}");
                assert_eq!(after.status().code(), expect, "{status:?} {change:?}");
                assert_eq!(after.since(), day(on));
                // The rest is as it was; storage raises the version.
                let now = Member::from_parts(
                    before.id(),
                    before.version(),
                    before.number(),
                    before.ikm(),
                    after.status(),
                    after.since(),
                );
                assert_eq!(after, now);
            }
        }
    }
}

#[test]
fn takes_no_step_before_the_last_one() {
    for status in STATUSES {
        for change in CHANGES {
            let before = member(status, "2022-02-14");
            let mut after = before.clone();
            let (since, on) = (day("2022-02-14"), day("2022-02-13"));
            let number = MemberNumber::nth(7);
            let expect = match expected(status.code(), change.code()) {
                Some(_) => MemberError::Backdated { number, status, since, on },
                None => MemberError::NotPossible { number, status, change },
            };
            assert_eq!(after.change(change, on), Err(expect));
            assert_eq!(after, before);
        }
    }
}

#[test]
fn only_active_members_are_active() {
    for status in STATUSES {
        let number = MemberNumber::nth(7);
        let expect = if status == MemberStatus::Active {
            Ok(())
        } else {
            Err(MemberError::NotActive { number, status })
        };
        assert_eq!(member(status, "2022-02-14").require_active(), expect);
    }
}

#[test]
fn numbers_as_cards_carry_them() {
    let check = |text: &str, expect: Option<u32>, written: &str| {
        let number = text.parse::<MemberNumber>();
        assert_eq!(number.as_ref().ok().map(|n| n.get()), expect, "{text}");
        match number {
            Ok(number) => assert_eq!(number.to_string(), written),
            Err(error) => check_explained(&error, "IKM-MEMBER-NUMBER", &[&format!("{text:?}")]),
        }
    };
    check("A-0001", Some(1), "A-0001");
    check("a-1", Some(1), "A-0001");
    check("A-00012", Some(12), "A-0012");
    check("A-9999", Some(9_999), "A-9999");
    check("A-10000", Some(10_000), "A-10000");
    check("A-4294967295", Some(u32::MAX), "A-4294967295");
    for wrong in
        ["", "A", "A-", "A-0", "A-0000", "0001", "B-0001", "A0001", "A-+1", "A--1", "A- 1", "A-1 "]
    {
        check(wrong, None, "");
    }
    check("A-4294967296", None, "");
    check("A-\u{661}", None, "");
}

#[test]
fn numbers_count_from_one_and_align() {
    assert_eq!(MemberNumber::nth(0), MemberNumber::nth(1));
    assert_eq!(MemberNumber::nth(1).get(), 1);
    assert_eq!(
        format!("{:>8}|{:<8}", MemberNumber::nth(3), MemberNumber::nth(4)),
        "  A-0003|A-0004  "
    );
}

#[test]
fn codes_are_the_ones_of_serde() {
    for status in STATUSES {
        assert_eq!(MemberStatus::from_code(status.code()), Some(status));
        assert_eq!(serde_json::to_value(status).expect("serialises"), status.code());
    }
    for change in CHANGES {
        assert_eq!(MembershipChange::from_code(change.code()), Some(change));
        assert_eq!(serde_json::to_value(change).expect("serialises"), change.code());
    }
    assert_eq!(MemberStatus::from_code("aktif"), None);
    assert_eq!(MembershipChange::from_code(""), None);
    let number = MemberNumber::nth(12);
    assert_eq!(serde_json::to_value(number).expect("serialises"), "A-0012");
    assert_eq!(serde_json::from_str::<MemberNumber>("\"A-0012\"").expect("reads back"), number);
    assert!(serde_json::from_str::<MemberNumber>("\"12\"").is_err());
}

#[test]
fn titles_in_both_languages() {
    let statuses = STATUSES.map(|status| [Lang::Id, Lang::En].map(|lang| status.title(lang)));
    assert_eq!(
        statuses,
        [
            ["mendaftar", "applied"],
            ["aktif", "active"],
            ["diskors", "suspended"],
            ["berhenti", "ended"]
        ]
    );
    let mut seen: Vec<&str> = Vec::new();
    for title in CHANGES.iter().flat_map(|change| [Lang::Id, Lang::En].map(|l| change.title(l))) {
        assert!(!title.is_empty() && !seen.contains(&title), "{title:?} names one step");
        seen.push(title);
    }
}

#[test]
fn dues_follow_the_latest_plan_that_has_begun() {
    let plan = |from: &str, monthly| DuesPlan { from: month(from), monthly: rupiah(monthly) };
    // In no order, as they may have been written.
    let plans = [
        plan("2022-07", 15_000),
        plan("2023-01", 0),
        plan("2022-02", 10_000),
        plan("2023-04", 20_000),
    ];
    let check = |text: &str, expect: Option<i64>| {
        assert_eq!(DuesPlan::monthly_in(&plans, month(text)), expect.map(rupiah), "{text}");
    };
    check("2022-01", None);
    check("2022-02", Some(10_000));
    check("2022-06", Some(10_000));
    check("2022-07", Some(15_000));
    check("2022-12", Some(15_000));
    // A plan of zero ends the charging, and does not fall back on the one before it.
    check("2023-01", None);
    check("2023-03", None);
    check("2023-04", Some(20_000));
    check("2031-12", Some(20_000));
    assert_eq!(DuesPlan::monthly_in(&[], month("2022-02")), None);
    assert_eq!(DuesPlan::monthly_in(&[plan("2022-01", -1)], month("2022-02")), None);
}

#[test]
fn outstanding_is_charged_less_paid() {
    let check = |charged, paid, expect: Result<i64, MoneyError>| {
        let standing = DuesStanding { member: id(1), charged: rupiah(charged), paid: rupiah(paid) };
        assert_eq!(standing.outstanding(), expect.map(rupiah));
    };
    check(0, 0, Ok(0));
    // Three months of Rp10.000 and two of Rp15.000 charged, Rp45.000 paid.
    check(60_000, 45_000, Ok(15_000));
    check(60_000, 60_000, Ok(0));
    check(i64::MAX, -1, Err(MoneyError::Overflow));
}

#[test]
fn errors_say_what_and_what_to_do() {
    let number = MemberNumber::nth(7);
    let (status, change) = (MemberStatus::Ended, MembershipChange::Resume);
    let (since, on) = (day("2022-02-14"), day("2022-02-13"));
    let wrong = MemberError::NotPossible { number, status, change };
    check_explained(&wrong, "IKM-MEMBER-STATUS", &["A-0007"]);
    assert_eq!(wrong.to_string(), "member A-0007 is ended, so resume is not possible");
    let wrong = MemberError::Backdated { number, status, since, on };
    check_explained(&wrong, "IKM-MEMBER-BACKDATED", &["A-0007", "2022-02-14", "2022-02-13"]);
    check_explained(
        &MemberError::NotActive { number, status },
        "IKM-MEMBER-NOT-ACTIVE",
        &["A-0007"],
    );
    check_explained(&DuesError::NoPlan(month("2022-02")), "IKM-DUES-NO-PLAN", &["2022-02"]);
    check_explained(&DuesError::NotPositive(rupiah(-5)), "IKM-DUES-AMOUNT", &["-Rp5"]);
    let (outstanding, paid) = (rupiah(10_000), rupiah(25_000));
    let wrong = DuesError::Overpaid { number, outstanding, paid };
    check_explained(&wrong, "IKM-DUES-OVERPAID", &["A-0007", "Rp10.000", "Rp25.000"]);
}

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

fn some_day(offset: u64) -> NaiveDate {
    day("2022-01-31") + Days::new(offset)
}

proptest! {
    #[test]
    fn number_reads_back(nth in 1..=u32::MAX) {
        let number = MemberNumber::nth(nth);
        prop_assert_eq!(number.to_string().parse(), Ok(number));
        prop_assert_eq!(number.get(), nth);
    }

    /// Any attempts in any order: the events alone give the membership again, in the order of days.
    #[test]
    fn history_explains_the_membership(
        attempts in prop::collection::vec((prop::sample::select(CHANGES.to_vec()), 0_u64..60), 0..30),
    ) {
        let (mut member, first) = Member::apply(id(1), MemberNumber::nth(1), id(2), some_day(0));
        let mut history = vec![first];
        for (change, offset) in attempts {
            let before = member.clone();
            if let Ok(event) = member.change(change, some_day(offset)) {
                history.push(event);
            } else {
                prop_assert_eq!(&member, &before);
            }
        }
        prop_assert!(history.is_sorted_by_key(|event| event.on));
        let replayed = history.iter().skip(1).try_fold("applied".to_owned(), |status, event| {
            expected(&status, event.change.code())
        });
        prop_assert_eq!(replayed.as_deref(), Some(member.status().code()));
        prop_assert_eq!(history.last().map(|event| event.on), Some(member.since()));
    }

    /// Beside a walk through the calendar, in which each month keeps what the one before it had.
    #[test]
    fn dues_of_a_walk_through_the_months(
        plans in prop::collection::btree_map(0_u32..36, -2_i64..20, 0..6),
    ) {
        let months: Vec<Month> = std::iter::successors(Some(month("2022-01")), |m| Some(m.next()))
            .take(36)
            .collect();
        let written: Vec<DuesPlan> = plans
            .iter()
            .rev()
            .map(|(at, monthly)| {
                let from = months[usize::try_from(*at).expect("small")];
                DuesPlan { from, monthly: rupiah(monthly * 1_000) }
            })
            .collect();
        let by_month: BTreeMap<Month, i64> =
            written.iter().map(|plan| (plan.from, plan.monthly.get())).collect();
        let mut current = 0;
        for month in months {
            current = by_month.get(&month).copied().unwrap_or(current);
            let expect = (current > 0).then(|| rupiah(current));
            prop_assert_eq!(DuesPlan::monthly_in(&written, month), expect);
        }
    }
}
