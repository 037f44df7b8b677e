//! The audit trail: a chain of SHA-256 digests over what was done, with personal text outside it.
//!
//! Every write leaves one record. A record names the action, its subject (an id) and a digest of the
//! content, and seals them with the digest of the record before it; changing or dropping a record
//! breaks every later one. What can name a person (the actor, free text) stands beside the chain,
//! which holds only a salted digest of it: erase text and salt, and the chain still verifies.

use chrono::{DateTime, SecondsFormat, SubsecRound, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A SHA-256 digest.
pub type Digest = [u8; 32];

/// The personal part of a record, kept beside the chain and erasable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditText {
    /// Random bytes, so that a short text cannot be guessed from its digest.
    pub salt: [u8; 16],
    /// Who did it.
    pub actor: String,
    /// What was said about it, in a few words; may be empty.
    pub note: String,
}

impl AuditText {
    /// The digest under which the chain knows this text.
    pub fn digest(&self) -> Digest {
        let mut hasher = Sha256::new();
        hasher.update(self.salt);
        update_text(&mut hasher, &self.actor);
        update_text(&mut hasher, &self.note);
        hasher.finalize().into()
    }
}

/// What was done: the part of a record that the caller decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditDraft {
    /// When it was done. A record keeps whole microseconds of it.
    pub at: DateTime<Utc>,
    /// The use case, such as `registry.import`.
    pub action: String,
    /// The id of what it was done to.
    pub subject: String,
    /// A digest of the content: the file, the rows or the command.
    pub content: Digest,
}

/// A sealed record of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// Its place, from 1.
    pub seq: u64,
    /// When it was done, in whole microseconds.
    pub at: DateTime<Utc>,
    /// The use case.
    pub action: String,
    /// The id of what it was done to.
    pub subject: String,
    /// The digest of the content.
    pub content: Digest,
    /// The salted digest of the personal text.
    pub text: Digest,
    /// The seal of the record before it; zero for the first.
    pub previous: Digest,
    /// The seal over all of the above.
    pub seal: Digest,
}

impl AuditRecord {
    /// Seals `draft` and its `text` behind the record `last`.
    #[must_use]
    pub fn following(last: Option<&Self>, draft: AuditDraft, text: &AuditText) -> Self {
        let AuditDraft { at, action, subject, content } = draft;
        let mut record = Self {
            seq: last.map_or(0, |r| r.seq).saturating_add(1),
            // The finest time that every backend keeps, so that a record reads back as it was sealed.
            at: at.trunc_subsecs(6),
            action,
            subject,
            content,
            text: text.digest(),
            previous: last.map_or([0; 32], |r| r.seal),
            seal: [0; 32],
        };
        record.seal = record.compute_seal();
        record
    }

    /// Whether the record is whole and follows `last`.
    pub fn follows(&self, last: Option<&Self>) -> bool {
        // Checked, because the number of a damaged record can be anything.
        last.map_or(0, |r| r.seq).checked_add(1) == Some(self.seq)
            && self.previous == last.map_or([0; 32], |r| r.seal)
            && self.seal == self.compute_seal()
    }

    fn compute_seal(&self) -> Digest {
        let mut hasher = Sha256::new();
        hasher.update(self.seq.to_be_bytes());
        update_text(&mut hasher, &self.at.to_rfc3339_opts(SecondsFormat::Nanos, true));
        update_text(&mut hasher, &self.action);
        update_text(&mut hasher, &self.subject);
        hasher.update(self.content);
        hasher.update(self.text);
        hasher.update(self.previous);
        hasher.finalize().into()
    }
}

/// Length first, so that no two sequences of texts share their bytes.
fn update_text(hasher: &mut Sha256, text: &str) {
    hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
    hasher.update(text.as_bytes());
}

/// Builds a [`Digest`] over fields, each with a mark and its length, so that no two sequences of
/// fields share their bytes: shifted, joined or missing fields never collide.
///
/// ```
/// use ikm_core::audit::DigestBuilder;
/// let digest = |a, b| DigestBuilder::new().field(a).field(b).finish();
/// assert_ne!(digest("12", "3"), digest("1", "23"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct DigestBuilder(Sha256);

impl DigestBuilder {
    /// An empty digest.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field.
    pub fn field(&mut self, text: &str) -> &mut Self {
        self.optional(Some(text))
    }

    /// Adds a field that may be missing; a missing one differs from an empty one.
    pub fn optional(&mut self, text: Option<&str>) -> &mut Self {
        self.0.update([u8::from(text.is_some())]);
        if let Some(text) = text {
            update_text(&mut self.0, text);
        }
        self
    }

    /// The digest of all fields so far.
    pub fn finish(&self) -> Digest {
        self.0.clone().finalize().into()
    }
}

/// Writes a digest in lower-case hexadecimal.
pub fn hex(digest: &Digest) -> String {
    use std::fmt::Write as _;
    digest.iter().fold(String::with_capacity(64), |mut out, byte| {
        // Writing to a string cannot fail.
        let _infallible = write!(out, "{byte:02x}");
        out
    })
}
