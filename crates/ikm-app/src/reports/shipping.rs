//! What the special tariff saved.

use ikm_core::shipping::{Shipment, Step as QuoteStep};
use ikm_report::Report;
use ikm_report::reports::{self, ParcelLine};
use ikm_store::ReadTx;

use crate::app::App;
use crate::error::AppError;
use crate::members::PAGE;
use crate::shipping::Replay;

impl App<'_> {
    pub(super) fn savings_report(&self) -> Result<Report, AppError> {
        let mut lines = Vec::new();
        self.read(|tx| {
            let mut replay = Replay::default();
            let mut after = None;
            loop {
                let page = tx.shipment_page(after, PAGE)?;
                let Some(last) = page.last() else { return Ok(()) };
                after = Some(last.id);
                for shipment in page.iter().filter(|parcel| parcel.accepted_on <= self.env.today) {
                    lines.push(parcel_line(tx, &mut replay, shipment)?);
                }
            }
        })?;
        Ok(reports::shipping_savings(self.heading(), lines)?)
    }
}

fn parcel_line(
    tx: &mut dyn ReadTx,
    replay: &mut Replay,
    shipment: &Shipment,
) -> Result<ParcelLine, AppError> {
    let explanation = replay.explain(tx, shipment)?;
    let zone = explanation.lines.iter().find_map(|line| {
        if let QuoteStep::Zone { zone, .. } = line.step() { Some(zone.clone()) } else { None }
    });
    Ok(ParcelLine {
        accepted_on: shipment.accepted_on,
        service: shipment.parcel.service.clone(),
        zone: zone.unwrap_or_default(),
        normal: shipment.quote.normal(),
        special: shipment.quote.special(),
    })
}
