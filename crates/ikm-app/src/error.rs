use ikm_core::association::{BadMemberNumber, DuesError, MemberError, MemberNumber};
use ikm_core::classification::MappingError;
use ikm_core::gallery::{PayoutError, RulesError, SaleError, SettlementError, StockError};
use ikm_core::ledger::{BadAccount, LedgerError};
use ikm_core::money::MoneyError;
use ikm_core::region::{RegionCode, RegionError};
use ikm_core::shipping::NoQuote;
use ikm_core::{Explain, Lang};
use ikm_import::ImportError;
use ikm_report::ReportError;
use ikm_store::StoreError;
use ikm_tariff::BookError;

use crate::classification::ClassificationRefusal;
use crate::gallery::GalleryRefusal;
use crate::ledger::LedgerRefusal;
use crate::programmes::ProgrammeRefusal;
use crate::regions::RegionsError;
use crate::registry::{RegistryRefusal, SegmentRefusal};

/// Why a use case was refused. Nothing was changed, unless the use case says otherwise.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AppError {
    /// What was asked for cannot be done as things stand.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What was asked of the registry cannot be done as things stand.
    #[error(transparent)]
    Registry(#[from] RegistryRefusal),
    /// What was asked of the classification cannot be done as things stand.
    #[error(transparent)]
    Classification(#[from] ClassificationRefusal),
    /// The mapping from KBLI codes and commodities to classes does not fit.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// There is no such segment.
    #[error(transparent)]
    Segment(#[from] SegmentRefusal),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The list could not be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The membership does not allow it.
    #[error(transparent)]
    Member(#[from] MemberError),
    /// A text is not a member number.
    #[error(transparent)]
    MemberNumber(#[from] BadMemberNumber),
    /// What was asked of a programme cannot be done as things stand.
    #[error(transparent)]
    Programme(#[from] ProgrammeRefusal),
    /// The dues do not allow it.
    #[error(transparent)]
    Dues(#[from] DuesError),
    /// The shelf does not allow it.
    #[error(transparent)]
    Stock(#[from] StockError),
    /// What was asked of the gallery cannot be done as things stand.
    #[error(transparent)]
    Gallery(#[from] GalleryRefusal),
    /// The rules of the gallery cannot be used.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The sale is not possible.
    #[error(transparent)]
    Sale(#[from] SaleError),
    /// The settlement is not possible.
    #[error(transparent)]
    Settlement(#[from] SettlementError),
    /// The payout is not possible.
    #[error(transparent)]
    Payout(#[from] PayoutError),
    /// The journal refuses.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The books do not allow it.
    #[error(transparent)]
    Books(#[from] LedgerRefusal),
    /// There is no such account.
    #[error(transparent)]
    Account(#[from] BadAccount),
    /// An amount is out of range.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The regions contradict each other.
    #[error(transparent)]
    Region(#[from] RegionError),
    /// Regions cannot be loaded or shown.
    #[error(transparent)]
    Regions(#[from] RegionsError),
    /// The tariff book cannot be read.
    #[error(transparent)]
    Book(#[from] BookError),
    /// There is no price.
    #[error(transparent)]
    NoQuote(#[from] NoQuote),
    /// The report cannot be built.
    #[error(transparent)]
    Report(#[from] ReportError),
}

impl AppError {
    fn inner(&self) -> &dyn Explain {
        match self {
            Self::Refused(e) => e,
            Self::Registry(e) => e,
            Self::Classification(e) => e,
            Self::Mapping(e) => e,
            Self::Segment(e) => e,
            Self::Store(e) => e,
            Self::Import(e) => e,
            Self::Member(e) => e,
            Self::MemberNumber(e) => e,
            Self::Programme(e) => e,
            Self::Dues(e) => e,
            Self::Stock(e) => e,
            Self::Gallery(e) => e,
            Self::Rules(e) => e,
            Self::Sale(e) => e,
            Self::Settlement(e) => e,
            Self::Payout(e) => e,
            Self::Ledger(e) => e,
            Self::Books(e) => e,
            Self::Account(e) => e,
            Self::Money(e) => e,
            Self::Region(e) => e,
            Self::Regions(e) => e,
            Self::Book(e) => e,
            Self::NoQuote(e) => e,
            Self::Report(e) => e,
        }
    }
}

impl Explain for AppError {
    fn code(&self) -> &'static str {
        self.inner().code()
    }

    fn indonesian(&self) -> String {
        self.inner().indonesian()
    }

    fn hint(&self, lang: Lang) -> String {
        self.inner().hint(lang)
    }
}

/// What a use case cannot do as things stand.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The store has no association.
    #[error("no association has been founded in this store")]
    NotFounded,
    /// The store has one already.
    #[error("the association {0:?} has been founded in this store already")]
    AlreadyFounded(String),
    /// An association needs a name.
    #[error("the association has no name")]
    NoName,
    /// The regions do not have the regency.
    #[error("regency {0} is not in the list of regions")]
    UnknownRegency(RegionCode),
    /// No IKM is known by this id, NIB or member number.
    #[error("no ikm is known as {0:?}")]
    UnknownIkm(String),
    /// No member has this number.
    #[error("no member is known as {0:?}")]
    UnknownMember(String),
    /// The IKM is a member already.
    #[error("the ikm is member {0} already")]
    AlreadyMember(MemberNumber),
    /// There is no such settlement.
    #[error("no settlement is known as {0:?}")]
    UnknownSettlement(String),
    /// No settlement was run yet.
    #[error("no settlement was run yet")]
    NoSettlement,
    /// The settlement says nothing of this member.
    #[error("settlement {run} says nothing of member {member}")]
    NotInSettlement {
        /// The settlement.
        run: String,
        /// The member.
        member: MemberNumber,
    },
    /// The key was used for another command or other content.
    #[error("the key {0:?} was used for something else")]
    KeyReused(String),
    /// Rows were rejected and the import was to be all or nothing.
    #[error("{rejected} of {rows} rows were rejected, so nothing was imported")]
    Rejected {
        /// Rows read.
        rows: u64,
        /// Rows rejected.
        rejected: u64,
    },
    /// Money can only be moved between cash, bank and QRIS in transit.
    #[error("money cannot be moved from {from} to {to}")]
    Transfer {
        /// The account that gives.
        from: String,
        /// The account that takes.
        to: String,
    },
    /// No tariff book is in force.
    #[error("no tariff book is in force on {0}")]
    NoTariff(chrono::NaiveDate),
    /// The tariff book has errors.
    #[error("the tariff book has {0} errors")]
    TariffLint(u64),
    /// A tariff book for some of these days was loaded before.
    #[error("the tariff book {carrier} {version} was loaded before with other content")]
    TariffVersion {
        /// The carrier.
        carrier: String,
        /// The version.
        version: String,
    },
    /// The post gave the number to another parcel.
    #[error("the receipt number {0:?} belongs to another parcel")]
    ReceiptNumber(String),
    /// A stored answer cannot be read.
    #[error("the answer kept for key {key:?} cannot be read")]
    Answer {
        /// The key.
        key: String,
        /// What is wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl Refusal {
    pub(crate) fn damaged_answer(key: &str, source: &serde_json::Error) -> Self {
        Self::Answer { key: key.to_owned(), source: source.to_string().into() }
    }
}

impl Explain for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFounded => "IKM-APP-NOT-FOUNDED",
            Self::AlreadyFounded(_) => "IKM-APP-ALREADY-FOUNDED",
            Self::NoName => "IKM-APP-NO-NAME",
            Self::UnknownRegency(_) => "IKM-APP-UNKNOWN-REGENCY",
            Self::UnknownIkm(_) => "IKM-REGISTRY-UNKNOWN",
            Self::UnknownMember(_) => "IKM-MEMBER-UNKNOWN",
            Self::AlreadyMember(_) => "IKM-MEMBER-ALREADY",
            Self::UnknownSettlement(_) => "IKM-SETTLEMENT-UNKNOWN",
            Self::NoSettlement => "IKM-SETTLEMENT-NONE",
            Self::NotInSettlement { .. } => "IKM-SETTLEMENT-NOT-IN",
            Self::KeyReused(_) => "IKM-KEY-REUSED",
            Self::Rejected { .. } => "IKM-IMPORT-STRICT",
            Self::Transfer { .. } => "IKM-LEDGER-TRANSFER",
            Self::NoTariff(_) => "IKM-TARIFF-NONE-IN-FORCE",
            Self::TariffLint(_) => "IKM-TARIFF-LINT",
            Self::TariffVersion { .. } => "IKM-TARIFF-VERSION",
            Self::ReceiptNumber(_) => "IKM-SHIPMENT-RECEIPT",
            Self::Answer { .. } => "IKM-KEY-ANSWER",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::NotFounded => "belum ada asosiasi di penyimpanan ini".to_owned(),
            Self::AlreadyFounded(name) => {
                format!("asosiasi {name:?} sudah didirikan di penyimpanan ini")
            }
            Self::NoName => "asosiasi tidak bernama".to_owned(),
            Self::UnknownRegency(code) => format!("kabupaten {code} tidak ada di daftar wilayah"),
            Self::UnknownIkm(text) => format!("tidak ada IKM yang dikenal sebagai {text:?}"),
            Self::UnknownMember(text) => {
                format!("tidak ada anggota yang dikenal sebagai {text:?}")
            }
            Self::AlreadyMember(number) => format!("IKM itu sudah menjadi anggota {number}"),
            Self::UnknownSettlement(text) => {
                format!("tidak ada penyelesaian yang dikenal sebagai {text:?}")
            }
            Self::NoSettlement => "belum ada penyelesaian yang dijalankan".to_owned(),
            Self::NotInSettlement { run, member } => {
                format!("penyelesaian {run} tidak memuat anggota {member}")
            }
            Self::KeyReused(key) => format!("kunci {key:?} sudah dipakai untuk hal lain"),
            Self::Rejected { rows, rejected } => {
                format!("{rejected} dari {rows} baris ditolak, jadi tidak ada yang diimpor")
            }
            Self::Transfer { from, to } => {
                format!("uang tidak dapat dipindahkan dari {from} ke {to}")
            }
            Self::NoTariff(on) => format!("tidak ada buku tarif yang berlaku pada {on}"),
            Self::TariffLint(errors) => format!("buku tarif memuat {errors} kesalahan"),
            Self::TariffVersion { carrier, version } => {
                format!("buku tarif {carrier} {version} sudah dimuat dengan isi lain")
            }
            Self::ReceiptNumber(number) => format!("nomor resi {number:?} milik kiriman lain"),
            Self::Answer { key, .. } => {
                format!("jawaban yang disimpan untuk kunci {key:?} tidak terbaca")
            }
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::NotFounded => {
                lang.pick("dirikan dulu dengan ikm init", "found one first with ikm init")
            }
            Self::AlreadyFounded(_) => lang.pick(
                "pakai yang ada, atau beri berkas lain dengan --store",
                "use it, or give another file with --store",
            ),
            Self::NoName => {
                lang.pick("beri nama dengan --association", "name it with --association")
            }
            Self::UnknownRegency(_) => lang.pick(
                "13.01 tersedia; yang lain dengan daftar wilayahnya (--regions)",
                "13.01 is available; any other with its code list (--regions)",
            ),
            Self::UnknownIkm(_) => lang.pick(
                "cari dulu dengan ikm registry find; yang diterima id, NIB, atau nomor anggota",
                "look it up with ikm registry find; an id, a NIB or a member number is taken",
            ),
            Self::UnknownMember(_) => lang.pick(
                "lihat nomornya dengan ikm member list, misalnya A-0001",
                "look the number up with ikm member list, such as A-0001",
            ),
            Self::AlreadyMember(_) => lang.pick("tidak ada yang perlu dilakukan", "nothing to do"),
            Self::UnknownSettlement(_) | Self::NotInSettlement { .. } => lang.pick(
                "lihat daftarnya dengan ikm settlement list",
                "see them with ikm settlement list",
            ),
            Self::NoSettlement => lang.pick(
                "jalankan dulu dengan ikm settlement run --until TANGGAL",
                "run one first with ikm settlement run --until DATE",
            ),
            Self::KeyReused(_) => lang
                .pick("beri kunci baru untuk perintah yang lain", "give another command a new key"),
            Self::Rejected { .. } => lang.pick(
                "perbaiki baris di berkas tolakan, atau impor tanpa --strict",
                "correct the rows in the rejects file, or import without --strict",
            ),
            Self::Transfer { .. } => lang.pick(
                "yang boleh hanya antara cash, bank dan qris-in-transit, dengan jumlah di atas nol",
                "only between cash, bank and qris-in-transit, and an amount above zero",
            ),
            Self::NoTariff(_) => lang.pick(
                "muat buku tarif dengan ikm tariff load",
                "load a tariff book with ikm tariff load",
            ),
            Self::TariffLint(_) => lang.pick(
                "lihat dengan ikm tariff lint lalu perbaiki",
                "see them with ikm tariff lint and correct them",
            ),
            Self::TariffVersion { .. } => lang.pick(
                "beri version yang baru di book.toml; buku lama tidak pernah ditimpa",
                "give book.toml a new version; an old book is never overwritten",
            ),
            Self::ReceiptNumber(_) => lang.pick(
                "salin nomor dari resi Pos sekali lagi",
                "copy the number from the post's receipt again",
            ),
            Self::Answer { .. } => lang.pick("jalankan ikm doctor", "run ikm doctor"),
        }
        .to_owned()
    }
}
