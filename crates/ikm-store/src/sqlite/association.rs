use ikm_core::Month;
use ikm_core::association::{
    Association, DuesCharge, DuesPayment, DuesPlan, DuesStanding, Member, MemberNumber,
    MemberStatus, MembershipChange, MembershipEvent,
};
use ikm_core::id::{IkmId, MemberId};
use rusqlite::params;

use super::cells::{Cells, day, key, one};
use super::tx::{Tx, Unique, Writing, require_one};
use crate::{AssociationRead, AssociationWrite, Result, StoreError};

/// Every association of the store, in the order in which they were founded.
pub(super) fn all<M>(tx: &Tx<'_, M>) -> Result<Vec<Association>> {
    tx.all(
        "select id, name, regency, founded_on from association order by founded_on, id",
        [],
        read_association,
    )
}

fn read_association(cells: &mut Cells<'_, '_>) -> Result<Association> {
    Ok(Association {
        id: cells.id()?,
        name: cells.get()?,
        regency: cells.parsed()?,
        founded_on: cells.parsed()?,
    })
}

macro_rules! select_member {
    ($rest:literal) => {
        concat!("select id, version, number, ikm, status, since from member ", $rest)
    };
}

fn read_member(cells: &mut Cells<'_, '_>) -> Result<Member> {
    Ok(Member::from_parts(
        cells.id()?,
        cells.count()?,
        MemberNumber::nth(cells.count()?),
        cells.id()?,
        cells.coded(MemberStatus::from_code)?,
        cells.parsed()?,
    ))
}

/// That no other member has the number `key`.
const fn number_of(key: &MemberNumber) -> Unique<'_> {
    Unique {
        what: "member number",
        key,
        taken: "select 1 from member where association = ?1 and number = ?2 and id <> ?3",
        by: &[],
    }
}

/// That the IKM `key` has no other membership that has not ended.
const fn ikm_of(key: &IkmId) -> Unique<'_> {
    Unique {
        what: "membership of ikm",
        key,
        taken: "select 1 from member
                where association = ?1 and ikm = ?2 and id <> ?3 and status <> 'ended'",
        by: &[],
    }
}

impl<M> AssociationRead for Tx<'_, M> {
    fn association(&mut self) -> Result<Option<Association>> {
        self.first(
            "select id, name, regency, founded_on from association where number = ?1",
            [self.association],
            read_association,
        )
    }

    fn member(&mut self, id: MemberId) -> Result<Option<Member>> {
        self.first(
            select_member!("where association = ?1 and id = ?2"),
            params![self.association, key(id)],
            read_member,
        )
    }

    fn member_by_number(&mut self, number: MemberNumber) -> Result<Option<Member>> {
        self.first(
            select_member!("where association = ?1 and number = ?2"),
            params![self.association, number.get()],
            read_member,
        )
    }

    fn members_of_ikm(&mut self, ikm: IkmId) -> Result<Vec<Member>> {
        // For the sake of the order alone the planner would walk through every member.
        self.all(
            select_member!(
                "indexed by member_ikm where association = ?1 and ikm = ?2 order by number"
            ),
            params![self.association, key(ikm)],
            read_member,
        )
    }

    fn last_member_number(&mut self) -> Result<Option<MemberNumber>> {
        self.first(
            "select number from member where association = ?1 order by number desc limit 1",
            [self.association],
            |cells| cells.count().map(MemberNumber::nth),
        )
    }

    fn member_page(&mut self, after: Option<MemberNumber>, limit: u32) -> Result<Vec<Member>> {
        let after = after.map_or(0, MemberNumber::get);
        self.all(
            select_member!("where association = ?1 and number > ?2 order by number limit ?3"),
            params![self.association, after, limit],
            read_member,
        )
    }

    fn membership(&mut self, member: MemberId) -> Result<Vec<MembershipEvent>> {
        self.all(
            "select day, change from membership_event
             where association = ?1 and member = ?2 order by place",
            params![self.association, key(member)],
            |cells| {
                let (on, change) = (cells.parsed()?, cells.coded(MembershipChange::from_code)?);
                Ok(MembershipEvent { member, on, change })
            },
        )
    }

    fn dues_plans(&mut self) -> Result<Vec<DuesPlan>> {
        self.all(
            "select from_month, monthly from dues_plan where association = ?1 order by from_month",
            [self.association],
            |cells| Ok(DuesPlan { from: cells.parsed()?, monthly: cells.money()? }),
        )
    }

    fn dues_charges(&mut self, member: MemberId) -> Result<Vec<DuesCharge>> {
        self.all(
            "select month, amount, entry from dues_charge
             where association = ?1 and member = ?2 order by month",
            params![self.association, key(member)],
            |cells| {
                let (month, amount, entry) = (cells.parsed()?, cells.money()?, cells.id()?);
                Ok(DuesCharge { member, month, amount, entry })
            },
        )
    }

    fn dues_payments(&mut self, member: MemberId) -> Result<Vec<DuesPayment>> {
        self.all(
            "select day, amount, entry from dues_payment
             where association = ?1 and member = ?2 order by place",
            params![self.association, key(member)],
            |cells| {
                let (on, amount, entry) = (cells.parsed()?, cells.money()?, cells.id()?);
                Ok(DuesPayment { member, on, amount, entry })
            },
        )
    }

    fn is_charged(&mut self, member: MemberId, month: Month) -> Result<bool> {
        let charge = self.first(
            "select 1 from dues_charge where association = ?1 and member = ?2 and month = ?3",
            params![self.association, key(member), month.to_string()],
            |_| Ok(()),
        )?;
        Ok(charge.is_some())
    }

    fn dues_standing(&mut self, member: MemberId) -> Result<DuesStanding> {
        let standing = self.first(
            "select
                (select coalesce(sum(amount), 0) from dues_charge
                 where association = ?1 and member = ?2),
                (select coalesce(sum(amount), 0) from dues_payment
                 where association = ?1 and member = ?2)",
            params![self.association, key(member)],
            |cells| Ok(DuesStanding { member, charged: cells.money()?, paid: cells.money()? }),
        )?;
        standing.ok_or_else(|| StoreError::Damaged("sums are missing".to_owned()))
    }
}

