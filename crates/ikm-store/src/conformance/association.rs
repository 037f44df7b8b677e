//! The association, its members and their dues.

use ikm_core::Month;
use ikm_core::association::{
    Association, DuesCharge, DuesPayment, DuesPlan, DuesStanding, Member, MemberNumber,
    MemberStatus, MembershipChange, MembershipEvent,
};
use ikm_core::id::{EntryId, IkmId, MemberId};

use super::fixture::{Maker, Scene, day, found, parsed, rp};
use super::sample::with_status;
use crate::Store;

/// An association is founded once, and stays as it was.
pub fn the_association_is_founded_once(store: &dyn Store) {
    let (scene, _) = found(store);
    let founded = scene.read(|tx| tx.association()).expect("it was founded");
    let renamed = Association { name: "Lain".to_owned(), ..founded.clone() };
    scene.refused_as_existing(&founded.id, |tx| tx.insert_association(&renamed));
    assert_eq!(scene.read(|tx| tx.association()), Some(founded));
}

/// A member is found by id, by number and by IKM; another is not.
pub fn members_are_found_by_each_key(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let member = scene.write(|tx| make.add_member(tx, 7));
    scene.read(|tx| {
        assert_eq!(tx.member(member.id())?.as_ref(), Some(&member));
        assert_eq!(tx.member_by_number(MemberNumber::nth(7))?.as_ref(), Some(&member));
        assert_eq!(tx.members_of_ikm(member.ikm())?, std::slice::from_ref(&member));
        assert_eq!(tx.member(MemberId::generate(&mut make))?, None);
        assert_eq!(tx.member_by_number(MemberNumber::nth(70))?, None);
        assert_eq!(tx.members_of_ikm(IkmId::generate(&mut make))?, []);
        Ok(())
    });
}

/// Every status is read back as it was written.
pub fn every_member_status_round_trips(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let mut member = scene.write(|tx| make.add_member(tx, 1));
    for status in
        [MemberStatus::Applied, MemberStatus::Active, MemberStatus::Suspended, MemberStatus::Ended]
    {
        scene.write(|tx| tx.update_member(&with_status(&member, status, day("2022-03-03"))));
        member = scene.read(|tx| tx.member(member.id())).expect("it is still there");
        assert_eq!(member.status(), status);
    }
}

/// Two members never share a number, an IKM or an id.
pub fn member_numbers_and_ikms_are_unique(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let member = scene.write(|tx| make.add_member(tx, 1));
    let other = make.ikm("Lain");
    scene.write(|tx| tx.insert_ikm(&other));

    let same_number = make.member(&other, 1);
    scene.refused_as_existing("A-0001", |tx| tx.insert_member(&same_number));
    let same_ikm = with_key(&make.member(&other, 2), 2, member.ikm());
    scene.refused_as_existing(&member.ikm(), |tx| tx.insert_member(&same_ikm));
    let same_id = with_key(&member, 2, other.id);
    scene.refused_as_existing(&member.id(), |tx| tx.insert_member(&same_id));
    assert_eq!(scene.read(|tx| tx.member_page(None, 9)), [member]);
}

fn with_key(member: &Member, nth: u32, ikm: IkmId) -> Member {
    let number = MemberNumber::nth(nth);
    let (version, status) = (member.version(), member.status());
    Member::from_parts(member.id(), version, number, ikm, status, member.since())
}

/// An IKM may have been a member more than once, and is one at most once at a time, whether a
/// membership is added, taken up again or moved from another IKM.
pub fn one_membership_of_an_ikm_is_open(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let (one, two) = scene.write(|tx| Ok((make.add_member(tx, 1)?, make.add_member(tx, 2)?)));
    let taken = one.ikm();
    scene.refused_as_existing(&taken, |tx| tx.move_member(two.id(), taken));
    let ended = |member: &Member| with_status(member, MemberStatus::Ended, day("2022-03-01"));
    scene.write(|tx| {
        tx.update_member(&ended(&two))?;
        tx.move_member(two.id(), taken)
    });
    let moved = scene.read(|tx| tx.member(two.id())).expect("it is still there");
    assert_eq!((moved.version(), moved.number()), (3, two.number()));
    assert_eq!(scene.read(|tx| tx.members_of_ikm(taken)), [one.clone(), moved.clone()]);
    assert_eq!(scene.read(|tx| tx.members_of_ikm(two.ikm())), []);
    for status in [MemberStatus::Applied, MemberStatus::Active, MemberStatus::Suspended] {
        let again = with_status(&moved, status, day("2022-03-02"));
        scene.refused_as_existing(&taken, |tx| tx.update_member(&again));
    }
    // A third one that has ended is no obstacle, and one that has not is.
    let mut numbered = |nth| with_key(&make.member(&make.clone().ikm("x"), nth), nth, taken);
    let (third, fourth, unknown) = (ended(&numbered(3)), numbered(4), numbered(9).id());
    scene.write(|tx| tx.insert_member(&third));
    scene.refused_as_existing(&taken, |tx| tx.insert_member(&fourth));
    scene.write(|tx| tx.update_member(&ended(&one)).and_then(|()| tx.insert_member(&fourth)));
    let numbers = scene.read(|tx| tx.members_of_ikm(taken));
    let numbers: Vec<u32> = numbers.iter().map(|member| member.number().get()).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
    scene.refused_as_conflict(&unknown, |tx| tx.move_member(unknown, taken));
    let nowhere = make.ikm("Lain").id;
    scene.refused(|tx| tx.move_member(one.id(), nowhere));
}

