use std::collections::BTreeMap;

use chrono::NaiveDate;
use ikm_core::money::Rupiah;

use super::{first_of_month, one_more, total};
use crate::error::ReportError;
use crate::model::{
    Bar, Cell, Chart, Column, Heading, Kind, Report, Section, Table, Term, Text, Unit,
};

/// One parcel that the postal desk accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParcelLine {
    /// The day on which it was accepted.
    pub accepted_on: NaiveDate,
    /// The code of the carrier's service.
    pub service: String,
    /// The zone to which it goes.
    pub zone: String,
    /// The freight of everybody.
    pub normal: Rupiah,
    /// The freight under the agency's agreement.
    pub special: Rupiah,
}

/// Adds up what the special tariff saved, by month, by service and by zone. The saving is normal −
/// special.
///
/// # Errors
///
/// [`ReportError::Money`] or [`ReportError::Overflow`] when a sum leaves its range.
pub fn shipping_savings(
    heading: Heading,
    parcels: impl IntoIterator<Item = ParcelLine>,
) -> Result<Report, ReportError> {
    let mut by_month: BTreeMap<NaiveDate, Sums> = BTreeMap::new();
    let mut by_service: BTreeMap<String, Sums> = BTreeMap::new();
    let mut by_zone: BTreeMap<String, Sums> = BTreeMap::new();
    for parcel in parcels {
        by_month.entry(first_of_month(parcel.accepted_on)).or_default().add(&parcel)?;
        by_service.entry(parcel.service.clone()).or_default().add(&parcel)?;
        by_zone.entry(parcel.zone.clone()).or_default().add(&parcel)?;
    }
    let by_month: BTreeMap<Term, Sums> =
        by_month.into_iter().map(|(first, sums)| (Term::month(first), sums)).collect();
    let month = Column::new("month", Kind::Text, "Bulan", "Month");
    let service = Column::new("service", Kind::Text, "Layanan", "Service");
    let zone = Column::new("zone", Kind::Text, "Zona", "Zone");
    let mut bars = Vec::new();
    for (month, sums) in &by_month {
        bars.push(Bar { label: month.text.clone(), value: sums.saving()?.get() });
    }
    let chart = Chart {
        name: "saving".to_owned(),
        title: Text::new("Penghematan per bulan", "Saving by month"),
        unit: Unit::Money,
        bars,
    };
    let sections = vec![
        Section::Table(table(
            "shipping-savings",
            Text::new("Per bulan", "By month"),
            month,
            by_month,
        )?),
        Section::Chart(chart),
        Section::Table(table(
            "by_service",
            Text::new("Per layanan", "By service"),
            service,
            by_service,
        )?),
        Section::Table(table("by_zone", Text::new("Per zona", "By zone"), zone, by_zone)?),
    ];
    let title = Text::new("Penghematan ongkos kirim", "Saving on shipping");
    Ok(Report { name: "shipping-savings".to_owned(), title, heading, sections })
}

#[derive(Default)]
struct Sums {
    parcels: u64,
    normal: Rupiah,
    special: Rupiah,
}

impl Sums {
    fn add(&mut self, parcel: &ParcelLine) -> Result<(), ReportError> {
        self.parcels = one_more(self.parcels)?;
        self.normal = self.normal.plus(parcel.normal)?;
        self.special = self.special.plus(parcel.special)?;
        Ok(())
    }

    fn saving(&self) -> Result<Rupiah, ReportError> {
        Ok(self.normal.minus(self.special)?)
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
        Column::new("parcels", Kind::Count, "Paket", "Parcels").summed().dashed(),
        money("normal", "Tarif normal", "Normal tariff"),
        money("special", "Tarif khusus", "Special tariff"),
        money("saving", "Penghematan", "Saving"),
    ];
    let mut table = Table::try_new(name, title, columns)?;
    for (label, sums) in groups {
        let saving = sums.saving()?;
        table.push(vec![
            label.into(),
            sums.parcels.into(),
            sums.normal.into(),
            sums.special.into(),
            saving.into(),
        ])?;
    }
    table.total(total())?;
    Ok(table)
}
