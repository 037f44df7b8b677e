//! What is true of one IKM.

use ikm_core::classification::{Kbli, KbliEdition};
use ikm_core::identity::{Gender, Nib, Nik, Phone};
use ikm_core::money::Rupiah;
use ikm_core::region::{Region, RegionCode};
use ikm_core::registry::{Figures, Place, Profile, Workers};

use super::District;
use super::listing::{NikCell, PhoneCell, Purpose, Repeat};
use super::trades::Trade;
use super::words::KAMPUNG;
use crate::dice::Dice;
use crate::parse::well_formed;

/// What a registry should know of an IKM once it has read the whole [sheet](crate::sheet).
///
/// What the sheet leaves open or shows damaged is `None` here; where the sheet lists the IKM twice
/// with two telephone numbers, this is the later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrueIkm {
    /// Its number in the district, from 0.
    pub index: usize,
    /// The name of the business. Many IKM share one.
    pub name: String,
    /// The owner's name.
    pub owner: String,
    /// The owner's gender, which the NIK shows too.
    pub gender: Gender,
    /// The owner's NIK; two IKM of one owner share it.
    pub nik: Option<Nik>,
    /// The number of the business, never shared.
    pub nib: Option<Nib>,
    /// The telephone number.
    pub phone: Option<Phone>,
    /// Kampung, neighbourhood and nagari.
    pub address: String,
    /// The kecamatan.
    pub kecamatan: RegionCode,
    /// The nagari in it.
    pub nagari: RegionCode,
    /// The nagari's name.
    pub nagari_name: String,
    /// The class in KBLI 2020, five digits.
    pub kbli: Kbli,
    /// The group in which the office counts it, such as `Pangan`.
    pub commodity: &'static str,
    /// The product.
    pub product: &'static str,
    /// The year in which it began.
    pub founded_year: i32,
    /// Men and women who work in it.
    pub workers: Option<(u32, u32)>,
    /// Units made in a year.
    pub capacity: Option<u32>,
    /// What the units are.
    pub unit: &'static str,
    /// Investment without land and building; whole thousands, like the next two.
    pub investment: Option<Rupiah>,
    /// What a year's production is worth.
    pub production_value: Option<Rupiah>,
    /// What a year's raw material costs.
    pub raw_material_value: Option<Rupiah>,
    /// What the office remarked.
    pub notes: Option<&'static str>,
}

/// The remark beside a new telephone number.
pub(crate) const NEW_PHONE: &str = "nomor HP baru";

impl TrueIkm {
    /// The same as the registry keeps it, classified by the division of KBLI 2020.
    pub fn profile(&self) -> Profile {
        let regency = self.kecamatan.parent().unwrap_or(self.kecamatan);
        let (male, female) = self.workers.unzip();
        Profile {
            owner: Some(self.owner.clone()),
            gender: Some(self.gender),
            nik: self.nik,
            nib: self.nib,
            phone: self.phone.clone(),
            place: Place {
                kecamatan: Some(self.kecamatan),
                nagari: Some(self.nagari),
                address: Some(self.address.clone()),
                ..Place::somewhere_in(regency)
            },
            kbli: Some(self.kbli),
            classification: Some(well_formed(self.kbli.division())),
            commodity: Some(self.commodity.to_owned()),
            product: Some(self.product.to_owned()),
            founded_year: Some(self.founded_year),
            figures: Figures {
                workers: Workers { male, female, total: None },
                investment: self.investment,
                production_value: self.production_value,
                raw_material_value: self.raw_material_value,
                capacity: self.capacity.map(Into::into),
                capacity_unit: Some(self.unit.to_owned()),
                ..Figures::default()
            },
            notes: self.notes.map(str::to_owned),
            ..Profile::named(self.name.clone(), regency)
        }
    }
}

