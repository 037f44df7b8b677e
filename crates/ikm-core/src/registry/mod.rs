//! The registry: what is known of an IKM, whom it resembles, and how large the law says it is.

mod change;
mod digest;
mod figures;
mod history;
mod key;
mod near;
mod permit;
mod profile;
mod resemblance;
mod segment;
mod size;

pub use change::Part;
pub use figures::{Figures, FiguresOf, Workers, present_figures};
pub use history::{Cause, Merge, Past};
pub use key::{fold, name_key, sound_key};
pub use near::{is_near_word, near_beginnings};
pub use permit::{Permit, PermitEnd, PermitKind, UnknownPermit, days_left};
pub use profile::{Ikm, Merged, Place, Profile};
pub use resemblance::{Reason, Resemblance, blocking_keys, resemblance};
pub use segment::{
    BadSegmentName, Contradiction, Membership, Segment, SegmentName, Surroundings,
    UnknownMembership,
};
pub use size::{EnterpriseRule, EnterpriseScale, IndustryRule, IndustryScale, SizeRules};
