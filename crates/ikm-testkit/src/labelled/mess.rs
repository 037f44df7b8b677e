//! How a second record of a business differs from the first.

use super::Labelled;
use super::business::{Facts, Town, address, brand};
use super::person::{phone, title};
use super::record::Typed;
use super::slips::{old_spelling, slip, turned, wrong_digit};
use crate::dice::Dice;

/// A way in which a second record was spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mess {
    /// Typed once more, in other capitals perhaps.
    Retyped,
    /// A wrong, missing or doubled letter in the name, in the owner's name or in both.
    Typo,
    /// The words of a name in another order.
    WordOrder,
    /// A title or a form of address more, less or otherwise; a nickname; Muhammad as M., Abdul as
    /// Abd.
    Title,
    /// The spelling of before 1972.
    OldSpelling,
    /// UD, CV, IKM, Usaha or Kelompok before or behind the name.
    LegalForm,
    /// The product in other words.
    ProductReworded,
    /// Another address, another nagari or another kecamatan.
    Moved,
    /// Another telephone.
    NewPhone,
    /// About half of everything left open.
    FieldsMissing,
    /// One digit of the NIK wrong, or two exchanged.
    NikSlip,
    /// No NIK, NIB, NPWP, telephone or e-mail address.
    NoIdentifier,
    /// Another name, with the same owner, telephone and trade.
    Renamed,
}

impl Mess {
    /// All ways.
    pub const ALL: [Self; 13] = [
        Self::Retyped,
        Self::Typo,
        Self::WordOrder,
        Self::Title,
        Self::OldSpelling,
        Self::LegalForm,
        Self::ProductReworded,
        Self::Moved,
        Self::NewPhone,
        Self::FieldsMissing,
        Self::NikSlip,
        Self::NoIdentifier,
        Self::Renamed,
    ];

    /// How often it is drawn, in parts of the sum of all shares, which is 100.
    pub const fn share(self) -> u32 {
        match self {
            Self::Typo => 17,
            Self::Title => 12,
            Self::ProductReworded | Self::NoIdentifier => 10,
            Self::Moved => 9,
            Self::WordOrder | Self::FieldsMissing => 8,
            Self::NewPhone | Self::LegalForm => 7,
            Self::OldSpelling => 5,
            Self::NikSlip => 4,
            Self::Renamed => 2,
            Self::Retyped => 1,
        }
    }

    /// One to three ways; the first is drawn by the shares, and so is every further one.
    pub(super) fn draw(dice: &mut Dice) -> Vec<Self> {
        let count = match dice.below(100) {
            0..55 => 1,
            55..85 => 2,
            _ => 3,
        };
        let mut drawn = Vec::new();
        for _ in 0..count {
            let mut left = dice.below(100);
            for mess in Self::ALL {
                let Some(rest) = left.checked_sub(mess.share()) else {
                    drawn.push(mess);
                    break;
                };
                left = rest;
            }
        }
        drawn.sort_unstable();
        drawn.dedup();
        drawn
    }

    /// Spoils `record`, which speaks of `facts`.
    pub(super) fn spoil(self, dice: &mut Dice, record: &mut Typed, facts: &Facts, town: &Town) {
        match self {
            Self::Retyped => {}
            Self::Typo => typo(dice, record),
            Self::WordOrder => order(dice, record),
            Self::Title => called_otherwise(dice, record, facts),
            Self::OldSpelling => {
                record.owner = record.owner.take().map(|owner| old_spelling(dice, &owner));
                if dice.chance(40) || record.owner.is_none() {
                    record.name = old_spelling(dice, &record.name);
                }
            }
            Self::LegalForm => firm(dice, record),
            Self::ProductReworded => {
                record.product = Some(dice.pick(&facts.product.others).to_owned());
            }
            Self::Moved => moved(dice, record, town),
            Self::NewPhone => {
                // Beyond the numbers of the owners.
                let number = 500_000 + u64::from(dice.below(500_000));
                record.phone = Some(phone(dice, number));
            }
            Self::FieldsMissing => missing(dice, record),
            Self::NikSlip => {
                // The date stays one, so that the number can be taken for a NIK.
                let from = if dice.chance(70) { 12 } else { 3 };
                let wrong = wrong_digit(dice, &facts.owner.nik, from);
                record.nik = Some(wrong);
            }
            Self::NoIdentifier => {
                record.nik = None;
                record.nib = None;
                record.npwp = None;
                record.phone = None;
                record.email = None;
            }
            Self::Renamed => {
                record.name = brand(dice);
                record.owner = Some(facts.owner.name.clone());
                record.phone = Some(facts.owner.phone.clone());
            }
        }
    }
}

