//! The command line as a tree. Its texts are English here; `help` puts them into Indonesian.

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use ikm_core::Lang;
use ikm_report::ListFormat;

use crate::commands::{
    backup, check, classification, demo, dues, gallery, init, ledger, member, programme, region,
    registry, report, segment, settlement, shipment, tariff,
};
use crate::value;

/// The heading of what every command takes.
pub(crate) const GLOBAL_OPTIONS: &str = "Global options";

/// Registry, gallery and postal desk of an association of small industries
#[derive(Debug, Parser)]
#[command(
    name = "ikm",
    bin_name = "ikm",
    version,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    max_term_width = 100
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What stands before or after every command.
#[derive(Clone, Debug, Args)]
pub(crate) struct Global {
    #[arg(help = "File of the store, ikm.db unless given; also IKM_STORE")]
    #[arg(long, global = true, value_name = "FILE", env = "IKM_STORE", default_value = "ikm.db")]
    #[arg(help_heading = GLOBAL_OPTIONS, hide_env = true, hide_default_value = true)]
    pub(crate) store: String,
    /// How the result is written: table, json or csv
    #[arg(long, global = true, value_name = "FORMAT", default_value = "table")]
    #[arg(value_parser = value::parse::<ListFormat>)]
    #[arg(help_heading = GLOBAL_OPTIONS, hide_default_value = true)]
    pub(crate) format: ListFormat,
    #[arg(help = "Language of messages, tables and reports: id or en; also IKM_LANG")]
    #[arg(long, global = true, value_name = "LANG", env = "IKM_LANG", default_value = "id")]
    #[arg(value_parser = value::parse::<Lang>)]
    #[arg(help_heading = GLOBAL_OPTIONS, hide_env = true, hide_default_value = true)]
    pub(crate) lang: Lang,
    /// Business date, such as 2022-01-31; today in WIB unless given
    #[arg(long, global = true, value_name = "DATE", value_parser = value::day)]
    #[arg(help_heading = GLOBAL_OPTIONS)]
    pub(crate) today: Option<NaiveDate>,
    /// Who does it, for the audit; the system user unless given
    #[arg(long, global = true, value_name = "NAME")]
    #[arg(help_heading = GLOBAL_OPTIONS)]
    pub(crate) actor: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Play a year of a synthetic district in a folder, from its list to its reports
    Demo(demo::Args),
    /// Make a store and found its association
    Init(init::Args),
    /// The registry: read lists, find and show IKM
    #[command(subcommand)]
    Registry(registry::Command),
    /// Classes and codes: schemes, mappings, titles of KBLI, suggestions
    #[command(subcommand)]
    Classification(classification::Command),
    /// Regions: load code lists, find and show
    #[command(subcommand)]
    Region(region::Command),
    /// Segments: conditions kept under a name, for listings, reports and exports
    #[command(subcommand)]
    Segment(segment::Command),
    /// Members: apply, accept, suspend, resume, end
    #[command(subcommand)]
    Member(member::Command),
    /// Programmes: announce, apply, give places, see who stands how
    #[command(subcommand)]
    Programme(programme::Command),
    /// Dues: plan, charge, take payments, see arrears
    #[command(subcommand)]
    Dues(dues::Command),
    /// The gallery: goods taken in and sold
    #[command(subcommand)]
    Gallery(gallery::Command),
    /// Settlements: what makers are due, and paying them
    #[command(subcommand)]
    Settlement(settlement::Command),
    /// Tariff books: check, load, quote
    #[command(subcommand)]
    Tariff(tariff::Command),
    /// Parcels at the postal desk
    #[command(subcommand)]
    Shipment(shipment::Command),
    /// The books: balances, entries, moving money
    #[command(subcommand)]
    Ledger(ledger::Command),
    /// Make a report
    Report(report::Args),
    /// Check single numbers before they are typed in
    Check(check::Args),
    /// Examine the store, the books, the stock and the audit chain
    Doctor,
    /// Copy the store into a new file
    Backup(backup::Args),
    /// Make the store from a copy
    Restore(backup::Args),
}
