//! From the cells of a row to a profile: what is wrong rejects the row, what is doubtful is left
//! out or warned about, what is open stays open.

mod dates;
mod figures;
mod identity;

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use ikm_core::classification::KbliEdition;
use ikm_core::guard;
use ikm_core::id::IkmId;
use ikm_core::region::{Level, RegionCode};
use ikm_core::registry::{Figures, Profile, Workers};
use rust_decimal::Decimal;

use crate::Layout;
use crate::cells::RawRow;
use crate::class::Classes;
use crate::field::Field;
use crate::number::is_unknown;
use crate::place::{PlaceCells, Places};
use crate::problem::{MAX_TEXT, Problem, Reason};
use crate::spelling::header_year;
use crate::unit::Unit;
use crate::warning::{Doubt, Warning};

pub(crate) use figures::{cell_money, in_rupiah};

/// How far after the business date a year may lie: lists are read with a date in the past too.
const YEARS_AHEAD: i32 = 10;

/// What each column is, made ready once for all rows.
pub(crate) struct Plan {
    columns: Vec<PlannedColumn>,
    pub(crate) has_place: bool,
    /// The list has no column for the name of the business; that of its owner names it.
    named_by_owner: bool,
    /// Every NIK of the list has lost its last digit.
    pub(crate) no_nik: bool,
    regency: RegionCode,
    edition: KbliEdition,
    /// The edition that the header says.
    said_edition: Option<KbliEdition>,
    classes: Classes,
    /// The year of the business date.
    this_year: i32,
    last_year: i32,
}

struct PlannedColumn {
    index: usize,
    field: Field,
    unit: Unit,
    header: String,
}

impl Plan {
    pub(crate) fn new(
        layout: &Layout,
        regency: RegionCode,
        edition: KbliEdition,
        classes: Classes,
        today: NaiveDate,
    ) -> Self {
        let mut columns = Vec::new();
        for column in &layout.columns {
            let Some(field) = column.field.filter(|field| *field != Field::Ignored) else {
                continue;
            };
            let unit = column.unit.unwrap_or_default();
            columns.push(PlannedColumn {
                index: column.index,
                field,
                unit,
                header: column.header.clone(),
            });
        }
        // A header such as "KBLI 2015" says the edition itself.
        let said_edition = layout
            .column(Field::Kbli)
            .and_then(|column| header_year(&column.header))
            .and_then(|year| year.to_string().parse().ok());
        let edition = said_edition.unwrap_or(edition);
        let has_place = columns.iter().any(|column| column.field.is_place());
        let this_year = today.year();
        let last_year = this_year + YEARS_AHEAD;
        let named_by_owner = layout.column(Field::Name).is_none();
        let no_nik = false;
        Self {
            columns,
            has_place,
            named_by_owner,
            no_nik,
            regency,
            edition,
            said_edition,
            classes,
            this_year,
            last_year,
        }
    }

    fn header(&self, field: Field) -> &str {
        self.columns.iter().find(|c| c.field == field).map_or(field.name(), |c| &c.header)
    }

    /// The header of the place column that holds `value`; of an empty place, the first of them.
    fn place_column(&self, cells: PlaceCells<'_>, value: &str) -> &str {
        let field = match value {
            "" => None,
            v if v == cells.kecamatan_code => Some(Field::KecamatanCode),
            v if v == cells.kecamatan => Some(Field::Kecamatan),
            v if v == cells.regency => Some(Field::Regency),
            v if v == cells.nagari_code => Some(Field::NagariCode),
            _ => Some(Field::Nagari),
        };
        let first = self.columns.iter().find(|column| column.field.is_place());
        match field {
            Some(field) => self.header(field),
            None => first.map_or("", |column| &column.header),
        }
    }
}

/// A row as it came out, or what is wrong with it.
pub(crate) type Converted = Result<Recorded, Refused>;

