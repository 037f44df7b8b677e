//! The people who own the IKM.

use chrono::{Datelike, Days, NaiveDate};
use ikm_core::identity::Gender;
use ikm_core::region::RegionCode;

use super::words::{MEN, MEN_SECOND, WOMEN, WOMEN_SECOND};
use crate::dice::Dice;
use crate::shuffle::Shuffle;

/// An owner, with what an office might know of him or her.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// The given name.
    pub(crate) given: &'static str,
    /// The whole name, with a title if there is one.
    pub(crate) name: String,
    pub(crate) gender: Gender,
    /// The 16 digits of the NIK.
    pub(crate) nik: String,
}

impl Person {
    /// The owner numbered `index`, who lives in `kecamatan`. No two numbers have the same NIK.
    pub(super) fn draw(
        dice: &mut Dice,
        index: u64,
        kecamatan: RegionCode,
        gender: Gender,
        births: Births,
    ) -> Self {
        let (first, second, title) = match gender {
            Gender::Male => (&MEN, &MEN_SECOND, "H."),
            Gender::Female => (&WOMEN, &WOMEN_SECOND, "Hj."),
        };
        let given = dice.pick(first);
        let title = if dice.chance(3) { title } else { "" };
        let last = dice.pick(second);
        let third = if dice.chance(25) { dice.pick(second) } else { "" };
        // "Koto Koto" is nobody's name.
        let third = if third == last { "" } else { third };
        let parts = [title, given, last, third];
        let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        Self { given, name, gender, nik: births.nik(index, kecamatan, gender) }
    }
}

/// Deals out dates of birth so that date and serial number together never come twice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Births(Shuffle);

/// The first date of birth; the last lies 52 years later, so that the two digits of the year never
/// mean two years.
const FIRST_BIRTH: (i32, u32, u32) = (1950, 1, 1);
const BIRTH_DAYS: u64 = 18_993;

impl Births {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Shuffle::new(BIRTH_DAYS, seed))
    }

    /// The NIK of the person numbered `index`: kecamatan, date of birth with 40 added to the day for
    /// women, serial number.
    pub(crate) fn nik(self, index: u64, kecamatan: RegionCode, gender: Gender) -> String {
        let (year, month, day) = FIRST_BIRTH;
        let born = NaiveDate::from_ymd_opt(year, month, day)
            .and_then(|first| first.checked_add_days(Days::new(self.0.at(index))))
            .unwrap_or_default();
        let raised = match gender {
            Gender::Male => born.day(),
            Gender::Female => born.day() + 40,
        };
        let serial = 1 + 4 * self.0.turn(index) + index % 4;
        let region: String = kecamatan.to_string().chars().filter(char::is_ascii_digit).collect();
        format!("{region}{raised:02}{:02}{:02}{serial:04}", born.month(), born.year() % 100)
    }
}
