use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Stock, StockError, StockMove, StockMoveKind, Terms};
use crate::id::{ItemId, MemberId, NoteId};
use crate::money::Rupiah;

/// An intake note (*nota titip*): what one clerk took in at once, under the number on the paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// The number on the paper, unique in the association.
    pub number: String,
    /// The day on which the goods came in.
    pub received_on: NaiveDate,
    /// The digest of its content, by which a repeated note is recognised.
    pub digest: [u8; 32],
}

/// What an item is: everything on its intake line but quantities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemLabel {
    /// The stock-keeping unit under which the till knows it. A sku belongs to one maker.
    pub sku: String,
    /// What it is called.
    pub name: String,
    /// The office's category, as written; may be empty.
    pub category: String,
    /// The maker's lot, where there is one.
    pub lot: Option<String>,
    /// The last day on which it may be sold, where it has one.
    pub best_before: Option<NaiveDate>,
}

/// A consigned item: the pieces of one intake line, under one lot and one set of terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    id: ItemId,
    version: u32,
    note: NoteId,
    member: MemberId,
    label: ItemLabel,
    received_on: NaiveDate,
    unit_price: Rupiah,
    terms: Terms,
    stock: Stock,
}

impl Item {
    /// Takes goods in: `quantity` pieces at `unit_price` under `terms`.
    ///
    /// # Errors
    ///
    /// [`StockError::Quantity`] for no pieces, [`StockError::Price`] for a negative price,
    /// [`StockError::ExpiredAtIntake`] for goods that are past their last day, and what
    /// [`Terms::check`] returns.
    pub fn receive(
        id: ItemId,
        note: &Note,
        member: MemberId,
        label: ItemLabel,
        quantity: u32,
        unit_price: Rupiah,
        terms: Terms,
    ) -> Result<Self, StockError> {
        if quantity == 0 {
            return Err(StockError::Quantity(0));
        }
        check_terms(unit_price, &terms)?;
        if let Some(best_before) = label.best_before
            && best_before < note.received_on
        {
            let (sku, on) = (label.sku, note.received_on);
            return Err(StockError::ExpiredAtIntake { sku, best_before, on });
        }
        let stock = Stock { received: quantity, ..Stock::default() };
        let (note, received_on) = (note.id, note.received_on);
        Ok(Self { id, version: 1, note, member, label, received_on, unit_price, terms, stock })
    }

    /// The item as storage holds it, or `None` when no item can be like it: its counts contradict
    /// each other, its price is negative or its terms do not fit the price.
    #[expect(clippy::too_many_arguments, reason = "one argument a column, read once from storage")]
    pub fn from_parts(
        id: ItemId,
        version: u32,
        note: NoteId,
        member: MemberId,
        label: ItemLabel,
        received_on: NaiveDate,
        unit_price: Rupiah,
        terms: Terms,
        stock: Stock,
    ) -> Option<Self> {
        stock.on_hand()?;
        check_terms(unit_price, &terms).ok()?;
        Some(Self { id, version, note, member, label, received_on, unit_price, terms, stock })
    }

    /// Takes `quantity` pieces from the shelf on the day `on` and gives the line of the stock
    /// journal that says so. The one way in which pieces leave: it never goes below zero, never
    /// takes a piece before the day on which it came in, and never sells an expired one.
    ///
    /// # Errors
    ///
    /// [`StockError::Quantity`] for no pieces or for [`StockMoveKind::Received`], which takes
    /// nothing; [`StockError::NotOnHand`]; or [`StockError::Expired`] when it is a sale after the
    /// last day.
    pub fn take(
        &mut self,
        kind: StockMoveKind,
        quantity: u32,
        on: NaiveDate,
        reference: &str,
    ) -> Result<StockMove, StockError> {
        if quantity == 0 {
            return Err(StockError::Quantity(0));
        }
        if kind == StockMoveKind::Sold
            && let Some(best_before) = self.expired_on(on)
        {
            return Err(StockError::Expired { sku: self.label.sku.clone(), best_before, on });
        }
        let on_hand = if on < self.received_on { 0 } else { self.on_hand() };
        if quantity > on_hand {
            let sku = self.label.sku.clone();
            return Err(StockError::NotOnHand { sku, wanted: quantity, on_hand, on });
        }
        let count = match kind {
            StockMoveKind::Sold => &mut self.stock.sold,
            StockMoveKind::Returned => &mut self.stock.returned,
            StockMoveKind::WrittenOff => &mut self.stock.written_off,
            StockMoveKind::Received => return Err(StockError::Quantity(u64::from(quantity))),
        };
        // At most what was received, because at most what is on hand is added.
        *count += quantity;
        Ok(StockMove { item: self.id, on, kind, quantity, reference: reference.to_owned() })
    }

    /// Its last day, if that has passed on the day `on`.
    pub fn expired_on(&self, on: NaiveDate) -> Option<NaiveDate> {
        self.label.best_before.filter(|last| *last < on)
    }

    /// The pieces on the shelf.
    pub fn on_hand(&self) -> u32 {
        self.stock.on_hand().unwrap_or_default()
    }

    /// Its id.
    pub const fn id(&self) -> ItemId {
        self.id
    }

    /// Its version, which storage compares and raises with every update.
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// The note on which it came in.
    pub const fn note(&self) -> NoteId {
        self.note
    }

    /// Its maker.
    pub const fn member(&self) -> MemberId {
        self.member
    }

    /// What it is.
    pub const fn label(&self) -> &ItemLabel {
        &self.label
    }

    /// The day on which it came in.
    pub const fn received_on(&self) -> NaiveDate {
        self.received_on
    }

    /// Its price a piece.
    pub const fn unit_price(&self) -> Rupiah {
        self.unit_price
    }

    /// Its frozen terms.
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// How many days it has been on the shelf on the day `on`; none before it came in.
    pub fn days_on_shelf(&self, on: NaiveDate) -> u32 {
        u32::try_from((on - self.received_on).num_days()).unwrap_or_default()
    }

    /// Its pieces.
    pub const fn stock(&self) -> Stock {
        self.stock
    }
}

fn check_terms(unit_price: Rupiah, terms: &Terms) -> Result<(), StockError> {
    if unit_price.is_negative() {
        return Err(StockError::Price(unit_price));
    }
    terms.check(unit_price)
}
