//! Words that are spelt nearly alike: what a search forgives.

/// Old spellings and the ones that took their place.
const OLD_SPELLINGS: [(&str, &str); 8] = [
    ("dj", "j"),
    ("tj", "c"),
    ("nj", "ny"),
    ("sj", "s"),
    ("sy", "s"),
    ("oe", "u"),
    ("ch", "h"),
    ("kh", "h"),
];

/// A folded word without the old spellings: `djoesoef` and `yusuf` are one. What was `j` is `y` now,
/// so both are written `j`. Each letter is read once: what a spelling becomes is not read again.
fn spelt(word: &str) -> String {
    let mut spelt = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let old = OLD_SPELLINGS.iter().find(|(old, _)| rest.starts_with(old));
        let length = if let Some((old, new)) = old {
            spelt.push_str(new);
            old.len()
        } else {
            spelt.push(letter);
            letter.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    spelt.replace('y', "j")
}

/// Whether two folded words are spelt nearly alike: alike but for an old spelling, or with the same
/// first letter and one letter wrong, missing, too many or exchanged, in a word of eight letters or
/// more two. Short words and numbers must be right.
///
/// ```
/// use ikm_core::registry::is_near_word;
/// assert!(is_near_word("randang", "rendang"));
/// assert!(is_near_word("djoesoef", "yusuf"));
/// assert!(is_near_word("kerpiik", "keripik"));
/// assert!(!is_near_word("rendang", "sendang"));
/// assert!(!is_near_word("1391", "1392"));
/// ```
pub fn is_near_word(wanted: &str, word: &str) -> bool {
    if [wanted, word].iter().any(|text| text.chars().any(|c| !c.is_alphabetic())) {
        return wanted == word;
    }
    let (wanted, word) = (spelt(wanted), spelt(word));
    let wrong = match wanted.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    // Letters that are missing are wrong ones, so most words need not be compared.
    wanted == word
        || wanted.chars().next() == word.chars().next()
            && wanted.chars().count().abs_diff(word.chars().count()) <= wrong
            && strsim::osa_distance(&wanted, &word) <= wrong
}

/// How every word begins that [`is_near_word`] takes for the folded word `wanted`.
pub fn near_beginnings(wanted: &str) -> Vec<String> {
    let Some(first) = spelt(wanted).chars().next() else { return Vec::new() };
    let beginnings: &[&str] = match first {
        'j' => &["j", "y", "dj"],
        'c' => &["c", "tj"],
        'h' => &["h", "ch", "kh"],
        'u' => &["u", "oe"],
        other => return vec![other.to_string()],
    };
    beginnings.iter().map(ToString::to_string).collect()
}
