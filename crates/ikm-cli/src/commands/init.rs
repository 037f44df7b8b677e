use std::fs;
use std::path::{Path, PathBuf};

use ikm_app::Founding;
use ikm_app::regions::{read_regions, with_regions};
use ikm_core::classification::Scheme;
use ikm_core::region::{RegionCode, Regions};
use ikm_store::{SqliteStore, StoreError};

use super::Key;
use crate::args::Global;
use crate::context::{Context, store_path, today};
use crate::errors::{Done, Failure};
use crate::files::read_text;
use crate::printer::Printer;
use crate::record::Record;
use crate::value;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Name of the association
    #[arg(long, value_name = "NAME")]
    association: String,
    /// Code of its regency, such as 13.01
    #[arg(long, value_name = "CODE", value_parser = value::parse::<RegionCode>)]
    regency: RegionCode,
    /// Classification scheme as TOML; the divisions of KBLI 2020 unless given
    #[arg(long, value_name = "FILE")]
    scheme: Option<PathBuf>,
    /// Code lists of more regions, or a folder with those of the whole country
    #[arg(long, value_name = "PATH")]
    regions: Vec<PathBuf>,
    #[command(flatten)]
    key: Key,
}

/// Makes a store and founds its association.
pub(crate) fn run(printer: &Printer, global: &Global, args: Args) -> Result<Done, Failure> {
    let path = store_path(global)?;
    let scheme = match &args.scheme {
        Some(file) => read_text(file)?.parse()?,
        None => Scheme::kbli2020_divisions(),
    };
    let founding = Founding {
        name: args.association,
        regency: args.regency,
        on: today(global),
        regions: with_regions(&Regions::pesisir_selatan(), read_regions(&args.regions)?)?,
        scheme,
    };
    let (store, is_new) = match SqliteStore::create(&path) {
        Ok(store) => (store, true),
        // A store without an association is one whose founding was interrupted.
        Err(StoreError::Exists { .. }) => (SqliteStore::open(&path)?, false),
        Err(error) => return Err(error.into()),
    };
    let founded = found(store, global, founding, args.key.key);
    if founded.is_err() && is_new {
        remove_store(&path);
    }
    printer.record(&founded?)?;
    Ok(Done::Well)
}

fn found(
    store: SqliteStore,
    global: &Global,
    founding: Founding,
    key: Option<String>,
) -> Result<Record, Failure> {
    let mut context = Context::with(store, global)?;
    let app = context.found(founding, key)?;
    let (association, scheme) = (app.association(), app.scheme()?);
    let regions = app.regions()?;
    let regency = regions.get(association.regency).map(|region| region.name.clone());
    Ok(Record::new()
        .in_files("id", association.id.to_string())
        .with("association", "Asosiasi", "Association", association.name.clone())
        .in_files("regency", association.regency.to_string())
        .with("regency_name", "Daerah", "Regency", regency)
        .with("founded_on", "Didirikan", "Founded", association.founded_on)
        .with("scheme", "Klasifikasi", "Classification", scheme.id().to_owned())
        .with("store", "Penyimpanan", "Store", global.store.clone()))
}

/// Leaves nothing of a store whose association was refused.
fn remove_store(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        // What was never there need not be removed.
        let _ = fs::remove_file(name);
    }
}
