//! A file of an older version is brought to the newest, whole or not at all.

use std::path::Path;

use ikm_core::Explain as _;
use ikm_core::audit::{DigestBuilder, hex};
use ikm_core::classification::Scheme;
use ikm_store::conformance::sample::sampled;
use ikm_store::{SqliteStore, Store as _, StoreExt as _};

use super::sqlite_dump::{column, dump, nowhere, raw, somewhere};

/// The mark of a store in the head of its file: the letters IKMS.
const MARK: i32 = 0x494b_4d53;

const STEPS: [(&str, &str); 10] = [
    ("001_association", include_str!("../../src/sqlite/schema/001_association.sql")),
    ("002_registry", include_str!("../../src/sqlite/schema/002_registry.sql")),
    ("003_membership", include_str!("../../src/sqlite/schema/003_membership.sql")),
    ("004_gallery", include_str!("../../src/sqlite/schema/004_gallery.sql")),
    ("005_ledger", include_str!("../../src/sqlite/schema/005_ledger.sql")),
    ("006_shipping", include_str!("../../src/sqlite/schema/006_shipping.sql")),
    ("007_audit", include_str!("../../src/sqlite/schema/007_audit.sql")),
    ("008_history", include_str!("../../src/sqlite/schema/008_history.sql")),
    ("009_classification", include_str!("../../src/sqlite/schema/009_classification.sql")),
    ("010_permits", include_str!("../../src/sqlite/schema/010_permits.sql")),
];

/// A file as the version of the program would have left it that knew the first `steps`.
fn older(path: &Path, steps: usize) {
    let connection = raw(path);
    connection.pragma_update(None, "application_id", MARK).expect("a known setting");
    for (version, (name, sql)) in (1_u32..).zip(STEPS).take(steps) {
        let checksum = hex(&DigestBuilder::new().field(sql).finish());
        connection.execute_batch(sql).expect("a step that can be taken");
        connection
            .execute("insert into schema_migration values (?1, ?2, ?3)", (version, name, checksum))
            .expect("a table of the first step");
        connection.pragma_update(None, "user_version", version).expect("a known setting");
    }
}

fn schema(path: &Path) -> Vec<String> {
    column(&raw(path), "select coalesce(sql, name) from sqlite_schema order by type, name")
}

#[test]
fn an_older_store_is_brought_up_to_date() {
    let (_new_folder, new, _store) = somewhere();
    for steps in 1..=STEPS.len() {
        let (_folder, path) = nowhere();
        older(&path, steps);
        let store = SqliteStore::open(&path).expect("a store");
        assert_eq!(store.check().expect("it can be read"), Vec::<String>::new(), "{steps}");
        assert_eq!(schema(&path), schema(&new), "{steps}");
        assert_eq!(column::<u32>(&raw(&path), "pragma user_version"), [10]);
        sampled(&store);
    }
}

/// The scheme of an older store has been in force since its association was founded.
#[test]
fn an_older_scheme_is_in_force_from_the_beginning() {
    let (_folder, path) = nowhere();
    older(&path, 8);
    let scheme = Scheme::kbli2020_divisions();
    let connection = raw(&path);
    connection
        .execute_batch(
            "insert into association values
             (1, x'01890a5d000070008000000000000001', 'Asosiasi', '13.01', '2022-01-31')",
        )
        .expect("an association");
    let document = serde_json::to_string(&scheme).expect("JSON");
    connection.execute("insert into scheme values (1, ?1)", [document]).expect("a scheme");
    drop(connection);
    let store = SqliteStore::open(&path).expect("a store");
    let id = store.associations().expect("reads").remove(0).id;
    let since = "2022-01-31".parse().expect("a day");
    assert_eq!(store.read(id, |tx| tx.schemes()).expect("reads"), [(since, scheme)]);
}

#[test]
fn a_step_that_fails_leaves_the_older_store() {
    let (_folder, path) = nowhere();
    older(&path, 3);
    // What the fifth step wants to make is there already, so the fourth must not stay either.
    raw(&path).execute_batch("create table posting (x)").expect("a free name");
    let before = (schema(&path), dump(&path));
    let refusal = SqliteStore::open(&path).expect_err("the step fails");
    assert_eq!(refusal.code(), "IKM-STORE-BACKEND", "{refusal:?}");
    assert_eq!((schema(&path), dump(&path)), before);
    assert_eq!(column::<u32>(&raw(&path), "pragma user_version"), [3]);
}