/// What is unique stays unique when a member is updated; its own number is no obstacle.
pub fn an_update_may_not_take_a_number(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let (one, two) = scene.write(|tx| Ok((make.add_member(tx, 1)?, make.add_member(tx, 2)?)));
    let greedy = with_key(&one, 2, one.ikm());
    scene.refused_as_existing("A-0002", |tx| tx.update_member(&greedy));
    scene.write(|tx| tx.update_member(&one));
    scene.write(|tx| tx.update_member(&with_key(&two, 3, two.ikm())));
    assert_eq!(scene.read(|tx| tx.member_by_number(MemberNumber::nth(2))), None);
    let moved = scene.read(|tx| tx.member_by_number(MemberNumber::nth(3)));
    assert_eq!(moved.map(|member| (member.id(), member.version())), Some((two.id(), 2)));
}

/// An update of a version that is no longer there is a conflict and changes nothing; so is one of a
/// member that never was.
pub fn stale_version_conflicts(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let read = scene.write(|tx| make.add_member(tx, 1));
    let suspended = with_status(&read, MemberStatus::Suspended, day("2022-03-01"));
    scene.write(|tx| tx.update_member(&suspended));

    let ended = with_status(&read, MemberStatus::Ended, day("2022-03-02"));
    scene.refused_as_conflict(&read.id(), |tx| tx.update_member(&ended));
    let found = scene.read(|tx| tx.member(read.id())).expect("it is still there");
    assert_eq!((found.status(), found.version()), (MemberStatus::Suspended, 2));

    let unknown = make.member(&make.clone().ikm("Lain"), 9);
    scene.refused_as_conflict(&unknown.id(), |tx| tx.update_member(&unknown));
    // In one transaction, too: the second update of one reading finds the first one's version.
    let again = with_status(&found, MemberStatus::Active, day("2022-03-03"));
    scene.refused_as_conflict(&read.id(), |tx| {
        tx.update_member(&again)?;
        tx.update_member(&again)
    });
}

/// Pages hold every member once, in order of numbers and not of ids.
pub fn member_pages_are_complete_and_in_order(store: &dyn Store) {
    let (scene, mut make) = found(store);
    scene.write(|tx| {
        [5, 3, 9_999, 1, 10_000].iter().try_for_each(|nth| make.add_member(tx, *nth).map(drop))
    });
    let page = |after: Option<u32>, limit| -> Vec<u32> {
        let members = scene.read(|tx| tx.member_page(after.map(MemberNumber::nth), limit));
        members.iter().map(|member| member.number().get()).collect()
    };
    assert_eq!(page(None, 2), [1, 3]);
    assert_eq!(page(Some(3), 2), [5, 9_999]);
    assert_eq!(page(Some(9_999), 2), [10_000]);
    assert_eq!(page(Some(10_000), 2), Vec::<u32>::new());
    assert_eq!(page(Some(4), 1), [5]);
    assert_eq!(page(None, 0), Vec::<u32>::new());
    assert_eq!(page(None, u32::MAX), [1, 3, 5, 9_999, 10_000]);
}

/// The last number is the highest, whatever was given when, and is none before there is a member.
pub fn the_last_number_is_the_highest(store: &dyn Store) {
    let (scene, mut make) = found(store);
    assert_eq!(scene.read(|tx| tx.last_member_number()), None);
    scene.write(|tx| [2, 10_001, 9].iter().try_for_each(|nth| make.add_member(tx, *nth).map(drop)));
    assert_eq!(scene.read(|tx| tx.last_member_number()), Some(MemberNumber::nth(10_001)));
}

/// The history of a membership keeps the order in which it was recorded, whatever the days, and
/// every step is read back as it was written.
pub fn membership_keeps_its_order(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let (one, two) = scene.write(|tx| Ok((make.add_member(tx, 1)?, make.add_member(tx, 2)?)));
    let step =
        |member: &Member, on, change| MembershipEvent { member: member.id(), on: day(on), change };
    let steps = [
        step(&one, "2022-05-01", MembershipChange::Apply),
        step(&one, "2022-04-01", MembershipChange::Accept),
        step(&one, "2022-04-01", MembershipChange::Suspend),
        step(&one, "2022-04-01", MembershipChange::Resume),
        step(&one, "2022-04-01", MembershipChange::Resume),
        step(&one, "2022-03-01", MembershipChange::End),
    ];
    let other = step(&two, "2022-01-01", MembershipChange::Apply);
    for event in &steps {
        scene.write(|tx| {
            tx.append_membership(event)?;
            tx.append_membership(&other)
        });
    }
    assert_eq!(scene.read(|tx| tx.membership(one.id())), steps);
    assert_eq!(scene.read(|tx| tx.membership(two.id())), vec![other; steps.len()]);
}

