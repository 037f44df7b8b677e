//! Dues: what members owe a month, charging it, and taking payments.

use std::ops::ControlFlow;

use ikm_core::Month;
use ikm_core::association::{
    DuesCharge, DuesError, DuesPayment, DuesPlan, DuesStanding, Member, MemberNumber, MemberStatus,
};
use ikm_core::audit::DigestBuilder;
use ikm_core::gallery::Payment;
use ikm_core::id::EntryId;
use ikm_core::ledger::{Account, EntryDraft, EntryKind};
use ikm_core::money::Rupiah;
use ikm_core::registry::{Ikm, Segment};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::AppError;
use crate::members::{ikm_of, resolve_member, visit_members, visit_members_until};
use crate::past::{EntryDays, ikm_of_member_on, status_on};
use crate::registry::Sieve;

/// What charging a month did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuesRun {
    /// The month.
    pub month: Month,
    /// How many members were charged now.
    pub members: u64,
    /// How much was charged now.
    pub charged: Rupiah,
    /// How many had been charged for the month before.
    pub already_charged: u64,
}

/// How one member stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuesView {
    /// The number on the card.
    pub member: MemberNumber,
    /// The name of the IKM.
    pub name: String,
    /// The code of its kecamatan, where known.
    pub kecamatan: Option<String>,
    /// All that was charged.
    pub charged: Rupiah,
    /// All that was paid.
    pub paid: Rupiah,
    /// What is still owed.
    pub outstanding: Rupiah,
}

