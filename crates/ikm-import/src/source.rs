//! Rows out of a file, whatever its format: a thread reads and hands over batches, so that
//! reading and what is done with the rows overlap, and at most a few batches are in memory.
//!
//! The thread also holds what goes wrong in the spreadsheet reader: a file that makes it panic
//! is a damaged file to us.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

use crate::cells::{Cells, RawRow};
use crate::delimited::{Delimited, sniff_delimiter};
use crate::encoding::{sniff, transcoded};
use crate::error::{FileKind, ImportError};
use crate::merge::Merge;
use crate::objects::Objects;
use crate::workbook::Workbook;

/// The name of the thread that reads a list. A spreadsheet reader that panics on a damaged file does so
/// there, and the list is an error; a program that shows panics to people can leave those of this thread
/// out.
pub const READER_THREAD: &str = "ikm-import";

/// How many rows of each sheet are looked at for a header.
pub(crate) const HEAD_ROWS: usize = 50;
const HEAD_BYTES: usize = 1 << 16;
const BATCH_ROWS: usize = 256;
const BATCH_BYTES: usize = 1 << 20;
const BATCHES_AHEAD: usize = 4;

/// One sheet of a file, or the whole of a text file.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: Option<String>,
    pub(crate) head: Vec<RawRow>,
    /// Merged cells of several rows.
    pub(crate) merges: Vec<Merge>,
}

impl Sheet {
    /// Its name and its first row, by which it is known what continues it.
    fn top(&self) -> Top {
        let name = self.name.clone().unwrap_or_default();
        Top { name, header: self.head.first().map(|row| row.cells.clone()).unwrap_or_default() }
    }
}

/// The name of a sheet and its first row.
struct Top {
    name: String,
    header: Cells,
}

/// How many sheets right after the sheet `chosen` continue it: an export that does not fit one sheet goes
/// on in the next, which is called the same with a number (`IKM`, `IKM 2`, `IKM 3`) and has the same
/// header.
fn continued(tops: &[Top], chosen: usize) -> usize {
    let Some((first, rest)) = tops.get(chosen..).and_then(<[Top]>::split_first) else { return 0 };
    let continues = |(number, next): (usize, &Top)| {
        next.name == format!("{} {number}", first.name) && next.header == first.header
    };
    if first.header.is_blank() {
        return 0;
    }
    (2..).zip(rest).take_while(|(number, next)| continues((*number, next))).count()
}

/// The places of the sheets that continue the sheet `chosen`.
pub(crate) fn continuations(sheets: &[Sheet], chosen: usize) -> Range<usize> {
    let tops: Vec<Top> = sheets.iter().map(Sheet::top).collect();
    chosen + 1..chosen + 1 + continued(&tops, chosen)
}

#[derive(Debug)]
enum Message {
    Sheets(Vec<Sheet>),
    Rows(Vec<RawRow>),
    End,
    Failed(ImportError),
}

/// The rows of the chosen sheet that follow its head.
#[derive(Debug)]
pub(crate) struct Rows {
    messages: Receiver<Message>,
    batch: std::vec::IntoIter<RawRow>,
    ended: bool,
}

/// Opens `path` and gives the heads of its sheets, or of `sheet` alone, to `choose`, which names the
/// sheet to read on.
pub(crate) fn open<T>(
    path: &Path,
    sheet: Option<String>,
    choose: impl FnOnce(Vec<Sheet>) -> Result<(usize, T), ImportError>,
) -> Result<(Rows, T), ImportError> {
    let file = File::open(path).map_err(|error| ImportError::opening(path, error))?;
    // On Unix a folder opens like a file.
    if file.metadata().map_err(ImportError::reading)?.is_dir() {
        return Err(ImportError::IsFolder(path.to_owned()));
    }
    let (to_reader, choice) = channel();
    let (to_caller, messages) = sync_channel(BATCHES_AHEAD);
    let path = path.to_owned();
    thread::Builder::new()
        .name(READER_THREAD.to_owned())
        .spawn(move || {
            let outcome = read(file, path, sheet.as_deref(), &choice, &to_caller);
            let last = outcome.map_or_else(Message::Failed, |()| Message::End);
            // The caller may have stopped listening; then nobody needs to know.
            let _heard = to_caller.send(last);
        })
        .map_err(ImportError::reading)?;
    let mut rows = Rows { messages, batch: Vec::new().into_iter(), ended: false };
    let (sheet, chosen) = choose(rows.sheets()?)?;
    // A reader that is gone has said why in its last message.
    let _sent = to_reader.send(sheet);
    Ok((rows, chosen))
}

impl Rows {
    fn sheets(&mut self) -> Result<Vec<Sheet>, ImportError> {
        match self.messages.recv() {
            Ok(Message::Sheets(sheets)) => Ok(sheets),
            Ok(Message::Failed(error)) => Err(error),
            Ok(Message::Rows(_) | Message::End) | Err(_) => Err(stopped()),
        }
    }

