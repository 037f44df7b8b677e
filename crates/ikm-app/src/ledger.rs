//! The journal: its trial balance, moving money, and proving that it holds.

use std::collections::BTreeMap;

use ikm_core::audit::DigestBuilder;
use ikm_core::id::EntryId;
use ikm_core::ledger::{Account, Balance, Entry, EntryDraft, EntryKind, LedgerError};
use ikm_core::money::Rupiah;
use ikm_store::ReadTx;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::{AppError, Refusal};
use crate::members::PAGE;
use crate::settlement::require_funds;

/// One account of the trial balance. The accounts that every member has are added together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrialRow {
    /// One of the accounts, for its name and kind.
    pub account: Account,
    /// Its balance, when it stands on the debit side; otherwise zero.
    pub debit: Rupiah,
    /// Its balance, when it stands on the credit side; otherwise zero.
    pub credit: Rupiah,
}

/// The trial balance: every account and the two sums, which are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrialBalance {
    /// The accounts, in their order.
    pub rows: Vec<TrialRow>,
    /// The sum of the debit balances.
    pub debit: Rupiah,
    /// The sum of the credit balances.
    pub credit: Rupiah,
}

impl TrialBalance {
    /// Debits less credits: zero, always.
    ///
    /// # Errors
    ///
    /// [`ikm_core::money::MoneyError::Overflow`] when it is out of range.
    pub fn difference(&self) -> Result<Rupiah, ikm_core::money::MoneyError> {
        self.debit.minus(self.credit)
    }
}

/// What verifying the journal found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LedgerCheck {
    /// How many entries there are.
    pub entries: u64,
    /// Whether every entry balances and every balance follows from the entries.
    pub ok: bool,
    /// The accounts whose balance does not follow.
    pub wrong: Vec<Account>,
}

/// Money moved between two accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferView {
    /// The journal entry.
    pub entry: EntryId,
    /// The account that gave.
    pub from: Account,
    /// The account that took.
    pub to: Account,
    /// How much.
    pub amount: Rupiah,
}

impl App<'_> {
    /// The trial balance as it stands.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn trial_balance(&self) -> Result<TrialBalance, AppError> {
        self.read(|tx| {
            // Every member has the same three accounts; a trial balance shows each of them once.
            let mut sums: BTreeMap<&str, (Account, Rupiah)> = BTreeMap::new();
            for (account, balance) in tx.balances()? {
                let (_, sum) = sums.entry(account.stem()).or_insert((account, Rupiah::ZERO));
                *sum = sum.plus(balance.net_debit()?)?;
            }
            let mut rows: Vec<TrialRow> = Vec::new();
            for (account, net) in sums.into_values() {
                let zero = Rupiah::ZERO;
                let (debit, credit) =
                    if net.is_negative() { (zero, net.negated()?) } else { (net, zero) };
                rows.push(TrialRow { account, debit, credit });
            }
            rows.sort_by_key(|row| row.account);
            let debit = Rupiah::sum(rows.iter().map(|row| row.debit))?;
            let credit = Rupiah::sum(rows.iter().map(|row| row.credit))?;
            Ok(TrialBalance { rows, debit, credit })
        })
    }

    /// Adds every entry up again and compares the balances that are kept.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], which an entry that does not balance is too: it cannot be read.
    pub fn verify_ledger(&self) -> Result<LedgerCheck, AppError> {
        self.read(|tx| verify(tx, &mut |_| ()))
    }

    /// Shows every entry to `each`, oldest first, with its place in the journal.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`], and whatever `each` returns.
    pub fn for_each_entry(
        &self,
        mut each: impl FnMut(u64, &Entry) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        self.read(|tx| visit_entries(tx, &mut each))
    }

    /// Moves money between cash, bank and QRIS in transit on the business day: cash carried to the
    /// bank, or what the acquirer has credited.
    ///
    /// # Errors
    ///
    /// [`Refusal::Transfer`] for other accounts or an amount that is not above zero,
    /// [`AppError::Ledger`] when the account holds less, and [`AppError::Store`].
    pub fn transfer(
        &mut self,
        from: Account,
        to: Account,
        amount: Rupiah,
    ) -> Result<TransferView, AppError> {
        let money =
            |account| matches!(account, Account::Cash | Account::Bank | Account::QrisInTransit);
        let possible = money(from) && money(to) && from != to && amount > Rupiah::ZERO;
        if !possible {
            return Err(Refusal::Transfer { from: from.to_string(), to: to.to_string() }.into());
        }
        let content = DigestBuilder::new()
            .field("ledger.transfer")
            .field(&from.to_string())
            .field(&to.to_string())
            .field(&amount.get().to_string())
            .finish();
        self.write_once(content, |tx, env| {
            require_funds(tx, from, amount)?;
            let reference = format!("{from} → {to}");
            let entry = EntryDraft::new(EntryKind::Transfer, reference, env.today)
                .debit(to, amount)
                .credit(from, amount)
                .finish(EntryId::generate(env.ids))?;
            tx.append_entry(&entry)?;
            env.audit(tx, "ledger.transfer", &entry.id(), content, "")?;
            Ok(TransferView { entry: entry.id(), from, to, amount })
        })
    }

    /// What stands on an account: positive on the side on which it belongs.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn account_balance(&self, account: Account) -> Result<Rupiah, AppError> {
        self.read(|tx| {
            let net = tx.balance(account)?.net_debit()?;
            Ok(if account.kind().grows_by_debit() { net } else { net.negated()? })
        })
    }
}

/// Visits every entry of the journal, oldest first, a page at a time.
pub(crate) fn visit_entries(
    tx: &mut dyn ReadTx,
    visit: &mut dyn FnMut(u64, &Entry) -> Result<(), AppError>,
) -> Result<(), AppError> {
    let mut after = 0;
    loop {
        let page = tx.entry_page(after, PAGE)?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = *last;
        for (place, entry) in &page {
            visit(*place, entry)?;
        }
    }
}

/// Adds every entry up again, shows it to `seen`, and compares the balances that are kept.
pub(crate) fn verify(
    tx: &mut dyn ReadTx,
    seen: &mut dyn FnMut(&Entry),
) -> Result<LedgerCheck, AppError> {
    let mut recomputed: BTreeMap<Account, Balance> = BTreeMap::new();
    let mut entries = 0;
    visit_entries(tx, &mut |_, entry| {
        entries += 1;
        seen(entry);
        for posting in entry.postings() {
            let balance = recomputed.entry(posting.account).or_default();
            *balance = balance.after(posting.amount).map_err(LedgerError::Money)?;
        }
        Ok(())
    })?;
    let kept: BTreeMap<Account, Balance> = tx.balances()?.into_iter().collect();
    let mut wrong: Vec<Account> = recomputed
        .iter()
        .filter(|(account, balance)| kept.get(account) != Some(balance))
        .map(|(account, _)| *account)
        .collect();
    wrong.extend(kept.keys().filter(|account| !recomputed.contains_key(account)));
    Ok(LedgerCheck { entries, ok: wrong.is_empty(), wrong })
}
