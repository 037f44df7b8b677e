use std::fs::File;
use std::path::Path;

use chrono::NaiveDate;
use ikm_core::measure::Grams;
use ikm_core::shipping::{Explanation, Parcel, Quote};
use ikm_report::{Cell, Column, Kind};
use ikm_tariff::CompiledBook;

use super::{ParcelArgs, QuoteArgs, QuoteBatchArgs};
use crate::args::Global;
use crate::book;
use crate::context::{Context, today};
use crate::errors::{Done, Failure};
use crate::files::{NewFile, unreadable, unwritable};
use crate::printer::Printer;
use crate::record::{Record, Rows};

impl ParcelArgs {
    /// The parcel of a sender of this class.
    pub(crate) fn parcel(self, classification: Option<String>) -> Parcel {
        Parcel {
            to: self.to,
            service: self.service,
            weight: Grams::new(self.weight_g),
            dimensions: self.size_mm,
            declared_value: self.declared,
            classification,
        }
    }
}

/// The book in the folder, or the one of the store that is in force.
fn book(folder: Option<&Path>, global: &Global, on: NaiveDate) -> Result<CompiledBook, Failure> {
    match folder {
        Some(folder) => book::compile(folder),
        None => Ok(Context::open(global)?.app()?.tariff_on(on)?.1),
    }
}

pub(super) fn one(printer: &Printer, global: &Global, args: QuoteArgs) -> Result<Done, Failure> {
    let on = args.on.unwrap_or_else(|| today(global));
    let book = book(args.book.as_deref(), global, on)?;
    let parcel = args.parcel.parcel(args.classification);
    let explanation = book.explain(&parcel, on)?;
    let lines = lines(&explanation, printer);
    let record = Record::new()
        .with("carrier", "Pengirim", "Carrier", book.carrier().to_owned())
        .with("version", "Buku tarif", "Tariff book", book.version().to_owned())
        .with("on", "Tanggal", "Date", on)
        .with("to", "Kode pos tujuan", "Postal code", parcel.to.to_string())
        .with("service", "Layanan", "Service", parcel.service);
    let record = figures(record, &explanation.quote);
    let record = if args.explain {
        record.rows("lines", "Perhitungan", "Steps", lines)
    } else {
        record.rows_in_files("lines", lines)
    };
    printer.record(&record)?;
    Ok(Done::Well)
}

/// Adds the figures of a quote.
pub(crate) fn figures(record: Record, quote: &Quote) -> Record {
    record
        .with("billed_g", "Berat tertagih", "Billed weight", quote.billed())
        .with("normal", "Tarif normal", "Normal tariff", quote.normal())
        .with("special", "Tarif khusus", "Special tariff", quote.special())
        .with("saving", "Hemat", "Saving", quote.saving())
        .with("surcharge", "Biaya tambahan", "Surcharge", quote.surcharge())
        .with("insurance", "Asuransi", "Insurance", quote.insurance())
        .with("tax", "Pajak", "Tax", quote.tax())
        .with("total", "Jumlah", "Total", quote.total())
}

fn lines(explanation: &Explanation, printer: &Printer) -> Rows {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let money = |key, id, en| Column::new(key, Kind::Money, id, en);
    let columns = vec![
        text("rule", "Aturan", "Rule").in_files_only(),
        text("title", "Langkah", "Step"),
        text("input", "Dari", "From"),
        text("formula", "Hitungan", "Calculation"),
        text("file", "Berkas", "File"),
        Column::new("row", Kind::Count, "Baris", "Line"),
        money("before", "Sebelum", "Before").in_files_only(),
        money("amount", "Jumlah", "Amount"),
        money("after", "Sampai di sini", "So far").in_files_only(),
    ];
    let row = |line: &ikm_core::shipping::Line| -> Vec<Cell> {
        let view = line.view(printer.lang());
        vec![
            view.rule.into(),
            view.title.into(),
            view.input.into(),
            view.formula.into(),
            view.file.into(),
            view.row.into(),
            view.before.into(),
            view.amount.into(),
            view.after.into(),
        ]
    };
    Rows { columns, rows: explanation.lines.iter().map(row).collect() }
}

pub(super) fn batch(
    printer: &Printer,
    global: &Global,
    args: &QuoteBatchArgs,
) -> Result<Done, Failure> {
    let on = args.on.unwrap_or_else(|| today(global));
    let book = book(args.book.as_deref(), global, on)?;
    let input = File::open(&args.input).map_err(unreadable(&args.input))?;
    let mut out = NewFile::begin(&args.out).map_err(unwritable(&args.out))?;
    let counts = ikm_tariff::quote_batch(&book, on, input, &mut out)?;
    out.finish().map_err(unwritable(&args.out))?;
    let record = Record::new()
        .with("rows", "Paket", "Parcels", counts.rows)
        .with("quoted", "Berharga", "Quoted", counts.quoted)
        .with("refused", "Tanpa harga", "Without a price", counts.refused)
        .with("out", "Berkas hasil", "File of prices", args.out.display().to_string());
    printer.record(&record)?;
    Ok(Done::with(counts.refused > 0))
}
