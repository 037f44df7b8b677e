//! The file in which rejected rows wait for a person.

use std::io;
use std::path::{Path, PathBuf};

use ikm_app::gallery::RejectedLine;
use ikm_core::Lang;
use ikm_core::guard::guarded_cell;
use ikm_import::{ImportError, Layout, Problem, RejectsWriter, Row};

use crate::files::NewFile;

/// Where rejected rows are to go.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// Where the person said; what is there is replaced.
    Given(PathBuf),
    /// In the current folder, named after the input; what is there is never touched.
    After(String),
}

impl Place {
    pub(crate) fn new(given: Option<PathBuf>, input: &Path) -> Self {
        let stem = || input.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        given.map_or_else(|| Self::After(stem()), Self::Given)
    }

    fn begin(&self) -> io::Result<NewFile> {
        match self {
            Self::Given(path) => NewFile::begin(path),
            Self::After(stem) => NewFile::begin(Path::new(&format!("{stem}.rejects.csv"))),
        }
    }

    fn finish(&self, file: NewFile) -> io::Result<PathBuf> {
        match self {
            Self::Given(path) => {
                file.finish()?;
                Ok(path.clone())
            }
            Self::After(stem) => {
                let first = std::iter::once(format!("{stem}.rejects.csv"));
                let others = (2..).map(|n: u64| format!("{stem}.rejects-{n}.csv"));
                file.finish_at_first_free(first.chain(others).map(PathBuf::from))
            }
        }
    }
}

/// The rejected rows of a list, which make a file as soon as there is one.
pub(crate) struct Rejects {
    place: Place,
    lang: Lang,
    layout: Option<Layout>,
    writer: Option<RejectsWriter<NewFile>>,
}

impl Rejects {
    pub(crate) const fn new(place: Place, lang: Lang) -> Self {
        Self { place, lang, layout: None, writer: None }
    }

    /// Learns the columns of the list.
    pub(crate) fn layout(&mut self, layout: &Layout) {
        self.layout = Some(layout.clone());
    }

    /// Adds a row, with what is wrong with it.
    pub(crate) fn add(&mut self, row: &Row, problems: &[Problem]) -> Result<(), ImportError> {
        if self.writer.is_none()
            && let Some(layout) = &self.layout
        {
            let file = self.place.begin().map_err(ImportError::Unwritable)?;
            self.writer = Some(RejectsWriter::new(file, layout, self.lang)?);
        }
        match &mut self.writer {
            Some(writer) => writer.write(row.number, &row.cells, problems),
            None => Ok(()),
        }
    }

    /// Puts the file in its place, if there is one, and says where.
    pub(crate) fn finish(self) -> Result<Option<PathBuf>, ImportError> {
        let Some(writer) = self.writer else { return Ok(None) };
        self.place.finish(writer.finish()?).map(Some).map_err(ImportError::Unwritable)
    }
}

/// Writes the rejected lines of a gallery file as [`Rejects`] writes rows, if there are any.
pub(crate) fn write_lines(
    place: &Place,
    headers: &[String],
    lines: &[RejectedLine],
    lang: Lang,
) -> Result<Option<PathBuf>, ImportError> {
    if lines.is_empty() {
        return Ok(None);
    }
    let write = || -> io::Result<PathBuf> {
        let mut out = csv::WriterBuilder::new().flexible(true).from_writer(place.begin()?);
        let first = ["row", "code", "column", "reason"];
        let headers = headers.iter().map(|header| guarded_cell(header).into_owned());
        out.write_record(first.into_iter().map(str::to_owned).chain(headers))?;
        for line in lines {
            let first = [line.row.to_string(), line.code.clone(), line.column.clone()];
            let reason = std::iter::once(line.reason(lang).to_owned());
            let cells = line.cells.iter().map(|cell| guarded_cell(cell).into_owned());
            out.write_record(first.into_iter().chain(reason).chain(cells))?;
        }
        place.finish(out.into_inner().map_err(csv::IntoInnerError::into_error)?)
    };
    write().map(Some).map_err(ImportError::Unwritable)
}