fn typo(dice: &mut Dice, record: &mut Typed) {
    let where_to = dice.below(100);
    if where_to < 65 {
        record.name = slip(dice, &record.name);
        if record.name.len() > 14 && dice.chance(20) {
            record.name = slip(dice, &record.name);
        }
    }
    if where_to >= 35 {
        record.owner = record.owner.take().map(|owner| slip(dice, &owner));
    }
}

fn order(dice: &mut Dice, record: &mut Typed) {
    if let Some(owner) = record.owner.as_mut().filter(|owner| owner.contains(' ')) {
        *owner = turned(dice, owner);
        if dice.chance(60) {
            return;
        }
    }
    record.name = turned(dice, &record.name);
}

fn called_otherwise(dice: &mut Dice, record: &mut Typed, facts: &Facts) {
    if let Some(owner) = &mut record.owner {
        *owner = match dice.below(100) {
            _ if owner.contains("Muhammad ") => {
                owner.replace("Muhammad ", dice.pick(&["M. ", "Moh. ", "Muh. ", "Mhd. "]))
            }
            _ if owner.contains("Abdul ") => owner.replace("Abdul ", dice.pick(&["Abd. ", "A. "])),
            0..45 => format!("{} {owner}", title(dice, facts.owner.gender)),
            45..65 => format!("{} {owner}", dice.pick(&["Bpk.", "Ibu", "Sdr."])),
            // Only the given name, as everybody calls the owner.
            65..85 => facts.owner.given.clone(),
            _ => shortened(owner),
        };
    }
    let given = &facts.owner.given;
    if record.name.contains(given.as_str()) && dice.chance(60) {
        let nick = if dice.chance(50) { first_letters(given) } else { last_letters(given) };
        let called = if dice.chance(60) { nick } else { format!("Mak {given}") };
        record.name = record.name.replace(given.as_str(), &called);
    }
}

/// The last word of a name as its first letter.
fn shortened(owner: &str) -> String {
    match owner.rsplit_once(' ') {
        Some((first, last)) => {
            format!("{first} {}.", last.chars().next().unwrap_or_default())
        }
        None => owner.to_owned(),
    }
}

/// Mar for Mariani.
fn first_letters(given: &str) -> String {
    given.chars().take(if given.len() > 6 { 4 } else { 3 }).collect()
}

/// Yanti for Nofyanti.
fn last_letters(given: &str) -> String {
    let skip = given.chars().count().saturating_sub(5);
    super::slips::capitalised(&given.chars().skip(skip).collect::<String>())
}

fn firm(dice: &mut Dice, record: &mut Typed) {
    let name = &record.name;
    record.name = match dice.below(10) {
        0..2 => format!("UD {name}"),
        2 => format!("CV. {name}"),
        3 => format!("IKM {name}"),
        4..6 => format!("Usaha {name}"),
        6 => format!("Kelompok {name}"),
        7 => format!("Usaha Dagang {name}"),
        8 => format!("{name}, UD"),
        _ => format!("Industri Rumah Tangga {name}"),
    };
}

fn moved(dice: &mut Dice, record: &mut Typed, town: &Town) {
    record.address = Some(address(dice));
    let how = dice.below(100);
    if how >= 40 {
        let at = town.index_of(record.kecamatan);
        let nagari = if how < 75 {
            town.nagari_near(dice, at)
        } else {
            town.nagari_at(dice.below(u32::MAX))
        };
        record.kecamatan = nagari.code.parent().unwrap_or(nagari.code);
        record.nagari = Some(nagari.code);
    }
}

fn missing(dice: &mut Dice, record: &mut Typed) {
    let mut open = |percent: u32, field: &mut Option<String>| {
        if dice.chance(percent) {
            *field = None;
        }
    };
    open(25, &mut record.owner);
    open(40, &mut record.product);
    open(70, &mut record.address);
    open(50, &mut record.phone);
    open(50, &mut record.nik);
    open(60, &mut record.nib);
    open(60, &mut record.npwp);
    open(60, &mut record.email);
    record.nagari = record.nagari.filter(|_| dice.chance(50));
    record.kbli = record.kbli.take().filter(|_| dice.chance(50));
    record.founded_year = record.founded_year.filter(|_| dice.chance(30));
}

impl Labelled {
    /// Whether anything stands in the record by which a person or a business is numbered.
    pub fn has_identifier(&self) -> bool {
        let profile = &self.profile;
        profile.nik.is_some()
            || profile.nib.is_some()
            || profile.npwp.is_some()
            || profile.phone.is_some()
            || profile.email.is_some()
    }
}
