//! Commands on the registry: few IKM, few days and few causes, so that changes often meet.

use ikm_core::id::IkmId;
use ikm_core::registry::{
    Cause, Figures, FiguresOf, Ikm, Merge, Merged, Profile, Reason, Resemblance, Workers,
};
use ikm_store::conformance::fixture::{moment, parsed, rp};
use ikm_store::{Batch, Pair, Result, WriteTx};
use proptest::option::of;
use proptest::prelude::*;

use super::conformance_commands::Outcome;
use super::conformance_world::{Days, Nth, day, days, id, stale};

/// How many IKM there may be.
const IKMS: Nth = 8;

/// How many imports there may be.
const BATCHES: Nth = 3;

/// What is known of an IKM, in a few values each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(crate) name: Nth,
    pub(crate) owner: Option<Nth>,
    pub(crate) nib: Option<Nth>,
    pub(crate) nik: Option<Nth>,
    pub(crate) kecamatan: Option<Nth>,
    pub(crate) class: Option<Nth>,
    pub(crate) workers: Option<u32>,
    pub(crate) investment: Option<i64>,
}

#[derive(Clone, Debug)]
pub(crate) enum InRegistry {
    Add { ikm: Nth, on: Days, known: Known },
    Update { ikm: Nth, stale: bool, on: Days, cause: Nth, known: Known },
    Remove { ikm: Nth, on: Days },
    Pair { one: Nth, other: Nth, score: Nth },
    Part { one: Nth, other: Nth, on: Days },
    Merge { merge: Nth, keep: Nth, drop: Nth, on: Days },
    Unmerge { merge: Nth, drop: Nth, on: Days },
    Put { ikm: Nth, year: Option<Nth>, source: Option<Nth>, on: Days, sales: Option<i64> },
    Withdraw { ikm: Nth, year: Nth, source: Option<Nth> },
}

#[derive(Clone, Debug)]
pub(crate) enum InImport {
    Read { content: Nth, ikm: Nth, batch: Nth },
    Claim { content: Nth },
    Forget { batch: Nth },
    Batch { batch: Nth, on: Days },
    Undo { batch: Nth, on: Days },
    Lean { batch: Nth, on_batch: Nth },
}

/// What may have changed an IKM.
pub(crate) fn causes() -> Vec<Cause> {
    vec![
        Cause::Edited,
        Cause::Classified,
        Cause::Import(id("batch", 0)),
        Cause::Merge(id("merge", 0)),
        Cause::Unmerge(id("merge", 0)),
        Cause::Undo(id("batch", 0)),
    ]
}

impl InRegistry {
    pub(crate) fn run(&self, tx: &mut dyn WriteTx) -> Result<Option<Outcome>> {
        match self {
            Self::Add { ikm, on, known } => {
                let added = Ikm {
                    id: id("ikm", *ikm),
                    version: 1,
                    registered_on: day(*on),
                    batch: known.owner.map(|nth| id("batch", nth)),
                    merged: None,
                    profile: profile(known),
                };
                // An id is never used again.
                if !tx.past(added.id)?.is_empty() {
                    return Ok(None);
                }
                tx.insert_ikm(&added)?;
            }
            Self::Update { ikm, stale, on, cause, known } => {
                let Some(stored) = tx.ikm(id("ikm", *ikm))? else { return Ok(None) };
                let version = stored.version - u32::from(*stale);
                let cause = causes().into_iter().nth(usize::from(*cause)).expect("a cause");
                let changed = Ikm { version, profile: profile(known), ..stored };
                tx.update_ikm(&changed, day(*on), &cause)?;
            }
            Self::Remove { ikm, on } => {
                let ikm = id("ikm", *ikm);
                if is_named(tx, ikm)? {
                    return Ok(None);
                }
                // The rows that became it are removed first.
                for batch in 0..BATCHES {
                    tx.remove_rows(id("batch", batch))?;
                }
                tx.remove_ikm(ikm, day(*on), &Cause::Undo(id("batch", 0)))?;
            }
            Self::Pair { one, other, score } => {
                let Some((a, b)) = two(tx, *one.min(other), *one.max(other))? else {
                    return Ok(None);
                };
                let resemblance =
                    Resemblance { score: 60 + score, reasons: vec![Reason::SameOwner] };
                let is_new = tx.insert_pair(&Pair { a: a.id, b: b.id, resemblance })?;
                return Ok(Some(Outcome::Counted(u64::from(is_new))));
            }
            Self::Part { one, other, on } => {
                let Some((a, b)) = two(tx, *one, *other)? else { return Ok(None) };
                tx.decide_pair(a.id, b.id, day(*on))?;
            }
            Self::Merge { merge, keep, drop, on } => {
                let Some((keep, drop)) = two(tx, *keep, *drop)? else { return Ok(None) };
                if keep.merged.is_some() || drop.merged.is_some() {
                    return Ok(None);
                }
                return merge_two(tx, *merge, &keep, drop, *on).map(Some);
            }
            Self::Unmerge { merge, drop, on } => {
                let Some(drop) = tx.ikm(id("ikm", *drop))? else { return Ok(None) };
                let cause = Cause::Unmerge(id("merge", *merge));
                tx.update_ikm(&Ikm { merged: None, ..drop }, day(*on), &cause)?;
                if tx.merge(id("merge", *merge))?.is_some() {
                    tx.end_merge(id("merge", *merge), day(*on))?;
                }
            }
            Self::Put { ikm, year, source, on, sales } => {
                let Some(ikm) = tx.ikm(id("ikm", *ikm))? else { return Ok(None) };
                let figures = Figures {
                    year: year.map(|nth| 2020 + i32::from(nth)),
                    sales: sales.map(rp),
                    ..ikm.profile.figures
                };
                let source = source.map(|nth| id("batch", nth));
                tx.put_figures(&FiguresOf { ikm: ikm.id, source, recorded_on: day(*on), figures })?;
            }
            Self::Withdraw { ikm, year, source } => {
                let source = source.map(|nth| id("batch", nth));
                tx.remove_figures(id("ikm", *ikm), 2020 + i32::from(*year), source)?;
            }
        }
        Ok(Some(Outcome::Done))
    }
}

