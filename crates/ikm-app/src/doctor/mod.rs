//! The doctor: recomputes every rule that must hold from the journals, and says what does not.
//!
//! The rules are those of `docs/architecture.md`. A store that only this program wrote passes; what
//! is found points at a damaged file or at a hand that wrote past the program.

mod dues;
mod goods;
mod ledger;
mod programmes;
mod records;
mod settlements;

use std::collections::BTreeMap;

use ikm_core::Lang;
use ikm_core::id::{EntryId, ItemId, MemberId, SettlementId};
use ikm_core::ledger::{Account, Entry, EntryKind, LedgerError};
use ikm_core::money::Rupiah;
use ikm_store::ReadTx;
use serde::Serialize;
use uuid::Uuid;

use crate::app::App;
use crate::error::AppError;

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was checked: `store`, `ledger`, `stock`, `sale`, `settlement`, `member`, `dues`,
    /// `programme`, `shipment` or `audit`.
    pub check: &'static str,
    /// What it was found on: an id, a receipt number, an account.
    pub subject: String,
    /// What does not hold, in Indonesian.
    pub text_id: String,
    /// What does not hold, in English.
    pub text_en: String,
}

impl Finding {
    /// What does not hold, in `lang`.
    pub fn text(&self, lang: Lang) -> &str {
        lang.pick(&self.text_id, &self.text_en)
    }
}

/// How much was checked, and what does not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diagnosis {
    /// Whether everything holds.
    pub ok: bool,
    /// Journal entries checked.
    pub entries: u64,
    /// Items checked.
    pub items: u64,
    /// Sales checked.
    pub sales: u64,
    /// Settlements checked.
    pub settlements: u64,
    /// Parcels checked.
    pub shipments: u64,
    /// Audit records checked.
    pub audit_records: u64,
    /// What does not hold.
    pub findings: Vec<Finding>,
}

impl App<'_> {
    /// Checks the store and every rule on what is in it. Changes nothing.
    ///
    /// # Errors
    ///
    /// [`AppError::Store`] when the store cannot be read at all.
    pub fn doctor(&self) -> Result<Diagnosis, AppError> {
        let mut doctor = Doctor::default();
        for line in self.store.check()? {
            doctor.find("store", String::new(), &line, &line);
        }
        self.read(|tx| {
            doctor.ledger(tx)?;
            doctor.sales(tx)?;
            doctor.stock(tx)?;
            doctor.settlements(tx)?;
            doctor.waiting(tx)?;
            doctor.memberships(tx)?;
            doctor.dues(tx)?;
            doctor.programmes(tx)?;
            doctor.shipments(tx)?;
            doctor.origins(tx)?;
            doctor.audit(tx)
        })?;
        let mut diagnosis = doctor.diagnosis;
        diagnosis.ok = diagnosis.findings.is_empty();
        Ok(diagnosis)
    }
}

/// What the journals add up to, gathered by one check for another. Sums are wide, because the
/// figures of a damaged store can be anything.
#[derive(Default)]
struct Doctor {
    diagnosis: Diagnosis,
    /// The pieces of each item that stand on receipts.
    sold: BTreeMap<ItemId, u64>,
    /// How many entries of each kind the journal has, by code.
    entries: BTreeMap<&'static str, u64>,
    /// How many of them belong to a sale, a settlement, dues or a parcel, and are what it says.
    accounted: BTreeMap<&'static str, u64>,
    /// What the last settlement that names a maker left for the next.
    left: BTreeMap<MemberId, Rupiah>,
    /// How many payouts of a settlement pay a member and were not taken back.
    open: BTreeMap<(SettlementId, MemberId), u32>,
    /// What the accounts of members hold by the other tables: debits less credits.
    expected: BTreeMap<Account, i128>,
}

impl Doctor {
    fn find(&mut self, check: &'static str, subject: String, id: &str, en: &str) {
        self.diagnosis.findings.push(Finding {
            check,
            subject,
            text_id: id.to_owned(),
            text_en: en.to_owned(),
        });
    }

    /// Whether the entry that `owner` names is the one that it should have; none, when it should
    /// have none.
    fn booked(
        &mut self,
        tx: &mut dyn ReadTx,
        kind: EntryKind,
        named: Option<EntryId>,
        owner: impl Into<Uuid>,
        expect: impl FnOnce(EntryId) -> Result<Option<Entry>, LedgerError>,
    ) -> Result<bool, AppError> {
        let Some(id) = named else {
            // Whether there should be an entry does not depend on its id, so any will do.
            let Ok(any) = EntryId::try_from(owner.into()) else { return Ok(false) };
            return Ok(matches!(expect(any), Ok(None)));
        };
        let stored = tx.entry(id)?;
        let booked = stored.is_some() && expect(id).is_ok_and(|expected| expected == stored);
        if booked {
            *self.accounted.entry(kind.code()).or_default() += 1;
        }
        Ok(booked)
    }
}
