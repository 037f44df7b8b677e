use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::kbli::Kbli;
use super::product::{Phrase, ProductMap};
use super::table::{KbliTable, one_letter_apart};
use super::words::{self, parts};
use crate::lang::{Explain, Lang};

/// How sure a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A hint: the word occurs, and more must be known.
    Low,
    /// Likely, but another code is possible.
    Medium,
    /// What the product is called leaves no other code of this edition.
    High,
}

impl Confidence {
    /// All of them, surest first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// One step less sure.
    const fn lower(self) -> Self {
        match self {
            Self::High => Self::Medium,
            Self::Medium | Self::Low => Self::Low,
        }
    }

    /// In words of `lang`.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::High => lang.pick("tinggi", "high"),
            Self::Medium => lang.pick("sedang", "medium"),
            Self::Low => lang.pick("rendah", "low"),
        }
    }
}

/// Writes `high`, `medium` or `low`.
impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label(Lang::En))
    }
}

impl FromStr for Confidence {
    type Err = UnknownConfidence;

    fn from_str(text: &str) -> Result<Self, UnknownConfidence> {
        Self::ALL
            .into_iter()
            .find(|confidence| {
                [Lang::Id, Lang::En].into_iter().any(|lang| confidence.label(lang) == text)
            })
            .ok_or_else(|| UnknownConfidence(text.to_owned()))
    }
}

/// A text that is no confidence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no confidence")]
pub struct UnknownConfidence(String);

impl Explain for UnknownConfidence {
    fn code(&self) -> &'static str {
        "IKM-CONFIDENCE-UNKNOWN"
    }
    fn indonesian(&self) -> String {
        format!("{:?} bukan tingkat keyakinan", self.0)
    }
    fn hint(&self, lang: Lang) -> String {
        lang.pick("pakai high, medium atau low", "use high, medium or low").to_owned()
    }
}

/// Why a code is suggested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Why {
    /// The product is called so.
    Named(String),
    /// The product is called so when a misspelling is mended: what is written, what is meant.
    Respelt(String, String),
    /// The product mentions this, but as no more than a quality of something else.
    Mentioned(String),
    /// The title of the code has these words.
    Titled(String),
}

impl Why {
    /// In words of `lang`.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Named(phrase) => format!("{} {phrase:?}", lang.pick("produk", "product")),
            Self::Respelt(written, meant) => {
                format!("{written:?} {} {meant:?}", lang.pick("dibaca", "read as"))
            }
            Self::Mentioned(phrase) => {
                format!("{} {phrase:?}", lang.pick("menyebut", "mentions"))
            }
            Self::Titled(words) => {
                format!("{} {words:?}", lang.pick("judul memuat", "title has"))
            }
        }
    }
}

/// A code that a product suggests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The code.
    pub kbli: Kbli,
    /// Its title; none for a code outside the table, such as repair of motorcycles.
    pub title: Option<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Why.
    pub why: Why,
}

/// How many suggestions a person wants to read.
const MOST: usize = 5;

/// More titles than this with the same words tell nothing.
const MOST_TITLES: usize = 3;

/// Suggests KBLI codes for what lists call a product. A person decides.
///
/// ```
/// use ikm_core::classification::{Confidence, Suggester};
/// let suggester = Suggester::kbli2020();
/// let best = |product| suggester.suggest(product).into_iter().next();
/// let crackers = best("Krupuk Udang").expect("a suggestion");
/// assert_eq!((crackers.kbli.code(), crackers.confidence), ("10794", Confidence::High));
/// // Nobody has said where gambir belongs.
/// assert_eq!(best("Gambir").map(|first| first.confidence), Some(Confidence::Low));
/// assert_eq!(best("Toko kelontong"), None);
/// ```
#[derive(Debug)]
pub struct Suggester<'a> {
    table: &'a KbliTable,
    map: &'a ProductMap,
    /// The phrases that begin with a word.
    by_first: HashMap<&'a str, Vec<&'a Phrase>>,
    /// Every word of a phrase.
    vocabulary: HashSet<&'a str>,
    /// The telling words of each title.
    titles: Vec<(Kbli, Vec<String>)>,
    /// The titles that have a word.
    by_title_word: HashMap<String, Vec<usize>>,
}

