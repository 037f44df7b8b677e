//! Rows of a list that are no IKM: titles, repeated headers, totals, signatures, blank lines.

use ikm_core::Lang;

use crate::Layout;
use crate::cells::RawRow;
use crate::field::Field;
use crate::number::is_unknown;

/// Why a row is no IKM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Skip {
    /// Nothing stands in it.
    Blank,
    /// A title of the list or of a section.
    Title,
    /// The header again, or the numbers of the columns below it.
    Header,
    /// A total.
    Totals,
    /// A place and date, a signature, a note below the list.
    Signature,
}

impl Skip {
    /// The reason in `lang`.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Blank => lang.pick("baris kosong", "blank line"),
            Self::Title => lang.pick("judul", "title"),
            Self::Header => lang.pick("judul kolom", "header"),
            Self::Totals => lang.pick("jumlah", "total"),
            Self::Signature => lang.pick("tanda tangan atau catatan", "signature or note"),
        }
    }
}

/// Tells rows that are no IKM from rows that are, as the list goes by.
#[derive(Debug)]
pub(crate) struct Skipper {
    header_rows: Vec<RawRow>,
    /// How many columns are read: in a narrow list a row with few cells is a full one.
    width: usize,
    /// The column of the name, and the columns that only number the rows.
    name: usize,
    numbering: Vec<usize>,
    /// Whether a total or a signature has gone by and no full row since.
    in_tail: bool,
}

/// Rows of at most so many cells may be a title or a signature.
const FEW_CELLS: usize = 3;
/// Lists with fewer columns than this have no rows of few cells.
const WIDE: usize = 4;

impl Skipper {
    pub(crate) fn new(layout: &Layout, header_rows: Vec<RawRow>) -> Self {
        let is_read = |field: &Field| *field != Field::Ignored;
        let fields = || layout.columns.iter().filter_map(|column| Some((column, column.field?)));
        Self {
            header_rows,
            width: fields().filter(|(_, field)| is_read(field)).count(),
            name: layout.column(Field::Name).map_or(usize::MAX, |column| column.index),
            numbering: fields()
                .filter(|(_, f)| !is_read(f))
                .map(|(column, _)| column.index)
                .collect(),
            in_tail: false,
        }
    }

    /// Whether `row` is no IKM.
    pub(crate) fn skip(&mut self, row: &RawRow) -> Option<Skip> {
        if row.cells.is_blank() {
            return Some(Skip::Blank);
        }
        let filled = Filled::of(row);
        if self.repeats_header(row) || filled.numbers_columns() {
            return Some(Skip::Header);
        }
        if filled.is_totals() {
            self.in_tail = true;
            return Some(Skip::Totals);
        }
        if filled.count > FEW_CELLS || self.width < WIDE || self.is_numbered(row) {
            self.in_tail = false;
            return None;
        }
        if filled.is_section_title() {
            return Some(Skip::Title);
        }
        if self.in_tail || filled.any(is_closing_line) {
            self.in_tail = true;
            return Some(Skip::Signature);
        }
        None
    }

    /// The text that may be the heading of the rows below, a kecamatan, and whether it says so
    /// itself: `KECAMATAN LENGAYANG`, `A | Kec. Bayang`, or in a column other than that of the names
    /// just `LENGAYANG`.
    pub(crate) fn heading<'r>(&self, row: &'r RawRow) -> Option<(&'r str, bool)> {
        let mut filled = row.cells.iter().map(str::trim).enumerate().filter(|(_, c)| !c.is_empty());
        let (at, first) = filled.next()?;
        match (filled.next(), filled.next()) {
            (None, _) => match section_kecamatan(first) {
                Some(name) => Some((name, true)),
                None if self.width < WIDE => None,
                None => (at != self.name).then_some((first, false)),
            },
            (Some((_, second)), None) => {
                let numbered =
                    at != self.name && is_number_of_section(first.trim_end_matches(['.', ')']));
                section_kecamatan(second).filter(|_| numbered).map(|name| (name, true))
            }
            _ => None,
        }
    }

    /// Whether `row` could be totals that do not say so in so many words: amounts without a name, or
    /// behind a text that begins like the name of a total.
    pub(crate) fn may_be_totals(&self, row: &RawRow) -> bool {
        let filled = Filled::of(row);
        let mut texts = filled.cells().filter(|cell| !is_amount(cell));
        match (texts.next(), texts.next()) {
            (None, _) => row.cells.get(self.name).trim().is_empty(),
            (Some(label), None) => begins_like_a_total(label),
            _ => false,
        }
    }

    /// A running number and a name: an IKM, however little else the row says.
    fn is_numbered(&self, row: &RawRow) -> bool {
        let is_number = |cell: &str| {
            !cell.is_empty() && cell.trim_end_matches('.').bytes().all(|b| b.is_ascii_digit())
        };
        !row.cells.get(self.name).trim().is_empty()
            && self.numbering.iter().any(|index| is_number(row.cells.get(*index).trim()))
    }

    fn repeats_header(&self, row: &RawRow) -> bool {
        self.header_rows.iter().any(|header| {
            let length = header.cells.len().max(row.cells.len());
            let same = |i| {
                let (a, b) = (header.cells.get(i).trim(), row.cells.get(i).trim());
                a.eq_ignore_ascii_case(b)
            };
            (0..length).all(same)
        })
    }
}

/// The filled cells of a row.
struct Filled<'a> {
    row: &'a RawRow,
    first: &'a str,
    count: usize,
}

impl<'a> Filled<'a> {
    fn of(row: &'a RawRow) -> Self {
        let mut filled = row.cells.iter().map(str::trim).filter(|cell| !cell.is_empty());
        let first = filled.next().unwrap_or_default();
        Self { row, first, count: 1 + filled.count() }
    }

    fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.row.cells.iter().map(str::trim).filter(|cell| !cell.is_empty())
    }

    fn any(&self, test: impl Fn(&str) -> bool) -> bool {
        self.cells().any(test)
    }

    /// `1 2 3 …` or `(1) (2) (3) …`, as official tables have it below their header.
    fn numbers_columns(&self) -> bool {
        if self.count < 3 || !matches!(self.first, "1" | "(1)") {
            return false;
        }
        let bare = |cell: &str| -> Option<usize> { cell.trim_matches(['(', ')']).parse().ok() };
        self.cells().map(bare).zip(1..).all(|(cell, expect)| cell == Some(expect))
    }

    /// A total names itself in its first text, and all else in the row is numbers.
    fn is_totals(&self) -> bool {
        let mut texts = self.cells().filter(|cell| !is_amount(cell));
        let label = texts.next().unwrap_or_default();
        names_a_total(label) && texts.next().is_none()
    }

    /// One cell alone that heads what follows: `A. Kecamatan Bayang`, `II. Pangan`.
    fn is_section_title(&self) -> bool {
        self.count == 1 && (section_kecamatan(self.first).is_some() || is_enumerated(self.first))
    }
}

/// Digits, their marks and a currency; or a dash.
fn is_amount(cell: &str) -> bool {
    let cell = cell.strip_prefix("Rp").unwrap_or(cell);
    is_unknown(cell)
        || cell.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' ' | b'-' | b'%'))
}

/// Words with which the name of a total begins.
const HEADS: [&str; 8] =
    ["jumlah", "total", "subtotal", "sub", "grand", "rata-rata", "rata", "jml"];

fn begins_like_a_total(label: &str) -> bool {
    HEADS.iter().any(|head| {
        let begins = label.get(..head.len()).is_some_and(|s| s.eq_ignore_ascii_case(head));
        let behind = label.get(head.len()..).and_then(|rest| rest.chars().next());
        begins && behind.is_none_or(|c| !c.is_alphanumeric())
    })
}

fn names_a_total(label: &str) -> bool {
    const OTHERS: [&str; 17] = [
        "jumlah",
        "keseluruhan",
        "seluruh",
        "seluruhnya",
        "semua",
        "umum",
        "ikm",
        "usaha",
        "kecamatan",
        "kec",
        "nagari",
        "kabupaten",
        "kab",
        "besar",
        "total",
        "rata",
        "desa",
    ];
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    // Most rows end here, without an allocation.
    if !begins_like_a_total(label) {
        return false;
    }
    let words: Vec<String> =
        label.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [] => false,
        [only] => matches!(only.as_str(), "jumlah" | "total" | "subtotal" | "rata-rata" | "jml"),
        [first, second, ..] => HEADS.contains(&first.as_str()) && OTHERS.contains(&second.as_str()),
    }
}

/// The kecamatan that the heading of a section names: `A. Kecamatan Bayang`, `KEC. SUTERA`,
/// `Kecamatan : Lengayang (12 IKM)`.
pub(crate) fn section_kecamatan(title: &str) -> Option<&str> {
    let title = match title.split_once(['.', ')']) {
        Some((number, rest)) if is_number_of_section(number) => rest.trim_start(),
        _ => title,
    };
    let end_of_word = title.find(|c: char| !c.is_alphabetic())?;
    let (word, name) = title.split_at(end_of_word);
    if !["kecamatan", "kec"].iter().any(|known| word.eq_ignore_ascii_case(known)) {
        return None;
    }
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = name.find(['(', ':', ';', '=']).unwrap_or(name.len());
    name.get(..end).map(str::trim).filter(|name| !name.is_empty())
}

fn is_enumerated(title: &str) -> bool {
    title
        .split_once(['.', ')'])
        .is_some_and(|(number, rest)| is_number_of_section(number) && rest.starts_with(' '))
}

/// `A`, `12` or `IV`; but not `CV`, which begins the name of a firm.
fn is_number_of_section(number: &str) -> bool {
    let number = number.trim();
    let one_letter = number.len() == 1 && number.bytes().all(|b| b.is_ascii_alphabetic());
    let digits = number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
    let roman = number.len() <= 5 && number.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    !number.is_empty() && (one_letter || digits || roman)
}

/// Words with which the lines below a list begin.
const CLOSING: [&str; 22] = [
    "mengetahui",
    "menyetujui",
    "disetujui",
    "diketahui",
    "dibuat oleh",
    "dicetak",
    "kepala dinas",
    "kepala bidang",
    "kepala seksi",
    "kabid",
    "kasi ",
    "sekretaris",
    "bupati",
    "camat",
    "wali nagari",
    "nip",
    "a.n.",
    "an. ",
    "plt",
    "catatan:",
    "keterangan:",
    "sumber:",
];

/// A line that stands below a list: who signs, where and when, what the source is.
fn is_closing_line(cell: &str) -> bool {
    let begins =
        |word: &str| cell.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    CLOSING.iter().any(|word| begins(word)) || is_place_and_date(cell)
}

/// `Painan, 31 Januari 2022`.
fn is_place_and_date(cell: &str) -> bool {
    let Some((place, date)) = cell.split_once(',') else { return false };
    let words: Vec<&str> = date.split_whitespace().collect();
    let [day, month, year] = words.as_slice() else { return false };
    let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    !place.trim().is_empty()
        && (digits(day) || day.chars().all(|c| matches!(c, '.' | '…' | '_')))
        && month.chars().all(char::is_alphabetic)
        && year.len() == 4
        && digits(year)
}
