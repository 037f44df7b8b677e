//! `ikm demo DIR`: a year of a synthetic Pesisir Selatan, from its messy list to paid makers.
//!
//! It goes through the same use cases and the same store as every other command. Time and ids come
//! from a seed, so two demos leave the same tables.

mod summary;
mod year;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ikm_app::AppError;
use ikm_core::money::Rupiah;
use ikm_core::{Explain, Lang};
use ikm_report::ReportError;
use ikm_store::StoreError;

/// What a demo leaves, by name: nothing else in its folder is ever touched.
const MARKER: &str = ".ikm-demo";
const STORE: &str = "ikm.db";
const INPUT: &str = "input";
const REPORTS: &str = "reports";

/// What the demo made.
#[derive(Clone, Debug)]
pub(crate) struct DemoOutcome {
    /// IKM in the registry at the end.
    pub(crate) ikm: u64,
    /// Classes in which IKM stand.
    pub(crate) classifications: u64,
    /// Kecamatan in which IKM stand.
    pub(crate) kecamatan: u64,
    /// Nagari in which IKM stand.
    pub(crate) nagari: u64,
    /// Rows of the list.
    pub(crate) rows: u64,
    /// Rows rejected.
    pub(crate) rejected: u64,
    /// Rows that were an IKM read before.
    pub(crate) recognised: u64,
    /// Pairs left for a person to decide.
    pub(crate) suspected_duplicates: u64,
    /// Members accepted.
    pub(crate) members: u64,
    /// Dues charged.
    pub(crate) dues_charged_rupiah: Rupiah,
    /// Dues paid.
    pub(crate) dues_paid_rupiah: Rupiah,
    /// Makers whose goods stand in the gallery.
    pub(crate) makers: u64,
    /// Items taken in.
    pub(crate) consigned_items: u64,
    /// Receipts.
    pub(crate) sales: u64,
    /// Their gross.
    pub(crate) gross_rupiah: Rupiah,
    /// The gallery's commission of it.
    pub(crate) commission_rupiah: Rupiah,
    /// Settlements run.
    pub(crate) settlements: u64,
    /// Settled and paid to makers.
    pub(crate) settled_rupiah: Rupiah,
    /// Parcels accepted.
    pub(crate) shipments: u64,
    /// Their freight at the normal tariff.
    pub(crate) shipping_normal_rupiah: Rupiah,
    /// Their freight at the special tariff.
    pub(crate) shipping_special_rupiah: Rupiah,
    /// Debits less credits over all accounts.
    pub(crate) trial_balance_rupiah: Rupiah,
    /// Journal entries.
    pub(crate) entries: u64,
    /// Records in the audit chain.
    pub(crate) audit_records: u64,
    /// What was checked, and whether it held.
    pub(crate) checks: Vec<Check>,
    /// The reports.
    pub(crate) reports: Vec<PathBuf>,
    /// The store.
    pub(crate) store: PathBuf,
}

/// A rule, and whether it held on what the demo made.
#[derive(Clone, Debug)]
pub(crate) struct Check {
    /// The rule, in Indonesian.
    pub(crate) rule_id: &'static str,
    /// The rule, in English.
    pub(crate) rule_en: &'static str,
    /// Whether it held.
    pub(crate) ok: bool,
}

/// A step of the demo, for whoever shows progress.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Progress {
    /// What is being done, in Indonesian.
    id: &'static str,
    /// What is being done, in English.
    en: &'static str,
}

impl Progress {
    const fn new(id: &'static str, en: &'static str) -> Self {
        Self { id, en }
    }

    /// What is being done, in `lang`.
    pub(crate) fn text(self, lang: Lang) -> &'static str {
        lang.pick(self.id, self.en)
    }
}

