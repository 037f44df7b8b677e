mod ahead;
mod decided;
mod decision;
mod rows;

use std::collections::BTreeMap;
use std::path::Path;

use ikm_core::audit::{Digest, DigestBuilder};
use ikm_core::classification::KbliEdition;
use ikm_core::id::BatchId;
use ikm_core::money::Rupiah;
use ikm_import::{ImportError, Layout, Mapping, Options, Problem, Row, Unit, Warning};
use ikm_store::Batch;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use self::rows::Import;
use crate::app::App;
use crate::error::{AppError, Refusal};
use crate::request::Keyed;

pub use decision::Decision;

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

    /// It was decided what becomes of the row with this number, and why.
    ///
    /// # Errors
    ///
    /// When the decision cannot be kept; the import then stops and nothing is written.
    fn decided(&mut self, _number: u64, _decision: &Decision<'_>) -> Result<(), ImportError> {
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
    /// IKM added without a KBLI code for which what they make suggests one.
    #[serde(default)]
    pub suggestible: u64,
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
    /// A row that was read before is recognised and changes nothing. A row with the id, the NIB, or
    /// the NIK and name, of a known IKM updates it; of one that was merged, the IKM that goes on. Its
    /// figures stand beside those of other years and sources. Every other row is added and, where it
    /// resembles another, paired with it for a person to decide.
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
        let regions = self.all_regions()?;
        let classifications = self.classifications()?;
        let rules = classifications.on(self.env.today).ok_or(Refusal::NotFounded)?;
        let options = Options {
            regions: &regions,
            regency: self.association.regency,
            edition: KbliEdition::Kbli2020,
            unit: settings.unit,
            mapping: settings.mapping.clone(),
            sheet: settings.sheet.clone(),
            scheme: Some(rules.scheme()),
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
        let mut import = Import::begin(tx.as_mut(), &mut self.env, rules);
        import.read(reader, watch)?;
        watch.end()?;
        let leans_on: Vec<BatchId> = import.leans_on().collect();
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
        for other in leans_on {
            tx.put_lean(batch, other)?;
        }
        self.env.audit(tx.as_mut(), "registry.import", &batch, content, &record.file)?;
        Keyed::finish(keyed.as_ref(), tx.as_mut(), &outcome)?;
        tx.commit()?;
        Ok(outcome)
    }
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
