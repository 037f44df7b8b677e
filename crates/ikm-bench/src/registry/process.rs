//! Processes, and what they cost.

use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

/// What a process has cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    /// By the clock.
    pub(super) wall: Duration,
    /// Of all processors together, where the system says.
    pub(super) cpu: Option<Duration>,
    /// The most memory that it held, in kilobytes, where the system says.
    pub(super) peak: Option<u64>,
}

/// Runs `command` to its end.
pub(super) fn run(command: &mut Command) -> anyhow::Result<Cost> {
    watch(command, |_child| Ok(()))
}

/// Runs `command` to its end while `follow` talks with it.
pub(super) fn watch(
    command: &mut Command,
    follow: impl FnOnce(&mut Child) -> anyhow::Result<()>,
) -> anyhow::Result<Cost> {
    let (before, start) = (cpu_of_children(), Instant::now());
    let mut child = command.spawn().with_context(|| format!("{command:?} cannot be run"))?;
    follow(&mut child)?;
    let (status, peak) = wait(&mut child)?;
    let wall = start.elapsed();
    ensure!(status.success(), "{command:?} has failed: {status}");
    let cpu = cpu_of_children().zip(before).map(|(after, before)| after.saturating_sub(before));
    Ok(Cost { wall, cpu, peak })
}

/// Waits for the end, and looks meanwhile at how much memory is held.
fn wait(child: &mut Child) -> std::io::Result<(ExitStatus, Option<u64>)> {
    let mut peak = None;
    // What ends soon is not asked about: the asking would be most of what it costs.
    let patience = Instant::now() + Duration::from_millis(500);
    while Instant::now() < patience {
        if let Some(status) = child.try_wait()? {
            return Ok((status, peak));
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    loop {
        peak = peak_of(&child.id().to_string()).max(peak);
        if let Some(status) = child.try_wait()? {
            return Ok((status, peak));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The most memory that a process has held so far, in kilobytes; Linux only.
pub(super) fn peak_of(process: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// The time that the processes which have ended were on a processor; Linux only.
fn cpu_of_children() -> Option<Duration> {
    /// Linux counts in hundredths of a second wherever it tells a program.
    const TICK: Duration = Duration::from_millis(10);
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program may hold anything; behind its bracket the fields are numbers.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u32>().ok();
    Some(TICK * (ticks(13)? + ticks(14)?))
}

/// The middle one of `times` measurements.
pub(super) fn middle_of(
    times: usize,
    mut measure: impl FnMut() -> anyhow::Result<Cost>,
) -> anyhow::Result<Cost> {
    let mut costs = (0..times).map(|_| measure()).collect::<anyhow::Result<Vec<_>>>()?;
    costs.sort_unstable();
    costs.get(times / 2).copied().context("nothing was measured")
}
