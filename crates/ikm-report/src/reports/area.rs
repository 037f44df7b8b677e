use ikm_core::region::{Level, RegionCode, Regions};

use crate::error::ReportError;
use crate::model::{Bar, Cell, Column, Kind, Term, Text};

/// The regency whose kecamatan are the rows of a report.
///
/// What lies in another regency is counted under that regency as a whole, in a row behind the
/// kecamatan.
#[derive(Clone, Copy, Debug)]
pub struct Area<'a> {
    /// The table of regions. A regency that it does not name is called by its code.
    pub regions: &'a Regions,
    /// The regency.
    pub regency: RegionCode,
}

/// What a row stands for: a kecamatan, another regency, or a place that is not known.
pub(super) type Place = Option<RegionCode>;

impl Area<'_> {
    /// The row in which what lies in `place` is counted.
    pub(super) fn place_of(self, place: Option<RegionCode>) -> Place {
        let code = place?;
        if !self.regency.contains(code) {
            return code.ancestor(Level::Regency);
        }
        let kecamatan = code.ancestor(Level::Kecamatan)?;
        self.regions.get(kecamatan).map(|region| region.code)
    }

    /// The kecamatan in the order of the table; behind them, of the places `seen`, the other regencies
    /// in the order of their codes, and last what is not known.
    pub(super) fn rows<'p>(self, seen: impl IntoIterator<Item = &'p Place>) -> Vec<Place> {
        let mut rows: Vec<Place> =
            self.regions.children(self.regency).map(|region| Some(region.code)).collect();
        let seen: Vec<Place> = seen.into_iter().copied().collect();
        let mut outside: Vec<Place> =
            seen.iter().copied().filter(|place| self.is_outside(*place)).collect();
        outside.sort_unstable();
        rows.extend(outside);
        rows.extend(seen.into_iter().find(Option::is_none));
        rows
    }

    fn is_outside(self, place: Place) -> bool {
        place.is_some_and(|code| !self.regency.contains(code))
    }

    /// The name of a row.
    fn term(self, place: Place) -> Term {
        let Some(code) = place else { return unknown() };
        let name =
            self.regions.get(code).map_or_else(|| code.to_string(), |region| region.name.clone());
        let text = if self.is_outside(place) {
            Text::new(format!("Luar: {name}"), format!("Outside: {name}"))
        } else {
            Text::same(&name)
        };
        Term { code: name, text }
    }

    /// The two cells that name a row: its code for files, its name for all.
    pub(super) fn cells(self, place: Place) -> [Cell; 2] {
        let code = place.map_or(Cell::Empty, |code| code.to_string().into());
        [code, self.term(place).into()]
    }

    /// A bar for each of `rows`, of the other regencies one together.
    ///
    /// # Errors
    ///
    /// [`ReportError::Overflow`] when the sum of the other regencies leaves its range, and whatever
    /// `value` returns.
    pub(super) fn bars(
        self,
        rows: &[Place],
        value: impl Fn(Place) -> Result<i64, ReportError>,
    ) -> Result<Vec<Bar>, ReportError> {
        let mut bars: Vec<Bar> = Vec::new();
        let mut outside: Option<i64> = None;
        let together = |value| {
            let label = Text::new("Luar kabupaten", "Outside the regency");
            Bar { label, value }
        };
        for place in rows {
            let value = value(*place)?;
            if self.is_outside(*place) {
                let sum = outside.unwrap_or_default().checked_add(value);
                outside = Some(sum.ok_or(ReportError::Overflow)?);
                continue;
            }
            if place.is_none() {
                bars.extend(outside.take().map(together));
            }
            bars.push(Bar { label: self.term(*place).text, value });
        }
        bars.extend(outside.map(together));
        Ok(bars)
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
