use chrono::NaiveDate;
use ikm_core::association::{Member, MemberNumber, MemberStatus};
use ikm_core::audit::DigestBuilder;
use ikm_core::id::{BatchId, EnrolmentId, IkmId, MergeId};
use ikm_core::programme::Enrolment;
use ikm_core::registry::{
    Cause, Figures, FiguresOf, Ikm, Merge, Merged, Part, Profile, present_figures,
};
use ikm_store::{ReadTx, WriteTx};
use serde::{Deserialize, Serialize};

use super::figures::{figures_of, make_explicit};
use super::identity::named_ikm;
use super::refusal::RegistryRefusal;
use crate::app::App;
use crate::error::{AppError, Refusal};
use crate::members::PAGE;
use crate::past::last_name;

/// What a merge, or taking one back, did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeOutcome {
    /// The merge.
    pub merge: MergeId,
    /// The IKM that goes on.
    pub keep: IkmId,
    /// Its name.
    pub keep_name: String,
    /// The IKM that was merged into it.
    pub drop: IkmId,
    /// Its name.
    pub drop_name: String,
    /// The memberships that moved.
    pub members: Vec<MemberNumber>,
    /// How many enrolments in programmes moved.
    #[serde(default)]
    pub enrolments: u64,
    /// How many rows of figures were copied, or taken away again.
    pub figures: u64,
    /// The parts of the profile of the one that goes on that changed, by their codes.
    pub changed: Vec<String>,
}

/// A merge as a listing shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MergeView {
    /// Its id.
    pub merge: MergeId,
    /// The business day on which they were merged.
    pub on: NaiveDate,
    /// The IKM that goes on.
    pub keep: IkmId,
    /// Its name; empty where it came and went on one day.
    pub keep_name: String,
    /// The IKM that was merged into it.
    pub drop: IkmId,
    /// Its name; empty where it came and went on one day.
    pub drop_name: String,
    /// The business day on which it was taken back, if it was.
    pub undone_on: Option<NaiveDate>,
}

/// Two IKM of which it was decided that they are two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distinct {
    /// The one.
    pub a: IkmId,
    /// The other.
    pub b: IkmId,
}

