//! A file a command: its arguments, the use case that it asks for, and what it shows.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod classification;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod dues;
pub(crate) mod gallery;
pub(crate) mod init;
pub(crate) mod ledger;
pub(crate) mod member;
pub(crate) mod payout;
pub(crate) mod programme;
pub(crate) mod region;
pub(crate) mod registry;
pub(crate) mod report;
pub(crate) mod segment;
pub(crate) mod settlement;
pub(crate) mod shipment;
pub(crate) mod tariff;

use ikm_app::{App, AppError};
use ikm_core::region::Regions;

use crate::args::{Command, Global};
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;

/// What every command takes that writes.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Key {
    /// Name of this command; giving it again under the same name does nothing twice
    #[arg(long, value_name = "KEY")]
    pub(crate) key: Option<String>,
}

/// Runs a command.
pub(crate) fn run(global: &Global, command: Command) -> Result<Done, Failure> {
    let printer = &Printer::new(global.lang, global.format);
    let open = || Context::open(global);
    match command {
        Command::Demo(args) => demo::run(printer, &args),
        Command::Init(args) => init::run(printer, global, args),
        Command::Registry(command) => registry::run(printer, &mut open()?, command),
        Command::Classification(command) => classification::run(printer, global, command),
        Command::Region(command) => region::run(printer, &mut open()?, command),
        Command::Segment(command) => segment::run(printer, &mut open()?, command),
        Command::Member(command) => member::run(printer, &mut open()?, command),
        Command::Programme(command) => programme::run(printer, &mut open()?, command),
        Command::Dues(command) => dues::run(printer, &mut open()?, command),
        Command::Gallery(command) => gallery::run(printer, &mut open()?, command),
        Command::Settlement(command) => settlement::run(printer, &mut open()?, command),
        Command::Tariff(command) => tariff::run(printer, global, command),
        Command::Shipment(command) => shipment::run(printer, &mut open()?, command),
        Command::Ledger(ledger::Command::CheckProof(args)) => ledger::proof::check(printer, &args),
        Command::Ledger(command) => ledger::run(printer, &mut open()?, command),
        Command::Report(args) => report::run(printer, &mut open()?, args),
        Command::Check(args) => check::run(printer, args),
        Command::Doctor => doctor::run(printer, &mut open()?),
        Command::Backup(args) => backup::backup(printer, &open()?, &args),
        Command::Restore(args) => backup::restore(printer, global, &args),
    }
}

/// The names of regions, where the answer of a use case has their codes.
pub(crate) struct Places(Regions);

impl Places {
    pub(crate) fn of(app: &App<'_>) -> Result<Self, AppError> {
        app.regions().map(Self)
    }

    /// The name of the region with this code.
    pub(crate) fn name(&self, code: Option<&str>) -> Option<String> {
        let code = code?.parse().ok()?;
        self.0.get(code).map(|region| region.name.clone())
    }
}
