//! What is true of each business of the set, and which of them look alike.

use ikm_core::identity::{Gender, Npwp};
use ikm_core::region::{Level, Region, RegionCode, Regions};

use super::Trap;
use super::person::{Person, given};
use super::words::{BRAND_HEAD, BRAND_TAIL, HER_CALL, HIS_CALL, PRODUCTS, Product, STREET};
use crate::dice::Dice;
use crate::district::Births;
use crate::shuffle::Shuffle;

/// What is true of a business, all of it; a record shows a part.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) name: String,
    pub(super) owner: Person,
    pub(super) nib: Option<String>,
    pub(super) npwp: Option<String>,
    pub(super) has_phone: bool,
    pub(super) email: Option<String>,
    pub(super) nagari: Region,
    pub(super) address: String,
    pub(super) product: Product,
    pub(super) founded_year: u32,
    pub(super) trap: Option<Trap>,
}

/// The place of a business in the set.
#[derive(Clone, Copy, Debug)]
enum Role {
    Ordinary,
    /// Of a trade: which, and so where.
    Trade(u32),
    /// One of five: which five, and which of them.
    Common(u32, u32),
    /// Under a cooperative's telephone: which.
    Cooperative(u32),
    Second,
    Child,
    Neighbour,
}

/// Everybody in the set.
#[derive(Clone, Debug)]
pub(super) struct Town {
    seed: u64,
    businesses: u32,
    births: Births,
    nagari: Vec<Region>,
}

/// The trades whose name stands alone, how many of 10,000 are called so, and nothing else.
const TRADES: [(&str, u32); 3] = [("Tenun", 117), ("Kerupuk", 80), ("Batu Bata", 60)];
const COMMON: u32 = 200;
const COOPERATIVES: u32 = 400;
const COOPERATIVE: u32 = 80;

impl Town {
    pub(super) fn new(seed: u64, businesses: u32) -> Self {
        let nagari = Regions::pesisir_selatan()
            .iter()
            .filter(|region| region.code.level() == Level::Nagari)
            .cloned()
            .collect();
        Self { seed, businesses, births: Births::new(seed), nagari }
    }

    fn role(&self, number: u32) -> Role {
        let scaled = |share: u32| self.businesses * share / 10_000;
        let mut rest = number;
        for (trade, (_, share)) in (0..).zip(TRADES) {
            let Some(left) = rest.checked_sub(scaled(share)) else { return Role::Trade(trade) };
            rest = left;
        }
        let Some(left) = rest.checked_sub(scaled(COMMON)) else {
            return Role::Common(rest / 5, rest % 5);
        };
        let Some(left) = left.checked_sub(scaled(COOPERATIVES)) else {
            return Role::Cooperative(left / COOPERATIVE);
        };
        match left % 90 {
            20 | 40 | 60 | 80 => Role::Second,
            10 | 50 | 70 => Role::Child,
            30 | 85 => Role::Neighbour,
            _ => Role::Ordinary,
        }
    }

    /// What is true of the business numbered `number`.
    pub(super) fn facts(&self, number: u32) -> Facts {
        let mut facts = self.plain(number);
        let dice = &mut self.dice(number, 1);
        match self.role(number) {
            Role::Ordinary => {
                if dice.chance(5) {
                    facts.trap = Some(Trap::Placeholder);
                }
            }
            Role::Trade(trade) => {
                let (name, _) = TRADES.get(index(trade)).copied().unwrap_or_default();
                name.clone_into(&mut facts.name);
                facts.product = product_of(dice, name);
                facts.nagari = self.nagari_near(dice, trade * 31 + 7);
                facts.trap = Some(Trap::TradeName);
            }
            Role::Common(five, one) => {
                let all = &mut Dice::new(self.seed, (3 << 48) + u64::from(five));
                facts.owner.gender = if all.chance(60) { Gender::Female } else { Gender::Male };
                facts.owner.name = given(all, facts.owner.gender);
                facts.owner.given.clone_from(&facts.owner.name);
                facts.nagari = self.nagari_at(all.below(u32::MAX));
                facts.owner.nik = self.nik(number, &facts);
                let at = all.below(u32::MAX).wrapping_add(one * 7);
                facts.product = product_at(at);
                facts.name = facts.called_after_owner(dice);
                facts.trap = Some(Trap::CommonName);
            }
            Role::Cooperative(which) => {
                facts.owner.phone = format!("08210077{:04}", which * 13);
                facts.has_phone = true;
                facts.nagari = self.nagari_near(dice, which * 11 + 3);
                facts.trap = Some(Trap::SharedPhone);
            }
            Role::Second => self.second(&mut facts, number, dice),
            Role::Child => self.child(&mut facts, number, dice),
            Role::Neighbour => self.neighbour(&mut facts, number),
        }
        facts
    }

