//! A file and all that stands in it, for tests that look past the store.

use std::path::{Path, PathBuf};

use ikm_store::SqliteStore;
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

/// A folder that goes when it goes, and the path of a store in it that is not there yet.
pub(crate) fn nowhere() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ikm.db");
    (folder, path)
}

/// An empty store in a folder that goes when it goes.
pub(crate) fn somewhere() -> (TempDir, PathBuf, SqliteStore) {
    let (folder, path) = nowhere();
    let store = SqliteStore::create(&path).expect("a new store");
    (folder, path, store)
}

/// A connection past the store. References are not checked, as in a plain shell.
pub(crate) fn raw(path: &Path) -> Connection {
    let connection = Connection::open(path).expect("a database");
    connection.pragma_update(None, "foreign_keys", false).expect("a known setting");
    connection
}

/// Every row of every table, those of the search index included, as text.
pub(crate) fn dump(path: &Path) -> Vec<String> {
    let connection = raw(path);
    let tables: Vec<String> = column(
        &connection,
        "select name from sqlite_schema where type = 'table' and sql not like '%virtual%' order by name",
    );
    tables.iter().flat_map(|table| rows(&connection, table)).collect()
}

fn rows(connection: &Connection, table: &str) -> Vec<String> {
    let mut statement =
        connection.prepare(&format!("select * from {table}")).expect("a table of the schema");
    let width = statement.column_count();
    let mut rows = statement.query([]).expect("a table that can be read");
    let mut all = Vec::new();
    while let Some(row) = rows.next().expect("a table that can be read") {
        let cells: Vec<Value> = (0..width).map(|at| row.get(at).expect("a cell")).collect();
        all.push(format!("{table} {cells:?}"));
    }
    all
}

/// The first column of what `sql` selects.
pub(crate) fn column<T: rusqlite::types::FromSql>(connection: &Connection, sql: &str) -> Vec<T> {
    let mut statement = connection.prepare(sql).expect("a statement");
    let rows = statement.query_map([], |row| row.get(0)).expect("a statement that can be run");
    rows.map(|row| row.expect("a row")).collect()
}
