use ikm_core::identity::Gender;

use super::words::{
    FEW_GIVEN, FEW_LAST, HE_HEADS, HE_TAILS, MEN, SHE_HEADS, SHE_TAILS, SURNAME_HEADS,
    SURNAME_TAILS, SURNAMES, WOMEN,
};
use crate::dice::Dice;

/// An owner.
#[derive(Clone, Debug)]
pub(super) struct Owner {
    pub(super) name: String,
    /// The first of the names, by which a business may be called.
    pub(super) given: String,
    pub(super) gender: Gender,
    /// What distinguishes the telephone number.
    pub(super) phone: u32,
}

impl Owner {
    /// Somebody among millions: one in eight has a single name, every second name is one of a
    /// hundred common ones.
    pub(super) fn of_a_country(dice: &mut Dice) -> Self {
        let gender = gender(dice);
        let (common, heads, tails): (&[_], &[_], &[_]) = match gender {
            Gender::Male => (&MEN, &HE_HEADS, &HE_TAILS),
            Gender::Female => (&WOMEN, &SHE_HEADS, &SHE_TAILS),
        };
        let given = if dice.chance(55) {
            common_first(dice, common).to_owned()
        } else {
            format!("{}{}", dice.pick(heads), dice.pick(tails))
        };
        let mut name = given.clone();
        let more = match dice.below(100) {
            0..12 => 0,
            12..72 => 1,
            _ => 2,
        };
        for _ in 0..more {
            name.push(' ');
            if dice.chance(50) {
                name.push_str(common_first(dice, &SURNAMES));
            } else {
                name.push_str(dice.pick(&SURNAME_HEADS));
                name.push_str(dice.pick(&SURNAME_TAILS));
            }
        }
        Self { name, given, gender, phone: dice.below(1_000_000_000) }
    }

    /// Somebody out of ten thousand possible names.
    pub(super) fn of_a_few(dice: &mut Dice) -> Self {
        let gender = gender(dice);
        let given = dice.pick(&FEW_GIVEN).to_owned();
        let name = format!("{given} {} {}", dice.pick(&FEW_LAST), dice.pick(&FEW_LAST));
        Self { name, given, gender, phone: dice.below(1_000_000_000) }
    }
}

fn gender(dice: &mut Dice) -> Gender {
    if dice.chance(52) { Gender::Female } else { Gender::Male }
}

/// One of `words`, the first ones more often: the first in a hundred comes up three times as often
/// as evenly.
fn common_first(dice: &mut Dice, words: &[&'static str]) -> &'static str {
    let limit = u32::try_from(words.len()).unwrap_or(u32::MAX);
    let at = dice.below(limit).min(dice.below(limit)).min(dice.below(limit));
    words.get(usize::try_from(at).unwrap_or_default()).copied().unwrap_or_default()
}
