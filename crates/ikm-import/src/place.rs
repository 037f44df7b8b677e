//! Where an IKM is, from codes, names in any spelling, or an address.

use std::collections::HashMap;

use ikm_core::region::{Level, RegionCode, Regions};

use crate::problem::Reason;

/// How many distinct spellings are remembered. A list has as many as there are kecamatan and
/// misspellings of them; a list of nothing else must not fill the memory.
const REMEMBERED: usize = 10_000;

/// Words that stand before the name of a kecamatan, and of a nagari.
const KECAMATAN: [&str; 3] = ["kecamatan", "kec", "kecamtan"];
const NAGARI: [&str; 8] =
    ["nagari", "nag", "kenagarian", "kanagarian", "desa", "ds", "kelurahan", "kel"];
/// Words that can stand behind such a name and are not part of it.
const ENDINGS: [&str; 7] = ["dan", "kab", "kabupaten", "prov", "provinsi", "tahun", "thn"];
/// How much of an address is looked at, and how many words the name of a place has.
const MOST_WORDS: usize = 200;
const MOST_WORDS_OF_A_NAME: usize = 6;

/// The cells of a row that say where it is; empty where the list has no such column.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PlaceCells<'a> {
    pub(crate) kecamatan_code: &'a str,
    pub(crate) kecamatan: &'a str,
    pub(crate) nagari_code: &'a str,
    pub(crate) nagari: &'a str,
}

/// Where a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Located {
    pub(crate) kecamatan: Option<RegionCode>,
    pub(crate) nagari: Option<RegionCode>,
    /// The code and the name of the kecamatan differ.
    pub(crate) disagrees: bool,
}

/// What is wrong with the place of a row, and in which of its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadPlace<'a> {
    pub(crate) reason: Reason,
    pub(crate) value: &'a str,
}

