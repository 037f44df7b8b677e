//! Asking of a single text whether it is a well-formed number, as a clerk does before typing it in.

use crate::identity::{Nib, Nik, Npwp};
use crate::lang::{Explain, Lang};
use crate::money::{Rupiah, terbilang};
use crate::qris::Qris;

/// What a text is checked to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// The number of a resident.
    Nik,
    /// The number of a taxpayer.
    Npwp,
    /// The number of a business.
    Nib,
    /// The text inside a payment code.
    Qris,
    /// An amount to be written in words.
    Terbilang,
}

/// The answer to a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Whether the text is well formed.
    pub ok: bool,
    /// What it says, or what is wrong with it.
    pub detail: String,
}

/// Checks `text`.
///
/// The detail of a well-formed text is: for a NIK `L` or `P`; for an NPWP and a NIB the number as it
/// is written; for a QRIS the merchant's name and city, and the amount if it carries one; for an
/// amount its words in Indonesian. Otherwise it is the error's message in `lang`.
///
/// ```
/// use ikm_core::Lang;
/// use ikm_core::check::{Subject, check};
/// assert_eq!(check(Subject::Nik, "1301055506800001", Lang::En).detail, "P");
/// assert!(!check(Subject::Nik, "1301050101800000", Lang::En).ok);
/// ```
pub fn check(subject: Subject, text: &str, lang: Lang) -> Check {
    match subject {
        Subject::Nik => answer(text.parse(), |nik: Nik| nik.gender().to_string(), lang),
        Subject::Npwp => answer(text.parse(), |npwp: Npwp| npwp.to_string(), lang),
        Subject::Nib => answer(text.parse(), |nib: Nib| nib.to_string(), lang),
        Subject::Qris => answer(text.parse(), |qris: Qris| describe(&qris, lang), lang),
        Subject::Terbilang => answer(text.trim().parse::<Rupiah>(), terbilang, lang),
    }
}

fn answer<T, E: Explain>(
    read: Result<T, E>,
    detail: impl FnOnce(T) -> String,
    lang: Lang,
) -> Check {
    match read {
        Ok(value) => Check { ok: true, detail: detail(value) },
        Err(error) => Check { ok: false, detail: error.message(lang) },
    }
}

fn describe(qris: &Qris, lang: Lang) -> String {
    let amount = qris.amount().map(|amount| format!(", {}", amount.display(lang)));
    format!("{}, {}{}", qris.merchant_name(), qris.merchant_city(), amount.unwrap_or_default())
}
