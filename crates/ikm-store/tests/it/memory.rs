//! What only the store in memory promises.

use std::thread;

use ikm_core::id::AssociationId;
use ikm_store::{MemoryStore, Store, StoreError};

use super::conformance_world::id;

fn is_busy(store: &MemoryStore, association: AssociationId) -> bool {
    matches!(store.begin_write(association), Err(StoreError::Busy))
}

/// A thread that writes already would wait for itself for ever.
#[test]
fn a_second_writer_of_one_thread_is_refused_at_once() {
    let store = MemoryStore::new();
    let (one, two) = (id("association", 1), id("association", 2));
    let tx = store.begin_write(one).expect("nobody else writes");
    assert!(is_busy(&store, one) && is_busy(&store, two));
    store.begin_read(one).expect("readers need no turn");
    drop(tx);
    assert!(!is_busy(&store, one));
    let tx = store.begin_write(two).expect("the first has ended");
    tx.commit().expect("there is nothing to refuse");
    assert!(!is_busy(&store, one));
}

/// A turn ends with its thread's panic too, and what was written is not kept.
#[test]
fn a_writer_that_panics_gives_up_its_turn() {
    let store = MemoryStore::new();
    let association = id("association", 1);
    let panicked = thread::scope(|threads| {
        let writer = threads.spawn(|| {
            let _tx = store.begin_write(association).expect("nobody else writes");
            panic!("on purpose");
        });
        writer.join().is_err()
    });
    assert!(panicked);
    assert!(!is_busy(&store, association));
}
