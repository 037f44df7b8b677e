use std::sync::LazyLock;

use super::edition2025::{self, In2025};
use super::kbli::{Kbli, KbliEdition};
use crate::lang::{Explain, Lang};
use crate::registry::fold;

/// A code of a table with its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KbliEntry {
    /// The code, of two or five digits.
    pub kbli: Kbli,
    /// Its title as BPS writes it, in Indonesian; there is no official English one.
    pub title: String,
}

/// The codes of one edition of KBLI with their titles.
///
/// ```
/// use ikm_core::classification::{Kbli, KbliTable};
/// # fn main() -> Result<(), ikm_core::classification::KbliError> {
/// let table = KbliTable::kbli2020_section_c();
/// let crisps: Kbli = "2020:10794".parse()?;
/// assert_eq!(table.title(crisps), Some("Industri Kerupuk, Keripik, Peyek Dan Sejenisnya"));
/// // The same number is another thing in another edition.
/// assert_eq!(table.title("2025:10794".parse()?), None);
/// let tofu = table.find("tahu kedelai", 10);
/// assert_eq!(tofu.first().map(|entry| entry.kbli.code()), Some("10392"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct KbliTable {
    edition: KbliEdition,
    /// In the order of their codes, so that those under a prefix lie together.
    entries: Vec<KbliEntry>,
}

/// The shipped table.
const KBLI_2020_SECTION_C: &str = include_str!("../../data/kbli2020-c.csv");

impl KbliTable {
    /// The shipped table: the 24 divisions and the 475 five-digit codes of section C of KBLI 2020
    /// (BPS regulation 2/2020). It is read once.
    pub fn kbli2020_section_c() -> &'static Self {
        static TABLE: LazyLock<KbliTable> = LazyLock::new(KbliTable::read_shipped);
        &TABLE
    }

    fn read_shipped() -> Self {
        let edition = KbliEdition::Kbli2020;
        // A comment and the header are no codes; a test counts what is read.
        let entries = KBLI_2020_SECTION_C.lines().filter_map(|line| {
            let (code, title) = line.split_once(',')?;
            let kbli = Kbli::try_new(edition, code).ok()?;
            Some(KbliEntry { kbli, title: title.trim_end().to_owned() })
        });
        let mut entries: Vec<KbliEntry> = entries.collect();
        entries.sort_by_key(|entry| entry.kbli);
        Self { edition, entries }
    }

    /// The edition that gives its codes their meaning.
    pub const fn edition(&self) -> KbliEdition {
        self.edition
    }

    /// The title of a code of two or five digits; `None` for a code of another edition, and for the
    /// three and four digits whose titles the table does not hold.
    pub fn title(&self, kbli: Kbli) -> Option<&str> {
        let at = self.entries.binary_search_by_key(&kbli, |entry| entry.kbli).ok()?;
        self.entries.get(at).map(|entry| entry.title.as_str())
    }

    /// The five-digit codes that begin with `prefix`, in their order.
    pub fn under(&self, prefix: &str) -> impl Iterator<Item = &KbliEntry> {
        self.classes().filter(move |entry| entry.kbli.code().starts_with(prefix))
    }

    /// The five-digit codes, in their order.
    pub fn classes(&self) -> impl Iterator<Item = &KbliEntry> {
        self.entries.iter().filter(|entry| entry.kbli.code().len() == 5)
    }

    /// Whether the edition has this code; of two to four digits, whether it has one below it.
    /// `None` where the table cannot tell: another edition, or outside section C.
    pub fn knows(&self, kbli: Kbli) -> Option<bool> {
        let judged = kbli.edition() == self.edition && kbli.in_section_c();
        judged.then(|| self.under(kbli.code()).next().is_some())
    }

    /// Up to `limit` five-digit codes whose titles have every word of `text`, each as a beginning,
    /// in the order of codes; or those that begin with the digits that `text` is. Case and marks do
    /// not matter. Where no title has them all, one letter in a long word may be wrong.
    pub fn find(&self, text: &str, limit: usize) -> Vec<&KbliEntry> {
        let text = fold(text);
        if text.is_empty() {
            return Vec::new();
        }
        if text.bytes().all(|b| b.is_ascii_digit()) {
            return self.under(&text).take(limit).collect();
        }
        let begins = |title: &str, word: &str| title.starts_with(word);
        let found = self.having(&text, limit, begins);
        if !found.is_empty() {
            return found;
        }
        self.having(&text, limit, |title, word| {
            begins(title, word) || one_letter_apart(title, word)
        })
    }

    fn having(
        &self,
        text: &str,
        limit: usize,
        fits: impl Fn(&str, &str) -> bool,
    ) -> Vec<&KbliEntry> {
        let has_all = |entry: &&KbliEntry| {
            let title = fold(&entry.title);
            text.split(' ').all(|word| title.split(' ').any(|other| fits(other, word)))
        };
        self.classes().filter(has_all).take(limit).collect()
    }

    /// What is doubtful about a code that a list gives.
    ///
    /// `assumed` is the year of the list where the list does not say the edition itself: from 2026
    /// on it may well be that of 2025 (BPS regulation 7/2025), in which some numbers mean
    /// something else.
    pub fn doubt(&self, kbli: Kbli, assumed: Option<i32>) -> Option<KbliDoubt> {
        let judged = kbli.edition() == self.edition && kbli.in_section_c();
        let is_missing = || judged && kbli.code().len() == 5 && self.title(kbli).is_none();
        match edition2025::in_2025(kbli.code()) {
            Some(In2025::Gone) if kbli.edition() == KbliEdition::Kbli2025 => {
                Some(KbliDoubt::Gone(kbli))
            }
            Some(now) if kbli.edition() == KbliEdition::Kbli2020 => assumed
                .filter(|year| *year >= edition2025::FIRST_YEAR)
                .map(|_| KbliDoubt::Edition { kbli, now }),
            _ if is_missing() => Some(KbliDoubt::Unknown(kbli)),
            _ => None,
        }
    }
}

