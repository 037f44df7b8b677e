//! Prints how well doubles are recognised in the labelled sets of the seeds that are given; after
//! `--weights` how often each reason stands between records of one business and of two, after `--lost`
//! the pairs that nobody will look at, after `--import` what the import of `ikm-app` makes of the
//! same list.

use std::io::Write as _;

use anyhow::Context as _;
use ikm_bench::dedup::{Play, Report, Weights, lost};
use ikm_testkit::labelled::labelled;

/// As many IKM as the published figures are about.
const BUSINESSES: u32 = 10_000;

fn main() -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let mut show = String::new();
    for argument in std::env::args().skip(1) {
        if argument.starts_with("--") {
            show = argument;
            continue;
        }
        let seed: u64 = argument.parse().with_context(|| format!("{argument:?} is no seed"))?;
        let records = labelled(seed, BUSINESSES);
        let text = match show.as_str() {
            "--weights" => Weights::of(&records).to_string(),
            "--import" => Report::of(&records, &Play::by_import(&records)?).to_string(),
            "--lost" => lost(&records, &Play::of(&records)),
            _ => Report::of(&records, &Play::of(&records)).to_string(),
        };
        writeln!(out, "seed {seed}\n{text}")?;
    }
    Ok(())
}
