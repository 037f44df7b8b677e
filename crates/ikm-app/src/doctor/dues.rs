use std::collections::BTreeMap;

use ikm_core::association::{DuesPayment, Member};
use ikm_core::id::EntryId;
use ikm_core::ledger::{Account, EntryKind};
use ikm_store::ReadTx;

use super::Doctor;
use crate::error::AppError;
use crate::members::visit_members;

impl Doctor {
    /// Each charge and each payment is booked, and what a member owes is the difference.
    pub(super) fn dues(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        // One entry books a month for everybody.
        let mut charged: BTreeMap<EntryId, i128> = BTreeMap::new();
        visit_members(tx, |tx, member| self.dues_of(tx, member, &mut charged))?;
        for (id, sum) in charged {
            let entry = tx.entry(id)?.filter(|entry| entry.kind() == EntryKind::DuesCharge);
            let volume = entry.and_then(|entry| entry.volume().ok());
            if volume.is_some_and(|volume| i128::from(volume.get()) == sum) {
                *self.accounted.entry(EntryKind::DuesCharge.code()).or_default() += 1;
            } else {
                self.wrong_dues(id.to_string());
            }
        }
        Ok(())
    }

    fn dues_of(
        &mut self,
        tx: &mut dyn ReadTx,
        member: &Member,
        charged: &mut BTreeMap<EntryId, i128>,
    ) -> Result<(), AppError> {
        let mut owes = 0;
        for charge in tx.dues_charges(member.id())? {
            let amount = i128::from(charge.amount.get());
            *charged.entry(charge.entry).or_default() += amount;
            owes += amount;
        }
        for payment in tx.dues_payments(member.id())? {
            owes -= i128::from(payment.amount.get());
            if is_booked(tx, &payment)? {
                *self.accounted.entry(EntryKind::DuesPayment.code()).or_default() += 1;
            } else {
                self.wrong_dues(member.number().to_string());
            }
        }
        let standing = tx.dues_standing(member.id())?;
        let stands = i128::from(standing.charged.get()) - i128::from(standing.paid.get());
        if stands != owes {
            self.wrong_dues(member.number().to_string());
        }
        self.expected.insert(Account::DuesReceivable(member.id()), owes);
        Ok(())
    }

    fn wrong_dues(&mut self, subject: String) {
        self.find(
            "dues",
            subject,
            "tagihan atau pembayaran iuran tidak sesuai dengan jurnalnya",
            "dues charged or paid do not follow from their entry",
        );
    }
}

fn is_booked(tx: &mut dyn ReadTx, payment: &DuesPayment) -> Result<bool, AppError> {
    let account = Account::DuesReceivable(payment.member);
    Ok(tx.entry(payment.entry)?.is_some_and(|entry| {
        let taken = entry.postings().iter().find(|posting| posting.account == account);
        entry.kind() == EntryKind::DuesPayment
            && entry.on() == payment.on
            && taken.map(|posting| Ok(posting.amount)) == Some(payment.amount.negated())
    }))
}
