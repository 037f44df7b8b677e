//! Parcels to price with the book.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use ikm_core::gallery::Payment;
use ikm_core::measure::{Dimensions, Grams};
use ikm_core::region::PostalCode;
use ikm_core::shipping::{Parcel, Price};

use super::book::{BULK, PARCEL, ZONES};
use crate::dice::Dice;
use crate::parse::well_formed;

/// How many of a hundred parcels go to each zone, in the order of the zones.
const SHARES: [u32; 9] = [6, 22, 20, 24, 14, 4, 4, 4, 2];

/// A parcel that a member brings to the postal desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParcelSeed {
    /// Its number, unique among the parcels.
    pub id: String,
    /// The day on which it is brought.
    pub sent_on: NaiveDate,
    /// Which of the senders brings it, from 0.
    pub sender: usize,
    /// How the sender pays.
    pub payment: Payment,
    /// What the post writes on its receipt.
    pub receipt_number: String,
    /// The parcel, with the sender's class.
    pub parcel: Parcel,
}

/// `count` parcels sent on the days from `from` up to but not including `until`, in the order of
/// their days. `senders` are the classes of those who send, such as `10` for food.
///
/// Many weigh just what a step or the tolerance allows, a gram less or a gram more; some are light
/// and large; some have a declared value. All can be priced with [`tariff_book`](super::tariff_book).
///
/// ```
/// use ikm_testkit::shipping::parcels;
/// # fn main() -> Result<(), chrono::ParseError> {
/// let parcels = parcels(2022, &["10", "32"], 400, "2022-02-01".parse()?, "2023-01-01".parse()?);
/// assert_eq!(parcels.len(), 400);
/// # Ok(())
/// # }
/// ```
pub fn parcels(
    seed: u64,
    senders: &[impl AsRef<str>],
    count: usize,
    from: NaiveDate,
    until: NaiveDate,
) -> Vec<ParcelSeed> {
    let mut dice = Dice::new(seed, STREAM);
    let days = u32::try_from((until - from).num_days()).unwrap_or_default();
    let mut sent: Vec<NaiveDate> =
        (0..count).map(|_| from + Days::new(dice.below(days).into())).collect();
    sent.sort_unstable();
    (1..)
        .zip(sent)
        .map(|(number, sent_on)| {
            let choices = u32::try_from(senders.len()).unwrap_or(u32::MAX);
            let sender = usize::try_from(dice.below(choices)).unwrap_or_default();
            let class = senders.get(sender).map(|class| class.as_ref().to_owned());
            ParcelSeed {
                id: format!("P{number:04}"),
                sent_on,
                sender,
                payment: if dice.chance(70) { Payment::Cash } else { Payment::Transfer },
                receipt_number: format!("PX{}{number:05}", sent_on.format("%y%m%d")),
                parcel: parcel(&mut dice, class),
            }
        })
        .collect()
}

/// The stream of the choices about parcels.
const STREAM: u64 = u64::MAX - 3;

fn parcel(dice: &mut Dice, classification: Option<String>) -> Parcel {
    let bulky = dice.chance(12);
    let weight = if bulky { dice.range(8, 32) * 1_000 } else { dice.range(0, 7) * 1_000 };
    // Around the steps and the tolerance of 300 g is where carriers disagree.
    let edge = dice.pick(&[0, 1, 299, 300, 301, 500, 999]);
    let weight = if dice.chance(60) { weight + edge } else { weight + dice.below(1_000) };
    Parcel {
        to: town(dice),
        service: if bulky { BULK.code } else { PARCEL.code }.to_owned(),
        weight: Grams::new(weight.max(1)),
        dimensions: if dice.chance(35) { sides(dice) } else { None },
        declared_value: dice.chance(30).then(|| declared(dice)),
        classification,
    }
}

fn town(dice: &mut Dice) -> PostalCode {
    let mut place = dice.below(SHARES.iter().sum());
    let zone = ZONES.iter().zip(SHARES).find(|(_, share)| {
        let here = place < *share;
        place = place.saturating_sub(*share);
        here
    });
    well_formed(dice.pick(zone.map_or(&["25651"], |(zone, _)| zone.towns)))
}

/// Sides in whole centimetres; the largest come to 21 kg by volume.
fn sides(dice: &mut Dice) -> Option<Dimensions> {
    let side = |dice: &mut Dice, low, high| dice.range(low, high) * 10;
    let sides = [side(dice, 12, 60), side(dice, 10, 45), side(dice, 5, 30)];
    Dimensions::try_new(sides).ok()
}

fn declared(dice: &mut Dice) -> Price {
    let rupiah = i64::from(dice.range(5, 150)) * 12_500 + i64::from(dice.below(3));
    Price::try_from(rupiah).unwrap_or_default()
}

/// The parcels as `ikm tariff quote-batch` reads them.
pub fn quote_batch_csv(parcels: &[ParcelSeed]) -> String {
    let mut csv = String::from(
        "id,postal_code,service,weight_g,length_mm,width_mm,height_mm,declared_value,classification\n",
    );
    for ParcelSeed { id, parcel, .. } in parcels {
        let sides = match parcel.dimensions.map(Dimensions::sides_mm) {
            Some([length, width, height]) => format!("{length},{width},{height}"),
            None => ",,".to_owned(),
        };
        let declared = parcel.declared_value.map(|price| price.get().get().to_string());
        // Writing to a string cannot fail.
        let _infallible = writeln!(
            csv,
            "{id},{},{},{},{sides},{},{}",
            parcel.to,
            parcel.service,
            parcel.weight.get(),
            declared.unwrap_or_default(),
            parcel.classification.as_deref().unwrap_or_default(),
        );
    }
    csv
}
