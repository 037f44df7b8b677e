//! Months of a consignment gallery: intake notes and sales in the contract's *Gallery CSV*, with
//! what a settlement of them must come to.
//!
//! The files are consistent: a sale takes no more than is on the shelf, never what is past its last
//! day, and never what came in on the same day or later. Where the answer would depend on how a
//! program breaks a tie, the generator sells something else.

mod goods;
mod intake;
mod sales;

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use ikm_core::money::Rupiah;

pub use goods::shows;

use crate::dice::Dice;
use intake::Deliveries;
use sales::Till;

/// A member who brings goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberSeed {
    /// The member number, as the intake file names it.
    pub number: String,
    /// The product in the registry; what the member brings are kinds of it.
    pub product: String,
}

/// A run of months in the gallery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gallery {
    /// The months, from the first on. Take in each month's goods before its sales.
    pub months: Vec<Month>,
}

/// A month in the gallery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day; all days in its files lie in it.
    pub first_day: NaiveDate,
    /// The goods that came in, as `ikm gallery intake` reads them.
    pub intake_csv: String,
    /// The sales, as `ikm gallery sales` reads them.
    pub sales_csv: String,
    /// What the two files hold.
    pub truth: MonthTruth,
}

/// What a month's files hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthTruth {
    /// Intake notes.
    pub notes: usize,
    /// Lines of intake, each an item with its terms.
    pub items: usize,
    /// Pieces that came in.
    pub pieces_in: u32,
    /// Receipts.
    pub receipts: usize,
    /// Pieces that were sold.
    pub pieces_out: u32,
    /// What all members' goods fetched.
    pub takings: Takings,
    /// What each member's goods fetched, by member number.
    pub by_member: BTreeMap<String, Takings>,
}

/// What goods fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Takings {
    /// Lines of receipts.
    pub lines: usize,
    /// Quantity × price, summed.
    pub gross: Rupiah,
    /// Gross × commission, rounded half up a line, summed. The makers get the rest.
    pub commission: Rupiah,
}

impl Takings {
    fn add(&mut self, gross: i64, commission: i64) {
        self.lines += 1;
        self.gross = Rupiah::new(self.gross.get() + gross);
        self.commission = Rupiah::new(self.commission.get() + commission);
    }
}

/// A kind of goods: one maker's, under one sku.
#[derive(Clone, Debug)]
struct Sku {
    member: String,
    code: String,
    name: String,
    goods: goods::Goods,
    /// What a piece costs when it comes in next.
    price: i64,
    /// Tenths of a percent.
    commission: i64,
    lots: Vec<Lot>,
}

/// What came in of a sku on one note.
#[derive(Clone, Debug)]
struct Lot {
    code: Option<String>,
    best_before: Option<NaiveDate>,
    received_on: NaiveDate,
    price: i64,
    left: u32,
}

impl Gallery {
    /// The gallery of `seed`: `members` bring goods and buyers come, for `months` months from the
    /// month of `first_day` on.
    ///
    /// ```
    /// use ikm_testkit::gallery::{Gallery, MemberSeed};
    /// # fn main() -> Result<(), chrono::ParseError> {
    /// let members = [MemberSeed { number: "0001".into(), product: "Keripik Balado".into() }];
    /// let gallery = Gallery::generate(2022, &members, "2022-02-01".parse()?, 11);
    /// let february = &gallery.months[0];
    /// assert!(february.intake_csv.starts_with("note,received_on,member,sku,"));
    /// assert_eq!(february.truth.by_member["0001"], february.truth.takings);
    /// # Ok(())
    /// # }
    /// ```
    pub fn generate(
        seed: u64,
        members: &[MemberSeed],
        first_day: NaiveDate,
        months: usize,
    ) -> Self {
        let mut dice = Dice::new(seed, STREAM);
        let mut skus: Vec<Sku> =
            (1..).zip(members).flat_map(|(n, member)| range_of(&mut dice, n, member)).collect();
        let first_day = first_day.with_day(1).unwrap_or(first_day);
        let months = (0..)
            .map_while(|n| first_day.checked_add_months(Months::new(n)))
            .take(months)
            .map(|month| {
                let mut truth = MonthTruth::default();
                let intake_csv = Deliveries { dice: &mut dice, month, first: month == first_day }
                    .write(&mut skus, &mut truth);
                let sales_csv = Till { dice: &mut dice, month }.write(&mut skus, &mut truth);
                Month { first_day: month, intake_csv, sales_csv, truth }
            })
            .collect();
        Self { months }
    }
}

/// The stream of the gallery's choices.
const STREAM: u64 = u64::MAX - 2;

/// Three to six kinds of what a member makes.
fn range_of(dice: &mut Dice, number: usize, member: &MemberSeed) -> Vec<Sku> {
    let goods = goods::goods_of(&member.product);
    let category = goods.category;
    let wanted = usize::try_from(dice.range(3, 6)).unwrap_or_default();
    let commission = dice.pick(&[100, 100, 100, 125, 150, 150, 175, 200]);
    (1_u32..)
        .zip(category.variants.iter().take(wanted))
        .map(|(kind, variant)| Sku {
            member: member.number.clone(),
            code: format!("{}{number:03}-{kind}", category.prefix),
            name: format!("{} {variant}", member.product),
            goods,
            price: price(dice, goods.steps, kind),
            commission,
            lots: Vec::new(),
        })
        .collect()
}

/// The price of the kind numbered `kind`: every kind a fifth of the range dearer, and every maker a
/// little different.
fn price(dice: &mut Dice, (low, high): (u32, u32), kind: u32) -> i64 {
    let span = high - low;
    i64::from(low + span * (kind - 1) / 5 + dice.below(span / 6 + 1)) * 500
}

/// The days of `month`, a first day, that lie in it.
fn days_of(month: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    month.iter_days().take_while(move |day| day.month() == month.month())
}
