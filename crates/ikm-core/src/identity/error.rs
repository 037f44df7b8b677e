use std::fmt;

use crate::lang::{Explain, Lang};

/// Which number or address a text was to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Identifier {
    /// Whether a person is a man or a woman.
    Gender,
    /// The number of a resident.
    Nik,
    /// The number of a taxpayer.
    Npwp,
    /// The number of a business.
    Nib,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// The permit of food made at home.
    Pirt,
    /// The number of a product in the register of BPOM.
    Bpom,
    /// The number of a halal certificate.
    Halal,
    /// The number of a QRIS merchant.
    Nmid,
}

impl Identifier {
    /// Its code, its name, its Indonesian shape, its English shape.
    const fn facts(self) -> [&'static str; 4] {
        match self {
            Self::Gender => [
                "IKM-GENDER-UNKNOWN",
                "jenis kelamin",
                "tulis L (laki-laki) atau P (perempuan)",
                "write L (male) or P (female)",
            ],
            Self::Nik => [
                "IKM-NIK-SYNTAX",
                "NIK",
                "NIK terdiri atas 16 angka; salin dari KTP atau kartu keluarga",
                "a NIK has 16 digits; copy it from the identity or family card",
            ],
            Self::Npwp => [
                "IKM-NPWP-SYNTAX",
                "NPWP",
                "NPWP terdiri atas 15 angka (01.312.166.0-091.000) atau 16 angka",
                "an NPWP has 15 digits (01.312.166.0-091.000) or 16",
            ],
            Self::Nib => [
                "IKM-NIB-SYNTAX",
                "NIB",
                "NIB terdiri atas 13 angka; angka nol di depan ikut ditulis",
                "a NIB has 13 digits, leading zeros included",
            ],
            Self::Phone => [
                "IKM-PHONE-SYNTAX",
                "nomor telepon",
                "tulis satu nomor Indonesia, misalnya 0812-3456-7890 atau 0756-21021",
                "write one Indonesian number, such as 0812-3456-7890 or 0756-21021",
            ],
            Self::Email => [
                "IKM-EMAIL-SYNTAX",
                "alamat surel",
                "tulis satu alamat, misalnya nama@contoh.id",
                "write one address, such as name@example.com",
            ],
            Self::Pirt => [
                "IKM-PIRT-SYNTAX",
                "nomor P-IRT",
                "P-IRT terdiri atas 15 angka dan berawal 1 sampai 8, misalnya 3063306010072-19",
                "a P-IRT number has 15 digits and begins with 1 to 8, such as 3063306010072-19",
            ],
            Self::Bpom => [
                "IKM-BPOM-SYNTAX",
                "nomor izin edar BPOM",
                "tulis dua huruf dan angkanya, misalnya MD 235602169254 atau TR 123456789",
                "write the two letters and the digits, such as MD 235602169254 or TR 123456789",
            ],
            Self::Halal => [
                "IKM-HALAL-SYNTAX",
                "nomor sertifikat halal",
                "nomor BPJPH adalah ID dan 17 angka; nomor fatwa MUI bukan nomor sertifikat",
                "the number of BPJPH is ID and 17 digits; an MUI fatwa number is another thing",
            ],
            Self::Nmid => [
                "IKM-NMID-SYNTAX",
                "NMID",
                "NMID adalah ID dan 13 angka, seperti tercetak di bawah kode QRIS",
                "an NMID is ID and 13 digits, as printed below the QRIS code",
            ],
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::Gender => "gender",
            Self::Phone => "telephone number",
            Self::Email => "e-mail address",
            Self::Pirt => "P-IRT number",
            Self::Bpom => "BPOM number",
            Self::Halal => "halal certificate number",
            Self::Nik | Self::Npwp | Self::Nib | Self::Nmid => self.name(),
        }
    }

    pub(super) const fn name(self) -> &'static str {
        let [_, name, _, _] = self.facts();
        name
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.english())
    }
}

