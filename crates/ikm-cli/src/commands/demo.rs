use std::path::PathBuf;

use ikm_report::{Column, Kind, Term, Text};

use crate::demo::{self, DemoOutcome};
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::progress::Progress;
use crate::record::{Record, Rows};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder: a new or empty one, or that of an earlier demo, which is replaced
    dir: PathBuf,
}

/// Plays a year, and says what came of it.
pub(crate) fn run(printer: &Printer, args: &Args) -> Result<Done, Failure> {
    let lang = printer.lang();
    let progress = Progress::begin("", lang);
    let played = demo::play(&args.dir, lang, &mut |step| progress.doing(step.text(lang)));
    drop(progress);
    let outcome = played?;
    if printer.is_for_people() {
        Printer::page(&outcome.summary(lang))?;
    } else {
        printer.record(&record(&outcome))?;
    }
    Ok(Done::with(outcome.checks.iter().any(|check| !check.ok)))
}

fn record(outcome: &DemoOutcome) -> Record {
    let columns = vec![
        Column::new("rule", Kind::Text, "Aturan", "Rule"),
        Column::new("ok", Kind::Flag, "Berlaku", "Holds"),
    ];
    let checks =
        outcome.checks.iter().map(|check| vec![check.rule_en.into(), check.ok.into()]).collect();
    let paths = outcome.reports.iter().map(|path| path.display().to_string());
    let reports = paths.map(|path| Term { code: path.clone(), text: Text::same(path) }).collect();
    Record::new()
        .in_files("ikm", outcome.ikm)
        .in_files("classifications", outcome.classifications)
        .in_files("kecamatan", outcome.kecamatan)
        .in_files("nagari", outcome.nagari)
        .in_files("rows", outcome.rows)
        .in_files("rejected", outcome.rejected)
        .in_files("recognised", outcome.recognised)
        .in_files("suspected_duplicates", outcome.suspected_duplicates)
        .in_files("members", outcome.members)
        .in_files("dues_charged_rupiah", outcome.dues_charged_rupiah)
        .in_files("dues_paid_rupiah", outcome.dues_paid_rupiah)
        .in_files("makers", outcome.makers)
        .in_files("consigned_items", outcome.consigned_items)
        .in_files("sales", outcome.sales)
        .in_files("gross_rupiah", outcome.gross_rupiah)
        .in_files("commission_rupiah", outcome.commission_rupiah)
        .in_files("settlements", outcome.settlements)
        .in_files("settled_rupiah", outcome.settled_rupiah)
        .in_files("shipments", outcome.shipments)
        .in_files("shipping_normal_rupiah", outcome.shipping_normal_rupiah)
        .in_files("shipping_special_rupiah", outcome.shipping_special_rupiah)
        .in_files("trial_balance_rupiah", outcome.trial_balance_rupiah)
        .in_files("entries", outcome.entries)
        .in_files("audit_records", outcome.audit_records)
        .in_files("store", outcome.store.display().to_string())
        .rows_in_files("checks", Rows { columns, rows: checks })
        .words("reports", "Laporan", "Reports", reports)
}
