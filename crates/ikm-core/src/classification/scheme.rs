use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::kbli::{Kbli, KbliEdition};
use crate::lang::{Explain, Lang};
use crate::registry::fold;

/// The code of a class inside an office's scheme: `10`. At most 16 letters, digits, points, hyphens
/// and underscores.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClassCode(String);

impl ClassCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ClassCode {
    type Err = SchemeError;

    fn from_str(text: &str) -> Result<Self, SchemeError> {
        let is_allowed = |b: u8| b.is_ascii_alphanumeric() || b".-_".contains(&b);
        if (1..=16).contains(&text.len()) && text.bytes().all(is_allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(SchemeError::Code(text.to_owned()))
        }
    }
}

impl TryFrom<String> for ClassCode {
    type Error = SchemeError;

    fn try_from(text: String) -> Result<Self, SchemeError> {
        text.parse()
    }
}

impl From<ClassCode> for String {
    fn from(code: ClassCode) -> Self {
        code.0
    }
}

impl fmt::Display for ClassCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for ClassCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClassCode({self})")
    }
}

/// A class of industries.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Its code.
    pub code: ClassCode,
    /// Its Indonesian title.
    pub title_id: String,
    /// Its English title.
    pub title_en: String,
    /// The beginnings of the KBLI codes that belong to it, of two to five digits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prefixes: Vec<String>,
    /// The commodity groups (komoditi) that belong to it, for an IKM without a KBLI code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commodities: Vec<String>,
}

impl Class {
    /// The title in `lang`.
    pub fn title(&self, lang: Lang) -> &str {
        lang.pick(&self.title_id, &self.title_en)
    }
}

/// The classes by which an office counts its industries.
///
/// The shipped one is [`Scheme::kbli2020_divisions`]; an office replaces it with a TOML file of the
/// same form, read by `FromStr`. Beside its own classes each scheme has one for what is not
/// manufacturing at all: [`Scheme::outside`].
///
/// ```
/// use ikm_core::classification::{Kbli, KbliEdition, Scheme};
/// # fn main() -> Result<(), ikm_core::classification::KbliError> {
/// let scheme = Scheme::kbli2020_divisions();
/// let class = |code| Kbli::try_new(KbliEdition::Kbli2020, code).map(|kbli| scheme.classify(kbli));
/// assert_eq!(class("10794")?.expect("a division").title_en, "Manufacture of food products");
/// assert_eq!(class("45407")?, Some(scheme.outside()));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawScheme", into = "RawScheme")]
pub struct Scheme {
    id: String,
    title_id: String,
    title_en: String,
    edition: Option<KbliEdition>,
    classes: Vec<Class>,
    outside: Class,
    /// Where the class of each prefix stands in `classes`.
    by_prefix: HashMap<String, usize>,
    /// Where the class of each commodity, folded, stands in `classes`.
    by_commodity: HashMap<String, usize>,
}

/// The shipped scheme.
const KBLI_2020_DIVISIONS: &str = include_str!("../../data/kbli2020-div.toml");

impl Scheme {
    /// The code of the class that every scheme reserves for what lies outside section C.
    pub const OUTSIDE: &str = "LUAR-C";

    /// The shipped scheme: the 24 divisions of section C of KBLI 2020 (BPS regulation 2/2020).
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "the file is part of the program, and a test reads it"
    )]
    pub fn kbli2020_divisions() -> Self {
        KBLI_2020_DIVISIONS.parse().expect("the shipped scheme is well formed")
    }

    /// Its id, as stores and reports name it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its title in `lang`.
    pub fn title(&self, lang: Lang) -> &str {
        lang.pick(&self.title_id, &self.title_en)
    }

    /// The edition of KBLI from which its prefixes are taken; `None` when it has no prefixes, and
    /// classes follow from the commodity, from a [`Mapping`](super::Mapping) or from a person.
    pub const fn edition(&self) -> Option<KbliEdition> {
        self.edition
    }

    /// The classes, in the order in which reports show them, without the reserved one.
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// The reserved class of what is not manufacturing: repair of motorcycles, laundries, shops.
    pub const fn outside(&self) -> &Class {
        &self.outside
    }

    /// The class with `code`, the reserved one included.
    pub fn get(&self, code: &ClassCode) -> Option<&Class> {
        self.classes.iter().chain([&self.outside]).find(|class| class.code == *code)
    }

    /// The class that a KBLI code falls into: that with the longest prefix of it, else the reserved
    /// one when the code lies outside section C.
    ///
    /// Nothing when only a person can tell: the code is coarser than the scheme, or of another
    /// edition, in which only the divisions still mean the same.
    pub fn classify(&self, kbli: Kbli) -> Option<&Class> {
        let code = kbli.code();
        let longest = if Some(kbli.edition()) == self.edition { code.len() } else { 2 };
        let class = (2..=longest)
            .rev()
            .filter_map(|length| self.by_prefix.get(code.get(..length)?))
            .find_map(|at| self.classes.get(*at));
        class.or_else(|| (!kbli.in_section_c()).then_some(&self.outside))
    }

    /// The class that a commodity group of the office belongs to; case, marks and blanks do not
    /// matter.
    pub fn classify_commodity(&self, commodity: &str) -> Option<&Class> {
        self.by_commodity.get(&fold(commodity)).and_then(|at| self.classes.get(*at))
    }
}

