use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::money::Rupiah;
use crate::period::DateRange;

/// The scale of an industry by workers and investment (Permenperin 64/2016).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndustryScale {
    /// Industri kecil.
    Small,
    /// Industri menengah.
    Medium,
    /// Industri besar.
    Large,
}

impl IndustryScale {
    /// The scale's name in `lang`.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Small => lang.pick("industri kecil", "small industry"),
            Self::Medium => lang.pick("industri menengah", "medium industry"),
            Self::Large => lang.pick("industri besar", "large industry"),
        }
    }
}

/// The size of an enterprise by capital or by annual sales (PP 7/2021 Pasal 35). The two criteria
/// may disagree: capital counts when a business is registered, sales when it is supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnterpriseScale {
    /// Usaha mikro.
    Micro,
    /// Usaha kecil.
    Small,
    /// Usaha menengah.
    Medium,
    /// Larger than what the law calls UMKM.
    Large,
}

impl EnterpriseScale {
    /// The size's name in `lang`.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Micro => lang.pick("usaha mikro", "micro enterprise"),
            Self::Small => lang.pick("usaha kecil", "small enterprise"),
            Self::Medium => lang.pick("usaha menengah", "medium enterprise"),
            Self::Large => lang.pick("usaha besar", "large enterprise"),
        }
    }
}

/// One dated rule for the scale of an industry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndustryRule {
    /// The days on which it is in force.
    pub in_force: DateRange,
    /// The regulation.
    pub source: String,
    /// With more workers than this, an industry is no longer small.
    pub few_workers: u32,
    /// With few workers, investment from here on makes a medium industry.
    pub medium_from: Rupiah,
    /// With many workers, investment above this makes a large industry.
    pub large_above: Rupiah,
}

/// One dated rule for the size of an enterprise: the largest capital and the largest annual sales
/// of each size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnterpriseRule {
    /// The days on which it is in force.
    pub in_force: DateRange,
    /// The regulation.
    pub source: String,
    /// The largest capital, without land and building, of micro, small and medium.
    pub capital_up_to: [Rupiah; 3],
    /// The largest annual sales of micro, small and medium.
    pub sales_up_to: [Rupiah; 3],
}

/// The thresholds of both laws, by date. A unit has two sizes, and they may disagree; what is
/// stored are the inputs, and the sizes are derived for the day that a report asks about.
///
/// ```
/// use chrono::NaiveDate;
/// use ikm_core::money::Rupiah;
/// use ikm_core::registry::{EnterpriseScale, IndustryScale, SizeRules};
/// let rules = SizeRules::shipped();
/// let day = NaiveDate::from_ymd_opt(2022, 1, 31).expect("a real day");
/// let billion = Rupiah::new(1_000_000_000);
/// assert_eq!(rules.industry(day, 19, billion), Some(IndustryScale::Medium));
/// assert_eq!(rules.enterprise_by_capital(day, billion), Some(EnterpriseScale::Micro));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeRules {
    /// Rules for industries, in any order; on one day the first that is in force counts.
    pub industry: Vec<IndustryRule>,
    /// Rules for enterprises, in any order; on one day the first that is in force counts.
    pub enterprise: Vec<EnterpriseRule>,
}

impl SizeRules {
    /// The rules known when this was written: Permenperin 64/2016 and PP 7/2021.
    ///
    /// Whether 64/2016 was replaced by late 2026 could not be confirmed; an office that knows
    /// better loads its own table.
    pub fn shipped() -> Self {
        let million = |n: i64| Rupiah::new(n.saturating_mul(1_000_000));
        Self {
            industry: vec![IndustryRule {
                // The regulation bears the month in its number; its day is of no consequence here.
                in_force: since(2016, 7, 1),
                source: "Permenperin 64/M-IND/PER/7/2016".to_owned(),
                few_workers: 19,
                medium_from: million(1_000),
                large_above: million(15_000),
            }],
            enterprise: vec![EnterpriseRule {
                in_force: since(2021, 2, 2),
                source: "PP 7/2021 Pasal 35".to_owned(),
                capital_up_to: [million(1_000), million(5_000), million(10_000)],
                sales_up_to: [million(2_000), million(15_000), million(50_000)],
            }],
        }
    }

    /// The scale of an industry on `day`; `None` where no rule is in force.
    pub fn industry(
        &self,
        day: NaiveDate,
        workers: u32,
        investment: Rupiah,
    ) -> Option<IndustryScale> {
        let rule = self.industry.iter().find(|rule| rule.in_force.contains(day))?;
        Some(if workers <= rule.few_workers {
            if investment < rule.medium_from { IndustryScale::Small } else { IndustryScale::Medium }
        } else if investment <= rule.large_above {
            IndustryScale::Medium
        } else {
            IndustryScale::Large
        })
    }

    /// The size of an enterprise by its capital on `day`; `None` where no rule is in force.
    pub fn enterprise_by_capital(
        &self,
        day: NaiveDate,
        capital: Rupiah,
    ) -> Option<EnterpriseScale> {
        let rule = self.enterprise.iter().find(|rule| rule.in_force.contains(day))?;
        Some(scale(capital, rule.capital_up_to))
    }

    /// The size of an enterprise by its annual sales on `day`; `None` where no rule is in force.
    pub fn enterprise_by_sales(&self, day: NaiveDate, sales: Rupiah) -> Option<EnterpriseScale> {
        let rule = self.enterprise.iter().find(|rule| rule.in_force.contains(day))?;
        Some(scale(sales, rule.sales_up_to))
    }
}

fn scale(amount: Rupiah, up_to: [Rupiah; 3]) -> EnterpriseScale {
    let [micro, small, medium] = up_to;
    if amount <= micro {
        EnterpriseScale::Micro
    } else if amount <= small {
        EnterpriseScale::Small
    } else if amount <= medium {
        EnterpriseScale::Medium
    } else {
        EnterpriseScale::Large
    }
}

fn since(year: i32, month: u32, day: u32) -> DateRange {
    DateRange::starting(NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default())
}
