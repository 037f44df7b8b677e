//! What speaks against an identifier though its shape is right: things that are known from practice
//! only, so that they may warn a person and must not refuse a number.

use std::str::FromStr;

use super::bpom::Bpom;
use super::contact::{Email, Phone};
use super::error::{Identifier, IdentityError};
use super::nik::Nik;
use super::npwp::{Nitku, Npwp};
use super::numbers::{HalalNumber, Nib, Nmid, Pirt};
use crate::lang::{Explain, Lang};

/// A reason to look at a well-formed identifier once more.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Doubt {
    /// The digits only repeat themselves, as they do where somebody filled a field in.
    #[error("the digits of this {0} only repeat themselves: it may fill a field and name nobody")]
    Placeholder(Identifier),
    /// No province has the number that stands in it.
    #[error("no province has the number {digits} that stands in this {what}")]
    Province {
        /// What the number is.
        what: Identifier,
        /// The two digits.
        digits: String,
    },
    /// A P-IRT names a regency that is another one by Kemendagri than by BPS.
    #[error("region {digits} of this P-IRT number is one regency by Kemendagri, another by BPS")]
    PirtRegion {
        /// The four digits.
        digits: String,
    },
    /// The last digit of an NMID is not the Luhn digit of those before it.
    #[error("the last digit of this NMID does not fit the others, as it does in those in use")]
    Nmid,
    /// Food in the register of BPOM with 15 digits.
    #[error("the 15 digits of this BPOM number are known from practice only")]
    BpomForm,
    /// 22 digits name a place of business; its taxpayer is named by the first 16.
    #[error("22 digits are the NITKU of a place of business; its NPWP is the first 16")]
    Nitku,
    /// More than one number stood there.
    #[error("there is more than one number; the first one counts")]
    Several,
}

impl Doubt {
    const fn words(&self) -> (&'static str, [&'static str; 2]) {
        match self {
            Self::Placeholder(_) => (
                "IKM-DOUBT-PLACEHOLDER",
                [
                    "salin dari dokumen aslinya, atau kosongkan",
                    "copy it from the document itself, or leave it empty",
                ],
            ),
            Self::Province { .. } => (
                "IKM-DOUBT-PROVINCE",
                ["cocokkan dengan dokumen aslinya", "compare with the document itself"],
            ),
            Self::PirtRegion { .. } => (
                "IKM-DOUBT-PIRT-REGION",
                [
                    "13.01 Kemendagri adalah 1302 BPS; cocokkan dengan sertifikatnya",
                    "13.01 of Kemendagri is 1302 of BPS; compare with the certificate",
                ],
            ),
            Self::Nmid => (
                "IKM-DOUBT-NMID",
                ["cocokkan dengan cetakan QRIS", "compare with the printed QRIS"],
            ),
            Self::BpomForm => (
                "IKM-DOUBT-BPOM-FORM",
                ["cocokkan dengan kemasan atau cekbpom.pom.go.id", "compare with the package"],
            ),
            Self::Nitku => (
                "IKM-DOUBT-NITKU",
                ["tulis 16 angka pertama sebagai NPWP", "write the first 16 digits as the NPWP"],
            ),
            Self::Several => (
                "IKM-DOUBT-SEVERAL",
                ["tulis nomor lainnya di catatan", "put the other numbers into the notes"],
            ),
        }
    }
}

impl Explain for Doubt {
    fn code(&self) -> &'static str {
        self.words().0
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Placeholder(what) => format!(
                "angka {} ini hanya berulang: mungkin sekadar pengisi kolom, bukan nomor siapa pun",
                what.name()
            ),
            Self::Province { what, digits } => {
                format!("tidak ada provinsi bernomor {digits} seperti dalam {} ini", what.name())
            }
            Self::PirtRegion { digits } => format!(
                "wilayah {digits} dalam nomor P-IRT ini berlainan menurut Kemendagri dan BPS"
            ),
            Self::Nmid => {
                "angka terakhir NMID ini tidak cocok dengan yang lain, padahal lazimnya cocok"
                    .to_owned()
            }
            Self::BpomForm => {
                "nomor BPOM 15 angka ini hanya diketahui dari pemakaian, bukan dari aturan"
                    .to_owned()
            }
            Self::Nitku => {
                "22 angka adalah NITKU sebuah tempat usaha; NPWP-nya 16 angka pertama".to_owned()
            }
            Self::Several => "ada lebih dari satu nomor; yang dipakai yang pertama".to_owned(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        let (_, [indonesian, english]) = self.words();
        lang.pick(indonesian, english).to_owned()
    }
}

/// An identifier that can be read as cells and people hold it, with what is doubtful about it.
///
/// ```
/// use ikm_core::identity::{Doubt, Doubtful, Phone};
/// # fn main() -> Result<(), ikm_core::identity::IdentityError> {
/// let (phone, doubts) = Phone::read("HP 0812-3456-7890 / 0813 1111 2222")?;
/// assert_eq!(phone.as_str(), "+6281234567890");
/// assert_eq!(doubts, [Doubt::Several]);
/// # Ok(())
/// # }
/// ```
pub trait Doubtful: FromStr<Err = IdentityError> {
    /// What speaks against the value, though its shape is right.
    fn doubts(&self) -> Vec<Doubt>;

    /// Reads the value, and what is doubtful about it or about how it was written.
    ///
    /// # Errors
    ///
    /// [`IdentityError`] when the text is nothing of the kind.
    fn read(text: &str) -> Result<(Self, Vec<Doubt>), IdentityError> {
        let value: Self = text.parse()?;
        let doubts = value.doubts();
        Ok((value, doubts))
    }
}

