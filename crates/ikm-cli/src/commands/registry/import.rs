use std::path::Path;

use ikm_app::App;
use ikm_app::registry::{ImportOutcome, ImportSettings};
use ikm_import::Mapping;
use ikm_report::Text;

use super::ImportArgs;
use super::decisions::Decisions;
use super::watch::{Kept, Watch};
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::files::{read_text, write_text};
use crate::printer::Printer;
use crate::record::{Record, Value};
use crate::rejects::Place;

pub(super) fn run(
    printer: &Printer,
    context: &mut Context,
    args: ImportArgs,
) -> Result<Done, Failure> {
    let settings = settings(&args)?;
    let file = args.file;
    // A dry run writes nothing, unless the person names a file to write.
    let keeps_rejects = !settings.dry_run || args.rejects.is_some();
    let place = keeps_rejects.then(|| Place::new(args.rejects, &file));
    let mut app = context.keyed(args.key.key)?;
    let mut watch = Watch::new(printer, place.clone());
    let is_shown = settings.dry_run && !printer.is_csv();
    if is_shown || args.decisions.is_some() {
        let path = args.decisions.as_deref();
        watch.decisions = Some(Decisions::new(printer.style(), settings.dry_run, path)?);
    }
    let outcome = app.import(&file, &settings, &mut watch);
    watch.end_talk(outcome.is_err());
    let outcome = outcome?;
    let (has_begun, decisions, mut kept) = (watch.has_begun, watch.decisions, watch.kept);
    if (outcome.rejected > 0 || args.save_mapping.is_some()) && !has_begun {
        kept = read_again(&mut app, printer, &file, settings, place)?;
    }
    if let (Some(path), Some(mapping)) = (&args.save_mapping, &kept.mapping) {
        write_text(path, &mapping.to_string())?;
    }
    let shown = decisions.filter(|_| is_shown).map(Decisions::into_rows);
    let mut record = record(&outcome, &kept, &file);
    if let Some(file) = &kept.decisions_file {
        record = record.in_files("decisions_file", file.display().to_string());
    }
    if let Some(rows) = shown {
        record = record.rows(
            "decisions",
            "Yang akan terjadi dengan baris-baris itu (20 pertama tiap jenis; semuanya dengan --decisions)",
            "What will become of the rows (the first 20 of each kind; all of them with --decisions)",
            rows,
        );
    }
    printer.record(&record)?;
    Ok(Done::with(outcome.rejected > 0))
}

fn settings(args: &ImportArgs) -> Result<ImportSettings, Failure> {
    let mapping = match &args.mapping {
        Some(file) => Some(read_text(file)?.parse::<Mapping>()?),
        None => None,
    };
    let (dry_run, strict, unit) = (args.dry_run, args.strict, args.unit);
    Ok(ImportSettings { dry_run, strict, unit, mapping, sheet: args.sheet.clone() })
}

/// The rejects and the mapping of an import that was done before under its key. Its answer was kept,
/// they were not; reading the list again finds them, and the file of rejects that is there already.
fn read_again(
    app: &mut App<'_>,
    printer: &Printer,
    file: &Path,
    settings: ImportSettings,
    place: Option<Place>,
) -> Result<Kept, Failure> {
    app.set_key(None);
    let settings = ImportSettings { dry_run: true, ..settings };
    let mut watch = Watch::quiet(printer, place);
    app.import(file, &settings, &mut watch)?;
    Ok(watch.kept)
}

fn record(outcome: &ImportOutcome, kept: &Kept, file: &Path) -> Record {
    let rejects_file = kept.rejects_file.as_ref().map(|path| path.display().to_string());
    let totals = &outcome.totals;
    let totals = Record::new()
        .with("workers", "Tenaga kerja", "Workers", totals.workers)
        .with("investment", "Investasi", "Investment", totals.investment)
        .with("production_value", "Nilai produksi", "Production value", totals.production_value)
        .with("raw_material_value", "Bahan baku", "Raw material", totals.raw_material_value);
    Record::new()
        .with("file", "Berkas", "File", file.display().to_string())
        .with("batch", "Nomor impor", "Import", outcome.batch.map(|batch| batch.to_string()))
        .with("rows", "Baris dibaca", "Rows read", outcome.rows)
        .with("added", "Ditambahkan", "Added", outcome.added)
        .with("updated", "Diperbarui", "Updated", outcome.updated)
        .with("unchanged", "Tidak berubah", "Unchanged", outcome.unchanged)
        .with("rejected", "Ditolak", "Rejected", outcome.rejected)
        .with("skipped", "Bukan baris IKM", "No rows of IKM", outcome.skipped)
        .with(
            "suspected_duplicates",
            "Pasangan yang mirip",
            "Similar pairs",
            outcome.suspected_duplicates,
        )
        .with("suggestible", "Saran kode KBLI", "KBLI suggested", outcome.suggestible)
        .with("rejects_file", "Berkas yang ditolak", "File of rejects", rejects_file)
        .with("warnings", "Peringatan", "Warnings", outcome.warnings)
        .group("by_commodity", "Menurut komoditi", "By commodity", by_commodity(outcome))
        .group("totals", "Jumlah yang terbaca", "Totals of what was read", totals)
}

/// The commodities, the most frequent first.
fn by_commodity(outcome: &ImportOutcome) -> Record {
    let mut counts: Vec<(&String, &u64)> = outcome.by_commodity.iter().collect();
    counts.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    counts.into_iter().fold(Record::new(), |record, (name, count)| {
        let label = match name.as_str() {
            "undecided" => Text::new("belum ditentukan", "undecided"),
            name => Text::same(name),
        };
        record.push(name, Some(label), Value::Cell((*count).into()))
    })
}
