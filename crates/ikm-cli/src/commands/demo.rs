use std::io;
use std::path::PathBuf;

use crate::errors::{CliError, Done, Failure};
use crate::printer::Printer;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder: a new or empty one, or that of an earlier demo, which is replaced
    dir: PathBuf,
}

pub(crate) fn run(_printer: &Printer, args: &Args) -> Result<Done, Failure> {
    let source = io::ErrorKind::Unsupported.into();
    Err(CliError::Write { path: args.dir.clone(), source }.into())
}
