use chrono::NaiveDate;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use super::Profile;
use crate::classification::ClassCode;
use crate::identity::{Email, HalalNumber, Nib, Nik, Npwp, Phone, Pirt};
use crate::money::Rupiah;

/// Names the encoding: a change to it must change this, or old digests would lie.
const ENCODING: &[u8] = b"ikm-profile-1";

impl Profile {
    /// SHA-256 over every field in a fixed order, each with its length before it: two profiles
    /// have one digest exactly when they say the same. It tells "the same row again" from an
    /// update.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = FieldHash(Sha256::new());
        hash.0.update(ENCODING);
        self.hash_identity(&mut hash);
        self.hash_place(&mut hash);
        self.hash_trade(&mut hash);
        self.hash_additions(&mut hash);
        hash.0.finalize().into()
    }

    fn hash_identity(&self, hash: &mut FieldHash) {
        hash.text(Some(&self.name));
        hash.text(self.owner.as_deref());
        hash.text(self.gender.map(|g| g.as_letter().to_string()).as_deref());
        hash.text(self.nik.as_ref().map(Nik::as_str));
        hash.text(self.npwp.as_ref().map(Npwp::as_str));
        hash.text(self.nib.as_ref().map(Nib::as_str));
        hash.text(self.phone.as_ref().map(Phone::as_str));
        hash.text(self.email.as_ref().map(Email::as_str));
    }

    fn hash_place(&self, hash: &mut FieldHash) {
        let place = &self.place;
        hash.text(Some(&place.regency.to_string()));
        hash.text(place.kecamatan.map(|code| code.to_string()).as_deref());
        hash.text(place.nagari.map(|code| code.to_string()).as_deref());
        hash.text(place.address.as_deref());
        hash.number(place.postal_code.map(|code| i64::from(code.number())));
        hash.decimal(place.latitude);
        hash.decimal(place.longitude);
    }

    fn hash_trade(&self, hash: &mut FieldHash) {
        let figures = &self.figures;
        hash.text(self.kbli.as_ref().map(ToString::to_string).as_deref());
        hash.text(self.classification.as_ref().map(ClassCode::as_str));
        hash.text(self.commodity.as_deref());
        hash.text(self.product.as_deref());
        hash.text(self.legal_form.as_deref());
        hash.number(self.founded_year.map(i64::from));
        hash.number(figures.year.map(i64::from));
        hash.number(figures.workers.male.map(i64::from));
        hash.number(figures.workers.female.map(i64::from));
        hash.number(figures.workers.total.map(i64::from));
        for money in [
            figures.investment,
            figures.production_value,
            figures.raw_material_value,
            figures.sales,
        ] {
            hash.number(money.map(Rupiah::get));
        }
        hash.decimal(figures.capacity);
        hash.text(figures.capacity_unit.as_deref());
        hash.text(self.pirt.as_ref().map(Pirt::as_str));
        hash.text(self.halal.as_ref().map(HalalNumber::as_str));
        hash.text(self.notes.as_deref());
    }

    /// The fields that came after the encoding was fixed: each under its name, and only where it is
    /// there, so that a profile without them keeps the digest that it always had.
    fn hash_additions(&self, hash: &mut FieldHash) {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let additions = [
            ("pirt_until", day(self.pirt_until)),
            ("halal_until", day(self.halal_until)),
            ("bpom", self.bpom.as_ref().map(|number| number.as_str().to_owned())),
            ("bpom_until", day(self.bpom_until)),
            ("nmid", self.nmid.as_ref().map(|number| number.as_str().to_owned())),
        ];
        for (name, value) in additions {
            if value.is_some() {
                hash.text(Some(name));
                hash.text(value.as_deref());
            }
        }
    }
}

/// Hashes optional fields so that no two sequences of fields run together: an absent field is one
/// byte 0; a present one is a byte 1, its length and its bytes.
struct FieldHash(Sha256);

impl FieldHash {
    fn bytes(&mut self, value: Option<&[u8]>) {
        match value {
            None => self.0.update([0]),
            Some(bytes) => {
                let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                self.0.update([1]);
                self.0.update(length.to_le_bytes());
                self.0.update(bytes);
            }
        }
    }

    fn text(&mut self, value: Option<&str>) {
        self.bytes(value.map(str::as_bytes));
    }

    fn number(&mut self, value: Option<i64>) {
        self.bytes(value.map(i64::to_le_bytes).as_ref().map(<[u8; 8]>::as_slice));
    }

    fn decimal(&mut self, value: Option<Decimal>) {
        // 1.0 and 1 are one number.
        let text = value.map(|number| number.normalize().to_string());
        self.text(text.as_deref());
    }
}
