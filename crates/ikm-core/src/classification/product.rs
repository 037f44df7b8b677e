use std::sync::LazyLock;

use super::kbli::{Kbli, KbliEdition};
use super::suggest::Confidence;

/// What a product is called, and the code that this suggests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its words, folded.
    pub words: Vec<String>,
    /// Whether it is as sure with further words as without.
    pub any_more: bool,
    /// The code.
    pub kbli: Kbli,
    /// How sure the code is.
    pub confidence: Confidence,
}

/// What products are called in lists of IKM, with the codes that suggest themselves.
///
/// It is a help to a person and no rule: where titles of KBLI overlap, or none names the product,
/// it has several codes or a low confidence. Gambir is the chief example.
#[derive(Clone, Debug)]
pub struct ProductMap {
    phrases: Vec<Phrase>,
}

/// The shipped map.
const PRODUCTS: &str = include_str!("../../data/products.csv");

impl ProductMap {
    /// The shipped map, to codes of KBLI 2020. It is read once.
    pub fn kbli2020() -> &'static Self {
        // Comments and the header are no phrases; a test counts what is read.
        static MAP: LazyLock<ProductMap> =
            LazyLock::new(|| ProductMap { phrases: PRODUCTS.lines().filter_map(phrase).collect() });
        &MAP
    }

    /// Its phrases, in alphabetical order.
    pub fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }
}

/// Reads `keripik pisang *,10794,medium`.
fn phrase(line: &str) -> Option<Phrase> {
    let mut cells = line.split(',');
    let (text, code, confidence) = (cells.next()?, cells.next()?, cells.next()?);
    let (words, any_more) = match text.strip_suffix(" *") {
        Some(words) => (words, true),
        None => (text, false),
    };
    Some(Phrase {
        words: words.split(' ').map(str::to_owned).collect(),
        any_more,
        kbli: Kbli::try_new(KbliEdition::Kbli2020, code).ok()?,
        confidence: confidence.parse().ok()?,
    })
}
