//! The gallery's two files: goods taken in, and sales as a till or a paper book gives them.
//!
//! Unlike an office's list these have fixed columns, named by their header in any order. A file is
//! read whole: lines of one note or receipt may stand anywhere in it and belong together.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use ikm_core::association::MemberNumber;
use ikm_core::gallery::{BadPayment, Commission, LossCause, Payment};
use ikm_core::guard::unguarded;
use ikm_core::money::{MoneyError, Percent, Rupiah};
use ikm_core::{Explain, Lang};
use rust_decimal::Decimal;

use crate::cells::RawRow;
use crate::error::ImportError;
use crate::problem::MAX_MONEY;
use crate::row::cell_money;
use crate::source;

/// A gallery file, read whole.
#[derive(Clone, Debug)]
pub struct GalleryFile<T> {
    /// The header as it stands in the file.
    pub headers: Vec<String>,
    /// Its lines, in the order of the file; blank lines are left out.
    pub rows: Vec<GalleryRow<T>>,
}

/// One line of a gallery file.
#[derive(Clone, Debug)]
pub struct GalleryRow<T> {
    /// Its row in the file, as a spreadsheet counts it.
    pub row: u64,
    /// The number of the note or receipt to which it belongs; empty when it has none.
    pub number: String,
    /// Its cells as they stand in the file.
    pub cells: Vec<String>,
    /// What it says, in the order of the format and written in one way, so that a file whose
    /// columns moved or whose dates and amounts are typed differently says the same. The cells
    /// themselves where they cannot be read.
    pub canonical: Vec<String>,
    /// What it says, or the first thing that is wrong with it.
    pub parsed: Result<T, LineProblem>,
}

/// A line of an intake file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeRow {
    /// The day on which the goods came in.
    pub received_on: NaiveDate,
    /// The number of the member who consigns them.
    pub member: String,
    /// The stock-keeping unit.
    pub sku: String,
    /// What they are called.
    pub name: String,
    /// The office's category; may be empty.
    pub category: String,
    /// How many pieces.
    pub quantity: u32,
    /// The price a piece.
    pub unit_price: Rupiah,
    /// The gallery's part of it, where the note says one.
    pub commission: Option<Commission>,
    /// The maker's lot.
    pub lot: Option<String>,
    /// The last day on which they may be sold.
    pub best_before: Option<NaiveDate>,
}

/// A line of a sales file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SalesRow {
    /// The day of the sale.
    pub sold_on: NaiveDate,
    /// The stock-keeping unit.
    pub sku: String,
    /// The lot, where it was noted.
    pub lot: Option<String>,
    /// How many pieces.
    pub quantity: u32,
    /// The price paid a piece, where it was noted.
    pub unit_price: Option<Rupiah>,
    /// How it was paid.
    pub payment: Payment,
}

/// A line of a count sheet that was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountRow {
    /// The line of the sheet.
    pub line: u32,
    /// How many pieces were counted.
    pub counted: u32,
    /// Why there are fewer than there should be, where that is known.
    pub cause: Option<LossCause>,
}

impl Canonical for CountRow {
    fn canonical(&self) -> Vec<String> {
        let cause = self.cause.map(LossCause::code).unwrap_or_default();
        vec![self.line.to_string(), self.counted.to_string(), cause.to_owned()]
    }
}

/// A line that can be written in one way, without its number.
trait Canonical {
    fn canonical(&self) -> Vec<String>;
}

impl Canonical for IntakeRow {
    fn canonical(&self) -> Vec<String> {
        let member = self.member.parse::<MemberNumber>();
        vec![
            self.received_on.to_string(),
            member.map_or_else(|_not_a_number| self.member.clone(), |number| number.to_string()),
            self.sku.clone(),
            self.name.clone(),
            self.category.clone(),
            self.quantity.to_string(),
            self.unit_price.get().to_string(),
            self.commission.map(|said| said.to_string()).unwrap_or_default(),
            self.lot.clone().unwrap_or_default(),
            self.best_before.map(|day| day.to_string()).unwrap_or_default(),
        ]
    }
}

