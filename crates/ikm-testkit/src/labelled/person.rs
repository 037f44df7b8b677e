//! Owners: names as they are given on the coast of West Sumatra, put together from invented parts.

use ikm_core::identity::Gender;
use ikm_core::region::RegionCode;

use super::words::{
    HER, HER_HEAD, HER_TAIL, HER_TITLE, HIS, HIS_HEAD, HIS_TAIL, HIS_TITLE, SECOND,
};
use crate::dice::Dice;
use crate::district::Births;

#[derive(Clone, Debug)]
pub(super) struct Person {
    /// Whole name without a title.
    pub(super) name: String,
    /// The name by which people know him or her.
    pub(super) given: String,
    /// What stands before the name in some lists, mostly nothing.
    pub(super) title: &'static str,
    pub(super) gender: Gender,
    pub(super) nik: String,
    pub(super) phone: String,
}

impl Person {
    /// The owner of the business numbered `number`; no two numbers share a NIK or a telephone.
    pub(super) fn draw(
        dice: &mut Dice,
        births: Births,
        number: u64,
        home: RegionCode,
        gender: Gender,
    ) -> Self {
        let given = given(dice, gender);
        let mut words = vec![given.clone()];
        if gender == Gender::Male && dice.chance(9) {
            words.insert(0, dice.pick(&["Muhammad", "Muhammad", "Abdul"]).to_owned());
        }
        match dice.below(100) {
            // A single name is common.
            0..22 => {}
            22..52 => words.push(dice.pick(&SECOND).to_owned()),
            // The father's name.
            52..90 => words.push(self::given(dice, Gender::Male)),
            _ => {
                words.push(self::given(dice, gender));
                words.push(dice.pick(&SECOND).to_owned());
            }
        }
        words.dedup();
        Self {
            name: words.join(" "),
            given,
            title: if dice.chance(6) { title(dice, gender) } else { "" },
            gender,
            nik: births.nik(number, home, gender),
            phone: phone(dice, number),
        }
    }
}

/// Six in ten given names are composed of a beginning and an end.
pub(super) fn given(dice: &mut Dice, gender: Gender) -> String {
    let (whole, head, tail): (&[&str], &[&str], &[&str]) = match gender {
        Gender::Male => (&HIS, &HIS_HEAD, &HIS_TAIL),
        Gender::Female => (&HER, &HER_HEAD, &HER_TAIL),
    };
    if dice.chance(60) {
        return format!("{}{}", dice.pick(head), dice.pick(tail));
    }
    // The lower of two throws: the first names of the list are the frequent ones.
    let length = u32::try_from(whole.len()).unwrap_or_default();
    let at = dice.below(length).min(dice.below(length));
    whole.get(usize::try_from(at).unwrap_or_default()).copied().unwrap_or_default().to_owned()
}

pub(super) fn title(dice: &mut Dice, gender: Gender) -> &'static str {
    match gender {
        Gender::Male => dice.pick(&HIS_TITLE),
        Gender::Female => dice.pick(&HER_TITLE),
    }
}

/// A number in the block that begins with 00 after the operator's prefix, which nobody has.
pub(super) fn phone(dice: &mut Dice, number: u64) -> String {
    let operator = dice.pick(&["12", "13", "21", "22", "52", "53", "66", "78"]);
    format!("08{operator}00{:06}", number % 1_000_000)
}