/// What is wrong with a row, and the figures in it that are not.
pub(crate) struct Refused {
    pub(crate) problems: Vec<Problem>,
    pub(crate) figures: Box<Figures>,
}

/// An IKM as a row tells of it.
pub(crate) struct Recorded {
    /// Its id in our registry, where the row says it.
    pub(crate) id: Option<IkmId>,
    pub(crate) profile: Profile,
    pub(crate) warnings: Vec<Warning>,
}

/// Makes a profile of one row. `section` is the kecamatan of the heading above the row, for lists
/// that have no column for it.
pub(crate) fn convert(
    plan: &Plan,
    places: &mut Places<'_>,
    section: Option<RegionCode>,
    row: &RawRow,
) -> Converted {
    let mut draft = Draft {
        plan,
        row,
        id: None,
        profile: Profile::named(String::new(), plan.regency),
        place: PlaceCells::default(),
        kbli: KbliCells::default(),
        class: None,
        problems: Vec::new(),
        warnings: Vec::new(),
    };
    for column in &plan.columns {
        if row.cells.is_formula(column.index) {
            draft.warn(&column.header, Doubt::Formula);
            continue;
        }
        let text = unguarded(row.cells.get(column.index).trim());
        if is_unknown(text) || is_nothing(text) {
            continue;
        }
        draft.take(column, text);
    }
    draft.finish_name();
    draft.finish_workers();
    draft.finish_classification();
    draft.finish_person(places);
    draft.finish_place(places, section);
    if draft.problems.is_empty() {
        Ok(Recorded { id: draft.id, profile: draft.profile, warnings: draft.warnings })
    } else {
        Err(Refused { problems: draft.problems, figures: Box::new(draft.profile.figures) })
    }
}

/// Texts that say that there is nothing to say, and the errors of a spreadsheet.
fn is_nothing(text: &str) -> bool {
    const NOTHING: [&str; 16] = [
        "n/a",
        "na",
        "nan",
        "none",
        "null",
        "nihil",
        "kosong",
        "tdk ada",
        "tidak ada",
        "belum ada",
        "#n/a",
        "#ref!",
        "#value!",
        "#div/0!",
        "#name?",
        "#null!",
    ];
    text.len() <= 9 && NOTHING.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// The cells of a row that say its KBLI code; empty where it does not.
#[derive(Clone, Copy, Default)]
struct KbliCells<'a> {
    code: &'a str,
    edition: &'a str,
}

struct Draft<'a> {
    plan: &'a Plan,
    row: &'a RawRow,
    id: Option<IkmId>,
    profile: Profile,
    place: PlaceCells<'a>,
    kbli: KbliCells<'a>,
    /// What stands in the column of the classification.
    class: Option<&'a str>,
    problems: Vec<Problem>,
    warnings: Vec<Warning>,
}

