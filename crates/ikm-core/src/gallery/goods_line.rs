use std::fmt;
use std::str::FromStr;

use crate::lang::{Explain, Lang};

/// Pieces of a sku, as a clerk names them: `RDG-250=3`, or `RDG-250@L1=3` for those of one lot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GoodsLine {
    /// The sku.
    pub sku: String,
    /// The lot; without it, those that expire first.
    pub lot: Option<String>,
    /// How many pieces.
    pub quantity: u32,
}

/// A text that names no goods.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} does not name goods and how many")]
pub struct BadGoodsLine(String);

impl Explain for BadGoodsLine {
    fn code(&self) -> &'static str {
        "IKM-STOCK-LINE"
    }

    fn indonesian(&self) -> String {
        format!("{:?} tidak menyebut barang dan jumlahnya", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "tulis KODE=JUMLAH, atau KODE@LOT=JUMLAH, misalnya RDG-250=3",
            "write SKU=PIECES or SKU@LOT=PIECES, such as RDG-250=3",
        )
        .to_owned()
    }
}

impl FromStr for GoodsLine {
    type Err = BadGoodsLine;

    fn from_str(text: &str) -> Result<Self, BadGoodsLine> {
        let wrong = || BadGoodsLine(text.to_owned());
        let (goods, pieces) = text.rsplit_once('=').ok_or_else(wrong)?;
        let quantity = pieces.parse().ok().filter(|pieces| *pieces > 0).ok_or_else(wrong)?;
        let (sku, lot) = match goods.split_once('@') {
            Some((sku, lot)) => (sku, Some(lot.to_owned())),
            None => (goods, None),
        };
        let named = !sku.is_empty() && lot.as_ref().is_none_or(|lot| !lot.is_empty());
        if named { Ok(Self { sku: sku.to_owned(), lot, quantity }) } else { Err(wrong()) }
    }
}

impl fmt::Display for GoodsLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.lot {
            Some(lot) => write!(f, "{}@{lot}={}", self.sku, self.quantity),
            None => write!(f, "{}={}", self.sku, self.quantity),
        }
    }
}
