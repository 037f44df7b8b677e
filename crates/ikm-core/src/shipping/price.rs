use serde::{Deserialize, Serialize};

use crate::lang::{Explain, Lang};
use crate::money::{MoneyError, Percent, Rounding, Rupiah};

/// An amount that a tariff names: from nothing to [`Price::MAX`], never negative.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "i64", into = "i64")]
pub struct Price(Rupiah);

/// An amount that no tariff can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a price from 0 to 1000000000000 rupiah")]
pub struct BadPrice(i64);

impl Explain for BadPrice {
    fn code(&self) -> &'static str {
        "IKM-PRICE-RANGE"
    }
    fn indonesian(&self) -> String {
        format!("{} bukan harga dari 0 sampai 1000000000000 rupiah", self.0)
    }
    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "tulis rupiah bulat tanpa tanda, misalnya 25000",
            "write whole rupiah without a sign, such as 25000",
        )
        .to_owned()
    }
}

impl Price {
    /// Nothing.
    pub const ZERO: Self = Self(Rupiah::ZERO);

    /// The highest price that a tariff can name: a trillion rupiah. A longer figure is a slip.
    pub const MAX: Self = Self(Rupiah::new(1_000_000_000_000));

    /// A price of `amount`.
    ///
    /// # Errors
    ///
    /// [`BadPrice`] when it is negative or above [`Price::MAX`].
    pub fn try_new(amount: Rupiah) -> Result<Self, BadPrice> {
        if (Self::ZERO.0..=Self::MAX.0).contains(&amount) {
            Ok(Self(amount))
        } else {
            Err(BadPrice(amount.get()))
        }
    }

    /// The price as an amount of money.
    pub const fn get(self) -> Rupiah {
        self.0
    }
}

impl TryFrom<i64> for Price {
    type Error = BadPrice;

    fn try_from(amount: i64) -> Result<Self, BadPrice> {
        Self::try_new(Rupiah::new(amount))
    }
}

impl From<Price> for i64 {
    fn from(price: Price) -> Self {
        price.0.get()
    }
}

/// What a surcharge adds or a rule takes off: a part of an amount, or a fixed sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charge {
    /// A part of the amount that it applies to, rounded half up to the rupiah.
    Percent(Percent),
    /// The same sum whatever the amount.
    Fixed(Price),
}

impl Charge {
    /// What the charge comes to for `amount`.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the result leaves the range of an amount.
    pub fn on(self, amount: Rupiah) -> Result<Rupiah, MoneyError> {
        match self {
            Self::Percent(percent) => percent.of(amount, Rounding::HalfUp),
            Self::Fixed(price) => Ok(price.get()),
        }
    }
}
