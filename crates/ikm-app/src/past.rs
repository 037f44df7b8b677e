//! What stood on a past day: members, the IKM behind them, and what they owed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ikm_core::association::{DuesStanding, Member, MemberStatus, MembershipChange};
use ikm_core::gallery::{Item, Stock};
use ikm_core::id::{BatchId, EntryId, IkmId};
use ikm_core::money::Rupiah;
use ikm_core::programme::{Enrolment, EnrolmentStatus, ProgrammeCode};
use ikm_core::registry::{FiguresOf, Ikm, Merge};
use ikm_store::ReadTx;

use crate::error::{AppError, Refusal};

/// An IKM as it was at the end of `day`.
pub(crate) fn ikm_on(tx: &mut dyn ReadTx, id: IkmId, day: NaiveDate) -> Result<Ikm, AppError> {
    let now = tx.ikm(id)?;
    if let Some(now) = now.as_ref().filter(|now| now.version == 1) {
        return Ok(now.clone());
    }
    // One that went with the import that had brought it is known for the days before.
    let past = tx.past(id)?.into_iter().find(|past| past.until > day).map(|past| past.ikm);
    Ok(past.or(now).ok_or_else(|| Refusal::UnknownIkm(id.to_string()))?)
}

/// What an IKM is called now, or was called last where it is there no more.
pub(crate) fn last_name(tx: &mut dyn ReadTx, id: IkmId) -> Result<Option<String>, AppError> {
    let last = match tx.ikm(id)? {
        Some(ikm) => Some(ikm),
        None => tx.past(id)?.pop().map(|past| past.ikm),
    };
    Ok(last.map(|ikm| ikm.profile.name))
}

/// The IKM that a member was at the end of `day`, as it then was.
pub(crate) fn ikm_of_member_on(
    tx: &mut dyn ReadTx,
    member: &Member,
    day: NaiveDate,
) -> Result<Ikm, AppError> {
    let moves = moves(tx, member.ikm(), |merge| merge.members.contains(&member.id()))?;
    ikm_on(tx, before(moves, member.ikm(), day), day)
}

/// The IKM that was enrolled at the end of `day`, as it then was.
pub(crate) fn ikm_of_enrolment_on(
    tx: &mut dyn ReadTx,
    place: &Enrolment,
    day: NaiveDate,
) -> Result<Ikm, AppError> {
    let moves = moves(tx, place.ikm(), |merge| merge.enrolments.contains(&place.id()))?;
    ikm_on(tx, before(moves, place.ikm(), day), day)
}

/// The programmes for which an IKM had applied by the end of `day`, and how it then stood in them.
pub(crate) fn programmes_on(
    tx: &mut dyn ReadTx,
    ikm: &Ikm,
    day: NaiveDate,
) -> Result<Vec<(ProgrammeCode, EnrolmentStatus)>, AppError> {
    let mut places = tx.enrolments_of(ikm.id)?;
    let merges = tx.merges_of(ikm.id)?;
    for id in merges.iter().flat_map(|merge| &merge.enrolments) {
        if places.iter().all(|place| place.id() != *id) {
            places.extend(tx.enrolment(*id)?);
        }
    }
    let mut found = Vec::new();
    for place in places {
        let stays = merges.is_empty() || ikm_of_enrolment_on(tx, &place, day)?.id == ikm.id;
        if stays && let Some(then) = enrolment_on(tx, &place, day)? {
            found.push((then.programme().clone(), then.status()));
        }
    }
    Ok(found)
}

/// An enrolment as it was at the end of `day`; nothing where it was not yet.
pub(crate) fn enrolment_on(
    tx: &mut dyn ReadTx,
    place: &Enrolment,
    day: NaiveDate,
) -> Result<Option<Enrolment>, AppError> {
    if place.since() <= day {
        return Ok(Some(place.clone()));
    }
    Ok(place.as_of(day, &tx.enrolment_events(place.id())?))
}

/// When something moved, and from which IKM to which.
type Moves = Vec<(NaiveDate, IkmId, IkmId)>;

/// Where what is now with `id` was at the end of `day`.
fn before(moves: Moves, mut id: IkmId, day: NaiveDate) -> IkmId {
    for (on, from, to) in moves.into_iter().rev() {
        if on > day && id == to {
            id = from;
        }
    }
    id
}

/// How what is now with `ikm` moved from IKM to IKM as they were merged and parted, in order of
/// days; `carried` says whether a merge took it along.
fn moves(
    tx: &mut dyn ReadTx,
    ikm: IkmId,
    carried: impl Fn(&Merge) -> bool,
) -> Result<Moves, AppError> {
    let (mut moves, mut seen) = (Vec::new(), BTreeSet::new());
    let mut open = vec![ikm];
    while let Some(id) = open.pop() {
        for merge in tx.merges_of(id)? {
            if carried(&merge) && seen.insert(merge.id) {
                moves.push((merge.on, merge.drop, merge.keep));
                moves.extend(merge.undone_on.map(|on| (on, merge.keep, merge.drop)));
                open.extend([merge.keep, merge.drop]);
            }
        }
    }
    moves.sort_by_key(|(on, ..)| *on);
    Ok(moves)
}

