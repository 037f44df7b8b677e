use chrono::{DateTime, NaiveDate, Utc};
use ikm_core::classification::ClassCode;
use ikm_core::id::{BatchId, IkmId, MergeId};
use ikm_core::identity::{Nib, Nik};
use ikm_core::money::Rupiah;
use ikm_core::region::{Level, RegionCode};
use ikm_core::registry::{Cause, FiguresOf, Ikm, Merge, Past, Resemblance};

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
    /// The business day on which it was taken back, if it was.
    pub undone_on: Option<NaiveDate>,
}

/// What a row that was read before became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimedRow {
    /// The IKM.
    pub ikm: IkmId,
    /// The import that read it, where that is known.
    pub batch: Option<BatchId>,
}

/// The figures of one year over all IKM. Unknown ones count as nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearFigures {
    /// The year.
    pub year: i32,
    /// Of how many IKM anything is known of it.
    pub ikms: u64,
    /// Their workers.
    pub workers: u64,
    /// Their investment.
    pub investment: Rupiah,
    /// Their production value.
    pub production_value: Rupiah,
    /// Their raw material.
    pub raw_material_value: Rupiah,
    /// Their sales.
    pub sales: Rupiah,
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
    /// The kecamatan, where known; in [`RegistryRead::rekap_around`] also another regency.
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

impl RekapRow {
    /// The row of a kecamatan and a class in which nothing was counted yet.
    pub const fn empty(kecamatan: Option<RegionCode>, class: Option<ClassCode>) -> Self {
        Self {
            kecamatan,
            class,
            count: 0,
            workers: 0,
            investment: Rupiah::ZERO,
            production_value: Rupiah::ZERO,
            raw_material_value: Rupiah::ZERO,
        }
    }
}

/// Under which code [`RegistryRead::rekap_around`] counts what lies in `kecamatan`.
pub(crate) fn around(regency: RegionCode, kecamatan: RegionCode) -> Option<RegionCode> {
    if regency.contains(kecamatan) { Some(kecamatan) } else { kecamatan.ancestor(Level::Regency) }
}

/// Reads of the registry.
///
/// Every change of an IKM has its business day, and what it replaced is kept: listings and counts
/// are had as of any day. An IKM that was merged into another keeps its row, its NIB and its keys, so
/// that it is still found by them; whoever finds it follows [`Ikm::merged`].
pub trait RegistryRead {
    /// The IKM with this id, a merged one too.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read; so for every method here.
    fn ikm(&mut self, id: IkmId) -> Result<Option<Ikm>>;

    /// The IKM with this NIB. A NIB names at most one that is not merged; where there is none, the
    /// first registered of the merged ones that had it.
    fn ikm_by_nib(&mut self, nib: &Nib) -> Result<Option<Ikm>>;

    /// The IKM of the person with this NIK, merged ones too, oldest first.
    fn ikms_by_nik(&mut self, nik: &Nik) -> Result<Vec<Ikm>>;

    /// Up to `limit` IKM that share one of the blocking keys, merged ones too, oldest first: those
    /// under the first key before those under the second. A key that more than `limit` share tells
    /// nothing and is passed over, so that in a large registry it hides nobody and costs nothing.
    fn ikms_by_keys(&mut self, keys: &[String], limit: u32) -> Result<Vec<Ikm>>;

    /// Up to `limit` IKM after `after` in order of id, as they stood at the end of the day `as_of`:
    /// registered by then, not yet merged or removed, with what was then known of them.
    fn ikm_page(
        &mut self,
        filter: &IkmFilter,
        as_of: NaiveDate,
        after: Option<IkmId>,
        limit: u32,
    ) -> Result<Vec<Ikm>>;

    /// Up to `limit` IKM whose name, owner, product or place has every word of `text` (each word
    /// as a beginning), best first: before all others those whose name is just the text. Case and
    /// diacritics do not matter; a text without a word finds nothing. Merged ones are not found.
    ///
    /// Of the rest, those stand first whose name has every word whole; each in order of registration.
    /// Where more than 2,000 names begin with the text, a store may look only among the first 2,000 of
    /// them for those whose whole name it is.
    ///
    /// Where no IKM has every word, those are found that have each of them or one that
    /// [`is_near_word`](ikm_core::registry::is_near_word) takes for it.
    fn search(&mut self, text: &str, limit: u32) -> Result<Vec<Ikm>>;

