use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Commission;
use crate::id::ItemId;
use crate::lang::{Explain, Lang};
use crate::money::{Percent, Rupiah};

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
    /// Fewer pieces are on the shelf and may be taken.
    #[error("{wanted} of {sku:?} wanted, {on_hand} on hand that may be taken on {on}")]
    NotOnHand {
        /// The sku.
        sku: String,
        /// How many were wanted.
        wanted: u32,
        /// How many there are that may be taken.
        on_hand: u32,
        /// The day on which they were wanted.
        on: NaiveDate,
    },
    /// All that is left has passed its last day.
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
    /// The commission is above the whole price, or leaves the maker more than it.
    #[error("a commission of {} is more than the price", .0.display(Lang::En))]
    Commission(Commission),
    /// A share of a loss is above the whole.
    #[error("a share of {0} % of a loss is more than the whole")]
    LossShare(Percent),
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
            Self::LossShare(_) => "IKM-TERMS-LOSS-SHARE",
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
                format!("{wanted} buah {sku:?} diminta, {on_hand} ada dan boleh diambil pada {on}")
            }
            Self::Expired { sku, best_before, on } => {
                format!("{sku:?} sudah lewat baik-digunakan-sebelum {best_before} pada {on}")
            }
            Self::Quantity(quantity) => format!("{quantity} bukan jumlah barang"),
            Self::Price(price) => format!("harga {price} negatif"),
            Self::Commission(commission) => {
                format!("komisi {} melebihi harga", commission.display(Lang::Id))
            }
            Self::LossShare(share) => format!("bagian kerugian {share} % melebihi seluruhnya"),
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
            Self::Commission(_) => lang.pick(
                "beri komisi 0 sampai 100 persen, atau jumlah yang tidak melebihi harga",
                "give a commission from 0 to 100 %, or an amount within the price",
            ),
            Self::LossShare(_) => {
                lang.pick("beri bagian 0 sampai 100", "give a share from 0 to 100")
            }
            Self::ExpiredAtIntake { .. } => lang.pick(
                "jangan terima barangnya, atau perbaiki tanggalnya",
                "do not take the goods, or correct the date",
            ),
        }
        .to_owned()
    }
}
