//! A clock that stands still until it is told otherwise.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// A clock set by hand. Its clones all show the same time, so that a test keeps one and gives the
/// other to what it tests.
///
/// ```
/// use chrono::{DateTime, TimeDelta};
/// use ikm_testkit::clock::ManualClock;
/// # fn main() -> Result<(), chrono::ParseError> {
/// let clock = ManualClock::new("2022-01-31T02:00:00Z".parse()?);
/// let given_away = clock.clone();
/// clock.advance(TimeDelta::minutes(90));
/// assert_eq!(given_away.now(), "2022-01-31T03:30:00Z".parse::<DateTime<chrono::Utc>>()?);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct ManualClock {
    micros: Arc<AtomicI64>,
}

impl ManualClock {
    /// A clock that shows `now`, to the microsecond.
    pub fn new(now: DateTime<Utc>) -> Self {
        Self { micros: Arc::new(AtomicI64::new(now.timestamp_micros())) }
    }

    /// A clock that shows nine in the morning in Painan (WIB, UTC+7) on `day`.
    pub fn at_nine(day: NaiveDate) -> Self {
        let clock = Self::new(DateTime::UNIX_EPOCH);
        clock.set_to_nine(day);
        clock
    }

    /// The time that the clock shows.
    pub fn now(&self) -> DateTime<Utc> {
        // Every time that was put in came from a `DateTime`, so it can be read back as one.
        DateTime::from_timestamp_micros(self.micros.load(Ordering::SeqCst)).unwrap_or_default()
    }

    /// The day in West Indonesia (WIB, UTC+7), which is the business date.
    pub fn today(&self) -> NaiveDate {
        (self.now().naive_utc() + WIB).date()
    }

    /// Sets the clock, forwards or back.
    pub fn set(&self, now: DateTime<Utc>) {
        self.micros.store(now.timestamp_micros(), Ordering::SeqCst);
    }

    /// Sets the clock to nine in the morning WIB on `day`.
    pub fn set_to_nine(&self, day: NaiveDate) {
        let midnight_utc = day.and_time(chrono::NaiveTime::MIN).and_utc();
        self.set(midnight_utc + TimeDelta::hours(9) - WIB);
    }

    /// Moves the clock by `step`, which may be negative. Stays where it is when the step would
    /// leave the years that a date can have.
    pub fn advance(&self, step: TimeDelta) {
        if let Some(later) = self.now().checked_add_signed(step) {
            self.set(later);
        }
    }
}

/// West Indonesia Time is UTC+7 all year round.
const WIB: TimeDelta = TimeDelta::hours(7);
