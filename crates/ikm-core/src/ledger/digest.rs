use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::merkle::{leaf, path, root, root_by};
use super::{Account, Entry, EntryKind, Posting};
use crate::audit::{Digest, DigestBuilder, hex};
use crate::id::EntryId;
use crate::lang::{Explain, Lang};
use crate::money::Rupiah;

/// The head of a day of the journal, which an association can publish: it changes when an entry of the
/// day or of any day before it does.
///
/// The root is that of a hash tree as in RFC 6962 over the entries of the day, in the order in which
/// they were written; the head seals it with the head of the day before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayHead {
    /// The day.
    pub day: NaiveDate,
    /// How many entries it has.
    pub entries: u64,
    /// The root over them.
    #[serde(with = "as_hex")]
    pub root: Digest,
    /// The head of the last day before that has entries; behind a closing its seal; zero where there
    /// is neither.
    #[serde(with = "as_hex")]
    pub previous: Digest,
}

impl DayHead {
    /// The head of `day` with these entries, behind `previous`.
    pub fn of(day: NaiveDate, previous: Digest, entries: &[Entry]) -> Self {
        let leaves: Vec<Digest> = entries.iter().map(entry_leaf).collect();
        let entries = u64::try_from(leaves.len()).unwrap_or(u64::MAX);
        Self { day, entries, root: root(&leaves), previous }
    }

    /// The digest to publish.
    pub fn head(&self) -> Digest {
        DigestBuilder::new()
            .field("ikm.day")
            .field(&self.day.to_string())
            .field(&self.entries.to_string())
            .field(&hex(&self.root))
            .field(&hex(&self.previous))
            .finish()
    }
}

/// A line of an entry, with the way from it to the root over the entry's lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvenPosting {
    /// The account.
    pub account: Account,
    /// The debit, or as a negative amount the credit.
    pub amount: Rupiah,
    /// Its place among the lines in order of account codes, from 0.
    pub index: u64,
    /// The roots beside the way, from the line upwards.
    #[serde(with = "all_as_hex")]
    pub path: Vec<Digest>,
}

/// The proof that an entry stands in the journal, which anybody can check without the journal against
/// the published head of its day. It shows only the lines that it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The entry.
    pub entry: EntryId,
    /// What it records.
    pub kind: EntryKind,
    /// What it belongs to.
    pub reference: String,
    /// The entry that it takes back.
    pub reverses: Option<EntryId>,
    /// How many lines it has.
    pub lines: u64,
    /// The lines that are shown.
    pub postings: Vec<ProvenPosting>,
    /// Its place among the entries of the day, from 0.
    pub index: u64,
    /// The roots beside the way, from the entry upwards.
    #[serde(with = "all_as_hex")]
    pub path: Vec<Digest>,
    /// The head of its day.
    pub day: DayHead,
}

/// Why a proof proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// It shows no line.
    #[error("the proof of entry {0} shows no line")]
    Empty(EntryId),
    /// A line is not one of the entry.
    #[error("the line on {account} does not belong to entry {entry}")]
    Posting {
        /// The entry.
        entry: EntryId,
        /// The account of the line.
        account: Account,
    },
    /// The entry is not one of the day.
    #[error("entry {entry} does not stand in the journal of {day}")]
    Entry {
        /// The entry.
        entry: EntryId,
        /// The day.
        day: NaiveDate,
    },
}

impl Explain for ProofError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty(_) => "IKM-LEDGER-PROOF-EMPTY",
            Self::Posting { .. } => "IKM-LEDGER-PROOF-LINE",
            Self::Entry { .. } => "IKM-LEDGER-PROOF-ENTRY",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Empty(entry) => format!("bukti jurnal {entry} tidak memuat baris"),
            Self::Posting { entry, account } => {
                format!("baris {account} bukan bagian dari jurnal {entry}")
            }
            Self::Entry { entry, day } => {
                format!("jurnal {entry} tidak ada di pembukuan tanggal {day}")
            }
        }
    }

    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "minta bukti baru kepada bendahara; bukti ini telah berubah",
            "ask the treasurer for a new proof; this one was changed",
        )
        .to_owned()
    }
}

