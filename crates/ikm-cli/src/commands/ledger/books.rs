//! Closing the books, holds, and the journal for other programs.

use std::path::PathBuf;

use chrono::NaiveDate;
use ikm_core::ledger::Hold;
use ikm_core::money::Rupiah;
use ikm_report::{Column, JournalFor, Kind};

use super::{Key, account};
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::files::{NewFile, unwritable};
use crate::printer::Printer;
use crate::record::Record;
use crate::value;

#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// The file
    file: PathBuf,
    /// Which program reads it: hledger or ledger
    #[arg(long, value_name = "PROGRAM", value_parser = value::parse::<JournalFor>)]
    to: JournalFor,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CloseArgs {
    /// The first day that stays open
    #[arg(long, value_name = "DATE", value_parser = value::day)]
    until: NaiveDate,
    /// Move income and expense to the association's fund first
    #[arg(long)]
    year_end: bool,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct HoldArgs {
    /// Account on which it is held: cash, bank or qris-in-transit
    account: String,
    /// How much, in rupiah
    #[arg(value_name = "RP", value_parser = value::parse::<Rupiah>, allow_negative_numbers = true)]
    amount: Rupiah,
    /// What it is for
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct VoidArgs {
    /// Its id, as ikm ledger holds lists it
    hold: String,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ReverseArgs {
    /// Its id, as ikm ledger entries lists it
    entry: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    key: Key,
}

pub(super) fn export(
    printer: &Printer,
    context: &mut Context,
    args: &ExportArgs,
) -> Result<Done, Failure> {
    let mut file = NewFile::begin(&args.file).map_err(unwritable(&args.file))?;
    let export = context.app()?.export_journal(args.to, &mut file)?;
    file.finish().map_err(unwritable(&args.file))?;
    let record = Record::new()
        .with("out", "Berkas", "File", args.file.display().to_string())
        .with("to", "Untuk", "For", args.to.to_string())
        .with("entries", "Jurnal", "Entries", export.entries)
        .with("accounts", "Akun", "Accounts", export.accounts);
    printer.record(&record)?;
    Ok(Done::Well)
}

pub(super) fn close(
    printer: &Printer,
    context: &mut Context,
    args: CloseArgs,
) -> Result<Done, Failure> {
    let closing = context.keyed(args.key.key)?.close_books(args.until, args.year_end)?;
    let mut record = Record::new()
        .with("closing", "Tutup buku", "Closing", u64::from(closing.number))
        .with("until", "Sampai sebelum", "Before", closing.until)
        .with("entries", "Jurnal", "Entries", closing.entries)
        .with("digest", "Segel", "Seal", closing.digest);
    if let Some(entry) = closing.year_end {
        record = record.with("year_end", "Jurnal penutup", "Closing entry", entry.to_string());
    }
    printer.record(&record)?;
    Ok(Done::Well)
}

pub(super) fn closings(printer: &Printer, context: &mut Context) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let columns = vec![
        Column::new("closing", Kind::Count, "No.", "No."),
        Column::new("until", Kind::Date, "Sampai sebelum", "Before"),
        Column::new("entries", Kind::Count, "Jurnal", "Entries"),
        text("digest", "Segel", "Seal"),
    ];
    let mut listing = printer.listing(columns, None)?;
    for closing in context.app()?.closings()? {
        listing.row(&[
            u64::from(closing.number).into(),
            closing.until.into(),
            closing.entries.into(),
            closing.digest.into(),
        ])?;
    }
    listing.end()?;
    Ok(Done::Well)
}

pub(super) fn holds(printer: &Printer, context: &mut Context) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let columns = vec![
        text("hold", "Id", "Id"),
        Column::new("opened_on", Kind::Date, "Sejak", "Since"),
        text("account", "Akun", "Account"),
        Column::new("amount", Kind::Money, "Jumlah", "Amount").summed(),
        text("reason", "Untuk", "For"),
    ];
    let mut listing = printer.listing(columns, None)?;
    for hold in context.app()?.open_holds()? {
        listing.row(&[
            hold.id().to_string().into(),
            Hold::opened_on(&hold).into(),
            account(hold.account()).into(),
            hold.amount().into(),
            hold.reason().into(),
        ])?;
    }
    listing.end()?;
    Ok(Done::Well)
}

pub(super) fn hold(
    printer: &Printer,
    context: &mut Context,
    args: HoldArgs,
) -> Result<Done, Failure> {
    let mut app = context.keyed(args.key.key)?;
    let account = app.account(&args.account)?;
    let id = app.open_hold(account, args.amount, &args.reason)?;
    say(printer, "hold", "Penahanan", "Hold", &id.to_string())
}

pub(super) fn void(
    printer: &Printer,
    context: &mut Context,
    args: VoidArgs,
) -> Result<Done, Failure> {
    let id = context.keyed(args.key.key)?.void_hold(&args.hold)?;
    say(printer, "hold", "Penahanan", "Hold", &id.to_string())
}

pub(super) fn reverse(
    printer: &Printer,
    context: &mut Context,
    args: ReverseArgs,
) -> Result<Done, Failure> {
    let entry = context.keyed(args.key.key)?.reverse_entry(&args.entry, &args.reason)?;
    say(printer, "entry", "Jurnal", "Entry", &entry.to_string())
}

fn say(
    printer: &Printer,
    key: &'static str,
    indonesian: &'static str,
    english: &'static str,
    value: &str,
) -> Result<Done, Failure> {
    printer.record(&Record::new().with(key, indonesian, english, value.to_owned()))?;
    Ok(Done::Well)
}
