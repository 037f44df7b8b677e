//! A list that only names IKM: by id, NIB or member number, one a row.

use std::path::Path;

use ikm_core::guard::unguarded;

use crate::cells::RawRow;
use crate::error::ImportError;
use crate::source;

/// Headers of the column that names the IKM, in the order in which they are looked for.
const HEADERS: [&str; 8] =
    ["id", "id_ikm", "ikm", "nib", "member", "number", "nomor anggota", "nomor_anggota"];

/// Reads whom a list names, each with its row as a spreadsheet counts it: the column that is headed
/// `id`, `id_ikm`, `ikm`, `nib`, `member`, `number` or `nomor anggota`, or else the first cell of
/// every row. Blank ones are left out.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("peserta.csv");
/// std::fs::write(&path, "nama,nomor anggota\nRendang,A-0001\nTenun,A-0007\n")?;
/// let named = ikm_import::read_named(&path)?;
/// assert_eq!(named, [(2, "A-0001".to_owned()), (3, "A-0007".to_owned())]);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// [`ImportError`] when the file cannot be read or is empty.
pub fn read_named(path: &Path) -> Result<Vec<(u64, String)>, ImportError> {
    let (mut rows, head) = source::open(path, None, |sheets| {
        let first = sheets.into_iter().next();
        Ok((0, first.map(|sheet| sheet.head).unwrap_or_default()))
    })?;
    let header = head.iter().enumerate().find_map(|(at, row)| Some((at, column(row)?)));
    let (skipped, column) = header.map_or((0, None), |(at, column)| (at + 1, Some(column)));
    let mut named = Vec::new();
    let mut take = |row: &RawRow| {
        let cell = match column {
            Some(column) => row.cells.get(column),
            None => row.cells.iter().find(|cell| !cell.trim().is_empty()).unwrap_or_default(),
        };
        let cell = unguarded(cell).trim();
        if !cell.is_empty() {
            named.push((row.number, cell.to_owned()));
        }
    };
    head.iter().skip(skipped).for_each(&mut take);
    while let Some(row) = rows.next_row()? {
        take(&row);
    }
    Ok(named)
}

/// The column that names the IKM, if this row is a header.
fn column(row: &RawRow) -> Option<usize> {
    let is = |cell: &str, header: &str| unguarded(cell).trim().eq_ignore_ascii_case(header);
    HEADERS.iter().find_map(|header| row.cells.iter().position(|cell| is(cell, header)))
}
