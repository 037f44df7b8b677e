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

#[cfg(test)]
mod tests {
    use ikm_core::Explain as _;

    use super::*;

    /// The codes that cannot be brought about in a test: the rest are met in `tests/it`.
    #[test]
    fn what_the_system_says_is_told_apart() {
        let cases = [
            (ffi::SQLITE_FULL, "IKM-STORE-FULL"),
            (ffi::SQLITE_BUSY_SNAPSHOT, "IKM-STORE-BUSY"),
            (ffi::SQLITE_LOCKED, "IKM-STORE-BUSY"),
            (ffi::SQLITE_READONLY_DIRECTORY, "IKM-STORE-UNUSABLE"),
            (ffi::SQLITE_PERM, "IKM-STORE-UNUSABLE"),
            (ffi::SQLITE_IOERR_FSYNC, "IKM-STORE-UNUSABLE"),
            (ffi::SQLITE_CANTOPEN, "IKM-STORE-UNUSABLE"),
            (ffi::SQLITE_CORRUPT_INDEX, "IKM-STORE-DAMAGED"),
            (ffi::SQLITE_NOTADB, "IKM-STORE-FOREIGN"),
            (ffi::SQLITE_NOMEM, "IKM-STORE-BACKEND"),
            (ffi::SQLITE_CONSTRAINT_CHECK, "IKM-STORE-BACKEND"),
        ];
        for (code, expect) in cases {
            let refusal = Error::SqliteFailure(ffi::Error::new(code), None);
            assert_eq!(from_sqlite(Path::new("ikm.db"), refusal).code(), expect, "{code}");
        }
    }
}
