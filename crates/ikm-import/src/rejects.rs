use std::io::Write;

use ikm_core::guard::guarded_cell;
use ikm_core::{Explain, Lang};

use crate::cells::Cells;
use crate::error::ImportError;
use crate::layout::Layout;
use crate::problem::Problem;
use crate::unit::UnitSource;

/// Writes the rejected rows of a list as CSV: `row,code,column,reason`, then the columns of the
/// list as they were. A person corrects it and imports it alone; the first four columns are not
/// read then.
///
/// No cell is written so that a spreadsheet would run it as a formula: see [`ikm_core::guard`].
#[derive(Debug)]
pub struct RejectsWriter<W: Write> {
    out: csv::Writer<W>,
    lang: Lang,
    width: usize,
}

impl<W: Write> RejectsWriter<W> {
    /// Writes the header of the rejects of the list with `layout`; reasons will be in `lang`.
    ///
    /// # Errors
    ///
    /// [`ImportError::Unwritable`] when the output fails.
    pub fn new(out: W, layout: &Layout, lang: Lang) -> Result<Self, ImportError> {
        let mut out = csv::WriterBuilder::new().flexible(true).from_writer(out);
        for header in ["row", "code", "column", "reason"] {
            out.write_field(header).map_err(unwritable)?;
        }
        for header in headers(layout) {
            out.write_field(guarded_cell(&header).as_ref()).map_err(unwritable)?;
        }
        out.write_record(None::<&[u8]>).map_err(unwritable)?;
        Ok(Self { out, lang, width: layout.headers.len() })
    }

    /// Writes one rejected row.
    ///
    /// # Errors
    ///
    /// [`ImportError::Unwritable`] when the output fails.
    pub fn write(
        &mut self,
        number: u64,
        cells: &Cells,
        problems: &[Problem],
    ) -> Result<(), ImportError> {
        let join = |texts: Vec<String>| texts.join("; ");
        let codes = join(problems.iter().map(|p| p.code().to_owned()).collect());
        let columns = join(problems.iter().map(|p| p.column.clone()).collect());
        let reasons = join(problems.iter().map(|p| p.message(self.lang)).collect());
        for field in [number.to_string(), codes, columns, reasons] {
            self.out.write_field(guarded_cell(&field).as_ref()).map_err(unwritable)?;
        }
        for index in 0..self.width.max(cells.len()) {
            self.out.write_field(guarded_cell(cells.get(index)).as_ref()).map_err(unwritable)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(unwritable)
    }

    /// Writes out what is still held back and gives the output back.
    ///
    /// # Errors
    ///
    /// [`ImportError::Unwritable`] when the output fails.
    pub fn finish(self) -> Result<W, ImportError> {
        self.out.into_inner().map_err(|error| ImportError::Unwritable(error.into_error()))
    }
}

fn unwritable(error: csv::Error) -> ImportError {
    ImportError::Unwritable(error.into())
}

/// The headers of the list. What only a title above them said of the unit goes into them, as the
/// title is not written.
fn headers(layout: &Layout) -> Vec<String> {
    let mut headers = layout.headers.clone();
    if layout.unit_source == UnitSource::Title {
        for column in &layout.columns {
            if let (Some(unit), Some(header)) = (column.unit, headers.get_mut(column.index)) {
                header.push_str(unit.header_mark());
            }
        }
    }
    headers
}
