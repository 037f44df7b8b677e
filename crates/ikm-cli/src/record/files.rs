//! Records as files carry them: CSV and JSON.

use ikm_report::{Cell, Column, Kind};
use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};

use super::{Record, Rows, Value};

impl Record {
    /// The record as one row of a file of columns: a group becomes a column a value, named with a
    /// point; words and tables become one text each.
    pub(crate) fn flat(&self) -> (Vec<Column>, Vec<Cell>) {
        let (mut columns, mut cells) = (Vec::new(), Vec::new());
        self.flatten("", &mut columns, &mut cells);
        (columns, cells)
    }

    fn flatten(&self, prefix: &str, columns: &mut Vec<Column>, cells: &mut Vec<Cell>) {
        for field in &self.0 {
            let key = format!("{prefix}{}", field.key);
            let cell = match &field.value {
                Value::Record(group) => {
                    group.flatten(&format!("{key}."), columns, cells);
                    continue;
                }
                Value::Cell(cell) => cell.clone(),
                Value::Words(words) => {
                    join(words.iter().map(|word| word.code.clone()), "; ").into()
                }
                Value::Rows(rows) => {
                    let lines = rows.rows.iter().map(|row| join(row.iter().map(in_file), " "));
                    join(lines, "; ").into()
                }
            };
            columns.push(Column::new(key, kind_of(&cell), "", ""));
            cells.push(cell);
        }
    }
}

fn join(parts: impl Iterator<Item = String>, with: &str) -> String {
    parts.collect::<Vec<_>>().join(with)
}

fn kind_of(cell: &Cell) -> Kind {
    match cell {
        Cell::Empty | Cell::Text(_) | Cell::Term(_) => Kind::Text,
        Cell::Count(_) | Cell::Signed(_) => Kind::Count,
        Cell::Money(_) => Kind::Money,
        Cell::Percent(_) => Kind::Percent,
        Cell::Decimal(_) => Kind::Decimal,
        Cell::Date(_) => Kind::Date,
        Cell::Weight(_) => Kind::Weight,
        Cell::Flag(_) => Kind::Flag,
    }
}

/// The cell as files carry it.
fn in_file(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Term(term) => term.code.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Signed(number) => number.to_string(),
        Cell::Money(amount) => amount.get().to_string(),
        Cell::Percent(number) | Cell::Decimal(number) => number.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::Weight(weight) => weight.get().to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.0.len()))?;
        for field in &self.0 {
            object.serialize_entry(&field.key, &field.value)?;
        }
        object.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Cell(cell) => CellValue(cell).serialize(serializer),
            Self::Words(words) => serializer.collect_seq(words.iter().map(|word| &word.code)),
            Self::Record(record) => record.serialize(serializer),
            Self::Rows(rows) => rows.serialize(serializer),
        }
    }
}

impl Serialize for Rows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.rows.len()))?;
        for cells in &self.rows {
            rows.serialize_element(&RowObject { columns: &self.columns, cells })?;
        }
        rows.end()
    }
}

struct RowObject<'a> {
    columns: &'a [Column],
    cells: &'a [Cell],
}

impl Serialize for RowObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.columns
                .iter()
                .zip(self.cells)
                .map(|(column, cell)| (column.key(), CellValue(cell))),
        )
    }
}

struct CellValue<'a>(&'a Cell);

impl Serialize for CellValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty => serializer.serialize_unit(),
            Cell::Count(count) => serializer.serialize_u64(*count),
            Cell::Signed(number) => serializer.serialize_i64(*number),
            Cell::Money(amount) => serializer.serialize_i64(amount.get()),
            Cell::Weight(weight) => serializer.serialize_u32(weight.get()),
            Cell::Flag(flag) => serializer.serialize_bool(*flag),
            cell @ (Cell::Text(_)
            | Cell::Term(_)
            | Cell::Percent(_)
            | Cell::Decimal(_)
            | Cell::Date(_)) => serializer.serialize_str(&in_file(cell)),
        }
    }
}
