//! Many parcels at once: a table in, a table out, a row at a time.

use std::io::{Read, Write};

use chrono::NaiveDate;
use csv::{ByteRecord, ReaderBuilder};
use ikm_core::guard::guarded_cell;
use ikm_core::measure::{Dimensions, Grams};
use ikm_core::region::{BadPostalCode, PostalCode};
use ikm_core::shipping::{Parcel, Price, Quote};
use ikm_core::{Explain, Lang};

use crate::compile::CompiledBook;

/// The columns of the parcels; the last five may be absent.
const COLUMNS: [&str; 9] = [
    "id",
    "postal_code",
    "service",
    "weight_g",
    "length_mm",
    "width_mm",
    "height_mm",
    "declared_value",
    "classification",
];
const NEEDED: usize = 4;

// Places in `COLUMNS`.
const ID: usize = 0;
const POSTAL_CODE: usize = 1;
const SERVICE: usize = 2;
const WEIGHT: usize = 3;
const SIDES: [usize; 3] = [4, 5, 6];
const DECLARED_VALUE: usize = 7;
const CLASSIFICATION: usize = 8;

/// A number column holds something other than a whole number, or nothing where a weight belongs.
const NOT_A_NUMBER: &str = "IKM-PARCEL-NUMBER";

const HEADER: [&str; 10] = [
    "id",
    "billed_g",
    "normal",
    "special",
    "saving",
    "surcharge",
    "insurance",
    "tax",
    "total",
    "reason",
];

/// How many parcels got a price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchCounts {
    /// All rows.
    pub rows: u64,
    /// Rows with a price.
    pub quoted: u64,
    /// Rows with a reason instead.
    pub refused: u64,
}

/// Why a table of parcels could not be quoted at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BatchError {
    /// The header has a column that parcels do not have.
    #[error("unknown column {0:?} in the table of parcels")]
    UnknownColumn(String),
    /// The header has a column twice.
    #[error("the column {0:?} is in the table of parcels twice")]
    ColumnTwice(String),
    /// The header lacks a column that every parcel needs.
    #[error("the column {0} is missing from the table of parcels")]
    MissingColumn(&'static str),
    /// The parcels cannot be read.
    #[error("the table of parcels cannot be read")]
    Read(#[source] csv::Error),
    /// The quotes cannot be written.
    #[error("the table of quotes cannot be written")]
    Write(#[source] csv::Error),
}

impl Explain for BatchError {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownColumn(_) => "IKM-PARCELS-UNKNOWN-COLUMN",
            Self::ColumnTwice(_) => "IKM-PARCELS-COLUMN-TWICE",
            Self::MissingColumn(_) => "IKM-PARCELS-MISSING-COLUMN",
            Self::Read(_) => "IKM-PARCELS-READ",
            Self::Write(_) => "IKM-PARCELS-WRITE",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::UnknownColumn(name) => format!("kolom {name:?} tidak dikenal pada daftar paket"),
            Self::ColumnTwice(name) => format!("kolom {name:?} ada dua kali pada daftar paket"),
            Self::MissingColumn(name) => format!("kolom {name} tidak ada pada daftar paket"),
            Self::Read(_) => "daftar paket tidak dapat dibaca".to_owned(),
            Self::Write(_) => "daftar harga tidak dapat ditulis".to_owned(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::UnknownColumn(_) | Self::ColumnTwice(_) | Self::MissingColumn(_) => format!(
                "{} {}",
                lang.pick("kolomnya, dipisahkan koma:", "the columns, separated by commas:"),
                COLUMNS.join(",")
            ),
            Self::Read(_) => {
                lang.pick("periksa berkas masukannya", "check the input file").to_owned()
            }
            Self::Write(_) => lang
                .pick("periksa ruang dan hak tulis pada disk", "check the disk's space and rights")
                .to_owned(),
        }
    }
}

/// Quotes every parcel of a CSV table, in its order, and writes a CSV table.
///
/// The input's columns are `id`, `postal_code`, `service`, `weight_g`, and, each of which may be
/// empty or absent, `length_mm`, `width_mm`, `height_mm`, `declared_value`, `classification`. The
/// output's are `id`, the figures of the quote, and `reason`: empty, or the code that says why there
/// is no price, and then the figures are empty. One row is held in memory at a time.
///
/// # Errors
///
/// [`BatchError`] when the header is wrong, or when reading or writing fails; what was written
/// before that stays written.
pub fn quote_batch(
    book: &CompiledBook,
    on: NaiveDate,
    input: impl Read,
    output: impl Write,
) -> Result<BatchCounts, BatchError> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(input);
    let columns = Columns::of(reader.byte_headers().map_err(BatchError::Read)?)?;
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(HEADER).map_err(BatchError::Write)?;

    let mut counts = BatchCounts::default();
    let (mut row, mut answer) = (ByteRecord::new(), ByteRecord::new());
    let mut parcel = None;
    while reader.read_byte_record(&mut row).map_err(BatchError::Read)? {
        let quote = columns
            .parcel(&row, &mut parcel)
            .and_then(|parcel| book.quote(parcel, on).map_err(|refusal| refusal.code()));
        counts.rows += 1;
        counts.quoted += u64::from(quote.is_ok());
        counts.refused += u64::from(quote.is_err());
        fill(&mut answer, columns.field(&row, ID), quote);
        writer.write_byte_record(&answer).map_err(BatchError::Write)?;
    }
    writer.flush().map_err(|error| BatchError::Write(error.into()))?;
    Ok(counts)
}

