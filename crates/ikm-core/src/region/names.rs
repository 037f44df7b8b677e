//! Finding a region by its name as people write it.
//!
//! A name is folded into a key in which spellings that mean the same coincide: numbers become
//! digits, Minangkabau word endings the Indonesian ones, and case, marks and blanks go. All keys
//! stand in a hash table, so that a hit costs one look-up however many regions there are; only a
//! miss compares letters, and only within the region that was asked for.

use std::collections::HashMap;
use std::ops::Range;

use super::code::{Level, RegionCode};
use super::table::Region;

/// The names of all regions of one level.
#[derive(Clone, Debug)]
pub(super) struct NameIndex {
    level: Level,
    /// In the order of their codes, so that those within a region lie together.
    entries: Vec<Entry>,
    /// The entries that a whole name means.
    full: HashMap<String, Vec<usize>>,
    /// The entries that a name begins with, or for a kecamatan also ends with.
    partial: HashMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Entry {
    code: RegionCode,
    name: String,
    folded: Vec<String>,
    letters: u32,
}

impl NameIndex {
    pub(super) fn build(level: Level, regions: &[Region]) -> Self {
        let mut index =
            Self { level, entries: Vec::new(), full: HashMap::new(), partial: HashMap::new() };
        for region in regions.iter().filter(|region| region.code.level() == level) {
            index.add(region);
        }
        index
    }

    fn add(&mut self, region: &Region) {
        let at = self.entries.len();
        let insert = |map: &mut HashMap<String, Vec<usize>>, key: String| {
            let entries = map.entry(key).or_default();
            if entries.last() != Some(&at) {
                entries.push(at);
            }
        };
        let plain = words(&region.name, self.level);
        let folded: Vec<String> = plain.iter().map(|word| fold(word)).collect();
        insert(&mut self.full, region.name.clone());
        insert(&mut self.full, folded.concat());
        for form in joined_forms(&plain) {
            insert(&mut self.full, form);
        }
        for cut in 1..folded.len() {
            let (head, tail) = folded.split_at(cut);
            insert(&mut self.partial, head.concat());
            if self.level == Level::Kecamatan {
                insert(&mut self.partial, tail.concat());
            }
        }
        let letters = letters(&folded);
        self.entries.push(Entry { code: region.code, name: region.name.clone(), folded, letters });
    }

    /// The one region within `within` that `text` means.
    pub(super) fn find(&self, within: RegionCode, text: &str) -> Option<RegionCode> {
        let scope = self.scope(within);
        if let Some(code) = self.only(&self.full, &scope, text) {
            return Some(code);
        }
        let plain = words(text, self.level);
        let folded: Vec<String> = plain.iter().map(|word| fold(word)).collect();
        let key = folded.concat();
        if key.is_empty() {
            return None;
        }
        let hits = hits(&self.full, &scope, &key);
        if let [_, _, ..] = hits {
            let same = self.same_words(hits, &plain);
            return same.or_else(|| self.same_kind(hits, text));
        }
        if let [hit] = hits {
            return self.entries.get(*hit).map(|entry| entry.code);
        }
        match hits_or_none(&self.partial, &scope, &key) {
            // One word of a longer name is too little to tell it by.
            Some(_) if folded.len() < 2 => None,
            Some(_) => self.only(&self.partial, &scope, &key),
            None => self.nearest(scope, &folded),
        }
    }

    /// Every region whose whole name `text` is, in the order of their codes.
    pub(super) fn all(&self, text: &str) -> Vec<RegionCode> {
        let folded: Vec<String> = words(text, self.level).iter().map(|word| fold(word)).collect();
        let hits = self.full.get(&folded.concat()).map(Vec::as_slice).unwrap_or_default();
        hits.iter().filter_map(|hit| self.entries.get(*hit)).map(|entry| entry.code).collect()
    }

    fn scope(&self, within: RegionCode) -> Range<usize> {
        let start = self.entries.partition_point(|entry| entry.code < within);
        let inside = self.entries.get(start..).unwrap_or_default();
        start..start + inside.partition_point(|entry| within.contains(entry.code))
    }

    fn only(
        &self,
        map: &HashMap<String, Vec<usize>>,
        scope: &Range<usize>,
        key: &str,
    ) -> Option<RegionCode> {
        match hits(map, scope, key) {
            [hit] => self.entries.get(*hit).map(|entry| entry.code),
            _ => None,
        }
    }

    /// Of several names with one key, the one that is written in the same words.
    fn same_words(&self, hits: &[usize], plain: &[String]) -> Option<RegionCode> {
        let mut same = hits
            .iter()
            .filter_map(|hit| self.entries.get(*hit))
            .filter(|entry| words(&entry.name, self.level) == plain);
        same.next().filter(|_| same.next().is_none()).map(|entry| entry.code)
    }

