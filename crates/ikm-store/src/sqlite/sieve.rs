//! Which blocking keys are certainly not there.
//!
//! A row of a new list asks under half a dozen keys that nearly all nobody has, and each such question
//! would read a page of a large table in vain. So a transaction that asks often keeps two bits for
//! each key that is there. A key of which one is not set is not there; of the others the table is
//! asked. The bits take the same memory however many keys there are.

use super::cells::one;
use super::tx::{More, Tx};
use crate::Result;

/// The bits are numbered in so many bits: 32 MiB. With the 25 million keys of 4.4 million IKM, three
/// in a hundred absent keys are asked for in vain.
const NUMBER: u32 = 28;

/// After so many questions it is worth while to read the keys that are there.
const PATIENCE: u32 = 20_000;

/// The bits of the keys that are there, once they are worth while.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    asked: u32,
    words: Vec<u64>,
}

impl Sieve {
    /// A key is there from now on.
    pub(super) fn add(&mut self, key: i64) {
        for (at, bit) in places(key) {
            if let Some(word) = self.words.get_mut(at) {
                *word |= bit;
            }
        }
    }

    fn may_hold(&self, key: i64) -> bool {
        places(key).iter().all(|(at, bit)| self.words.get(*at).is_none_or(|word| word & bit != 0))
    }
}

/// The words and the bits in them that stand for a key.
fn places(key: i64) -> [(usize, u64); 2] {
    // The golden ratio spreads keys that lie close to each other (Knuth, 6.4).
    let spread = key.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    [spread >> (64 - NUMBER), (spread >> 4) & ((1 << NUMBER) - 1)]
        .map(|number| (usize::try_from(number / 64).unwrap_or(usize::MAX), 1 << (number % 64)))
}

impl<M> Tx<'_, M> {
    /// Whether nobody has `key`. Where it says no, somebody may have it.
    pub(super) fn is_absent(&mut self, key: i64) -> Result<bool> {
        if self.sieve.words.is_empty() {
            self.sieve.asked += 1;
            if self.sieve.asked < PATIENCE {
                return Ok(false);
            }
            self.fill_sieve()?;
        }
        Ok(!self.sieve.may_hold(key))
    }

    fn fill_sieve(&mut self) -> Result<()> {
        let mut sieve = Sieve { asked: self.sieve.asked, words: vec![0; (1 << NUMBER) / 64] };
        self.each("select key from ikm_key where association = ?1", [self.association], |cells| {
            sieve.add(one(cells)?);
            Ok(More::Yes)
        })?;
        for key in self.keys.keys() {
            sieve.add(key);
        }
        self.sieve = sieve;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Sieve, places};
    use crate::RegistryWrite as _;
    use crate::conformance::fixture::found;
    use crate::sqlite::SqliteStore;
    use crate::sqlite::tx::{Tx, Writing};

    #[test]
    fn keys_close_to_each_other_have_bits_of_their_own() {
        let mut taken = std::collections::BTreeSet::new();
        let different = (0..10_000).flat_map(places).filter(|place| taken.insert(*place)).count();
        // Twenty thousand bits out of 2^28 thrown at random meet less than once.
        assert!(different > 19_990, "{different}");
    }

    #[test]
    fn without_bits_every_key_may_be_there() {
        let mut sieve = Sieve::default();
        sieve.add(7);
        assert!(sieve.may_hold(7) && sieve.may_hold(8));
    }

    /// Written keys, waiting keys and keys that come later are never taken for absent.
    #[test]
    fn what_is_there_is_asked_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::create(folder.path().join("ikm.db")).expect("a new store");
        let (scene, mut make) = found(&store);
        let mut tx = Tx::<Writing>::begin(&store, Some(scene.association)).expect("free");
        tx.insert_ikm(&make.ikm("Tenun Indah")).expect("new");
        let mut keys: Vec<i64> = tx.keys.keys().collect();
        tx.write_keys().expect("room");
        tx.insert_ikm(&make.ikm("Songket Jaya")).expect("new");
        keys.extend(tx.keys.keys());
        tx.fill_sieve().expect("sound");
        tx.insert_ikm(&make.ikm("Rendang Uni")).expect("new");
        keys.extend(tx.keys.keys());
        for key in &keys {
            assert!(!tx.is_absent(*key).expect("sound"), "{key}");
            assert!(keys.contains(&(key ^ 1)) || tx.is_absent(key ^ 1).expect("sound"), "{key}");
        }
    }
}