fn two(tx: &mut dyn WriteTx, one: Nth, other: Nth) -> Result<Option<(Ikm, Ikm)>> {
    let (one, other) = (tx.ikm(id("ikm", one))?, tx.ikm(id("ikm", other))?);
    Ok(one.zip(other).filter(|(one, other)| one.id != other.id))
}

fn merge_two(tx: &mut dyn WriteTx, nth: Nth, keep: &Ikm, drop: Ikm, on: Days) -> Result<Outcome> {
    let (id, on) = (id("merge", nth), day(on));
    let merge = Merge {
        enrolments: Vec::new(),
        id,
        keep: keep.id,
        drop: drop.id,
        on,
        at: moment(u32::from(nth)),
        keep_before: keep.profile.clone(),
        keep_after: drop.profile.clone(),
        members: tx
            .members_of_ikm(drop.id)?
            .iter()
            .map(ikm_core::association::Member::id)
            .collect(),
        figures: Vec::new(),
        undone_on: None,
    };
    tx.insert_merge(&merge)?;
    let merged = Some(Merged { into: keep.id, on });
    tx.update_ikm(&Ikm { merged, ..drop }, on, &Cause::Merge(id))?;
    Ok(Outcome::Done)
}

/// Whether anything names this IKM, so that it cannot be removed.
fn is_named(tx: &mut dyn WriteTx, ikm: IkmId) -> Result<bool> {
    for nth in 0..IKMS {
        let other = tx.ikm(id("ikm", nth))?;
        if other.and_then(|other| other.merged).is_some_and(|merged| merged.into == ikm) {
            return Ok(true);
        }
    }
    let merged = tx.merges_of(ikm)?.iter().any(|merge| merge.undone_on.is_none());
    Ok(merged || !tx.members_of_ikm(ikm)?.is_empty())
}

impl InImport {
    pub(crate) fn run(&self, tx: &mut dyn WriteTx) -> Result<Option<Outcome>> {
        match self {
            Self::Read { content, ikm, batch } => {
                let Some(ikm) = tx.ikm(id("ikm", *ikm))? else { return Ok(None) };
                tx.insert_row(&[*content; 32], ikm.id, id("batch", *batch))?;
            }
            Self::Claim { content } => {
                return Ok(Some(Outcome::Claimed(tx.claim_row(&[*content; 32])?)));
            }
            Self::Forget { batch } => {
                return Ok(Some(Outcome::Counted(tx.remove_rows(id("batch", *batch))?)));
            }
            Self::Batch { batch, on } => tx.insert_batch(&Batch {
                id: id("batch", *batch),
                imported_on: day(*on),
                at: moment(u32::from(*batch)),
                file: String::new(),
                digest: [*batch; 32],
                rows: 0,
                added: 0,
                updated: 0,
                unchanged: 0,
                rejected: 0,
                undone_on: None,
            })?,
            Self::Undo { batch, on } => tx.end_batch(id("batch", *batch), day(*on))?,
            Self::Lean { batch, on_batch } => {
                tx.put_lean(id("batch", *batch), id("batch", *on_batch))?;
            }
        }
        Ok(Some(Outcome::Done))
    }
}

