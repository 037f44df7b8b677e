//! What an IKM makes: KBLI codes with their edition, the office's own scheme of classes, and the
//! dated way from the one to the other.

mod edition2025;
mod history;
mod kbli;
mod mapping;
mod mapping_error;
mod product;
mod scheme;
mod suggest;
mod table;
mod words;

pub use edition2025::{In2025, in_2025};
pub use history::{Classifications, Classifier, Review, Reviewer};
pub use kbli::{Kbli, KbliEdition, KbliError};
pub use mapping::{Mapping, MappingPeriod, MappingRow, MapsFrom};
pub use mapping_error::MappingError;
pub use product::{Phrase, ProductMap};
pub use scheme::{Class, ClassCode, Scheme, SchemeError};
pub use suggest::{Confidence, Suggester, Suggestion, UnknownConfidence, Why};
pub use table::{KbliDoubt, KbliEntry, KbliTable};
