//! The regions that the association knows: loading code lists of one regency or of the whole
//! country, and looking regions up.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use ikm_core::audit::{Digest, DigestBuilder};
use ikm_core::region::{
    BpsCode, CodeListError, Level, PostalCode, Region, RegionCode, Regions, read_code_list,
};
use ikm_core::registry::{Segment, fold};
use ikm_core::{Explain, Lang};
use ikm_store::ReadTx;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::AppError;

/// The files of the national code list, by their names.
const FILES: [&str; 4] = ["provinces.csv", "regencies.csv", "districts.csv", "villages.csv"];

/// The largest code list that is read; that of all villages has 4 MB.
const MAX_BYTES: u64 = 64 << 20;

/// Why regions cannot be loaded or shown.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegionsError {
    /// A file or folder cannot be read.
    #[error("{} cannot be read", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A folder has none of the files of a code list.
    #[error("{} has no code list", .0.display())]
    NoList(PathBuf),
    /// A file is no code list, or a line of it is wrong.
    #[error("{}: {error}", .path.display())]
    List {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        error: CodeListError,
    },
    /// Two lines of the lists have one code.
    #[error("region {0} stands in the lists twice")]
    Twice(RegionCode),
    /// A region lies in one that neither the lists nor the association know.
    #[error("region {0} lies in no region that is known")]
    Orphan(RegionCode),
    /// No region is known by this code.
    #[error("no region is known as {0:?}")]
    Unknown(String),
}

impl Explain for RegionsError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "IKM-REGIONS-READ",
            Self::NoList(_) => "IKM-REGIONS-NO-LIST",
            Self::List { error, .. } => error.code(),
            Self::Twice(_) => "IKM-REGIONS-TWICE",
            Self::Orphan(_) => "IKM-REGIONS-ORPHAN",
            Self::Unknown(_) => "IKM-REGIONS-UNKNOWN",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Unreadable { path, .. } => format!("{} tidak dapat dibaca", path.display()),
            Self::NoList(path) => format!("{} tidak memuat daftar wilayah", path.display()),
            Self::List { path, error } => format!("{}: {}", path.display(), error.indonesian()),
            Self::Twice(code) => format!("wilayah {code} tercantum dua kali dalam daftar"),
            Self::Orphan(code) => {
                format!("wilayah {code} terletak di wilayah yang tidak dikenal")
            }
            Self::Unknown(text) => format!("tidak ada wilayah yang dikenal sebagai {text:?}"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { .. } => lang.pick(
                "periksa nama, folder dan izinnya; isinya teks UTF-8 sampai 64 MB",
                "check its name, folder and permissions; it is UTF-8 text of up to 64 MB",
            ),
            Self::NoList(_) => lang.pick(
                "foldernya berisi provinces.csv, regencies.csv, districts.csv dan villages.csv",
                "it holds provinces.csv, regencies.csv, districts.csv and villages.csv",
            ),
            Self::List { error, .. } => return error.hint(lang),
            Self::Twice(_) => lang.pick("hapus salah satu baris", "remove one of the lines"),
            Self::Orphan(_) => lang.pick(
                "muat juga berkas provinsi, kabupaten dan kecamatannya",
                "load the files of its province, regency and kecamatan too",
            ),
            Self::Unknown(_) => lang.pick(
                "cari dulu dengan ikm region find, atau muat daftarnya dengan ikm region load",
                "look it up with ikm region find, or load a list with ikm region load",
            ),
        }
        .to_owned()
    }
}

/// Reads code lists: files, or folders with the four files of the national list.
///
/// # Errors
///
/// [`RegionsError`], with the file and, where a line is wrong, the line.
pub fn read_regions(paths: &[PathBuf]) -> Result<Vec<Region>, RegionsError> {
    let mut regions = Vec::new();
    for path in paths {
        let files = if path.is_dir() { files_of(path)? } else { vec![path.clone()] };
        for file in files {
            let text = read_text(&file)
                .map_err(|source| RegionsError::Unreadable { path: file.clone(), source })?;
            let list = read_code_list(&text)
                .map_err(|error| RegionsError::List { path: file.clone(), error })?;
            regions.extend(list);
        }
    }
    Ok(regions)
}

/// The files of the national list that are in a folder.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>, RegionsError> {
    let files: Vec<PathBuf> =
        FILES.iter().map(|name| folder.join(name)).filter(|file| file.exists()).collect();
    if files.is_empty() { Err(RegionsError::NoList(folder.to_owned())) } else { Ok(files) }
}

