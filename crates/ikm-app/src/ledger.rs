//! The journal: its trial balance, moving money, and proving that it holds.

mod closing;
mod export;
mod hold;
mod refusal;
mod statement;

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use ikm_core::audit::DigestBuilder;
use ikm_core::id::EntryId;
use ikm_core::ledger::{Account, Balance, Entry, EntryDraft, EntryKind, LedgerError};
use ikm_core::money::Rupiah;
use ikm_store::ReadTx;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::{AppError, Refusal};
use crate::members::PAGE;

pub use closing::ClosingView;
pub use export::JournalExport;
pub use refusal::LedgerRefusal;
pub use statement::StatementLine;

pub(crate) use closing::broken_closings;
pub(crate) use hold::{available, require_funds};

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
    /// Whether every entry balances, every balance and every closing follows from the entries, no
    /// account of money has less than is held on it.
    pub ok: bool,
    /// The accounts whose balance does not follow.
    pub wrong: Vec<Account>,
    /// The closings that do not follow, by number.
    pub broken_closings: Vec<u32>,
    /// The accounts of money on which more is held than stands there.
    pub overheld: Vec<Account>,
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
    /// The trial balance at the end of the business day.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn trial_balance(&self) -> Result<TrialBalance, AppError> {
        self.read(|tx| {
            // Every member has the same three accounts; a trial balance shows each of them once.
            let mut sums: BTreeMap<&str, (Account, Rupiah)> = BTreeMap::new();
            let tomorrow = self.env.today.succ_opt().unwrap_or(NaiveDate::MAX);
            for (account, balance) in tx.balances_before(tomorrow)? {
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
        let possible = is_money(from) && is_money(to) && from != to && amount > Rupiah::ZERO;
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

    /// Takes a transfer back on the business day, by an entry on the other side that names it. Any
    /// other entry has something behind it that must go with it, and its own command.
    ///
    /// # Errors
    ///
    /// [`LedgerRefusal::UnknownEntry`], [`LedgerRefusal::NotByItself`],
    /// [`LedgerRefusal::TakenBack`], [`AppError::Ledger`] when the money is not there any more, and
    /// [`AppError::Store`].
    pub fn reverse_entry(&mut self, entry: &str, reason: &str) -> Result<EntryId, AppError> {
        let content =
            DigestBuilder::new().field("ledger.reverse").field(entry).field(reason).finish();
        self.write_once(content, |tx, env| {
            let unknown = || LedgerRefusal::UnknownEntry(entry.to_owned());
            let id: EntryId = entry.parse().map_err(|_not_an_id| unknown())?;
            let found = tx.entry(id)?.ok_or_else(unknown)?;
            if found.kind() != EntryKind::Transfer {
                return Err(LedgerRefusal::NotByItself { entry: id, kind: found.kind() }.into());
            }
            visit_entries(tx, &mut |_, one| match one.reverses() {
                Some(reversed) if reversed == id => Err(LedgerRefusal::TakenBack(id).into()),
                _ => Ok(()),
            })?;
            let back =
                EntryDraft::reversal(&found, env.today).finish(EntryId::generate(env.ids))?;
            for posting in back.postings().iter().filter(|line| line.amount.is_negative()) {
                require_funds(tx, posting.account, posting.amount.negated()?)?;
            }
            tx.append_entry(&back)?;
            env.audit(tx, "ledger.reverse", &back.id(), content, reason)?;
            Ok(back.id())
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

/// Whether an account is one of money, which can be moved and held.
fn is_money(account: Account) -> bool {
    matches!(account, Account::Cash | Account::Bank | Account::QrisInTransit)
}

/// Visits the entries of `days`, in the order of days and within one of places, a page at a time.
pub(crate) fn visit_by_day(
    tx: &mut dyn ReadTx,
    days: Range<NaiveDate>,
    visit: &mut dyn FnMut(u64, &Entry) -> Result<(), AppError>,
) -> Result<(), AppError> {
    let mut after = None;
    loop {
        let page = tx.entries_by_day(days.clone(), after, PAGE)?;
        let Some((place, last)) = page.last() else { return Ok(()) };
        after = Some((last.on(), *place));
        for (place, entry) in &page {
            visit(*place, entry)?;
        }
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
    let broken_closings = broken_closings(tx)?;
    let mut overheld = Vec::new();
    for account in [Account::Cash, Account::Bank, Account::QrisInTransit] {
        let has_holds = tx.open_holds()?.iter().any(|hold| hold.account() == account);
        if has_holds && available(tx, account)?.is_negative() {
            overheld.push(account);
        }
    }
    let ok = wrong.is_empty() && broken_closings.is_empty() && overheld.is_empty();
    Ok(LedgerCheck { entries, ok, wrong, broken_closings, overheld })
}
