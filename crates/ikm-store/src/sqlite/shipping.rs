use ikm_core::DateRange;
use ikm_core::id::{ShipmentId, TariffId};
use ikm_core::measure::{Dimensions, Grams};
use ikm_core::shipping::{
    LoadedTariff, PaidBy, Parcel, Price, Quote, QuoteFigures, Shipment, TariffFiles,
};
use rusqlite::params;

use super::cells::{Cells, day, key};
use super::tx::{Tx, Unique, Writing};
use crate::{Result, ShippingRead, ShippingWrite, StoreError};

macro_rules! select_tariff {
    ($rest:literal) => {
        concat!(
            "select id, carrier, version, in_force_from, in_force_until, loaded_on, book, zones, \
             rates, agreement from tariff ",
            $rest
        )
    };
}

macro_rules! select_shipment {
    ($rest:literal) => {
        concat!(
            "select id, member, accepted_on, postal_code, service, weight_g, length_mm, width_mm, \
             height_mm, declared_value, classification, billed_g, normal, special, surcharge, \
             insurance, tax, paid_by, tariff, payment, receipt_number, entry from shipment ",
            $rest
        )
    };
}

fn read_tariff(cells: &mut Cells<'_, '_>) -> Result<LoadedTariff> {
    Ok(LoadedTariff {
        id: cells.id()?,
        carrier: cells.get()?,
        version: cells.get()?,
        in_force: DateRange::try_new(cells.parsed()?, cells.optional_parsed()?)
            .map_err(|refusal| StoreError::Damaged(format!("the days of a tariff: {refusal}")))?,
        loaded_on: cells.parsed()?,
        files: TariffFiles {
            book: cells.get()?,
            zones: cells.get()?,
            rates: cells.get()?,
            agreement: cells.get()?,
        },
    })
}

fn read_shipment(cells: &mut Cells<'_, '_>) -> Result<Shipment> {
    Ok(Shipment {
        id: cells.id()?,
        member: cells.id()?,
        accepted_on: cells.parsed()?,
        parcel: read_parcel(cells)?,
        quote: read_quote(cells)?,
        tariff: cells.id()?,
        payment: cells.parsed()?,
        receipt_number: cells.get()?,
        entry: cells.optional_id()?,
    })
}

fn read_parcel(cells: &mut Cells<'_, '_>) -> Result<Parcel> {
    let damaged =
        |refusal: &dyn std::fmt::Display| StoreError::Damaged(format!("a parcel: {refusal}"));
    let mut parcel =
        Parcel::new(cells.parsed()?, cells.get::<String>()?, Grams::new(cells.count()?));
    let sides: [Option<u32>; 3] = [cells.get()?, cells.get()?, cells.get()?];
    if let [Some(length), Some(width), Some(height)] = sides {
        let dimensions = Dimensions::try_new([length, width, height]);
        parcel.dimensions = Some(dimensions.map_err(|refusal| damaged(&refusal))?);
    }
    if let Some(declared) = cells.optional_money()? {
        parcel.declared_value =
            Some(Price::try_new(declared).map_err(|refusal| damaged(&refusal))?);
    }
    parcel.classification = cells.get()?;
    Ok(parcel)
}

fn read_quote(cells: &mut Cells<'_, '_>) -> Result<Quote> {
    Quote::try_new(QuoteFigures {
        billed: Grams::new(cells.count()?),
        normal: cells.money()?,
        special: cells.money()?,
        surcharge: cells.money()?,
        insurance: cells.money()?,
        tax: cells.money()?,
        paid_by: cells.optional_coded(paid_by)?,
    })
    .map_err(|refusal| StoreError::Damaged(format!("a quote: {refusal}")))
}

const PAYERS: [(PaidBy, &str); 3] =
    [(PaidBy::Carrier, "carrier"), (PaidBy::Association, "association"), (PaidBy::Dinas, "dinas")];

fn paid_by(code: &str) -> Option<PaidBy> {
    PAYERS.into_iter().find(|(_, of)| *of == code).map(|(payer, _)| payer)
}

