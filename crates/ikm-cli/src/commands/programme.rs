//! Programmes: announcing them, applying, giving places, and who stands how.

mod enrol;

use chrono::NaiveDate;
use ikm_app::programmes::{EnrolmentView, ProgrammeView};
use ikm_core::DateRange;
use ikm_core::money::Rupiah;
use ikm_core::programme::{
    EnrolmentStatus, EnrolmentStep, ProgrammeCode, ProgrammeKind, ProgrammeRules, Step,
};
use ikm_core::registry::SegmentName;
use ikm_report::{Cell, Column, Kind, Term, Text};

use super::segment::Which;
use super::{Key, Places};
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::Record;
use crate::remarks::Remarks;
use crate::value;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Announce a programme; its rules never change afterwards
    Add(AddArgs),
    /// List the programmes with how many stand in each
    List,
    /// Show the rules of a programme and how many stand in it
    Show(CodeArgs),
    /// List who stands in a programme, and how
    Enrolments(EnrolmentsArgs),
    /// Record the application of an IKM
    Apply(ApplyArgs),
    /// Give an applicant a place
    Accept(AcceptArgs),
    /// Refuse an applicant a place
    Refuse(RefuseArgs),
    /// Record that an IKM came to the end of a programme
    Complete(CompleteArgs),
    /// Record that an IKM left
    Withdraw(WithdrawArgs),
    /// Let many apply at once, from a list or by conditions, or give them places as well
    Enrol(enrol::EnrolArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct AddArgs {
    /// Code of the programme, such as HALAL-2022
    #[arg(value_parser = value::parse::<ProgrammeCode>)]
    code: ProgrammeCode,
    /// Its title
    #[arg(long, value_name = "TITLE")]
    title: String,
    /// What it gives: training, equipment, certification, credit, promotion or other
    #[arg(long, value_name = "KIND", value_parser = value::parse::<ProgrammeKind>)]
    kind: ProgrammeKind,
    /// First day on which one may apply; the business date unless given
    #[arg(long, value_name = "DATE", value_parser = value::day)]
    from: Option<NaiveDate>,
    /// Day on which one may apply no more; open unless given
    #[arg(long, value_name = "DATE", value_parser = value::day)]
    until: Option<NaiveDate>,
    /// How many places there are; unlimited unless given
    #[arg(long, value_name = "N")]
    quota: Option<u32>,
    /// How much may be granted in all, in rupiah; unlimited unless given
    #[arg(long, value_name = "RP", value_parser = value::parse::<Rupiah>)]
    budget: Option<Rupiah>,
    /// Segment of those who are eligible, kept with ikm segment save; everybody unless given
    #[arg(long, value_name = "SEGMENT", value_parser = value::parse::<SegmentName>)]
    eligible: Option<SegmentName>,
    /// Another programme, a place in which rules out one here; may be given again
    #[arg(long, value_name = "CODE", value_parser = value::parse::<ProgrammeCode>)]
    excludes: Vec<ProgrammeCode>,
    /// Let an owner have several places, with other businesses or one after another
    #[arg(long)]
    allow_doubles: bool,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CodeArgs {
    /// Code of the programme
    #[arg(value_parser = value::parse::<ProgrammeCode>)]
    code: ProgrammeCode,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EnrolmentsArgs {
    /// Code of the programme
    #[arg(value_parser = value::parse::<ProgrammeCode>)]
    code: ProgrammeCode,
    #[command(flatten)]
    which: Which,
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

/// Which IKM in which programme.
#[derive(Debug, clap::Args)]
pub(crate) struct Place {
    /// Code of the programme
    #[arg(value_parser = value::parse::<ProgrammeCode>)]
    code: ProgrammeCode,
    /// Id, NIB or member number
    ikm: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ApplyArgs {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct AcceptArgs {
    #[command(flatten)]
    place: Place,
    /// How much is granted, in rupiah
    #[arg(long, value_name = "RP", value_parser = value::parse::<Rupiah>)]
    granted: Option<Rupiah>,
    /// Give the place although something speaks against it, for this reason
    #[arg(long, value_name = "REASON")]
    despite: Option<String>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RefuseArgs {
    #[command(flatten)]
    place: Place,
    /// Why
    #[arg(long, value_name = "REASON")]
    reason: String,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CompleteArgs {
    #[command(flatten)]
    place: Place,
    /// How much was granted in the end, in rupiah; as at acceptance unless given
    #[arg(long, value_name = "RP", value_parser = value::parse::<Rupiah>)]
    granted: Option<Rupiah>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct WithdrawArgs {
    #[command(flatten)]
    place: Place,
    /// Why; may be left out
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    #[command(flatten)]
    key: Key,
}

pub(crate) fn run(
    printer: &Printer,
    context: &mut Context,
    command: Command,
) -> Result<Done, Failure> {
    let (place, key, step) = match command {
        Command::Add(args) => return add(printer, context, args),
        Command::List => return list(printer, context),
        Command::Show(args) => {
            printer.record(&record(&context.app()?.programme(&args.code)?))?;
            return Ok(Done::Well);
        }
        Command::Enrolments(args) => return enrolments(printer, context, args),
        Command::Enrol(args) => return enrol::run(printer, context, args),
        Command::Apply(ApplyArgs { place, key }) => (place, key, Step::plain(EnrolmentStep::Apply)),
        Command::Accept(AcceptArgs { place, granted, despite, key }) => {
            (place, key, Step { step: EnrolmentStep::Accept, granted, reason: despite })
        }
        Command::Refuse(RefuseArgs { place, reason, key }) => {
            let (step, reason) = (EnrolmentStep::Refuse, Some(reason));
            (place, key, Step { step, granted: None, reason })
        }
        Command::Complete(CompleteArgs { place, granted, key }) => {
            (place, key, Step { step: EnrolmentStep::Complete, granted, reason: None })
        }
        Command::Withdraw(WithdrawArgs { place, reason, key }) => {
            (place, key, Step { step: EnrolmentStep::Withdraw, granted: None, reason })
        }
    };
    let mut app = context.keyed(key.key)?;
    let view = match step.step {
        EnrolmentStep::Apply => app.apply_for(&place.code, &place.ikm)?,
        EnrolmentStep::Accept
        | EnrolmentStep::Refuse
        | EnrolmentStep::Complete
        | EnrolmentStep::Withdraw => app.change_enrolment(&place.code, &place.ikm, &step)?,
    };
    show(printer, &Places::of(&app)?, view)
}

fn add(printer: &Printer, context: &mut Context, args: AddArgs) -> Result<Done, Failure> {
    let mut app = context.keyed(args.key.key)?;
    let today = app.today();
    let period = DateRange::try_new(args.from.unwrap_or(today), args.until)?;
    let programme = app.announce(ProgrammeRules {
        code: args.code,
        title: args.title,
        kind: args.kind,
        announced_on: today,
        period,
        quota: args.quota,
        budget: args.budget,
        eligible: args.eligible,
        once_an_owner: !args.allow_doubles,
        excludes: args.excludes.into_iter().collect(),
    })?;
    printer.record(&rules(programme.rules()))?;
    Ok(Done::Well)
}

fn list(printer: &Printer, context: &mut Context) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let count = |status: EnrolmentStatus| {
        let text = Text::of(|lang| status.title(lang).to_owned());
        Column::new(status.code(), Kind::Count, &text.id, &text.en).dashed()
    };
    let mut columns = vec![
        text("code", "Kode", "Code"),
        text("title", "Program", "Programme"),
        text("kind", "Jenis", "Kind"),
        Column::new("from", Kind::Date, "Mulai", "From"),
        Column::new("until", Kind::Date, "Sampai sebelum", "Until before"),
        Column::new("quota", Kind::Count, "Kuota", "Places"),
        Column::new("budget", Kind::Money, "Anggaran", "Budget").in_files_only(),
    ];
    columns.extend(EnrolmentStatus::ALL.map(count));
    columns.push(Column::new("granted", Kind::Money, "Diberikan", "Granted").dashed());
    let mut listing = printer.listing(columns, None)?;
    for view in context.app()?.programmes()? {
        listing.row(&programme_cells(view))?;
    }
    listing.end()?;
    Ok(Done::Well)
}

fn programme_cells(view: ProgrammeView) -> Vec<Cell> {
    let rules = view.rules;
    vec![
        rules.code.to_string().into(),
        rules.title.into(),
        kind(rules.kind).into(),
        rules.period.from().into(),
        rules.period.until().into(),
        rules.quota.map(u64::from).into(),
        rules.budget.into(),
        view.applied.into(),
        view.accepted.into(),
        view.completed.into(),
        view.refused.into(),
        view.withdrawn.into(),
        view.granted.into(),
    ]
}

fn kind(kind: ProgrammeKind) -> Term {
    Term { code: kind.code().to_owned(), text: Text::of(|lang| kind.title(lang).to_owned()) }
}

fn status(status: EnrolmentStatus) -> Term {
    Term { code: status.code().to_owned(), text: Text::of(|lang| status.title(lang).to_owned()) }
}

fn rules(rules: &ProgrammeRules) -> Record {
    let excludes = rules
        .excludes
        .iter()
        .map(|code| Term { code: code.to_string(), text: Text::same(code.to_string()) });
    Record::new()
        .with("code", "Kode", "Code", rules.code.to_string())
        .with("title", "Program", "Programme", rules.title.clone())
        .with("kind", "Jenis", "Kind", kind(rules.kind))
        .with("announced_on", "Diumumkan", "Announced", rules.announced_on)
        .with("from", "Mulai", "From", rules.period.from())
        .with("until", "Sampai sebelum", "Until before", rules.period.until())
        .with("quota", "Kuota", "Places", rules.quota.map(u64::from))
        .with("budget", "Anggaran", "Budget", rules.budget)
        .with(
            "eligible",
            "Yang berhak",
            "Eligible",
            rules.eligible.as_ref().map(ToString::to_string),
        )
        .with("once_an_owner", "Sekali saja per pemilik", "Once an owner", rules.once_an_owner)
        .words("excludes", "Mengecualikan", "Excludes", excludes.collect())
}

fn record(view: &ProgrammeView) -> Record {
    let counts = [
        (EnrolmentStatus::Applied, view.applied),
        (EnrolmentStatus::Accepted, view.accepted),
        (EnrolmentStatus::Completed, view.completed),
        (EnrolmentStatus::Refused, view.refused),
        (EnrolmentStatus::Withdrawn, view.withdrawn),
    ];
    let mut record = rules(&view.rules);
    for (status, count) in counts {
        let text = Text::of(|lang| status.title(lang).to_owned());
        record = record.with(status.code(), &text.id, &text.en, count);
    }
    record.with("granted", "Diberikan", "Granted", view.granted)
}

fn enrolments(
    printer: &Printer,
    context: &mut Context,
    args: EnrolmentsArgs,
) -> Result<Done, Failure> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let columns = vec![
        text("enrolment", "Nomor", "Enrolment").in_files_only(),
        text("ikm", "IKM", "IKM"),
        text("name", "Nama IKM", "Name of the IKM"),
        text("kecamatan_code", "Kode", "Code").in_files_only(),
        text("kecamatan", "Kecamatan", "Kecamatan"),
        text("status", "Status", "Status"),
        Column::new("since", Kind::Date, "Sejak", "Since"),
        Column::new("granted", Kind::Money, "Diberikan", "Granted"),
        text("reason", "Alasan", "Reason"),
    ];
    let app = context.app()?;
    let places = Places::of(&app)?;
    let segment = args.which.segment(&app)?;
    let mut listing = printer.listing(columns, args.limit)?;
    if !listing.is_full() {
        app.visit_enrolments(&args.code, &segment, |view| {
            Ok(listing.take(&enrolment_cells(view, &places))?)
        })?;
    }
    listing.end()?;
    Ok(Done::Well)
}

fn enrolment_cells(view: EnrolmentView, places: &Places) -> Vec<Cell> {
    let kecamatan = places.name(view.kecamatan.as_deref());
    vec![
        view.enrolment.to_string().into(),
        view.ikm.to_string().into(),
        view.name.into(),
        view.kecamatan.into(),
        kecamatan.into(),
        status(view.status).into(),
        view.since.into(),
        view.granted.into(),
        view.reason.into(),
    ]
}

/// Shows where an enrolment stands; what speaks against a place is a warning.
fn show(printer: &Printer, places: &Places, view: EnrolmentView) -> Result<Done, Failure> {
    let mut remarks = Remarks::new(printer);
    for doubt in &view.doubts {
        remarks.say_words("warning", doubt.code(), &doubt.text(printer.lang()));
    }
    remarks.end();
    let kecamatan = places.name(view.kecamatan.as_deref());
    let doubts = view.doubts.iter().map(|doubt| Term {
        code: doubt.code().to_owned(),
        text: Text::of(|lang| doubt.text(lang)),
    });
    let record = Record::new()
        .in_files("enrolment", view.enrolment.to_string())
        .with("programme", "Program", "Programme", view.programme.to_string())
        .in_files("ikm", view.ikm.to_string())
        .with("name", "Nama IKM", "Name of the IKM", view.name)
        .in_files("kecamatan_code", view.kecamatan)
        .with("kecamatan", "Kecamatan", "Kecamatan", kecamatan)
        .with("status", "Status", "Status", status(view.status))
        .with("since", "Sejak", "Since", view.since)
        .with("granted", "Diberikan", "Granted", view.granted)
        .with("reason", "Alasan", "Reason", view.reason)
        .words("doubts", "Keraguan", "Doubts", doubts.collect());
    printer.record(&record)?;
    Ok(Done::Well)
}
