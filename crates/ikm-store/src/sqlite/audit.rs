use ikm_core::audit::{AuditRecord, AuditText};
use rusqlite::params;

use super::cells::{Cells, moment, whole};
use super::tx::{Tx, Unique, Writing};
use crate::{AuditRead, AuditWrite, Request, Result};

macro_rules! select_record {
    ($rest:literal) => {
        concat!(
            "select audit.seq, audit.at, audit.action, audit.subject, audit.content, audit.text, \
             audit.previous, audit.seal, audit_text.salt, audit_text.actor, audit_text.note \
             from audit left join audit_text using (association, seq) ",
            $rest
        )
    };
}

fn read_record(cells: &mut Cells<'_, '_>) -> Result<(AuditRecord, Option<AuditText>)> {
    let record = AuditRecord {
        seq: cells.count()?,
        at: cells.parsed()?,
        action: cells.get()?,
        subject: cells.get()?,
        content: cells.get()?,
        text: cells.get()?,
        previous: cells.get()?,
        seal: cells.get()?,
    };
    let Some(salt) = cells.get()? else { return Ok((record, None)) };
    Ok((record, Some(AuditText { salt, actor: cells.get()?, note: cells.get()? })))
}

impl<M> AuditRead for Tx<'_, M> {
    fn last_audit(&mut self) -> Result<Option<AuditRecord>> {
        let last = self.first(
            select_record!("where audit.association = ?1 order by audit.seq desc limit 1"),
            [self.association],
            read_record,
        )?;
        Ok(last.map(|(record, _)| record))
    }

    fn audit_page(
        &mut self,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(AuditRecord, Option<AuditText>)>> {
        self.all(
            select_record!(
                "where audit.association = ?1 and audit.seq > ?2 order by audit.seq limit ?3"
            ),
            params![self.association, whole(after), limit],
            read_record,
        )
    }

    fn request(&mut self, key: &str) -> Result<Option<Request>> {
        self.first(
            "select digest, answer from request where association = ?1 and key = ?2",
            params![self.association, key],
            |cells| Ok(Request { digest: cells.get()?, answer: cells.get()? }),
        )
    }
}

impl AuditWrite for Tx<'_, Writing> {
    fn append_audit(&mut self, record: &AuditRecord, text: &AuditText) -> Result<()> {
        self.whole(|tx| {
            let seq = whole(record.seq);
            tx.run_unique(
                "insert into audit (association, seq, at, action, subject, content, text, previous,
                    seal)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    tx.association,
                    seq,
                    moment(record.at),
                    record.action,
                    record.subject,
                    record.content,
                    record.text,
                    record.previous,
                    record.seal,
                ],
                &[Unique {
                    what: "audit record",
                    key: &record.seq,
                    taken: "select 1 from audit where association = ?1 and seq = ?2",
                    by: &[&seq],
                }],
            )?;
            tx.run(
                "insert into audit_text (association, seq, salt, actor, note)
                 values (?1, ?2, ?3, ?4, ?5)",
                params![tx.association, seq, text.salt, text.actor, text.note],
            )?;
            Ok(())
        })
    }

    fn put_request(&mut self, key: &str, request: &Request) -> Result<()> {
        self.run(
            "insert into request (association, key, digest, answer) values (?1, ?2, ?3, ?4)
             on conflict do update set digest = excluded.digest, answer = excluded.answer",
            params![self.association, key, request.digest, request.answer],
        )?;
        Ok(())
    }
}
