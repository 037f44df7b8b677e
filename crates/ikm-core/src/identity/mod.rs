//! Who an IKM and its owner are to the state: NIK, NPWP, NIB, permits, and how to reach them.
//!
//! Each value can be had only from a well-formed text, through [`FromStr`](std::str::FromStr) or
//! serde, which share one path. Well formed is all that a number can show by itself: whether it was
//! ever issued, only the office that issued it knows.

mod bpom;
mod contact;
mod digits;
mod doubt;
mod error;
mod gender;
mod nik;
mod npwp;
mod numbers;

pub use bpom::{Bpom, BpomKind};
pub use contact::{Email, Phone};
pub use doubt::{Doubt, Doubtful};
pub use error::{Identifier, IdentityError};
pub use gender::Gender;
pub use nik::Nik;
pub use npwp::{Nitku, Npwp};
pub use numbers::{HalalNumber, Nib, Nmid, Pirt};

/// Lets serde read and write a value as its full text, through its `FromStr`.
macro_rules! serde_as_text {
    ($($name:ident),+) => {$(
        impl TryFrom<String> for $name {
            type Error = IdentityError;

            fn try_from(text: String) -> Result<Self, IdentityError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.as_str().to_owned()
            }
        }
    )+};
}

serde_as_text!(Bpom, Email, HalalNumber, Nib, Nik, Nitku, Nmid, Npwp, Phone, Pirt);
