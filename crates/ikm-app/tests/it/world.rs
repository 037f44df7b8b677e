//! A small association to try the use cases on.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use ikm_app::gallery::{IntakeOutcome, RejectedLine, SalesOutcome, StockView};
use ikm_app::registry::{ImportOutcome, ImportSettings};
use ikm_app::{App, AppError, Founding};
use ikm_core::association::Association;
use ikm_core::classification::Scheme;
use ikm_core::ledger::Account;
use ikm_core::region::Regions;
use ikm_store::conformance::readout::{Probes, ReadOut, assert_same};
use ikm_store::{MemoryStore, ReadTx, Store, StoreError, StoreExt as _, WriteTx};
use ikm_testkit::clock::ManualClock;
use ikm_testkit::ids::SeededIds;
use tempfile::TempDir;

/// Built once: a test founds dozens of associations.
static REGIONS: LazyLock<Regions> = LazyLock::new(Regions::pesisir_selatan);
static SCHEME: LazyLock<Scheme> = LazyLock::new(Scheme::kbli2020_divisions);

/// The day on which every association here is inaugurated.
pub(crate) const INAUGURATED: &str = "2022-01-31";

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(crate) fn founding() -> Founding {
    Founding {
        name: "Asosiasi IKM Uji".to_owned(),
        regency: "13.01".parse().expect("a code"),
        on: day(INAUGURATED),
        regions: REGIONS.clone(),
        scheme: SCHEME.clone(),
    }
}

/// An association in a store, with a clock set by hand and ids that are the same on every run.
pub(crate) struct World {
    store: Box<dyn Store>,
    association: Association,
    folder: TempDir,
    clock: ManualClock,
    now: Box<dyn Fn() -> DateTime<Utc>>,
    ids: SeededIds,
    today: NaiveDate,
    key: Option<String>,
    /// What was named in files and keys, to ask the store for.
    probes: Probes,
}

impl World {
    /// In memory, founded, with nobody in the registry.
    pub(crate) fn new() -> Self {
        Self::in_store(Box::new(MemoryStore::new()))
    }

    pub(crate) fn in_store(store: Box<dyn Store>) -> Self {
        let clock = ManualClock::at_nine(day(INAUGURATED));
        let mut ids = SeededIds::new(1, clock.clone());
        let shown = clock.clone();
        let now: Box<dyn Fn() -> DateTime<Utc>> = Box::new(move || shown.now());
        let app = App::found(store.as_ref(), founding(), &now, &mut ids, "bendahara")
            .expect("an empty store");
        let association = app.association().clone();
        drop(app);
        Self {
            store,
            association,
            folder: tempfile::tempdir().expect("a folder"),
            clock,
            now,
            ids,
            today: day(INAUGURATED),
            key: None,
            probes: Probes::default(),
        }
    }

    /// With the three makers of [`MAKERS`] as members A-0001 to A-0003.
    pub(crate) fn with_makers() -> Self {
        let mut world = Self::new();
        world.makers();
        world
    }

    pub(crate) fn makers(&mut self) {
        assert_eq!(self.import(MAKERS).added, 3);
        assert_eq!(self.app().accept_all().expect("accepts").accepted, 3);
    }

    /// With the makers and the goods of [`GOODS`].
    pub(crate) fn with_goods() -> Self {
        let mut world = Self::with_makers();
        let taken_in = world.intake(GOODS);
        assert_eq!((taken_in.notes, taken_in.items), (3, 4));
        assert_eq!((taken_in.rejected, taken_in.warnings), (vec![], vec![]));
        world
    }

