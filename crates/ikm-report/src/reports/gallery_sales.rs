use std::collections::BTreeMap;

use chrono::NaiveDate;
use ikm_core::money::Rupiah;

use super::{first_of_month, one_more, quantity, total};
use crate::error::ReportError;
use crate::model::{
    Bar, Cell, Chart, Column, Heading, Kind, Report, Section, Table, Term, Text, Unit,
};

/// One line of a sale; a refund is a line with negative figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoldLine {
    /// The day of the sale.
    pub sold_on: NaiveDate,
    /// The category of the product.
    pub category: String,
    /// How it was paid.
    pub payment: Term,
    /// How many pieces.
    pub quantity: i64,
    /// What the buyer paid.
    pub gross: Rupiah,
    /// The gallery's part of it.
    pub commission: Rupiah,
}

/// Adds up what the gallery sold, by month, by category and by payment. The maker's share is gross
/// − commission.
///
/// # Errors
///
/// [`ReportError::Money`] or [`ReportError::Overflow`] when a sum leaves its range.
pub fn gallery_sales(
    heading: Heading,
    lines: impl IntoIterator<Item = SoldLine>,
) -> Result<Report, ReportError> {
    let mut by_month: BTreeMap<NaiveDate, Sums> = BTreeMap::new();
    let mut by_category: BTreeMap<String, Sums> = BTreeMap::new();
    let mut by_payment: BTreeMap<Term, Sums> = BTreeMap::new();
    for line in lines {
        by_month.entry(first_of_month(line.sold_on)).or_default().add(&line)?;
        by_category.entry(line.category.clone()).or_default().add(&line)?;
        by_payment.entry(line.payment.clone()).or_default().add(&line)?;
    }
    let by_month: BTreeMap<Term, Sums> =
        by_month.into_iter().map(|(first, sums)| (Term::month(first), sums)).collect();
    let month = Column::new("month", Kind::Text, "Bulan", "Month");
    let category = Column::new("category", Kind::Text, "Kategori", "Category");
    let payment = Column::new("payment", Kind::Text, "Pembayaran", "Payment");
    let bars = by_month
        .iter()
        .map(|(month, sums)| Bar { label: month.text.clone(), value: sums.gross.get() })
        .collect();
    let chart = Chart {
        name: "gross".to_owned(),
        title: Text::new("Bruto per bulan", "Gross by month"),
        unit: Unit::Money,
        bars,
    };
    let sections = vec![
        Section::Table(table(
            "gallery-sales",
            Text::new("Per bulan", "By month"),
            month,
            by_month,
        )?),
        Section::Chart(chart),
        Section::Table(table(
            "by_category",
            Text::new("Per kategori", "By category"),
            category,
            by_category,
        )?),
        Section::Table(table(
            "by_payment",
            Text::new("Per cara pembayaran", "By payment"),
            payment,
            by_payment,
        )?),
    ];
    let title = Text::new("Penjualan galeri", "Sales of the gallery");
    Ok(Report { name: "gallery-sales".to_owned(), title, heading, sections })
}

#[derive(Default)]
struct Sums {
    lines: u64,
    quantity: i64,
    gross: Rupiah,
    commission: Rupiah,
}

impl Sums {
    fn add(&mut self, line: &SoldLine) -> Result<(), ReportError> {
        self.lines = one_more(self.lines)?;
        self.quantity = self.quantity.checked_add(line.quantity).ok_or(ReportError::Overflow)?;
        self.gross = self.gross.plus(line.gross)?;
        self.commission = self.commission.plus(line.commission)?;
        Ok(())
    }
}

fn table(
    name: &str,
    title: Text,
    label: Column,
    groups: BTreeMap<impl Into<Cell>, Sums>,
) -> Result<Table, ReportError> {
    let money = |key, id, en| Column::new(key, Kind::Money, id, en).summed().dashed();
    let columns = vec![
        label,
        Column::new("lines", Kind::Count, "Baris nota", "Lines").summed().dashed(),
        Column::new("quantity", Kind::Count, "Jumlah barang", "Pieces").summed().dashed(),
        money("gross", "Bruto", "Gross"),
        money("commission", "Komisi", "Commission"),
        money("net", "Bagian IKM", "Maker's share"),
    ];
    let mut table = Table::try_new(name, title, columns)?;
    for (label, sums) in groups {
        table.push(vec![
            label.into(),
            sums.lines.into(),
            quantity(sums.quantity),
            sums.gross.into(),
            sums.commission.into(),
            sums.gross.minus(sums.commission)?.into(),
        ])?;
    }
    table.total(total())?;
    Ok(table)
}
