//! Records as two offices would type them of the same business.

use std::fmt::Write as _;

use ikm_core::classification::{Kbli, KbliEdition};
use ikm_core::identity::Gender;
use ikm_core::region::RegionCode;
use ikm_core::registry::{Place, Profile};

use super::business::{Facts, Town, product_at};
use super::mess::Mess;
use super::{Labelled, Trap};
use crate::dice::Dice;
use crate::parse::well_formed;

/// The cells of a record, as typed.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) owner: Option<String>,
    pub(super) gender: Option<Gender>,
    pub(super) nik: Option<String>,
    pub(super) nib: Option<String>,
    pub(super) npwp: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
    pub(super) kecamatan: RegionCode,
    pub(super) nagari: Option<RegionCode>,
    pub(super) address: Option<String>,
    pub(super) kbli: Option<String>,
    pub(super) product: Option<String>,
    pub(super) founded_year: Option<u32>,
}

/// What stands where nobody knew the number. Some of it is well formed.
const NO_NIK: [&str; 8] = [
    "1111111111111111",
    "1111111111111111",
    "1111111111111111",
    "1234567890123456",
    "0",
    "1212121212121212",
    "1010101010101010",
    "0000000000000000",
];
const NO_NIB: [&str; 4] = ["0000000000000", "1111111111111", "1212121212121", "0"];
const NO_PHONE: [&str; 5] = ["081212121212", "08111111111", "080000000000", "085555555555", "0"];

/// The record in the first list.
pub(super) fn first(dice: &mut Dice, number: u32, facts: &Facts) -> Labelled {
    let mut typed = whole(facts);
    keep(dice, &mut typed, [80, 90, 80, 90, 90], [97, 95, 85, 80, 60, 70]);
    placeholders(dice, &mut typed, facts);
    capitals(dice, &mut typed);
    labelled(number, facts, Vec::new(), typed)
}

/// A further record, of another list, spoilt.
pub(super) fn again(dice: &mut Dice, number: u32, facts: &Facts, town: &Town) -> Labelled {
    let mut typed = whole(facts);
    keep(dice, &mut typed, [65, 60, 72, 40, 50], [94, 92, 75, 65, 50, 50]);
    if dice.chance(50) {
        typed.address = typed.address.take().map(|address| reworded(&address));
    }
    disagree(dice, &mut typed);
    let mess = Mess::draw(dice);
    for way in &mess {
        way.spoil(dice, &mut typed, facts, town);
    }
    placeholders(dice, &mut typed, facts);
    capitals(dice, &mut typed);
    labelled(number, facts, mess, typed)
}

fn labelled(number: u32, facts: &Facts, mess: Vec<Mess>, typed: Typed) -> Labelled {
    Labelled { profile: typed.profile(), business: number, mess, trap: facts.trap, typed }
}

/// A record that says everything.
fn whole(facts: &Facts) -> Typed {
    let owner = &facts.owner;
    let titled = format!("{} {}", owner.title, owner.name);
    Typed {
        name: facts.name.clone(),
        owner: Some(titled.trim_start().to_owned()),
        gender: Some(owner.gender),
        nik: Some(owner.nik.clone()),
        nib: facts.nib.clone(),
        npwp: facts.npwp.clone(),
        phone: facts.has_phone.then(|| owner.phone.clone()),
        email: facts.email.clone(),
        kecamatan: facts.nagari.code.parent().unwrap_or(facts.nagari.code),
        nagari: Some(facts.nagari.code),
        address: Some(facts.address.clone()),
        kbli: Some(facts.product.division.to_owned()),
        product: Some(facts.product.name.to_owned()),
        founded_year: Some(facts.founded_year),
    }
}

/// Keeps so many of a hundred NIK, NIB, telephones, NPWP and e-mail addresses, and of owners,
/// products, addresses, nagari, KBLI and years.
fn keep(dice: &mut Dice, typed: &mut Typed, numbers: [u32; 5], others: [u32; 6]) {
    let [nik, nib, phone, npwp, email] = numbers.map(|percent| dice.chance(percent));
    let [owner, product, address, nagari, kbli, year] = others.map(|percent| dice.chance(percent));
    typed.nik = typed.nik.take().filter(|_| nik);
    typed.nib = typed.nib.take().filter(|_| nib);
    typed.phone = typed.phone.take().filter(|_| phone);
    typed.npwp = typed.npwp.take().filter(|_| npwp);
    typed.email = typed.email.take().filter(|_| email);
    typed.owner = typed.owner.take().filter(|_| owner);
    typed.product = typed.product.take().filter(|_| product);
    typed.address = typed.address.take().filter(|_| address);
    typed.nagari = typed.nagari.filter(|_| nagari);
    typed.kbli = typed.kbli.take().filter(|_| kbli);
    typed.founded_year = typed.founded_year.filter(|_| year);
}

