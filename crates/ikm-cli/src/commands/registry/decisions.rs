//! What becomes of each row of a list: all of it in a file, the first of each kind on the screen.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use ikm_app::registry::{Decision, Known};
use ikm_core::registry::{Ikm, Part, Resemblance};
use ikm_core::{Explain as _, Lang};
use ikm_import::{ImportError, Problem};
use ikm_report::{Cell, Column, Kind, ListFormat, ReportError, RowSink, Style, Term, sink};

use super::words::{known_term, part_words, reasons_words};
use crate::files::NewFile;
use crate::record::Rows;

/// How many rows of each kind are shown; a file takes them all.
const SHOWN: usize = 20;

/// Takes what was decided of each row.
pub(super) struct Decisions {
    lang: Lang,
    /// Whether nothing is written, so that a new IKM has no id yet.
    dry_run: bool,
    /// The first rows of each kind, in the order of [`KINDS`].
    first: [Vec<Vec<Cell>>; 3],
    file: Option<DecisionsFile>,
}

/// The kinds that a person wants to see before they are done; what is known already is none.
const KINDS: [&str; 3] = ["added", "updated", "rejected"];

struct DecisionsFile {
    path: PathBuf,
    out: Shared,
    sink: Box<dyn RowSink>,
}

/// A new file that the listing writes to and that is put in its place afterwards.
#[derive(Clone)]
struct Shared(Rc<RefCell<Option<NewFile>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.borrow_mut().as_mut() {
            Some(file) => file.write(bytes),
            None => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.borrow_mut().as_mut() {
            Some(file) => file.flush(),
            None => Ok(()),
        }
    }
}

impl Decisions {
    /// Decisions that go to `path` too, as JSON or CSV by its ending.
    pub(super) fn new(
        style: Style,
        dry_run: bool,
        path: Option<&Path>,
    ) -> Result<Self, ImportError> {
        let file = path.map(|path| DecisionsFile::begin(path, style)).transpose();
        let (lang, file) = (style.lang, file.map_err(unwritable)?);
        Ok(Self { lang, dry_run, first: Default::default(), file })
    }

    pub(super) fn take(&mut self, row: u64, decision: &Decision<'_>) -> Result<(), ImportError> {
        let (kind, cells) = self.cells(row, decision);
        if let Some(at) = KINDS.iter().position(|known| *known == kind)
            && let Some(first) = self.first.get_mut(at)
            && first.len() < SHOWN
        {
            first.push(cells.clone());
        }
        match &mut self.file {
            Some(file) => file.sink.row(&cells).map_err(unwritable),
            None => Ok(()),
        }
    }

    /// Puts the file in its place, if one was asked for, and says where.
    pub(super) fn finish(&mut self) -> Result<Option<PathBuf>, ImportError> {
        let Some(DecisionsFile { path, out, mut sink }) = self.file.take() else { return Ok(None) };
        sink.end(None).map_err(unwritable)?;
        drop(sink);
        if let Some(file) = out.0.borrow_mut().take() {
            file.finish().map_err(ImportError::Unwritable)?;
        }
        Ok(Some(path))
    }

    /// The first rows of each kind.
    pub(super) fn into_rows(self) -> Rows {
        Rows { columns: columns(), rows: self.first.into_iter().flatten().collect() }
    }

    fn cells(&self, row: u64, decision: &Decision<'_>) -> (&'static str, Vec<Cell>) {
        let lang = self.lang;
        let mut told = Told::default();
        let kind = match decision {
            Decision::Added { ikm, resembles } => {
                told.ikm = (!self.dry_run).then(|| ikm.id.to_string());
                told.name.clone_from(&ikm.profile.name);
                told.resembles = resembles.iter().map(like_code).collect();
                told.why = resembles.iter().map(|other| like(other, lang)).collect();
                "added"
            }
            Decision::Updated { after, by, changed, figures_of, .. } => {
                told.ikm = Some(after.id.to_string());
                told.name.clone_from(&after.profile.name);
                told.known_by = Some(*by);
                told.changed = changed.iter().map(|part| part.code().to_owned()).collect();
                told.year = *figures_of;
                told.why = vec![known_term(*by).text.pick(lang).to_owned()];
                told.why.push(changed_words(changed, *figures_of, lang));
                "updated"
            }
            Decision::Unchanged { ikm, name, by } => {
                told.ikm = Some(ikm.to_string());
                (*name).clone_into(&mut told.name);
                told.known_by = Some(*by);
                told.why = vec![known_term(*by).text.pick(lang).to_owned()];
                "unchanged"
            }
            Decision::Rejected(problems) => {
                told.codes = problems.iter().map(|problem| problem.code().to_owned()).collect();
                told.why = problems.iter().map(|problem| wrong(problem, lang)).collect();
                "rejected"
            }
            _ => "unchanged",
        };
        (kind, told.into_cells(row, kind))
    }
}

