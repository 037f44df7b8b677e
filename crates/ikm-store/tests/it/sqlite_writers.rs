//! Several processes at one file, and one that dies.

use std::collections::BTreeMap;
use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use ikm_core::ledger::Account;
use ikm_core::money::Rupiah;
use ikm_store::conformance::fixture::{Maker, Scene, far, found};
use ikm_store::conformance::sample::sampled;
use ikm_store::{IkmFilter, SqliteStore, Store, StoreError, StoreExt as _, WriteTx};

use super::sqlite_dump::{dump, somewhere};

fn bank(scene: Scene<'_>) -> i64 {
    scene.read(|tx| tx.balance(Account::Bank)).credit.get()
}

/// A second writer waits as long as it was told and then says that the store is busy; a reader does
/// not wait, and sees one state of things for as long as it reads.
#[test]
fn a_writer_excludes_writers_and_not_readers() {
    let (_folder, path, one) = somewhere();
    let (scene, mut make) = found(&one);
    let two = SqliteStore::open(&path).expect("a store").with_patience(Duration::from_millis(20));
    let other = Scene { store: &two, association: scene.association };

    let mut tx = one.begin_write(scene.association).expect("nobody else writes");
    tx.append_entry(&make.transfer(500)).expect("the store takes what is right");
    let refusal = two.begin_write(scene.association).err().expect("somebody writes");
    assert!(matches!(refusal, StoreError::Busy), "{refusal:?}");

    let mut reader = two.begin_read(scene.association).expect("readers do not wait");
    assert_eq!(reader.balance(Account::Bank).expect("it can be read").credit, Rupiah::ZERO);
    tx.commit().expect("nobody is in the way");
    assert_eq!(reader.balance(Account::Bank).expect("it can be read").credit, Rupiah::ZERO);
    drop(reader);
    assert_eq!(bank(other), 500);
    other.write(|tx| tx.append_entry(&make.transfer(1)));
    assert_eq!(bank(scene), 501);
}

/// A writer that has patience goes on once the other is done, and sees what it wrote.
#[test]
fn a_writer_waits_for_another_process() {
    let (_folder, path, one) = somewhere();
    let (scene, mut make) = found(&one);
    let two = SqliteStore::open(&path).expect("a store").with_patience(Duration::from_mins(1));
    let (first, second) = (make.transfer(500), make.transfer(1));
    let mut tx = one.begin_write(scene.association).expect("nobody else writes");
    tx.append_entry(&first).expect("the store takes what is right");
    thread::scope(|threads| {
        let waiting = threads.spawn(|| {
            two.write(scene.association, |tx| {
                let before = tx.balance(Account::Bank)?.credit;
                tx.append_entry(&second)?;
                Ok::<_, StoreError>(before)
            })
        });
        tx.commit().expect("nobody is in the way");
        let before = waiting.join().expect("it did not panic").expect("its turn came");
        assert_eq!(before, Rupiah::new(500));
    });
    assert_eq!(bank(scene), 501);
}

/// A second write in the middle of one is refused and not waited for for ever.
#[test]
fn a_writer_does_not_wait_for_itself() {
    let (_folder, _, store) = somewhere();
    let store = store.with_patience(Duration::from_millis(20));
    let (scene, _) = found(&store);
    let _tx = store.begin_write(scene.association).expect("nobody else writes");
    let refusal = store.begin_write(scene.association).err().expect("somebody writes");
    assert!(matches!(refusal, StoreError::Busy), "{refusal:?}");
}

/// A process that goes without a commit leaves every table as it was.
#[test]
fn an_open_transaction_is_gone_with_its_store() {
    let (_folder, path, store) = somewhere();
    let (scene, sample, _) = sampled(&store);
    let before = dump(&path);
    let mut tx = store.begin_write(scene.association).expect("nobody else writes");
    sample.change(tx.as_mut()).expect("the store takes what is right");
    // The file is opened by others while the transaction is still open, as after a crash.
    assert_eq!(dump(&path), before);
    drop(tx);
    drop(store);
    assert_eq!(dump(&path), before);
}

