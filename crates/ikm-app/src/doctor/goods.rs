use chrono::NaiveDate;
use ikm_core::gallery::{
    AccrualKind, DiscountRule, Item, Place, Sale, SaleLine, Stock, StockMoveKind, placed,
};
use ikm_core::ledger::EntryKind;
use ikm_core::money::{MoneyError, Rupiah};
use ikm_store::ReadTx;

use super::Doctor;
use crate::error::AppError;
use crate::members::PAGE;

impl Doctor {
    /// Each sale has its entry, and each line follows from its items and their frozen terms.
    pub(super) fn sales(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        let mut after = None;
        loop {
            let page = tx.sale_page(after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.id);
            for sale in &page {
                self.diagnosis.sales += 1;
                self.sale(tx, sale)?;
            }
        }
    }

    fn sale(&mut self, tx: &mut dyn ReadTx, sale: &Sale) -> Result<(), AppError> {
        let mut accrued = tx.accruals_of(sale.id.uuid())?;
        accrued.retain(|line| line.kind == AccrualKind::Sale);
        // A sale in which nothing was paid keeps the id of an entry that was never written.
        let named = tx.entry(sale.entry)?.map(|entry| entry.id());
        if !self.booked(tx, EntryKind::Sale, named, sale.id, |_| sale.entry())? {
            self.find(
                "sale",
                sale.receipt.clone(),
                "penjualan dan jurnalnya tidak cocok",
                "the sale and its entry differ",
            );
        }
        if !sale.accruals().is_ok_and(|lines| lines == accrued) {
            self.find(
                "sale",
                sale.receipt.clone(),
                "barisnya untuk pembuat tidak sesuai dengan penjualannya",
                "its lines for the makers are not those of the sale",
            );
        }
        for line in &sale.lines {
            for pick in &line.picks {
                *self.sold.entry(pick.item).or_default() += u64::from(pick.quantity);
            }
            if !line_holds(tx, line, sale.sold_on)? {
                self.find(
                    "sale",
                    sale.receipt.clone(),
                    &format!("baris {} tidak sesuai perjanjian titipnya", line.number),
                    &format!("line {} does not follow its terms", line.number),
                );
            }
        }
        Ok(())
    }

    /// Per item: received = sold + returned + written off + on hand, as the stock journal and the
    /// receipts have it.
    pub(super) fn stock(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        let mut after = None;
        loop {
            let page = tx.item_page(after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.id());
            for item in &page {
                self.diagnosis.items += 1;
                self.item(tx, item)?;
            }
        }
    }

    fn item(&mut self, tx: &mut dyn ReadTx, item: &Item) -> Result<(), AppError> {
        let subject = item.id().to_string();
        let moves = tx.stock_moves(item.id())?;
        let mut counted = Some(Stock::default());
        for one in &moves {
            counted = counted.and_then(|stock| stock.after(one.kind, one.quantity));
            if one.kind == StockMoveKind::Sold && item.expired_on(one.on).is_some() {
                let reference = &one.reference;
                self.find(
                    "stock",
                    subject.clone(),
                    &format!("dijual kedaluwarsa pada {reference}"),
                    &format!("sold past its last day on {reference}"),
                );
            }
        }
        let stock = item.stock();
        if counted != Some(stock) {
            self.find(
                "stock",
                subject.clone(),
                "jumlah barang tidak sama dengan jurnal barangnya",
                "its pieces are not those of its stock journal",
            );
        }
        let elsewhere = placed(&moves).map(|mut places| {
            places.remove(&Place::Shelf);
            places
        });
        if counted.is_some() && elsewhere.as_ref() != Some(item.elsewhere()) {
            self.find(
                "stock",
                subject.clone(),
                "tempat barang tidak sama dengan jurnal barangnya",
                "its places are not those of its stock journal",
            );
        }
        if self.sold.remove(&item.id()).unwrap_or_default() != u64::from(stock.sold) {
            self.find(
                "stock",
                subject,
                "terjual tidak sama dengan baris penjualannya",
                "the pieces sold are not those of its sale lines",
            );
        }
        Ok(())
    }
}

/// Whether a line's pieces are of its maker and sku, at a price and a commission that their terms
/// allow on the day, and whether its amounts follow.
fn line_holds(tx: &mut dyn ReadTx, line: &SaleLine, on: NaiveDate) -> Result<bool, AppError> {
    let (mut picked, mut full, mut price) = (0, Ok(Rupiah::ZERO), line.unit_price);
    for pick in &line.picks {
        let item = tx.item(pick.item)?.filter(|item| allows(item, line, on));
        let Some(item) = item else { return Ok(false) };
        price = item.unit_price();
        picked += u64::from(pick.quantity);
        full = full.and_then(|sum: Rupiah| sum.plus(price.times(pick.quantity)?));
    }
    Ok(picked == u64::from(line.quantity)
        && full.and_then(|full| full.minus(line.gross)) == Ok(line.discount)
        && amounts_follow(line, price) == Ok(true))
}

/// Whether a line's amounts are what its commission makes of what was paid, the full price of a piece
/// being `price`.
fn amounts_follow(line: &SaleLine, price: Rupiah) -> Result<bool, MoneyError> {
    let split = line.rate.split(line.discount_rule, price, line.unit_price, line.quantity)?;
    Ok(split.gross == line.gross
        && line.net()? == split.maker
        && line.borne_by_gallery == split.borne_by_gallery)
}

fn allows(item: &Item, line: &SaleLine, on: NaiveDate) -> bool {
    let (terms, price) = (item.terms(), item.unit_price());
    let bearer = if line.unit_price == price { DiscountRule::Shared } else { terms.discount };
    let same = item.member() == line.member && item.label().sku == line.sku;
    same && terms.allow(price, line.unit_price)
        && line.discount_rule == bearer
        && line.rate == terms.commission_for(price, item.days_on_shelf(on))
}
