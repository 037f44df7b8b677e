use ikm_core::Lang;
use ikm_core::ledger::{Account, EntryKind};
use ikm_store::ReadTx;

use super::Doctor;
use crate::error::AppError;
use crate::ledger::verify;

impl Doctor {
    /// Every entry balances, for it could not be read otherwise; every kept balance follows.
    pub(super) fn ledger(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        let check = verify(tx, &mut |entry| {
            *self.entries.entry(entry.kind().code()).or_default() += 1;
        })?;
        self.diagnosis.entries = check.entries;
        for account in check.wrong {
            self.find(
                "ledger",
                account.to_string(),
                "saldo tidak sama dengan jumlah jurnalnya",
                "the balance is not the sum of its entries",
            );
        }
        for number in check.broken_closings {
            self.find(
                "ledger",
                number.to_string(),
                "tutup buku tidak sesuai dengan jurnal sebelumnya",
                "the closing does not follow from the entries before it",
            );
        }
        for account in check.overheld {
            self.find(
                "ledger",
                account.to_string(),
                "yang ditahan melebihi isinya",
                "more is held than stands on it",
            );
        }
        let net: i128 = tx
            .balances()?
            .iter()
            .map(|(_, balance)| i128::from(balance.debit.get()) - i128::from(balance.credit.get()))
            .sum();
        if net != 0 {
            self.find(
                "ledger",
                net.to_string(),
                "neraca saldo tidak nol",
                "the trial balance is not zero",
            );
        }
        Ok(())
    }

    /// Goods and money moved together: every entry belongs to something, and what is owed to and by
    /// each member follows from the other tables.
    pub(super) fn origins(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        self.entries_of_nothing();
        let mut expected = std::mem::take(&mut self.expected);
        for (account, balance) in tx.balances()? {
            let holds = i128::from(balance.debit.get()) - i128::from(balance.credit.get());
            if follows(account).is_some() && expected.remove(&account).unwrap_or_default() != holds
            {
                self.wrong_account(account);
            }
        }
        for (account, holds) in expected {
            if holds != 0 {
                self.wrong_account(account);
            }
        }
        Ok(())
    }

    /// Entries of a kind that is written only together with something else, and without it.
    fn entries_of_nothing(&mut self) {
        for kind in [
            EntryKind::Sale,
            EntryKind::DuesCharge,
            EntryKind::DuesPayment,
            EntryKind::Settlement,
            EntryKind::Payout,
            EntryKind::PayoutFailed,
            EntryKind::Shipment,
        ] {
            let count = |of: &std::collections::BTreeMap<_, u64>| {
                of.get(kind.code()).copied().unwrap_or_default()
            };
            let (all, accounted) = (count(&self.entries), count(&self.accounted));
            if all > accounted {
                let rest = all - accounted;
                self.find(
                    "ledger",
                    kind.code().to_owned(),
                    &format!("{rest} jurnal {} tanpa asal", kind.title(Lang::Id)),
                    &format!("{rest} entries ({}) of nothing", kind.title(Lang::En)),
                );
            }
        }
    }

    fn wrong_account(&mut self, account: Account) {
        self.find(
            follows(account).unwrap_or("ledger"),
            account.to_string(),
            "saldo tidak sesuai dengan catatan penjualan, penyelesaian atau iuran",
            "the balance does not follow from the sales, settlements or dues",
        );
    }
}

/// The check that knows what stands on an account from other tables than the journal.
fn follows(account: Account) -> Option<&'static str> {
    if matches!(
        account,
        Account::ConsignmentPayable(_) | Account::PayoutDue(_) | Account::PayoutInTransit
    ) {
        Some("settlement")
    } else if matches!(account, Account::DuesReceivable(_)) {
        Some("dues")
    } else {
        None
    }
}
