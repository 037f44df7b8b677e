//! A registry of a million beside the `sqlite3` shell, in one run on one machine.
//!
//! The shell imports the same CSV into a table with the same columns, the same indexes (those of the
//! keys that we look up, the NIB, region and class, and the words by a trigger into FTS5 with the
//! same tokenizer) and the same settings. It does not parse numbers, check identifiers, look for
//! doubles, keep an audit record or recognise a row that it has read before; we do.
//!
//! Each import runs in a process of its own, so that its memory can be read. Figures are printed, and
//! nothing fails when one misses its goal.

mod options;
mod ours;
mod process;
mod shell;
mod table;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use ikm_testkit::sheet::write_csv;

use options::Options;
use process::{Cost, middle_of};
use shell::Shell;
use table::Table;

/// Runs the benchmark, or the part of it that a process of its own was started for.
///
/// # Errors
///
/// When the arguments cannot be read, or something cannot be run.
pub fn main(args: impl Iterator<Item = String>) -> anyhow::Result<()> {
    let args: Vec<String> = args.filter(|arg| arg != "--bench").collect();
    let mut out = std::io::stdout().lock();
    if let Some((first, rest)) = args.split_first()
        && first == ours::CHILD
    {
        return ours::child(rest, &mut out);
    }
    compare(&Options::parse(&args)?, &mut out)
}

fn compare(options: &Options, out: &mut impl Write) -> anyhow::Result<()> {
    let folder = tempfile::Builder::new().prefix("ikm-bench-").tempdir_in(&options.folder)?;
    let (list, store) = (folder.path().join("list.csv"), folder.path().join("ikm.db"));
    let rows = options.rows;
    let nation = options.nation();
    write_csv(nation.rows(), BufWriter::new(File::create(&list)?), b',')?;
    let size = std::fs::metadata(&list)?.len() / 1_000_000;
    writeln!(out, "{rows} rows, {size} MB, names: {}", options.names())?;
    match &options.ikm {
        Some(ikm) => writeln!(out, "asked: {}", ikm.display())?,
        None => writeln!(
            out,
            "there is no program ikm here (cargo build --release -p ikm-cli): the benchmark answers"
        )?,
    }
    let shell = Shell::find(options.sqlite3.clone());
    let mut table = Table::new();
    import(options, &list, &store, shell.as_ref(), &mut table, out)?;
    reports(options, &store, shell.as_ref(), &mut table, out)?;
    look_up(options, &store, &mut table, out)?;
    undo(&store, &mut table, out)?;
    write!(out, "\n{table}")?;
    if options.keep {
        writeln!(out, "kept in {}", folder.keep().display())?;
    }
    Ok(())
}

/// The import, the first time and again.
fn import(
    options: &Options,
    list: &Path,
    store: &Path,
    shell: Option<&Shell>,
    table: &mut Table,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let mut baseline = None;
    match shell {
        None => writeln!(out, "there is no sqlite3 shell here: only our own figures")?,
        Some(shell) => {
            writeln!(out, "shell: SQLite {}\n{}", shell.version, shell::SETTINGS)?;
            for (name, settings) in [("defaults", ""), ("the same", shell::SETTINGS)] {
                let file = store.with_file_name("shell.db");
                let cost = shell.import(list, &file, settings)?;
                writeln!(out, "shell, {name} settings: {cost}, {} MB", megabytes(&file)?)?;
                std::fs::remove_file(&file)?;
                table.alone(&format!("import by the shell, {name} settings"), cost);
                baseline = Some(cost);
            }
        }
    }
    ours::found(options, store)?;
    let first = ours::import(list, store, out)?;
    writeln!(out, "ours: {first}, {} MB", megabytes(store)?)?;
    table.beside("import", first, baseline, 150);
    let again = ours::import(list, store, out)?;
    writeln!(out, "ours, the same list again: {again}")?;
    table.alone("the same list again", again);
    Ok(())
}

/// Takes everything back that was imported.
fn undo(store: &Path, table: &mut Table, out: &mut impl Write) -> anyhow::Result<()> {
    let cost = ours::undo(store, out)?;
    writeln!(out, "ours, taken back: {cost}, {} MB", megabytes(store)?)?;
    table.alone("undo of the import", cost);
    Ok(())
}

/// The reports that an office asks for most.
fn reports(
    options: &Options,
    store: &Path,
    shell: Option<&Shell>,
    table: &mut Table,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let baseline = shell.map(|shell| middle_of(3, || shell.group(store))).transpose()?;
    let rekap = middle_of(9, || ours::ask(options, store, &["report", "rekap"]))?;
    writeln!(out, "rekap: {rekap}")?;
    table.beside("report rekap, process start included", rekap, baseline, 10);
    let growth = middle_of(3, || ours::ask(options, store, &["report", "growth"]))?;
    writeln!(out, "growth: {growth}")?;
    table.alone("report growth, process start included", growth);
    Ok(())
}

/// What the desk asks for all day.
fn look_up(
    options: &Options,
    store: &Path,
    table: &mut Table,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let goal = Duration::from_millis(15);
    let sample = ours::sample(store)?;
    for (what, words) in sample.questions() {
        let cost = middle_of(9, || ours::ask(options, store, &words))?;
        writeln!(out, "{what}: {cost}")?;
        let goal = what.starts_with("show").then_some(goal);
        table.within(&format!("{what}, process start included"), cost, goal);
    }
    Ok(())
}

fn megabytes(file: &Path) -> anyhow::Result<u64> {
    let found = std::fs::metadata(file).with_context(|| file.display().to_string())?;
    Ok(found.len() / 1_000_000)
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { wall, cpu, peak } = self;
        write!(f, "{} by the clock", Millis(*wall))?;
        if let Some(cpu) = cpu {
            write!(f, ", {} of the processor", Millis(*cpu))?;
        }
        if let Some(peak) = peak {
            write!(f, ", at most {} MB of memory", peak / 1_000)?;
        }
        Ok(())
    }
}

/// A time as a person reads it.
struct Millis(Duration);

impl std::fmt::Display for Millis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let micros = self.0.as_micros();
        f.pad(&match micros {
            0..100_000 => format!("{}.{} ms", micros / 1_000, micros / 100 % 10),
            100_000..10_000_000 => format!("{} ms", micros / 1_000),
            _ => format!("{}.{} s", micros / 1_000_000, micros / 100_000 % 10),
        })
    }
}
