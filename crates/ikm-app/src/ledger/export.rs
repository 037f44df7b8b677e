//! The journal for other programs.

use std::collections::BTreeMap;
use std::io::Write;

use chrono::NaiveDate;
use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;
use ikm_report::{JournalFor, JournalWriter, ReportError};
use ikm_store::ReadTx;

use super::visit_by_day;
use crate::app::App;
use crate::error::AppError;
use crate::members::PAGE;

/// What an export of the journal holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JournalExport {
    /// How many entries.
    pub entries: u64,
    /// How many accounts.
    pub accounts: u64,
}

impl App<'_> {
    /// Writes the whole journal as `program` reads it, entries in the order of their days, and at the
    /// end the balance of every account, which that program then compares with its own.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and [`AppError::Report`] when it cannot be written.
    pub fn export_journal(
        &self,
        program: JournalFor,
        out: &mut dyn Write,
    ) -> Result<JournalExport, AppError> {
        self.read(|tx| {
            let numbers = member_numbers(tx)?;
            let name = |account: Account| numbers.get(&account.member()?).cloned();
            let mut balances: Vec<(Account, Rupiah)> = Vec::new();
            for (account, balance) in tx.balances()? {
                balances.push((account, balance.net_debit()?));
            }
            let accounts = balances.iter().map(|(account, _)| *account);
            let failed = |error| AppError::from(ReportError::Write(error));
            let mut journal =
                JournalWriter::begin(program, accounts, out, &name).map_err(failed)?;
            let (mut entries, mut last) = (0, None);
            visit_by_day(tx, NaiveDate::MIN..NaiveDate::MAX, &mut |place, entry| {
                entries += 1;
                last = Some(entry.on());
                journal.entry(place, entry).map_err(failed)
            })?;
            if let Some(day) = last {
                journal.end(day, &balances).map_err(failed)?;
            }
            let accounts = u64::try_from(balances.len()).unwrap_or(u64::MAX);
            Ok(JournalExport { entries, accounts })
        })
    }
}

/// The number on the card of every member.
fn member_numbers(
    tx: &mut dyn ReadTx,
) -> Result<BTreeMap<ikm_core::id::MemberId, String>, AppError> {
    let (mut numbers, mut after) = (BTreeMap::new(), None);
    loop {
        let page = tx.member_page(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(numbers) };
        after = Some(last.number());
        numbers.extend(page.iter().map(|member| (member.id(), member.number().to_string())));
    }
}