    /// The counts and figures of those that stood in the registry at the end of the day `as_of`, in
    /// no order. A later change of an IKM leaves them as they were.
    fn rekap(&mut self, as_of: NaiveDate) -> Result<Vec<RekapRow>>;

    /// The counts of [`RegistryRead::rekap`] as an office of `regency` looks at them: its own kecamatan
    /// each by itself, those of every other regency together under the code of that regency, and
    /// those without a kecamatan; in no order.
    fn rekap_around(&mut self, regency: RegionCode, as_of: NaiveDate) -> Result<Vec<RekapRow>>;

    /// By how many the registry grew on each day, merges and removals taken off, in order of days;
    /// days without a difference are left out.
    fn registrations(&mut self) -> Result<Vec<(NaiveDate, i64)>>;

    /// What an IKM was before each of its changes, oldest first; of one that was removed, all that
    /// it was.
    fn past(&mut self, id: IkmId) -> Result<Vec<Past>>;

    /// Up to `limit` of what `cause` ended, after the version `after` of an IKM, in order of ids and
    /// versions.
    fn changed_by(
        &mut self,
        cause: &Cause,
        after: Option<(IkmId, u32)>,
        limit: u32,
    ) -> Result<Vec<Past>>;

    /// Up to `limit` IKM after `after` that this import added, merged ones too, in order of id.
    fn added_by(&mut self, batch: BatchId, after: Option<IkmId>, limit: u32) -> Result<Vec<Ikm>>;

    /// What each source said of an IKM in each year, in order of year, day of recording and source:
    /// only what was put, see [`FiguresOf::of_profile`] for the rest.
    fn figures(&mut self, id: IkmId) -> Result<Vec<FiguresOf>>;

    /// The figures of each year over all IKM that are not merged, in order of years. Of an IKM of
    /// which none were put, those of its profile count; of several sources of one year, the one that
    /// was recorded last.
    fn figures_by_year(&mut self) -> Result<Vec<YearFigures>>;

    /// Whether the registry is told otherwise on a later day than at the end of `day`: an IKM was
    /// registered, changed or removed since, or figures of one were recorded.
    fn has_changed_after(&mut self, day: NaiveDate) -> Result<bool>;

    /// An import.
    fn batch(&mut self, id: BatchId) -> Result<Option<Batch>>;

    /// Up to `limit` imports after `after`, in order of id.
    fn batch_page(&mut self, after: Option<BatchId>, limit: u32) -> Result<Vec<Batch>>;

    /// The imports that recognised rows or IKM of this one, and were not taken back, in order of id.
    fn leaning_on(&mut self, batch: BatchId) -> Result<Vec<BatchId>>;

    /// A merge.
    fn merge(&mut self, id: MergeId) -> Result<Option<Merge>>;

    /// Up to `limit` merges after `after`, those that were taken back too, in order of id.
    fn merge_page(&mut self, after: Option<MergeId>, limit: u32) -> Result<Vec<Merge>>;

    /// The merges in which an IKM was kept or dropped, those that were taken back too, in order of id.
    fn merges_of(&mut self, ikm: IkmId) -> Result<Vec<Merge>>;

    /// Up to `limit` pairs after the pair `after`, in order of ids: those of which nobody has decided
    /// that they are two, and neither is merged.
    fn pair_page(&mut self, after: Option<(IkmId, IkmId)>, limit: u32) -> Result<Vec<Pair>>;

    /// Those of the pairs in which an IKM stands, in order of ids.
    fn pairs_of(&mut self, ikm: IkmId) -> Result<Vec<Pair>>;
}

/// Writes of the registry.
pub trait RegistryWrite {
    /// Adds an IKM, with its search text and its blocking keys; it counts from the day of its
    /// registration. A NIB that another has is [`StoreError::Exists`](crate::StoreError::Exists). An
    /// id is never used again, also not after a removal.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses; so for every method here.
    fn insert_ikm(&mut self, ikm: &Ikm) -> Result<()>;

