use chrono::NaiveDate;
use ikm_core::{Explain, Lang};

/// What cannot be done with the classification as things stand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ClassificationRefusal {
    /// A scheme was to be in force from a day that is past.
    #[error("the scheme would be in force from {from}, and today is {today}")]
    PastScheme {
        /// The day that was asked for.
        from: NaiveDate,
        /// The business day.
        today: NaiveDate,
    },
}

impl Explain for ClassificationRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::PastScheme { .. } => "IKM-SCHEME-PAST",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::PastScheme { from, today } => {
                format!("skema itu akan berlaku sejak {from}, sedangkan hari ini {today}")
            }
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::PastScheme { .. } => lang.pick(
                "beri --from hari ini atau sesudahnya; laporan hari yang sudah lewat tidak berubah",
                "give --from today or later; reports of past days stay as they are",
            ),
        }
        .to_owned()
    }
}