    pub(crate) fn next_row(&mut self) -> Result<Option<RawRow>, ImportError> {
        loop {
            if let Some(row) = self.batch.next() {
                return Ok(Some(row));
            }
            if self.ended {
                return Ok(None);
            }
            match self.messages.recv() {
                Ok(Message::Rows(rows)) => self.batch = rows.into_iter(),
                Ok(Message::End) => self.ended = true,
                other => {
                    self.ended = true;
                    return match other {
                        Ok(Message::Failed(error)) => Err(error),
                        _ => Err(stopped()),
                    };
                }
            }
        }
    }
}

/// The thread ended without a word: it panicked on what it read.
fn stopped() -> ImportError {
    ImportError::Damaged("it cannot be read any further".to_owned())
}

fn read(
    file: File,
    path: PathBuf,
    sheet: Option<&str>,
    choice: &Receiver<usize>,
    to_caller: &SyncSender<Message>,
) -> Result<(), ImportError> {
    let mut input = BufReader::with_capacity(HEAD_BYTES, file);
    let head = input.fill_buf().map_err(ImportError::reading)?;
    match format(head)? {
        Format::Empty => Err(ImportError::Empty(path)),
        Format::Workbook(kind) => {
            drop(input);
            let workbook = Workbook::open(&path, kind, sheet)?;
            read_workbook(workbook, path, choice, to_caller)
        }
        Format::Text | Format::Objects { .. } if sheet.is_some() => {
            let name = sheet.unwrap_or_default().to_owned();
            Err(ImportError::NoSuchSheet { name, sheets: Vec::new() })
        }
        Format::Text => read_text(input, path, choice, to_caller),
        Format::Objects { start } => {
            let objects = Objects::open(input.into_inner(), start)?;
            read_objects(objects, path, choice, to_caller)
        }
    }
}

enum Format {
    Empty,
    Workbook(WorkbookKind),
    /// An array of objects in JSON, behind a byte order mark.
    Objects {
        start: u64,
    },
    Text,
}

/// The container of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WorkbookKind {
    /// XLSX or XLSM.
    Zip,
    OpenDocument,
    /// XLS, or an encrypted XLSX.
    Compound,
}

/// What the first bytes say of the file, whatever its ending says.
fn format(head: &[u8]) -> Result<Format, ImportError> {
    let contains = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    Ok(match head {
        [] => Format::Empty,
        [b'P', b'K', 3 | 5, 4 | 6, ..] if contains(b"opendocument.spreadsheet") => {
            Format::Workbook(WorkbookKind::OpenDocument)
        }
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Format::Workbook(WorkbookKind::Zip),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Format::Workbook(WorkbookKind::Compound),
        _ => match foreign(head) {
            Some(kind) => return Err(ImportError::NotATable(kind)),
            None => objects(head).unwrap_or(Format::Text),
        },
    })
}

fn objects(head: &[u8]) -> Option<Format> {
    let (encoding, mark) = sniff(head);
    let is_array =
        encoding == crate::encoding::TextEncoding::Bytes && Objects::begin(head.get(mark..)?);
    is_array.then_some(Format::Objects { start: u64::try_from(mark).ok()? })
}

/// Whether the bytes are something that is certainly no text table.
fn foreign(head: &[u8]) -> Option<FileKind> {
    if head.starts_with(b"%PDF") {
        return Some(FileKind::Pdf);
    }
    if head.starts_with(b"\x89PNG")
        || head.starts_with(b"\xFF\xD8\xFF")
        || head.starts_with(b"GIF8")
    {
        return Some(FileKind::Picture);
    }
    let (encoding, mark) = sniff(head);
    if encoding != crate::encoding::TextEncoding::Bytes {
        return None;
    }
    let text = head.get(mark..).unwrap_or_default().trim_ascii_start();
    let begins = |tag: &str| {
        text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    };
    if ["<!doctype", "<html", "<table", "<?xml", "<meta", "<style"].into_iter().any(begins) {
        return Some(FileKind::WebPage);
    }
    let control = head.iter().filter(|b| b.is_ascii_control() && !b.is_ascii_whitespace()).count();
    // A stray byte is one row's trouble; one in thirty is no text.
    (control * 30 > head.len()).then_some(FileKind::Binary)
}

