//! Another program opens a store, founds an association in it, imports a list, and asks.
//!
//! It does what a front end does: it owns the store, the clock and the ids, hands them to the use
//! cases, and prints what comes back. Here they come from a seed, so that every run prints the same;
//! a real program would use the system's.

#![expect(clippy::print_stdout, reason = "an example speaks through its output")]

use std::error::Error;
use std::path::Path;

use chrono::NaiveDate;
use ikm_app::registry::{ImportSettings, ImportWatch};
use ikm_app::{App, Founding};
use ikm_core::classification::Scheme;
use ikm_core::region::Regions;
use ikm_core::{Explain as _, Lang};
use ikm_store::{IkmFilter, SqliteStore};

use ikm_testkit::clock::ManualClock;
use ikm_testkit::ids::SeededIds;

/// Prints what the importer says while it reads.
struct Printing;

impl ImportWatch for Printing {
    fn warning(&mut self, warning: &ikm_import::Warning) {
        println!("  warning {}: {}", warning.code(), warning.message(Lang::En));
    }

    fn rejected(
        &mut self,
        _row: &ikm_import::Row,
        problems: &[ikm_import::Problem],
    ) -> Result<(), ikm_import::ImportError> {
        for problem in problems {
            println!("  rejected: {}", problem.message(Lang::En));
        }
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let day = NaiveDate::from_ymd_opt(2022, 1, 31).ok_or("no such day")?;
    let clock = ManualClock::at_nine(day);
    let mut ids = SeededIds::new(1, clock.clone());
    let now = || clock.now();

    // A folder that goes away with the example; a real program would keep its file.
    let folder = tempfile::tempdir()?;
    let store = SqliteStore::create(folder.path().join("ikm.db"))?;
    let founding = Founding {
        name: "Asosiasi IKM contoh".to_owned(),
        regency: "13.01".parse()?,
        on: day,
        regions: Regions::pesisir_selatan(),
        scheme: Scheme::kbli2020_divisions(),
    };
    let mut app = App::found(&store, founding, &now, &mut ids, "example")?;

    println!("Importing:");
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ikm.csv");
    let outcome = app.import(&list, &ImportSettings::default(), &mut Printing)?;
    println!("  {} rows, {} added, {} rejected", outcome.rows, outcome.added, outcome.rejected);

    println!("Who has something to do with 'balado'?");
    for ikm in app.find("balado", 10)? {
        println!("  {} ({})", ikm.name, ikm.kecamatan.unwrap_or_default());
    }

    println!("Who is in IV Jurai?");
    let filter = IkmFilter { kecamatan: Some("13.01.05".parse()?), ..IkmFilter::default() };
    app.for_each_ikm(&filter, |ikm| {
        println!("  {} [{}]", ikm.name, ikm.classification.unwrap_or_default());
        Ok(())
    })?;

    let one = app.show("9120001234567")?;
    println!("NIB 9120001234567 is {}, owner's NIK {}", one.ikm.name, one.nik.unwrap_or_default());
    Ok(())
}
