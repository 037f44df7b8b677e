use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::path::Path;

use chrono::NaiveDate;
use ikm_core::classification::{KbliEdition, Scheme};
use ikm_core::id::IkmId;
use ikm_core::region::{RegionCode, Regions};
use ikm_core::registry::{Figures, Profile};

use crate::cells::{Cells, RawRow};
use crate::class::Classes;
use crate::doubt::{lost_digits, unit_doubt};
use crate::error::ImportError;
use crate::layout::{Layout, choose_sheet};
use crate::mapping::Mapping;
use crate::merge::FillDown;
use crate::place::Places;
use crate::problem::Problem;
use crate::row::{Converted, Plan, Recorded, convert};
use crate::skip::{Skip, Skipper, section_kecamatan};
use crate::source::{self, Rows};
use crate::suggest::suggest;
use crate::totals::Sums;
use crate::unit::Unit;
use crate::warning::{Doubt, Warning};

/// How a list is to be read.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// The regions that the list can name.
    pub regions: &'a Regions,
    /// The regency of the association: where an IKM is whose list does not say.
    pub regency: RegionCode,
    /// The edition of KBLI codes, where the header does not name one.
    pub edition: KbliEdition,
    /// The unit of money; none to take it from the list.
    pub unit: Option<Unit>,
    /// What the columns hold; none to recognise them by their headers.
    pub mapping: Option<Mapping>,
    /// The sheet to read, by its name; none to take the one whose header is recognised best.
    pub sheet: Option<String>,
    /// The office's own classification, of which a list names classes by code or title; none to
    /// take whatever has the form of a code.
    pub scheme: Option<&'a Scheme>,
    /// The business date.
    pub today: NaiveDate,
}

/// A row of a list and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number that a spreadsheet shows beside the row, from 1.
    pub number: u64,
    /// The cells as the file has them.
    pub cells: Cells,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is an IKM.
    Record {
        /// Its id in our registry, where the list has a column for it: it was exported there.
        id: Option<IkmId>,
        /// What the row says of it.
        profile: Box<Profile>,
        /// What is doubtful in the row, or was left out.
        warnings: Vec<Warning>,
    },
    /// Something in it is wrong; it does not come in.
    Reject(Vec<Problem>),
    /// It is no IKM at all.
    Skipped(Skip),
}

/// Reads a list row by row: an iterator that holds no more than a stretch of the list in memory.
///
/// After an error it gives nothing more.
pub struct Reader<'a> {
    layout: Layout,
    warnings: Vec<Warning>,
    plan: Plan,
    places: Places<'a>,
    skipper: Skipper,
    fill: FillDown,
    sums: Sums,
    /// The kecamatan of the heading that went by last.
    section: Option<RegionCode>,
    titles: VecDeque<RawRow>,
    waiting: VecDeque<RawRow>,
    rows: Rows,
    ended: bool,
}

impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("layout", &self.layout).finish_non_exhaustive()
    }
}

/// How many rows are looked at before the first is given out, to doubt the unit of money.
const SAMPLE_ROWS: usize = 1_000;

/// Opens a list: CSV, TSV, XLSX, XLS or ODS; the content decides, not the ending.
///
/// The sheet and the header are found here, and [`Reader::layout`] says what was taken for what.
///
/// # Errors
///
/// An [`ImportError`] when the file cannot be read, is empty or no table, or its columns cannot be
/// told.
pub fn open<'a>(path: &Path, options: Options<'a>) -> Result<Reader<'a>, ImportError> {
    let Options { regions, regency, edition, unit, mapping, sheet, scheme, today } = options;
    let mut places = Places::new(regions, regency);
    let (mut rows, (mut found, sheet)) =
        source::open(path, sheet, |mut sheets| {
            match choose_sheet(&sheets, mapping.as_ref(), unit) {
                Ok((chosen, found)) => Ok((chosen, (found, sheets.swap_remove(chosen)))),
                Err(error) => Err(suggest(error, &sheets, &mut places)),
            }
        })?;
    let mut head = VecDeque::from(sheet.head);
    let mut waiting = head.split_off(found.rows_before.min(head.len()));
    let titles = head;
    let header_rows = waiting.drain(..found.header_rows.min(waiting.len())).collect();
    while waiting.len() < SAMPLE_ROWS
        && let Some(row) = rows.next_row()?
    {
        waiting.push_back(row);
    }
    found.warnings.extend(unit_doubt(&found.layout, &waiting));
    let lost_digits = lost_digits(&found.layout, &waiting);
    let mut plan = Plan::new(&found.layout, regency, edition, Classes::new(scheme), today);
    plan.no_nik = lost_digits.is_some();
    found.warnings.extend(lost_digits);
    let section = if plan.has_place { None } else { titled(&mut places, &titles, &found.layout) };
    if let Some(kecamatan) = section {
        found.warnings.retain(|warning| warning.doubt != Doubt::NoPlaceColumn);
        found.warnings.push(Warning::of_file(Doubt::PlaceOfTitle(kecamatan)));
    }
    Ok(Reader {
        skipper: Skipper::new(&found.layout, header_rows),
        fill: FillDown::new(&sheet.merges, &found.layout),
        sums: Sums::default(),
        plan,
        layout: found.layout,
        warnings: found.warnings,
        places,
        section,
        titles,
        waiting,
        rows,
        ended: false,
    })
}

