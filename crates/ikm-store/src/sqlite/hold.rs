//! Money that is promised and not spent yet.

use ikm_core::id::HoldId;
use ikm_core::ledger::{Hold, HoldState};
use rusqlite::params;

use super::cells::{Cells, day, key};
use super::ledger::{member_of, read_account};
use super::tx::{Tx, Unique, Writing, require_one};
use crate::{Result, StoreError};

macro_rules! select_hold {
    ($rest:literal) => {
        concat!(
            "select id, account, member, amount, opened_on, reason, posted, voided_on from hold ",
            $rest
        )
    };
}

fn read(cells: &mut Cells<'_, '_>) -> Result<Hold> {
    let (id, account, amount) = (cells.id()?, read_account(cells)?, cells.money()?);
    let (opened_on, reason) = (cells.parsed()?, cells.get()?);
    let state = match (cells.optional_id()?, cells.optional_parsed()?) {
        (Some(entry), _) => HoldState::Posted(entry),
        (None, Some(on)) => HoldState::Voided(on),
        (None, None) => HoldState::Open,
    };
    Hold::from_parts(id, account, amount, opened_on, reason, state)
        .map_err(|refusal| StoreError::Damaged(format!("hold {id}: {refusal}")))
}

impl<M> Tx<'_, M> {
    pub(super) fn find_hold(&self, id: HoldId) -> Result<Option<Hold>> {
        self.first(
            select_hold!("where association = ?1 and id = ?2"),
            params![self.association, key(id)],
            read,
        )
    }

    pub(super) fn list_holds(&self, after: Option<HoldId>, limit: u32) -> Result<Vec<Hold>> {
        let after = after.map(|id| key(id).to_vec()).unwrap_or_default();
        self.all(
            select_hold!("where association = ?1 and id > ?2 order by id limit ?3"),
            params![self.association, after, limit],
            read,
        )
    }

    pub(super) fn list_open_holds(&self) -> Result<Vec<Hold>> {
        self.all(
            select_hold!(
                "where association = ?1 and posted is null and voided_on is null order by id"
            ),
            [self.association],
            read,
        )
    }
}

impl Tx<'_, Writing> {
    pub(super) fn add_hold(&self, hold: &Hold) -> Result<()> {
        let id = key(hold.id());
        let (posted, voided_on) = ended(hold);
        self.run_unique(
            "insert into hold (association, id, account, member, amount, opened_on, reason, posted,
                voided_on)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                self.association,
                id,
                hold.account().stem(),
                member_of(hold.account()),
                hold.amount().get(),
                day(hold.opened_on()),
                hold.reason(),
                posted,
                voided_on,
            ],
            &[Unique {
                what: "hold",
                key: &hold.id(),
                taken: "select 1 from hold where association = ?1 and id = ?2",
                by: &[&id],
            }],
        )?;
        Ok(())
    }

    pub(super) fn close_hold(&self, hold: &Hold) -> Result<()> {
        let (posted, voided_on) = ended(hold);
        let updated = self.run(
            "update hold set posted = ?3, voided_on = ?4
             where association = ?1 and id = ?2 and posted is null and voided_on is null",
            params![self.association, key(hold.id()), posted, voided_on],
        )?;
        require_one(updated, "hold", &hold.id())
    }
}

/// The columns that say what became of a hold.
fn ended(hold: &Hold) -> (Option<[u8; 16]>, Option<String>) {
    match hold.state() {
        HoldState::Open => (None, None),
        HoldState::Posted(entry) => (Some(key(entry)), None),
        HoldState::Voided(on) => (None, Some(day(on))),
    }
}