impl<'a> Suggester<'a> {
    /// The suggester of the shipped table and map. It is made once.
    pub fn kbli2020() -> &'static Suggester<'static> {
        static SUGGESTER: LazyLock<Suggester<'static>> = LazyLock::new(|| {
            Suggester::new(KbliTable::kbli2020_section_c(), ProductMap::kbli2020())
        });
        &SUGGESTER
    }

    /// Makes ready for many products.
    pub fn new(table: &'a KbliTable, map: &'a ProductMap) -> Self {
        let mut by_first: HashMap<&str, Vec<&Phrase>> = HashMap::new();
        let mut vocabulary = HashSet::new();
        for phrase in map.phrases() {
            vocabulary.extend(phrase.words.iter().map(String::as_str));
            if let Some(first) = phrase.words.first() {
                by_first.entry(first).or_default().push(phrase);
            }
        }
        let titles: Vec<(Kbli, Vec<String>)> =
            table.classes().map(|entry| (entry.kbli, words::of_title(&entry.title))).collect();
        let mut by_title_word: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (_, words)) in titles.iter().enumerate() {
            for word in words {
                by_title_word.entry(word.clone()).or_default().push(at);
            }
        }
        Self { table, map, by_first, vocabulary, titles, by_title_word }
    }

    /// The codes that a product suggests, surest first; at most five, each once.
    ///
    /// A text that names several products of different codes is never sure of any.
    pub fn suggest(&self, product: &str) -> Vec<Suggestion> {
        let parts: Vec<Vec<Suggestion>> =
            parts(product).into_iter().map(|words| self.of_one(&words)).collect();
        let best = |part: &Vec<Suggestion>| part.first().map(|first| first.kbli);
        let agree = parts.array_windows().all(|[one, other]| best(one) == best(other));
        let mut all: Vec<Suggestion> = parts.into_iter().flatten().collect();
        if !agree {
            for suggestion in &mut all {
                suggestion.confidence = suggestion.confidence.min(Confidence::Medium);
            }
        }
        all.sort_by_key(|suggestion| std::cmp::Reverse(suggestion.confidence));
        let mut seen = HashSet::new();
        all.retain(|suggestion| seen.insert(suggestion.kbli));
        all.truncate(MOST);
        all
    }

    /// What one product suggests, surest first.
    fn of_one(&self, written: &[String]) -> Vec<Suggestion> {
        if words::is_trade(written) {
            return Vec::new();
        }
        let (words, respelt) = self.mended(written);
        let mut found = self.named(&words, respelt.as_ref());
        if found.iter().all(|suggestion| suggestion.confidence < Confidence::High) {
            found.extend(self.titled(&words));
        }
        found.sort_by_key(|suggestion| std::cmp::Reverse(suggestion.confidence));
        found
    }

    /// The words with the first one mended that is one letter away from just one known word, and
    /// what was mended.
    fn mended(&self, written: &[String]) -> (Vec<String>, Option<(String, String)>) {
        let mut words = written.to_vec();
        for word in &mut words {
            let known = |word: &str| {
                self.vocabulary.contains(word) || self.by_title_word.contains_key(word)
            };
            if known(word) {
                continue;
            }
            let mut near = self.vocabulary.iter().filter(|known| one_letter_apart(known, word));
            if let (Some(meant), None) = (near.next(), near.next()) {
                let mended = (word.clone(), (*meant).to_owned());
                (*meant).clone_into(word);
                return (words, Some(mended));
            }
        }
        (words, None)
    }

    /// What the phrases suggest: those that hold the first word, which in Indonesian is the thing
    /// itself; without one of these, as hints, those that the rest mentions.
    fn named(&self, words: &[String], respelt: Option<&(String, String)>) -> Vec<Suggestion> {
        let Some(head) = words.first() else { return Vec::new() };
        let fits = |phrase: &&&Phrase| phrase.words.iter().all(|word| words.contains(word));
        let mut firsts: Vec<&str> = words.iter().map(String::as_str).collect();
        firsts.sort_unstable();
        firsts.dedup();
        let all: Vec<&Phrase> = firsts
            .iter()
            .filter_map(|first| self.by_first.get(first))
            .flat_map(|phrases| phrases.iter().filter(fits))
            .copied()
            .collect();
        let names_it = |phrase: &&Phrase| phrase.words.contains(head);
        // Of a repair, the thing repaired tells nothing by itself.
        let is_repair = head == words::REPAIR;
        let heads: Vec<&Phrase> = all.iter().copied().filter(|phrase| names_it(phrase)).collect();
        let mentioned = heads.is_empty();
        let phrases = if mentioned { all } else { heads };
        if mentioned && is_repair {
            return Vec::new();
        }
        let longest = phrases.iter().map(|phrase| phrase.words.len()).max().unwrap_or_default();
        let suggestion = |phrase: &Phrase| {
            let name = phrase.words.join(" ");
            let whole = phrase.words.len() >= words.len() || phrase.any_more;
            let (confidence, why) = match respelt {
                _ if mentioned => (Confidence::Low, Why::Mentioned(name)),
                Some((written, meant)) if phrase.words.contains(meant) => (
                    phrase.confidence.min(Confidence::Medium),
                    Why::Respelt(written.clone(), meant.clone()),
                ),
                _ if whole => (phrase.confidence, Why::Named(name)),
                _ => (phrase.confidence.lower(), Why::Named(name)),
            };
            self.suggestion(phrase.kbli, confidence, why)
        };
        let longest = phrases.into_iter().filter(|phrase| phrase.words.len() == longest);
        longest.map(suggestion).collect()
    }

    /// The titles that have the first word, and of whose telling words the product has more than
    /// half, or half and all of its own.
    fn titled(&self, words: &[String]) -> Vec<Suggestion> {
        let Some(head) = words.first().filter(|head| head.as_str() != words::REPAIR) else {
            return Vec::new();
        };
        let at = self.by_title_word.get(head).map(Vec::as_slice).unwrap_or_default();
        let mut hits: Vec<(Kbli, Vec<&str>)> = at
            .iter()
            .filter_map(|at| self.titles.get(*at))
            .filter_map(|(kbli, title)| {
                let common: Vec<&str> =
                    title.iter().filter(|word| words.contains(word)).map(String::as_str).collect();
                let all_words = words.len() > 1 && common.len() == words.len();
                let enough = common.len() * 2 + usize::from(all_words) > title.len();
                enough.then_some((*kbli, common))
            })
            .collect();
        let most = hits.iter().map(|(_, common)| common.len()).max().unwrap_or_default();
        hits.retain(|(_, common)| common.len() == most);
        if hits.len() > MOST_TITLES {
            return Vec::new();
        }
        hits.into_iter()
            .map(|(kbli, common)| {
                self.suggestion(kbli, Confidence::Low, Why::Titled(common.join(" ")))
            })
            .collect()
    }

    fn suggestion(&self, kbli: Kbli, confidence: Confidence, why: Why) -> Suggestion {
        let title = self.table.title(kbli).map(str::to_owned);
        Suggestion { kbli, title, confidence, why }
    }

    /// The map of products that it goes by.
    pub const fn map(&self) -> &'a ProductMap {
        self.map
    }
}
