//! Sales: a receipt at a time, all of it or none.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ikm_core::audit::Digest;
use ikm_core::gallery::{
    Item, LineRequest, Payment, Sale, SaleError, SaleLine, StockError, StockMove, StockMoveKind,
    price_line,
};
use ikm_core::id::{EntryId, SaleId};
use ikm_import::gallery::SalesRow;
use ikm_store::WriteTx;

use super::group::{Group, GroupError, LineRefusal, other_value, repeated, stock_column};
use super::{SalesOutcome, count};
use crate::app::Env;
use crate::error::AppError;

pub(super) fn sales_group(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    group: &Group<'_, SalesRow>,
    part: &mut SalesOutcome,
) -> Result<(), AppError> {
    let digest = group.digest();
    let decided = match tx.sale_by_receipt(group.number)? {
        Some(known) if known.digest == digest => Ok(known),
        Some(_) => Err(GroupError::Refused((0, repeated("receipt")))),
        None => decide_sale(tx, env, group, digest).and_then(|(sale, shelf)| {
            write_sale(tx, &sale, &shelf)?;
            env.audit(tx, "gallery.sale", &sale.id, digest, "")?;
            Ok(sale)
        }),
    };
    match decided {
        Ok(sale) => {
            part.receipts += 1;
            part.lines += count(group.rows.len());
            part.gross = part.gross.plus(sale.gross()?)?;
            Ok(())
        }
        Err(GroupError::Refused(refused)) => {
            group.reject(&[refused], &mut part.rejected);
            Ok(())
        }
        Err(GroupError::Failed(error)) => Err(error),
    }
}

/// The items of every sku on a receipt, as they will be after it, and the moves that make them so.
struct Shelf {
    items: BTreeMap<String, Vec<Item>>,
    moves: Vec<StockMove>,
}

/// Decides a whole receipt before anything of it is written.
fn decide_sale(
    tx: &mut dyn WriteTx,
    env: &mut Env<'_>,
    group: &Group<'_, SalesRow>,
    digest: Digest,
) -> Result<(Sale, Shelf), GroupError> {
    let mut shelf = Shelf { items: BTreeMap::new(), moves: Vec::new() };
    let mut lines: Vec<SaleLine> = Vec::new();
    let mut head: Option<(NaiveDate, Payment)> = None;
    for (at, row) in group.rows.iter().enumerate() {
        let Ok(line) = &row.parsed else { continue };
        let (sold_on, payment) = *head.get_or_insert((line.sold_on, line.payment));
        if line.sold_on != sold_on {
            return Err(GroupError::Refused((at, other_value("sold_on"))));
        }
        if line.payment != payment {
            return Err(GroupError::Refused((at, other_value("payment"))));
        }
        if !shelf.items.contains_key(&line.sku) {
            shelf.items.insert(line.sku.clone(), tx.items_by_sku(&line.sku)?);
        }
        let priced = price_and_take(&mut shelf, line, group.number, count32(lines.len()) + 1)
            .map_err(|refusal| GroupError::Refused((at, refusal)))?;
        lines.extend(priced);
    }
    let Some((sold_on, payment)) = head else {
        return Err(GroupError::Refused((0, other_value("receipt"))));
    };
    let (id, entry) = (SaleId::generate(env.ids), EntryId::generate(env.ids));
    let receipt = group.number.to_owned();
    Ok((Sale { id, receipt, sold_on, payment, lines, entry, digest }, shelf))
}

fn price_and_take(
    shelf: &mut Shelf,
    line: &SalesRow,
    receipt: &str,
    first_number: u32,
) -> Result<Vec<SaleLine>, LineRefusal> {
    let request = LineRequest {
        sku: &line.sku,
        lot: line.lot.as_deref(),
        quantity: line.quantity,
        unit_price: line.unit_price,
    };
    let items = shelf.items.get_mut(&line.sku).map(Vec::as_mut_slice).unwrap_or_default();
    let priced = price_line(items, &request, line.sold_on, first_number).map_err(|error| {
        let column = match &error {
            // Without any item of the sku, the lot is not what is wrong.
            SaleError::Stock(StockError::UnknownSku { .. }) if items.is_empty() => "sku",
            SaleError::Stock(stock) => stock_column(stock),
            SaleError::PriceDiffers { .. } | SaleError::Money(_) | _ => "unit_price",
        };
        LineRefusal::new(column, &error)
    })?;
    for pick in priced.iter().flat_map(|line| &line.picks) {
        let taken = items
            .iter_mut()
            .find(|item| item.id() == pick.item)
            .map(|item| item.take(StockMoveKind::Sold, pick.quantity, line.sold_on, receipt));
        match taken {
            Some(Ok(moved)) => shelf.moves.push(moved),
            Some(Err(error)) => return Err(LineRefusal::new(stock_column(&error), &error)),
            None => {}
        }
    }
    Ok(priced)
}

fn write_sale(tx: &mut dyn WriteTx, sale: &Sale, shelf: &Shelf) -> Result<(), AppError> {
    let touched = |item: &Item| shelf.moves.iter().any(|moved| moved.item == item.id());
    for item in shelf.items.values().flatten().filter(|item| touched(item)) {
        tx.update_item(item)?;
    }
    if let Some(entry) = sale.entry()? {
        tx.append_entry(&entry)?;
    }
    tx.insert_sale(sale)?;
    for line in sale.accruals()? {
        tx.insert_accrual(&line)?;
    }
    for moved in &shelf.moves {
        tx.append_stock_move(moved)?;
    }
    Ok(())
}

fn count32(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
