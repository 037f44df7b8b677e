use std::fmt;

use chrono::{Datelike as _, NaiveDate};
use ikm_core::Lang;

/// Words in both languages. Which of them is shown is the renderer's choice, never the model's.
///
/// ```
/// use ikm_core::Lang;
/// use ikm_report::Text;
/// assert_eq!(Text::new("Jumlah", "Total").pick(Lang::En), "Total");
/// assert_eq!(Text::same("Painan").pick(Lang::En), "Painan");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// In Indonesian.
    pub id: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// Words that differ between the languages.
    pub fn new(indonesian: impl Into<String>, english: impl Into<String>) -> Self {
        Self { id: indonesian.into(), en: english.into() }
    }

    /// Words that are the same in both languages, such as a name.
    pub fn same(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { id: words.clone(), en: words }
    }

    /// What `write` says in each language.
    pub fn of(write: impl Fn(Lang) -> String) -> Self {
        Self { id: write(Lang::Id), en: write(Lang::En) }
    }

    /// The words in `lang`.
    pub fn pick(&self, lang: Lang) -> &str {
        lang.pick(&self.id, &self.en)
    }
}

/// A word from a fixed list: people read its text, programs its code.
///
/// A status is `active` in every CSV and JSON file, whatever the language, and *aktif* on paper.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The stable name for files, the same in every language.
    pub code: String,
    /// The words for people.
    pub text: Text,
}

impl Term {
    /// A term with its code and its words in both languages.
    pub fn new(
        code: impl Into<String>,
        indonesian: impl Into<String>,
        english: impl Into<String>,
    ) -> Self {
        Self { code: code.into(), text: Text::new(indonesian, english) }
    }

    /// The month of `day`: `2022-03` in files, *Maret 2022* on paper.
    pub fn month(day: NaiveDate) -> Self {
        Self {
            code: format!("{:04}-{:02}", day.year(), day.month()),
            text: Text::of(|lang| lang.month(day)),
        }
    }
}

/// Writes the code.
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}
