mod goods;
mod terms;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ikm_app::gallery::{LineWarning, RejectedLine, StockView};
use ikm_report::{Cell, Column, Kind};

use super::Key;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::progress::Progress;
use crate::record::Record;
use crate::rejects::{Place, write_lines};
use crate::remarks::Remarks;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Take goods in from a file of intake notes
    Intake(IntakeArgs),
    /// Book the sales of a file of receipts
    Sales(FileArgs),
    /// List what lies in the gallery
    Stock(StockArgs),
    /// Hand goods back to their maker, under a number
    Return(goods::ReturnArgs),
    /// Write goods off, for a cause that says who bears it
    WriteOff(goods::WriteOffArgs),
    /// Bring goods to another place
    Move(goods::MoveArgs),
    /// List goods whose last day is near or over
    PullList(goods::PullArgs),
    /// Count what lies at a place, and book the differences
    #[command(subcommand)]
    Count(goods::CountCommand),
    /// Rules by which goods come in: terms, food, room
    #[command(subcommand)]
    Terms(terms::Command),
    /// Who waits for room on the shelf
    #[command(subcommand)]
    Waiting(terms::WaitingCommand),
}

#[derive(Debug, clap::Args)]
pub(crate) struct FileArgs {
    /// The file: CSV or a spreadsheet
    file: PathBuf,
    /// Where rejected lines go; NAME.rejects.csv in the current folder unless given
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct IntakeArgs {
    #[command(flatten)]
    file: FileArgs,
    /// Why goods come in that do not look like what their maker makes
    #[arg(long, value_name = "REASON")]
    r#override: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct StockArgs {
    /// Items of which nothing is left, too
    #[arg(long)]
    all: bool,
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

pub(crate) fn run(
    printer: &Printer,
    context: &mut Context,
    command: Command,
) -> Result<Done, Failure> {
    match command {
        Command::Intake(args) => intake(printer, context, args),
        Command::Sales(args) => sales(printer, context, args),
        Command::Stock(args) => stock(printer, context, &args),
        Command::Return(args) => goods::hand_back(printer, context, args),
        Command::WriteOff(args) => goods::write_off(printer, context, args),
        Command::Move(args) => goods::relocate(printer, context, args),
        Command::PullList(args) => goods::pull_list(printer, context, &args),
        Command::Count(command) => goods::count(printer, context, command),
        Command::Terms(command) => terms::run(printer, context, command),
        Command::Waiting(command) => terms::waiting(printer, context, command),
    }
}

fn intake(printer: &Printer, context: &mut Context, args: IntakeArgs) -> Result<Done, Failure> {
    let IntakeArgs { file: args, r#override: reason } = args;
    let mut app = context.keyed(args.key.key)?;
    let progress = Progress::begin(printer.lang().pick("baris titipan", "lines"), printer.lang());
    let outcome =
        app.intake_although(&args.file, reason.as_deref(), &mut |lines| progress.at(lines));
    drop(progress);
    let outcome = outcome?;
    say_warnings(printer, &outcome.warnings);
    say_rejects(printer, &outcome.rejected);
    let place = Place::new(args.rejects, &args.file);
    let file = write_lines(&place, &outcome.headers, &outcome.rejected, printer.lang())?;
    let record = Record::new()
        .with("notes", "Nota titipan", "Notes", outcome.notes)
        .with("items", "Barang", "Items", outcome.items)
        .with("rejected", "Baris ditolak", "Lines rejected", count(&outcome.rejected))
        .with("rejects_file", "Berkas yang ditolak", "File of rejects", file.as_deref().map(shown))
        .with("warnings", "Peringatan", "Warnings", count(&outcome.warnings));
    printer.record(&record)?;
    Ok(Done::with(!outcome.rejected.is_empty()))
}

fn sales(printer: &Printer, context: &mut Context, args: FileArgs) -> Result<Done, Failure> {
    let mut app = context.keyed(args.key.key)?;
    let progress = Progress::begin(printer.lang().pick("baris jualan", "lines"), printer.lang());
    let outcome = app.sales(&args.file, &mut |lines| progress.at(lines));
    drop(progress);
    let outcome = outcome?;
    say_rejects(printer, &outcome.rejected);
    let place = Place::new(args.rejects, &args.file);
    let file = write_lines(&place, &outcome.headers, &outcome.rejected, printer.lang())?;
    let record = Record::new()
        .with("receipts", "Kuitansi", "Receipts", outcome.receipts)
        .with("lines", "Baris", "Lines", outcome.lines)
        .with("gross", "Penjualan", "Gross", outcome.gross)
        .with("rejected", "Baris ditolak", "Lines rejected", count(&outcome.rejected))
        .with("rejects_file", "Berkas yang ditolak", "File of rejects", file.as_deref().map(shown));
    printer.record(&record)?;
    Ok(Done::with(!outcome.rejected.is_empty()))
}

fn count<T>(list: &[T]) -> u64 {
    u64::try_from(list.len()).unwrap_or(u64::MAX)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn say_warnings(printer: &Printer, warnings: &[LineWarning]) {
    let lang = printer.lang();
    let mut remarks = Remarks::new(printer);
    for warning in warnings {
        let row = lang.pick("baris", "row");
        let words = format!("{row} {}: {}", warning.row, warning.text(lang));
        remarks.say_words("warning", &warning.code, &words);
    }
    remarks.end();
}

fn say_rejects(printer: &Printer, rejected: &[RejectedLine]) {
    let lang = printer.lang();
    let mut remarks = Remarks::new(printer);
    for line in rejected {
        let (row, column) = (lang.pick("baris", "row"), lang.pick("kolom", "column"));
        let reason = line.reason(lang);
        let place = match line.column.as_str() {
            // Some reasons name the column themselves.
            name if reason.starts_with(name) => format!("{row} {}", line.row),
            name => format!("{row} {}, {column} {name}", line.row),
        };
        remarks.say_words("rejected", &line.code, &format!("{place}: {reason}"));
    }
    remarks.end();
}

fn stock(printer: &Printer, context: &mut Context, args: &StockArgs) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let pieces = |key, id, en| Column::new(key, Kind::Count, id, en).summed();
    let columns = vec![
        text("item", "Id", "Id").in_files_only(),
        text("member", "Anggota", "Member"),
        text("maker", "Nama IKM", "Name of the IKM"),
        text("sku", "Kode barang", "Sku"),
        text("name", "Barang", "Goods"),
        text("category", "Jenis", "Category").in_files_only(),
        text("lot", "Lot", "Lot"),
        Column::new("best_before", Kind::Date, "Kedaluwarsa", "Best before"),
        Column::new("unit_price", Kind::Money, "Harga", "Price"),
        pieces("received", "Masuk", "Received").in_files_only(),
        pieces("sold", "Terjual", "Sold").in_files_only(),
        pieces("returned", "Retur", "Returned").in_files_only(),
        pieces("written_off", "Dihapus", "Written off").in_files_only(),
        pieces("on_hand", "Sisa", "On hand"),
        pieces("shelf", "Di rak", "On the shelf").in_files_only(),
        text("elsewhere", "Di tempat lain", "Elsewhere").in_files_only(),
    ];
    let app = context.app()?;
    let mut listing = printer.listing(columns, args.limit)?;
    app.for_each_item(!args.all, |view| Ok(listing.row(&cells(view))?))?;
    listing.end()?;
    Ok(Done::Well)
}

fn cells(view: StockView) -> Vec<Cell> {
    vec![
        view.item.to_string().into(),
        view.member.to_string().into(),
        view.maker.into(),
        view.sku.into(),
        view.name.into(),
        view.category.into(),
        view.lot.into(),
        view.best_before.into(),
        view.unit_price.into(),
        view.received.into(),
        view.sold.into(),
        view.returned.into(),
        view.written_off.into(),
        view.on_hand.into(),
        view.shelf.into(),
        elsewhere(&view.elsewhere).into(),
    ]
}

/// The pieces at other places than the shelf, as `store=3 event:Bazar=2`.
fn elsewhere(places: &BTreeMap<ikm_core::gallery::Place, u32>) -> Option<String> {
    let places: Vec<String> = places.iter().map(|(at, held)| format!("{at}={held}")).collect();
    (!places.is_empty()).then(|| places.join(" "))
}
