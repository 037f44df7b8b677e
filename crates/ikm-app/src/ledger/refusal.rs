use chrono::NaiveDate;
use ikm_core::id::EntryId;
use ikm_core::ledger::EntryKind;
use ikm_core::{Explain, Lang};

/// Why the books do not allow something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerRefusal {
    /// The books are closed up to a later day, or this one.
    #[error("the books are closed up to {0} already")]
    ClosedAlready(NaiveDate),
    /// The period is not over.
    #[error("the days before {0} are not over")]
    NotOver(NaiveDate),
    /// There is no such entry.
    #[error("no entry is known as {0:?}")]
    UnknownEntry(String),
    /// There is no such hold.
    #[error("no hold is known as {0:?}")]
    UnknownHold(String),
    /// The entry has no line on the account.
    #[error("entry {entry} has no line on {account:?}")]
    NoSuchLine {
        /// The entry.
        entry: EntryId,
        /// The account.
        account: String,
    },
    /// Something else stands behind the entry, which must be taken back with it.
    #[error("entry {entry} is a {}, which is not taken back by itself", .kind.code())]
    NotByItself {
        /// The entry.
        entry: EntryId,
        /// What it records.
        kind: EntryKind,
    },
    /// The entry was taken back before.
    #[error("entry {0} was taken back already")]
    TakenBack(EntryId),
}

impl Explain for LedgerRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::ClosedAlready(_) => "IKM-LEDGER-CLOSED",
            Self::NotOver(_) => "IKM-LEDGER-NOT-OVER",
            Self::UnknownEntry(_) => "IKM-LEDGER-UNKNOWN-ENTRY",
            Self::UnknownHold(_) => "IKM-LEDGER-UNKNOWN-HOLD",
            Self::NoSuchLine { .. } => "IKM-LEDGER-NO-LINE",
            Self::NotByItself { .. } => "IKM-LEDGER-NOT-BY-ITSELF",
            Self::TakenBack(_) => "IKM-LEDGER-TAKEN-BACK",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::ClosedAlready(until) => format!("buku sudah ditutup sampai sebelum {until}"),
            Self::NotOver(until) => format!("hari-hari sebelum {until} belum lewat"),
            Self::UnknownEntry(text) => format!("tidak ada jurnal yang dikenal sebagai {text:?}"),
            Self::UnknownHold(text) => {
                format!("tidak ada penahanan yang dikenal sebagai {text:?}")
            }
            Self::NoSuchLine { entry, account } => {
                format!("jurnal {entry} tidak punya baris di {account:?}")
            }
            Self::NotByItself { entry, kind } => {
                let title = kind.title(Lang::Id);
                format!("jurnal {entry} adalah {title}, yang tidak dibatalkan sendirian")
            }
            Self::TakenBack(entry) => format!("jurnal {entry} sudah pernah dibatalkan"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::ClosedAlready(_) => lang
                .pick("tutup sampai tanggal yang lebih kemudian", "close them up to a later day"),
            Self::NotOver(_) => lang.pick(
                "tunggu sampai hari terakhirnya, atau beri tanggal yang lebih awal",
                "wait for the last of them, or give an earlier day",
            ),
            Self::UnknownEntry(_) | Self::NoSuchLine { .. } => lang.pick(
                "lihat jurnalnya dengan ikm ledger entries",
                "see the journal with ikm ledger entries",
            ),
            Self::UnknownHold(_) => lang.pick(
                "lihat yang masih terbuka dengan ikm ledger holds",
                "see what is open with ikm ledger holds",
            ),
            Self::NotByItself { .. } => lang.pick(
                "pakai perintah miliknya, misalnya ikm gallery refund atau ikm settlement reverse",
                "use its own command, such as ikm gallery refund or ikm settlement reverse",
            ),
            Self::TakenBack(_) => lang.pick("tidak ada yang perlu dilakukan", "nothing to do"),
        }
        .to_owned()
    }
}
