use std::collections::BTreeMap;

use ikm_core::Lang;
use ikm_core::classification::{Class, ClassCode, Scheme};
use ikm_core::money::Rupiah;
use ikm_core::region::RegionCode;

use super::area::Place;
use super::{Area, add, area, bar, total};
use crate::error::ReportError;
use crate::model::{
    Bar, Cell, Chart, Column, Heading, Kind, Report, Section, Table, Term, Text, Unit,
};

/// Figures of some IKM together. What nobody stated is nothing, not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RekapFigures {
    /// How many IKM.
    pub units: u64,
    /// Their male workers.
    pub male: Option<u64>,
    /// Their female workers.
    pub female: Option<u64>,
    /// All their workers.
    pub workers: Option<u64>,
    /// Their investment without land and buildings.
    pub investment: Option<Rupiah>,
    /// The value of what they made in a year.
    pub production_value: Option<Rupiah>,
    /// The value of the raw material that they used in a year.
    pub raw_material_value: Option<Rupiah>,
}

impl RekapFigures {
    /// These figures and `other` together; what only one of them states counts as stated.
    ///
    /// # Errors
    ///
    /// [`ReportError::Overflow`] or [`ReportError::Money`] when a sum leaves its range.
    pub fn plus(&self, other: &Self) -> Result<Self, ReportError> {
        Ok(Self {
            units: add(self.units, other.units)?,
            male: both(self.male, other.male, add)?,
            female: both(self.female, other.female, add)?,
            workers: both(self.workers, other.workers, add)?,
            investment: both(self.investment, other.investment, money)?,
            production_value: both(self.production_value, other.production_value, money)?,
            raw_material_value: both(self.raw_material_value, other.raw_material_value, money)?,
        })
    }
}

fn money(a: Rupiah, b: Rupiah) -> Result<Rupiah, ReportError> {
    Ok(a.plus(b)?)
}

fn both<T>(
    a: Option<T>,
    b: Option<T>,
    sum: impl Fn(T, T) -> Result<T, ReportError>,
) -> Result<Option<T>, ReportError> {
    match (a, b) {
        (Some(a), Some(b)) => sum(a, b).map(Some),
        (a, b) => Ok(a.or(b)),
    }
}

/// The IKM of one kecamatan and one class. A pair may come in several groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RekapGroup {
    /// The kecamatan, a nagari in it, or a regency as a whole; nothing when it is not known.
    pub kecamatan: Option<RegionCode>,
    /// The class in the scheme; nothing when nobody has classified them.
    pub class: Option<ClassCode>,
    /// Their figures.
    pub figures: RekapFigures,
}

/// Counts IKM by kecamatan and classification: the table that an office sends up every year, and
/// below it the figures of each classification and of each kecamatan.
///
/// Nothing is lost: what lies in another regency gets a row with that regency, what lies in no known
/// kecamatan one more, what is outside section C and what has no class of the scheme a column each.
///
/// # Errors
///
/// [`ReportError::Overflow`] or [`ReportError::Money`] when a sum leaves its range.
pub fn rekap(
    heading: Heading,
    area: Area<'_>,
    scheme: &Scheme,
    groups: impl IntoIterator<Item = RekapGroup>,
) -> Result<Report, ReportError> {
    let mut sums = Sums::default();
    for group in groups {
        let kecamatan = area.place_of(group.kecamatan);
        let class = group.class.filter(|code| scheme.get(code).is_some());
        sums.add(kecamatan, class, &group.figures)?;
    }
    let sections = vec![
        Section::Table(cross_table(area, scheme, &sums)?),
        Section::Note(legend()),
        Section::Table(class_table(scheme, &sums)?),
        Section::Table(kecamatan_table(area, &sums)?),
        Section::Chart(class_chart(scheme, &sums)?),
        Section::Chart(kecamatan_chart(area, &sums)?),
    ];
    let title = Text::new(
        "Rekapitulasi IKM menurut kecamatan dan klasifikasi",
        "IKM by kecamatan and classification",
    );
    Ok(Report { name: "rekap".to_owned(), title, heading, sections })
}

