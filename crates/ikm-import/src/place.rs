//! Where an IKM is, from codes, names in any spelling, or an address.

use std::collections::HashMap;

use ikm_core::region::{Level, RegionCode, RegionError, Regions};

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
    pub(crate) regency: &'a str,
    pub(crate) kecamatan_code: &'a str,
    pub(crate) kecamatan: &'a str,
    pub(crate) nagari_code: &'a str,
    pub(crate) nagari: &'a str,
}

/// Where a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Located {
    /// The regency that the row names, where nothing smaller is known.
    pub(crate) regency: Option<RegionCode>,
    pub(crate) kecamatan: Option<RegionCode>,
    pub(crate) nagari: Option<RegionCode>,
    /// The code of the kecamatan is that of another than its name, or lies in another regency.
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
    /// The regency of the association, in which a place lies whose row does not say another.
    home: RegionCode,
    regency: HashMap<String, Option<RegionCode>>,
    kecamatan: Memory,
    nagari: Memory,
}

/// What the spellings of places were found to mean, by the region in which they were looked for.
#[derive(Default)]
struct Memory(HashMap<RegionCode, HashMap<String, Option<RegionCode>>>);

impl Memory {
    fn find(
        &mut self,
        within: RegionCode,
        text: &str,
        find: impl FnOnce() -> Option<RegionCode>,
    ) -> Option<RegionCode> {
        if let Some(known) = self.0.get(&within).and_then(|spellings| spellings.get(text)) {
            return *known;
        }
        let found = find();
        let spellings = self.0.entry(within).or_default();
        if spellings.len() >= REMEMBERED {
            spellings.clear();
        }
        spellings.insert(text.to_owned(), found);
        found
    }
}

impl<'a> Places<'a> {
    pub(crate) fn new(regions: &'a Regions, regency: RegionCode) -> Self {
        Self {
            regions,
            home: regency,
            regency: HashMap::new(),
            kecamatan: Memory::default(),
            nagari: Memory::default(),
        }
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
        let by_code = self.coded(cells.kecamatan_code, Level::Kecamatan)?;
        let by_nagari_code = self.coded(cells.nagari_code, Level::Nagari)?;
        // A code says in which regency its row is, whatever else the row says.
        let coded = by_code.or(by_nagari_code).and_then(|code| code.ancestor(Level::Regency));
        let named = self.regency_of(cells, coded.is_some())?;
        let regency = coded.or(named).unwrap_or(self.home);
        let by_name = match cells.kecamatan {
            "" => None,
            name => Some(
                self.kecamatan_in(regency, name)
                    .ok_or_else(|| self.nowhere(Level::Kecamatan, regency, name))?,
            ),
        };
        let of_section =
            section.filter(|code| cells.nagari_code.is_empty() && regency.contains(*code));
        let kecamatan = by_code.or(by_name).or(of_section);
        let nagari = match by_nagari_code {
            Some(code) => Some((code, cells.nagari_code)),
            None if cells.nagari.is_empty() => None,
            None => {
                let within = kecamatan.unwrap_or(regency);
                let found = self.find_nagari(within, cells.nagari);
                let found = found.ok_or_else(|| self.stranger(within, cells.nagari))?;
                Some((found, cells.nagari))
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
        let other_name = by_code.is_some() && by_name.is_some() && by_code != by_name;
        let other_regency = coded.is_some() && named.is_some() && coded != named;
        let disagrees = other_name || other_regency;
        Ok(Located { regency: Some(regency), kecamatan, nagari, disagrees })
    }

    /// Where a row is that says which IKM it is, and of its place no more than the regency.
    pub(crate) fn locate_by_regency<'c>(
        &mut self,
        cells: PlaceCells<'c>,
    ) -> Result<Located, BadPlace<'c>> {
        Ok(Located { regency: self.regency_of(cells, false)?, ..Located::default() })
    }

