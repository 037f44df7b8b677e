use chrono::{DateTime, NaiveDate, Utc};
use ikm_core::association::Association;
use ikm_core::audit::{AuditDraft, AuditRecord, AuditText, Digest, DigestBuilder, hex};
use ikm_core::classification::{Classifications, Scheme};
use ikm_core::id::{AssociationId, IdSource};
use ikm_core::region::{Level, RegionCode, Regions};
use ikm_store::{ReadTx, Store, StoreExt as _, WriteTx};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::clock::Clock;
use crate::error::{AppError, Refusal};
use crate::regions::digest;
use crate::request::Keyed;

/// The use cases, for one association, one actor and one business day.
///
/// Every method that writes does so in transactions of the store: it loads, lets the domain decide,
/// saves, and leaves an audit record, all or nothing.
pub struct App<'s> {
    pub(crate) store: &'s dyn Store,
    pub(crate) association: Association,
    pub(crate) key: Option<String>,
    pub(crate) env: Env<'s>,
}

/// What comes from outside the store: who, when, and new ids.
pub(crate) struct Env<'s> {
    pub(crate) clock: &'s dyn Clock,
    pub(crate) ids: &'s mut dyn IdSource,
    pub(crate) today: NaiveDate,
    pub(crate) actor: String,
}

/// What it takes to found an association.
#[derive(Clone, Debug)]
pub struct Founding {
    /// Its name.
    pub name: String,
    /// The regency that it serves.
    pub regency: RegionCode,
    /// The day on which it is inaugurated.
    pub on: NaiveDate,
    /// The regions that it knows.
    pub regions: Regions,
    /// The scheme by which it classifies.
    pub scheme: Scheme,
}

impl std::fmt::Debug for App<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("association", &self.association)
            .field("today", &self.env.today)
            .field("actor", &self.env.actor)
            .finish_non_exhaustive()
    }
}

impl Env<'_> {
    /// Leaves an audit record of what this transaction does.
    pub(crate) fn audit(
        &mut self,
        tx: &mut dyn WriteTx,
        action: &str,
        subject: &dyn ToString,
        content: Digest,
        note: &str,
    ) -> Result<(), AppError> {
        let text =
            AuditText { salt: self.salt(), actor: self.actor.clone(), note: note.to_owned() };
        let at = self.clock.now();
        let (action, subject) = (action.to_owned(), subject.to_string());
        let last = tx.last_audit()?;
        let draft = AuditDraft { at, action, subject, content };
        let record = AuditRecord::following(last.as_ref(), draft, &text);
        Ok(tx.append_audit(&record, &text)?)
    }

    /// Sixteen bytes that nobody can guess, from the random parts of two ids.
    fn salt(&mut self) -> [u8; 16] {
        let digest = DigestBuilder::new()
            .field(&self.ids.next().to_string())
            .field(&self.ids.next().to_string())
            .finish();
        let mut salt = [0; 16];
        salt.copy_from_slice(digest.split_at(16).0);
        salt
    }
}

impl<'s> App<'s> {
    /// Founds an association in `store`, with its regions and its classification scheme.
    ///
    /// # Errors
    ///
    /// [`Refusal::AlreadyFounded`] when the store has one, [`Refusal::UnknownRegency`] when the
    /// regions do not have its regency, and [`AppError::Store`].
    pub fn found(
        store: &'s dyn Store,
        founding: Founding,
        clock: &'s dyn Clock,
        ids: &'s mut dyn IdSource,
        actor: &str,
    ) -> Result<Self, AppError> {
        Self::found_once(store, founding, None, clock, ids, actor)
    }

