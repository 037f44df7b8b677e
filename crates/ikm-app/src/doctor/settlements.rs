use chrono::NaiveDate;
use ikm_core::gallery::{Accrual, AccrualLine, MemberSettlement, Settlement, settle};
use ikm_core::ledger::{Account, EntryKind};
use ikm_core::money::Rupiah;
use ikm_store::ReadTx;

use super::Doctor;
use crate::error::AppError;
use crate::settlement::PAYERS;

impl Doctor {
    /// Each settlement comes out the same again from the lines that it took up and what the ones
    /// before had left; and it is booked and paid as it says.
    pub(super) fn settlements(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        for settlement in tx.settlements()? {
            self.diagnosis.settlements += 1;
            let rows = tx.settlement_rows(settlement.id)?;
            let follows = self.follows(tx, &settlement, &rows)?;
            let booked = self.settled(tx, &settlement, &rows)?;
            if !follows || !booked {
                self.find(
                    "settlement",
                    settlement.id.to_string(),
                    "jumlahnya tidak sesuai dengan barisnya",
                    "its sums do not follow from its lines",
                );
            }
            for row in &rows {
                self.left.insert(row.member, row.left);
                if settlement.paid.is_none() {
                    let due = self.expected.entry(Account::PayoutDue(row.member)).or_default();
                    *due -= i128::from(row.payable.get());
                }
            }
        }
        Ok(())
    }

    /// Whether the rows and sums are those of the lines.
    fn follows(
        &self,
        tx: &mut dyn ReadTx,
        settlement: &Settlement,
        rows: &[MemberSettlement],
    ) -> Result<bool, AppError> {
        let cut_off = settlement.terms.cut_off();
        let mut accruals = Vec::with_capacity(rows.len());
        for row in rows {
            let lines = tx.settled_lines(settlement.id, row.member)?;
            let sum = |of: fn(&AccrualLine) -> Rupiah| Rupiah::sum(lines.iter().map(of));
            let (Ok(gross), Ok(commission), Ok(charges)) =
                (sum(|line| line.gross), sum(|line| line.commission), sum(|line| line.charges))
            else {
                return Ok(false);
            };
            if lines.iter().any(|line| line.on >= cut_off) {
                return Ok(false);
            }
            accruals.push(Accrual {
                member: row.member,
                lines: u64::try_from(lines.len()).unwrap_or(u64::MAX),
                gross,
                commission,
                charges,
                brought_forward: self.left.get(&row.member).copied().unwrap_or_default(),
            });
        }
        let again = settle(&settlement.terms, &accruals);
        Ok(again.is_ok_and(|(same_rows, totals)| same_rows == rows && totals == settlement.totals))
    }

    /// Whether the entries that make it due and that pay it out are what it says.
    fn settled(
        &mut self,
        tx: &mut dyn ReadTx,
        settlement: &Settlement,
        rows: &[MemberSettlement],
    ) -> Result<bool, AppError> {
        let (id, named) = (settlement.id, settlement.entry);
        let due = |entry| settlement.entry(rows, entry);
        let is_due = self.booked(tx, EntryKind::Settlement, named, id, due)?;
        let Some(paid) = settlement.paid else { return Ok(is_due) };
        let Some(stored) = tx.entry(paid)? else { return Ok(false) };
        let mut from = Vec::new();
        for posting in stored.postings().iter().filter(|posting| posting.amount.is_negative()) {
            if !PAYERS.contains(&posting.account) {
                return Ok(false);
            }
            from.push((posting.account, posting.amount.negated()?));
        }
        let paying = |entry| settlement.payout(rows, &from, stored.on(), entry).map(Some);
        let is_paid = self.booked(tx, EntryKind::Payout, Some(paid), id, paying)?;
        Ok(is_due && is_paid)
    }

    /// What the journal owes each maker is what waits: unsettled lines and what was carried.
    pub(super) fn waiting(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        let mut left = std::mem::take(&mut self.left);
        for accrual in tx.accruals(NaiveDate::MAX)? {
            let Accrual { member, gross, commission, charges, brought_forward, .. } = accrual;
            let carried = left.remove(&member).unwrap_or_default();
            if carried != brought_forward {
                self.find(
                    "settlement",
                    member.to_string(),
                    "sisa yang dibawa bukan sisa penyelesaian terakhirnya",
                    "what is carried forward is not what the last settlement left",
                );
            }
            let [gross, commission, charges, carried] =
                [gross, commission, charges, carried].map(|amount| i128::from(amount.get()));
            let account = Account::ConsignmentPayable(member);
            self.expected.insert(account, -(gross - commission - charges + carried));
        }
        for (member, carried) in left {
            let account = Account::ConsignmentPayable(member);
            self.expected.insert(account, -i128::from(carried.get()));
        }
        Ok(())
    }
}
