//! What lies in the gallery, and what it sold.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;
use ikm_core::Lang;
use ikm_core::gallery::Stock;
use ikm_report::reports::{self, SoldLine, StockLine};
use ikm_report::{Report, Term};
use ikm_store::ReadTx;

use crate::app::App;
use crate::error::{AppError, Refusal};
use crate::members::PAGE;
use crate::past::stock_on;

impl App<'_> {
    pub(super) fn stock_report(&self) -> Result<Report, AppError> {
        let lines = self.read(|tx| stock_lines(tx, self.env.today))?;
        Ok(reports::gallery_stock(self.heading(), lines)?)
    }

    pub(super) fn sales_report(&self) -> Result<Report, AppError> {
        let lines = self.read(|tx| sold_lines(tx, self.env.today))?;
        Ok(reports::gallery_sales(self.heading(), lines)?)
    }
}

fn stock_lines(tx: &mut dyn ReadTx, day: NaiveDate) -> Result<Vec<StockLine>, AppError> {
    let (mut lines, mut makers) = (Vec::new(), BTreeMap::new());
    let mut after = None;
    loop {
        let page = tx.item_page(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(lines) };
        after = Some(last.id());
        for item in &page {
            let stock = stock_on(tx, item, day)?;
            if stock == Stock::default() {
                continue;
            }
            let number = match makers.entry(item.member()) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(place) => {
                    let unknown = || Refusal::UnknownMember(item.member().to_string());
                    let member = tx.member(item.member())?.ok_or_else(unknown)?;
                    *place.insert(member.number())
                }
            };
            let label = item.label();
            lines.push(StockLine {
                member: number.to_string(),
                sku: label.sku.clone(),
                name: label.name.clone(),
                lot: label.lot.clone(),
                best_before: label.best_before,
                received: stock.received,
                sold: stock.sold,
                returned: stock.returned,
                written_off: stock.written_off,
                unit_price: item.unit_price(),
            });
        }
    }
}

fn sold_lines(tx: &mut dyn ReadTx, day: NaiveDate) -> Result<Vec<SoldLine>, AppError> {
    let mut lines = Vec::new();
    let mut categories = BTreeMap::new();
    let mut after = None;
    loop {
        let page = tx.sale_page(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(lines) };
        after = Some(last.id);
        for sale in page.iter().filter(|sale| sale.sold_on <= day) {
            for line in &sale.lines {
                if !categories.contains_key(&line.sku) {
                    let items = tx.items_by_sku(&line.sku)?;
                    let category = items.first().map(|item| item.label().category.clone());
                    categories.insert(line.sku.clone(), category.unwrap_or_default());
                }
                let payment = sale.payment;
                lines.push(SoldLine {
                    sold_on: sale.sold_on,
                    category: categories.get(&line.sku).cloned().unwrap_or_default(),
                    payment: Term::new(
                        payment.code(),
                        payment.title(Lang::Id),
                        payment.title(Lang::En),
                    ),
                    quantity: i64::from(line.quantity),
                    gross: line.gross,
                    commission: line.commission,
                });
            }
        }
    }
}
