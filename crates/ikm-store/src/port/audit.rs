use ikm_core::audit::{AuditRecord, AuditText};

use crate::Result;

/// A command that was given a key, so that giving it again changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The digest of the command and its content.
    pub digest: [u8; 32],
    /// What it answered, once it was done.
    pub answer: Option<String>,
}

/// Reads of the audit trail.
pub trait AuditRead {
    /// The newest record.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read; so for every method here.
    fn last_audit(&mut self) -> Result<Option<AuditRecord>>;

    /// Up to `limit` records after the place `after` (from 0), each with its personal text unless
    /// that was erased.
    fn audit_page(
        &mut self,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(AuditRecord, Option<AuditText>)>>;

    /// What was asked for under a key.
    fn request(&mut self, key: &str) -> Result<Option<Request>>;
}

/// Writes of the audit trail.
pub trait AuditWrite {
    /// Adds a record and its personal text.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses; so for every method here.
    fn append_audit(&mut self, record: &AuditRecord, text: &AuditText) -> Result<()>;

    /// Records what was asked for under a key, or its answer.
    fn put_request(&mut self, key: &str, request: &Request) -> Result<()>;
}