    /// Founds an association as [`App::found`] does; given again under the same key, opens the one
    /// that was founded under it.
    ///
    /// # Errors
    ///
    /// Those of [`App::found`], and [`Refusal::KeyReused`] when another association was founded
    /// under the key.
    pub fn found_once(
        store: &'s dyn Store,
        founding: Founding,
        key: Option<String>,
        clock: &'s dyn Clock,
        ids: &'s mut dyn IdSource,
        actor: &str,
    ) -> Result<Self, AppError> {
        let Founding { name, regency, on, regions, scheme } = founding;
        let name = name.trim().to_owned();
        let content = DigestBuilder::new()
            .field("association.found")
            .field(&name)
            .field(&regency.to_string())
            .field(scheme.id())
            .field(&hex(&digest(regions.iter())))
            .finish();
        let keyed = key.map(|key| Keyed { key, digest: content });
        let mut env = Env { clock, ids, today: on, actor: actor.to_owned() };
        if let Some(association) = store.associations()?.into_iter().next() {
            let mut tx = store.begin_read(association.id)?;
            return match Keyed::answered::<AssociationId>(keyed.as_ref(), tx.as_mut())? {
                Some(_) => Ok(Self { store, association, key: None, env }),
                None => Err(Refusal::AlreadyFounded(association.name).into()),
            };
        }
        if name.is_empty() {
            return Err(Refusal::NoName.into());
        }
        if regency.level() != Level::Regency || regions.get(regency).is_none() {
            return Err(Refusal::UnknownRegency(regency).into());
        }
        let id = AssociationId::generate(env.ids);
        let association = Association { id, name, regency, founded_on: on };
        store.write(id, |tx| {
            // Only who holds the turn to write knows that nobody was first.
            if let Some(known) = store.associations()?.into_iter().next() {
                return Err(Refusal::AlreadyFounded(known.name).into());
            }
            tx.insert_association(&association)?;
            let table: Vec<_> = regions.iter().cloned().collect();
            tx.put_regions(&table)?;
            tx.put_scheme(&scheme, on)?;
            env.audit(tx, "association.found", &id, content, &association.name)?;
            Keyed::finish(keyed.as_ref(), tx, &id)
        })?;
        Ok(Self { store, association, key: None, env })
    }

    /// Opens the one association in `store`.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotFounded`] when there is none, and [`AppError::Store`].
    pub fn open(
        store: &'s dyn Store,
        clock: &'s dyn Clock,
        ids: &'s mut dyn IdSource,
        today: NaiveDate,
        actor: &str,
    ) -> Result<Self, AppError> {
        let association = store.associations()?.into_iter().next().ok_or(Refusal::NotFounded)?;
        let env = Env { clock, ids, today, actor: actor.to_owned() };
        Ok(Self { store, association, key: None, env })
    }

    /// The association.
    pub const fn association(&self) -> &Association {
        &self.association
    }

    /// The business day.
    pub const fn today(&self) -> NaiveDate {
        self.env.today
    }

    /// Lets the business day be another, as when a year is played or a backlog is typed in.
    pub const fn set_today(&mut self, today: NaiveDate) {
        self.env.today = today;
    }

    /// Names the command that follows, so that giving it again under the same key gives the same
    /// answer and changes nothing, and giving another under it is refused.
    pub fn set_key(&mut self, key: Option<String>) {
        self.key = key;
    }

    /// The time now, by the clock of this app.
    pub fn now(&self) -> DateTime<Utc> {
        self.env.clock.now()
    }

    pub(crate) fn read<R>(
        &self,
        work: impl FnOnce(&mut dyn ReadTx) -> Result<R, AppError>,
    ) -> Result<R, AppError> {
        self.store.read(self.association.id, work)
    }

    /// Writes in one transaction, with the outside world at hand.
    pub(crate) fn write<R>(
        &mut self,
        work: impl FnOnce(&mut dyn WriteTx, &mut Env<'s>) -> Result<R, AppError>,
    ) -> Result<R, AppError> {
        let env = &mut self.env;
        self.store.write(self.association.id, |tx| work(tx, env))
    }

    /// Writes in one transaction, once for every key: `content` is what the command asks for.
    pub(crate) fn write_once<A: Serialize + DeserializeOwned>(
        &mut self,
        content: Digest,
        work: impl FnOnce(&mut dyn WriteTx, &mut Env<'s>) -> Result<A, AppError>,
    ) -> Result<A, AppError> {
        let keyed = self.keyed(content);
        self.write(|tx, env| {
            if let Some(answer) = Keyed::answered(keyed.as_ref(), tx)? {
                return Ok(answer);
            }
            let answer = work(tx, env)?;
            Keyed::finish(keyed.as_ref(), tx, &answer)?;
            Ok(answer)
        })
    }

    pub(crate) fn keyed(&self, digest: Digest) -> Option<Keyed> {
        self.key.clone().map(|key| Keyed { key, digest })
    }

    /// The schemes and mappings of the association, and how it classifies on each day.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn classifications(&self) -> Result<Classifications, AppError> {
        self.read(classifications)
    }

    /// The scheme by which the association classifies on the business day.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn scheme(&self) -> Result<Scheme, AppError> {
        let classifications = self.classifications()?;
        let rules = classifications.on(self.env.today).ok_or(Refusal::NotFounded)?;
        Ok(rules.scheme().clone())
    }
}

/// The schemes and mappings of the association.
pub(crate) fn classifications(tx: &mut dyn ReadTx) -> Result<Classifications, AppError> {
    Ok(Classifications::new(tx.schemes()?, tx.mappings()?))
}
