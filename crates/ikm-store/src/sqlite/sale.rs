//! Sales with their lines, and the items that the pieces of a line came from.

use ikm_core::gallery::{DiscountRule, Pick, Sale, SaleLine};
use ikm_core::id::SaleId;
use rusqlite::params;

use super::cells::{Cells, day, key};
use super::tx::{Tx, Unique, Writing};
use crate::Result;

macro_rules! select_sale {
    ($rest:literal) => {
        concat!("select id, receipt, sold_on, payment, entry, digest from sale ", $rest)
    };
}

/// Selects the columns of a line in the order in which [`read_line`] takes them.
macro_rules! select_line {
    ($rest:literal) => {
        concat!(
            "select line.sale, line.number, line.member, line.sku, line.quantity, \
             line.unit_price, line.rate, line.discount_rule, line.gross, line.discount, \
             line.commission, line.borne_by_gallery ",
            $rest
        )
    };
}

/// A sale without its lines.
fn read_sale(cells: &mut Cells<'_, '_>) -> Result<Sale> {
    Ok(Sale {
        id: cells.id()?,
        receipt: cells.get()?,
        sold_on: cells.parsed()?,
        payment: cells.parsed()?,
        lines: Vec::new(),
        entry: cells.id()?,
        digest: cells.get()?,
    })
}

/// A line without its picks, and its sale.
fn read_line(cells: &mut Cells<'_, '_>) -> Result<(SaleId, SaleLine)> {
    let sale = cells.id()?;
    let line = SaleLine {
        number: cells.count()?,
        member: cells.id()?,
        sku: cells.get()?,
        quantity: cells.count()?,
        unit_price: cells.money()?,
        rate: cells.parsed()?,
        discount_rule: cells.coded(DiscountRule::from_code)?,
        gross: cells.money()?,
        discount: cells.money()?,
        commission: cells.money()?,
        borne_by_gallery: cells.money()?,
        picks: Vec::new(),
    };
    Ok((sale, line))
}

/// A pick, with the sale and the number of the line that it belongs to.
fn read_pick(cells: &mut Cells<'_, '_>) -> Result<(SaleId, u32, Pick)> {
    let (sale, line) = (cells.id()?, cells.count()?);
    Ok((sale, line, Pick { item: cells.id()?, quantity: cells.count()? }))
}

/// Gives each line its picks; both stand in one order.
fn join_picks<'a>(
    lines: impl Iterator<Item = (SaleId, &'a mut SaleLine)>,
    picks: Vec<(SaleId, u32, Pick)>,
) {
    let mut picks = picks.into_iter().peekable();
    for (sale, line) in lines {
        let of_line = |pick: &(SaleId, u32, Pick)| (pick.0, pick.1) == (sale, line.number);
        while let Some((_, _, pick)) = picks.next_if(of_line) {
            line.picks.push(pick);
        }
    }
}

impl<M> Tx<'_, M> {
    pub(super) fn find_sale(&self, receipt: &str) -> Result<Option<Sale>> {
        let sale = self.first(
            select_sale!("where association = ?1 and receipt = ?2"),
            params![self.association, receipt],
            read_sale,
        )?;
        Ok(self.with_lines(sale.into_iter().collect())?.pop())
    }

    pub(super) fn sales_after(&self, after: Option<SaleId>, limit: u32) -> Result<Vec<Sale>> {
        let sales = self.all(
            select_sale!("where association = ?1 and id > ?2 order by id limit ?3"),
            params![self.association, after.map_or([0; 16], key), limit],
            read_sale,
        )?;
        self.with_lines(sales)
    }

    /// The lines of `sales`, which stand in order of ids and next to each other.
    fn with_lines(&self, mut sales: Vec<Sale>) -> Result<Vec<Sale>> {
        let (Some(first), Some(last)) = (sales.first(), sales.last()) else { return Ok(sales) };
        let (first, last) = (key(first.id), key(last.id));
        let lines = self.all(
            select_line!(
                "from sale_line as line
                 where association = ?1 and sale between ?2 and ?3 order by sale, number"
            ),
            params![self.association, first, last],
            read_line,
        )?;
        let picks = self.all(
            "select sale, line, item, quantity from sale_pick
             where association = ?1 and sale between ?2 and ?3 order by sale, line, place",
            params![self.association, first, last],
            read_pick,
        )?;
        let mut lines = lines.into_iter().peekable();
        for sale in &mut sales {
            while let Some((_, line)) = lines.next_if(|(of, _)| *of == sale.id) {
                sale.lines.push(line);
            }
        }
        let lines = sales.iter_mut().flat_map(|sale| {
            let id = sale.id;
            sale.lines.iter_mut().map(move |line| (id, line))
        });
        join_picks(lines, picks);
        Ok(sales)
    }
}

impl Tx<'_, Writing> {
    pub(super) fn add_sale(&self, sale: &Sale) -> Result<()> {
        let id = key(sale.id);
        self.run_unique(
            "insert into sale (association, id, receipt, sold_on, payment, entry, digest)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                self.association,
                id,
                sale.receipt,
                day(sale.sold_on),
                sale.payment.code(),
                key(sale.entry),
                sale.digest,
            ],
            &[
                Unique {
                    what: "receipt",
                    key: &sale.receipt,
                    taken: "select 1 from sale where association = ?1 and receipt = ?2",
                    by: &[&sale.receipt],
                },
                Unique {
                    what: "sale",
                    key: &sale.id,
                    taken: "select 1 from sale where association = ?1 and id = ?2",
                    by: &[&id],
                },
            ],
        )?;
        sale.lines.iter().try_for_each(|line| self.add_line(sale.id, line))
    }

    fn add_line(&self, sale: SaleId, line: &SaleLine) -> Result<()> {
        let (id, member) = (key(sale), key(line.member));
        self.run(
            "insert into sale_line (association, sale, number, member, sku, quantity, unit_price,
                rate, discount_rule, gross, discount, commission, borne_by_gallery)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                self.association,
                id,
                line.number,
                member,
                line.sku,
                line.quantity,
                line.unit_price.get(),
                line.rate.to_string(),
                line.discount_rule.code(),
                line.gross.get(),
                line.discount.get(),
                line.commission.get(),
                line.borne_by_gallery.get(),
            ],
        )?;
        for (place, pick) in (1_u32..).zip(&line.picks) {
            self.run(
                "insert into sale_pick (association, sale, line, place, item, quantity)
                 values (?1, ?2, ?3, ?4, ?5, ?6)",
                params![self.association, id, line.number, place, key(pick.item), pick.quantity],
            )?;
        }
        Ok(())
    }
}
