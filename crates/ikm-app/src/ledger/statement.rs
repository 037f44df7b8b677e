//! One account, posting by posting.

use std::ops::Range;

use chrono::NaiveDate;
use ikm_core::ledger::{Account, Entry};
use ikm_core::money::Rupiah;

use super::visit_by_day;
use crate::app::App;
use crate::error::AppError;
use crate::members::resolve_member;

/// A posting of the account, and what stood on it then: debits less credits.
#[derive(Clone, Copy, Debug)]
pub struct StatementLine<'e> {
    /// The place of the entry in the journal.
    pub place: u64,
    /// The entry.
    pub entry: &'e Entry,
    /// The debit, or as a negative amount the credit.
    pub amount: Rupiah,
    /// The balance after it.
    pub balance: Rupiah,
}

impl App<'_> {
    /// The account with this code; that of a member by his number (`payout-due:A-0001`) or his id.
    ///
    /// # Errors
    ///
    /// [`AppError::Account`] and [`crate::Refusal::UnknownMember`].
    pub fn account(&self, code: &str) -> Result<Account, AppError> {
        if let Ok(account) = code.parse() {
            return Ok(account);
        }
        let Some((stem, number)) = code.split_once(':') else {
            return Ok(code.parse::<Account>()?);
        };
        let member = self.read(|tx| resolve_member(tx, number))?;
        Ok(format!("{stem}:{}", member.id()).parse::<Account>()?)
    }

    /// Shows what moved on `account` in `days` to `each`, in the order of days, and gives what stood
    /// on it before and after.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn account_statement(
        &self,
        account: Account,
        days: Range<NaiveDate>,
        mut each: impl FnMut(StatementLine<'_>) -> Result<(), AppError>,
    ) -> Result<(Rupiah, Rupiah), AppError> {
        self.read(|tx| {
            let before = tx.balances_before(days.start)?;
            let own = before.into_iter().find(|(found, _)| *found == account);
            let opening = own.map_or(Ok(Rupiah::ZERO), |(_, balance)| balance.net_debit())?;
            let mut balance = opening;
            visit_by_day(tx, days, &mut |place, entry| {
                for posting in entry.postings().iter().filter(|line| line.account == account) {
                    balance = balance.plus(posting.amount)?;
                    each(StatementLine { place, entry, amount: posting.amount, balance })?;
                }
                Ok(())
            })?;
            Ok((opening, balance))
        })
    }
}