/// A text that is not what it was to be.
///
/// A NIK, also one inside an NPWP, stands in it masked: errors end in logs and on other people's
/// screens.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdentityError {
    /// The text has another shape.
    #[error("{text:?} is not a well-formed {what}")]
    Syntax {
        /// What the text was to be.
        what: Identifier,
        /// The text.
        text: String,
    },
    /// A spreadsheet took the digits for a quantity and wrote `1,30105E+15`; the rest is lost.
    #[error("{text:?} is what a spreadsheet left of a {what}; its digits are lost")]
    Damaged {
        /// What the text was to be.
        what: Identifier,
        /// The text.
        text: String,
    },
    /// The day of birth in a NIK does not exist.
    #[error("NIK {text} holds no real date of birth")]
    NikDate {
        /// The masked number.
        text: String,
    },
    /// The serial number in a NIK is 0000, which is never issued.
    #[error("NIK {text} ends in the serial number 0000, which is never issued")]
    NikSerial {
        /// The masked number.
        text: String,
    },
    /// The ninth digit of an NPWP does not fit the eight before it.
    #[error("NPWP {text} fails its check digit")]
    NpwpCheck {
        /// The number.
        text: String,
    },
}

impl IdentityError {
    /// The error for `text`, which does not have the shape of a `what`.
    pub(super) fn shape(what: Identifier, text: &str) -> Self {
        let personal = matches!(what, Identifier::Nik | Identifier::Npwp);
        // What a spreadsheet shows of a long number holds few of its digits.
        let damaged = is_scientific(text);
        let short = text.len() <= 12;
        let text = if personal && !(damaged && short) { mask(text) } else { text.to_owned() };
        if damaged { Self::Damaged { what, text } } else { Self::Syntax { what, text } }
    }
}

/// Hides all but the first six and the last four characters.
pub(super) fn mask(text: &str) -> String {
    let length = text.chars().count();
    let hidden = 6..length.saturating_sub(4);
    text.chars().enumerate().map(|(i, c)| if hidden.contains(&i) { '*' } else { c }).collect()
}

/// Whether `text` is a number in scientific notation, as spreadsheets show long ones.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim().split_once(['E', 'e']) else {
        return false;
    };
    let exponent = exponent.trim_start_matches(['+', '-']);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    digits(exponent) && digits(&mantissa.replacen(['.', ','], "", 1))
}

impl Explain for IdentityError {
    fn code(&self) -> &'static str {
        match self {
            Self::Syntax { what, .. } => {
                let [code, _, _, _] = what.facts();
                code
            }
            Self::Damaged { .. } => "IKM-IDENTITY-DAMAGED",
            Self::NikDate { .. } => "IKM-NIK-DATE",
            Self::NikSerial { .. } => "IKM-NIK-SERIAL",
            Self::NpwpCheck { .. } => "IKM-NPWP-CHECK",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Syntax { what, text } => format!("{text:?} bukan {} yang benar", what.name()),
            Self::Damaged { what, text } => {
                format!("{text:?} adalah sisa {} yang dirusak lembar kerja", what.name())
            }
            Self::NikDate { text } => format!("NIK {text} tidak memuat tanggal lahir yang ada"),
            Self::NikSerial { text } => {
                format!("NIK {text} berakhir dengan nomor urut 0000 yang tidak pernah diterbitkan")
            }
            Self::NpwpCheck { text } => format!("angka pemeriksa NPWP {text} tidak cocok"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Syntax { what, .. } => {
                let [_, _, indonesian, english] = what.facts();
                lang.pick(indonesian, english)
            }
            Self::Damaged { .. } => lang.pick(
                "ubah format kolom menjadi Teks, lalu ketik ulang nomornya",
                "set the column to Text and type the number again",
            ),
            Self::NikDate { .. } => lang.pick(
                "angka ke-7 sampai ke-12 adalah tanggal lahir HHBBTT; untuk perempuan hari ditambah 40",
                "digits 7 to 12 are the date of birth DDMMYY; for women the day is raised by 40",
            ),
            Self::NikSerial { .. } => lang.pick(
                "lembar kerja sering mengganti angka terakhir dengan 0; salin lagi dari KTP",
                "spreadsheets often turn the last digit into 0; copy it again from the card",
            ),
            Self::NpwpCheck { .. } => lang.pick(
                "periksa sembilan angka pertama pada kartu NPWP",
                "check the first nine digits on the NPWP card",
            ),
        }
        .to_owned()
    }
}
