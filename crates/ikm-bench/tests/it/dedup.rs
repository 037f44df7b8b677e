//! Doubles on a smaller list of another seed than the published ones.

use ikm_bench::dedup::{Play, Report, Share, Verdict};
use ikm_testkit::labelled::labelled;

/// What must be reached on a list of 4,000 IKM, in ten-thousandths.
const PRECISION: u64 = 9_800;
const RECALL: u64 = 9_300;

#[test]
fn doubles_are_found_and_others_left_alone() {
    let records = labelled(1, 4_000);
    let report = Report::of(&records, &Play::of(&records));
    assert!(report.true_pairs > 1_000, "{report}");
    assert!(report.precision.of_ten_thousand() >= PRECISION, "{report}");
    assert!(report.recall.of_ten_thousand() >= RECALL, "{report}");
}

/// Two records word for word the same are found, and counted as what they are.
#[test]
fn counts_what_it_says() {
    let mut records = labelled(3, 300);
    records.retain(|record| record.mess.is_empty() && record.trap.is_none());
    let alone = Report::of(&records, &Play::of(&records));
    assert_eq!((alone.true_pairs, alone.recall), (0, Share::default()));
    let nib = records.iter().position(|record| record.profile.nib.is_some()).expect("a NIB");
    records.push(records[nib].clone());
    let play = Play::of(&records);
    assert_eq!(play.verdict(nib, records.len() - 1), Verdict::Certain);
    let report = Report::of(&records, &play);
    assert_eq!((report.recall.part, report.recall.whole), (1, 1));
    assert_eq!((report.certain.part, report.certain.whole), (1, 1));
    // A stranger's number on the last record makes it the wrong one.
    let other = records.iter().rposition(|record| record.profile.nib.is_none()).expect("none");
    records[other].profile.nib = records[nib].profile.nib;
    let report = Report::of(&records, &Play::of(&records));
    assert_eq!((report.certain.part, report.certain.whole), (1, 2), "{report}");
}

#[test]
fn shares_are_rounded_down() {
    let text = |part, whole| Share { part, whole }.to_string();
    assert_eq!(text(2, 3), "0.6666");
    assert_eq!(text(9_999, 10_000), "0.9999");
    assert_eq!(text(99_999, 100_000), "0.9999");
    assert_eq!(text(3, 3), "1.0000");
    assert_eq!(text(0, 0), "1.0000");
}
