//! The classes of the office's scheme, as a list names them.

use std::collections::HashMap;

use ikm_core::classification::{ClassCode, Scheme};

/// Finds a class by its code or its title.
pub(crate) struct Classes {
    /// Codes and titles in lower case; none where the scheme is not known.
    by_name: Option<HashMap<String, ClassCode>>,
}

impl Classes {
    pub(crate) fn new(scheme: Option<&Scheme>) -> Self {
        let by_name = scheme.map(|scheme| {
            let classes = scheme.classes().iter().chain([scheme.outside()]);
            let names = classes.flat_map(|class| {
                let names = [class.code.as_str(), &class.title_id, &class.title_en];
                names.map(|name| (key(name), class.code.clone()))
            });
            names.collect()
        });
        Self { by_name }
    }

    /// The class that `text` means: its code, its title, or both one after the other.
    pub(crate) fn find(&self, text: &str) -> Option<ClassCode> {
        let Some(by_name) = &self.by_name else { return text.parse().ok() };
        let whole = key(text);
        if let Some(code) = by_name.get(&whole) {
            return Some(code.clone());
        }
        // "10 - Industri Makanan", "10. Makanan"
        let (code, _title) = whole.split_once(' ')?;
        let has_digit = code.bytes().any(|b| b.is_ascii_digit());
        by_name.get(code).filter(|_| has_digit).cloned()
    }
}

/// Letters and digits in lower case, parted by single blanks.
fn key(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
    let words = words.filter(|word| word.chars().any(char::is_alphanumeric));
    words.collect::<Vec<_>>().join(" ")
}
