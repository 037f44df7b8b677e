use ikm_core::region::{Region, RegionCode};

use super::table::Table;
use super::{Turn, Tx};
use crate::{RegionRead, RegionWrite, Result};

impl<T> RegionRead for Tx<T> {
    fn regions(&mut self) -> Result<Vec<Region>> {
        Ok(self.tables.registry.regions.values().cloned().collect())
    }

    fn region(&mut self, code: RegionCode) -> Result<Option<Region>> {
        Ok(self.tables.registry.regions.find(&code))
    }

    fn regions_within(&mut self, code: RegionCode) -> Result<Vec<Region>> {
        let regions = self.tables.registry.regions.values();
        Ok(regions.filter(|region| code.contains(region.code)).cloned().collect())
    }
}

impl RegionWrite for Tx<Turn<'_>> {
    fn put_regions(&mut self, regions: &[Region]) -> Result<()> {
        let table = &mut self.founded()?.registry.regions;
        *table = Table::default();
        for region in regions {
            table.put(region.code, region.clone());
        }
        Ok(())
    }

    /// Only counts: a search here reads the names as they are now.
    fn rename_places(&mut self, codes: &[RegionCode]) -> Result<u64> {
        let is_named = |code: Option<RegionCode>| code.is_some_and(|code| codes.contains(&code));
        let ikms = self.founded()?.registry.present();
        let named = ikms.filter(|ikm| {
            is_named(ikm.profile.place.kecamatan) || is_named(ikm.profile.place.nagari)
        });
        Ok(u64::try_from(named.count()).unwrap_or(u64::MAX))
    }
}
