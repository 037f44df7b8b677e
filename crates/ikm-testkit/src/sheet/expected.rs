//! What an importer must make of the list.

use std::collections::BTreeMap;

use ikm_core::region::RegionCode;

use super::lines::{Line, Turn};
use crate::district::{PhoneCell, Repeat, TrueIkm};

/// The counts and sums that the contract's *Registry CSV* demands for a sheet.
///
/// They are counted while the mess is made, never read back from the cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Lines of the sheet, the two of the header included.
    pub lines: usize,
    /// Rows of data: added, updated, unchanged and rejected together.
    pub rows: usize,
    /// Rows that bring a new IKM.
    pub added: usize,
    /// Rows that are certainly an IKM read before and bring something new.
    pub updated: usize,
    /// Rows that are certainly an IKM read before and bring nothing new.
    pub unchanged: usize,
    /// Rows among the added that carry no number and tell of a business like one told of before, in
    /// its owner, its product and very nearly its name: pairs for a person to look at. There may be
    /// more by chance.
    pub doubtful: usize,
    /// Rows that cannot be read.
    pub rejected: usize,
    /// Lines that are no rows: titles, blank lines, totals and signature; the header is not among
    /// them.
    pub skipped: usize,
    /// Those of them that are blank. A spreadsheet stores no blank rows, so a reader of one may not
    /// see them.
    pub blanks: usize,
    /// NIK left out because they are damaged, each with a warning.
    pub damaged_niks: usize,
    /// Telephone numbers left out because they are damaged, each with a warning.
    pub damaged_phones: usize,
    /// The rejected rows, from the first to the last.
    pub rejects: Vec<ExpectedReject>,
    /// Sums over all rows read and not rejected.
    pub totals: Totals,
    /// Rows read and not rejected, by the office's groups.
    pub by_commodity: BTreeMap<&'static str, usize>,
    /// IKM that stand in the registry at the end, by kecamatan.
    pub by_kecamatan: BTreeMap<RegionCode, usize>,
    /// IKM that stand in the registry at the end, by division of KBLI 2020.
    pub by_division: BTreeMap<String, usize>,
}

/// Sums over rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Men at work.
    pub men: u64,
    /// Women at work.
    pub women: u64,
    /// Investment in rupiah.
    pub investment: i64,
    /// Production value in rupiah.
    pub production_value: i64,
    /// Raw material in rupiah.
    pub raw_material_value: i64,
}

impl Totals {
    /// Men and women together.
    pub fn workers(self) -> u64 {
        self.men + self.women
    }

    fn add(&mut self, ikm: &TrueIkm) {
        let (men, women) = ikm.workers.unwrap_or_default();
        self.men += u64::from(men);
        self.women += u64::from(women);
        self.investment += ikm.investment.unwrap_or_default().get();
        self.production_value += ikm.production_value.unwrap_or_default().get();
        self.raw_material_value += ikm.raw_material_value.unwrap_or_default().get();
    }
}

/// One row that an importer must reject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpectedReject {
    /// The row of the sheet, from 1.
    pub row: usize,
    /// What is wrong with it.
    pub defect: Defect,
}

/// Why a row cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Defect {
    /// The name is missing.
    NoName,
    /// The kecamatan lies elsewhere.
    UnknownKecamatan,
    /// Kecamatan and nagari are missing.
    NoPlace,
    /// Words stand where workers are counted.
    WordsForWorkers,
    /// Words stand where the investment belongs.
    WordsForInvestment,
    /// The production is worth less than nothing.
    NegativeProduction,
    /// The IKM was founded eighteen thousand years from now.
    AbsurdYear,
}

impl Defect {
    /// Every defect, in the order in which a sheet has them.
    pub const ALL: [Self; 7] = [
        Self::NoName,
        Self::UnknownKecamatan,
        Self::WordsForWorkers,
        Self::NegativeProduction,
        Self::NoPlace,
        Self::WordsForInvestment,
        Self::AbsurdYear,
    ];

    /// The column in which it shows, by its canonical name in the contract.
    pub const fn column(self) -> &'static str {
        match self {
            Self::NoName => "nama_ikm",
            Self::UnknownKecamatan | Self::NoPlace => "kecamatan",
            Self::WordsForWorkers => "tenaga_kerja_l",
            Self::WordsForInvestment => "nilai_investasi",
            Self::NegativeProduction => "nilai_produksi",
            Self::AbsurdYear => "tahun_berdiri",
        }
    }
}

impl Expected {
    /// Values left out, each with a warning.
    pub fn left_out(&self) -> usize {
        self.damaged_niks + self.damaged_phones
    }

    /// Counts the next line.
    pub(super) fn count(&mut self, line: &Line) {
        self.lines += 1;
        match line {
            Line::Title(_) | Line::Totals | Line::Signature(_) => self.skipped += 1,
            Line::Blank => {
                self.skipped += 1;
                self.blanks += 1;
            }
            Line::Headings | Line::Subheadings => {}
            Line::Spoilt { defect, .. } => {
                self.rows += 1;
                self.rejected += 1;
                self.rejects.push(ExpectedReject { row: self.lines, defect: *defect });
            }
            Line::Listed { ikm, listing, turn } => {
                self.rows += 1;
                match turn {
                    Turn::First => {
                        self.stands(ikm);
                        self.doubtful += usize::from(listing.doubtful);
                    }
                    Turn::Again(Repeat::Same) => self.unchanged += 1,
                    Turn::Again(Repeat::NewPhone) => self.updated += 1,
                }
                self.damaged_niks += usize::from(listing.nik.is_damaged());
                self.damaged_phones += usize::from(listing.phone == PhoneCell::Damaged);
                *self.by_commodity.entry(ikm.commodity).or_default() += 1;
                self.totals.add(ikm);
            }
        }
    }

    fn stands(&mut self, ikm: &TrueIkm) {
        self.added += 1;
        *self.by_kecamatan.entry(ikm.kecamatan).or_default() += 1;
        *self.by_division.entry(ikm.kbli.division().to_owned()).or_default() += 1;
    }
}
