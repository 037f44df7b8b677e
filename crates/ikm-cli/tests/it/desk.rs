//! A desk to test at: an empty folder, a few small files, and the program.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder in which commands run.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a command left.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Answer {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        // A process that a signal ended has no code.
        let code = output.status.code().unwrap_or(-1);
        Self { code, out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// The result as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect("standard output is JSON and nothing else")
    }

    /// The same answer, which must have this exit code.
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        self
    }
}

impl Desk {
    /// An empty folder with the small files.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy(&data(), folder.path());
        Self { folder }
    }

    /// A desk whose association was founded.
    pub(crate) fn founded() -> Self {
        let desk = Self::new();
        desk.init().ends(0);
        desk
    }

    /// A desk whose list was read: three IKM, of which one row had a damaged NIK, and three rejects.
    pub(crate) fn registered() -> Self {
        let desk = Self::founded();
        desk.run("--today 2022-01-24 registry import ikm.csv").ends(3);
        desk
    }

    /// A desk with two members whose goods were taken in and sold.
    pub(crate) fn sold() -> Self {
        let desk = Self::registered();
        desk.run("--today 2022-01-31 member accept --all --limit 2").ends(0);
        desk.run("--today 2022-02-01 gallery intake intake.csv").ends(3);
        desk.run("--today 2022-02-28 gallery sales sales.csv").ends(3);
        desk
    }

    pub(crate) fn init(&self) -> Answer {
        let name = ["init", "--association", "Asosiasi IKM Uji", "--regency", "13.01"];
        self.run_these(&[&["--today", "2022-01-24"], &name[..]].concat())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    /// The names of the files, in order; those of SQLite beside the store are its own.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
            .collect();
        names.sort();
        names
    }

    /// Whether a file is being written that has not come to its place yet.
    pub(crate) fn has_unfinished_files(&self) -> bool {
        self.files().iter().any(|name| Path::new(name).extension().is_some_and(|end| end == "tmp"))
    }

    /// Runs a command line whose words have no blanks in them.
    pub(crate) fn run(&self, line: &str) -> Answer {
        self.run_these(&line.split_whitespace().collect::<Vec<_>>())
    }

    pub(crate) fn run_these(&self, args: &[&str]) -> Answer {
        Answer::of(&self.command(args).output().expect("the program runs"))
    }

    /// Runs a command that reads `input`.
    pub(crate) fn run_with_input(&self, line: &str, input: &[u8]) -> Answer {
        let mut child = self
            .command(&line.split_whitespace().collect::<Vec<_>>())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        // Dropping the pipe ends the input.
        child.stdin.take().expect("a pipe").write_all(input).expect("it reads");
        Answer::of(&child.wait_with_output().expect("it ends"))
    }

    /// The program, about to be run in the folder with nothing of the caller's environment.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ikm"));
        command.args(args).current_dir(self.folder.path());
        for name in ["IKM_STORE", "IKM_LANG", "COLUMNS"] {
            command.env_remove(name);
        }
        command.env("USER", "penguji");
        command
    }

    /// All that the store shows: a refused command leaves every line of it as it was.
    pub(crate) fn picture(&self) -> String {
        let commands = [
            "registry list",
            "registry duplicates",
            "member list",
            "dues arrears",
            "gallery stock --all",
            "settlement list",
            "shipment list",
            "ledger entries",
            "ledger trial-balance",
            "doctor",
        ];
        let show = |command: &&str| self.run(&format!("--format csv {command}")).ends(0).out;
        commands.iter().map(show).collect()
    }
}

/// The small files, which people can read.
pub(crate) fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).expect("a folder");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

/// Gives every id that a text shows a name of the same length, in the order in which they appear:
/// ids are new on every run.
#[derive(Default)]
pub(crate) struct Ids(BTreeMap<String, String>);

impl Ids {
    const LENGTH: usize = 36;

    pub(crate) fn rename(&mut self, text: &str) -> String {
        let mut renamed = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if let Some(id) = rest.get(..Self::LENGTH).filter(|word| is_id(word)) {
                let nth = self.0.len() + 1;
                let name = format!("00000000-0000-7000-8000-{nth:012}");
                renamed.push_str(self.0.entry(id.to_owned()).or_insert(name));
                rest = &rest[Self::LENGTH..];
            } else {
                renamed.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        renamed
    }

    /// The names that were given, each with its id.
    pub(crate) fn names(&self) -> impl Iterator<Item = (String, String)> {
        self.0.iter().map(|(id, name)| (name.clone(), id.clone()))
    }
}

fn is_id(word: &str) -> bool {
    word.char_indices().all(|(at, c)| match at {
        8 | 13 | 18 | 23 => c == '-',
        14 => c == '7',
        _ => c.is_ascii_hexdigit(),
    })
}
