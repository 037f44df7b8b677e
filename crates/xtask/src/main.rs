#![doc = include_str!("../README.md")]

mod bans;
mod errors;
mod findings;
mod layers;
mod licenses;
mod lints;
mod metadata;
mod spdx;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use findings::Findings;
use metadata::Metadata;

const CHECKS: [&str; 5] = ["layers", "lints", "licenses", "bans", "errors"];
const USAGE: &str =
    "usage: cargo xtask [all | layers | lints | licenses | bans | errors [--list]]…";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments, &mut io::stdout().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Nothing is left to be done when even stderr is closed.
            let _ = writeln!(io::stderr(), "xtask: {error}");
            ExitCode::from(2)
        }
    }
}

/// Runs what the arguments ask for; `true` when nothing was found.
fn run(arguments: &[String], out: &mut dyn Write) -> Result<bool, Box<dyn Error>> {
    let names: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let names = match names.as_slice() {
        [] => return Err(USAGE.into()),
        ["errors", "--list"] => {
            errors::list(&Metadata::load()?.workspace_root, out)?;
            return Ok(true);
        }
        ["all"] => CHECKS.to_vec(),
        names => names.to_vec(),
    };
    if let Some(unknown) = names.iter().find(|name| !CHECKS.contains(name)) {
        return Err(format!("unknown check {unknown:?}; {USAGE}").into());
    }
    let metadata = Metadata::load()?;
    let mut clean = true;
    for name in names {
        let findings = check(name, &metadata)?;
        findings.print(name, out)?;
        clean &= findings.is_clean();
    }
    Ok(clean)
}

fn check(name: &str, metadata: &Metadata) -> Result<Findings, Box<dyn Error>> {
    match name {
        "layers" => Ok(layers::check(metadata)),
        "lints" => lints::check(metadata),
        "licenses" => Ok(licenses::check(&Metadata::load_with_all_features()?)),
        "bans" => Ok(bans::check(metadata, &Metadata::load_with_all_features()?)),
        _ => errors::check(&metadata.workspace_root),
    }
}
