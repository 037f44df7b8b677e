//! Two at once: what one has decided is decided anew when the other was faster.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;

use ikm_app::App;
use ikm_core::Explain as _;
use ikm_core::association::Association;
use ikm_core::id::AssociationId;
use ikm_store::{MemoryStore, ReadTx, SqliteStore, Store, WriteTx};
use ikm_testkit::clock::ManualClock;
use ikm_testkit::ids::SeededIds;

use crate::world::{INAUGURATED, SALES_HEADER, World, day, founding};

/// What another program does.
type Other = Box<dyn FnOnce(&MemoryStore) + Send>;

/// A store to which another program writes just before the next transaction that writes begins.
#[derive(Clone, Default)]
struct Overtaken {
    memory: Arc<MemoryStore>,
    other: Arc<Mutex<Option<Other>>>,
}

impl Overtaken {
    fn by(&self, other: impl FnOnce(&MemoryStore) + Send + 'static) {
        *self.other.lock().expect("nobody panicked") = Some(Box::new(other));
    }
}

impl Store for Overtaken {
    fn associations(&self) -> ikm_store::Result<Vec<Association>> {
        self.memory.associations()
    }

    fn begin_read(&self, association: AssociationId) -> ikm_store::Result<Box<dyn ReadTx + '_>> {
        self.memory.begin_read(association)
    }

    fn begin_write(&self, association: AssociationId) -> ikm_store::Result<Box<dyn WriteTx + '_>> {
        let other = self.other.lock().expect("nobody panicked").take();
        if let Some(other) = other {
            other(&self.memory);
        }
        self.memory.begin_write(association)
    }

    fn check(&self) -> ikm_store::Result<Vec<String>> {
        self.memory.check()
    }
}

/// Another program at work on `store`, with ids of its own.
fn at_another_desk<R>(store: &dyn Store, seed: u64, work: impl FnOnce(&mut App<'_>) -> R) -> R {
    let clock = ManualClock::at_nine(day(INAUGURATED));
    let mut ids = SeededIds::new(seed, clock.clone());
    let now = || clock.now();
    let mut app = App::open(store, &now, &mut ids, day(INAUGURATED), "kasir").expect("founded");
    work(&mut app)
}

#[test]
fn two_found_an_association() {
    let store = Overtaken::default();
    let found = |store: &dyn Store, seed| {
        let clock = ManualClock::at_nine(day(INAUGURATED));
        let mut ids = SeededIds::new(seed, clock.clone());
        let now = || clock.now();
        let founded = App::found(store, founding(), &now, &mut ids, "bendahara");
        founded.map(drop).map_err(|error| error.code())
    };
    store.by(move |memory| assert_eq!(found(memory, 2), Ok(())));
    assert_eq!(found(&store, 1), Err("IKM-APP-ALREADY-FOUNDED"));
    assert_eq!(store.associations().expect("reads").len(), 1);
}

#[test]
fn two_use_one_key() {
    let store = Overtaken::default();
    let mut world = World::in_store(Box::new(store.clone()));
    world.makers();
    world.intake(crate::world::GOODS);
    let path = world.file(format!("{SALES_HEADER}\nK-1,2022-02-10,RND,,1,,cash\n"));
    store.by(move |memory| {
        at_another_desk(memory, 2, |app| {
            app.set_key(Some("K".to_owned()));
            app.sales(&path, &mut |_| ()).expect("a sales file");
        });
    });
    world.set_key(Some("K"));
    let refused = world.try_sales("K-2,2022-02-10,RND,,1,,cash\n").expect_err("other content");
    assert_eq!(refused.code(), "IKM-KEY-REUSED");
    // The answer of the one who was first is still there.
    let kept = world.read(|tx| tx.request("K").expect("reads")).expect("a request");
    assert!(kept.answer.is_some());
    world.set_key(None);
    world.assert_sound();
}

#[test]
fn two_tills_sell_the_last_piece() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = SqliteStore::create(folder.path().join("ikm.db")).expect("a store");
    let stores: [Arc<dyn Store>; 2] = [Arc::new(MemoryStore::new()), Arc::new(file)];
    for store in stores {
        let mut world = World::in_store(Box::new(Shared(Arc::clone(&store))));
        world.makers();
        world.intake("N-1,2022-02-01,A-0002,SLM,Taplak sulaman,kain,1,185000,15,,\n");
        let tills = 4;
        let start = Barrier::new(tills);
        let sold = AtomicBool::new(false);
        thread::scope(|scope| {
            for till in 0..tills {
                let line = format!("{SALES_HEADER}\nK-{till},2022-02-10,SLM,,1,,cash\n");
                let path = world.file(line);
                let (store, start, sold) = (&store, &start, &sold);
                let seed = 10 + u64::try_from(till).expect("few");
                scope.spawn(move || {
                    at_another_desk(store.as_ref(), seed, |app| {
                        start.wait();
                        let outcome = app.sales(&path, &mut |_| ()).expect("a sales file");
                        if outcome.receipts == 1 {
                            assert!(!sold.swap(true, Ordering::SeqCst), "it was sold twice");
                        } else {
                            assert_eq!(outcome.rejected[0].code, "IKM-STOCK-NOT-ON-HAND");
                        }
                    });
                });
            }
        });
        assert!(sold.load(Ordering::SeqCst), "nobody got it");
        world.assert_sound();
    }
}

/// A store that several desks share.
struct Shared(Arc<dyn Store>);

impl Store for Shared {
    fn associations(&self) -> ikm_store::Result<Vec<Association>> {
        self.0.associations()
    }

    fn begin_read(&self, association: AssociationId) -> ikm_store::Result<Box<dyn ReadTx + '_>> {
        self.0.begin_read(association)
    }

    fn begin_write(&self, association: AssociationId) -> ikm_store::Result<Box<dyn WriteTx + '_>> {
        self.0.begin_write(association)
    }

    fn check(&self) -> ikm_store::Result<Vec<String>> {
        self.0.check()
    }
}
