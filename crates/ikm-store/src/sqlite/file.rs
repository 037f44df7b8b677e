//! The file: what it must be before it is touched, how it is opened, and how it is copied.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::from_sqlite;
use super::migration;
use crate::{Result, StoreError};

/// Whether opening may make the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// The file must be there.
    Existing,
    /// The file may be missing.
    OrCreate,
}

/// The statements held ready on each connection: those of a whole import and of a sale.
const STATEMENTS: usize = 128;

/// What every connection is set to. 64 MiB of pages keep an import of a million rows in memory.
const SETTINGS: &str = "
    pragma foreign_keys = on;
    pragma synchronous = full;
    pragma trusted_schema = off;
    pragma cell_size_check = on;
    pragma temp_store = memory;
    pragma cache_size = -65536;
";

/// Every SQLite file begins with this; further on stands the mark of the program that made it.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const MARK_AT: usize = 68;

/// Checks that a store can be made at `path`.
pub(super) fn require_nothing(path: &Path) -> Result<()> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(unusable(path, error)),
        Ok(found) if found.is_dir() => Err(unusable(path, io::ErrorKind::IsADirectory.into())),
        Ok(found) if found.len() == 0 => Ok(()),
        Ok(_) => {
            require_store(path)?;
            Err(StoreError::Exists { what: "store", key: path.display().to_string() })
        }
    }
}

/// Checks that there is a store of this program at `path`, without opening it as a database: a file
/// of another program is only looked at.
pub(super) fn require_store(path: &Path) -> Result<()> {
    let found = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(StoreError::Missing(path.to_owned()));
        }
        found => found.map_err(|error| unusable(path, error))?,
    };
    if found.is_dir() {
        return Err(unusable(path, io::ErrorKind::IsADirectory.into()));
    }
    let mut head = [0; 100];
    let file = File::open(path).map_err(|error| unusable(path, error))?;
    match { file }.read_exact(&mut head) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            return Err(StoreError::Foreign(path.to_owned()));
        }
        read => read.map_err(|error| unusable(path, error))?,
    }
    let mark = migration::APPLICATION_ID.to_be_bytes();
    let is_ours =
        head.starts_with(MAGIC) && head.get(MARK_AT..).is_some_and(|rest| rest.starts_with(&mark));
    if is_ours { Ok(()) } else { Err(StoreError::Foreign(path.to_owned())) }
}

/// Opens a connection to the file at `path`.
pub(super) fn connect(path: &Path, open: Open, patience: Duration) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, open == Open::OrCreate);
    connect_with(path, flags, patience).map_err(|refusal| from_sqlite(path, refusal))
}

fn connect_with(path: &Path, flags: OpenFlags, patience: Duration) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(patience)?;
    // Nothing but the search index itself may write to the tables that it keeps its words in.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // A plan never depends on the values bound, so that binding a limit does not plan anew.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(SETTINGS)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// Lets readers and a writer work beside each other. The file remembers it.
pub(super) fn use_wal(path: &Path, connection: &Connection) -> Result<()> {
    connection
        .pragma_update(None, "journal_mode", "wal")
        .map_err(|refusal| from_sqlite(path, refusal))
}

/// Copies what `connection` sees into a new file at `copy`.
pub(super) fn backup(connection: &Connection, path: &Path, copy: &Path) -> Result<()> {
    // The file is made here and not by SQLite, so that of two backups to one place one is refused.
    match File::create_new(copy) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(StoreError::Exists { what: "file", key: copy.display().to_string() });
        }
        made => made.map_err(|error| unusable(copy, error))?,
    };
    let copied = copy_into(connection, copy).map_err(|refusal| {
        // What is wrong with the source names the source.
        let of = if is_about_the_source(&refusal) { path } else { copy };
        from_sqlite(of, refusal)
    });
    if copied.is_err() {
        let _gone = fs::remove_file(copy);
    }
    copied
}

fn is_about_the_source(refusal: &rusqlite::Error) -> bool {
    refusal.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt)
}

fn copy_into(connection: &Connection, copy: &Path) -> rusqlite::Result<()> {
    /// Pages copied at once; the copy starts again when a writer commits in between.
    const ALL_PAGES: i32 = -1;
    let mut target = Connection::open_with_flags(
        copy,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    let backup = Backup::new(connection, &mut target)?;
    backup.step(ALL_PAGES)?;
    Ok(())
}

fn unusable(path: &Path, error: io::Error) -> StoreError {
    StoreError::Unusable { path: path.to_owned(), source: Box::new(error) }
}
