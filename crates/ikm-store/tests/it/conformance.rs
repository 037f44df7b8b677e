use ikm_store::{MemoryStore, store_conformance};

store_conformance!(memory, MemoryStore::new);
