use std::collections::VecDeque;
use std::fmt;
use std::path::Path;

use chrono::NaiveDate;
use ikm_core::classification::{KbliEdition, Scheme};
use ikm_core::id::IkmId;
use ikm_core::money::Rupiah;
use ikm_core::region::{RegionCode, Regions};
use ikm_core::registry::{Figures, Profile};

use crate::cells::{Cells, RawRow};
use crate::class::Classes;
use crate::error::ImportError;
use crate::field::Field;
use crate::layout::{Layout, choose_sheet};
use crate::mapping::Mapping;
use crate::place::Places;
use crate::problem::Problem;
use crate::row::{Converted, Plan, Recorded, cell_money, convert, in_rupiah};
use crate::skip::{Skip, Skipper, section_kecamatan};
use crate::source::{self, Rows};
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
    let (mut rows, (mut found, mut head)) = source::open(path, sheet, |mut sheets| {
        let (chosen, found) = choose_sheet(&sheets, mapping.as_ref(), unit)?;
        Ok((chosen, (found, VecDeque::from(sheets.swap_remove(chosen).head))))
    })?;
    let mut waiting = head.split_off(found.rows_before.min(head.len()));
    let titles = head;
    let header_rows = waiting.drain(..found.header_rows.min(waiting.len())).collect();
    while waiting.len() < SAMPLE_ROWS
        && let Some(row) = rows.next_row()?
    {
        waiting.push_back(row);
    }
    found.warnings.extend(unit_doubt(&found.layout, &waiting));
    Ok(Reader {
        plan: Plan::new(&found.layout, regency, edition, Classes::new(scheme), today),
        skipper: Skipper::new(&found.layout, header_rows),
        layout: found.layout,
        warnings: found.warnings,
        places: Places::new(regions, regency),
        section: None,
        titles,
        waiting,
        rows,
        ended: false,
    })
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
        match self.waiting.pop_front() {
            Some(row) => Ok(Some(row)),
            None => self.rows.next_row(),
        }
    }

    fn outcome(&mut self, row: &RawRow) -> Outcome {
        let skip = self.skipper.skip(row);
        if skip == Some(Skip::Title) {
            let title = row.cells.iter().map(str::trim).find(|cell| !cell.is_empty());
            self.section =
                title.and_then(section_kecamatan).and_then(|name| self.places.find_kecamatan(name));
        }
        if let Some(skip) = skip
            && skip != Skip::Signature
        {
            return Outcome::Skipped(skip);
        }
        let converted = convert(&self.plan, &mut self.places, self.section, row);
        match (converted, skip) {
            // An IKM of which little is known may stand where a signature is expected.
            (converted, Some(skip)) if !is_surely_a_record(&converted) => Outcome::Skipped(skip),
            (Ok(Recorded { id, profile, warnings }), _) => {
                Outcome::Record { id, profile: Box::new(profile), warnings }
            }
            (Err(problems), _) => Outcome::Reject(problems),
        }
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

/// A middle value below this makes no sense as the investment of a business or as a year of
/// production or sales.
const TOO_LITTLE: Rupiah = Rupiah::new(100_000);
/// Above this it is no longer a list of small industries (Permenperin 64/2016: 15 billion).
const TOO_MUCH: Rupiah = Rupiah::new(15_000_000_000);
/// With fewer values a middle one says nothing.
const ENOUGH_VALUES: usize = 3;

/// Whether the money of the list looks a thousand times off.
fn unit_doubt(layout: &Layout, rows: &VecDeque<RawRow>) -> Option<Warning> {
    let fields = [Field::Investment, Field::ProductionValue, Field::Sales];
    let column = fields.iter().find_map(|field| layout.column(*field))?;
    let unit = column.unit?;
    let mut amounts: Vec<Rupiah> = rows
        .iter()
        .filter_map(|row| cell_money(&row.cells, column.index).ok().flatten())
        .filter_map(|amount| in_rupiah(amount, unit))
        .filter(|amount| !amount.is_zero())
        .collect();
    if amounts.len() < ENOUGH_VALUES {
        return None;
    }
    amounts.sort_unstable();
    let median = amounts.get(amounts.len() / 2).copied()?;
    let rather = match unit {
        Unit::Rupiah if median < TOO_LITTLE => Unit::Thousand,
        Unit::Thousand if median < TOO_LITTLE => Unit::Million,
        Unit::Thousand if median > TOO_MUCH => Unit::Rupiah,
        Unit::Million if median > TOO_MUCH => Unit::Thousand,
        Unit::Rupiah | Unit::Thousand | Unit::Million => return None,
    };
    let doubt = Doubt::Unit { median, unit, rather };
    Some(Warning { row: None, column: column.header.clone(), doubt })
}
