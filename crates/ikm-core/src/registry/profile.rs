use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::classification::{ClassCode, Kbli};
use crate::id::{BatchId, IkmId};
use crate::identity::{Email, Gender, HalalNumber, Nib, Nik, Npwp, Phone, Pirt};
use crate::money::Rupiah;
use crate::region::{PostalCode, RegionCode};

/// How many people work in an IKM. Unknown is not zero.
///
/// ```
/// use ikm_core::registry::Workers;
/// let workers = Workers { male: Some(1), female: Some(2), total: None };
/// assert_eq!(workers.count(), Some(3));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Workers {
    /// Men.
    pub male: Option<u32>,
    /// Women.
    pub female: Option<u32>,
    /// Everyone, where a list gives it.
    pub total: Option<u32>,
}

impl Workers {
    /// Everyone that is known of: the total where it is given, else men and women together, or
    /// the one of the two that is given.
    pub fn count(&self) -> Option<u32> {
        let known = match (self.male, self.female) {
            (Some(male), Some(female)) => male.checked_add(female),
            (one, other) => one.or(other),
        };
        self.total.or(known)
    }

    fn is_unknown(self) -> bool {
        self == Self::default()
    }
}

/// What a list says of an IKM's size and output. Money is whole rupiah a year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The calendar year that the figures speak of.
    pub year: Option<i32>,
    /// The people who work there.
    pub workers: Workers,
    /// Investment without land and building (Permenperin 64/2016).
    pub investment: Option<Rupiah>,
    /// Value of what was produced in the year.
    pub production_value: Option<Rupiah>,
    /// Value of the raw material used in the year.
    pub raw_material_value: Option<Rupiah>,
    /// Sales of the year (omzet).
    pub sales: Option<Rupiah>,
    /// How much can be produced in the year, in `capacity_unit`.
    pub capacity: Option<Decimal>,
    /// The unit of `capacity` as the list writes it: kg, buah, lusin.
    pub capacity_unit: Option<String>,
}

impl Figures {
    fn updated_by(&self, newer: &Self) -> Self {
        // The three numbers of workers belong together: a new total beside an old count of men
        // would contradict itself.
        let workers = if newer.workers.is_unknown() { self.workers } else { newer.workers };
        Self {
            year: newer.year.or(self.year),
            workers,
            investment: newer.investment.or(self.investment),
            production_value: newer.production_value.or(self.production_value),
            raw_material_value: newer.raw_material_value.or(self.raw_material_value),
            sales: newer.sales.or(self.sales),
            capacity: newer.capacity.or(self.capacity),
            capacity_unit: either(newer.capacity_unit.as_ref(), self.capacity_unit.as_ref()),
        }
    }
}

/// Where an IKM is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The kabupaten or kota; always known, as a list belongs to one.
    pub regency: RegionCode,
    /// The kecamatan, where the list says.
    pub kecamatan: Option<RegionCode>,
    /// The nagari, where the list says.
    pub nagari: Option<RegionCode>,
    /// Street and number, as written.
    pub address: Option<String>,
    /// The postal code; not a key, several nagari share one.
    pub postal_code: Option<PostalCode>,
    /// Degrees north; negative in Pesisir Selatan.
    pub latitude: Option<Decimal>,
    /// Degrees east.
    pub longitude: Option<Decimal>,
}

impl Place {
    /// A place of which only the regency is known.
    pub fn somewhere_in(regency: RegionCode) -> Self {
        Self {
            regency,
            kecamatan: None,
            nagari: None,
            address: None,
            postal_code: None,
            latitude: None,
            longitude: None,
        }
    }

    fn updated_by(&self, newer: &Self) -> Self {
        let moved = newer.regency != self.regency
            || newer.kecamatan.is_some() && newer.kecamatan != self.kecamatan
            || newer.nagari.is_some() && newer.nagari != self.nagari;
        if moved {
            // The old address and point are those of the old place.
            return newer.clone();
        }
        Self {
            regency: newer.regency,
            kecamatan: newer.kecamatan.or(self.kecamatan),
            nagari: newer.nagari.or(self.nagari),
            address: either(newer.address.as_ref(), self.address.as_ref()),
            postal_code: newer.postal_code.or(self.postal_code),
            latitude: newer.latitude.or(self.latitude),
            longitude: newer.longitude.or(self.longitude),
        }
    }
}

