use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Item, Place, StockError};
use crate::id::ItemId;

/// Pieces of one item that a sale takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// The item.
    pub item: ItemId,
    /// How many pieces.
    pub quantity: u32,
}

/// Picks `quantity` pieces of `sku` from the shelf for a sale on the day `on`: first expired first
/// out, then first in, then in the order given. Goods that never expire come last.
///
/// With a `lot`, only that lot counts. Goods that came in after `on` do not count. Nothing is taken
/// yet: that is [`Item::take`].
///
/// # Errors
///
/// [`StockError::Quantity`] for no pieces, [`StockError::UnknownSku`] when there is no such item,
/// [`StockError::Expired`] when all that is left has passed its last day, and
/// [`StockError::NotOnHand`] when too few pieces are left that may be sold.
pub fn pick(
    items: &[Item],
    sku: &str,
    lot: Option<&str>,
    quantity: u32,
    on: NaiveDate,
) -> Result<Vec<Pick>, StockError> {
    let picked = pick_items(items, sku, lot, quantity, on)?;
    Ok(picked.into_iter().map(|(item, quantity)| Pick { item: item.id(), quantity }).collect())
}

/// As [`pick`], with the items themselves.
pub(super) fn pick_items<'a>(
    items: &'a [Item],
    sku: &str,
    lot: Option<&str>,
    quantity: u32,
    on: NaiveDate,
) -> Result<Vec<(&'a Item, u32)>, StockError> {
    if quantity == 0 {
        return Err(StockError::Quantity(0));
    }
    let mut shelf: Vec<&Item> = items
        .iter()
        .filter(|item| item.label().sku == sku)
        .filter(|item| lot.is_none() || item.label().lot.as_deref() == lot)
        .collect();
    if shelf.is_empty() {
        return Err(StockError::UnknownSku { sku: sku.to_owned(), lot: lot.map(str::to_owned) });
    }
    shelf.retain(|item| item.received_on() <= on && item.at(&Place::Shelf) > 0);
    shelf.sort_by_key(|item| {
        let last = item.label().best_before;
        (last.is_none(), last, item.received_on())
    });
    let mut picked = Vec::new();
    let mut missing = quantity;
    for item in shelf.iter().filter(|item| item.expired_on(on).is_none()) {
        let taken = missing.min(item.at(&Place::Shelf));
        if taken > 0 {
            picked.push((*item, taken));
            missing -= taken;
        }
    }
    if missing == 0 {
        return Ok(picked);
    }
    let sku = sku.to_owned();
    match shelf.first().and_then(|item| item.expired_on(on)) {
        Some(best_before) if picked.is_empty() => Err(StockError::Expired { sku, best_before, on }),
        _ => Err(StockError::NotOnHand { sku, wanted: quantity, on_hand: quantity - missing, on }),
    }
}

/// Gathers `quantity` pieces of `sku` at a place for anything but a sale: those that expire first, and
/// those that have expired, go first. With a `lot`, only that lot counts.
///
/// # Errors
///
/// [`StockError::Quantity`] for no pieces, [`StockError::UnknownSku`] when there is no such item, and
/// [`StockError::NotOnHand`] when too few pieces lie there.
pub fn gather(
    items: &[Item],
    sku: &str,
    lot: Option<&str>,
    place: &Place,
    quantity: u32,
    on: NaiveDate,
) -> Result<Vec<Pick>, StockError> {
    if quantity == 0 {
        return Err(StockError::Quantity(0));
    }
    let mut there: Vec<&Item> = items
        .iter()
        .filter(|item| item.label().sku == sku)
        .filter(|item| lot.is_none() || item.label().lot.as_deref() == lot)
        .collect();
    if there.is_empty() {
        return Err(StockError::UnknownSku { sku: sku.to_owned(), lot: lot.map(str::to_owned) });
    }
    there.retain(|item| item.received_on() <= on && item.at(place) > 0);
    there.sort_by_key(|item| {
        let last = item.label().best_before;
        (last.is_none(), last, item.received_on())
    });
    let (mut picked, mut missing) = (Vec::new(), quantity);
    for item in there {
        let taken = missing.min(item.at(place));
        if taken > 0 {
            picked.push(Pick { item: item.id(), quantity: taken });
            missing -= taken;
        }
    }
    if missing == 0 {
        return Ok(picked);
    }
    let on_hand = quantity - missing;
    Err(StockError::NotOnHand { sku: sku.to_owned(), wanted: quantity, on_hand, on })
}
