use std::io::{self, Write};

use ikm_core::region::{Level, Region, RegionCode, Regions};

use super::Area;
use super::words::{PLACE_HEADS, PLACE_SIDES, PLACE_TAILS};
use crate::parse::well_formed;

/// A country with as many regions as Indonesia has on each level, and invented names and codes.
///
/// The real list has a licence of its own; what is tried here depends on how many regions there are,
/// not on which.
///
/// ```
/// use ikm_testkit::nation::Country;
/// assert_eq!(Country::regions().count(), 38 + 514 + 7_285 + 83_762);
/// let mut file = Vec::new();
/// Country::write_provinces(&mut file)?;
/// assert!(file.starts_with(b"code,name\n11,"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Country;

impl Country {
    /// Provinces.
    pub const PROVINCES: u32 = 38;
    /// Regencies and cities.
    pub const REGENCIES: u32 = 514;
    /// Kecamatan.
    pub const KECAMATAN: u32 = 7_285;
    /// Nagari, desa and kelurahan.
    pub const VILLAGES: u32 = 83_762;

    /// All regions, level by level, each level in the order of its codes.
    pub fn regions() -> impl Iterator<Item = Region> {
        let level = |level| (0..count(level)).map(move |index| region(level, index));
        level(Level::Province)
            .chain(level(Level::Regency))
            .chain(level(Level::Kecamatan))
            .chain(level(Level::Nagari))
    }

    /// The kecamatan with their villages, in the order of their codes.
    pub fn areas() -> Vec<Area> {
        (0..Self::KECAMATAN)
            .map(|index| Area {
                kecamatan: code(Level::Kecamatan, index),
                villages: inside(index, Self::VILLAGES, Self::KECAMATAN)
                    .map(|village| name(Level::Nagari, village))
                    .collect(),
            })
            .collect()
    }

    /// Writes the first file of the national list: `code,name`.
    ///
    /// # Errors
    ///
    /// Whatever `out` refuses.
    pub fn write_provinces(out: impl Write) -> io::Result<()> {
        write_level(out, Level::Province, "code,name")
    }

    /// Writes the second file of the national list: `code,province_code,name`.
    ///
    /// # Errors
    ///
    /// Whatever `out` refuses.
    pub fn write_regencies(out: impl Write) -> io::Result<()> {
        write_level(out, Level::Regency, "code,province_code,name")
    }

    /// Writes the third file of the national list: `code,regency_code,name`.
    ///
    /// # Errors
    ///
    /// Whatever `out` refuses.
    pub fn write_districts(out: impl Write) -> io::Result<()> {
        write_level(out, Level::Kecamatan, "code,regency_code,name")
    }

    /// Writes the fourth file of the national list: `code,district_code,name`.
    ///
    /// # Errors
    ///
    /// Whatever `out` refuses.
    pub fn write_villages(out: impl Write) -> io::Result<()> {
        write_level(out, Level::Nagari, "code,district_code,name")
    }
}

/// The real kecamatan of Pesisir Selatan with their nagari.
pub(super) fn pesisir_selatan() -> Vec<Area> {
    let regions = Regions::pesisir_selatan();
    let kecamatan = regions.iter().filter(|region| region.code.level() == Level::Kecamatan);
    kecamatan
        .map(|region| Area {
            kecamatan: region.code,
            villages: regions.children(region.code).map(|nagari| nagari.name.clone()).collect(),
        })
        .collect()
}

const fn count(level: Level) -> u32 {
    match level {
        Level::Province => Country::PROVINCES,
        Level::Regency => Country::REGENCIES,
        Level::Kecamatan => Country::KECAMATAN,
        Level::Nagari => Country::VILLAGES,
    }
}

fn write_level(mut out: impl Write, level: Level, header: &str) -> io::Result<()> {
    writeln!(out, "{header}")?;
    for index in 0..count(level) {
        let Region { code, name, .. } = region(level, index);
        match code.parent() {
            None => writeln!(out, "{code},{name}")?,
            Some(parent) => writeln!(out, "{code},{parent},{name}")?,
        }
    }
    out.flush()
}

fn region(level: Level, index: u32) -> Region {
    Region { code: code(level, index), name: name(level, index), bps: None, postal_code: None }
}

/// The code of the region numbered `index` on its level: that of the one around it, and its place
/// there.
fn code(level: Level, index: u32) -> RegionCode {
    well_formed(&digits(level, index))
}

fn digits(level: Level, index: u32) -> String {
    let (above, first) = match level {
        // The smallest code of a real province is 11.
        Level::Province => return format!("{:02}", 11 + index),
        Level::Regency => (Level::Province, 1),
        Level::Kecamatan => (Level::Regency, 1),
        // The codes of desa begin with 2.
        Level::Nagari => (Level::Kecamatan, 2_001),
    };
    let parent = around(index, count(level), count(above));
    let place = first + index - inside(parent, count(level), count(above)).start;
    let parent = digits(above, parent);
    if level == Level::Nagari {
        format!("{parent}{place:04}")
    } else {
        format!("{parent}{place:02}")
    }
}

/// In which of `wholes` the part numbered `index` of `parts` lies, when they are dealt out evenly.
fn around(index: u32, parts: u32, wholes: u32) -> u32 {
    let at = u64::from(index) * u64::from(wholes) / u64::from(parts.max(1));
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Which of `parts` lie in the whole numbered `index` of `wholes`.
fn inside(index: u32, parts: u32, wholes: u32) -> std::ops::Range<u32> {
    let first = |whole: u32| {
        let at = (u64::from(whole) * u64::from(parts)).div_ceil(u64::from(wholes.max(1)));
        u32::try_from(at).unwrap_or(u32::MAX)
    };
    first(index)..first(index + 1)
}

/// The name of the region numbered `index`. The regions around a place have different names; far
/// from each other names come again, as they do.
fn name(level: Level, index: u32) -> String {
    let pick = |words: &[&'static str], number: u32| {
        let at = usize::try_from(number).unwrap_or_default() % words.len().max(1);
        words.get(at).copied().unwrap_or_default()
    };
    let heads = u32::try_from(PLACE_HEADS.len()).unwrap_or(u32::MAX);
    let tails = u32::try_from(PLACE_TAILS.len()).unwrap_or(u32::MAX);
    let (head, tail) = (pick(&PLACE_HEADS, index), pick(&PLACE_TAILS, index / heads + index));
    let side = pick(&PLACE_SIDES, index / (heads * tails));
    match level {
        Level::Province => format!("{head} {tail} Raya"),
        Level::Regency if index % 5 == 4 => format!("Kota {head}{tail}"),
        Level::Regency => format!("Kabupaten {head}{tail}"),
        Level::Kecamatan | Level::Nagari if side.is_empty() => format!("{head}{tail}"),
        Level::Kecamatan | Level::Nagari => format!("{head}{tail} {side}"),
    }
}
