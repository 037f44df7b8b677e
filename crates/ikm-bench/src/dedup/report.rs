//! Precision, recall and where they are lost.

use std::collections::BTreeMap;
use std::fmt;

use ikm_core::registry::blocking_keys;
use ikm_testkit::labelled::{Labelled, Mess, Trap};

use super::play::wide;
use super::{Play, Share, Verdict};

/// What a play came to.
#[derive(Debug, Default)]
pub struct Report {
    /// Records in the list.
    pub records: u64,
    /// True pairs in the list.
    pub true_pairs: u64,
    /// Certain matches that are right, of all.
    pub certain: Share,
    /// Pairs of the queue that are right, of all.
    pub queue: Share,
    /// Certain matches and pairs that are right, of all.
    pub precision: Share,
    /// True pairs that were found, of all.
    pub recall: Share,
    /// True pairs that were found as one IKM, of all.
    pub recall_certain: Share,
    /// True pairs that share a key, of those that were not found with certainty.
    pub blocking: Share,
    /// True pairs of which one record carries the mess, found of all.
    pub by_mess: BTreeMap<Mess, Share>,
    /// Wrong pairs and wrong certain matches by the trap that one of the two is.
    pub wrong_by_trap: BTreeMap<Option<Trap>, u64>,
    /// Precision and recall if only pairs from a score on were shown.
    pub curve: Vec<(u8, Share, Share)>,
    /// Candidates compared, of records.
    pub compared: Share,
    /// Keys, of IKM.
    pub keys: Share,
}

impl Report {
    /// Judges what `play` made of `records`.
    pub fn of(records: &[Labelled], play: &Play) -> Self {
        let mut report = Self { records: wide(records.len()), ..Self::default() };
        let ikms = wide(play.first_of.len());
        report.compared = Share { part: play.compared, whole: report.records };
        report.keys = Share { part: play.keys, whole: ikms };
        report.judge_certain(records, play);
        report.judge_queue(records, play);
        report.judge_true_pairs(records, play);
        report.precision = sum(report.certain, report.queue);
        report.curve =
            (0..=8).map(|step| report.shown_from(60 + step * 5, records, play)).collect();
        report
    }

    fn judge_certain(&mut self, records: &[Labelled], play: &Play) {
        for (number, record) in records.iter().enumerate() {
            let ikm = play.ikm_of.get(number).copied().unwrap_or_default();
            let first = play.first_of.get(ikm).copied().unwrap_or_default();
            let Some(began) = records.get(first) else { continue };
            if first != number {
                let right = began.business == record.business;
                self.certain.count(right);
                self.blame(right, began, record);
            }
        }
    }

    fn judge_queue(&mut self, records: &[Labelled], play: &Play) {
        let businesses = businesses(records, play);
        for (a, b) in play.pairs.keys() {
            let right = meet(&businesses, *a, *b);
            self.queue.count(right);
            let record =
                |ikm: &usize| play.first_of.get(*ikm).and_then(|first| records.get(*first));
            if let (Some(a), Some(b)) = (record(a), record(b)) {
                self.blame(right, a, b);
            }
        }
    }

    fn blame(&mut self, right: bool, a: &Labelled, b: &Labelled) {
        if !right {
            *self.wrong_by_trap.entry(a.trap.max(b.trap)).or_default() += 1;
        }
    }

    fn judge_true_pairs(&mut self, records: &[Labelled], play: &Play) {
        for (a, b) in true_pairs(records) {
            let (Some(one), Some(other)) = (records.get(a), records.get(b)) else { continue };
            let verdict = play.verdict(a, b);
            let found = verdict != Verdict::Lost;
            self.true_pairs += 1;
            self.recall.count(found);
            self.recall_certain.count(verdict == Verdict::Certain);
            if verdict != Verdict::Certain {
                let keys = blocking_keys(&one.profile);
                let shared = blocking_keys(&other.profile).iter().any(|key| keys.contains(key));
                self.blocking.count(shared);
            }
            for mess in Mess::ALL {
                if one.mess.contains(&mess) || other.mess.contains(&mess) {
                    self.by_mess.entry(mess).or_default().count(found);
                }
            }
        }
    }

    /// Precision and recall if only pairs of `score` and more were shown.
    fn shown_from(&self, score: u8, records: &[Labelled], play: &Play) -> (u8, Share, Share) {
        let businesses = businesses(records, play);
        let mut precision = self.certain;
        for ((a, b), of) in &play.pairs {
            if *of >= score {
                precision.count(meet(&businesses, *a, *b));
            }
        }
        let mut recall = Share::default();
        for (a, b) in true_pairs(records) {
            recall.count(play.score(a, b).is_some_and(|found| found >= score));
        }
        (score, precision, recall)
    }
}

/// The businesses of which records stand behind each IKM.
fn businesses(records: &[Labelled], play: &Play) -> BTreeMap<usize, Vec<u32>> {
    let mut businesses: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (record, ikm) in records.iter().zip(&play.ikm_of) {
        businesses.entry(*ikm).or_default().push(record.business);
    }
    businesses
}

fn meet(businesses: &BTreeMap<usize, Vec<u32>>, a: usize, b: usize) -> bool {
    let (Some(a), Some(b)) = (businesses.get(&a), businesses.get(&b)) else { return false };
    a.iter().any(|business| b.contains(business))
}

/// The places of all pairs of records of one business.
pub(super) fn true_pairs(records: &[Labelled]) -> Vec<(usize, usize)> {
    let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, record) in records.iter().enumerate() {
        places.entry(record.business).or_default().push(place);
    }
    let mut pairs = Vec::new();
    for of in places.values() {
        for (at, a) in of.iter().enumerate() {
            pairs.extend(of.iter().skip(at + 1).map(|b| (*a, *b)));
        }
    }
    pairs
}

fn sum(a: Share, b: Share) -> Share {
    Share { part: a.part + b.part, whole: a.whole + b.whole }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = |f: &mut fmt::Formatter<'_>, what: &str, share: Share| {
            writeln!(f, "{what:<44} {share}  ({} of {})", share.part, share.whole)
        };
        writeln!(f, "records {}, true pairs {}", self.records, self.true_pairs)?;
        row(f, "precision", self.precision)?;
        row(f, "recall", self.recall)?;
        row(f, "  precision of certain matches", self.certain)?;
        row(f, "  recall by certain matches", self.recall_certain)?;
        row(f, "  precision of the queue", self.queue)?;
        row(f, "  share a key, of those not certain", self.blocking)?;
        let look = Share { part: self.queue.whole * 1_000, whole: self.records };
        writeln!(f, "pairs to look at per 1,000 records: {}", tenths(look))?;
        writeln!(f, "candidates compared per record: {}", tenths(self.compared))?;
        writeln!(f, "keys per IKM: {}", tenths(self.keys))?;
        for (mess, share) in &self.by_mess {
            row(f, &format!("  recall {mess:?}"), *share)?;
        }
        for (trap, wrong) in &self.wrong_by_trap {
            writeln!(f, "  wrong at {trap:?}: {wrong}")?;
        }
        for (score, precision, recall) in &self.curve {
            writeln!(f, "  from score {score}: precision {precision} recall {recall}")?;
        }
        Ok(())
    }
}

fn tenths(share: Share) -> String {
    let tenths = (share.part * 10).checked_div(share.whole).unwrap_or_default();
    format!("{}.{}", tenths / 10, tenths % 10)
}
