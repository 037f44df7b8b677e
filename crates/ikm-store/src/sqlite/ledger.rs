use std::ops::Range;

use chrono::NaiveDate;
use ikm_core::id::{EntryId, HoldId};
use ikm_core::ledger::{Account, Balance, Closing, Entry, EntryDraft, EntryKind, Hold};
use ikm_core::money::{MoneyError, Rupiah};
use rusqlite::params;

use super::cells::{Cells, bound, day, key, one, whole};
use super::tx::{Tx, Unique, Writing};
use crate::{LedgerRead, LedgerWrite, Result, StoreError};

/// An entry without its postings.
struct Head {
    place: u64,
    id: EntryId,
    on: NaiveDate,
    kind: EntryKind,
    reference: String,
    reverses: Option<EntryId>,
}

macro_rules! select_head {
    ($rest:literal) => {
        concat!("select place, id, day, kind, reference, reverses from entry ", $rest)
    };
}

fn read_head(cells: &mut Cells<'_, '_>) -> Result<Head> {
    Ok(Head {
        place: cells.count()?,
        id: cells.id()?,
        on: cells.parsed()?,
        kind: cells.coded(EntryKind::from_code)?,
        reference: cells.get()?,
        reverses: cells.optional_id()?,
    })
}

/// Reads the two columns of an account.
pub(super) fn read_account(cells: &mut Cells<'_, '_>) -> Result<Account> {
    let stem: String = cells.get()?;
    let member: Vec<u8> = cells.get()?;
    let id = uuid::Uuid::from_slice(&member).ok();
    let code = id.map_or(stem.clone(), |id| format!("{stem}:{id}"));
    code.parse().map_err(|_named_here| StoreError::Damaged(format!("{code:?} is no account")))
}

/// The column of an account that names its member; empty where it has none.
pub(super) fn member_of(account: Account) -> Vec<u8> {
    account.member().map(|member| key(member).to_vec()).unwrap_or_default()
}

/// Reads an account and what has moved on it.
fn read_balance(cells: &mut Cells<'_, '_>) -> Result<(Account, Balance)> {
    let account = read_account(cells)?;
    Ok((account, Balance { debit: cells.money()?, credit: cells.money()? }))
}

impl Head {
    /// The entry, with the postings that stand at its place in `postings`.
    fn with(self, postings: &[(u64, Account, Rupiah)]) -> Result<(u64, Entry)> {
        let Self { place, id, on, kind, reference, reverses } = self;
        let draft = EntryDraft::new(kind, reference, on).reversing(reverses);
        let own = postings.iter().filter(|(entry, ..)| *entry == place);
        let entry = own
            .fold(draft, |draft, (_, account, amount)| draft.debit(*account, *amount))
            .finish(id)
            .map_err(|refusal| StoreError::Damaged(format!("entry {id}: {refusal}")))?;
        Ok((place, entry))
    }
}

impl<M> Tx<'_, M> {
    /// The entries of `heads`, which stand in no order of places, in their order.
    fn each_with_postings(&self, heads: Vec<Head>) -> Result<Vec<(u64, Entry)>> {
        heads
            .into_iter()
            .map(|head| {
                let postings = self.all(
                    "select entry, account, member, amount from posting
                     where association = ?1 and entry = ?2",
                    params![self.association, whole(head.place)],
                    |cells| Ok((cells.count()?, read_account(cells)?, cells.money()?)),
                )?;
                head.with(&postings)
            })
            .collect()
    }

    /// The entries of `heads`, which stand in order of places.
    fn with_postings(&self, heads: Vec<Head>) -> Result<Vec<(u64, Entry)>> {
        let (Some(first), Some(last)) = (heads.first(), heads.last()) else {
            return Ok(Vec::new());
        };
        let postings = self.all(
            "select entry, account, member, amount from posting
             where association = ?1 and entry between ?2 and ?3 order by entry",
            params![self.association, whole(first.place), whole(last.place)],
            |cells| Ok((cells.count()?, read_account(cells)?, cells.money()?)),
        )?;
        let mut rest = postings.as_slice();
        heads
            .into_iter()
            .map(|head| {
                let own = rest.partition_point(|(entry, ..)| *entry <= head.place);
                let (own, later) = rest.split_at(own);
                rest = later;
                head.with(own)
            })
            .collect()
    }
}

