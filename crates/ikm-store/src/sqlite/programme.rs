use ikm_core::id::{EnrolmentId, IkmId};
use ikm_core::money::Rupiah;
use ikm_core::programme::{
    Enrolment, EnrolmentEvent, EnrolmentStatus, EnrolmentStep, Programme, ProgrammeCode, Spent,
};
use rusqlite::params;

use super::cells::{Cells, day, key};
use super::no_json;
use super::tx::{Tx, Unique, Writing, require_one};
use crate::{ProgrammeRead, ProgrammeWrite, Result};

macro_rules! select_enrolment {
    ($rest:literal) => {
        concat!("select id, version, programme, ikm, status, since, granted from enrolment ", $rest)
    };
}

fn read_programme(cells: &mut Cells<'_, '_>) -> Result<Programme> {
    cells.read(serde_json::from_str)
}

fn read_enrolment(cells: &mut Cells<'_, '_>) -> Result<Enrolment> {
    Ok(Enrolment::from_parts(
        cells.id()?,
        cells.count()?,
        cells.parsed()?,
        cells.id()?,
        cells.coded(EnrolmentStatus::from_code)?,
        cells.parsed()?,
        cells.optional_money()?,
    ))
}

/// That the IKM `key` has no other open enrolment in the programme.
const fn open_of(key: &IkmId) -> Unique<'_> {
    Unique {
        what: "open enrolment of ikm",
        key,
        taken: "select 1 from enrolment
                where association = ?1 and programme = ?2 and ikm = ?3 and id <> ?4
                  and status in ('applied', 'accepted')",
        by: &[],
    }
}

impl<M> ProgrammeRead for Tx<'_, M> {
    fn programme(&mut self, code: &ProgrammeCode) -> Result<Option<Programme>> {
        self.first(
            "select document from programme where association = ?1 and code = ?2",
            params![self.association, code.as_str()],
            read_programme,
        )
    }

    fn programmes(&mut self) -> Result<Vec<Programme>> {
        self.all(
            "select document from programme where association = ?1 order by code",
            [self.association],
            read_programme,
        )
    }

    fn enrolment(&mut self, id: EnrolmentId) -> Result<Option<Enrolment>> {
        self.first(
            select_enrolment!("where association = ?1 and id = ?2"),
            params![self.association, key(id)],
            read_enrolment,
        )
    }

    fn enrolments_of(&mut self, ikm: IkmId) -> Result<Vec<Enrolment>> {
        // For the sake of the order alone the planner would walk through every enrolment.
        self.all(
            select_enrolment!(
                "indexed by enrolment_ikm where association = ?1 and ikm = ?2 order by id"
            ),
            params![self.association, key(ikm)],
            read_enrolment,
        )
    }

    fn enrolment_page(
        &mut self,
        programme: &ProgrammeCode,
        after: Option<EnrolmentId>,
        limit: u32,
    ) -> Result<Vec<Enrolment>> {
        let after = after.map_or([0; 16], key);
        self.all(
            select_enrolment!(
                "indexed by enrolment_programme
                 where association = ?1 and programme = ?2 and id > ?3 order by id limit ?4"
            ),
            params![self.association, programme.as_str(), after, limit],
            read_enrolment,
        )
    }

    fn enrolment_events(&mut self, enrolment: EnrolmentId) -> Result<Vec<EnrolmentEvent>> {
        self.all(
            "select day, step, granted, reason from enrolment_event
             where association = ?1 and enrolment = ?2 order by place",
            params![self.association, key(enrolment)],
            |cells| {
                Ok(EnrolmentEvent {
                    enrolment,
                    on: cells.parsed()?,
                    step: cells.coded(EnrolmentStep::from_code)?,
                    granted: cells.optional_money()?,
                    reason: cells.get()?,
                })
            },
        )
    }

    fn spent(&mut self, programme: &ProgrammeCode) -> Result<Spent> {
        let spent = self.first(
            "select count(*), coalesce(sum(granted), 0) from enrolment
             where association = ?1 and programme = ?2 and status in ('accepted', 'completed')",
            params![self.association, programme.as_str()],
            |cells| Ok(Spent { places: cells.count()?, granted: cells.money()? }),
        )?;
        Ok(spent.unwrap_or_default())
    }
}

impl ProgrammeWrite for Tx<'_, Writing> {
    fn insert_programme(&mut self, programme: &Programme) -> Result<()> {
        let code = programme.code().as_str();
        let document = serde_json::to_string(programme).map_err(no_json)?;
        self.run_unique(
            "insert into programme (association, code, document) values (?1, ?2, ?3)",
            params![self.association, code, document],
            &[Unique {
                what: "programme",
                key: programme.code(),
                taken: "select 1 from programme where association = ?1 and code = ?2",
                by: &[&code],
            }],
        )?;
        Ok(())
    }

    fn insert_enrolment(&mut self, enrolment: &Enrolment) -> Result<()> {
        let (id, ikm) = (key(enrolment.id()), key(enrolment.ikm()));
        let programme = enrolment.programme().as_str();
        self.run_unique(
            "insert into enrolment
             (association, id, version, programme, ikm, status, since, granted)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                self.association,
                id,
                enrolment.version(),
                programme,
                ikm,
                enrolment.status().code(),
                day(enrolment.since()),
                enrolment.granted().map(Rupiah::get),
            ],
            &[
                Unique {
                    what: "enrolment",
                    key: &enrolment.id(),
                    taken: "select 1 from enrolment where association = ?1 and id = ?2",
                    by: &[&id],
                },
                Unique { by: &[&programme, &ikm, &id], ..open_of(&enrolment.ikm()) },
            ],
        )?;
        Ok(())
    }

    fn update_enrolment(&mut self, enrolment: &Enrolment) -> Result<()> {
        let (id, ikm) = (key(enrolment.id()), enrolment.ikm());
        let programme = enrolment.programme().as_str();
        let updated = self.run_unique(
            "update enrolment set version = version + 1, status = ?4, since = ?5, granted = ?6
             where association = ?1 and id = ?2 and version = ?3",
            params![
                self.association,
                id,
                enrolment.version(),
                enrolment.status().code(),
                day(enrolment.since()),
                enrolment.granted().map(Rupiah::get),
            ],
            &[Unique { by: &[&programme, &key(ikm), &id], ..open_of(&ikm) }],
        )?;
        require_one(updated, "enrolment", &enrolment.id())
    }

    fn move_enrolment(&mut self, enrolment: EnrolmentId, to: IkmId) -> Result<()> {
        let Some(known) = self.enrolment(enrolment)? else {
            return require_one(0, "enrolment", &enrolment);
        };
        let (id, ikm) = (key(enrolment), key(to));
        let programme = known.programme().as_str();
        let updated = self.run_unique(
            "update enrolment set version = version + 1, ikm = ?3
             where association = ?1 and id = ?2",
            params![self.association, id, ikm],
            &[Unique { by: &[&programme, &ikm, &id], ..open_of(&to) }],
        )?;
        require_one(updated, "enrolment", &enrolment)
    }

    fn append_enrolment_event(&mut self, event: &EnrolmentEvent) -> Result<()> {
        self.run(
            "insert into enrolment_event
             (association, enrolment, place, day, step, granted, reason)
             values (?1, ?2, (
                select coalesce(max(place), 0) + 1 from enrolment_event
                where association = ?1 and enrolment = ?2
             ), ?3, ?4, ?5, ?6)",
            params![
                self.association,
                key(event.enrolment),
                day(event.on),
                event.step.code(),
                event.granted.map(Rupiah::get),
                event.reason,
            ],
        )?;
        Ok(())
    }
}