impl District {
    /// The IKM numbered `index`.
    ///
    /// Beyond [`District::len`] come the ones that the list means when it is too spoilt to be read.
    pub fn ikm(&self, index: usize) -> TrueIkm {
        let dice = &mut self.dice(index, Purpose::Business);
        let trade = self.trade(index);
        let owner = self.owner(index);
        let listing = self.listing(index);
        let nagari = self.plan.nagari(index);
        let workers = workers(dice, owner.gender);
        let (capacity, production) = production(dice, trade);
        let raw = production / 100 * dice.range(35, 70);
        TrueIkm {
            index,
            name: self.name(index),
            nik: (listing.nik == NikCell::Good).then(|| well_formed(&owner.nik)),
            nib: self.nib(index).map(|text| well_formed(&text)),
            phone: (listing.phone == PhoneCell::Good)
                .then(|| well_formed(&self.phone(index, listing.repeat == Some(Repeat::NewPhone)))),
            gender: owner.gender,
            owner: owner.name,
            address: address(dice, &nagari.name),
            kecamatan: kecamatan(nagari),
            nagari: nagari.code,
            nagari_name: nagari.name.clone(),
            kbli: trade.kbli(),
            commodity: trade.commodity(),
            product: trade.product,
            founded_year: 2021 - i32::try_from(dice.below(12) + dice.below(24)).unwrap_or_default(),
            workers: (!dice.chance(2)).then_some(workers),
            capacity: (!dice.chance(4)).then_some(capacity),
            unit: trade.unit,
            investment: (!dice.chance(4)).then(|| thousands(investment(dice))),
            production_value: (!dice.chance(3)).then(|| thousands(production)),
            raw_material_value: (!dice.chance(5)).then(|| thousands(raw)),
            notes: (listing.repeat == Some(Repeat::NewPhone)).then_some(NEW_PHONE),
        }
    }
}

pub(super) fn kecamatan(nagari: &Region) -> RegionCode {
    nagari.code.parent().unwrap_or(nagari.code)
}

impl Trade {
    fn kbli(self) -> Kbli {
        well_formed(&format!("{}:{}", KbliEdition::Kbli2020, self.kbli))
    }

    /// The group in which an office counts a division, after a real list.
    fn commodity(self) -> &'static str {
        match self.kbli.get(..2).unwrap_or_default() {
            "10" | "11" | "12" => "Pangan",
            "13" | "14" | "15" => "Sandang",
            "19" | "20" | "21" | "22" | "23" => "Kimia dan Bahan Bangunan",
            "24" | "25" | "26" | "27" | "28" => "Elektronika/Logam",
            "29" | "30" => "Alat Transportasi",
            "33" => "Jasa Reparasi",
            _ => "Kerajinan",
        }
    }
}

fn address(dice: &mut Dice, nagari: &str) -> String {
    format!("Kampung {}, RT {:02}, Nagari {nagari}", dice.pick(&KAMPUNG), dice.range(1, 6))
}

/// Men and women at work, the owner's kind first; most have one to four, very few twenty or more.
fn workers(dice: &mut Dice, owner: Gender) -> (u32, u32) {
    let all = 1 + match dice.below(1_000) {
        0..4 => dice.range(19, 45),
        4..60 => dice.range(4, 14),
        _ => dice.below(4).min(dice.below(5)),
    };
    let others = dice.below(all / 2 + 1);
    match owner {
        Gender::Male => (all - others, others),
        Gender::Female => (others, all - others),
    }
}

/// A year's units and what they are worth in thousands of rupiah.
fn production(dice: &mut Dice, trade: Trade) -> (u32, u32) {
    let wanted = skewed(dice, 12_000, 5);
    let units = (wanted / trade.price * 1_000 + wanted % trade.price * 1_000 / trade.price).max(1);
    let value = u64::from(units) * u64::from(trade.price) / 1_000;
    (units, u32::try_from(value).unwrap_or(u32::MAX).max(1))
}

/// Investment in thousands of rupiah: mostly millions, one in two hundred above a thousand million.
fn investment(dice: &mut Dice) -> u32 {
    let value =
        if dice.below(200) == 0 { skewed(dice, 1_000_000, 2) } else { skewed(dice, 500, 7) };
    value / 100 * 100
}

/// At least `low`, often little more, seldom up to `low` doubled `doublings` times.
fn skewed(dice: &mut Dice, low: u32, doublings: u32) -> u32 {
    let base = low << dice.below(doublings).min(dice.below(doublings));
    base + dice.below(base)
}

fn thousands(value: u32) -> Rupiah {
    Rupiah::new(i64::from(value) * 1_000)
}
