//! What a column can hold.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum Field {
    /// The id that our registry gave it, in a list that we exported.
    Id,
    /// The name of the business.
    Name,
    /// The owner.
    Owner,
    /// The owner's gender.
    Gender,
    /// The owner's citizen number.
    Nik,
    /// The taxpayer number.
    Npwp,
    /// The business number of OSS.
    Nib,
    /// The telephone.
    Phone,
    /// The e-mail address.
    Email,
    /// Street and number.
    Address,
    /// The regency or city, by name or code.
    Regency,
    /// The code of the kecamatan in the numbering of Kemendagri.
    KecamatanCode,
    /// The name of the kecamatan.
    Kecamatan,
    /// The code of the nagari in the numbering of Kemendagri.
    NagariCode,
    /// The name of the nagari, desa or kelurahan.
    Nagari,
    /// The postal code.
    PostalCode,
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
    /// The KBLI code.
    Kbli,
    /// The year of the edition that gives the KBLI code its meaning.
    KbliEdition,
    /// The class in the office's own scheme, by code or title.
    Classification,
    /// The commodity group.
    Commodity,
    /// What is made.
    Product,
    /// The form of the firm.
    LegalForm,
    /// The year of founding.
    FoundedYear,
    /// Men who work there.
    WorkersMale,
    /// Women who work there.
    WorkersFemale,
    /// Everyone who works there.
    Workers,
    /// Investment without land and building.
    Investment,
    /// Value of production in a year.
    ProductionValue,
    /// Value of raw material in a year.
    RawMaterialValue,
    /// Sales in a year.
    Sales,
    /// Capacity in a year.
    Capacity,
    /// The unit of the capacity.
    CapacityUnit,
    /// The year that the figures speak of.
    FiguresYear,
    /// The permit for home-made food.
    Pirt,
    /// The last day of the permit for home-made food.
    PirtUntil,
    /// The halal certificate.
    Halal,
    /// The last day of the halal certificate.
    HalalUntil,
    /// The register number of BPOM.
    Bpom,
    /// The last day of the register number of BPOM.
    BpomUntil,
    /// The number of the QRIS merchant.
    Nmid,
    /// Anything else.
    Notes,
    /// A column that is known and not read: the running number, or what a rejects file adds.
    Ignored,
}

impl Field {
    /// The name in the canonical header and in a mapping.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(field, _)| *field == self).map_or("", |(_, name)| *name)
    }

    /// Whether it is an amount of money, which a unit multiplies.
    pub fn is_money(self) -> bool {
        matches!(
            self,
            Self::Investment | Self::ProductionValue | Self::RawMaterialValue | Self::Sales
        )
    }

    /// Whether it says in which kecamatan or nagari the IKM is.
    pub fn is_place(self) -> bool {
        matches!(self, Self::KecamatanCode | Self::Kecamatan | Self::NagariCode | Self::Nagari)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.name().to_owned()
    }
}

impl TryFrom<String> for Field {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let found = NAMES.iter().find(|(_, name)| *name == text.trim());
        found.map(|(field, _)| *field).ok_or_else(|| format!("there is no field {text:?}"))
    }
}

/// The canonical headers of the registry CSV.
pub(crate) const NAMES: [(Field, &str); 44] = [
    (Field::Id, "id_ikm"),
    (Field::Name, "nama_ikm"),
    (Field::Owner, "nama_pemilik"),
    (Field::Gender, "jenis_kelamin"),
    (Field::Nik, "nik"),
    (Field::Npwp, "npwp"),
    (Field::Nib, "nib"),
    (Field::Phone, "telepon"),
    (Field::Email, "email"),
    (Field::Address, "alamat"),
    (Field::Regency, "kabupaten"),
    (Field::KecamatanCode, "kode_kecamatan"),
    (Field::Kecamatan, "kecamatan"),
    (Field::NagariCode, "kode_nagari"),
    (Field::Nagari, "nagari"),
    (Field::PostalCode, "kode_pos"),
    (Field::Latitude, "lat"),
    (Field::Longitude, "lon"),
    (Field::Kbli, "kbli"),
    (Field::KbliEdition, "edisi_kbli"),
    (Field::Classification, "klasifikasi"),
    (Field::Commodity, "komoditi"),
    (Field::Product, "produk"),
    (Field::LegalForm, "badan_usaha"),
    (Field::FoundedYear, "tahun_berdiri"),
    (Field::WorkersMale, "tenaga_kerja_l"),
    (Field::WorkersFemale, "tenaga_kerja_p"),
    (Field::Workers, "tenaga_kerja"),
    (Field::Investment, "nilai_investasi"),
    (Field::ProductionValue, "nilai_produksi"),
    (Field::RawMaterialValue, "nilai_bahan_baku"),
    (Field::Sales, "omzet"),
    (Field::Capacity, "kapasitas_produksi"),
    (Field::CapacityUnit, "satuan_produksi"),
    (Field::FiguresYear, "tahun_data"),
    (Field::Pirt, "pirt"),
    (Field::PirtUntil, "pirt_sampai"),
    (Field::Halal, "halal"),
    (Field::HalalUntil, "halal_sampai"),
    (Field::Bpom, "bpom"),
    (Field::BpomUntil, "bpom_sampai"),
    (Field::Nmid, "nmid"),
    (Field::Notes, "catatan"),
    (Field::Ignored, "abaikan"),
];
