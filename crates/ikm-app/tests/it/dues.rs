//! Dues: planned, charged once a month, paid.

use ikm_app::dues::DuesView;
use ikm_app::{App, AppError};
use ikm_core::association::{DuesPlan, MembershipChange};
use ikm_core::gallery::Payment;
use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;
use ikm_core::{Explain as _, Month};

use crate::world::World;

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

fn plan(from: &str, monthly: i64) -> DuesPlan {
    DuesPlan { from: month(from), monthly: Rupiah::new(monthly) }
}

fn code<T: std::fmt::Debug>(refused: Result<T, AppError>) -> &'static str {
    refused.expect_err("refused").code()
}

/// Charges a month: members charged, how much in all, members charged before.
fn run(mut app: App<'_>, of: &str) -> (u64, i64, u64) {
    let run = app.run_dues(month(of)).expect("charges");
    (run.members, run.charged.get(), run.already_charged)
}

/// Member, charged, paid, outstanding.
fn figures(view: &DuesView) -> (String, [i64; 3]) {
    let money = [view.charged, view.paid, view.outstanding].map(Rupiah::get);
    (view.member.to_string(), money)
}

impl World {
    fn standings(&mut self, only_arrears: bool) -> Vec<(String, [i64; 3])> {
        let mut all = Vec::new();
        let each = |view: DuesView| {
            all.push(figures(&view));
            Ok(())
        };
        self.app().for_each_standing(only_arrears, each).expect("lists");
        all
    }

    fn pay(&mut self, member: &str, amount: i64, payment: Payment) -> Result<DuesView, AppError> {
        self.app().pay_dues(member, Rupiah::new(amount), payment)
    }
}

#[test]
fn a_month_is_charged_once() {
    let mut world = World::with_makers();
    world.app().plan_dues(plan("2022-02", 10_000)).expect("plans");
    world.app().plan_dues(plan("2022-05", 12_500)).expect("plans");
    assert_eq!(run(world.on("2022-02-28"), "2022-02"), (3, 30_000, 0));
    let again = world.unchanged_by(|world| run(world.app(), "2022-02"));
    assert_eq!(again, (0, 0, 3));
    // One joins later; charging the month again charges only him.
    world.import("nama_ikm,kode_kecamatan\nSate Pono,13.01.04\n");
    world.app().accept_all().expect("accepts");
    assert_eq!(run(world.app(), "2022-02"), (1, 10_000, 3));
    // Who is suspended or has left owes nothing for the month.
    world.app().change_membership("A-0002", MembershipChange::Suspend).expect("follows");
    world.app().change_membership("A-0003", MembershipChange::End).expect("follows");
    assert_eq!(run(world.app(), "2022-04"), (2, 20_000, 0));
    // From May on it is 12,500.
    assert_eq!(run(world.app(), "2022-05"), (2, 25_000, 0));
    assert_eq!(world.holds(Account::DuesIncome), 30_000 + 10_000 + 20_000 + 25_000);
    let owes = |member: &str, amount| (member.to_owned(), [amount, 0, amount]);
    assert_eq!(
        world.standings(true),
        [
            owes("A-0001", 32_500),
            owes("A-0002", 10_000),
            owes("A-0003", 10_000),
            owes("A-0004", 32_500),
        ]
    );
    world.assert_sound();
}

