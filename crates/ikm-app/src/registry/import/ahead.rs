//! Reading ahead: a thread of its own reads and checks the rows of a list while this one decides and
//! writes, so that the two overlap on two processors. The order of the rows is that of the list.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use ikm_core::audit::Digest;
use ikm_core::registry::blocking_keys;
use ikm_import::{ImportError, Outcome, Reader, Row};

use crate::error::AppError;

/// How many rows go over at once: enough that handing them over costs nothing beside reading them.
const AT_ONCE: usize = 256;

/// How many such stretches wait at most, so that a fast reader does not fill the memory.
const WAITING: usize = 8;

/// A row and what is known of it before it is decided about.
pub(super) struct ReadRow {
    pub(super) row: Row,
    /// The digest of what it says of an IKM, before anything is derived from it: another scheme
    /// makes no other row. Zeros where it says nothing.
    pub(super) digest: Digest,
    /// The keys under which others are looked for that it may resemble.
    pub(super) keys: Vec<String>,
}

type Stretch = Vec<Result<ReadRow, ImportError>>;

/// Hands every row of `reader` to `each`, and gives the reader back at the end of the list.
///
/// # Errors
///
/// What the reader or `each` returns first; then nothing is read any more.
pub(super) fn for_each_row(
    reader: Reader<'_>,
    mut each: impl FnMut(ReadRow) -> Result<(), AppError>,
) -> Result<Reader<'_>, AppError> {
    thread::scope(|scope| {
        let (send, receive) = sync_channel(WAITING);
        let reading = scope.spawn(move || read_all(reader, &send));
        for row in receive.into_iter().flatten() {
            // An error drops the receiving end, at which the reading ends.
            each(row?)?;
        }
        reading.join().map_err(|panic| std::panic::resume_unwind(panic))
    })
}

/// Reads until the list ends or nobody wants more.
fn read_all<'r>(mut reader: Reader<'r>, send: &SyncSender<Stretch>) -> Reader<'r> {
    loop {
        let stretch: Stretch = reader.by_ref().take(AT_ONCE).map(|row| row.map(prepare)).collect();
        if stretch.is_empty() || send.send(stretch).is_err() {
            return reader;
        }
    }
}

fn prepare(row: Row) -> ReadRow {
    let (digest, keys) = match &row.outcome {
        Outcome::Record { profile, .. } => (profile.digest(), blocking_keys(profile)),
        Outcome::Reject(_) | Outcome::Skipped(_) => Default::default(),
    };
    ReadRow { row, digest, keys }
}
