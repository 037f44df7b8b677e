use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// A table in the order of its keys, of which a copy costs nothing until one of the two is written
/// to; and then as many pointers as there are rows.
#[derive(Debug)]
pub(super) struct Table<K, V>(Arc<BTreeMap<K, Arc<V>>>);

impl<K, V> Clone for Table<K, V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Ord + Clone, V: Clone> Table<K, V> {
    pub(super) fn get(&self, key: &K) -> Option<&V> {
        self.0.get(key).map(AsRef::as_ref)
    }

    /// The row under `key` as a value of its own.
    pub(super) fn find(&self, key: &K) -> Option<V> {
        self.get(key).cloned()
    }

    pub(super) fn contains(&self, key: &K) -> bool {
        self.0.contains_key(key)
    }

    /// Puts a row, in place of the one under the same key if there is one.
    pub(super) fn put(&mut self, key: K, value: V) {
        Arc::make_mut(&mut self.0).insert(key, Arc::new(value));
    }

    pub(super) fn remove(&mut self, key: &K) {
        Arc::make_mut(&mut self.0).remove(key);
    }

    /// Removes the rows that `belongs` names, and says how many they were.
    pub(super) fn remove_if(&mut self, belongs: impl Fn(&K, &V) -> bool) -> u64 {
        let gone: Vec<K> =
            self.iter().filter(|(k, v)| belongs(k, v)).map(|(k, _)| k.clone()).collect();
        for key in &gone {
            self.remove(key);
        }
        u64::try_from(gone.len()).unwrap_or(u64::MAX)
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value.as_ref()))
    }

    pub(super) fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.0.values().map(AsRef::as_ref)
    }

    /// The rows after the key `after`, or all.
    pub(super) fn after(&self, after: Option<K>) -> impl Iterator<Item = (&K, &V)> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        self.0.range((from, Bound::Unbounded)).map(|(key, value)| (key, value.as_ref()))
    }

    /// The row under `key`, if there is one, and those after it.
    pub(super) fn from(&self, key: K) -> impl Iterator<Item = (&K, &V)> {
        self.0.range(key..).map(|(key, value)| (key, value.as_ref()))
    }

    pub(super) fn last(&self) -> Option<(&K, &V)> {
        self.0.last_key_value().map(|(key, value)| (key, value.as_ref()))
    }
}

impl<V: Clone> Table<u64, V> {
    /// Adds a row behind all others, at the next place from 1, and gives that place.
    pub(super) fn append(&mut self, value: V) -> u64 {
        let place = self.last().map_or(0, |(place, _)| *place) + 1;
        self.put(place, value);
        place
    }
}

/// A limit on the length of a listing.
pub(super) fn length(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}
