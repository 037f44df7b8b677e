pub(crate) mod books;
pub(crate) mod proof;

use ikm_core::ledger::{Account, Entry, Posting};
use ikm_core::money::{MoneyError, Rupiah};
use ikm_report::{Cell, Column, Kind, Term, Text};

use super::Key;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::{Record, Rows};
use crate::value;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Show the balance of every account
    TrialBalance,
    /// Add every entry up again and compare
    Verify,
    /// Move money between cash, bank and QRIS in transit
    Transfer(TransferArgs),
    /// List the journal, a row a posting
    Entries(EntriesArgs),
    /// Show one account, posting by posting
    Account(proof::AccountArgs),
    /// Take a transfer back by a new entry
    Reverse(books::ReverseArgs),
    /// List the money that is held for something
    Holds,
    /// Hold money for something, so that nothing else spends it
    Hold(books::HoldArgs),
    /// Let a hold go
    VoidHold(books::VoidArgs),
    /// Close the books up to a day
    Close(books::CloseArgs),
    /// List the closings
    Closings,
    /// Compute the head of a day, to be published
    Digest(proof::DigestArgs),
    /// Prove that an entry stands in the journal, as JSON
    Proof(proof::ProofArgs),
    /// Check a proof; needs no store
    CheckProof(proof::CheckProofArgs),
    /// Write the journal for hledger or Ledger
    Export(books::ExportArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct TransferArgs {
    /// Account that gives: cash, bank or qris-in-transit
    #[arg(value_parser = value::parse::<Account>)]
    from: Account,
    /// Account that takes: cash, bank or qris-in-transit
    #[arg(value_parser = value::parse::<Account>)]
    to: Account,
    /// How much, in rupiah
    #[arg(value_name = "RP", value_parser = value::parse::<Rupiah>, allow_negative_numbers = true)]
    amount: Rupiah,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EntriesArgs {
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
        Command::TrialBalance => trial_balance(printer, context),
        Command::Verify => verify(printer, context),
        Command::Transfer(args) => transfer(printer, context, args),
        Command::Entries(args) => entries(printer, context, &args),
        Command::Account(args) => proof::account(printer, context, &args),
        Command::Reverse(args) => books::reverse(printer, context, args),
        Command::Holds => books::holds(printer, context),
        Command::Hold(args) => books::hold(printer, context, args),
        Command::VoidHold(args) => books::void(printer, context, args),
        Command::Close(args) => books::close(printer, context, args),
        Command::Closings => books::closings(printer, context),
        Command::Digest(args) => proof::digest(printer, context, &args),
        Command::Proof(args) => proof::proof(context, &args),
        Command::CheckProof(args) => proof::check(printer, &args),
        Command::Export(args) => books::export(printer, context, &args),
    }
}

fn trial_balance(printer: &Printer, context: &mut Context) -> Result<Done, Failure> {
    let balance = context.app()?.trial_balance()?;
    let money = |key, id, en| Column::new(key, Kind::Money, id, en).summed().dashed();
    let columns = vec![
        Column::new("account", Kind::Text, "Akun", "Account"),
        money("debit", "Debet", "Debit"),
        money("credit", "Kredit", "Credit"),
    ];
    let rows: Vec<Vec<Cell>> = balance
        .rows
        .iter()
        .map(|row| vec![account(row.account).into(), row.debit.into(), row.credit.into()])
        .collect();
    if printer.is_json() {
        let record = Record::new()
            .in_files("debit", balance.debit)
            .in_files("credit", balance.credit)
            .in_files("difference", balance.difference()?)
            .rows_in_files("accounts", Rows { columns, rows });
        printer.record(&record)?;
        return Ok(Done::Well);
    }
    let mut listing = printer.listing(columns, None)?;
    for row in &rows {
        listing.row(row)?;
    }
    listing.end()?;
    Ok(Done::Well)
}

/// The closings that do not follow, as one text.
fn numbers(check: &ikm_app::ledger::LedgerCheck) -> String {
    let numbers: Vec<String> = check.broken_closings.iter().map(ToString::to_string).collect();
    numbers.join(", ")
}

/// The account, by the name that all members' accounts of a kind share.
fn account(account: Account) -> Term {
    let text = Text::of(|lang| account.title(lang).to_owned());
    Term { code: account.stem().to_owned(), text }
}

fn verify(printer: &Printer, context: &mut Context) -> Result<Done, Failure> {
    let check = context.app()?.verify_ledger()?;
    let wrong = check.wrong.iter().map(|one| {
        let text = Text::of(|lang| one.title(lang).to_owned());
        Term { code: one.to_string(), text }
    });
    let mut record = Record::new()
        .with("entries", "Jurnal", "Entries", check.entries)
        .with("ok", "Benar", "Correct", check.ok)
        .words("wrong", "Akun yang salah", "Wrong accounts", wrong.collect());
    if !check.broken_closings.is_empty() {
        let broken = numbers(&check);
        record = record.with("broken_closings", "Tutup buku yang salah", "Wrong closings", broken);
    }
    if !check.overheld.is_empty() {
        let accounts: Vec<String> = check.overheld.iter().map(ToString::to_string).collect();
        let accounts = accounts.join(", ");
        record = record.with("overheld", "Ditahan berlebih", "Held too much", accounts);
    }
    printer.record(&record)?;
    Ok(Done::with(!check.ok))
}

fn transfer(printer: &Printer, context: &mut Context, args: TransferArgs) -> Result<Done, Failure> {
    let moved = context.keyed(args.key.key)?.transfer(args.from, args.to, args.amount)?;
    let record = Record::new()
        .with("entry", "Jurnal", "Entry", moved.entry.to_string())
        .with("from", "Dari", "From", account(moved.from))
        .with("to", "Ke", "To", account(moved.to))
        .with("amount", "Jumlah", "Amount", moved.amount);
    printer.record(&record)?;
    Ok(Done::Well)
}

fn entries(printer: &Printer, context: &mut Context, args: &EntriesArgs) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let money = |key, id, en| Column::new(key, Kind::Money, id, en).summed().dashed();
    let columns = vec![
        Column::new("place", Kind::Count, "No.", "No."),
        text("entry", "Id", "Id").in_files_only(),
        Column::new("on", Kind::Date, "Tanggal", "Date"),
        text("kind", "Jenis", "Kind"),
        text("reference", "Acuan", "Reference"),
        text("account", "Akun", "Account"),
        money("debit", "Debet", "Debit"),
        money("credit", "Kredit", "Credit"),
    ];
    let app = context.app()?;
    let mut listing = printer.listing(columns, args.limit)?;
    app.for_each_entry(|place, entry| {
        for row in rows(place, entry)? {
            listing.row(&row)?;
        }
        Ok(())
    })?;
    listing.end()?;
    Ok(Done::Well)
}

/// A row for each posting of an entry.
fn rows(place: u64, entry: &Entry) -> Result<Vec<Vec<Cell>>, MoneyError> {
    let kind = Text::of(|lang| entry.kind().title(lang).to_owned());
    let kind = Term { code: entry.kind().code().to_owned(), text: kind };
    let row = |posting: &Posting| {
        let (debit, credit) = if posting.amount.is_negative() {
            (Rupiah::ZERO, posting.amount.negated()?)
        } else {
            (posting.amount, Rupiah::ZERO)
        };
        let account = Term { code: posting.account.to_string(), ..account(posting.account) };
        Ok(vec![
            place.into(),
            entry.id().to_string().into(),
            entry.on().into(),
            kind.clone().into(),
            entry.reference().into(),
            account.into(),
            debit.into(),
            credit.into(),
        ])
    };
    entry.postings().iter().map(row).collect()
}
