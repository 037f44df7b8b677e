use std::fmt;

use ikm_core::{Explain, Lang};

/// An explanation that has been put into words already, in both languages: what is left of an error
/// that has crossed a border at which only `Error` survives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Worded {
    code: &'static str,
    message: Said,
    hint: Said,
}

/// The same in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    id: String,
    en: String,
}

impl Said {
    pub(crate) fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { id: id.into(), en: en.into() }
    }

    pub(crate) fn of(say: impl Fn(Lang) -> String) -> Self {
        Self { id: say(Lang::Id), en: say(Lang::En) }
    }

    fn pick(&self, lang: Lang) -> &str {
        lang.pick(&self.id, &self.en)
    }
}

impl Worded {
    pub(crate) fn new(code: &'static str, message: Said, hint: Said) -> Self {
        Self { code, message, hint }
    }

    /// The words of `error`.
    pub(crate) fn of(error: &dyn Explain) -> Self {
        let message = Said::of(|lang| error.message(lang));
        Self { code: error.code(), message, hint: Said::of(|lang| error.hint(lang)) }
    }

    /// The same explanation, with the place that it is about in front.
    pub(crate) fn at(self, place: &Said) -> Self {
        let message = Said::of(|lang| format!("{}: {}", place.pick(lang), self.message.pick(lang)));
        Self { message, ..self }
    }
}

impl fmt::Display for Worded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message.en)
    }
}

impl std::error::Error for Worded {}

impl Explain for Worded {
    fn code(&self) -> &'static str {
        self.code
    }

    fn indonesian(&self) -> String {
        self.message.id.clone()
    }

    fn hint(&self, lang: Lang) -> String {
        self.hint.pick(lang).to_owned()
    }
}
