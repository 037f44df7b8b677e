//! The association: who founded it, who is a member and since when, and what members owe it.

mod dues;
mod member;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::AssociationId;
use crate::region::RegionCode;

pub use dues::{DuesCharge, DuesError, DuesPayment, DuesPlan, DuesStanding};
pub use member::{
    BadMemberNumber, Member, MemberError, MemberNumber, MemberStatus, MembershipChange,
    MembershipEvent,
};

/// An association of the small industries of one regency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Association {
    /// Its id, which begins every key in the store.
    pub id: AssociationId,
    /// Its name, as papers carry it.
    pub name: String,
    /// The regency that it serves.
    pub regency: RegionCode,
    /// The day on which it was inaugurated.
    pub founded_on: NaiveDate,
}
