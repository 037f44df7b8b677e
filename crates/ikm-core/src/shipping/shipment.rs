use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{PaidBy, Parcel, Quote, TariffFiles};
use crate::gallery::Payment;
use crate::id::{EntryId, MemberId, ShipmentId, TariffId};
use crate::ledger::{Account, Entry, EntryDraft, EntryKind, LedgerError};
use crate::period::DateRange;

/// A tariff book as it was loaded: its texts word for word, so that an old quote can be made again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadedTariff {
    /// Its id.
    pub id: TariffId,
    /// The carrier.
    pub carrier: String,
    /// The carrier's or the agency's version of it.
    pub version: String,
    /// The days on which it is in force.
    pub in_force: DateRange,
    /// The business day on which it was loaded.
    pub loaded_on: NaiveDate,
    /// Its texts.
    pub files: TariffFiles,
}

/// A parcel that the postal desk has accepted, with the quote that its sender paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shipment {
    /// Its id.
    pub id: ShipmentId,
    /// Whose parcel it is.
    pub member: MemberId,
    /// The business day on which it was accepted.
    pub accepted_on: NaiveDate,
    /// What was sent, and where.
    pub parcel: Parcel,
    /// What it cost.
    pub quote: Quote,
    /// The tariff book that the quote comes from.
    pub tariff: TariffId,
    /// How the sender paid.
    pub payment: Payment,
    /// The post's own receipt number, recorded and never issued here: an agent may hand out no
    /// receipt but the post's.
    pub receipt_number: Option<String>,
    /// The journal entry that books it, unless it cost nothing.
    pub entry: Option<EntryId>,
}

impl Shipment {
    /// The entry that books it: the sender pays the total, the post is owed what it charges, and
    /// whoever funds the saving bears it. A parcel for which nothing is paid or owed books nothing.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Money`] when a sum is out of range.
    pub fn entry(&self, id: EntryId) -> Result<Option<Entry>, LedgerError> {
        let (total, saving) = (self.quote.total(), self.quote.saving());
        let funded_by = match self.quote.paid_by() {
            None | Some(PaidBy::Carrier) => None,
            Some(PaidBy::Association) => Some(Account::ShippingSubsidy),
            Some(PaidBy::Dinas) => Some(Account::DinasReceivable),
        };
        let mut draft = EntryDraft::new(EntryKind::Shipment, self.id.to_string(), self.accepted_on)
            .debit(self.payment.account(), total)
            .credit(Account::PostalPayable, total);
        if let Some(account) = funded_by {
            draft = draft.debit(account, saving).credit(Account::PostalPayable, saving);
        }
        if total.is_zero() && (funded_by.is_none() || saving.is_zero()) {
            return Ok(None);
        }
        draft.finish(id).map(Some)
    }
}