impl Doubtful for Nik {
    fn doubts(&self) -> Vec<Doubt> {
        let placeholder = self.is_placeholder().then_some(Doubt::Placeholder(Identifier::Nik));
        let province = province(Identifier::Nik, self.as_str(), 0);
        placeholder.into_iter().chain(province).collect()
    }
}

impl Doubtful for Npwp {
    fn doubts(&self) -> Vec<Doubt> {
        match self.nik() {
            Some(nik) => nik.doubts(),
            None if repeats(self.as_str()) => vec![Doubt::Placeholder(Identifier::Npwp)],
            None => Vec::new(),
        }
    }

    /// Reads an NPWP, and takes that of a NITKU out of it.
    fn read(text: &str) -> Result<(Self, Vec<Doubt>), IdentityError> {
        let npwp: Self = match text.parse() {
            Ok(npwp) => npwp,
            Err(error) => {
                let Ok(nitku) = text.parse::<Nitku>() else { return Err(error) };
                return Ok((nitku.npwp(), vec![Doubt::Nitku]));
            }
        };
        let doubts = npwp.doubts();
        Ok((npwp, doubts))
    }
}

impl Doubtful for Nib {
    fn doubts(&self) -> Vec<Doubt> {
        let placeholder = repeats(self.as_str());
        placeholder.then_some(Doubt::Placeholder(Identifier::Nib)).into_iter().collect()
    }
}

impl Doubtful for Pirt {
    fn doubts(&self) -> Vec<Doubt> {
        let digits = self.region_digits();
        // Pesisir Selatan is 13.01 by Kemendagri and 1302 by BPS; which of the two the health office
        // prints is not settled, and each number is another regency in the other system.
        let region = matches!(digits, "1301" | "1302")
            .then(|| Doubt::PirtRegion { digits: digits.to_owned() });
        region.into_iter().chain(province(Identifier::Pirt, digits, 0)).collect()
    }
}

impl Doubtful for Bpom {
    fn doubts(&self) -> Vec<Doubt> {
        self.is_new_form().then_some(Doubt::BpomForm).into_iter().collect()
    }
}

impl Doubtful for HalalNumber {
    fn doubts(&self) -> Vec<Doubt> {
        // The numbers of the first years begin with ID00.
        let old = self.as_str().starts_with("ID00");
        province(Identifier::Halal, self.as_str(), 2).filter(|_| !old).into_iter().collect()
    }
}

impl Doubtful for Nmid {
    fn doubts(&self) -> Vec<Doubt> {
        (!self.passes_luhn()).then_some(Doubt::Nmid).into_iter().collect()
    }
}

impl Doubtful for Email {
    fn doubts(&self) -> Vec<Doubt> {
        Vec::new()
    }
}

impl Doubtful for Phone {
    fn doubts(&self) -> Vec<Doubt> {
        Vec::new()
    }

    /// Reads the first of several numbers, with or without words such as `HP` or `WA` around it.
    fn read(text: &str) -> Result<(Self, Vec<Doubt>), IdentityError> {
        let numbers: Vec<&str> = text
            .split(['/', ',', ';', '&', '\n'])
            .flat_map(|part| part.split(" atau "))
            .flat_map(|part| part.split(" dan "))
            .map(without_label)
            .filter(|part| !part.is_empty())
            .collect();
        let first = numbers.iter().find_map(|number| number.parse().ok());
        let phone: Self = match first {
            Some(phone) => phone,
            None => text.parse()?,
        };
        let doubts = if numbers.len() > 1 { vec![Doubt::Several] } else { Vec::new() };
        Ok((phone, doubts))
    }
}

/// A telephone number without the word for its kind before or behind it.
fn without_label(text: &str) -> &str {
    const LABELS: [&str; 9] =
        ["handphone", "whatsapp", "telepon", "telp", "telpon", "tlp", "hp", "wa", "no"];
    const MARKS: [char; 4] = [' ', '.', ':', '='];
    let is_label = |word: &str| LABELS.iter().any(|label| word.eq_ignore_ascii_case(label));
    let mut text = text.trim();
    loop {
        let digits = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
        let (word, rest) = text.split_at_checked(digits).unwrap_or_default();
        if !is_label(word) {
            break;
        }
        text = rest.trim_start_matches(MARKS);
    }
    let tail = text.trim_end_matches(')');
    let Some((number, word)) = tail.rsplit_once([' ', '(']) else { return text };
    if is_label(word) { number.trim_end_matches([' ', '(']) } else { text }
}

/// Whether one digit, or two in turn, are all that there is.
pub(super) fn repeats(digits: &str) -> bool {
    digits.bytes().zip(digits.bytes().skip(2)).all(|(a, b)| a == b)
}

/// The doubt about the two digits at `at` that are to name a province: one of the 38 of Kepmendagri
/// 300.2.2-2138/2025, or 97, which BPS gives to the last of Papua.
fn province(what: Identifier, digits: &str, at: usize) -> Option<Doubt> {
    let digits = digits.get(at..at + 2)?;
    let known = matches!(
        digits.parse::<u8>().ok()?,
        11..=19 | 21 | 31..=36 | 51..=53 | 61..=65 | 71..=76 | 81..=82 | 91..=97
    );
    (!known).then(|| Doubt::Province { what, digits: digits.to_owned() })
}
