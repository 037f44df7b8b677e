use std::fmt;

use chrono::NaiveDate;
use ikm_core::association::MemberNumber;
use ikm_core::classification::ClassCode;
use ikm_core::id::{BatchId, IkmId, MergeId};
use ikm_core::ledger::Account;
use ikm_core::programme::ProgrammeCode;
use ikm_core::registry::Cause;
use ikm_core::{Explain, Lang};

/// How many of those that stand in the way are named; the rest are counted.
pub(super) const NAMED: usize = 20;

/// Work on an IKM that came after an import.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LaterWork {
    /// It was changed again.
    Changed(Cause),
    /// It was merged into another.
    MergedInto(IkmId),
    /// Another was merged into it, or it was itself merged for a time.
    Merged(MergeId),
    /// It is or was a member.
    Member(MemberNumber),
    /// It applied for a programme.
    Enrolled(ProgrammeCode),
}

/// An IKM that keeps an import from being taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTheWay {
    /// The IKM.
    pub ikm: IkmId,
    /// Its name.
    pub name: String,
    /// What was done with it.
    pub work: LaterWork,
}

/// What cannot be done in the registry as things stand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryRefusal {
    /// No import has this id, or an id that begins so.
    #[error("no import is known as {0:?}")]
    UnknownBatch(String),
    /// Several imports have ids that begin so.
    #[error("several imports begin with {0:?}")]
    AmbiguousBatch(String),
    /// The import was taken back before.
    #[error("import {batch} was taken back on {on} already")]
    BatchUndone {
        /// The import.
        batch: BatchId,
        /// When.
        on: NaiveDate,
    },
    /// Later imports recognised rows of this one.
    #[error("import {batch} cannot be taken back, {count} later imports stand on it: {}", listed(first, *count, Lang::En))]
    LeanedOn {
        /// The import.
        batch: BatchId,
        /// How many imports stand on it.
        count: u64,
        /// The first of them.
        first: Vec<BatchId>,
    },
    /// Later work stands on rows of the import.
    #[error("import {batch} cannot be taken back, later work stands on {count} of its IKM: {}", listed(&said(first, Lang::En), *count, Lang::En))]
    LaterWork {
        /// The import.
        batch: BatchId,
        /// On how many IKM.
        count: u64,
        /// The first of them.
        first: Vec<InTheWay>,
    },
    /// An IKM is one with itself.
    #[error("both name the same ikm, {0}")]
    Same(IkmId),
    /// The IKM was merged before.
    #[error("ikm {ikm} was merged into {into} already")]
    MergedAlready {
        /// The IKM.
        ikm: IkmId,
        /// The one that goes on for it.
        into: IkmId,
    },
    /// Both IKM have a membership that has not ended.
    #[error("both are members, {keep} and {drop}; one IKM has one membership at a time")]
    BothMembers {
        /// The member that would stay.
        keep: MemberNumber,
        /// The member that would join it.
        drop: MemberNumber,
    },
    /// Both IKM are open in one programme.
    #[error(
        "both are in programme {programme}, {keep} and {drop}; one IKM is in it once at a time"
    )]
    BothEnrolled {
        /// The one that would go on.
        keep: IkmId,
        /// The one that would be merged into it.
        drop: IkmId,
        /// The programme.
        programme: ProgrammeCode,
    },
    /// No merge has this id.
    #[error("no merge is known as {0:?}")]
    UnknownMerge(String),
    /// The merge was taken back before.
    #[error("merge {merge} was taken back on {on} already")]
    MergeUndone {
        /// The merge.
        merge: MergeId,
        /// When.
        on: NaiveDate,
    },
    /// The IKM that goes on was itself merged since.
    #[error("merge {merge} cannot be taken back while merge {later} stands")]
    LaterMerge {
        /// The merge.
        merge: MergeId,
        /// The one that came after it.
        later: MergeId,
    },
    /// The IKM has changed on a later day.
    #[error("ikm {ikm} is as it is since {since}, so nothing of it can change on {on}")]
    Backdated {
        /// The IKM.
        ikm: IkmId,
        /// The day of its last change.
        since: NaiveDate,
        /// The day that was asked for.
        on: NaiveDate,
    },
    /// The import is of a later day.
    #[error("import {batch} is of {since}, so it cannot be taken back on {on}")]
    BackdatedBatch {
        /// The import.
        batch: BatchId,
        /// Its day.
        since: NaiveDate,
        /// The day that was asked for.
        on: NaiveDate,
    },
    /// Personal data of a member are needed.
    #[error("the ikm is member {0}, whose personal data are needed")]
    StillMember(MemberNumber),
    /// Personal data are needed as long as money is owed.
    #[error("the account {} of member {number} is not settled", .account.title(Lang::En))]
    OpenMoney {
        /// The member that it was.
        number: MemberNumber,
        /// The account.
        account: Account,
    },
    /// The association's scheme has no such class.
    #[error("the classification has no class {0}")]
    UnknownClass(ClassCode),
}