impl Proof {
    /// The proof of the entry at `index` of `entries`, those of one day, with its lines on `account`
    /// or all; nothing where there is no such entry or line.
    pub fn of(
        entries: &[Entry],
        index: usize,
        account: Option<Account>,
        previous: Digest,
    ) -> Option<Self> {
        let entry = entries.get(index)?;
        let leaves: Vec<Digest> = entries.iter().map(entry_leaf).collect();
        let lines = lines_of(entry);
        let hashed: Vec<Digest> = lines.iter().map(posting_leaf).collect();
        let mut postings = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if account.is_none_or(|account| account == line.account) {
                postings.push(ProvenPosting {
                    account: line.account,
                    amount: line.amount,
                    index: u64::try_from(at).ok()?,
                    path: path(at, &hashed)?,
                });
            }
        }
        (!postings.is_empty()).then_some(())?;
        Some(Self {
            entry: entry.id(),
            kind: entry.kind(),
            reference: entry.reference().to_owned(),
            reverses: entry.reverses(),
            lines: u64::try_from(lines.len()).ok()?,
            postings,
            index: u64::try_from(index).ok()?,
            path: path(index, &leaves)?,
            day: DayHead::of(entry.on(), previous, entries),
        })
    }

    /// Checks the proof by itself, and gives the head to compare with the published one.
    ///
    /// # Errors
    ///
    /// [`ProofError`] when a line is not one of the entry, or the entry not one of the day.
    pub fn verify(&self) -> Result<Digest, ProofError> {
        let mut lines_root = None;
        for line in &self.postings {
            let wrong = || ProofError::Posting { entry: self.entry, account: line.account };
            let own = posting_leaf(&Posting { account: line.account, amount: line.amount });
            let found = root_by(own, line.index, self.lines, &line.path).ok_or_else(wrong)?;
            if *lines_root.get_or_insert(found) != found {
                return Err(wrong());
            }
        }
        let lines_root = lines_root.ok_or(ProofError::Empty(self.entry))?;
        let own = head_leaf(
            self.entry,
            self.day.day,
            self.kind,
            &self.reference,
            self.reverses,
            self.lines,
            &lines_root,
        );
        let found = root_by(own, self.index, self.day.entries, &self.path);
        if found != Some(self.day.root) {
            return Err(ProofError::Entry { entry: self.entry, day: self.day.day });
        }
        Ok(self.day.head())
    }
}

/// The lines of an entry in the order of their codes, which no later version changes.
fn lines_of(entry: &Entry) -> Vec<Posting> {
    let mut lines = entry.postings().to_vec();
    lines.sort_by_cached_key(|line| line.account.to_string());
    lines
}

fn entry_leaf(entry: &Entry) -> Digest {
    let hashed: Vec<Digest> = lines_of(entry).iter().map(posting_leaf).collect();
    let count = u64::try_from(hashed.len()).unwrap_or(u64::MAX);
    let lines_root = root(&hashed);
    head_leaf(
        entry.id(),
        entry.on(),
        entry.kind(),
        entry.reference(),
        entry.reverses(),
        count,
        &lines_root,
    )
}

fn posting_leaf(line: &Posting) -> Digest {
    leaf(&netstrings(&["posting", &line.account.to_string(), &line.amount.get().to_string()]))
}

fn head_leaf(
    id: EntryId,
    on: NaiveDate,
    kind: EntryKind,
    reference: &str,
    reverses: Option<EntryId>,
    lines: u64,
    lines_root: &Digest,
) -> Digest {
    leaf(&netstrings(&[
        "entry",
        &id.to_string(),
        &on.to_string(),
        kind.code(),
        reference,
        &reverses.map(|entry| entry.to_string()).unwrap_or_default(),
        &lines.to_string(),
        &hex(lines_root),
    ]))
}

/// Each text behind its length in bytes and a colon, and before a comma: no two lists share their bytes.
fn netstrings(texts: &[&str]) -> Vec<u8> {
    texts.iter().flat_map(|text| format!("{}:{text},", text.len()).into_bytes()).collect()
}

/// The digest that 64 hexadecimal digits write.
fn unhex(text: &str) -> Option<Digest> {
    let mut digest = Digest::default();
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    for (at, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(digest)
}

mod as_hex {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    use super::{Digest, hex, unhex};

    pub(super) fn serialize<S: Serializer>(digest: &Digest, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&hex(digest))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Digest, D::Error> {
        let text = String::deserialize(from)?;
        unhex(&text).ok_or_else(|| D::Error::custom(format!("{text:?} is no digest")))
    }
}

mod all_as_hex {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    use super::{Digest, hex, unhex};

    pub(super) fn serialize<S: Serializer>(digests: &[Digest], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(digests.iter().map(hex))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Digest>, D::Error> {
        let texts = Vec::<String>::deserialize(from)?;
        let digests = texts.iter().map(|text| {
            unhex(text).ok_or_else(|| D::Error::custom(format!("{text:?} is no digest")))
        });
        digests.collect()
    }
}
