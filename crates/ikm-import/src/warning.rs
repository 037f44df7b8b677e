//! What is doubtful in a list that comes in all the same.

use std::fmt;

use ikm_core::classification::{KbliDoubt, KbliError};
use ikm_core::id::BadId;
use ikm_core::identity::IdentityError;
use ikm_core::money::Rupiah;
use ikm_core::region::{BadPostalCode, RegionCode};
use ikm_core::{Explain, Lang};

use crate::problem::shortened;
use crate::unit::Unit;

/// Something doubtful in a row, or in the list as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The number that a spreadsheet shows beside the row; none for the list as a whole.
    pub row: Option<u64>,
    /// The header of the column; empty for the list as a whole.
    pub column: String,
    /// What is doubtful.
    pub doubt: Doubt,
}

/// What is doubtful.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Doubt {
    /// An identifier is damaged or wrong and was left out.
    Identifier(IdentityError),
    /// An identifier has the right shape and deserves a look; one that names nobody was left out.
    Identity(ikm_core::identity::Doubt),
    /// A text is no day and was left out.
    Day(String),
    /// A KBLI code is wrong and was left out.
    Kbli(KbliError),
    /// A KBLI code is not one of its edition, or may be of another. It stays.
    KbliCode(KbliDoubt),
    /// An id is none of our registry's and was left out.
    Id(BadId),
    /// A text is neither a code nor a title of a class of the scheme and was left out.
    Class(String),
    /// A postal code is wrong and was left out.
    PostalCode(BadPostalCode),
    /// A latitude or longitude is wrong and was left out.
    Coordinate(String),
    /// The region in which a NIK was issued is not in the table: it may be another district, or
    /// one that was abolished. The NIK stays.
    NikRegion(RegionCode),
    /// The NIK is that of a man and the column says a woman, or the other way round.
    GenderMismatch,
    /// Men and women do not add up to the total; their sum counts.
    WorkersMismatch {
        /// Men and women together.
        sum: u32,
        /// The total that the row gives.
        total: u32,
    },
    /// The code and the name of the kecamatan differ; the code counts.
    PlaceMismatch,
    /// The list has no column for the place.
    NoPlaceColumn,
    /// Money looks a thousand times too small or too large for the unit it was read in.
    Unit {
        /// The middle value of the column, in rupiah as it was read.
        median: Rupiah,
        /// The unit in which it was read.
        unit: Unit,
        /// The unit that would make more sense of it.
        rather: Unit,
    },
    /// Nobody knows what these columns hold; they are not read.
    UnknownColumns(Vec<String>),
    /// A second column claims a field that another has; it is not read.
    DoubledColumn,
    /// A header is one letter away from a known one and was taken for it.
    GuessedColumn(crate::Field),
    /// Other sheets look like lists too; they are not read.
    OtherSheets {
        /// The sheet that is read, because the most columns of its header are known.
        taken: String,
        /// How many those are.
        columns: usize,
        /// The others, each with how many of its columns are known.
        others: Vec<(String, usize)>,
    },
    /// No column names the businesses; those of their owners do.
    NamedByOwner,
    /// The list has no column for the place, but its title or its sheet names a kecamatan.
    PlaceOfTitle(RegionCode),
    /// Every NIK of the list ends in 0: a spreadsheet has taken the last digit of all; none is read.
    LostDigits,
    /// A cell is a formula whose value the file does not hold; it is read as empty.
    Formula,
}

impl Warning {
    pub(crate) fn of_file(doubt: Doubt) -> Self {
        Self { row: None, column: String::new(), doubt }
    }

    fn sentence(&self, lang: Lang) -> String {
        let what = self.doubt.sentence(lang);
        let column = &self.column;
        match (self.row, lang) {
            (Some(row), Lang::Id) => format!("baris {row}, kolom {column}: {what}"),
            (Some(row), Lang::En) => format!("row {row}, column {column}: {what}"),
            (None, _) if column.is_empty() => what,
            (None, Lang::Id) => format!("kolom {column}: {what}"),
            (None, Lang::En) => format!("column {column}: {what}"),
        }
    }
}

