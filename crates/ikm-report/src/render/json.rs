use std::io::Write;

use ikm_core::Lang;
use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};

use crate::error::ReportError;
use crate::model::{Chart, Column, Report, Table, Unit};
use crate::sink::RowObject;

/// Writes the whole report as one object. The main table's columns, rows and totals stand at the
/// top, where a program looks first; the other tables follow in `tables`.
pub(super) fn write(report: &Report, lang: Lang, out: &mut dyn Write) -> Result<(), ReportError> {
    serde_json::to_writer_pretty(&mut *out, &Whole { report, lang })
        .map_err(|error| ReportError::Write(error.into()))?;
    Ok(writeln!(out)?)
}

struct Whole<'a> {
    report: &'a Report,
    lang: Lang,
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { report, lang } = *self;
        let main = report.main_table();
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("name", &report.name)?;
        object.serialize_entry("title", report.title.pick(lang))?;
        object.serialize_entry("association", &report.heading.association)?;
        object.serialize_entry("as_of", &report.heading.as_of.to_string())?;
        if let Some(period) = report.heading.period {
            object.serialize_entry("period", &period)?;
        }
        if let Some(table) = main {
            write_table(table, lang, &mut object)?;
        }
        let others: Vec<TableObject<'_>> = report
            .tables()
            .filter(|table| !main.is_some_and(|main| std::ptr::eq(main, *table)))
            .map(|table| TableObject { table, lang })
            .collect();
        object.serialize_entry("tables", &others)?;
        let charts: Vec<ChartObject<'_>> =
            report.charts().map(|chart| ChartObject { chart, lang }).collect();
        object.serialize_entry("charts", &charts)?;
        let notes: Vec<&str> = report.notes().map(|note| note.pick(lang)).collect();
        object.serialize_entry("notes", &notes)?;
        object.end()
    }
}

struct TableObject<'a> {
    table: &'a Table,
    lang: Lang,
}

impl Serialize for TableObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("name", self.table.name())?;
        object.serialize_entry("title", self.table.title().pick(self.lang))?;
        write_table(self.table, self.lang, &mut object)?;
        object.end()
    }
}

fn write_table<M: serde::ser::SerializeMap>(
    table: &Table,
    lang: Lang,
    object: &mut M,
) -> Result<(), M::Error> {
    let columns: Vec<ColumnObject<'_>> =
        table.columns().iter().map(|column| ColumnObject { column, lang }).collect();
    object.serialize_entry("columns", &columns)?;
    object.serialize_entry("rows", &Rows(table))?;
    let totals = table.totals().map(|cells| RowObject { columns: table.columns(), cells });
    object.serialize_entry("totals", &totals)
}

struct Rows<'a>(&'a Table);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.rows().len()))?;
        for cells in self.0.rows() {
            rows.serialize_element(&RowObject { columns: self.0.columns(), cells })?;
        }
        rows.end()
    }
}

struct ColumnObject<'a> {
    column: &'a Column,
    lang: Lang,
}

impl Serialize for ColumnObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(2))?;
        object.serialize_entry("key", self.column.key())?;
        object.serialize_entry("title", self.column.title().pick(self.lang))?;
        object.end()
    }
}

struct ChartObject<'a> {
    chart: &'a Chart,
    lang: Lang,
}

impl Serialize for ChartObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unit = match self.chart.unit {
            Unit::Count => "count",
            Unit::Money => "rupiah",
        };
        let bars: Vec<BarObject<'_>> = self
            .chart
            .bars
            .iter()
            .map(|bar| BarObject { label: bar.label.pick(self.lang), value: bar.value })
            .collect();
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("name", &self.chart.name)?;
        object.serialize_entry("title", self.chart.title.pick(self.lang))?;
        object.serialize_entry("unit", unit)?;
        object.serialize_entry("bars", &bars)?;
        object.end()
    }
}

#[derive(serde::Serialize)]
struct BarObject<'a> {
    label: &'a str,
    value: i64,
}
