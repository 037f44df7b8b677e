use std::collections::BTreeMap;
use std::path::Path;

use ikm_core::audit::{Digest, DigestBuilder};
use ikm_core::classification::{KbliEdition, Scheme};
use ikm_core::id::{BatchId, IkmId};
use ikm_core::money::Rupiah;
use ikm_core::registry::{Cause, Ikm, Profile, blocking_keys, name_key, resemblance};
use ikm_import::{
    ImportError, Layout, Mapping, Options, Outcome, Problem, Reader, Row, Unit, Warning,
};
use ikm_store::{Batch, Pair, ReadTx, WriteTx};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::app::{App, Env};
use crate::error::{AppError, Refusal};
use crate::request::Keyed;

/// How many IKM with a common key are compared with a new one. A trade name that a whole village
/// shares tells nothing, and must not make the import quadratic.
const CANDIDATES: u32 = 40;

/// How a list is imported.
#[derive(Clone, Debug, Default)]
pub struct ImportSettings {
    /// Decide everything and write nothing.
    pub dry_run: bool,
    /// All rows or none.
    pub strict: bool,
    /// The unit of money in the list, where its headers do not say it.
    pub unit: Option<Unit>,
    /// Which header is which field, where the headers do not say it.
    pub mapping: Option<Mapping>,
    /// The sheet to read, by name; none to take the one that is recognised best.
    pub sheet: Option<String>,
}

/// What watches an import: progress, warnings and rejects as they come.
pub trait ImportWatch {
    /// The columns were recognised; nothing is written yet.
    fn layout(&mut self, _layout: &Layout) {}

    /// `rows` rows are behind.
    fn progress(&mut self, _rows: u64) {}

    /// Something deserves a look.
    fn warning(&mut self, _warning: &Warning) {}

    /// A row was rejected.
    ///
    /// # Errors
    ///
    /// When the reject cannot be kept; the import then stops and nothing is written.
    fn rejected(&mut self, _row: &Row, _problems: &[Problem]) -> Result<(), ImportError> {
        Ok(())
    }

    /// Every row was read, and nothing is durable yet.
    ///
    /// # Errors
    ///
    /// When the rejects cannot be kept; then nothing is written.
    fn end(&mut self) -> Result<(), ImportError> {
        Ok(())
    }
}

/// Nobody watches.
impl ImportWatch for () {}

/// The sums over all rows that were read and not rejected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportTotals {
    /// People who work.
    pub workers: u64,
    /// Investment.
    pub investment: Rupiah,
    /// Production value a year.
    pub production_value: Rupiah,
    /// Raw material a year.
    pub raw_material_value: Rupiah,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportOutcome {
    /// The batch; none for a dry run.
    pub batch: Option<BatchId>,
    /// Rows read: the sum of the next four.
    pub rows: u64,
    /// IKM added.
    pub added: u64,
    /// Rows that changed an IKM.
    pub updated: u64,
    /// Rows that were recognised and changed nothing.
    pub unchanged: u64,
    /// Rows rejected.
    pub rejected: u64,
    /// Lines that are no rows: titles, totals, signatures, blank lines.
    pub skipped: u64,
    /// Pairs that may be one IKM, new in this import.
    pub suspected_duplicates: u64,
    /// How many things deserve a look.
    pub warnings: u64,
    /// Rows by the office's commodity group; `undecided` where the list leaves it open.
    pub by_commodity: BTreeMap<String, u64>,
    /// The sums.
    pub totals: ImportTotals,
}

