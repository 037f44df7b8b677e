//! A list whose doubles are known: thousands of IKM, second records of some of them spoilt in the ways
//! of real lists, and IKM that look alike and are not one.
//!
//! It is made to measure how well doubles are recognised. Who is who is known because it was made so,
//! not because something was compared: the words, the slips and the tables that stand here are not
//! those of the code that compares.

mod business;
mod mess;
mod person;
mod record;
mod slips;
mod words;

use ikm_core::registry::Profile;

pub use mess::Mess;
pub use record::write_labelled_csv;

use business::Town;
use record::Typed;

use crate::dice::Dice;
use crate::shuffle::Shuffle;

/// Why an IKM of the set looks like another that it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trap {
    /// The second business of one owner: one NIK, one telephone, one address, another product.
    SecondBusiness,
    /// Called by its trade and nothing else, as a hundred others in its kecamatan.
    TradeName,
    /// A son's or daughter's business in the parents' house, under a name much like theirs.
    Family,
    /// One of five people of one name in one nagari, each with another product.
    CommonName,
    /// One of eighty under the telephone of their cooperative.
    SharedPhone,
    /// Numbers that nobody has stand where its own belong: 1111…, 1234…, 0.
    Placeholder,
    /// Its NIB differs in one digit from that of a neighbour who makes the same.
    NeighbouringNib,
}

impl Trap {
    /// All kinds of traps.
    pub const ALL: [Self; 7] = [
        Self::SecondBusiness,
        Self::TradeName,
        Self::Family,
        Self::CommonName,
        Self::SharedPhone,
        Self::Placeholder,
        Self::NeighbouringNib,
    ];
}

/// One record of the list, with what is true of it.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// What a reader makes of the record.
    pub profile: Profile,
    /// Which business it truly speaks of. Two records of one number are doubles.
    pub business: u32,
    /// How it was spoilt: nothing for the first record of a business.
    pub mess: Vec<Mess>,
    /// Why it looks like another business.
    pub trap: Option<Trap>,
    typed: Typed,
}

/// How many of a hundred businesses have a second record, and how many of those a third.
const TWICE: u32 = 25;
const THRICE: u32 = 12;

/// The list of `seed` over so many `businesses`, in the order in which the records arrive.
///
/// ```
/// use ikm_testkit::labelled::labelled;
/// let list = labelled(1, 200);
/// assert!(list.len() > 220);
/// let doubles = list.iter().filter(|record| !record.mess.is_empty()).count();
/// assert_eq!(list.len() - doubles, 200);
/// ```
pub fn labelled(seed: u64, businesses: u32) -> Vec<Labelled> {
    let town = Town::new(seed, businesses);
    let mut records = Vec::new();
    for number in 0..businesses {
        let dice = &mut Dice::new(seed, (1 << 50) + u64::from(number));
        let facts = town.facts(number);
        records.push(record::first(dice, number, &facts));
        if dice.chance(TWICE) {
            records.push(record::again(dice, number, &facts, &town));
            if dice.chance(THRICE) {
                records.push(record::again(dice, number, &facts, &town));
            }
        }
    }
    let order = Shuffle::new(u64::try_from(records.len()).unwrap_or_default(), seed);
    let mut placed: Vec<(u64, Labelled)> = (0..).map(|at| order.at(at)).zip(records).collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, record)| record).collect()
}