impl<M> LedgerRead for Tx<'_, M> {
    fn entry(&mut self, id: EntryId) -> Result<Option<Entry>> {
        let head = self.first(
            select_head!("where association = ?1 and id = ?2"),
            params![self.association, key(id)],
            read_head,
        )?;
        let entry = self.with_postings(head.into_iter().collect())?.pop();
        Ok(entry.map(|(_, entry)| entry))
    }

    fn entry_page(&mut self, after: u64, limit: u32) -> Result<Vec<(u64, Entry)>> {
        let heads = self.all(
            select_head!("where association = ?1 and place > ?2 order by place limit ?3"),
            params![self.association, whole(after), limit],
            read_head,
        )?;
        self.with_postings(heads)
    }

    fn balance(&mut self, account: Account) -> Result<Balance> {
        let balance = self.first(
            "select debit, credit from balance
             where association = ?1 and account = ?2 and member = ?3",
            params![self.association, account.stem(), member_of(account)],
            |cells| Ok(Balance { debit: cells.money()?, credit: cells.money()? }),
        )?;
        Ok(balance.unwrap_or_default())
    }

    fn balances(&mut self) -> Result<Vec<(Account, Balance)>> {
        let mut balances = self.all(
            "select account, member, debit, credit from balance where association = ?1",
            [self.association],
            read_balance,
        )?;
        // The codes of accounts sort otherwise than the accounts do.
        balances.sort_unstable_by_key(|(account, _)| *account);
        Ok(balances)
    }

    fn entries_by_day(
        &mut self,
        days: Range<NaiveDate>,
        after: Option<(NaiveDate, u64)>,
        limit: u32,
    ) -> Result<Vec<(u64, Entry)>> {
        let (day, place) = after.unwrap_or((days.start, 0)).max((days.start, 0));
        let heads = self.all(
            select_head!(
                "where association = ?1 and (day, place) > (?2, ?3) and day < ?4
                 order by day, place limit ?5"
            ),
            params![self.association, bound(day), whole(place), bound(days.end), limit],
            read_head,
        )?;
        self.each_with_postings(heads)
    }

    fn balances_before(&mut self, day: NaiveDate) -> Result<Vec<(Account, Balance)>> {
        let mut balances = self.all(
            "select account, member, sum(max(amount, 0)), -sum(min(amount, 0))
             from entry join posting
                on posting.association = entry.association and posting.entry = entry.place
             where entry.association = ?1 and entry.day < ?2
             group by account, member",
            params![self.association, bound(day)],
            read_balance,
        )?;
        balances.sort_unstable_by_key(|(account, _)| *account);
        Ok(balances)
    }

    fn hold(&mut self, id: HoldId) -> Result<Option<Hold>> {
        self.find_hold(id)
    }

    fn hold_page(&mut self, after: Option<HoldId>, limit: u32) -> Result<Vec<Hold>> {
        self.list_holds(after, limit)
    }

    fn open_holds(&mut self) -> Result<Vec<Hold>> {
        self.list_open_holds()
    }

    fn closings(&mut self) -> Result<Vec<Closing>> {
        self.list_closings()
    }
}

impl LedgerWrite for Tx<'_, Writing> {
    fn append_entry(&mut self, entry: &Entry) -> Result<()> {
        self.whole(|tx| {
            tx.require_open(entry.on())?;
            let place = tx.append_head(entry)?;
            for posting in entry.postings() {
                tx.post(place, posting.account, posting.amount)?;
            }
            Ok(())
        })
    }

    fn insert_hold(&mut self, hold: &Hold) -> Result<()> {
        self.add_hold(hold)
    }

    fn end_hold(&mut self, hold: &Hold) -> Result<()> {
        self.close_hold(hold)
    }

    fn insert_closing(&mut self, closing: &Closing) -> Result<()> {
        self.add_closing(closing)
    }
}

impl Tx<'_, Writing> {
    fn append_head(&self, entry: &Entry) -> Result<i64> {
        let id = key(entry.id());
        let last = self.first(
            "select place from entry where association = ?1 order by place desc limit 1",
            [self.association],
            one::<i64>,
        )?;
        let place = last.unwrap_or_default().saturating_add(1);
        self.run_unique(
            "insert into entry (association, place, id, day, kind, reference, reverses)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                self.association,
                place,
                id,
                day(entry.on()),
                entry.kind().code(),
                entry.reference(),
                entry.reverses().map(key),
            ],
            &[Unique {
                what: "entry",
                key: &entry.id(),
                taken: "select 1 from entry where association = ?1 and id = ?2",
                by: &[&id],
            }],
        )?;
        Ok(place)
    }

    fn post(&self, place: i64, account: Account, amount: Rupiah) -> Result<()> {
        let member = member_of(account);
        self.run(
            "insert into posting (association, entry, account, member, amount)
             values (?1, ?2, ?3, ?4, ?5)",
            params![self.association, place, account.stem(), member, amount.get()],
        )?;
        let moved = Balance::default().after(amount).map_err(overflow)?;
        self.run(
            "insert into balance (association, account, member, debit, credit)
             values (?1, ?2, ?3, ?4, ?5) on conflict do update
             set debit = debit + excluded.debit, credit = credit + excluded.credit",
            params![
                self.association,
                account.stem(),
                member,
                moved.debit.get(),
                moved.credit.get(),
            ],
        )?;
        Ok(())
    }
}

/// An amount that has no opposite.
fn overflow(source: MoneyError) -> StoreError {
    StoreError::Backend(Box::new(source))
}