    /// The regency that a row names, which a row with a code need not do rightly.
    fn regency_of<'c>(
        &mut self,
        cells: PlaceCells<'c>,
        has_code: bool,
    ) -> Result<Option<RegionCode>, BadPlace<'c>> {
        if cells.regency.is_empty() {
            return Ok(None);
        }
        let text = cells.regency;
        let found = self.regency.get(text).copied().unwrap_or_else(|| {
            let found = self.regions.find_regency(text).map(|region| region.code);
            if self.regency.len() >= REMEMBERED {
                self.regency.clear();
            }
            self.regency.insert(text.to_owned(), found);
            found
        });
        if found.is_none() && !has_code {
            return Err(BadPlace { reason: Reason::RegencyUnknown, value: text });
        }
        Ok(found)
    }

    /// Where a row is whose list has no column for a smaller place than the regency.
    pub(crate) fn locate_by_address<'c>(
        &mut self,
        cells: PlaceCells<'c>,
        address: &str,
        section: Option<RegionCode>,
    ) -> Result<Located, BadPlace<'c>> {
        let regency = self.regency_of(cells, false)?.unwrap_or(self.home);
        let mut located = self.locate_in_address(regency, address);
        let of_section = section.filter(|code| regency.contains(*code));
        located.kecamatan = located.kecamatan.or(of_section);
        Ok(located)
    }

    /// Where an address says it is, as far as it says. Of its parts only those are trusted that say
    /// what they are (`Kec. Bayang`, `Nagari Painan`) or that are the whole name of a place and not
    /// the first part: a street may well be called Bayang.
    fn locate_in_address(&mut self, regency: RegionCode, address: &str) -> Located {
        let parts: Vec<&str> = address
            .split([',', ';', '\n', '/'])
            .flat_map(|part| part.split(" - "))
            .map(str::trim)
            .filter(|part| part.len() > 2)
            .collect();
        let kecamatan = self.kecamatan_behind(regency, address).first().copied().or_else(|| {
            parts.iter().rev().find_map(|part| self.kecamatan_exactly_in(regency, part))
        });
        let within = kecamatan.unwrap_or(regency);
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
        Located { regency: Some(regency), kecamatan, nagari, disagrees: false }
    }

    /// The kecamatan that stand behind the word for it, somewhere in a text.
    pub(crate) fn kecamatan_named_in(&mut self, text: &str) -> Vec<RegionCode> {
        self.kecamatan_behind(self.home, text)
    }

    fn kecamatan_behind(&mut self, regency: RegionCode, text: &str) -> Vec<RegionCode> {
        self.named_behind(text, &KECAMATAN, |places, name| places.kecamatan_in(regency, name))
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

    /// The kecamatan of the association's regency that a name or code means.
    pub(crate) fn find_kecamatan(&mut self, text: &str) -> Option<RegionCode> {
        self.kecamatan_in(self.home, text)
    }

    fn kecamatan_in(&mut self, regency: RegionCode, text: &str) -> Option<RegionCode> {
        let regions = self.regions;
        let find = || regions.find_kecamatan(regency, text).map(|region| region.code);
        self.kecamatan.find(regency, text, find)
    }

    /// The kecamatan of the association's regency whose whole name `part` is.
    pub(crate) fn find_kecamatan_exactly(&mut self, part: &str) -> Option<RegionCode> {
        self.kecamatan_exactly_in(self.home, part)
    }

    fn kecamatan_exactly_in(&mut self, regency: RegionCode, part: &str) -> Option<RegionCode> {
        let code = self.kecamatan_in(regency, part)?;
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
        let regions = self.regions;
        let find = || regions.find_nagari(within, text).map(|region| region.code);
        self.nagari.find(within, text, find)
    }

    /// A nagari that is not one in its kecamatan: it may be two there, or in another one, or nowhere.
    fn stranger<'c>(&self, within: RegionCode, value: &'c str) -> BadPlace<'c> {
        let here = candidates(self.regions, Level::Nagari, value, |code| within.contains(code));
        if let [Some(_), ..] = here {
            return BadPlace { reason: Reason::PlaceAmbiguous(here), value };
        }
        let regency = within.ancestor(Level::Regency).unwrap_or(self.home);
        let beside = within != regency && self.regions.find_nagari(regency, value).is_some();
        if beside {
            return BadPlace { reason: Reason::PlaceMismatch, value };
        }
        self.nowhere(Level::Nagari, regency, value)
    }

    /// A place that its regency does not have. Where others have one of that name, which of them is
    /// meant only a code or a regency can say.
    fn nowhere<'c>(&self, level: Level, regency: RegionCode, value: &'c str) -> BadPlace<'c> {
        let reason = match candidates(self.regions, level, value, |code| !regency.contains(code)) {
            [None, ..] => Reason::PlaceUnknown,
            elsewhere => Reason::PlaceElsewhere(elsewhere),
        };
        BadPlace { reason, value }
    }

    /// The region of a code in the table; a longer code stands for the region of `level` around it.
    fn coded<'c>(&self, text: &'c str, level: Level) -> Result<Option<RegionCode>, BadPlace<'c>> {
        if text.is_empty() {
            return Ok(None);
        }
        let reason = match text.parse::<RegionCode>() {
            Ok(code) => match code.ancestor(level).filter(|code| self.knows(*code)) {
                Some(code) => return Ok(Some(code)),
                None => Reason::PlaceUnknown,
            },
            Err(RegionError::Bps(_)) => Reason::PlaceOfBps,
            Err(_) => Reason::PlaceUnknown,
        };
        Err(BadPlace { reason, value: text })
    }
}

/// The first places of a level whose name `text` is, among those that `fits` lets pass.
fn candidates(
    regions: &Regions,
    level: Level,
    text: &str,
    fits: impl Fn(RegionCode) -> bool,
) -> [Option<RegionCode>; 3] {
    let named = regions.all_named(level, text);
    let mut codes = named.into_iter().map(|region| region.code).filter(|code| fits(*code));
    [codes.next(), codes.next(), codes.next()]
}
