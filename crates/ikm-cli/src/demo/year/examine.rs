//! What the demo checks at its end.

use chrono::NaiveDate;
use ikm_app::App;
use ikm_app::doctor::Diagnosis;
use ikm_app::reports::ReportName;
use ikm_core::gallery::Payment;
use ikm_core::money::Rupiah;
use ikm_report::{Format, Style, render};

use super::{Check, Days, DemoError, Year};

/// A report as it stands on a day, as text.
pub(super) fn rendered(
    app: &mut App<'_>,
    name: ReportName,
    on: NaiveDate,
) -> Result<Vec<u8>, DemoError> {
    let today = app.today();
    app.set_today(on);
    let report = app.report(name)?;
    app.set_today(today);
    let mut out = Vec::new();
    render(&report, Format::Text, Style::default(), &mut out)?;
    Ok(out)
}

impl Year<'_, '_> {
    pub(super) fn check(&mut self, rule_id: &'static str, rule_en: &'static str, ok: bool) {
        self.checks.push(Check { rule_id, rule_en, ok });
    }

    /// Checks every rule on what was made.
    pub(super) fn examine(&mut self, rekap: &[u8], days: &Days) -> Result<Diagnosis, DemoError> {
        let diagnosis = self.app.doctor()?;
        let clean = |checks: &[&str]| {
            !diagnosis.findings.iter().any(|finding| checks.contains(&finding.check))
        };
        self.check(
            "setiap jurnal seimbang dan setiap saldo berasal dari jurnalnya",
            "every entry balances and every balance follows from the entries",
            clean(&["ledger", "store"]),
        );
        self.check(
            "masuk = terjual + retur + dihapus + ada; tidak minus, tidak menjual kedaluwarsa",
            "received = sold + returned + written off + on hand; never negative, never expired",
            clean(&["stock"]),
        );
        self.check(
            "barang dan uang bergerak bersama, menurut perjanjian saat barang masuk",
            "goods and money move together, under the terms frozen at intake",
            clean(&["sale"]),
        );
        self.check(
            "bruto = komisi + potongan + dibayar + dibawa; dijalankan lagi tidak membayar lagi",
            "gross = commission + charges + payable + carried; run again it pays nothing again",
            clean(&["settlement"]) && self.settled_once,
        );
        self.check(
            "iuran dan kiriman cocok dengan jurnal; tarif lama dihitung ulang sama",
            "dues and parcels agree with the journal; old quotes come out the same again",
            clean(&["dues", "shipment"]),
        );
        let refused = self.refusal_changes_nothing(&diagnosis)?;
        self.check(
            "perintah yang ditolak tidak mengubah apa pun",
            "a refused command changes nothing",
            refused,
        );
        let again = rendered(self.app, ReportName::Rekap, days.listed)?;
        self.check(
            "rekap hari pendataan keluar sama persis setahun kemudian",
            "the rekap of the day of listing comes out the same a year later",
            again == rekap,
        );
        self.check(
            "rantai audit utuh",
            "the audit chain is whole",
            clean(&["audit"]) && diagnosis.audit_records > 0,
        );
        Ok(diagnosis)
    }

    /// Asks for more than is on hand and for a payment that nobody owes.
    fn refusal_changes_nothing(&mut self, before: &Diagnosis) -> Result<bool, DemoError> {
        let mut sku = String::new();
        self.app.for_each_item(true, |item| {
            if sku.is_empty() {
                sku = item.sku;
            }
            Ok(())
        })?;
        let text = format!(
            "receipt,sold_on,sku,lot,quantity,unit_price,payment\nK-TERLALU-BANYAK,2022-12-31,{sku},,99999,,cash\n"
        );
        let path = self.write_input("jual-terlalu-banyak.csv", &text)?;
        let sold = self.app.sales(&path, &mut |_| ())?;
        let more = Rupiah::new(1_000_000_000);
        let first = self.players.first().map(|player| player.number.clone()).unwrap_or_default();
        let paid = self.app.pay_dues(&first, more, Payment::Cash);
        Ok(sold.receipts == 0 && paid.is_err() && self.app.doctor()? == *before)
    }
}