/// Where in a row each of [`COLUMNS`] stands.
#[derive(Debug)]
struct Columns {
    places: [Option<usize>; COLUMNS.len()],
    width: usize,
}

impl Columns {
    fn of(header: &ByteRecord) -> Result<Self, BatchError> {
        let mut places = [None; COLUMNS.len()];
        for (at, name) in header.iter().enumerate() {
            let name = String::from_utf8_lossy(name.trim_ascii()).into_owned();
            let column = COLUMNS.iter().position(|known| *known == name);
            match column.and_then(|column| places.get_mut(column)) {
                None => return Err(BatchError::UnknownColumn(name)),
                Some(Some(_)) => return Err(BatchError::ColumnTwice(name)),
                Some(place) => *place = Some(at),
            }
        }
        let missing = COLUMNS.iter().zip(places).take(NEEDED).find(|(_, place)| place.is_none());
        match missing {
            Some((name, _)) => Err(BatchError::MissingColumn(name)),
            None => Ok(Self { places, width: header.len() }),
        }
    }

    /// The field of a column; empty where the column or the end of the row is missing.
    fn field<'r>(&self, row: &'r ByteRecord, column: usize) -> &'r [u8] {
        let place = self.places.get(column).copied().flatten();
        place.and_then(|at| row.get(at)).unwrap_or_default()
    }

    /// The parcel of a row, in place of the one before, whose texts give their memory on; or the
    /// code that says why the row is no parcel.
    fn parcel<'p>(
        &self,
        row: &ByteRecord,
        parcel: &'p mut Option<Parcel>,
    ) -> Result<&'p Parcel, &'static str> {
        if row.len() > self.width {
            return Err("IKM-PARCEL-FIELDS");
        }
        let to: PostalCode =
            self.text(row, POSTAL_CODE)?.parse().map_err(|error: BadPostalCode| error.code())?;
        let service = self.text(row, SERVICE)?;
        let grams = self.number(row, WEIGHT)?.ok_or(NOT_A_NUMBER)?;
        let weight = Grams::new(u32::try_from(grams).map_err(|_too_heavy| NOT_A_NUMBER)?);
        let dimensions = self.dimensions(row)?;
        let declared_value = match self.number(row, DECLARED_VALUE)? {
            None => None,
            Some(value) => Some(Price::try_from(value).map_err(|error| error.code())?),
        };
        let class = self.text(row, CLASSIFICATION)?;

        let parcel = parcel.get_or_insert_with(|| Parcel::new(to, "", weight));
        parcel.to = to;
        parcel.weight = weight;
        parcel.dimensions = dimensions;
        parcel.declared_value = declared_value;
        parcel.service.clear();
        parcel.service.push_str(service);
        if class.is_empty() {
            parcel.classification = None;
        } else {
            let kept = parcel.classification.get_or_insert_default();
            kept.clear();
            kept.push_str(class);
        }
        Ok(parcel)
    }

    /// The sizes, when all three are given.
    fn dimensions(&self, row: &ByteRecord) -> Result<Option<Dimensions>, &'static str> {
        let mut sides = [None; 3];
        for (side, column) in sides.iter_mut().zip(SIDES) {
            *side = self.number(row, column)?;
        }
        let [Some(a), Some(b), Some(c)] = sides else { return Ok(None) };
        // A side that no u32 holds is longer than any that is allowed.
        let sides = [a, b, c].map(|side| u32::try_from(side).unwrap_or(u32::MAX));
        Dimensions::try_new(sides).map(Some).map_err(|error| error.code())
    }

    fn text<'r>(&self, row: &'r ByteRecord, column: usize) -> Result<&'r str, &'static str> {
        std::str::from_utf8(self.field(row, column).trim_ascii())
            .map_err(|_not_utf8| "IKM-PARCEL-TEXT")
    }

    /// A whole number, digits alone; none where the field is empty.
    fn number(&self, row: &ByteRecord, column: usize) -> Result<Option<i64>, &'static str> {
        let digits = self.field(row, column).trim_ascii();
        if digits.is_empty() {
            return Ok(None);
        }
        let mut number = 0_i64;
        for digit in digits {
            let value = digit.checked_sub(b'0').filter(|value| *value <= 9).ok_or(NOT_A_NUMBER)?;
            number = number
                .checked_mul(10)
                .and_then(|number| number.checked_add(i64::from(value)))
                .ok_or(NOT_A_NUMBER)?;
        }
        Ok(Some(number))
    }
}

/// Writes the answer for one row.
fn fill(answer: &mut ByteRecord, id: &[u8], quote: Result<Quote, &'static str>) {
    answer.clear();
    push_id(answer, id);
    match quote {
        Ok(quote) => {
            let money = [
                quote.normal(),
                quote.special(),
                quote.saving(),
                quote.surcharge(),
                quote.insurance(),
                quote.tax(),
                quote.total(),
            ];
            push_number(answer, i64::from(quote.billed().get()));
            for amount in money {
                push_number(answer, amount.get());
            }
            answer.push_field(b"");
        }
        Err(code) => {
            for _ in HEADER.iter().skip(2) {
                answer.push_field(b"");
            }
            answer.push_field(code.as_bytes());
        }
    }
}

/// Writes the input's own id, so that no spreadsheet runs it.
fn push_id(answer: &mut ByteRecord, id: &[u8]) {
    match std::str::from_utf8(id) {
        Ok(text) => answer.push_field(guarded_cell(text).as_bytes()),
        Err(_not_text) => answer.push_field(id),
    }
}

fn push_number(answer: &mut ByteRecord, number: i64) {
    answer.push_field(itoa::Buffer::new().format(number).as_bytes());
}
