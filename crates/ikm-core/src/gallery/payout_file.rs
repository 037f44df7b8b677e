use std::fmt::Write as _;
use std::str::FromStr;

use serde::Deserialize;

use super::{Payout, PayoutError, PayoutLine};
use crate::association::MemberNumber;
use crate::money::Rupiah;

/// The layout of a payout file, which is data: banks differ, and change theirs.
///
/// A record is a row of fields, of fixed width or with a separator between them. All text is written
/// in ASCII; letters with marks lose them, and anything else becomes a blank.
///
/// ```
/// use ikm_core::gallery::PayoutTemplate;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let template: PayoutTemplate = PayoutTemplate::shipped("generic-csv").ok_or("none")?.parse()?;
/// assert_eq!(template.name(), "generic-csv");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoutTemplate(RawTemplate);

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTemplate {
    name: String,
    source: String,
    /// One character between fields; without it, columns are of fixed width.
    separator: Option<char>,
    line_end: LineEnd,
    amount: AmountFormat,
    #[serde(default)]
    own_bank: String,
    #[serde(default)]
    in_house: String,
    #[serde(default)]
    other_bank: String,
    #[serde(default)]
    header: Vec<Field>,
    detail: Vec<Field>,
    #[serde(default)]
    trailer: Vec<Field>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum LineEnd {
    Lf,
    Crlf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AmountFormat {
    /// `10000`
    Rupiah,
    /// `10000.00`
    Decimal,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    text: Option<String>,
    value: Option<Value>,
    width: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Value {
    Date,
    DebitAccount,
    Count,
    Total,
    /// The sum of all account numbers, of which the last sixteen digits count.
    HashTotal,
    Bank,
    Account,
    Holder,
    Amount,
    Remark,
    Reference,
    Method,
}

impl Value {
    const fn is_of_a_line(self) -> bool {
        matches!(
            self,
            Self::Bank
                | Self::Account
                | Self::Holder
                | Self::Amount
                | Self::Remark
                | Self::Reference
                | Self::Method
        )
    }

    const fn is_number(self) -> bool {
        matches!(self, Self::Count | Self::Total | Self::HashTotal | Self::Amount)
    }
}

impl FromStr for PayoutTemplate {
    type Err = PayoutError;

    fn from_str(text: &str) -> Result<Self, PayoutError> {
        let wrong = |what: &str| PayoutError::Template(what.to_owned());
        let raw: RawTemplate = toml::from_str(text).map_err(|source| wrong(source.message()))?;
        if raw.name.trim().is_empty() || raw.source.trim().is_empty() {
            return Err(wrong("name and source must say something"));
        }
        if raw.separator.is_some_and(|c| !c.is_ascii() || c.is_ascii_alphanumeric()) {
            return Err(wrong("the separator must be a sign of ASCII"));
        }
        if raw.detail.is_empty() {
            return Err(wrong("there is no [[detail]]"));
        }
        let heads = raw.header.iter().chain(&raw.trailer);
        if heads.filter_map(|field| field.value).any(Value::is_of_a_line) {
            return Err(wrong("header and trailer have no fields of a single payment"));
        }
        for field in raw.header.iter().chain(&raw.detail).chain(&raw.trailer) {
            if field.text.is_some() == field.value.is_some() {
                return Err(wrong("a field has either a text or a value"));
            }
            if field.width == Some(0) || (raw.separator.is_none() && field.width.is_none()) {
                return Err(wrong("a column of fixed width needs its width"));
            }
        }
        Ok(Self(raw))
    }
}

/// The whole file, before it is cut into fields.
struct Sums {
    date: String,
    debit_account: String,
    count: usize,
    total: Rupiah,
    hash_total: String,
}

impl PayoutTemplate {
    /// The text of a template that comes with the program.
    pub fn shipped(name: &str) -> Option<&'static str> {
        match name {
            "generic-csv" => Some(include_str!("../../data/payout/generic-csv.toml")),
            "bulk-transfer" => Some(include_str!("../../data/payout/bulk-transfer.toml")),
            _ => None,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The file of `payout`, whose lines are of the members with these numbers, in order of them.
    /// The same payout gives the same bytes.
    ///
    /// # Errors
    ///
    /// [`PayoutError::Template`] when a figure or an account number does not fit its field, when the
    /// sum is out of range, and when the account of a line was erased.
    pub fn render(
        &self,
        payout: &Payout,
        lines: &[(MemberNumber, &PayoutLine)],
    ) -> Result<String, PayoutError> {
        let wrong = |what: &str| PayoutError::Template(what.to_owned());
        let total = payout.total().map_err(|_overflow| wrong("the total is out of range"))?;
        let mut hash: u128 = 0;
        for (_, line) in lines {
            let account = line.account.as_ref().ok_or_else(|| wrong("an account was erased"))?;
            let digits = account.number();
            let last = digits.get(digits.len().saturating_sub(16)..).unwrap_or_default();
            hash = hash.saturating_add(last.parse().unwrap_or_default());
        }
        let sums = Sums {
            date: payout.made_on.format("%Y%m%d").to_string(),
            debit_account: payout.debit_account.clone(),
            count: lines.len(),
            total,
            hash_total: hash.checked_rem(10_u128.pow(16)).unwrap_or_default().to_string(),
        };
        let mut file = String::new();
        let head = |value: Value| self.of_file(value, &sums);
        self.record(&mut file, &self.0.header, &head)?;
        for (number, line) in lines {
            let of_line = |value: Value| {
                self.of_line(value, payout, *number, line).unwrap_or_else(|| head(value))
            };
            self.record(&mut file, &self.0.detail, &of_line)?;
        }
        self.record(&mut file, &self.0.trailer, &head)?;
        Ok(file)
    }

    fn record(
        &self,
        file: &mut String,
        fields: &[Field],
        value_of: &dyn Fn(Value) -> String,
    ) -> Result<(), PayoutError> {
        if fields.is_empty() {
            return Ok(());
        }
        for (nth, field) in fields.iter().enumerate() {
            if let (1.., Some(separator)) = (nth, self.0.separator) {
                file.push(separator);
            }
            let text = match (field.value, &field.text) {
                (Some(value), _) => value_of(value),
                (None, text) => text.clone().unwrap_or_default(),
            };
            file.push_str(&self.fitted(field, &ascii(&text, self.0.separator))?);
        }
        file.push_str(match self.0.line_end {
            LineEnd::Lf => "\n",
            LineEnd::Crlf => "\r\n",
        });
        Ok(())
    }

    /// A text in its field. Words are cut; a figure or an account number that does not fit is
    /// refused, for a part of it would be another.
    fn fitted(&self, field: &Field, text: &str) -> Result<String, PayoutError> {
        let Some(width) = field.width else { return Ok(text.to_owned()) };
        let may_be_cut =
            matches!(field.value, None | Some(Value::Holder | Value::Remark | Value::Reference));
        if text.len() > width && !may_be_cut {
            let what = format!("{:?} of {} does not fit {width}", field.value, text.len());
            return Err(PayoutError::Template(what));
        }
        let cut = text.get(..width).unwrap_or(text);
        let is_number = field.value.is_some_and(Value::is_number);
        Ok(match self.0.separator {
            Some(_) => cut.to_owned(),
            None if is_number => format!("{cut:0>width$}"),
            None => format!("{cut:<width$}"),
        })
    }

    fn of_file(&self, value: Value, sums: &Sums) -> String {
        match value {
            Value::Date => sums.date.clone(),
            Value::DebitAccount => sums.debit_account.clone(),
            Value::Count => sums.count.to_string(),
            Value::Total => self.amount(sums.total),
            Value::HashTotal => sums.hash_total.clone(),
            Value::Bank
            | Value::Account
            | Value::Holder
            | Value::Amount
            | Value::Remark
            | Value::Reference
            | Value::Method => String::new(),
        }
    }

    fn of_line(
        &self,
        value: Value,
        payout: &Payout,
        number: MemberNumber,
        line: &PayoutLine,
    ) -> Option<String> {
        let account = line.account.as_ref()?;
        let is_own = account.bank() == self.0.own_bank;
        match value {
            Value::Bank => Some(account.bank().to_owned()),
            Value::Account => Some(account.number().to_owned()),
            Value::Holder => Some(account.holder().to_owned()),
            Value::Amount => Some(self.amount(line.amount)),
            Value::Remark => Some(format!("Bagi hasil {} {number}", payout.made_on)),
            Value::Reference => Some(format!("{number} {}", payout.made_on.format("%Y%m%d"))),
            Value::Method => {
                Some(if is_own { self.0.in_house.clone() } else { self.0.other_bank.clone() })
            }
            Value::Date | Value::DebitAccount | Value::Count | Value::Total | Value::HashTotal => {
                None
            }
        }
    }

    fn amount(&self, amount: Rupiah) -> String {
        let mut text = amount.get().to_string();
        if self.0.amount == AmountFormat::Decimal {
            // Writing to a string does not fail.
            let _written = write!(text, ".00");
        }
        text
    }
}

/// `text` in printable ASCII without the separator.
fn ascii(text: &str, separator: Option<char>) -> String {
    let plain = |c: char| match c {
        'à'..='å' => 'a',
        'À'..='Å' => 'A',
        'è'..='ë' => 'e',
        'È'..='Ë' => 'E',
        'ì'..='ï' => 'i',
        'Ì'..='Ï' => 'I',
        'ò'..='ö' => 'o',
        'Ò'..='Ö' => 'O',
        'ù'..='ü' => 'u',
        'Ù'..='Ü' => 'U',
        'ñ' => 'n',
        'Ñ' => 'N',
        'ç' => 'c',
        'Ç' => 'C',
        '‘' | '’' => '\'',
        other => other,
    };
    let fits = |c: char| (c == ' ' || c.is_ascii_graphic()) && Some(c) != separator && c != '"';
    text.chars().map(plain).map(|c| if fits(c) { c } else { ' ' }).collect()
}
