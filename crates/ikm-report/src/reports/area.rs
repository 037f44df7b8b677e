use ikm_core::region::{Level, RegionCode, Regions};

use crate::model::{Cell, Column, Kind, Term, Text};

/// The regency whose kecamatan are the rows of a report.
#[derive(Clone, Copy, Debug)]
pub struct Area<'a> {
    /// The table of regions.
    pub regions: &'a Regions,
    /// The regency.
    pub regency: RegionCode,
}

impl Area<'_> {
    /// The kecamatan in which `place` lies; nothing when it is not known, or lies elsewhere.
    pub(super) fn kecamatan_of(self, place: Option<RegionCode>) -> Option<RegionCode> {
        let kecamatan = place?.ancestor(Level::Kecamatan)?;
        let is_here = self.regency.contains(kecamatan) && self.regions.get(kecamatan).is_some();
        is_here.then_some(kecamatan)
    }

    /// The kecamatan in the order of the table, and last the one that is not known.
    pub(super) fn rows(self) -> Vec<Option<RegionCode>> {
        let known = self.regions.children(self.regency).map(|region| Some(region.code));
        known.chain([None]).collect()
    }

    /// The kecamatan's name.
    pub(super) fn name(self, kecamatan: Option<RegionCode>) -> Text {
        match kecamatan.and_then(|code| self.regions.get(code)) {
            Some(region) => Text::same(&region.name),
            None => unknown().text,
        }
    }

    /// The two cells that name a kecamatan: its code for files, its name for all.
    pub(super) fn cells(self, kecamatan: Option<RegionCode>) -> [Cell; 2] {
        match kecamatan.and_then(|code| self.regions.get(code)) {
            Some(region) => [region.code.to_string().into(), region.name.as_str().into()],
            None => [Cell::Empty, unknown().into()],
        }
    }
}

/// The two columns for [`Area::cells`].
pub(super) fn columns() -> [Column; 2] {
    [
        Column::new("kecamatan_code", Kind::Text, "Kode kecamatan", "Kecamatan code")
            .in_files_only(),
        Column::new("kecamatan", Kind::Text, "Kecamatan", "Kecamatan"),
    ]
}

fn unknown() -> Term {
    Term::new("unknown", "Kecamatan tidak diketahui", "Kecamatan not known")
}
