use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::MemberNumber;
use crate::Month;
use crate::id::{EntryId, MemberId};
use crate::lang::{Explain, Lang};
use crate::money::{MoneyError, Rupiah};

/// What a member owes for each month, from a month on. A later plan replaces it from its own month.
///
/// Dues are set by the association's statutes (AD/ART), not by law, so they are dated data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuesPlan {
    /// The first month to which it applies.
    pub from: Month,
    /// The dues of one month, not negative; zero ends the charging.
    pub monthly: Rupiah,
}

impl DuesPlan {
    /// The dues of `month` under `plans`: those of the latest plan that has begun, always above
    /// zero. `None` when no plan has begun, or the latest one has ended the charging.
    pub fn monthly_in(plans: &[Self], month: Month) -> Option<Rupiah> {
        plans
            .iter()
            .filter(|plan| plan.from <= month)
            .max_by_key(|plan| plan.from)
            .map(|plan| plan.monthly)
            .filter(|monthly| *monthly > Rupiah::ZERO)
    }
}

/// The dues of one month, charged to one member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuesCharge {
    /// Who owes.
    pub member: MemberId,
    /// For which month; a month is charged once.
    pub month: Month,
    /// How much.
    pub amount: Rupiah,
    /// The journal entry that books it.
    pub entry: EntryId,
}

/// Dues that a member has paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuesPayment {
    /// Who paid.
    pub member: MemberId,
    /// On which day.
    pub on: NaiveDate,
    /// How much.
    pub amount: Rupiah,
    /// The journal entry that books it.
    pub entry: EntryId,
}

/// How a member stands with the dues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuesStanding {
    /// The member.
    pub member: MemberId,
    /// All that was charged.
    pub charged: Rupiah,
    /// All that was paid.
    pub paid: Rupiah,
}

/// Why dues cannot be planned, charged or paid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DuesError {
    /// No plan is in force.
    #[error("no dues are planned for {0}")]
    NoPlan(Month),
    /// Dues cannot be negative, and a payment is above zero.
    #[error("{0} cannot be charged or paid as dues")]
    NotPositive(Rupiah),
    /// More was paid than is owed.
    #[error("member {number} owes {outstanding}, less than the {paid} paid")]
    Overpaid {
        /// Who paid.
        number: MemberNumber,
        /// What is owed.
        outstanding: Rupiah,
        /// What was paid.
        paid: Rupiah,
    },
}

impl Explain for DuesError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoPlan(_) => "IKM-DUES-NO-PLAN",
            Self::NotPositive(_) => "IKM-DUES-AMOUNT",
            Self::Overpaid { .. } => "IKM-DUES-OVERPAID",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::NoPlan(month) => format!("tidak ada iuran yang ditetapkan untuk {month}"),
            Self::NotPositive(amount) => {
                format!("{amount} tidak dapat ditagih atau dibayar sebagai iuran")
            }
            Self::Overpaid { number, outstanding, paid } => {
                format!("anggota {number} menunggak {outstanding}, kurang dari {paid} yang dibayar")
            }
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::NoPlan(_) => lang.pick(
                "tetapkan dulu dengan ikm dues plan --monthly RP --from BULAN",
                "set them first with ikm dues plan --monthly RP --from MONTH",
            ),
            Self::NotPositive(_) => {
                lang.pick("beri jumlah di atas nol", "give an amount above zero")
            }
            Self::Overpaid { .. } => {
                lang.pick("terima paling banyak sebesar tunggakan", "take at most what is owed")
            }
        }
        .to_owned()
    }
}

impl DuesStanding {
    /// What is still owed.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the difference is out of range.
    pub fn outstanding(&self) -> Result<Rupiah, MoneyError> {
        self.charged.minus(self.paid)
    }
}
