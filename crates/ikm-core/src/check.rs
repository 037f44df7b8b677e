//! Asking of a single text whether it is a well-formed number, as a clerk does before typing it in.

use std::str::FromStr;

use crate::classification::{Kbli, KbliEdition, KbliError, KbliTable};
use crate::identity::{
    Bpom, BpomKind, Doubt, Doubtful, Email, HalalNumber, IdentityError, Nib, Nik, Nitku, Nmid,
    Npwp, Phone, Pirt,
};
use crate::lang::{Explain, Lang};
use crate::money::{Rupiah, terbilang};
use crate::qris::Qris;
use crate::region::{BareCode, PostalCode, RegionCode};

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
    /// The permit of food made at home.
    Pirt,
    /// The number of a product in the register of BPOM.
    Bpom,
    /// The number of a halal certificate.
    Halal,
    /// The number of a QRIS merchant.
    Nmid,
    /// A telephone number.
    Phone,
    /// A postal code.
    PostalCode,
    /// An e-mail address.
    Email,
    /// A KBLI code with its edition.
    Kbli,
    /// The code of a region by Kemendagri.
    Region,
    /// The text inside a payment code.
    Qris,
    /// An amount to be written in words.
    Terbilang,
}

/// Reads the word by which a person asks, Indonesian or English.
impl FromStr for Subject {
    type Err = UnknownSubject;

    fn from_str(text: &str) -> Result<Self, UnknownSubject> {
        Ok(match text.to_ascii_lowercase().as_str() {
            "nik" => Self::Nik,
            "npwp" | "nitku" => Self::Npwp,
            "nib" => Self::Nib,
            "pirt" | "p-irt" => Self::Pirt,
            "bpom" => Self::Bpom,
            "halal" => Self::Halal,
            "nmid" => Self::Nmid,
            "telepon" | "phone" => Self::Phone,
            "kodepos" | "kode-pos" | "postal-code" => Self::PostalCode,
            "email" | "surel" => Self::Email,
            "kbli" => Self::Kbli,
            "region" | "wilayah" => Self::Region,
            "qris" => Self::Qris,
            "terbilang" => Self::Terbilang,
            _ => return Err(UnknownSubject(text.to_owned())),
        })
    }
}

/// A word that names nothing that can be checked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} cannot be checked")]
pub struct UnknownSubject(String);

impl Explain for UnknownSubject {
    fn code(&self) -> &'static str {
        "IKM-CHECK-SUBJECT"
    }

    fn indonesian(&self) -> String {
        format!("{:?} tidak dapat diperiksa", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "pakai nik, npwp, nib, pirt, bpom, halal, nmid, telepon, kodepos, email, kbli, region, \
             qris atau terbilang",
            "use nik, npwp, nib, pirt, bpom, halal, nmid, phone, postal-code, email, kbli, region, \
             qris or terbilang",
        )
        .to_owned()
    }
}

/// The answer to a check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Whether the text is well formed.
    pub ok: bool,
    /// What it says, or what is wrong with it.
    pub detail: String,
    /// The value in the form in which the registry keeps it, if it is well formed.
    pub normalised: Option<String>,
    /// What deserves a look all the same, each with its code in front.
    pub warnings: Vec<String>,
}

/// Checks `text`.
///
/// The detail of a well-formed text is: for a NIK `L` or `P`; for other numbers the number as it is
/// written, or what it says; for a QRIS the merchant's name and city, and the amount if it carries
/// one; for an amount its words in Indonesian. Otherwise it is the error's message in `lang`.
///
/// ```
/// use ikm_core::Lang;
/// use ikm_core::check::{Subject, check};
/// assert_eq!(check(Subject::Nik, "1301055506800001", Lang::En).detail, "P");
/// assert!(!check(Subject::Nik, "1301050101800000", Lang::En).ok);
/// let nmid = check(Subject::Nmid, "ID1020021181746", Lang::En);
/// assert!(nmid.ok && nmid.warnings.len() == 1);
/// ```
pub fn check(subject: Subject, text: &str, lang: Lang) -> Check {
    match subject {
        Subject::Nik => identifier(text, lang, Nik::as_str, |nik| nik.gender().to_string()),
        Subject::Npwp => npwp(text, lang),
        Subject::Nib => identifier(text, lang, Nib::as_str, Nib::to_string),
        Subject::Pirt => identifier(text, lang, Pirt::as_str, |pirt| describe_pirt(*pirt, lang)),
        Subject::Bpom => identifier(text, lang, Bpom::as_str, |bpom| describe_bpom(bpom, lang)),
        Subject::Halal => identifier(text, lang, HalalNumber::as_str, HalalNumber::to_string),
        Subject::Nmid => identifier(text, lang, Nmid::as_str, Nmid::to_string),
        Subject::Phone => identifier(text, lang, Phone::as_str, Phone::to_string),
        Subject::Email => identifier(text, lang, Email::as_str, Email::to_string),
        Subject::PostalCode => {
            let code = text.trim().trim_start_matches('\'').parse::<PostalCode>();
            answer(code, lang, |code| (code.to_string(), code.to_string()))
        }
        Subject::Kbli => kbli(text.trim(), lang),
        Subject::Region => region(text.trim(), lang),
        Subject::Qris => answer(text.parse(), lang, |qris: Qris| {
            (describe_qris(&qris, lang), qris.payload().to_owned())
        }),
        Subject::Terbilang => answer(text.trim().parse(), lang, |amount: Rupiah| {
            (terbilang(amount), amount.get().to_string())
        }),
    }
}