impl Doubt {
    fn sentence(&self, lang: Lang) -> String {
        let left_out = lang.pick("dikosongkan", "left out");
        match self {
            Self::Identifier(error) => format!("{}; {left_out}", error.message(lang)),
            Self::Identity(doubt) => doubt.message(lang),
            Self::Day(text) => {
                let text = shortened(text);
                format!("{text:?} {}; {left_out}", lang.pick("bukan tanggal", "is no day"))
            }
            Self::Kbli(error) => format!("{}; {left_out}", error.message(lang)),
            Self::KbliCode(doubt) => doubt.message(lang),
            Self::Id(error) => format!("{}; {left_out}", error.message(lang)),
            Self::PostalCode(error) => format!("{}; {left_out}", error.message(lang)),
            Self::Class(text) => {
                let text = shortened(text);
                let what = lang.pick("bukan klasifikasi dalam skema", "is no class of the scheme");
                format!("{text:?} {what}; {left_out}")
            }
            Self::Coordinate(text) => {
                let text = shortened(text);
                let what = lang.pick("bukan koordinat", "is no coordinate");
                format!("{text:?} {what}; {left_out}")
            }
            Self::UnknownColumns(headers) => {
                let headers = headers.join(", ");
                match lang {
                    Lang::Id => format!("kolom yang tidak dikenal dan tidak dibaca: {headers}"),
                    Lang::En => format!("columns that are not known and not read: {headers}"),
                }
            }
            Self::OtherSheets { taken, columns, others } => {
                other_sheets(taken, *columns, others, lang)
            }
            Self::NamedByOwner => lang
                .pick(
                    "tidak ada kolom nama usaha; nama pemilik menjadi nama IKM",
                    "no column for the name of the business; the owner's name is taken for it",
                )
                .to_owned(),
            Self::PlaceOfTitle(code) => match lang {
                Lang::Id => format!("tidak ada kolom kecamatan; judulnya menyebut {code}"),
                Lang::En => format!("no column for the kecamatan; the title says {code}"),
            },
            Self::LostDigits => lang
                .pick(
                    "semua NIK berakhir 0: angka terakhirnya hilang di lembar kerja; dikosongkan",
                    "every NIK ends in 0: a spreadsheet took their last digit; left out",
                )
                .to_owned(),
            Self::Formula => lang
                .pick(
                    "rumus tanpa hasil yang tersimpan; dibaca kosong",
                    "a formula without a stored value; read as empty",
                )
                .to_owned(),
            Self::NoPlaceColumn => lang
                .pick(
                    "tidak ada kolom kecamatan; IKM dicatat di kabupaten ini tanpa kecamatan",
                    "no column for the kecamatan; the IKM belong to the regency, kecamatan unknown",
                )
                .to_owned(),
            Self::DoubledColumn => lang
                .pick(
                    "isian ini sudah diambil dari kolom lain; kolom ini tidak dibaca",
                    "another column holds the same; this one is not read",
                )
                .to_owned(),
            Self::GuessedColumn(field) => match lang {
                Lang::Id => format!("dianggap salah ketik dari {field}"),
                Lang::En => format!("taken for a misspelling of {field}"),
            },
            Self::PlaceMismatch => lang
                .pick(
                    "kode dan nama kecamatan berbeda; kodenya yang dipakai",
                    "code and name of the kecamatan differ; the code counts",
                )
                .to_owned(),
            Self::NikRegion(code) => match lang {
                Lang::Id => format!("NIK dari wilayah {code}, yang tidak ada dalam tabel"),
                Lang::En => format!("the NIK is of {code}, which is not in the table"),
            },
            Self::WorkersMismatch { sum, total } => match lang {
                Lang::Id => format!("L dan P {sum}, jumlahnya {total}; dipakai {sum}"),
                Lang::En => format!("men and women are {sum}, the total is {total}; {sum} counts"),
            },
            Self::GenderMismatch => lang
                .pick("jenis kelamin tidak cocok dengan NIK", "the gender does not fit the NIK")
                .to_owned(),
            Self::Unit { median, unit, rather } => unit_doubt(*median, *unit, *rather, lang),
        }
    }
}

fn other_sheets(taken: &str, columns: usize, others: &[(String, usize)], lang: Lang) -> String {
    let others: Vec<String> =
        others.iter().map(|(name, known)| format!("{name} ({known})")).collect();
    let others = others.join(", ");
    match lang {
        Lang::Id => format!(
            "yang dibaca lembar {taken:?}, {columns} judul kolomnya dikenal; lembar lain yang juga tampak seperti \
             daftar: {others}"
        ),
        Lang::En => format!(
            "sheet {taken:?} is read, of whose headers {columns} are known; other sheets that look like lists too: \
             {others}"
        ),
    }
}

