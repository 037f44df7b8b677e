use chrono::NaiveDate;
use ikm_core::gallery::{BankAccount, Payout, PayoutLine};
use ikm_core::id::{MemberId, PayoutId, SettlementId};

use super::table::Table;
use super::{Turn, Tx, conflict, exists, require};
use crate::{PayoutRead, PayoutWrite, Result, StoreError};

#[derive(Clone, Debug, Default)]
pub(super) struct PayoutTables {
    accounts: Table<(MemberId, NaiveDate), BankAccount>,
    payouts: Table<PayoutId, Payout>,
}

impl<T> PayoutRead for Tx<T> {
    fn bank_account(&mut self, member: MemberId, on: NaiveDate) -> Result<Option<BankAccount>> {
        let of_member = |((of, since), _): &(&(MemberId, NaiveDate), &BankAccount)| {
            *of == member && *since <= on
        };
        let mut accounts = self.tables.payouts.accounts.iter();
        Ok(accounts.rfind(of_member).map(|(_, account)| account.clone()))
    }

    fn payouts(&mut self, settlement: SettlementId) -> Result<Vec<Payout>> {
        let payouts = self.tables.payouts.payouts.values();
        Ok(payouts.filter(|payout| payout.settlement == settlement).cloned().collect())
    }
}

impl PayoutWrite for Tx<Turn<'_>> {
    fn put_bank_account(
        &mut self,
        member: MemberId,
        since: NaiveDate,
        account: &BankAccount,
    ) -> Result<()> {
        self.tables.require_member(member)?;
        self.founded()?.payouts.accounts.put((member, since), account.clone());
        Ok(())
    }

    fn erase_bank_accounts(&mut self, member: MemberId) -> Result<u64> {
        let tables = &mut self.founded()?.payouts;
        let payouts: Vec<Payout> = tables.payouts.values().cloned().collect();
        for mut payout in payouts {
            let ended = |line: &PayoutLine| line.paid.is_some() || line.failed.is_some();
            let mut lines = payout.lines.iter_mut();
            if let Some(line) = lines.find(|line| line.member == member && ended(line)) {
                line.account = None;
                tables.payouts.put(payout.id, payout);
            }
        }
        Ok(tables.accounts.remove_if(|(of, _), _| *of == member))
    }

    fn insert_payout(&mut self, payout: &Payout) -> Result<()> {
        let is_there = self.tables.gallery.has_settlement(payout.settlement);
        require(is_there, "settlement", payout.settlement)?;
        payout.lines.iter().try_for_each(|line| self.tables.require_member(line.member))?;
        if payout.lines.iter().any(|line| line.amount <= ikm_core::money::Rupiah::ZERO) {
            return Err(StoreError::Backend("a payout pays something".into()));
        }
        let payouts = &mut self.founded()?.payouts.payouts;
        if payouts.contains(&payout.id) {
            return Err(exists("payout", payout.id));
        }
        payouts.put(payout.id, payout.clone());
        Ok(())
    }

    fn update_payout_line(&mut self, payout: PayoutId, line: &PayoutLine) -> Result<()> {
        let payouts = &mut self.founded()?.payouts.payouts;
        let Some(mut stored) = payouts.find(&payout) else {
            return Err(conflict("payout", payout));
        };
        let may_change = |old: &&mut PayoutLine| {
            old.member == line.member
                && old.failed.is_none()
                && (old.paid.is_none() || old.paid == line.paid)
        };
        let Some(old) = stored.lines.iter_mut().find(may_change) else {
            return Err(conflict("payout", payout));
        };
        let PayoutLine { paid, failed, reason, .. } = line.clone();
        *old = PayoutLine { paid, failed, reason, ..old.clone() };
        payouts.put(payout, stored);
        Ok(())
    }
}