impl App<'_> {
    /// Imports a list in one transaction, so that an interruption leaves nothing behind.
    ///
    /// A row that was read before is recognised and changes nothing. A row with the NIB, or the NIK
    /// and name, of a known IKM updates it. Every other row is added and, where it resembles
    /// another, paired with it for a person to decide.
    ///
    /// # Errors
    ///
    /// [`AppError::Import`] when the file cannot be read to its end or the watcher cannot keep a
    /// reject, [`Refusal::Rejected`] when it was to be all or nothing and a row was rejected,
    /// [`Refusal::KeyReused`] and [`AppError::Store`]. Nothing is written then.
    pub fn import(
        &mut self,
        path: &Path,
        settings: &ImportSettings,
        watch: &mut dyn ImportWatch,
    ) -> Result<ImportOutcome, AppError> {
        let regions = self.regions()?;
        let scheme = self.scheme()?;
        let options = Options {
            regions: &regions,
            regency: self.association.regency,
            edition: KbliEdition::Kbli2020,
            unit: settings.unit,
            mapping: settings.mapping.clone(),
            sheet: settings.sheet.clone(),
            scheme: Some(&scheme),
            today: self.env.today,
        };
        let reader = ikm_import::open(path, options)?;
        let keyed = match self.key {
            // The digest of the whole file is needed before the first row only to compare it with
            // what the key was used for.
            Some(_) => self.keyed(request_digest(path, settings)?),
            None => None,
        };
        let association = self.association.id;
        let mut tx = self.store.begin_write(association)?;
        if let Some(answer) = Keyed::answered(keyed.as_ref(), tx.as_mut())? {
            return Ok(answer);
        }
        watch.layout(reader.layout());
        let mut import = Import::begin(tx.as_mut(), &mut self.env, &scheme);
        import.read(reader, watch)?;
        watch.end()?;
        let Import { mut outcome, digest, batch, .. } = import;
        if settings.strict && outcome.rejected > 0 {
            let (rows, rejected) = (outcome.rows, outcome.rejected);
            return Err(Refusal::Rejected { rows, rejected }.into());
        }
        if settings.dry_run {
            outcome.batch = None;
            return Ok(outcome);
        }
        outcome.batch = Some(batch);
        let content = digest.finalize().into();
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let record = Batch {
            id: batch,
            imported_on: self.env.today,
            at: self.env.clock.now(),
            file: file.unwrap_or_default(),
            digest: content,
            rows: outcome.rows,
            added: outcome.added,
            updated: outcome.updated,
            unchanged: outcome.unchanged,
            rejected: outcome.rejected,
            undone_on: None,
        };
        tx.insert_batch(&record)?;
        self.env.audit(tx.as_mut(), "registry.import", &batch, content, &record.file)?;
        Keyed::finish(keyed.as_ref(), tx.as_mut(), &outcome)?;
        tx.commit()?;
        Ok(outcome)
    }
}

/// An import under way.
struct Import<'a, 't, 's> {
    tx: &'a mut (dyn WriteTx + 't),
    env: &'a mut Env<'s>,
    scheme: &'a Scheme,
    batch: BatchId,
    outcome: ImportOutcome,
    digest: Sha256,
}

