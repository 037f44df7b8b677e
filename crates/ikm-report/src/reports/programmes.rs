use std::collections::BTreeMap;

use chrono::NaiveDate;
use ikm_core::money::Rupiah;
use ikm_core::region::RegionCode;

use super::{Area, add, area, bar, one_more, total};
use crate::error::ReportError;
use crate::model::{
    Bar, Cell, Chart, Column, Heading, Kind, Report, Section, Table, Term, Text, Unit,
};

/// A programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeLine {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What it gives.
    pub kind: Term,
    /// The first day on which one may apply.
    pub from: NaiveDate,
    /// The day after the last, if there is a last.
    pub until: Option<NaiveDate>,
    /// How many places it has, where they are limited.
    pub quota: Option<u32>,
    /// How much it may grant, where that is limited.
    pub budget: Option<Rupiah>,
}

/// One who stands in a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceLine {
    /// The code of the programme.
    pub programme: String,
    /// The kecamatan of the IKM; nothing when it is not known.
    pub kecamatan: Option<RegionCode>,
    /// How it stands, by the code of one of the statuses.
    pub status: &'static str,
    /// What is granted as it stands.
    pub granted: Rupiah,
}

/// Counts who stands how in each programme, and in each kecamatan, and what is granted.
///
/// `statuses` are the columns in their order; the bars are all who ever applied.
///
/// # Errors
///
/// [`ReportError::Money`] or [`ReportError::Overflow`] when a sum leaves its range.
pub fn programmes(
    heading: Heading,
    area: Area<'_>,
    statuses: &[Term],
    programmes: &[ProgrammeLine],
    places: impl IntoIterator<Item = PlaceLine>,
) -> Result<Report, ReportError> {
    let mut sums: BTreeMap<(String, Option<RegionCode>), Sums> = BTreeMap::new();
    for line in places {
        let place = area.place_of(line.kecamatan);
        sums.entry((line.programme, place)).or_default().add(line.status, line.granted)?;
    }
    let title = Text::new("Program", "Programmes");
    let mut table = Table::try_new("programmes", title.clone(), columns(statuses))?;
    let by = Text::new("Per program dan kecamatan", "By programme and kecamatan");
    let mut by_kecamatan = Table::try_new("by_kecamatan", by, kecamatan_columns(statuses))?;
    let mut bars = Vec::new();
    for line in programmes {
        let mut all = Sums::default();
        let seen = sums.keys().filter(|(code, _)| *code == line.code).map(|(_, place)| place);
        for place in area.rows(seen) {
            let Some(sum) = sums.get(&(line.code.clone(), place)) else { continue };
            all.join(sum)?;
            let mut row = vec![line.code.as_str().into()];
            row.extend(area.cells(place));
            row.extend(sum.cells(statuses));
            by_kecamatan.push(row)?;
        }
        bars.push(Bar { label: Text::same(&line.code), value: bar(all.total)? });
        let mut row = line.cells();
        row.extend(all.cells(statuses));
        table.push(row)?;
    }
    table.total(total())?;
    by_kecamatan.total(total())?;
    let chart = Chart {
        name: "applied".to_owned(),
        title: Text::new("Jumlah pengajuan", "Applications"),
        unit: Unit::Count,
        bars,
    };
    let sections = vec![Section::Table(table), Section::Chart(chart), Section::Table(by_kecamatan)];
    let title = Text::new("Program pembinaan", "Programmes");
    Ok(Report { name: "programmes".to_owned(), title, heading, sections })
}

/// Who stands how, and what is granted.
#[derive(Default)]
struct Sums {
    by_status: BTreeMap<&'static str, u64>,
    total: u64,
    granted: Rupiah,
}

impl Sums {
    fn add(&mut self, status: &'static str, granted: Rupiah) -> Result<(), ReportError> {
        let count = self.by_status.entry(status).or_default();
        *count = one_more(*count)?;
        self.total = one_more(self.total)?;
        self.granted = self.granted.plus(granted)?;
        Ok(())
    }

    fn join(&mut self, other: &Self) -> Result<(), ReportError> {
        for (status, count) in &other.by_status {
            let sum = self.by_status.entry(status).or_default();
            *sum = add(*sum, *count)?;
        }
        self.total = add(self.total, other.total)?;
        self.granted = self.granted.plus(other.granted)?;
        Ok(())
    }

    fn cells(&self, statuses: &[Term]) -> Vec<Cell> {
        let count = |status: &Term| self.by_status.get(status.code.as_str()).copied();
        let counts = statuses.iter().map(|status| count(status).unwrap_or_default().into());
        counts.chain([self.total.into(), self.granted.into()]).collect()
    }
}

impl ProgrammeLine {
    fn cells(&self) -> Vec<Cell> {
        vec![
            self.code.as_str().into(),
            self.title.as_str().into(),
            self.kind.clone().into(),
            self.from.into(),
            self.until.into(),
            self.quota.map(u64::from).into(),
            self.budget.into(),
        ]
    }
}

fn columns(statuses: &[Term]) -> Vec<Column> {
    let mut columns = vec![
        Column::new("code", Kind::Text, "Kode", "Code"),
        Column::new("title", Kind::Text, "Program", "Programme"),
        Column::new("kind", Kind::Text, "Jenis", "Kind"),
        Column::new("from", Kind::Date, "Mulai", "From"),
        Column::new("until", Kind::Date, "Sampai sebelum", "Until before"),
        Column::new("quota", Kind::Count, "Kuota", "Places"),
        Column::new("budget", Kind::Money, "Anggaran", "Budget"),
    ];
    columns.extend(sum_columns(statuses));
    columns
}

fn kecamatan_columns(statuses: &[Term]) -> Vec<Column> {
    let code = Column::new("programme", Kind::Text, "Program", "Programme");
    [code].into_iter().chain(area::columns()).chain(sum_columns(statuses)).collect()
}

fn sum_columns(statuses: &[Term]) -> Vec<Column> {
    let count = |key: &str, title: &Text| {
        Column::new(key, Kind::Count, &title.id, &title.en).summed().dashed()
    };
    let mut columns: Vec<Column> =
        statuses.iter().map(|status| count(&status.code, &status.text)).collect();
    columns.push(count("total", &total().text));
    columns.push(Column::new("granted", Kind::Money, "Diberikan", "Granted").summed().dashed());
    columns
}
