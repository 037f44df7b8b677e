use std::collections::BTreeSet;

use ikm_store::{MemoryStore, store_conformance};

store_conformance!(memory, MemoryStore::new);

/// A case that is written but not listed would never run.
#[test]
fn every_case_is_listed() {
    const LIST: &str = include_str!("../../src/conformance/mod.rs");
    const FILES: [&str; 20] = [
        include_str!("../../src/conformance/association.rs"),
        include_str!("../../src/conformance/audit.rs"),
        include_str!("../../src/conformance/classification.rs"),
        include_str!("../../src/conformance/figures.rs"),
        include_str!("../../src/conformance/gallery.rs"),
        include_str!("../../src/conformance/history.rs"),
        include_str!("../../src/conformance/import.rs"),
        include_str!("../../src/conformance/ledger.rs"),
        include_str!("../../src/conformance/permit.rs"),
        include_str!("../../src/conformance/programme.rs"),
        include_str!("../../src/conformance/references.rs"),
        include_str!("../../src/conformance/registry.rs"),
        include_str!("../../src/conformance/rekap.rs"),
        include_str!("../../src/conformance/scoping.rs"),
        include_str!("../../src/conformance/search.rs"),
        include_str!("../../src/conformance/segment.rs"),
        include_str!("../../src/conformance/settlement.rs"),
        include_str!("../../src/conformance/shipping.rs"),
        include_str!("../../src/conformance/transactions.rs"),
        include_str!("../../src/conformance/undo.rs"),
    ];
    let listed: BTreeSet<&str> =
        LIST.lines().filter_map(|line| line.trim().strip_suffix(',')).collect();
    let written = FILES
        .iter()
        .flat_map(|file| file.lines())
        .filter_map(|line| line.strip_prefix("pub fn ")?.strip_suffix("(store: &dyn Store) {"));
    let missing: Vec<&str> = written.filter(|case| !listed.contains(case)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}
