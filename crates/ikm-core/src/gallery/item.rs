use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Terms;
use crate::id::{ItemId, MemberId, NoteId};
use crate::lang::{Explain, Lang};
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

/// The pieces of an item: `received = sold + returned + written off + on hand`, by construction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stock {
    /// Taken in.
    pub received: u32,
    /// Sold.
    pub sold: u32,
    /// Given back to the maker.
    pub returned: u32,
    /// Lost, broken, expired or stolen.
    pub written_off: u32,
}

impl Stock {
    /// The pieces on the shelf, or `None` when the counts contradict each other.
    pub fn on_hand(self) -> Option<u32> {
        self.received
            .checked_sub(self.sold)?
            .checked_sub(self.returned)?
            .checked_sub(self.written_off)
    }
}

/// What moved pieces of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StockMoveKind {
    /// Taken in from the maker.
    Received,
    /// Sold.
    Sold,
    /// Given back to the maker.
    Returned,
    /// Written off.
    WrittenOff,
}

impl StockMoveKind {
    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Sold => "sold",
            Self::Returned => "returned",
            Self::WrittenOff => "written-off",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Received, Self::Sold, Self::Returned, Self::WrittenOff]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// One line of the stock journal, which is only ever added to.
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

/// Why pieces cannot be taken in or taken from the shelf.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StockError {
    /// Nothing under this sku, or under this lot of it, was ever taken in.
    #[error("no goods are known as {sku:?}{}", .lot.as_ref().map(|l| format!(", lot {l:?}")).unwrap_or_default())]
    UnknownSku {
        /// The sku.
        sku: String,
        /// The lot, if one was asked for.
        lot: Option<String>,
    },
    /// Fewer pieces are on the shelf.
    #[error("{wanted} of {sku:?} wanted, {on_hand} on hand that may be sold on {on}")]
    NotOnHand {
        /// The sku.
        sku: String,
        /// How many were wanted.
        wanted: u32,
        /// How many there are that may be sold.
        on_hand: u32,
        /// The day of the sale.
        on: NaiveDate,
    },
    /// All that is left has passed its best-before day.
    #[error("{sku:?} is past its best-before day {best_before} on {on}")]
    Expired {
        /// The sku.
        sku: String,
        /// Its last day.
        best_before: NaiveDate,
        /// The day of the sale.
        on: NaiveDate,
    },
    /// A quantity of zero, or more pieces than can be counted.
    #[error("{0} is not a quantity of pieces")]
    Quantity(u64),
    /// The price is below zero.
    #[error("the price {0} is negative")]
    Price(Rupiah),
    /// The commission is above the whole price.
    #[error("a commission of {0} % is more than the price")]
    Commission(crate::money::Percent),
    /// The goods are past their last day when they come in.
    #[error("{sku:?} comes in on {on}, after its best-before day {best_before}")]
    ExpiredAtIntake {
        /// The sku.
        sku: String,
        /// Its last day.
        best_before: NaiveDate,
        /// The day of the intake.
        on: NaiveDate,
    },
}

impl Explain for StockError {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownSku { .. } => "IKM-STOCK-UNKNOWN",
            Self::NotOnHand { .. } => "IKM-STOCK-NOT-ON-HAND",
            Self::Expired { .. } => "IKM-STOCK-EXPIRED",
            Self::Quantity(_) => "IKM-STOCK-QUANTITY",
            Self::Price(_) => "IKM-STOCK-PRICE",
            Self::Commission(_) => "IKM-STOCK-COMMISSION",
            Self::ExpiredAtIntake { .. } => "IKM-INTAKE-EXPIRED",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::UnknownSku { sku, lot } => {
                let lot = lot.as_ref().map(|l| format!(", lot {l:?}")).unwrap_or_default();
                format!("tidak ada barang dengan kode {sku:?}{lot}")
            }
            Self::NotOnHand { sku, wanted, on_hand, on } => {
                format!("{wanted} buah {sku:?} diminta, {on_hand} ada dan boleh dijual pada {on}")
            }
            Self::Expired { sku, best_before, on } => {
                format!("{sku:?} sudah lewat baik-digunakan-sebelum {best_before} pada {on}")
            }
            Self::Quantity(quantity) => format!("{quantity} bukan jumlah barang"),
            Self::Price(price) => format!("harga {price} negatif"),
            Self::Commission(percent) => format!("komisi {percent} % melebihi harga"),
            Self::ExpiredAtIntake { sku, best_before, on } => {
                format!("{sku:?} masuk pada {on}, sesudah baik-digunakan-sebelum {best_before}")
            }
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::UnknownSku { .. } => lang.pick(
                "periksa kode barang, atau catat dulu barang masuknya",
                "check the sku, or take the goods in first",
            ),
            Self::NotOnHand { .. } => lang.pick(
                "kurangi jumlahnya, atau catat dulu barang masuknya",
                "lower the quantity, or take the goods in first",
            ),
            Self::Expired { .. } => lang.pick(
                "tarik dari rak dan kembalikan kepada pembuatnya",
                "take it off the shelf and return it to its maker",
            ),
            Self::Quantity(_) => {
                lang.pick("beri jumlah mulai dari satu", "give a quantity of one or more")
            }
            Self::Price(_) => {
                lang.pick("beri harga nol atau lebih", "give a price of zero or more")
            }
            Self::Commission(_) => {
                lang.pick("beri komisi 0 sampai 100", "give a commission from 0 to 100")
            }
            Self::ExpiredAtIntake { .. } => lang.pick(
                "jangan terima barangnya, atau perbaiki tanggalnya",
                "do not take the goods, or correct the date",
            ),
        }
        .to_owned()
    }
}

