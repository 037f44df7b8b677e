use ikm_app::registry::MergeOutcome;
use ikm_core::registry::Part;
use ikm_report::{Column, Kind, Term, Text};

use super::words::part_term;
use super::{Key, LimitArgs};
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::Record;

#[derive(Debug, clap::Args)]
pub(crate) struct MergeArgs {
    /// The IKM that goes on: id, NIB or member number
    keep: String,
    /// The IKM that is merged into it: id, NIB or member number
    drop: String,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct UnmergeArgs {
    /// Id of the merge
    merge: String,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DistinctArgs {
    /// The one IKM: id, NIB or member number
    a: String,
    /// The other IKM: id, NIB or member number
    b: String,
    #[command(flatten)]
    key: Key,
}

pub(super) fn merge(
    printer: &Printer,
    context: &mut Context,
    args: MergeArgs,
) -> Result<Done, Failure> {
    let merged = context.keyed(args.key.key)?.merge(&args.keep, &args.drop)?;
    printer.record(&record(merged))?;
    Ok(Done::Well)
}

pub(super) fn unmerge(
    printer: &Printer,
    context: &mut Context,
    args: UnmergeArgs,
) -> Result<Done, Failure> {
    let parted = context.keyed(args.key.key)?.unmerge(&args.merge)?;
    printer.record(&record(parted))?;
    Ok(Done::Well)
}

fn record(outcome: MergeOutcome) -> Record {
    let members = outcome.members.iter().map(ToString::to_string);
    let members = members.map(|number| Term { text: Text::same(number.clone()), code: number });
    let is_changed = |part: &&Part| outcome.changed.iter().any(|code| code == part.code());
    let changed = Part::ALL.iter().filter(is_changed).map(|part| part_term(*part)).collect();
    Record::new()
        .with("merge", "Nomor penggabungan", "Merge", outcome.merge.to_string())
        .in_files("keep", outcome.keep.to_string())
        .with("keep_name", "IKM yang diteruskan", "IKM that goes on", outcome.keep_name)
        .in_files("drop", outcome.drop.to_string())
        .with("drop_name", "IKM yang lain", "The other IKM", outcome.drop_name)
        .words("members", "Keanggotaan yang pindah", "Memberships moved", members.collect())
        .with("enrolments", "Program yang pindah", "Enrolments moved", outcome.enrolments)
        .with("figures", "Baris angka yang pindah", "Rows of figures moved", outcome.figures)
        .words("changed", "Isian yang berubah", "What changed", changed)
}

pub(super) fn distinct(
    printer: &Printer,
    context: &mut Context,
    args: DistinctArgs,
) -> Result<Done, Failure> {
    let two = context.keyed(args.key.key)?.distinct(&args.a, &args.b)?;
    let record = Record::new().with("a", "IKM", "IKM", two.a.to_string()).with(
        "b",
        "IKM lain",
        "Other IKM",
        two.b.to_string(),
    );
    printer.record(&record)?;
    Ok(Done::Well)
}

pub(super) fn merges(
    printer: &Printer,
    context: &mut Context,
    args: &LimitArgs,
) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    // A merge's id must stay on one line, so that it can be copied.
    let columns = vec![
        text("merge", "Nomor penggabungan", "Merge"),
        Column::new("on", Kind::Date, "Tanggal", "Date"),
        text("keep", "IKM", "IKM").in_files_only(),
        text("keep_name", "Diteruskan", "Goes on"),
        text("drop", "IKM lain", "Other IKM").in_files_only(),
        text("drop_name", "Digabungkan", "Merged"),
        Column::new("undone_on", Kind::Date, "Dibatalkan", "Taken back"),
    ];
    let mut listing = printer.listing(columns, args.limit)?;
    context.app()?.for_each_merge(|merge| {
        Ok(listing.row(&[
            merge.merge.to_string().into(),
            merge.on.into(),
            merge.keep.to_string().into(),
            merge.keep_name.into(),
            merge.drop.to_string().into(),
            merge.drop_name.into(),
            merge.undone_on.into(),
        ])?)
    })?;
    listing.end()?;
    Ok(Done::Well)
}