/// The answer for what was read; `say` gives the detail and the value as it is kept.
fn answer<T, E: Explain>(
    read: Result<T, E>,
    lang: Lang,
    say: impl FnOnce(T) -> (String, String),
) -> Check {
    match read {
        Ok(value) => {
            let (detail, normalised) = say(value);
            Check { ok: true, detail, normalised: Some(normalised), warnings: Vec::new() }
        }
        Err(error) => Check { detail: error.message(lang), ..Check::default() },
    }
}

fn identifier<T: Doubtful>(
    text: &str,
    lang: Lang,
    kept: impl FnOnce(&T) -> &str,
    detail: impl FnOnce(&T) -> String,
) -> Check {
    doubted(T::read(text), lang, |value| (detail(value), kept(value).to_owned()))
}

fn doubted<T>(
    read: Result<(T, Vec<Doubt>), IdentityError>,
    lang: Lang,
    say: impl FnOnce(&T) -> (String, String),
) -> Check {
    let mut warnings = Vec::new();
    let value = read.map(|(value, doubts)| {
        warnings = doubts.iter().map(|doubt| warning(doubt, lang)).collect();
        value
    });
    Check { warnings, ..answer(value, lang, |value| say(&value)) }
}

fn warning(doubt: &dyn Explain, lang: Lang) -> String {
    format!("{}: {}", doubt.code(), doubt.message(lang))
}

/// Of a place of business all 22 digits are kept, and its taxpayer is told.
fn npwp(text: &str, lang: Lang) -> Check {
    let branch = text.parse::<Nitku>().ok();
    doubted(Npwp::read(text), lang, |npwp| {
        let kept = branch.as_ref().map_or(npwp.as_str(), Nitku::as_str);
        (npwp.to_string(), kept.to_owned())
    })
}

fn describe_pirt(pirt: Pirt, lang: Lang) -> String {
    let until = lang.pick("berlaku sampai", "valid until");
    let day = pirt.runs_out_on().map(|day| lang.date(day)).unwrap_or_default();
    format!("{pirt}, {until} {day}")
}

fn describe_bpom(bpom: &Bpom, lang: Lang) -> String {
    let kind = match bpom.kind() {
        BpomKind::Food => lang.pick("pangan olahan", "processed food"),
        BpomKind::TraditionalMedicine => lang.pick("obat tradisional", "traditional medicine"),
        BpomKind::Supplement => lang.pick("suplemen kesehatan", "food supplement"),
        BpomKind::Cosmetic => lang.pick("kosmetika", "cosmetic"),
    };
    format!("{bpom}, {kind}")
}

/// A code without its edition is taken for one of 2020, aloud.
fn kbli(text: &str, lang: Lang) -> Check {
    let (read, guessed) = match text.parse::<Kbli>() {
        Err(KbliError::NoEdition(_)) => (Kbli::try_new(KbliEdition::Kbli2020, text), true),
        read => (read, false),
    };
    let doubt =
        read.as_ref().ok().and_then(|kbli| KbliTable::kbli2020_section_c().doubt(*kbli, None));
    let mut checked = answer(read, lang, |kbli| (describe_kbli(kbli, lang), kbli.to_string()));
    if guessed && checked.ok {
        let no_edition = KbliError::NoEdition(text.to_owned());
        checked.warnings.push(warning(&no_edition, lang));
    }
    if let Some(doubt) = doubt {
        checked.warnings.push(warning(&doubt, lang));
    }
    checked
}

fn describe_kbli(kbli: Kbli, lang: Lang) -> String {
    if !kbli.in_section_c() {
        return lang.pick("di luar industri (kategori C)", "outside manufacturing").to_owned();
    }
    let table = KbliTable::kbli2020_section_c();
    if let Some(title) = table.title(kbli) {
        return format!("{} {title}", kbli.code());
    }
    // Of three and four digits only the division has a title, and of other editions nothing has.
    let division = Kbli::try_new(kbli.edition(), kbli.division()).ok();
    let title = division.and_then(|division| table.title(division)).unwrap_or_default();
    let of = lang.pick("golongan pokok", "division");
    format!("{of} {} {title}", kbli.division()).trim_end().to_owned()
}

/// Bare digits are a code too, but they may as well be a number of BPS.
fn region(text: &str, lang: Lang) -> Check {
    let read = text.parse::<RegionCode>();
    let mut checked =
        answer(read, lang, |code| (code.level().name(lang).to_owned(), code.to_string()));
    if checked.ok && matches!(text.len(), 4 | 10) {
        checked.warnings.push(warning(&BareCode::of(text), lang));
    }
    checked
}

fn describe_qris(qris: &Qris, lang: Lang) -> String {
    let amount = qris.amount().map(|amount| format!(", {}", amount.display(lang)));
    format!("{}, {}{}", qris.merchant_name(), qris.merchant_city(), amount.unwrap_or_default())
}
