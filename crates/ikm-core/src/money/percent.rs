use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{MoneyError, Rupiah};
use crate::lang::Lang;

/// Which whole rupiah an exact result becomes. A negative amount rounds as its opposite does, so
/// that undoing an amount undoes it to the rupiah.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// To the nearest, one half away from zero. The rounding of commissions, discounts and taxes.
    HalfUp,
    /// Away from zero. The rounding of insurance premiums.
    Up,
    /// Towards zero.
    Down,
}

/// An exact percentage from 0 to 1000, with at most ten decimals.
///
/// Serde reads and writes it as text (`"1.1"`), because a JSON or TOML float would already have
/// lost it.
///
/// ```
/// use ikm_core::money::{Percent, Rounding, Rupiah};
/// # fn main() -> Result<(), ikm_core::money::MoneyError> {
/// let tax: Percent = "1.1".parse()?;
/// assert_eq!(tax.of(Rupiah::new(13_500), Rounding::HalfUp)?, Rupiah::new(149));
/// # Ok(())
/// # }
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct Percent(Decimal);

const MAX_PERCENT: Decimal = Decimal::ONE_THOUSAND;
const MAX_SCALE: u32 = 10;

impl Percent {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// All of it: 100 %.
    pub const WHOLE: Self = Self(Decimal::ONE_HUNDRED);

    /// A percentage of `percent` hundredths.
    ///
    /// # Errors
    ///
    /// [`MoneyError::NotPercent`] when it is below 0, above 1000, or finer than ten decimals.
    pub fn try_new(percent: Decimal) -> Result<Self, MoneyError> {
        let percent = percent.normalize();
        if percent.is_sign_negative() && !percent.is_zero()
            || percent > MAX_PERCENT
            || percent.scale() > MAX_SCALE
        {
            return Err(MoneyError::NotPercent(percent.to_string()));
        }
        Ok(Self(percent.abs()))
    }

    /// The percentage as a decimal number of hundredths: 12.5 for 12.5 %.
    pub fn get(self) -> Decimal {
        self.0
    }

    /// Whether it is no part at all.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// This part of `amount`, computed exactly and then rounded once.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the result leaves the range of an amount.
    pub fn of(self, amount: Rupiah, rounding: Rounding) -> Result<Rupiah, MoneyError> {
        self.of_in_steps(amount, Rupiah::new(1), rounding)
    }

    /// This part of `amount`, rounded to a multiple of `step`. A step below one counts as one.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the result leaves the range of an amount.
    pub fn of_in_steps(
        self,
        amount: Rupiah,
        step: Rupiah,
        rounding: Rounding,
    ) -> Result<Rupiah, MoneyError> {
        let step = step.get().max(1);
        if let Some(rounded) = self.of_small(amount.get(), step, rounding) {
            return Ok(Rupiah::new(rounded));
        }
        // |amount| < 2^63, mantissa ≤ 1000·10^10 and divisor ≤ 100·10^10·2^63 all fit an i128.
        let step = i128::from(step);
        let exact = i128::from(amount.get()) * self.0.mantissa();
        let divisor = 100 * 10_i128.pow(self.0.scale()) * step;
        let (whole, rest) = (exact.abs() / divisor, exact.abs() % divisor);
        let goes_up = match rounding {
            Rounding::HalfUp => rest * 2 >= divisor,
            Rounding::Up => rest > 0,
            Rounding::Down => false,
        };
        let steps = whole + i128::from(goes_up);
        let rounded = steps.checked_mul(step * exact.signum()).ok_or(MoneyError::Overflow)?;
        i64::try_from(rounded).map(Rupiah::new).map_err(|_out_of_range| MoneyError::Overflow)
    }

    /// The same in 64 bits, which is several times as fast, for the amounts and percentages that
    /// there are; `None` when they do not fit.
    fn of_small(self, amount: i64, step: i64, rounding: Rounding) -> Option<i64> {
        let mantissa = i64::try_from(self.0.mantissa()).ok()?;
        let divisor = 10_i64.checked_pow(self.0.scale() + 2)?.checked_mul(step)?;
        let exact = amount.checked_mul(mantissa)?;
        // Half a divisor is whole, because a divisor is a multiple of a hundred.
        let up = match rounding {
            Rounding::HalfUp => divisor / 2,
            Rounding::Up => divisor - 1,
            Rounding::Down => 0,
        };
        let steps = exact.checked_abs()?.checked_add(up)? / divisor;
        steps.checked_mul(step * exact.signum())
    }

    /// The percentage as `lang` writes it: `1,1 %` or `1.1%`.
    pub fn display(self, lang: Lang) -> String {
        let number = self.0.to_string();
        match lang {
            Lang::Id => format!("{} %", number.replace('.', ",")),
            Lang::En => format!("{number}%"),
        }
    }
}

/// Writes the plain decimal, `12.5`, as files carry it.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Reads a plain decimal, `12.5`.
impl FromStr for Percent {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let wrong = || MoneyError::NotPercent(text.to_owned());
        if !text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return Err(wrong());
        }
        let value = Decimal::from_str_exact(text).map_err(|_not_a_decimal| wrong())?;
        Self::try_new(value).map_err(|_out_of_range| wrong())
    }
}

impl TryFrom<String> for Percent {
    type Error = MoneyError;

    fn try_from(text: String) -> Result<Self, MoneyError> {
        text.parse()
    }
}

impl From<Percent> for String {
    fn from(percent: Percent) -> Self {
        percent.to_string()
    }
}
