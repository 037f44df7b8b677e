//! The port: what the use cases ask of a store, a trait a subject.
//!
//! A transaction belongs to one association and sees only what is its own. Reads take `&mut self`,
//! because a client of a server needs it. A write transaction that is dropped without
//! [`WriteTx::commit`] leaves nothing behind. Listings come in pages by key, never whole.
//!
//! The association is written first, and a row after the IKM, members, programmes, enrolments, notes, items,
//! settlements, tariffs and reversed entries that it names; one that names what is not there is refused. Which
//! batch or journal entry a row names besides is for the use cases to keep right.

mod association;
mod audit;
mod classification;
mod gallery;
mod ledger;
mod paper;
mod payout;
mod permit;
mod programme;
mod region;
mod registry;
mod segment;
mod shipping;

use ikm_core::association::Association;
use ikm_core::id::AssociationId;

use crate::Result;

pub use association::{AssociationRead, AssociationWrite};
pub use audit::{AuditRead, AuditWrite, Request};
pub use classification::{ClassificationRead, ClassificationWrite};
pub use gallery::{GalleryRead, GalleryWrite};
pub use ledger::{LedgerRead, LedgerWrite};
pub use paper::{PaperRead, PaperWrite};
pub use payout::{PayoutRead, PayoutWrite};
pub use permit::PermitRead;
pub use programme::{ProgrammeRead, ProgrammeWrite};
pub use region::{RegionRead, RegionWrite};
pub(crate) use registry::around;
pub use registry::{
    Batch, ClaimedRow, IkmFilter, Pair, RegistryRead, RegistryWrite, RekapRow, YearFigures,
};
pub use segment::{SegmentRead, SegmentWrite};
pub use shipping::{ShippingRead, ShippingWrite};

/// A store of one or more associations.
pub trait Store: Send + Sync {
    /// The associations in it, in the order in which they were founded; of one day in order of ids.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read.
    fn associations(&self) -> Result<Vec<Association>>;

    /// Begins to read what belongs to `association`, as it stands now.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read.
    fn begin_read(&self, association: AssociationId) -> Result<Box<dyn ReadTx + '_>>;

    /// Begins to write what belongs to `association`; one writer at a time.
    ///
    /// # Errors
    ///
    /// [`StoreError::Busy`](crate::StoreError::Busy) when another process keeps writing.
    fn begin_write(&self, association: AssociationId) -> Result<Box<dyn WriteTx + '_>>;

    /// What is wrong with the store itself, below any rule of the domain: one line a finding.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read.
    fn check(&self) -> Result<Vec<String>>;
}

/// A transaction that reads.
pub trait ReadTx:
    RegistryRead
    + RegionRead
    + PermitRead
    + SegmentRead
    + ClassificationRead
    + AssociationRead
    + ProgrammeRead
    + GalleryRead
    + PaperRead
    + PayoutRead
    + LedgerRead
    + ShippingRead
    + AuditRead
{
}

impl<T> ReadTx for T where
    T: RegistryRead
        + RegionRead
        + PermitRead
        + SegmentRead
        + ClassificationRead
        + AssociationRead
        + ProgrammeRead
        + GalleryRead
        + PaperRead
        + PayoutRead
        + LedgerRead
        + ShippingRead
        + AuditRead
{
}

/// A transaction that reads and writes.
pub trait WriteTx:
    ReadTx
    + RegistryWrite
    + RegionWrite
    + SegmentWrite
    + ClassificationWrite
    + AssociationWrite
    + ProgrammeWrite
    + GalleryWrite
    + PaperWrite
    + PayoutWrite
    + LedgerWrite
    + ShippingWrite
    + AuditWrite
{
    /// Makes everything written durable, all or nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when it could not be; then nothing was written.
    fn commit(self: Box<Self>) -> Result<()>;
}

/// Transactions as closures, for every store.
pub trait StoreExt: Store {
    /// Reads in one transaction.
    ///
    /// # Errors
    ///
    /// Whatever `work` returns, and [`StoreError`](crate::StoreError) when the store cannot be read.
    fn read<R, E: From<crate::StoreError>>(
        &self,
        association: AssociationId,
        work: impl FnOnce(&mut dyn ReadTx) -> std::result::Result<R, E>,
    ) -> std::result::Result<R, E> {
        let mut tx = self.begin_read(association)?;
        work(tx.as_mut())
    }

    /// Writes in one transaction: everything that `work` wrote when it returns `Ok`, nothing when it
    /// returns `Err`.
    ///
    /// # Errors
    ///
    /// Whatever `work` returns, and [`StoreError`](crate::StoreError) when the store refuses.
    fn write<R, E: From<crate::StoreError>>(
        &self,
        association: AssociationId,
        work: impl FnOnce(&mut dyn WriteTx) -> std::result::Result<R, E>,
    ) -> std::result::Result<R, E> {
        let mut tx = self.begin_write(association)?;
        let result = work(tx.as_mut())?;
        tx.commit()?;
        Ok(result)
    }
}

impl<T: Store + ?Sized> StoreExt for T {}
