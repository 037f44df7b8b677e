//! The cells of one row, kept in one text so that a row costs two allocations and not thirty.

use std::fmt;

/// The longest cell that is read, in bytes. Whatever is longer is no cell of a list.
pub const MAX_CELL_BYTES: usize = 1 << 20;
/// The most columns that a row may have.
pub const MAX_COLUMNS: usize = 1024;
/// The longest row that is read, in bytes.
pub const MAX_ROW_BYTES: usize = 4 << 20;

/// The cells of one row as text, in the order of the columns.
///
/// ```
/// use ikm_import::Cells;
/// let cells: Cells = ["Rendang Uni Mar", "", "3"].into_iter().collect();
/// assert_eq!(cells.get(0), "Rendang Uni Mar");
/// assert_eq!(cells.get(99), "");
/// assert_eq!(cells.len(), 3);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Cells {
    text: String,
    spans: Vec<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    end: usize,
    kind: Kind,
}

/// What a spreadsheet holds a cell as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    /// A formula whose value was never stored.
    Formula,
}

impl Cells {
    /// The cell in column `index`, counted from 0; empty where the row is shorter.
    pub fn get(&self, index: usize) -> &str {
        let Some(span) = self.spans.get(index) else { return "" };
        let start = match index.checked_sub(1) {
            Some(before) => self.spans.get(before).map_or(0, |span| span.end),
            None => 0,
        };
        self.text.get(start..span.end).unwrap_or_default()
    }

    /// How many cells the row has.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether the row has no cell.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The cells from left to right.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Whether no cell holds more than blanks.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether the spreadsheet held the cell as a number and not as text: then its digits may
    /// already be damaged.
    pub(crate) fn is_typed_number(&self, index: usize) -> bool {
        self.spans.get(index).is_some_and(|span| span.kind == Kind::Number)
    }

    /// Whether the cell is a formula whose value the file does not hold, so that it reads as empty.
    pub(crate) fn is_formula(&self, index: usize) -> bool {
        self.spans.get(index).is_some_and(|span| span.kind == Kind::Formula)
    }

    /// Puts `text` into the cell in column `index`, which becomes text; the row grows where needed.
    pub(crate) fn put(&mut self, index: usize, text: &str) {
        let mut filled = Self::default();
        for column in 0..self.len().max(index + 1) {
            let old = self.spans.get(column).map_or(Kind::Text, |span| span.kind);
            let (text, kind) =
                if column == index { (text, Kind::Text) } else { (self.get(column), old) };
            filled.text.push_str(text);
            filled.end_cell(kind);
        }
        *self = filled;
    }

    pub(crate) fn bytes(&self) -> usize {
        self.text.len()
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.end_cell(Kind::Text);
    }

    pub(crate) fn push_number(&mut self, text: &str) {
        self.text.push_str(text);
        self.end_cell(Kind::Number);
    }

    pub(crate) fn push_formula(&mut self) {
        self.end_cell(Kind::Formula);
    }

    fn end_cell(&mut self, kind: Kind) {
        self.spans.push(Span { end: self.text.len(), kind });
    }
}

impl fmt::Debug for Cells {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a> FromIterator<&'a str> for Cells {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        let mut cells = Self::default();
        for text in texts {
            cells.push(text);
        }
        cells
    }
}

/// A row as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RawRow {
    /// The number that a spreadsheet shows beside it, from 1.
    pub(crate) number: u64,
    pub(crate) cells: Cells,
}