impl Canonical for SalesRow {
    fn canonical(&self) -> Vec<String> {
        vec![
            self.sold_on.to_string(),
            self.sku.clone(),
            self.lot.clone().unwrap_or_default(),
            self.quantity.to_string(),
            self.unit_price.map(|price| price.get().to_string()).unwrap_or_default(),
            self.payment.to_string(),
        ]
    }
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineProblem {
    /// A cell that must be filled is empty.
    #[error("{column} is empty")]
    Empty {
        /// The column.
        column: &'static str,
    },
    /// A cell is not a date.
    #[error("{column}: {text:?} is not a date")]
    NotADate {
        /// The column.
        column: &'static str,
        /// The cell.
        text: String,
    },
    /// A cell is not a whole number of pieces.
    #[error("{column}: {text:?} is not a number of pieces")]
    NotAQuantity {
        /// The column.
        column: &'static str,
        /// The cell.
        text: String,
    },
    /// A cell is not an amount of whole rupiah.
    #[error("{column}: {text:?} is not an amount of whole rupiah")]
    NotMoney {
        /// The column.
        column: &'static str,
        /// The cell.
        text: String,
    },
    /// A cell is not a percentage.
    #[error("commission_percent: {0}")]
    Percent(MoneyError),
    /// A number of a spreadsheet below one: 12.5 % that is only shown as a percentage, or less than
    /// one percent. A commission is not guessed.
    #[error("commission_percent: the number {text} can be a share of one or a percentage")]
    ShareOfOne {
        /// The cell.
        text: String,
    },
    /// A cell is not a cause of a loss.
    #[error("cause: {text:?} is not a cause")]
    Cause {
        /// The cell.
        text: String,
    },
    /// A cell is not a way to pay.
    #[error("payment: {0}")]
    Payment(BadPayment),
}

impl LineProblem {
    /// The column that is wrong, by its name in the format.
    pub const fn column(&self) -> &'static str {
        match self {
            Self::Empty { column }
            | Self::NotADate { column, .. }
            | Self::NotAQuantity { column, .. }
            | Self::NotMoney { column, .. } => column,
            Self::Percent(_) | Self::ShareOfOne { .. } => "commission_percent",
            Self::Payment(_) => "payment",
            Self::Cause { .. } => "cause",
        }
    }
}

impl Explain for LineProblem {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "IKM-GALLERY-EMPTY-CELL",
            Self::NotADate { .. } => "IKM-GALLERY-DATE",
            Self::NotAQuantity { .. } => "IKM-GALLERY-QUANTITY",
            Self::NotMoney { .. } => "IKM-GALLERY-MONEY",
            Self::ShareOfOne { .. } => "IKM-GALLERY-SHARE",
            Self::Percent(source) => source.code(),
            Self::Payment(source) => source.code(),
            Self::Cause { .. } => "IKM-GALLERY-CAUSE",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Empty { column } => format!("{column} kosong"),
            Self::NotADate { column, text } => format!("{column}: {text:?} bukan tanggal"),
            Self::NotAQuantity { column, text } => {
                format!("{column}: {text:?} bukan jumlah barang")
            }
            Self::NotMoney { column, text } => {
                format!("{column}: {text:?} bukan jumlah rupiah bulat")
            }
            Self::Percent(source) => format!("commission_percent: {}", source.indonesian()),
            Self::ShareOfOne { text } => {
                format!(
                    "commission_percent: angka {text} bisa berarti bagian dari satu atau persen"
                )
            }
            Self::Payment(source) => format!("payment: {}", source.indonesian()),
            Self::Cause { text } => format!("cause: {text:?} bukan sebab"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Empty { .. } => lang.pick("isi selnya", "fill the cell in").to_owned(),
            Self::NotADate { .. } => lang
                .pick(
                    "tulis seperti 2022-02-28 atau 28/02/2022",
                    "write it like 2022-02-28 or 28/02/2022",
                )
                .to_owned(),
            Self::NotAQuantity { .. } => lang
                .pick("tulis bilangan bulat mulai dari 1", "write a whole number from 1 up")
                .to_owned(),
            Self::NotMoney { .. } => lang
                .pick("tulis seperti 15000 atau Rp15.000", "write it like 15000 or Rp15.000")
                .to_owned(),
            Self::Percent(source) => source.hint(lang),
            Self::ShareOfOne { .. } => lang
                .pick(
                    "ketik persennya sebagai teks, misalnya '12.5",
                    "type the percentage as text, such as '12.5",
                )
                .to_owned(),
            Self::Payment(source) => source.hint(lang),
            Self::Cause { .. } => lang
                .pick(
                    "pakai lost, broken, expired atau staff",
                    "use lost, broken, expired or staff",
                )
                .to_owned(),
        }
    }
}

const INTAKE: [&str; 11] = [
    "note",
    "received_on",
    "member",
    "sku",
    "name",
    "category",
    "quantity",
    "unit_price",
    "commission_percent",
    "lot",
    "best_before",
];

const SALES: [&str; 7] = ["receipt", "sold_on", "sku", "lot", "quantity", "unit_price", "payment"];

const COUNT: [&str; 4] = ["sheet", "line", "counted", "cause"];

