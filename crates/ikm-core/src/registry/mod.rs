//! The registry: what is known of an IKM, whom it resembles, and how large the law says it is.

mod digest;
mod key;
mod profile;
mod resemblance;
mod size;

pub use key::{fold, name_key, sound_key};
pub use profile::{Figures, Ikm, Place, Profile, Workers};
pub use resemblance::{Reason, Resemblance, blocking_keys, resemblance};
pub use size::{EnterpriseRule, EnterpriseScale, IndustryRule, IndustryScale, SizeRules};
