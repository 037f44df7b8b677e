use serde::{Deserialize, Serialize};

use crate::money::Percent;

/// What happens when a piece is sold below its price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DiscountRule {
    /// Maker and gallery share it in the proportion of the commission: commission and the maker's
    /// part are both computed on the price paid.
    #[default]
    Shared,
    /// It may not be sold below its price.
    Refused,
}

impl DiscountRule {
    /// The stable code that files and tables carry.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Refused => "refused",
        }
    }

    /// The rule with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Shared, Self::Refused].into_iter().find(|rule| rule.code() == code)
    }
}

/// The terms under which goods are consigned. They are frozen on the item at intake; what the
/// association agrees later never moves an old sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The gallery's part of the price paid; the maker gets the rest.
    pub commission: Percent,
    /// What happens below the price.
    pub discount: DiscountRule,
}
