use ikm_report::{Column, Kind};

use super::{Key, LimitArgs};
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::Record;

#[derive(Debug, clap::Args)]
pub(crate) struct UndoArgs {
    /// Id of the import, or a beginning of it that no other has
    batch: String,
    #[command(flatten)]
    key: Key,
}

pub(super) fn undo(
    printer: &Printer,
    context: &mut Context,
    args: UndoArgs,
) -> Result<Done, Failure> {
    let undone = context.keyed(args.key.key)?.undo(&args.batch)?;
    let record = Record::new()
        .with("batch", "Nomor impor", "Import", undone.batch.to_string())
        .with("removed", "IKM dikeluarkan", "IKM removed", undone.removed)
        .with("restored", "IKM dikembalikan seperti semula", "IKM restored", undone.restored);
    printer.record(&record)?;
    Ok(Done::Well)
}

pub(super) fn imports(
    printer: &Printer,
    context: &mut Context,
    args: &LimitArgs,
) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let count = |key, id, en| Column::new(key, Kind::Count, id, en);
    // An import's id must stay on one line, so that it can be copied.
    let columns = vec![
        text("batch", "Nomor impor", "Import"),
        Column::new("imported_on", Kind::Date, "Tanggal", "Date"),
        text("file", "Berkas", "File"),
        count("rows", "Baris", "Rows").in_files_only(),
        count("added", "Baru", "New"),
        count("updated", "Diubah", "Changed"),
        count("unchanged", "Tidak berubah", "Unchanged").in_files_only(),
        count("rejected", "Ditolak", "Rejected").in_files_only(),
        Column::new("undone_on", Kind::Date, "Dibatalkan", "Taken back"),
    ];
    let mut listing = printer.listing(columns, args.limit)?;
    context.app()?.for_each_import(|batch| {
        Ok(listing.row(&[
            batch.id.to_string().into(),
            batch.imported_on.into(),
            batch.file.into(),
            batch.rows.into(),
            batch.added.into(),
            batch.updated.into(),
            batch.unchanged.into(),
            batch.rejected.into(),
            batch.undone_on.into(),
        ])?)
    })?;
    listing.end()?;
    Ok(Done::Well)
}
