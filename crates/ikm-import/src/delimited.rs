//! Rows of a text file whose cells a comma, semicolon or tab parts.
//!
//! Why not the `csv` crate: it cannot say that a quote never closes, so that half a list would
//! silently become one cell; it drops blank lines, so that its row numbers are not those of the
//! spreadsheet; and it has no bound for a cell. It writes the rejects.

use std::io::BufRead;

use memchr::{memchr, memchr3};

use crate::ImportError;
use crate::cells::{Cells, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROW_BYTES, RawRow};
use crate::encoding::decode_cell;

const QUOTE: u8 = b'"';
/// The mark of UTF-8, which belongs in front of a file and nowhere else.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads rows one by one, holding no more than one of them.
pub(crate) struct Delimited<R> {
    input: R,
    delimiter: u8,
    row: u64,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// A line ended with CR; a LF that follows belongs to it.
    after_cr: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellStart,
    Bare,
    Quoted,
    /// After a quote inside a quoted cell: a second quote, or the end of the quotes.
    Closing,
}

impl<R: BufRead> Delimited<R> {
    pub(crate) fn new(input: R, delimiter: u8) -> Self {
        Self { input, delimiter, row: 0, bytes: Vec::new(), ends: Vec::new(), after_cr: false }
    }

    /// Drops the line `sep=;` that only spreadsheets read; the row after it is the first.
    pub(crate) fn skip_hint(&mut self) -> Result<(), ImportError> {
        self.next_row()?;
        self.row = 0;
        Ok(())
    }

    /// The next row; a blank line is a row without cells.
    pub(crate) fn next_row(&mut self) -> Result<Option<RawRow>, ImportError> {
        self.bytes.clear();
        self.ends.clear();
        if !self.read_row()? {
            return Ok(None);
        }
        self.row += 1;
        let mut cells = Cells::default();
        let mut start = 0;
        for end in &self.ends {
            cells.push(&decode_cell(self.bytes.get(start..*end).unwrap_or_default()));
            start = *end;
        }
        Ok(Some(RawRow { number: self.row, cells }))
    }

    /// Fills `bytes` and `ends` with one row; false at the end of the input.
    fn read_row(&mut self) -> Result<bool, ImportError> {
        let mut state = State::CellStart;
        let mut anything = false;
        loop {
            let chunk = self.input.fill_buf().map_err(ImportError::reading)?;
            let Some(first) = chunk.first() else {
                if state == State::Quoted {
                    return Err(ImportError::OpenQuote { row: self.row + 1 });
                }
                if anything {
                    self.end_cell()?;
                }
                return Ok(anything);
            };
            if self.after_cr && !anything {
                self.after_cr = false;
                if *first == b'\n' {
                    self.input.consume(1);
                    continue;
                }
            }
            if !anything && chunk.starts_with(MARK) {
                // Files that were put one behind the other carry their marks along.
                anything = true;
                self.input.consume(MARK.len());
                continue;
            }
            let step = step(state, chunk, self.delimiter);
            anything = true;
            self.bytes.extend_from_slice(chunk.get(..step.keep).unwrap_or_default());
            let used = step.keep + usize::from(step.eat);
            match step.then {
                Then::State(next) => state = next,
                Then::QuoteIsText => {
                    self.bytes.push(QUOTE);
                    state = State::Quoted;
                }
                Then::CellEnd => {
                    self.end_cell()?;
                    state = State::CellStart;
                }
                Then::RowEnd { cr } => {
                    self.after_cr = cr;
                    // A line of nothing at all is blank and not one empty cell.
                    if !(self.ends.is_empty() && self.bytes.is_empty()) {
                        self.end_cell()?;
                    }
                    self.input.consume(used);
                    return Ok(true);
                }
            }
            self.input.consume(used);
            self.within_bounds()?;
        }
    }

    fn end_cell(&mut self) -> Result<(), ImportError> {
        self.within_bounds()?;
        self.ends.push(self.bytes.len());
        Ok(())
    }

