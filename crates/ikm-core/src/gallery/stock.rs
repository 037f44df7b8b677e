use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{LossCause, Place};
use crate::id::ItemId;

/// The pieces of an item: `received = sold + returned + written off + on hand`, by construction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stock {
    /// Taken in, and found at a count beyond what the note says.
    pub received: u32,
    /// Sold, less what buyers brought back.
    pub sold: u32,
    /// Given back to the maker.
    pub returned: u32,
    /// Lost, broken, expired or stolen, less what turned up again.
    pub written_off: u32,
}

impl Stock {
    /// The pieces at hand, or `None` when the counts contradict each other.
    pub fn on_hand(self) -> Option<u32> {
        self.received
            .checked_sub(self.sold)?
            .checked_sub(self.returned)?
            .checked_sub(self.written_off)
    }

    /// The counts after `quantity` pieces moved so, or `None` when they cannot have.
    pub fn after(mut self, kind: StockMoveKind, quantity: u32) -> Option<Self> {
        use StockMoveKind::{
            Found, Moved, Received, Recovered, Refunded, Returned, Sold, WrittenOff,
        };
        let (count, more) = match kind {
            Received | Found => (&mut self.received, true),
            Sold => (&mut self.sold, true),
            Refunded => (&mut self.sold, false),
            Returned => (&mut self.returned, true),
            WrittenOff => (&mut self.written_off, true),
            Recovered => (&mut self.written_off, false),
            Moved => return Some(self),
        };
        *count = if more { count.checked_add(quantity) } else { count.checked_sub(quantity) }?;
        self.on_hand().map(|_| self)
    }
}

/// What moved pieces of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StockMoveKind {
    /// Taken in from the maker.
    Received,
    /// Found at a count, more than had come in.
    Found,
    /// Sold.
    Sold,
    /// Brought back by the buyer.
    Refunded,
    /// Given back to the maker.
    Returned,
    /// Written off.
    WrittenOff,
    /// Written off before, and there again.
    Recovered,
    /// Brought from one place to another.
    Moved,
}

impl StockMoveKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Received,
        Self::Found,
        Self::Sold,
        Self::Refunded,
        Self::Returned,
        Self::WrittenOff,
        Self::Recovered,
        Self::Moved,
    ];

    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Found => "found",
            Self::Sold => "sold",
            Self::Refunded => "refunded",
            Self::Returned => "returned",
            Self::WrittenOff => "written-off",
            Self::Recovered => "recovered",
            Self::Moved => "moved",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether the pieces come to their place, rather than leave it.
    pub const fn comes(self) -> bool {
        matches!(self, Self::Received | Self::Found | Self::Refunded | Self::Recovered)
    }
}

/// One line of the stock journal, which is only ever added to.
#[must_use = "pieces that move without a line in the stock journal are lost to it"]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockMove {
    /// The item that moved.
    pub item: ItemId,
    /// The day on which it moved.
    pub on: NaiveDate,
    /// What moved it.
    pub kind: StockMoveKind,
    /// How many pieces.
    pub quantity: u32,
    /// The note, receipt or handover that says so.
    pub reference: String,
    /// Where they came to or left from.
    pub place: Place,
    /// Where [`StockMoveKind::Moved`] took them.
    pub to: Option<Place>,
    /// Why they were written off.
    pub cause: Option<LossCause>,
}

impl StockMove {
    /// Pieces that came to the shelf or left it.
    pub fn at_shelf(
        item: ItemId,
        on: NaiveDate,
        kind: StockMoveKind,
        quantity: u32,
        reference: &str,
    ) -> Self {
        let reference = reference.to_owned();
        Self { item, on, kind, quantity, reference, place: Place::Shelf, to: None, cause: None }
    }
}

/// How many pieces lie at each place after `moves`, or `None` when a place would hold fewer than
/// none. Places that hold none are left out.
pub fn placed<'a>(moves: impl IntoIterator<Item = &'a StockMove>) -> Option<BTreeMap<Place, u32>> {
    let mut places: BTreeMap<Place, i64> = BTreeMap::new();
    for moved in moves {
        let pieces = i64::from(moved.quantity);
        let signed = if moved.kind.comes() { pieces } else { -pieces };
        *places.entry(moved.place.clone()).or_default() += signed;
        if let Some(to) = &moved.to {
            *places.entry(to.clone()).or_default() += pieces;
        }
    }
    places
        .into_iter()
        .filter(|(_, pieces)| *pieces != 0)
        .map(|(place, pieces)| Some((place, u32::try_from(pieces).ok()?)))
        .collect()
}