    /// A business without a story.
    fn plain(&self, number: u32) -> Facts {
        let dice = &mut self.dice(number, 0);
        let nagari = self.nagari_at(dice.below(u32::MAX));
        let home = if dice.chance(85) { nagari.clone() } else { self.nagari_at(dice.below(9_999)) };
        let home = home.code.parent().unwrap_or(home.code);
        let gender = if dice.chance(60) { Gender::Female } else { Gender::Male };
        let owner = Person::draw(dice, self.births, u64::from(number), home, gender);
        let mut facts = Facts {
            name: String::new(),
            nib: dice.chance(40).then(|| self.nib(number)),
            npwp: dice.chance(8).then(|| npwp(number)).flatten(),
            has_phone: dice.chance(82),
            email: dice.chance(6).then(|| format!("usaha{number}@contoh.id")),
            address: address(dice),
            product: product_at(dice.below(u32::MAX)),
            founded_year: 2021 - dice.below(12) - dice.below(20),
            trap: None,
            owner,
            nagari,
        };
        facts.name = facts.called(dice);
        facts
    }

    /// Another business of the owner of the one before, in the same house.
    fn second(&self, facts: &mut Facts, number: u32, dice: &mut Dice) {
        let first = self.plain(number - 1);
        let name = if dice.chance(50) { brand(dice) } else { facts.name.clone() };
        facts.product = another_product(dice, first.product);
        facts.owner = first.owner;
        facts.name = if dice.chance(40) { facts.called_after_owner(dice) } else { name };
        facts.npwp = first.npwp;
        facts.email = first.email;
        facts.has_phone = first.has_phone;
        facts.nagari = first.nagari;
        facts.address = first.address;
        facts.nib = dice.chance(70).then(|| self.nib(number));
        facts.trap = Some(Trap::SecondBusiness);
    }

    /// A child of the owner of the one before, who began in the same house, mostly in the same trade.
    fn child(&self, facts: &mut Facts, number: u32, dice: &mut Dice) {
        let parent = self.plain(number - 1);
        facts.nagari = parent.nagari.clone();
        facts.address.clone_from(&parent.address);
        facts.product =
            if dice.chance(60) { parent.product } else { another_product(dice, parent.product) };
        // Either the parent's name stands behind the child's own, or the two are called alike.
        if dice.chance(50) {
            facts.owner.name = format!("{} {}", facts.owner.given, parent.owner.given);
        } else {
            let alike = alike(dice, &parent.owner.given);
            facts.owner.name = parent.owner.name.replacen(&parent.owner.given, &alike, 1);
            facts.owner.given = alike;
            facts.owner.gender = parent.owner.gender;
            facts.owner.nik = self.nik(number, facts);
        }
        facts.name = facts.called(dice);
        facts.trap = Some(Trap::Family);
    }

    /// A neighbour of the one before, who got the next NIB for the same trade.
    fn neighbour(&self, facts: &mut Facts, number: u32) {
        let other = self.plain(number - 1);
        facts.nagari = other.nagari;
        facts.product = other.product;
        if let Some(nib) = other.nib {
            let (head, last) = nib.split_at(12);
            let next = (last.parse::<u32>().unwrap_or_default() + 1) % 10;
            facts.nib = Some(format!("{head}{next}"));
        }
        facts.trap = Some(Trap::NeighbouringNib);
    }

    /// The NIK of the owner of the business numbered `number`, issued where the business is.
    fn nik(&self, number: u32, facts: &Facts) -> String {
        let home = facts.nagari.code.parent().unwrap_or(facts.nagari.code);
        self.births.nik(u64::from(number), home, facts.owner.gender)
    }

    fn nib(&self, number: u32) -> String {
        let unique = Shuffle::new(100_000_000, self.seed).at(u64::from(number));
        let dice = &mut self.dice(number, 2);
        format!("{}{unique:08}{:03}", dice.pick(&["91", "02", "12", "81"]), dice.below(1_000))
    }