impl Item {
    /// Takes goods in: `quantity` pieces at `unit_price` under `terms`.
    ///
    /// # Errors
    ///
    /// [`StockError::Quantity`] for no pieces, [`StockError::Price`] for a negative price,
    /// [`StockError::Commission`] for a commission above 100 % and [`StockError::ExpiredAtIntake`]
    /// for goods that are past their last day.
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
        if unit_price.is_negative() {
            return Err(StockError::Price(unit_price));
        }
        if terms.commission.get() > rust_decimal::Decimal::ONE_HUNDRED {
            return Err(StockError::Commission(terms.commission));
        }
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

    /// The item as storage holds it, or `None` when its counts contradict each other.
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
        Some(Self { id, version, note, member, label, received_on, unit_price, terms, stock })
    }

    /// Takes `quantity` pieces from the shelf on the day `on` and gives the line of the stock
    /// journal that says so. The one way in which pieces leave: it never goes below zero and never
    /// sells an expired piece.
    ///
    /// # Errors
    ///
    /// [`StockError::Quantity`], [`StockError::NotOnHand`], or [`StockError::Expired`] when it is a
    /// sale after the last day.
    pub fn take(
        &mut self,
        kind: StockMoveKind,
        quantity: u32,
        on: NaiveDate,
        reference: &str,
    ) -> Result<StockMove, StockError> {
        if quantity == 0 || kind == StockMoveKind::Received {
            return Err(StockError::Quantity(u64::from(quantity)));
        }
        if kind == StockMoveKind::Sold
            && let Some(best_before) = self.expired_on(on)
        {
            return Err(StockError::Expired { sku: self.label.sku.clone(), best_before, on });
        }
        let on_hand = self.on_hand();
        if quantity > on_hand {
            let sku = self.label.sku.clone();
            return Err(StockError::NotOnHand { sku, wanted: quantity, on_hand, on });
        }
        match kind {
            StockMoveKind::Sold => self.stock.sold += quantity,
            StockMoveKind::Returned => self.stock.returned += quantity,
            StockMoveKind::WrittenOff | StockMoveKind::Received => {
                self.stock.written_off += quantity;
            }
        }
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
    pub const fn terms(&self) -> Terms {
        self.terms
    }

    /// Its pieces.
    pub const fn stock(&self) -> Stock {
        self.stock
    }
}

/// Pieces of one item that a sale takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// The item.
    pub item: ItemId,
    /// How many pieces.
    pub quantity: u32,
}

/// Picks `quantity` pieces of `sku` from `items` for a sale on the day `on`: first expired first
/// out, then first in, then in the order given. Goods that never expire come last.
///
/// `items` are those of the sku; with a `lot`, only that lot counts. Nothing is taken yet.
///
/// # Errors
///
/// [`StockError::UnknownSku`] when there is no such item, [`StockError::Expired`] when pieces would
/// suffice but for their last day, and [`StockError::NotOnHand`] when they do not suffice.
pub fn pick(
    items: &[Item],
    sku: &str,
    lot: Option<&str>,
    quantity: u32,
    on: NaiveDate,
) -> Result<Vec<Pick>, StockError> {
    if quantity == 0 {
        return Err(StockError::Quantity(0));
    }
    let mut shelf: Vec<&Item> = items
        .iter()
        .filter(|item| item.label.sku == sku)
        .filter(|item| lot.is_none() || item.label.lot.as_deref() == lot)
        .collect();
    if shelf.is_empty() {
        return Err(StockError::UnknownSku { sku: sku.to_owned(), lot: lot.map(str::to_owned) });
    }
    shelf.retain(|item| item.received_on <= on);
    shelf.sort_by_key(|item| {
        (item.label.best_before.is_none(), item.label.best_before, item.received_on)
    });
    let mut picks = Vec::new();
    let mut missing = quantity;
    for item in shelf.iter().filter(|item| item.expired_on(on).is_none()) {
        let taken = missing.min(item.on_hand());
        if taken > 0 {
            picks.push(Pick { item: item.id, quantity: taken });
            missing -= taken;
        }
    }
    if missing == 0 {
        return Ok(picks);
    }
    let expired = shelf.iter().filter(|item| item.on_hand() > 0).find_map(|i| i.expired_on(on));
    let sku = sku.to_owned();
    match expired {
        Some(best_before) if picks.is_empty() => Err(StockError::Expired { sku, best_before, on }),
        _ => Err(StockError::NotOnHand { sku, wanted: quantity, on_hand: quantity - missing, on }),
    }
}
