use std::path::PathBuf;

use ikm_store::SqliteStore;

use crate::args::Global;
use crate::context::{Context, store_path};
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::Record;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The copy
    file: PathBuf,
}

/// Copies the store into a new file.
pub(crate) fn backup(printer: &Printer, context: &Context, args: &Args) -> Result<Done, Failure> {
    context.store().backup_to(&args.file)?;
    say(printer, args)
}

/// Makes the store from a copy; one that is there already is left alone.
pub(crate) fn restore(printer: &Printer, global: &Global, args: &Args) -> Result<Done, Failure> {
    let path = store_path(global)?;
    SqliteStore::open(&args.file)?.backup_to(path)?;
    say(printer, args)
}

fn say(printer: &Printer, args: &Args) -> Result<Done, Failure> {
    let record = Record::new().with("file", "Berkas", "File", args.file.display().to_string());
    printer.record(&record)?;
    Ok(Done::Well)
}