/// Why the demo stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DemoError {
    /// The folder holds something that no demo made.
    #[error("{} holds other files", .0.display())]
    NotEmpty(PathBuf),
    /// The path is a file.
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// A file of the demo cannot be written or read.
    #[error("{} cannot be written", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The shipped regions have no regency: a defect of the program.
    #[error("the shipped regions have no regency")]
    NoRegency,
    /// The list of the synthetic district could not be made.
    #[error("the list could not be made")]
    Sheet(#[source] ikm_testkit::sheet::XlsxError),
    /// A use case was refused.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<StoreError> for DemoError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

impl From<ReportError> for DemoError {
    fn from(error: ReportError) -> Self {
        Self::App(error.into())
    }
}

impl From<ikm_core::money::MoneyError> for DemoError {
    fn from(error: ikm_core::money::MoneyError) -> Self {
        Self::App(error.into())
    }
}

impl Explain for DemoError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotEmpty(_) => "IKM-DEMO-NOT-EMPTY",
            Self::NotAFolder(_) => "IKM-DEMO-NOT-A-FOLDER",
            Self::File { .. } => "IKM-DEMO-FILE",
            Self::NoRegency => "IKM-DEMO-NO-REGENCY",
            Self::Sheet(_) => "IKM-DEMO-SHEET",
            Self::App(source) => source.code(),
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::NotEmpty(path) => format!("{} berisi berkas lain", path.display()),
            Self::NotAFolder(path) => format!("{} bukan folder", path.display()),
            Self::File { path, .. } => format!("{} tidak dapat ditulis", path.display()),
            Self::NoRegency => "wilayah bawaan tidak memuat kabupaten".to_owned(),
            Self::Sheet(_) => "daftar contoh tidak dapat dibuat".to_owned(),
            Self::App(source) => source.indonesian(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::NotEmpty(_) | Self::NotAFolder(_) => lang.pick(
                "beri folder yang kosong, yang belum ada, atau bekas demo",
                "give an empty folder, a new one, or that of an earlier demo",
            ),
            Self::NoRegency => {
                lang.pick("laporkan sebagai kesalahan program", "report it as a defect")
            }
            Self::File { .. } | Self::Sheet(_) => lang.pick(
                "periksa ruang disk dan izin folder",
                "check disk space and the folder's permissions",
            ),
            Self::App(source) => return source.hint(lang),
        }
        .to_owned()
    }
}

/// Names the file of a failed operation.
fn at(path: &Path) -> impl FnOnce(io::Error) -> DemoError {
    let path = path.to_owned();
    move |source| DemoError::File { path, source }
}

/// Plays the year in `dir`. An earlier demo there is replaced.
///
/// # Errors
///
/// [`DemoError`]; what was made up to then stays, and the next demo replaces it.
pub(crate) fn play(
    dir: &Path,
    lang: Lang,
    progress: &mut dyn FnMut(Progress),
) -> Result<DemoOutcome, DemoError> {
    prepare(dir)?;
    year::play(dir, lang, progress)
}

fn prepare(dir: &Path) -> Result<(), DemoError> {
    let marker = dir.join(MARKER);
    if dir.exists() {
        if !dir.is_dir() {
            return Err(DemoError::NotAFolder(dir.to_owned()));
        }
        let mut entries = fs::read_dir(dir).map_err(at(dir))?;
        if !marker.exists() && entries.next().is_some() {
            return Err(DemoError::NotEmpty(dir.to_owned()));
        }
    }
    // A journal of a killed demo belongs to its store and goes with it.
    for name in [STORE, "ikm.db-wal", "ikm.db-shm", "ikm.db-journal"] {
        remove(fs::remove_file(dir.join(name)), &dir.join(name))?;
    }
    for name in [INPUT, REPORTS] {
        remove(fs::remove_dir_all(dir.join(name)), &dir.join(name))?;
        fs::create_dir_all(dir.join(name)).map_err(at(dir))?;
    }
    let note = "This folder was made by `ikm demo` and is replaced by the next one.\n";
    fs::write(&marker, note).map_err(at(&marker))
}

/// What was never there need not be removed.
fn remove(result: io::Result<()>, path: &Path) -> Result<(), DemoError> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}