fn read_text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let read = File::open(path)?.take(MAX_BYTES + 1).read_to_string(&mut text)?;
    if u64::try_from(read).unwrap_or(u64::MAX) > MAX_BYTES {
        return Err(io::Error::other("the file is larger than 64 MB"));
    }
    Ok(text)
}

/// `known` with what `list` says of its regions, and with those that it adds. The list has the last
/// word on names; a postal code or a number of BPS that it leaves open stays.
///
/// # Errors
///
/// [`RegionsError::Twice`] and [`RegionsError::Orphan`].
pub fn with_regions(known: &Regions, list: Vec<Region>) -> Result<Regions, AppError> {
    let merged = merge(known.iter().cloned().collect(), list)?;
    Ok(Regions::try_new(merged.table.into_values())?)
}

/// A table after a list was laid over it.
#[derive(Default)]
struct Merged {
    table: BTreeMap<RegionCode, Region>,
    added: u64,
    renamed: Vec<RegionCode>,
    unchanged: u64,
}

fn merge(known: Vec<Region>, list: Vec<Region>) -> Result<Merged, RegionsError> {
    let mut new = BTreeMap::new();
    for region in list {
        if let Some(twice) = new.insert(region.code, region) {
            return Err(RegionsError::Twice(twice.code));
        }
    }
    let table = known.into_iter().map(|region| (region.code, region)).collect();
    let mut merged = Merged { table, ..Merged::default() };
    for (code, region) in new {
        if code.parent().is_some_and(|parent| !merged.table.contains_key(&parent)) {
            return Err(RegionsError::Orphan(code));
        }
        let Some(known) = merged.table.get_mut(&code) else {
            merged.added += 1;
            merged.table.insert(code, region);
            continue;
        };
        if known.name == region.name {
            merged.unchanged += 1;
        } else {
            merged.renamed.push(code);
        }
        *known = Region {
            bps: region.bps.or_else(|| known.bps.take()),
            postal_code: region.postal_code.or(known.postal_code),
            ..region
        };
    }
    Ok(merged)
}

/// What loading a code list did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionsLoaded {
    /// Regions in the lists: the sum of the next three.
    pub regions: u64,
    /// Those that were not known.
    pub added: u64,
    /// Those that have another name now.
    pub renamed: u64,
    /// Those that have the name that they had.
    pub unchanged: u64,
    /// IKM that are found by a new name of their place.
    pub reindexed: u64,
}

/// A region as a listing shows it, with the names of those that it lies in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegionView {
    /// Its code.
    pub code: RegionCode,
    /// Its level.
    #[serde(skip)]
    pub level: Level,
    /// Its name.
    pub name: String,
    /// The kecamatan that a nagari lies in.
    pub kecamatan: Option<String>,
    /// The regency that it lies in.
    pub regency: Option<String>,
    /// The province that it lies in.
    pub province: Option<String>,
    /// Its postal code.
    pub postal_code: Option<PostalCode>,
    /// Its number in the statistics of BPS.
    pub bps: Option<BpsCode>,
}

