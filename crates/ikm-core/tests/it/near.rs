//! Words that a search takes for one another.

use ikm_core::registry::{fold, is_near_word, near_beginnings};
use proptest::prelude::*;

#[test]
fn words_that_are_spelt_nearly_alike() {
    let check = |wanted: &str, word: &str, expect: bool| {
        assert_eq!(is_near_word(wanted, word), expect, "{wanted} for {word}");
    };
    check("rendang", "rendang", true);
    check("randang", "rendang", true);
    check("rendag", "rendang", true);
    check("rendangg", "rendang", true);
    check("rendnag", "rendang", true);
    // Two are wrong, and the word has seven letters.
    check("randag", "rendang", false);
    check("sulamanan", "sulaman", true);
    check("keripikk", "kripik", true);
    // The first letter is right, or nothing is.
    check("gendang", "rendang", false);
    check("uni", "umi", false);
    check("mar", "marr", false);
    check("1391", "1392", false);
    check("1391", "1391", true);
    // Ejaan van Ophuijsen (1901) and Soewandi (1947), and how they are written since 1972.
    check("djoesoef", "yusuf", true);
    check("joesoef", "yusuf", true);
    check("tjahaja", "cahaya", true);
    check("soekarno", "sukarno", true);
    check("achmad", "ahmad", true);
    check("chairul", "khairul", true);
    check("sjafril", "syafril", true);
    check("jasin", "yasin", true);
}

proptest! {
    /// A search that reads only the words that begin so misses none.
    #[test]
    fn what_is_near_begins_as_it_may(wanted in "[a-z]{1,9}", word in "[a-z]{1,9}", at in 0_usize..9, letter in "[a-z]") {
        let mut typed: Vec<char> = wanted.chars().collect();
        let place = at.min(typed.len());
        typed.insert(place, letter.chars().next().unwrap_or('a'));
        for word in [word, typed.into_iter().collect(), wanted.replace('j', "dj"), wanted.replace('u', "oe")] {
            let word = fold(&word);
            if is_near_word(&wanted, &word) {
                let beginnings = near_beginnings(&wanted);
                prop_assert!(beginnings.iter().any(|start| word.starts_with(start.as_str())), "{wanted} {word} {beginnings:?}");
            }
        }
    }
}
