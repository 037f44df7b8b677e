//! The registry: what is known of an IKM, whom it resembles, and how large the law says it is.

mod blocking;
mod change;
mod digest;
mod distance;
mod figures;
mod history;
mod key;
mod near;
mod permit;
mod placeholder;
mod prepared;
mod profile;
mod reason;
mod resemblance;
mod segment;
mod size;
mod words;

pub use blocking::{MOST_CANDIDATES, blocking_keys};
pub use change::Part;
pub use figures::{Figures, FiguresOf, Workers, present_figures};
pub use history::{Cause, Merge, Past};
pub use key::{fold, name_key, sound_key};
pub use near::{is_near_word, near_beginnings};
pub use permit::{Permit, PermitEnd, PermitKind, UnknownPermit, days_left};
pub use placeholder::is_placeholder;
pub use prepared::Prepared;
pub use profile::{Ikm, Merged, Place, Profile};
pub use reason::Reason;
pub use resemblance::{Resemblance, points, resemblance};
pub use segment::{
    BadSegmentName, Contradiction, Membership, Segment, SegmentName, Surroundings,
    UnknownMembership,
};
pub use size::{EnterpriseRule, EnterpriseScale, IndustryRule, IndustryScale, SizeRules};