impl App<'_> {
    /// Merges two IKM that a person found to be one: `keep` goes on with all that hangs on `drop`,
    /// its memberships, its enrolments, its figures, and whatever `keep` leaves open in its profile. Whoever asks
    /// for `drop` from now on, also a list with its NIB, gets `keep`.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownIkm`], [`RegistryRefusal::Same`], [`RegistryRefusal::MergedAlready`],
    /// [`RegistryRefusal::BothMembers`], [`RegistryRefusal::BothEnrolled`],
    /// [`RegistryRefusal::Backdated`] and [`AppError::Store`].
    pub fn merge(&mut self, keep: &str, drop: &str) -> Result<MergeOutcome, AppError> {
        let mut content = DigestBuilder::new();
        let content = content.field("registry.merge").field(keep).field(drop).finish();
        self.write_once(content, |tx, env| {
            let (keep, drop) = two(tx, keep, drop)?;
            require_since(tx, &keep, env.today)?;
            require_since(tx, &drop, env.today)?;
            require_one_membership(tx, keep.id, drop.id)?;
            require_one_enrolment(tx, keep.id, drop.id)?;
            let id = MergeId::generate(env.ids);
            let (figures, known) = copy_figures(tx, &keep, &drop)?;
            let mut profile = drop.profile.updated_by(&keep.profile);
            profile.figures = known;
            let cause = Cause::Merge(id);
            let merged = Some(Merged { into: keep.id, on: env.today });
            // A NIB is given up before it is taken over.
            tx.update_ikm(&Ikm { merged, ..drop.clone() }, env.today, &cause)?;
            let after = Ikm { profile, ..keep.clone() };
            tx.update_ikm(&after, env.today, &cause)?;
            let members = move_members(tx, drop.id, keep.id)?;
            let enrolments = move_enrolments(tx, drop.id, keep.id)?;
            let merge = Merge {
                id,
                keep: keep.id,
                drop: drop.id,
                on: env.today,
                at: env.clock.now(),
                keep_before: keep.profile.clone(),
                keep_after: after.profile.clone(),
                members: members.iter().map(Member::id).collect(),
                enrolments,
                figures,
                undone_on: None,
            };
            tx.insert_merge(&merge)?;
            env.audit(tx, "registry.merge", &id, content, "")?;
            Ok(outcome(&merge, &keep, &after, &drop, &members))
        })
    }

    /// Takes a merge back: both stand again, each with what it had. A part of the profile that has
    /// changed since the merge stays as it is.
    ///
    /// # Errors
    ///
    /// [`RegistryRefusal::UnknownMerge`], [`RegistryRefusal::MergeUndone`],
    /// [`RegistryRefusal::LaterMerge`], [`RegistryRefusal::Backdated`] and [`AppError::Store`].
    pub fn unmerge(&mut self, merge: &str) -> Result<MergeOutcome, AppError> {
        let content = DigestBuilder::new().field("registry.unmerge").field(merge).finish();
        self.write_once(content, |tx, env| {
            let merge = standing_merge(tx, merge)?;
            let (keep, drop) = (ikm(tx, merge.keep)?, ikm(tx, merge.drop)?);
            require_not_merged_since(tx, &merge, &keep)?;
            require_since(tx, &keep, env.today)?;
            require_since(tx, &drop, env.today)?;
            let profile = without(tx, &merge, &keep)?;
            let cause = Cause::Unmerge(merge.id);
            let after = Ikm { profile, ..keep.clone() };
            tx.update_ikm(&after, env.today, &cause)?;
            tx.update_ikm(&Ikm { merged: None, ..drop.clone() }, env.today, &cause)?;
            let members = move_back(tx, &merge)?;
            move_enrolments_back(tx, &merge)?;
            tx.end_merge(merge.id, env.today)?;
            env.audit(tx, "registry.unmerge", &merge.id, content, "")?;
            Ok(outcome(&merge, &keep, &after, &drop, &members))
        })
    }

    /// Records that two IKM that resemble each other are two: nobody is asked again, also not after
    /// another import.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownIkm`], [`RegistryRefusal::Same`], [`RegistryRefusal::MergedAlready`] and
    /// [`AppError::Store`].
    pub fn distinct(&mut self, a: &str, b: &str) -> Result<Distinct, AppError> {
        let content = DigestBuilder::new().field("registry.distinct").field(a).field(b).finish();
        self.write_once(content, |tx, env| {
            let (a, b) = two(tx, a, b)?;
            tx.decide_pair(a.id, b.id, env.today)?;
            env.audit(tx, "registry.distinct", &a.id, content, "")?;
            Ok(Distinct { a: a.id, b: b.id })
        })
    }

    /// Shows every merge to `each`, oldest first, those that were taken back too.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn for_each_merge(
        &self,
        mut each: impl FnMut(MergeView) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        self.read(|tx| {
            let mut after = None;
            loop {
                let page = tx.merge_page(after, PAGE)?;
                let Some(last) = page.last() else { return Ok(()) };
                after = Some(last.id);
                for merge in page {
                    let keep_name = last_name(tx, merge.keep)?.unwrap_or_default();
                    let drop_name = last_name(tx, merge.drop)?.unwrap_or_default();
                    let Merge { id, keep, drop, on, undone_on, .. } = merge;
                    each(MergeView { merge: id, on, keep, keep_name, drop, drop_name, undone_on })?;
                }
            }
        })
    }
}

