//! Why a row is rejected.

use std::fmt;

use ikm_core::money::Rupiah;
use ikm_core::region::RegionCode;
use ikm_core::{Explain, Lang};

/// The largest amount that a list of small industries can mean: ten trillion rupiah.
pub const MAX_MONEY: Rupiah = Rupiah::new(10_000_000_000_000);
/// The most workers that a small or medium industry can mean.
pub const MAX_WORKERS: u32 = 10_000;
/// The largest yearly capacity, whatever its unit.
pub const MAX_CAPACITY: i64 = 1_000_000_000_000_000;
/// The first year that a list can mean.
pub const MIN_YEAR: i32 = 1800;
/// The longest text that a cell of a list holds, in characters.
pub const MAX_TEXT: usize = 5_000;

/// One thing that is wrong in a row, so that the row is rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The number that a spreadsheet shows beside the row.
    pub row: u64,
    /// The header of the column.
    pub column: String,
    /// What the cell holds.
    pub value: String,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What is wrong with a cell, so that its row is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The row has no name.
    NoName,
    /// The list has a column for the place, and the row leaves it empty.
    NoPlace,
    /// No kecamatan or nagari of the regency has that name or code.
    PlaceUnknown,
    /// Only other regencies have a place of that name: these, or more than these. The row does not
    /// say which, as a column `kode_kecamatan` or `kabupaten` would.
    PlaceElsewhere([Option<RegionCode>; 3]),
    /// More than one place has that name: these, or more than these.
    PlaceAmbiguous([Option<RegionCode>; 3]),
    /// The code is a number of BPS, which is another system.
    PlaceOfBps,
    /// No regency or city that is known has that name or code, or more than one has.
    RegencyUnknown,
    /// The nagari lies in another kecamatan than the row says.
    PlaceMismatch,
    /// A column of numbers holds words.
    NotANumber,
    /// A number is below zero.
    Negative,
    /// A number of people or a year has decimals.
    NotWhole,
    /// A number is beyond all that a list can mean.
    Absurd,
    /// A text is longer than any list has it.
    TooLong,
    /// A cell holds bytes that are no text.
    NotText,
}

impl Reason {
    fn english(self) -> &'static str {
        match self {
            Self::NoName => "the name of the business is empty",
            Self::NoPlace => "the place is empty",
            Self::PlaceUnknown => "is no kecamatan or nagari of this regency",
            Self::PlaceElsewhere(_) => "is no place of this regency, but of others:",
            Self::PlaceAmbiguous(_) => "is the name of more than one place:",
            Self::PlaceOfBps => "is a number of BPS, not a code of Kemendagri",
            Self::RegencyUnknown => "is not one regency or city that is known",
            Self::PlaceMismatch => "lies in another kecamatan than the row says",
            Self::NotANumber => "is not a number",
            Self::Negative => "is below zero",
            Self::NotWhole => "is not a whole number",
            Self::Absurd => "is beyond all that a list can mean",
            Self::TooLong => "is too long for a cell of a list",
            Self::NotText => "holds bytes that are no text",
        }
    }

    fn indonesian(self) -> &'static str {
        match self {
            Self::NoName => "nama usaha kosong",
            Self::NoPlace => "tempatnya kosong",
            Self::PlaceUnknown => "bukan kecamatan atau nagari di kabupaten ini",
            Self::PlaceElsewhere(_) => "tidak ada di kabupaten ini, tetapi ada di tempat lain:",
            Self::PlaceAmbiguous(_) => "adalah nama lebih dari satu tempat:",
            Self::PlaceOfBps => "adalah kode BPS, bukan kode Kemendagri",
            Self::RegencyUnknown => "bukan satu kabupaten atau kota yang dikenal",
            Self::PlaceMismatch => "terletak di kecamatan lain daripada yang disebut barisnya",
            Self::NotANumber => "bukan angka",
            Self::Negative => "kurang dari nol",
            Self::NotWhole => "bukan bilangan bulat",
            Self::Absurd => "di luar segala yang wajar",
            Self::TooLong => "terlalu panjang untuk satu sel",
            Self::NotText => "berisi bita yang bukan teks",
        }
    }

    /// Whether the sentence speaks of the value and not of its absence.
    const fn has_value(self) -> bool {
        !matches!(self, Self::NoName | Self::NoPlace)
    }
}