/// Reads a scheme from TOML.
impl FromStr for Scheme {
    type Err = SchemeError;

    fn from_str(text: &str) -> Result<Self, SchemeError> {
        let raw: RawScheme = toml::from_str(text).map_err(|source| {
            let before = source.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            SchemeError::Toml { line: before.matches('\n').count() + 1, source: Box::new(source) }
        })?;
        raw.try_into()
    }
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawScheme {
    id: String,
    title_id: String,
    title_en: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    edition: Option<KbliEdition>,
    #[serde(rename = "class", default)]
    classes: Vec<Class>,
}

impl TryFrom<RawScheme> for Scheme {
    type Error = SchemeError;

    fn try_from(raw: RawScheme) -> Result<Self, SchemeError> {
        let titles = raw.classes.iter().flat_map(|class| [&class.title_id, &class.title_en]);
        if [&raw.id, &raw.title_id, &raw.title_en]
            .into_iter()
            .chain(titles)
            .any(|t| t.trim().is_empty())
        {
            return Err(SchemeError::Untitled(raw.id));
        }
        if raw.classes.is_empty() {
            return Err(SchemeError::Empty(raw.id));
        }
        let outside = outside_class()?;
        let mut codes = HashSet::from([&outside.code]);
        let (mut by_prefix, mut by_commodity) = (HashMap::new(), HashMap::new());
        for (at, class) in raw.classes.iter().enumerate() {
            if !codes.insert(&class.code) {
                return Err(SchemeError::CodeTwice(class.code.clone()));
            }
            check_class(class, raw.edition)?;
            for prefix in &class.prefixes {
                if by_prefix.insert(prefix.clone(), at).is_some() {
                    return Err(SchemeError::PrefixTwice(prefix.clone()));
                }
            }
            for commodity in &class.commodities {
                if by_commodity.insert(fold(commodity), at).is_some() {
                    return Err(SchemeError::CommodityTwice(commodity.clone()));
                }
            }
        }
        let RawScheme { id, title_id, title_en, edition, classes } = raw;
        Ok(Self { id, title_id, title_en, edition, classes, outside, by_prefix, by_commodity })
    }
}

/// A class of a scheme with an edition takes prefixes or commodities; of a scheme without one, no
/// prefixes.
fn check_class(class: &Class, edition: Option<KbliEdition>) -> Result<(), SchemeError> {
    let Some(edition) = edition else {
        return match class.prefixes.first() {
            Some(_) => Err(SchemeError::NoEdition(class.code.clone())),
            None => Ok(()),
        };
    };
    if class.prefixes.is_empty() && class.commodities.is_empty() {
        return Err(SchemeError::NoPrefix(class.code.clone()));
    }
    for prefix in &class.prefixes {
        Kbli::try_new(edition, prefix)
            .map_err(|_names_the_prefix| SchemeError::Prefix(prefix.clone()))?;
    }
    Ok(())
}

impl From<Scheme> for RawScheme {
    fn from(scheme: Scheme) -> Self {
        let Scheme { id, title_id, title_en, edition, classes, .. } = scheme;
        Self { id, title_id, title_en, edition, classes }
    }
}

fn outside_class() -> Result<Class, SchemeError> {
    Ok(Class {
        code: Scheme::OUTSIDE.parse()?,
        title_id: "Di luar kategori C".to_owned(),
        title_en: "Outside section C".to_owned(),
        prefixes: Vec::new(),
        commodities: Vec::new(),
    })
}

/// What is wrong with a classification scheme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SchemeError {
    /// The text is not TOML, or lacks or adds something.
    #[error("line {line} of the classification scheme cannot be read")]
    Toml {
        /// The number of the line, from 1.
        line: usize,
        /// What the reader of TOML says.
        source: Box<toml::de::Error>,
    },
    /// A text is no code of a class.
    #[error("{0:?} is not the code of a class")]
    Code(String),
    /// The scheme has no id, or it or a class has no title in one of the languages.
    #[error("classification scheme {0:?} lacks its id or a title")]
    Untitled(String),
    /// The scheme has no classes.
    #[error("classification scheme {0:?} has no classes")]
    Empty(String),
    /// Two classes have one code, or one has the reserved code.
    #[error("class {0} is there twice or takes the reserved code")]
    CodeTwice(ClassCode),
    /// No KBLI code and no commodity falls into a class.
    #[error("class {0} has no prefixes")]
    NoPrefix(ClassCode),
    /// A class has prefixes, and the scheme does not say of which edition.
    #[error("class {0} has prefixes, but the scheme names no edition of KBLI")]
    NoEdition(ClassCode),
    /// A commodity stands twice.
    #[error("commodity {0:?} is there twice")]
    CommodityTwice(String),
    /// A prefix is not the beginning of a KBLI code.
    #[error("{0:?} is not a KBLI prefix of two to five digits")]
    Prefix(String),
    /// A prefix stands twice, so that a code could fall into two classes.
    #[error("prefix {0:?} is there twice")]
    PrefixTwice(String),
}

