//! The schema, one step a version, and how a file comes to the newest.

use std::path::Path;

use ikm_core::audit::{DigestBuilder, hex};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::error::from_sqlite;
use crate::{Result, StoreError};

/// The mark in the head of the file by which a store of this program is known: `IKMS`.
pub(super) const APPLICATION_ID: i32 = i32::from_be_bytes(*b"IKMS");

/// One step of the schema. It never changes once a release has carried it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Migration {
    pub(super) name: &'static str,
    pub(super) sql: &'static str,
}

impl Migration {
    /// The digest that a file keeps of the step that made it.
    pub(super) fn checksum(self) -> String {
        hex(&DigestBuilder::new().field(self.sql).finish())
    }
}

macro_rules! migrations {
    ($($name:literal)+) => {
        [$(Migration {
            name: $name,
            sql: include_str!(concat!("schema/", $name, ".sql")),
        }),+]
    };
}

/// Every step, in order; a file of version `n` has seen the first `n`.
pub(super) const MIGRATIONS: &[Migration] = &migrations! {
    "001_association"
    "002_registry"
    "003_membership"
    "004_gallery"
    "005_ledger"
    "006_shipping"
    "007_audit"
    "008_history"
    "009_classification"
    "010_permits"
    "011_merge_stays"
    "012_accounts"
    "013_journal_codes"
    "014_terms"
    "015_accrual"
    "016_papers"
    "017_keys"
    "018_counts"
    "019_closings"
    "020_programmes"
    "021_erasure"
    "022_payout"
};

/// Makes a store of an empty file, whole or not at all.
pub(super) fn create(connection: &mut Connection) -> rusqlite::Result<()> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    run(&tx, 0)?;
    tx.commit()
}

/// Brings the file at `path` to the newest version.
///
/// # Errors
///
/// [`StoreError::Newer`] when it is past the newest that is known here, and
/// [`StoreError::Foreign`] when it is no store after all: its making was cut short.
pub(super) fn upgrade(path: &Path, connection: &mut Connection) -> Result<()> {
    let refused = |refusal| from_sqlite(path, refusal);
    let mark: i32 = number(connection, "application_id").map_err(refused)?;
    if mark != APPLICATION_ID {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    let found: u32 = number(connection, "user_version").map_err(refused)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if found < known {
        catch_up(connection).map_err(refused)?;
    }
    Ok(())
}

fn catch_up(connection: &mut Connection) -> rusqlite::Result<()> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been faster, so the version is read again under the lock.
    let found: u32 = number(&tx, "user_version")?;
    run(&tx, found)?;
    tx.commit()
}

/// Runs the steps after the first `done`.
fn run(tx: &Transaction<'_>, done: u32) -> rusqlite::Result<()> {
    for (version, step) in (1..).zip(MIGRATIONS).filter(|(version, _)| *version > done) {
        tx.execute_batch(step.sql)?;
        tx.execute(
            "insert into schema_migration (version, name, checksum) values (?1, ?2, ?3)",
            params![version, step.name, step.checksum()],
        )?;
        tx.pragma_update(None, "user_version", version)?;
    }
    Ok(())
}

fn number<T: rusqlite::types::FromSql>(
    connection: &Connection,
    pragma: &str,
) -> rusqlite::Result<T> {
    connection.pragma_query_value(None, pragma, |row| row.get(0))
}
