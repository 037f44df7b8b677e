//! Closing the books, the heads of days, and proofs.

use chrono::NaiveDate;
use ikm_core::audit::{Digest, DigestBuilder};
use ikm_core::id::EntryId;
use ikm_core::ledger::{
    Account, AccountKind, Closing, DayHead, Entry, EntryDraft, EntryKind, Proof,
};
use ikm_store::{ReadTx, WriteTx};
use serde::{Deserialize, Serialize};

use super::{LedgerRefusal, visit_by_day};
use crate::app::{App, Env};
use crate::error::AppError;

/// What closing the books did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingView {
    /// Its place among the closings, from 1.
    pub number: u32,
    /// The first day that is open again.
    pub until: NaiveDate,
    /// How many entries are dated before it.
    pub entries: u64,
    /// The seal, in hexadecimal.
    pub digest: String,
    /// The entry that moved income and expense to the fund.
    pub year_end: Option<EntryId>,
}

impl App<'_> {
    /// Closes the books up to `until`: no entry is dated before it any more. At the end of a year
    /// income and expense are moved to the fund first.
    ///
    /// # Errors
    ///
    /// [`LedgerRefusal::ClosedAlready`], [`LedgerRefusal::NotOver`] when the period is not over, and
    /// [`AppError::Store`].
    pub fn close_books(
        &mut self,
        until: NaiveDate,
        year_end: bool,
    ) -> Result<ClosingView, AppError> {
        let content = DigestBuilder::new()
            .field("ledger.close")
            .field(&until.to_string())
            .field(if year_end { "year-end" } else { "" })
            .finish();
        self.write_once(content, |tx, env| {
            let last = tx.closings()?.pop();
            if let Some(last) = &last
                && last.until >= until
            {
                return Err(LedgerRefusal::ClosedAlready(last.until).into());
            }
            let last_day = until.pred_opt().filter(|day| *day <= env.today);
            let last_day = last_day.ok_or(LedgerRefusal::NotOver(until))?;
            let year_end = if year_end { move_to_fund(tx, env, until, last_day)? } else { None };
            let (head, entries) = chain(tx, last.as_ref(), until)?;
            let closing = Closing {
                number: last.as_ref().map_or(0, |last| last.number).saturating_add(1),
                until,
                closed_on: env.today,
                entries: last.as_ref().map_or(0, |last| last.entries).saturating_add(entries),
                head,
                year_end,
                balances: tx.balances_before(until)?,
                digest: Digest::default(),
            }
            .sealed();
            tx.insert_closing(&closing)?;
            env.audit(tx, "ledger.close", &until, content, "")?;
            Ok(view(&closing))
        })
    }

    /// The closings of the books, oldest first.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn closings(&self) -> Result<Vec<ClosingView>, AppError> {
        self.read(|tx| Ok(tx.closings()?.iter().map(view).collect()))
    }

    /// The head of `day`, to be published, and whether the books are closed for it, so that it stays.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn day_head(&self, day: NaiveDate) -> Result<(DayHead, bool), AppError> {
        self.read(|tx| {
            let is_closed = tx.closings()?.iter().any(|closing| closing.until > day);
            let (previous, entries) = day_of(tx, day)?;
            Ok((DayHead::of(day, previous, &entries), is_closed))
        })
    }

    /// The proof that an entry stands in the journal, with its lines on `account` or all.
    ///
    /// # Errors
    ///
    /// [`LedgerRefusal::UnknownEntry`], [`LedgerRefusal::NoSuchLine`] and [`AppError::Store`].
    pub fn prove(&self, entry: EntryId, account: Option<Account>) -> Result<Proof, AppError> {
        self.read(|tx| {
            let unknown = || LedgerRefusal::UnknownEntry(entry.to_string());
            let found = tx.entry(entry)?.ok_or_else(unknown)?;
            let (previous, entries) = day_of(tx, found.on())?;
            let index = entries.iter().position(|one| one.id() == entry).ok_or_else(unknown)?;
            let no_such_line = || LedgerRefusal::NoSuchLine {
                entry,
                account: account.map(|account| account.to_string()).unwrap_or_default(),
            };
            Ok(Proof::of(&entries, index, account, previous).ok_or_else(no_such_line)?)
        })
    }
}

