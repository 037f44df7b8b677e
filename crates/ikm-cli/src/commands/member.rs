use ikm_app::members::{AcceptedAll, MemberView};
use ikm_core::association::{MemberStatus, MembershipChange};
use ikm_core::gallery::BankAccount;
use ikm_report::{Cell, Column, Kind, Term, Text};

use super::segment::Which;
use super::{Key, Places};
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::{Record, Rows};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Record that an IKM applies to be a member
    Apply(ApplyArgs),
    /// Accept a member who has applied, or every registered IKM
    Accept(AcceptArgs),
    /// Suspend a member
    Suspend(StepArgs),
    /// Take a suspended member back
    Resume(StepArgs),
    /// End a membership
    End(StepArgs),
    /// List the members
    List(ListArgs),
    /// Show a member and the history of the membership
    Show(ShowArgs),
    /// Show or record the bank account that a member is paid to
    Account(AccountArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ApplyArgs {
    /// Id or NIB of the IKM
    ikm: String,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct AcceptArgs {
    /// Member number, such as A-0001
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    member: Option<String>,
    /// Every registered IKM that is not a member
    #[arg(long)]
    all: bool,
    /// No more than so many of them, in order of registration
    #[arg(long, value_name = "N", requires = "all", conflicts_with = "member")]
    limit: Option<u64>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct StepArgs {
    /// Member number, such as A-0001
    member: String,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    which: Which,
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// Member number, such as A-0001
    member: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct AccountArgs {
    /// Member number, such as A-0001
    member: String,
    /// Code of the bank, such as 118 for Bank Nagari
    #[arg(long, value_name = "CODE", requires = "number", requires = "holder")]
    bank: Option<String>,
    /// Number of the account
    #[arg(long, value_name = "NUMBER", requires = "bank")]
    number: Option<String>,
    /// In whose name the account stands
    #[arg(long, value_name = "NAME", requires = "bank")]
    holder: Option<String>,
    /// Erase every account of the member
    #[arg(long, conflicts_with = "bank")]
    erase: bool,
    #[command(flatten)]
    key: Key,
}

pub(crate) fn run(
    printer: &Printer,
    context: &mut Context,
    command: Command,
) -> Result<Done, Failure> {
    let step = |context: &mut Context, args: StepArgs, change| {
        let member = context.keyed(args.key.key)?.change_membership(&args.member, change)?;
        Ok::<_, Failure>(member)
    };
    let member = match command {
        Command::Apply(args) => context.keyed(args.key.key)?.apply(&args.ikm)?,
        Command::Accept(AcceptArgs { member: Some(member), key, .. }) => {
            step(context, StepArgs { member, key }, MembershipChange::Accept)?
        }
        Command::Accept(args) => return accept_all(printer, context, args),
        Command::Suspend(args) => step(context, args, MembershipChange::Suspend)?,
        Command::Resume(args) => step(context, args, MembershipChange::Resume)?,
        Command::End(args) => step(context, args, MembershipChange::End)?,
        Command::List(args) => return list(printer, context, args),
        Command::Show(args) => return show(printer, context, &args),
        Command::Account(args) => return account(printer, context, args),
    };
    let places = Places::of(&context.app()?)?;
    printer.record(&record(member, &places))?;
    Ok(Done::Well)
}

fn account(printer: &Printer, context: &mut Context, args: AccountArgs) -> Result<Done, Failure> {
    let view = match (args.erase, args.bank, args.number, args.holder) {
        (true, ..) => context.keyed(args.key.key)?.erase_bank_accounts(&args.member)?,
        (false, Some(bank), Some(number), Some(holder)) => {
            let account = BankAccount::try_new(&bank, &number, &holder)?;
            context.keyed(args.key.key)?.put_bank_account(&args.member, &account)?
        }
        _ => context.app()?.bank_account(&args.member)?,
    };
    let record = Record::new()
        .with("member", "Anggota", "Member", view.member.to_string())
        .with("bank", "Bank", "Bank", view.bank)
        .with("number", "Nomor rekening", "Account number", view.number)
        .with("holder", "Atas nama", "In the name of", view.holder);
    printer.record(&record)?;
    Ok(Done::Well)
}

fn accept_all(printer: &Printer, context: &mut Context, args: AcceptArgs) -> Result<Done, Failure> {
    let mut app = context.keyed(args.key.key)?;
    let AcceptedAll { accepted, members } = match args.limit {
        None => app.accept_all()?,
        Some(limit) => app.accept_first(limit)?,
    };
    let record = Record::new()
        .with("accepted", "Diterima sekarang", "Accepted now", accepted)
        .with("members", "Nomor anggota yang sudah diberikan", "Member numbers given", members);
    printer.record(&record)?;
    Ok(Done::Well)
}

fn list(printer: &Printer, context: &mut Context, args: ListArgs) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let columns = vec![
        text("member", "Id", "Id").in_files_only(),
        text("number", "Nomor", "Number"),
        text("name", "Nama IKM", "Name of the IKM"),
        text("ikm", "IKM", "IKM").in_files_only(),
        text("kecamatan_code", "Kode", "Code").in_files_only(),
        text("kecamatan", "Kecamatan", "Kecamatan"),
        text("status", "Status", "Status"),
        Column::new("since", Kind::Date, "Sejak", "Since"),
    ];
    let app = context.app()?;
    let places = Places::of(&app)?;
    let segment = args.which.segment(&app)?;
    let mut listing = printer.listing(columns, args.limit)?;
    if !listing.is_full() {
        app.visit_members_of(&segment, |view| Ok(listing.take(&cells(view, &places))?))?;
    }
    listing.end()?;
    Ok(Done::Well)
}

fn cells(view: MemberView, places: &Places) -> Vec<Cell> {
    let kecamatan = places.name(view.kecamatan.as_deref());
    vec![
        view.member.to_string().into(),
        view.number.to_string().into(),
        view.name.into(),
        view.ikm.to_string().into(),
        view.kecamatan.into(),
        kecamatan.into(),
        status(view.status).into(),
        view.since.into(),
    ]
}

fn show(printer: &Printer, context: &mut Context, args: &ShowArgs) -> Result<Done, Failure> {
    let app = context.app()?;
    let (found, places) = (app.member(&args.member)?, Places::of(&app)?);
    let columns = vec![
        Column::new("on", Kind::Date, "Tanggal", "Date"),
        Column::new("change", Kind::Text, "Kejadian", "Event"),
    ];
    let rows = found.history.iter().map(|event| {
        let text = Text::of(|lang| event.change.title(lang).to_owned());
        vec![event.on.into(), Term { code: event.change.code().to_owned(), text }.into()]
    });
    let history = Rows { columns, rows: rows.collect() };
    let record = record(found.member, &places).rows("history", "Riwayat", "History", history);
    printer.record(&record)?;
    Ok(Done::Well)
}

fn record(view: MemberView, places: &Places) -> Record {
    let kecamatan = places.name(view.kecamatan.as_deref());
    Record::new()
        .in_files("member", view.member.to_string())
        .with("number", "Nomor anggota", "Member number", view.number.to_string())
        .with("name", "Nama IKM", "Name of the IKM", view.name)
        .in_files("ikm", view.ikm.to_string())
        .in_files("kecamatan_code", view.kecamatan)
        .with("kecamatan", "Kecamatan", "Kecamatan", kecamatan)
        .with("status", "Status", "Status", status(view.status))
        .with("since", "Sejak", "Since", view.since)
}

fn status(status: MemberStatus) -> Term {
    let text = Text::of(|lang| status.title(lang).to_owned());
    Term { code: status.code().to_owned(), text }
}
