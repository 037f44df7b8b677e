use chrono::{DateTime, NaiveDate, Utc};
use ikm_core::classification::{ClassCode, Scheme};
use ikm_core::id::{BatchId, IkmId};
use ikm_core::identity::{Nib, Nik};
use ikm_core::money::Rupiah;
use ikm_core::region::{Region, RegionCode};
use ikm_core::registry::{Ikm, Resemblance};

use crate::Result;

/// One import of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// The business day on which it was imported.
    pub imported_on: NaiveDate,
    /// When it was imported.
    pub at: DateTime<Utc>,
    /// The file's name, without its folder.
    pub file: String,
    /// The digest of its rows.
    pub digest: [u8; 32],
    /// Rows read: added, updated, unchanged and rejected ones.
    pub rows: u64,
    /// How many IKM it added.
    pub added: u64,
    /// How many it updated.
    pub updated: u64,
    /// How many rows it recognised and left.
    pub unchanged: u64,
    /// How many rows it rejected.
    pub rejected: u64,
}

/// Two IKM that may be one, for a person to decide. `a` is the smaller id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one.
    pub a: IkmId,
    /// The other.
    pub b: IkmId,
    /// How alike they are and why.
    pub resemblance: Resemblance,
}

/// Which IKM a listing holds; an empty filter holds all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IkmFilter {
    /// Only those of this kecamatan.
    pub kecamatan: Option<RegionCode>,
    /// Only those of this class.
    pub class: Option<ClassCode>,
}

/// How many IKM stand in one kecamatan and class, and their figures. Unknown figures count as
/// nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RekapRow {
    /// The kecamatan, where known.
    pub kecamatan: Option<RegionCode>,
    /// The class, where one was assigned.
    pub class: Option<ClassCode>,
    /// How many.
    pub count: u64,
    /// Their workers.
    pub workers: u64,
    /// Their investment.
    pub investment: Rupiah,
    /// Their production value a year.
    pub production_value: Rupiah,
    /// Their raw material a year.
    pub raw_material_value: Rupiah,
}

/// Reads of the registry.
pub trait RegistryRead {
    /// The regions that the association knows, in order of codes.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read; so for every method here.
    fn regions(&mut self) -> Result<Vec<Region>>;

    /// The scheme by which IKM are classified.
    fn scheme(&mut self) -> Result<Option<Scheme>>;

    /// The IKM with this id.
    fn ikm(&mut self, id: IkmId) -> Result<Option<Ikm>>;

    /// The IKM with this NIB; a NIB names at most one.
    fn ikm_by_nib(&mut self, nib: &Nib) -> Result<Option<Ikm>>;

    /// The IKM of the person with this NIK, oldest first.
    fn ikms_by_nik(&mut self, nik: &Nik) -> Result<Vec<Ikm>>;

    /// The IKM that the `nth` row (from 1) with this content became.
    fn ikm_by_row(&mut self, row_digest: &[u8; 32], nth: u32) -> Result<Option<IkmId>>;

    /// Up to `limit` IKM that share one of the blocking keys, oldest first.
    fn ikms_by_keys(&mut self, keys: &[String], limit: u32) -> Result<Vec<Ikm>>;

    /// Up to `limit` IKM after `after` in order of id.
    fn ikm_page(
        &mut self,
        filter: &IkmFilter,
        after: Option<IkmId>,
        limit: u32,
    ) -> Result<Vec<Ikm>>;

    /// Up to `limit` IKM whose name, owner, product or place has every word of `text` (each word
    /// as a beginning), best first: before all others those whose name is just the text. Case and
    /// diacritics do not matter; a text without a word finds nothing.
    fn search(&mut self, text: &str, limit: u32) -> Result<Vec<Ikm>>;

    /// The counts and figures of those registered up to and on `as_of`, in no order.
    fn rekap(&mut self, as_of: NaiveDate) -> Result<Vec<RekapRow>>;

    /// How many were registered on each day, in order of days.
    fn registrations(&mut self) -> Result<Vec<(NaiveDate, u64)>>;

    /// An import.
    fn batch(&mut self, id: BatchId) -> Result<Option<Batch>>;

    /// Up to `limit` pairs after the pair `after`, in order of ids.
    fn pair_page(&mut self, after: Option<(IkmId, IkmId)>, limit: u32) -> Result<Vec<Pair>>;
}

/// Writes of the registry.
pub trait RegistryWrite {
    /// Sets the regions that the association knows.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses; so for every method here.
    fn put_regions(&mut self, regions: &[Region]) -> Result<()>;

    /// Sets the scheme by which IKM are classified.
    fn put_scheme(&mut self, scheme: &Scheme) -> Result<()>;

    /// Adds an IKM, with its search text and its blocking keys. A NIB that another has is
    /// [`StoreError::Exists`](crate::StoreError::Exists).
    fn insert_ikm(&mut self, ikm: &Ikm) -> Result<()>;

    /// Replaces the IKM whose version is `ikm.version`, and raises the version; otherwise
    /// [`StoreError::Conflict`](crate::StoreError::Conflict).
    fn update_ikm(&mut self, ikm: &Ikm) -> Result<()>;

    /// Records which IKM the `nth` row with this content became.
    fn insert_row(&mut self, row_digest: &[u8; 32], nth: u32, ikm: IkmId) -> Result<()>;

    /// Adds an import.
    fn insert_batch(&mut self, batch: &Batch) -> Result<()>;

    /// Adds a pair; one that is known already stays as it is.
    fn insert_pair(&mut self, pair: &Pair) -> Result<()>;
}
