mod classify;
mod decisions;
mod export;
mod forget;
mod history;
mod import;
mod listing;
mod merge;
mod permits;
mod show;
mod suggest;
mod undo;
mod watch;
mod words;

use std::path::PathBuf;

use ikm_core::classification::Confidence;
use ikm_import::Unit;

use self::classify::ClassifyArgs;
use self::export::ExportArgs;
use self::merge::{DistinctArgs, MergeArgs, UnmergeArgs};
use self::permits::PermitsArgs;
use self::undo::UndoArgs;
use super::Key;
use super::segment::Which;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::value;

pub(crate) use listing::FilterError;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Read a list of IKM: CSV, XLSX, XLSB, XLS, ODS or JSON
    Import(ImportArgs),
    /// List the imports, those that were taken back too
    Imports(LimitArgs),
    /// Take an import back, whole
    Undo(UndoArgs),
    /// Find IKM by words of their name, owner, product or place
    Find(FindArgs),
    /// Show all that is known of an IKM
    Show(ShowArgs),
    /// List the registry
    List(ListArgs),
    /// List which permits run out when, or write a calendar of them
    Permits(PermitsArgs),
    /// Write the registry as a list that can be imported again
    Export(ExportArgs),
    /// List pairs that may be one IKM
    Duplicates(DuplicatesArgs),
    /// Merge two IKM that are one; the first goes on with all that hangs on the second
    Merge(MergeArgs),
    /// Take a merge back
    Unmerge(UnmergeArgs),
    /// List the merges, those that were taken back too
    Merges(LimitArgs),
    /// Record that two IKM are two, so that nobody is asked again
    Distinct(DistinctArgs),
    /// Put an IKM into a class or under a KBLI code, from the business date on
    Classify(ClassifyArgs),
    /// List what each source says of an IKM in each year
    Figures(ShowArgs),
    /// List what changed of an IKM, when, and by what
    History(ShowArgs),
    /// Erase what names the owner of an IKM, now and in all that was; cannot be taken back
    Forget(forget::ForgetArgs),
    /// List IKM without a KBLI code with what their product suggests
    Suggest(SuggestArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// The list
    file: PathBuf,
    /// Decide everything and write nothing
    #[arg(long)]
    dry_run: bool,
    /// All rows or none
    #[arg(long)]
    strict: bool,
    /// TOML file that says what each column holds
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Write down what was taken for what, for --mapping the next time
    #[arg(long, value_name = "FILE")]
    save_mapping: Option<PathBuf>,
    /// The sheet to read; the one that is recognised best unless given
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Unit of money in the list: rupiah, thousand or million
    #[arg(long, value_name = "UNIT", value_parser = value::parse::<Unit>)]
    unit: Option<Unit>,
    /// Where rejected rows go; NAME.rejects.csv in the current folder unless given
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Where to write what becomes of every row, and why; JSON or CSV by its ending
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FindArgs {
    /// Words, or beginnings of words
    #[arg(required = true)]
    text: Vec<String>,
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ShowArgs {
    /// Id, NIB or member number
    ikm: String,
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
pub(crate) struct LimitArgs {
    /// Show no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SuggestArgs {
    #[command(flatten)]
    which: Which,
    /// Give the best suggestion to each for which it is at least so sure: high, medium or low
    #[arg(long, value_name = "CONFIDENCE", value_parser = value::parse::<Confidence>)]
    accept: Option<Confidence>,
    /// No more than so many, in order of registration
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    #[command(flatten)]
    key: Key,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DuplicatesArgs {
    #[command(flatten)]
    which: Which,
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
        Command::Import(args) => import::run(printer, context, args),
        Command::Find(args) => listing::find(printer, context, &args),
        Command::Show(args) => show::run(printer, context, &args),
        Command::List(args) => listing::list(printer, context, args),
        Command::Permits(args) => permits::run(printer, context, &args),
        Command::Imports(args) => undo::imports(printer, context, &args),
        Command::Undo(args) => undo::undo(printer, context, args),
        Command::Merge(args) => merge::merge(printer, context, args),
        Command::Unmerge(args) => merge::unmerge(printer, context, args),
        Command::Merges(args) => merge::merges(printer, context, &args),
        Command::Distinct(args) => merge::distinct(printer, context, args),
        Command::Classify(args) => classify::run(printer, context, args),
        Command::Figures(args) => history::figures(printer, context, &args),
        Command::History(args) => history::history(printer, context, &args),
        Command::Forget(args) => forget::run(printer, context, args),
        Command::Suggest(args) => suggest::run(printer, context, args),
        Command::Export(args) => export::run(printer, context, args),
        Command::Duplicates(args) => listing::duplicates(printer, context, args),
    }
}
