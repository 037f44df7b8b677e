use std::collections::BTreeMap;

use chrono::NaiveDate;
use ikm_core::gallery::{
    Accrual, AccrualLine, MemberSettlement, Payout, PayoutLine, PayoutState, Settlement, settle,
};
use ikm_core::id::EntryId;
use ikm_core::ledger::{Account, Entry, EntryKind, LedgerError};
use ikm_core::money::Rupiah;
use ikm_store::ReadTx;

use super::Doctor;
use crate::error::AppError;
use crate::payout::rows_of;
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
                let due = self.expected.entry(Account::PayoutDue(row.member)).or_default();
                *due -= i128::from(row.payable.get());
            }
            for payout in tx.payouts(settlement.id)? {
                if !self.payout(tx, &settlement, &rows, &payout)? {
                    self.find(
                        "settlement",
                        payout.id.to_string(),
                        "pembayarannya tidak sesuai dengan jurnal atau jumlah yang terutang",
                        "the payout does not follow from what is due, or its entries differ",
                    );
                }
            }
            let twice = |row: &&MemberSettlement| {
                self.open.get(&(settlement.id, row.member)).is_some_and(|open| *open > 1)
            };
            if let Some(row) = rows.iter().find(twice) {
                self.find("settlement", row.member.to_string(), "dibayar dua kali", "paid twice");
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

    /// Whether a payout pays what is due, and its entries are what it says.
    fn payout(
        &mut self,
        tx: &mut dyn ReadTx,
        settlement: &Settlement,
        rows: &[MemberSettlement],
        payout: &Payout,
    ) -> Result<bool, AppError> {
        let id = payout.id;
        let mut holds = true;
        if let Some(entry) = payout.entry {
            let handed = |entry| payout.handed_over(entry).map(Some);
            holds &= self.booked(tx, EntryKind::Payout, Some(entry), id, handed)?;
        }
        let mut groups: BTreeMap<(EntryId, bool), Vec<&PayoutLine>> = BTreeMap::new();
        for line in &payout.lines {
            let row = rows.iter().find(|row| row.member == line.member);
            holds &= row.is_some_and(|row| row.payable == line.amount);
            self.payout_line(payout, line);
            for (entry, is_back) in [(line.paid, false), (line.failed, true)] {
                if let Some(entry) = entry {
                    groups.entry((entry, is_back)).or_default().push(line);
                }
            }
        }
        for ((entry, is_back), lines) in groups {
            // The entry that paid all by hand at once is looked at beside the settlement.
            if !is_back && settlement.paid == Some(entry) {
                continue;
            }
            let Some(stored) = tx.entry(entry)? else { return Ok(false) };
            let kind = if is_back { EntryKind::PayoutFailed } else { EntryKind::Payout };
            let expect = expected_of(settlement, rows, payout, &lines, &stored, is_back);
            holds &= self.booked(tx, kind, Some(entry), id, |_| expect.map(Some))?;
        }
        Ok(holds)
    }

    /// What stands on the accounts because of one line, and whether another pays the same.
    fn payout_line(&mut self, payout: &Payout, line: &PayoutLine) {
        let amount = i128::from(line.amount.get());
        match line.state() {
            PayoutState::UnderWay => {
                *self.expected.entry(Account::PayoutInTransit).or_default() += amount;
            }
            PayoutState::Paid => {
                *self.expected.entry(Account::PayoutDue(line.member)).or_default() += amount;
            }
            PayoutState::Failed | PayoutState::Reversed => {}
        }
        if line.is_open() {
            *self.open.entry((payout.settlement, line.member)).or_default() += 1;
        }
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

/// The entry that should stand in the place of `stored`, by which `lines` were paid or came back.
fn expected_of(
    settlement: &Settlement,
    rows: &[MemberSettlement],
    payout: &Payout,
    lines: &[&PayoutLine],
    stored: &Entry,
    is_back: bool,
) -> Result<Entry, LedgerError> {
    let (on, id) = (stored.on(), stored.id());
    let money = stored.postings().iter().filter(|posting| PAYERS.contains(&posting.account));
    if is_back {
        return if lines.iter().all(|line| line.paid.is_none()) {
            payout.failing(lines, on, id)
        } else {
            let to = money.map(|posting| posting.account).next().unwrap_or(Account::Bank);
            payout.reversing(lines, to, on, id)
        };
    }
    if payout.entry.is_some() {
        let total = Rupiah::sum(lines.iter().map(|line| line.amount))?;
        return payout.paying(lines, &[(Account::PayoutInTransit, total)], on, id);
    }
    let mut from = Vec::new();
    for posting in money {
        from.push((posting.account, posting.amount.negated()?));
    }
    settlement.payout(&rows_of(rows, lines.iter().map(|line| line.member)), &from, on, id)
}
