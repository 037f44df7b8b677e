use std::collections::BTreeMap;

use chrono::NaiveDate;
use ikm_core::region::RegionCode;

use super::area::Place;
use super::{Area, add, area, bar, total};
use crate::error::ReportError;
use crate::model::{Cell, Chart, Column, Heading, Kind, Report, Section, Table, Term, Text, Unit};

/// How many members of one status a kecamatan has. A pair may come in several counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberCount {
    /// The kecamatan of the member's IKM; nothing when it is not known.
    pub kecamatan: Option<RegionCode>,
    /// The status.
    pub status: Term,
    /// How many members.
    pub count: u64,
}

/// A member in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberLine {
    /// The member number.
    pub member: String,
    /// The name of the IKM.
    pub name: String,
    /// Its kecamatan; nothing when it is not known.
    pub kecamatan: Option<RegionCode>,
    /// The member's status.
    pub status: Term,
    /// Since when the status holds.
    pub since: NaiveDate,
}

/// Counts members by kecamatan and status, and lists them if a list is given.
///
/// `statuses` are the columns in their order; a status that only a count knows is added behind them.
///
/// # Errors
///
/// [`ReportError::Overflow`] when a sum leaves its range.
pub fn members(
    heading: Heading,
    area: Area<'_>,
    statuses: &[Term],
    counts: impl IntoIterator<Item = MemberCount>,
    list: impl IntoIterator<Item = MemberLine>,
) -> Result<Report, ReportError> {
    let mut statuses = statuses.to_vec();
    let mut sums: BTreeMap<(Option<RegionCode>, String), u64> = BTreeMap::new();
    let mut by_kecamatan: BTreeMap<Option<RegionCode>, u64> = BTreeMap::new();
    for MemberCount { kecamatan, status, count } in counts {
        let place = area.place_of(kecamatan);
        let sum = by_kecamatan.entry(place).or_default();
        *sum = add(*sum, count)?;
        let sum = sums.entry((place, status.code.clone())).or_default();
        *sum = add(*sum, count)?;
        if statuses.iter().all(|known| known.code != status.code) {
            statuses.push(status);
        }
    }

    let title = Text::new("Anggota per kecamatan", "Members by kecamatan");
    let mut table = Table::try_new("members", title, columns(&statuses))?;
    let all_in = |place: Place| by_kecamatan.get(&place).copied().unwrap_or_default();
    let rows = area.rows(by_kecamatan.keys().filter(|place| all_in(**place) > 0));
    for place in rows.iter().copied() {
        let mut row = area.cells(place).to_vec();
        row.extend(statuses.iter().map(|status| {
            let sum = sums.get(&(place, status.code.clone())).copied();
            Cell::Count(sum.unwrap_or_default())
        }));
        row.push(all_in(place).into());
        table.push(row)?;
    }
    table.total(total())?;

    let bars = area.bars(&rows, |place| bar(all_in(place)))?;
    let chart = Chart {
        name: "by_kecamatan".to_owned(),
        title: Text::new("Jumlah anggota", "Number of members"),
        unit: Unit::Count,
        bars,
    };
    let mut sections = vec![Section::Table(table), Section::Chart(chart)];
    let list = list_table(area, list)?;
    if !list.rows().is_empty() {
        sections.push(Section::Table(list));
    }
    let title = Text::new("Anggota asosiasi", "Members of the association");
    Ok(Report { name: "members".to_owned(), title, heading, sections })
}

fn columns(statuses: &[Term]) -> Vec<Column> {
    let count = |key: &str, title: &Text| {
        Column::new(key, Kind::Count, &title.id, &title.en).summed().dashed()
    };
    let mut columns = area::columns().to_vec();
    columns.extend(statuses.iter().map(|status| count(&status.code, &status.text)));
    columns.push(count("total", &total().text));
    columns
}

fn list_table(
    area: Area<'_>,
    list: impl IntoIterator<Item = MemberLine>,
) -> Result<Table, ReportError> {
    let [code, kecamatan] = area::columns();
    let columns = vec![
        Column::new("member", Kind::Text, "Nomor", "Number"),
        Column::new("name", Kind::Text, "Nama IKM", "Name of the IKM"),
        code,
        kecamatan,
        Column::new("status", Kind::Text, "Status", "Status"),
        Column::new("since", Kind::Date, "Sejak", "Since"),
    ];
    let mut table =
        Table::try_new("list", Text::new("Daftar anggota", "List of members"), columns)?;
    for line in list {
        let [code, kecamatan] = area.cells(area.place_of(line.kecamatan));
        table.push(vec![
            line.member.into(),
            line.name.into(),
            code,
            kecamatan,
            line.status.into(),
            line.since.into(),
        ])?;
    }
    Ok(table)
}
