mod lint;
mod quote;

pub(crate) use quote::figures;

use std::path::PathBuf;

use chrono::NaiveDate;
use ikm_app::shipping::TariffView;
use ikm_core::measure::Dimensions;
use ikm_core::region::PostalCode;
use ikm_core::shipping::Price;

use super::Key;
use crate::args::Global;
use crate::book;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::Record;
use crate::value;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Look for what is wrong or odd in a tariff book
    Lint(LintArgs),
    /// Load a tariff book into the store
    Load(LoadArgs),
    /// Quote one parcel
    Quote(QuoteArgs),
    /// Quote a table of parcels
    QuoteBatch(QuoteBatchArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct LintArgs {
    /// Folder of the tariff book
    book: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct LoadArgs {
    /// Folder of the tariff book
    book: PathBuf,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct QuoteArgs {
    /// Folder of the tariff book; the one of the store that is in force unless given
    #[arg(long, value_name = "BOOK")]
    book: Option<PathBuf>,
    #[command(flatten)]
    parcel: ParcelArgs,
    /// Day of the price; the business date unless given
    #[arg(long, value_name = "DATE", value_parser = value::day)]
    on: Option<NaiveDate>,
    /// Class of the sender, for rules of the special tariff
    #[arg(long, value_name = "CODE")]
    classification: Option<String>,
    /// Show every step to the price
    #[arg(long)]
    explain: bool,
}

/// What is sent, and where.
#[derive(Debug, clap::Args)]
pub(crate) struct ParcelArgs {
    /// Postal code of the destination
    #[arg(long, value_name = "CODE", value_parser = value::parse::<PostalCode>)]
    pub(super) to: PostalCode,
    /// Code of the service
    #[arg(long, value_name = "CODE")]
    pub(super) service: String,
    /// Weight in grams
    #[arg(long, value_name = "GRAMS")]
    pub(super) weight_g: u32,
    /// Three sizes in millimetres, such as 300x200x100
    #[arg(long, value_name = "LxWxH", value_parser = value::sizes)]
    pub(super) size_mm: Option<Dimensions>,
    /// Value declared for insurance, in rupiah
    #[arg(long, value_name = "RP", value_parser = value::price, allow_negative_numbers = true)]
    pub(super) declared: Option<Price>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct QuoteBatchArgs {
    /// The parcels, as CSV
    #[arg(value_name = "IN.csv")]
    input: PathBuf,
    /// Where the prices go, as CSV
    #[arg(long, value_name = "OUT.csv")]
    out: PathBuf,
    /// Folder of the tariff book; the one of the store that is in force unless given
    #[arg(long, value_name = "BOOK")]
    book: Option<PathBuf>,
    /// Day of the price; the business date unless given
    #[arg(long, value_name = "DATE", value_parser = value::day)]
    on: Option<NaiveDate>,
}

pub(crate) fn run(printer: &Printer, global: &Global, command: Command) -> Result<Done, Failure> {
    match command {
        Command::Lint(args) => lint::run(printer, &args),
        Command::Load(args) => load(printer, global, args),
        Command::Quote(args) => quote::one(printer, global, args),
        Command::QuoteBatch(args) => quote::batch(printer, global, &args),
    }
}

fn load(printer: &Printer, global: &Global, args: LoadArgs) -> Result<Done, Failure> {
    let files = book::read_whole(&args.book)?;
    let mut context = Context::open(global)?;
    let TariffView { tariff, carrier, version, effective_from, effective_to } =
        context.keyed(args.key.key)?.load_tariff(files)?;
    let record = Record::new()
        .with("tariff", "Id", "Id", tariff.to_string())
        .with("carrier", "Pengirim", "Carrier", carrier)
        .with("version", "Versi", "Version", version)
        .with("effective_from", "Berlaku mulai", "In force from", effective_from)
        .with("effective_to", "Berlaku sampai sebelum", "In force until before", effective_to);
    printer.record(&record)?;
    Ok(Done::Well)
}