/// Whether two words differ in one letter, and not in the first: a letter too many or too few in
/// words of six or more, another letter or two swapped in words of seven or more, as *gambir* is no
/// misspelling of *gambar*.
pub(super) fn one_letter_apart(one: &str, other: &str) -> bool {
    let shortest = if one.len() == other.len() { 7 } else { 6 };
    one.len().min(other.len()) >= shortest
        && one.len().abs_diff(other.len()) <= 1
        && one.chars().next() == other.chars().next()
        && strsim::osa_distance(one, other) <= 1
}

/// Something doubtful in a KBLI code that is well formed and stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KbliDoubt {
    /// Section C of the edition has no such code.
    #[error("KBLI {} has no code {}", .0.edition(), .0.code())]
    Unknown(Kbli),
    /// A code of 2025 that is only one of 2020.
    #[error("KBLI 2025 no longer has the code {}", .0.code())]
    Gone(Kbli),
    /// The list is young and does not say its edition, and the number is not the same in both.
    #[error("KBLI code {} was read as one of 2020, and {}", .kbli.code(), .now.text(Lang::En))]
    Edition {
        /// The code as it was read.
        kbli: Kbli,
        /// What became of the number.
        now: In2025,
    },
}

impl Explain for KbliDoubt {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "IKM-KBLI-UNKNOWN",
            Self::Gone(_) => "IKM-KBLI-GONE",
            Self::Edition { .. } => "IKM-KBLI-EDITION-DOUBT",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Unknown(kbli) => {
                format!("KBLI {} tidak memuat kode {}", kbli.edition(), kbli.code())
            }
            Self::Gone(kbli) => format!("KBLI 2025 tidak lagi memuat kode {}", kbli.code()),
            Self::Edition { kbli, now } => {
                let (code, now) = (kbli.code(), now.text(Lang::Id));
                format!("kode KBLI {code} dibaca sebagai edisi 2020, sedangkan {now}")
            }
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Unknown(_) => lang.pick(
                "periksa kodenya dengan ikm classification find, atau sebut edisinya dalam kolom edisi_kbli",
                "look the code up with ikm classification find, or say the edition in a column edisi_kbli",
            ),
            Self::Gone(_) => lang.pick(
                "cari kode penggantinya dalam KBLI 2025, atau sebut edisi 2020",
                "look for its successor in KBLI 2025, or say edition 2020",
            ),
            Self::Edition { .. } => lang.pick(
                "sebut edisinya, 2020 atau 2025, dalam kolom edisi_kbli",
                "say which edition is meant, 2020 or 2025, in a column edisi_kbli",
            ),
        }
        .to_owned()
    }
}
