use ikm_core::id::{EnrolmentId, IkmId};
use ikm_core::money::Rupiah;
use ikm_core::programme::{Enrolment, EnrolmentEvent, Programme, ProgrammeCode, Spent};

use super::table::{Table, length};
use super::{Turn, Tx, conflict, exists, overflow, require};
use crate::{ProgrammeRead, ProgrammeWrite, Result};

#[derive(Clone, Debug, Default)]
pub(super) struct ProgrammeTables {
    programmes: Table<ProgrammeCode, Programme>,
    enrolments: Table<EnrolmentId, Enrolment>,
    by_ikm: Table<(IkmId, EnrolmentId), ()>,
    events: Table<(EnrolmentId, u64), EnrolmentEvent>,
}

impl ProgrammeTables {
    /// Whether an IKM is or was enrolled.
    pub(super) fn is_enrolled(&self, ikm: IkmId) -> bool {
        self.of(ikm).next().is_some()
    }

    fn of(&self, ikm: IkmId) -> impl Iterator<Item = &Enrolment> {
        let after = self.by_ikm.iter().map(|(key, ())| *key);
        let ids = after.filter(move |(of, _)| *of == ikm).map(|(_, id)| id);
        ids.filter_map(|id| self.enrolments.get(&id))
    }

    fn events_of(&self, id: EnrolmentId) -> impl Iterator<Item = &EnrolmentEvent> {
        let rows = self.events.from((id, 0));
        rows.take_while(move |((of, _), _)| *of == id).map(|(_, event)| event)
    }

    fn held<'a>(&'a self, code: &'a ProgrammeCode) -> impl Iterator<Item = &'a Enrolment> {
        let here = self.enrolments.values().filter(move |place| place.programme() == code);
        here.filter(|place| place.status().holds_a_place())
    }

    /// Puts `place` unless another of its IKM and its programme is open as well.
    fn put(&mut self, place: &Enrolment) -> Result<()> {
        let (id, ikm) = (place.id(), place.ikm());
        let is_other = |other: &Enrolment| {
            other.id() != id && other.programme() == place.programme() && other.status().is_open()
        };
        if place.status().is_open() && self.of(ikm).any(is_other) {
            return Err(exists("open enrolment of ikm", ikm));
        }
        if let Some(old) = self.enrolments.find(&id) {
            self.by_ikm.remove(&(old.ikm(), id));
        }
        self.by_ikm.put((ikm, id), ());
        self.enrolments.put(id, place.clone());
        Ok(())
    }
}

impl<T> ProgrammeRead for Tx<T> {
    fn programme(&mut self, code: &ProgrammeCode) -> Result<Option<Programme>> {
        Ok(self.tables.programmes.programmes.find(code))
    }

    fn programmes(&mut self) -> Result<Vec<Programme>> {
        Ok(self.tables.programmes.programmes.values().cloned().collect())
    }

    fn enrolment(&mut self, id: EnrolmentId) -> Result<Option<Enrolment>> {
        Ok(self.tables.programmes.enrolments.find(&id))
    }

    fn enrolments_of(&mut self, ikm: IkmId) -> Result<Vec<Enrolment>> {
        Ok(self.tables.programmes.of(ikm).cloned().collect())
    }

    fn enrolment_page(
        &mut self,
        programme: &ProgrammeCode,
        after: Option<EnrolmentId>,
        limit: u32,
    ) -> Result<Vec<Enrolment>> {
        let rows = self.tables.programmes.enrolments.after(after).map(|(_, place)| place);
        let here = rows.filter(|place| place.programme() == programme);
        Ok(here.take(length(limit)).cloned().collect())
    }

    fn enrolment_events(&mut self, enrolment: EnrolmentId) -> Result<Vec<EnrolmentEvent>> {
        Ok(self.tables.programmes.events_of(enrolment).cloned().collect())
    }

    fn spent(&mut self, programme: &ProgrammeCode) -> Result<Spent> {
        let held: Vec<_> = self.tables.programmes.held(programme).collect();
        let granted = Rupiah::sum(held.iter().filter_map(|place| place.granted()));
        let places = u64::try_from(held.len()).unwrap_or(u64::MAX);
        Ok(Spent { places, granted: granted.map_err(overflow)? })
    }
}

impl Tx<Turn<'_>> {
    /// Puts `place` as that of `ikm`, under the next version.
    fn put_place(&mut self, place: &Enrolment, ikm: IkmId) -> Result<()> {
        self.tables.require_ikm(ikm)?;
        let version = place.version().saturating_add(1);
        let raised = Enrolment::from_parts(
            place.id(),
            version,
            place.programme().clone(),
            ikm,
            place.status(),
            place.since(),
            place.granted(),
        );
        self.founded()?.programmes.put(&raised)
    }
}

impl ProgrammeWrite for Tx<Turn<'_>> {
    fn insert_programme(&mut self, programme: &Programme) -> Result<()> {
        let programmes = &mut self.founded()?.programmes.programmes;
        if programmes.contains(programme.code()) {
            return Err(exists("programme", programme.code()));
        }
        programmes.put(programme.code().clone(), programme.clone());
        Ok(())
    }

    fn insert_enrolment(&mut self, enrolment: &Enrolment) -> Result<()> {
        self.tables.require_ikm(enrolment.ikm())?;
        let tables = &mut self.founded()?.programmes;
        let code = enrolment.programme();
        require(tables.programmes.contains(code), "programme", code)?;
        if tables.enrolments.contains(&enrolment.id()) {
            return Err(exists("enrolment", enrolment.id()));
        }
        tables.put(enrolment)
    }

    fn update_enrolment(&mut self, enrolment: &Enrolment) -> Result<()> {
        let id = enrolment.id();
        let stored = self.tables.programmes.enrolments.find(&id);
        let stored = stored.filter(|stored| stored.version() == enrolment.version());
        let Some(stored) = stored else { return Err(conflict("enrolment", id)) };
        let now = Enrolment::from_parts(
            id,
            stored.version(),
            stored.programme().clone(),
            stored.ikm(),
            enrolment.status(),
            enrolment.since(),
            enrolment.granted(),
        );
        self.put_place(&now, stored.ikm())
    }

    fn move_enrolment(&mut self, enrolment: EnrolmentId, to: IkmId) -> Result<()> {
        let stored = self.tables.programmes.enrolments.find(&enrolment);
        let Some(stored) = stored else { return Err(conflict("enrolment", enrolment)) };
        self.put_place(&stored, to)
    }

    fn append_enrolment_event(&mut self, event: &EnrolmentEvent) -> Result<()> {
        let id = event.enrolment;
        let tables = &mut self.founded()?.programmes;
        require(tables.enrolments.contains(&id), "enrolment", id)?;
        let place = u64::try_from(tables.events_of(id).count()).unwrap_or(u64::MAX);
        tables.events.put((id, place), event.clone());
        Ok(())
    }
}
