use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AgeTier, Commission, DiscountRule, LossRules, PriceTier, Terms};
use crate::lang::{Explain, Lang};
use crate::money::Percent;
use crate::registry::PermitKind;

/// The rules by which goods come in, from a day on: the terms, what food needs, how much room there
/// is, and what becomes of goods that do not fit their maker. An office writes them as a TOML file.
///
/// ```
/// use ikm_core::gallery::GalleryRules;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let rules = GalleryRules::from_toml(r#"
///     source = "Keputusan rapat anggota 12 Januari 2022"
///     [default]
///     commission = "15"
///     [category.Kriya]
///     commission = "net:7500"
/// "#)?;
/// assert!(rules.terms("Pangan", "A-0001", "RDG-250", None, 1).is_some());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GalleryRules {
    /// The decision or the contract that they stand in.
    pub source: String,
    /// Terms where nothing more special is said.
    #[serde(default)]
    pub default: TermsRule,
    /// Terms of a category, by its name.
    #[serde(default)]
    pub category: BTreeMap<String, TermsRule>,
    /// Terms of a member, by his number.
    #[serde(default)]
    pub member: BTreeMap<String, TermsRule>,
    /// Terms of a sku.
    #[serde(default)]
    pub item: BTreeMap<String, TermsRule>,
    /// What food needs to come in.
    #[serde(default)]
    pub food: Option<FoodRule>,
    /// What becomes of goods that do not look like what their maker is registered as making.
    #[serde(default)]
    pub misfit: Misfit,
    /// How much room there is.
    #[serde(default)]
    pub quota: Quota,
}

/// Terms, of which each part that is said takes the place of the same part of what is less special.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsRule {
    /// What the gallery keeps.
    pub commission: Option<Commission>,
    /// Commissions by price.
    pub price_tiers: Option<Vec<PriceTier>>,
    /// Commissions by days on the shelf.
    pub age_tiers: Option<Vec<AgeTier>>,
    /// Who bears a discount.
    pub discount: Option<DiscountRule>,
    /// Who bears a loss.
    pub losses: Option<LossRules>,
}

/// What food needs to come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoodRule {
    /// The categories that are food, in lower case or not.
    pub categories: Vec<String>,
    /// One of these permits must be in force; none asks for none.
    #[serde(default)]
    pub permits: Vec<PermitKind>,
    /// The fewest days until the last day of sale.
    #[serde(default)]
    pub minimum_days: u32,
    /// How many days such goods keep from their making, by category.
    #[serde(default)]
    pub life_days: BTreeMap<String, u32>,
    /// The least share of that life that must be left, where it is known.
    #[serde(default)]
    pub minimum_life: Option<Percent>,
}

/// What becomes of goods that do not look like what their maker is registered as making.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Misfit {
    /// They come in with a warning.
    #[default]
    Warn,
    /// They are refused, unless somebody says why not.
    Refuse,
}

/// How many pieces may lie in the gallery at once. What is not said is not limited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Of one member.
    pub member: Option<u32>,
    /// Of all members of one kecamatan.
    pub kecamatan: Option<u32>,
}

/// Why rules cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RulesError {
    /// The file cannot be read.
    #[error("the rules cannot be read: {0}")]
    Syntax(String),
    /// They do not say where they come from.
    #[error("the rules name no source")]
    Source,
    /// Two tiers begin at one place.
    #[error("two tiers of {0:?} begin at the same place")]
    Tiers(String),
}

impl Explain for RulesError {
    fn code(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "IKM-RULES-SYNTAX",
            Self::Source => "IKM-RULES-SOURCE",
            Self::Tiers(_) => "IKM-RULES-TIERS",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Syntax(why) => format!("aturan galeri tidak dapat dibaca: {why}"),
            Self::Source => "aturan galeri tidak menyebut sumbernya".to_owned(),
            Self::Tiers(of) => format!("dua jenjang {of:?} mulai di tempat yang sama"),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Syntax(_) => lang.pick(
                "perbaiki berkas TOML-nya; bentuknya ada di gallery-files.md",
                "correct the TOML file; its form stands in gallery-files.md",
            ),
            Self::Source => lang.pick(
                "isi source dengan keputusan atau kontraknya",
                "give the decision or the contract as source",
            ),
            Self::Tiers(_) => lang.pick("hapus salah satunya", "remove one of them"),
        }
        .to_owned()
    }
}

