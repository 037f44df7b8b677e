//! An office with a store, which goes home now and then.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use ikm_app::doctor::Diagnosis;
use ikm_app::{App, Founding};
use ikm_core::classification::Scheme;
use ikm_core::id::AssociationId;
use ikm_core::ledger::Account;
use ikm_core::region::Regions;
use ikm_store::conformance::readout::{Probes, ReadOut};
use ikm_store::{Store, StoreError, StoreExt as _};
use ikm_testkit::clock::ManualClock;
use ikm_testkit::ids::SeededIds;
use tempfile::TempDir;

use crate::backends::Backend;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(crate) struct Office {
    backend: Backend,
    store: Box<dyn Store>,
    association: AssociationId,
    folder: TempDir,
    clock: ManualClock,
    now: Box<dyn Fn() -> DateTime<Utc>>,
    ids: SeededIds,
    today: NaiveDate,
    probes: Probes,
}

impl Office {
    /// Founds the association of the district's regency on `today`.
    pub(crate) fn found(backend: Backend, today: NaiveDate) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = (backend.create)(folder.path());
        let clock = ManualClock::at_nine(today);
        let mut ids = SeededIds::new(2022, clock.clone());
        let shown = clock.clone();
        let now: Box<dyn Fn() -> DateTime<Utc>> = Box::new(move || shown.now());
        let founding = Founding {
            name: "Asosiasi IKM Pesisir Selatan".to_owned(),
            regency: "13.01".parse().expect("a code"),
            on: today,
            regions: Regions::pesisir_selatan(),
            scheme: Scheme::kbli2020_divisions(),
        };
        let app = App::found(store.as_ref(), founding, &now, &mut ids, "bendahara");
        let association = app.expect("an empty store").association().id;
        let probes = Probes::default();
        Self { backend, store, association, folder, clock, now, ids, today, probes }
    }

    /// Works on `today`, with every command under `key`.
    pub(crate) fn work(&mut self, today: NaiveDate, key: &str) -> App<'_> {
        self.today = today;
        self.clock.set_to_nine(today);
        if !self.probes.requests.iter().any(|known| known == key) {
            self.probes.requests.push(key.to_owned());
        }
        let mut app = self.look();
        app.set_key(Some(key.to_owned()));
        app
    }

    /// Looks something up on the day on which it last worked.
    pub(crate) fn look(&mut self) -> App<'_> {
        let (store, now) = (self.store.as_ref(), &self.now);
        App::open(store, now, &mut self.ids, self.today, "bendahara").expect("founded")
    }

    /// Closes the store, and opens it again where that can be done.
    pub(crate) fn go_home(&mut self) {
        if let Some(open) = self.backend.open {
            self.store = open(self.folder.path());
        }
    }

    /// A file with `content`.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).expect("writes");
        path
    }

    /// What stands on an account, positive on the side on which it belongs.
    pub(crate) fn holds(&mut self, account: Account) -> i64 {
        self.look().account_balance(account).expect("a balance").get()
    }

    /// Everything that the store holds.
    pub(crate) fn read_out(&self) -> ReadOut {
        let read = |tx: &mut dyn ikm_store::ReadTx| ReadOut::of(tx, &self.probes);
        self.store.read::<_, StoreError>(self.association, read).expect("reads")
    }

    /// Checks every rule on what is in the store, and says how much that is.
    #[track_caller]
    pub(crate) fn examine(&mut self) -> Diagnosis {
        let diagnosis = self.look().doctor().expect("an examination");
        assert_eq!(diagnosis.findings, []);
        assert!(diagnosis.ok);
        diagnosis
    }
}
