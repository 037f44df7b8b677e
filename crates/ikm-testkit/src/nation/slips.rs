use super::Entry;
use crate::dice::Dice;

/// The same business as somebody else has written it down: a slip in the name or the owner's, and
/// the numbers as far as they were at hand.
pub(super) fn again(mut entry: Entry, dice: &mut Dice) -> Entry {
    if dice.chance(60) {
        entry.business.name = slip(&entry.business.name, dice);
    }
    if dice.chance(60) {
        entry.owner.name = slip(&entry.owner.name, dice);
    }
    match dice.below(10) {
        0..5 => entry.nik.clear(),
        5 => entry.nik = exchange_last(&entry.nik),
        _ => {}
    }
    if dice.chance(80) {
        entry.nib.clear();
    }
    if dice.chance(50) {
        entry.phone.clear();
    }
    entry
}

/// One slip of the pen: a letter left out, doubled, exchanged with its neighbour, or everything in
/// capitals.
fn slip(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let limit = u32::try_from(letters.len().saturating_sub(2)).unwrap_or(u32::MAX);
    // The first letter is the one that everybody gets right.
    let at = usize::try_from(1 + dice.below(limit)).unwrap_or_default();
    if at + 1 >= letters.len() {
        return text.to_uppercase();
    }
    match dice.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters.get(at).copied().unwrap_or_default()),
        2 => letters.swap(at, at + 1),
        _ => return text.to_uppercase(),
    }
    letters.into_iter().collect()
}

/// A number with its last two digits exchanged: another number, unless they are the same.
fn exchange_last(digits: &str) -> String {
    let mut digits: Vec<char> = digits.chars().collect();
    if let [.., a, b] = digits.as_mut_slice() {
        std::mem::swap(a, b);
    }
    digits.into_iter().collect()
}
