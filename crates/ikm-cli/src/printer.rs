//! The one place that writes to the terminal: results to standard output, everything else to
//! standard error.

use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};
use std::ops::ControlFlow;

use ikm_core::Lang;
use ikm_report::{
    Cell, Column, Format, ListFormat, Report, ReportError, RowSink, Style, Term, Totals, render,
    sink,
};

use crate::errors::{Failure, one_line};
use crate::record::{self, Record, on_screen};

/// Writes results in the format and language that were asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Printer {
    format: ListFormat,
    style: Style,
}

impl Printer {
    pub(crate) fn new(lang: Lang, format: ListFormat) -> Self {
        Self { format, style: Style { width: page_width(), ..Style::new(lang) } }
    }

    pub(crate) const fn lang(&self) -> Lang {
        self.style.lang
    }

    pub(crate) const fn style(&self) -> Style {
        self.style
    }

    /// Whether a person reads the result, and not a program.
    pub(crate) fn is_for_people(&self) -> bool {
        self.format == ListFormat::Table
    }

    pub(crate) fn is_json(&self) -> bool {
        self.format == ListFormat::Json
    }

    pub(crate) fn is_csv(&self) -> bool {
        self.format == ListFormat::Csv
    }

    /// Writes a single result.
    pub(crate) fn record(&self, record: &Record) -> Result<(), ReportError> {
        let mut out = output();
        match self.format {
            ListFormat::Table => record::write(record, self.style, &mut out)?,
            ListFormat::Json => {
                serde_json::to_writer_pretty(&mut out, record).map_err(io::Error::from)?;
                writeln!(out)?;
            }
            ListFormat::Csv => {
                let (columns, cells) = record.flat();
                let mut rows = sink(ListFormat::Csv, self.style, &mut out);
                rows.begin(&columns)?;
                rows.row(&cells)?;
                rows.end(None)?;
            }
        }
        Ok(out.flush()?)
    }

    /// Writes a page for people as it is.
    pub(crate) fn page(text: &str) -> Result<(), ReportError> {
        let mut out = output();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }

    /// Begins a listing, of which no more than `limit` rows are shown.
    pub(crate) fn listing(
        &self,
        columns: Vec<Column>,
        limit: Option<u64>,
    ) -> Result<Listing, ReportError> {
        let sink = sink(self.format, self.style, output());
        Listing::begin(*self, columns, limit, sink)
    }

    /// Begins a listing that is one line a row for people too, however long its cells are.
    pub(crate) fn lines(&self, columns: Vec<Column>) -> Result<Listing, ReportError> {
        let sink: Box<dyn RowSink> = if self.is_for_people() {
            Box::new(LineSink { out: output(), style: self.style, shown: Vec::new() })
        } else {
            sink(self.format, self.style, output())
        };
        Listing::begin(*self, columns, None, sink)
    }

    /// Where a list goes that other programs read again: it is CSV also for people.
    pub(crate) fn list(&self) -> Box<dyn RowSink> {
        let format = if self.is_for_people() { ListFormat::Csv } else { self.format };
        sink(format, self.style, output())
    }

    /// Begins a listing whose rows hold more than cells.
    pub(crate) fn array(limit: Option<u64>) -> Array {
        Array { out: output(), limit, rows: 0 }
    }

    /// Writes a report as the format has it.
    pub(crate) fn report(&self, report: &Report) -> Result<(), ReportError> {
        let mut out = output();
        render(report, Format::from(self.format), self.style, &mut out)?;
        Ok(out.flush()?)
    }

    /// Says something to the person at the terminal, beside the result.
    pub(crate) fn say(text: &str) {
        // Nobody can be told that standard error is gone.
        let _ = writeln!(io::stderr().lock(), "{}", one_line(text));
    }

    /// Says why a command was not done.
    pub(crate) fn fail(&self, failure: &Failure) {
        Self::say(&failure.to_line(self.format, self.lang()));
    }
}

/// A listing under way.
pub(crate) struct Listing {
    printer: Printer,
    columns: Vec<Column>,
    totals: Totals,
    sink: Box<dyn RowSink>,
    limit: Option<u64>,
    rows: u64,
}

impl Listing {
    fn begin(
        printer: Printer,
        columns: Vec<Column>,
        limit: Option<u64>,
        mut sink: Box<dyn RowSink>,
    ) -> Result<Self, ReportError> {
        sink.begin(&columns)?;
        let totals = Totals::new(&columns);
        Ok(Self { printer, columns, totals, sink, limit, rows: 0 })
    }

