//! What commands work with: the store, the clock, ids, the business day, and who is acting.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use ikm_app::{App, Founding, SystemIds};
use ikm_core::{Explain, Lang};
use ikm_store::SqliteStore;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

use crate::args::Global;
use crate::errors::Failure;

/// Why nothing can be worked with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum ContextError {
    /// The store is a server, which this build cannot reach.
    #[error("stores on a PostgreSQL server are not in this build yet: {0:?}")]
    Postgres(String),
    /// The system gave no random bytes, without which ids and salts could be guessed.
    #[error("the system gives no random numbers")]
    Randomness(#[source] getrandom::Error),
}

impl Explain for ContextError {
    fn code(&self) -> &'static str {
        match self {
            Self::Postgres(_) => "IKM-STORE-POSTGRES",
            Self::Randomness(_) => "IKM-CLI-RANDOM",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Postgres(store) => {
                format!("penyimpanan di server PostgreSQL belum ada di versi ini: {store:?}")
            }
            Self::Randomness(_) => "sistem tidak memberi bilangan acak".to_owned(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Postgres(_) => lang.pick(
                "sebut sebuah berkas dengan --store, misalnya ikm.db",
                "name a file with --store, such as ikm.db",
            ),
            Self::Randomness(_) => lang.pick("ulangi sesudah sistem dinyalakan penuh", "try again"),
        }
        .to_owned()
    }
}

type Now = fn() -> DateTime<Utc>;
type Random = Box<dyn FnMut() -> [u8; 10]>;

/// The world outside the use cases.
pub(crate) struct Context {
    store: SqliteStore,
    clock: Now,
    ids: SystemIds<Now, Random>,
    today: NaiveDate,
    actor: String,
}

impl Context {
    /// Opens the store that the options name.
    pub(crate) fn open(global: &Global) -> Result<Self, Failure> {
        let store = SqliteStore::open(store_path(global)?)?;
        Self::with(store, global)
    }

    pub(crate) fn with(store: SqliteStore, global: &Global) -> Result<Self, Failure> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(ContextError::Randomness)?;
        let mut generator = ChaCha20Rng::from_seed(seed);
        let random: Random = Box::new(move || {
            let mut bytes = [0; 10];
            generator.fill_bytes(&mut bytes);
            bytes
        });
        let clock: Now = system_time;
        Ok(Self {
            store,
            clock,
            ids: SystemIds::new(clock, random),
            today: today(global),
            actor: global.actor.clone().unwrap_or_else(system_user),
        })
    }

    /// The association in the store.
    pub(crate) fn app(&mut self) -> Result<App<'_>, Failure> {
        Ok(App::open(&self.store, &self.clock, &mut self.ids, self.today, &self.actor)?)
    }

    /// The association in the store, for a command that may be given twice under `key`.
    pub(crate) fn keyed(&mut self, key: Option<String>) -> Result<App<'_>, Failure> {
        let mut app = self.app()?;
        app.set_key(key);
        Ok(app)
    }

    pub(crate) fn store(&self) -> &SqliteStore {
        &self.store
    }

    /// Founds an association in the store.
    pub(crate) fn found(
        &mut self,
        founding: Founding,
        key: Option<String>,
    ) -> Result<App<'_>, Failure> {
        let Self { store, clock, ids, actor, .. } = self;
        Ok(App::found_once(store, founding, key, clock, ids, actor)?)
    }
}

/// The file of the store.
pub(crate) fn store_path(global: &Global) -> Result<PathBuf, Failure> {
    let store = &global.store;
    if store.starts_with("postgresql://") || store.starts_with("postgres://") {
        // The address may hold a password.
        let server = store.rsplit('@').next().unwrap_or_default();
        return Err(ContextError::Postgres(server.to_owned()).into());
    }
    Ok(store.into())
}

/// The business date: the one that was given, or the system's in WIB.
pub(crate) fn today(global: &Global) -> NaiveDate {
    const WIB_SECONDS: i32 = 7 * 3600;
    let now = system_time();
    global.today.unwrap_or_else(|| match FixedOffset::east_opt(WIB_SECONDS) {
        Some(wib) => now.with_timezone(&wib).date_naive(),
        None => now.date_naive(),
    })
}

#[expect(clippy::disallowed_methods, reason = "this is the front end that reads the system clock")]
fn system_time() -> DateTime<Utc> {
    Utc::now()
}

fn system_user() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|name| !name.trim().is_empty())
        .unwrap_or_else(|| "unknown".to_owned())
}
