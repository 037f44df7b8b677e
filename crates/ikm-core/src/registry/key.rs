//! Comparison keys: what two spellings of one name have in common.

use std::borrow::Cow;

/// Words in front of or behind a name that say what kind of firm it is, not which.
const FIRM_WORDS: [&str; 15] = [
    "pt",
    "cv",
    "ud",
    "pd",
    "fa",
    "firma",
    "ikm",
    "ukm",
    "umkm",
    "usaha dagang",
    "usaha",
    "industri rumah tangga",
    "home industry",
    "kelompok usaha",
    "kelompok",
];

/// The key by which two names are compared: lower case, diacritics and punctuation folded, words
/// such as PT, CV, UD, IKM and Usaha dropped, spaces collapsed.
///
/// A name of nothing but such words keeps them.
///
/// ```
/// use ikm_core::registry::name_key;
/// assert_eq!(name_key("CV. Rendang  Uni-Mar"), "rendang uni mar");
/// assert_eq!(name_key("P.T. Rendang Uni Mar"), name_key("RENDANG UNI MAR, PT"));
/// assert_eq!(name_key("Usaha"), "usaha");
/// ```
pub fn name_key(name: &str) -> String {
    let folded = fold(name);
    let mut words: &str = &folded;
    loop {
        let shorter = without_firm_word(words);
        if shorter.is_empty() || shorter.len() == words.len() {
            break;
        }
        words = shorter;
    }
    words.to_owned()
}

/// `words` without one firm word at either end; `P.T.` has become two words, `p t`.
fn without_firm_word(words: &str) -> &str {
    for word in FIRM_WORDS {
        for pattern in [word, spaced(word)] {
            if pattern.is_empty() {
                continue;
            }
            if let Some(rest) = words.strip_prefix(pattern)
                && (rest.is_empty() || rest.starts_with(' '))
            {
                return rest.trim_start();
            }
            if let Some(rest) = words.strip_suffix(pattern)
                && (rest.is_empty() || rest.ends_with(' '))
            {
                return rest.trim_end();
            }
        }
    }
    words
}

fn spaced(word: &str) -> &'static str {
    match word {
        "pt" => "p t",
        "cv" => "c v",
        "ud" => "u d",
        "pd" => "p d",
        _ => "",
    }
}

/// A text as it is searched for: lower case, letters without their marks, everything else one space
/// between words.
///
/// ```
/// # use ikm_core::registry::fold;
/// assert_eq!(fold("CV. Sédap  Ma'ruf (Uni-Mar)"), "cv sedap maruf uni mar");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        // An apostrophe stands inside a word: Ma'ruf and Maruf are one name.
        if matches!(c, '\'' | '’' | '‘' | '`') {
            continue;
        }
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        // Nearly every letter is plain, and an import folds millions.
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        if let Some(plain) = unmarked(c) {
            out.push_str(plain);
            continue;
        }
        for lower in c.to_lowercase() {
            // Some capitals, such as the sign for angstrom, carry a mark only in lower case.
            match unmarked(lower) {
                Some(plain) => out.push_str(plain),
                None => out.push(lower),
            }
        }
    }
    out
}

/// The plain letters of a Latin letter with a mark; `None` for every other character.
fn unmarked(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ð' | 'ð' | 'Ď'..='đ' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "e",
        'Ĝ'..='ģ' => "g",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "i",
        'Ñ' | 'ñ' | 'Ń'..='ň' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => "o",
        'Ś'..='š' => "s",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => "u",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'Ź'..='ž' => "z",
        _ => return None,
    })
}

/// The sound of a name, short and blind to vowels, doubled letters, old spellings and the order
/// of the words: a key under which misspelt names still meet.
///
/// ```
/// # use ikm_core::registry::sound_key;
/// assert_eq!(sound_key("Djoesoef Achmad"), sound_key("Ahmad Yusuf"));
/// ```
pub fn sound_key(name: &str) -> String {
    let key = name_key(name);
    let mut words: Vec<String> = key.split(' ').map(word_sound).filter(|w| !w.is_empty()).collect();
    words.sort_unstable();
    short(words.join(" "))
}

fn short(mut sound: String) -> String {
    if let Some((end, _)) = sound.char_indices().nth(16) {
        sound.truncate(end);
    }
    sound
}

/// Adds a folded word in one spelling: old spellings, doubled letters and the letters that clerks take
/// for one another are gone, and the vowels stay.
pub(super) fn push_plain(word: &str, out: &mut String) {
    let word = one_spelling(word);
    let begin = out.len();
    let ends_in_y = word.len() > 1 && word.ends_with('y');
    let last = word.len() - usize::from(ends_in_y);
    for c in word.get(..last).unwrap_or_default().chars().map(one_letter) {
        if c.is_ascii_digit() || out.len() == begin || !out.ends_with(c) {
            out.push(c);
        }
    }
    if ends_in_y && (out.len() == begin || !out.ends_with('i')) {
        out.push('i');
    }
}

/// The letter that stands for the ones that sound like it.
const fn one_letter(c: char) -> char {
    match c {
        'q' => 'k',
        'z' => 's',
        'v' | 'p' => 'f',
        'y' => 'j',
        other => other,
    }
}

fn one_spelling(word: &str) -> Cow<'_, str> {
    // Every spelling below has an x, or one of these pairs; most words have none, and an import asks
    // for millions.
    let pair = |pair: &[u8]| matches!(pair, [_, b'j' | b'h' | b'y'] | b"oe");
    let bytes = word.as_bytes();
    if !bytes.contains(&b'x') && !bytes.windows(2).any(pair) {
        return Cow::Borrowed(word);
    }
    let mut word = word.to_owned();
    for (from, to) in SAME_SOUND {
        if word.contains(from) {
            word = word.replace(from, to);
        }
    }
    Cow::Owned(word)
}

/// Old spellings and the letters that Indonesian clerks take for one another.
const SAME_SOUND: [(&str, &str); 13] = [
    ("dj", "j"),
    ("tj", "c"),
    ("oe", "u"),
    ("ch", "h"),
    ("kh", "h"),
    ("sy", "s"),
    ("sj", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("nj", "n"),
    ("ny", "n"),
    ("x", "ks"),
];

pub(super) fn word_sound(word: &str) -> String {
    let word = one_spelling(word);
    let mut out = String::with_capacity(word.len());
    // A y at the end is an i.
    for (i, c) in word.trim_end_matches('y').chars().enumerate() {
        let sound = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'h' if i > 0 => continue,
            other => one_letter(other),
        };
        if !out.ends_with(sound) {
            out.push(sound);
        }
    }
    out
}
