//! Membership: apply, accept, suspend, resume, end, and its whole history.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use ikm_core::association::{
    Member, MemberNumber, MemberStatus, MembershipChange, MembershipEvent,
};
use ikm_core::audit::DigestBuilder;
use ikm_core::id::{IkmId, MemberId};
use ikm_core::identity::Nib;
use ikm_core::registry::{Ikm, Segment};
use ikm_store::{IkmFilter, ReadTx, WriteTx};
use serde::{Deserialize, Serialize};

use crate::app::{App, Env};
use crate::error::{AppError, Refusal};
use crate::registry::{Sieve, present, resolve_ikm};

/// How many rows a use case reads from the store at a time.
pub(crate) const PAGE: u32 = 500;

/// A day after all business, as of which the registry is what it is at present.
const END_OF_DAYS: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// A member, with the name of the IKM.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberView {
    /// The member's id.
    pub member: MemberId,
    /// The number on the card.
    pub number: MemberNumber,
    /// Where the membership stands.
    pub status: MemberStatus,
    /// Since which day.
    pub since: NaiveDate,
    /// The IKM.
    pub ikm: IkmId,
    /// The name of the IKM.
    pub name: String,
    /// The code of its kecamatan, where known.
    pub kecamatan: Option<String>,
}

/// A member with the whole history of the membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MemberHistory {
    /// The member.
    #[serde(flatten)]
    pub member: MemberView,
    /// Every step, in the order in which it was recorded.
    pub history: Vec<MembershipEvent>,
}

/// What accepting every registered IKM did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedAll {
    /// How many were accepted now.
    pub accepted: u64,
    /// How many members the association has or had.
    pub members: u64,
}

impl App<'_> {
    /// Records the application of an IKM, named by id or NIB, on the business day.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownIkm`], [`Refusal::AlreadyMember`] and [`AppError::Store`].
    pub fn apply(&mut self, ikm: &str) -> Result<MemberView, AppError> {
        let content = DigestBuilder::new().field("member.apply").field(ikm).finish();
        self.write_once(content, |tx, env| {
            let ikm = resolve_ikm(tx, ikm)?;
            let member = match membership_of(tx, ikm.id)? {
                None => admit(tx, env, ikm.id)?,
                Some(member) if member.status() == MemberStatus::Ended => {
                    step(tx, member, MembershipChange::Apply, env.today)?
                }
                Some(member) => return Err(Refusal::AlreadyMember(member.number()).into()),
            };
            env.audit(tx, "member.apply", &member.id(), content, "")?;
            Ok(view(&member, &ikm))
        })
    }

    /// Takes one step in a membership, named by the member's number.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownMember`], [`AppError::Member`] when the step does not follow, and
    /// [`AppError::Store`].
    pub fn change_membership(
        &mut self,
        member: &str,
        change: MembershipChange,
    ) -> Result<MemberView, AppError> {
        let action = format!("member.{}", change.code());
        let content = DigestBuilder::new().field(&action).field(member).finish();
        self.write_once(content, |tx, env| {
            let member = resolve_member(tx, member)?;
            let member = step(tx, member, change, env.today)?;
            env.audit(tx, &action, &member.id(), content, "")?;
            let ikm = ikm_of(tx, &member)?;
            Ok(view(&member, &ikm))
        })
    }

    /// Accepts every registered IKM that is not a member, in order of registration; those that have
    /// applied are accepted too, those that were suspended or have left stay as they are.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn accept_all(&mut self) -> Result<AcceptedAll, AppError> {
        self.accept_first(u64::MAX)
    }

    /// Accepts no more than `limit` IKM, as [`App::accept_all`] does all of them.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn accept_first(&mut self, limit: u64) -> Result<AcceptedAll, AppError> {
        let mut digest = DigestBuilder::new();
        let content = digest.field("member.accept-all").field(&limit.to_string()).finish();
        let association = self.association.id;
        self.write_once(content, |tx, env| {
            let mut accepted = 0;
            let mut after = None;
            while accepted < limit {
                let page = tx.ikm_page(&IkmFilter::default(), END_OF_DAYS, after, PAGE)?;
                let Some(last) = page.last() else { break };
                after = Some(last.id);
                for ikm in &page {
                    if accepted < limit {
                        accepted += u64::from(accept(tx, env, ikm.id)?);
                    }
                }
            }
            if accepted > 0 {
                env.audit(tx, "member.accept-all", &association, content, "")?;
            }
            accepted_all(tx, accepted)
        })
    }

    /// Accepts these IKM in one transaction, as [`App::accept_all`] does all of them.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownIkm`] and [`AppError::Store`].
    pub fn accept_these(&mut self, ikms: &[IkmId]) -> Result<AcceptedAll, AppError> {
        let mut digest = DigestBuilder::new();
        digest.field("member.accept-these");
        for id in ikms {
            digest.field(&id.to_string());
        }
        let content = digest.finish();
        let association = self.association.id;
        self.write_once(content, |tx, env| {
            let mut accepted = 0;
            for id in ikms {
                let unknown = || Refusal::UnknownIkm(id.to_string());
                let ikm = tx.ikm(*id)?.ok_or_else(unknown)?;
                let ikm = present(tx, ikm)?;
                accepted += u64::from(accept(tx, env, ikm.id)?);
            }
            if accepted > 0 {
                env.audit(tx, "member.accept-these", &association, content, "")?;
            }
            accepted_all(tx, accepted)
        })
    }

    /// The member with this number, and the history of the membership.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownMember`] and [`AppError::Store`].
    pub fn member(&self, member: &str) -> Result<MemberHistory, AppError> {
        self.read(|tx| {
            let member = resolve_member(tx, member)?;
            let history = tx.membership(member.id())?;
            let ikm = ikm_of(tx, &member)?;
            Ok(MemberHistory { member: view(&member, &ikm), history })
        })
    }

    /// Shows every member to `each`, in order of numbers, a page at a time.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn for_each_member(
        &self,
        mut each: impl FnMut(MemberView) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        self.read(|tx| {
            visit_members(tx, |tx, member| {
                let ikm = ikm_of(tx, member)?;
                each(view(member, &ikm))
            })
        })
    }
}

