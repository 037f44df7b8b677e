//! Our side, each part in a process of its own.

use std::io::{BufRead as _, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail, ensure};
use ikm_app::registry::{ImportSettings, ImportWatch};
use ikm_app::reports::ReportName;
use ikm_app::{App, Founding};
use ikm_core::classification::Scheme;
use ikm_core::region::Regions;
use ikm_store::{IkmFilter, SqliteStore, Store as _, StoreExt as _};
use ikm_testkit::clock::ManualClock;
use ikm_testkit::ids::SeededIds;
use ikm_testkit::nation::Country;

use super::options::Options;
use super::process::{Cost, peak_of, run, watch};

/// The word by which this program knows that it was started by itself.
pub(super) const CHILD: &str = "--child";

/// The business day of everything.
const TODAY: &str = "2022-01-31";

/// Makes a store with the regions that the list speaks of.
pub(super) fn found(options: &Options, store: &Path) -> anyhow::Result<()> {
    let regions = if options.hard {
        Regions::pesisir_selatan()
    } else {
        Regions::try_new(Country::regions())?
    };
    let founding = Founding {
        name: "Asosiasi IKM".to_owned(),
        regency: "13.01".parse()?,
        on: TODAY.parse()?,
        regions,
        scheme: Scheme::kbli2020_divisions(),
    };
    let store = SqliteStore::create(store)?;
    let clock = ManualClock::at_nine(TODAY.parse()?);
    let mut ids = SeededIds::new(1, clock.clone());
    let now = || clock.now();
    App::found(&store, founding, &now, &mut ids, "bench")?;
    Ok(())
}

/// Imports `list` in a process of its own, and shows what that says of itself.
pub(super) fn import(list: &Path, store: &Path, out: &mut impl Write) -> anyhow::Result<Cost> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(CHILD).arg("import").arg(store).arg(list);
    listen(&mut command, out)
}

/// Takes every import back in a process of its own, and shows what it says.
pub(super) fn undo(store: &Path, out: &mut impl Write) -> anyhow::Result<Cost> {
    let mut command = Command::new(std::env::current_exe()?);
    listen(command.arg(CHILD).arg("undo").arg(store), out)
}

/// Runs `command` and shows what it says of itself.
fn listen(command: &mut Command, out: &mut impl Write) -> anyhow::Result<Cost> {
    watch(command.stdout(Stdio::piped()), |child| {
        let said = child.stdout.take().context("the process says nothing")?;
        for line in BufReader::new(said).lines() {
            writeln!(out, "  {}", line?)?;
            out.flush()?;
        }
        Ok(())
    })
}

/// Asks the store through the program `ikm`, or through this one where that is not built.
pub(super) fn ask(options: &Options, store: &Path, words: &[&str]) -> anyhow::Result<Cost> {
    let mut command = if let Some(ikm) = &options.ikm {
        let mut command = Command::new(ikm);
        command.args(["--today", TODAY, "--format", "json", "--store"]).arg(store);
        command
    } else {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(CHILD).arg("ask").arg(store);
        command
    };
    run(command.args(words).stdout(Stdio::null()))
}

/// What is asked for: an IKM in the middle of the registry.
#[derive(Debug)]
pub(super) struct Sample {
    id: String,
    nib: Option<String>,
    owner: Option<String>,
}

impl Sample {
    /// The questions, each with the words of the command.
    pub(super) fn questions(&self) -> Vec<(&'static str, Vec<&str>)> {
        let show = |what, by| (what, vec!["registry", "show", by]);
        let find = |what, text| (what, vec!["registry", "find", text, "--limit", "20"]);
        let mut questions = vec![show("show by id", &self.id)];
        questions.extend(self.nib.as_deref().map(|nib| show("show by NIB", nib)));
        questions.extend(self.owner.as_deref().map(|owner| find("find an owner", owner)));
        questions.push(find("find a common word", "keripik"));
        questions.push(find("find two words", "keripik jaya"));
        questions.push(find("find a misspelt word", "kripik"));
        questions
    }
}