    /// The use cases on the day on which the world is.
    pub(crate) fn app(&mut self) -> App<'_> {
        let (store, now) = (self.store.as_ref(), &self.now);
        let mut app =
            App::open(store, now, &mut self.ids, self.today, "bendahara").expect("founded");
        app.set_key(self.key.clone());
        app
    }

    /// The use cases on `day`, on which the world stays.
    pub(crate) fn on(&mut self, day_text: &str) -> App<'_> {
        self.today = day(day_text);
        self.clock.set_to_nine(self.today);
        self.app()
    }

    /// Gives every command that follows this key.
    pub(crate) fn set_key(&mut self, key: Option<&str>) {
        let key_of = key.map(str::to_owned);
        self.probes.requests.extend(key_of.filter(|key| !self.probes.requests.contains(key)));
        self.key = key.map(str::to_owned);
    }

    /// A file with `content`.
    pub(crate) fn file(&self, content: impl AsRef<[u8]>) -> PathBuf {
        let number = std::fs::read_dir(self.folder.path()).expect("a folder").count();
        let path = self.folder.path().join(format!("{number}.csv"));
        std::fs::write(&path, content).expect("writes");
        path
    }

    pub(crate) fn import(&mut self, list: &str) -> ImportOutcome {
        self.try_import(list, &ImportSettings::default()).expect("a list")
    }

    pub(crate) fn try_import(
        &mut self,
        list: &str,
        settings: &ImportSettings,
    ) -> Result<ImportOutcome, AppError> {
        let path = self.file(list);
        self.app().import(&path, settings, &mut ())
    }

    /// Takes in `lines`, which follow the header of an intake file.
    /// Every item as the whole journal has it, whatever the day.
    pub(crate) fn items(&mut self) -> Vec<StockView> {
        let mut items = Vec::new();
        let mut app = self.app();
        app.set_today(NaiveDate::MAX);
        let each = |item| {
            items.push(item);
            Ok(())
        };
        app.for_each_item(false, each).expect("lists");
        items
    }

    pub(crate) fn intake(&mut self, lines: &str) -> IntakeOutcome {
        self.try_intake(lines).expect("an intake file")
    }

    pub(crate) fn try_intake(&mut self, lines: &str) -> Result<IntakeOutcome, AppError> {
        self.probes.notes.extend(numbers(lines));
        let path = self.file(format!("{INTAKE_HEADER}\n{lines}"));
        self.app().intake(&path, &mut |_| ())
    }

    /// Books `lines`, which follow the header of a sales file.
    pub(crate) fn sales(&mut self, lines: &str) -> SalesOutcome {
        self.try_sales(lines).expect("a sales file")
    }

    pub(crate) fn try_sales(&mut self, lines: &str) -> Result<SalesOutcome, AppError> {
        let path = self.file(format!("{SALES_HEADER}\n{lines}"));
        self.app().sales(&path, &mut |_| ())
    }

    /// What stands on an account, positive on the side on which it belongs.
    pub(crate) fn holds(&mut self, account: Account) -> i64 {
        self.app().account_balance(account).expect("a balance").get()
    }

    /// Reads past the use cases.
    pub(crate) fn read<R>(&self, work: impl FnOnce(&mut dyn ReadTx) -> R) -> R {
        self.store.read(self.association.id, |tx| Ok::<_, AppError>(work(tx))).expect("reads")
    }

    /// Writes past the use cases, as a hand in the file would.
    pub(crate) fn tamper(&self, work: impl FnOnce(&mut dyn WriteTx)) {
        let written = self.store.write(self.association.id, |tx| {
            work(tx);
            Ok::<_, AppError>(())
        });
        written.expect("writes");
    }

    /// Writes past the use cases, where the store may refuse it.
    pub(crate) fn try_tamper(
        &self,
        work: impl FnOnce(&mut dyn WriteTx) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.store.write(self.association.id, work)
    }

    /// Everything that the store holds.
    pub(crate) fn read_out(&self) -> ReadOut {
        self.read_out_of(&self.probes)
    }

    fn read_out_of(&self, probes: &Probes) -> ReadOut {
        self.read(|tx| ReadOut::of(tx, probes).expect("reads"))
    }

    /// Checks that `work` leaves everything in the store as it was.
    #[track_caller]
    pub(crate) fn unchanged_by<R>(&mut self, work: impl FnOnce(&mut Self) -> R) -> R {
        let known = self.probes.clone();
        let before = self.read_out_of(&known);
        let result = work(self);
        assert_same(&self.read_out_of(&known), &before);
        // What was named for the first time was not there before, so it must not be there now.
        let first_named = self.probes.notes.iter().filter(|note| !known.notes.contains(note));
        for note in first_named {
            assert_eq!(self.read(|tx| tx.note_by_number(note).expect("reads")), None, "{note}");
        }
        let first_named = self.probes.requests.iter().filter(|key| !known.requests.contains(key));
        for key in first_named {
            assert_eq!(self.read(|tx| tx.request(key).expect("reads")), None, "{key}");
        }
        result
    }

    /// Checks every rule on what is in the store.
    #[track_caller]
    pub(crate) fn assert_sound(&mut self) {
        let diagnosis = self.app().doctor().expect("an examination");
        assert_eq!(diagnosis.findings, []);
        assert!(diagnosis.ok);
    }
}

/// Three makers: the first sells food that spoils soon, the second cloth, the third crisps.
pub(crate) const MAKERS: &str = "\
nama_ikm,nama_pemilik,nik,nib,kode_kecamatan,kbli,produk
Rendang Uni Mar,Marlina,1301054501800001,9120000000011,13.01.05,10750,Rendang kemasan
Sulaman Rosnida,Rosnida,1301056502750002,,13.01.05,13912,Kain sulaman
Keripik Upik,Upik,,,13.01.04,10794,Keripik balado
";

/// What they bring: rendang in two lots at 12.5 %, cloth at 15 %, crisps at 10 %.
pub(crate) const GOODS: &str = "\
N-1,2022-02-01,A-0001,RND,Rendang 250 g,makanan,10,65000,12.5,L1,2022-02-20
N-1,2022-02-01,A-0001,RND,Rendang 250 g,makanan,20,65000,12.5,L2,2022-06-30
N-2,2022-02-01,A-0002,SLM,Taplak sulaman,kain,4,185000,15,,
N-3,2022-02-10,A-0003,KRP,Keripik balado,makanan,8,15000,10,,2022-12-31
";

pub(crate) const INTAKE_HEADER: &str = "note,received_on,member,sku,name,category,quantity,\
                                        unit_price,commission_percent,lot,best_before";
pub(crate) const SALES_HEADER: &str = "receipt,sold_on,sku,lot,quantity,unit_price,payment";

/// The numbers of the notes on `lines`.
fn numbers(lines: &str) -> BTreeSet<String> {
    lines.lines().filter_map(|line| line.split(',').next()).map(str::to_owned).collect()
}

/// What was rejected: the row, the code and the column of each line.
pub(crate) fn reasons(rejected: &[RejectedLine]) -> Vec<(u64, &str, &str)> {
    rejected.iter().map(|line| (line.row, line.code.as_str(), line.column.as_str())).collect()
}