/// The columns whose cells may be empty, so that the column itself may be missing.
const OPTIONAL: [&str; 4] = ["category", "lot", "best_before", "cause"];

/// Reads an intake file: CSV or a spreadsheet with the columns
/// `note,received_on,member,sku,name,category,quantity,unit_price,commission_percent,lot,best_before`.
///
/// # Errors
///
/// [`ImportError`] when the file cannot be read, is empty, or lacks a column. What is wrong with a
/// line stands on the line.
pub fn read_intake(path: &Path) -> Result<GalleryFile<IntakeRow>, ImportError> {
    read(path, &INTAKE, |line| {
        Ok(IntakeRow {
            received_on: line.date("received_on")?,
            member: line.filled("member")?,
            sku: line.filled("sku")?,
            name: line.filled("name")?,
            category: line.text("category").to_owned(),
            quantity: line.quantity("quantity")?,
            unit_price: line
                .money("unit_price")?
                .ok_or(LineProblem::Empty { column: "unit_price" })?,
            commission: line.commission("commission_percent")?,
            lot: line.optional("lot"),
            best_before: match line.text("best_before") {
                "" | "-" => None,
                _ => Some(line.date("best_before")?),
            },
        })
    })
}

/// Reads a sales file: CSV or a spreadsheet with the columns
/// `receipt,sold_on,sku,lot,quantity,unit_price,payment`.
///
/// # Errors
///
/// [`ImportError`] when the file cannot be read, is empty, or lacks a column. What is wrong with a
/// line stands on the line.
pub fn read_sales(path: &Path) -> Result<GalleryFile<SalesRow>, ImportError> {
    read(path, &SALES, |line| {
        Ok(SalesRow {
            sold_on: line.date("sold_on")?,
            sku: line.filled("sku")?,
            lot: line.optional("lot"),
            quantity: line.quantity("quantity")?,
            unit_price: line.money("unit_price")?,
            payment: line
                .filled("payment")?
                .to_lowercase()
                .parse()
                .map_err(LineProblem::Payment)?,
        })
    })
}

/// Reads a count sheet that was filled in: CSV or a spreadsheet with the columns
/// `sheet,line,counted,cause`; the others of the sheet are passed over.
///
/// # Errors
///
/// [`ImportError`] when the file cannot be read, is empty, or lacks a column. What is wrong with a
/// line stands on the line.
pub fn read_count(path: &Path) -> Result<GalleryFile<CountRow>, ImportError> {
    read(path, &COUNT, |line| {
        let counted = line.filled("counted")?;
        Ok(CountRow {
            line: line.quantity("line")?,
            counted: counted.parse().map_err(|_not_a_number| LineProblem::NotAQuantity {
                column: "counted",
                text: counted,
            })?,
            cause: match line.optional("cause") {
                None => None,
                Some(text) => match LossCause::from_code(&text.to_lowercase()) {
                    Some(cause) => Some(cause),
                    None => return Err(LineProblem::Cause { text }),
                },
            },
        })
    })
}

fn read<T: Canonical>(
    path: &Path,
    columns: &'static [&'static str],
    parse: impl Fn(&Line<'_>) -> Result<T, LineProblem>,
) -> Result<GalleryFile<T>, ImportError> {
    let (mut rows, head) = source::open(path, None, |sheets| {
        let first = sheets.into_iter().next();
        let head = first.map(|sheet| sheet.head).unwrap_or_default();
        Ok((0, head))
    })?;
    let mut head = head.into_iter().filter(|row| !row.cells.is_blank());
    let header = head.next().ok_or_else(|| ImportError::Empty(path.to_owned()))?;
    let places = find_columns(&header, columns)?;
    let headers = header.cells.iter().map(str::to_owned).collect();
    let mut file = GalleryFile { headers, rows: Vec::new() };
    let mut take = |row: RawRow| {
        if !row.cells.is_blank() {
            file.rows.push(gallery_row(&row, columns, &places, &parse));
        }
    };
    head.for_each(&mut take);
    while let Some(row) = rows.next_row()? {
        take(row);
    }
    Ok(file)
}

/// Where each column of the format stands in the file.
fn find_columns(
    header: &RawRow,
    columns: &'static [&'static str],
) -> Result<BTreeMap<&'static str, usize>, ImportError> {
    let mut places = BTreeMap::new();
    for (place, cell) in header.cells.iter().enumerate() {
        let name = cell.trim().to_lowercase().replace([' ', '-'], "_");
        if let Some(column) = columns.iter().find(|column| **column == name) {
            places.entry(*column).or_insert(place);
        }
    }
    let missing: Vec<String> = columns
        .iter()
        .filter(|column| !places.contains_key(*column) && !OPTIONAL.contains(column))
        .map(|column| (*column).to_owned())
        .collect();
    if missing.is_empty() {
        Ok(places)
    } else {
        Err(ImportError::MissingColumns { row: header.number, missing })
    }
}

