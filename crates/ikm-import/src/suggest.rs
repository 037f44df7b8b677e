//! A mapping to begin with, for a list without a header: what its columns seem to hold.

use ikm_core::identity::{Gender, Nib, Nik, Phone};

use crate::error::ImportError;
use crate::field::Field;
use crate::mapping::{Mapping, column_letters};
use crate::place::Places;
use crate::source::Sheet;

/// The first columns of so many are looked at.
const MOST_COLUMNS: usize = 26;

/// Puts into the error that no header was found what the columns seem to hold.
pub(crate) fn suggest(
    error: ImportError,
    sheets: &[Sheet],
    places: &mut Places<'_>,
) -> ImportError {
    let ImportError::NoHeader { first_rows, .. } = error else { return error };
    let has_rows = |sheet: &&Sheet| sheet.head.iter().any(|row| !row.cells.is_blank());
    let mapping = sheets.iter().find(has_rows).map(|sheet| mapping_of(sheet, places));
    let mapping = Box::new(mapping.unwrap_or_default());
    ImportError::NoHeader { first_rows, mapping }
}

fn mapping_of(sheet: &Sheet, places: &mut Places<'_>) -> Mapping {
    let width = sheet.head.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut mapping = Mapping { header: false, ..Mapping::default() };
    for index in 0..width.min(MOST_COLUMNS) {
        let cells: Vec<&str> = sheet
            .head
            .iter()
            .map(|row| row.cells.get(index).trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        let taken = |field: &Field| mapping.columns.values().any(|other| other == field);
        let field = guess(&cells, places).filter(|field| !taken(field)).unwrap_or(Field::Ignored);
        mapping.columns.insert(column_letters(index), field);
    }
    mapping
}

/// What most of `cells` can only be.
fn guess(cells: &[&str], places: &mut Places<'_>) -> Option<Field> {
    let most = |test: &mut dyn FnMut(&str) -> bool| {
        let hits = cells.iter().filter(|cell| test(cell)).count();
        hits > 0 && hits * 2 > cells.len()
    };
    if most(&mut |cell| cell.parse::<Gender>().is_ok()) {
        return Some(Field::Gender);
    }
    if most(&mut |cell| cell.parse::<Nik>().is_ok()) {
        return Some(Field::Nik);
    }
    if most(&mut |cell| cell.len() == 13 && cell.parse::<Nib>().is_ok()) {
        return Some(Field::Nib);
    }
    if most(&mut |cell| cell.starts_with(['0', '+', '8']) && cell.parse::<Phone>().is_ok()) {
        return Some(Field::Phone);
    }
    if most(&mut |cell| places.find_kecamatan(cell).is_some()) {
        return Some(Field::Kecamatan);
    }
    if most(&mut |cell| cell.chars().filter(|c| c.is_alphabetic()).count() > 2) {
        return Some(Field::Name);
    }
    None
}
