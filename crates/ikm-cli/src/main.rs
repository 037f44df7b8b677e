//! The binary `ikm`: hands the arguments to the library and its answer to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    ikm_cli::run(std::env::args_os())
}
