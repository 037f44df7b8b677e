use serde::{Deserialize, Serialize};

use super::price::Price;
use crate::measure::{Dimensions, Grams};
use crate::region::PostalCode;

/// A parcel that a price is asked for.
///
/// ```
/// use ikm_core::measure::Grams;
/// use ikm_core::shipping::Parcel;
/// # fn main() -> Result<(), ikm_core::region::BadPostalCode> {
/// let parcel = Parcel {
///     classification: Some("10".to_owned()),
///     ..Parcel::new("25651".parse()?, "PKH", Grams::new(1_300))
/// };
/// assert_eq!(parcel.service, "PKH");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Parcel {
    /// Where it goes.
    pub to: PostalCode,
    /// The code of the service, as the tariff book writes it.
    pub service: String,
    /// What it weighs on the scales.
    #[serde(rename = "weight_g")]
    pub weight: Grams,
    /// Its three sizes, when all were taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<Dimensions>,
    /// The value that the sender declares for insurance; none, like zero, asks for no insurance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_value: Option<Price>,
    /// The sender's class in the office's scheme, compared exactly with what the rules name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
}

impl Parcel {
    /// A parcel of which only the destination, the service and the weight are known.
    pub fn new(to: PostalCode, service: impl Into<String>, weight: Grams) -> Self {
        Self {
            to,
            service: service.into(),
            weight,
            dimensions: None,
            declared_value: None,
            classification: None,
        }
    }
}
