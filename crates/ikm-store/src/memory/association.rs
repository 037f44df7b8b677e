use std::sync::Arc;

use ikm_core::Month;
use ikm_core::association::{
    Association, DuesCharge, DuesPayment, DuesPlan, DuesStanding, Member, MemberNumber,
    MemberStatus, MembershipEvent,
};
use ikm_core::id::{IkmId, MemberId};
use ikm_core::money::Rupiah;

use super::table::{Table, length};
use super::{Turn, Tx, conflict, exists, overflow};
use crate::{AssociationRead, AssociationWrite, Result};

#[derive(Clone, Debug, Default)]
pub(super) struct AssociationTables {
    association: Option<Arc<Association>>,
    members: Table<MemberId, Member>,
    numbers: Table<MemberNumber, MemberId>,
    ikms: Table<(IkmId, MemberNumber), MemberId>,
    membership: Table<u64, MembershipEvent>,
    plans: Table<Month, DuesPlan>,
    charges: Table<(MemberId, Month), DuesCharge>,
    payments: Table<u64, DuesPayment>,
}

impl AssociationTables {
    pub(super) fn founded(&self) -> Option<Association> {
        self.association.as_deref().cloned()
    }

    pub(super) const fn is_founded(&self) -> bool {
        self.association.is_some()
    }

    pub(super) fn has_member(&self, id: MemberId) -> bool {
        self.members.contains(&id)
    }

    /// Whether an IKM is or was a member.
    pub(super) fn is_member(&self, ikm: IkmId) -> bool {
        self.members_of(ikm).next().is_some()
    }

    fn members_of(&self, ikm: IkmId) -> impl Iterator<Item = &Member> {
        let rows = self.ikms.from((ikm, MemberNumber::nth(1)));
        let ids = rows.take_while(move |((of, _), _)| *of == ikm).map(|(_, id)| id);
        ids.filter_map(|id| self.members.get(id))
    }

    fn charges_of(&self, member: MemberId) -> impl Iterator<Item = &DuesCharge> {
        self.charges.values().filter(move |charge| charge.member == member)
    }

    fn payments_of(&self, member: MemberId) -> impl Iterator<Item = &DuesPayment> {
        self.payments.values().filter(move |payment| payment.member == member)
    }

    /// Puts `member` unless another has its number, or its IKM and neither has ended.
    fn put_member(&mut self, member: &Member) -> Result<()> {
        let id = member.id();
        if self.numbers.get(&member.number()).is_some_and(|other| *other != id) {
            return Err(exists("member number", member.number()));
        }
        let open = |member: &Member| member.status() != MemberStatus::Ended;
        let is_other = |other: &Member| other.id() != id && open(other);
        if open(member) && self.members_of(member.ikm()).any(is_other) {
            return Err(exists("membership of ikm", member.ikm()));
        }
        if let Some(old) = self.members.find(&id) {
            self.numbers.remove(&old.number());
            self.ikms.remove(&(old.ikm(), old.number()));
        }
        self.numbers.put(member.number(), id);
        self.ikms.put((member.ikm(), member.number()), id);
        self.members.put(id, member.clone());
        Ok(())
    }
}

impl<T> AssociationRead for Tx<T> {
    fn association(&mut self) -> Result<Option<Association>> {
        Ok(self.tables.association.founded())
    }

    fn member(&mut self, id: MemberId) -> Result<Option<Member>> {
        Ok(self.tables.association.members.find(&id))
    }

    fn member_by_number(&mut self, number: MemberNumber) -> Result<Option<Member>> {
        let tables = &self.tables.association;
        Ok(tables.numbers.get(&number).and_then(|id| tables.members.find(id)))
    }

    fn members_of_ikm(&mut self, ikm: IkmId) -> Result<Vec<Member>> {
        Ok(self.tables.association.members_of(ikm).cloned().collect())
    }

    fn last_member_number(&mut self) -> Result<Option<MemberNumber>> {
        Ok(self.tables.association.numbers.last().map(|(number, _)| *number))
    }

    fn member_page(&mut self, after: Option<MemberNumber>, limit: u32) -> Result<Vec<Member>> {
        let tables = &self.tables.association;
        let ids = tables.numbers.after(after).map(|(_, id)| id);
        Ok(ids.filter_map(|id| tables.members.find(id)).take(length(limit)).collect())
    }

