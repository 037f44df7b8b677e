//! A look into the container of a workbook before the spreadsheet reader sees it: a small file can
//! hold terabytes, or say that it holds less than it does, and the reader would believe it.
//!
//! Every part that will be read is unpacked once, chunk by chunk, and thrown away. What it really
//! holds is counted, whatever the directory says.

use std::io::{Read, Seek};

use memchr::{memchr_iter, memmem};
use zip::ZipArchive;

use crate::error::ImportError;

/// The most parts that a workbook has; one with thousands of sheets is no list.
const MAX_PARTS: usize = 10_000;
/// No sheet is larger than this when unpacked.
const MAX_SHEET_BYTES: u64 = 4 << 30;
/// The table of texts is held in memory while the rows go by.
const MAX_TEXTS_BYTES: u64 = 512 << 20;
/// Everything else that is read, such as styles, is small.
const MAX_OTHER_BYTES: u64 = 64 << 20;
/// A part that is this large when unpacked is no trifle any more …
const LARGE_PART_BYTES: u64 = 16 << 20;
/// … and rows of a list do not shrink to a smaller part than this. Measured: real sheets shrink to
/// a tenth, sheets of one row over and over to a hundredth.
const MAX_RATIO: u64 = 250;
/// The longest stretch without a tag: a text is held in memory whole.
const MAX_TEXT_BYTES: usize = 16 << 20;

/// What a look into the container told.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Contents {
    /// The workbook is an XLSB, whose parts are binary.
    pub(crate) binary: bool,
    /// Some sheet has merged cells, but not so many that they would fill the memory.
    pub(crate) merges: bool,
}

/// Merged cells of which more are a list's are none.
const MAX_MERGES: usize = 200_000;

/// Refuses a container that is too large when unpacked, or that announces more texts than it holds.
pub(crate) fn check(file: impl Read + Seek) -> Result<Contents, ImportError> {
    let mut archive = ZipArchive::new(file).map_err(damaged)?;
    let mut contents = Contents::default();
    let mut merges = 0_usize;
    if archive.len() > MAX_PARTS {
        let part = format!("{} parts", archive.len());
        return Err(ImportError::TooLarge { part });
    }
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let name = part.name().unwrap_or_default().into_owned();
        let kind = Kind::of(&name);
        contents.binary |= name.eq_ignore_ascii_case("xl/workbook.bin");
        let claim = Claim { packed: part.compressed_size(), unpacked: part.size() };
        // Pictures are never read, but one that swells is no picture.
        claim.check(kind, &name)?;
        if kind == Kind::Unread {
            continue;
        }
        let found = Scan::read(part, kind, claim.packed, &name)?;
        if found.encrypted {
            return Err(ImportError::Encrypted);
        }
        merges = merges.saturating_add(found.merges);
        if kind == Kind::Texts && found.announced > found.bytes {
            let what = "it announces more texts than it can hold";
            return Err(ImportError::Damaged(what.to_owned()));
        }
    }
    contents.merges = (1..=MAX_MERGES).contains(&merges);
    Ok(contents)
}

fn damaged(error: impl std::fmt::Display) -> ImportError {
    ImportError::Damaged(error.to_string())
}

/// What a part is to the reader of the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Streamed: the rows.
    Sheet,
    /// Held in memory: the table of texts.
    Texts,
    /// Read whole: the rest of what is read.
    Other,
    /// Never read.
    Unread,
}

impl Kind {
    fn of(name: &str) -> Self {
        let lower = name.to_ascii_lowercase();
        let ends = |ending: &str| lower.ends_with(ending);
        if ends("sharedstrings.xml") || ends("sharedstrings.bin") {
            Self::Texts
        } else if lower.contains("worksheets/") && !ends(".rels") || lower == "content.xml" {
            Self::Sheet
        } else if ends(".xml") || ends(".bin") || ends(".rels") {
            Self::Other
        } else {
            Self::Unread
        }
    }

    const fn limit(self) -> u64 {
        match self {
            Self::Sheet | Self::Unread => MAX_SHEET_BYTES,
            Self::Texts => MAX_TEXTS_BYTES,
            Self::Other => MAX_OTHER_BYTES,
        }
    }
}

/// The sizes of a part, as the directory says or as they were found.
#[derive(Clone, Copy)]
struct Claim {
    packed: u64,
    unpacked: u64,
}

impl Claim {
    fn check(self, kind: Kind, name: &str) -> Result<(), ImportError> {
        let swells = self.unpacked > LARGE_PART_BYTES && self.unpacked / MAX_RATIO > self.packed;
        if self.unpacked > kind.limit() || swells {
            return Err(ImportError::TooLarge { part: name.to_owned() });
        }
        Ok(())
    }
}

/// What was found in a part.
#[derive(Default)]
struct Scan {
    bytes: u64,
    merges: usize,
    /// The manifest of an ODS says that a part is encrypted.
    encrypted: bool,
    /// How many different texts it says that it has; room is made for them at once.
    announced: u64,
}

const MERGE: &[u8] = b"mergeCell ";
const CHUNK: usize = 1 << 16;

impl Scan {
    fn read(mut part: impl Read, kind: Kind, packed: u64, name: &str) -> Result<Self, ImportError> {
        let mut scan = Self::default();
        let mut chunk = vec![0; CHUNK];
        // The end of the chunk before, in which a word may begin.
        let mut carried = 0;
        let mut since_tag = 0;
        let is_text = !std::path::Path::new(name)
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("bin"));
        loop {
            let room = chunk.get_mut(carried..).unwrap_or_default();
            let read = part.read(room).map_err(damaged)?;
            if read == 0 {
                return Ok(scan);
            }
            let filled = chunk.get(..carried + read).unwrap_or_default();
            if kind == Kind::Texts && scan.bytes == 0 {
                scan.announced = announced_texts(filled);
            }
            scan.bytes = scan.bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
            Claim { packed, unpacked: scan.bytes }.check(kind, name)?;
            if kind == Kind::Sheet {
                scan.merges += memmem::find_iter(filled, MERGE).count();
            }
            scan.encrypted |= kind == Kind::Other
                && name == "META-INF/manifest.xml"
                && memmem::find(filled, b":encryption-data").is_some();
            since_tag = match memchr_iter(b'<', filled).next_back() {
                Some(at) => filled.len() - at,
                None => since_tag + read,
            };
            if is_text && since_tag > MAX_TEXT_BYTES {
                return Err(ImportError::TooLarge { part: name.to_owned() });
            }
            carried = (MERGE.len() - 1).min(filled.len());
            let from = filled.len() - carried;
            let end = filled.len();
            chunk.copy_within(from..end, 0);
        }
    }
}

/// The number that stands in the first tag of a table of texts.
fn announced_texts(head: &[u8]) -> u64 {
    const KEY: &str = "uniqueCount";
    let head = String::from_utf8_lossy(head.get(..4096).unwrap_or(head));
    let Some(at) = head.find(KEY) else { return 0 };
    let count = head.get(at + KEY.len()..).unwrap_or_default();
    let count =
        count.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\''));
    let digits = count.find(|c: char| !c.is_ascii_digit()).unwrap_or(count.len());
    let digits = count.get(..digits).unwrap_or_default();
    if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u64::MAX) }
}
