//! The order of the list: what each of its lines is, before it is typed.

use super::expected::Defect;
use crate::district::{District, Listing, Repeat, TrueIkm};

/// One line of the list.
#[derive(Clone, Debug)]
pub(super) enum Line {
    /// A text in the first column, above the header.
    Title(&'static str),
    /// Cells, but nothing in them.
    Blank,
    /// The upper row of the header.
    Headings,
    /// The lower row of the header.
    Subheadings,
    /// An IKM, for the first time or again.
    Listed { ikm: TrueIkm, listing: Listing, turn: Turn },
    /// An IKM whose row cannot be read. It stands nowhere else.
    Spoilt { ikm: TrueIkm, defect: Defect },
    /// The sums.
    Totals,
    /// A text far right, below the sums.
    Signature(&'static str),
}

/// Which row of an IKM a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// The first; where one with a new telephone number follows, it has an old one.
    First,
    /// A later one, which says the same or something new.
    Again(Repeat),
}

const TITLES: [&str; 4] = [
    "PEMERINTAH KABUPATEN PESISIR SELATAN",
    "DINAS PERDAGANGAN DAN TRANSMIGRASI",
    "DATA INDUSTRI KECIL DAN MENENGAH (IKM)",
    "Data contoh buatan; bukan data sebenarnya",
];

const SIGNATURE: [&str; 4] = ["Painan, 17 Januari 2022", "Kepala Dinas,", "ttd.", "NIP. -"];

/// After how many IKM the rows that came in late are put below.
const BLOCK: usize = 40;

impl District {
    /// All lines, from the first title to the signature.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line> + '_ {
        let head = TITLES.into_iter().map(Line::Title).chain([
            Line::Blank,
            Line::Headings,
            Line::Subheadings,
        ]);
        let body = (0..self.len().div_ceil(BLOCK)).flat_map(|block| self.block(block));
        let tail = [Line::Totals, Line::Blank]
            .into_iter()
            .chain(SIGNATURE.into_iter().map(Line::Signature));
        head.chain(body).chain(tail)
    }

    /// Forty IKM, then the repeated rows among them, then what the office could not read well.
    fn block(&self, block: usize) -> Vec<Line> {
        let indices = block * BLOCK..((block + 1) * BLOCK).min(self.len());
        let mut lines = Vec::with_capacity(BLOCK + 4);
        let mut late = Vec::new();
        for index in indices {
            let ikm = self.ikm(index);
            let listing = self.listing(index);
            if let Some(repeat) = listing.repeat {
                late.push(Line::Listed { ikm: ikm.clone(), listing, turn: Turn::Again(repeat) });
            }
            lines.push(Line::Listed { ikm, listing, turn: Turn::First });
        }
        lines.append(&mut late);
        if block.is_multiple_of(2) {
            let defect = Defect::ALL.get(block / 2 % Defect::ALL.len()).copied();
            let ikm = self.ikm(self.len() + block / 2);
            lines.extend(defect.map(|defect| Line::Spoilt { ikm, defect }));
        }
        if block % 19 == 18 {
            lines.push(Line::Blank);
        }
        lines
    }
}
