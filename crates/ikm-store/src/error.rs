use std::error::Error;
use std::path::PathBuf;

use ikm_core::{Explain, Lang};

/// The result of a storage operation.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Why a store could not do what was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no store at the path.
    #[error("there is no store at {}", .0.display())]
    Missing(PathBuf),
    /// The file is not a database, or not one of this program.
    #[error("{} is not a store of this program", .0.display())]
    Foreign(PathBuf),
    /// A newer version of this program wrote the store.
    #[error("the store is of version {found}, this program knows up to {known}")]
    Newer {
        /// The version of the store.
        found: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// The file or its folder cannot be written or read.
    #[error("{} cannot be opened", .path.display())]
    Unusable {
        /// The path.
        path: PathBuf,
        /// What the system said.
        source: Box<dyn Error + Send + Sync>,
    },
    /// Another process is writing.
    #[error("another process is writing to the store")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// What was read contradicts what may be stored.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// The row was changed by somebody else since it was read.
    #[error("{what} {id} was changed by somebody else meanwhile")]
    Conflict {
        /// The kind of row.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// There is one already.
    #[error("{what} {key:?} exists already")]
    Exists {
        /// The kind of row.
        what: &'static str,
        /// What must be unique.
        key: String,
    },
    /// The books are closed for the day of the entry.
    #[error("the books are closed up to {until}, an entry of {on} is too late")]
    Sealed {
        /// The day of the entry.
        on: chrono::NaiveDate,
        /// The first day that is open.
        until: chrono::NaiveDate,
    },
    /// The database refused, for a reason that is none of the above.
    #[error("the database refused")]
    Backend(#[source] Box<dyn Error + Send + Sync>),
}

impl Explain for StoreError {
    fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "IKM-STORE-MISSING",
            Self::Foreign(_) => "IKM-STORE-FOREIGN",
            Self::Newer { .. } => "IKM-STORE-NEWER",
            Self::Unusable { .. } => "IKM-STORE-UNUSABLE",
            Self::Busy => "IKM-STORE-BUSY",
            Self::Full => "IKM-STORE-FULL",
            Self::Damaged(_) => "IKM-STORE-DAMAGED",
            Self::Conflict { .. } => "IKM-STORE-CONFLICT",
            Self::Exists { .. } => "IKM-STORE-EXISTS",
            Self::Sealed { .. } => "IKM-LEDGER-SEALED",
            Self::Backend(_) => "IKM-STORE-BACKEND",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Missing(path) => format!("tidak ada penyimpanan di {}", path.display()),
            Self::Foreign(path) => {
                format!("{} bukan penyimpanan milik program ini", path.display())
            }
            Self::Newer { found, known } => {
                format!("penyimpanan berversi {found}, program ini mengenal sampai {known}")
            }
            Self::Unusable { path, .. } => format!("{} tidak dapat dibuka", path.display()),
            Self::Busy => "proses lain sedang menulis ke penyimpanan".to_owned(),
            Self::Full => "disk penuh".to_owned(),
            Self::Damaged(what) => format!("penyimpanan rusak: {what}"),
            Self::Conflict { what, id } => format!("{what} {id} sudah diubah orang lain"),
            Self::Exists { what, key } => format!("{what} {key:?} sudah ada"),
            Self::Sealed { on, until } => {
                format!("buku sudah ditutup sampai sebelum {until}; jurnal {on} terlambat")
            }
            Self::Backend(_) => "basis data menolak".to_owned(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Missing(_) => lang.pick(
                "buat dulu dengan ikm init, atau beri letaknya dengan --store",
                "make one with ikm init, or say where it is with --store",
            ),
            Self::Foreign(_) => lang.pick(
                "beri berkas lain dengan --store; berkas ini tidak disentuh",
                "give another file with --store; this one was left alone",
            ),
            Self::Newer { .. } => lang
                .pick("pakai versi program yang lebih baru", "use a newer version of the program"),
            Self::Unusable { .. } => lang.pick(
                "periksa izin berkas dan foldernya",
                "check the permissions of the file and its folder",
            ),
            Self::Busy => lang.pick("coba lagi sebentar lagi", "try again in a moment"),
            Self::Full => lang.pick(
                "kosongkan ruang lalu ulangi; tidak ada yang berubah",
                "free some space and repeat; nothing was changed",
            ),
            Self::Damaged(_) => lang.pick(
                "pulihkan cadangan, dan simpan berkas ini untuk diperiksa",
                "restore a backup, and keep this file for examination",
            ),
            Self::Conflict { .. } => lang.pick("ulangi perintahnya", "repeat the command"),
            Self::Exists { .. } => lang.pick("pakai yang lain", "use another one"),
            Self::Sealed { .. } => lang.pick(
                "catat pada tanggal yang masih terbuka (--today)",
                "record it on a day that is still open (--today)",
            ),
            Self::Backend(_) => lang.pick(
                "jalankan ikm doctor; bila tetap, laporkan pesan ini",
                "run ikm doctor; if it stays, report this message",
            ),
        }
        .to_owned()
    }
}
