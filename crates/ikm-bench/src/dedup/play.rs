//! Plays a labelled list record by record, as an import does, with nothing but the rules of core.

use std::collections::{BTreeMap, BTreeSet};

use ikm_core::identity::{Nib, Nik};
use ikm_core::registry::{
    MOST_CANDIDATES, Profile, blocking_keys, is_placeholder, name_key, resemblance,
};
use ikm_testkit::labelled::Labelled;

/// What became of a list.
#[derive(Debug, Default)]
pub struct Play {
    /// The IKM that each record became or updated.
    pub ikm_of: Vec<usize>,
    /// The first record of each IKM.
    pub first_of: Vec<usize>,
    /// Pairs of IKM that a person should look at, with their score.
    pub pairs: BTreeMap<(usize, usize), u8>,
    /// How many candidates were compared.
    pub compared: u64,
    /// How many keys the IKM have together.
    pub keys: u64,
    ikms: Vec<Profile>,
    by_nib: BTreeMap<Nib, usize>,
    by_nik: BTreeMap<Nik, Vec<usize>>,
    by_key: BTreeMap<String, Vec<usize>>,
}

/// What was made of a true pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Both records are one IKM.
    Certain,
    /// The two wait for a person.
    Queued,
    /// Nobody will look.
    Lost,
}

impl Play {
    /// Plays `records` in their order.
    pub fn of(records: &[Labelled]) -> Self {
        let mut play = Self::default();
        for (number, record) in records.iter().enumerate() {
            let ikm = match play.identify(&record.profile) {
                Some(known) => play.update(known, &record.profile),
                None => play.add(number, &record.profile),
            };
            play.ikm_of.push(ikm);
        }
        play.keys = play.ikms.iter().map(|ikm| wide(blocking_keys(ikm).len())).sum();
        play
    }

    /// What was made of the records `a` and `b` of one business.
    pub fn verdict(&self, a: usize, b: usize) -> Verdict {
        let same = self.ikm_of.get(a) == self.ikm_of.get(b);
        match self.score(a, b) {
            Some(_) if same => Verdict::Certain,
            Some(_) => Verdict::Queued,
            None => Verdict::Lost,
        }
    }

    /// The score by which the records `a` and `b` were found: 100 where they are one IKM.
    pub(super) fn score(&self, a: usize, b: usize) -> Option<u8> {
        let ikm = |record: usize| self.ikm_of.get(record).copied().unwrap_or_default();
        let (a, b) = (ikm(a), ikm(b));
        if a == b { Some(100) } else { self.pairs.get(&(a.min(b), a.max(b))).copied() }
    }

    /// The order in which an import identifies a row: by NIB, then by NIK and name.
    fn identify(&self, profile: &Profile) -> Option<usize> {
        let nib = profile.nib.filter(|nib| !is_placeholder(nib.as_str()));
        if let Some(known) = nib.and_then(|nib| self.by_nib.get(&nib)) {
            return Some(*known);
        }
        let name = name_key(&profile.name);
        let nik = profile.nik.filter(|nik| !is_placeholder(nik.as_str()))?;
        let known = self.by_nik.get(&nik)?;
        known.iter().copied().find(|known| {
            self.ikms.get(*known).is_some_and(|known| {
                (known.nib.is_none() || profile.nib.is_none()) && name_key(&known.name) == name
            })
        })
    }

    fn update(&mut self, known: usize, newer: &Profile) -> usize {
        let Some(older) = self.ikms.get(known).cloned() else { return known };
        for key in blocking_keys(&older) {
            if let Some(under) = self.by_key.get_mut(&key) {
                under.retain(|ikm| *ikm != known);
            }
        }
        self.put(known, older.updated_by(newer));
        known
    }

    fn add(&mut self, record: usize, profile: &Profile) -> usize {
        let ikm = self.ikms.len();
        for other in self.candidates(profile) {
            self.compared += 1;
            let Some(known) = self.ikms.get(other) else { continue };
            if let Some(found) = resemblance(profile, known) {
                self.pairs.insert((other, ikm), found.score);
            }
        }
        self.first_of.push(record);
        self.put(ikm, profile.clone());
        ikm
    }

    fn put(&mut self, ikm: usize, profile: Profile) {
        if let Some(nib) = profile.nib {
            self.by_nib.insert(nib, ikm);
        }
        if let Some(nik) = profile.nik {
            let under = self.by_nik.entry(nik).or_default();
            if !under.contains(&ikm) {
                under.push(ikm);
            }
        }
        for key in blocking_keys(&profile) {
            let under = self.by_key.entry(key).or_default();
            if let Err(place) = under.binary_search(&ikm) {
                under.insert(place, ikm);
            }
        }
        if ikm == self.ikms.len() {
            self.ikms.push(profile);
        } else if let Some(place) = self.ikms.get_mut(ikm) {
            *place = profile;
        }
    }

    /// Those under each key in turn that not too many share, as the stores do it.
    fn candidates(&self, profile: &Profile) -> Vec<usize> {
        let most = usize::try_from(MOST_CANDIDATES).unwrap_or(usize::MAX);
        let mut found = BTreeSet::new();
        for key in blocking_keys(profile) {
            let under = self.by_key.get(&key).filter(|under| under.len() <= most);
            for ikm in under.into_iter().flatten() {
                if found.len() < most {
                    found.insert(*ikm);
                }
            }
        }
        found.into_iter().collect()
    }
}

pub(super) fn wide(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