impl Explain for SchemeError {
    fn code(&self) -> &'static str {
        match self {
            Self::Toml { .. } => "IKM-SCHEME-TOML",
            Self::Code(_) => "IKM-SCHEME-CODE",
            Self::Untitled(_) => "IKM-SCHEME-TITLE",
            Self::Empty(_) => "IKM-SCHEME-EMPTY",
            Self::CodeTwice(_) => "IKM-SCHEME-CODE-TWICE",
            Self::NoPrefix(_) => "IKM-SCHEME-NO-PREFIX",
            Self::NoEdition(_) => "IKM-SCHEME-NO-EDITION",
            Self::CommodityTwice(_) => "IKM-SCHEME-COMMODITY-TWICE",
            Self::Prefix(_) => "IKM-SCHEME-PREFIX",
            Self::PrefixTwice(_) => "IKM-SCHEME-PREFIX-TWICE",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Toml { line, .. } => format!("baris {line} skema klasifikasi tidak terbaca"),
            Self::Code(text) => format!("{text:?} bukan kode klasifikasi"),
            Self::Untitled(id) => {
                format!("skema klasifikasi {id:?} tidak lengkap id atau judulnya")
            }
            Self::Empty(id) => format!("skema klasifikasi {id:?} tidak memuat klasifikasi"),
            Self::CodeTwice(code) => {
                format!("klasifikasi {code} tercantum dua kali atau memakai kode khusus")
            }
            Self::NoPrefix(code) => format!("klasifikasi {code} tidak punya awalan KBLI"),
            Self::Prefix(text) => format!("{text:?} bukan awalan KBLI dua sampai lima angka"),
            Self::PrefixTwice(text) => format!("awalan KBLI {text:?} tercantum dua kali"),
            Self::NoEdition(code) => {
                format!("klasifikasi {code} punya awalan, tetapi skema tidak menyebut edisi KBLI")
            }
            Self::CommodityTwice(text) => format!("komoditi {text:?} tercantum dua kali"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Toml { .. } => lang.pick(
                "pakai id, title_id, title_en, edition, dan [[class]] dengan code, title_id, title_en, prefixes",
                "use id, title_id, title_en, edition, and [[class]] with code, title_id, title_en, prefixes",
            ),
            Self::Code(_) => lang.pick(
                "paling banyak 16 huruf, angka, titik, tanda hubung atau garis bawah",
                "at most 16 letters, digits, points, hyphens or underscores",
            ),
            Self::Untitled(_) => lang.pick(
                "isi id serta title_id dan title_en pada skema dan setiap klasifikasi",
                "fill in id, and title_id and title_en of the scheme and of every class",
            ),
            Self::Empty(_) => {
                lang.pick("tambahkan paling sedikit satu [[class]]", "add at least one [[class]]")
            }
            Self::CodeTwice(_) => lang.pick(
                "beri setiap klasifikasi kode sendiri; LUAR-C sudah dipakai untuk yang di luar kategori C",
                "give each class a code of its own; LUAR-C is taken by what lies outside section C",
            ),
            Self::NoPrefix(_) => lang.pick(
                "isi prefixes, misalnya [\"10\"], atau commodities",
                "fill in prefixes, such as [\"10\"], or commodities",
            ),
            Self::NoEdition(_) => lang.pick(
                "isi edition, misalnya \"2020\", atau hapus prefixes",
                "fill in edition, such as \"2020\", or remove prefixes",
            ),
            Self::CommodityTwice(_) => lang.pick(
                "satu komoditi hanya boleh ada pada satu klasifikasi",
                "a commodity can belong to one class only",
            ),
            Self::Prefix(_) => lang.pick(
                "tulis 2 sampai 5 angka pertama kode KBLI, dalam tanda kutip",
                "write the first 2 to 5 digits of a KBLI code, in quotes",
            ),
            Self::PrefixTwice(_) => lang.pick(
                "satu awalan hanya boleh ada pada satu klasifikasi",
                "a prefix can belong to one class only",
            ),
        }
        .to_owned()
    }
}
