//! The blocking keys: under which IKM meet that may be one.
//!
//! A row of a list has half a dozen keys in no order, and written one by one each of them would touch
//! another page of a large table: by far the dearest part of an import. So they wait in the
//! transaction, sorted, and are written some hundred thousand at a time, from page to page.

use std::collections::{BTreeSet, HashMap};

use ikm_core::registry::{Ikm, Profile, blocking_keys};
use rusqlite::params;

use super::cells::one;
use super::profile::{self, select_ikm};
use super::tx::{Tx, Writing};
use crate::{Result, StoreError};

/// How many keys wait at most: some sixteen megabytes.
const WAITING: usize = 500_000;

/// Keys that were added in a transaction and are not in the table yet.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// The row of one IKM that has the key: nearly always the only one.
    one: HashMap<i64, i64>,
    others: BTreeSet<(i64, i64)>,
}

impl Waiting {
    fn len(&self) -> usize {
        self.one.len() + self.others.len()
    }

    fn add(&mut self, key: i64, row: i64) {
        if *self.one.entry(key).or_insert(row) != row {
            self.others.insert((key, row));
        }
    }

    /// Whether it was there.
    fn remove(&mut self, key: i64, row: i64) -> bool {
        if self.one.get(&key) == Some(&row) {
            self.one.remove(&key);
            return true;
        }
        self.others.remove(&(key, row))
    }

    /// Those that have `key`.
    fn under(&self, key: i64) -> impl Iterator<Item = i64> {
        let others = self.others.range((key, i64::MIN)..=(key, i64::MAX)).map(|(_, row)| *row);
        self.one.get(&key).copied().into_iter().chain(others)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = i64> {
        self.one.keys().copied().chain(self.others.iter().map(|(key, _)| *key))
    }

    /// All of them, in order.
    fn take(&mut self) -> Vec<(i64, i64)> {
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
    /// Up to `limit` IKM, those under each key in turn, each once. A key under which more stand is
    /// passed over, and no more of them are read than it takes to know.
    pub(super) fn find_by_keys(&mut self, keys: &[String], limit: u32) -> Result<Vec<Ikm>> {
        let rows = self.rows_under(keys, limit)?;
        let missing = || StoreError::Damaged("a key names an ikm that is not there".to_owned());
        let find = |row: i64| {
            let found = self.first(select_ikm!("from ikm where row = ?1"), [row], profile::read)?;
            found.ok_or_else(missing)
        };
        let mut found = rows.into_iter().map(find).collect::<Result<Vec<Ikm>>>()?;
        found.sort_unstable_by_key(|ikm| ikm.id);
        Ok(found)
    }

    fn rows_under(&mut self, keys: &[String], limit: u32) -> Result<Vec<i64>> {
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let enough = most.saturating_add(1);
        let mut rows: Vec<i64> = Vec::new();
        for key in keys {
            if rows.len() >= most {
                break;
            }
            let digest = digest(key);
            if self.is_absent(digest)? {
                continue;
            }
            let mut under = self.all(
                "select row from ikm_key where association = ?1 and key = ?2 order by row limit ?3",
                params![self.association, digest, i64::from(limit) + 1],
                one::<i64>,
            )?;
            under.extend(self.keys.under(digest).take(enough));
            if under.len() <= most {
                let room = most - rows.len();
                under.retain(|row| !rows.contains(row));
                rows.extend(under.into_iter().take(room));
            }
        }
        Ok(rows)
    }
}

impl Tx<'_, Writing> {
    /// `row` is where the IKM is kept.
    pub(super) fn add_keys(&mut self, row: i64, keys: &[String]) -> Result<()> {
        for key in keys {
            let digest = digest(key);
            self.sieve.add(digest);
            self.keys.add(digest, row);
        }
        if self.keys.len() > WAITING { self.write_keys() } else { Ok(()) }
    }

    pub(super) fn drop_keys(&mut self, row: i64, profile: &Profile) -> Result<()> {
        for key in blocking_keys(profile) {
            let digest = digest(&key);
            if !self.keys.remove(digest, row) {
                self.run(
                    "delete from ikm_key where association = ?1 and key = ?2 and row = ?3",
                    params![self.association, digest, row],
                )?;
            }
        }
        Ok(())
    }

    /// Writes all keys that wait.
    pub(super) fn write_keys(&mut self) -> Result<()> {
        for (digest, row) in self.keys.take() {
            self.run(
                "insert into ikm_key (association, key, row) values (?1, ?2, ?3)
                 on conflict do nothing",
                params![self.association, digest, row],
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