fn payer_code(payer: PaidBy) -> Option<&'static str> {
    PAYERS.into_iter().find(|(of, _)| *of == payer).map(|(_, code)| code)
}

impl<M> ShippingRead for Tx<'_, M> {
    fn tariff(&mut self, id: TariffId) -> Result<Option<LoadedTariff>> {
        self.first(
            select_tariff!("where association = ?1 and id = ?2"),
            params![self.association, key(id)],
            read_tariff,
        )
    }

    fn tariffs(&mut self) -> Result<Vec<LoadedTariff>> {
        self.all(
            select_tariff!("where association = ?1 order by loaded_on, id"),
            [self.association],
            read_tariff,
        )
    }

    fn shipment(&mut self, id: ShipmentId) -> Result<Option<Shipment>> {
        self.first(
            select_shipment!("where association = ?1 and id = ?2"),
            params![self.association, key(id)],
            read_shipment,
        )
    }

    fn shipment_by_receipt(&mut self, receipt_number: &str) -> Result<Option<Shipment>> {
        self.first(
            select_shipment!("where association = ?1 and receipt_number = ?2"),
            params![self.association, receipt_number],
            read_shipment,
        )
    }

    fn shipment_page(&mut self, after: Option<ShipmentId>, limit: u32) -> Result<Vec<Shipment>> {
        self.all(
            select_shipment!("where association = ?1 and id > ?2 order by id limit ?3"),
            params![self.association, after.map_or([0; 16], key), limit],
            read_shipment,
        )
    }
}

impl ShippingWrite for Tx<'_, Writing> {
    fn insert_tariff(&mut self, tariff: &LoadedTariff) -> Result<()> {
        let id = key(tariff.id);
        self.run_unique(
            "insert into tariff (association, id, carrier, version, in_force_from, in_force_until,
                loaded_on, book, zones, rates, agreement)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                self.association,
                id,
                tariff.carrier,
                tariff.version,
                day(tariff.in_force.from()),
                tariff.in_force.until().map(day),
                day(tariff.loaded_on),
                tariff.files.book,
                tariff.files.zones,
                tariff.files.rates,
                tariff.files.agreement,
            ],
            &[Unique {
                what: "tariff",
                key: &tariff.id,
                taken: "select 1 from tariff where association = ?1 and id = ?2",
                by: &[&id],
            }],
        )?;
        Ok(())
    }

    fn insert_shipment(&mut self, shipment: &Shipment) -> Result<()> {
        let id = key(shipment.id);
        let Shipment { parcel, quote, .. } = shipment;
        let [length, width, height] =
            parcel.dimensions.map_or([None; 3], |sides| sides.sides_mm().map(Some));
        let number = shipment.receipt_number.as_deref().unwrap_or_default();
        self.run_unique(
            "insert into shipment (association, id, member, accepted_on, postal_code, service,
                weight_g, length_mm, width_mm, height_mm, declared_value, classification, billed_g,
                normal, special, surcharge, insurance, tax, paid_by, tariff, payment,
                receipt_number, entry)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                ?18, ?19, ?20, ?21, ?22, ?23)",
            params![
                self.association,
                id,
                key(shipment.member),
                day(shipment.accepted_on),
                parcel.to.to_string(),
                parcel.service,
                parcel.weight.get(),
                length,
                width,
                height,
                parcel.declared_value.map(|value| value.get().get()),
                parcel.classification,
                quote.billed().get(),
                quote.normal().get(),
                quote.special().get(),
                quote.surcharge().get(),
                quote.insurance().get(),
                quote.tax().get(),
                quote.paid_by().and_then(payer_code),
                key(shipment.tariff),
                shipment.payment.code(),
                shipment.receipt_number,
                shipment.entry.map(key),
            ],
            &[
                Unique {
                    what: "shipment",
                    key: &shipment.id,
                    taken: "select 1 from shipment where association = ?1 and id = ?2",
                    by: &[&id],
                },
                Unique {
                    what: "receipt number",
                    key: &number,
                    taken: "select 1 from shipment where association = ?1 and receipt_number = ?2",
                    by: &[&number],
                },
            ],
        )?;
        Ok(())
    }
}
