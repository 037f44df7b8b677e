//! Where members are paid, and the payouts of settlements.

use chrono::NaiveDate;
use ikm_core::gallery::{BankAccount, Payout, PayoutLine};
use ikm_core::id::{MemberId, PayoutId, SettlementId};
use rusqlite::params;

use super::cells::{Cells, bound, day, key};
use super::tx::{Tx, Unique, Writing, require_one};
use crate::{PayoutRead, PayoutWrite, Result, StoreError};

fn account_of(text: &str) -> serde_json::Result<BankAccount> {
    serde_json::from_str(text)
}

fn document(account: &BankAccount) -> Result<String> {
    serde_json::to_string(account).map_err(|error| StoreError::Backend(Box::new(error)))
}

fn read_payout(cells: &mut Cells<'_, '_>) -> Result<Payout> {
    Ok(Payout {
        id: cells.id()?,
        settlement: cells.id()?,
        made_on: cells.parsed()?,
        template: cells.get()?,
        debit_account: cells.get()?,
        entry: cells.optional_id()?,
        lines: Vec::new(),
    })
}

fn read_line(cells: &mut Cells<'_, '_>) -> Result<(PayoutId, PayoutLine)> {
    let payout = cells.id()?;
    let line = PayoutLine {
        member: cells.id()?,
        amount: cells.money()?,
        account: cells.optional_read(account_of)?,
        paid: cells.optional_id()?,
        failed: cells.optional_id()?,
        reason: cells.get()?,
    };
    Ok((payout, line))
}

impl<M> PayoutRead for Tx<'_, M> {
    fn bank_account(&mut self, member: MemberId, on: NaiveDate) -> Result<Option<BankAccount>> {
        self.first(
            "select document from bank_account
             where association = ?1 and member = ?2 and since <= ?3 order by since desc limit 1",
            params![self.association, key(member), bound(on)],
            |cells| cells.read(account_of),
        )
    }

    fn payouts(&mut self, settlement: SettlementId) -> Result<Vec<Payout>> {
        let asked = params![self.association, key(settlement)];
        let mut payouts = self.all(
            "select id, settlement, made_on, template, debit_account, entry from payout
             where association = ?1 and settlement = ?2 order by id",
            asked,
            read_payout,
        )?;
        let lines = self.all(
            "select line.payout, line.member, line.amount, line.account, line.paid, line.failed,
                line.reason
             from payout cross join payout_line as line
                on line.association = payout.association and line.payout = payout.id
             where payout.association = ?1 and payout.settlement = ?2
             order by line.payout, line.member",
            asked,
            read_line,
        )?;
        let mut lines = lines.into_iter().peekable();
        for payout in &mut payouts {
            while let Some((_, line)) = lines.next_if(|(of, _)| *of == payout.id) {
                payout.lines.push(line);
            }
        }
        Ok(payouts)
    }
}

impl PayoutWrite for Tx<'_, Writing> {
    fn put_bank_account(
        &mut self,
        member: MemberId,
        since: NaiveDate,
        account: &BankAccount,
    ) -> Result<()> {
        self.run(
            "insert into bank_account (association, member, since, document)
             values (?1, ?2, ?3, ?4) on conflict do update set document = excluded.document",
            params![self.association, key(member), day(since), document(account)?],
        )?;
        Ok(())
    }

    fn erase_bank_accounts(&mut self, member: MemberId) -> Result<u64> {
        let erased = self.run(
            "delete from bank_account where association = ?1 and member = ?2",
            params![self.association, key(member)],
        )?;
        self.run(
            "update payout_line set account = null
             where association = ?1 and member = ?2 and account is not null
                and (paid is not null or failed is not null)",
            params![self.association, key(member)],
        )?;
        Ok(u64::try_from(erased).unwrap_or(u64::MAX))
    }

    fn insert_payout(&mut self, payout: &Payout) -> Result<()> {
        self.whole(|tx| tx.add_payout(payout))
    }

    fn update_payout_line(&mut self, payout: PayoutId, line: &PayoutLine) -> Result<()> {
        let updated = self.run(
            "update payout_line set paid = ?4, failed = ?5, reason = ?6
             where association = ?1 and payout = ?2 and member = ?3 and failed is null
                and (paid is null or paid is ?4)",
            params![
                self.association,
                key(payout),
                key(line.member),
                line.paid.map(key),
                line.failed.map(key),
                line.reason,
            ],
        )?;
        require_one(updated, "payout", &payout)
    }
}

impl Tx<'_, Writing> {
    fn add_payout(&self, payout: &Payout) -> Result<()> {
        let id = key(payout.id);
        self.run_unique(
            "insert into payout (association, id, settlement, made_on, template, debit_account,
                entry)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                self.association,
                id,
                key(payout.settlement),
                day(payout.made_on),
                payout.template,
                payout.debit_account,
                payout.entry.map(key),
            ],
            &[Unique {
                what: "payout",
                key: &payout.id,
                taken: "select 1 from payout where association = ?1 and id = ?2",
                by: &[&id],
            }],
        )?;
        payout.lines.iter().try_for_each(|line| self.add_payout_line(payout.id, line))
    }

    fn add_payout_line(&self, payout: PayoutId, line: &PayoutLine) -> Result<()> {
        self.run(
            "insert into payout_line (association, payout, member, amount, account, paid, failed,
                reason)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                self.association,
                key(payout),
                key(line.member),
                line.amount.get(),
                line.account.as_ref().map(document).transpose()?,
                line.paid.map(key),
                line.failed.map(key),
                line.reason,
            ],
        )?;
        Ok(())
    }
}
