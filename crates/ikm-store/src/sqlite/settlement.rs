//! Settlements: what has gathered, what a run says of each maker, and the lines that it took up.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ikm_core::gallery::{Accrual, MemberSettlement, Settlement, SettlementTerms, SettlementTotals};
use ikm_core::id::{MemberId, SettlementId};
use ikm_core::money::Rupiah;
use rusqlite::params;

use super::cells::{Cells, bound, day, key, one, whole};
use super::sale::{join_picks, read_line, read_pick, select_line};
use super::tx::{Tx, Unique, Writing};
use crate::{Result, SettledLine, StoreError};

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
    pub(super) fn gathered(&self, cut_off: NaiveDate) -> Result<Vec<Accrual>> {
        let waiting = self.all(
            "select member, count(*), sum(gross), sum(commission) from waiting_line
             where association = ?1 and sold_on < ?2 group by member order by member",
            params![self.association, bound(cut_off)],
            |cells| {
                Ok(Accrual {
                    member: cells.id()?,
                    lines: cells.count()?,
                    gross: cells.money()?,
                    commission: cells.money()?,
                    brought_forward: Rupiah::ZERO,
                })
            },
        )?;
        let carried = self.all(
            "select member, amount from carried_forward where association = ?1 and amount <> 0",
            [self.association],
            |cells| Ok((cells.id()?, cells.money()?)),
        )?;
        let mut gathered: BTreeMap<MemberId, Accrual> =
            waiting.into_iter().map(|accrual| (accrual.member, accrual)).collect();
        for (member, brought_forward) in carried {
            let (gross, commission) = (Rupiah::ZERO, Rupiah::ZERO);
            gathered
                .entry(member)
                .or_insert(Accrual { member, lines: 0, gross, commission, brought_forward })
                .brought_forward = brought_forward;
        }
        Ok(gathered.into_values().collect())
    }

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

    pub(super) fn taken_up(&self, id: SettlementId, member: MemberId) -> Result<Vec<SettledLine>> {
        let Some(number) = self.number_of(id)? else { return Ok(Vec::new()) };
        let asked = params![self.association, number, key(member)];
        // A cross join keeps the order of the tables: few lines first, then what hangs on each.
        let mut lines = self.all(
            select_line!(
                ", sale.receipt, sale.sold_on, sale.entry
                 from settled_line as settled
                 cross join sale_line as line on line.association = settled.association
                    and line.sale = settled.sale and line.number = settled.number
                 cross join sale on sale.association = settled.association and sale.id = settled.sale
                 where settled.association = ?1 and settled.settlement = ?2
                    and settled.member = ?3
                 order by settled.sold_on, settled.sale, settled.number"
            ),
            asked,
            |cells| {
                let (sale, line) = read_line(cells)?;
                let (receipt, sold_on, entry) = (cells.get()?, cells.parsed()?, cells.id()?);
                Ok((sale, SettledLine { receipt, sold_on, entry, line }))
            },
        )?;
        let picks = self.all(
            "select pick.sale, pick.line, pick.item, pick.quantity
             from settled_line as settled
             cross join sale_pick as pick on pick.association = settled.association
                and pick.sale = settled.sale and pick.line = settled.number
             where settled.association = ?1 and settled.settlement = ?2 and settled.member = ?3
             order by settled.sold_on, settled.sale, settled.number, pick.place",
            asked,
            read_pick,
        )?;
        join_picks(lines.iter_mut().map(|(sale, settled)| (*sale, &mut settled.line)), picks);
        Ok(lines.into_iter().map(|(_, settled)| settled).collect())
    }

    /// The number by which the lines that a settlement took up know it.
    fn number_of(&self, id: SettlementId) -> Result<Option<i64>> {
        self.first(
            "select number from settlement where association = ?1 and id = ?2",
            params![self.association, key(id)],
            one,
        )
    }
}

impl Tx<'_, Writing> {
    pub(super) fn take_up(&self, id: SettlementId, cut_off: NaiveDate) -> Result<u64> {
        let missing =
            || StoreError::Backend(format!("there is no settlement {id} to take up lines").into());
        let number = self.number_of(id)?.ok_or_else(missing)?;
        let taken = self.run(
            "insert into settled_line (association, settlement, member, sold_on, sale, number)
             select association, ?2, member, sold_on, sale, number from waiting_line
             where association = ?1 and sold_on < ?3 order by member, sold_on, sale, number",
            params![self.association, number, bound(cut_off)],
        )?;
        self.run(
            "delete from waiting_line where association = ?1 and sold_on < ?2",
            params![self.association, bound(cut_off)],
        )?;
        Ok(u64::try_from(taken).unwrap_or(u64::MAX))
    }

    pub(super) fn add_settlement(
        &self,
        settlement: &Settlement,
        rows: &[MemberSettlement],
    ) -> Result<()> {
        let number = self.add_totals(settlement)?;
        rows.iter().try_for_each(|row| self.say_of_member(number, row))
    }

    fn add_totals(&self, settlement: &Settlement) -> Result<i64> {
        let id = key(settlement.id);
        let last = self.first(
            "select number from settlement where association = ?1 order by number desc limit 1",
            [self.association],
            one::<i64>,
        )?;
        let number = last.unwrap_or_default().saturating_add(1);
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
        Ok(number)
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
