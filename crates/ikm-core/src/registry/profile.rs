use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Figures;
use crate::classification::{ClassCode, Kbli};
use crate::id::{BatchId, IkmId};
use crate::identity::{Bpom, Email, Gender, HalalNumber, Nib, Nik, Nmid, Npwp, Phone, Pirt};
use crate::region::{PostalCode, RegionCode};

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
    /// The last day on which that permit counts, as it is written on it.
    pub pirt_until: Option<NaiveDate>,
    /// The halal certificate.
    pub halal: Option<HalalNumber>,
    /// The last day on which that certificate counts, as it is written on it.
    pub halal_until: Option<NaiveDate>,
    /// The register number of BPOM.
    pub bpom: Option<Bpom>,
    /// The last day on which that number counts, as it is written on it.
    pub bpom_until: Option<NaiveDate>,
    /// The merchant number under which it is paid by QRIS.
    pub nmid: Option<Nmid>,
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
            pirt_until: None,
            halal: None,
            halal_until: None,
            bpom: None,
            bpom_until: None,
            nmid: None,
            notes: None,
        }
    }

    /// This profile after a newer list: what the newer one says wins, what it leaves open stays.
    ///
    /// What belongs together moves together: a new place takes the old address with it, new numbers
    /// of workers replace all three, and a new permit takes the end of the old one with it.
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
            pirt_until: end(
                (self.pirt.as_ref(), self.pirt_until),
                (newer.pirt.as_ref(), newer.pirt_until),
            ),
            halal: either(newer.halal.as_ref(), self.halal.as_ref()),
            halal_until: end(
                (self.halal.as_ref(), self.halal_until),
                (newer.halal.as_ref(), newer.halal_until),
            ),
            bpom: either(newer.bpom.as_ref(), self.bpom.as_ref()),
            bpom_until: end(
                (self.bpom.as_ref(), self.bpom_until),
                (newer.bpom.as_ref(), newer.bpom_until),
            ),
            nmid: either(newer.nmid.as_ref(), self.nmid.as_ref()),
            notes: either(newer.notes.as_ref(), self.notes.as_ref()),
        }
    }
}

impl Profile {
    /// This profile without what says who the owner is and how to reach him: name, gender, NIK,
    /// NPWP, telephone, e-mail, address, point on the map and notes. What the business is, where it
    /// is to the nagari, its figures and its own numbers stay, so that every count stays.
    ///
    /// The right of erasure: UU 27/2022, articles 8 and 16.
    #[must_use]
    pub fn without_person(&self) -> Self {
        let address = Place {
            address: None,
            postal_code: None,
            latitude: None,
            longitude: None,
            ..self.place.clone()
        };
        Self {
            owner: None,
            gender: None,
            nik: None,
            npwp: None,
            phone: None,
            email: None,
            notes: None,
            place: address,
            ..self.clone()
        }
    }
}

pub(super) fn either<T: Clone>(newer: Option<&T>, older: Option<&T>) -> Option<T> {
    newer.or(older).cloned()
}

/// Until when a permit counts, of an older and a newer list.
fn end<T: PartialEq>(
    older: (Option<&T>, Option<NaiveDate>),
    newer: (Option<&T>, Option<NaiveDate>),
) -> Option<NaiveDate> {
    let renewed = newer.0.is_some() && newer.0 != older.0;
    if renewed { newer.1 } else { newer.1.or(older.1) }
}

/// That an IKM was found to be one with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Merged {
    /// The IKM that goes on for both.
    pub into: IkmId,
    /// The business day from which on that counts.
    pub on: NaiveDate,
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
    /// The IKM into which it was merged, if it was. It then stands for nothing any more, and whoever
    /// asks for it is led on.
    pub merged: Option<Merged>,
    /// What is known of it.
    pub profile: Profile,
}