    /// Of several villages with one name, the one that is of the kind that `text` begins with: a town
    /// (*kelurahan*) and the village (*desa*) that it grew out of often share theirs.
    fn same_kind(&self, hits: &[usize], text: &str) -> Option<RegionCode> {
        let lower = text.to_lowercase();
        let first = lower.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        let is_town = match first {
            Some("kelurahan" | "kel") => true,
            Some("desa" | "ds" | "nagari" | "nag") => false,
            _ => return None,
        };
        let entries = hits.iter().filter_map(|hit| self.entries.get(*hit));
        let mut same = entries.filter(|entry| entry.code.is_town() == is_town);
        same.next().filter(|_| same.next().is_none()).map(|entry| entry.code)
    }

    /// The name with the fewest misspellings, when no other has as few.
    fn nearest(&self, scope: Range<usize>, folded: &[String]) -> Option<RegionCode> {
        let letters = letters(folded);
        let mut best: Option<(usize, RegionCode)> = None;
        let mut tied = false;
        for entry in self.entries.get(scope).unwrap_or_default() {
            // One edit changes at most two letters; most names differ by more and are done with.
            if (entry.letters ^ letters).count_ones() > 4 {
                continue;
            }
            let Some(distance) = misspelling(&entry.folded, folded) else { continue };
            match best {
                Some((fewest, _)) if distance > fewest => {}
                Some((fewest, _)) if distance == fewest => tied = true,
                _ => (best, tied) = (Some((distance, entry.code)), false),
            }
        }
        best.filter(|_| !tied).map(|(_, code)| code)
    }
}

/// In how many letters two names differ, when they can be the same: one letter a word and two in
/// all, none in a short word or a number, and never the first.
fn misspelling(official: &[String], written: &[String]) -> Option<usize> {
    let in_word = |official: &str, written: &str| -> Option<usize> {
        if official == written {
            return Some(0);
        }
        let long = official.len().min(written.len()) >= 5;
        let same_start = official.chars().next() == written.chars().next();
        if !long || !same_start || digits(official) != digits(written) {
            return None;
        }
        Some(strsim::osa_distance(official, written)).filter(|distance| *distance <= 1)
    };
    if official.len() != written.len() {
        // Words were joined or parted; a single letter stands for a word that nobody can know.
        if written.iter().any(|word| word.chars().count() < 2) {
            return None;
        }
        return in_word(&official.concat(), &written.concat());
    }
    let words = official.iter().zip(written);
    let distance: usize = words.map(|(a, b)| in_word(a, b)).sum::<Option<usize>>()?;
    (distance <= 2).then_some(distance)
}

/// The letters that occur, one bit for each from a to z.
fn letters(folded: &[String]) -> u32 {
    let letters = folded.iter().flat_map(|word| word.bytes()).filter(u8::is_ascii_lowercase);
    letters.fold(0, |set, letter| set | 1 << (letter - b'a'))
}

/// `Koto VIII` is no misspelling of `Koto VII`, so digits must agree.
fn digits(text: &str) -> Vec<u8> {
    text.bytes().filter(u8::is_ascii_digit).collect()
}

/// The entries under `key` that lie in `scope`.
fn hits<'a>(map: &'a HashMap<String, Vec<usize>>, scope: &Range<usize>, key: &str) -> &'a [usize] {
    let all = map.get(key).map(Vec::as_slice).unwrap_or_default();
    let start = all.partition_point(|at| *at < scope.start);
    let end = all.partition_point(|at| *at < scope.end);
    all.get(start..end).unwrap_or_default()
}

fn hits_or_none<'a>(
    map: &'a HashMap<String, Vec<usize>>,
    scope: &Range<usize>,
    key: &str,
) -> Option<&'a [usize]> {
    Some(hits(map, scope, key)).filter(|hits| !hits.is_empty())
}

/// The name of a regency or a city, parted into its kind and the rest.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RegencyName {
    /// Whether it is a city; unknown where the text does not say its kind.
    is_city: Option<bool>,
    key: String,
}

impl RegencyName {
    pub(super) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let mut words: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let is_city = match words.first() {
            Some(&("kabupaten" | "kab")) => Some(false),
            Some(&("kota" | "kotamadya" | "kodya")) if words.len() > 1 => Some(true),
            _ => None,
        };
        if is_city.is_some() {
            words.remove(0);
        }
        Self { is_city, key: words.into_iter().map(fold).collect() }
    }

    /// Whether this, as somebody wrote it, is the official name `other`.
    pub(super) fn fits(&self, other: &Self) -> bool {
        let same_kind = self.is_city.is_none() || self.is_city == other.is_city;
        same_kind && !self.key.is_empty() && self.key == other.key
    }
}