/// Dues plans stand in order of their months, one a month.
pub fn dues_plans_stand_in_order_of_months(store: &dyn Store) {
    let (scene, _) = found(store);
    let plan = |from, monthly| DuesPlan { from: parsed(from), monthly: rp(monthly) };
    let (later, sooner) = (plan("2022-10", 15_000), plan("2022-02", 10_000));
    scene.write(|tx| {
        tx.insert_dues_plan(&later)?;
        tx.insert_dues_plan(&sooner)
    });
    scene.refused_as_existing("2022-10", |tx| tx.insert_dues_plan(&plan("2022-10", 1)));
    assert_eq!(scene.read(|tx| tx.dues_plans()), [sooner, later]);
}

fn charge(make: &mut Maker, member: &Member, month: &str, amount: i64) -> DuesCharge {
    let entry = EntryId::generate(make);
    DuesCharge { member: member.id(), month: parsed(month), amount: rp(amount), entry }
}

/// A member is charged once for a month, and the charges stand in order of months.
pub fn a_month_is_charged_once(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let (one, two) = scene.write(|tx| Ok((make.add_member(tx, 1)?, make.add_member(tx, 2)?)));
    let charges = [
        charge(&mut make, &one, "2022-12", 10_000),
        charge(&mut make, &one, "2022-02", 9_000),
        charge(&mut make, &two, "2022-03", 8_000),
    ];
    scene.write(|tx| charges.iter().try_for_each(|charge| tx.insert_dues_charge(charge)));
    let again = charge(&mut make, &one, "2022-02", 1);
    scene.refused_as_existing("2022-02", |tx| tx.insert_dues_charge(&again));

    let [december, february, march] = charges;
    assert_eq!(scene.read(|tx| tx.dues_charges(one.id())), [february, december]);
    assert_eq!(scene.read(|tx| tx.dues_charges(two.id())), [march]);
    let has = |member: &Member, month| {
        scene.read(|tx| tx.is_charged(member.id(), parsed::<Month>(month)))
    };
    assert!(has(&one, "2022-02") && has(&one, "2022-12") && has(&two, "2022-03"));
    assert!(!has(&one, "2022-03") && !has(&two, "2022-02"));
}

/// Payments keep the order in which they were recorded, and two alike are two.
pub fn dues_payments_keep_their_order(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let member = scene.write(|tx| make.add_member(tx, 1));
    let mut payment = |on, amount| DuesPayment {
        member: member.id(),
        on: day(on),
        amount: rp(amount),
        entry: EntryId::generate(&mut make),
    };
    let payments =
        [payment("2022-05-05", 5_000), payment("2022-03-03", 7_000), payment("2022-03-03", 7_000)];
    for payment in &payments {
        scene.write(|tx| tx.insert_dues_payment(payment));
    }
    assert_eq!(scene.read(|tx| tx.dues_payments(member.id())), payments);
}

/// A standing is all that was charged and all that was paid; of nobody it is nothing.
pub fn dues_standing_sums_charges_and_payments(store: &dyn Store) {
    let (scene, mut make) = found(store);
    let (one, two) = scene.write(|tx| Ok((make.add_member(tx, 1)?, make.add_member(tx, 2)?)));
    assert_eq!(standing(scene, one.id()), (0, 0));
    let charges = [
        charge(&mut make, &one, "2022-02", 10_000),
        charge(&mut make, &one, "2022-03", 12_500),
        charge(&mut make, &two, "2022-02", 1),
    ];
    let payment = DuesPayment {
        member: one.id(),
        on: day("2022-03-20"),
        amount: rp(15_000),
        entry: EntryId::generate(&mut make),
    };
    scene.write(|tx| {
        charges.iter().try_for_each(|charge| tx.insert_dues_charge(charge))?;
        tx.insert_dues_payment(&payment)
    });
    assert_eq!(standing(scene, one.id()), (22_500, 15_000));
    assert_eq!(standing(scene, two.id()), (1, 0));
    assert_eq!(standing(scene, MemberId::generate(&mut make)), (0, 0));
}

/// What was charged and what was paid.
fn standing(scene: Scene<'_>, id: MemberId) -> (i64, i64) {
    let DuesStanding { member, charged, paid } = scene.read(|tx| tx.dues_standing(id));
    assert_eq!(member, id);
    (charged.get(), paid.get())
}