impl AssociationWrite for Tx<'_, Writing> {
    fn insert_association(&mut self, association: &Association) -> Result<()> {
        self.run_unique(
            "insert into association (id, name, regency, founded_on) values (?1, ?2, ?3, ?4)",
            params![
                key(association.id),
                association.name,
                association.regency.to_string(),
                day(association.founded_on),
            ],
            &[Unique {
                what: "association",
                key: &association.id,
                // A new association has no number yet that it could be asked by.
                taken: "select 1 from association where ?1 >= 0 and id = ?2",
                by: &[&key(association.id)],
            }],
        )?;
        let number =
            self.first("select number from association where id = ?1", [key(association.id)], one)?;
        self.association = number.unwrap_or_default();
        Ok(())
    }

    fn insert_member(&mut self, member: &Member) -> Result<()> {
        let id = key(member.id());
        let (number, ikm) = (member.number().get(), key(member.ikm()));
        self.run_unique(
            "insert into member (association, id, version, number, ikm, status, since)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                self.association,
                id,
                member.version(),
                number,
                ikm,
                member.status().code(),
                day(member.since()),
            ],
            &[
                Unique {
                    what: "member",
                    key: &member.id(),
                    taken: "select 1 from member where association = ?1 and id = ?2",
                    by: &[&id],
                },
                Unique { by: &[&number, &id], ..number_of(&member.number()) },
                Unique { by: &[&ikm, &id], ..ikm_of(&member.ikm()) },
            ],
        )?;
        Ok(())
    }

    fn update_member(&mut self, member: &Member) -> Result<()> {
        let id = key(member.id());
        let (number, ikm) = (member.number().get(), key(member.ikm()));
        let updated = self.run_unique(
            "update member set version = version + 1, number = ?4, ikm = ?5, status = ?6, since = ?7
             where association = ?1 and id = ?2 and version = ?3",
            params![
                self.association,
                id,
                member.version(),
                number,
                ikm,
                member.status().code(),
                day(member.since()),
            ],
            &[
                Unique { by: &[&number, &id], ..number_of(&member.number()) },
                Unique { by: &[&ikm, &id], ..ikm_of(&member.ikm()) },
            ],
        )?;
        require_one(updated, "member", &member.id())
    }

    fn move_member(&mut self, member: MemberId, to: IkmId) -> Result<()> {
        let (id, ikm) = (key(member), key(to));
        let updated = self.run_unique(
            "update member set version = version + 1, ikm = ?3 where association = ?1 and id = ?2",
            params![self.association, id, ikm],
            &[Unique { by: &[&ikm, &id], ..ikm_of(&to) }],
        )?;
        require_one(updated, "member", &member)
    }

    fn append_membership(&mut self, event: &MembershipEvent) -> Result<()> {
        self.run(
            "insert into membership_event (association, member, place, day, change)
             values (?1, ?2, (
                select coalesce(max(place), 0) + 1 from membership_event
                where association = ?1 and member = ?2
             ), ?3, ?4)",
            params![self.association, key(event.member), day(event.on), event.change.code()],
        )?;
        Ok(())
    }

    fn insert_dues_plan(&mut self, plan: &DuesPlan) -> Result<()> {
        let month = plan.from.to_string();
        self.run_unique(
            "insert into dues_plan (association, from_month, monthly) values (?1, ?2, ?3)",
            params![self.association, month, plan.monthly.get()],
            &[Unique {
                what: "dues plan",
                key: &plan.from,
                taken: "select 1 from dues_plan where association = ?1 and from_month = ?2",
                by: &[&month],
            }],
        )?;
        Ok(())
    }

    fn insert_dues_charge(&mut self, charge: &DuesCharge) -> Result<()> {
        let (member, month) = (key(charge.member), charge.month.to_string());
        self.run_unique(
            "insert into dues_charge (association, member, month, amount, entry)
             values (?1, ?2, ?3, ?4, ?5)",
            params![self.association, member, month, charge.amount.get(), key(charge.entry)],
            &[Unique {
                what: "dues charge",
                key: &charge.month,
                taken: "select 1 from dues_charge
                        where association = ?1 and member = ?2 and month = ?3",
                by: &[&member, &month],
            }],
        )?;
        Ok(())
    }

    fn insert_dues_payment(&mut self, payment: &DuesPayment) -> Result<()> {
        self.run(
            "insert into dues_payment (association, member, place, day, amount, entry)
             values (?1, ?2, (
                select coalesce(max(place), 0) + 1 from dues_payment
                where association = ?1 and member = ?2
             ), ?3, ?4, ?5)",
            params![
                self.association,
                key(payment.member),
                day(payment.on),
                payment.amount.get(),
                key(payment.entry),
            ],
        )?;
        Ok(())
    }
}
