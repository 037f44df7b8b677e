//! Membership, with its whole history.

use ikm_app::AppError;
use ikm_core::Explain as _;
use ikm_core::Lang;
use ikm_core::association::{MemberStatus, MembershipChange};

use crate::world::{MAKERS, World, day};

use MembershipChange::{Accept, Apply, End, Resume, Suspend};

impl World {
    /// The id of the IKM with this name.
    pub(crate) fn ikm(&mut self, name: &str) -> String {
        let found = self.app().find(name, 1).expect("searches");
        found.first().expect("an IKM of this name").id.to_string()
    }
}

fn code<T: std::fmt::Debug>(refused: Result<T, AppError>) -> &'static str {
    refused.expect_err("refused").code()
}

#[test]
fn numbers_follow_the_order_of_application() {
    let mut world = World::new();
    world.import(MAKERS);
    let crisps = world.ikm("Keripik Upik");
    let member = world.app().apply(&crisps).expect("applies");
    assert_eq!(
        (member.number.to_string().as_str(), member.status),
        ("A-0001", MemberStatus::Applied)
    );
    assert_eq!((member.name.as_str(), member.since), ("Keripik Upik", day("2022-01-31")));
    assert_eq!(member.kecamatan.as_deref(), Some("13.01.04"));
    // By NIB, and by id.
    let member = world.app().apply("9120000000011").expect("applies");
    assert_eq!(
        (member.number.to_string().as_str(), member.name.as_str()),
        ("A-0002", "Rendang Uni Mar")
    );
    let mut refused = |who: &str, expect: &str| {
        let applied = world.unchanged_by(|world| world.app().apply(who));
        assert_eq!(code(applied), expect, "{who}");
    };
    refused(&crisps, "IKM-MEMBER-ALREADY");
    refused("A-0001", "IKM-MEMBER-ALREADY");
    refused("A-0003", "IKM-REGISTRY-UNKNOWN");
    refused("9120000000012", "IKM-REGISTRY-UNKNOWN");
    refused("Keripik Upik", "IKM-REGISTRY-UNKNOWN");
    world.assert_sound();
}

#[test]
fn a_history_keeps_its_gaps() {
    let mut world = World::new();
    world.import(MAKERS);
    let crisps = world.ikm("Keripik Upik");
    world.on("2022-02-01").apply(&crisps).expect("applies");
    let steps = [
        ("2022-02-03", Accept),
        ("2022-05-01", Suspend),
        ("2022-06-15", Resume),
        ("2022-08-01", End),
    ];
    for (on, change) in steps {
        world.on(on).change_membership("A-0001", change).expect("follows");
    }
    // Four months later she comes back, under her number.
    let again = world.on("2022-12-01").apply(&crisps).expect("applies again");
    assert_eq!(
        (again.number.to_string().as_str(), again.status),
        ("A-0001", MemberStatus::Applied)
    );
    world.on("2022-12-05").change_membership("A-0001", Accept).expect("follows");
    let history = world.app().member("A-0001").expect("a member");
    let told: Vec<_> =
        history.history.iter().map(|step| (step.on.to_string(), step.change)).collect();
    let step = |on: &str, change| (on.to_owned(), change);
    assert_eq!(
        told,
        [
            step("2022-02-01", Apply),
            step("2022-02-03", Accept),
            step("2022-05-01", Suspend),
            step("2022-06-15", Resume),
            step("2022-08-01", End),
            step("2022-12-01", Apply),
            step("2022-12-05", Accept),
        ]
    );
    assert_eq!(
        (history.member.status, history.member.since),
        (MemberStatus::Active, day("2022-12-05"))
    );
    world.assert_sound();
}

