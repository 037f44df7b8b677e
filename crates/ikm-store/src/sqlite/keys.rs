//! The blocking keys: under which IKM meet that may be one.
//!
//! A row of a list has half a dozen keys in no order, and written one by one each of them would touch
//! another page of a large table: by far the dearest part of an import. So they wait in the
//! transaction, sorted, and are written some hundred thousand at a time, from page to page.

use std::collections::{BTreeSet, HashMap};

use ikm_core::id::IkmId;
use ikm_core::registry::{Ikm, blocking_keys};
use rusqlite::params;

use super::cells::{key, one};
use super::tx::{Tx, Writing};
use crate::Result;

/// How many keys wait at most: some twenty megabytes.
const WAITING: usize = 500_000;

/// Keys that were added in a transaction and are not in the table yet.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// One that has the key: nearly always the only one.
    one: HashMap<i64, [u8; 16]>,
    others: BTreeSet<(i64, [u8; 16])>,
}

impl Waiting {
    fn len(&self) -> usize {
        self.one.len() + self.others.len()
    }

    fn add(&mut self, key: i64, id: [u8; 16]) {
        if *self.one.entry(key).or_insert(id) != id {
            self.others.insert((key, id));
        }
    }

    /// Whether it was there.
    fn remove(&mut self, key: i64, id: [u8; 16]) -> bool {
        if self.one.get(&key) == Some(&id) {
            self.one.remove(&key);
            return true;
        }
        self.others.remove(&(key, id))
    }

    /// Those that have `key`.
    fn under(&self, key: i64) -> impl Iterator<Item = [u8; 16]> {
        let others = self.others.range((key, [0; 16])..=(key, [0xff; 16])).map(|(_, id)| *id);
        self.one.get(&key).copied().into_iter().chain(others)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = i64> {
        self.one.keys().copied().chain(self.others.iter().map(|(key, _)| *key))
    }

    /// All of them, in order.
    fn take(&mut self) -> Vec<(i64, [u8; 16])> {
        let Self { one, others } = std::mem::take(self);
        let mut all: Vec<_> = one.into_iter().chain(others).collect();
        all.sort_unstable();
        all
    }
}

/// A blocking key in eight bytes: 64-bit FNV-1a. Two keys of one digest only make a candidate more,
/// and the profiles of candidates are compared themselves.
fn digest(key: &str) -> i64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let digest =
        key.bytes().fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    digest.cast_signed()
}

impl<M> Tx<'_, M> {
    /// Up to `limit` ids, those under each key in turn, each once. A key under which more stand is
    /// passed over, and no more of them are read than it takes to know.
    pub(super) fn ids_under(&mut self, keys: &[String], limit: u32) -> Result<BTreeSet<[u8; 16]>> {
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let enough = most.saturating_add(1);
        let mut ids = BTreeSet::new();
        for key in keys {
            if ids.len() >= most {
                break;
            }
            let digest = digest(key);
            if self.is_absent(digest)? {
                continue;
            }
            let written = self.all(
                "select ikm from ikm_key where association = ?1 and key = ?2 order by ikm limit ?3",
                params![self.association, digest, i64::from(limit) + 1],
                one::<[u8; 16]>,
            )?;
            let waiting = self.keys.under(digest).take(enough);
            let under: BTreeSet<[u8; 16]> = written.into_iter().chain(waiting).collect();
            if under.len() <= most {
                let room = most - ids.len();
                let new: Vec<_> = under.into_iter().filter(|id| !ids.contains(id)).collect();
                ids.extend(new.into_iter().take(room));
            }
        }
        Ok(ids)
    }
}

impl Tx<'_, Writing> {
    pub(super) fn add_keys(&mut self, ikm: IkmId, keys: &[String]) -> Result<()> {
        let id = key(ikm);
        for key in keys {
            let digest = digest(key);
            self.sieve.add(digest);
            self.keys.add(digest, id);
        }
        if self.keys.len() > WAITING { self.write_keys() } else { Ok(()) }
    }

    pub(super) fn drop_keys(&mut self, ikm: &Ikm) -> Result<()> {
        let id = key(ikm.id);
        for key in blocking_keys(&ikm.profile) {
            let digest = digest(&key);
            if !self.keys.remove(digest, id) {
                self.run(
                    "delete from ikm_key where association = ?1 and key = ?2 and ikm = ?3",
                    params![self.association, digest, id],
                )?;
            }
        }
        Ok(())
    }

    /// Writes all keys that wait.
    pub(super) fn write_keys(&mut self) -> Result<()> {
        for (digest, id) in self.keys.take() {
            self.run(
                "insert into ikm_key (association, key, ikm) values (?1, ?2, ?3)
                 on conflict do nothing",
                params![self.association, digest, id],
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::conformance::fixture::{edit, found};
    use crate::sqlite::SqliteStore;
    use crate::sqlite::tx::{Tx, Writing};
    use crate::{RegistryRead as _, RegistryWrite as _};
    use ikm_core::registry::blocking_keys;

    /// Keys that wait and keys that are written are one to whoever asks, and an update drops both.
    #[test]
    fn keys_are_found_wherever_they_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::create(folder.path().join("ikm.db")).expect("a new store");
        let (scene, mut make) = found(&store);
        let [written, waiting] = ["Tenun Indah", "Tenun Indah"].map(|name| make.ikm(name));
        let keys = blocking_keys(&written.profile);
        let mut tx = Tx::<Writing>::begin(&store, Some(scene.association)).expect("free");
        tx.insert_ikm(&written).expect("new");
        tx.write_keys().expect("room");
        tx.insert_ikm(&waiting).expect("new");
        assert!(tx.keys.len() >= keys.len());
        let under = |tx: &mut Tx<'_, Writing>, limit| tx.ikms_by_keys(&keys, limit).expect("sound");
        assert_eq!(under(&mut tx, 9), [written.clone(), waiting.clone()]);
        // Two share each of the keys, of which one waits.
        assert_eq!(under(&mut tx, 1), []);
        for ikm in [&written, &waiting] {
            let mut renamed = ikm.clone();
            "Songket".clone_into(&mut renamed.profile.name);
            edit(&mut tx, &renamed).expect("of this version");
        }
        assert_eq!(under(&mut tx, 9), []);
    }
}