    /// [`RegistryWrite::insert_ikm`] by somebody who has the [`blocking_keys`] of the IKM at hand, as
    /// an import has, so that they are not computed twice.
    ///
    /// [`blocking_keys`]: ikm_core::registry::blocking_keys
    fn insert_ikm_under(&mut self, ikm: &Ikm, _keys: &[String]) -> Result<()> {
        self.insert_ikm(ikm)
    }

    /// Replaces the IKM whose version is `ikm.version`, and raises the version; otherwise
    /// [`StoreError::Conflict`](crate::StoreError::Conflict). What it was is kept, and counts until
    /// the day `on`. One that becomes merged is no longer listed, counted or found by its text; one
    /// that ceases to be is again.
    ///
    /// The day of registration and the batch stay as they were. A day before that of the last change
    /// counts as that day: the life of an IKM is one line.
    fn update_ikm(&mut self, ikm: &Ikm, on: NaiveDate, cause: &Cause) -> Result<()>;

    /// Removes an IKM, and what only it has: keys, pairs, figures. What it was is kept, and counts
    /// until the day `on`; of one that never saw the end of a day nothing is. One that a member,
    /// an enrolment, a merge that stands or a merged IKM names is refused; a merge that was taken back goes on naming
    /// it. One that is not there is
    /// [`StoreError::Conflict`](crate::StoreError::Conflict). The rows that became it are removed
    /// with [`remove_rows`](RegistryWrite::remove_rows).
    fn remove_ikm(&mut self, id: IkmId, on: NaiveDate, cause: &Cause) -> Result<()>;

    /// What the next row with this content became, among those that were recorded before this
    /// transaction: the first of them at the first call, then the second, and so on, and nothing
    /// when all are claimed.
    fn claim_row(&mut self, row_digest: &[u8; 32]) -> Result<Option<ClaimedRow>>;

    /// Records which IKM a row became that `batch` read: one row more with this content. It cannot
    /// be claimed in this transaction.
    fn insert_row(&mut self, row_digest: &[u8; 32], ikm: IkmId, batch: BatchId) -> Result<()>;

    /// Removes the rows that this import read, and says how many they were.
    fn remove_rows(&mut self, batch: BatchId) -> Result<u64>;

    /// Sets what one source says of an IKM in one year.
    fn put_figures(&mut self, figures: &FiguresOf) -> Result<()>;

    /// Removes what one source said of an IKM in one year, where it said anything.
    fn remove_figures(&mut self, ikm: IkmId, year: i32, source: Option<BatchId>) -> Result<()>;

    /// Adds an import.
    fn insert_batch(&mut self, batch: &Batch) -> Result<()>;

    /// Records that an import was taken back; one that was already, or is not there, is
    /// [`StoreError::Conflict`](crate::StoreError::Conflict).
    fn end_batch(&mut self, id: BatchId, undone_on: NaiveDate) -> Result<()>;

    /// Records that an import recognised rows or IKM of the import `on`; once is enough.
    fn put_lean(&mut self, batch: BatchId, on: BatchId) -> Result<()>;

    /// Adds a merge.
    fn insert_merge(&mut self, merge: &Merge) -> Result<()>;

    /// Records that a merge was taken back; one that was already, or is not there, is
    /// [`StoreError::Conflict`](crate::StoreError::Conflict).
    fn end_merge(&mut self, id: MergeId, undone_on: NaiveDate) -> Result<()>;

    /// Takes what [`Profile::without_person`](ikm_core::registry::Profile::without_person) takes out
    /// of a profile out of all that is kept of what an IKM was, and out of the merges in which it was
    /// kept or dropped, and says how many of these there were. What it is now is for
    /// [`update_ikm`](RegistryWrite::update_ikm), before this.
    fn erase_person(&mut self, ikm: IkmId) -> Result<u64>;

    /// Adds a pair and says whether it is new; one that is known, or was decided, stays as it is.
    fn insert_pair(&mut self, pair: &Pair) -> Result<bool>;

    /// Records that these are two: they are never a pair again. The order of the ids does not matter.
    fn decide_pair(&mut self, a: IkmId, b: IkmId, on: NaiveDate) -> Result<()>;
}