impl DecisionsFile {
    fn begin(path: &Path, style: Style) -> Result<Self, ReportError> {
        let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        let format = if is_json { ListFormat::Json } else { ListFormat::Csv };
        let file = NewFile::begin(path)?;
        let out = Shared(Rc::new(RefCell::new(Some(file))));
        let mut sink = sink(format, style, out.clone());
        sink.begin(&columns())?;
        Ok(Self { path: path.to_owned(), out, sink })
    }
}

/// What there is to say of a row.
#[derive(Default)]
struct Told {
    name: String,
    why: Vec<String>,
    ikm: Option<String>,
    known_by: Option<Known>,
    changed: Vec<String>,
    year: Option<i32>,
    resembles: Vec<String>,
    codes: Vec<String>,
}

impl Told {
    fn into_cells(self, row: u64, kind: &'static str) -> Vec<Cell> {
        let joined = |words: Vec<String>| Some(words.join("; ")).filter(|text| !text.is_empty());
        vec![
            row.into(),
            kind_term(kind).into(),
            Some(self.name).filter(|name| !name.is_empty()).into(),
            joined(self.why).into(),
            self.ikm.into(),
            self.known_by.map(known_term).into(),
            joined(self.changed).into(),
            self.year.map(|year| year.to_string()).into(),
            joined(self.resembles).into(),
            joined(self.codes).into(),
        ]
    }
}

fn columns() -> Vec<Column> {
    let text = |key, id, en| Column::new(key, Kind::Text, id, en);
    vec![
        Column::new("row", Kind::Count, "Baris", "Row"),
        text("decision", "Menjadi", "Becomes"),
        text("name", "Nama IKM", "Name of the IKM"),
        text("why", "Sebab", "Why"),
        text("ikm", "IKM", "IKM").in_files_only(),
        text("known_by", "Dikenal dari", "Known by").in_files_only(),
        text("changed", "Berubah", "Changed").in_files_only(),
        text("data_year", "Tahun data", "Year of the data").in_files_only(),
        text("resembles", "Mirip dengan", "Resembles").in_files_only(),
        text("code", "Kode", "Code").in_files_only(),
    ]
}

fn kind_term(kind: &'static str) -> Term {
    match kind {
        "added" => Term::new(kind, "ditambahkan", "added"),
        "updated" => Term::new(kind, "diperbarui", "updated"),
        "rejected" => Term::new(kind, "ditolak", "rejected"),
        _ => Term::new(kind, "tidak berubah", "unchanged"),
    }
}

fn changed_words(changed: &[Part], figures_of: Option<i32>, lang: Lang) -> String {
    let parts = part_words(changed, lang);
    match (parts.is_empty(), figures_of) {
        (true, Some(year)) => format!("{} {year}", lang.pick("angka tahun", "figures of")),
        (false, _) | (true, None) => format!("{}: {parts}", lang.pick("berubah", "changes")),
    }
}

fn like((other, resemblance): &(Ikm, Resemblance), lang: Lang) -> String {
    let (name, score) = (&other.profile.name, resemblance.score);
    let reasons = reasons_words(&resemblance.reasons, lang);
    format!("{} {name} ({score}: {reasons})", lang.pick("mirip", "resembles"))
}

fn like_code((other, resemblance): &(Ikm, Resemblance)) -> String {
    format!("{} {}", other.id, resemblance.score)
}

fn wrong(problem: &Problem, lang: Lang) -> String {
    problem.message(lang)
}

fn unwritable(error: ReportError) -> ImportError {
    ImportError::Unwritable(io::Error::other(error))
}
