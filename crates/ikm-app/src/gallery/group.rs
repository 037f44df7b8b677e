//! Lines that stand together: the groups of a file, and why one is rejected.

use std::collections::BTreeMap;

use ikm_core::Explain;
use ikm_core::audit::{Digest, DigestBuilder};
use ikm_core::gallery::StockError;
use ikm_import::gallery::{GalleryFile, GalleryRow};

use super::RejectedLine;
use crate::error::AppError;

/// Why one line of a file cannot be taken. Kept in both languages, because the answer is stored.
pub(super) struct LineRefusal {
    code: &'static str,
    column: &'static str,
    id: String,
    en: String,
}

impl LineRefusal {
    pub(super) fn new(column: &'static str, error: &dyn Explain) -> Self {
        let (code, id, en) = (error.code(), error.indonesian(), error.to_string());
        Self { code, column, id, en }
    }

    pub(super) fn text(code: &'static str, column: &'static str, id: &str, en: &str) -> Self {
        Self { code, column, id: id.to_owned(), en: en.to_owned() }
    }
}

/// A refusal within a group: the place of the line in the group, and why.
pub(super) type Refused = (usize, LineRefusal);

/// What became of a group: refused for one line, or an error that stops the file.
pub(super) enum GroupError {
    Refused(Refused),
    Failed(AppError),
}

impl<E: Into<AppError>> From<E> for GroupError {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// The lines of one note or receipt, in the order of the file.
pub(super) struct Group<'a, T> {
    pub(super) number: &'a str,
    pub(super) rows: Vec<&'a GalleryRow<T>>,
}

impl<T> Group<'_, T> {
    /// A digest of all that the group says, by which a repeated one is recognised.
    pub(super) fn digest(&self) -> Digest {
        let mut digest = DigestBuilder::new();
        for row in &self.rows {
            row.canonical.iter().for_each(|cell| {
                digest.field(cell);
            });
        }
        digest.finish()
    }

    /// Rejects the whole group: the lines at fault for their own reasons, the others for theirs.
    pub(super) fn reject(&self, faults: &[Refused], rejected: &mut Vec<RejectedLine>) {
        let sibling = LineRefusal::text(
            "IKM-GALLERY-SIBLING",
            "",
            "baris lain dengan nomor yang sama ditolak",
            "another line with the same number was rejected",
        );
        for (place, row) in self.rows.iter().enumerate() {
            let fault = faults.iter().find(|(at, _)| *at == place);
            let why = fault.map_or(&sibling, |(_, refusal)| refusal);
            rejected.push(RejectedLine {
                row: row.row,
                code: why.code.to_owned(),
                column: why.column.to_owned(),
                reason_id: why.id.clone(),
                reason_en: why.en.clone(),
                cells: row.cells.clone(),
            });
        }
    }
}

/// Groups the lines of a file by their number, in the order in which the numbers first appear. A
/// group with a line that cannot be read is rejected here, whole; so is every line without a number.
pub(super) fn group<'a, T>(
    file: &'a GalleryFile<T>,
    rejected: &mut Vec<RejectedLine>,
) -> Vec<Group<'a, T>> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<Group<'a, T>> = Vec::new();
    for row in &file.rows {
        let place = *places.entry(&row.number).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { number: &row.number, rows: vec![row] }),
        }
    }
    groups.retain(|group| {
        let unread: Vec<Refused> = group
            .rows
            .iter()
            .enumerate()
            .filter_map(|(place, row)| {
                let problem = row.parsed.as_ref().err()?;
                Some((place, LineRefusal::new(problem.column(), problem)))
            })
            .collect();
        if !unread.is_empty() {
            group.reject(&unread, rejected);
        }
        unread.is_empty()
    });
    groups
}

/// The column of the file to which a refusal of the shelf points; goods that have expired can only
/// stand in a sales file, which has no column for their last day.
pub(super) fn stock_column(error: &StockError) -> &'static str {
    match error {
        StockError::UnknownSku { lot: Some(_), .. } => "lot",
        StockError::UnknownSku { .. } => "sku",
        StockError::Price(_) => "unit_price",
        StockError::Commission(_) => "commission_percent",
        StockError::ExpiredAtIntake { .. } => "best_before",
        StockError::Expired { .. } => "sold_on",
        StockError::NotOnHand { .. } | StockError::Quantity(_) | _ => "quantity",
    }
}

pub(super) fn repeated(column: &'static str) -> LineRefusal {
    LineRefusal::text(
        "IKM-GALLERY-REPEATED",
        column,
        "nomor ini sudah ada dengan isi lain",
        "this number exists already with other content",
    )
}

pub(super) fn other_value(column: &'static str) -> LineRefusal {
    LineRefusal::text(
        "IKM-GALLERY-MIXED",
        column,
        "baris dengan nomor yang sama harus sama tanggal dan cara bayarnya",
        "lines with the same number must agree on the day and the payment",
    )
}

pub(super) fn content_of<T>(command: &str, file: &GalleryFile<T>) -> Digest {
    let mut digest = DigestBuilder::new();
    digest.field(command);
    for row in &file.rows {
        row.canonical.iter().for_each(|cell| {
            digest.field(cell);
        });
    }
    digest.finish()
}
