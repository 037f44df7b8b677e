//! The one registry of identifiers: UUIDv7 newtypes that never turn into each other.
//!
//! An id carries the time at which it was made, so that rows made together lie together. The time
//! and the random part are arguments; nothing here reads a clock.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::lang::{Explain, Lang};

/// A text that is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a valid {kind} id")]
pub struct BadId {
    kind: &'static str,
    text: String,
}

impl BadId {
    /// That `text` names no `kind`.
    pub(crate) fn of(kind: &'static str, text: &str) -> Self {
        Self { kind, text: text.to_owned() }
    }
}

impl Explain for BadId {
    fn code(&self) -> &'static str {
        "IKM-ID-SYNTAX"
    }
    fn indonesian(&self) -> String {
        format!("{:?} bukan id dari {}", self.text, self.kind)
    }
    fn hint(&self, lang: Lang) -> String {
        lang.pick(
            "salin id seperti tercetak, misalnya 017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
            "copy the id as it was printed, such as 017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        )
        .to_owned()
    }
}

/// Where new ids come from: the moment of making and ten random bytes. The front end gives real
/// ones, tests and the demo give a seeded stream.
pub trait IdSource {
    /// A new UUIDv7, later than the ones before it.
    fn next(&mut self) -> Uuid;
}

/// Builds the UUIDv7 of a moment from the random bytes beside it. RFC 9562 §5.7.
///
/// A moment before 1970 counts as 1970.
pub fn uuid_v7(at: DateTime<Utc>, random: &[u8; 10]) -> Uuid {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, random).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $kind:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "Uuid", into = "Uuid")]
        pub struct $name(Uuid);

        impl $name {
            /// A new id from `source`.
            pub fn generate(source: &mut dyn IdSource) -> Self {
                Self(source.next())
            }

            /// The bare UUID, for storage.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl TryFrom<Uuid> for $name {
            type Error = BadId;

            fn try_from(uuid: Uuid) -> Result<Self, BadId> {
                if uuid.get_version_num() == 7 {
                    Ok(Self(uuid))
                } else {
                    Err(BadId { kind: $kind, text: uuid.to_string() })
                }
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                Uuid::parse_str(text)
                    .map_err(|_not_a_uuid| BadId { kind: $kind, text: text.to_owned() })
                    .and_then(Self::try_from)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", $kind, self.0)
            }
        }
    )+};
}

ids! {
    /// An association and all that belongs to it.
    AssociationId "association";
    /// One import of a list.
    BatchId "batch";
    /// One IKM's way through a programme.
    EnrolmentId "enrolment";
    /// A journal entry.
    EntryId "entry";
    /// Money that is promised and not spent yet.
    HoldId "hold";
    /// A small or medium industry in the registry.
    IkmId "ikm";
    /// A consigned item: one line of an intake note, with its lot and its terms.
    ItemId "item";
    /// A member of the association.
    MemberId "member";
    /// Two IKM that were found to be one.
    MergeId "merge";
    /// An intake note.
    NoteId "note";
    /// A paper of the gallery, such as a handover note or a count sheet.
    PaperId "paper";
    /// A payout of a settlement: a file for the bank, or a payment by hand.
    PayoutId "payout";
    /// A sale, with its receipt.
    SaleId "sale";
    /// A settlement run.
    SettlementId "settlement";
    /// A parcel at the postal desk.
    ShipmentId "shipment";
    /// A tariff book as it was loaded.
    TariffId "tariff";
}
