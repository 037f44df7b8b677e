use ikm_core::audit::{AuditRecord, AuditText};

use super::table::{Table, length};
use super::{Turn, Tx, exists};
use crate::{AuditRead, AuditWrite, Request, Result};

#[derive(Clone, Debug, Default)]
pub(super) struct AuditTables {
    records: Table<u64, (AuditRecord, Option<AuditText>)>,
    requests: Table<String, Request>,
}

impl<T> AuditRead for Tx<T> {
    fn last_audit(&mut self) -> Result<Option<AuditRecord>> {
        Ok(self.tables.audit.records.last().map(|(_, (record, _))| record.clone()))
    }

    fn audit_page(
        &mut self,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(AuditRecord, Option<AuditText>)>> {
        let records = self.tables.audit.records.after(Some(after));
        Ok(records.take(length(limit)).map(|(_, row)| row.clone()).collect())
    }

    fn request(&mut self, key: &str) -> Result<Option<Request>> {
        Ok(self.tables.audit.requests.find(&key.to_owned()))
    }
}

impl AuditWrite for Tx<Turn<'_>> {
    fn append_audit(&mut self, record: &AuditRecord, text: &AuditText) -> Result<()> {
        let records = &mut self.founded()?.audit.records;
        if records.contains(&record.seq) {
            return Err(exists("audit record", record.seq));
        }
        records.put(record.seq, (record.clone(), Some(text.clone())));
        Ok(())
    }

    fn put_request(&mut self, key: &str, request: &Request) -> Result<()> {
        self.founded()?.audit.requests.put(key.to_owned(), request.clone());
        Ok(())
    }
}
