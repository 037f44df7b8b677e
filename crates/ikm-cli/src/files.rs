//! Files that commands read whole, and files that appear only when they are whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::errors::CliError;

/// The text of a file.
pub(crate) fn read_text(path: &Path) -> Result<String, CliError> {
    fs::read_to_string(path).map_err(unreadable(path))
}

/// Names the file that could not be read.
pub(crate) fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> CliError {
    let path = path.to_owned();
    move |source| CliError::Read { path, source }
}

/// Writes a whole file, in place of what stands there now.
pub(crate) fn write_text(path: &Path, text: &str) -> Result<(), CliError> {
    let write = || {
        let mut file = NewFile::begin(path)?;
        file.write_all(text.as_bytes())?;
        file.finish()
    };
    write().map_err(|source| CliError::Write { path: path.to_owned(), source })
}

/// A file being written beside its place under another name, so that nobody ever finds half of it.
/// Unless it is finished it leaves nothing behind.
#[derive(Debug)]
pub(crate) struct NewFile {
    path: PathBuf,
    temporary: Option<PathBuf>,
    out: BufWriter<File>,
}

impl NewFile {
    /// Begins the file that will stand at `path`, in place of what stands there now.
    pub(crate) fn begin(path: &Path) -> io::Result<Self> {
        // A pipe or a terminal is written to as it is: it must not be replaced by a file.
        let is_special = fs::metadata(path).is_ok_and(|found| !found.is_file());
        let temporary = (!is_special).then(|| beside(path));
        let target = temporary.as_deref().unwrap_or(path);
        let out = BufWriter::new(File::create(target)?);
        Ok(Self { path: path.to_owned(), temporary, out })
    }

    /// Puts the file in its place.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.out.flush()?;
        if let Some(temporary) = &self.temporary {
            self.out.get_ref().sync_all()?;
            fs::rename(temporary, &self.path)?;
        }
        self.temporary = None;
        Ok(())
    }

    /// Puts the file under the first of `places` that is free or holds just the same already, and
    /// says which.
    pub(crate) fn finish_at_first_free(
        mut self,
        places: impl IntoIterator<Item = PathBuf>,
    ) -> io::Result<PathBuf> {
        for place in places {
            self.path = place;
            if self.take_place()? {
                let place = self.path.clone();
                self.finish()?;
                return Ok(place);
            }
        }
        Ok(self.path.clone())
    }

    /// Whether the file may stand at its path.
    fn take_place(&mut self) -> io::Result<bool> {
        self.out.flush()?;
        match File::create_new(&self.path) {
            Ok(_reserved) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let Some(temporary) = &self.temporary else { return Ok(false) };
                Ok(self.path.is_file() && fs::read(temporary)? == fs::read(&self.path)?)
            }
            Err(error) => Err(error),
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // What cannot be removed is in nobody's way.
            let _ = fs::remove_file(temporary);
        }
    }
}

/// A name beside `path` that no other program and no other run uses.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

/// Names the file that could not be written.
pub(crate) fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> CliError {
    let path = path.to_owned();
    move |source| CliError::Write { path, source }
}
