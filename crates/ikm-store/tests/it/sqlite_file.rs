//! What may stand where a store is looked for, and what becomes of it: nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ikm_core::Explain as _;
use ikm_store::conformance::sample::sampled;
use ikm_store::{SqliteStore, Store as _, StoreError};

use super::sqlite_dump::{column, dump, nowhere, raw, somewhere};
use super::sqlite_migration::newest;

/// All files of a folder, with what is in them.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.map(|path| (path.clone(), fs::read(path).ok())).collect()
}

/// Puts something where a store is looked for, and checks with which code opening and creating one
/// there are refused, and that both leave the folder as it was.
fn check_refused(put: impl Fn(&Path), open: &str, create: Option<&str>) {
    let (folder, path) = nowhere();
    put(&path);
    let before = contents(folder.path());
    let refusal = SqliteStore::open(&path).expect_err("it is no store");
    assert_eq!(refusal.code(), open, "{refusal:?}");
    assert_eq!(contents(folder.path()), before);
    let Some(create) = create else { return };
    let refusal = SqliteStore::create(&path).expect_err("something is there");
    assert_eq!(refusal.code(), create, "{refusal:?}");
    assert_eq!(contents(folder.path()), before);
}

fn other_database(path: &Path, mark: i32) {
    let connection = raw(path);
    connection
        .execute_batch("create table recipe (name); insert into recipe values ('rendang')")
        .expect("an empty database");
    connection.pragma_update(None, "application_id", mark).expect("a known setting");
}

#[test]
fn nothing_is_there() {
    check_refused(|_| {}, "IKM-STORE-MISSING", None);
}

#[test]
fn a_folder_is_there() {
    let put = |path: &Path| fs::create_dir(path).expect("a free name");
    check_refused(put, "IKM-STORE-UNUSABLE", Some("IKM-STORE-UNUSABLE"));
}

#[test]
fn an_empty_file_is_there() {
    check_refused(|path| fs::write(path, "").expect("a free name"), "IKM-STORE-FOREIGN", None);
}

#[test]
fn a_text_is_there() {
    let long = "nama_ikm,nama_pemilik\n".repeat(50);
    for text in ["x", "SQLite format 3\0", &long] {
        let put = |path: &Path| fs::write(path, text).expect("a free name");
        check_refused(put, "IKM-STORE-FOREIGN", Some("IKM-STORE-FOREIGN"));
    }
}

#[test]
fn a_database_of_another_program_is_there() {
    for mark in [0, 1, i32::MIN] {
        let put = |path: &Path| other_database(path, mark);
        check_refused(put, "IKM-STORE-FOREIGN", Some("IKM-STORE-FOREIGN"));
    }
}