#[test]
fn what_was_charged_is_paid_and_not_more() {
    let mut world = World::with_makers();
    world.app().plan_dues(plan("2022-02", 10_000)).expect("plans");
    for of in ["2022-02", "2022-03"] {
        run(world.app(), of);
    }
    let paid = world.pay("A-0001", 15_000, Payment::Cash).expect("owes it");
    assert_eq!(figures(&paid), ("A-0001".to_owned(), [20_000, 15_000, 5_000]));
    let paid = world.pay("A-0002", 20_000, Payment::Transfer).expect("owes it");
    assert_eq!(figures(&paid), ("A-0002".to_owned(), [20_000, 20_000, 0]));
    world.pay("A-0003", 1, Payment::Qris).expect("owes it");
    assert_eq!(world.holds(Account::Cash), 15_000);
    assert_eq!(world.holds(Account::Bank), 20_000);
    assert_eq!(world.holds(Account::QrisInTransit), 1);
    let mut refused = |member: &str, amount, expect: &str| {
        let paid = world.unchanged_by(|world| world.pay(member, amount, Payment::Cash));
        assert_eq!(code(paid), expect, "{member} {amount}");
    };
    refused("A-0001", 5_001, "IKM-DUES-OVERPAID");
    refused("A-0002", 1, "IKM-DUES-OVERPAID");
    refused("A-0001", 0, "IKM-DUES-AMOUNT");
    refused("A-0001", -5_000, "IKM-DUES-AMOUNT");
    refused("A-0009", 1, "IKM-MEMBER-UNKNOWN");
    let stands = |member: &str, money| (member.to_owned(), money);
    assert_eq!(
        world.standings(true),
        [stands("A-0001", [20_000, 15_000, 5_000]), stands("A-0003", [20_000, 1, 19_999])]
    );
    assert_eq!(world.standings(false)[1], stands("A-0002", [20_000, 20_000, 0]));
    // Who has left still pays what he owes.
    world.app().change_membership("A-0001", MembershipChange::End).expect("leaves");
    world.pay("A-0001", 5_000, Payment::Cash).expect("owes it");
    world.assert_sound();
}

#[test]
fn arrears_of_a_past_day_are_told_as_they_were() {
    let mut world = World::with_makers();
    world.app().plan_dues(plan("2022-02", 10_000)).expect("plans");
    run(world.on("2022-02-01"), "2022-02");
    world.on("2022-02-10");
    world.pay("A-0001", 4_000, Payment::Cash).expect("owes it");
    run(world.on("2022-03-01"), "2022-03");
    world.on("2022-03-05");
    world.pay("A-0001", 16_000, Payment::Cash).expect("owes it");
    let of = |member: &str, money| (member.to_owned(), money);
    let mut on = |today: &str, only_arrears| {
        world.on(today);
        world.standings(only_arrears).into_iter().take(2).collect::<Vec<_>>()
    };
    assert_eq!(on("2022-01-31", false), []);
    let second = of("A-0002", [10_000, 0, 10_000]);
    assert_eq!(on("2022-02-09", true), [of("A-0001", [10_000, 0, 10_000]), second.clone()]);
    assert_eq!(on("2022-02-10", true), [of("A-0001", [10_000, 4_000, 6_000]), second]);
    let second = of("A-0002", [20_000, 0, 20_000]);
    assert_eq!(on("2022-03-01", true), [of("A-0001", [20_000, 4_000, 16_000]), second.clone()]);
    assert_eq!(on("2022-03-05", false), [of("A-0001", [20_000, 20_000, 0]), second.clone()]);
    assert_eq!(on("2022-03-05", true).first(), Some(&second));
}

#[test]
fn dues_need_a_plan() {
    let mut world = World::with_makers();
    world.app().plan_dues(plan("2022-02", 10_000)).expect("plans");
    let mut refused = |work: fn(&mut App<'_>) -> Result<(), AppError>, expect: &str| {
        let result = world.unchanged_by(|world| work(&mut world.app()));
        assert_eq!(code(result), expect);
    };
    refused(|app| app.run_dues(month("2022-01")).map(drop), "IKM-DUES-NO-PLAN");
    refused(|app| app.plan_dues(plan("2022-02", 9_000)).map(drop), "IKM-STORE-EXISTS");
    refused(|app| app.plan_dues(plan("2022-03", -1)).map(drop), "IKM-DUES-AMOUNT");
    // Zero ends the charging.
    world.app().plan_dues(plan("2022-07", 0)).expect("plans");
    let result = world.unchanged_by(|world| world.app().run_dues(month("2022-07")));
    assert_eq!(code(result), "IKM-DUES-NO-PLAN");
    let plans = world.app().dues_plans().expect("lists");
    assert_eq!(plans, [plan("2022-02", 10_000), plan("2022-07", 0)]);
    // Nobody is a member.
    let mut empty = World::new();
    empty.app().plan_dues(plan("2022-02", 10_000)).expect("plans");
    assert_eq!(empty.unchanged_by(|world| run(world.app(), "2022-02")), (0, 0, 0));
}
