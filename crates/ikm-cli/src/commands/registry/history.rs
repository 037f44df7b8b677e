use ikm_report::{Column, Kind};

use super::ShowArgs;
use super::words::{cause_id, cause_term, part_term};
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;

/// A row a change of one part of the profile.
pub(super) fn history(
    printer: &Printer,
    context: &mut Context,
    args: &ShowArgs,
) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let columns = vec![
        Column::new("on", Kind::Date, "Tanggal", "Date"),
        text("cause", "Sebab", "Cause"),
        text("by", "Nomor", "Id").in_files_only(),
        text("file", "Berkas", "File"),
        text("part", "Isian", "What"),
        text("before", "Semula", "Before"),
        text("after", "Menjadi", "After"),
    ];
    let rows = context.app()?.history(&args.ikm)?;
    let mut listing = printer.listing(columns, None)?;
    for row in rows {
        listing.row(&[
            row.on.into(),
            cause_term(row.cause).into(),
            cause_id(row.cause).into(),
            row.file.into(),
            row.part.map(part_term).into(),
            row.before.into(),
            row.after.into(),
        ])?;
    }
    listing.end()?;
    Ok(Done::Well)
}

/// A row a year and source.
pub(super) fn figures(
    printer: &Printer,
    context: &mut Context,
    args: &ShowArgs,
) -> Result<Done, Failure> {
    let count = |key, id, en| Column::new(key, Kind::Count, id, en);
    let money = |key, id, en| Column::new(key, Kind::Money, id, en);
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let columns = vec![
        text("year", "Tahun", "Year"),
        text("file", "Sumber", "Source"),
        text("batch", "Nomor impor", "Import").in_files_only(),
        Column::new("recorded_on", Kind::Date, "Dicatat", "Recorded"),
        count("workers_male", "L", "M").in_files_only(),
        count("workers_female", "P", "F").in_files_only(),
        count("workers", "Tenaga kerja", "Workers"),
        money("investment", "Investasi", "Investment"),
        text("capacity", "Kapasitas", "Capacity"),
        text("capacity_unit", "Satuan", "Unit"),
        money("production_value", "Nilai produksi", "Production value"),
        money("raw_material_value", "Bahan baku", "Raw material"),
        money("sales", "Omzet", "Sales"),
    ];
    let rows = context.app()?.figures(&args.ikm)?;
    let mut listing = printer.listing(columns, None)?;
    for row in rows {
        let figures = row.figures;
        listing.row(&[
            row.year.to_string().into(),
            row.file.into(),
            row.batch.map(|batch| batch.to_string()).into(),
            row.recorded_on.into(),
            figures.workers.male.into(),
            figures.workers.female.into(),
            figures.workers.count().into(),
            figures.investment.into(),
            figures.capacity.map(|capacity| capacity.to_string()).into(),
            figures.capacity_unit.into(),
            figures.production_value.into(),
            figures.raw_material_value.into(),
            figures.sales.into(),
        ])?;
    }
    listing.end()?;
    Ok(Done::Well)
}
