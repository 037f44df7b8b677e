use ikm_app::dues::DuesView;
use ikm_app::reports::ReportName;
use ikm_core::association::DuesPlan;
use ikm_core::gallery::Payment;
use ikm_core::money::Rupiah;
use ikm_core::{Explain, Lang, Month};
use ikm_report::{Cell, Column, Kind, Term};

use super::segment::Which;
use super::{Key, Places};
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::Record;
use crate::value;
use crate::worded::Worded;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Set the dues of a month, from a month on
    Plan(PlanArgs),
    /// Charge a month to every active member
    Run(RunArgs),
    /// Take a payment
    Pay(PayArgs),
    /// List who owes what
    Arrears(Box<ArrearsArgs>),
}

#[derive(Debug, clap::Args)]
pub(crate) struct PlanArgs {
    /// Dues of one month in rupiah; 0 ends the charging
    #[arg(long, value_name = "RP", value_parser = value::parse::<Rupiah>)]
    monthly: Rupiah,
    /// First month for which they count, such as 2022-02
    #[arg(long, value_name = "MONTH", value_parser = value::parse::<Month>)]
    from: Month,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RunArgs {
    /// The month, such as 2022-02; that of the business date unless given
    #[arg(long, value_name = "MONTH", value_parser = value::parse::<Month>)]
    month: Option<Month>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PayArgs {
    /// Member number, such as A-0001
    member: String,
    /// How much, in rupiah
    #[arg(value_name = "RP", value_parser = value::parse::<Rupiah>, allow_negative_numbers = true)]
    amount: Rupiah,
    /// How it is paid: cash, qris or transfer; cash unless given
    #[arg(long, value_name = "PAYMENT", default_value = "cash", hide_default_value = true)]
    #[arg(value_parser = value::parse::<Payment>)]
    payment: Payment,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ArrearsArgs {
    /// A row for each member or kecamatan; member unless given
    #[arg(long, value_name = "BY", default_value = "member", hide_default_value = true)]
    #[arg(value_parser = by)]
    by: By,
    #[command(flatten)]
    which: Which,
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

/// What a row of arrears stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Member,
    Kecamatan,
}

/// A word by which arrears are not listed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("arrears are not listed by {0:?}")]
pub(crate) struct UnknownBy(String);

impl Explain for UnknownBy {
    fn code(&self) -> &'static str {
        "IKM-DUES-BY"
    }

    fn indonesian(&self) -> String {
        format!("tunggakan tidak didaftar menurut {:?}", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        lang.pick("pakai member atau kecamatan", "use member or kecamatan").to_owned()
    }
}

fn by(text: &str) -> Result<By, Worded> {
    match text {
        "member" => Ok(By::Member),
        "kecamatan" => Ok(By::Kecamatan),
        _ => Err(Worded::of(&UnknownBy(text.to_owned()))),
    }
}

pub(crate) fn run(
    printer: &Printer,
    context: &mut Context,
    command: Command,
) -> Result<Done, Failure> {
    let record = match command {
        Command::Plan(args) => plan(context, args)?,
        Command::Run(args) => charge(context, args)?,
        Command::Pay(args) => pay(context, args)?,
        Command::Arrears(args) => {
            let ArrearsArgs { by, which, limit } = *args;
            return match by {
                By::Member => arrears(printer, context, which, limit),
                By::Kecamatan => arrears_by_kecamatan(printer, context, which, limit),
            };
        }
    };
    printer.record(&record)?;
    Ok(Done::Well)
}

fn plan(context: &mut Context, args: PlanArgs) -> Result<Record, Failure> {
    let plan = DuesPlan { from: args.from, monthly: args.monthly };
    let plan = context.keyed(args.key.key)?.plan_dues(plan)?;
    Ok(Record::new().with("from", "Mulai bulan", "From", Term::month(plan.from.first_day())).with(
        "monthly",
        "Iuran sebulan",
        "Monthly dues",
        plan.monthly,
    ))
}

fn charge(context: &mut Context, args: RunArgs) -> Result<Record, Failure> {
    let mut app = context.keyed(args.key.key)?;
    let month = args.month.unwrap_or_else(|| Month::of(app.today()));
    let run = app.run_dues(month)?;
    Ok(Record::new()
        .with("month", "Bulan", "Month", Term::month(run.month.first_day()))
        .with("members", "Anggota ditagih", "Members charged", run.members)
        .with("charged", "Ditagih", "Charged", run.charged)
        .with("already_charged", "Sudah ditagih sebelumnya", "Charged before", run.already_charged))
}

fn pay(context: &mut Context, args: PayArgs) -> Result<Record, Failure> {
    let mut app = context.keyed(args.key.key)?;
    let view = app.pay_dues(&args.member, args.amount, args.payment)?;
    let kecamatan = Places::of(&app)?.name(view.kecamatan.as_deref());
    Ok(Record::new()
        .with("member", "Nomor anggota", "Member number", view.member.to_string())
        .with("name", "Nama IKM", "Name of the IKM", view.name)
        .in_files("kecamatan_code", view.kecamatan)
        .with("kecamatan", "Kecamatan", "Kecamatan", kecamatan)
        .with("charged", "Ditagih", "Charged", view.charged)
        .with("paid", "Dibayar", "Paid", view.paid)
        .with("outstanding", "Tunggakan", "Outstanding", view.outstanding))
}

fn arrears(
    printer: &Printer,
    context: &mut Context,
    which: Which,
    limit: Option<u64>,
) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let money = |key, id, en| Column::new(key, Kind::Money, id, en).summed();
    let columns = vec![
        text("member", "Nomor", "Number"),
        text("name", "Nama IKM", "Name of the IKM"),
        text("kecamatan_code", "Kode", "Code").in_files_only(),
        text("kecamatan", "Kecamatan", "Kecamatan"),
        money("charged", "Ditagih", "Charged"),
        money("paid", "Dibayar", "Paid"),
        money("outstanding", "Tunggakan", "Outstanding"),
    ];
    let app = context.app()?;
    let places = Places::of(&app)?;
    let segment = which.segment(&app)?;
    let mut listing = printer.listing(columns, limit)?;
    if !listing.is_full() {
        app.visit_standings(&segment, true, |view| Ok(listing.take(&cells(view, &places))?))?;
    }
    listing.end()?;
    Ok(Done::Well)
}

fn cells(view: DuesView, places: &Places) -> Vec<Cell> {
    let kecamatan = places.name(view.kecamatan.as_deref());
    vec![
        view.member.to_string().into(),
        view.name.into(),
        view.kecamatan.into(),
        kecamatan.into(),
        view.charged.into(),
        view.paid.into(),
        view.outstanding.into(),
    ]
}

/// The report of dues adds up by kecamatan; this is that table of it, without those who owe nothing.
fn arrears_by_kecamatan(
    printer: &Printer,
    context: &mut Context,
    which: Which,
    limit: Option<u64>,
) -> Result<Done, Failure> {
    let app = context.app()?;
    let report = app.report_of(ReportName::Dues, &which.segment(&app)?)?;
    let Some(table) = report.tables().find(|table| table.name() == "by_kecamatan") else {
        return Ok(Done::Well);
    };
    let mut listing = printer.listing(table.columns().to_vec(), limit)?;
    for row in table.rows() {
        if row.last().is_some_and(|owed| *owed != Cell::Money(Rupiah::ZERO)) {
            listing.row(row)?;
        }
    }
    listing.end()?;
    Ok(Done::Well)
}
