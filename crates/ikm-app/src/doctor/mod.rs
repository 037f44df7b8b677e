//! The doctor: recomputes every rule that must hold from the journals, and says what does not.
//!
//! The rules are those of `docs/architecture.md`. A store that only this program wrote passes; what
//! is found points at a damaged file or at a hand that wrote past the program.

use std::collections::BTreeMap;

use ikm_core::audit::AuditRecord;
use ikm_core::gallery::{Item, Sale, Settlement, Stock, StockMoveKind};
use ikm_core::id::{ItemId, MemberId};
use ikm_core::ledger::{Account, EntryKind};
use ikm_core::money::{Rounding, Rupiah};
use ikm_core::{Explain as _, Lang};
use ikm_store::ReadTx;
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;
use crate::ledger::{verify, visit_entries};
use crate::members::{PAGE, visit_members};
use crate::shipping::Replay;

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was checked: `store`, `ledger`, `stock`, `sale`, `settlement`, `dues`, `shipment` or
    /// `audit`.
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
            doctor.stock(tx)?;
            doctor.sales(tx)?;
            doctor.settlements(tx)?;
            doctor.payables(tx)?;
            doctor.dues(tx)?;
            doctor.shipments(tx)?;
            doctor.audit(tx)
        })?;
        let mut diagnosis = doctor.diagnosis;
        diagnosis.ok = diagnosis.findings.is_empty();
        Ok(diagnosis)
    }
}

/// What sales say of one item.
type SoldByItem = BTreeMap<ItemId, u32>;

#[derive(Default)]
struct Doctor {
    diagnosis: Diagnosis,
    sold: SoldByItem,
    sale_entries: u64,
    waiting: BTreeMap<MemberId, Rupiah>,
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

    /// Every entry balances, for it could not be read otherwise; every kept balance follows.
    fn ledger(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        let check = verify(tx)?;
        self.diagnosis.entries = check.entries;
        for account in check.wrong {
            self.find(
                "ledger",
                account.to_string(),
                "saldo tidak sama dengan jumlah jurnalnya",
                "the balance is not the sum of its entries",
            );
        }
        let mut sale_entries = 0;
        visit_entries(tx, &mut |_, entry| {
            sale_entries += u64::from(entry.kind() == EntryKind::Sale);
            Ok(())
        })?;
        self.sale_entries = sale_entries;
        let mut net = Rupiah::ZERO;
        for (_, balance) in tx.balances()? {
            net = net.plus(balance.net_debit()?)?;
        }
        if !net.is_zero() {
            self.find(
                "ledger",
                net.to_string(),
                "neraca saldo tidak nol",
                "the trial balance is not zero",
            );
        }
        Ok(())
    }

    /// Per item: received = sold + returned + written off + on hand, as the stock journal has it.
    fn stock(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        let mut after = None;
        loop {
            let page = tx.item_page(after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.id());
            for item in &page {
                self.diagnosis.items += 1;
                self.item(tx, item)?;
            }
        }
    }

    fn item(&mut self, tx: &mut dyn ReadTx, item: &Item) -> Result<(), AppError> {
        let mut moved = Stock::default();
        for one in tx.stock_moves(item.id())? {
            match one.kind {
                StockMoveKind::Received => moved.received += one.quantity,
                StockMoveKind::Sold => moved.sold += one.quantity,
                StockMoveKind::Returned => moved.returned += one.quantity,
                StockMoveKind::WrittenOff => moved.written_off += one.quantity,
            }
            if one.kind == StockMoveKind::Sold && item.expired_on(one.on).is_some() {
                let reference = one.reference;
                self.find(
                    "stock",
                    item.id().to_string(),
                    &format!("dijual kedaluwarsa pada {reference}"),
                    &format!("sold past its last day on {reference}"),
                );
            }
        }
        if moved != item.stock() || moved.on_hand().is_none() {
            self.find(
                "stock",
                item.id().to_string(),
                "jumlah barang tidak sama dengan jurnal barangnya",
                "its pieces are not those of its stock journal",
            );
        }
        Ok(())
    }

