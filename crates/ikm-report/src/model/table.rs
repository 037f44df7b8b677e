use ikm_core::measure::Grams;
use ikm_core::money::Rupiah;

use super::{Cell, Column, Kind, Text};
use crate::error::ReportError;

/// Columns and rows that fit them: a ragged table, or words in a money column, cannot exist.
///
/// ```
/// use ikm_core::money::Rupiah;
/// use ikm_report::{Cell, Column, Kind, Table, Term, Text};
/// # fn main() -> Result<(), ikm_report::ReportError> {
/// let mut table = Table::try_new(
///     "dues",
///     Text::new("Iuran per anggota", "Dues by member"),
///     vec![
///         Column::new("member", Kind::Text, "Anggota", "Member"),
///         Column::new("paid", Kind::Money, "Dibayar", "Paid").summed(),
///     ],
/// )?;
/// table.push(vec!["A-001".into(), Rupiah::new(120_000).into()])?;
/// table.total(Term::new("total", "Jumlah", "Total"))?;
/// assert_eq!(table.totals().and_then(|row| row.last()), Some(&Cell::Money(Rupiah::new(120_000))));
/// assert!(table.push(vec!["A-002".into()]).is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    name: String,
    title: Text,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    totals: Option<Vec<Cell>>,
}

impl Table {
    /// An empty table that files call `name`.
    ///
    /// # Errors
    ///
    /// [`ReportError::BadColumns`] when there is no column, a key is empty, or two are the same.
    pub fn try_new(
        name: impl Into<String>,
        title: Text,
        columns: Vec<Column>,
    ) -> Result<Self, ReportError> {
        check_columns(&columns)?;
        Ok(Self { name: name.into(), title, columns, rows: Vec::new(), totals: None })
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// [`ReportError::Ragged`] or [`ReportError::WrongKind`] when the row does not fit the columns.
    pub fn push(&mut self, row: Vec<Cell>) -> Result<(), ReportError> {
        check_row(&self.columns, &row)?;
        self.rows.push(row);
        Ok(())
    }

    /// Adds the line of totals: `label` in the first column of words that paper shows, and the sum
    /// of each column that is [`Column::summed`].
    ///
    /// # Errors
    ///
    /// [`ReportError::Overflow`] when a sum leaves the range of its kind.
    pub fn total(&mut self, label: impl Into<Cell>) -> Result<(), ReportError> {
        let mut totals = Totals::new(&self.columns);
        for row in &self.rows {
            totals.add(row)?;
        }
        self.totals = Some(totals.line(&self.columns, label.into())?);
        Ok(())
    }

    /// The name in files.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The title on paper.
    pub fn title(&self) -> &Text {
        &self.title
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The rows, each as long as the columns.
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// The line of totals, as long as the columns.
    pub fn totals(&self) -> Option<&[Cell]> {
        self.totals.as_deref()
    }
}

/// Running sums of the [`Column::summed`] columns, for a listing that streams past.
#[derive(Clone, Debug)]
pub struct Totals(Vec<Option<i128>>);

impl Totals {
    /// Sums of nothing yet.
    pub fn new(columns: &[Column]) -> Self {
        Self(columns.iter().map(|column| column.is_summed().then_some(0)).collect())
    }

    /// Adds the row's cells to the sums; an empty cell adds nothing.
    ///
    /// # Errors
    ///
    /// [`ReportError::Overflow`] when a sum is beyond counting.
    pub fn add(&mut self, row: &[Cell]) -> Result<(), ReportError> {
        for (sum, cell) in self.0.iter_mut().zip(row) {
            if let Some(sum) = sum {
                *sum = sum.checked_add(amount(cell)).ok_or(ReportError::Overflow)?;
            }
        }
        Ok(())
    }

    /// The line of totals for `columns`, with `label` in the first column of words on paper.
    ///
    /// # Errors
    ///
    /// [`ReportError::Overflow`] when a sum leaves the range of its kind.
    pub fn line(&self, columns: &[Column], label: Cell) -> Result<Vec<Cell>, ReportError> {
        let mut label = Some(label);
        columns
            .iter()
            .zip(&self.0)
            .map(|(column, sum)| match (column.kind(), sum) {
                (Kind::Text, _) if column.is_on_paper() => Ok(label.take().unwrap_or(Cell::Empty)),
                (kind, Some(sum)) => sum_cell(kind, *sum),
                (_, None) => Ok(Cell::Empty),
            })
            .collect()
    }
}

fn amount(cell: &Cell) -> i128 {
    match cell {
        Cell::Count(count) => i128::from(*count),
        Cell::Signed(number) => i128::from(*number),
        Cell::Money(money) => i128::from(money.get()),
        Cell::Weight(weight) => i128::from(weight.get()),
        Cell::Empty
        | Cell::Text(_)
        | Cell::Term(_)
        | Cell::Percent(_)
        | Cell::Decimal(_)
        | Cell::Date(_)
        | Cell::Flag(_) => 0,
    }
}

fn sum_cell(kind: Kind, sum: i128) -> Result<Cell, ReportError> {
    let overflow = |_out_of_range| ReportError::Overflow;
    match kind {
        Kind::Count if sum < 0 => i64::try_from(sum).map(Cell::Signed).map_err(overflow),
        Kind::Count => u64::try_from(sum).map(Cell::Count).map_err(overflow),
        Kind::Money => {
            i64::try_from(sum).map(|sum| Cell::Money(Rupiah::new(sum))).map_err(overflow)
        }
        Kind::Weight => {
            u32::try_from(sum).map(|sum| Cell::Weight(Grams::new(sum))).map_err(overflow)
        }
        Kind::Text | Kind::Percent | Kind::Decimal | Kind::Date | Kind::Flag => Ok(Cell::Empty),
    }
}

/// Checks that there are columns and that files can tell them apart.
pub(crate) fn check_columns(columns: &[Column]) -> Result<(), ReportError> {
    if columns.is_empty() {
        return Err(ReportError::BadColumns(String::new()));
    }
    let mut seen = std::collections::BTreeSet::new();
    for column in columns {
        if column.key().is_empty() || !seen.insert(column.key()) {
            return Err(ReportError::BadColumns(column.key().to_owned()));
        }
    }
    Ok(())
}

/// Checks that `row` has a cell of the right kind for every column.
pub(crate) fn check_row(columns: &[Column], row: &[Cell]) -> Result<(), ReportError> {
    if row.len() != columns.len() {
        return Err(ReportError::Ragged { expected: columns.len(), found: row.len() });
    }
    match columns.iter().zip(row).find(|(column, cell)| !column.kind().takes(cell)) {
        Some((column, _)) => Err(ReportError::WrongKind(column.key().to_owned())),
        None => Ok(()),
    }
}