fn gallery_row<T: Canonical>(
    row: &RawRow,
    columns: &'static [&'static str],
    places: &BTreeMap<&'static str, usize>,
    parse: &impl Fn(&Line<'_>) -> Result<T, LineProblem>,
) -> GalleryRow<T> {
    let line = Line { row, places };
    // The first column of both formats is the number under which lines stand together.
    let key = columns.first().copied().unwrap_or_default();
    let number = line.text(key).to_owned();
    let parsed =
        if number.is_empty() { Err(LineProblem::Empty { column: key }) } else { parse(&line) };
    let canonical = match &parsed {
        Ok(said) => std::iter::once(number.clone()).chain(said.canonical()).collect(),
        Err(_) => columns.iter().map(|column| line.text(column).to_owned()).collect(),
    };
    let cells = row.cells.iter().map(str::to_owned).collect();
    GalleryRow { row: row.number, number, cells, canonical, parsed }
}

struct Line<'a> {
    row: &'a RawRow,
    places: &'a BTreeMap<&'static str, usize>,
}

impl Line<'_> {
    /// The trimmed cell of a column; empty where the file has no such column.
    fn text(&self, column: &str) -> &str {
        let cell = self.places.get(column).map(|place| self.row.cells.get(*place));
        unguarded(cell.unwrap_or_default().trim()).trim()
    }

    fn optional(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty() && *text != "-").map(str::to_owned)
    }

    fn filled(&self, column: &'static str) -> Result<String, LineProblem> {
        match self.text(column) {
            "" => Err(LineProblem::Empty { column }),
            text => Ok(text.to_owned()),
        }
    }

    fn date(&self, column: &'static str) -> Result<NaiveDate, LineProblem> {
        let text = self.filled(column)?;
        // A day that a spreadsheet typed as a date carries midnight behind it.
        let day = text.split([' ', 'T']).next().unwrap_or_default();
        ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
            .iter()
            .find_map(|format| NaiveDate::parse_from_str(day, format).ok())
            .filter(|date| (1900..2200).contains(&chrono::Datelike::year(date)))
            .ok_or(LineProblem::NotADate { column, text })
    }

    fn quantity(&self, column: &'static str) -> Result<u32, LineProblem> {
        let text = self.filled(column)?;
        let count = text.parse().ok().filter(|count| *count > 0);
        count.ok_or(LineProblem::NotAQuantity { column, text })
    }

    /// A percentage, or a commission by amount as the domain writes it; none where the cell is empty.
    fn commission(&self, column: &'static str) -> Result<Option<Commission>, LineProblem> {
        let Some(text) = self.optional(column) else { return Ok(None) };
        if let (true, Ok(commission)) = (text.contains(':'), text.parse()) {
            return Ok(Some(commission));
        }
        self.percent(column).map(|percent| Some(Commission::Percent(percent)))
    }

    fn percent(&self, column: &'static str) -> Result<Percent, LineProblem> {
        let text = self.filled(column)?;
        let percent: Percent = text
            .replace(',', ".")
            .trim_end_matches(['%', ' '])
            .parse()
            .map_err(LineProblem::Percent)?;
        // A cell that shows 12.5 % holds 0.125.
        let share = percent.get() > Decimal::ZERO && percent.get() < Decimal::ONE;
        if share && self.is_typed_number(column) {
            return Err(LineProblem::ShareOfOne { text });
        }
        Ok(percent)
    }

    fn money(&self, column: &'static str) -> Result<Option<Rupiah>, LineProblem> {
        let Some(place) = self.places.get(column) else { return Ok(None) };
        let text = self.text(column);
        let wrong = || LineProblem::NotMoney { column, text: text.to_owned() };
        let amount = cell_money(&self.row.cells, *place).map_err(|_not_a_number| wrong())?;
        let Some(amount) = amount else { return Ok(None) };
        if !amount.is_integer() {
            return Err(wrong());
        }
        let rupiah = i64::try_from(amount).map(Rupiah::new).map_err(|_too_large| wrong())?;
        if rupiah > MAX_MONEY { Err(wrong()) } else { Ok(Some(rupiah)) }
    }

    /// Whether the spreadsheet held the cell as a number.
    fn is_typed_number(&self, column: &str) -> bool {
        self.places.get(column).is_some_and(|place| self.row.cells.is_typed_number(*place))
    }
}
