use chrono::NaiveDate;
use ikm_core::association::{
    DuesCharge, DuesPayment, DuesPlan, Member, MemberNumber, MemberStatus, MembershipChange,
    MembershipEvent,
};
use ikm_core::id::{EntryId, IkmId, MemberId};

use super::super::fixture::{Maker, day, parsed, rp};

pub(super) fn full_member(make: &mut Maker, ikm: IkmId) -> Member {
    let (id, number) = (MemberId::generate(make), MemberNumber::nth(1));
    Member::from_parts(id, 4, number, ikm, MemberStatus::Active, day("2022-02-14"))
}

const fn event(member: MemberId, on: NaiveDate, change: MembershipChange) -> MembershipEvent {
    MembershipEvent { member, on, change }
}

pub(super) fn events(member: MemberId) -> [MembershipEvent; 2] {
    [
        event(member, day("2022-02-07"), MembershipChange::Apply),
        event(member, day("2022-02-14"), MembershipChange::Accept),
    ]
}

pub(super) fn plan(from: &str, monthly: i64) -> DuesPlan {
    DuesPlan { from: parsed(from), monthly: rp(monthly) }
}

pub(super) fn charge(member: MemberId, month: &str, amount: i64, entry: EntryId) -> DuesCharge {
    DuesCharge { member, month: parsed(month), amount: rp(amount), entry }
}

pub(super) fn payment(member: MemberId, amount: i64, entry: EntryId) -> DuesPayment {
    DuesPayment { member, on: day("2022-03-10"), amount: rp(amount), entry }
}

/// `member` as it would be after a step.
pub fn with_status(member: &Member, status: MemberStatus, since: NaiveDate) -> Member {
    let (id, version) = (member.id(), member.version());
    Member::from_parts(id, version, member.number(), member.ikm(), status, since)
}