/// The words of `text` in lower case, without the words for a level around the name.
fn words(text: &str, level: Level) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_kecamatan = |word: &&str| matches!(*word, "kec" | "kecamatan");
    if level == Level::Kecamatan
        && let Some(at) = words.iter().position(is_kecamatan)
        && at + 1 < words.len()
    {
        words.drain(..=at);
    }
    let is_larger = |word: &&str| {
        matches!(*word, "kab" | "kabupaten" | "prov" | "provinsi") || is_kecamatan(word)
    };
    if let Some(at) = words.iter().skip(1).position(is_larger) {
        words.truncate(at + 1);
    }
    let is_prefix = |word: &str| {
        matches!(
            word,
            "nagari" | "nag" | "kenagarian" | "kanagarian" | "desa" | "kelurahan" | "kel"
        )
    };
    if words.len() > 1 && words.first().is_some_and(|word| is_prefix(word)) {
        words.remove(0);
    }
    words.into_iter().map(str::to_owned).collect()
}

/// The names of the numbers that stand in names of places, Indonesian and Minangkabau.
const NUMBERS: [(u8, &str, &[&str]); 12] = [
    (1, "i", &["satu", "ciek"]),
    (2, "ii", &["dua", "duo"]),
    (3, "iii", &["tiga", "tigo"]),
    (4, "iv", &["empat", "ampek"]),
    (5, "v", &["lima", "limo"]),
    (6, "vi", &["enam", "anam"]),
    (7, "vii", &["tujuh", "tujuah"]),
    (8, "viii", &["delapan", "lapan", "salapan"]),
    (9, "ix", &["sembilan", "sambilan"]),
    (10, "x", &["sepuluh", "sapuluah"]),
    (11, "xi", &["sebelas", "sabaleh"]),
    (12, "xii", &[]),
];

/// Words that Minangkabau writes otherwise than by the endings below.
const WORDS: [(&str, &str); 13] = [
    ("aia", "air"),
    ("aie", "air"),
    ("ayie", "air"),
    ("bukik", "bukit"),
    ("hilia", "hilir"),
    ("hilie", "hilir"),
    ("inderapura", "indrapura"),
    ("kaciak", "kecil"),
    ("pasia", "pasir"),
    ("taluak", "teluk"),
    ("taluk", "teluk"),
    ("tangah", "tengah"),
    ("tluk", "teluk"),
];

/// Endings of Minangkabau words and what Indonesian has in their place: *mudiak*, *mudik*.
const ENDINGS: [(&str, &str); 5] =
    [("iak", "ik"), ("iek", "ik"), ("uak", "uk"), ("uang", "ung"), ("o", "a")];

fn number(word: &str) -> Option<String> {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return Some(word.trim_start_matches('0').to_owned());
    }
    NUMBERS
        .iter()
        .find(|(_, roman, names)| *roman == word || names.contains(&word))
        .map(|(value, _, _)| value.to_string())
}

/// The form of a lower-case word in which its spellings coincide.
fn fold(word: &str) -> String {
    if let Some(number) = number(word) {
        return number;
    }
    if let Some((_, indonesian)) = WORDS.iter().find(|(minangkabau, _)| *minangkabau == word) {
        return (*indonesian).to_owned();
    }
    let ended = ENDINGS.iter().find_map(|(minangkabau, indonesian)| {
        let stem = word.strip_suffix(minangkabau).filter(|stem| !stem.is_empty())?;
        Some(format!("{stem}{indonesian}"))
    });
    ended.unwrap_or_else(|| word.to_owned())
}

/// The keys of a name that is written in one word, `IVJurai`, with its number in each form.
fn joined_forms(plain: &[String]) -> Vec<String> {
    let whole = |words: &[&str]| fold(&words.concat());
    let words: Vec<&str> = plain.iter().map(String::as_str).collect();
    let mut forms = vec![whole(&words)];
    let numbered = words.iter().enumerate().find_map(|(at, word)| {
        let value = number(word)?;
        NUMBERS.iter().find(|(known, _, _)| known.to_string() == value).map(|known| (at, known))
    });
    if let Some((at, (value, roman, names))) = numbered {
        let digits = value.to_string();
        for form in [digits.as_str(), roman].iter().chain(*names) {
            let mut spelt = words.clone();
            if let Some(word) = spelt.get_mut(at) {
                *word = form;
            }
            forms.push(whole(&spelt));
        }
    }
    forms
}
