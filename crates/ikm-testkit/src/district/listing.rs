//! Who stands behind an index, and how the office's list treats it.

use ikm_core::identity::Gender;

use super::District;
use super::person::{Births, Person};
use super::plan::wide;
use super::trades::Trade;
use super::truth::kecamatan;
use super::words::{BRANDS, HE, SHE};
use crate::dice::Dice;
use crate::shuffle::Shuffle;

/// How the list treats an IKM.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listing {
    pub(crate) nik: NikCell,
    pub(crate) phone: PhoneCell,
    pub(crate) repeat: Option<Repeat>,
    /// Whether it may be the one before under a name spelt otherwise.
    pub(crate) doubtful: bool,
}

impl Listing {
    /// The listing of an IKM whose every cell is well.
    pub(crate) const GOOD: Self =
        Self { nik: NikCell::Good, phone: PhoneCell::Good, repeat: None, doubtful: false };
}

/// What stands where the NIK belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NikCell {
    Good,
    Missing,
    /// The last digit fell off.
    Short,
    /// `1,30105E+15`.
    Scientific,
    /// Typed as a number: a spreadsheet keeps 15 digits and puts 0 for the last.
    Rounded,
}

impl NikCell {
    /// Whether something stands there that is no NIK.
    pub(crate) fn is_damaged(self) -> bool {
        matches!(self, Self::Short | Self::Scientific | Self::Rounded)
    }
}

/// What stands where the telephone number belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhoneCell {
    Good,
    Missing,
    /// Words or too few digits.
    Damaged,
}

/// A second row for the same IKM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Says the same once more.
    Same,
    /// Brings a new telephone number.
    NewPhone,
}

/// The independent choices that are made for each index.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    Owner,
    Trade,
    Name,
    Business,
    Listing,
    Permit,
}

impl District {
    /// How the list treats the IKM numbered `index`.
    pub(crate) fn listing(&self, index: usize) -> Listing {
        if self.original(index).is_some() {
            let (nik, phone) = (NikCell::Missing, PhoneCell::Missing);
            return Listing { nik, phone, doubtful: true, ..Listing::GOOD };
        }
        let dice = &mut self.dice(index, Purpose::Listing);
        let nik = match dice.below(100) {
            0..88 => NikCell::Good,
            88..97 => NikCell::Missing,
            97 => NikCell::Short,
            98 => NikCell::Scientific,
            // Only a serial number below ten becomes 0000, by which the loss can be seen.
            _ if self.owner(index).nik.get(12..15) == Some("000") => NikCell::Rounded,
            _ => NikCell::Short,
        };
        // Only a row with an identifier is certain to be the same IKM again.
        let certain = nik == NikCell::Good || self.nib(index).is_some();
        let repeat = match index % 48 {
            13 if certain => Some(Repeat::Same),
            31 if certain => Some(Repeat::NewPhone),
            _ => None,
        };
        let phone = match dice.below(100) {
            _ if repeat.is_some() => PhoneCell::Good,
            0 => PhoneCell::Damaged,
            1..13 => PhoneCell::Missing,
            _ => PhoneCell::Good,
        };
        Listing { nik, phone, repeat, doubtful: false }
    }

    /// The owner of the IKM numbered `index`.
    pub(crate) fn owner(&self, index: usize) -> Person {
        let index = owner_index(self.original(index).unwrap_or(index));
        let trade = self.trade(index);
        let dice = &mut self.dice(index, Purpose::Owner);
        let gender = if dice.chance(trade.women) { Gender::Female } else { Gender::Male };
        let home = kecamatan(self.plan.nagari(index));
        Person::draw(dice, wide(index), home, gender, Births::new(self.seed))
    }

    /// The telephone number of the IKM numbered `index`, or the one that it got later.
    pub(crate) fn phone(&self, index: usize, later: bool) -> String {
        const OPERATORS: [&str; 8] = ["12", "13", "21", "22", "23", "52", "53", "31"];
        let number = Shuffle::new(1_000_000, self.seed).at(wide(index));
        let operator = if later {
            "19"
        } else {
            OPERATORS.get(index / 1_000_000 % OPERATORS.len()).copied().unwrap_or("38")
        };
        format!("08{operator}00{number:06}")
    }

    /// The NIB of the IKM numbered `index`, if it has one: both businesses of one owner have, and of
    /// the others four in ten.
    pub(super) fn nib(&self, index: usize) -> Option<String> {
        const HEADS: [&str; 4] = ["91", "02", "12", "81"];
        let dice = &mut self.dice(index, Purpose::Permit);
        if self.original(index).is_some() {
            return None;
        }
        let paired = owner_index(index) != index || owner_index(index + 1) == index;
        if !paired && !dice.chance(40) {
            return None;
        }
        let unique = Shuffle::new(1_000_000_000, self.seed).at(wide(index));
        Some(format!("{}{unique:09}{:02}", dice.pick(&HEADS), dice.below(100)))
    }

    /// The IKM before, when the one at `index` is put down like it: another row, without any number,
    /// about what may or may not be the same business.
    pub(crate) fn original(&self, index: usize) -> Option<usize> {
        // Owners of two businesses are left out of it, and small divisions keep what they have.
        let alone = !matches!(index % 61, 59 | 60 | 0);
        let common = self.plan.trades(index).len() > 4;
        (index % 75 == 40 && alone && common).then(|| index - 1)
    }

    /// What is made at `index`.
    pub(super) fn trade(&self, index: usize) -> Trade {
        let index = self.original(index).unwrap_or(index);
        self.dice(index, Purpose::Trade).pick(self.plan.trades(index))
    }

    /// What the IKM numbered `index` is called.
    pub(super) fn name(&self, index: usize) -> String {
        if let Some(original) = self.original(index) {
            let name = self.name(original);
            let called_after_goods = name.starts_with(self.trade(original).product);
            return match index / 75 % 3 {
                0 => name,
                1 if called_after_goods => format!("Usaha {name}"),
                _ => name.to_uppercase(),
            };
        }
        let dice = &mut self.dice(index, Purpose::Name);
        let (product, owner) = (self.trade(index).product, self.owner(index));
        if owner_index(index) != index {
            // The second business of one owner needs a name that the first cannot have.
            return format!("{product} {} II", dice.pick(&BRANDS));
        }
        let call = match owner.gender {
            Gender::Female => dice.pick(&SHE),
            Gender::Male => dice.pick(&HE),
        };
        match dice.below(100) {
            0..8 => product.to_owned(),
            8..40 => format!("{product} {call} {}", owner.given),
            40..72 => format!("{product} {}", dice.pick(&BRANDS)),
            72..82 => format!("UD {}", dice.pick(&BRANDS)),
            82..90 => format!("IKM {}", owner.given),
            _ => format!("Usaha {product} {}", owner.given),
        }
    }

    pub(super) fn dice(&self, index: usize, purpose: Purpose) -> Dice {
        let lane = match purpose {
            Purpose::Owner => 0,
            Purpose::Trade => 1,
            Purpose::Name => 2,
            Purpose::Business => 3,
            Purpose::Listing => 4,
            Purpose::Permit => 5,
        };
        Dice::new(self.seed, wide(index) * 8 + lane)
    }

    /// The choices of how the row numbered `turn` of the IKM numbered `index` is typed.
    pub(crate) fn typing(&self, index: usize, turn: u64) -> Dice {
        Dice::new(self.seed, (1 << 40) + wide(index) * 4 + turn)
    }
}

/// Every 61st business belongs to the owner of the one before it.
fn owner_index(index: usize) -> usize {
    if index % 61 == 60 { index - 1 } else { index }
}
