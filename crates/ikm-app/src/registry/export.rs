//! The registry as a list that is imported again unchanged.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use ikm_core::audit::{Digest, DigestBuilder};
use ikm_core::region::{RegionCode, Regions};
use ikm_core::registry::{Ikm, Profile, Segment};
use ikm_report::{Cell, Column, Kind, RowSink};
use ikm_store::ReadTx;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::segment::{Sieve, written};
use crate::app::App;
use crate::error::AppError;

/// What is exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportSettings {
    /// Which IKM.
    pub segment: Segment,
    /// With the numbers that name a person: NIK and NPWP, as the NPWP of a citizen is the NIK.
    pub with_nik: bool,
    /// With telephone and e-mail.
    pub with_phone: bool,
    /// What it is for, as the audit keeps it.
    pub reason: Option<String>,
}

/// What an export wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportOutcome {
    /// How many IKM.
    pub rows: u64,
    /// The personal columns that were asked for.
    pub personal: Vec<String>,
}

/// Whether a column tells of a person, and so must be asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Personal {
    No,
    Number,
    Contact,
}

/// A column: its header, which the import knows, and what an IKM has there.
struct Field {
    key: &'static str,
    kind: Kind,
    personal: Personal,
    cell: fn(&Ikm, &mut Places<'_>) -> Cell,
}

const fn open(key: &'static str, kind: Kind, cell: fn(&Ikm, &mut Places<'_>) -> Cell) -> Field {
    Field { key, kind, personal: Personal::No, cell }
}

