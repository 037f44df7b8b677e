//! The zone of every postal code, found by one look.

use std::collections::HashMap;

use ikm_core::region::PostalCode;
use ikm_core::shipping::ZoneRow;

/// How many numbers a postal code of five digits can have.
const CODES: usize = 100_000;
const NO_ZONE: u16 = u16::MAX;
const NO_ROW: u32 = u32::MAX;

/// For every postal code the row that wins and its zone.
#[derive(Debug)]
pub(crate) struct ZoneIndex {
    names: Vec<String>,
    ids: HashMap<String, u16>,
    rows: Vec<ZoneRow>,
    // Two tables beside each other, because a quote needs the zone and only an explanation the row.
    zone_of: Box<[u16]>,
    row_of: Box<[u32]>,
}

impl ZoneIndex {
    pub(crate) fn new(rows: Vec<ZoneRow>) -> Self {
        let mut index = Self {
            names: Vec::new(),
            ids: HashMap::new(),
            rows: Vec::new(),
            zone_of: vec![NO_ZONE; CODES].into(),
            row_of: vec![NO_ROW; CODES].into(),
        };
        let zones: Vec<u16> = rows.iter().map(|row| index.intern(&row.zone)).collect();
        for_each_code(&rows, |code, row| {
            let zone = zones.get(row).copied().unwrap_or(NO_ZONE);
            if let Some(place) = index.zone_of.get_mut(code) {
                *place = zone;
            }
            if let Some(place) = index.row_of.get_mut(code) {
                *place = u32::try_from(row).unwrap_or(NO_ROW);
            }
        });
        index.rows = rows;
        index
    }

    /// The zone's number; a book with more zones than a `u16` counts cannot be read, so that the
    /// number that says "none" is never one.
    fn intern(&mut self, zone: &str) -> u16 {
        if let Some(id) = self.ids.get(zone) {
            return *id;
        }
        let id = u16::try_from(self.names.len()).unwrap_or(NO_ZONE);
        self.names.push(zone.to_owned());
        self.ids.insert(zone.to_owned(), id);
        id
    }

    /// How many zones there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The number of the zone with this name.
    pub(crate) fn id(&self, name: &str) -> Option<u16> {
        self.ids.get(name).copied()
    }

    /// The number of the zone that holds `code`.
    pub(crate) fn find(&self, code: PostalCode) -> Option<u16> {
        let at = usize::try_from(code.number()).ok()?;
        self.zone_of.get(at).copied().filter(|zone| *zone != NO_ZONE)
    }

    /// The row that decides the zone of `code`.
    pub(crate) fn row(&self, code: PostalCode) -> Option<&ZoneRow> {
        let at = usize::try_from(code.number()).ok()?;
        self.rows.get(usize::try_from(*self.row_of.get(at)?).ok()?)
    }

    /// The name of the zone with this number.
    pub(crate) fn name(&self, id: u16) -> &str {
        self.names.get(usize::from(id)).map_or("", String::as_str)
    }
}

/// Tells for every postal code that a row holds the index of the row that wins: the exact code, then
/// the longest prefix, then the narrowest range; among equals the first in the file.
///
/// Rows are laid down from the strongest to the weakest, each only where nothing lies yet. `next`
/// leads from a code to the first free one at or after it, so that no code is passed twice however
/// many ranges hold it.
pub(crate) fn for_each_code(rows: &[ZoneRow], mut tell: impl FnMut(usize, usize)) {
    let mut order: Vec<(usize, &ZoneRow)> = rows.iter().enumerate().collect();
    order.sort_by_key(|(_, row)| row.pattern.rank());
    let mut next: Vec<usize> = (0..=CODES).collect();
    for (index, row) in order {
        let (first, last) = row.pattern.bounds();
        let (Ok(first), Ok(last)) = (usize::try_from(first), usize::try_from(last)) else {
            continue;
        };
        let mut code = free_from(&mut next, first);
        while code <= last {
            tell(code, index);
            if let Some(skip) = next.get_mut(code) {
                *skip = code + 1;
            }
            code = free_from(&mut next, code + 1);
        }
    }
}

/// The first free code at or after `code`, or one past the last; shortens the way for later.
fn free_from(next: &mut [usize], code: usize) -> usize {
    let mut end = code;
    while let Some(step) = next.get(end).copied().filter(|step| *step != end) {
        end = step;
    }
    let mut at = code;
    while let Some(step) = next.get_mut(at).filter(|step| **step != end && at != end) {
        at = std::mem::replace(step, end);
    }
    end
}