type ClassKey = Option<ClassCode>;

#[derive(Default)]
struct Sums {
    units: BTreeMap<(Place, ClassKey), u64>,
    by_kecamatan: BTreeMap<Place, RekapFigures>,
    by_class: BTreeMap<ClassKey, RekapFigures>,
    all: RekapFigures,
}

impl Sums {
    fn add(
        &mut self,
        place: Place,
        class: ClassKey,
        figures: &RekapFigures,
    ) -> Result<(), ReportError> {
        self.all = self.all.plus(figures)?;
        let sum = self.by_kecamatan.entry(place).or_default();
        *sum = sum.plus(figures)?;
        let sum = self.by_class.entry(class.clone()).or_default();
        *sum = sum.plus(figures)?;
        let units = self.units.entry((place, class)).or_default();
        *units = add(*units, figures.units)?;
        Ok(())
    }

    fn units(&self, place: Place, class: ClassKey) -> u64 {
        self.units.get(&(place, class)).copied().unwrap_or_default()
    }

    fn of_kecamatan(&self, place: Place) -> RekapFigures {
        self.by_kecamatan.get(&place).copied().unwrap_or_default()
    }

    fn of_class(&self, class: &ClassKey) -> RekapFigures {
        self.by_class.get(class).copied().unwrap_or_default()
    }

    fn rows(&self, area: Area<'_>) -> Vec<Place> {
        area.rows(self.by_kecamatan.keys())
    }
}

/// The classes of the scheme, then what is outside section C, then what has no class.
fn classes(scheme: &Scheme) -> impl Iterator<Item = Option<&Class>> {
    scheme.classes().iter().chain([scheme.outside()]).map(Some).chain([None])
}

fn cross_table(area: Area<'_>, scheme: &Scheme, sums: &Sums) -> Result<Table, ReportError> {
    let count =
        |key: String, id: &str, en: &str| Column::new(key, Kind::Count, id, en).summed().dashed();
    let mut columns = area::columns().to_vec();
    columns.extend(scheme.classes().iter().map(|class| {
        let code = class.code.as_str();
        count(format!("class_{code}"), code, code)
    }));
    columns.push(count("outside_section_c".to_owned(), "Luar C", "Not C"));
    for Term { code, text } in [unclassified(), total()] {
        columns.push(count(code, &text.id, &text.en));
    }

    let title = Text::new("IKM per kecamatan dan klasifikasi", "IKM by kecamatan and class");
    let mut table = Table::try_new("rekap", title, columns)?;
    for place in sums.rows(area) {
        let mut row = area.cells(place).to_vec();
        row.extend(
            classes(scheme)
                .map(|class| Cell::Count(sums.units(place, class.map(|class| class.code.clone())))),
        );
        row.push(sums.of_kecamatan(place).units.into());
        table.push(row)?;
    }
    table.total(total())?;
    Ok(table)
}

fn legend() -> Text {
    Text::new(
        "Angka pada judul kolom adalah kode klasifikasi; judulnya ada pada tabel berikut. \
         Luar C: usaha di luar kategori C (bukan industri pengolahan). \
         Belum: belum diklasifikasi.",
        "The numbers above the columns are codes of classes; the next table has their titles. \
         Not C: outside section C (not manufacturing). None: not classified yet.",
    )
}

fn class_table(scheme: &Scheme, sums: &Sums) -> Result<Table, ReportError> {
    let columns = [
        Column::new("classification", Kind::Text, "Kode", "Code"),
        Column::new("title", Kind::Text, "Klasifikasi", "Classification"),
    ];
    let columns = columns.into_iter().chain(figure_columns(&sums.all)).collect();
    let title = Text::new("Per klasifikasi", "By classification");
    let mut table = Table::try_new("by_classification", title, columns)?;
    for class in classes(scheme) {
        let code = class.map(|class| class.code.clone());
        let figures = sums.of_class(&code);
        let code = code.map_or(unclassified().into(), |code| code.to_string().into());
        let mut row = vec![code, class_term(class).into()];
        row.extend(figure_cells(&figures, &sums.all));
        table.push(row)?;
    }
    table.total(total())?;
    Ok(table)
}