/// The canonical headers of the registry list, in the order of the contract.
const FIELDS: [Field; 43] = [
    open("id_ikm", Kind::Text, |ikm, _| ikm.id.to_string().into()),
    open("nama_ikm", Kind::Text, |ikm, _| ikm.profile.name.clone().into()),
    open("nama_pemilik", Kind::Text, |ikm, _| ikm.profile.owner.clone().into()),
    Field {
        key: "nik",
        kind: Kind::Text,
        personal: Personal::Number,
        cell: |ikm, _| ikm.profile.nik.map(|nik| nik.as_str().to_owned()).into(),
    },
    Field {
        key: "npwp",
        kind: Kind::Text,
        personal: Personal::Number,
        cell: |ikm, _| ikm.profile.npwp.map(|npwp| npwp.as_str().to_owned()).into(),
    },
    open("nib", Kind::Text, |ikm, _| ikm.profile.nib.map(|nib| nib.as_str().to_owned()).into()),
    open("jenis_kelamin", Kind::Text, |ikm, _| {
        ikm.profile.gender.map(|gender| gender.as_letter().to_string()).into()
    }),
    Field {
        key: "telepon",
        kind: Kind::Text,
        personal: Personal::Contact,
        cell: |ikm, _| text(ikm.profile.phone.as_ref().map(ikm_core::identity::Phone::as_str)),
    },
    Field {
        key: "email",
        kind: Kind::Text,
        personal: Personal::Contact,
        cell: |ikm, _| text(ikm.profile.email.as_ref().map(ikm_core::identity::Email::as_str)),
    },
    open("alamat", Kind::Text, |ikm, _| ikm.profile.place.address.clone().into()),
    open("kabupaten", Kind::Text, |ikm, places| places.regency(ikm).into()),
    open("kode_kecamatan", Kind::Text, |ikm, _| code(ikm.profile.place.kecamatan)),
    open("kecamatan", Kind::Text, |ikm, places| places.name(ikm.profile.place.kecamatan).into()),
    open("kode_nagari", Kind::Text, |ikm, _| code(ikm.profile.place.nagari)),
    open("nagari", Kind::Text, |ikm, places| places.name(ikm.profile.place.nagari).into()),
    open("kode_pos", Kind::Text, |ikm, _| {
        ikm.profile.place.postal_code.map(|code| code.to_string()).into()
    }),
    open("lat", Kind::Decimal, |ikm, _| ikm.profile.place.latitude.into()),
    open("lon", Kind::Decimal, |ikm, _| ikm.profile.place.longitude.into()),
    open("kbli", Kind::Text, |ikm, _| ikm.profile.kbli.map(|kbli| kbli.code().to_owned()).into()),
    open("edisi_kbli", Kind::Text, |ikm, _| {
        ikm.profile.kbli.map(|kbli| kbli.edition().year().to_string()).into()
    }),
    open("klasifikasi", Kind::Text, |ikm, _| {
        ikm.profile.classification.as_ref().map(ToString::to_string).into()
    }),
    open("komoditi", Kind::Text, |ikm, _| ikm.profile.commodity.clone().into()),
    open("produk", Kind::Text, |ikm, _| ikm.profile.product.clone().into()),
    open("badan_usaha", Kind::Text, |ikm, _| ikm.profile.legal_form.clone().into()),
    open("tahun_berdiri", Kind::Decimal, |ikm, _| year(ikm.profile.founded_year)),
    open("tenaga_kerja_l", Kind::Count, |ikm, _| ikm.profile.figures.workers.male.into()),
    open("tenaga_kerja_p", Kind::Count, |ikm, _| ikm.profile.figures.workers.female.into()),
    open("tenaga_kerja", Kind::Count, |ikm, _| ikm.profile.figures.workers.total.into()),
    open("nilai_investasi", Kind::Money, |ikm, _| ikm.profile.figures.investment.into()),
    open("nilai_produksi", Kind::Money, |ikm, _| ikm.profile.figures.production_value.into()),
    open("nilai_bahan_baku", Kind::Money, |ikm, _| ikm.profile.figures.raw_material_value.into()),
    open("omzet", Kind::Money, |ikm, _| ikm.profile.figures.sales.into()),
    open("kapasitas_produksi", Kind::Decimal, |ikm, _| capacity(&ikm.profile)),
    open("satuan_produksi", Kind::Text, |ikm, _| ikm.profile.figures.capacity_unit.clone().into()),
    open("tahun_data", Kind::Decimal, |ikm, _| year(ikm.profile.figures.year)),
    open("pirt", Kind::Text, |ikm, _| shown(ikm.profile.pirt.as_ref())),
    open("pirt_sampai", Kind::Date, |ikm, _| ikm.profile.pirt_until.into()),
    open("halal", Kind::Text, |ikm, _| shown(ikm.profile.halal.as_ref())),
    open("halal_sampai", Kind::Date, |ikm, _| ikm.profile.halal_until.into()),
    open("bpom", Kind::Text, |ikm, _| shown(ikm.profile.bpom.as_ref())),
    open("bpom_sampai", Kind::Date, |ikm, _| ikm.profile.bpom_until.into()),
    open("nmid", Kind::Text, |ikm, _| shown(ikm.profile.nmid.as_ref())),
    open("catatan", Kind::Text, |ikm, _| ikm.profile.notes.clone().into()),
];

fn text(words: Option<&str>) -> Cell {
    words.map(str::to_owned).into()
}

fn shown<T: ToString>(value: Option<&T>) -> Cell {
    value.map(ToString::to_string).into()
}

fn code(code: Option<RegionCode>) -> Cell {
    code.map(|code| code.to_string()).into()
}

/// A year has no thousands to part, so it is no count.
fn year(year: Option<i32>) -> Cell {
    year.map(Decimal::from).into()
}

/// With exactly three decimals, a number looks like one whose thousands are parted: `1.125`.
fn capacity(profile: &Profile) -> Cell {
    let mut capacity = profile.figures.capacity;
    if let Some(capacity) = capacity.as_mut().filter(|capacity| capacity.scale() == 3) {
        capacity.rescale(4);
    }
    capacity.into()
}

/// The names of places, as the import finds them again.
struct Places<'r> {
    regions: &'r Regions,
    regencies: BTreeMap<RegionCode, String>,
}

impl Places<'_> {
    fn name(&self, code: Option<RegionCode>) -> Option<String> {
        self.regions.get(code?).map(|region| region.name.clone())
    }

    /// The name of the regency, or its code where the name could be that of another.
    fn regency(&mut self, ikm: &Ikm) -> String {
        let (code, regions) = (ikm.profile.place.regency, self.regions);
        let name = || {
            let region = regions.get(code)?;
            let found = regions.find_regency(&region.name)?;
            (found.code == code).then(|| region.name.clone())
        };
        self.regencies
            .entry(code)
            .or_insert_with(|| name().unwrap_or_else(|| code.to_string()))
            .clone()
    }
}