/// What a list says of one IKM: everything but its identity in our registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The name of the business; never empty in what the importer makes.
    pub name: String,
    /// The owner.
    pub owner: Option<String>,
    /// The owner's gender.
    pub gender: Option<Gender>,
    /// The owner's citizen number.
    pub nik: Option<Nik>,
    /// The taxpayer number.
    pub npwp: Option<Npwp>,
    /// The business number of OSS.
    pub nib: Option<Nib>,
    /// The telephone.
    pub phone: Option<Phone>,
    /// The e-mail address.
    pub email: Option<Email>,
    /// Where it is.
    pub place: Place,
    /// The KBLI code with its edition; a code without one means nothing.
    pub kbli: Option<Kbli>,
    /// The class in the office's own scheme.
    pub classification: Option<ClassCode>,
    /// The commodity group of the list (komoditi), where it was chosen.
    pub commodity: Option<String>,
    /// What it makes.
    pub product: Option<String>,
    /// The form of the firm (badan usaha), as written.
    pub legal_form: Option<String>,
    /// The year in which it began.
    pub founded_year: Option<i32>,
    /// Its size and output.
    pub figures: Figures,
    /// The permit for home-made food.
    pub pirt: Option<Pirt>,
    /// The halal certificate.
    pub halal: Option<HalalNumber>,
    /// Whatever else the list says.
    pub notes: Option<String>,
}

impl Profile {
    /// A profile of which only the name and the regency are known.
    pub fn named(name: impl Into<String>, regency: RegionCode) -> Self {
        Self {
            name: name.into(),
            owner: None,
            gender: None,
            nik: None,
            npwp: None,
            nib: None,
            phone: None,
            email: None,
            place: Place::somewhere_in(regency),
            kbli: None,
            classification: None,
            commodity: None,
            product: None,
            legal_form: None,
            founded_year: None,
            figures: Figures::default(),
            pirt: None,
            halal: None,
            notes: None,
        }
    }

    /// This profile after a newer list: what the newer one says wins, what it leaves open stays.
    ///
    /// What belongs together moves together: a new place takes the old address with it, and new
    /// numbers of workers replace all three.
    #[must_use]
    pub fn updated_by(&self, newer: &Self) -> Self {
        Self {
            name: newer.name.clone(),
            owner: either(newer.owner.as_ref(), self.owner.as_ref()),
            gender: newer.gender.or(self.gender),
            nik: newer.nik.or(self.nik),
            npwp: newer.npwp.or(self.npwp),
            nib: newer.nib.or(self.nib),
            phone: either(newer.phone.as_ref(), self.phone.as_ref()),
            email: either(newer.email.as_ref(), self.email.as_ref()),
            place: self.place.updated_by(&newer.place),
            kbli: newer.kbli.or(self.kbli),
            classification: either(newer.classification.as_ref(), self.classification.as_ref()),
            commodity: either(newer.commodity.as_ref(), self.commodity.as_ref()),
            product: either(newer.product.as_ref(), self.product.as_ref()),
            legal_form: either(newer.legal_form.as_ref(), self.legal_form.as_ref()),
            founded_year: newer.founded_year.or(self.founded_year),
            figures: self.figures.updated_by(&newer.figures),
            pirt: either(newer.pirt.as_ref(), self.pirt.as_ref()),
            halal: either(newer.halal.as_ref(), self.halal.as_ref()),
            notes: either(newer.notes.as_ref(), self.notes.as_ref()),
        }
    }
}

fn either<T: Clone>(newer: Option<&T>, older: Option<&T>) -> Option<T> {
    newer.or(older).cloned()
}

/// An IKM in the registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ikm {
    /// Its identity in our registry.
    pub id: IkmId,
    /// Counts its changes, so that two writers cannot overwrite one another.
    pub version: u32,
    /// The business date on which it came in.
    pub registered_on: NaiveDate,
    /// The import that brought it, if one did.
    pub batch: Option<BatchId>,
    /// What is known of it.
    pub profile: Profile,
}
