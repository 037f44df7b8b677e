use chrono::NaiveDate;
use ikm_core::money::Rupiah;

use super::total;
use crate::error::ReportError;
use crate::model::{Column, Heading, Kind, Report, Section, Table, Text};

/// One consigned item, or one lot of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockLine {
    /// The member number of its maker.
    pub member: String,
    /// The stock-keeping unit.
    pub sku: String,
    /// The name of the product.
    pub name: String,
    /// The lot, where there is one.
    pub lot: Option<String>,
    /// The last day on which it may be sold, where there is one.
    pub best_before: Option<NaiveDate>,
    /// How many came in.
    pub received: u32,
    /// How many were sold.
    pub sold: u32,
    /// How many went back to the maker.
    pub returned: u32,
    /// How many were lost, broken or expired.
    pub written_off: u32,
    /// The price of one.
    pub unit_price: Rupiah,
}

impl StockLine {
    /// What is left: received − sold − returned − written off.
    fn on_hand(&self) -> Result<u32, ReportError> {
        let gone = [self.sold, self.returned, self.written_off].map(u64::from).iter().sum::<u64>();
        u64::from(self.received)
            .checked_sub(gone)
            .and_then(|left| u32::try_from(left).ok())
            .ok_or_else(|| ReportError::Sum {
                what: self.sku.clone(),
                left: i128::from(gone),
                right: i128::from(self.received),
            })
    }
}

/// Lists what lies in the gallery: what came in, what became of it, what is on hand and what that
/// is worth at its price.
///
/// # Errors
///
/// [`ReportError::Sum`] for an item of which more went out than came in, [`ReportError::Money`] or
/// [`ReportError::Overflow`] when a sum leaves its range.
pub fn gallery_stock(
    heading: Heading,
    lines: impl IntoIterator<Item = StockLine>,
) -> Result<Report, ReportError> {
    let title = Text::new("Stok galeri", "Stock of the gallery");
    let mut table = Table::try_new("gallery-stock", title.clone(), columns())?;
    for line in lines {
        let on_hand = line.on_hand()?;
        let value = line.unit_price.times(on_hand)?;
        table.push(vec![
            line.member.into(),
            line.sku.into(),
            line.name.into(),
            line.lot.into(),
            line.best_before.into(),
            line.received.into(),
            line.sold.into(),
            line.returned.into(),
            line.written_off.into(),
            on_hand.into(),
            value.into(),
        ])?;
    }
    table.total(total())?;
    let sections = vec![Section::Table(table)];
    Ok(Report { name: "gallery-stock".to_owned(), title, heading, sections })
}

fn columns() -> Vec<Column> {
    let count = |key, id, en| Column::new(key, Kind::Count, id, en).summed().dashed();
    vec![
        Column::new("member", Kind::Text, "Anggota", "Member"),
        Column::new("sku", Kind::Text, "SKU", "SKU"),
        Column::new("name", Kind::Text, "Produk", "Product"),
        Column::new("lot", Kind::Text, "Lot", "Lot"),
        Column::new("best_before", Kind::Date, "Baik sebelum", "Best before"),
        count("received", "Masuk", "Received"),
        count("sold", "Terjual", "Sold"),
        count("returned", "Retur", "Returned"),
        count("written_off", "Hapus", "Written off"),
        count("on_hand", "Sisa", "On hand"),
        Column::new("value", Kind::Money, "Nilai", "Value").summed().dashed(),
    ]
}
