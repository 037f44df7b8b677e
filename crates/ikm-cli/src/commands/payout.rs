//! Paying a settlement through the bank, and what the bank refused or sent back.

use std::path::{Path, PathBuf};

use ikm_app::payout::{PayoutFileView, PayoutLineView, TakenBackView};
use ikm_core::gallery::{PayoutState, PayoutTemplate};
use ikm_core::id::PayoutId;
use ikm_core::ledger::Account;
use ikm_report::{Column, Kind, Term, Text};

use super::Key;
use crate::context::Context;
use crate::errors::Failure;
use crate::files::{read_text, write_text};
use crate::printer::Printer;
use crate::record::{Record, Rows};
use crate::value;

#[derive(Debug, clap::Args)]
pub(crate) struct FileArgs {
    /// The settlement
    run: String,
    /// Layout of the file: generic-csv, bulk-transfer or a file of your own
    #[arg(long, value_name = "TEMPLATE", default_value = "generic-csv", hide_default_value = true)]
    template: String,
    /// File to write for the bank
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Account of the association that the bank is to debit
    #[arg(long, value_name = "NUMBER", default_value = "", hide_default_value = true)]
    debit_account: String,
    /// Write the file of this payout again
    #[arg(long, value_name = "PAYOUT", value_parser = value::parse::<PayoutId>)]
    again: Option<PayoutId>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    /// The settlement
    run: String,
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FailedArgs {
    /// The settlement
    run: String,
    /// Member number, such as A-0001
    member: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ReverseArgs {
    /// The settlement
    run: String,
    /// Member number; everybody who was paid unless given
    member: Option<String>,
    /// Account that the money comes back to: bank or cash; bank unless given
    #[arg(long, value_name = "ACCOUNT", default_value = "bank", hide_default_value = true)]
    #[arg(value_parser = value::parse::<Account>)]
    to: Account,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    key: Key,
}

pub(crate) fn file(
    printer: &Printer,
    context: &mut Context,
    args: FileArgs,
) -> Result<(), Failure> {
    if let Some(payout) = args.again {
        let text = context.app()?.payout_file(&args.run, payout)?;
        write_text(&args.out, &text)?;
        let record = Record::new()
            .with("run", "Nomor", "Settlement", args.run)
            .with("payout", "Pembayaran", "Payout", payout.to_string())
            .with("out", "Berkas", "File", args.out.display().to_string());
        return Ok(printer.record(&record)?);
    }
    let template = match PayoutTemplate::shipped(&args.template) {
        Some(text) => text.to_owned(),
        None => read_text(Path::new(&args.template))?,
    };
    let mut app = context.keyed(args.key.key)?;
    let view = app.make_payout_file(&args.run, &template, &args.debit_account)?;
    let text = app.payout_file(&args.run, view.payout)?;
    write_text(&args.out, &text)?;
    let PayoutFileView { run, payout, members, total, without_account } = view;
    let columns = vec![Column::new("member", Kind::Text, "Anggota", "Member")];
    let rows = without_account.iter().map(|member| vec![member.to_string().into()]).collect();
    let record = Record::new()
        .with("run", "Nomor", "Settlement", run.to_string())
        .with("payout", "Pembayaran", "Payout", payout.to_string())
        .with("out", "Berkas", "File", args.out.display().to_string())
        .with("members", "Penerima", "Members", members)
        .with("total", "Jumlah", "Total", total)
        .rows("without_account", "Tanpa rekening", "Without account", Rows { columns, rows });
    Ok(printer.record(&record)?)
}

pub(crate) fn list(
    printer: &Printer,
    context: &mut Context,
    args: &ListArgs,
) -> Result<(), Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let columns = vec![
        text("payout", "Pembayaran", "Payout").in_files_only(),
        Column::new("made_on", Kind::Date, "Tanggal", "Date"),
        text("member", "Anggota", "Member"),
        Column::new("amount", Kind::Money, "Jumlah", "Amount").summed(),
        text("state", "Keadaan", "State"),
        text("bank", "Bank", "Bank"),
        text("account", "Rekening", "Account"),
        text("reason", "Alasan", "Reason"),
    ];
    let mut listing = printer.listing(columns, args.limit)?;
    for view in context.app()?.payout_lines(&args.run)? {
        let PayoutLineView { payout, made_on, member, amount, state, account, reason } = view;
        let (bank, number) = account.unwrap_or_default();
        listing.row(&[
            payout.to_string().into(),
            made_on.into(),
            member.to_string().into(),
            amount.into(),
            term(state).into(),
            bank.into(),
            number.into(),
            reason.into(),
        ])?;
    }
    Ok(listing.end()?)
}

fn term(state: PayoutState) -> Term {
    Term { code: state.code().to_owned(), text: Text::of(|lang| state.title(lang).to_owned()) }
}

pub(crate) fn failed(
    printer: &Printer,
    context: &mut Context,
    args: FailedArgs,
) -> Result<(), Failure> {
    let mut app = context.keyed(args.key.key)?;
    let view = app.fail_payout(&args.run, &args.member, &args.reason)?;
    Ok(printer.record(&taken_back(&view))?)
}

pub(crate) fn reverse(
    printer: &Printer,
    context: &mut Context,
    args: ReverseArgs,
) -> Result<(), Failure> {
    let mut app = context.keyed(args.key.key)?;
    let view = app.reverse_payout(&args.run, args.member.as_deref(), args.to, &args.reason)?;
    Ok(printer.record(&taken_back(&view))?)
}

fn taken_back(view: &TakenBackView) -> Record {
    Record::new()
        .with("run", "Nomor", "Settlement", view.run.to_string())
        .with("members", "Anggota", "Members", view.members)
        .with("amount", "Terutang lagi", "Due again", view.amount)
}
