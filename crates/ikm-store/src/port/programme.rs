use ikm_core::id::{EnrolmentId, IkmId};
use ikm_core::programme::{Enrolment, EnrolmentEvent, Programme, ProgrammeCode, Spent};

use crate::Result;

/// Reads of programmes and of who is enrolled in them.
pub trait ProgrammeRead {
    /// The programme with this code.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read; so for every method here.
    fn programme(&mut self, code: &ProgrammeCode) -> Result<Option<Programme>>;

    /// All of them, in order of codes.
    fn programmes(&mut self) -> Result<Vec<Programme>>;

    /// The enrolment with this id.
    fn enrolment(&mut self, id: EnrolmentId) -> Result<Option<Enrolment>>;

    /// The enrolments of this IKM, in order of ids: in each programme at most one that is open.
    fn enrolments_of(&mut self, ikm: IkmId) -> Result<Vec<Enrolment>>;

    /// Up to `limit` enrolments in a programme after `after`, in order of ids, which is that in which
    /// they applied.
    fn enrolment_page(
        &mut self,
        programme: &ProgrammeCode,
        after: Option<EnrolmentId>,
        limit: u32,
    ) -> Result<Vec<Enrolment>>;

    /// The whole history of an enrolment, in the order in which it was recorded.
    fn enrolment_events(&mut self, enrolment: EnrolmentId) -> Result<Vec<EnrolmentEvent>>;

    /// The places that are held in a programme, and what is granted with them.
    fn spent(&mut self, programme: &ProgrammeCode) -> Result<Spent>;
}

/// Writes of programmes and enrolments.
pub trait ProgrammeWrite {
    /// Adds a programme; one with the same code is
    /// [`StoreError::Exists`](crate::StoreError::Exists). It never changes.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses; so for every method here.
    fn insert_programme(&mut self, programme: &Programme) -> Result<()>;

    /// Adds an enrolment. Where the IKM has an open one in the programme, that is
    /// [`StoreError::Exists`](crate::StoreError::Exists).
    fn insert_enrolment(&mut self, enrolment: &Enrolment) -> Result<()>;

    /// Replaces where the enrolment stands whose version is that of `enrolment`, and raises the
    /// version; otherwise [`StoreError::Conflict`](crate::StoreError::Conflict). Its programme and its
    /// IKM stay.
    fn update_enrolment(&mut self, enrolment: &Enrolment) -> Result<()>;

    /// Makes an enrolment that of another IKM, and raises its version; where both have an open one in
    /// the programme, that is [`StoreError::Exists`](crate::StoreError::Exists).
    fn move_enrolment(&mut self, enrolment: EnrolmentId, to: IkmId) -> Result<()>;

    /// Adds a step to the history.
    fn append_enrolment_event(&mut self, event: &EnrolmentEvent) -> Result<()>;
}
