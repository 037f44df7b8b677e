use chrono::NaiveDate;
use ikm_app::registry::IkmDetail;
use ikm_core::Lang;
use ikm_core::classification::{KbliTable, Scheme};
use ikm_core::registry::{Permit, days_left};
use ikm_report::{Cell, Column, Kind, Term};

use super::ShowArgs;
use crate::context::Context;
use crate::errors::{Done, Failure};
use crate::printer::Printer;
use crate::record::{Record, Rows};

pub(super) fn run(
    printer: &Printer,
    context: &mut Context,
    args: &ShowArgs,
) -> Result<Done, Failure> {
    let app = context.app()?;
    let (found, scheme) = (app.show(&args.ikm)?, app.scheme()?);
    if let Some(merged) = found.asked_for {
        let name = &found.ikm.name;
        Printer::say(&match printer.lang() {
            Lang::Id => {
                format!("IKM {merged} sudah digabungkan ke dalam {name}, yang tampil di sini")
            }
            Lang::En => format!("ikm {merged} was merged into {name}, which is shown here"),
        });
    }
    let today = app.today();
    printer.record(&record(found, &scheme, today))?;
    Ok(Done::Well)
}

fn record(detail: IkmDetail, scheme: &Scheme, today: NaiveDate) -> Record {
    let IkmDetail { ikm, asked_for, .. } = detail;
    let class = ikm.classification.as_deref().and_then(|code| scheme.get(&code.parse().ok()?));
    let title = class.map(|class| Term::new(&class.title_id, &class.title_id, &class.title_en));
    // The use case names the edition in front of the code.
    let kbli = detail.kbli.as_deref().map(|kbli| kbli.split_once(':').unwrap_or(("", kbli)));
    let kbli_title = detail.kbli.as_deref().and_then(|kbli| {
        KbliTable::kbli2020_section_c().title(kbli.parse().ok()?).map(str::to_owned)
    });
    Record::new()
        .with("id", "Id", "Id", ikm.id.to_string())
        .in_files("merged_from", asked_for.map(|id| id.to_string()))
        .with("name", "Nama IKM", "Name of the IKM", ikm.name)
        .with("owner", "Pemilik", "Owner", ikm.owner)
        .with("member", "Nomor anggota", "Member number", detail.member.map(|n| n.to_string()))
        .with("nik", "NIK", "NIK", detail.nik)
        .with("nib", "NIB", "NIB", ikm.nib.map(|nib| nib.to_string()))
        .with("phone", "Telepon", "Telephone", detail.phone)
        .with("address", "Alamat", "Address", detail.address)
        .with("nagari", "Nagari", "Nagari", ikm.nagari)
        .with("kecamatan", "Kecamatan", "Kecamatan", ikm.kecamatan)
        .with("kbli", "KBLI", "KBLI", kbli.map(|(_, code)| code.to_owned()))
        .with(
            "kbli_edition",
            "Edisi KBLI",
            "KBLI edition",
            kbli.map(|(edition, _)| edition.to_owned()),
        )
        .with("kbli_title", "Judul KBLI", "KBLI title", kbli_title)
        .with("classification", "Golongan", "Class", ikm.classification)
        .with("classification_title", "Nama golongan", "Title of the class", title)
        .with("commodity", "Komoditi", "Commodity", ikm.commodity)
        .with("product", "Produk", "Product", ikm.product)
        .with(
            "founded_year",
            "Tahun berdiri",
            "Founded in",
            detail.founded_year.map(|year| year.to_string()),
        )
        .with("workers", "Tenaga kerja", "Workers", detail.workers)
        .with("investment", "Investasi", "Investment", detail.investment)
        .with("production_value", "Nilai produksi", "Production value", detail.production_value)
        .with("raw_material_value", "Bahan baku", "Raw material", detail.raw_material_value)
        .with("registered_on", "Didata", "Registered", detail.registered_on)
        .with("batch", "Nomor impor", "Import", detail.batch.map(|batch| batch.to_string()))
        .with("nmid", "NMID", "NMID", detail.nmid)
        .rows("permits", "Izin", "Permits", permits(detail.permits, today))
}

fn permits(permits: Vec<Permit>, today: NaiveDate) -> Rows {
    let columns = vec![
        Column::new("permit", Kind::Text, "Izin", "Permit"),
        Column::new("number", Kind::Text, "Nomor", "Number"),
        Column::new("until", Kind::Date, "Berlaku sampai", "Until"),
        Column::new("days_left", Kind::Count, "Sisa hari", "Days left"),
    ];
    let row = |permit: Permit| -> Vec<Cell> {
        let (code, label) = (permit.kind.code(), permit.kind.label());
        vec![
            Term::new(code, label, label).into(),
            permit.number.into(),
            permit.until.into(),
            permit.until.map(|until| days_left(until, today)).into(),
        ]
    };
    Rows { columns, rows: permits.into_iter().map(row).collect() }
}