impl<'a, 't, 's> Import<'a, 't, 's> {
    fn begin(tx: &'a mut (dyn WriteTx + 't), env: &'a mut Env<'s>, scheme: &'a Scheme) -> Self {
        let batch = BatchId::generate(env.ids);
        let outcome = ImportOutcome::default();
        Self { tx, env, scheme, batch, outcome, digest: Sha256::new() }
    }

    fn read(
        &mut self,
        mut reader: Reader<'_>,
        watch: &mut dyn ImportWatch,
    ) -> Result<(), AppError> {
        for row in reader.by_ref() {
            self.row(row?, watch)?;
            watch.progress(self.outcome.rows);
        }
        for warning in reader.warnings() {
            self.outcome.warnings += 1;
            watch.warning(warning);
        }
        Ok(())
    }

    fn row(&mut self, row: Row, watch: &mut dyn ImportWatch) -> Result<(), AppError> {
        if let Outcome::Reject(problems) = &row.outcome {
            self.outcome.rows += 1;
            self.outcome.rejected += 1;
            return Ok(watch.rejected(&row, problems)?);
        }
        let Outcome::Record { mut profile, warnings, .. } = row.outcome else {
            self.outcome.skipped += 1;
            return Ok(());
        };
        self.outcome.rows += 1;
        self.outcome.warnings += u64::try_from(warnings.len()).unwrap_or(u64::MAX);
        for warning in &warnings {
            watch.warning(warning);
        }
        let class = profile.kbli.and_then(|kbli| self.scheme.classify(kbli));
        // What the list says itself goes before what follows from the code.
        profile.classification =
            profile.classification.take().or_else(|| class.map(|class| class.code.clone()));
        self.count(&profile)?;
        self.record(*profile)
    }

    fn count(&mut self, profile: &Profile) -> Result<(), AppError> {
        let commodity = profile.commodity.as_deref().unwrap_or("undecided").to_owned();
        *self.outcome.by_commodity.entry(commodity).or_default() += 1;
        let (totals, figures) = (&mut self.outcome.totals, &profile.figures);
        totals.workers += u64::from(figures.workers.count().unwrap_or_default());
        let add = |sum: Rupiah, more: Option<Rupiah>| sum.plus(more.unwrap_or_default());
        totals.investment = add(totals.investment, figures.investment)?;
        totals.production_value = add(totals.production_value, figures.production_value)?;
        totals.raw_material_value = add(totals.raw_material_value, figures.raw_material_value)?;
        Ok(())
    }

    fn record(&mut self, profile: Profile) -> Result<(), AppError> {
        let digest = profile.digest();
        self.digest.update(digest);
        // What was read before is known before anybody asks who it is: an old list given again must
        // not undo what a newer one has brought.
        if let Some(row) = self.tx.claim_row(&digest)? {
            if let Some(batch) = row.batch {
                self.tx.put_lean(self.batch, batch)?;
            }
            self.outcome.unchanged += 1;
            return Ok(());
        }
        let ikm = match identify(self.tx, &profile)? {
            Some(known) => self.update(&known, &profile)?,
            None => self.add(profile)?,
        };
        Ok(self.tx.insert_row(&digest, ikm, self.batch)?)
    }

    fn update(&mut self, known: &Ikm, newer: &Profile) -> Result<IkmId, AppError> {
        let profile = known.profile.updated_by(newer);
        if profile == known.profile {
            self.outcome.unchanged += 1;
        } else {
            let cause = Cause::Import(self.batch);
            self.tx.update_ikm(&Ikm { profile, ..known.clone() }, self.env.today, &cause)?;
            self.outcome.updated += 1;
        }
        Ok(known.id)
    }

    fn add(&mut self, profile: Profile) -> Result<IkmId, AppError> {
        let keys = blocking_keys(&profile);
        let candidates = self.tx.ikms_by_keys(&keys, CANDIDATES)?;
        let id = IkmId::generate(self.env.ids);
        let registered_on = self.env.today;
        let batch = Some(self.batch);
        let ikm = Ikm { id, version: 1, registered_on, batch, merged: None, profile };
        self.tx.insert_ikm(&ikm)?;
        for other in candidates {
            if let Some(resemblance) = resemblance(&ikm.profile, &other.profile) {
                let (a, b) = (other.id.min(id), other.id.max(id));
                self.tx.insert_pair(&Pair { a, b, resemblance })?;
                self.outcome.suspected_duplicates += 1;
            }
        }
        self.outcome.added += 1;
        Ok(id)
    }
}

/// The IKM that a row certainly is: the one with its NIB, or with its NIK and name unless two NIB
/// differ.
fn identify(tx: &mut dyn ReadTx, profile: &Profile) -> Result<Option<Ikm>, AppError> {
    if let Some(nib) = &profile.nib
        && let Some(known) = tx.ikm_by_nib(nib)?
    {
        return Ok(Some(known));
    }
    let Some(nik) = &profile.nik else { return Ok(None) };
    let name = name_key(&profile.name);
    Ok(tx.ikms_by_nik(nik)?.into_iter().find(|known| {
        let one_nib = known.profile.nib.is_none() || profile.nib.is_none();
        one_nib && name_key(&known.profile.name) == name
    }))
}

/// The digest of an import command: the bytes of the file and what was said about them.
fn request_digest(path: &Path, settings: &ImportSettings) -> Result<Digest, AppError> {
    let mut hasher = Sha256::new();
    std::fs::File::open(path)
        .and_then(|mut file| std::io::copy(&mut file, &mut hasher))
        .map_err(ImportError::Unreadable)?;
    let bytes: Digest = hasher.finalize().into();
    let unit = settings.unit.map(|unit| format!("{unit:?}"));
    let mapping = settings.mapping.as_ref().map(|mapping| format!("{mapping:?}"));
    let mut digest = DigestBuilder::new();
    digest
        .field("registry.import")
        .field(&ikm_core::audit::hex(&bytes))
        .optional(unit.as_deref())
        .optional(mapping.as_deref())
        .field(&settings.strict.to_string())
        .field(&settings.dry_run.to_string());
    // Requests that name no sheet keep the digest that they had before sheets could be named.
    if let Some(sheet) = &settings.sheet {
        digest.field(sheet);
    }
    Ok(digest.finish())
}
