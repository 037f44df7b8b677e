#![doc = include_str!("../README.md")]

mod args;
mod book;
mod commands;
mod context;
mod demo;
mod errors;
mod files;
mod help;
mod printer;
mod progress;
mod record;
mod rejects;
mod remarks;
mod usage;
mod value;
mod worded;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::FromArgMatches as _;
use clap::error::ErrorKind;
use ikm_core::Lang;
use ikm_report::ListFormat;

use crate::args::Cli;
use crate::errors::Failure;
use crate::printer::Printer;

pub use crate::help::command;

/// Runs a command line, the name of the program first, and says how it ended.
///
/// The exit code is 0 when the command was done, 1 when it was refused or failed, 2 when it was
/// called wrongly, and 3 when it was done and rows were rejected or errors found.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = ask_for_help(args.into_iter().collect());
    let (lang, format) = usage::wishes(&args);
    let cli = command(lang)
        .try_get_matches_from(args)
        .and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches));
    let outcome = match cli {
        Ok(cli) => commands::run(&cli.global, cli.command),
        Err(error) => return misread(&error, lang, format),
    };
    match outcome {
        Ok(done) => done.exit_code(),
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            Printer::new(lang, format).fail(&failure);
            failure.exit_code()
        }
    }
}

/// `ikm help registry import` is what many type for `ikm registry import --help`.
fn ask_for_help(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.get(1).is_some_and(|first| first == "help") {
        args.remove(1);
        args.push("--help".into());
    }
    args
}

/// What is said when the command line could not be read, or asked for nothing but help.
fn misread(error: &clap::Error, lang: Lang, format: ListFormat) -> ExitCode {
    let asked_for = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let is_bare = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    let help = error.render();
    if asked_for {
        // Whoever was to read it may have gone.
        let _ = write!(io::stdout().lock(), "{help}");
        return ExitCode::SUCCESS;
    }
    if is_bare && format != ListFormat::Json {
        let _ = write!(io::stderr().lock(), "{help}");
        return ExitCode::from(2);
    }
    let failure = Failure::usage(usage::complaint(error));
    Printer::new(lang, format).fail(&failure);
    failure.exit_code()
}
