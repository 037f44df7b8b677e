use ikm_core::region::{Region, RegionCode};

use crate::Result;

/// Reads of the regions that the association knows: one regency, or the whole country.
pub trait RegionRead {
    /// All of them, in order of codes.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read; so for every method here.
    fn regions(&mut self) -> Result<Vec<Region>>;

    /// The region with this code.
    fn region(&mut self, code: RegionCode) -> Result<Option<Region>>;

    /// The region with this code, if it is known, and all that lie in it; in order of codes.
    fn regions_within(&mut self, code: RegionCode) -> Result<Vec<Region>>;
}

/// Writes of the regions.
pub trait RegionWrite {
    /// Sets the regions that the association knows. IKM are still found by the names that their
    /// places had when they were written, until [`RegionWrite::rename_places`].
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses; so for every method here.
    fn put_regions(&mut self, regions: &[Region]) -> Result<()>;

    /// Lets every present IKM whose kecamatan or nagari is one of `codes` be found by the name that
    /// the region has now, and says how many these are.
    fn rename_places(&mut self, codes: &[RegionCode]) -> Result<u64>;
}
