mod codes;
mod rules;

use std::path::PathBuf;

use chrono::NaiveDate;

use super::Key;
use crate::args::Global;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::value;

pub(crate) use codes::suggestion_words;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Show the classes, and what leads to each
    Show(ShowArgs),
    /// Put a classification scheme in force
    Load(LoadArgs),
    /// Put a mapping from KBLI codes and commodities to classes in force
    Map(MapArgs),
    /// Find codes of KBLI 2020 by words of their title
    Find(FindArgs),
    /// Suggest codes of KBLI 2020 for a product
    Suggest(SuggestArgs),
    /// Move every IKM whose class follows from its code or commodity to the class of today's rules
    Reclassify(ReclassifyArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// As it is in force on this day; on the business date unless given
    #[arg(long, value_name = "DATE", value_parser = value::day)]
    on: Option<NaiveDate>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct LoadArgs {
    /// The scheme, as TOML
    file: PathBuf,
    /// First day on which it is in force; the business date unless given
    #[arg(long, value_name = "DATE", value_parser = value::day)]
    from: Option<NaiveDate>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct MapArgs {
    /// The mapping, as TOML
    file: PathBuf,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FindArgs {
    /// Words, or beginnings of words; or the first digits of a code
    #[arg(required = true)]
    text: Vec<String>,
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SuggestArgs {
    /// What is made, as a list would name it
    #[arg(required = true)]
    text: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ReclassifyArgs {
    /// List who would move and who stays, and write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    key: Key,
}

pub(crate) fn run(printer: &Printer, global: &Global, command: Command) -> Result<Done, Failure> {
    let open = || Context::open(global);
    match command {
        Command::Show(args) => rules::show(printer, &mut open()?, &args),
        Command::Load(args) => rules::load(printer, &mut open()?, args),
        Command::Map(args) => rules::map(printer, &mut open()?, args),
        Command::Find(args) => codes::find(printer, &args),
        Command::Suggest(args) => codes::suggest(printer, &args),
        Command::Reclassify(args) => rules::reclassify(printer, &mut open()?, args),
    }
}
