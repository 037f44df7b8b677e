use std::path::PathBuf;

use ikm_app::registry::{Decision, ImportWatch};
use ikm_core::{Explain, Lang};
use ikm_import::{Column, Field, ImportError, Layout, Mapping, Problem, Row, UnitSource, Warning};

use super::decisions::Decisions;
use crate::printer::Printer;
use crate::progress::Progress;
use crate::rejects::{Place, Rejects};
use crate::remarks::Remarks;

/// Tells a person how an import goes, and keeps its rejects.
pub(super) struct Watch<'a> {
    printer: &'a Printer,
    /// None for a reading that only looks for the rejects once more.
    told: Option<Told<'a>>,
    rejects: Option<Rejects>,
    /// What becomes of each row, where somebody wants to know.
    pub(super) decisions: Option<Decisions>,
    pub(super) kept: Kept,
    /// Whether the list was read at all; an import done before under its key is not read again.
    pub(super) has_begun: bool,
}

/// What stays of an import beside the store.
#[derive(Default)]
pub(super) struct Kept {
    /// Where the rejects are, once the list is read and if there are any.
    pub(super) rejects_file: Option<PathBuf>,
    /// Where the decisions are, if they were asked for.
    pub(super) decisions_file: Option<PathBuf>,
    /// What was taken for what.
    pub(super) mapping: Option<Mapping>,
}

/// What a person is told meanwhile.
struct Told<'a> {
    progress: Progress,
    remarks: Remarks<'a>,
}

impl<'a> Watch<'a> {
    pub(super) fn new(printer: &'a Printer, rejects: Option<Place>) -> Self {
        let what = printer.lang().pick("baris dibaca", "rows read");
        let progress = Progress::begin(what, printer.lang());
        let told = Some(Told { progress, remarks: Remarks::new(printer) });
        Self { told, ..Self::quiet(printer, rejects) }
    }

    pub(super) fn quiet(printer: &'a Printer, rejects: Option<Place>) -> Self {
        let rejects = rejects.map(|place| Rejects::new(place, printer.lang()));
        let kept = Kept::default();
        Self { printer, told: None, rejects, decisions: None, kept, has_begun: false }
    }

    fn say(&mut self, kind: &str, remark: &dyn Explain) {
        if let Some(Told { progress, remarks }) = &mut self.told {
            progress.above(|| remarks.say(kind, remark));
        }
    }

    /// Ends the progress, and says how much more of each kind there was and where the rejects are
    /// of a list that was refused for them.
    pub(super) fn end_talk(&mut self, is_refused: bool) {
        let Some(Told { progress, remarks }) = self.told.take() else { return };
        drop(progress);
        // The error of a refused command stands alone where a program reads it.
        if is_refused && self.printer.is_json() {
            return;
        }
        remarks.end();
        if is_refused && let Some(path) = &self.kept.rejects_file {
            let what = self.printer.lang().pick("Berkas yang ditolak", "File of rejects");
            Printer::say(&format!("{what}: {}", path.display()));
        }
    }
}

impl ImportWatch for Watch<'_> {
    fn layout(&mut self, layout: &Layout) {
        self.has_begun = true;
        self.kept.mapping = Some(layout.mapping());
        if let Some(rejects) = &mut self.rejects {
            rejects.layout(layout);
        }
        if self.printer.is_for_people()
            && let Some(told) = &self.told
        {
            told.progress.above(|| describe(layout, self.printer));
        }
    }

    fn progress(&mut self, rows: u64) {
        if let Some(told) = &self.told {
            told.progress.at(rows);
        }
    }

    fn warning(&mut self, warning: &Warning) {
        self.say("warning", warning);
    }

    fn rejected(&mut self, row: &Row, problems: &[Problem]) -> Result<(), ImportError> {
        for problem in problems {
            self.say("rejected", problem);
        }
        match &mut self.rejects {
            Some(rejects) => rejects.add(row, problems),
            None => Ok(()),
        }
    }

    fn decided(&mut self, number: u64, decision: &Decision<'_>) -> Result<(), ImportError> {
        match &mut self.decisions {
            Some(decisions) => decisions.take(number, decision),
            None => Ok(()),
        }
    }

    fn end(&mut self) -> Result<(), ImportError> {
        if let Some(decisions) = &mut self.decisions {
            self.kept.decisions_file = decisions.finish()?;
        }
        if let Some(rejects) = self.rejects.take() {
            self.kept.rejects_file = rejects.finish()?;
        }
        Ok(())
    }
}

/// Shows what was taken for what, so that a wrong guess is seen before it does harm.
fn describe(layout: &Layout, printer: &Printer) {
    let lang = printer.lang();
    let mut head = Vec::new();
    if let Some(sheet) = &layout.sheet {
        head.push(format!("{} {sheet:?}", lang.pick("lembar", "sheet")));
    }
    if let Some(row) = layout.header_row {
        head.push(format!("{} {row}", lang.pick("judul kolom di baris", "header in row")));
    }
    let unit = layout.unit.label(lang);
    let source = source(layout.unit_source, lang);
    head.push(format!("{} {unit}, {source}", lang.pick("uang dalam", "money in")));
    Printer::say(&head.join(", "));
    // A column that bears the name of what it holds needs no word.
    let read_as = |column: &Column| column.field.map(|field| in_doubt(field, column, lang));
    let columns: Vec<(&str, Option<String>)> = layout
        .columns
        .iter()
        .map(|column| (column.header.as_str(), read_as(column)))
        .filter(|(header, field)| field.as_deref() != Some(*header))
        .collect();
    let width = columns.iter().map(|(header, _)| header.chars().count()).max().unwrap_or_default();
    for (header, field) in columns {
        let blanks = width.saturating_sub(header.chars().count());
        let field = field.as_deref().unwrap_or(lang.pick("(tidak dibaca)", "(not read)"));
        Printer::say(&format!("  {header}{:blanks$}  {field}", ""));
    }
}

/// What a column is taken for; how sure that is, of a hundred, where it is not.
fn in_doubt(field: Field, column: &Column, lang: Lang) -> String {
    if column.certainty >= SURE {
        return field.to_string();
    }
    format!("{field} ({} {}/100)", lang.pick("kepastian", "certainty"), column.certainty)
}

/// Below this a person had better look.
const SURE: u8 = 70;

/// Who said in which unit the money is.
fn source(source: UnitSource, lang: Lang) -> &'static str {
    match source {
        UnitSource::Option => lang.pick("menurut --unit", "as --unit says"),
        UnitSource::Mapping => lang.pick("menurut berkas pemetaan", "as the mapping says"),
        UnitSource::Header => lang.pick("menurut judul kolom", "as the headers say"),
        UnitSource::Title => lang.pick("menurut judul daftar", "as the title of the list says"),
        UnitSource::Assumed => lang.pick("karena tidak disebut lain", "as nothing else is said"),
    }
}
