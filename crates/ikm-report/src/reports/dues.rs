use std::collections::BTreeMap;

use ikm_core::money::Rupiah;
use ikm_core::region::RegionCode;

use super::area::Place;
use super::{Area, area, one_more, total};
use crate::error::ReportError;
use crate::model::{Chart, Column, Heading, Kind, Report, Section, Table, Text, Unit};

/// What one member was charged and has paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuesLine {
    /// The member number.
    pub member: String,
    /// The name of the IKM.
    pub name: String,
    /// Its kecamatan; nothing when it is not known.
    pub kecamatan: Option<RegionCode>,
    /// What was charged.
    pub charged: Rupiah,
    /// What was paid; more than was charged when paid in advance.
    pub paid: Rupiah,
}

/// Shows who owes what, by member and by kecamatan. Outstanding is charged − paid, and so below
/// zero for a member who has paid in advance.
///
/// # Errors
///
/// [`ReportError::Money`] or [`ReportError::Overflow`] when a sum leaves its range.
pub fn dues(
    heading: Heading,
    area: Area<'_>,
    lines: impl IntoIterator<Item = DuesLine>,
) -> Result<Report, ReportError> {
    let mut table =
        Table::try_new("dues", Text::new("Per anggota", "By member"), member_columns())?;
    let mut sums: BTreeMap<Option<RegionCode>, Sums> = BTreeMap::new();
    for line in lines {
        let place = area.place_of(line.kecamatan);
        sums.entry(place).or_default().add(&line)?;
        let [code, kecamatan] = area.cells(place);
        let outstanding = line.charged.minus(line.paid)?;
        table.push(vec![
            line.member.into(),
            line.name.into(),
            code,
            kecamatan,
            line.charged.into(),
            line.paid.into(),
            outstanding.into(),
        ])?;
    }
    table.total(total())?;
    let (by_kecamatan, chart) = kecamatan_sections(area, &sums)?;
    let sections = vec![Section::Table(by_kecamatan), Section::Chart(chart), Section::Table(table)];
    let title = Text::new("Iuran anggota", "Dues of members");
    Ok(Report { name: "dues".to_owned(), title, heading, sections })
}

#[derive(Default)]
struct Sums {
    members: u64,
    charged: Rupiah,
    paid: Rupiah,
}

impl Sums {
    fn add(&mut self, line: &DuesLine) -> Result<(), ReportError> {
        self.members = one_more(self.members)?;
        self.charged = self.charged.plus(line.charged)?;
        self.paid = self.paid.plus(line.paid)?;
        Ok(())
    }
}

fn money_columns() -> [Column; 3] {
    let money = |key, id, en| Column::new(key, Kind::Money, id, en).summed().dashed();
    [
        money("charged", "Ditagih", "Charged"),
        money("paid", "Dibayar", "Paid"),
        money("outstanding", "Tunggakan", "Outstanding"),
    ]
}

fn member_columns() -> Vec<Column> {
    let names = [
        Column::new("member", Kind::Text, "Nomor", "Number"),
        Column::new("name", Kind::Text, "Nama IKM", "Name of the IKM"),
    ];
    names.into_iter().chain(area::columns()).chain(money_columns()).collect()
}

/// The table and the chart by kecamatan; only kecamatan that have members are in them.
fn kecamatan_sections(
    area: Area<'_>,
    sums: &BTreeMap<Option<RegionCode>, Sums>,
) -> Result<(Table, Chart), ReportError> {
    let members = Column::new("members", Kind::Count, "Anggota", "Members").summed();
    let columns = area::columns().into_iter().chain([members]).chain(money_columns()).collect();
    let title = Text::new("Per kecamatan", "By kecamatan");
    let mut table = Table::try_new("by_kecamatan", title, columns)?;
    let rows: Vec<Place> =
        area.rows(sums.keys()).into_iter().filter(|place| sums.contains_key(place)).collect();
    for place in rows.iter().copied() {
        let Some(sum) = sums.get(&place) else { continue };
        let outstanding = sum.charged.minus(sum.paid)?;
        let mut row = area.cells(place).to_vec();
        row.extend([sum.members.into(), sum.charged.into(), sum.paid.into(), outstanding.into()]);
        table.push(row)?;
    }
    let bars = area.bars(&rows, |place| {
        let sum = sums.get(&place).map(|sum| sum.charged.minus(sum.paid)).transpose()?;
        Ok(sum.unwrap_or_default().get())
    })?;
    table.total(total())?;
    let title = Text::new("Tunggakan per kecamatan", "Outstanding by kecamatan");
    let chart = Chart { name: "outstanding".to_owned(), title, unit: Unit::Money, bars };
    Ok((table, chart))
}
