use chrono::NaiveDate;

use super::mapping::MapsFrom;
use super::scheme::ClassCode;
use crate::lang::{Explain, Lang};
use crate::period::{DateRange, EmptyRange};

/// What is wrong with a mapping of KBLI codes and commodities to classes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MappingError {
    /// The TOML cannot be read, or has other keys than a mapping has.
    #[error("line {line} of the mapping cannot be read")]
    Toml {
        /// The number of the line, from 1.
        line: usize,
        /// What the reader says.
        source: Box<toml::de::Error>,
    },
    /// The mapping names no scheme or has no periods.
    #[error("the mapping for scheme {0:?} lacks the scheme or has no period")]
    Empty(String),
    /// A period ends on or before its first day.
    #[error("a period of the mapping ends before it begins")]
    Range(#[source] EmptyRange),
    /// A period does not say who decided it.
    #[error("the period from {0} of the mapping has no source")]
    NoSource(NaiveDate),
    /// A period has no rows.
    #[error("the period from {0} of the mapping has no rows")]
    NoRows(NaiveDate),
    /// A row is neither an edition with a prefix nor a commodity.
    #[error("a row of the mapping that leads to {0} is neither a KBLI prefix nor a commodity")]
    Row(ClassCode),
    /// A prefix is not the beginning of a KBLI code.
    #[error("{0:?} is not a KBLI prefix of two to five digits")]
    Prefix(String),
    /// Two periods hold on one day.
    #[error("the periods of the mapping from {} and from {} hold on the same day", .0.from(), .1.from())]
    Overlap(DateRange, DateRange),
    /// Two rows of one period lead from one thing to two classes.
    #[error(
        "rows {} and {} of the period from {from} lead from {row} to {} and to {}",
        .first.0, .second.0, .first.1, .second.1
    )]
    Twice {
        /// The first day of the period.
        from: NaiveDate,
        /// From what both rows lead.
        row: MapsFrom,
        /// The number of the one row, from 1, and its class.
        first: (usize, ClassCode),
        /// The number of the other and its class.
        second: (usize, ClassCode),
    },
    /// The mapping is made for another scheme.
    #[error("the mapping is for scheme {mapping:?}, and {scheme:?} is in force")]
    Scheme {
        /// The scheme that the mapping names.
        mapping: String,
        /// The scheme that it was to be used with.
        scheme: String,
    },
    /// A row leads to a class that the scheme does not have.
    #[error("the mapping leads from {row} to {class}, a class that the scheme does not have")]
    Class {
        /// From what the row leads.
        row: MapsFrom,
        /// The class.
        class: ClassCode,
    },
}

impl Explain for MappingError {
    fn code(&self) -> &'static str {
        match self {
            Self::Toml { .. } => "IKM-CLASSMAP-TOML",
            Self::Empty(_) => "IKM-CLASSMAP-EMPTY",
            Self::Range(_) => "IKM-CLASSMAP-RANGE",
            Self::NoSource(_) => "IKM-CLASSMAP-NO-SOURCE",
            Self::NoRows(_) => "IKM-CLASSMAP-NO-ROWS",
            Self::Row(_) => "IKM-CLASSMAP-ROW",
            Self::Prefix(_) => "IKM-CLASSMAP-PREFIX",
            Self::Overlap(..) => "IKM-CLASSMAP-OVERLAP",
            Self::Twice { .. } => "IKM-CLASSMAP-TWICE",
            Self::Scheme { .. } => "IKM-CLASSMAP-SCHEME",
            Self::Class { .. } => "IKM-CLASSMAP-CLASS",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Toml { line, .. } => format!("baris {line} pemetaan klasifikasi tidak terbaca"),
            Self::Empty(scheme) => {
                format!(
                    "pemetaan untuk skema {scheme:?} tidak menyebut skema atau tidak berisi masa berlaku"
                )
            }
            Self::Range(_) => "satu masa berlaku dalam pemetaan berakhir sebelum mulai".to_owned(),
            Self::NoSource(from) => {
                format!("masa berlaku mulai {from} dalam pemetaan tidak menyebut sumbernya")
            }
            Self::NoRows(from) => {
                format!("masa berlaku mulai {from} dalam pemetaan tidak berisi baris")
            }
            Self::Row(class) => {
                format!("satu baris pemetaan ke {class} bukan awalan KBLI dan bukan komoditi")
            }
            Self::Prefix(text) => format!("{text:?} bukan awalan KBLI dua sampai lima angka"),
            Self::Overlap(earlier, later) => format!(
                "masa berlaku mulai {} dan mulai {} dalam pemetaan bertumpang tindih",
                earlier.from(),
                later.from()
            ),
            Self::Twice { from, row, first, second } => format!(
                "baris {} dan {} pada masa berlaku mulai {from} memetakan {row} ke {} dan ke {}",
                first.0, second.0, first.1, second.1
            ),
            Self::Scheme { mapping, scheme } => {
                format!("pemetaan ini untuk skema {mapping:?}, sedangkan yang berlaku {scheme:?}")
            }
            Self::Class { row, class } => {
                format!("pemetaan {row} ke {class}: klasifikasi itu tidak ada dalam skema")
            }
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Toml { .. } => lang.pick(
                "pakai scheme, dan [[period]] dengan from, to, source dan rows; lihat docs/reference/classification.md",
                "use scheme, and [[period]] with from, to, source and rows; see docs/reference/classification.md",
            ),
            Self::Empty(_) => lang.pick(
                "isi scheme dan paling sedikit satu [[period]]",
                "fill in scheme and at least one [[period]]",
            ),
            Self::Range(_) => lang.pick(
                "to harus sesudah from; hari to sendiri tidak termasuk",
                "to comes after from, and is itself not included",
            ),
            Self::NoSource(_) => lang.pick(
                "isi source, misalnya nomor keputusan kepala dinas",
                "fill in source, such as the number of the decree",
            ),
            Self::NoRows(_) => lang.pick(
                "isi rows dengan paling sedikit satu baris",
                "fill in rows with at least one row",
            ),
            Self::Row(_) => lang.pick(
                "isi edition dan prefix, atau commodity saja",
                "fill in edition and prefix, or commodity alone",
            ),
            Self::Prefix(_) => lang.pick(
                "tulis 2 sampai 5 angka pertama kode KBLI, dalam tanda kutip",
                "write the first 2 to 5 digits of a KBLI code, in quotes",
            ),
            Self::Overlap(..) => lang.pick(
                "akhiri yang lama (to) pada hari pertama yang baru",
                "end the older one (to) on the first day of the newer",
            ),
            Self::Twice { .. } => lang.pick(
                "hapus salah satunya, atau pakai awalan yang lebih panjang",
                "remove one of them, or use a longer prefix",
            ),
            Self::Scheme { .. } => lang.pick(
                "muat dahulu skemanya dengan ikm classification load, atau perbaiki scheme",
                "load the scheme first with ikm classification load, or correct scheme",
            ),
            Self::Class { .. } => lang.pick(
                "pakai kode klasifikasi dari skema; lihat ikm classification show",
                "use a code of the scheme; see ikm classification show",
            ),
        }
        .to_owned()
    }
}
