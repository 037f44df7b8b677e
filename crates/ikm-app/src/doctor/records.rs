use ikm_core::Explain as _;
use ikm_core::association::{MemberStatus, MembershipChange};
use ikm_core::audit::AuditRecord;
use ikm_core::ledger::EntryKind;
use ikm_core::shipping::Shipment;
use ikm_store::ReadTx;

use super::Doctor;
use crate::error::AppError;
use crate::members::{PAGE, visit_members};
use crate::shipping::Replay;

impl Doctor {
    /// Each member stands where the last step of the history has led.
    pub(super) fn memberships(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        visit_members(tx, |tx, member| {
            let history = tx.membership(member.id())?;
            let stands = history.last().map(|step| (status_after(step.change), step.on));
            if stands != Some((member.status(), member.since())) {
                self.find(
                    "member",
                    member.number().to_string(),
                    "status anggota tidak sesuai dengan riwayatnya",
                    "the status of the member does not follow from the history",
                );
            }
            Ok(())
        })
    }

    /// Each parcel's quote can be made again from the book under which it was accepted, and the
    /// parcel is booked.
    pub(super) fn shipments(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        let mut replay = Replay::default();
        let mut after = None;
        loop {
            let page = tx.shipment_page(after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.id);
            for shipment in &page {
                self.diagnosis.shipments += 1;
                self.shipment(tx, &mut replay, shipment)?;
            }
        }
    }

    fn shipment(
        &mut self,
        tx: &mut dyn ReadTx,
        replay: &mut Replay,
        shipment: &Shipment,
    ) -> Result<(), AppError> {
        let (id, named) = (shipment.id, shipment.entry);
        let booked =
            self.booked(tx, EntryKind::Shipment, named, id, |entry| shipment.entry(entry))?;
        let quoted_again = match replay.quote(tx, shipment) {
            Ok(quote) => quote == shipment.quote,
            Err(AppError::Store(error)) => return Err(error.into()),
            Err(error) => {
                self.find("shipment", id.to_string(), &error.indonesian(), &error.to_string());
                true
            }
        };
        if !quoted_again || !booked {
            self.find(
                "shipment",
                id.to_string(),
                "kiriman tidak sesuai dengan tarif atau jurnalnya",
                "the parcel does not follow from its tariff or its entry",
            );
        }
        Ok(())
    }

    /// Each audit record seals the one before it, and the text beside it is the one it sealed.
    pub(super) fn audit(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        let mut last: Option<AuditRecord> = None;
        loop {
            let page = tx.audit_page(last.as_ref().map_or(0, |record| record.seq), PAGE)?;
            if page.is_empty() {
                return Ok(());
            }
            for (record, text) in page {
                self.diagnosis.audit_records += 1;
                let text_fits = text.is_none_or(|text| text.digest() == record.text);
                if !record.follows(last.as_ref()) || !text_fits {
                    self.find(
                        "audit",
                        record.seq.to_string(),
                        "rantai audit putus di sini",
                        "the audit chain breaks here",
                    );
                }
                last = Some(record);
            }
        }
    }
}

/// Where a step leads, from wherever it was possible.
const fn status_after(change: MembershipChange) -> MemberStatus {
    match change {
        MembershipChange::Apply => MemberStatus::Applied,
        MembershipChange::Accept | MembershipChange::Resume => MemberStatus::Active,
        MembershipChange::Suspend => MemberStatus::Suspended,
        MembershipChange::End => MemberStatus::Ended,
    }
}