impl App<'_> {
    /// Shows every member to `each` whose IKM and status the segment holds, in order of numbers,
    /// until `each` has seen enough.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn visit_members_of(
        &self,
        segment: &Segment,
        mut each: impl FnMut(MemberView) -> Result<ControlFlow<()>, AppError>,
    ) -> Result<(), AppError> {
        let regions = self.regions_for(segment)?;
        let sieve = Sieve::new(segment, self.env.today, &regions);
        self.read(|tx| {
            visit_members_until(tx, |tx, member| {
                let ikm = ikm_of(tx, member)?;
                if sieve.holds_member(tx, &ikm, member.status())? {
                    return each(view(member, &ikm));
                }
                Ok(ControlFlow::Continue(()))
            })
        })
    }
}

/// Visits the members in order of numbers, a page at a time, until `visit` has seen enough.
pub(crate) fn visit_members_until(
    tx: &mut dyn ReadTx,
    mut visit: impl FnMut(&mut dyn ReadTx, &Member) -> Result<ControlFlow<()>, AppError>,
) -> Result<(), AppError> {
    let mut after = None;
    loop {
        let page = tx.member_page(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.number());
        for member in &page {
            if visit(tx, member)?.is_break() {
                return Ok(());
            }
        }
    }
}

/// Visits every member in order of numbers, a page at a time.
pub(crate) fn visit_members(
    tx: &mut dyn ReadTx,
    mut visit: impl FnMut(&mut dyn ReadTx, &Member) -> Result<(), AppError>,
) -> Result<(), AppError> {
    visit_members_until(tx, |tx, member| visit(tx, member).map(ControlFlow::Continue))
}

/// The member whom a person names by number, or by the id or NIB of the IKM or the member's own id.
pub(crate) fn resolve_member(tx: &mut dyn ReadTx, text: &str) -> Result<Member, AppError> {
    let unknown = || AppError::from(Refusal::UnknownMember(text.to_owned()));
    if let Ok(id) = text.parse::<MemberId>()
        && let Some(member) = tx.member(id)?
    {
        return Ok(member);
    }
    let ikm = match (text.parse::<IkmId>(), text.parse::<Nib>()) {
        (Ok(id), _) => Some(tx.ikm(id)?.ok_or_else(unknown)?),
        (_, Ok(nib)) => Some(tx.ikm_by_nib(&nib)?.ok_or_else(unknown)?),
        _ => None,
    };
    match ikm.map(|ikm| present(tx, ikm)).transpose()? {
        Some(ikm) => membership_of(tx, ikm.id)?.ok_or_else(unknown),
        None => tx.member_by_number(text.parse()?)?.ok_or_else(unknown),
    }
}

/// The membership of an IKM: the one that has not ended, or else the one that ended last. A merge
/// can give an IKM several.
pub(crate) fn membership_of(tx: &mut dyn ReadTx, ikm: IkmId) -> Result<Option<Member>, AppError> {
    let members = tx.members_of_ikm(ikm)?;
    let is_open = |member: &Member| member.status() != MemberStatus::Ended;
    Ok(members.into_iter().max_by_key(|member| (is_open(member), member.since(), member.number())))
}

/// The IKM behind a member.
pub(crate) fn ikm_of(tx: &mut dyn ReadTx, member: &Member) -> Result<Ikm, AppError> {
    let unknown = || Refusal::UnknownIkm(member.ikm().to_string());
    Ok(tx.ikm(member.ikm())?.ok_or_else(unknown)?)
}

fn view(member: &Member, ikm: &Ikm) -> MemberView {
    MemberView {
        member: member.id(),
        number: member.number(),
        status: member.status(),
        since: member.since(),
        ikm: ikm.id,
        name: ikm.profile.name.clone(),
        kecamatan: ikm.profile.place.kecamatan.map(|code| code.to_string()),
    }
}

fn admit(tx: &mut dyn WriteTx, env: &mut Env<'_>, ikm: IkmId) -> Result<Member, AppError> {
    let last = tx.last_member_number()?.map_or(0, MemberNumber::get);
    let number = MemberNumber::nth(last + 1);
    let (member, event) = Member::apply(MemberId::generate(env.ids), number, ikm, env.today);
    tx.insert_member(&member)?;
    tx.append_membership(&event)?;
    Ok(member)
}

fn accept(tx: &mut dyn WriteTx, env: &mut Env<'_>, ikm: IkmId) -> Result<bool, AppError> {
    let member = match membership_of(tx, ikm)? {
        None => admit(tx, env, ikm)?,
        Some(member) if member.status() == MemberStatus::Applied => member,
        Some(_) => return Ok(false),
    };
    step(tx, member, MembershipChange::Accept, env.today)?;
    Ok(true)
}

/// Numbers are never given twice nor left out, so the last one is how many there are.
fn accepted_all(tx: &mut dyn ReadTx, accepted: u64) -> Result<AcceptedAll, AppError> {
    let members = u64::from(tx.last_member_number()?.map_or(0, MemberNumber::get));
    Ok(AcceptedAll { accepted, members })
}

fn step(
    tx: &mut dyn WriteTx,
    mut member: Member,
    change: MembershipChange,
    on: NaiveDate,
) -> Result<Member, AppError> {
    let event = member.change(change, on)?;
    tx.update_member(&member)?;
    tx.append_membership(&event)?;
    Ok(member)
}
