use serde::{Deserialize, Serialize};

use super::agreement::PaidBy;
use crate::lang::{Explain, Lang};
use crate::measure::Grams;
use crate::money::{MoneyError, Rupiah};

/// The figures that a quote is made of; the saving and the total follow from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct QuoteFigures {
    /// The weight that is billed.
    pub billed: Grams,
    /// The freight that everybody pays: no surcharge, no tax.
    pub normal: Rupiah,
    /// The freight under the agreement; the normal one where none applies.
    pub special: Rupiah,
    /// All surcharges.
    pub surcharge: Rupiah,
    /// The insurance.
    pub insurance: Rupiah,
    /// All taxes.
    pub tax: Rupiah,
    /// Who bears the saving, where a rule of an agreement applies.
    pub paid_by: Option<PaidBy>,
}

/// What a parcel costs.
///
/// A quote always holds: `saving = normal − special`, `total = special + surcharge + insurance +
/// tax`, and the special freight lies between nothing and the normal one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawQuote", into = "RawQuote")]
pub struct Quote {
    figures: QuoteFigures,
    saving: Rupiah,
    total: Rupiah,
}

/// Figures that make no quote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadQuote {
    /// The special freight is below zero or above the normal one.
    #[error("a special freight of {} rupiah is not within 0 and the normal {}", special.get(), normal.get())]
    Special {
        /// The special freight.
        special: Rupiah,
        /// The normal freight.
        normal: Rupiah,
    },
    /// A surcharge, an insurance or a tax is below zero.
    #[error("a quote has no negative figure")]
    Negative,
    /// The stated saving or total is not the one that follows from the figures.
    #[error("the saving or the total does not follow from the other figures")]
    Sum,
    /// The total is larger than an amount can be.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Explain for BadQuote {
    fn code(&self) -> &'static str {
        match self {
            Self::Special { .. } => "IKM-QUOTE-SPECIAL",
            Self::Negative => "IKM-QUOTE-NEGATIVE",
            Self::Sum => "IKM-QUOTE-SUM",
            Self::Money(error) => error.code(),
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Special { special, normal } => format!(
                "ongkos khusus {} rupiah tidak terletak antara 0 dan ongkos normal {}",
                special.get(),
                normal.get()
            ),
            Self::Negative => "penawaran tidak mempunyai angka negatif".to_owned(),
            Self::Sum => "penghematan atau jumlah tidak sesuai dengan angka lainnya".to_owned(),
            Self::Money(error) => error.indonesian(),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Money(error) => error.hint(lang),
            Self::Special { .. } | Self::Negative | Self::Sum => lang
                .pick(
                    "hitung ulang penawaran dari buku tarifnya",
                    "make the quote again from its tariff book",
                )
                .to_owned(),
        }
    }
}

impl Quote {
    /// A quote of `figures`.
    ///
    /// # Errors
    ///
    /// [`BadQuote`] when the special freight is not within zero and the normal one, when another
    /// figure is negative, or when the total leaves the range of an amount.
    pub fn try_new(figures: QuoteFigures) -> Result<Self, BadQuote> {
        let QuoteFigures { normal, special, surcharge, insurance, tax, .. } = figures;
        if special.is_negative() || special > normal {
            return Err(BadQuote::Special { special, normal });
        }
        if surcharge.is_negative() || insurance.is_negative() || tax.is_negative() {
            return Err(BadQuote::Negative);
        }
        let saving = normal.minus(special)?;
        let total = special.plus(surcharge)?.plus(insurance)?.plus(tax)?;
        Ok(Self { figures, saving, total })
    }

    /// The weight that is billed.
    pub const fn billed(&self) -> Grams {
        self.figures.billed
    }

    /// The freight that everybody pays: no surcharge, no tax.
    pub const fn normal(&self) -> Rupiah {
        self.figures.normal
    }

    /// The freight under the agreement; the normal one where none applies.
    pub const fn special(&self) -> Rupiah {
        self.figures.special
    }

    /// The normal freight less the special one; never negative.
    pub const fn saving(&self) -> Rupiah {
        self.saving
    }

    /// All surcharges.
    pub const fn surcharge(&self) -> Rupiah {
        self.figures.surcharge
    }

    /// The insurance.
    pub const fn insurance(&self) -> Rupiah {
        self.figures.insurance
    }

    /// All taxes.
    pub const fn tax(&self) -> Rupiah {
        self.figures.tax
    }

    /// What the sender pays: special freight, surcharges, insurance and taxes.
    pub const fn total(&self) -> Rupiah {
        self.total
    }

    /// Who bears the saving, where a rule of an agreement applies.
    pub const fn paid_by(&self) -> Option<PaidBy> {
        self.figures.paid_by
    }
}

#[derive(Serialize, Deserialize)]
struct RawQuote {
    billed_g: Grams,
    normal: Rupiah,
    special: Rupiah,
    saving: Rupiah,
    surcharge: Rupiah,
    insurance: Rupiah,
    tax: Rupiah,
    total: Rupiah,
    #[serde(default)]
    paid_by: Option<PaidBy>,
}

impl From<Quote> for RawQuote {
    fn from(quote: Quote) -> Self {
        let QuoteFigures { billed, normal, special, surcharge, insurance, tax, paid_by } =
            quote.figures;
        let (saving, total) = (quote.saving, quote.total);
        let billed_g = billed;
        Self { billed_g, normal, special, saving, surcharge, insurance, tax, total, paid_by }
    }
}

impl TryFrom<RawQuote> for Quote {
    type Error = BadQuote;

    fn try_from(raw: RawQuote) -> Result<Self, BadQuote> {
        let RawQuote { normal, special, surcharge, insurance, tax, paid_by, .. } = raw;
        let billed = raw.billed_g;
        let quote = Self::try_new(QuoteFigures {
            billed,
            normal,
            special,
            surcharge,
            insurance,
            tax,
            paid_by,
        })?;
        if quote.saving != raw.saving || quote.total != raw.total {
            return Err(BadQuote::Sum);
        }
        Ok(quote)
    }
}