#[test]
fn steps_that_do_not_follow() {
    let check = |steps: &[MembershipChange], change, expect: &str| {
        let mut world = World::new();
        world.import(MAKERS);
        world.app().apply("9120000000011").expect("applies");
        for step in steps {
            world.app().change_membership("A-0001", *step).expect("follows");
        }
        let refused = world.unchanged_by(|world| world.app().change_membership("A-0001", change));
        assert_eq!(code(refused), expect, "{steps:?} {change:?}");
    };
    let status = "IKM-MEMBER-STATUS";
    check(&[], Apply, status);
    check(&[], Suspend, status);
    check(&[], Resume, status);
    check(&[Accept], Accept, status);
    check(&[Accept], Resume, status);
    check(&[Accept, Suspend], Suspend, status);
    check(&[Accept, Suspend], Accept, status);
    check(&[End], End, status);
    check(&[End], Accept, status);
    check(&[End], Resume, status);
    let mut world = World::with_makers();
    let mut on = |day: &str, member: &str, expect: &str| {
        let refused = world.unchanged_by(|world| world.on(day).change_membership(member, Suspend));
        assert_eq!(code(refused), expect, "{member} on {day}");
    };
    on("2022-01-30", "A-0001", "IKM-MEMBER-BACKDATED");
    on("2022-01-31", "A-0009", "IKM-MEMBER-UNKNOWN");
    on("2022-01-31", "9", "IKM-MEMBER-NUMBER");
    let refused =
        world.on("2022-01-30").change_membership("A-0001", Suspend).expect_err("too early");
    assert_eq!(
        (refused.to_string(), refused.indonesian(), refused.hint(Lang::Id)),
        (
            "member A-0001 is active since 2022-01-31, so nothing can change on 2022-01-30".to_owned(),
            "anggota A-0001 berstatus aktif sejak 2022-01-31, jadi tidak dapat berubah pada 2022-01-30"
                .to_owned(),
            "beri tanggal yang sama atau sesudahnya dengan --today".to_owned(),
        )
    );
}

#[test]
fn all_are_accepted_but_those_who_were_sent_away() {
    let mut world = World::new();
    world.import(MAKERS);
    world.app().apply("9120000000011").expect("applies");
    let cloth = world.ikm("Sulaman Rosnida");
    world.app().apply(&cloth).expect("applies");
    world.app().change_membership("A-0002", End).expect("withdraws");
    // A-0001 had applied, A-0003 is new, A-0002 has left.
    let all = world.app().accept_all().expect("accepts");
    assert_eq!((all.accepted, all.members), (2, 3));
    let mut members = Vec::new();
    let each = |member: ikm_app::members::MemberView| {
        members.push((member.number.to_string(), member.name, member.status));
        Ok(())
    };
    world.app().for_each_member(each).expect("lists");
    let member = |number: &str, name: &str, status| (number.to_owned(), name.to_owned(), status);
    assert_eq!(
        members,
        [
            member("A-0001", "Rendang Uni Mar", MemberStatus::Active),
            member("A-0002", "Sulaman Rosnida", MemberStatus::Ended),
            member("A-0003", "Keripik Upik", MemberStatus::Active),
        ]
    );
    let again = world.unchanged_by(|world| world.app().accept_all().expect("nothing to do"));
    assert_eq!((again.accepted, again.members), (0, 3));
    // Who is registered later is accepted with the next call.
    world.import("nama_ikm,kode_kecamatan\nSate Pono,13.01.04\n");
    let later = world.app().accept_all().expect("accepts");
    assert_eq!((later.accepted, later.members), (1, 4));
    world.assert_sound();
}

#[test]
fn some_are_accepted_together_or_not_at_all() {
    let mut world = World::new();
    world.import(MAKERS);
    let ids: Vec<_> = ["Keripik Upik", "Sulaman Rosnida"]
        .map(|name| world.ikm(name).parse().expect("an id"))
        .to_vec();
    let accepted = world.app().accept_these(&ids).expect("accepts");
    assert_eq!((accepted.accepted, accepted.members), (2, 2));
    // The last one is nobody.
    let nobody = "017eaddc-4100-7000-8000-000000000000".parse().expect("an id");
    let mar = world.ikm("Rendang Uni Mar").parse().expect("an id");
    let refused = world.unchanged_by(|world| world.app().accept_these(&[mar, nobody]));
    assert_eq!(code(refused), "IKM-REGISTRY-UNKNOWN");
}
