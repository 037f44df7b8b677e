//! The two threads beside the one that decides and writes, so that an import keeps two processors
//! busy: one reads and checks rows ahead of it, one compares behind it what it has added with those
//! that it may resemble. The order of the rows is that of the list everywhere.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
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

/// Hands every row of `reader` to `decide`, what that gives to `compare` on another thread, and what
/// comes of it to `note`, a few hundred rows later. Gives the reader back at the end of the list.
///
/// # Errors
///
/// What the reader, `decide` or `note` returns first; then nothing is read any more.
pub(super) fn for_each_row<'r, T: Send, S>(
    reader: Reader<'r>,
    state: &mut S,
    mut decide: impl FnMut(&mut S, ReadRow) -> Result<T, AppError>,
    compare: impl Fn(&mut T) + Send,
    mut note: impl FnMut(&mut S, T) -> Result<(), AppError>,
) -> Result<Reader<'r>, AppError> {
    thread::scope(|scope| {
        let (send, rows) = sync_channel::<Stretch>(WAITING);
        let reading = scope.spawn(move || read_all(reader, &send));
        let (decided, to_compare) = sync_channel::<Vec<T>>(WAITING);
        // Without a bound, so that no two threads can wait for each other; the writing thread takes
        // all that is there after every stretch.
        let (compared, to_note) = channel::<Vec<T>>();
        let comparing = scope.spawn(move || compare_all(&to_compare, &compared, compare));
        // An error drops the ends of the channels that this thread has, at which the others end.
        for stretch in rows {
            let done = stretch.into_iter().map(|row| decide(state, row?));
            let done = done.collect::<Result<Vec<T>, AppError>>()?;
            if decided.send(done).is_err() {
                break;
            }
            for done in to_note.try_iter().flatten() {
                note(state, done)?;
            }
        }
        drop(decided);
        for done in to_note.into_iter().flatten() {
            note(state, done)?;
        }
        comparing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        reading.join().map_err(|panic| std::panic::resume_unwind(panic))
    })
}

/// Compares until nothing more is decided or nobody wants to know.
fn compare_all<T>(decided: &Receiver<Vec<T>>, compared: &Sender<Vec<T>>, compare: impl Fn(&mut T)) {
    for mut stretch in decided {
        stretch.iter_mut().for_each(&compare);
        if compared.send(stretch).is_err() {
            return;
        }
    }
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
