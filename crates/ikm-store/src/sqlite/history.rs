//! How an IKM changes: what it was is kept with its days, and all that is kept of it follows.

use chrono::NaiveDate;
use ikm_core::classification::ClassCode;
use ikm_core::id::IkmId;
use ikm_core::identity::Nib;
use ikm_core::registry::{Cause, Ikm, Past, Profile, blocking_keys};
use rusqlite::{params, params_from_iter};

use super::cells::{Cells, bound, day, key};
use super::no_json;
use super::profile::{self, select_ikm};
use super::tx::{Tx, Unique, Writing, require_one};
use crate::{IkmFilter, Result, StoreError};

/// An IKM as it is, where SQLite keeps it, and since when it is so.
struct Stored {
    ikm: Ikm,
    row: i64,
    since: NaiveDate,
}

macro_rules! select_past {
    ($rest:literal) => {
        concat!("select document, until, cause from ikm_past ", $rest)
    };
}

fn read_past(cells: &mut Cells<'_, '_>) -> Result<Past> {
    Ok(Past {
        ikm: cells.read(serde_json::from_str)?,
        until: cells.parsed()?,
        cause: cells.parsed()?,
    })
}

impl<M> Tx<'_, M> {
    pub(super) fn find(&self, id: [u8; 16]) -> Result<Option<Ikm>> {
        self.first(
            select_ikm!("from ikm where association = ?1 and id = ?2"),
            params![self.association, id],
            profile::read,
        )
    }

    fn stored(&self, id: IkmId) -> Result<Option<Stored>> {
        self.first(
            select_ikm!(
                ", ikm.row, coalesce(ikm.since, ikm.registered_on) from ikm
                 where association = ?1 and id = ?2"
            ),
            params![self.association, key(id)],
            |cells| {
                Ok(Stored { ikm: profile::read(cells)?, row: cells.get()?, since: cells.parsed()? })
            },
        )
    }

    pub(super) fn page(
        &self,
        filter: &IkmFilter,
        as_of: NaiveDate,
        after: Option<IkmId>,
        limit: u32,
    ) -> Result<Vec<Ikm>> {
        let kecamatan = filter.kecamatan.map(|code| code.to_string());
        let class = filter.class.as_ref().map(ClassCode::as_str);
        let (after, as_of) = (after.map_or([0; 16], key), bound(as_of));
        let mut page = self.all(
            select_ikm!(
                "from ikm
                 where association = ?1 and id > ?2
                   and (?3 is null or kecamatan = ?3) and (?4 is null or class = ?4)
                   and coalesce(since, registered_on) <= ?5 and merged_into is null
                 order by id limit ?6"
            ),
            params![self.association, after, kecamatan, class, as_of, limit],
            profile::read,
        )?;
        let length = usize::try_from(limit).unwrap_or(usize::MAX);
        // A full page ends with its last IKM, and so do those that were otherwise then.
        let last = page.last().filter(|_| page.len() == length);
        let last = last.map_or([0xff; 16], |ikm| key(ikm.id));
        if self.changed_after(&as_of)? {
            page.extend(self.all(
                "select document from ikm_past
                 where association = ?1 and ikm > ?2
                   and (?3 is null or kecamatan = ?3) and (?4 is null or class = ?4)
                   and since <= ?5 and until > ?5 and merged = 0 and ikm <= ?7
                 order by ikm limit ?6",
                params![self.association, after, kecamatan, class, as_of, limit, last],
                |cells| cells.read(serde_json::from_str::<Ikm>),
            )?);
            page.sort_unstable_by_key(|ikm| ikm.id);
            page.truncate(length);
        }
        Ok(page)
    }

    /// Whether any IKM was otherwise at the end of the day than it is now.
    fn changed_after(&self, day: &str) -> Result<bool> {
        let changed = self.first(
            "select 1 from ikm_past where association = ?1 and until > ?2 limit 1",
            params![self.association, day],
            |_| Ok(()),
        )?;
        Ok(changed.is_some())
    }

    pub(super) fn pasts(&self, id: IkmId) -> Result<Vec<Past>> {
        self.all(
            select_past!("where association = ?1 and ikm = ?2 order by version"),
            params![self.association, key(id)],
            read_past,
        )
    }

    pub(super) fn ended_by(
        &self,
        cause: &Cause,
        after: Option<(IkmId, u32)>,
        limit: u32,
    ) -> Result<Vec<Past>> {
        let (id, version) = after.map_or(([0; 16], 0), |(id, version)| (key(id), version));
        self.all(
            select_past!(
                "where association = ?1 and cause = ?2 and (ikm, version) > (?3, ?4)
                 order by ikm, version limit ?5"
            ),
            params![self.association, cause.to_string(), id, version, limit],
            read_past,
        )
    }
}