    fn membership(&mut self, member: MemberId) -> Result<Vec<MembershipEvent>> {
        let events = self.tables.association.membership.values();
        Ok(events.filter(|event| event.member == member).cloned().collect())
    }

    fn dues_plans(&mut self) -> Result<Vec<DuesPlan>> {
        Ok(self.tables.association.plans.values().copied().collect())
    }

    fn dues_charges(&mut self, member: MemberId) -> Result<Vec<DuesCharge>> {
        Ok(self.tables.association.charges_of(member).copied().collect())
    }

    fn dues_payments(&mut self, member: MemberId) -> Result<Vec<DuesPayment>> {
        Ok(self.tables.association.payments_of(member).copied().collect())
    }

    fn is_charged(&mut self, member: MemberId, month: Month) -> Result<bool> {
        Ok(self.tables.association.charges.contains(&(member, month)))
    }

    fn dues_standing(&mut self, member: MemberId) -> Result<DuesStanding> {
        let tables = &self.tables.association;
        let charged = Rupiah::sum(tables.charges_of(member).map(|charge| charge.amount));
        let paid = Rupiah::sum(tables.payments_of(member).map(|payment| payment.amount));
        Ok(DuesStanding {
            member,
            charged: charged.map_err(overflow)?,
            paid: paid.map_err(overflow)?,
        })
    }
}

impl Tx<Turn<'_>> {
    /// Puts `member` as that of `ikm`, under the next version.
    fn put_raised(&mut self, member: &Member, ikm: IkmId) -> Result<()> {
        self.tables.require_ikm(ikm)?;
        let (id, raised) = (member.id(), member.version().saturating_add(1));
        let (number, status, since) = (member.number(), member.status(), member.since());
        let updated = Member::from_parts(id, raised, number, ikm, status, since);
        self.founded()?.association.put_member(&updated)
    }
}

impl AssociationWrite for Tx<Turn<'_>> {
    fn insert_association(&mut self, association: &Association) -> Result<()> {
        let tables = &mut self.tables.association;
        if tables.association.is_some() {
            return Err(exists("association", association.id));
        }
        tables.association = Some(Arc::new(association.clone()));
        Ok(())
    }

    fn insert_member(&mut self, member: &Member) -> Result<()> {
        self.tables.require_ikm(member.ikm())?;
        let tables = &mut self.founded()?.association;
        if tables.members.contains(&member.id()) {
            return Err(exists("member", member.id()));
        }
        tables.put_member(member)
    }

    fn update_member(&mut self, member: &Member) -> Result<()> {
        let id = member.id();
        let stored = self.tables.association.members.get(&id).map(Member::version);
        if stored != Some(member.version()) {
            return Err(conflict("member", id));
        }
        self.put_raised(member, member.ikm())
    }

    fn move_member(&mut self, member: MemberId, to: IkmId) -> Result<()> {
        let stored = self.tables.association.members.find(&member);
        let Some(stored) = stored else { return Err(conflict("member", member)) };
        self.put_raised(&stored, to)
    }

    fn append_membership(&mut self, event: &MembershipEvent) -> Result<()> {
        self.tables.require_member(event.member)?;
        self.founded()?.association.membership.append(event.clone());
        Ok(())
    }

    fn insert_dues_plan(&mut self, plan: &DuesPlan) -> Result<()> {
        let plans = &mut self.founded()?.association.plans;
        if plans.contains(&plan.from) {
            return Err(exists("dues plan", plan.from));
        }
        plans.put(plan.from, *plan);
        Ok(())
    }

    fn insert_dues_charge(&mut self, charge: &DuesCharge) -> Result<()> {
        self.tables.require_member(charge.member)?;
        let charges = &mut self.founded()?.association.charges;
        let key = (charge.member, charge.month);
        if charges.contains(&key) {
            return Err(exists("dues charge", charge.month));
        }
        charges.put(key, *charge);
        Ok(())
    }

    fn insert_dues_payment(&mut self, payment: &DuesPayment) -> Result<()> {
        self.tables.require_member(payment.member)?;
        self.founded()?.association.payments.append(*payment);
        Ok(())
    }
}
