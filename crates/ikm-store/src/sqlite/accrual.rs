//! What makers are due, line by line, and what of it waits for the next settlement.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ikm_core::gallery::{Accrual, AccrualKind, AccrualLine};
use ikm_core::id::{MemberId, SettlementId};
use ikm_core::money::Rupiah;
use rusqlite::params;
use uuid::Uuid;

use super::cells::{Cells, bound, day, key, one};
use super::tx::{Tx, Unique, Writing};
use crate::Result;

macro_rules! select_line {
    ($rest:literal) => {
        concat!(
            "select member, day, kind, document, number, reference, entry, about, quantity, terms, \
             gross, commission, charges from accrual ",
            $rest
        )
    };
}

fn read_line(cells: &mut Cells<'_, '_>) -> Result<AccrualLine> {
    Ok(AccrualLine {
        member: cells.id()?,
        on: cells.parsed()?,
        kind: cells.coded(AccrualKind::from_code)?,
        document: Uuid::from_bytes(cells.get()?),
        number: cells.count()?,
        reference: cells.get()?,
        entry: cells.optional_id()?,
        about: cells.get()?,
        quantity: cells.count()?,
        terms: cells.get()?,
        gross: cells.money()?,
        commission: cells.money()?,
        charges: cells.money()?,
    })
}

impl<M> Tx<'_, M> {
    pub(super) fn gathered(&self, cut_off: NaiveDate) -> Result<Vec<Accrual>> {
        let waiting = self.all(
            "select member, count(*), sum(gross), sum(commission), sum(charges) from accrual
             where association = ?1 and settlement = ?2 and day < ?3
             group by member order by member",
            params![self.association, self.next_settlement()?, bound(cut_off)],
            |cells| {
                Ok(Accrual {
                    member: cells.id()?,
                    lines: cells.count()?,
                    gross: cells.money()?,
                    commission: cells.money()?,
                    charges: cells.money()?,
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
            let nothing = Accrual { member, brought_forward, ..Accrual::nothing(member) };
            gathered.entry(member).or_insert(nothing).brought_forward = brought_forward;
        }
        Ok(gathered.into_values().collect())
    }

    pub(super) fn lines_of(&self, document: Uuid) -> Result<Vec<AccrualLine>> {
        self.all(
            select_line!("where association = ?1 and document = ?2 order by number, kind"),
            params![self.association, key(document)],
            read_line,
        )
    }

    pub(super) fn taken_up(&self, id: SettlementId, member: MemberId) -> Result<Vec<AccrualLine>> {
        let Some(number) = self.number_of(id)? else { return Ok(Vec::new()) };
        self.all(
            select_line!(
                "where association = ?1 and settlement = ?2 and member = ?3
                 order by day, document, number, kind"
            ),
            params![self.association, number, key(member)],
            read_line,
        )
    }

    /// The number that the next settlement will have, under which lines wait.
    pub(super) fn next_settlement(&self) -> Result<i64> {
        let last = self.first(
            "select number from settlement where association = ?1 order by number desc limit 1",
            [self.association],
            one::<i64>,
        )?;
        Ok(last.unwrap_or_default().saturating_add(1))
    }
}

impl Tx<'_, Writing> {
    pub(super) fn add_accrual(&self, line: &AccrualLine) -> Result<()> {
        let (document, kind) = (key(line.document), line.kind.code());
        self.run_unique(
            "insert into accrual (association, settlement, member, day, document, number, kind,
                reference, entry, about, quantity, terms, gross, commission, charges)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                self.association,
                self.next_settlement()?,
                key(line.member),
                day(line.on),
                document,
                line.number,
                kind,
                line.reference,
                line.entry.map(key),
                line.about,
                line.quantity,
                line.terms,
                line.gross.get(),
                line.commission.get(),
                line.charges.get(),
            ],
            &[Unique {
                what: "accrual line",
                key: &line.name(),
                taken: "select 1 from accrual
                        where association = ?1 and document = ?2 and number = ?3 and kind = ?4",
                by: &[&document, &line.number, &kind],
            }],
        )?;
        Ok(())
    }

    /// Leaves the lines from `cut_off` on to the settlement after the one numbered `number`, which
    /// takes up the others.
    pub(super) fn leave_lines(&self, number: i64, cut_off: NaiveDate) -> Result<()> {
        self.run(
            "update accrual set settlement = settlement + 1
             where association = ?1 and settlement = ?2 and day >= ?3",
            params![self.association, number, bound(cut_off)],
        )?;
        Ok(())
    }
}
