use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lang::{Explain, Lang};

/// An amount of money in whole rupiah; negative where a posting or a claim needs it.
///
/// The rupiah has no minor unit in use, so an `i64` holds every amount exactly. Arithmetic is
/// checked: there is no `+`, because a sum that leaves the range must be an error and not a number.
/// Serde reads and writes the bare integer.
///
/// ```
/// use ikm_core::money::Rupiah;
/// # fn main() -> Result<(), ikm_core::money::MoneyError> {
/// let total = Rupiah::new(1_000_000).plus(Rupiah::new(500_000))?;
/// assert_eq!(total.to_string(), "Rp1.500.000");
/// # Ok(())
/// # }
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Rupiah(i64);

/// Why an amount of money could not be computed or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// The result is larger than an amount can be.
    #[error("the amount is out of range")]
    Overflow,
    /// The text is not an amount of whole rupiah.
    #[error("{0:?} is not an amount of whole rupiah")]
    NotRupiah(String),
    /// The text is not a percentage from 0 to 1000 with at most ten decimals.
    #[error("{0:?} is not a percentage from 0 to 1000 with at most ten decimals")]
    NotPercent(String),
    /// An amount was to be split, but no weight is above zero.
    #[error("an amount cannot be split when every weight is zero")]
    NoWeight,
}

impl Explain for MoneyError {
    fn code(&self) -> &'static str {
        match self {
            Self::Overflow => "IKM-MONEY-OVERFLOW",
            Self::NotRupiah(_) => "IKM-MONEY-SYNTAX",
            Self::NotPercent(_) => "IKM-PERCENT-SYNTAX",
            Self::NoWeight => "IKM-MONEY-NO-WEIGHT",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Overflow => "jumlah uang di luar jangkauan".to_owned(),
            Self::NotRupiah(text) => format!("{text:?} bukan jumlah rupiah bulat"),
            Self::NotPercent(text) => {
                format!(
                    "{text:?} bukan persentase 0 sampai 1000 dengan paling banyak sepuluh desimal"
                )
            }
            Self::NoWeight => "jumlah tidak dapat dibagi bila semua bobot nol".to_owned(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Overflow => lang.pick(
                "periksa angka masukan; mungkin satuannya keliru",
                "check the figures; the unit may be wrong",
            ),
            Self::NotRupiah(_) => {
                lang.pick("tulis seperti 1500000 atau Rp1.500.000", "write 1500000 or Rp1.500.000")
            }
            Self::NotPercent(_) => lang.pick("tulis seperti 12.5", "write it like 12.5"),
            Self::NoWeight => {
                lang.pick("beri paling sedikit satu bobot", "give at least one weight")
            }
        }
        .to_owned()
    }
}

impl Rupiah {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// An amount of `rupiah` whole rupiah.
    pub const fn new(rupiah: i64) -> Self {
        Self(rupiah)
    }

    /// The amount as a plain integer, for storage and for files.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether the amount is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// This amount and `other` together.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the sum leaves the range of an amount.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.0.checked_add(other.0).map(Self).ok_or(MoneyError::Overflow)
    }

    /// This amount less `other`.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the difference leaves the range of an amount.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.0.checked_sub(other.0).map(Self).ok_or(MoneyError::Overflow)
    }

    /// This amount `count` times.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the product leaves the range of an amount.
    pub fn times(self, count: u32) -> Result<Self, MoneyError> {
        self.0.checked_mul(i64::from(count)).map(Self).ok_or(MoneyError::Overflow)
    }

    /// The same amount on the other side of zero.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] for the one amount that has no opposite, `i64::MIN`.
    pub fn negated(self) -> Result<Self, MoneyError> {
        self.0.checked_neg().map(Self).ok_or(MoneyError::Overflow)
    }

    /// The sum of `amounts`; zero for none.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the sum leaves the range of an amount.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        // A wide accumulator, so that only the result counts and not the order of the terms.
        let total: i128 = amounts.into_iter().map(|a| i128::from(a.0)).sum();
        i64::try_from(total).map(Self).map_err(|_out_of_range| MoneyError::Overflow)
    }

    /// Splits the amount by `weights`, largest remainder first; the parts always sum to the whole.
    ///
    /// Every part is first rounded towards zero; the rupiah that are left go one each to the parts
    /// with the largest remainder, and among equals to the one that stands first. A negative amount
    /// splits as its opposite does.
    ///
    /// ```
    /// use ikm_core::money::Rupiah;
    /// # fn main() -> Result<(), ikm_core::money::MoneyError> {
    /// let parts = Rupiah::new(100).allocate(&[1, 1, 1])?;
    /// assert_eq!(parts, [34, 33, 33].map(Rupiah::new));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`MoneyError::NoWeight`] when no weight is above zero.
    pub fn allocate(self, weights: &[u32]) -> Result<Vec<Self>, MoneyError> {
        let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
        if total == 0 {
            return Err(MoneyError::NoWeight);
        }
        let sign = i128::from(self.0.signum());
        let whole = i128::from(self.0.unsigned_abs());
        let mut parts: Vec<i128> = Vec::with_capacity(weights.len());
        let mut remainders: Vec<(i128, usize)> = Vec::with_capacity(weights.len());
        for (i, weight) in weights.iter().enumerate() {
            let scaled = whole * i128::from(*weight);
            parts.push(scaled / total);
            remainders.push((scaled % total, i));
        }
        let left = whole - parts.iter().sum::<i128>();
        remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let left = usize::try_from(left).map_err(|_too_many| MoneyError::Overflow)?;
        for (_, i) in remainders.into_iter().take(left) {
            if let Some(part) = parts.get_mut(i) {
                *part += 1;
            }
        }
        parts
            .into_iter()
            .map(|part| {
                i64::try_from(part * sign).map(Self).map_err(|_out_of_range| MoneyError::Overflow)
            })
            .collect()
    }

    /// The amount as `lang` writes it: `Rp1.500.000` or `Rp1,500,000`.
    pub fn display(self, lang: Lang) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}Rp{}", lang.number(self.0).trim_start_matches('-'))
    }
}

/// Writes the Indonesian form, `Rp1.500.000`: no space and no decimals, as EYD has it.
impl fmt::Display for Rupiah {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.display(Lang::Id))
    }
}

/// Reads `1500000`, `-1500000` or the written form `Rp1.500.000`, and nothing looser: the many ways
/// in which people type money are the importer's subject.
impl FromStr for Rupiah {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let wrong = || MoneyError::NotRupiah(text.to_owned());
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let digits = match unsigned.strip_prefix("Rp") {
            None => unsigned.to_owned(),
            Some(grouped) => {
                let mut groups = grouped.split('.');
                let first = groups.next().unwrap_or_default();
                let well_grouped =
                    (1..=3).contains(&first.len()) && groups.clone().all(|g| g.len() == 3);
                if !well_grouped {
                    return Err(wrong());
                }
                std::iter::once(first).chain(groups).collect()
            }
        };
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong());
        }
        let signed = if text.starts_with('-') { format!("-{digits}") } else { digits };
        signed.parse().map(Self).map_err(|_out_of_range| MoneyError::Overflow)
    }
}
