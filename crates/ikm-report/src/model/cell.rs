use chrono::NaiveDate;
use ikm_core::measure::Grams;
use ikm_core::money::{Percent, Rupiah};
use rust_decimal::Decimal;

use super::{Term, Text};

/// One value of a table: typed, not yet rounded, not yet written in any language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known, or nothing applies. It is not zero.
    Empty,
    /// A name, a number of a document, or free text.
    Text(String),
    /// A word from a fixed list.
    Term(Term),
    /// How many.
    Count(u64),
    /// A number that may fall below zero: a change, or a quantity from which refunds are taken off.
    Signed(i64),
    /// An amount in whole rupiah.
    Money(Rupiah),
    /// Hundredths, 12.5 for 12.5 %. Unlike a rate it may be negative, as growth can be.
    Percent(Decimal),
    /// A number with a fraction, such as a capacity or a degree.
    Decimal(Decimal),
    /// A day.
    Date(NaiveDate),
    /// A weight in grams.
    Weight(Grams),
    /// Yes or no.
    Flag(bool),
}

/// What a column holds; a cell of another kind is refused, except [`Cell::Empty`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// [`Cell::Text`] or [`Cell::Term`].
    Text,
    /// [`Cell::Count`] or [`Cell::Signed`].
    Count,
    /// [`Cell::Money`].
    Money,
    /// [`Cell::Percent`].
    Percent,
    /// [`Cell::Decimal`].
    Decimal,
    /// [`Cell::Date`].
    Date,
    /// [`Cell::Weight`].
    Weight,
    /// [`Cell::Flag`].
    Flag,
}

impl Kind {
    /// Whether a column of this kind takes `cell`.
    pub fn takes(self, cell: &Cell) -> bool {
        match cell {
            Cell::Empty => true,
            Cell::Text(_) | Cell::Term(_) => self == Self::Text,
            Cell::Count(_) | Cell::Signed(_) => self == Self::Count,
            Cell::Money(_) => self == Self::Money,
            Cell::Percent(_) => self == Self::Percent,
            Cell::Decimal(_) => self == Self::Decimal,
            Cell::Date(_) => self == Self::Date,
            Cell::Weight(_) => self == Self::Weight,
            Cell::Flag(_) => self == Self::Flag,
        }
    }

    /// Whether paper lines the column up at its right edge.
    pub fn is_right_aligned(self) -> bool {
        !matches!(self, Self::Text | Self::Flag)
    }
}

/// A column: its stable name in files, its title on paper, and what it holds.
///
/// ```
/// use ikm_report::{Column, Kind};
/// let gross = Column::new("gross", Kind::Money, "Bruto", "Gross").summed();
/// assert!(gross.is_summed());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    key: String,
    title: Text,
    kind: Kind,
    summed: bool,
    dashed: bool,
    on_paper: bool,
}

impl Column {
    /// A column that files call `key` in every language, in `snake_case`.
    pub fn new(
        key: impl Into<String>,
        kind: Kind,
        indonesian: impl Into<String>,
        english: impl Into<String>,
    ) -> Self {
        Self {
            key: key.into(),
            title: Text::new(indonesian, english),
            kind,
            summed: false,
            dashed: false,
            on_paper: true,
        }
    }

    /// The same column, added up in the line of totals. Only counts, money and weights add up.
    #[must_use]
    pub fn summed(self) -> Self {
        Self { summed: true, ..self }
    }

    /// The same column, with a `-` for zero on paper, as the tables of an office have it.
    #[must_use]
    pub fn dashed(self) -> Self {
        Self { dashed: true, ..self }
    }

    /// The same column, kept for files: a code that would only crowd a page.
    #[must_use]
    pub fn in_files_only(self) -> Self {
        Self { on_paper: false, ..self }
    }

    /// The name in files.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The title on paper.
    pub fn title(&self) -> &Text {
        &self.title
    }

    /// What the column holds.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether the line of totals adds the column up.
    pub fn is_summed(&self) -> bool {
        self.summed
    }

    /// Whether paper writes zero as `-`.
    pub fn is_dashed(&self) -> bool {
        self.dashed
    }

    /// Whether paper shows the column at all.
    pub fn is_on_paper(&self) -> bool {
        self.on_paper
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Term> for Cell {
    fn from(term: Term) -> Self {
        Self::Term(term)
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Self {
        Self::Count(u64::from(count))
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Signed(number)
    }
}

impl From<Rupiah> for Cell {
    fn from(amount: Rupiah) -> Self {
        Self::Money(amount)
    }
}

impl From<Percent> for Cell {
    fn from(percent: Percent) -> Self {
        Self::Percent(percent.get())
    }
}

impl From<Decimal> for Cell {
    fn from(number: Decimal) -> Self {
        Self::Decimal(number)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

impl From<Grams> for Cell {
    fn from(weight: Grams) -> Self {
        Self::Weight(weight)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

/// What is absent becomes [`Cell::Empty`].
impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
