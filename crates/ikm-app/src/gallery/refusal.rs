use ikm_core::{Explain, Lang};
use ikm_import::gallery::LineProblem;

/// What the gallery cannot do as things stand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GalleryRefusal {
    /// A handover note is for one maker.
    #[error("the goods belong to several makers")]
    Makers,
    /// No goods were named, or none are there.
    #[error("there are no such goods to move")]
    Nothing,
    /// There is no such paper.
    #[error("no paper of the gallery is known as {0:?}")]
    Paper(String),
    /// The sheet was counted and booked before.
    #[error("sheet {0:?} was booked before")]
    Counted(String),
    /// A count must name every line of its sheet once, and no other.
    #[error("line {line} of sheet {sheet:?} is missing, twice there, or not on the sheet")]
    CountLine {
        /// The sheet.
        sheet: String,
        /// The line.
        line: u32,
    },
    /// A row of a file cannot be read.
    #[error("row {row}: {problem}")]
    Row {
        /// Its row in the file.
        row: u64,
        /// What is wrong with it.
        problem: LineProblem,
    },
}

impl Explain for GalleryRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Makers => "IKM-RETURN-MAKERS",
            Self::Nothing => "IKM-STOCK-NOTHING",
            Self::Paper(_) => "IKM-PAPER-UNKNOWN",
            Self::Counted(_) => "IKM-COUNT-BOOKED",
            Self::CountLine { .. } => "IKM-COUNT-LINE",
            Self::Row { problem, .. } => problem.code(),
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Makers => "barangnya milik beberapa pembuat".to_owned(),
            Self::Nothing => "tidak ada barang yang dapat dipindahkan".to_owned(),
            Self::Paper(number) => format!("tidak ada surat galeri bernomor {number:?}"),
            Self::Counted(sheet) => format!("lembar {sheet:?} sudah dibukukan"),
            Self::CountLine { sheet, line } => {
                format!("baris {line} lembar {sheet:?} kurang, ganda, atau tidak ada di lembarnya")
            }
            Self::Row { row, problem } => format!("baris {row}: {}", problem.indonesian()),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Row { problem, .. } => return problem.hint(lang),
            Self::Makers => lang.pick("buat satu nota tiap pembuat", "write a note for each maker"),
            Self::Nothing => lang.pick(
                "lihat barangnya dengan ikm gallery stock",
                "see the goods with ikm gallery stock",
            ),
            Self::Paper(_) => lang.pick(
                "nomornya tampil waktu surat dibuat, misalnya OPN-0001",
                "the number was shown when the paper was made, such as OPN-0001",
            ),
            Self::Counted(_) => lang.pick(
                "mulai lembar baru dengan ikm gallery count start",
                "start a new sheet with ikm gallery count start",
            ),
            Self::CountLine { .. } => lang.pick(
                "isi kolom counted pada berkas dari ikm gallery count sheet",
                "fill the column counted of the file from ikm gallery count sheet",
            ),
        }
        .to_owned()
    }
}
