//! Postal codes with two zones, and rows that never count.

use std::collections::{HashMap, HashSet};

use ikm_core::shipping::{TariffFiles, ZonePattern, ZoneRow};

use super::finding::{Finding, Flaw};
use crate::compile::for_each_code;

fn at(row: &ZoneRow, flaw: Flaw) -> Finding {
    Finding::new(TariffFiles::ZONES, Some(row.line), flaw)
}

/// The same pattern in two zones, or two ranges of one width that share codes of two zones: then
/// nothing says which counts.
pub(super) fn errors(rows: &[ZoneRow], findings: &mut Vec<Finding>) {
    let mut seen: HashMap<ZonePattern, &ZoneRow> = HashMap::new();
    for row in rows {
        let earlier = *seen.entry(row.pattern).or_insert(row);
        if earlier.zone != row.zone {
            findings.push(at(row, twice(row, earlier)));
        }
    }
    // Sorted by width and then by place, ranges of one width that share a code stand in a row, and
    // if two of them differ in zone, then so do two neighbours.
    let mut ranges: Vec<&ZoneRow> =
        seen.into_values().filter(|row| row.pattern.is_range()).collect();
    ranges.sort_by_key(|row| {
        let (first, last) = row.pattern.bounds();
        (last - first, first)
    });
    for pair in ranges.windows(2) {
        if let [left, right] = pair
            && left.zone != right.zone
            && width(left) == width(right)
            && right.pattern.bounds().0 <= left.pattern.bounds().1
        {
            let (earlier, later) =
                if left.line < right.line { (left, right) } else { (right, left) };
            findings.push(at(later, twice(later, earlier)));
        }
    }
}

fn width(row: &ZoneRow) -> u32 {
    let (first, last) = row.pattern.bounds();
    last - first
}

fn twice(row: &ZoneRow, earlier: &ZoneRow) -> Flaw {
    Flaw::ZoneTwice {
        pattern: row.pattern,
        zone: row.zone.clone(),
        other: earlier.pattern,
        other_zone: earlier.zone.clone(),
        other_row: earlier.line,
    }
}

/// Codes written out inside another zone, and rows of which stronger rows hold every code.
pub(super) fn warnings(rows: &[ZoneRow], findings: &mut Vec<Finding>) {
    let mut exact: Vec<&ZoneRow> = rows.iter().filter(|row| row.pattern.is_exact()).collect();
    exact.sort_by_key(|row| row.pattern.bounds());
    let mut told = HashSet::new();
    for outer in rows.iter().filter(|row| !row.pattern.is_exact()) {
        let (first, last) = outer.pattern.bounds();
        let from = exact.partition_point(|row| row.pattern.bounds().0 < first);
        let inside = exact.iter().skip(from).take_while(|row| row.pattern.bounds().0 <= last);
        for row in inside.filter(|row| row.zone != outer.zone) {
            if told.insert(row.line) {
                let flaw = Flaw::ExactInside {
                    exact: row.pattern,
                    zone: row.zone.clone(),
                    outer: outer.pattern,
                    outer_zone: outer.zone.clone(),
                    outer_row: outer.line,
                };
                findings.push(at(row, flaw));
            }
        }
    }
    let mut used = vec![false; rows.len()];
    for_each_code(rows, |_, row| {
        if let Some(used) = used.get_mut(row) {
            *used = true;
        }
    });
    for (row, _) in rows.iter().zip(used).filter(|(_, used)| !used) {
        findings.push(at(row, Flaw::DeadZoneRow(row.pattern)));
    }
}
