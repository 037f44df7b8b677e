//! What each reason is worth: how often it stands between true candidates and between others.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use ikm_core::registry::{Prepared, Reason, blocking_keys, name_key, points};
use ikm_testkit::labelled::Labelled;

/// Under how many IKM a key is still followed here.
const SHARED: usize = 200;

/// How often each reason stands between two candidates of which nothing is certain.
#[derive(Debug, Default)]
pub struct Weights {
    /// Of records of one business, and of two.
    counts: BTreeMap<Reason, [u64; 2]>,
    candidates: [u64; 2],
    sums: BTreeMap<i32, [u64; 2]>,
    patterns: BTreeMap<Vec<Reason>, [u64; 2]>,
}

impl Weights {
    /// Counts over all pairs of `records` that share a key.
    pub fn of(records: &[Labelled]) -> Self {
        let mut under: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, record) in records.iter().enumerate() {
            for key in blocking_keys(&record.profile) {
                under.entry(key).or_default().push(place);
            }
        }
        let mut pairs = BTreeSet::new();
        for places in under.values().filter(|places| places.len() <= SHARED) {
            for (at, a) in places.iter().enumerate() {
                pairs.extend(places.iter().skip(at + 1).map(|b| (*a, *b)));
            }
        }
        let mut weights = Self::default();
        let of = |place: &usize| records.get(*place);
        for (a, b) in &pairs {
            if let (Some(a), Some(b)) = (of(a), of(b)) {
                weights.count(a, b);
            }
        }
        weights
    }

    fn count(&mut self, a: &Labelled, b: &Labelled) {
        let (one, other) = (&a.profile, &b.profile);
        let one_person = one.nik.is_some() && one.nik == other.nik;
        let one_name = name_key(&one.name) == name_key(&other.name);
        if one.nib.is_some() && one.nib == other.nib || one_person && one_name {
            return;
        }
        let side = usize::from(a.business != b.business);
        let bump = |counts: &mut [u64; 2]| {
            if let Some(count) = counts.get_mut(side) {
                *count += 1;
            }
        };
        bump(&mut self.candidates);
        let reasons = Prepared::of(one).evidence(&Prepared::of(other));
        for reason in &reasons {
            bump(self.counts.entry(*reason).or_default());
        }
        let sum = points(&reasons);
        bump(self.sums.entry(sum.div_euclid(5) * 5).or_default());
        bump(self.patterns.entry(reasons).or_default());
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [all, others] = self.candidates;
        writeln!(f, "candidates: {all} of one business, {others} of two")?;
        for (reason, [of_one, of_two]) in &self.counts {
            writeln!(f, "{:<16} {of_one:>6} {of_two:>6}", format!("{reason:?}"))?;
        }
        for (sum, [of_one, of_two]) in &self.sums {
            writeln!(f, "sum {sum:>5} {of_one:>6} {of_two:>6}")?;
        }
        for (reasons, [of_one, of_two]) in &self.patterns {
            writeln!(f, "PATTERN {of_one} {of_two} {reasons:?}")?;
        }
        Ok(())
    }
}
