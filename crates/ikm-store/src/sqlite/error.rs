//! The one place where what SQLite says becomes an error of the store.

use std::path::Path;

use rusqlite::{Error, ErrorCode, ffi};

use crate::StoreError;

/// What a refusal of SQLite about the file at `path` means to a store.
pub(super) fn from_sqlite(path: &Path, refusal: Error) -> StoreError {
    let Some(code) = refusal.sqlite_error_code() else { return from_client(refusal) };
    let among = |codes: &[ErrorCode]| codes.contains(&code);
    if among(&[ErrorCode::DatabaseBusy, ErrorCode::DatabaseLocked]) {
        StoreError::Busy
    } else if among(&[ErrorCode::DiskFull]) {
        StoreError::Full
    } else if among(&[ErrorCode::NotADatabase]) {
        StoreError::Foreign(path.to_owned())
    } else if among(&[ErrorCode::DatabaseCorrupt]) {
        StoreError::Damaged(refusal.to_string())
    } else if among(&[
        ErrorCode::CannotOpen,
        ErrorCode::ReadOnly,
        ErrorCode::PermissionDenied,
        ErrorCode::SystemIoFailure,
    ]) {
        StoreError::Unusable { path: path.to_owned(), source: Box::new(refusal) }
    } else {
        StoreError::Backend(Box::new(refusal))
    }
}

/// An error that rusqlite found by itself: a value that is not what the schema promises, or a slip
/// in this program.
fn from_client(refusal: Error) -> StoreError {
    let unreadable = matches!(
        refusal,
        Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::Utf8Error(..)
    );
    if unreadable {
        StoreError::Damaged(refusal.to_string())
    } else {
        StoreError::Backend(Box::new(refusal))
    }
}

/// Whether a row was refused because a key that must be unique is taken.
pub(super) fn is_taken(refusal: &Error) -> bool {
    let code = refusal.sqlite_error().map(|error| error.extended_code);
    code == Some(ffi::SQLITE_CONSTRAINT_UNIQUE) || code == Some(ffi::SQLITE_CONSTRAINT_PRIMARYKEY)
}
