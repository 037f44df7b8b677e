//! The registry: what is known of an IKM, whom it resembles, and how large the law says it is.

mod change;
mod digest;
mod figures;
mod history;
mod key;
mod profile;
mod resemblance;
mod size;

pub use change::Part;
pub use figures::{Figures, FiguresOf, Workers, present_figures};
pub use history::{Cause, Merge, Past};
pub use key::{fold, name_key, sound_key};
pub use profile::{Ikm, Merged, Place, Profile};
pub use resemblance::{Reason, Resemblance, blocking_keys, resemblance};
pub use size::{EnterpriseRule, EnterpriseScale, IndustryRule, IndustryScale, SizeRules};
