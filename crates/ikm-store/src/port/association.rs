use ikm_core::Month;
use ikm_core::association::{
    Association, DuesCharge, DuesPayment, DuesPlan, DuesStanding, Member, MemberNumber,
    MembershipEvent,
};
use ikm_core::id::{IkmId, MemberId};

use crate::Result;

/// Reads of the association and its members.
pub trait AssociationRead {
    /// The association of this transaction.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read; so for every method here.
    fn association(&mut self) -> Result<Option<Association>>;

    /// The member with this id.
    fn member(&mut self, id: MemberId) -> Result<Option<Member>>;

    /// The member with this number.
    fn member_by_number(&mut self, number: MemberNumber) -> Result<Option<Member>>;

    /// The memberships of this IKM, in order of numbers: at most one that has not ended.
    fn members_of_ikm(&mut self, ikm: IkmId) -> Result<Vec<Member>>;

    /// The highest number given so far.
    fn last_member_number(&mut self) -> Result<Option<MemberNumber>>;

    /// Up to `limit` members after the number `after`.
    fn member_page(&mut self, after: Option<MemberNumber>, limit: u32) -> Result<Vec<Member>>;

    /// The whole history of a membership, in the order in which it was recorded.
    fn membership(&mut self, member: MemberId) -> Result<Vec<MembershipEvent>>;

    /// The dues plans, in order of their first month.
    fn dues_plans(&mut self) -> Result<Vec<DuesPlan>>;

    /// The charges of a member, in order of months.
    fn dues_charges(&mut self, member: MemberId) -> Result<Vec<DuesCharge>>;

    /// The payments of a member, in the order in which they were recorded.
    fn dues_payments(&mut self, member: MemberId) -> Result<Vec<DuesPayment>>;

    /// Whether a member was charged for a month.
    fn is_charged(&mut self, member: MemberId, month: Month) -> Result<bool>;

    /// How a member stands.
    fn dues_standing(&mut self, member: MemberId) -> Result<DuesStanding>;
}

/// Writes of the association and its members.
pub trait AssociationWrite {
    /// Adds the association of this transaction.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses; so for every method here.
    fn insert_association(&mut self, association: &Association) -> Result<()>;

    /// Adds a member. A number that another has, or an IKM with another membership that has not
    /// ended, is [`StoreError::Exists`](crate::StoreError::Exists).
    fn insert_member(&mut self, member: &Member) -> Result<()>;

    /// Replaces the member whose version is that of `member`, and raises the version; otherwise
    /// [`StoreError::Conflict`](crate::StoreError::Conflict).
    fn update_member(&mut self, member: &Member) -> Result<()>;

    /// Makes a membership that of another IKM, and raises its version; where both have not ended, that
    /// is [`StoreError::Exists`](crate::StoreError::Exists).
    fn move_member(&mut self, member: MemberId, to: IkmId) -> Result<()>;

    /// Adds a step to the history.
    fn append_membership(&mut self, event: &MembershipEvent) -> Result<()>;

    /// Adds a dues plan; one for the same month is
    /// [`StoreError::Exists`](crate::StoreError::Exists).
    fn insert_dues_plan(&mut self, plan: &DuesPlan) -> Result<()>;

    /// Adds a charge; a second one for the month is
    /// [`StoreError::Exists`](crate::StoreError::Exists).
    fn insert_dues_charge(&mut self, charge: &DuesCharge) -> Result<()>;

    /// Adds a payment.
    fn insert_dues_payment(&mut self, payment: &DuesPayment) -> Result<()>;
}
