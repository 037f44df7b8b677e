use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use ikm_app::App;
use ikm_app::permits::{PermitFilter, PermitView};
use ikm_core::Lang;
use ikm_report::{
    Calendar, Cell, Column, DayToRemember, Kind, ListFormat, ReportError, Term, sink,
};

use super::listing::FilterError;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::files::{NewFile, unwritable};
use crate::printer::Printer;
use crate::record::Record;
use crate::value;

#[derive(Debug, clap::Args)]
pub(crate) struct PermitsArgs {
    /// Only those whose last day is this one or lies before it
    #[arg(long, value_name = "DATE", value_parser = value::day)]
    until: Option<NaiveDate>,
    /// Only those that run out within so many days of the business date, or have already
    #[arg(long, value_name = "N", conflicts_with = "until")]
    within_days: Option<u32>,
    /// Only those of this kecamatan, by name or code; may be given more than once
    #[arg(long, value_name = "KECAMATAN")]
    kecamatan: Vec<String>,
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// File to write: a calendar (.ics), CSV, JSON or text by its ending; the terminal unless given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Lists what runs out when.
pub(super) fn run(
    printer: &Printer,
    context: &mut Context,
    args: &PermitsArgs,
) -> Result<Done, Failure> {
    let app = context.app()?;
    let filter = filter(&app, args)?;
    let Some(path) = &args.out else {
        let mut listing = printer.listing(columns(), None)?;
        visit(&app, &filter, args.limit, |view| Ok(listing.row(&cells(view))?))?;
        let nothing = ("Tidak ada izin yang berakhir.", "No permit runs out.");
        listing.end_or_say(printer.lang().pick(nothing.0, nothing.1))?;
        return Ok(Done::Well);
    };
    let permits = match format_of(path)? {
        None => write_calendar(&app, &filter, args.limit, printer.lang(), path)?,
        Some(format) => write_listing(&app, &filter, args.limit, (printer, format), path)?,
    };
    let record = Record::new().with("permits", "Izin", "Permits", permits).with(
        "out",
        "Berkas",
        "File",
        path.display().to_string(),
    );
    printer.record(&record)?;
    Ok(Done::Well)
}

fn filter(app: &App<'_>, args: &PermitsArgs) -> Result<PermitFilter, Failure> {
    let days = args.within_days.map(|days| Days::new(u64::from(days)));
    // Beyond the last day that a calendar has, every day is within.
    let within = days.and_then(|days| app.today().checked_add_days(days));
    let mut kecamatan = Vec::new();
    if !args.kecamatan.is_empty() {
        let (regions, regency) = (app.all_regions()?, app.association().regency);
        for text in &args.kecamatan {
            let code = text.trim().parse().ok();
            let found = match code.and_then(|code| regions.get(code)) {
                Some(region) => Some(region),
                None => regions.find_kecamatan(regency, text),
            };
            let found = found.ok_or_else(|| FilterError::Kecamatan(text.clone()))?;
            kecamatan.push(found.code);
        }
    }
    Ok(PermitFilter { until: args.until.or(within), kecamatan })
}

/// How the file is written; nothing for a calendar.
fn format_of(path: &Path) -> Result<Option<ListFormat>, ReportError> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("ics") => Ok(None),
        Some("csv") => Ok(Some(ListFormat::Csv)),
        Some("json") => Ok(Some(ListFormat::Json)),
        Some("txt") => Ok(Some(ListFormat::Table)),
        _ => Err(ReportError::Format(path.display().to_string())),
    }
}

/// Shows the permits to `each`, no more than `limit`, and says how many they were.
fn visit(
    app: &App<'_>,
    filter: &PermitFilter,
    limit: Option<u64>,
    mut each: impl FnMut(PermitView) -> Result<(), Failure>,
) -> Result<u64, Failure> {
    let (mut shown, mut failure) = (0, None);
    if limit == Some(0) {
        return Ok(0);
    }
    app.visit_permits(filter, |view| {
        if let Err(refused) = each(view) {
            failure = Some(refused);
            return Ok(ControlFlow::Break(()));
        }
        shown += 1;
        let is_enough = limit.is_some_and(|limit| shown >= limit);
        Ok(if is_enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    failure.map_or(Ok(shown), Err)
}

fn write_listing(
    app: &App<'_>,
    filter: &PermitFilter,
    limit: Option<u64>,
    (printer, format): (&Printer, ListFormat),
    path: &Path,
) -> Result<u64, Failure> {
    let mut out = NewFile::begin(path).map_err(unwritable(path))?;
    let mut rows = sink(format, printer.style(), &mut out);
    rows.begin(&columns())?;
    let shown = visit(app, filter, limit, |view| Ok(rows.row(&cells(view))?))?;
    rows.end(None)?;
    drop(rows);
    out.finish().map_err(unwritable(path))?;
    Ok(shown)
}

fn write_calendar(
    app: &App<'_>,
    filter: &PermitFilter,
    limit: Option<u64>,
    lang: Lang,
    path: &Path,
) -> Result<u64, Failure> {
    let out = NewFile::begin(path).map_err(unwritable(path))?;
    let name = lang.pick("Izin IKM yang berakhir", "Permits of IKM that run out");
    let mut calendar = Calendar::begin(out, name, app.today()).map_err(unwritable(path))?;
    let shown = visit(app, filter, limit, |view| {
        Ok(calendar.add(&event(view, lang)).map_err(unwritable(path))?)
    })?;
    let out = calendar.end().map_err(unwritable(path))?;
    out.finish().map_err(unwritable(path))?;
    Ok(shown)
}

/// The event of a permit. Its name does not hold the day, so that a renewed permit moves it.
fn event(view: PermitView, lang: Lang) -> DayToRemember {
    let kind = view.permit.label();
    let ends = lang.pick("berakhir", "runs out");
    let owner = view.owner.map(|owner| format!("\n{}: {owner}", lang.pick("Pemilik", "Owner")));
    let number = lang.pick("Nomor", "Number");
    let owner = owner.unwrap_or_default();
    DayToRemember {
        uid: format!("{}.{}@ikm", view.id, view.permit.code()),
        day: view.until,
        summary: format!("{kind} {ends}: {}", view.name),
        description: format!("{number}: {}{owner}\nIKM: {}", view.number, view.id),
        location: view.kecamatan,
        category: kind.to_owned(),
    }
}

pub(super) fn columns() -> Vec<Column> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    vec![
        text("id", "Id", "Id").in_files_only(),
        Column::new("until", Kind::Date, "Berlaku sampai", "Until"),
        Column::new("days_left", Kind::Count, "Sisa hari", "Days left"),
        text("permit", "Izin", "Permit"),
        text("number", "Nomor", "Number"),
        text("name", "Nama IKM", "Name of the IKM"),
        text("owner", "Pemilik", "Owner"),
        text("kecamatan", "Kecamatan", "Kecamatan"),
    ]
}

fn cells(view: PermitView) -> Vec<Cell> {
    let kind = view.permit;
    vec![
        view.id.to_string().into(),
        view.until.into(),
        view.days_left.into(),
        Term::new(kind.code(), kind.label(), kind.label()).into(),
        view.number.into(),
        view.name.into(),
        view.owner.into(),
        view.kecamatan.into(),
    ]
}