fn profile(known: &Known) -> Profile {
    const NAMES: [&str; 4] = ["Tenun Kubang", "Tenun", "Rendang Uni Mar", "CV. Sulaman Sédap"];
    const OWNERS: [&str; 3] = ["Mariani", "Uni Upik", "Nurbaiti Tenun"];
    const KECAMATAN: [&str; 2] = ["13.01.01", "13.01.05"];
    const CLASSES: [&str; 3] = ["10", "13", "14"];
    fn pick<'t>(texts: &'t [&str], nth: Nth) -> &'t str {
        texts.get(usize::from(nth)).copied().unwrap_or_default()
    }
    let mut profile = Profile::named(pick(&NAMES, known.name), parsed("13.01"));
    profile.owner = known.owner.map(|nth| pick(&OWNERS, nth).to_owned());
    profile.nib = known.nib.map(|nth| parsed(&format!("022010231234{nth}")));
    profile.nik = known.nik.map(|nth| parsed(&format!("130105550680000{}", nth + 1)));
    profile.place.kecamatan = known.kecamatan.map(|nth| parsed(pick(&KECAMATAN, nth)));
    profile.classification = known.class.map(|nth| parsed(pick(&CLASSES, nth)));
    profile.figures = Figures {
        year: known.nik.map(|nth| 2020 + i32::from(nth)),
        workers: Workers { male: None, female: None, total: known.workers },
        investment: known.investment.map(rp),
        ..Figures::default()
    };
    profile
}

fn known() -> impl Strategy<Value = Known> {
    let texts = (0..4_u8, of(0..3_u8), of(0..9_u8), of(0..3_u8));
    let rest = (of(0..2_u8), of(0..3_u8), of(0..9_u32), of(-5..1_000_i64));
    (texts, rest).prop_map(|((name, owner, nib, nik), (kecamatan, class, workers, investment))| {
        Known { name, owner, nib, nik, kecamatan, class, workers, investment }
    })
}

pub(crate) fn in_registry() -> impl Strategy<Value = InRegistry> {
    let (ikm, merge, year, source) = (0..IKMS, 0..3_u8, 0..3_u8, of(0..2_u8));
    let update = (ikm.clone(), stale(), days(), 0..6_u8, known());
    let put = (ikm.clone(), of(year.clone()), source.clone(), days(), of(1..100_i64));
    let merged = (merge.clone(), ikm.clone(), ikm.clone(), days());
    prop_oneof![
        4 => (ikm.clone(), days(), known())
            .prop_map(|(ikm, on, known)| InRegistry::Add { ikm, on, known }),
        6 => update.prop_map(|(ikm, stale, on, cause, known)| {
            InRegistry::Update { ikm, stale, on, cause, known }
        }),
        2 => (ikm.clone(), days()).prop_map(|(ikm, on)| InRegistry::Remove { ikm, on }),
        2 => (ikm.clone(), ikm.clone(), 0..40_u8)
            .prop_map(|(one, other, score)| InRegistry::Pair { one, other, score }),
        1 => (ikm.clone(), ikm.clone(), days())
            .prop_map(|(one, other, on)| InRegistry::Part { one, other, on }),
        2 => merged.prop_map(|(merge, keep, drop, on)| {
            InRegistry::Merge { merge, keep, drop, on }
        }),
        2 => (merge, ikm.clone(), days())
            .prop_map(|(merge, drop, on)| InRegistry::Unmerge { merge, drop, on }),
        3 => put.prop_map(|(ikm, year, source, on, sales)| {
            InRegistry::Put { ikm, year, source, on, sales }
        }),
        1 => (ikm, year, source)
            .prop_map(|(ikm, year, source)| InRegistry::Withdraw { ikm, year, source }),
    ]
}

pub(crate) fn in_import() -> impl Strategy<Value = InImport> {
    let (content, batch) = (0..3_u8, 0..BATCHES);
    prop_oneof![
        4 => (content.clone(), 0..IKMS, batch.clone())
            .prop_map(|(content, ikm, batch)| InImport::Read { content, ikm, batch }),
        4 => content.prop_map(|content| InImport::Claim { content }),
        1 => batch.clone().prop_map(|batch| InImport::Forget { batch }),
        1 => (batch.clone(), days()).prop_map(|(batch, on)| InImport::Batch { batch, on }),
        1 => (batch.clone(), days()).prop_map(|(batch, on)| InImport::Undo { batch, on }),
        1 => (batch.clone(), batch)
            .prop_map(|(batch, on_batch)| InImport::Lean { batch, on_batch }),
    ]
}
