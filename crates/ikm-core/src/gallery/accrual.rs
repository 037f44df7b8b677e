use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::{EntryId, MemberId};
use crate::lang::Lang;
use crate::money::{MoneyError, Rupiah};

/// What raises or lowers what a maker is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccrualKind {
    /// A line of a sale.
    Sale,
    /// Goods that a buyer brought back: the line of the sale with its signs turned.
    Refund,
    /// A receipt that was made void.
    Void,
    /// Goods that were lost, broke or expired. What the gallery bears of it is a negative charge.
    Loss,
    /// Something that the maker has agreed to pay.
    Charge,
    /// Tax that the association withholds from the maker.
    Tax,
}

impl AccrualKind {
    /// All kinds, in the order in which lines of one day stand.
    pub const ALL: [Self; 6] =
        [Self::Sale, Self::Refund, Self::Void, Self::Loss, Self::Charge, Self::Tax];

    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::Refund => "refund",
            Self::Void => "void",
            Self::Loss => "loss",
            Self::Charge => "charge",
            Self::Tax => "tax",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind as `lang` names it.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Sale => lang.pick("penjualan", "sale"),
            Self::Refund => lang.pick("pengembalian pembeli", "refund"),
            Self::Void => lang.pick("nota batal", "void"),
            Self::Loss => lang.pick("barang hilang atau rusak", "loss"),
            Self::Charge => lang.pick("potongan", "charge"),
            Self::Tax => lang.pick("pajak", "tax"),
        }
    }
}

/// A line of what a maker is due: it waits until a settlement takes it up, once, and then stands on
/// the maker's statement. Gross less commission less charges is what it adds; a refund and a void
/// have negative amounts, and a loss that the gallery bears has negative charges.
///
/// What an account *consignment payable* holds is the sum of the lines of its maker that wait, and
/// what the last settlement carried forward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccrualLine {
    /// The maker.
    pub member: MemberId,
    /// The day on which it counts.
    pub on: NaiveDate,
    /// What it is.
    pub kind: AccrualKind,
    /// The sale, refund or other document that it is a line of.
    pub document: Uuid,
    /// Its place there, from 1. Kind, document and number name a line.
    pub number: u32,
    /// The number on the receipt or note, as a person reads it.
    pub reference: String,
    /// The entry that booked it; none where it moved no money.
    pub entry: Option<EntryId>,
    /// What it is about: the sku, or the name of a charge.
    pub about: String,
    /// How many pieces; zero where none are counted.
    pub quantity: u32,
    /// The terms that it follows: of a sale the code of the commission, such as `12.5` or `net:7500`.
    pub terms: String,
    /// What buyers paid.
    pub gross: Rupiah,
    /// What the gallery keeps of it.
    pub commission: Rupiah,
    /// What else is taken off.
    pub charges: Rupiah,
}

impl AccrualLine {
    /// Kind, document and number, by which no other line is named.
    pub fn name(&self) -> String {
        format!("{} {} {}", self.kind.code(), self.document, self.number)
    }

    /// What the line adds to what the maker is due.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the difference is out of range.
    pub fn net(&self) -> Result<Rupiah, MoneyError> {
        self.gross.minus(self.commission)?.minus(self.charges)
    }
}
