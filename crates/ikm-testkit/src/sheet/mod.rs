//! The district's list as an office would have typed it: titles, a header in two rows, spellings of
//! every kind, repeated and spoilt rows, totals and a signature.
//!
//! It carries its own answer: what an importer must make of it follows from how the mess was made.

mod csv;
mod expected;
mod lines;
mod typing;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use csv::write_csv;
pub use expected::{Defect, Expected, ExpectedReject, Totals};
#[cfg(feature = "xlsx")]
pub use xlsx::{XlsxError, write_xlsx};

use crate::district::District;
use lines::Line;

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, as typed.
    Text(String),
    /// A whole number, typed as one.
    Number(i64),
}

/// One row, from the first column on; all rows of a sheet are equally long.
pub type Row = Vec<Cell>;

/// A list that fits into memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The rows in the order of the file.
    pub rows: Vec<Row>,
    /// What an importer must make of them.
    pub expected: Expected,
}

/// The headings, from left to right; *Tenaga Kerja* stands over two columns, which a second row
/// names `L` and `P`.
pub const HEADINGS: [&str; 22] = [
    "No",
    "Nama IKM",
    "Nama Pemilik",
    "Jenis Kelamin",
    "NIK",
    "NIB",
    "No. HP",
    "Alamat",
    "Kecamatan",
    "Nagari",
    "KBLI 2020",
    "Komoditi",
    "Jenis Produk",
    "Tahun Berdiri",
    "Tenaga Kerja",
    "",
    "Kapasitas Produksi",
    "Satuan",
    "Nilai Investasi (Rp.000)",
    "Nilai Produksi (Rp.000)",
    "Nilai Bahan Baku (Rp.000)",
    "Keterangan",
];

/// The column over which *Tenaga Kerja* begins.
pub(crate) const WORKERS_COLUMN: usize = 14;

impl District {
    /// The whole list, with what an importer must make of it.
    ///
    /// ```
    /// use ikm_testkit::district::District;
    /// let district = District::generate(2022, 3_800);
    /// let sheet = district.sheet();
    /// assert_eq!(sheet.expected.added, 3_800);
    /// let mut csv = Vec::new();
    /// ikm_testkit::sheet::write_csv(&sheet.rows, &mut csv, b';')?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn sheet(&self) -> Sheet {
        let mut clerk = Clerk::new(self);
        let rows = self.lines().map(|line| clerk.row(&line)).collect();
        Sheet { rows, expected: clerk.expected }
    }

    /// The rows of the list one after another, for a list that does not fit into memory.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        let mut clerk = Clerk::new(self);
        self.lines().map(move |line| clerk.row(&line))
    }

    /// What an importer must make of the list.
    pub fn expected(&self) -> Expected {
        let mut expected = Expected::default();
        for line in self.lines() {
            expected.count(&line);
        }
        expected
    }
}

/// Types line after line and knows what has been typed so far.
#[derive(Debug)]
struct Clerk<'a> {
    district: &'a District,
    expected: Expected,
}

impl<'a> Clerk<'a> {
    fn new(district: &'a District) -> Self {
        Self { district, expected: Expected::default() }
    }

    fn row(&mut self, line: &Line) -> Row {
        self.expected.count(line);
        self.district.typed(line, self.expected.rows, self.expected.totals)
    }
}