    pub(super) fn nagari_at(&self, at: u32) -> Region {
        let at = index(at) % self.nagari.len().max(1);
        self.nagari.get(at).cloned().unwrap_or_else(|| Region {
            code: crate::parse::well_formed("13.01.05.2001"),
            name: "Painan".to_owned(),
            bps: None,
            postal_code: None,
        })
    }

    /// Where in the list of nagari the first one of `kecamatan` stands.
    pub(super) fn index_of(&self, kecamatan: RegionCode) -> u32 {
        let inside = |region: &Region| region.code.parent() == Some(kecamatan);
        u32::try_from(self.nagari.iter().position(inside).unwrap_or_default()).unwrap_or_default()
    }

    /// A nagari in the kecamatan of the one at `at`.
    pub(super) fn nagari_near(&self, dice: &mut Dice, at: u32) -> Region {
        let centre = self.nagari_at(at);
        let near: Vec<&Region> = self
            .nagari
            .iter()
            .filter(|region| region.code.parent() == centre.code.parent())
            .collect();
        let chosen = dice.below(u32::try_from(near.len()).unwrap_or_default());
        near.get(index(chosen)).map_or(centre, |region| (*region).clone())
    }

    fn dice(&self, number: u32, lane: u64) -> Dice {
        Dice::new(self.seed, (2 << 48) + u64::from(number) * 4 + lane)
    }
}

impl Facts {
    /// What the business is called.
    pub(super) fn called(&self, dice: &mut Dice) -> String {
        match dice.below(100) {
            0..6 => self.product.trade.to_owned(),
            6..50 => self.called_after_owner(dice),
            50..62 => format!("{} {}", self.product.trade, brand(dice)),
            62..75 => format!("{} {}", self.product.name, brand(dice)),
            _ => brand(dice),
        }
    }

    pub(super) fn called_after_owner(&self, dice: &mut Dice) -> String {
        let call = match self.owner.gender {
            Gender::Female => dice.pick(&HER_CALL),
            Gender::Male => dice.pick(&HIS_CALL),
        };
        let given = &self.owner.given;
        match dice.below(10) {
            0..5 => format!("{} {call} {given}", self.product.trade),
            5..7 => format!("{} {call} {given}", self.product.name),
            7 => given.clone(),
            8 => format!("{call} {given}"),
            _ => format!("{} {given}", self.product.trade),
        }
    }
}

pub(super) fn brand(dice: &mut Dice) -> String {
    let (head, tail) = (dice.pick(&BRAND_HEAD), dice.pick(&BRAND_TAIL));
    if tail.is_empty() || tail == head { head.to_owned() } else { format!("{head} {tail}") }
}

/// A street or a kampung, and a number or a neighbourhood.
pub(super) fn address(dice: &mut Dice) -> String {
    let street = dice.pick(&STREET);
    if street.starts_with("Jl") {
        format!("{street} No. {}", dice.range(1, 180))
    } else {
        format!("{street} RT {:02} RW {:02}", dice.range(1, 6), dice.range(1, 4))
    }
}

/// A name of one letter more, less or otherwise in its second half, as in a family.
fn alike(dice: &mut Dice, given: &str) -> String {
    let keep = given.len() - 2;
    let stem = given.get(..keep).unwrap_or(given);
    let ending = dice.pick(&["an", "il", "di", "is", "ni", "ti", "na", "ar"]);
    let name = format!("{stem}{ending}");
    if name == given { format!("{stem}us") } else { name }
}

pub(super) fn product_at(at: u32) -> Product {
    PRODUCTS.get(index(at) % PRODUCTS.len()).copied().unwrap_or_default()
}

fn product_of(dice: &mut Dice, trade: &str) -> Product {
    let start = dice.below(u32::MAX / 2);
    let length = u32::try_from(PRODUCTS.len()).unwrap_or_default();
    (0..length).map(|step| product_at(start + step)).find(|p| p.trade == trade).unwrap_or_default()
}

/// A product of another trade.
fn another_product(dice: &mut Dice, than: Product) -> Product {
    let start = dice.below(u32::MAX / 2);
    (0..9).map(|step| product_at(start + step)).find(|p| p.trade != than.trade).unwrap_or(than)
}

/// An NPWP of 15 digits with the right check digit.
fn npwp(number: u32) -> Option<String> {
    let with = |check: u32| format!("09{:06}{check}205000", number % 1_000_000);
    (0..10).map(with).find(|text| text.parse::<Npwp>().is_ok())
}

pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or_default()
}