/// Where two lists often differ though both were typed with care: the year in which it began, the
/// division of KBLI, now and then the owner's gender.
fn disagree(dice: &mut Dice, typed: &mut Typed) {
    if dice.chance(25) {
        let other = dice.range(1, 5);
        typed.founded_year = typed.founded_year.map(|year| year - other);
    }
    if dice.chance(12) {
        let other = product_at(dice.below(u32::MAX)).division;
        typed.kbli = typed.kbli.take().map(|_| other.to_owned());
    }
    if dice.chance(2) {
        typed.gender = typed.gender.map(|gender| match gender {
            Gender::Male => Gender::Female,
            Gender::Female => Gender::Male,
        });
    }
    if dice.chance(15) {
        typed.gender = None;
    }
}

fn placeholders(dice: &mut Dice, typed: &mut Typed, facts: &Facts) {
    if facts.trap != Some(Trap::Placeholder) {
        return;
    }
    typed.nik = Some(dice.pick(&NO_NIK).to_owned());
    if dice.chance(40) {
        typed.nib = Some(dice.pick(&NO_NIB).to_owned());
    }
    if dice.chance(40) {
        typed.phone = Some(dice.pick(&NO_PHONE).to_owned());
    }
}

/// An address in the abbreviations of another clerk.
fn reworded(address: &str) -> String {
    address
        .replace("Kampung", "Kp.")
        .replace("Jl.", "Jalan")
        .replace(" RT ", ", RT.")
        .replace(" RW ", "/RW.")
        .replace("No. ", "no ")
}

fn capitals(dice: &mut Dice, typed: &mut Typed) {
    if dice.chance(30) {
        typed.name = typed.name.to_uppercase();
        typed.owner = typed.owner.take().map(|owner| owner.to_uppercase());
        typed.product = typed.product.take().map(|product| product.to_lowercase());
    }
}

impl Typed {
    /// What a careful reader makes of it: what is no number of its kind is left out.
    fn profile(&self) -> Profile {
        let regency = self.kecamatan.parent().unwrap_or(self.kecamatan);
        Profile {
            owner: self.owner.clone(),
            gender: self.gender,
            nik: read(self.nik.as_deref()),
            nib: read(self.nib.as_deref()),
            npwp: read(self.npwp.as_deref()),
            phone: read(self.phone.as_deref()),
            email: read(self.email.as_deref()),
            place: Place {
                kecamatan: Some(self.kecamatan),
                nagari: self.nagari,
                address: self.address.clone(),
                ..Place::somewhere_in(regency)
            },
            kbli: self.kbli.as_deref().map(kbli),
            product: self.product.clone(),
            founded_year: self.founded_year.and_then(|year| i32::try_from(year).ok()),
            ..Profile::named(self.name.clone(), regency)
        }
    }

    fn line(&self, out: &mut String) {
        let gender = self.gender.map(|gender| gender.as_letter().to_string());
        let (kecamatan, nagari) = (self.kecamatan.to_string(), self.nagari.map(|n| n.to_string()));
        let year = self.founded_year.map(|year| year.to_string());
        let cells = [
            Some(&self.name),
            self.owner.as_ref(),
            self.nik.as_ref(),
            self.nib.as_ref(),
            self.npwp.as_ref(),
            gender.as_ref(),
            self.phone.as_ref(),
            self.email.as_ref(),
            self.address.as_ref(),
            Some(&kecamatan),
            nagari.as_ref(),
            self.kbli.as_ref(),
            self.product.as_ref(),
            year.as_ref(),
        ];
        let cells = cells.map(|cell| cell.map_or("", String::as_str));
        // A name may hold a comma, and no cell a quotation mark.
        let _ = writeln!(out, "\"{}\"", cells.join("\",\""));
    }
}

fn kbli(code: &str) -> Kbli {
    well_formed(&format!("{}:{code}", KbliEdition::Kbli2020))
}

fn read<T: std::str::FromStr>(text: Option<&str>) -> Option<T> {
    text.and_then(|text| text.parse().ok())
}

/// The records as a CSV with the canonical headers, a line each.
pub fn write_labelled_csv(records: &[Labelled]) -> String {
    let mut out = String::from(
        "nama_ikm,nama_pemilik,nik,nib,npwp,jenis_kelamin,telepon,email,alamat,kode_kecamatan,\
         kode_nagari,kbli,produk,tahun_berdiri\n",
    );
    for record in records {
        record.typed.line(&mut out);
    }
    out
}
