//! Settlements, and what each says of every maker.

use ikm_core::gallery::{MemberSettlement, Settlement, SettlementTerms, SettlementTotals};
use ikm_core::id::SettlementId;
use rusqlite::params;

use super::cells::{Cells, day, key, one, whole};
use super::tx::{Tx, Unique, Writing};
use crate::Result;

macro_rules! select_settlement {
    ($rest:literal) => {
        concat!(
            "select id, run_on, until, hold_days, minimum, members, lines, gross, commission, \
             charges, payable, carried_forward, entry, paid from settlement ",
            $rest
        )
    };
}

fn read_settlement(cells: &mut Cells<'_, '_>) -> Result<Settlement> {
    Ok(Settlement {
        id: cells.id()?,
        run_on: cells.parsed()?,
        terms: SettlementTerms {
            until: cells.parsed()?,
            hold_days: cells.count()?,
            minimum: cells.money()?,
        },
        totals: SettlementTotals {
            members: cells.count()?,
            lines: cells.count()?,
            gross: cells.money()?,
            commission: cells.money()?,
            charges: cells.money()?,
            payable: cells.money()?,
            carried_forward: cells.money()?,
        },
        entry: cells.optional_id()?,
        paid: cells.optional_id()?,
    })
}

fn read_said(cells: &mut Cells<'_, '_>) -> Result<MemberSettlement> {
    Ok(MemberSettlement {
        member: cells.id()?,
        lines: cells.count()?,
        gross: cells.money()?,
        commission: cells.money()?,
        charges: cells.money()?,
        payable: cells.money()?,
        brought_forward: cells.money()?,
        left: cells.money()?,
    })
}

impl<M> Tx<'_, M> {
    pub(super) fn find_settlement(&self, id: SettlementId) -> Result<Option<Settlement>> {
        self.first(
            select_settlement!("where association = ?1 and id = ?2"),
            params![self.association, key(id)],
            read_settlement,
        )
    }

    pub(super) fn all_settlements(&self) -> Result<Vec<Settlement>> {
        self.all(
            select_settlement!("where association = ?1 order by id"),
            [self.association],
            read_settlement,
        )
    }

    pub(super) fn said_of_members(&self, id: SettlementId) -> Result<Vec<MemberSettlement>> {
        let Some(number) = self.number_of(id)? else { return Ok(Vec::new()) };
        self.all(
            "select member, lines, gross, commission, charges, payable, brought_forward, left_over
             from settlement_member where association = ?1 and settlement = ?2 order by member",
            params![self.association, number],
            read_said,
        )
    }

    /// The number by which the lines that a settlement took up know it.
    pub(super) fn number_of(&self, id: SettlementId) -> Result<Option<i64>> {
        self.first(
            "select number from settlement where association = ?1 and id = ?2",
            params![self.association, key(id)],
            one,
        )
    }
}

impl Tx<'_, Writing> {
    pub(super) fn add_settlement(
        &self,
        settlement: &Settlement,
        rows: &[MemberSettlement],
    ) -> Result<()> {
        let number = self.next_settlement()?;
        self.leave_lines(number, settlement.terms.cut_off())?;
        self.add_totals(number, settlement)?;
        rows.iter().try_for_each(|row| self.say_of_member(number, row))
    }

    fn add_totals(&self, number: i64, settlement: &Settlement) -> Result<()> {
        let id = key(settlement.id);
        let Settlement { terms, totals, .. } = settlement;
        self.run_unique(
            "insert into settlement (association, number, id, run_on, until, hold_days, minimum,
                members, lines, gross, commission, charges, payable, carried_forward, entry, paid)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            params![
                self.association,
                number,
                id,
                day(settlement.run_on),
                day(terms.until),
                terms.hold_days,
                terms.minimum.get(),
                whole(totals.members),
                whole(totals.lines),
                totals.gross.get(),
                totals.commission.get(),
                totals.charges.get(),
                totals.payable.get(),
                totals.carried_forward.get(),
                settlement.entry.map(key),
                settlement.paid.map(key),
            ],
            &[Unique {
                what: "settlement",
                key: &settlement.id,
                taken: "select 1 from settlement where association = ?1 and id = ?2",
                by: &[&id],
            }],
        )?;
        Ok(())
    }

    fn say_of_member(&self, number: i64, row: &MemberSettlement) -> Result<()> {
        let member = key(row.member);
        self.run_unique(
            "insert into settlement_member (association, settlement, member, lines, gross,
                commission, charges, payable, brought_forward, left_over)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                self.association,
                number,
                member,
                whole(row.lines),
                row.gross.get(),
                row.commission.get(),
                row.charges.get(),
                row.payable.get(),
                row.brought_forward.get(),
                row.left.get(),
            ],
            &[Unique {
                what: "settlement of member",
                key: &row.member,
                taken: "select 1 from settlement_member
                        where association = ?1 and settlement = ?2 and member = ?3",
                by: &[&number, &member],
            }],
        )?;
        self.run(
            "insert into carried_forward (association, member, amount) values (?1, ?2, ?3)
             on conflict do update set amount = excluded.amount",
            params![self.association, member, row.left.get()],
        )?;
        Ok(())
    }
}