/// The kecamatan of which the titles above the list speak, or after which its sheet is named.
fn titled(
    places: &mut Places<'_>,
    titles: &VecDeque<RawRow>,
    layout: &Layout,
) -> Option<RegionCode> {
    let cells = titles.iter().flat_map(|row| row.cells.iter());
    let named: BTreeSet<RegionCode> =
        cells.flat_map(|cell| places.kecamatan_named_in(cell)).collect();
    if named.len() > 1 {
        return None;
    }
    let of_sheet = |places: &mut Places<'_>| {
        let name = layout.sheet.as_deref()?;
        let named = places.kecamatan_named_in(name);
        named.first().copied().or_else(|| places.find_kecamatan_exactly(name))
    };
    named.first().copied().or_else(|| of_sheet(places))
}

impl Reader<'_> {
    /// How the list was understood.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// What is doubtful about the list as a whole.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    fn next_raw(&mut self) -> Result<Option<RawRow>, ImportError> {
        let next = match self.waiting.pop_front() {
            Some(row) => Some(row),
            None => self.rows.next_row()?,
        };
        Ok(next.map(|mut row| {
            self.fill.fill(&mut row);
            row
        }))
    }

    fn outcome(&mut self, row: &RawRow) -> Outcome {
        if let Some(kecamatan) = self.heading(row) {
            self.section = Some(kecamatan);
            return Outcome::Skipped(Skip::Title);
        }
        let skip = self.skipper.skip(row);
        if let Some(skip) = skip
            && skip != Skip::Signature
        {
            return self.skipped(skip, row);
        }
        let converted = convert(&self.plan, &mut self.places, self.section, row);
        match (converted, skip) {
            // An IKM of which little is known may stand where a signature is expected.
            (converted, Some(skip)) if !is_surely_a_record(&converted) => Outcome::Skipped(skip),
            (Ok(Recorded { id, profile, warnings }), _) => {
                self.sums.add(&profile.figures);
                Outcome::Record { id, profile: Box::new(profile), warnings }
            }
            (Err(refused), _) => {
                if self.skipper.may_be_totals(row) && self.sums.are(&refused.figures) {
                    return self.skipped(Skip::Totals, row);
                }
                self.sums.add(&refused.figures);
                Outcome::Reject(refused.problems)
            }
        }
    }

    fn skipped(&mut self, skip: Skip, row: &RawRow) -> Outcome {
        if skip == Skip::Totals {
            self.sums.begin_part();
        }
        if skip == Skip::Title
            && let Some(title) = row.cells.iter().map(str::trim).find_map(section_kecamatan)
        {
            // A kecamatan that nobody knows is not the one before it.
            self.section = self.places.find_kecamatan(title);
        }
        Outcome::Skipped(skip)
    }

    /// The kecamatan that heads the rows below `row`.
    fn heading(&mut self, row: &RawRow) -> Option<RegionCode> {
        let (title, says_so) = self.skipper.heading(row)?;
        if says_so {
            return self.places.find_kecamatan(title);
        }
        // In a column of its own a bare name is a heading; in that of the names it may be an IKM.
        self.places.find_kecamatan_exactly(title)
    }
}

/// Whether a row says where an IKM is or how large it is, as no signature does.
fn is_surely_a_record(converted: &Converted) -> bool {
    converted.as_ref().is_ok_and(|Recorded { profile, .. }| {
        profile.place.kecamatan.is_some() || profile.figures != Figures::default()
    })
}

impl Iterator for Reader<'_> {
    type Item = Result<Row, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        if let Some(RawRow { number, cells }) = self.titles.pop_front() {
            let skip = if cells.is_blank() { Skip::Blank } else { Skip::Title };
            return Some(Ok(Row { number, cells, outcome: Outcome::Skipped(skip) }));
        }
        match self.next_raw() {
            Ok(Some(row)) => {
                let outcome = self.outcome(&row);
                let RawRow { number, cells } = row;
                Some(Ok(Row { number, cells, outcome }))
            }
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                Some(Err(error))
            }
        }
    }
}