#[test]
fn a_store_is_there_already() {
    let (folder, path, store) = somewhere();
    sampled(&store);
    drop(store);
    let before = contents(folder.path());
    let refusal = SqliteStore::create(&path).expect_err("there is one");
    assert_eq!(refusal.code(), "IKM-STORE-EXISTS");
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn the_store_of_a_newer_version_is_there() {
    let (folder, path, store) = somewhere();
    drop(store);
    raw(&path).pragma_update(None, "user_version", 999).expect("a known setting");
    let before = contents(folder.path());
    let refusal = SqliteStore::open(&path).expect_err("it is newer");
    let StoreError::Newer { found: 999, known } = refusal else { panic!("{refusal:?}") };
    assert_eq!(known, newest());
    assert_eq!(contents(folder.path()), before);
}

/// A file that bears the mark and holds nothing: the making of a store was cut short, and rolled
/// back when the file was opened.
#[test]
fn a_store_that_was_never_finished_is_there() {
    let (folder, path, store) = somewhere();
    drop(store);
    let mut head = fs::read(&path).expect("a file");
    head.truncate(100);
    fs::write(&path, head).expect("a file");
    let before = contents(folder.path());
    let refusal = SqliteStore::open(&path).expect_err("there is no store");
    assert!(matches!(refusal, StoreError::Foreign(_) | StoreError::Damaged(_)), "{refusal:?}");
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn the_folder_is_not_there() {
    let (folder, _) = nowhere();
    let path = folder.path().join("tiada").join("ikm.db");
    let refusal = SqliteStore::open(&path).expect_err("nothing is there");
    assert_eq!(refusal.code(), "IKM-STORE-MISSING");
    let refusal = SqliteStore::create(&path).expect_err("there is no folder");
    assert_eq!(refusal.code(), "IKM-STORE-UNUSABLE");
    assert_eq!(contents(folder.path()), BTreeMap::new());
}

#[test]
fn an_empty_file_becomes_a_store() {
    let (_folder, path) = nowhere();
    fs::write(&path, "").expect("a free name");
    let store = SqliteStore::create(&path).expect("nothing is in the way");
    sampled(&store);
    assert_eq!(store.check().expect("it can be read"), Vec::<String>::new());
}

/// What was written is there after the store was closed and opened, and nothing stands beside the
/// file that could be left behind when it is copied.
#[test]
fn a_closed_store_is_one_file() {
    let (folder, path, store) = somewhere();
    let (scene, sample, _) = sampled(&store);
    let (association, probes) = (scene.association, sample.probes());
    let written = scene.read_out(&probes);
    drop(store);
    assert_eq!(
        contents(folder.path()).into_keys().collect::<Vec<_>>(),
        std::slice::from_ref(&path)
    );
    let store = SqliteStore::open(&path).expect("a store");
    assert_eq!(store.path(), path);
    let scene = ikm_store::conformance::fixture::Scene { store: &store, association };
    ikm_store::conformance::readout::assert_same(&written, &scene.read_out(&probes));
}

#[test]
fn readers_do_not_wait_for_writers() {
    let (_folder, path, _store) = somewhere();
    let mode: Vec<String> = column(&raw(&path), "pragma journal_mode");
    assert_eq!(mode, ["wal"]);
}

/// A copy holds what was committed, row for row, and is a store of its own.
#[test]
fn a_backup_holds_what_was_committed() {
    let (folder, path, store) = somewhere();
    let (scene, _, mut make) = sampled(&store);
    let copy = folder.path().join("cadangan.db");
    let mut tx = store.begin_write(scene.association).expect("nobody else writes");
    tx.append_entry(&make.transfer(7)).expect("the store takes what is right");
    store.backup_to(&copy).expect("a free name");
    drop(tx);
    assert_eq!(dump(&copy), dump(&path));
    let copied = SqliteStore::open(&copy).expect("a store");
    assert_eq!(copied.check().expect("it can be read"), Vec::<String>::new());
}

#[test]
fn a_backup_never_replaces_a_file() {
    let (folder, _, store) = somewhere();
    sampled(&store);
    let taken = folder.path().join("surat.txt");
    fs::write(&taken, "penting").expect("a free name");
    let refusal = store.backup_to(&taken).expect_err("the name is taken");
    assert_eq!(refusal.code(), "IKM-STORE-EXISTS");
    assert_eq!(fs::read_to_string(&taken).expect("it is there"), "penting");

    let nowhere = folder.path().join("tiada").join("cadangan.db");
    let refusal = store.backup_to(&nowhere).expect_err("there is no folder");
    assert_eq!(refusal.code(), "IKM-STORE-UNUSABLE");
}

/// Whichever page is overwritten, the store says so, or cannot be opened at all; it never passes for
/// sound and never panics.
#[test]
fn a_damaged_page_is_found() {
    let (_folder, path, store) = somewhere();
    sampled(&store);
    drop(store);
    let sound = fs::read(&path).expect("a file");
    let page_size = 4096;
    for page in 0..sound.len() / page_size {
        let mut damaged = sound.clone();
        // The head of the file, by which it is known, stays.
        let from = page * page_size + if page == 0 { 100 } else { 0 };
        damaged[from..(page + 1) * page_size].fill(0x5a);
        fs::write(&path, damaged).expect("a file");
        let found = SqliteStore::open(&path).and_then(|store| store.check());
        match found {
            Ok(findings) => assert_ne!(findings, Vec::<String>::new(), "page {page}"),
            Err(StoreError::Damaged(_)) => {}
            Err(other) => panic!("page {page}: {other:?}"),
        }
    }
}

/// What a tool that knows no rules has done to the rows is found.
#[test]
fn rows_that_contradict_each_other_are_found() {
    let cases = [
        (
            "delete from ikm_key; delete from ikm_pair; delete from ikm",
            "a row of member names a row of ikm",
        ),
        ("delete from ikm where name = 'M'", "1 texts are found for which there is no ikm"),
        ("delete from ikm where nib is not null", "keys name an ikm that is not there"),
        ("delete from ikm where nib is not null", "1 imported rows name an ikm that is not there"),
        (
            "insert into ikm (association, id, version, registered_on, name, regency)
             values (1, zeroblob(16), 1, '2022-01-01', 'x', '13')",
            "1 ikm cannot be found by their text",
        ),
        ("update rekap_change set count = count + 1", "kept counts are not those of the ikm"),
        (
            "update ikm set investment = 5 where name = 'M'",
            "1 kept counts are not those of the ikm",
        ),
        ("update rekap_change set class = '99'", "kept counts are not those of the ikm"),
        ("delete from rekap_change", "kept counts are not those of the ikm"),
        ("delete from import_row_last", "2 imported rows have a number that was not given"),
        (
            "update ikm set merged_into = zeroblob(16), merged_on = '2022-02-01' where name = 'M'",
            "1 ikm were merged into one that is not there",
        ),
        (
            "update ikm set merged_into = id, merged_on = '2022-02-01' where name = 'M'",
            "1 texts are found for which there is no ikm",
        ),
        (
            "insert into sale_line select association, sale, 99, member, sku, quantity, unit_price,
             rate, discount_rule, gross, discount, commission, borne_by_gallery from sale_line
             limit 1",
            "1 lines of sales neither wait nor were settled",
        ),
        (
            "drop trigger accrual_is_not_deleted; delete from accrual where settlement = 1",
            "lines of sales neither wait nor were settled",
        ),
        (
            "update accrual set settlement = settlement + 1 where settlement > 2",
            "lines wait for a settlement that is not the next",
        ),
        (
            "update schema_migration set checksum = 'x' where version = 4",
            "the schema 004_gallery is not that of this program",
        ),
        (
            "pragma ignore_check_constraints = on; update item set sold = received + 1",
            "CHECK constraint failed in item",
        ),
    ];
    for (sql, expected) in cases {
        let (_folder, path, store) = somewhere();
        sampled(&store);
        raw(&path).execute_batch(sql).expect("nothing forbids it");
        let findings = store.check().expect("it can be read");
        assert!(findings.iter().any(|line| line.contains(expected)), "{sql}: {findings:?}");
    }
}

/// Permissions bind everybody but root, whom a test can run as too.
#[cfg(unix)]
mod permissions {
    use std::os::unix::fs::PermissionsExt as _;

    use ikm_store::{Request, Result, StoreExt as _};

    use super::*;

    fn allow(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a file of ours");
    }

    /// Whether permissions bind whoever runs this test.
    fn bind_us(folder: &Path) -> bool {
        fs::write(folder.join("coba"), "").is_err()
    }

    #[test]
    fn the_folder_cannot_be_written_to() {
        let (folder, path, store) = somewhere();
        sampled(&store);
        drop(store);
        allow(folder.path(), 0o555);
        let before = contents(folder.path());
        if bind_us(folder.path()) {
            let refusal = SqliteStore::open(&path).expect_err("a writer needs files beside it");
            assert_eq!(refusal.code(), "IKM-STORE-UNUSABLE", "{refusal:?}");
            let other = folder.path().join("lain.db");
            let refusal = SqliteStore::create(other).expect_err("nothing can be made here");
            assert_eq!(refusal.code(), "IKM-STORE-UNUSABLE", "{refusal:?}");
            assert_eq!(contents(folder.path()), before);
        }
        allow(folder.path(), 0o755);
    }

    #[test]
    fn the_file_cannot_be_written_to() {
        let (folder, path, store) = somewhere();
        let (scene, ..) = sampled(&store);
        let association = scene.association;
        drop(store);
        allow(&path, 0o444);
        allow(folder.path(), 0o555);
        let bound = bind_us(folder.path());
        allow(folder.path(), 0o755);
        if bound {
            let store = SqliteStore::open(&path).expect("it can be read");
            assert!(store.read(association, |tx| tx.association()).expect("as before").is_some());
            let request = Request { digest: [1; 32], answer: None };
            let end: Result<()> = store.write(association, |tx| tx.put_request("x", &request));
            let refusal = end.expect_err("it cannot be written to");
            assert_eq!(refusal.code(), "IKM-STORE-UNUSABLE", "{refusal:?}");
        }
    }
}