    /// Whether the row so far, with the cell that is being read, is one that a list can have.
    fn within_bounds(&self) -> Result<(), ImportError> {
        let (row, columns) = (self.row + 1, self.ends.len());
        let cell_start = self.ends.last().copied().unwrap_or_default();
        if self.bytes.len() - cell_start > MAX_CELL_BYTES || self.bytes.len() > MAX_ROW_BYTES {
            return Err(ImportError::CellTooLong { row, column: columns + 1 });
        }
        if columns >= MAX_COLUMNS {
            return Err(ImportError::TooManyColumns { row });
        }
        Ok(())
    }
}

/// What to do with the next stretch of bytes: keep `keep` of them, drop one more if `eat`.
struct Step {
    keep: usize,
    eat: bool,
    then: Then,
}

enum Then {
    State(State),
    QuoteIsText,
    CellEnd,
    RowEnd { cr: bool },
}

fn step(state: State, chunk: &[u8], delimiter: u8) -> Step {
    let first = chunk.first().copied().unwrap_or_default();
    match state {
        State::CellStart if first == QUOTE => {
            Step { keep: 0, eat: true, then: Then::State(State::Quoted) }
        }
        State::Quoted => match memchr(QUOTE, chunk) {
            Some(at) => Step { keep: at, eat: true, then: Then::State(State::Closing) },
            None => Step { keep: chunk.len(), eat: false, then: Then::State(State::Quoted) },
        },
        State::Closing if first == QUOTE => Step { keep: 0, eat: true, then: Then::QuoteIsText },
        // Text behind a closing quote belongs to the cell: "Rumah" Uni.
        State::CellStart | State::Bare | State::Closing => bare(chunk, delimiter),
    }
}

fn bare(chunk: &[u8], delimiter: u8) -> Step {
    let Some(at) = memchr3(delimiter, b'\n', b'\r', chunk) else {
        return Step { keep: chunk.len(), eat: false, then: Then::State(State::Bare) };
    };
    let then = match chunk.get(at) {
        Some(b'\n') => Then::RowEnd { cr: false },
        Some(b'\r') => Then::RowEnd { cr: true },
        _ => Then::CellEnd,
    };
    Step { keep: at, eat: true, then }
}

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter of a text file, from its first bytes: the one that stands equally often on the
/// most lines, and more often among equals. A first line `sep=;`, as Excel writes it, decides.
pub(crate) fn sniff_delimiter(head: &[u8]) -> u8 {
    if let Some([delimiter, ..]) = head.strip_prefix(b"sep=") {
        return *delimiter;
    }
    let mut best = ((0, 0), b',');
    for delimiter in DELIMITERS {
        let regularity = regularity(head, delimiter);
        if regularity > best.0 {
            best = (regularity, delimiter);
        }
    }
    best.1
}

/// The most lines on which `delimiter` stands equally often, and how often that is.
fn regularity(head: &[u8], delimiter: u8) -> (usize, usize) {
    let mut lines_with = [0_usize; 256];
    let mut end_line = |count: usize| {
        if let Some(lines) = lines_with.get_mut(count) {
            *lines += 1;
        }
    };
    let (mut count, mut quoted, mut before) = (0, false, b'\n');
    let mut closing = false;
    for byte in head {
        let was_closing = std::mem::take(&mut closing);
        match *byte {
            QUOTE if quoted => (quoted, closing) = (false, true),
            // Two quotes within quotes are one that is text.
            QUOTE if was_closing => quoted = true,
            // A quote opens only where a cell begins; elsewhere it is an inch.
            QUOTE if before == b'\n' || DELIMITERS.contains(&before) => quoted = true,
            b'\n' | b'\r' if !quoted => {
                end_line(count);
                count = 0;
            }
            other if other == delimiter && !quoted => count += 1,
            _ => {}
        }
        before = *byte;
    }
    // The last line may have no end.
    end_line(count);
    let counts = lines_with.iter().enumerate().skip(1);
    counts
        .map(|(count, lines)| (*lines, count))
        .max()
        .filter(|(lines, _)| *lines > 0)
        .unwrap_or_default()
}
