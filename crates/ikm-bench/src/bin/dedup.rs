//! Prints how well doubles are recognised in the labelled sets of the seeds that are given.

use std::io::Write as _;

use anyhow::Context as _;
use ikm_bench::dedup::{Play, Report};
use ikm_testkit::labelled::labelled;

/// As many IKM as the published figures are about.
const BUSINESSES: u32 = 10_000;

fn main() -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for seed in std::env::args().skip(1) {
        let seed: u64 = seed.parse().with_context(|| format!("{seed:?} is no seed"))?;
        let records = labelled(seed, BUSINESSES);
        let report = Report::of(&records, &Play::of(&records));
        writeln!(out, "seed {seed}\n{report}")?;
    }
    Ok(())
}
