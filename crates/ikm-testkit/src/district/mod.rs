//! A synthetic district: as many IKM as wanted, spread over the real nagari of Pesisir Selatan.
//!
//! Every IKM is a function of the seed and its index alone. Nothing is kept in memory, so a district
//! of a million is as cheap to have as one of ten; only walking over it takes time.

mod listing;
mod person;
mod plan;
mod trades;
mod truth;
mod words;

use plan::Plan;
pub use truth::TrueIkm;

pub(crate) use listing::{Listing, NikCell, PhoneCell, Repeat};
pub(crate) use person::Births;
pub(crate) use trades::{Trade, any_trade};
pub(crate) use truth::NEW_PHONE;

/// A synthetic Pesisir Selatan.
///
/// The regions are the real ones; the people, the businesses and the figures are invented, and any
/// likeness to real ones is chance. Telephone numbers lie in a block that begins with 00 after the
/// operator's prefix.
///
/// ```
/// use ikm_testkit::district::District;
/// let district = District::generate(2022, 3_800);
/// let first = district.ikm(0);
/// assert_eq!(first, District::generate(2022, 3_800).ikm(0));
/// assert_eq!(district.iter().count(), 3_800);
/// ```
#[derive(Clone, Debug)]
pub struct District {
    seed: u64,
    plan: Plan,
}

impl District {
    /// The district of `seed` with `size` IKM.
    ///
    /// From 182 on every nagari has at least one, and from 72 on every division of KBLI 2020 section
    /// C at least three.
    pub fn generate(seed: u64, size: usize) -> Self {
        Self { seed, plan: Plan::new(seed, size) }
    }

    /// How many IKM stand in it.
    pub fn len(&self) -> usize {
        self.plan.size()
    }

    /// Whether none stands in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of them in the order of their nagari, which is also the order of the sheet.
    pub fn iter(&self) -> impl Iterator<Item = TrueIkm> + '_ {
        (0..self.len()).map(|index| self.ikm(index))
    }
}