impl<'a> Draft<'a> {
    fn take(&mut self, column: &PlannedColumn, text: &'a str) {
        match column.field {
            Field::Regency => self.place.regency = text,
            Field::KecamatanCode => self.place.kecamatan_code = text,
            Field::Kecamatan => self.place.kecamatan = text,
            Field::NagariCode => self.place.nagari_code = text,
            Field::Nagari => self.place.nagari = text,
            Field::Name => self.profile.name = self.text(&column.header, text).unwrap_or_default(),
            Field::Owner => self.profile.owner = self.text(&column.header, text),
            Field::Address => self.profile.place.address = self.text(&column.header, text),
            Field::Commodity => self.profile.commodity = self.commodity(column.field, text),
            Field::Product => self.profile.product = self.text(&column.header, text),
            Field::LegalForm => self.profile.legal_form = self.text(&column.header, text),
            Field::Notes => self.profile.notes = self.text(&column.header, text),
            Field::Gender => self.profile.gender = self.gender(column, text),
            Field::Nik => self.profile.nik = self.nik(column, text),
            Field::Npwp => self.profile.npwp = self.npwp(column, text),
            Field::Nib => self.profile.nib = self.identifier(column, text),
            Field::Phone => self.profile.phone = self.identifier(column, text),
            Field::Email => self.profile.email = self.identifier(column, text),
            Field::Pirt => self.profile.pirt = self.identifier(column, text),
            Field::PirtUntil => self.profile.pirt_until = self.last_day(column, text),
            Field::Halal => self.profile.halal = self.identifier(column, text),
            Field::HalalUntil => self.profile.halal_until = self.last_day(column, text),
            Field::Bpom => self.profile.bpom = self.identifier(column, text),
            Field::BpomUntil => self.profile.bpom_until = self.last_day(column, text),
            Field::Nmid => self.profile.nmid = self.identifier(column, text),
            Field::Id => self.id = self.id(column, text),
            Field::Kbli => self.kbli.code = text,
            Field::KbliEdition => self.kbli.edition = text,
            Field::Classification => self.class = Some(text),
            Field::PostalCode => self.profile.place.postal_code = self.postal_code(column, text),
            Field::Latitude => self.profile.place.latitude = self.coordinate(column, text, 90),
            Field::Longitude => self.profile.place.longitude = self.coordinate(column, text, 180),
            Field::FoundedYear => self.profile.founded_year = self.year(column, text),
            Field::FiguresYear => self.profile.figures.year = self.year(column, text),
            Field::WorkersMale => self.profile.figures.workers.male = self.people(column, text),
            Field::WorkersFemale => self.profile.figures.workers.female = self.people(column, text),
            Field::Workers => self.profile.figures.workers.total = self.people(column, text),
            Field::Investment => self.profile.figures.investment = self.money(column, text),
            Field::ProductionValue => {
                self.profile.figures.production_value = self.money(column, text);
            }
            Field::RawMaterialValue => {
                self.profile.figures.raw_material_value = self.money(column, text);
            }
            Field::Sales => self.profile.figures.sales = self.money(column, text),
            Field::Capacity => self.capacity(column, text),
            Field::CapacityUnit => {
                self.profile.figures.capacity_unit = self.text(&column.header, text);
            }
            Field::Ignored => {}
        }
    }

    fn reject(&mut self, column: &str, value: &str, reason: Reason) {
        let (row, column, value) = (self.row.number, column.to_owned(), value.to_owned());
        self.problems.push(Problem { row, column, value, reason });
    }

    fn warn(&mut self, column: &str, doubt: Doubt) {
        let (row, column) = (Some(self.row.number), column.to_owned());
        self.warnings.push(Warning { row, column, doubt });
    }

