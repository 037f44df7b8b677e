use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lang::{Explain, Lang};

/// Where consigned pieces lie. Its code (`shelf`, `store`, `event:Festival Carocok`) is what files
/// and tables carry.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Place {
    /// On the gallery's shelf, where the till sells from.
    #[default]
    Shelf,
    /// In the storeroom.
    Store,
    /// Out at a fair or a bazaar.
    Event(String),
}

/// A text that names no place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a place")]
pub struct BadPlace(String);

impl Explain for BadPlace {
    fn code(&self) -> &'static str {
        "IKM-STOCK-PLACE"
    }

    fn indonesian(&self) -> String {
        format!("{:?} bukan tempat barang", self.0)
    }

    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "pakai shelf (rak), store (gudang) atau event:NAMA (pameran)",
            "use shelf, store or event:NAME",
        )
        .to_owned()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shelf => f.write_str("shelf"),
            Self::Store => f.write_str("store"),
            Self::Event(name) => write!(f, "event:{name}"),
        }
    }
}

impl FromStr for Place {
    type Err = BadPlace;

    fn from_str(text: &str) -> Result<Self, BadPlace> {
        match text {
            "shelf" => Ok(Self::Shelf),
            "store" => Ok(Self::Store),
            _ => {
                let name = text.strip_prefix("event:").map(str::trim);
                let name = name.filter(|name| !name.is_empty());
                name.map(|name| Self::Event(name.to_owned()))
                    .ok_or_else(|| BadPlace(text.to_owned()))
            }
        }
    }
}

impl TryFrom<String> for Place {
    type Error = BadPlace;

    fn try_from(text: String) -> Result<Self, BadPlace> {
        text.parse()
    }
}

impl From<Place> for String {
    fn from(place: Place) -> Self {
        place.to_string()
    }
}

impl Place {
    /// The place as `lang` names it.
    pub fn title(&self, lang: Lang) -> String {
        match self {
            Self::Shelf => lang.pick("rak", "shelf").to_owned(),
            Self::Store => lang.pick("gudang", "store").to_owned(),
            Self::Event(name) => format!("{} {name}", lang.pick("pameran", "event")),
        }
    }
}