fn unit_doubt(median: Rupiah, unit: Unit, rather: Unit, lang: Lang) -> String {
    let (amount, read_as, rather) = (median.display(lang), unit.label(lang), rather.label(lang));
    match lang {
        Lang::Id => format!(
            "nilai tengahnya {amount} bila dibaca sebagai {read_as}; mungkin seharusnya {rather}"
        ),
        Lang::En => {
            format!("the middle value is {amount} when read as {read_as}; {rather} may be meant")
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for Warning {}

impl Explain for Warning {
    fn code(&self) -> &'static str {
        match &self.doubt {
            Doubt::Identifier(error) => error.code(),
            Doubt::Identity(doubt) => doubt.code(),
            Doubt::Day(_) => "IKM-ROW-DAY",
            Doubt::Kbli(error) => error.code(),
            Doubt::KbliCode(doubt) => doubt.code(),
            Doubt::Id(error) => error.code(),
            Doubt::PostalCode(error) => error.code(),
            Doubt::Class(_) => "IKM-ROW-CLASS",
            Doubt::Coordinate(_) => "IKM-ROW-COORDINATE",
            Doubt::NikRegion(_) => "IKM-ROW-NIK-REGION",
            Doubt::GenderMismatch => "IKM-ROW-GENDER-MISMATCH",
            Doubt::WorkersMismatch { .. } => "IKM-ROW-WORKERS-MISMATCH",
            Doubt::PlaceMismatch => "IKM-ROW-PLACE-CODE-MISMATCH",
            Doubt::NoPlaceColumn => "IKM-IMPORT-NO-PLACE-COLUMN",
            Doubt::Unit { .. } => "IKM-IMPORT-UNIT-DOUBT",
            Doubt::UnknownColumns(_) => "IKM-IMPORT-UNKNOWN-COLUMNS",
            Doubt::DoubledColumn => "IKM-IMPORT-DOUBLED-COLUMN",
            Doubt::GuessedColumn(_) => "IKM-IMPORT-GUESSED-COLUMN",
            Doubt::OtherSheets { .. } => "IKM-IMPORT-OTHER-SHEETS",
            Doubt::NamedByOwner => "IKM-IMPORT-NAMED-BY-OWNER",
            Doubt::PlaceOfTitle(_) => "IKM-IMPORT-PLACE-OF-TITLE",
            Doubt::LostDigits => "IKM-IMPORT-LOST-DIGITS",
            Doubt::Formula => "IKM-ROW-FORMULA",
        }
    }

    fn indonesian(&self) -> String {
        self.sentence(Lang::Id)
    }

    fn hint(&self, lang: Lang) -> String {
        match &self.doubt {
            Doubt::Identifier(error) => return error.hint(lang),
            Doubt::Identity(doubt) => return doubt.hint(lang),
            Doubt::Day(_) => lang.pick(
                "tulis tanggal, misalnya 2026-03-01 atau 1 Maret 2026",
                "write a day, such as 2026-03-01",
            ),
            Doubt::Kbli(error) => return error.hint(lang),
            Doubt::KbliCode(doubt) => return doubt.hint(lang),
            Doubt::Id(error) => return error.hint(lang),
            Doubt::PostalCode(error) => return error.hint(lang),
            Doubt::Class(_) => lang.pick(
                "tulis kode atau judul klasifikasi seperti dalam skema kantor",
                "write the code or the title of a class as the scheme of the office has it",
            ),
            Doubt::Coordinate(_) => {
                lang.pick("tulis derajat desimal, misalnya -1.3512", "write decimal degrees")
            }
            Doubt::NikRegion(_) | Doubt::GenderMismatch => {
                lang.pick("cocokkan dengan KTP", "compare with the identity card")
            }
            Doubt::WorkersMismatch { .. } => {
                lang.pick("perbaiki salah satu angkanya", "correct one of the numbers")
            }
            Doubt::PlaceMismatch => lang.pick("perbaiki kode atau namanya", "correct code or name"),
            Doubt::NoPlaceColumn => lang.pick(
                "tambahkan kolom kecamatan bila diketahui",
                "add a column kecamatan where it is known",
            ),
            Doubt::Unit { rather, .. } => {
                return match lang {
                    Lang::Id => format!("bila benar, ulangi dengan --unit {rather}"),
                    Lang::En => format!("if so, import again with --unit {rather}"),
                };
            }
            Doubt::UnknownColumns(_) | Doubt::GuessedColumn(_) => lang.pick(
                "sebut isinya dalam berkas pemetaan bila perlu",
                "say in a mapping what they hold, where needed",
            ),
            Doubt::DoubledColumn => lang.pick(
                "sebut dalam berkas pemetaan kolom mana yang benar",
                "say in a mapping which of the two is right",
            ),
            Doubt::OtherSheets { .. } => lang.pick(
                "impor lembar lain dengan --sheet NAMA",
                "import another sheet with --sheet NAME",
            ),
            Doubt::NamedByOwner => lang.pick(
                "sebut kolom nama usaha dalam berkas pemetaan bila ada",
                "say in a mapping which column names the business, where one does",
            ),
            Doubt::PlaceOfTitle(_) => lang.pick(
                "tambahkan kolom kecamatan bila ada IKM dari kecamatan lain",
                "add a column kecamatan where an IKM is of another one",
            ),
            Doubt::LostDigits => lang.pick(
                "minta daftar yang kolom NIK-nya berformat Teks",
                "ask for a list whose column of NIK has the format Text",
            ),
            Doubt::Formula => lang.pick(
                "buka dengan program lembar kerja dan simpan, supaya hasilnya tersimpan",
                "open it in a spreadsheet program and save it, so that the value is stored",
            ),
        }
        .to_owned()
    }
}
