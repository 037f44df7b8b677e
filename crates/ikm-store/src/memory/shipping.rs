use ikm_core::id::{ShipmentId, TariffId};
use ikm_core::shipping::{LoadedTariff, Shipment};

use super::table::{Table, length};
use super::{Turn, Tx, exists, require};
use crate::{Result, ShippingRead, ShippingWrite};

#[derive(Clone, Debug, Default)]
pub(super) struct ShippingTables {
    tariffs: Table<TariffId, LoadedTariff>,
    shipments: Table<ShipmentId, Shipment>,
    receipts: Table<String, ShipmentId>,
}

impl<T> ShippingRead for Tx<T> {
    fn tariff(&mut self, id: TariffId) -> Result<Option<LoadedTariff>> {
        Ok(self.tables.shipping.tariffs.find(&id))
    }

    fn tariffs(&mut self) -> Result<Vec<LoadedTariff>> {
        let mut all: Vec<LoadedTariff> = self.tables.shipping.tariffs.values().cloned().collect();
        all.sort_by_key(|tariff| (tariff.loaded_on, tariff.id));
        Ok(all)
    }

    fn shipment(&mut self, id: ShipmentId) -> Result<Option<Shipment>> {
        Ok(self.tables.shipping.shipments.find(&id))
    }

    fn shipment_by_receipt(&mut self, receipt_number: &str) -> Result<Option<Shipment>> {
        let tables = &self.tables.shipping;
        let id = tables.receipts.get(&receipt_number.to_owned());
        Ok(id.and_then(|id| tables.shipments.find(id)))
    }

    fn shipment_page(&mut self, after: Option<ShipmentId>, limit: u32) -> Result<Vec<Shipment>> {
        let shipments = self.tables.shipping.shipments.after(after);
        Ok(shipments.take(length(limit)).map(|(_, shipment)| shipment.clone()).collect())
    }
}

impl ShippingWrite for Tx<Turn<'_>> {
    fn insert_tariff(&mut self, tariff: &LoadedTariff) -> Result<()> {
        let tariffs = &mut self.founded()?.shipping.tariffs;
        if tariffs.contains(&tariff.id) {
            return Err(exists("tariff", tariff.id));
        }
        tariffs.put(tariff.id, tariff.clone());
        Ok(())
    }

    fn insert_shipment(&mut self, shipment: &Shipment) -> Result<()> {
        self.tables.require_member(shipment.member)?;
        let tables = &mut self.founded()?.shipping;
        require(tables.tariffs.contains(&shipment.tariff), "tariff", shipment.tariff)?;
        if tables.shipments.contains(&shipment.id) {
            return Err(exists("shipment", shipment.id));
        }
        if let Some(number) = &shipment.receipt_number {
            if tables.receipts.contains(number) {
                return Err(exists("receipt number", number));
            }
            tables.receipts.put(number.clone(), shipment.id);
        }
        tables.shipments.put(shipment.id, shipment.clone());
        Ok(())
    }
}
