//! The same list through the import that a clerk runs: written as CSV, read, checked and decided row
//! by row on the memory store.

use std::collections::BTreeMap;

use ikm_app::registry::{Decision, ImportSettings, ImportWatch};
use ikm_app::{App, Founding};
use ikm_core::classification::Scheme;
use ikm_core::id::IkmId;
use ikm_core::region::Regions;
use ikm_import::ImportError;
use ikm_store::MemoryStore;
use ikm_testkit::clock::ManualClock;
use ikm_testkit::ids::SeededIds;
use ikm_testkit::labelled::{Labelled, write_labelled_csv};

use super::Play;

impl Play {
    /// What the import of `ikm-app` makes of `records`.
    ///
    /// # Errors
    ///
    /// When the list cannot be written or the import fails.
    pub fn by_import(records: &[Labelled]) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("list.csv");
        std::fs::write(&path, write_labelled_csv(records))?;
        let today = "2022-01-31".parse()?;
        let clock = ManualClock::at_nine(today);
        let mut ids = SeededIds::new(1, clock.clone());
        let now = move || clock.now();
        let store = MemoryStore::new();
        let founding = Founding {
            name: "Asosiasi IKM".to_owned(),
            regency: "13.01".parse()?,
            on: today,
            regions: Regions::pesisir_selatan(),
            scheme: Scheme::kbli2020_divisions(),
        };
        let mut watch = Watch::default();
        let mut app = App::found(&store, founding, &now, &mut ids, "bench")?;
        app.import(&path, &ImportSettings::default(), &mut watch)?;
        anyhow::ensure!(watch.play.ikm_of.len() == records.len(), "a row was not decided");
        Ok(watch.play)
    }
}

/// Notes what becomes of each row.
#[derive(Default)]
struct Watch {
    play: Play,
    places: BTreeMap<IkmId, usize>,
}

impl ImportWatch for Watch {
    fn decided(&mut self, _number: u64, decision: &Decision<'_>) -> Result<(), ImportError> {
        let record = self.play.ikm_of.len();
        let place = match decision {
            Decision::Added { ikm, resembles } => {
                let place = self.play.first_of.len();
                self.play.first_of.push(record);
                self.places.insert(ikm.id, place);
                for (other, resemblance) in *resembles {
                    if let Some(other) = self.places.get(&other.id) {
                        self.play.pairs.insert((*other, place), resemblance.score);
                    }
                }
                place
            }
            Decision::Updated { after, .. } => self.known(after.id)?,
            Decision::Unchanged { ikm, .. } => self.known(*ikm)?,
            // The list has nothing to reject; were it so, the row would be nobody's.
            Decision::Rejected(_) => {
                self.play.first_of.push(record);
                self.play.first_of.len() - 1
            }
            _ => return Err(other("an unknown decision")),
        };
        self.play.ikm_of.push(place);
        Ok(())
    }
}

impl Watch {
    fn known(&self, ikm: IkmId) -> Result<usize, ImportError> {
        self.places.get(&ikm).copied().ok_or_else(|| other("an unknown IKM"))
    }
}

fn other(what: &str) -> ImportError {
    ImportError::Unreadable(std::io::Error::other(what))
}