fn view(closing: &Closing) -> ClosingView {
    ClosingView {
        number: closing.number,
        until: closing.until,
        entries: closing.entries,
        digest: ikm_core::audit::hex(&closing.digest),
        year_end: closing.year_end,
    }
}

/// Moves what stands on the accounts of income and expense to the fund.
fn move_to_fund(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    until: NaiveDate,
    on: NaiveDate,
) -> Result<Option<EntryId>, AppError> {
    let mut draft = EntryDraft::new(EntryKind::Closing, until.to_string(), on);
    let mut moved = false;
    for (account, balance) in tx.balances_before(until)? {
        let net = balance.net_debit()?;
        let is_of_the_year = matches!(account.kind(), AccountKind::Income | AccountKind::Expense);
        if is_of_the_year && !net.is_zero() {
            draft = draft.credit(account, net).debit(Account::Fund, net);
            moved = true;
        }
    }
    if !moved {
        return Ok(None);
    }
    let entry = draft.finish(EntryId::generate(env.ids))?;
    tx.append_entry(&entry)?;
    Ok(Some(entry.id()))
}

/// The head of the last day before `until`, and how many entries there are since the closing `last`.
fn chain(
    tx: &mut dyn ReadTx,
    last: Option<&Closing>,
    until: NaiveDate,
) -> Result<(Digest, u64), AppError> {
    let from = last.map_or(NaiveDate::MIN, |closing| closing.until);
    let mut head = last.map_or(Digest::default(), |closing| closing.digest);
    let mut count = 0_u64;
    let mut day: Vec<Entry> = Vec::new();
    let seal = |head: Digest, day: &[Entry]| match day.first() {
        None => head,
        Some(first) => DayHead::of(first.on(), head, day).head(),
    };
    visit_by_day(tx, from..until, &mut |_, entry| {
        count = count.saturating_add(1);
        if day.first().is_some_and(|first| first.on() != entry.on()) {
            head = seal(head, &day);
            day.clear();
        }
        day.push(entry.clone());
        Ok(())
    })?;
    Ok((seal(head, &day), count))
}

/// The entries of a day, and the head before it.
fn day_of(tx: &mut dyn ReadTx, day: NaiveDate) -> Result<(Digest, Vec<Entry>), AppError> {
    let last = tx.closings()?.into_iter().rfind(|closing| closing.until <= day);
    let (previous, _) = chain(tx, last.as_ref(), day)?;
    let mut entries = Vec::new();
    let next = day.succ_opt().unwrap_or(NaiveDate::MAX);
    visit_by_day(tx, day..next, &mut |_, entry| {
        entries.push(entry.clone());
        Ok(())
    })?;
    Ok((previous, entries))
}

/// The closings that do not follow from the entries before them and from one another: by number.
pub(crate) fn broken_closings(tx: &mut dyn ReadTx) -> Result<Vec<u32>, AppError> {
    let mut broken = Vec::new();
    let mut last: Option<Closing> = None;
    for closing in tx.closings()? {
        let (head, entries) = chain(tx, last.as_ref(), closing.until)?;
        let before = last.as_ref().map_or((0, 0), |last| (last.number, last.entries));
        let same = closing.is_whole()
            && closing.head == head
            && closing.number == before.0.saturating_add(1)
            && closing.entries == before.1.saturating_add(entries)
            && last.as_ref().is_none_or(|last| last.until < closing.until)
            && closing.balances == tx.balances_before(closing.until)?;
        if !same {
            broken.push(closing.number);
        }
        last = Some(closing);
    }
    Ok(broken)
}
