//! Goods that go back, are written off, moved or counted.

use std::path::PathBuf;

use ikm_app::gallery::GoodsView;
use ikm_core::association::MemberNumber;
use ikm_core::gallery::{GoodsLine, LossCause, Place};
use ikm_report::{Column, Kind};

use super::super::Key;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::Record;
use crate::value;

#[derive(Debug, clap::Args)]
pub(crate) struct ReturnArgs {
    /// Goods and how many: RDG-250=3, or RDG-250@L1=3 for one lot
    #[arg(value_name = "GOODS", value_parser = value::parse::<GoodsLine>, num_args = 0..)]
    goods: Vec<GoodsLine>,
    /// All goods of this member that are past their last day, instead
    #[arg(long, value_name = "MEMBER", value_parser = value::parse::<MemberNumber>)]
    #[arg(conflicts_with_all = ["goods", "place"])]
    expired: Option<MemberNumber>,
    /// Where they lie: shelf, store or event:NAME; shelf unless given
    #[arg(long, value_name = "PLACE", value_parser = value::parse::<Place>)]
    place: Option<Place>,
    /// Why; may be left out
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct WriteOffArgs {
    /// Goods and how many: RDG-250=3, or RDG-250@L1=3 for one lot
    #[arg(value_name = "GOODS", value_parser = value::parse::<GoodsLine>)]
    #[arg(required = true, num_args = 1..)]
    goods: Vec<GoodsLine>,
    /// Why they are lost; the terms say who bears it
    #[arg(long, value_name = "CAUSE")]
    cause: Cause,
    /// Where they lie: shelf, store or event:NAME; shelf unless given
    #[arg(long, value_name = "PLACE", value_parser = value::parse::<Place>)]
    place: Option<Place>,
    /// Why; may be left out
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    #[command(flatten)]
    key: Key,
}

/// A cause of a loss, as the command line names it.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Cause {
    Lost,
    Broken,
    Expired,
    Staff,
}

