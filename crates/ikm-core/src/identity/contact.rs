use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::digits::trim;
use super::error::{Identifier, IdentityError};

/// An Indonesian telephone number in its international form, `+6281234567890`.
///
/// ```
/// use ikm_core::identity::Phone;
/// # fn main() -> Result<(), ikm_core::identity::IdentityError> {
/// let phone: Phone = "0812-3456-7890".parse()?;
/// assert_eq!(phone.as_str(), "+6281234567890");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// The number in its international form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads `08…`, `62…` and `+62…`, with blanks, points, hyphens and brackets between the digits; and
/// `8…`, which is what a spreadsheet leaves of a mobile number.
impl FromStr for Phone {
    type Err = IdentityError;

    fn from_str(text: &str) -> Result<Self, IdentityError> {
        let wrong = || IdentityError::shape(Identifier::Phone, text);
        let body = trim(text);
        let (international, body) = match body.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, body),
        };
        let is_mark = |c: char| matches!(c, ' ' | '.' | '-' | '(' | ')');
        let digits: String = body.chars().filter(|c| !is_mark(*c)).collect();
        let without_country = digits.strip_prefix("62");
        let subscriber = match (international, without_country) {
            // "+62 (0)812…" is a common way to write both forms at once.
            (_, Some(rest)) => rest.strip_prefix('0').unwrap_or(rest),
            (true, None) => return Err(wrong()),
            (false, None) => match digits.strip_prefix('0') {
                Some(rest) => rest,
                None if digits.starts_with('8') => digits.as_str(),
                None => return Err(wrong()),
            },
        };
        // The numbering plan knows 7 to 12 digits after the country code; none begins with 0 or 1.
        let well_formed = (7..=12).contains(&subscriber.len())
            && subscriber.bytes().all(|b| b.is_ascii_digit())
            && !subscriber.starts_with(['0', '1']);
        if well_formed { Ok(Self(format!("+62{subscriber}"))) } else { Err(wrong()) }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// An e-mail address of the common form (RFC 5321, without quoted names and address literals), with
/// its domain in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = IdentityError;

    fn from_str(text: &str) -> Result<Self, IdentityError> {
        let wrong = || IdentityError::shape(Identifier::Email, text);
        let (local, domain) = text.trim().rsplit_once('@').ok_or_else(wrong)?;
        let is_atom = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b))
        };
        let is_label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let well_formed = local.len() <= 64
            && local.split('.').all(is_atom)
            && domain.len() <= 253
            && domain.contains('.')
            && domain.split('.').all(is_label);
        if well_formed {
            Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
        } else {
            Err(wrong())
        }
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