fn outcome(
    merge: &Merge,
    before: &Ikm,
    after: &Ikm,
    drop: &Ikm,
    members: &[Member],
) -> MergeOutcome {
    let changed = before.profile.differences(&after.profile);
    MergeOutcome {
        merge: merge.id,
        keep: merge.keep,
        keep_name: after.profile.name.clone(),
        drop: merge.drop,
        drop_name: drop.profile.name.clone(),
        members: members.iter().map(Member::number).collect(),
        enrolments: u64::try_from(merge.enrolments.len()).unwrap_or(u64::MAX),
        figures: u64::try_from(merge.figures.len()).unwrap_or(u64::MAX),
        changed: changed.into_iter().map(Part::code).map(str::to_owned).collect(),
    }
}

/// The two IKM, each of which must stand by itself.
fn two(tx: &mut dyn ReadTx, a: &str, b: &str) -> Result<(Ikm, Ikm), AppError> {
    let (a, b) = (named_ikm(tx, a)?, named_ikm(tx, b)?);
    if a.id == b.id {
        return Err(RegistryRefusal::Same(a.id).into());
    }
    for ikm in [&a, &b] {
        if let Some(merged) = ikm.merged {
            let (ikm, into) = (ikm.id, merged.into);
            return Err(RegistryRefusal::MergedAlready { ikm, into }.into());
        }
    }
    Ok((a, b))
}

fn ikm(tx: &mut dyn ReadTx, id: IkmId) -> Result<Ikm, AppError> {
    Ok(tx.ikm(id)?.ok_or_else(|| Refusal::UnknownIkm(id.to_string()))?)
}

/// Refuses a change on a day before the last one: the life of an IKM is one line.
pub(crate) fn require_since(tx: &mut dyn ReadTx, ikm: &Ikm, on: NaiveDate) -> Result<(), AppError> {
    let last = tx.past(ikm.id)?.pop().map(|past| past.until);
    let since = last.map_or(ikm.registered_on, |until| until.max(ikm.registered_on));
    if on < since {
        return Err(RegistryRefusal::Backdated { ikm: ikm.id, since, on }.into());
    }
    Ok(())
}

fn require_one_membership(tx: &mut dyn ReadTx, keep: IkmId, drop: IkmId) -> Result<(), AppError> {
    let mut open = |ikm| -> Result<Option<MemberNumber>, AppError> {
        let members = tx.members_of_ikm(ikm)?;
        let open = members.iter().find(|member| member.status() != MemberStatus::Ended);
        Ok(open.map(Member::number))
    };
    match (open(keep)?, open(drop)?) {
        (Some(keep), Some(drop)) => Err(RegistryRefusal::BothMembers { keep, drop }.into()),
        _ => Ok(()),
    }
}

/// Refuses to make one of two that are both open in a programme: one of them has to withdraw first.
fn require_one_enrolment(tx: &mut dyn ReadTx, keep: IkmId, drop: IkmId) -> Result<(), AppError> {
    let open = |place: &Enrolment| place.status().is_open();
    let of_drop = tx.enrolments_of(drop)?;
    for place in tx.enrolments_of(keep)?.into_iter().filter(open) {
        let is_twin = |other: &Enrolment| other.programme() == place.programme();
        if of_drop.iter().filter(|other| open(other)).any(is_twin) {
            let programme = place.programme().clone();
            return Err(RegistryRefusal::BothEnrolled { keep, drop, programme }.into());
        }
    }
    Ok(())
}

/// The years and sources of the figures that a merge copies.
type Copied = Vec<(i32, Option<BatchId>)>;

