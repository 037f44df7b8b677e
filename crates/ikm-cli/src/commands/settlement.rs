use chrono::NaiveDate;
use ikm_app::settlement::{PayableView, SettlementView};
use ikm_core::gallery::{SettlementTerms, SettlementTotals};
use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;
use ikm_report::{Cell, Column, Kind, Term, Text};

use super::{Key, payout};
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::{Record, Rows};
use crate::value;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Show what a settlement would do, and change nothing
    Preview(TermsArgs),
    /// Settle what was sold
    Run(RunArgs),
    /// List the settlements
    List(ListArgs),
    /// List what a settlement pays each member
    Payables(PayablesArgs),
    /// Show a member why it is that amount
    Statement(StatementArgs),
    /// Record that a settlement was paid out
    Paid(PaidArgs),
    /// Write a file for the bank that pays everybody who is due and has an account
    PayoutFile(payout::FileArgs),
    /// List how far the payments of a settlement have come
    Payouts(payout::ListArgs),
    /// Record that the bank refused a payment; it is due again
    Failed(payout::FailedArgs),
    /// Record that money paid out came back; it is due again
    Reverse(payout::ReverseArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct TermsArgs {
    /// Sales before this day count
    #[arg(long, value_name = "DATE", value_parser = value::day)]
    until: NaiveDate,
    /// The least that is paid out, in rupiah; what is less is carried forward; 0 unless given
    #[arg(long, value_name = "RP", default_value = "0", hide_default_value = true)]
    #[arg(value_parser = value::parse::<Rupiah>, allow_negative_numbers = true)]
    minimum: Rupiah,
    /// Days that a sale rests before it counts; 0 unless given
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    hold_days: u32,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RunArgs {
    #[command(flatten)]
    terms: TermsArgs,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PayablesArgs {
    /// The settlement
    run: String,
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct StatementArgs {
    /// The settlement
    run: String,
    /// Member number, such as A-0001
    member: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PaidArgs {
    /// The settlement
    run: String,
    /// Account that pays: cash or bank; bank, cash and QRIS in this order unless given
    #[arg(long, value_name = "ACCOUNT", value_parser = value::parse::<Account>)]
    from: Option<Account>,
    /// Only this member; may be given more than once
    #[arg(long = "member", value_name = "MEMBER")]
    members: Vec<String>,
    #[command(flatten)]
    key: Key,
}

impl TermsArgs {
    const fn terms(&self) -> SettlementTerms {
        let Self { until, minimum, hold_days } = *self;
        SettlementTerms { until, hold_days, minimum }
    }
}

pub(crate) fn run(
    printer: &Printer,
    context: &mut Context,
    command: Command,
) -> Result<Done, Failure> {
    match command {
        Command::Preview(args) => {
            let view = context.app()?.preview_settlement(args.terms())?;
            printer.record(&record(&view))?;
        }
        Command::Run(args) => {
            let view = context.keyed(args.key.key)?.run_settlement(args.terms.terms())?;
            printer.record(&record(&view))?;
        }
        Command::List(args) => list(printer, context, &args)?,
        Command::Payables(args) => payables(printer, context, &args)?,
        Command::Statement(args) => {
            let report = context.app()?.statement_report(&args.run, &args.member)?;
            printer.report(&report)?;
        }
        Command::Paid(args) => paid(printer, context, args)?,
        Command::PayoutFile(args) => payout::file(printer, context, args)?,
        Command::Payouts(args) => payout::list(printer, context, &args)?,
        Command::Failed(args) => payout::failed(printer, context, args)?,
        Command::Reverse(args) => payout::reverse(printer, context, args)?,
    }
    Ok(Done::Well)
}

fn record(view: &SettlementView) -> Record {
    let (terms, totals) = (&view.terms, &view.totals);
    Record::new()
        .with("run", "Nomor", "Settlement", view.run.map(|run| run.to_string()))
        .with("until", "Penjualan sebelum", "Sales before", terms.until)
        .with("hold_days", "Hari tunggu", "Days on hold", terms.hold_days)
        .with("minimum", "Pembayaran terkecil", "Least payment", terms.minimum)
        .with("members", "Anggota", "Members", totals.members)
        .with("lines", "Baris penjualan", "Sale lines", totals.lines)
        .with("gross", "Penjualan", "Gross", totals.gross)
        .with("commission", "Komisi galeri", "Commission", totals.commission)
        .with("charges", "Potongan lain", "Charges", totals.charges)
        .with("payable", "Dibayarkan", "Payable", totals.payable)
        .with("carried_forward", "Dibawa ke berikutnya", "Carried forward", totals.carried_forward)
}

fn list(printer: &Printer, context: &mut Context, args: &ListArgs) -> Result<(), Failure> {
    let app = context.app()?;
    let columns = [
        Column::new("run", Kind::Text, "Nomor", "Settlement"),
        Column::new("run_on", Kind::Date, "Tanggal", "Date").in_files_only(),
        Column::new("until", Kind::Date, "Penjualan sebelum", "Sales before"),
        Column::new("hold_days", Kind::Count, "Hari tunggu", "Days on hold").in_files_only(),
        Column::new("minimum", Kind::Money, "Terkecil", "Least").in_files_only(),
        Column::new("members", Kind::Count, "Anggota", "Members"),
        Column::new("lines", Kind::Count, "Baris", "Lines").in_files_only().summed(),
    ];
    let last = [Column::new("paid", Kind::Flag, "Dibayar", "Paid")];
    // A settlement's id must stay on one line, so that it can be copied; a screen has no room for
    // the commission beside it.
    let sums = sums().map(|sum| if sum.key() == "commission" { sum.in_files_only() } else { sum });
    let columns = columns.into_iter().chain(sums).chain(last).collect();
    let mut listing = printer.listing(columns, args.limit)?;
    for settlement in app.settlements()? {
        let terms = settlement.terms;
        let SettlementTotals {
            members,
            lines,
            gross,
            commission,
            charges,
            payable,
            carried_forward,
        } = settlement.totals;
        listing.row(&[
            settlement.id.to_string().into(),
            settlement.run_on.into(),
            terms.until.into(),
            terms.hold_days.into(),
            terms.minimum.into(),
            members.into(),
            lines.into(),
            gross.into(),
            commission.into(),
            charges.into(),
            payable.into(),
            carried_forward.into(),
            app.is_paid(&settlement)?.into(),
        ])?;
    }
    Ok(listing.end()?)
}

/// The columns that every settlement and each member in one has.
fn sums() -> [Column; 5] {
    let money = |key, id, en| Column::new(key, Kind::Money, id, en).summed();
    [
        money("gross", "Penjualan", "Gross"),
        money("commission", "Komisi", "Commission"),
        money("charges", "Potongan", "Charges").in_files_only(),
        money("payable", "Dibayarkan", "Payable"),
        money("carried_forward", "Dibawa", "Carried").in_files_only(),
    ]
}

fn payables(printer: &Printer, context: &mut Context, args: &PayablesArgs) -> Result<(), Failure> {
    let app = context.app()?;
    let first = [
        Column::new("member", Kind::Text, "Anggota", "Member"),
        Column::new("name", Kind::Text, "Nama IKM", "Name of the IKM"),
        Column::new("lines", Kind::Count, "Baris", "Lines").summed(),
    ];
    let brought = Column::new("brought_forward", Kind::Money, "Bawaan", "Brought").summed();
    let columns = first.into_iter().chain(sums()).chain([brought.in_files_only()]).collect();
    let mut listing = printer.listing(columns, args.limit)?;
    for view in app.payables(&args.run)? {
        listing.row(&cells(view))?;
    }
    Ok(listing.end()?)
}

fn cells(view: PayableView) -> Vec<Cell> {
    vec![
        view.member.to_string().into(),
        view.name.into(),
        view.lines.into(),
        view.gross.into(),
        view.commission.into(),
        view.charges.into(),
        view.payable.into(),
        view.carried_forward.into(),
        view.brought_forward.into(),
    ]
}

fn paid(printer: &Printer, context: &mut Context, args: PaidArgs) -> Result<(), Failure> {
    let view = context.keyed(args.key.key)?.pay_members(&args.run, &args.members, args.from)?;
    let columns = vec![
        Column::new("account", Kind::Text, "Akun", "Account"),
        Column::new("amount", Kind::Money, "Jumlah", "Amount"),
    ];
    let from = view.from.iter().map(|(account, amount)| {
        let title = Text::of(|lang| account.title(lang).to_owned());
        vec![Term { code: account.to_string(), text: title }.into(), (*amount).into()]
    });
    let from = Rows { columns, rows: from.collect() };
    let record = Record::new()
        .with("run", "Nomor", "Settlement", view.run.to_string())
        .with("members", "Anggota dibayar", "Members paid", view.members)
        .with("paid", "Dibayar", "Paid", view.paid)
        .rows("from", "Dari", "From", from);
    Ok(printer.record(&record)?)
}