/// Looks places up and remembers what it found: a list says the same few names all the time.
pub(crate) struct Places<'a> {
    regions: &'a Regions,
    regency: RegionCode,
    kecamatan: HashMap<String, Option<RegionCode>>,
    nagari: HashMap<(RegionCode, String), Option<RegionCode>>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(regions: &'a Regions, regency: RegionCode) -> Self {
        Self { regions, regency, kecamatan: HashMap::new(), nagari: HashMap::new() }
    }

    pub(crate) fn knows(&self, code: RegionCode) -> bool {
        self.regions.get(code).is_some()
    }

    /// Where a row is whose list has a column for it. The kecamatan may follow from the nagari, or
    /// from the heading of the `section`; the nagari may stay open.
    pub(crate) fn locate<'c>(
        &mut self,
        cells: PlaceCells<'c>,
        section: Option<RegionCode>,
    ) -> Result<Located, BadPlace<'c>> {
        let wrong = |reason, value| BadPlace { reason, value };
        let by_code = self.coded(cells.kecamatan_code, Level::Kecamatan);
        let by_code = by_code.map_err(|value| wrong(Reason::PlaceUnknown, value))?;
        let by_name = match cells.kecamatan {
            "" => None,
            name => {
                Some(self.find_kecamatan(name).ok_or_else(|| wrong(Reason::PlaceUnknown, name))?)
            }
        };
        let of_section = section.filter(|_| cells.nagari_code.is_empty());
        let kecamatan = by_code.or(by_name).or(of_section);
        let nagari = self.coded(cells.nagari_code, Level::Nagari);
        let nagari = match nagari.map_err(|value| wrong(Reason::PlaceUnknown, value))? {
            Some(code) => Some((code, cells.nagari_code)),
            None if cells.nagari.is_empty() => None,
            None => {
                let within = kecamatan.unwrap_or(self.regency);
                let found = self.find_nagari(within, cells.nagari);
                Some((found.ok_or_else(|| self.stranger(within, cells.nagari))?, cells.nagari))
            }
        };
        if let (Some(kecamatan), Some((nagari, value))) = (kecamatan, nagari)
            && !kecamatan.contains(nagari)
        {
            return Err(wrong(Reason::PlaceMismatch, value));
        }
        let nagari = nagari.map(|(code, _)| code);
        let kecamatan = kecamatan.or_else(|| nagari?.ancestor(Level::Kecamatan));
        if kecamatan.is_none() {
            return Err(wrong(Reason::NoPlace, ""));
        }
        let disagrees = by_code.is_some() && by_name.is_some() && by_code != by_name;
        Ok(Located { kecamatan, nagari, disagrees })
    }

    /// Where an address says it is, as far as it says. Of its parts only those are trusted that say
    /// what they are (`Kec. Bayang`, `Nagari Painan`) or that are the whole name of a place and not
    /// the first part: a street may well be called Bayang.
    pub(crate) fn locate_in_address(&mut self, address: &str) -> Located {
        let parts: Vec<&str> = address
            .split([',', ';', '\n', '/'])
            .flat_map(|part| part.split(" - "))
            .map(str::trim)
            .filter(|part| part.len() > 2)
            .collect();
        let kecamatan = self
            .kecamatan_named_in(address)
            .first()
            .copied()
            .or_else(|| parts.iter().rev().find_map(|part| self.find_kecamatan_exactly(part)));
        let within = kecamatan.unwrap_or(self.regency);
        let nagari = self
            .named_behind(address, &NAGARI, |places, name| places.find_nagari(within, name))
            .first()
            .copied()
            .or_else(|| {
                // Without a kecamatan, the first part may be a street of that name.
                let first = usize::from(kecamatan.is_none());
                let parts = parts.get(first..).unwrap_or_default();
                parts.iter().rev().find_map(|part| self.find_nagari_exactly(within, part))
            });
        let kecamatan = kecamatan.or_else(|| nagari?.ancestor(Level::Kecamatan));
        Located { kecamatan, nagari, disagrees: false }
    }

    /// The kecamatan that stand behind the word for it, somewhere in a text.
    pub(crate) fn kecamatan_named_in(&mut self, text: &str) -> Vec<RegionCode> {
        self.named_behind(text, &KECAMATAN, Self::find_kecamatan)
    }

    /// What the words behind each of `markers` mean, of each the longest that mean something.
    fn named_behind(
        &mut self,
        text: &str,
        markers: &[&str],
        find: impl Fn(&mut Self, &str) -> Option<RegionCode>,
    ) -> Vec<RegionCode> {
        let is_one_of =
            |words: &[&str], word: &str| words.iter().any(|w| w.eq_ignore_ascii_case(word));
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<&str> = words.take(MOST_WORDS).collect();
        let mut found = Vec::new();
        for (at, _) in words.iter().enumerate().filter(|(_, word)| is_one_of(markers, word)) {
            let behind = words.get(at + 1..).unwrap_or_default();
            let ends = behind
                .iter()
                .position(|word| is_one_of(&ENDINGS, word) || is_one_of(&KECAMATAN, word));
            let longest = ends.unwrap_or(behind.len()).min(MOST_WORDS_OF_A_NAME);
            let names = (1..=longest).rev().filter_map(|length| behind.get(..length));
            found.extend(names.map(|name| name.join(" ")).find_map(|name| find(self, &name)));
        }
        found
    }

    /// The kecamatan that a name or code means.
    pub(crate) fn find_kecamatan(&mut self, text: &str) -> Option<RegionCode> {
        if let Some(known) = self.kecamatan.get(text) {
            return *known;
        }
        let found = self.regions.find_kecamatan(self.regency, text).map(|region| region.code);
        if self.kecamatan.len() >= REMEMBERED {
            self.kecamatan.clear();
        }
        self.kecamatan.insert(text.to_owned(), found);
        found
    }

    /// The kecamatan whose whole name `part` is.
    pub(crate) fn find_kecamatan_exactly(&mut self, part: &str) -> Option<RegionCode> {
        let code = self.find_kecamatan(part)?;
        self.has_as_many_words(code, part).then_some(code)
    }

    fn find_nagari_exactly(&mut self, within: RegionCode, part: &str) -> Option<RegionCode> {
        let code = self.find_nagari(within, part)?;
        self.has_as_many_words(code, part).then_some(code)
    }

    fn has_as_many_words(&self, code: RegionCode, part: &str) -> bool {
        let count = |text: &str| text.split_whitespace().count();
        self.regions.get(code).is_some_and(|region| count(&region.name) == count(part))
    }

    fn find_nagari(&mut self, within: RegionCode, text: &str) -> Option<RegionCode> {
        let key = (within, text.to_owned());
        if let Some(known) = self.nagari.get(&key) {
            return *known;
        }
        let found = self.regions.find_nagari(within, text).map(|region| region.code);
        if self.nagari.len() >= REMEMBERED {
            self.nagari.clear();
        }
        self.nagari.insert(key, found);
        found
    }

    /// A nagari that is not in its kecamatan: in another one, or nowhere.
    fn stranger<'c>(&self, within: RegionCode, value: &'c str) -> BadPlace<'c> {
        let elsewhere =
            within != self.regency && self.regions.find_nagari(self.regency, value).is_some();
        let reason = if elsewhere { Reason::PlaceMismatch } else { Reason::PlaceUnknown };
        BadPlace { reason, value }
    }

    /// The region of a code in the table; a longer code stands for the region of `level` around it.
    fn coded<'c>(&self, text: &'c str, level: Level) -> Result<Option<RegionCode>, &'c str> {
        if text.is_empty() {
            return Ok(None);
        }
        let code = text.parse::<RegionCode>().ok().and_then(|code| code.ancestor(level));
        match code.filter(|code| self.knows(*code)) {
            Some(code) => Ok(Some(code)),
            None => Err(text),
        }
    }
}
