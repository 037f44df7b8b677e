//! What hands, eyes and habits make of a text.

use crate::dice::Dice;

/// What stands beside a letter on the keyboard.
const BESIDE: [(char, &str); 26] = [
    ('a', "sqz"),
    ('b', "vgn"),
    ('c', "xvd"),
    ('d', "sfe"),
    ('e', "wrd"),
    ('f', "dgr"),
    ('g', "fht"),
    ('h', "gjy"),
    ('i', "uok"),
    ('j', "hku"),
    ('k', "jli"),
    ('l', "ko"),
    ('m', "nk"),
    ('n', "mbh"),
    ('o', "ipl"),
    ('p', "ol"),
    ('q', "wa"),
    ('r', "etf"),
    ('s', "adw"),
    ('t', "ryg"),
    ('u', "yij"),
    ('v', "cbf"),
    ('w', "qes"),
    ('x', "zcs"),
    ('y', "tuh"),
    ('z', "xa"),
];

/// What a scanner takes one letter for.
const SCANNED: [(&str, &str); 14] = [
    ("rn", "m"),
    ("m", "rn"),
    ("l", "1"),
    ("i", "l"),
    ("o", "0"),
    ("u", "v"),
    ("e", "c"),
    ("h", "b"),
    ("s", "5"),
    ("b", "8"),
    ("g", "q"),
    ("cl", "d"),
    ("n", "ri"),
    ("t", "f"),
];

/// Today's spelling and that of before 1972, or another in use.
const OLD: [(&str, &str); 8] = [
    ("sy", "sj"),
    ("j", "dj"),
    ("c", "tj"),
    ("y", "j"),
    ("u", "oe"),
    ("kh", "ch"),
    ("f", "ph"),
    ("z", "s"),
];

/// `text` with one slip of the pen, of the finger or of a scanner in a word of some length.
pub(super) fn slip(dice: &mut Dice, text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let inside: Vec<usize> = (1..letters.len())
        .filter(|at| letters.get(*at).is_some_and(char::is_ascii_alphabetic))
        .collect();
    let at = dice.pick(&inside);
    if at == 0 {
        return text.to_owned();
    }
    let (head, tail) =
        (letters.get(..at).unwrap_or_default(), letters.get(at..).unwrap_or_default());
    let Some((here, rest)) = tail.split_first() else { return text.to_owned() };
    let join = |middle: &str, rest: &[char]| -> String {
        head.iter().copied().chain(middle.chars()).chain(rest.iter().copied()).collect()
    };
    match dice.below(10) {
        0..3 => {
            let beside = BESIDE.iter().find(|(key, _)| *key == here.to_ascii_lowercase());
            let keys: Vec<char> =
                beside.map(|(_, keys)| keys.chars().collect()).unwrap_or_default();
            join(&dice.pick(&keys).to_string(), rest)
        }
        3..5 => join("", rest),
        5..7 => join(&format!("{here}{}", here.to_ascii_lowercase()), rest),
        7 => match rest.split_first() {
            Some((next, rest)) if next.is_ascii_alphabetic() => {
                join(&format!("{next}{here}"), rest)
            }
            _ => join("", rest),
        },
        _ => scanned(dice, text),
    }
}

fn scanned(dice: &mut Dice, text: &str) -> String {
    let first = dice.below(14);
    let length = u32::try_from(SCANNED.len()).unwrap_or_default();
    (0..length)
        .find_map(|step| {
            let (from, to) = at(&SCANNED, (first + step) % length)?;
            // Not the first letter, which is large.
            let found = text
                .char_indices()
                .skip(1)
                .find(|(i, _)| text.get(*i..).is_some_and(|rest| rest.starts_with(from)));
            let (i, _) = found?;
            let (head, tail) = text.split_at(i);
            Some(format!("{head}{}", tail.replacen(from, to, 1)))
        })
        .unwrap_or_else(|| text.to_owned())
}

/// `text` with one spelling turned into an old one, each time that it comes; else Helmi as Helmy.
pub(super) fn old_spelling(dice: &mut Dice, text: &str) -> String {
    let length = u32::try_from(OLD.len()).unwrap_or_default();
    let start = dice.below(length);
    for step in 0..length {
        let Some((new, old)) = at(&OLD, (start + step) % length) else { continue };
        let capital = capitalised(new);
        if text.contains(new) || text.contains(&capital) {
            return text.replace(&capital, &capitalised(old)).replace(new, old);
        }
    }
    text.strip_suffix('i').map_or_else(|| text.to_owned(), |stem| format!("{stem}y"))
}

pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

/// The words of `text` in another order.
pub(super) fn turned(dice: &mut Dice, text: &str) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    if words.len() > 2 && dice.chance(50) {
        words.rotate_left(1);
    } else {
        words.reverse();
    }
    words.join(" ")
}

/// `number` with one digit wrong, or two neighbours exchanged, from the digit at `from` on.
pub(super) fn wrong_digit(dice: &mut Dice, number: &str, from: usize) -> String {
    let mut digits: Vec<char> = number.chars().collect();
    let places: Vec<usize> = (from..digits.len()).collect();
    let place = dice.pick(&places);
    let swap = place + 1 < digits.len() && digits.get(place) != digits.get(place + 1);
    if swap && dice.chance(30) {
        digits.swap(place, place + 1);
    } else if let Some(digit) = digits.get_mut(place) {
        let value = digit.to_digit(10).unwrap_or_default() + dice.range(1, 9);
        *digit = char::from_digit(value % 10, 10).unwrap_or('0');
    }
    digits.into_iter().collect()
}

fn at<'a>(table: &[(&'a str, &'a str)], place: u32) -> Option<(&'a str, &'a str)> {
    table.get(usize::try_from(place).ok()?).copied()
}