impl App<'_> {
    /// Lays code lists over the regions that the association knows, in one transaction: regions that
    /// are not known are added, names that differ are changed, and IKM in a place with a new name
    /// are found by it. No region is ever removed, since IKM may lie in it.
    ///
    /// # Errors
    ///
    /// [`RegionsError::Twice`], [`RegionsError::Orphan`] and [`AppError::Store`].
    pub fn load_regions(&mut self, list: Vec<Region>) -> Result<RegionsLoaded, AppError> {
        let content = digest(&list);
        self.write_once(content, |tx, env| {
            let before = tx.regions()?;
            let merged = merge(before.clone(), list)?;
            let table: Vec<Region> = merged.table.into_values().collect();
            let renamed = u64::try_from(merged.renamed.len()).unwrap_or(u64::MAX);
            let (added, unchanged) = (merged.added, merged.unchanged);
            let regions = added + renamed + unchanged;
            let mut loaded = RegionsLoaded { regions, added, renamed, unchanged, reindexed: 0 };
            if table != before {
                tx.put_regions(&table)?;
                loaded.reindexed = tx.rename_places(&merged.renamed)?;
                let note = format!("{added} added, {renamed} renamed");
                env.audit(tx, "region.load", &regions, content, &note)?;
            }
            Ok(loaded)
        })
    }

    /// Up to `limit` regions whose name has words that begin as those of `text` do, whole names
    /// first; or the one with `text` as its code.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn find_regions(&self, text: &str, limit: u32) -> Result<Vec<RegionView>, AppError> {
        let regions = self.all_regions()?;
        if let Ok(code) = text.trim().parse::<RegionCode>() {
            return Ok(regions
                .get(code)
                .map(|region| view(region, &regions))
                .into_iter()
                .collect());
        }
        let wanted = fold(text);
        // In another spelling too: `4 Jurai` for IV Jurai.
        let named = regions.all_named(Level::Kecamatan, text);
        let mut found: Vec<(bool, Level, &Region)> = regions
            .iter()
            .filter(|region| has_words(&fold(&region.name), &wanted))
            .chain(named)
            .map(|region| (fold(&region.name) != wanted, region.code.level(), region))
            .collect();
        found.sort_by_key(|(is_part, level, region)| (*is_part, *level, region.code));
        found.dedup_by_key(|(_, _, region)| region.code);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(found.into_iter().take(limit).map(|(_, _, region)| view(region, &regions)).collect())
    }

    /// The region with this code, and those right below it.
    ///
    /// # Errors
    ///
    /// [`RegionsError::Unknown`] and [`AppError::Store`].
    pub fn show_region(&self, text: &str) -> Result<(RegionView, Vec<Region>), AppError> {
        let unknown = || RegionsError::Unknown(text.to_owned());
        let code: RegionCode = text.trim().parse().map_err(|_no_code| unknown())?;
        let regions = self.read(|tx| around(tx, code))?;
        let region = regions.get(code).ok_or_else(unknown)?;
        let below = regions.children(code).cloned().collect();
        Ok((view(region, &regions), below))
    }

    /// The regions in which the association works, ready for look-ups: its regency and all in it,
    /// and its province. Those of other regencies may be known too, see [`App::all_regions`].
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn regions(&self) -> Result<Regions, AppError> {
        self.read(|tx| around(tx, self.association.regency))
    }

    /// The regions by whose names a segment can be asked about: those of other regencies too where it
    /// looks for words.
    pub(crate) fn regions_for(&self, segment: &Segment) -> Result<Regions, AppError> {
        if segment.words.is_some() { self.all_regions() } else { self.regions() }
    }

    /// Every region that the association knows, which may be the whole country.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`].
    pub fn all_regions(&self) -> Result<Regions, AppError> {
        let table = self.read(|tx| Ok(tx.regions()?))?;
        Ok(Regions::try_new(table)?)
    }
}

/// The names of places, asked for one at a time and remembered: a listing of one regency needs few of
/// the regions of the country.
#[derive(Debug, Default)]
pub(crate) struct PlaceNames(HashMap<RegionCode, Option<String>>);

impl PlaceNames {
    /// The name of the region with this code.
    pub(crate) fn name(
        &mut self,
        tx: &mut dyn ReadTx,
        code: Option<RegionCode>,
    ) -> Result<Option<String>, AppError> {
        let Some(code) = code else { return Ok(None) };
        if let Some(known) = self.0.get(&code) {
            return Ok(known.clone());
        }
        let name = tx.region(code)?.map(|region| region.name);
        self.0.insert(code, name.clone());
        Ok(name)
    }
}

/// A region, all that lie in it, and those that it lies in.
fn around(tx: &mut dyn ReadTx, code: RegionCode) -> Result<Regions, AppError> {
    let mut table = tx.regions_within(code)?;
    let mut above = code.parent();
    while let Some(code) = above {
        table.extend(tx.region(code)?);
        above = code.parent();
    }
    Ok(Regions::try_new(table)?)
}

fn view(region: &Region, regions: &Regions) -> RegionView {
    let above = |level| {
        let code = region.code.ancestor(level).filter(|code| *code != region.code)?;
        regions.get(code).map(|region| region.name.clone())
    };
    RegionView {
        code: region.code,
        level: region.code.level(),
        name: region.name.clone(),
        kecamatan: above(Level::Kecamatan),
        regency: above(Level::Regency),
        province: above(Level::Province),
        postal_code: region.postal_code,
        bps: region.bps.clone(),
    }
}

/// Whether each word of `wanted` is the beginning of one of `name`; both are folded.
fn has_words(name: &str, wanted: &str) -> bool {
    !wanted.is_empty()
        && wanted.split(' ').all(|start| name.split(' ').any(|word| word.starts_with(start)))
}

/// What a list asks for, whatever the order of its lines.
pub(crate) fn digest<'r>(list: impl IntoIterator<Item = &'r Region>) -> Digest {
    let mut sorted: Vec<&Region> = list.into_iter().collect();
    sorted.sort_by_key(|region| region.code);
    let mut builder = DigestBuilder::new();
    builder.field("region.load");
    for region in sorted {
        builder
            .field(&region.code.to_string())
            .field(&region.name)
            .optional(region.bps.as_ref().map(BpsCode::as_str))
            .optional(region.postal_code.map(|code| code.to_string()).as_deref());
    }
    builder.finish()
}
