//! Heads of days, proofs, and one account posting by posting.

use std::path::PathBuf;

use chrono::NaiveDate;
use ikm_core::audit::hex;
use ikm_core::id::EntryId;
use ikm_core::ledger::Proof;
use ikm_report::{Column, Kind, Term, Text};

use crate::context::Context;
use crate::errors::{CliError, Done, Failure};
use crate::files::read_text;
use crate::printer::Printer;
use crate::record::Record;
use crate::value;

#[derive(Debug, clap::Args)]
pub(crate) struct DigestArgs {
    /// The day
    #[arg(value_parser = value::day)]
    day: NaiveDate,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProofArgs {
    /// Id of the entry, as a statement names it
    #[arg(value_parser = value::parse::<EntryId>)]
    entry: EntryId,
    /// Show only the lines on this account, such as consignment-payable:A-0001
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckProofArgs {
    /// The proof, as ikm ledger proof wrote it
    file: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct AccountArgs {
    /// The account, such as cash or payout-due:A-0001
    account: String,
    /// From this day on
    #[arg(long, value_name = "DATE", value_parser = value::day)]
    from: Option<NaiveDate>,
    /// Before this day
    #[arg(long, value_name = "DATE", value_parser = value::day)]
    until: Option<NaiveDate>,
}

pub(super) fn digest(
    printer: &Printer,
    context: &mut Context,
    args: &DigestArgs,
) -> Result<Done, Failure> {
    let (day, is_closed) = context.app()?.day_head(args.day)?;
    let record = Record::new()
        .with("day", "Tanggal", "Day", day.day)
        .with("entries", "Jurnal", "Entries", day.entries)
        .with("root", "Akar", "Root", hex(&day.root))
        .with("previous", "Hari sebelumnya", "Day before", hex(&day.previous))
        .with("head", "Kepala", "Head", hex(&day.head()))
        .with("closed", "Sudah ditutup", "Closed", is_closed);
    printer.record(&record)?;
    Ok(Done::Well)
}

/// A proof is a file for another program, so it is JSON in every format.
pub(super) fn proof(context: &mut Context, args: &ProofArgs) -> Result<Done, Failure> {
    let app = context.app()?;
    let account = args.account.as_deref().map(|code| app.account(code)).transpose()?;
    let proof = app.prove(args.entry, account)?;
    let text = serde_json::to_string_pretty(&proof).map_err(std::io::Error::from);
    Printer::page(&format!("{}\n", text.map_err(ikm_report::ReportError::from)?))?;
    Ok(Done::Well)
}

/// Needs no store: whoever has the proof can check it.
pub(crate) fn check(printer: &Printer, args: &CheckProofArgs) -> Result<Done, Failure> {
    let text = read_text(&args.file)?;
    let proof: Proof = serde_json::from_str(&text)
        .map_err(|error| CliError::Read { path: args.file.clone(), source: error.into() })?;
    let head = proof.verify()?;
    let record = Record::new()
        .with("ok", "Benar", "Correct", true)
        .with("entry", "Jurnal", "Entry", proof.entry.to_string())
        .with("day", "Tanggal", "Day", proof.day.day)
        .with("head", "Kepala", "Head", hex(&head));
    printer.record(&record)?;
    Ok(Done::Well)
}

pub(super) fn account(
    printer: &Printer,
    context: &mut Context,
    args: &AccountArgs,
) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let money = |key, id, en| Column::new(key, Kind::Money, id, en);
    let columns = vec![
        Column::new("on", Kind::Date, "Tanggal", "Date"),
        text("kind", "Jenis", "Kind"),
        text("reference", "Acuan", "Reference"),
        money("amount", "Debet (−kredit)", "Debit (−credit)").summed(),
        money("balance", "Saldo", "Balance"),
        text("entry", "Id", "Id").in_files_only(),
    ];
    let app = context.app()?;
    let account = app.account(&args.account)?;
    let days = args.from.unwrap_or(NaiveDate::MIN)..args.until.unwrap_or(NaiveDate::MAX);
    let mut listing = printer.listing(columns, None)?;
    app.account_statement(account, days, |line| {
        let kind = line.entry.kind();
        let kind_text = Text::of(|lang| kind.title(lang).to_owned());
        listing.row(&[
            line.entry.on().into(),
            Term { code: kind.code().to_owned(), text: kind_text }.into(),
            line.entry.reference().into(),
            line.amount.into(),
            line.balance.into(),
            line.entry.id().to_string().into(),
        ])?;
        Ok(())
    })?;
    listing.end()?;
    Ok(Done::Well)
}
