use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{LossCause, Place, Stock, StockError, StockMove, StockMoveKind, Terms};
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
    /// The pieces that do not lie on the shelf; no place holds none.
    elsewhere: BTreeMap<Place, u32>,
}

/// Pieces that leave a place, and why.
#[derive(Clone, Copy, Debug)]
pub struct Leave<'a> {
    /// [`StockMoveKind::Sold`], [`StockMoveKind::Returned`] or [`StockMoveKind::WrittenOff`].
    pub kind: StockMoveKind,
    /// Where they lay.
    pub place: &'a Place,
    /// How many.
    pub quantity: u32,
    /// On which day.
    pub on: NaiveDate,
    /// The receipt or the note that says so.
    pub reference: &'a str,
    /// Why they were written off.
    pub cause: Option<LossCause>,
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
        let elsewhere = BTreeMap::new();
        let version = 1;
        Ok(Self {
            id,
            version,
            note,
            member,
            label,
            received_on,
            unit_price,
            terms,
            stock,
            elsewhere,
        })
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
        let elsewhere = BTreeMap::new();
        Some(Self {
            id,
            version,
            note,
            member,
            label,
            received_on,
            unit_price,
            terms,
            stock,
            elsewhere,
        })
    }

    /// The item with so many of its pieces at other places than the shelf, as storage holds it, or
    /// `None` when it has not as many at hand.
    pub fn with_elsewhere(mut self, elsewhere: BTreeMap<Place, u32>) -> Option<Self> {
        let pieces: u64 = elsewhere.values().copied().map(u64::from).sum();
        let named = elsewhere.iter().all(|(place, held)| *place != Place::Shelf && *held > 0);
        self.elsewhere = elsewhere;
        (named && pieces <= u64::from(self.on_hand())).then_some(self)
    }

    /// Takes `quantity` pieces from the shelf on the day `on`; see [`Item::leave`].
    ///
    /// # Errors
    ///
    /// Those of [`Item::leave`].
    pub fn take(
        &mut self,
        kind: StockMoveKind,
        quantity: u32,
        on: NaiveDate,
        reference: &str,
    ) -> Result<StockMove, StockError> {
        self.leave(&Leave { kind, place: &Place::Shelf, quantity, on, reference, cause: None })
    }

    /// Takes pieces away and gives the line of the stock journal that says so. The one way in which
    /// pieces leave the gallery: no place ever holds fewer than none, no piece leaves before the day
    /// on which it came in, and none is sold after its last day.
    ///
    /// # Errors
    ///
    /// [`StockError::Quantity`] for no pieces or for a kind that takes nothing away;
    /// [`StockError::NotOnHand`]; or [`StockError::Expired`] when it is a sale after the last day.
    pub fn leave(&mut self, leave: &Leave<'_>) -> Result<StockMove, StockError> {
        let Leave { kind, place, quantity, on, reference, cause } = *leave;
        let takes = matches!(
            kind,
            StockMoveKind::Sold | StockMoveKind::Returned | StockMoveKind::WrittenOff
        );
        if quantity == 0 || !takes {
            return Err(StockError::Quantity(u64::from(quantity)));
        }
        if kind == StockMoveKind::Sold
            && let Some(best_before) = self.expired_on(on)
        {
            return Err(StockError::Expired { sku: self.label.sku.clone(), best_before, on });
        }
        self.require(place, quantity, on)?;
        let stock = self.stock.after(kind, quantity);
        self.stock = stock.ok_or_else(|| StockError::Quantity(u64::from(quantity)))?;
        self.shift(place, quantity, false);
        Ok(StockMove {
            place: place.clone(),
            cause,
            ..StockMove::at_shelf(self.id, on, kind, quantity, reference)
        })
    }

    /// Brings pieces from one place to another.
    ///
    /// # Errors
    ///
    /// [`StockError::Quantity`] for no pieces, [`StockError::SamePlace`] and
    /// [`StockError::NotOnHand`].
    pub fn relocate(
        &mut self,
        from: &Place,
        to: &Place,
        quantity: u32,
        on: NaiveDate,
        reference: &str,
    ) -> Result<StockMove, StockError> {
        if quantity == 0 {
            return Err(StockError::Quantity(0));
        }
        if from == to {
            return Err(StockError::SamePlace(to.clone()));
        }
        self.require(from, quantity, on)?;
        self.shift(from, quantity, false);
        self.shift(to, quantity, true);
        Ok(StockMove {
            place: from.clone(),
            to: Some(to.clone()),
            ..StockMove::at_shelf(self.id, on, StockMoveKind::Moved, quantity, reference)
        })
    }

    /// Lets pieces come back to a place: brought back by a buyer ([`StockMoveKind::Refunded`]),
    /// there again after they were written off ([`StockMoveKind::Recovered`]), or found beyond what
    /// had come in ([`StockMoveKind::Found`]).
    ///
    /// # Errors
    ///
    /// [`StockError::Quantity`] for no pieces, another kind or more than can be counted, and
    /// [`StockError::NotGone`] when fewer had left in that way.
    pub fn come_back(
        &mut self,
        kind: StockMoveKind,
        place: &Place,
        quantity: u32,
        on: NaiveDate,
        reference: &str,
    ) -> Result<StockMove, StockError> {
        let comes = kind.comes() && kind != StockMoveKind::Received;
        if quantity == 0 || !comes {
            return Err(StockError::Quantity(u64::from(quantity)));
        }
        self.stock = self.stock.after(kind, quantity).ok_or_else(|| {
            let sku = self.label.sku.clone();
            if kind == StockMoveKind::Found {
                StockError::Quantity(u64::from(quantity))
            } else {
                StockError::NotGone { sku, quantity }
            }
        })?;
        self.shift(place, quantity, true);
        Ok(StockMove {
            place: place.clone(),
            ..StockMove::at_shelf(self.id, on, kind, quantity, reference)
        })
    }

    /// Checks that so many pieces lie at a place and had come in by the day `on`.
    fn require(&self, place: &Place, quantity: u32, on: NaiveDate) -> Result<(), StockError> {
        let on_hand = if on < self.received_on { 0 } else { self.at(place) };
        if quantity <= on_hand {
            return Ok(());
        }
        let sku = self.label.sku.clone();
        Err(StockError::NotOnHand { sku, wanted: quantity, on_hand, on })
    }

    /// Keeps the count of a place other than the shelf, which holds what no other does.
    fn shift(&mut self, place: &Place, quantity: u32, comes: bool) {
        if *place == Place::Shelf {
            return;
        }
        let held = self.elsewhere.entry(place.clone()).or_default();
        *held = if comes { held.saturating_add(quantity) } else { held.saturating_sub(quantity) };
        self.elsewhere.retain(|_, held| *held > 0);
    }

    /// The pieces at a place.
    pub fn at(&self, place: &Place) -> u32 {
        match place {
            Place::Shelf => {
                let elsewhere: u32 =
                    self.elsewhere.values().fold(0, |sum, held| sum.saturating_add(*held));
                self.on_hand().saturating_sub(elsewhere)
            }
            Place::Store | Place::Event(_) => {
                self.elsewhere.get(place).copied().unwrap_or_default()
            }
        }
    }

    /// The pieces that do not lie on the shelf, by place.
    pub const fn elsewhere(&self) -> &BTreeMap<Place, u32> {
        &self.elsewhere
    }

    /// Its last day, if that has passed on the day `on`.
    pub fn expired_on(&self, on: NaiveDate) -> Option<NaiveDate> {
        self.label.best_before.filter(|last| *last < on)
    }

    /// The pieces at hand, wherever they lie.
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
