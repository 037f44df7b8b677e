use std::ops::ControlFlow;

use chrono::NaiveDate;
use ikm_core::association::{Member, MemberStatus};
use ikm_core::audit::DigestBuilder;
use ikm_core::id::IkmId;
use ikm_core::programme::{Programme, ProgrammeCode};
use ikm_core::region::{RegionCode, Regions};
use ikm_core::registry::{
    BadSegmentName, Contradiction, Ikm, Membership, Segment, SegmentName, SizeRules, Surroundings,
};
use ikm_core::{Explain, Lang};
use ikm_store::{IkmFilter, ReadTx};

use crate::app::App;
use crate::error::AppError;
use crate::members::PAGE;
use crate::past::{ikm_of_member_on, programmes_on, status_on};
use crate::regions::PlaceNames;

/// Why there is no such segment.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SegmentRefusal {
    /// None is kept under the name.
    #[error("no segment is kept as {0:?}")]
    Unknown(SegmentName),
    /// Nothing can be narrowed down by a segment that holds everything.
    #[error("the segment {0:?} has no condition")]
    Everything(SegmentName),
    /// A programme names it as those who are eligible.
    #[error("the segment {name:?} says who is eligible for programme {programme}")]
    InUse {
        /// The segment.
        name: SegmentName,
        /// The programme.
        programme: ProgrammeCode,
    },
    /// The report counts something else than IKM.
    #[error("the report {0:?} cannot be narrowed down to a segment")]
    Report(&'static str),
    /// The name is none.
    #[error(transparent)]
    Name(#[from] BadSegmentName),
    /// Its conditions contradict those beside it.
    #[error(transparent)]
    Contradiction(#[from] Contradiction),
}

impl Explain for SegmentRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "IKM-SEGMENT-UNKNOWN",
            Self::Everything(_) => "IKM-SEGMENT-EMPTY",
            Self::InUse { .. } => "IKM-SEGMENT-IN-USE",
            Self::Report(_) => "IKM-SEGMENT-REPORT",
            Self::Name(error) => error.code(),
            Self::Contradiction(error) => error.code(),
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Unknown(name) => format!("tidak ada segmen bernama {:?}", name.as_str()),
            Self::Everything(name) => format!("segmen {:?} tidak mempunyai syarat", name.as_str()),
            Self::InUse { name, programme } => format!(
                "segmen {:?} menentukan siapa yang berhak atas program {programme}",
                name.as_str()
            ),
            Self::Report(name) => format!("laporan {name:?} tidak dapat disaring menurut segmen"),
            Self::Name(error) => error.indonesian(),
            Self::Contradiction(error) => error.indonesian(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Unknown(_) => lang.pick(
                "lihat yang ada dengan ikm segment list",
                "see those there are with ikm segment list",
            ),
            Self::Everything(_) => lang.pick(
                "sebut paling sedikit satu syarat, misalnya --class 10",
                "name at least one condition, such as --class 10",
            ),
            Self::InUse { .. } => lang.pick(
                "segmen itu dapat diganti dengan ikm segment save, tetapi tidak dihapus",
                "it can be replaced with ikm segment save, but not removed",
            ),
            Self::Report(_) => lang.pick(
                "yang dapat disaring: rekap, growth, members, dues, programmes",
                "those that can be: rekap, growth, members, dues, programmes",
            ),
            Self::Name(error) => return error.hint(lang),
            Self::Contradiction(error) => return error.hint(lang),
        }
        .to_owned()
    }
}

impl App<'_> {
    /// The segment that is kept under `name`.
    ///
    /// # Errors
    ///
    /// [`SegmentRefusal::Unknown`] and [`AppError::Store`].
    pub fn segment(&self, name: &SegmentName) -> Result<Segment, AppError> {
        let found = self.read(|tx| Ok(tx.segment(name)?))?;
        Ok(found.ok_or_else(|| SegmentRefusal::Unknown(name.clone()))?)
    }

    /// The segments that are kept, in order of names.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn segments(&self) -> Result<Vec<(SegmentName, Segment)>, AppError> {
        self.read(|tx| Ok(tx.segments()?))
    }

    /// Keeps a segment under a name, in place of the one that was there.
    ///
    /// # Errors
    ///
    /// [`SegmentRefusal::Everything`] for a segment without a condition, and [`AppError::Store`].
    pub fn save_segment(&mut self, name: &SegmentName, segment: &Segment) -> Result<(), AppError> {
        if segment.is_everything() {
            return Err(SegmentRefusal::Everything(name.clone()).into());
        }
        let content = DigestBuilder::new()
            .field("segment.save")
            .field(name.as_str())
            .field(&written(segment))
            .finish();
        let association = self.association.id;
        self.write_once(content, |tx, env| {
            tx.put_segment(name, segment)?;
            env.audit(tx, "segment.save", &association, content, name.as_str())
        })
    }

    /// Removes the segment with this name.
    ///
    /// # Errors
    ///
    /// [`SegmentRefusal::Unknown`], [`SegmentRefusal::InUse`] and [`AppError::Store`].
    pub fn remove_segment(&mut self, name: &SegmentName) -> Result<(), AppError> {
        let content = DigestBuilder::new().field("segment.remove").field(name.as_str()).finish();
        let association = self.association.id;
        self.write_once(content, |tx, env| {
            let names_it =
                |programme: &Programme| programme.rules().eligible.as_ref() == Some(name);
            if let Some(programme) = tx.programmes()?.iter().find(|programme| names_it(programme)) {
                let (name, programme) = (name.clone(), programme.code().clone());
                return Err(SegmentRefusal::InUse { name, programme }.into());
            }
            if !tx.remove_segment(name)? {
                return Err(SegmentRefusal::Unknown(name.clone()).into());
            }
            env.audit(tx, "segment.remove", &association, content, name.as_str())
        })
    }

    /// Shows every IKM of a segment to `each` as it stands on the business day, in order of
    /// registration, until `each` has seen enough.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn visit_segment(
        &self,
        segment: &Segment,
        mut each: impl FnMut(super::IkmView) -> Result<ControlFlow<()>, AppError>,
    ) -> Result<(), AppError> {
        let regions = self.regions_for(segment)?;
        let sieve = Sieve::new(segment, self.env.today, &regions);
        let mut names = PlaceNames::default();
        self.read(|tx| sieve.visit(tx, |tx, ikm| each(super::ikm_view(tx, ikm, &mut names)?)))
    }
}