impl From<Cause> for LossCause {
    fn from(cause: Cause) -> Self {
        match cause {
            Cause::Lost => Self::Lost,
            Cause::Broken => Self::Broken,
            Cause::Expired => Self::Expired,
            Cause::Staff => Self::Staff,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct MoveArgs {
    /// Goods and how many: RDG-250=3, or RDG-250@L1=3 for one lot
    #[arg(value_name = "GOODS", value_parser = value::parse::<GoodsLine>)]
    #[arg(required = true, num_args = 1..)]
    goods: Vec<GoodsLine>,
    /// Where they lie: shelf, store or event:NAME; shelf unless given
    #[arg(long, value_name = "PLACE", value_parser = value::parse::<Place>)]
    from: Option<Place>,
    /// Where they go
    #[arg(long, value_name = "PLACE", value_parser = value::parse::<Place>)]
    to: Place,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PullArgs {
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

#[derive(Debug, clap::Subcommand)]
pub(crate) enum CountCommand {
    /// Freeze a sheet of what should lie at a place
    Start(StartArgs),
    /// Show a sheet, to be filled in
    Sheet(SheetArgs),
    /// Book the differences of a sheet that was filled in
    Close(CloseArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct StartArgs {
    /// The place: shelf, store or event:NAME; shelf unless given
    #[arg(value_name = "PLACE", value_parser = value::parse::<Place>)]
    place: Option<Place>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SheetArgs {
    /// The number of the sheet
    sheet: String,
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CloseArgs {
    /// The number of the sheet
    sheet: String,
    /// The file: CSV or a spreadsheet
    file: PathBuf,
    #[command(flatten)]
    key: Key,
}

pub(super) fn hand_back(
    printer: &Printer,
    context: &mut Context,
    args: ReturnArgs,
) -> Result<Done, Failure> {
    let reason = args.reason.unwrap_or_default();
    let mut app = context.keyed(args.key.key)?;
    let view = match args.expired {
        Some(member) => app.return_expired(member, &reason)?,
        None => app.return_goods(&args.goods, &args.place.unwrap_or_default(), &reason)?,
    };
    show(printer, &view)
}

pub(super) fn write_off(
    printer: &Printer,
    context: &mut Context,
    args: WriteOffArgs,
) -> Result<Done, Failure> {
    let (place, reason) = (args.place.unwrap_or_default(), args.reason.unwrap_or_default());
    let mut app = context.keyed(args.key.key)?;
    let view = app.write_off(&args.goods, &place, args.cause.into(), &reason)?;
    show(printer, &view)
}

pub(super) fn relocate(
    printer: &Printer,
    context: &mut Context,
    args: MoveArgs,
) -> Result<Done, Failure> {
    let from = args.from.unwrap_or_default();
    let view = context.keyed(args.key.key)?.move_goods(&args.goods, &from, &args.to)?;
    show(printer, &view)
}

fn show(printer: &Printer, view: &GoodsView) -> Result<Done, Failure> {
    let record = Record::new()
        .with("number", "Nomor", "Number", view.number.clone())
        .with("lines", "Baris", "Lines", view.lines)
        .with("pieces", "Jumlah barang", "Pieces", view.pieces)
        .with("owed", "Ditanggung galeri", "Borne by the gallery", view.owed);
    printer.record(&record)?;
    Ok(Done::Well)
}

pub(super) fn pull_list(
    printer: &Printer,
    context: &mut Context,
    args: &PullArgs,
) -> Result<Done, Failure> {
    let columns = vec![
        Column::new("member", Kind::Text, "Anggota", "Member"),
        Column::new("maker", Kind::Text, "Nama IKM", "Name of the IKM"),
        Column::new("sku", Kind::Text, "Kode barang", "Sku"),
        Column::new("name", Kind::Text, "Barang", "Goods"),
        Column::new("lot", Kind::Text, "Lot", "Lot"),
        Column::new("best_before", Kind::Date, "Kedaluwarsa", "Best before"),
        Column::new("days_left", Kind::Count, "Sisa hari", "Days left"),
        Column::new("due", Kind::Count, "Batas", "Due").in_files_only(),
        Column::new("on_hand", Kind::Count, "Sisa", "On hand").summed(),
    ];
    let pulls = context.app()?.pull_list()?;
    let mut listing = printer.listing(columns, args.limit)?;
    for pull in pulls {
        let item = pull.item;
        listing.row(&[
            item.member.to_string().into(),
            item.maker.into(),
            item.sku.into(),
            item.name.into(),
            item.lot.into(),
            item.best_before.into(),
            pull.days_left.into(),
            pull.due.into(),
            item.on_hand.into(),
        ])?;
    }
    listing.end()?;
    Ok(Done::Well)
}

pub(super) fn count(
    printer: &Printer,
    context: &mut Context,
    command: CountCommand,
) -> Result<Done, Failure> {
    match command {
        CountCommand::Start(args) => {
            let place = args.place.unwrap_or_default();
            let view = context.keyed(args.key.key)?.start_count(&place)?;
            show(printer, &view)
        }
        CountCommand::Sheet(args) => sheet(printer, context, &args),
        CountCommand::Close(args) => {
            let view = context.keyed(args.key.key)?.close_count(&args.sheet, &args.file)?;
            show(printer, &view)
        }
    }
}

fn sheet(printer: &Printer, context: &mut Context, args: &SheetArgs) -> Result<Done, Failure> {
    let columns = vec![
        Column::new("sheet", Kind::Text, "Lembar", "Sheet"),
        Column::new("line", Kind::Count, "Baris", "Line"),
        Column::new("sku", Kind::Text, "Kode barang", "Sku"),
        Column::new("name", Kind::Text, "Barang", "Goods"),
        Column::new("lot", Kind::Text, "Lot", "Lot"),
        Column::new("best_before", Kind::Date, "Kedaluwarsa", "Best before"),
        Column::new("expected", Kind::Count, "Seharusnya", "Expected").summed(),
        Column::new("counted", Kind::Text, "Terhitung", "Counted"),
        Column::new("cause", Kind::Text, "Sebab", "Cause"),
    ];
    let lines = context.app()?.count_sheet(&args.sheet)?;
    let mut listing = printer.listing(columns, args.limit)?;
    for line in lines {
        listing.row(&[
            args.sheet.clone().into(),
            line.line.into(),
            line.sku.into(),
            line.name.into(),
            line.lot.into(),
            line.best_before.into(),
            line.expected.into(),
            None::<String>.into(),
            None::<String>.into(),
        ])?;
    }
    listing.end()?;
    Ok(Done::Well)
}
