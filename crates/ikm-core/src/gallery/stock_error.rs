use chrono::NaiveDate;

use super::{Commission, Place};
use crate::lang::{Explain, Lang};
use crate::money::{Percent, Rupiah};

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
    /// Fewer pieces were sold, or written off, than are to come back.
    #[error("{quantity} of {sku:?} cannot come back: fewer had left so")]
    NotGone {
        /// The sku.
        sku: String,
        /// How many were to come back.
        quantity: u32,
    },
    /// Pieces were to be brought to where they are.
    #[error("the pieces lie at {0} already")]
    SamePlace(Place),
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
            Self::NotGone { .. } => "IKM-STOCK-NOT-GONE",
            Self::SamePlace(_) => "IKM-STOCK-SAME-PLACE",
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
            Self::NotGone { sku, quantity } => {
                format!("{quantity} buah {sku:?} tidak dapat kembali: yang keluar lebih sedikit")
            }
            Self::SamePlace(place) => {
                format!("barangnya sudah ada di {}", place.title(Lang::Id))
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
            Self::NotGone { .. } => {
                lang.pick("periksa jumlah dan kuitansinya", "check the quantity and the receipt")
            }
            Self::SamePlace(_) => lang.pick("pilih tempat lain", "choose another place"),
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