/// The class's title; files carry the Indonesian one, under which the law knows it.
fn class_term(class: Option<&Class>) -> Term {
    match class {
        Some(class) => Term {
            code: class.title_id.clone(),
            text: Text::of(|lang: Lang| class.title(lang).to_owned()),
        },
        None => Term::new("Belum diklasifikasi", "Belum diklasifikasi", "Not classified yet"),
    }
}

/// What stands for the code of a class where there is none.
fn unclassified() -> Term {
    Term::new("unclassified", "Belum", "None")
}

fn kecamatan_table(area: Area<'_>, sums: &Sums) -> Result<Table, ReportError> {
    let columns = area::columns().into_iter().chain(figure_columns(&sums.all)).collect();
    let title = Text::new("Per kecamatan", "By kecamatan");
    let mut table = Table::try_new("by_kecamatan", title, columns)?;
    for place in sums.rows(area) {
        let mut row = area.cells(place).to_vec();
        row.extend(figure_cells(&sums.of_kecamatan(place), &sums.all));
        table.push(row)?;
    }
    table.total(total())?;
    Ok(table)
}

/// A column for every figure that somebody stated.
fn figure_columns(all: &RekapFigures) -> Vec<Column> {
    let count = |key, id, en| Column::new(key, Kind::Count, id, en).summed().dashed();
    let money = |key, id, en| Column::new(key, Kind::Money, id, en).summed().dashed();
    let mut columns = vec![count("units", "Unit usaha", "Units")];
    columns.extend(all.male.map(|_| count("male", "Tenaga kerja L", "Male workers")));
    columns.extend(all.female.map(|_| count("female", "Tenaga kerja P", "Female workers")));
    columns.extend(all.workers.map(|_| count("workers", "Tenaga kerja", "Workers")));
    columns.extend(all.investment.map(|_| money("investment", "Nilai investasi", "Investment")));
    columns.extend(
        all.production_value.map(|_| money("production_value", "Nilai produksi", "Production")),
    );
    columns.extend(
        all.raw_material_value
            .map(|_| money("raw_material_value", "Nilai bahan baku", "Raw material")),
    );
    columns
}

/// The cells for [`figure_columns`].
fn figure_cells(figures: &RekapFigures, all: &RekapFigures) -> Vec<Cell> {
    let mut cells = vec![figures.units.into()];
    cells.extend(all.male.map(|_| figures.male.into()));
    cells.extend(all.female.map(|_| figures.female.into()));
    cells.extend(all.workers.map(|_| figures.workers.into()));
    cells.extend(all.investment.map(|_| figures.investment.into()));
    cells.extend(all.production_value.map(|_| figures.production_value.into()));
    cells.extend(all.raw_material_value.map(|_| figures.raw_material_value.into()));
    cells
}

fn class_chart(scheme: &Scheme, sums: &Sums) -> Result<Chart, ReportError> {
    let mut bars = Vec::new();
    for class in classes(scheme) {
        let units = sums.of_class(&class.map(|class| class.code.clone())).units;
        if units > 0 {
            let Text { id, en } = class_term(class).text;
            let label = match class.filter(|class| *class != scheme.outside()) {
                Some(Class { code, .. }) => {
                    Text::new(format!("{code} {id}"), format!("{code} {en}"))
                }
                None => Text::new(id, en),
            };
            bars.push(Bar { label, value: bar(units)? });
        }
    }
    let title = Text::new("IKM per klasifikasi", "IKM by classification");
    Ok(Chart { name: "by_classification".to_owned(), title, unit: Unit::Count, bars })
}

fn kecamatan_chart(area: Area<'_>, sums: &Sums) -> Result<Chart, ReportError> {
    let bars = area.bars(&sums.rows(area), |place| bar(sums.of_kecamatan(place).units))?;
    let title = Text::new("IKM per kecamatan", "IKM by kecamatan");
    Ok(Chart { name: "by_kecamatan".to_owned(), title, unit: Unit::Count, bars })
}