    /// Goods and money moved together: each sale has its entry, each entry of a sale its sale, and
    /// each line its frozen terms.
    fn sales(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        let mut booked = 0;
        let mut after = None;
        loop {
            let page = tx.sale_page(after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            for sale in &page {
                self.diagnosis.sales += 1;
                booked += u64::from(self.sale(tx, sale)?);
            }
        }
        if booked != self.sale_entries {
            let entries = self.sale_entries;
            self.find(
                "sale",
                String::new(),
                &format!("{entries} jurnal penjualan, {booked} penjualan berjurnal"),
                &format!("{entries} entries of sales, {booked} sales with an entry"),
            );
        }
        let sold = std::mem::take(&mut self.sold);
        for (id, pieces) in sold {
            if tx.item(id)?.is_none_or(|item| item.stock().sold != pieces) {
                self.find(
                    "stock",
                    id.to_string(),
                    "terjual tidak sama dengan baris penjualannya",
                    "the pieces sold are not those of its sale lines",
                );
            }
        }
        Ok(())
    }

    /// Checks one sale and says whether it has an entry.
    fn sale(&mut self, tx: &mut dyn ReadTx, sale: &Sale) -> Result<bool, AppError> {
        let expected = sale.entry()?;
        let stored = tx.entry(sale.entry)?;
        if expected != stored {
            self.find(
                "sale",
                sale.receipt.clone(),
                "penjualan dan jurnalnya tidak cocok",
                "the sale and its entry differ",
            );
        }
        for line in &sale.lines {
            let gross = line.unit_price.times(line.quantity)?;
            let commission = line.commission_percent.of(gross, Rounding::HalfUp)?;
            let mut picked = 0;
            let mut same_terms = true;
            for pick in &line.picks {
                picked += pick.quantity;
                *self.sold.entry(pick.item).or_default() += pick.quantity;
                same_terms &= tx.item(pick.item)?.is_some_and(|item| {
                    item.member() == line.member
                        && item.terms().commission == line.commission_percent
                });
            }
            let whole = picked == line.quantity && gross == line.gross;
            if !whole || !same_terms || commission != line.commission {
                self.find(
                    "sale",
                    sale.receipt.clone(),
                    &format!("baris {} tidak sesuai perjanjian titipnya", line.number),
                    &format!("line {} does not follow its terms", line.number),
                );
            }
        }
        Ok(stored.is_some())
    }

    /// Σ gross = Σ commission + Σ charges + Σ payable + Σ carried forward, per member and per run,
    /// and the rows are the lines.
    fn settlements(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        for settlement in tx.settlements()? {
            self.diagnosis.settlements += 1;
            if !self.settlement_holds(tx, &settlement)? {
                self.find(
                    "settlement",
                    settlement.id.to_string(),
                    "jumlahnya tidak sesuai dengan barisnya",
                    "its sums do not follow from its lines",
                );
            }
        }
        Ok(())
    }

    fn settlement_holds(
        &mut self,
        tx: &mut dyn ReadTx,
        settlement: &Settlement,
    ) -> Result<bool, AppError> {
        let rows = tx.settlement_rows(settlement.id)?;
        let totals = settlement.totals;
        let mut holds = true;
        let (mut gross, mut payable, mut carried) = (Rupiah::ZERO, Rupiah::ZERO, Rupiah::ZERO);
        for row in &rows {
            let lines = tx.settled_lines(settlement.id, row.member)?;
            let of_lines = Rupiah::sum(lines.iter().map(|line| line.line.gross))?;
            let commission = Rupiah::sum(lines.iter().map(|line| line.line.commission))?;
            let forward = row.carried_forward()?;
            let parts = Rupiah::sum([row.commission, row.charges, row.payable, forward])?;
            holds &= row.gross == parts && row.gross == of_lines && row.commission == commission;
            gross = gross.plus(row.gross)?;
            payable = payable.plus(row.payable)?;
            carried = carried.plus(forward)?;
            self.waiting.insert(row.member, row.left);
        }
        let entry = match settlement.entry {
            Some(id) => tx.entry(id)?,
            None => None,
        };
        let booked = match &entry {
            Some(entry) => entry.volume()?,
            None => Rupiah::ZERO,
        };
        Ok(holds
            && gross == totals.gross
            && payable == totals.payable
            && carried == totals.carried_forward
            && booked == totals.payable)
    }

    /// What the journal owes each maker is what waits: unsettled lines and what was carried.
    fn payables(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        let mut waiting = std::mem::take(&mut self.waiting);
        for accrual in tx.accruals(chrono::NaiveDate::MAX)? {
            let net = accrual.gross.minus(accrual.commission)?;
            waiting.insert(accrual.member, net.plus(accrual.brought_forward)?);
        }
        for (member, amount) in waiting {
            let account = Account::ConsignmentPayable(member);
            if tx.balance(account)?.net_debit()? != amount.negated()? {
                self.find(
                    "settlement",
                    account.to_string(),
                    "utang konsinyasi tidak sama dengan yang menunggu penyelesaian",
                    "the consignment payable is not what waits to be settled",
                );
            }
        }
        Ok(())
    }

    /// What a member owes is what was charged less what was paid.
    fn dues(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        visit_members(tx, |tx, member| {
            let account = Account::DuesReceivable(member.id());
            let outstanding = tx.dues_standing(member.id())?.outstanding()?;
            if tx.balance(account)?.net_debit()? != outstanding {
                self.find(
                    "dues",
                    member.number().to_string(),
                    "tunggakan iuran tidak sama dengan jurnalnya",
                    "the dues owed are not those of the journal",
                );
            }
            Ok(())
        })
    }

    /// Each parcel's quote can be made again from the book under which it was accepted.
    fn shipments(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
        let mut replay = Replay::default();
        let mut after = None;
        loop {
            let page = tx.shipment_page(after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.id);
            for shipment in &page {
                self.diagnosis.shipments += 1;
                let quoted_again = match replay.quote(tx, shipment) {
                    Ok(quote) => quote == shipment.quote,
                    Err(AppError::Store(error)) => return Err(error.into()),
                    Err(error) => {
                        let (id, en) = (error.indonesian(), error.to_string());
                        self.find("shipment", shipment.id.to_string(), &id, &en);
                        continue;
                    }
                };
                let stored = match shipment.entry {
                    Some(id) => tx.entry(id)?,
                    None => None,
                };
                let expected = match shipment.entry {
                    Some(id) => shipment.entry(id)?,
                    None => None,
                };
                if !quoted_again || stored != expected {
                    self.find(
                        "shipment",
                        shipment.id.to_string(),
                        "kiriman tidak sesuai dengan tarif atau jurnalnya",
                        "the parcel does not follow from its tariff or its entry",
                    );
                }
            }
        }
    }

    /// Each audit record seals the one before it, and the text beside it is the one it sealed.
    fn audit(&mut self, tx: &mut dyn ReadTx) -> Result<(), AppError> {
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