impl GalleryRules {
    /// Reads rules from a TOML file. Unknown tables and keys are refused.
    ///
    /// # Errors
    ///
    /// [`RulesError`] says what is wrong.
    pub fn from_toml(text: &str) -> Result<Self, RulesError> {
        let rules: Self =
            toml::from_str(text).map_err(|error| RulesError::Syntax(error.to_string()))?;
        if rules.source.trim().is_empty() {
            return Err(RulesError::Source);
        }
        let named = |of: &str, rule: &TermsRule| {
            if rule.repeats() { Err(RulesError::Tiers(of.to_owned())) } else { Ok(()) }
        };
        named("default", &rules.default)?;
        let all = [&rules.category, &rules.member, &rules.item];
        all.into_iter().flatten().try_for_each(|(of, rule)| named(of, rule))?;
        Ok(rules)
    }

    /// The terms of goods: the default, then what the category, the member, the sku and at last the
    /// note itself, with its `own` commission, say otherwise; none where none of them says a
    /// commission. They bear `version`.
    pub fn terms(
        &self,
        category: &str,
        member: &str,
        sku: &str,
        own: Option<Commission>,
        version: u32,
    ) -> Option<Terms> {
        let of_category =
            self.category.iter().find(|(name, _)| name.to_lowercase() == category.to_lowercase());
        let mut said = self.default.clone();
        let noted = TermsRule { commission: own, ..TermsRule::default() };
        let special = [
            of_category.map(|(_, rule)| rule),
            self.member.get(member),
            self.item.get(sku),
            Some(&noted),
        ];
        for rule in special.into_iter().flatten() {
            said.add(rule);
        }
        Some(Terms {
            commission: said.commission?,
            price_tiers: said.price_tiers.unwrap_or_default(),
            age_tiers: said.age_tiers.unwrap_or_default(),
            discount: said.discount.unwrap_or_default(),
            losses: said.losses.unwrap_or_default(),
            version,
        })
    }
}

impl TermsRule {
    /// Takes over what `other` says. A commission that is said leaves no tiers of what is less
    /// special in force.
    fn add(&mut self, other: &Self) {
        let Self { commission, price_tiers, age_tiers, discount, losses } = other.clone();
        if commission.is_some() {
            (self.commission, self.price_tiers, self.age_tiers) = (commission, None, None);
        }
        self.price_tiers = price_tiers.or(self.price_tiers.take());
        self.age_tiers = age_tiers.or(self.age_tiers.take());
        self.discount = discount.or(self.discount);
        self.losses = losses.or(self.losses);
    }

    /// Whether two tiers begin at one place.
    fn repeats(&self) -> bool {
        let mut prices: Vec<_> = self.price_tiers.iter().flatten().map(|tier| tier.from).collect();
        let mut days: Vec<_> = self.age_tiers.iter().flatten().map(|tier| tier.from_days).collect();
        prices.sort_unstable();
        days.sort_unstable();
        let count = prices.len() + days.len();
        prices.dedup();
        days.dedup();
        prices.len() + days.len() < count
    }
}

impl FoodRule {
    /// Whether goods of this category are food.
    pub fn holds_for(&self, category: &str) -> bool {
        self.categories.iter().any(|name| name.to_lowercase() == category.to_lowercase())
    }

    /// The fewest days that must be left of goods of this category when they come in: the larger of
    /// what is asked of all food, and of the least share of their life, rounded up.
    pub fn days_needed(&self, category: &str) -> u32 {
        let life =
            self.life_days.iter().find(|(name, _)| name.to_lowercase() == category.to_lowercase());
        let share = life.zip(self.minimum_life).map(|((_, days), share)| {
            let exact = rust_decimal::Decimal::from(*days) * share.get();
            let days = (exact / rust_decimal::Decimal::ONE_HUNDRED).ceil();
            u32::try_from(days).unwrap_or(u32::MAX)
        });
        self.minimum_days.max(share.unwrap_or_default())
    }
}
