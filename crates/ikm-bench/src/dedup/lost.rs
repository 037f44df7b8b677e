//! The true pairs that nobody will look at, to see why.

use std::fmt::Write as _;

use ikm_core::registry::{Prepared, points};
use ikm_testkit::labelled::Labelled;

use super::report::true_pairs;
use super::{Play, Verdict};

/// A line for each true pair of `records` that `play` lost: what a comparison would have come to,
/// whether a key is shared, how it was spoilt, the reasons and both records.
pub fn lost(records: &[Labelled], play: &Play) -> String {
    let mut out = String::new();
    for (a, b) in true_pairs(records) {
        let (Some(one), Some(other)) = (records.get(a), records.get(b)) else { continue };
        if play.verdict(a, b) != Verdict::Lost {
            continue;
        }
        let (left, right) = (Prepared::of(&one.profile), Prepared::of(&other.profile));
        let keys = left.keys();
        let shared = right.keys().iter().any(|key| keys.contains(key));
        let reasons = left.evidence(&right);
        let met = if shared { "met" } else { "never met" };
        let mess = (&one.mess, &other.mess);
        let _ = writeln!(
            out,
            "{} {met} {mess:?} {reasons:?}\n  {}\n  {}",
            points(&reasons),
            line(one),
            line(other)
        );
    }
    out
}

fn line(record: &Labelled) -> String {
    let profile = &record.profile;
    format!(
        "{} / {} / {} / {:?} {:?}",
        profile.name,
        profile.owner.as_deref().unwrap_or("-"),
        profile.product.as_deref().unwrap_or("-"),
        profile.place.kecamatan.map(|code| code.to_string()),
        profile.phone.as_ref().map(|phone| phone.as_str().to_owned()),
    )
}
