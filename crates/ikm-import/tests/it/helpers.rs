//! Lists in memory, read as files are.

use std::path::Path;
use std::sync::LazyLock;

use chrono::NaiveDate;
use ikm_core::classification::{KbliEdition, Scheme};
use ikm_core::region::Regions;
use ikm_core::registry::Profile;
use ikm_import::{
    ImportError, Layout, Mapping, Options, Outcome, Reader, Row, Skip, Unit, Warning, open,
};

/// Built once: a test reads dozens of lists.
static REGIONS: LazyLock<Regions> = LazyLock::new(Regions::pesisir_selatan);
static SCHEME: LazyLock<Scheme> = LazyLock::new(Scheme::kbli2020_divisions);

/// All that came out of a list.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) layout: Layout,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) rows: Vec<Row>,
}

impl Read {
    pub(crate) fn profiles(&self) -> Vec<&Profile> {
        self.rows
            .iter()
            .filter_map(|row| match &row.outcome {
                Outcome::Record { profile, .. } => Some(profile.as_ref()),
                Outcome::Reject(_) | Outcome::Skipped(_) => None,
            })
            .collect()
    }

    pub(crate) fn names(&self) -> Vec<&str> {
        self.profiles().into_iter().map(|profile| profile.name.as_str()).collect()
    }

    pub(crate) fn skipped(&self) -> Vec<(u64, Skip)> {
        self.rows
            .iter()
            .filter_map(|row| match row.outcome {
                Outcome::Skipped(skip) => Some((row.number, skip)),
                Outcome::Record { .. } | Outcome::Reject(_) => None,
            })
            .collect()
    }
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct How {
    pub(crate) unit: Option<Unit>,
    pub(crate) mapping: Option<&'static str>,
    pub(crate) sheet: Option<&'static str>,
}

pub(crate) fn read(bytes: &[u8]) -> Result<Read, ImportError> {
    read_how(bytes, How::default())
}

pub(crate) fn read_how(bytes: &[u8], how: How) -> Result<Read, ImportError> {
    let folder = tempfile::tempdir().expect("a folder");
    // The ending lies, and must not matter.
    let path = folder.path().join("list.dat");
    std::fs::write(&path, bytes).expect("writes");
    read_path(&path, how)
}

pub(crate) fn open_path(path: &Path, how: How) -> Result<Reader<'static>, ImportError> {
    let mapping: Option<Mapping> =
        how.mapping.map(|text| text.parse().expect("a well-formed mapping"));
    open(
        path,
        Options {
            regions: &REGIONS,
            regency: "13.01".parse().expect("a code"),
            edition: KbliEdition::Kbli2020,
            unit: how.unit,
            mapping,
            sheet: how.sheet.map(str::to_owned),
            scheme: Some(&SCHEME),
            today: NaiveDate::from_ymd_opt(2022, 1, 31).expect("a day"),
        },
    )
}

pub(crate) fn read_path(path: &Path, how: How) -> Result<Read, ImportError> {
    let reader = open_path(path, how)?;
    let layout = reader.layout().clone();
    let warnings = reader.warnings().to_vec();
    let rows = reader.collect::<Result<Vec<_>, _>>()?;
    Ok(Read { layout, warnings, rows })
}