/// Copies what the sources say of `drop` to `keep`, and gives what was copied and what is known of
/// `keep` then.
///
/// Where one source speaks of both in one year, what it says of `keep` counts, and what it says of
/// `drop` fills the rest as a row without a source.
fn copy_figures(
    tx: &mut dyn WriteTx,
    keep: &Ikm,
    drop: &Ikm,
) -> Result<(Copied, Figures), AppError> {
    let of_drop = figures_of(tx, drop)?;
    if of_drop.is_empty() {
        return Ok((Vec::new(), keep.profile.figures.clone()));
    }
    let mut rows = make_explicit(tx, keep)?;
    let mut copied = Vec::new();
    for row in of_drop {
        let is_taken = |rows: &[FiguresOf], source| {
            rows.iter().any(|known| (known.year(), known.source) == (row.year(), source))
        };
        let source = if is_taken(&rows, row.source) { None } else { row.source };
        if is_taken(&rows, source) {
            continue;
        }
        copied.push((row.year(), source));
        let row = FiguresOf { ikm: keep.id, source, ..row };
        tx.put_figures(&row)?;
        rows.push(row);
    }
    Ok((copied, present_figures(&rows)))
}

fn move_members(tx: &mut dyn WriteTx, from: IkmId, to: IkmId) -> Result<Vec<Member>, AppError> {
    let members = tx.members_of_ikm(from)?;
    for member in &members {
        tx.move_member(member.id(), to)?;
    }
    Ok(members)
}

fn move_enrolments(
    tx: &mut dyn WriteTx,
    from: IkmId,
    to: IkmId,
) -> Result<Vec<EnrolmentId>, AppError> {
    let ids: Vec<EnrolmentId> = tx.enrolments_of(from)?.iter().map(Enrolment::id).collect();
    ids.iter().try_for_each(|id| tx.move_enrolment(*id, to))?;
    Ok(ids)
}

/// Moves the enrolments back that the merge had moved, with what has become of them since.
fn move_enrolments_back(tx: &mut dyn WriteTx, merge: &Merge) -> Result<(), AppError> {
    for id in &merge.enrolments {
        if tx.enrolment(*id)?.is_some_and(|place| place.ikm() == merge.keep) {
            tx.move_enrolment(*id, merge.drop)?;
        }
    }
    Ok(())
}

/// Moves the memberships back that the merge had moved.
fn move_back(tx: &mut dyn WriteTx, merge: &Merge) -> Result<Vec<Member>, AppError> {
    let mut moved = Vec::new();
    for id in &merge.members {
        if let Some(member) = tx.member(*id)?
            && member.ikm() == merge.keep
        {
            tx.move_member(*id, merge.drop)?;
            moved.push(member);
        }
    }
    Ok(moved)
}

fn standing_merge(tx: &mut dyn ReadTx, text: &str) -> Result<Merge, AppError> {
    let unknown = || RegistryRefusal::UnknownMerge(text.to_owned());
    let id: MergeId = text.parse().map_err(|_not_an_id| unknown())?;
    let merge = tx.merge(id)?.ok_or_else(unknown)?;
    match merge.undone_on {
        None => Ok(merge),
        Some(on) => Err(RegistryRefusal::MergeUndone { merge: id, on }.into()),
    }
}

fn require_not_merged_since(
    tx: &mut dyn ReadTx,
    merge: &Merge,
    keep: &Ikm,
) -> Result<(), AppError> {
    if keep.merged.is_none() {
        return Ok(());
    }
    let merges = tx.merges_of(keep.id)?;
    let later = merges.iter().rfind(|other| other.drop == keep.id && other.undone_on.is_none());
    let later = later.map_or(merge.id, |later| later.id);
    Err(RegistryRefusal::LaterMerge { merge: merge.id, later }.into())
}

/// The profile of the one that goes on without what the merge brought; the figures that were copied
/// to it are removed.
fn without(tx: &mut dyn WriteTx, merge: &Merge, keep: &Ikm) -> Result<Profile, AppError> {
    let mut profile = keep.profile.without_change(&merge.keep_before, &merge.keep_after);
    for (year, source) in &merge.figures {
        tx.remove_figures(keep.id, *year, *source)?;
    }
    let rows = tx.figures(keep.id)?;
    if !rows.is_empty() {
        profile.figures = present_figures(&rows);
    }
    Ok(profile)
}
