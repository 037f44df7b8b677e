use chrono::NaiveDate;
use ikm_core::id::IkmId;
use ikm_core::money::Rupiah;
use ikm_core::programme::{Doubt, EnrolmentStatus, Programme, ProgrammeCode, Spent};
use ikm_core::region::Regions;
use ikm_core::registry::{Ikm, Segment, SegmentName, is_placeholder};
use ikm_store::ReadTx;

use super::ProgrammeRefusal;
use crate::app::App;
use crate::error::AppError;
use crate::registry::Sieve;

/// A programme with all that it takes to judge who applies.
pub(super) struct Judge {
    pub(super) programme: Programme,
    eligible: Option<(SegmentName, Segment)>,
    regions: Regions,
    today: NaiveDate,
    /// What was given so far, those of this transaction among them.
    pub(super) spent: Spent,
}

impl App<'_> {
    /// What it takes to judge who applies for a programme.
    pub(super) fn judge(&self, code: &ProgrammeCode) -> Result<Judge, AppError> {
        let programme = self.read(|tx| known(tx, code))?;
        let eligible = programme.rules().eligible.clone();
        let eligible = eligible
            .map(|name| Ok::<_, AppError>((name.clone(), self.segment(&name)?)))
            .transpose()?;
        let everything = Segment::default();
        let segment = eligible.as_ref().map_or(&everything, |(_, segment)| segment);
        let (regions, today) = (self.regions_for(segment)?, self.today());
        Ok(Judge { programme, eligible, regions, today, spent: Spent::default() })
    }
}

/// The programme with this code.
pub(super) fn known(tx: &mut dyn ReadTx, code: &ProgrammeCode) -> Result<Programme, AppError> {
    Ok(tx.programme(code)?.ok_or_else(|| ProgrammeRefusal::Unknown(code.clone()))?)
}

/// Whether somebody who stands so gets, or got, what the programme gives.
const fn counts(status: EnrolmentStatus) -> bool {
    status.is_open() || status.holds_a_place()
}

impl Judge {
    /// Looks up what was given so far, in the transaction that gives more.
    pub(super) fn begin(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        self.spent = tx.spent(self.programme.code())?;
        Ok(())
    }

    /// Counts one more place.
    pub(super) fn give(&mut self, grant: Rupiah) -> Result<(), AppError> {
        self.spent.places = self.spent.places.saturating_add(1);
        self.spent.granted = self.spent.granted.plus(grant)?;
        Ok(())
    }

    /// What speaks against giving `ikm` a place with a grant.
    pub(super) fn doubts(
        &self,
        tx: &mut dyn ReadTx,
        ikm: &Ikm,
        grant: Rupiah,
    ) -> Result<Vec<Doubt>, AppError> {
        let mut doubts = Vec::new();
        if let Some((name, segment)) = &self.eligible
            && !Sieve::new(segment, self.today, &self.regions).holds(tx, ikm)?
        {
            doubts.push(Doubt::NotEligible { segment: name.clone() });
        }
        doubts.extend(self.doubts_by_owner(tx, ikm)?);
        doubts.extend(self.doubts_by_resemblance(tx, ikm)?);
        doubts.extend(self.programme.room_doubts(self.spent, grant));
        Ok(doubts)
    }

    /// That the owner has, or had, what the programme gives, or what rules it out.
    fn doubts_by_owner(&self, tx: &mut dyn ReadTx, ikm: &Ikm) -> Result<Vec<Doubt>, AppError> {
        let mut doubts = Vec::new();
        let rules = self.programme.rules();
        let had_it = |status| status == EnrolmentStatus::Completed;
        if rules.once_an_owner && self.stands(tx, ikm.id, had_it)? {
            doubts.push(Doubt::HadIt);
        }
        let others = others_of_owner(tx, ikm)?;
        for other in others.iter().filter(|_| rules.once_an_owner) {
            if self.stands(tx, other.id, counts)? {
                let name = other.profile.name.clone();
                doubts.push(Doubt::SameOwner { ikm: other.id, name });
            }
        }
        for id in [ikm.id].into_iter().chain(others.iter().map(|other| other.id)) {
            for place in tx.enrolments_of(id)? {
                let programme = place.programme().clone();
                if place.status().holds_a_place() && rules.excludes.contains(&programme) {
                    doubts.push(Doubt::Excluded { programme, ikm: id });
                }
            }
        }
        Ok(doubts)
    }

    /// That an IKM stands in the programme which may be the same one.
    fn doubts_by_resemblance(
        &self,
        tx: &mut dyn ReadTx,
        ikm: &Ikm,
    ) -> Result<Vec<Doubt>, AppError> {
        let mut doubts = Vec::new();
        for pair in tx.pairs_of(ikm.id)? {
            let twin = if pair.a == ikm.id { pair.b } else { pair.a };
            if self.stands(tx, twin, counts)?
                && let Some(twin) = tx.ikm(twin)?
            {
                let score = pair.resemblance.score;
                let name = twin.profile.name;
                doubts.push(Doubt::SuspectedDouble { ikm: twin.id, name, score });
            }
        }
        Ok(doubts)
    }

    /// Whether an IKM stands in this programme in a way that counts.
    fn stands(
        &self,
        tx: &mut dyn ReadTx,
        ikm: IkmId,
        counts: impl Fn(EnrolmentStatus) -> bool,
    ) -> Result<bool, AppError> {
        let places = tx.enrolments_of(ikm)?;
        let here = |code: &ProgrammeCode| code == self.programme.code();
        Ok(places.iter().any(|place| here(place.programme()) && counts(place.status())))
    }
}

/// The other businesses of the owner, by the NIK. A number that is nobody's makes nobody an owner.
fn others_of_owner(tx: &mut dyn ReadTx, ikm: &Ikm) -> Result<Vec<Ikm>, AppError> {
    let nik = ikm.profile.nik.filter(|nik| !is_placeholder(nik.as_str()));
    let Some(nik) = nik else { return Ok(Vec::new()) };
    let mut all = tx.ikms_by_nik(&nik)?;
    all.retain(|other| other.id != ikm.id && other.merged.is_none());
    Ok(all)
}