/// The segment as the audit names it.
pub(super) fn written(segment: &Segment) -> String {
    serde_json::to_string(segment).unwrap_or_default()
}

/// A segment, ready to be asked about many IKM.
pub(crate) struct Sieve<'a> {
    segment: &'a Segment,
    as_of: NaiveDate,
    regions: &'a Regions,
    rules: SizeRules,
}

impl<'a> Sieve<'a> {
    pub(crate) fn new(segment: &'a Segment, as_of: NaiveDate, regions: &'a Regions) -> Self {
        Self { segment, as_of, regions, rules: SizeRules::shipped() }
    }

    /// Whether it holds `ikm`, which is as it was at the end of the day.
    pub(crate) fn holds(&self, tx: &mut dyn ReadTx, ikm: &Ikm) -> Result<bool, AppError> {
        if self.segment.is_everything() {
            return Ok(true);
        }
        let membership = if self.segment.asks_for_membership() {
            membership_on(tx, ikm, self.as_of)?
        } else {
            Membership::None
        };
        self.matches(tx, ikm, membership)
    }

    /// Whether it holds the IKM of a member whose status is known.
    pub(crate) fn holds_member(
        &self,
        tx: &mut dyn ReadTx,
        ikm: &Ikm,
        status: MemberStatus,
    ) -> Result<bool, AppError> {
        self.matches(tx, ikm, Some(status).into())
    }

    fn matches(
        &self,
        tx: &mut dyn ReadTx,
        ikm: &Ikm,
        membership: Membership,
    ) -> Result<bool, AppError> {
        let programmes = if self.segment.asks_for_programmes() {
            programmes_on(tx, ikm, self.as_of)?
        } else {
            Vec::new()
        };
        let place = match self.segment.words {
            Some(_) => self.place(ikm),
            None => String::new(),
        };
        let (as_of, rules) = (self.as_of, &self.rules);
        let (programmes, place) = (programmes.as_slice(), place.as_str());
        let around = Surroundings { membership, programmes, place, as_of, rules };
        Ok(self.segment.matches(ikm, &around))
    }

    fn place(&self, ikm: &Ikm) -> String {
        let place = &ikm.profile.place;
        let name = |code: RegionCode| self.regions.get(code).map(|region| region.name.as_str());
        let names = [place.kecamatan, place.nagari].into_iter().flatten().filter_map(name);
        names.collect::<Vec<_>>().join(" ")
    }

    /// Shows every IKM that it holds to `each`, in order of registration, until that has seen
    /// enough.
    pub(crate) fn visit(
        &self,
        tx: &mut dyn ReadTx,
        mut each: impl FnMut(&mut dyn ReadTx, &Ikm) -> Result<ControlFlow<()>, AppError>,
    ) -> Result<(), AppError> {
        let mut after = None;
        loop {
            let page = self.page(tx, after)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.id);
            for ikm in &page {
                if self.holds(tx, ikm)? && each(tx, ikm)?.is_break() {
                    return Ok(());
                }
            }
        }
    }

    /// The next IKM after `after` among which those that it holds are: it is still to be asked.
    pub(crate) fn page(
        &self,
        tx: &mut dyn ReadTx,
        after: Option<IkmId>,
    ) -> Result<Vec<Ikm>, AppError> {
        Ok(tx.ikm_page(&self.filter(), self.as_of, after, PAGE)?)
    }

    /// What of the segment the store can look up by an index: a single kecamatan, a single class.
    fn filter(&self) -> IkmFilter {
        let (mut kecamatan, mut class) = (self.segment.kecamatan.iter(), self.segment.class.iter());
        let only = |len: usize| len == 1;
        IkmFilter {
            kecamatan: kecamatan.next().filter(|_| only(self.segment.kecamatan.len())).copied(),
            class: class.next().filter(|_| only(self.segment.class.len())).cloned(),
        }
    }
}

/// How an IKM stood to the association at the end of `day`. Of several memberships the one that had
/// not ended counts, or else the latest.
fn membership_on(tx: &mut dyn ReadTx, ikm: &Ikm, day: NaiveDate) -> Result<Membership, AppError> {
    let mut members = tx.members_of_ikm(ikm.id)?;
    let merges = tx.merges_of(ikm.id)?;
    for id in merges.iter().flat_map(|merge| &merge.members) {
        if members.iter().all(|member| member.id() != *id) {
            members.extend(tx.member(*id)?);
        }
    }
    let mut best: Option<(bool, NaiveDate, MemberStatus)> = None;
    for member in members {
        let stays = merges.is_empty() || was_of(tx, &member, ikm, day)?;
        if stays && let Some((status, since)) = status_on(tx, &member, day)? {
            best = best.max(Some((status != MemberStatus::Ended, since, status)));
        }
    }
    Ok(best.map(|(_, _, status)| status).into())
}

fn was_of(
    tx: &mut dyn ReadTx,
    member: &Member,
    ikm: &Ikm,
    day: NaiveDate,
) -> Result<bool, AppError> {
    Ok(ikm_of_member_on(tx, member, day)?.id == ikm.id)
}
