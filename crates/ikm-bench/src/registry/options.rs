use std::path::PathBuf;

use anyhow::{Context as _, bail};
use ikm_testkit::nation::Nation;

/// What is measured, and with what.
#[derive(Debug)]
pub(super) struct Options {
    pub(super) rows: u64,
    /// Whether the names are few.
    pub(super) hard: bool,
    /// The program `ikm`, where there is one; else this one answers for it.
    pub(super) ikm: Option<PathBuf>,
    /// The shell to compare with.
    pub(super) sqlite3: PathBuf,
    /// Where the files are made.
    pub(super) folder: PathBuf,
    /// Whether they stay there.
    pub(super) keep: bool,
}

const USAGE: &str = "--rows N, --hard, --ikm FILE, --sqlite3 FILE, --folder FOLDER, --keep";

/// The seed of every list, so that two runs are about the same rows.
const SEED: u64 = 2022;

impl Options {
    pub(super) fn parse(args: &[String]) -> anyhow::Result<Self> {
        let mut options = Self {
            rows: 50_000,
            hard: false,
            ikm: beside_this_program(),
            sqlite3: "sqlite3".into(),
            folder: std::env::temp_dir(),
            keep: false,
        };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().with_context(|| format!("{arg} wants a value"));
            match arg.as_str() {
                "--rows" => options.rows = value()?.parse().context("--rows wants a number")?,
                "--ikm" => options.ikm = Some(value()?.into()),
                "--sqlite3" => options.sqlite3 = value()?.into(),
                "--folder" => options.folder = value()?.into(),
                "--hard" => options.hard = true,
                "--keep" => options.keep = true,
                other => bail!("{other:?} is none of {USAGE}"),
            }
        }
        Ok(options)
    }

    pub(super) fn nation(&self) -> Nation {
        if self.hard { Nation::hard(SEED, self.rows) } else { Nation::generate(SEED, self.rows) }
    }

    pub(super) const fn names(&self) -> &'static str {
        if self.hard { "few, in 15 kecamatan" } else { "as in a country, in 7,285 kecamatan" }
    }
}

/// `target/release/ikm`, when this is `target/release/deps/registry-…`.
fn beside_this_program() -> Option<PathBuf> {
    let this = std::env::current_exe().ok()?;
    let ikm = this.parent()?.parent()?.join("ikm").with_extension(std::env::consts::EXE_EXTENSION);
    ikm.is_file().then_some(ikm)
}