/// An IKM that has a NIB, if one of those that make what most make has.
pub(super) fn sample(store: &Path) -> anyhow::Result<Sample> {
    let store = SqliteStore::open(store)?;
    let association = store.associations()?.into_iter().next().context("no association")?;
    let found = store.read(association.id, |tx| tx.search("keripik", 200))?;
    let with_nib = found.iter().find(|ikm| ikm.profile.nib.is_some());
    let ikm = with_nib.or(found.first()).context("nobody makes keripik")?;
    Ok(Sample {
        id: ikm.id.to_string(),
        nib: ikm.profile.nib.as_ref().map(ToString::to_string),
        owner: ikm.profile.owner.clone(),
    })
}

/// The part of the benchmark that this process was started for.
pub(super) fn child(words: &[String], out: &mut impl Write) -> anyhow::Result<()> {
    let [what, store, words @ ..] = words else { bail!("a part of the benchmark has no store") };
    let store = SqliteStore::open(store)?;
    let clock = ManualClock::at_nine(TODAY.parse()?);
    // No two imports may make the same ids.
    let mut ids = SeededIds::new(std::process::id().into(), clock.clone());
    let now = || clock.now();
    let mut app = App::open(&store, &now, &mut ids, TODAY.parse()?, "bench")?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match (what.as_str(), words.as_slice()) {
        ("import", [list]) => read_list(&mut app, Path::new(list), out)?,
        ("undo", []) => take_back(&mut app, out)?,
        ("ask", ["report", "growth"]) => drop(app.report(ReportName::Growth)?),
        ("ask", ["report", "rekap"]) => drop(app.report(ReportName::Rekap)?),
        ("ask", ["registry", "show", id]) => drop(app.show(id)?),
        ("ask", ["registry", "find", text, ..]) => drop(app.find(text, 20)?),
        _ => bail!("no part of the benchmark is called {what} {words:?}"),
    }
    Ok(())
}

/// Takes the imports back, first the one that only recognised what the other had added. Their ids do
/// not tell which came first: all are of one moment.
fn take_back(app: &mut App<'_>, out: &mut impl Write) -> anyhow::Result<()> {
    let mut batches = Vec::new();
    app.for_each_import(|batch| {
        batches.push((batch.added, batch.id.to_string()));
        Ok(())
    })?;
    batches.sort_unstable();
    let (mut removed, mut restored) = (0, 0);
    for (_, batch) in &batches {
        let undone = app.undo(batch)?;
        removed += undone.removed;
        restored += undone.restored;
    }
    writeln!(out, "{} imports taken back: {removed} removed, {restored} restored", batches.len())?;
    let mut left = 0;
    app.for_each_ikm(&IkmFilter::default(), |_| {
        left += 1;
        Ok(())
    })?;
    ensure!(left == 0, "{left} IKM are left after everything was taken back");
    Ok(())
}

fn read_list(app: &mut App<'_>, list: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let settings = ImportSettings::default();
    let outcome = app.import(list, &settings, &mut Meter { out, lines: 0 })?;
    writeln!(
        out,
        "{} rows: {} added, {} updated, {} unchanged, {} rejected; {} pairs",
        outcome.rows,
        outcome.added,
        outcome.updated,
        outcome.unchanged,
        outcome.rejected,
        outcome.suspected_duplicates,
    )?;
    ensure!(outcome.rejected == 0, "every row of the list is well formed");
    Ok(())
}

/// Says at every quarter million how much memory was held so far.
struct Meter<'a, W> {
    out: &'a mut W,
    lines: u64,
}

impl<W: Write> ImportWatch for Meter<'_, W> {
    fn progress(&mut self, rows: u64) {
        const EVERY: u64 = 250_000;
        if rows / EVERY == self.lines {
            return;
        }
        self.lines = rows / EVERY;
        if let Some(peak) = peak_of("self") {
            // Nothing depends on whether somebody reads it.
            let _said = writeln!(self.out, "{rows} rows: at most {} MB of memory", peak / 1_000);
        }
    }
}