fn read_text(
    mut input: BufReader<File>,
    path: PathBuf,
    choice: &Receiver<usize>,
    to_caller: &SyncSender<Message>,
) -> Result<(), ImportError> {
    let (encoding, mark) = sniff(input.fill_buf().map_err(ImportError::reading)?);
    input.consume(mark);
    let mut input = transcoded(input, encoding);
    let head = input.fill_buf().map_err(ImportError::reading)?;
    let delimiter = sniff_delimiter(head);
    let has_hint = head.starts_with(b"sep=");
    let mut rows = Delimited::new(input, delimiter);
    if has_hint {
        rows.skip_hint()?;
    }
    let mut head = Vec::with_capacity(HEAD_ROWS);
    while head.len() < HEAD_ROWS
        && let Some(row) = rows.next_row()?
    {
        head.push(row);
    }
    if head.iter().all(|row| row.cells.is_blank()) {
        return Err(ImportError::Empty(path));
    }
    if to_caller
        .send(Message::Sheets(vec![Sheet { name: None, head, merges: Vec::new() }]))
        .is_err()
    {
        return Ok(());
    }
    let Ok(_only_sheet) = choice.recv() else { return Ok(()) };
    let mut batches = Batches { batch: Vec::new(), bytes: 0, to_caller };
    while let Some(row) = rows.next_row()? {
        if !batches.push(row) {
            return Ok(());
        }
    }
    batches.flush();
    Ok(())
}

fn read_objects(
    mut objects: Objects,
    path: PathBuf,
    choice: &Receiver<usize>,
    to_caller: &SyncSender<Message>,
) -> Result<(), ImportError> {
    let header = objects.header();
    if header.cells.is_empty() {
        return Err(ImportError::Empty(path));
    }
    let mut head = vec![header];
    objects.each_row(&mut |row| {
        head.push(row);
        head.len() < HEAD_ROWS
    })?;
    let mut head_left = head.len() - 1;
    let sheets = vec![Sheet { name: None, head, merges: Vec::new() }];
    if to_caller.send(Message::Sheets(sheets)).is_err() {
        return Ok(());
    }
    let Ok(_only_sheet) = choice.recv() else { return Ok(()) };
    let mut batches = Batches { batch: Vec::new(), bytes: 0, to_caller };
    objects.each_row(&mut |row| {
        if head_left > 0 {
            head_left -= 1;
            return true;
        }
        batches.push(row)
    })?;
    batches.flush();
    Ok(())
}

fn read_workbook(
    mut workbook: Workbook,
    path: PathBuf,
    choice: &Receiver<usize>,
    to_caller: &SyncSender<Message>,
) -> Result<(), ImportError> {
    let names = workbook.sheet_names().to_vec();
    let mut sheets = Vec::with_capacity(names.len());
    for name in &names {
        let mut head = Vec::with_capacity(HEAD_ROWS);
        workbook.each_row(name, &mut |row| {
            head.push(row);
            head.len() < HEAD_ROWS
        })?;
        let merges = workbook.merges(name);
        sheets.push(Sheet { name: Some(name.clone()), head, merges });
    }
    if sheets.iter().all(|sheet| sheet.head.iter().all(|row| row.cells.is_blank())) {
        return Err(ImportError::Empty(path));
    }
    let heads: Vec<usize> = sheets.iter().map(|sheet| sheet.head.len()).collect();
    let tops: Vec<Top> = sheets.iter().map(Sheet::top).collect();
    if to_caller.send(Message::Sheets(sheets)).is_err() {
        return Ok(());
    }
    let Ok(chosen) = choice.recv() else { return Ok(()) };
    let Some((name, mut head_left)) = names.get(chosen).zip(heads.get(chosen).copied()) else {
        return Ok(());
    };
    let mut batches = Batches { batch: Vec::new(), bytes: 0, to_caller };
    let mut last = 0;
    workbook.each_row(name, &mut |row| {
        last = row.number;
        if head_left > 0 {
            head_left -= 1;
            return true;
        }
        batches.push(row)
    })?;
    // The rows of the sheets that continue it are counted on, as if all stood under one header.
    for next in names.iter().skip(chosen + 1).take(continued(&tops, chosen)) {
        let above = last.saturating_sub(1);
        workbook.each_row(next, &mut |row| {
            if row.number == 1 {
                return true;
            }
            last = row.number.saturating_add(above);
            batches.push(RawRow { number: last, ..row })
        })?;
    }
    batches.flush();
    Ok(())
}

/// Collects rows and sends them together, as a channel costs more than a row.
struct Batches<'a> {
    batch: Vec<RawRow>,
    bytes: usize,
    to_caller: &'a SyncSender<Message>,
}

impl Batches<'_> {
    /// False when nobody listens any more.
    fn push(&mut self, row: RawRow) -> bool {
        self.bytes += row.cells.bytes();
        self.batch.push(row);
        if self.batch.len() < BATCH_ROWS && self.bytes < BATCH_BYTES {
            return true;
        }
        self.flush()
    }

    fn flush(&mut self) -> bool {
        self.bytes = 0;
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(BATCH_ROWS));
        batch.is_empty() || self.to_caller.send(Message::Rows(batch)).is_ok()
    }
}