impl App<'_> {
    /// Sets what a member owes for each month from `plan.from` on.
    ///
    /// # Errors
    ///
    /// [`AppError::Dues`] for a negative amount, and [`AppError::Store`] when there is a plan from
    /// that month already.
    pub fn plan_dues(&mut self, plan: DuesPlan) -> Result<DuesPlan, AppError> {
        if plan.monthly.is_negative() {
            return Err(DuesError::NotPositive(plan.monthly).into());
        }
        let content = DigestBuilder::new()
            .field("dues.plan")
            .field(&plan.from.to_string())
            .field(&plan.monthly.get().to_string())
            .finish();
        let association = self.association.id;
        self.write_once(content, |tx, env| {
            tx.insert_dues_plan(&plan)?;
            env.audit(tx, "dues.plan", &association, content, "")?;
            Ok(plan)
        })
    }

    /// The dues plans, in order of their first month.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn dues_plans(&self) -> Result<Vec<DuesPlan>, AppError> {
        self.read(|tx| Ok(tx.dues_plans()?))
    }

    /// Charges `month` to every active member who has not been charged for it, in one journal
    /// entry. Running it again charges only members who have joined since.
    ///
    /// # Errors
    ///
    /// [`AppError::Dues`] when no plan is in force, and [`AppError::Store`].
    pub fn run_dues(&mut self, month: Month) -> Result<DuesRun, AppError> {
        let content = DigestBuilder::new().field("dues.run").field(&month.to_string()).finish();
        let association = self.association.id;
        self.write_once(content, |tx, env| {
            let monthly =
                DuesPlan::monthly_in(&tx.dues_plans()?, month).ok_or(DuesError::NoPlan(month))?;
            let mut run = DuesRun { month, members: 0, charged: Rupiah::ZERO, already_charged: 0 };
            let mut owing = Vec::new();
            visit_members(tx, |tx, member| {
                if member.status() == MemberStatus::Active {
                    if tx.is_charged(member.id(), month)? {
                        run.already_charged += 1;
                    } else {
                        owing.push(member.id());
                    }
                }
                Ok(())
            })?;
            if owing.is_empty() {
                return Ok(run);
            }
            let entry = EntryId::generate(env.ids);
            let mut draft = EntryDraft::new(EntryKind::DuesCharge, month.to_string(), env.today);
            for member in owing {
                let amount = monthly;
                tx.insert_dues_charge(&DuesCharge { member, month, amount, entry })?;
                draft = draft
                    .debit(Account::DuesReceivable(member), amount)
                    .credit(Account::DuesIncome, amount);
                run.members += 1;
                run.charged = run.charged.plus(amount)?;
            }
            tx.append_entry(&draft.finish(entry)?)?;
            env.audit(tx, "dues.run", &association, content, "")?;
            Ok(run)
        })
    }

    /// Takes a payment of dues on the business day.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownMember`](crate::Refusal::UnknownMember), [`AppError::Dues`] for an amount
    /// that is not above zero or more than is owed, and [`AppError::Store`].
    pub fn pay_dues(
        &mut self,
        member: &str,
        amount: Rupiah,
        payment: Payment,
    ) -> Result<DuesView, AppError> {
        if amount.is_negative() || amount.is_zero() {
            return Err(DuesError::NotPositive(amount).into());
        }
        let content = DigestBuilder::new()
            .field("dues.pay")
            .field(member)
            .field(&amount.get().to_string())
            .field(payment.code())
            .finish();
        self.write_once(content, |tx, env| {
            let member = resolve_member(tx, member)?;
            let outstanding = tx.dues_standing(member.id())?.outstanding()?;
            if amount > outstanding {
                let number = member.number();
                return Err(DuesError::Overpaid { number, outstanding, paid: amount }.into());
            }
            let entry = EntryId::generate(env.ids);
            let reference = member.number().to_string();
            let journal = EntryDraft::new(EntryKind::DuesPayment, reference, env.today)
                .debit(payment.account(), amount)
                .credit(Account::DuesReceivable(member.id()), amount)
                .finish(entry)?;
            tx.append_entry(&journal)?;
            let (member_id, on) = (member.id(), env.today);
            tx.insert_dues_payment(&DuesPayment { member: member_id, on, amount, entry })?;
            env.audit(tx, "dues.pay", &member_id, content, "")?;
            let standing = tx.dues_standing(member_id)?;
            let ikm = ikm_of(tx, &member)?;
            dues_view(&member, ikm, &standing)
        })
    }

    /// How every member stood at the end of the business day who had been charged by then, in order
    /// of numbers; with `only_arrears`, only those who owed.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn for_each_standing(
        &self,
        only_arrears: bool,
        mut each: impl FnMut(DuesView) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        self.visit_standings(&Segment::default(), only_arrears, |view| {
            each(view).map(ControlFlow::Continue)
        })
    }

    /// How every member stood whose IKM and status the segment held on the business day, as
    /// [`App::for_each_standing`] has it, until `each` has seen enough.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn visit_standings(
        &self,
        segment: &Segment,
        only_arrears: bool,
        mut each: impl FnMut(DuesView) -> Result<ControlFlow<()>, AppError>,
    ) -> Result<(), AppError> {
        let regions = self.regions_for(segment)?;
        let today = self.env.today;
        let sieve = Sieve::new(segment, today, &regions);
        let mut days = EntryDays::default();
        self.read(|tx| {
            visit_members_until(tx, |tx, member| {
                let standing = days.dues_on(tx, member, today)?;
                let owes = !standing.outstanding()?.is_zero();
                let counts = owes || (!only_arrears && !standing.charged.is_zero());
                if !counts {
                    return Ok(ControlFlow::Continue(()));
                }
                let ikm = ikm_of_member_on(tx, member, today)?;
                // Dues are owed also by who was charged before the membership was accepted.
                let status = status_on(tx, member, today)?.map(|(status, _)| status);
                if sieve.holds_member(tx, &ikm, status.unwrap_or(member.status()))? {
                    return each(dues_view(member, ikm, &standing)?);
                }
                Ok(ControlFlow::Continue(()))
            })
        })
    }
}

fn dues_view(member: &Member, ikm: Ikm, standing: &DuesStanding) -> Result<DuesView, AppError> {
    let profile = ikm.profile;
    Ok(DuesView {
        member: member.number(),
        name: profile.name,
        kecamatan: profile.place.kecamatan.map(|code| code.to_string()),
        charged: standing.charged,
        paid: standing.paid,
        outstanding: standing.outstanding()?,
    })
}
