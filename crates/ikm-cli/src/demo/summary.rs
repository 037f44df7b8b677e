//! The demo's summary for a person at a terminal.

use ikm_core::Lang;
use ikm_core::money::Rupiah;

use super::DemoOutcome;

impl DemoOutcome {
    /// The summary for a person, within 100 columns unless the folder's name is longer.
    pub(crate) fn summary(&self, lang: Lang) -> String {
        let mut page = Page { lang, text: String::new() };
        page.head(
            "Satu tahun di Pesisir Selatan (contoh)",
            "A year in Pesisir Selatan (synthetic)",
        );
        self.registry(&mut page);
        self.association(&mut page);
        self.gallery(&mut page);
        self.shipping(&mut page);
        self.books(&mut page);
        self.results(&mut page);
        page.text
    }

    fn registry(&self, page: &mut Page) {
        let (rows, rejected) = (page.count(self.rows), page.count(self.rejected));
        let recognised = page.count(self.recognised);
        let (ikm, pairs) = (page.count(self.ikm), page.count(self.suspected_duplicates));
        let (kecamatan, nagari, classes) = (self.kecamatan, self.nagari, self.classifications);
        page.part("Pendataan", "Registry");
        page.line(
            &format!(
                "{rows} baris daftar dibaca, {rejected} ditolak, {recognised} dikenali kembali"
            ),
            &format!(
                "{rows} rows of a list read, {rejected} rejected, {recognised} recognised again"
            ),
        );
        page.line(
            &format!("{ikm} IKM di {kecamatan} kecamatan, {nagari} nagari, {classes} klasifikasi"),
            &format!("{ikm} IKM in {kecamatan} kecamatan, {nagari} nagari, {classes} classes"),
        );
        page.line(
            &format!("{pairs} pasang yang mirip menunggu keputusan orang"),
            &format!("{pairs} pairs that look alike wait for a person to decide"),
        );
    }

    fn association(&self, page: &mut Page) {
        let members = page.count(self.members);
        let (charged, paid) =
            (page.rupiah(self.dues_charged_rupiah), page.rupiah(self.dues_paid_rupiah));
        page.part("Asosiasi", "Association");
        page.line(
            &format!("dikukuhkan 31 Januari 2022, {members} anggota diterima"),
            &format!("inaugurated on 31 January 2022, {members} members accepted"),
        );
        page.line(
            &format!("iuran ditagih {charged}, dibayar {paid}"),
            &format!("dues charged {charged}, paid {paid}"),
        );
    }

    fn gallery(&self, page: &mut Page) {
        let (items, sales) = (page.count(self.consigned_items), page.count(self.sales));
        let (makers, runs) = (page.count(self.makers), page.count(self.settlements));
        let (gross, commission) =
            (page.rupiah(self.gross_rupiah), page.rupiah(self.commission_rupiah));
        let settled = page.rupiah(self.settled_rupiah);
        page.part("Galeri", "Gallery");
        page.line(
            &format!("{items} titipan dari {makers} anggota, {sales} kuitansi penjualan"),
            &format!("{items} consigned items of {makers} members, {sales} receipts"),
        );
        page.line(
            &format!("penjualan {gross}, di antaranya komisi galeri {commission}"),
            &format!("sales {gross}, of which the gallery's commission {commission}"),
        );
        page.line(
            &format!("{runs} kali bagi hasil, {settled} dibayar kepada pembuatnya"),
            &format!("{runs} settlements, {settled} paid to the makers"),
        );
    }

    fn shipping(&self, page: &mut Page) {
        let parcels = page.count(self.shipments);
        let (normal, special) = (self.shipping_normal_rupiah, self.shipping_special_rupiah);
        // The special tariff is never above the normal one.
        let saving = page.rupiah(normal.minus(special).unwrap_or_default());
        let (normal, special) = (page.rupiah(normal), page.rupiah(special));
        page.part("Kiriman", "Shipping");
        page.line(
            &format!("{parcels} paket: tarif normal {normal}, tarif khusus {special}"),
            &format!("{parcels} parcels: normal tariff {normal}, special tariff {special}"),
        );
        page.line(&format!("anggota berhemat {saving}"), &format!("members saved {saving}"));
    }

    fn books(&self, page: &mut Page) {
        let (entries, records) = (page.count(self.entries), page.count(self.audit_records));
        let difference = page.rupiah(self.trial_balance_rupiah);
        page.part("Pembukuan", "Books");
        page.line(
            &format!(
                "{entries} jurnal, {records} catatan audit, selisih neraca saldo {difference}"
            ),
            &format!(
                "{entries} entries, {records} audit records, trial balance off by {difference}"
            ),
        );
        page.part("Pemeriksaan", "Checks");
        for check in &self.checks {
            let mark = if check.ok { "ok   " } else { page.lang.pick("GAGAL", "WRONG") };
            page.line(&format!("{mark} {}", check.rule_id), &format!("{mark} {}", check.rule_en));
        }
    }

    fn results(&self, page: &mut Page) {
        page.part("Hasil", "Results");
        let (store, reports) = (self.store.display(), self.reports.len());
        page.line(&format!("penyimpanan {store}"), &format!("store {store}"));
        if let Some(folder) = self.reports.first().and_then(|path| path.parent()) {
            let folder = folder.display();
            page.line(
                &format!("{reports} laporan di {folder}"),
                &format!("{reports} reports in {folder}"),
            );
        }
    }
}

/// A summary being written: headed parts of indented lines.
struct Page {
    lang: Lang,
    text: String,
}

impl Page {
    fn count(&self, count: u64) -> String {
        self.lang.number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    fn rupiah(&self, amount: Rupiah) -> String {
        amount.display(self.lang)
    }

    fn head(&mut self, id: &str, en: &str) {
        self.text.push_str(self.lang.pick(id, en));
        self.text.push('\n');
    }

    fn part(&mut self, id: &str, en: &str) {
        self.text.push('\n');
        self.head(id, en);
    }

    fn line(&mut self, id: &str, en: &str) {
        self.text.push_str("  ");
        self.head(id, en);
    }
}