impl Tx<'_, Writing> {
    pub(super) fn add_ikm(&mut self, ikm: &Ikm, keys: &[String]) -> Result<()> {
        let (id, nib) = (key(ikm.id), nib_of(ikm));
        self.run_unique(
            profile::INSERT,
            params_from_iter(profile::columns(self.association, ikm)),
            &[
                Unique {
                    what: "ikm",
                    key: &ikm.id,
                    taken: "select 1 from ikm where association = ?1 and id = ?2",
                    by: &[&id],
                },
                Unique { what: "NIB", key: &nib, taken: NIB_TAKEN, by: &[&nib, &id] },
            ],
        )?;
        let row = self.last_row()?;
        if ikm.merged.is_none() {
            self.add_text(row, &ikm.profile)?;
        }
        self.count_in(ikm, ikm.registered_on)?;
        self.add_keys(row, keys)
    }

    pub(super) fn change_ikm(&mut self, ikm: &Ikm, on: NaiveDate, cause: &Cause) -> Result<()> {
        let stored = self.stored(ikm.id)?.filter(|stored| stored.ikm.version == ikm.version);
        let Some(old) = stored else { return require_one(0, "ikm", &ikm.id) };
        let until = on.max(old.since);
        let (id, nib) = (key(ikm.id), nib_of(ikm));
        let columns = profile::columns(self.association, ikm).into_iter();
        self.run_unique(
            profile::UPDATE,
            params_from_iter(columns.chain([day(until).into()])),
            &[Unique { what: "NIB", key: &nib, taken: NIB_TAKEN, by: &[&nib, &id] }],
        )?;
        self.keep_past(&old, until, cause)?;
        self.count_out(&old.ikm, until)?;
        self.count_in(ikm, until)?;
        match (old.ikm.merged.is_none(), ikm.merged.is_none()) {
            (true, true) if same_texts(&old.ikm.profile, &ikm.profile) => {}
            (true, true) => self.replace_text(old.row, &ikm.profile)?,
            (true, false) => self.remove_text(old.row)?,
            (false, true) => self.add_text(old.row, &ikm.profile)?,
            (false, false) => {}
        }
        let keys = blocking_keys(&ikm.profile);
        if blocking_keys(&old.ikm.profile) == keys {
            return Ok(());
        }
        self.drop_keys(old.row, &old.ikm.profile)?;
        self.add_keys(old.row, &keys)
    }

    pub(super) fn drop_ikm(&mut self, id: IkmId, on: NaiveDate, cause: &Cause) -> Result<()> {
        let Some(old) = self.stored(id)? else { return require_one(0, "ikm", &id) };
        self.require_unnamed(id)?;
        let until = on.max(old.since);
        for table in [
            "delete from ikm_pair where association = ?1 and a = ?2",
            "delete from ikm_pair where association = ?1 and b = ?2",
            "delete from ikm_figures where association = ?1 and ikm = ?2",
            "delete from ikm where association = ?1 and id = ?2",
        ] {
            self.run(table, params![self.association, key(id)])?;
        }
        if until > old.ikm.registered_on {
            self.keep_past(&old, until, cause)?;
        } else {
            self.run(
                "delete from ikm_past where association = ?1 and ikm = ?2",
                params![self.association, key(id)],
            )?;
        }
        self.count_out(&old.ikm, until)?;
        if old.ikm.merged.is_none() {
            self.remove_text(old.row)?;
        }
        self.drop_keys(old.row, &old.ikm.profile)
    }

    fn keep_past(&self, old: &Stored, until: NaiveDate, cause: &Cause) -> Result<()> {
        let Stored { ikm, since, .. } = old;
        let document = serde_json::to_string(ikm).map_err(no_json)?;
        self.run(
            "insert into ikm_past (association, ikm, version, since, until, cause, merged,
                kecamatan, class, document)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                self.association,
                key(ikm.id),
                ikm.version,
                day(*since),
                day(until),
                cause.to_string(),
                ikm.merged.is_some(),
                ikm.profile.place.kecamatan.map(|code| code.to_string()),
                ikm.profile.classification.as_ref().map(ClassCode::as_str),
                document,
            ],
        )?;
        Ok(())
    }

    /// Checks that no member, standing merge or merged IKM names this one.
    fn require_unnamed(&self, id: IkmId) -> Result<()> {
        let named = self.first(
            "select 1 from member where association = ?1 and ikm = ?2
             union all select 1 from ikm_merge
                where association = ?1 and keep = ?2 and undone_on is null
             union all select 1 from ikm_merge
                where association = ?1 and dropped = ?2 and undone_on is null
             union all select 1 from ikm where association = ?1 and merged_into = ?2",
            params![self.association, key(id)],
            |_| Ok(()),
        )?;
        match named {
            Some(()) => Err(StoreError::Backend(format!("others name the ikm {id}").into())),
            None => Ok(()),
        }
    }
}

/// Whether two profiles are found by the same words: an IKM that is put into another class, or of
/// which there are newer figures, is not indexed anew.
fn same_texts(old: &Profile, new: &Profile) -> bool {
    let place = |profile: &Profile| (profile.place.kecamatan, profile.place.nagari);
    old.name == new.name
        && old.owner == new.owner
        && old.product == new.product
        && old.commodity == new.commodity
        && old.place.address == new.place.address
        && place(old) == place(new)
}

const NIB_TAKEN: &str = "select 1 from ikm
    where association = ?1 and nib = ?2 and id <> ?3 and merged_into is null";

fn nib_of(ikm: &Ikm) -> &str {
    ikm.profile.nib.as_ref().map(Nib::as_str).unwrap_or_default()
}
