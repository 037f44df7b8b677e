use ikm_core::id::{ShipmentId, TariffId};
use ikm_core::shipping::{LoadedTariff, Shipment};

use crate::Result;

/// Reads of tariffs and parcels.
pub trait ShippingRead {
    /// A tariff book as it was loaded.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store cannot be read; so for every method here.
    fn tariff(&mut self, id: TariffId) -> Result<Option<LoadedTariff>>;

    /// All tariff books, oldest load first; of one day in order of ids.
    fn tariffs(&mut self) -> Result<Vec<LoadedTariff>>;

    /// The parcel with this id.
    fn shipment(&mut self, id: ShipmentId) -> Result<Option<Shipment>>;

    /// The parcel with the post's own receipt number.
    fn shipment_by_receipt(&mut self, receipt_number: &str) -> Result<Option<Shipment>>;

    /// Up to `limit` parcels after `after` in order of id.
    fn shipment_page(&mut self, after: Option<ShipmentId>, limit: u32) -> Result<Vec<Shipment>>;
}

/// Writes of tariffs and parcels.
pub trait ShippingWrite {
    /// Adds a tariff book. It never changes afterwards.
    ///
    /// # Errors
    ///
    /// [`StoreError`](crate::StoreError) when the store refuses; so for every method here.
    fn insert_tariff(&mut self, tariff: &LoadedTariff) -> Result<()>;

    /// Adds a parcel; one with the same receipt number is
    /// [`StoreError::Exists`](crate::StoreError::Exists).
    fn insert_shipment(&mut self, shipment: &Shipment) -> Result<()>;
}