impl Problem {
    /// Row, column and what is wrong, in `lang`.
    fn sentence(&self, lang: Lang) -> String {
        let (row, column, value) = (self.row, &self.column, shortened(&self.value));
        let what = lang.pick(self.reason.indonesian(), self.reason.english());
        let place = match lang {
            Lang::Id => format!("baris {row}, kolom {column}"),
            Lang::En => format!("row {row}, column {column}"),
        };
        if let Reason::PlaceElsewhere(candidates) | Reason::PlaceAmbiguous(candidates) = self.reason
        {
            let codes = candidates.iter().flatten().map(ToString::to_string);
            let codes = codes.collect::<Vec<_>>().join(", ");
            format!("{place}: {value:?} {what} {codes}")
        } else if self.reason.has_value() {
            format!("{place}: {value:?} {what}")
        } else {
            format!("{place}: {what}")
        }
    }
}

/// A value that fits a line of a message.
pub(crate) fn shortened(value: &str) -> String {
    match value.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for Problem {}

impl Explain for Problem {
    fn code(&self) -> &'static str {
        match self.reason {
            Reason::NoName => "IKM-ROW-NO-NAME",
            Reason::NoPlace => "IKM-ROW-NO-PLACE",
            Reason::PlaceUnknown => "IKM-ROW-PLACE-UNKNOWN",
            Reason::PlaceElsewhere(_) => "IKM-ROW-PLACE-ELSEWHERE",
            Reason::PlaceAmbiguous(_) => "IKM-ROW-PLACE-AMBIGUOUS",
            Reason::PlaceOfBps => "IKM-ROW-PLACE-BPS",
            Reason::RegencyUnknown => "IKM-ROW-REGENCY-UNKNOWN",
            Reason::PlaceMismatch => "IKM-ROW-PLACE-MISMATCH",
            Reason::NotANumber => "IKM-ROW-NOT-A-NUMBER",
            Reason::Negative => "IKM-ROW-NEGATIVE",
            Reason::NotWhole => "IKM-ROW-NOT-WHOLE",
            Reason::Absurd => "IKM-ROW-ABSURD",
            Reason::TooLong => "IKM-ROW-TOO-LONG",
            Reason::NotText => "IKM-ROW-NOT-TEXT",
        }
    }

    fn indonesian(&self) -> String {
        self.sentence(Lang::Id)
    }

    fn hint(&self, lang: Lang) -> String {
        match self.reason {
            Reason::NoName => lang.pick("isi nama usahanya", "fill in the name"),
            Reason::NoPlace => lang.pick("isi kecamatannya", "fill in the kecamatan"),
            Reason::PlaceUnknown => lang.pick(
                "tulis nama resmi atau kode Kemendagri, misalnya IV Jurai atau 13.01.05",
                "write the official name or the code of Kemendagri, such as IV Jurai or 13.01.05",
            ),
            Reason::PlaceElsewhere(_) => lang.pick(
                "isi kode_kecamatan, atau kolom kabupaten",
                "fill in kode_kecamatan, or a column kabupaten",
            ),
            Reason::PlaceAmbiguous(_) => lang.pick(
                "isi kodenya, atau tulis Kelurahan atau Desa di depan namanya",
                "fill in its code, or write Kelurahan or Desa in front of its name",
            ),
            Reason::PlaceOfBps => lang.pick(
                "tulis kode Kemendagri, misalnya 13.01.05",
                "write the code of Kemendagri, such as 13.01.05",
            ),
            Reason::RegencyUnknown => lang.pick(
                "tulis Kabupaten atau Kota dan namanya; wilayah lain dimuat dengan ikm region load",
                "write Kabupaten or Kota and its name; load other regions with ikm region load",
            ),
            Reason::PlaceMismatch => lang
                .pick("perbaiki nagari atau kecamatannya", "correct the nagari or the kecamatan"),
            Reason::NotANumber => lang.pick(
                "tulis dengan angka, atau kosongkan bila tidak diketahui",
                "write it in digits, or leave it empty where it is not known",
            ),
            Reason::Negative => lang.pick("tulis nol atau lebih", "write zero or more"),
            Reason::NotWhole => lang.pick("tulis bilangan bulat", "write a whole number"),
            Reason::Absurd => lang.pick(
                "periksa angkanya dan satuannya (rupiah penuh, Rp.000 atau juta)",
                "check the number and its unit (whole rupiah, Rp.000 or millions)",
            ),
            Reason::TooLong | Reason::NotText => {
                lang.pick("periksa sel itu; mungkin salah tempel", "check that cell")
            }
        }
        .to_owned()
    }
}