impl Explain for RegistryRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownBatch(_) => "IKM-BATCH-UNKNOWN",
            Self::AmbiguousBatch(_) => "IKM-BATCH-AMBIGUOUS",
            Self::BatchUndone { .. } => "IKM-BATCH-UNDONE",
            Self::LeanedOn { .. } => "IKM-UNDO-LEANED-ON",
            Self::LaterWork { .. } => "IKM-UNDO-LATER-WORK",
            Self::Same(_) => "IKM-MERGE-SAME",
            Self::MergedAlready { .. } => "IKM-MERGE-ALREADY",
            Self::BothMembers { .. } => "IKM-MERGE-MEMBERS",
            Self::BothEnrolled { .. } => "IKM-MERGE-ENROLLED",
            Self::UnknownMerge(_) => "IKM-MERGE-UNKNOWN",
            Self::MergeUndone { .. } => "IKM-MERGE-UNDONE",
            Self::LaterMerge { .. } => "IKM-MERGE-LATER",
            Self::Backdated { .. } => "IKM-REGISTRY-BACKDATED",
            Self::BackdatedBatch { .. } => "IKM-BATCH-BACKDATED",
            Self::StillMember(_) => "IKM-FORGET-MEMBER",
            Self::OpenMoney { .. } => "IKM-FORGET-MONEY",
            Self::UnknownClass(_) => "IKM-CLASS-UNKNOWN",
        }
    }

    fn indonesian(&self) -> String {
        let id = Lang::Id;
        match self {
            Self::UnknownBatch(text) => format!("tidak ada impor yang dikenal sebagai {text:?}"),
            Self::AmbiguousBatch(text) => format!("beberapa impor berawalan {text:?}"),
            Self::BatchUndone { batch, on } => {
                format!("impor {batch} sudah dibatalkan pada {on}")
            }
            Self::LeanedOn { batch, count, first } => format!(
                "impor {batch} tidak dapat dibatalkan, {count} impor sesudahnya bersandar padanya: {}",
                listed(first, *count, id)
            ),
            Self::LaterWork { batch, count, first } => format!(
                "impor {batch} tidak dapat dibatalkan, {count} IKM-nya sudah dikerjakan lebih lanjut: {}",
                listed(&said(first, id), *count, id)
            ),
            Self::Same(ikm) => format!("keduanya menyebut IKM yang sama, {ikm}"),
            Self::MergedAlready { ikm, into } => {
                format!("IKM {ikm} sudah digabungkan ke dalam {into}")
            }
            Self::BothMembers { keep, drop } => format!(
                "keduanya anggota, {keep} dan {drop}; satu IKM hanya punya satu keanggotaan"
            ),
            Self::BothEnrolled { keep, drop, programme } => format!(
                "keduanya ikut program {programme}, {keep} dan {drop}; satu IKM hanya ikut sekali"
            ),
            Self::UnknownMerge(text) => {
                format!("tidak ada penggabungan yang dikenal sebagai {text:?}")
            }
            Self::MergeUndone { merge, on } => {
                format!("penggabungan {merge} sudah dibatalkan pada {on}")
            }
            Self::LaterMerge { merge, later } => format!(
                "penggabungan {merge} tidak dapat dibatalkan selama penggabungan {later} berlaku"
            ),
            Self::Backdated { ikm, since, on } => format!(
                "IKM {ikm} berlaku seperti sekarang sejak {since}, jadi tidak dapat berubah pada {on}"
            ),
            Self::BackdatedBatch { batch, since, on } => {
                format!("impor {batch} bertanggal {since}, jadi tidak dapat dibatalkan pada {on}")
            }
            Self::StillMember(number) => {
                format!("IKM itu anggota {number}, yang data pribadinya masih diperlukan")
            }
            Self::OpenMoney { number, account } => {
                format!("akun {} dari anggota {number} belum selesai", account.title(Lang::Id))
            }
            Self::UnknownClass(code) => format!("klasifikasi tidak mempunyai golongan {code}"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::UnknownBatch(_) | Self::AmbiguousBatch(_) => lang.pick(
                "lihat nomornya dengan ikm registry imports",
                "see the imports with ikm registry imports",
            ),
            Self::BatchUndone { .. } | Self::MergeUndone { .. } => {
                lang.pick("tidak ada yang perlu dilakukan", "nothing to do")
            }
            Self::LeanedOn { .. } => lang.pick(
                "batalkan dulu impor-impor itu dengan ikm registry undo, yang terbaru lebih dulu",
                "take those back first with ikm registry undo, the latest one first",
            ),
            Self::LaterWork { .. } => lang.pick(
                "batalkan dulu pekerjaan itu, atau biarkan impornya dan perbaiki IKM-nya satu per satu",
                "take that work back first, or leave the import and correct its IKM one by one",
            ),
            Self::Same(_) => lang.pick("sebut dua IKM yang berbeda", "name two different IKM"),
            Self::MergedAlready { .. } => lang.pick(
                "sebut IKM yang masih berdiri; lihat penggabungan dengan ikm registry merges",
                "name the IKM that goes on; see the merges with ikm registry merges",
            ),
            Self::BothMembers { .. } => lang.pick(
                "akhiri dulu salah satunya dengan ikm member end",
                "end one of the two first with ikm member end",
            ),
            Self::BothEnrolled { .. } => lang.pick(
                "mundurkan dulu salah satunya dengan ikm programme withdraw",
                "let one of the two withdraw first with ikm programme withdraw",
            ),
            Self::UnknownMerge(_) => lang.pick(
                "lihat nomornya dengan ikm registry merges",
                "see the merges with ikm registry merges",
            ),
            Self::LaterMerge { .. } => lang.pick(
                "batalkan dulu penggabungan yang belakangan dengan ikm registry unmerge",
                "take the later merge back first with ikm registry unmerge",
            ),
            Self::Backdated { .. } | Self::BackdatedBatch { .. } => lang.pick(
                "beri tanggal yang sama atau sesudahnya dengan --today",
                "give that day or a later one with --today",
            ),
            Self::StillMember(_) => lang.pick(
                "akhiri dulu keanggotaannya dengan ikm member end",
                "end the membership first with ikm member end",
            ),
            Self::OpenMoney { .. } => lang.pick(
                "selesaikan dulu iuran dan bagi hasilnya",
                "settle dues and payouts first",
            ),
            Self::UnknownClass(_) => lang.pick(
                "lihat golongan yang ada dengan ikm classification show",
                "see the classes with ikm classification show",
            ),
        }
        .to_owned()
    }
}

impl LaterWork {
    /// What was done, in `lang`.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Changed(cause) => {
                format!("{} ({cause})", lang.pick("diubah lagi", "changed again"))
            }
            Self::MergedInto(into) => {
                format!("{} {into}", lang.pick("digabungkan ke", "merged into"))
            }
            Self::Merged(merge) => format!("{} {merge}", lang.pick("penggabungan", "merge")),
            Self::Member(number) => format!("{} {number}", lang.pick("anggota", "member")),
            Self::Enrolled(code) => format!("{} {code}", lang.pick("program", "programme")),
        }
    }
}

fn said(first: &[InTheWay], lang: Lang) -> Vec<String> {
    first
        .iter()
        .map(|InTheWay { ikm, name, work }| format!("{name} ({ikm}): {}", work.text(lang)))
        .collect()
}

/// The first ones, and how many more there are.
fn listed(first: &[impl fmt::Display], count: u64, lang: Lang) -> String {
    let names = first.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match count.saturating_sub(u64::try_from(first.len()).unwrap_or(u64::MAX)) {
        0 => names,
        more => {
            lang.pick(format!("{names} … dan {more} lagi"), format!("{names} … and {more} more"))
        }
    }
}