/// Where the child finds the store; without it, nothing is to be done.
const STORE: &str = "IKM_STORE_TEST_CHILD";
const CHILD: &str = "sqlite_writers::writes_until_it_is_killed";
/// What the child prints before the number of a transfer that was acknowledged.
const DONE: &str = "done ";

/// Not a test: the process that the next test kills. It writes transfers of 1, 2, 3 … rupiah, each in
/// a transaction with an IKM, and says when each was acknowledged.
#[test]
#[ignore = "it is run by the test that kills it"]
fn writes_until_it_is_killed() {
    let Ok(path) = env::var(STORE) else { return };
    let store = SqliteStore::open(path).expect("a store");
    let associations = store.associations().expect("it can be read");
    let association = associations.first().expect("one was founded").id;
    let mut make = Maker::new();
    // The parent has used the first ids.
    for _ in 0..100 {
        make.ikm("x");
    }
    for nth in 1.. {
        let written: Result<(), StoreError> =
            store.write(association, |tx| transfer_with_ikm(tx, &mut make, nth));
        written.expect("the store takes what is right");
        println!("{DONE}{nth}");
        std::io::stdout().flush().expect("somebody listens");
    }
}

fn transfer_with_ikm(tx: &mut dyn WriteTx, make: &mut Maker, nth: i64) -> Result<(), StoreError> {
    let ikm = make.ikm(&format!("Usaha {nth}"));
    tx.insert_ikm(&ikm)?;
    tx.append_entry(&make.transfer(nth))
}

/// Whenever a process is killed, what it was told is done is there, and a transaction is there whole
/// or not at all.
#[test]
fn a_killed_writer_loses_nothing_that_was_acknowledged() {
    for wanted in [1, 2, 17, 60] {
        let (_folder, path, store) = somewhere();
        let (scene, _) = found(&store);
        let association = scene.association;
        drop(store);
        let acknowledged = kill_after(&path, wanted);
        assert!(acknowledged >= wanted);

        let store = SqliteStore::open(&path).expect("a store");
        assert_eq!(store.check().expect("it can be read"), Vec::<String>::new());
        let scene = Scene { store: &store, association };
        let (entries, ikms) = scene.read(|tx| {
            Ok((
                tx.entry_page(0, u32::MAX)?,
                tx.ikm_page(&IkmFilter::default(), far(), None, u32::MAX)?,
            ))
        });
        assert!(i64::try_from(entries.len()).expect("a few") >= acknowledged);
        assert_eq!(entries.len(), ikms.len());
        let amounts: i64 = (1..).take(entries.len()).sum();
        assert_eq!(bank(scene), amounts);
        let words: BTreeMap<_, _> = ikms.iter().map(|ikm| (ikm.id, &ikm.profile.name)).collect();
        for (id, name) in words {
            let found = scene.read(|tx| tx.search(name, 1));
            assert_eq!(found.first().map(|ikm| ikm.id), Some(id));
        }
    }
}

/// Kills the child with SIGKILL after it has said `wanted` times that it was done, and gives the
/// last number that it said.
fn kill_after(path: &Path, wanted: i64) -> i64 {
    let mut child = Command::new(env::current_exe().expect("this test"))
        .args(["--exact", CHILD, "--ignored", "--nocapture"])
        .env(STORE, path)
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test runs");
    let lines = BufReader::new(child.stdout.take().expect("it was piped")).lines();
    let mut last = 0;
    for line in lines {
        let Ok(line) = line else { break };
        let Some((_, nth)) = line.split_once(DONE) else { continue };
        last = nth.parse().expect("a number");
        if last == wanted {
            child.kill().expect("it is still there");
        }
    }
    child.wait().expect("it was killed");
    last
}
