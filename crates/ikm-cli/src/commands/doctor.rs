use ikm_report::{Column, Kind};

use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::progress::Progress;
use crate::record::{Record, Rows};

/// Examines everything and changes nothing.
pub(crate) fn run(printer: &Printer, context: &mut Context) -> Result<Done, Failure> {
    let lang = printer.lang();
    let progress = Progress::begin(lang.pick("memeriksa", "examining"), lang);
    let diagnosis = context.app()?.doctor();
    drop(progress);
    let diagnosis = diagnosis?;
    let columns = vec![
        Column::new("check", Kind::Text, "Bagian", "Part"),
        Column::new("subject", Kind::Text, "Pada", "On"),
        Column::new("message", Kind::Text, "Temuan", "Finding"),
    ];
    let rows = diagnosis.findings.iter().map(|finding| {
        vec![finding.check.into(), finding.subject.clone().into(), finding.text(lang).into()]
    });
    let record = Record::new()
        .with("ok", "Semuanya benar", "All is right", diagnosis.ok)
        .with("entries", "Jurnal diperiksa", "Entries examined", diagnosis.entries)
        .with("items", "Barang titipan", "Items", diagnosis.items)
        .with("sales", "Penjualan", "Sales", diagnosis.sales)
        .with("settlements", "Bagi hasil", "Settlements", diagnosis.settlements)
        .with("shipments", "Kiriman", "Parcels", diagnosis.shipments)
        .with("audit_records", "Catatan audit", "Audit records", diagnosis.audit_records)
        .rows("findings", "Temuan", "Findings", Rows { columns, rows: rows.collect() });
    printer.record(&record)?;
    Ok(Done::with(!diagnosis.ok))
}
