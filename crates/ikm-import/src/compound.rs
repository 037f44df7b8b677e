//! A look into an XLS before the spreadsheet reader sees it: the reader makes room for as many cells
//! as the file says that a sheet has, and for the whole rectangle around those that there are, so that
//! two cells in the corners would fill the memory.

use std::io::{self, BufReader, Read, Seek};

use cfb::CompoundFile;

use crate::error::ImportError;

/// An XLS has at most 65,536 rows and 256 columns a sheet.
const MAX_CELLS: u64 = 65_536 * 256;

/// Refuses an XLS that is protected by a password or whose sheets are larger than any.
pub(crate) fn check(file: impl Read + Seek) -> Result<(), ImportError> {
    let mut file = CompoundFile::open(file).map_err(damaged)?;
    // An XLSX with a password lies in the container of an XLS.
    if file.exists("/EncryptedPackage") {
        return Err(ImportError::Encrypted);
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let Some(name) = name else {
        return Err(ImportError::Damaged("there is no workbook in it".to_owned()));
    };
    let mut records = Records { stream: BufReader::new(file.open_stream(name).map_err(damaged)?) };
    let mut sheet = Extent::default();
    let mut cells = 0_u64;
    while let Some(record) = records.next().map_err(damaged)? {
        match record.kind {
            FILE_PASS => return Err(ImportError::Encrypted),
            BEGIN => sheet = Extent::default(),
            DIMENSIONS if record.dimensions() > MAX_CELLS => return Err(too_large()),
            _ => {}
        }
        if let Some((row, columns)) = record.position() {
            cells += sheet.grow(row, columns);
            if cells > MAX_CELLS {
                return Err(too_large());
            }
        }
    }
    Ok(())
}

fn damaged(error: impl std::fmt::Display) -> ImportError {
    ImportError::Damaged(error.to_string())
}

fn too_large() -> ImportError {
    ImportError::TooLarge { part: "Workbook".to_owned() }
}

/// The numbers of records in \[MS-XLS\] 2.3.
const FILE_PASS: u16 = 0x002F;
const BEGIN: u16 = 0x0809;
const DIMENSIONS: u16 = 0x0200;
/// Number, label, text with runs, error, RK, shared text, formula: row and column come first.
const CELLS: [u16; 7] = [0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD, 0x0006];
/// Several RK side by side: row and first column come first, the last column last.
const SEVERAL_CELLS: u16 = 0x00BD;

/// A record, as far as it matters here.
struct Record {
    kind: u16,
    data: Vec<u8>,
}

impl Record {
    fn u16(&self, at: usize) -> Option<u16> {
        let bytes = self.data.get(at..at + 2)?;
        Some(u16::from_le_bytes(bytes.try_into().ok()?))
    }

    fn u32(&self, at: usize) -> Option<u32> {
        let bytes = self.data.get(at..at + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }

    /// The row and the columns of the cells that it holds.
    fn position(&self) -> Option<(u16, [u16; 2])> {
        let (row, column) = (self.u16(0)?, self.u16(2)?);
        if CELLS.contains(&self.kind) {
            return Some((row, [column, column]));
        }
        let last = self.u16(self.data.len().checked_sub(2)?)?;
        (self.kind == SEVERAL_CELLS).then(|| (row, [column.min(last), column.max(last)]))
    }

    /// How many cells a record of dimensions announces.
    fn dimensions(&self) -> u64 {
        let read = || {
            Some(if self.data.len() < 14 {
                let [first, last] = [self.u16(0)?, self.u16(2)?].map(u64::from);
                (first, last, self.u16(4)?, self.u16(6)?)
            } else {
                let [first, last] = [self.u32(0)?, self.u32(4)?].map(u64::from);
                (first, last, self.u16(8)?, self.u16(10)?)
            })
        };
        let Some((first, last, left, right)) = read() else { return 0 };
        // The reader takes a beginning that cannot be for the first column.
        let left = if left > 255 || right < left { 0 } else { left };
        last.saturating_sub(first).saturating_mul(u64::from(right.saturating_sub(left)))
    }
}

struct Records<R> {
    stream: BufReader<R>,
}

impl<R: Read> Records<R> {
    /// The next record; none at the end of the stream, also where it breaks off.
    fn next(&mut self) -> io::Result<Option<Record>> {
        let mut head = [0; 4];
        if !self.fill(&mut head)? {
            return Ok(None);
        }
        let [a, b, c, d] = head;
        let mut data = vec![0; usize::from(u16::from_le_bytes([c, d]))];
        let whole = self.fill(&mut data)?;
        Ok(whole.then_some(Record { kind: u16::from_le_bytes([a, b]), data }))
    }

    fn fill(&mut self, buffer: &mut [u8]) -> io::Result<bool> {
        match self.stream.read_exact(buffer) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// The rectangle around the cells of a sheet.
#[derive(Default)]
struct Extent {
    around: Option<[u16; 4]>,
}

impl Extent {
    /// Takes a cell in, and says by how many cells the rectangle grew.
    fn grow(&mut self, row: u16, [first, last]: [u16; 2]) -> u64 {
        let before = self.cells();
        let [top, bottom, left, right] = self.around.unwrap_or([row, row, first, last]);
        self.around = Some([top.min(row), bottom.max(row), left.min(first), right.max(last)]);
        self.cells() - before
    }

    fn cells(&self) -> u64 {
        let Some([top, bottom, left, right]) = self.around else { return 0 };
        let side = |from: u16, to: u16| u64::from(to - from) + 1;
        side(top, bottom) * side(left, right)
    }
}