/// What the sources had said of an IKM in each year at the end of `day`, when it was as `then`; of
/// several sources of one year, the one that was recorded last.
pub(crate) fn figures_on(
    tx: &mut dyn ReadTx,
    then: &Ikm,
    day: NaiveDate,
) -> Result<Vec<FiguresOf>, AppError> {
    let mut rows = tx.figures(then.id)?;
    let merges = if then.version > 1 { tx.merges_of(then.id)? } else { Vec::new() };
    let mut copied: BTreeSet<(i32, Option<BatchId>)> = BTreeSet::new();
    for merge in merges.iter().filter(|merge| merge.keep == then.id) {
        match merge.undone_on {
            // Figures that came with a merge stand under the day on which they were first recorded.
            None if merge.on > day => copied.extend(&merge.figures),
            Some(undone) if merge.on <= day && day < undone => rows.extend(lent(tx, merge)?),
            _ => {}
        }
    }
    rows.retain(|row| row.recorded_on <= day && !copied.contains(&(row.year(), row.source)));
    if rows.is_empty() && !then.profile.figures.say_nothing() {
        rows.push(FiguresOf::of_profile(then));
    }
    // What says nothing hides nothing.
    rows.retain(|row| !row.figures.say_nothing());
    rows.sort_by_key(|row| (row.year(), row.recorded_on, row.source));
    let latest: BTreeMap<i32, FiguresOf> = rows.into_iter().map(|row| (row.year(), row)).collect();
    Ok(latest.into_values().collect())
}

/// The figures that a merge had copied before it was taken back.
fn lent(tx: &mut dyn ReadTx, merge: &Merge) -> Result<Vec<FiguresOf>, AppError> {
    let mut rows = tx.figures(merge.drop)?;
    if rows.is_empty() {
        rows.extend(tx.ikm(merge.drop)?.as_ref().map(FiguresOf::of_profile));
    }
    let was_copied = |year, source| merge.figures.contains(&(year, source));
    rows.retain(|row| was_copied(row.year(), row.source) || was_copied(row.year(), None));
    Ok(rows)
}

/// Where a membership stood at the end of `day`, and since when; nothing where there was none.
pub(crate) fn status_on(
    tx: &mut dyn ReadTx,
    member: &Member,
    day: NaiveDate,
) -> Result<Option<(MemberStatus, NaiveDate)>, AppError> {
    if member.since() <= day {
        return Ok(Some((member.status(), member.since())));
    }
    let steps = tx.membership(member.id())?;
    let last = steps.into_iter().rfind(|step| step.on <= day);
    Ok(last.map(|step| (status_after(step.change), step.on)))
}

const fn status_after(change: MembershipChange) -> MemberStatus {
    match change {
        MembershipChange::Apply => MemberStatus::Applied,
        MembershipChange::Accept | MembershipChange::Resume => MemberStatus::Active,
        MembershipChange::Suspend => MemberStatus::Suspended,
        MembershipChange::End => MemberStatus::Ended,
    }
}

/// The days of journal entries: hundreds of charges stand on one.
#[derive(Default)]
pub(crate) struct EntryDays(BTreeMap<EntryId, Option<NaiveDate>>);

impl EntryDays {
    fn of(&mut self, tx: &mut dyn ReadTx, entry: EntryId) -> Result<Option<NaiveDate>, AppError> {
        if let Some(day) = self.0.get(&entry) {
            return Ok(*day);
        }
        let day = tx.entry(entry)?.map(|entry| entry.on());
        self.0.insert(entry, day);
        Ok(day)
    }

    /// How a member stood with the dues at the end of `day`.
    pub(crate) fn dues_on(
        &mut self,
        tx: &mut dyn ReadTx,
        member: &Member,
        day: NaiveDate,
    ) -> Result<DuesStanding, AppError> {
        let (mut charged, mut paid) = (Rupiah::ZERO, Rupiah::ZERO);
        for charge in tx.dues_charges(member.id())? {
            if self.of(tx, charge.entry)?.is_some_and(|on| on <= day) {
                charged = charged.plus(charge.amount)?;
            }
        }
        for payment in tx.dues_payments(member.id())? {
            if payment.on <= day {
                paid = paid.plus(payment.amount)?;
            }
        }
        Ok(DuesStanding { member: member.id(), charged, paid })
    }
}

/// The pieces of an item as the stock journal had them at the end of `day`.
pub(crate) fn stock_on(
    tx: &mut dyn ReadTx,
    item: &Item,
    day: NaiveDate,
) -> Result<Stock, AppError> {
    let mut stock = Stock::default();
    for moved in tx.stock_moves(item.id())?.into_iter().filter(|moved| moved.on <= day) {
        // A journal that contradicts itself is the doctor's to find.
        stock = stock.after(moved.kind, moved.quantity).unwrap_or(stock);
    }
    Ok(stock)
}