    fn text(&mut self, column: &str, text: &str) -> Option<String> {
        if text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
            self.reject(column, text, Reason::NotText);
            return None;
        }
        if text.len() > MAX_TEXT && text.chars().count() > MAX_TEXT {
            self.reject(column, text, Reason::TooLong);
            return None;
        }
        let text = tidy(text);
        (!text.is_empty()).then(|| text.into_owned())
    }

    fn commodity(&mut self, field: Field, text: &str) -> Option<String> {
        // What a web form writes when nothing was chosen.
        let undecided = text
            .get(.."belum pilih".len())
            .is_some_and(|head| head.eq_ignore_ascii_case("belum pilih"));
        if undecided { None } else { self.text(self.plan.header(field), text) }
    }

    fn coordinate(&mut self, column: &PlannedColumn, text: &str, limit: i64) -> Option<Decimal> {
        let plain = text.replace(',', ".");
        match Decimal::from_str_exact(&plain) {
            Ok(degrees) if degrees.abs() <= Decimal::from(limit) => Some(degrees),
            _ => {
                self.warn(&column.header, Doubt::Coordinate(text.to_owned()));
                None
            }
        }
    }

    fn finish_name(&mut self) {
        if self.plan.named_by_owner
            && let Some(owner) = &self.profile.owner
        {
            self.profile.name.clone_from(owner);
        }
        let field = if self.plan.named_by_owner { Field::Owner } else { Field::Name };
        let unreadable = self.problems.iter().any(|p| p.column == self.plan.header(field));
        if self.profile.name.is_empty() && !unreadable {
            self.reject(self.plan.header(field), "", Reason::NoName);
        }
    }

    /// Men and women are more exact than a total beside them.
    fn finish_workers(&mut self) {
        let Workers { male: Some(male), female: Some(female), total: Some(total) } =
            self.profile.figures.workers
        else {
            return;
        };
        let sum = male.saturating_add(female);
        self.profile.figures.workers.total = None;
        if sum != total {
            self.warn(self.plan.header(Field::Workers), Doubt::WorkersMismatch { sum, total });
        }
    }

    fn finish_person(&mut self, places: &Places<'_>) {
        let Some(nik) = self.profile.nik else { return };
        if !places.knows(nik.kecamatan_code()) {
            self.warn(self.plan.header(Field::Nik), Doubt::NikRegion(nik.kecamatan_code()));
        }
        if self.profile.gender.is_some_and(|gender| gender != nik.gender()) {
            self.warn(self.plan.header(Field::Gender), Doubt::GenderMismatch);
        }
    }

    fn finish_place(&mut self, places: &mut Places<'_>, section: Option<RegionCode>) {
        let cells = self.place;
        let smaller = [cells.kecamatan_code, cells.kecamatan, cells.nagari_code, cells.nagari];
        let located = if self.id.is_some() && smaller.iter().all(|cell| cell.is_empty()) {
            // What our own export leaves open is not known, and stays as it is.
            places.locate_by_regency(cells)
        } else if self.plan.has_place {
            places.locate(cells, section)
        } else {
            let address = self.profile.place.address.as_deref().unwrap_or_default();
            places.locate_by_address(cells, address, section)
        };
        let located = match located {
            Ok(located) => located,
            Err(bad) => {
                let column = self.plan.place_column(cells, bad.value);
                return self.reject(column, bad.value, bad.reason);
            }
        };
        if located.disagrees {
            self.warn(self.plan.header(Field::Kecamatan), Doubt::PlaceMismatch);
        }
        let place = &mut self.profile.place;
        place.kecamatan = located.kecamatan;
        place.nagari = located.nagari;
        // The regency follows the code of what lies in it.
        let around = located.kecamatan.and_then(|code| code.ancestor(Level::Regency));
        if let Some(regency) = around.or(located.regency) {
            place.regency = regency;
        }
    }
}

/// The text without what was put around it for a spreadsheet alone: the apostrophe that our writers
/// put before what it would run, and the `="…"` that keeps it from counting digits.
fn unguarded(text: &str) -> &str {
    let inside = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inside.unwrap_or_else(|| guard::unguarded(text)).trim()
}

/// Characters that nobody sees.
const UNSEEN: [char; 4] = ['\u{feff}', '\u{200b}', '\u{200e}', '\u{200f}'];

/// The text with its blanks collapsed, without what nobody sees in it and without the marks of a web
/// page.
fn tidy(text: &str) -> Cow<'_, str> {
    let is_page = text.contains("</") || text.contains("<br") || text.contains("&nbsp;");
    let tidy_already = !is_page
        && !text.contains("  ")
        && !text.contains(|c: char| c.is_whitespace() && c != ' ' || UNSEEN.contains(&c));
    if tidy_already {
        return Cow::Borrowed(text);
    }
    let plain = if is_page { without_tags(text) } else { text.to_owned() };
    let seen = plain.replace(UNSEEN, "");
    Cow::Owned(seen.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What a web form kept of a text: `<p>Jl. Pasar</p>`.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        let is_tag = tag.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic() || c == '/');
        let Some(close) = tag.find('>').filter(|_| is_tag) else { break };
        out.push_str(before);
        out.push(' ');
        rest = tag.get(close + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    out.replace("&nbsp;", " ").replace("&amp;", "&")
}
