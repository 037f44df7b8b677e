//! What is known of the numbers that KBLI 2025 (BPS regulation 7/2025) took away or gave another
//! meaning. BPS has published no correspondence of the two editions, so that this is a list of
//! warnings and no translation.

use crate::lang::Lang;

/// Lists of this year and later may be coded in KBLI 2025, which was published in December 2025.
pub(super) const FIRST_YEAR: i32 = 2026;

/// What became of a five-digit code of KBLI 2020 in KBLI 2025.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum In2025 {
    /// The number is no longer there.
    Gone,
    /// The number now means this, in Indonesian and in English.
    Means(&'static str, &'static str),
}

impl In2025 {
    /// In words.
    pub fn text(self, lang: Lang) -> String {
        match self {
            Self::Gone => lang
                .pick("edisi 2025 tidak lagi memuatnya", "edition 2025 no longer has it")
                .to_owned(),
            Self::Means(id, en) => {
                let (now, what) =
                    lang.pick(("dalam edisi 2025 artinya", id), ("in edition 2025 it means", en));
                format!("{now} {what}")
            }
        }
    }
}

const CHANGED: [(&str, In2025); 14] = [
    ("10130", In2025::Gone),
    ("10391", In2025::Gone),
    ("10392", In2025::Gone),
    ("10763", In2025::Gone),
    ("10772", In2025::Means("garam konsumsi beryodium", "iodised table salt")),
    ("10773", In2025::Means("garam industri", "industrial salt")),
    ("10793", In2025::Means("produk makanan dari kelapa", "food products of coconut")),
    ("13134", In2025::Gone),
    ("13912", In2025::Means("kain rajutan kait (crocheted)", "crocheted fabric")),
    ("14302", In2025::Means("hosiery rajutan", "knitted hosiery")),
    ("20119", In2025::Means("kimia dasar anorganik", "inorganic basic chemicals")),
    ("23953", In2025::Means("barang dari gips", "articles of plaster")),
    ("31001", In2025::Gone),
    ("31002", In2025::Gone),
];

/// What became of a code of KBLI 2020, where it is known that something did.
///
/// ```
/// use ikm_core::classification::{In2025, in_2025};
/// assert_eq!(in_2025("13134"), Some(In2025::Gone)); // batik
/// assert_eq!(in_2025("10794"), None);
/// ```
pub fn in_2025(code: &str) -> Option<In2025> {
    CHANGED.iter().find(|(changed, _)| *changed == code).map(|(_, now)| *now)
}