    /// Adds a row, unless there are enough.
    pub(crate) fn row(&mut self, cells: &[Cell]) -> Result<(), ReportError> {
        if self.limit.is_some_and(|limit| self.rows >= limit) {
            return Ok(());
        }
        self.rows += 1;
        self.totals.add(cells)?;
        self.sink.row(cells)
    }

    /// Whether there are as many rows as are wanted.
    pub(crate) fn is_full(&self) -> bool {
        self.limit.is_some_and(|limit| self.rows >= limit)
    }

    /// Adds a row, and says whether another is wanted.
    pub(crate) fn take(&mut self, cells: &[Cell]) -> Result<ControlFlow<()>, ReportError> {
        self.row(cells)?;
        Ok(more(!self.is_full()))
    }

    /// Ends the listing, with a line of totals for people where a column adds up.
    pub(crate) fn end(self) -> Result<(), ReportError> {
        let nothing = self.printer.lang().pick("Belum ada isinya.", "Nothing here yet.");
        self.end_or_say(nothing)
    }

    /// Ends the listing, or says `nothing` to people if it has no row.
    pub(crate) fn end_or_say(mut self, nothing: &str) -> Result<(), ReportError> {
        if self.rows == 0 && self.printer.is_for_people() {
            Printer::say(nothing);
            return Ok(());
        }
        let label = Term::new("total", "Jumlah", "Total");
        let totals = self.totals.line(&self.columns, label.into())?;
        let is_summed = self.columns.iter().any(Column::is_summed);
        self.sink.end(is_summed.then_some(totals.as_slice()))
    }
}

/// An array of records under way, for programs.
pub(crate) struct Array {
    out: BufWriter<StdoutLock<'static>>,
    limit: Option<u64>,
    rows: u64,
}

impl Array {
    /// Adds a record, unless there are enough.
    pub(crate) fn record(&mut self, record: &Record) -> Result<(), ReportError> {
        if self.limit.is_some_and(|limit| self.rows >= limit) {
            return Ok(());
        }
        self.out.write_all(if self.rows > 0 { b",\n" } else { b"[\n" })?;
        self.rows += 1;
        Ok(serde_json::to_writer(&mut self.out, record).map_err(io::Error::from)?)
    }

    /// Whether there are as many records as are wanted.
    pub(crate) fn is_full(&self) -> bool {
        self.limit.is_some_and(|limit| self.rows >= limit)
    }

    /// Adds a record, and says whether another is wanted.
    pub(crate) fn take(&mut self, record: &Record) -> Result<ControlFlow<()>, ReportError> {
        self.record(record)?;
        Ok(more(!self.is_full()))
    }

    pub(crate) fn end(mut self) -> Result<(), ReportError> {
        self.out.write_all(if self.rows > 0 { b"\n]\n" } else { b"[]\n" })?;
        Ok(self.out.flush()?)
    }
}

/// One line a row, the cells of columns that paper shows two blanks apart.
struct LineSink {
    out: BufWriter<StdoutLock<'static>>,
    style: Style,
    /// Which columns paper shows.
    shown: Vec<bool>,
}

impl RowSink for LineSink {
    fn begin(&mut self, columns: &[Column]) -> Result<(), ReportError> {
        self.shown = columns.iter().map(Column::is_on_paper).collect();
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), ReportError> {
        let shown = cells.iter().zip(&self.shown).filter(|(_, shown)| **shown);
        let cells: Vec<String> =
            shown.map(|(cell, _)| one_line(&on_screen(cell, self.style.lang))).collect();
        Ok(writeln!(self.out, "{}", cells.join("  ").trim_end())?)
    }

    fn end(&mut self, _totals: Option<&[Cell]>) -> Result<(), ReportError> {
        Ok(self.out.flush()?)
    }
}

fn more(wanted: bool) -> ControlFlow<()> {
    if wanted { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

fn output() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// The columns of the terminal; of a page where the result goes into a file or a pipe.
fn page_width() -> usize {
    const PAGE: usize = 100;
    if !io::stdout().is_terminal() {
        return PAGE;
    }
    terminal_size::terminal_size().map_or(PAGE, |(width, _)| usize::from(width.0))
}