impl ExportSettings {
    fn asks_for(&self, personal: Personal) -> bool {
        match personal {
            Personal::No => true,
            Personal::Number => self.with_nik,
            Personal::Contact => self.with_phone,
        }
    }

    fn fields(&self) -> Vec<&'static Field> {
        FIELDS.iter().filter(|field| self.asks_for(field.personal)).collect()
    }

    fn personal(&self) -> Vec<String> {
        let fields = self.fields().into_iter().filter(|field| field.personal != Personal::No);
        fields.map(|field| field.key.to_owned()).collect()
    }

    fn digest(&self, rows: u64) -> Digest {
        let mut digest = DigestBuilder::new();
        digest.field("registry.export").field(&written(&self.segment)).field(&rows.to_string());
        for column in self.personal() {
            digest.field(&column);
        }
        digest.optional(self.reason.as_deref()).finish()
    }

    /// What the audit says of it, beside who and when.
    fn note(&self, rows: u64) -> String {
        let personal = self.personal();
        let columns = if personal.is_empty() { "-".to_owned() } else { personal.join(",") };
        let reason = self.reason.as_deref().unwrap_or("-");
        format!(
            "rows={rows}; personal={columns}; filter={}; reason={reason}",
            written(&self.segment)
        )
    }
}

impl App<'_> {
    /// Writes the IKM of a segment, as they stand on the business day, to `sink` with the headers
    /// that [`App::import`] knows: imported again, the list changes nothing. Money is whole rupiah.
    ///
    /// NIK, NPWP, telephone and e-mail are left out unless they are asked for. What was asked for
    /// stands in the audit, with who, when, how many and which, before the first row is written, so
    /// that no export leaves without it.
    ///
    /// # Errors
    ///
    /// [`AppError::Report`] when `sink` refuses, [`Refusal::KeyReused`](crate::Refusal::KeyReused)
    /// and [`AppError::Store`].
    pub fn export(
        &mut self,
        settings: &ExportSettings,
        sink: &mut dyn RowSink,
    ) -> Result<ExportOutcome, AppError> {
        let regions = self.all_regions()?;
        let sieve = Sieve::new(&settings.segment, self.env.today, &regions);
        let rows = self.read(|tx| count(tx, &sieve, settings, self.env.today))?;
        let content = settings.digest(rows);
        let (association, note) = (self.association.id, settings.note(rows));
        self.write_once(content, |tx, env| {
            env.audit(tx, "registry.export", &association, content, &note)
        })?;
        let rows = self.read(|tx| write(tx, &sieve, settings, &regions, sink))?;
        Ok(ExportOutcome { rows, personal: settings.personal() })
    }
}

/// How many IKM there will be. All together are counted already.
fn count(
    tx: &mut dyn ReadTx,
    sieve: &Sieve<'_>,
    settings: &ExportSettings,
    today: chrono::NaiveDate,
) -> Result<u64, AppError> {
    if settings.segment.is_everything() {
        return Ok(tx.rekap(today)?.iter().map(|row| row.count).sum());
    }
    let mut rows = 0;
    sieve.visit(tx, |_, _| {
        rows += 1;
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(rows)
}

fn write(
    tx: &mut dyn ReadTx,
    sieve: &Sieve<'_>,
    settings: &ExportSettings,
    regions: &Regions,
    sink: &mut dyn RowSink,
) -> Result<u64, AppError> {
    let fields = settings.fields();
    let columns: Vec<Column> = fields
        .iter()
        .map(|field| Column::new(field.key, field.kind, field.key, field.key))
        .collect();
    sink.begin(&columns)?;
    let mut places = Places { regions, regencies: BTreeMap::new() };
    let (mut rows, mut cells) = (0, Vec::with_capacity(fields.len()));
    sieve.visit(tx, |_, ikm| {
        cells.clear();
        cells.extend(fields.iter().map(|field| (field.cell)(ikm, &mut places)));
        sink.row(&cells)?;
        rows += 1;
        Ok(ControlFlow::Continue(()))
    })?;
    sink.end(None)?;
    Ok(rows)
}
