mod text;

use serde::Serialize;

use super::agreement::PaidBy;
use super::book::{Extra, Insurance, SurchargeBase, ToleranceEdge, WeightSpan};
use super::files::TariffFiles;
use super::price::{Charge, Price};
use super::quote::Quote;
use super::zone::ZonePattern;
use crate::lang::Lang;
use crate::measure::{Dimensions, Grams};
use crate::money::{MoneyError, Percent, Rupiah};
use crate::region::PostalCode;

/// A quote with the steps that led to it; the amounts of the lines sum to the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The figures.
    pub quote: Quote,
    /// The steps, in the order in which they were taken.
    pub lines: Vec<Line>,
}

/// One step of a quote: what was decided, by which line of which file, and what it cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    step: Step,
    row: u32,
    before: Rupiah,
    amount: Rupiah,
    after: Rupiah,
}

/// What a step of a quote decided, with all that went into it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// The zone was found.
    Zone {
        /// Where the parcel goes.
        to: PostalCode,
        /// The pattern that won.
        pattern: ZonePattern,
        /// The zone.
        zone: String,
    },
    /// The billed weight was found.
    Weight(Weighing),
    /// The normal freight was found.
    Freight {
        /// The service.
        service: String,
        /// The zone.
        zone: String,
        /// The billed weight.
        billed: Grams,
        /// The band that holds it.
        span: WeightSpan,
        /// The price of the band.
        price: Price,
        /// How many further steps were billed, where the band has them.
        extra: Option<(u32, Extra)>,
    },
    /// A rule of the agreement took something off.
    Discount {
        /// The number of the rule in its file, from 1.
        rule: usize,
        /// What the rule gives.
        discount: Charge,
        /// The normal freight.
        normal: Rupiah,
        /// The cap, where it held the discount down.
        capped: Option<Price>,
        /// The floor, where it held the special freight up.
        floored: Option<Percent>,
        /// Who bears it.
        paid_by: PaidBy,
    },
    /// A surcharge was added.
    Surcharge {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
        /// How much it is.
        charge: Charge,
        /// What it is taken of.
        of: SurchargeBase,
        /// That amount.
        base: Rupiah,
    },
    /// The declared value was insured.
    Insurance {
        /// The declared value.
        declared: Price,
        /// The terms.
        terms: Insurance,
        /// Whether the minimum was higher than the premium and the administration.
        at_minimum: bool,
    },
    /// A tax was added.
    Tax {
        /// Its name.
        name: String,
        /// Its rate.
        percent: Percent,
        /// Special freight and surcharges.
        base: Rupiah,
    },
}

/// How a parcel's weight became the one that is billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighing {
    /// What the scales say.
    pub actual: Grams,
    /// The sizes and the divisor, where volume was weighed too.
    pub volume: Option<(Dimensions, u32)>,
    /// The larger of actual and volumetric weight, in grams.
    pub weight_g: u64,
    /// The step in grams.
    pub step_g: u32,
    /// The tolerance.
    pub tolerance: Grams,
    /// What a rest of just the tolerance does.
    pub tolerance_edge: ToleranceEdge,
    /// How many steps count.
    pub steps: u64,
    /// The least weight that is billed.
    pub minimum: Grams,
    /// The billed weight.
    pub billed: Grams,
}

/// A line in one language, for screens and JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineView {
    /// The kind of step, the same in every language: `zone`, `weight`, `freight`, `discount`,
    /// `surcharge`, `insurance` or `tax`.
    pub rule: &'static str,
    /// What the step is about.
    pub title: String,
    /// What went into it.
    pub input: String,
    /// How the result was reached.
    pub formula: String,
    /// The file that the rule stands in.
    pub file: &'static str,
    /// The line of the file, from 1.
    pub row: u32,
    /// The running total before the step.
    pub before: Rupiah,
    /// What the step added; negative for a discount.
    pub amount: Rupiah,
    /// The running total after the step.
    pub after: Rupiah,
}

impl Line {
    /// A step that stands at `row` of its file and adds `amount` to a running total of `before`.
    ///
    /// # Errors
    ///
    /// [`MoneyError::Overflow`] when the running total leaves
    /// the range of an amount.
    pub fn try_new(
        step: Step,
        row: u32,
        before: Rupiah,
        amount: Rupiah,
    ) -> Result<Self, MoneyError> {
        let after = before.plus(amount)?;
        Ok(Self { step, row, before, amount, after })
    }

    /// What was decided.
    pub const fn step(&self) -> &Step {
        &self.step
    }

    /// The line of [`Step::file`] that the rule stands on, from 1.
    pub const fn row(&self) -> u32 {
        self.row
    }

    /// The running total before the step.
    pub const fn before(&self) -> Rupiah {
        self.before
    }

    /// What the step added to the total; negative for a discount, zero for zone and weight.
    pub const fn amount(&self) -> Rupiah {
        self.amount
    }

    /// The running total after the step.
    pub const fn after(&self) -> Rupiah {
        self.after
    }

    /// The line as `lang` writes it.
    pub fn view(&self, lang: Lang) -> LineView {
        LineView {
            rule: self.step.rule(),
            title: self.step.title(lang),
            input: self.step.input(lang),
            formula: self.step.formula(lang),
            file: self.step.file(),
            row: self.row,
            before: self.before,
            amount: self.amount,
            after: self.after,
        }
    }
}

impl Step {
    /// The kind of step, the same in every language.
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::Zone { .. } => "zone",
            Self::Weight(_) => "weight",
            Self::Freight { .. } => "freight",
            Self::Discount { .. } => "discount",
            Self::Surcharge { .. } => "surcharge",
            Self::Insurance { .. } => "insurance",
            Self::Tax { .. } => "tax",
        }
    }

    /// The file that the rule stands in.
    pub const fn file(&self) -> &'static str {
        match self {
            Self::Zone { .. } => TariffFiles::ZONES,
            Self::Freight { .. } => TariffFiles::RATES,
            Self::Discount { .. } => TariffFiles::AGREEMENT,
            Self::Weight(_)
            | Self::Surcharge { .. }
            | Self::Insurance { .. }
            | Self::Tax { .. } => TariffFiles::BOOK,
        }
    }
}
