use std::path::PathBuf;

use ikm_app::regions::{RegionView, RegionsLoaded, read_regions};
use ikm_core::Lang;
use ikm_core::region::{Level, Region};
use ikm_report::{Cell, Column, Kind, Term};

use super::Key;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::{Record, Rows};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Load code lists of Kemendagri, of one regency or of the whole country
    Load(LoadArgs),
    /// Find regions by words of their name
    Find(FindArgs),
    /// Show a region and those in it
    Show(ShowArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct LoadArgs {
    /// Code lists as CSV, or folders with provinces.csv, regencies.csv, districts.csv and
    /// villages.csv
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FindArgs {
    /// Words, or beginnings of words; or a code
    #[arg(required = true)]
    text: Vec<String>,
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// Code of the region, such as 13.01.05
    code: String,
}

pub(crate) fn run(
    printer: &Printer,
    context: &mut Context,
    command: Command,
) -> Result<Done, Failure> {
    match command {
        Command::Load(args) => load(printer, context, args),
        Command::Find(args) => find(printer, context, &args),
        Command::Show(args) => show(printer, context, &args),
    }
}

fn load(printer: &Printer, context: &mut Context, args: LoadArgs) -> Result<Done, Failure> {
    let list = read_regions(&args.paths)?;
    let RegionsLoaded { regions, added, renamed, unchanged, reindexed } =
        context.keyed(args.key.key)?.load_regions(list)?;
    let record = Record::new()
        .with("regions", "Wilayah dalam daftar", "Regions in the list", regions)
        .with("added", "Ditambahkan", "Added", added)
        .with("renamed", "Berganti nama", "Renamed", renamed)
        .with("unchanged", "Tidak berubah", "Unchanged", unchanged)
        .with("reindexed", "IKM yang mengikuti nama baru", "IKM under a new name", reindexed);
    printer.record(&record)?;
    Ok(Done::Well)
}

fn find(printer: &Printer, context: &mut Context, args: &FindArgs) -> Result<Done, Failure> {
    let found =
        context.app()?.find_regions(&args.text.join(" "), args.limit.unwrap_or(u32::MAX))?;
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    let mut listing = printer.listing(
        vec![
            text("code", "Kode", "Code"),
            text("level", "Tingkat", "Level"),
            text("name", "Nama", "Name"),
            text("kecamatan", "Kecamatan", "Kecamatan"),
            text("regency", "Kabupaten/kota", "Regency"),
            text("province", "Provinsi", "Province"),
            text("postal_code", "Kode pos", "Postal code"),
        ],
        None,
    )?;
    for view in found {
        listing.row(&[
            view.code.to_string().into(),
            level(view.level).into(),
            view.name.into(),
            view.kecamatan.into(),
            view.regency.into(),
            view.province.into(),
            view.postal_code.map(|code| code.to_string()).into(),
        ])?;
    }
    let nothing = ("Tidak ada wilayah yang cocok.", "No region fits.");
    listing.end_or_say(printer.lang().pick(nothing.0, nothing.1))?;
    Ok(Done::Well)
}

fn show(printer: &Printer, context: &mut Context, args: &ShowArgs) -> Result<Done, Failure> {
    let (view, below) = context.app()?.show_region(&args.code)?;
    printer.record(&record(view, &below))?;
    Ok(Done::Well)
}

fn record(view: RegionView, below: &[Region]) -> Record {
    let columns = vec![
        Column::new("code", Kind::Text, "Kode", "Code"),
        Column::new("name", Kind::Text, "Nama", "Name"),
    ];
    let row = |region: &Region| -> Vec<Cell> {
        vec![region.code.to_string().into(), region.name.clone().into()]
    };
    Record::new()
        .with("code", "Kode", "Code", view.code.to_string())
        .with("level", "Tingkat", "Level", level(view.level))
        .with("name", "Nama", "Name", view.name)
        .with("kecamatan", "Kecamatan", "Kecamatan", view.kecamatan)
        .with("regency", "Kabupaten/kota", "Regency", view.regency)
        .with("province", "Provinsi", "Province", view.province)
        .with("postal_code", "Kode pos", "Postal code", view.postal_code.map(|c| c.to_string()))
        .with("bps", "Kode BPS", "Number of BPS", view.bps.map(String::from))
        .rows(
            "regions",
            "Di dalamnya",
            "In it",
            Rows { columns, rows: below.iter().map(row).collect() },
        )
}

fn level(level: Level) -> Term {
    Term::new(level.as_code(), level.name(Lang::Id), level.name(Lang::En))
}
