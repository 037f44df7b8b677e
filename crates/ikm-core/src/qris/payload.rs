use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::crc::crc16;
use super::error::QrisError;
use super::fields::Fields;
use crate::identity::Nmid;
use crate::money::Rupiah;

/// A whole and undamaged QRIS of a merchant (EMVCo MPM as Bank Indonesia and ASPI use it).
///
/// A static code stands on a table and lets the buyer type the amount; a dynamic one is made for one
/// payment and carries it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Qris {
    payload: String,
    dynamic: bool,
    merchant_name: String,
    merchant_city: String,
    amount: Option<Rupiah>,
    nmid: Option<Nmid>,
}

/// Tags of fields, as EMVCo numbers them.
mod tag {
    pub(super) const FORMAT: u8 = 0;
    pub(super) const INITIATION: u8 = 1;
    pub(super) const ACCOUNTS: std::ops::RangeInclusive<u8> = 26..=51;
    pub(super) const CATEGORY: u8 = 52;
    pub(super) const CURRENCY: u8 = 53;
    pub(super) const AMOUNT: u8 = 54;
    pub(super) const COUNTRY: u8 = 58;
    pub(super) const NAME: u8 = 59;
    pub(super) const CITY: u8 = 60;
    /// Within an account: whose account it is.
    pub(super) const DOMAIN: u8 = 0;
    /// Within an account: the merchant's id there.
    pub(super) const MERCHANT_ID: u8 = 2;
}

/// ISO 4217: the number of the rupiah.
const RUPIAH: &str = "360";
const INDONESIA: &str = "ID";
/// The domain of the national account, whose merchant id is the NMID.
const NATIONAL: &str = "ID.CO.QRIS.WWW";

impl Qris {
    /// The text inside the code.
    pub fn payload(&self) -> &str {
        &self.payload
    }

    /// Whether the code was made for one payment.
    pub const fn is_dynamic(&self) -> bool {
        self.dynamic
    }

    /// The merchant's name.
    pub fn merchant_name(&self) -> &str {
        &self.merchant_name
    }

    /// The merchant's city or regency.
    pub fn merchant_city(&self) -> &str {
        &self.merchant_city
    }

    /// The amount, if the code carries one.
    pub const fn amount(&self) -> Option<Rupiah> {
        self.amount
    }

    /// The merchant's national id, if the code carries a well-formed one.
    pub const fn nmid(&self) -> Option<&Nmid> {
        self.nmid.as_ref()
    }
}

impl FromStr for Qris {
    type Err = QrisError;

    fn from_str(text: &str) -> Result<Self, QrisError> {
        let payload = text.trim();
        verify_checksum(payload)?;
        let fields = Fields::read(payload)?;
        if fields.iter().next().is_none_or(|first| first.tag != tag::FORMAT) {
            return Err(QrisError::Missing(tag::FORMAT));
        }
        fields.demand(tag::FORMAT, "01")?;
        let dynamic = match fields.get(tag::INITIATION) {
            None | Some("11") => false,
            Some("12") => true,
            Some(value) => return Err(wrong(tag::INITIATION, value)),
        };
        let nmid = read_accounts(&fields)?;
        let category = fields.need(tag::CATEGORY)?;
        if category.len() != 4 || !category.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong(tag::CATEGORY, category));
        }
        fields.demand(tag::CURRENCY, RUPIAH)?;
        let amount = fields.get(tag::AMOUNT).map(read_amount).transpose()?;
        fields.demand(tag::COUNTRY, INDONESIA)?;
        Ok(Self {
            payload: payload.to_owned(),
            dynamic,
            merchant_name: fields.need(tag::NAME)?.to_owned(),
            merchant_city: fields.need(tag::CITY)?.to_owned(),
            amount,
            nmid,
        })
    }
}

fn wrong(tag: u8, value: &str) -> QrisError {
    QrisError::Value { tag, value: value.to_owned() }
}

/// Checks that the text ends in `6304` and the checksum over all before it, in hexadecimal.
fn verify_checksum(payload: &str) -> Result<(), QrisError> {
    let (covered, found) = payload
        .len()
        .checked_sub(4)
        .and_then(|at| payload.split_at_checked(at))
        .filter(|(covered, _)| covered.ends_with("6304"))
        .ok_or_else(|| {
            let tail = payload.chars().count().saturating_sub(12);
            QrisError::NoChecksum(payload.chars().skip(tail).collect())
        })?;
    let expected = format!("{:04X}", crc16(covered.as_bytes()));
    if found.eq_ignore_ascii_case(&expected) {
        Ok(())
    } else {
        Err(QrisError::Checksum { expected, found: found.to_owned() })
    }
}

/// Reads the accounts, of which there must be one, and finds the national id in them.
fn read_accounts(fields: &Fields<'_>) -> Result<Option<Nmid>, QrisError> {
    let mut nmid = None;
    let mut found = false;
    for account in fields.iter().filter(|field| tag::ACCOUNTS.contains(&field.tag)) {
        found = true;
        let inside = Fields::read(account.value)?;
        if inside.get(tag::DOMAIN).is_some_and(|domain| domain.eq_ignore_ascii_case(NATIONAL)) {
            nmid = inside.get(tag::MERCHANT_ID).and_then(|id| id.parse().ok());
        }
    }
    if found { Ok(nmid) } else { Err(QrisError::Missing(*tag::ACCOUNTS.start())) }
}

/// Reads whole rupiah; a fraction may be written as long as it is zero.
fn read_amount(text: &str) -> Result<Rupiah, QrisError> {
    let whole = match text.split_once('.') {
        None => text,
        Some((whole, "" | "0" | "00")) => whole,
        Some(_) => return Err(wrong(tag::AMOUNT, text)),
    };
    let well_formed =
        text.len() <= 13 && !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit());
    if !well_formed {
        return Err(wrong(tag::AMOUNT, text));
    }
    whole.parse().map_err(|_out_of_range| wrong(tag::AMOUNT, text))
}

impl TryFrom<String> for Qris {
    type Error = QrisError;

    fn try_from(text: String) -> Result<Self, QrisError> {
        text.parse()
    }
}

impl From<Qris> for String {
    fn from(qris: Qris) -> Self {
        qris.payload
    }
}

/// Writes the text inside the code.
impl fmt::Display for Qris {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.payload)
    }
}
